#pragma once
// A typed answer as marking sees it: words without all that a fair teacher does not look
// at.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace attache {

/// One word of an answer, folded. An exact word may not be misspelt: a number, a year, an
/// acronym, or a word in a script in which every character counts.
struct AnswerWord {
  std::string text;
  bool exact = false;
  bool operator==(const AnswerWord&) const = default;
};

/// An answer without case, accents, width, punctuation, articles, "of" and "for". Hyphens
/// are blanks, "&" is "and", "U.S." is "US", numbers in words are digits, British
/// spelling is American, katakana is hiragana.
struct AnswerText {
  std::vector<AnswerWord> words;
  std::string joined;  ///< the words without blanks, except between two digits
  std::string digits;  ///< the words that hold digits, each after a blank
  std::string
      currency;  ///< "usd", "eur", "gbp", "jpy" when a number goes with one, else empty
  bool operator==(const AnswerText&) const = default;
};

[[nodiscard]] AnswerText read_answer(std::string_view text);

/// Whether two answers say the same. A currency that only one of them names does not
/// count.
[[nodiscard]] bool same_answer(const AnswerText& a, const AnswerText& b);
[[nodiscard]] bool same_currency(const AnswerText& a, const AnswerText& b);

/// Doubled letters as one: "phillipines" → "philipines".
[[nodiscard]] std::u32string without_doubles(std::u32string text);

/// Edit distance, but all doubled letters that are missing or too many count as one edit:
/// they are what people get wrong most ("Mallaca", "Phillipines").
[[nodiscard]] std::size_t slip_distance(std::string_view a, std::string_view b);

}  // namespace attache
