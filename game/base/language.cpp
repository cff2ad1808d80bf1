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
