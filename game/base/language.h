#pragma once
// Numbers in words, English and Japanese, and what ICU knows of the names of countries.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attache {

/// The whole number that English words spell out: "twelve", "Twenty-one", "one hundred
/// and ten", "two million"; a hyphen is a blank. Nothing for anything else, "two three"
/// included.
[[nodiscard]] std::optional<double> number_in_words(std::string_view text);

/// The same for a place in a row: "first", "Twenty-first" → 21.
[[nodiscard]] std::optional<double> ordinal_in_words(std::string_view text);

/// Whether numbers are spelled with a word (in lower case): "seven", "seventh",
/// "million"; not "and".
[[nodiscard]] bool is_number_word(std::string_view word);

/// A year from 1000 to 2999 in words, as it is said: "nineteen fifty-seven", "nineteen oh
/// five", "nineteen hundred", "two thousand and four". Nothing for anything else.
[[nodiscard]] std::optional<int> year_in_words(std::string_view text);

/// Kanji numerals as digits: "百十" → "110", "二〇二一年" → "2021年". A row that is no
/// number stays as it is, and so do 万, 億 and 兆.
[[nodiscard]] std::string with_digits_for_kanji(std::string_view text);

/// English names of all countries and territories with an ISO code: "Iran", "South
/// Korea".
[[nodiscard]] const std::vector<std::string>& country_names();

}  // namespace attache
