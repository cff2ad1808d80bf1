#include "deckfile/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "deckfile/source_text.h"

namespace attache {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}
bool in_id(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || c == '.' || c == '_' || c == '-';
}
bool begins_id(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c);
}
constexpr std::size_t kLongestId = 100;
constexpr std::size_t kMostDigits = 100;

constexpr std::array kPrecisionNames{"day", "month", "year"};
constexpr std::array kValueTypeNames{"text", "year", "date", "number"};
constexpr std::array kShapeNames{"plain", "hierarchy", "timeline"};

/// Digits with perhaps a point and more digits.
bool is_plain_number(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return all_digits(text);
  return all_digits(text.substr(0, point)) && all_digits(text.substr(point + 1));
}

/// Never with an exponent, which the format does not know.
std::string decimal_text(double number) {
  std::array<char, 512> digits{};  // the longest double needs 327 characters
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(),
                                     std::abs(number), std::chars_format::fixed);
  return {digits.data(), written.ptr};
}

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestId && begins_id(text.front()) &&
         std::all_of(text.begin(), text.end(), in_id);
}

std::string id_like(std::string_view text) {
  std::string id;
  for (const char c : fold(text.substr(0, 4 * kLongestId)))
    if (in_id(c)) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  id.erase(id.begin(), std::find_if(id.begin(), id.end(), begins_id));
  if (id.size() > kLongestId) id.resize(kLongestId);
  while (!id.empty() && id.back() == '-')
    id.pop_back();
  return id;
}

std::optional<int> whole_number(std::string_view text) {
  if (!all_digits(text) || text.size() > 9 || text.front() == '0') return {};
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool is_number(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+'))
    text.remove_prefix(1);
  return text.size() <= kMostDigits && is_plain_number(text);
}

bool is_year(std::string_view text) {
  return text.size() == 4 && all_digits(text) && text != "0000";
}

std::optional<Tolerance> parse_tolerance(std::string_view text) {
  Tolerance tolerance;
  if (!text.empty() && text.back() == '%') {
    tolerance.percent = true;
    text.remove_suffix(1);
  }
  if (!is_number(text) || !is_digit(text.front())) return {};
  std::from_chars(text.data(), text.data() + text.size(), tolerance.amount);
  return tolerance;
}

std::string tolerance_text(const Tolerance& tolerance) {
  std::string text = decimal_text(tolerance.amount);
  if (tolerance.percent) text += '%';
  return text;
}

std::optional<double> parse_percent(std::string_view text) {
  if (!is_number(text) || !is_digit(text.front())) return {};
  double percent = 0;
  std::from_chars(text.data(), text.data() + text.size(), percent);
  if (percent > 100) return {};
  return percent;
}

std::string percent_text(double percent) {
  return decimal_text(percent);
}

bool is_language(std::string_view text) {
  std::size_t length = 0;
  bool first = true;
  for (const char c : text) {
    if (c == '-' && length > 0) {
      length = 0;
      first = false;
      continue;
    }
    if (!is_letter(c) && (first || !is_digit(c))) return false;
    if (++length > 8) return false;
  }
  return length > 0;
}

bool is_url(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"})
    if (text.starts_with(scheme))
      return text.size() > scheme.size() &&
             text.find_first_of(" <>\"") == std::string_view::npos;
  return false;
}

std::vector<std::string> split_at_blanks(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const auto* begin = std::find_if_not(text.begin(), text.end(), is_blank);
    if (begin == text.end()) return parts;
    const auto* end = std::find_if(begin, text.end(), is_blank);
    parts.emplace_back(begin, end);
    text = std::string_view(end, static_cast<std::size_t>(text.end() - end));
  }
}

Precision precision_of(const PartialDate& date) {
  if (date.month == 0) return Precision::kYear;
  return date.day == 0 ? Precision::kMonth : Precision::kDay;
}

const char* name_of(Precision precision) {
  return kPrecisionNames.at(static_cast<std::size_t>(precision));
}

const char* name_of(ValueType type) {
  return kValueTypeNames.at(static_cast<std::size_t>(type));
}

const char* name_of(Shape shape) {
  return kShapeNames.at(static_cast<std::size_t>(shape));
}

}  // namespace attache
