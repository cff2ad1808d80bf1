#include "study/number_answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <utility>

#include "base/language.h"
#include "base/text.h"

namespace attache {

namespace {

using Named = std::map<std::string, std::string, std::less<>>;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Takes `start` off the front of a text.
bool skip(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text = trimmed(text.substr(start.size()));
  return true;
}

/// "about" and the like say nothing that a tolerance does not.
void skip_hedges(std::string_view& text) {
  static constexpr std::array<std::string_view, 9> kHedges{
      "about ",   "approximately ", "approx. ", "approx ", "around ",
      "roughly ", "circa ",         "ca. ",     "c. "};
  static constexpr std::array<std::string_view, 2> kSigns{"~", "≈"};
  for (const std::string_view hedge : kHedges)
    if (skip(text, hedge)) break;
  for (const std::string_view sign : kSigns)
    if (skip(text, sign)) break;
}

/// A currency before its number: "$5", "US$ 5".
std::string take_currency(std::string_view& text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kSigns{
      {{"us$", "usd"},
       {"usd ", "usd"},
       {"$", "usd"},
       {"€", "eur"},
       {"eur ", "eur"},
       {"£", "gbp"},
       {"gbp ", "gbp"},
       {"¥", "jpy"},
       {"jpy ", "jpy"}}};
  for (const auto& [sign, name] : kSigns)
    if (skip(text, sign)) return std::string(name);
  return {};
}

bool take_minus(std::string_view& text) {
  if (skip(text, "-") || skip(text, "minus ")) return true;
  skip(text, "+");
  return false;
}

/// The figures at the start of a text, cut at what separates them.
struct Figures {
  std::vector<std::string> groups;
  std::string separators;  ///< one fewer than groups; blanks and apostrophes as ' '
  std::size_t size = 0;    ///< bytes
};

bool three_digits_at(std::string_view text, std::size_t at) {
  return at + 3 <= text.size() && is_digit(text[at]) && is_digit(text[at + 1]) &&
         is_digit(text[at + 2]) && (at + 3 == text.size() || !is_digit(text[at + 3]));
}

Figures figures_of(std::string_view text) {
  Figures figures{{""}, "", 0};
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) {
      figures.groups.back() += c;
      continue;
    }
    const bool decimal =
        (c == '.' || c == ',') && i + 1 < text.size() && is_digit(text[i + 1]);
    const bool gap = (c == ' ' || c == '\'' || c == '_') && three_digits_at(text, i + 1);
    if (!decimal && !gap) break;
    figures.separators += gap ? ' ' : c;
    figures.groups.emplace_back();
  }
  figures.size = i;
  return figures;
}

