#pragma once
// What the keys for Markdown and for blanks do to a text. Each is one step of undo.

#include <string_view>

#include "window/keys.h"
#include "window/text_edit.h"

namespace attache::window {

/// Puts marks ("**", "*") around the selection, or around the word at the caret; takes
/// them away where they are already. Without a word it writes a pair and stands between.
void toggle_mark(TextEdit& edit, std::string_view mark);
/// Makes {{…}} of the selection or the word at the caret; inside of a blank it takes the
/// braces away, with the hint and the other answers.
void toggle_blank(TextEdit& edit);
/// Makes [selection](…) with the caret where the address goes; a selected address becomes
/// [](address) with the caret where the words go; inside of a link only its words stay.
void toggle_link(TextEdit& edit);
/// Puts "- " before each selected line, or takes it away where all have it.
void toggle_list(TextEdit& edit);
/// Enter in a list: begins the next item, or ends the list on an empty one. False
/// elsewhere, where Enter is only Enter.
bool continue_list(TextEdit& edit);

/// Carries out what a key press means here. False when it means nothing.
bool edit_by_markdown_key(TextEdit& edit, const InputFrame& input);
/// The same for Ctrl+Shift+C.
bool edit_by_blank_key(TextEdit& edit, const InputFrame& input);

}  // namespace attache::window
