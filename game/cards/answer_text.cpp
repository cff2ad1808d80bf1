#include "cards/answer_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <set>
#include <utility>

#include "base/language.h"
#include "base/text.h"

namespace attache {

namespace {

using Words = std::vector<std::string>;
using Rewording = std::pair<std::string_view, std::string_view>;

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(),
                                      [](char c) { return c >= '0' && c <= '9'; });
}
bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

// Most names are ASCII, and there are many of them: what ICU would do to those is done
// without it.

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
}

char small_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// `fold`, quickly.
std::string folded(std::string_view text) {
  if (!is_ascii(text)) return fold(text);
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += small_letter(c);
  }
  return out;
}

/// Katakana as hiragana: they are two ways to write the same.
std::string with_hiragana(std::string text) {
  if (is_ascii(text)) return text;
  std::u32string letters = code_points(text);
  for (char32_t& c : letters)
    if (c >= U'ァ' && c <= U'ヶ') c -= U'ァ' - U'ぁ';
  return to_utf8(letters);
}

/// `code_points`, quickly.
std::u32string letters_of(std::string_view text) {
  return is_ascii(text) ? std::u32string(text.begin(), text.end()) : code_points(text);
}

/// `to_utf8`, quickly.
std::string as_utf8(const std::u32string& letters) {
  std::string out;
  out.reserve(letters.size());
  for (const char32_t c : letters) {
    if (c >= 0x80) return to_utf8(letters);
    out += static_cast<char>(c);
  }
  return out;
}

/// Apostrophes join what they stand between: "Japan's" is "japans".
bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'’' || c == U'‘' || c == U'ʼ' || c == U'`';
}

/// Han, kana and hangul: one character is as much as a syllable or a word.
bool is_dense_script(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/// Signs that are read aloud as a word.
std::string_view sign_word(char32_t c) {
  switch (c) {
    case U'&':
      return "and";
    case U'%':
      return "percent";
    case U'$':
      return "dollar";
    case U'€':
      return "euro";
    case U'£':
      return "pound";
    case U'¥':
      return "yen";
    default:
      return {};
  }
}

/// Cuts a folded text into words.
class WordCutter {
 public:
  explicit WordCutter(std::u32string text) : text_(std::move(text)) {}

  Words cut() {
    while (at_ < text_.size())
      step();
    finish_word();
    return std::move(words_);
  }

 private:
  [[nodiscard]] char32_t peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : U' ';
  }
  [[nodiscard]] char32_t before() const { return at_ == 0 ? U' ' : text_[at_ - 1]; }

  void step() {
    const char32_t c = text_[at_];
    if (word_.empty() && is_digit(c)) {
      take_number();
    } else if (is_letter_or_digit(c)) {
      word_ += c;
      ++at_;
    } else if (c == U'.' && is_initials()) {
      take_dot();
    } else {
      take_sign(c);
      ++at_;
    }
  }

  [[nodiscard]] bool is_initials() const {
    return initials_ || (word_.size() == 1 && !is_digit(word_[0]));
  }

  /// Digits with what separates thousands left out and a decimal point kept.
  void take_number() {
    std::size_t end = at_;
    std::vector<std::u32string> groups(1);
    std::u32string separators;
    for (; end < text_.size(); ++end) {
      const char32_t c = text_[end];
      if (is_digit(c)) {
        groups.back() += c;
      } else if ((c == U',' || c == U'.') && end + 1 < text_.size() &&
                 is_digit(text_[end + 1])) {
        separators += c;
        groups.emplace_back();
      } else {
        break;
      }
    }
    at_ = end;
    if (is_thousands(groups, separators)) {
      for (const std::u32string& group : groups)
        word_ += group;
    } else if (groups.size() == 2) {
      word_ = groups[0] + U'.' + groups[1];
    } else {
      for (const std::u32string& group : groups) {
        finish_word();
        word_ = group;
      }
    }
    if (minus_) word_.insert(0, U"-");
    minus_ = false;
  }

  static bool is_thousands(const std::vector<std::u32string>& groups,
                           const std::u32string& separators) {
    if (groups.size() < 2 || groups[0].size() > 3 || groups[0] == U"0") return false;
    if (std::count(separators.begin(), separators.end(), separators[0]) !=
        std::ssize(separators))
      return false;
    if (separators == U".") return false;
    return std::all_of(groups.begin() + 1, groups.end(),
                       [](const auto& group) { return group.size() == 3; });
  }

  /// A dot after a single letter: "U.S." and "U. S." go on as one word, "S. Truman" does
  /// not.
  void take_dot() {
    ++at_;
    const std::size_t blank = peek(0) == U' ' ? 1 : 0;
    const bool single = is_letter_or_digit(peek(blank)) && !is_digit(peek(blank)) &&
                        !is_letter_or_digit(peek(blank + 1));
    if (single && (blank == 0 || peek(2) == U'.')) {
      at_ += blank;
      initials_ = true;
    } else {
      finish_word();
    }
  }

  void take_sign(char32_t c) {
    if (is_apostrophe(c)) return;
    const bool first = word_.empty() && words_.empty();
    const bool after_blank = before() == U' ';
    finish_word();
    if ((c == U'-' || c == U'−') && after_blank && is_digit(peek(1))) minus_ = true;
    if (c == U'+' && !first) words_.emplace_back("plus");
    if (const std::string_view word = sign_word(c); !word.empty())
      words_.emplace_back(word);
  }

  void finish_word() {
    if (!word_.empty()) words_.push_back(as_utf8(word_));
    word_.clear();
    initials_ = false;
  }

  std::u32string text_;
  std::size_t at_ = 0;
  std::u32string word_;
  bool initials_ = false;  ///< the word is made of single letters with dots after them
  bool minus_ = false;
  Words words_;
};

