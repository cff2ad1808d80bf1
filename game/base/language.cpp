#include "base/language.h"

#include <algorithm>
#include <memory>
#include <set>
#include <unicode/fmtable.h>
#include <unicode/locid.h>
#include <unicode/rbnf.h>
#include <unicode/unistr.h>
#include <utility>

#include "base/text.h"

namespace attache {

namespace {

using Spelling = icu::RuleBasedNumberFormat;

constexpr const char* kCardinal = "%spellout-cardinal";
constexpr const char* kOrdinal = "%spellout-ordinal";

/// ICU's rules for numbers in English words; null if its data are missing.
const Spelling* english_spelling() {
  static const std::unique_ptr<const Spelling> kRules = [] {
    UErrorCode status = U_ZERO_ERROR;
    auto rules = std::make_unique<Spelling>(icu::URBNF_SPELLOUT,
                                            icu::Locale::getEnglish(), status);
    if (U_FAILURE(status) != 0) rules.reset();
    return rules;
  }();
  return kRules.get();
}

/// Letters and single blanks only, "and" left out, "a hundred" as "one hundred".
std::string plain_words(std::string_view text) {
  std::string out;
  for (const std::string& word : words(fold(text)))
    if (word != "and") out += (out.empty() ? "" : " ") + word;
  if (out.starts_with("a ")) out.replace(0, 1, "one");
  return out;
}

std::string spelled(const Spelling& rules, double number, const char* rule_set) {
  icu::UnicodeString out;
  icu::FieldPosition nowhere(icu::FieldPosition::DONT_CARE);
  UErrorCode status = U_ZERO_ERROR;
  rules.format(number, icu::UnicodeString(rule_set), out, nowhere, status);
  std::string utf8;
  out.toUTF8String(utf8);
  return plain_words(utf8);
}

/// ICU wants the hyphens of "twenty-one" and reads on kindly; so they are put back before
/// reading, and what was read is spelled out again and compared.
std::optional<double> parsed(std::string_view text, const char* rule_set) {
  const Spelling* rules = english_spelling();
  const std::string sought = plain_words(text);
  if (rules == nullptr || sought.empty()) return {};
  std::string with_hyphens = sought;
  for (std::size_t i = with_hyphens.find("ty "); i != std::string::npos;
       i = with_hyphens.find("ty ", i + 3)) {
    const std::string_view next = std::string_view(with_hyphens).substr(i + 3, 7);
    if (!next.starts_with("hundred") && !next.starts_with("thousan") &&
        !next.starts_with("million") && !next.starts_with("billion") &&
        !next.starts_with("trillio"))
      with_hyphens[i + 2] = '-';
  }
  icu::Formattable result;
  UErrorCode status = U_ZERO_ERROR;
  rules->parse(icu::UnicodeString::fromUTF8(with_hyphens), result, status);
  if (U_FAILURE(status) != 0) return {};
  const double number = result.getDouble(status);
  if (U_FAILURE(status) != 0 || spelled(*rules, number, rule_set) != sought) return {};
  return number;
}

/// Words between blanks and hyphens, in lower case.
std::vector<std::string> said_words(std::string_view text) {
  std::vector<std::string> found(1);
  for (const char c : fold(text)) {
    if (c != ' ' && c != '-')
      found.back() += c;
    else if (!found.back().empty())
      found.emplace_back();
  }
  if (found.back().empty()) found.pop_back();
  return found;
}

std::string run_of(const std::vector<std::string>& found,
                   std::size_t begin,
                   std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i)
    text += (text.empty() ? "" : " ") + found[i];
  return text;
}

/// The last two digits of a year: "fifty seven", "oh five", "hundred".
std::optional<int> end_of_year(const std::vector<std::string>& found, std::size_t begin) {
  const std::string text = run_of(found, begin, found.size());
  if (text == "hundred") return 0;
  const bool oh = text.starts_with("oh ") || text.starts_with("o ");
  const auto number = number_in_words(oh ? text.substr(text.find(' ') + 1) : text);
  if (!number || *number < 1 || *number > 99 || oh != (*number < 10)) return {};
  return static_cast<int>(*number);
}

/// A kanji numeral: its digit, or its power of ten; nothing for other characters.
struct KanjiNumeral {
  int digit = -1;
  int power = 0;
};

std::optional<KanjiNumeral> kanji_numeral(char32_t c) {
  static constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  if (const auto at = kDigits.find(c); at != std::u32string_view::npos)
    return KanjiNumeral{static_cast<int>(at), 0};
  switch (c) {
    case U'零':
      return KanjiNumeral{0, 0};
    case U'十':
      return KanjiNumeral{-1, 10};
    case U'百':
      return KanjiNumeral{-1, 100};
    case U'千':
      return KanjiNumeral{-1, 1000};
    default:
      return {};
  }
}

/// "百十" → "110"; digits alone stand in their places: "一一〇" → "110". The row itself
/// if it is no number.
std::string digits_of_kanji(std::u32string_view row) {
  std::string places;
  int total = 0;
  int digit = -1;
  int last_power = 10'000;
  bool has_power = false;
  bool is_number = true;
  for (const char32_t c : row) {
    const KanjiNumeral numeral = *kanji_numeral(c);
    if (numeral.power == 0) {
      is_number = is_number && (!has_power || digit < 0);
      digit = numeral.digit;
      places += static_cast<char>('0' + digit);
      continue;
    }
    is_number =
        is_number && numeral.power < last_power && (has_power || places.size() < 2);
    has_power = true;
    total += (digit < 0 ? 1 : digit) * numeral.power;
    last_power = numeral.power;
    digit = -1;
  }
  if (!is_number) return to_utf8(row);
  return has_power ? std::to_string(total + std::max(digit, 0)) : places;
}

}  // namespace

