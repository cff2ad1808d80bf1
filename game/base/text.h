#pragma once
// Unicode text through ICU: validity, folding for comparison, distances, breaks.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attache {

/// Byte offset of the first byte that is no valid UTF-8, or of a character that XML 1.0
/// forbids (controls other than tab, line feed, carriage return; U+FFFE, U+FFFF); nothing
/// if all is well.
[[nodiscard]] std::optional<std::size_t> first_invalid_character(std::string_view text);

/// NFC, with every run of white space (line ends too) folded into one blank, and trimmed.
[[nodiscard]] std::string one_line(std::string_view text);

/// The first letter in upper case (title case), the rest as it is: "the Quad" → "The
/// Quad".
[[nodiscard]] std::string with_capital(std::string_view text);

/// Case, width and accent folded (NFKC_Casefold, then marks removed), and one-lined.
/// "Ｙｏｋｏｔａ" → "yokota", "Nuñez" → "nunez", "Sørensen" → "sorensen", "Łódź" →
/// "lodz". Marks that make another letter are kept: が is not か, and vowel signs stay.
[[nodiscard]] std::string fold(std::string_view text);

/// A letter, a digit or a mark that belongs to one; everything else stands between words.
[[nodiscard]] bool is_letter_or_digit(char32_t c);
/// A capital letter, or a character that has no case (a digit, a kanji).
[[nodiscard]] bool is_capital(char32_t c);

/// Code points of a text.
[[nodiscard]] std::u32string code_points(std::string_view text);
[[nodiscard]] std::string to_utf8(std::u32string_view text);

/// Smallest number of insertions, deletions, substitutions and swaps of neighbours that
/// turns one text into the other (optimal string alignment distance), counted in code
/// points.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that a mistyped word most likely means: the nearest one, if its distance
/// is at most a third of the word's length (at least 1, at most 3). Case does not count.
[[nodiscard]] std::optional<std::string_view> closest(
    std::string_view word, std::span<const std::string_view> candidates);

/// Words of a text by ICU's word breaks, punctuation and blanks left out.
[[nodiscard]] std::vector<std::string> words(std::string_view text);

/// Sentences of a text as half-open byte ranges, without the blanks around them. An
/// abbreviation does not end a sentence: "U.S. Forces", "Gen. Smith", "J. Smith".
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const TextRange&) const = default;
};
[[nodiscard]] std::vector<TextRange> sentences(std::string_view text);

/// Things in a row as a language writes them: "A, B and C" in English (any kind),
/// "A、B、C" in Japanese. Needs a BCP 47 tag; empty is English.
[[nodiscard]] std::string listed(const std::vector<std::string>& things,
                                 const std::string& language = {});

}  // namespace attache
