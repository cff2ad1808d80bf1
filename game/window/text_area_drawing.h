#pragma once
// Drawing the text of an editor, of which only what is in view costs anything.

#include <cstddef>
#include <optional>
#include <vector>

#include "base/text.h"
#include "window/spelling.h"
#include "window/text_area.h"
#include "window/text_area_layout.h"
#include "window/ui.h"

namespace attache::window {

[[nodiscard]] TextStyle area_text(const Ui& ui, const AreaLook& look);
/// Sets a stretch of the editor's text; `ui` must outlive it.
[[nodiscard]] AreaLayout::Setter area_setter(const Ui& ui,
                                             const AreaLook& look,
                                             float width);

/// Where a stretch lies in a laid out text: a box for each line, without those that would
/// be empty. `feed` is put behind the last line's end when the stretch goes on there.
[[nodiscard]] std::vector<Rect> boxes_of(const TextLayout& layout,
                                         std::size_t begin,
                                         std::size_t end,
                                         float feed);

class AreaDrawing {
 public:
  AreaDrawing(Ui& ui,
              AreaLayout& layout,
              const AreaLayout::Setter& set,
              ImVec2 origin,
              float line);

  /// Puts a colour behind stretches of the text, which must be in order.
  void mark(const std::vector<TextRange>& stretches, ImU32 colour) const;
  void text() const;
  /// Underlines wrong words, but not one that ends at `writing`.
  void wrong_words(const Spelling& spelling, std::optional<std::size_t> writing) const;
  void caret(std::size_t byte) const;

 private:
  void underline(const Rect& box) const;
  [[nodiscard]] ImVec2 corner(std::size_t piece) const;

  Ui& ui_;
  AreaLayout& layout_;
  const AreaLayout::Setter& set_;
  ImVec2 origin_;
  float line_;
  std::size_t first_ = 0, last_ = 0;  ///< pieces in view, half open
};

}  // namespace attache::window
