#pragma once
// A field to write in, of one line or several, around `TextEdit`.

#include <string>
#include <string_view>

#include "window/text_edit.h"
#include "window/ui.h"

namespace attache::window {

/// Counts presses of the mouse that follow quickly at one place: two take a word, three a
/// paragraph.
struct Clicks {
  int count = 0;
  double at = -10;
  ImVec2 where{0, 0};
  /// Counts a press and gives how many it is now, at most three.
  int press(double seconds, ImVec2 mouse);
};

struct TextField {
  explicit TextField(bool several_lines = false) : edit(several_lines) {}

  TextEdit edit;
  ScrollState scroll;
  float sideways = 0;       ///< how far a single line is scrolled
  float wanted_x = -1;      ///< where the caret wants to be while it walks up and down
  bool caret_moved = true;  ///< bring it into view
  Clicks clicks;
};

struct FieldLook {
  std::string_view name;
  std::size_t number = 0;
  std::string_view placeholder = {};
  std::string_view suffix = {};  ///< a unit behind the text
  bool serif = false;
  float size = 16;
  bool enabled = true;
};

struct FieldOutcome {
  bool changed = false;
  bool submitted = false;  ///< Enter in a single line, Ctrl+Enter in several
  bool focused = false;
};

[[nodiscard]] float field_height(const Ui& ui, const FieldLook& look, int lines = 1);
FieldOutcome text_field(Ui& ui,
                        const Rect& area,
                        TextField& field,
                        const FieldLook& look);

/// What a key press does to the text, without the keys that need to know the lines. True
/// when it was a key of the editor's.
bool edit_by_key(TextEdit& edit, const InputFrame& input);

}  // namespace attache::window