/// "a ", "an " and "the " at the start; "A 10" keeps its letter.
std::string without_leading_article(std::string text) {
  for (const std::string_view article : {"the ", "an ", "a "}) {
    if (!text.starts_with(article) || text.size() == article.size()) continue;
    if (article == "a " && has_digit(text.substr(article.size(), 1))) continue;
    return text.substr(article.size());
  }
  return text;
}

/// Leaves out little words that carry no knowledge, unless nothing would be left.
void drop_little_words(Words& words) {
  const auto little = [](const std::string& word) {
    return word == "the" || word == "of" || word == "for";
  };
  if (!std::all_of(words.begin(), words.end(), little)) std::erase_if(words, little);
}

void end_as(std::string& word, std::string_view from, std::string_view to) {
  if (word.size() > from.size() && word.ends_with(from))
    word.replace(word.size() - from.size(), from.size(), to);
}

/// British spelling as American, and small Roman numbers as digits. Both sides of a
/// comparison go through this, so it need not be good English.
void respell(std::string& word) {
  static constexpr std::array<Rewording, 9> kWhole{{{"ii", "2"},
                                                    {"iii", "3"},
                                                    {"iv", "4"},
                                                    {"vi", "6"},
                                                    {"vii", "7"},
                                                    {"viii", "8"},
                                                    {"ix", "9"},
                                                    {"programme", "program"},
                                                    {"programmes", "programs"}}};
  static constexpr std::array<Rewording, 13> kEnds{{{"isation", "ization"},
                                                    {"isations", "izations"},
                                                    {"isational", "izational"},
                                                    {"ise", "ize"},
                                                    {"ised", "ized"},
                                                    {"ising", "izing"},
                                                    {"fence", "fense"},
                                                    {"fences", "fenses"},
                                                    {"icence", "icense"},
                                                    {"entre", "enter"},
                                                    {"entres", "enters"},
                                                    {"eatre", "eater"},
                                                    {"eatres", "eaters"}}};
  for (const auto& [from, to] : kWhole)
    if (word == from) {
      word = to;
      return;
    }
  for (const auto& [from, to] : kEnds)
    end_as(word, from, to);
  if (word.size() >= 6) {
    end_as(word, "our", "or");
    end_as(word, "ours", "ors");
  }
}