std::optional<double> as_double(const std::string& text) {
  double number = 0;
  const auto [end, failure] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

/// Groups of three, the Indian way of twos before the last three too.
bool parts_thousands(std::span<const std::string> groups) {
  if (groups.size() < 2) return true;
  if (groups[0].empty() || groups[0].size() > 3 || groups[0][0] == '0' ||
      groups.back().size() != 3)
    return false;
  return std::all_of(groups.begin() + 1, groups.end() - 1, [](const std::string& group) {
    return group.size() == 2 || group.size() == 3;
  });
}

std::string together(std::span<const std::string> groups) {
  std::string text;
  for (const std::string& group : groups)
    text += group;
  return text;
}

/// All values that figures can mean.
std::vector<double> values_of(const Figures& figures) {
  const std::span<const std::string> groups = figures.groups;
  const std::string& separators = figures.separators;
  std::vector<double> values;
  const auto offer = [&](const std::string& text) {
    if (const auto value = as_double(text)) values.push_back(*value);
  };
  if (separators.empty()) {
    offer(groups[0]);
    return values;
  }
  const char last = separators.back();
  const bool alone = std::count(separators.begin(), separators.end(), last) == 1;
  const bool alike = separators.find_first_not_of(separators[0]) == std::string::npos;
  const bool thousands = alike && parts_thousands(groups);
  if (thousands) offer(together(groups));
  // The comma of "1,500" parts thousands and nothing else; the point of "1.500" may do
  // so.
  const bool decimal = last != ' ' && alone && !(thousands && last == ',');
  const auto whole = groups.first(groups.size() - 1);
  const bool one_kind_before =
      whole.size() < 2 ||
      separators.find_first_not_of(separators[0]) == separators.size() - 1;
  if (decimal && one_kind_before && parts_thousands(whole))
    offer(together(whole) + "." + groups.back());
  return values;
}

std::optional<double> scale_named(std::string_view word) {
  static const std::map<std::string, double, std::less<>> kScales{
      {"hundred", 1e2}, {"thousand", 1e3}, {"k", 1e3},         {"million", 1e6},
      {"m", 1e6},       {"mn", 1e6},       {"mln", 1e6},       {"billion", 1e9},
      {"bn", 1e9},      {"b", 1e9},        {"trillion", 1e12}, {"tn", 1e12},
      {"trn", 1e12},    {"万", 1e4},       {"億", 1e8},        {"兆", 1e12}};
  const auto found = kScales.find(word);
  if (found == kScales.end()) return {};
  return found->second;
}

/// Whether there is another number, so that it is not clear which one is meant.
bool names_number(std::string_view text) {
  const std::vector<std::string> found = words(text);
  return has_digit(text) ||
         std::any_of(found.begin(), found.end(), [](const std::string& word) {
           return number_in_words(word).has_value();
         });
}

/// Adds the readings of a value with what follows it.
void read_rest(double value,
               std::string_view rest,
               const std::string& currency,
               std::vector<NumberReading>& readings) {
  if (names_number(rest)) return;
  const auto unit = [&](std::string_view words) {
    return canonical_unit(currency.empty() ? std::string(words)
                                           : currency + " " + std::string(words));
  };
  const std::u32string letters = code_points(rest);
  std::size_t end = 0;
  while (end < letters.size() && is_letter_or_digit(letters[end]))
    ++end;
  std::string word = to_utf8(std::u32string_view(letters).substr(0, end));
  // "兆円": the scale is one character, the unit follows at once.
  const std::string first =
      letters.empty() ? "" : to_utf8(std::u32string_view(letters).substr(0, 1));
  if (first.size() > 1 && scale_named(first)) word = first;
  const auto scale = scale_named(word);
  if (scale)
    readings.push_back({value * *scale, unit(trimmed(rest.substr(word.size())))});
  if (!scale || word.size() == 1) readings.push_back({value, unit(rest)});
}

/// The longest run of words at the start that spells a number.
std::vector<NumberReading> read_spelled(std::string_view text,
                                        const std::string& currency,
                                        double sign) {
  std::vector<NumberReading> readings;
  for (std::size_t end = text.size(); end != std::string_view::npos && end > 0;
       end = text.rfind(' ', end - 1)) {
    if (const auto value = number_in_words(text.substr(0, end))) {
      read_rest(sign * *value, trimmed(text.substr(end)), currency, readings);
      break;
    }
  }
  return readings;
}

/// Whether a given unit is the one asked for; its first words are enough ("%" for "% of
/// GDP").
bool is_unit(const std::string& given, const std::string& key) {
  const std::string wanted = canonical_unit(key);
  return given.empty() || wanted.empty() || given == wanted ||
         wanted.starts_with(given + " ");
}

/// What one of a metric unit is in metres or grams.
struct MetricUnit {
  std::string_view name;
  char dimension;
  double size;
};

const MetricUnit* metric(std::string_view unit) {
  static constexpr std::array<MetricUnit, 8> kUnits{{{"mm", 'm', 1e-3},
                                                     {"cm", 'm', 1e-2},
                                                     {"m", 'm', 1},
                                                     {"km", 'm', 1e3},
                                                     {"mg", 'g', 1e-3},
                                                     {"g", 'g', 1},
                                                     {"kg", 'g', 1e3},
                                                     {"t", 'g', 1e6}}};
  const auto* found = std::find_if(kUnits.begin(), kUnits.end(),
                                   [&](const auto& each) { return each.name == unit; });
  return found == kUnits.end() ? nullptr : found;
}

/// Adds the readings in another metric unit of the same dimension as readings in the unit
/// asked for.
void add_converted(std::vector<NumberReading>& readings, const std::string& key_unit) {
  const MetricUnit* wanted = metric(canonical_unit(key_unit));
  if (wanted == nullptr) return;
  const std::size_t count = readings.size();
  for (std::size_t i = 0; i < count; ++i) {
    const MetricUnit* given = metric(readings[i].unit);
    if (given == nullptr || given == wanted || given->dimension != wanted->dimension)
      continue;
    readings.push_back(
        {readings[i].value * given->size / wanted->size, std::string(wanted->name)});
  }
}

bool within(double given, const NumberKey& key) {
  const double slack = key.tolerance.percent
                           ? std::abs(key.value) * key.tolerance.amount / 100
                           : key.tolerance.amount;
  // Decimal fractions are not exact in binary.
  const double dust = 1e-9 * std::max(1.0, std::abs(key.value));
  return std::abs(given - key.value) <= slack + std::min(dust, 1e-6 + slack);
}

}  // namespace

