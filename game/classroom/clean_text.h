#pragma once
// Texts of strangers, made harmless to show.

#include <string>
#include <string_view>

namespace attache::classroom {

/// The text in one line: control characters (line ends too) become blanks, and characters
/// that turn the direction of text or are not seen (U+061C, U+200B..U+200F,
/// U+2028..U+202E, U+2060..U+2069, U+FEFF) are left out. U+200C and U+200D stay: some
/// scripts and emoji need them. Needs UTF-8.
[[nodiscard]] std::string clean_text(std::string_view text);

}  // namespace attache::classroom