std::string joined_with_blanks(const Words& words, std::size_t begin, std::size_t count) {
  return fmt::format(
      "{}", fmt::join(words.begin() + static_cast<std::ptrdiff_t>(begin),
                      words.begin() + static_cast<std::ptrdiff_t>(begin + count), " "));
}

std::string digits_of(double number) {
  return std::abs(number) < 1e18 && number == std::floor(number)
             ? fmt::format("{}", static_cast<long long>(number))
             : fmt::format("{:.12g}", number);
}

std::string ordinal_of(double number) {
  const auto whole = static_cast<long long>(number);
  const long long last = whole % 10;
  const bool teen = whole % 100 / 10 == 1;
  const char* ending = teen || last == 0 || last > 3 ? "th"
                       : last == 1                   ? "st"
                       : last == 2                   ? "nd"
                                                     : "rd";
  return fmt::format("{}{}", whole, ending);
}

/// A word that may be part of a spelled-out number.
bool may_be_number_word(std::string_view word) {
  return word == "and" || is_number_word(word);
}

/// Numbers in words become digits: "twenty one" → "21", "seventh" → "7th".
Words with_digits(const Words& words) {
  Words out;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t run = 0;
    while (i + run < words.size() && may_be_number_word(words[i + run]))
      ++run;
    std::string number;
    for (; run > 0 && words[i] != "and" && number.empty(); --run) {
      if (words[i + run - 1] == "and") continue;
      const std::string spelled = joined_with_blanks(words, i, run);
      if (const auto cardinal = number_in_words(spelled))
        number = digits_of(*cardinal);
      else if (const auto ordinal = ordinal_in_words(spelled))
        number = ordinal_of(*ordinal);
      if (!number.empty()) break;
    }
    if (number.empty()) {
      out.push_back(words[i]);
      ++i;
    } else {
      out.push_back(number);
      i += run;
    }
  }
  return out;
}

std::optional<double> scale_of(std::string_view word) {
  if (word == "thousand") return 1e3;
  if (word == "million") return 1e6;
  if (word == "billion" || word == "bn") return 1e9;
  if (word == "trillion" || word == "tn") return 1e12;
  return {};
}

std::optional<double> plain_number(std::string_view word) {
  double number = 0;
  const auto [end, failure] =
      std::from_chars(word.data(), word.data() + word.size(), number);
  if (failure != std::errc{} || end != word.data() + word.size()) return {};
  return number;
}

/// "1" "000" → "1000", "3" "million" → "3000000".
Words with_whole_numbers(const Words& words) {
  Words out;
  for (const std::string& word : words) {
    if (!out.empty() && is_digits(word) && word.size() == 3 && is_digits(out.back()) &&
        out.back().size() <= 3 && out.back().front() != '0') {
      out.back() += word;
      continue;
    }
    const auto scale = scale_of(word);
    const auto number = out.empty() || !scale ? std::nullopt : plain_number(out.back());
    if (number && has_digit(out.back()))
      out.back() = digits_of(*number * *scale);
    else
      out.push_back(word);
  }
  return out;
}

/// Two words that people write as one, or as a short form inside a longer name.
Words with_short_names(const Words& words) {
  struct ShortName {
    std::string_view first, second, name;
    bool inside_only;  ///< alone, the long name may be what was asked for
  };
  static constexpr std::array<ShortName, 5> kNames{{{"per", "cent", "percent", false},
                                                    {"united", "states", "us", true},
                                                    {"united", "kingdom", "uk", true},
                                                    {"united", "nations", "un", true},
                                                    {"european", "union", "eu", true}}};
  Words out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto* found =
        std::find_if(kNames.begin(), kNames.end(), [&](const ShortName& name) {
          return i + 1 < words.size() && words[i] == name.first &&
                 words[i + 1] == name.second && (!name.inside_only || words.size() > 2);
        });
    out.emplace_back(found == kNames.end() ? std::string_view(words[i]) : found->name);
    if (found != kNames.end()) ++i;
  }
  return out;
}

