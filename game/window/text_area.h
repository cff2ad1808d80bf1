#pragma once
// The editor for text of any length: wraps by words, finds, checks the spelling, knows
// Markdown's keys. Grows with its text up to a height, then scrolls.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "window/spelling.h"
#include "window/text_area_layout.h"
#include "window/text_edit.h"
#include "window/text_field.h"
#include "window/ui.h"

namespace attache::window {

struct WordMenu;  ///< the open list of suggestions for a word

/// The state of an editor; lives as long as its screen.
struct TextArea {
  explicit TextArea(std::string text = {});

  TextEdit edit{true};
  ScrollState scroll;
  AreaLayout layout;
  float wanted_x = -1;       ///< where the caret wants to be while it walks up and down
  bool caret_moved = false;  ///< bring it into view
  bool typing = false;       ///< the word at the caret is not ready to be checked
  Clicks clicks;
  TextRange grabbed;  ///< what the mouse took hold of: dragging adds to it

  struct Find {
    bool open = false;
    TextField field;
    std::string needle;          ///< what `matches` were looked for with
    std::uint64_t revision = 0;  ///< of the text in which they were found
    std::vector<TextRange> matches;
  } find;
  std::shared_ptr<WordMenu> menu;

  [[nodiscard]] const std::string& text() const { return edit.text(); }
  /// A new text from outside. Does nothing when it is the same; else the caret stands
  /// behind what changed, and the editor's own undo begins anew.
  void follow(std::string_view text);
  /// The find bar or the list of suggestions is open: Escape belongs to the editor.
  [[nodiscard]] bool wants_escape() const { return find.open || menu != nullptr; }
};

struct AreaLook {
  std::string_view name;
  std::size_t number = 0;
  std::string_view placeholder = {};
  bool markdown = true;  ///< Ctrl+B, I, K, Ctrl+Shift+8, lists go on at Enter
  bool blanks = false;   ///< Ctrl+Shift+C makes a blank, or takes it away
  bool find = true;      ///< Ctrl+F finds in this text
  bool own_undo = true;  ///< else Ctrl+Z and Ctrl+Y are left to the screen
  const Spelling* spelling = nullptr;  ///< none: nothing is underlined
  bool single_line = false;  ///< wraps, but Enter submits and line ends become blanks
  int min_lines = 1;
  int max_lines = 12;  ///< 0: grows without end
  float size = 16;
  bool serif = false;
  bool enabled = true;
  bool warning = false;  ///< a frame in the warning colour: something is wrong with it
  std::optional<TextRange> marked = {};  ///< found from outside
};

struct AreaOutcome {
  bool changed = false;
  bool submitted = false;  ///< Ctrl+Enter, or Enter in a single line
  bool focused = false;
  std::string added_word;  ///< "Add to my words" was chosen: keep it, and tell `Spelling`
};

/// How high the editor wants to be at a width.
[[nodiscard]] float area_height(const Ui& ui,
                                TextArea& area,
                                const AreaLook& look,
                                float width);
AreaOutcome text_area(Ui& ui, const Rect& place, TextArea& area, const AreaLook& look);
/// Its control, to give it the focus: `ui.focus().give(area_id(look), false)`.
[[nodiscard]] ControlId area_id(const AreaLook& look);

}  // namespace attache::window
