#pragma once
// The one form in which texts of a deck are kept, whatever way the file breaks and
// indents its lines.

#include <string>
#include <string_view>

namespace attache {

/// Whether a character is dropped from every text: controls, and the characters that turn
/// the direction of writing around, with which a deck could show something else than it
/// says.
[[nodiscard]] bool is_hidden(char32_t c);

/// Plain text: NFC, white space folded into single blanks, hidden characters dropped.
[[nodiscard]] std::string folded_line(std::string_view text);

/// CommonMark text: as plain text, but blank lines stay and separate paragraphs ("\n\n"),
/// and a list item ("- ", "* ", "+ ", "1. ") stays on a line of its own. Other line
/// breaks become a blank.
[[nodiscard]] std::string folded_markdown(std::string_view text);

}  // namespace attache