std::string canonical_unit(std::string_view unit) {
  static const Named kNames{{"kilometer", "km"},
                            {"kilometre", "km"},
                            {"kms", "km"},
                            {"meter", "m"},
                            {"metre", "m"},
                            {"centimeter", "cm"},
                            {"centimetre", "cm"},
                            {"millimeter", "mm"},
                            {"millimetre", "mm"},
                            {"mile", "mi"},
                            {"nauticalmile", "nmi"},
                            {"nm", "nmi"},
                            {"foot", "ft"},
                            {"feet", "ft"},
                            {"gram", "g"},
                            {"gramme", "g"},
                            {"milligram", "mg"},
                            {"kilogram", "kg"},
                            {"kilogramme", "kg"},
                            {"tonne", "t"},
                            {"metricton", "t"},
                            {"percent", "%"},
                            {"pct", "%"},
                            {"percentage", "%"},
                            {"percentagepoint", "pp"},
                            {"yr", "year"},
                            {"hour", "h"},
                            {"hr", "h"},
                            {"minute", "min"},
                            {"second", "s"},
                            {"sec", "s"},
                            {"dollar", "usd"},
                            {"usdollar", "usd"},
                            {"$", "usd"},
                            {"us$", "usd"},
                            {"euro", "eur"},
                            {"€", "eur"},
                            {"£", "gbp"},
                            {"yen", "jpy"},
                            {"japaneseyen", "jpy"},
                            {"¥", "jpy"},
                            {"円", "jpy"},
                            {"person", "people"},
                            {"persons", "people"},
                            {"knot", "kn"},
                            {"kt", "kn"},
                            {"squarekilometer", "km2"},
                            {"squarekilometre", "km2"},
                            {"sqkm", "km2"},
                            {"kph", "km/h"},
                            {"kmh", "km/h"},
                            {"kilometerperhour", "km/h"},
                            {"kilometreperhour", "km/h"},
                            {"megawatt", "mw"},
                            {"gigawatt", "gw"},
                            {"kiloton", "kt"}};
  std::string text = fold(unit);
  replace_all(text, ".", "");
  replace_all(text, "per cent", "percent");
  replace_all(text, "-", " ");
  std::vector<std::string> words;
  for (std::string_view rest = trimmed(text); !rest.empty();) {
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    std::string word(rest.substr(0, blank));
    // The plural is no other unit.
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    words.push_back(std::move(word));
    rest = trimmed(rest.substr(blank));
  }
  if (const auto found = kNames.find(together(words)); found != kNames.end())
    return found->second;
  for (std::string& word : words)
    if (const auto found = kNames.find(word); found != kNames.end()) word = found->second;
  return fmt::format("{}", fmt::join(words, " "));
}

std::vector<NumberReading> read_number(std::string_view typed) {
  std::string folded = fold(typed);
  folded = with_digits_for_kanji(folded);
  replace_all(folded, "−", "-");
  replace_all(folded, "’", "'");
  while (folded.ends_with('.') || folded.ends_with('!'))
    folded.pop_back();
  std::string_view text = trimmed(folded);
  skip_hedges(text);
  bool minus = take_minus(text);
  const std::string currency = take_currency(text);
  minus = minus || (!currency.empty() && take_minus(text));
  const double sign = minus ? -1 : 1;
  const bool starts_as_number =
      !text.empty() &&
      (is_digit(text[0]) || (text.size() > 1 && text[0] == '.' && is_digit(text[1])));
  if (!starts_as_number) return read_spelled(text, currency, sign);
  const Figures figures = figures_of(text);
  std::vector<NumberReading> readings;
  for (const double value : values_of(figures))
    read_rest(sign * value, trimmed(text.substr(figures.size)), currency, readings);
  return readings;
}

NumberMark mark_number(std::string_view given, const NumberKey& key) {
  std::vector<NumberReading> readings = read_number(given);
  if (readings.empty())
    return {Verdict::kWrong, "A number was asked for, such as 110 or 3.5."};
  add_converted(readings, key.unit);
  const auto right_value = [&](const NumberReading& reading) {
    return within(reading.value, key);
  };
  const auto right = [&](const NumberReading& reading) {
    return right_value(reading) && is_unit(reading.unit, key.unit);
  };
  const auto found = std::find_if(readings.begin(), readings.end(), right);
  if (found != readings.end()) {
    if (within(found->value, {key.value, {}, {}})) return {Verdict::kRight, {}};
    const std::string exact =
        fmt::format("{:.12g}", key.value) + (key.unit.empty() ? "" : " " + key.unit);
    return {Verdict::kRight, fmt::format("Close enough. The exact figure is {}.", exact)};
  }
  if (std::any_of(readings.begin(), readings.end(), right_value))
    return {Verdict::kWrong,
            fmt::format("The number is right, but the unit is {}.", key.unit)};
  return {};
}

}  // namespace attache