std::optional<double> number_in_words(std::string_view text) {
  return parsed(text, kCardinal);
}

std::optional<double> ordinal_in_words(std::string_view text) {
  return parsed(text, kOrdinal);
}

bool is_number_word(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = [] {
    std::set<std::string, std::less<>> found;
    const Spelling* rules = english_spelling();
    const auto add = [&](double number) {
      for (const char* rule_set : {kCardinal, kOrdinal})
        for (std::string& part : words(spelled(*rules, number, rule_set)))
          found.insert(std::move(part));
    };
    if (rules == nullptr) return found;
    for (int number = 0; number <= 100; ++number)
      add(number);
    for (const double number : {1e3, 1e6, 1e9, 1e12})
      add(number);
    return found;
  }();
  return kWords.contains(word);
}

std::optional<int> year_in_words(std::string_view text) {
  const std::vector<std::string> found = said_words(text);
  if (found.empty() || found.size() > 8 || !is_number_word(found[0])) return {};
  if (const auto whole = number_in_words(run_of(found, 0, found.size())))
    return *whole >= 1000 && *whole < 3000 ? std::optional(static_cast<int>(*whole))
                                           : std::nullopt;
  for (std::size_t cut = 1; cut < found.size(); ++cut) {
    const auto century = number_in_words(run_of(found, 0, cut));
    const auto rest = end_of_year(found, cut);
    if (century && rest && *century >= 10 && *century < 30)
      return static_cast<int>(*century) * 100 + *rest;
  }
  return {};
}

std::string with_digits_for_kanji(std::string_view text) {
  const std::u32string letters = code_points(text);
  std::string out;
  for (std::size_t at = 0; at < letters.size();) {
    std::size_t end = at;
    while (end < letters.size() && kanji_numeral(letters[end]))
      ++end;
    const auto row =
        std::u32string_view(letters).substr(at, std::max<std::size_t>(end - at, 1));
    out += end == at ? to_utf8(row) : digits_of_kanji(row);
    at += row.size();
  }
  return out;
}

const std::vector<std::string>& country_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr;
         ++code) {
      icu::UnicodeString name;
      icu::Locale("", *code).getDisplayCountry(icu::Locale::getEnglish(), name);
      name.toUTF8String(names.emplace_back());
    }
    std::sort(names.begin(), names.end());
    return names;
  }();
  return kNames;
}

}  // namespace attache
