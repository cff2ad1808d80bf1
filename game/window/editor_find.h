#pragma once
// Looking for words in the whole deck under the pen, and putting others in their place.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trainer/authoring.h"
#include "window/components.h"
#include "window/text_field.h"

namespace attache::window {

struct FindBarWish {
  std::optional<FoundText> show;
  std::optional<std::size_t> replaced;  ///< how many
  bool close = false;
};

class FindBar {
 public:
  [[nodiscard]] bool open() const { return open_; }
  void begin();
  [[nodiscard]] float height(const Ui& ui, float width) const;
  FindBarWish frame(Ui& ui, const Rect& area, Authoring& deck);
  // For pictures.
  void write(std::string text) { find_.edit.reset(std::move(text)); }

 private:
  void walk(Ui& ui, bool here, bool on, FindBarWish& out);
  static void toggle(
      Ui& ui, float& x, float y, std::string_view name, std::string_view words, bool& on);
  [[nodiscard]] FindWish wish() const;
  void look(const Authoring& deck);
  [[nodiscard]] std::string count_text() const;

  bool open_ = false, new_focus_ = false;
  TextField find_, replace_;
  bool match_case_ = false, whole_words_ = false;
  std::vector<FoundText> found_;
  std::size_t at_ = 0;
  bool shown_ = false;  ///< the place at `at_` was shown
  std::string looked_for_;
  std::optional<std::uint64_t> revision_;
};

}  // namespace attache::window
