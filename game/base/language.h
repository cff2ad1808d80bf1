#pragma once
// What ICU knows of English: numbers in words and the names of countries.

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

/// English names of all countries and territories with an ISO code: "Iran", "South
/// Korea".
[[nodiscard]] const std::vector<std::string>& country_names();

}  // namespace attache
