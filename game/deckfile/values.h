#pragma once
// The small values that attributes and answers are written in, and their exact form.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/deck.h"
#include "cards/text_pictures.h"

namespace attache {

/// Small letters, digits and . _ - , begun by a letter or digit, at most 100 characters.
[[nodiscard]] bool is_id(std::string_view text);
/// The id that somebody had in mind who wrote `text`: "Foo Bar" → "foo-bar"; may be
/// empty.
[[nodiscard]] std::string id_like(std::string_view text);
/// A whole number from 1 to 999,999,999.
[[nodiscard]] std::optional<int> whole_number(std::string_view text);
/// Digits, with a sign before and a decimal point within if wanted: "-2.5".
[[nodiscard]] bool is_number(std::string_view text);
/// Four digits.
[[nodiscard]] bool is_year(std::string_view text);
/// "5", "0.5" or "10%".
[[nodiscard]] std::optional<Tolerance> parse_tolerance(std::string_view text);
[[nodiscard]] std::string tolerance_text(const Tolerance& tolerance);
/// A share of 100, such as "12.5"; nothing beyond 0 and 100.
[[nodiscard]] std::optional<double> parse_percent(std::string_view text);
[[nodiscard]] std::string percent_text(double percent);
/// A language code: "en", "en-GB", "zh-Hant".
[[nodiscard]] bool is_language(std::string_view text);
/// An address that begins with https:// or http://.
[[nodiscard]] bool is_url(std::string_view text);
/// The parts of a text between blanks.
[[nodiscard]] std::vector<std::string> split_at_blanks(std::string_view text);
/// How exact a date is.
[[nodiscard]] Precision precision_of(const PartialDate& date);
/// "day", "month" or "year".
[[nodiscard]] const char* name_of(Precision precision);
/// "text", "year", "date" or "number".
[[nodiscard]] const char* name_of(ValueType type);
/// "plain", "hierarchy" or "timeline".
[[nodiscard]] const char* name_of(Shape shape);

}  // namespace attache