/// Takes the name of a currency out of an answer with a number: "¥43" and "43 yen" are
/// the same.
std::string take_currency(Words& words) {
  static constexpr std::array<Rewording, 12> kNames{{{"dollar", "usd"},
                                                     {"dollars", "usd"},
                                                     {"usd", "usd"},
                                                     {"euro", "eur"},
                                                     {"euros", "eur"},
                                                     {"eur", "eur"},
                                                     {"pound", "gbp"},
                                                     {"pounds", "gbp"},
                                                     {"gbp", "gbp"},
                                                     {"yen", "jpy"},
                                                     {"jpy", "jpy"},
                                                     {"円", "jpy"}}};
  if (std::none_of(words.begin(), words.end(),
                   [](const std::string& word) { return has_digit(word); }))
    return {};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto* found =
        std::find_if(kNames.begin(), kNames.end(),
                     [&](const Rewording& name) { return words[i] == name.first; });
    if (found == kNames.end()) continue;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    if (found->second == "usd" && i > 0 && words[i - 1] == "us")
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i - 1));
    return std::string(found->second);
  }
  return {};
}

/// The acronyms of a text as its author wrote it: words in capitals, dots left out.
std::set<std::string, std::less<>> acronyms(std::string_view text) {
  std::set<std::string, std::less<>> found;
  std::u32string word;
  bool small = false;
  const auto finish = [&] {
    if (word.size() > 1 && !small) found.insert(folded(as_utf8(word)));
    word.clear();
    small = false;
  };
  for (const char32_t c :
       letters_of(is_ascii(text) ? std::string(text) : one_line(text))) {
    if (c == U'.') continue;
    if (!is_letter_or_digit(c)) {
      finish();
      continue;
    }
    word += c;
    small = small || !is_capital(c);
  }
  finish();
  return found;
}

bool every_character_counts(std::string_view word) {
  if (is_ascii(word)) return false;
  const std::u32string letters = code_points(word);
  return std::any_of(letters.begin(), letters.end(), is_dense_script);
}

void join(AnswerText& answer) {
  for (const AnswerWord& word : answer.words) {
    if (!answer.joined.empty() && has_digit({&answer.joined.back(), 1}) &&
        has_digit(word.text.substr(0, 1)))
      answer.joined += ' ';
    answer.joined += word.text;
    if (has_digit(word.text)) answer.digits += ' ' + word.text;
  }
}

}  // namespace

AnswerText read_answer(std::string_view text) {
  const std::string plain = with_hiragana(folded(text));
  Words cut = WordCutter(letters_of(without_leading_article(plain))).cut();
  drop_little_words(cut);
  cut = with_short_names(cut);
  cut = with_digits(cut);
  for (std::string& word : cut)
    respell(word);
  cut = with_whole_numbers(cut);
  AnswerText answer;
  answer.currency = take_currency(cut);
  // An answer of signs alone is compared as it stands.
  if (cut.empty() && answer.currency.empty() && !plain.empty()) cut.push_back(plain);
  const auto in_capitals = acronyms(text);
  for (std::string& word : cut) {
    const bool exact =
        has_digit(word) || in_capitals.contains(word) || every_character_counts(word);
    answer.words.push_back({std::move(word), exact});
  }
  join(answer);
  return answer;
}

bool same_currency(const AnswerText& a, const AnswerText& b) {
  return a.currency.empty() || b.currency.empty() || a.currency == b.currency;
}

bool same_answer(const AnswerText& a, const AnswerText& b) {
  return !a.joined.empty() && a.joined == b.joined && same_currency(a, b);
}

std::u32string without_doubles(std::u32string text) {
  text.erase(std::unique(text.begin(), text.end()), text.end());
  return text;
}

std::size_t slip_distance(std::string_view a, std::string_view b) {
  const std::size_t distance = edit_distance(a, b);
  if (distance < 2) return distance;
  return std::min(distance, 1 + edit_distance(to_utf8(without_doubles(code_points(a))),
                                              to_utf8(without_doubles(code_points(b)))));
}

}  // namespace attache
