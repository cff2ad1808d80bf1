#include "study/spelling.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/language.h"
#include "base/text.h"
#include "study/date_answer.h"
#include "study/person_name.h"

namespace attache {

namespace {

using NameWords = std::set<std::string, std::less<>>;
using Contrast = std::pair<std::string_view, std::string_view>;

constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

std::size_t length(std::string_view text) {
  return code_points(text).size();
}

/// Parts of words that turn a meaning into another while few letters change.
constexpr std::array<Contrast, 25> kContrasts{{{"north", "south"},
                                               {"east", "west"},
                                               {"uni", "bi"},
                                               {"uni", "multi"},
                                               {"bi", "tri"},
                                               {"bi", "multi"},
                                               {"uni", "tri"},
                                               {"im", "ex"},
                                               {"in", "ex"},
                                               {"in", "de"},
                                               {"inter", "intra"},
                                               {"pre", "post"},
                                               {"pro", "anti"},
                                               {"under", "over"},
                                               {"upper", "lower"},
                                               {"macro", "micro"},
                                               {"major", "minor"},
                                               {"maxim", "minim"},
                                               {"defens", "offens"},
                                               {"as", "des"},
                                               {"symmetr", "asymmetr"},
                                               {"politic", "apolitic"},
                                               {"austria", "australia"},
                                               {"slovak", "sloven"},
                                               {"hyper", "hypo"}}};
constexpr std::array<std::string_view, 9> kNegations{"non", "un",  "in",   "im",     "il",
                                                     "ir",  "dis", "anti", "counter"};

/// Whether `given` is nearer to `word` with one part exchanged for its opposite than to
/// `word` itself.
bool nearer_to_exchange(const std::string& given,
                        const std::string& word,
                        const Contrast& contrast,
                        std::size_t distance) {
  const auto& [from, to] = contrast;
  for (std::size_t at = word.find(from); at != std::string_view::npos;
       at = word.find(from, at + 1)) {
    std::string opposite = word;
    opposite.replace(at, from.size(), to);
    if (slip_distance(given, opposite) < distance) return true;
  }
  return false;
}

bool is_opposite(const std::string& given,
                 const std::string& word,
                 std::size_t distance) {
  for (const Contrast& contrast : kContrasts)
    if (nearer_to_exchange(given, word, contrast, distance) ||
        nearer_to_exchange(given, word, {contrast.second, contrast.first}, distance))
      return true;
  return std::any_of(kNegations.begin(), kNegations.end(), [&](std::string_view no) {
    return slip_distance(given, std::string(no) + word) < distance ||
           (word.starts_with(no) &&
            slip_distance(given, word.substr(no.size())) < distance);
  });
}

bool is_country(std::string_view joined) {
  static const NameWords kJoined = [] {
    NameWords names;
    for (const std::string& name : country_names())
      names.insert(read_answer(name).joined);
    return names;
  }();
  return kJoined.contains(joined);
}

bool differ_in_plural(std::string_view a, std::string_view b) {
  const auto [shorter, longer] =
      std::minmax(a, b, [](auto x, auto y) { return x.size() < y.size(); });
  return longer.starts_with(shorter) &&
         (longer.substr(shorter.size()) == "s" || longer.substr(shorter.size()) == "es");
}

/// Compares the words of two answers in order, cheapest way first.
class Alignment {
 public:
  Alignment(const AnswerText& given, const AnswerText& right, const OtherNames& others)
      : given_(given.words), right_(right.words), others_(others) {}

  [[nodiscard]] std::size_t cost() const {
    if (given_.size() > 2 * right_.size() || right_.size() > 2 * given_.size())
      return kNever;
    const std::size_t rows = right_.size() + 1;
    const std::size_t columns = given_.size() + 1;
    std::vector<std::size_t> best(rows * columns, kNever);
    best[0] = 0;
    const auto offer = [&](std::size_t from, std::size_t i, std::size_t j,
                           std::size_t step) {
      if (best[from] == kNever || step == kNever) return;
      best[i * columns + j] = std::min(best[i * columns + j], best[from] + step);
    };
    for (std::size_t i = 1; i < rows; ++i)
      for (std::size_t j = 1; j < columns; ++j) {
        offer((i - 1) * columns + j - 1, i, j,
              between(right_[i - 1], given_[j - 1].text));
        if (i > 1)
          offer((i - 2) * columns + j - 1, i, j,
                unless_left_out(between(joined(right_, i - 2), given_[j - 1].text),
                                given_[j - 1], right_, i - 2));
        if (j > 1)
          offer((i - 1) * columns + j - 2, i, j,
                unless_left_out(between(right_[i - 1], joined(given_, j - 2).text),
                                right_[i - 1], given_, j - 2));
      }
    return best.back();
  }

 private:
  /// Edits between a word and two others joined; never if it is as near to one of them:
  /// then the other was left out, or is too many.
  static std::size_t unless_left_out(std::size_t edits,
                                     const AnswerWord& word,
                                     const std::vector<AnswerWord>& words,
                                     std::size_t at) {
    if (edits == 0 || edits == kNever) return edits;
    const bool left_out = slip_distance(word.text, words[at].text) <= edits ||
                          slip_distance(word.text, words[at + 1].text) <= edits;
    return left_out ? kNever : edits;
  }

  static AnswerWord joined(const std::vector<AnswerWord>& words, std::size_t at) {
    return {words[at].text + words[at + 1].text, words[at].exact || words[at + 1].exact};
  }

  [[nodiscard]] std::size_t between(const AnswerWord& word,
                                    const std::string& given) const {
    if (word.text == given) return 0;
    if (word.exact) return kNever;
    const std::size_t distance = slip_distance(given, word.text);
    if (distance > allowed_edits(length(word.text))) return kNever;
    const bool other_name =
        others_.have_word(given) && !differ_in_plural(given, word.text);
    if (other_name || is_country(given) || is_opposite(given, word.text, distance))
      return kNever;
    return distance;
  }

  const std::vector<AnswerWord>& given_;
  const std::vector<AnswerWord>& right_;
  const OtherNames& others_;
};

/// The same day, month or year in words and figures; a bare number is no date.
bool same_date(std::string_view given, std::string_view right) {
  const DateReadings wanted = read_date(right);
  if (!wanted.named_month || wanted.dates.size() != 1) return false;
  const DateReadings had = read_date(given);
  return !had.misspelt && std::find(had.dates.begin(), had.dates.end(),
                                    wanted.dates[0]) != had.dates.end();
}

/// The better of two marks; of two that are wrong, the one that says why.
TextMark better(TextMark a, TextMark b) {
  const bool says_why = !a.confused.empty() || !a.remark.empty();
  const bool first = a.verdict != b.verdict ? a.verdict < b.verdict
                                            : a.verdict != Verdict::kWrong || says_why;
  return first ? std::move(a) : std::move(b);
}

struct Nearest {
  std::size_t which = 0;
  std::size_t slips = kNever;
};

Nearest nearest(const AnswerText& given,
                const std::vector<AnswerText>& accepted,
                const OtherNames& others) {
  Nearest best;
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    const auto slips = slips_between(given, accepted[i], others);
    if (slips && *slips < best.slips) best = {i, *slips};
  }
  return best;
}

/// Marks an answer word by word, in the order in which it was typed.
TextMark mark_words(const AnswerText& answer,
                    std::span<const std::string> accepted,
                    const std::vector<AnswerText>& right,
                    const OtherNames& others) {
  for (std::size_t i = 0; i < right.size(); ++i)
    if (same_answer(answer, right[i])) return {Verdict::kRight, i, accepted[i], {}, {}};
  if (const std::string_view name = others.named(answer); !name.empty())
    return {Verdict::kWrong, 0, {}, std::string(name), {}};
  Nearest best = nearest(answer, right, OtherNames());
  if (best.slips == kNever) return {};
  const std::size_t slips = slip_distance(answer.joined, right[best.which].joined);
  if (others.any_near(answer.joined, slips)) return {};
  best = nearest(answer, right, others);
  if (best.slips == kNever) return {};
  return {Verdict::kNearly, best.which, accepted[best.which], {}, {}};
}

bool has_word(const AnswerText& answer, std::string_view text) {
  return std::any_of(answer.words.begin(), answer.words.end(),
                     [&](const AnswerWord& word) { return word.text == text; });
}

/// The answer without "U.S.", where one of the accepted ones says that it is American:
/// "U.S. INDOPACOM" for "U.S. Indo-Pacific Command", or "INDOPACOM". Empty where that
/// does not apply.
AnswerText without_us(const AnswerText& answer, const std::vector<AnswerText>& right) {
  const bool american = std::any_of(right.begin(), right.end(), [](const AnswerText& a) {
    return a.words.size() > 1 && has_word(a, "us");
  });
  if (!american || answer.words.size() < 2 || !has_word(answer, "us")) return {};
  std::string rest;
  for (const AnswerWord& word : answer.words)
    if (word.text != "us") rest += (rest.empty() ? "" : " ") + word.text;
  return read_answer(rest);
}

using Texts = std::vector<std::string>;

Texts parted_at_blanks(std::string_view text) {
  Texts parts;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::string with_blanks(const Texts& parts) {
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? "" : " ") + part;
  return text;
}

/// The length of the preposition with its blank that a folded text begins with; 0 if it
/// begins with none, or is nothing else.
std::size_t leading_preposition(std::string_view text) {
  for (const std::string_view word :
       {"in ", "at ", "on ", "by ", "to ", "from ", "with "})
    if (text.starts_with(word)) return word.size();
  return 0;
}

/// A folded text without the preposition that a question may ask for ("Where …?": "in
/// Tokyo"), unless the answer has one of its own.
std::string without_preposition(const std::string& text,
                                std::span<const std::string> accepted) {
  const std::size_t size = leading_preposition(text);
  const bool is_asked = std::none_of(
      accepted.begin(), accepted.end(),
      [](const std::string& right) { return leading_preposition(fold(right)) > 0; });
  return size > 0 && is_asked ? text.substr(size) : text;
}

/// "1957" out of "ca. 1957" and "nineteen fifty-seven".
std::string with_plain_year(std::string text) {
  const std::size_t digit = text.find_first_of("0123456789");
  if (digit == 0) return text;
  const DateReadings readings = read_date(text);
  const bool is_year = readings.dates.size() == 1 && readings.dates[0].month == 0;
  if (!is_year) return text;
  static constexpr std::array<std::string_view, 8> kHedges{
      "about", "around", "circa", "ca", "c", "approximately", "roughly", "~"};
  std::string_view before = std::string_view(text).substr(0, digit);
  while (before.ends_with(' ') || before.ends_with('.'))
    before.remove_suffix(1);
  const bool is_hedged =
      std::find(kHedges.begin(), kHedges.end(), before) != kHedges.end();
  if (digit != std::string::npos && !is_hedged) return text;
  return std::to_string(readings.dates[0].year);
}

/// A name in Japanese without what is said after it: "上川陽子さん", "岸田文雄首相".
std::string without_honorific(std::string text) {
  static constexpr std::array<std::string_view, 14> kHonorifics{
      "さん",     "さま", "様",     "氏",   "殿",     "先生", "首相",
      "総理大臣", "総理", "大統領", "外相", "防衛相", "大臣", "長官"};
  std::string_view name = text;
  while (!name.empty() && static_cast<unsigned char>(name.back()) < 0x80)
    name.remove_suffix(1);
  for (const std::string_view honorific : kHonorifics)
    if (name.size() > honorific.size() && name.ends_with(honorific))
      return std::string(name.substr(0, name.size() - honorific.size()));
  return text;
}

/// What an answer says without the little words around it, each way once.
Texts plainer(std::string_view given,
              std::span<const std::string> accepted,
              bool is_person) {
  Texts found;
  std::string text = fold(given);
  const auto keep = [&](std::string next) {
    if (next == text) return;
    text = std::move(next);
    found.push_back(text);
  };
  keep(without_preposition(text, accepted));
  keep(with_plain_year(text));
  if (is_person) keep(without_honorific(text));
  return found;
}

/// An answer without misspelt "the", "of" and "for". Empty if there are none.
std::string without_misspelt_little_words(std::string_view given) {
  static constexpr std::array<std::string_view, 12> kMisspelt{
      "th", "te", "teh", "hte", "thr", "tha", "thee", "fo", "fro", "fot", "ofr", "fr"};
  const Texts all = parted_at_blanks(fold(given));
  Texts rest;
  for (const std::string& word : all)
    if (std::find(kMisspelt.begin(), kMisspelt.end(), word) == kMisspelt.end())
      rest.push_back(word);
  return rest.size() == all.size() ? std::string() : with_blanks(rest);
}

/// A folded text cut where "of", "for" or "in" a country stands; whose it is comes last:
/// "Japan's minister of defense" → "minister", "defense", "japan".
Texts parted_at_of(std::string_view folded) {
  Texts parts(1);
  std::string owner;
  const Texts all = parted_at_blanks(folded);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string& word = all[i];
    const auto mark = word.find_first_of("'`") != std::string::npos
                          ? word.find_first_of("'`")
                          : word.find("’");
    const bool possessive =
        mark != std::string::npos && mark > 0 && word.ends_with('s') &&
        (mark + 2 == word.size() || word.substr(mark) == "’s") && owner.empty();
    const bool before_last_country =
        word == "in" && i + 1 < all.size() &&
        is_country(
            read_answer(with_blanks({all.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                     all.end()}))
                .joined);
    if (word == "of" || word == "for" || before_last_country) {
      parts.emplace_back();
    } else if (possessive) {
      owner = parts.back() + " " + word.substr(0, mark);
      parts.back().clear();
    } else {
      parts.back() += " " + word;
    }
  }
  if (!owner.empty()) parts.push_back(std::move(owner));
  std::erase(parts, std::string());
  return parts;
}

/// All ways to say parts: "A of B" is "B A" as well.
Texts ways_to_say(std::span<const std::string> parts) {
  if (parts.size() < 2) return {parts.begin(), parts.end()};
  Texts ways;
  for (std::size_t cut = 1; cut < parts.size(); ++cut)
    for (const std::string& head : ways_to_say(parts.first(cut)))
      for (const std::string& owner : ways_to_say(parts.subspan(cut))) {
        ways.push_back(with_blanks({head, owner}));
        ways.push_back(with_blanks({owner, head}));
      }
  return ways;
}

/// A nation by the name of its country, for words of longer names.
std::string_view country_for(std::string_view word) {
  static constexpr std::array<Contrast, 11> kNations{{{"american", "us"},
                                                      {"usa", "us"},
                                                      {"japanese", "japan"},
                                                      {"british", "uk"},
                                                      {"french", "france"},
                                                      {"german", "germany"},
                                                      {"russian", "russia"},
                                                      {"australian", "australia"},
                                                      {"canadian", "canada"},
                                                      {"italian", "italy"},
                                                      {"ukrainian", "ukraine"}}};
  for (const auto& [nation, country] : kNations)
    if (word == nation) return country;
  return word;
}

/// What two phrases that say the same have in common.
std::string essence(const AnswerText& text) {
  std::string out = text.currency;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    const std::string& word = text.words[i].text;
    const bool of_america = word == "america" && i > 0 && text.words[i - 1].text == "us";
    if (of_america) continue;
    if (!text.words[i].text.empty() && !out.empty() && word[0] >= '0' && word[0] <= '9')
      out += ' ';
    out += text.words.size() > 1 ? country_for(word) : word;
  }
  return out;
}

/// A text that is nothing but a number or a date in kanji, in figures.
std::string with_figures(std::string_view folded) {
  std::string text = with_digits_for_kanji(folded);
  const std::u32string letters = code_points(text);
  constexpr std::u32string_view kFigures = U"0123456789年月日万億兆円 .,";
  const bool is_figure = std::all_of(letters.begin(), letters.end(), [&](char32_t c) {
    return kFigures.find(c) != std::u32string_view::npos || !is_letter_or_digit(c);
  });
  return is_figure ? text : std::string(folded);
}

constexpr std::size_t kMostParts = 4;

Texts phrasings(std::string_view text) {
  const std::string folded = with_figures(fold(text));
  const Texts parts = parted_at_of(folded);
  if (parts.size() < 2 || parts.size() > kMostParts) return {folded};
  return ways_to_say(parts);
}

/// Whether a phrasing is worth reading: it is not the answer as its author wrote it.
bool has_other_order(std::string_view phrase,
                     std::string_view accepted,
                     std::size_t phrasings) {
  return phrasings > 1 || phrase != fold(accepted);
}

/// Marks an answer that says an accepted one in other words, letter by letter.
TextMark mark_phrases(std::string_view given,
                      std::span<const std::string> accepted,
                      const std::vector<AnswerText>& right,
                      const OtherNames& others) {
  constexpr std::size_t kLongest = 200;
  if (given.size() > kLongest) return {};
  std::set<std::string> meanings;
  for (const std::string& phrase : phrasings(given)) {
    const AnswerText text = read_answer(phrase);
    if (!others.named(text).empty()) return {};
    meanings.insert(essence(text));
  }
  meanings.erase(std::string());
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    const Texts phrases = phrasings(accepted[i]);
    const bool says_it =
        meanings.contains(essence(right[i])) ||
        std::any_of(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
          return has_other_order(phrase, accepted[i], phrases.size()) &&
                 meanings.contains(essence(read_answer(phrase)));
        });
    if (says_it) return {Verdict::kRight, i, accepted[i], {}, {}};
  }
  return {};
}

/// Marks an answer as it stands.
TextMark mark_as_typed(std::string_view given,
                       std::span<const std::string> accepted,
                       const std::vector<AnswerText>& right,
                       const OtherNames& others,
                       bool is_person) {
  const AnswerText answer = read_answer(given);
  TextMark mark = mark_words(answer, accepted, right, others);
  if (is_person && mark.verdict == Verdict::kNearly &&
      is_short_surname(right[mark.meant]))
    mark = {};
  const auto settled = [&] {
    return mark.verdict == Verdict::kRight || !mark.confused.empty();
  };
  if (settled()) return mark;
  if (const AnswerText rest = without_us(answer, right); !rest.words.empty())
    mark = better(std::move(mark), mark_words(rest, accepted, right, others));
  if (settled() || !is_person) return mark;
  return better(std::move(mark), mark_person(answer, accepted, others));
}

}  // namespace

std::string before_country(std::string_view given) {
  const std::size_t comma = given.rfind(',');
  if (comma == std::string_view::npos) return {};
  return is_country(read_answer(given.substr(comma + 1)).joined)
             ? one_line(given.substr(0, comma))
             : std::string();
}

std::size_t allowed_edits(std::size_t letters) {
  if (letters <= 3) return 0;
  if (letters <= 7) return 1;
  return letters <= 14 ? 2 : 3;
}

std::optional<std::size_t> slips_between(const AnswerText& given,
                                         const AnswerText& right,
                                         const OtherNames& others) {
  if (given.words.empty() || given.digits != right.digits || !same_currency(given, right))
    return {};
  const std::size_t cost = Alignment(given, right, others).cost();
  if (cost > allowed_edits(length(right.joined))) return {};
  if (cost > 0 && is_country(given.joined)) return {};
  return cost;
}

TextMark mark_text(std::string_view given,
                   std::span<const std::string> accepted,
                   const NameIndex* names,
                   std::string_view answer_type) {
  for (std::size_t i = 0; i < accepted.size(); ++i)
    if (same_date(given, accepted[i])) return {Verdict::kRight, i, accepted[i], {}, {}};
  std::vector<AnswerText> right;
  for (const std::string& text : accepted)
    right.push_back(read_answer(text));
  const OtherNames others(names, right);
  const bool is_person = answer_type == "person";
  TextMark mark = mark_as_typed(given, accepted, right, others, is_person);
  const auto settled = [&] {
    return mark.verdict == Verdict::kRight || !mark.confused.empty();
  };
  if (settled()) return mark;
  std::string plainest(given);
  for (std::string& text : plainer(given, accepted, is_person)) {
    mark =
        better(std::move(mark), mark_as_typed(text, accepted, right, others, is_person));
    if (settled()) return mark;
    plainest = std::move(text);
  }
  mark = better(std::move(mark), mark_phrases(plainest, accepted, right, others));
  if (mark.verdict != Verdict::kWrong) return mark;
  const std::string rest = without_misspelt_little_words(plainest);
  if (rest.empty()) return mark;
  TextMark slip = mark_as_typed(rest, accepted, right, others, is_person);
  if (slip.verdict == Verdict::kRight) slip.verdict = Verdict::kNearly;
  return better(std::move(mark), std::move(slip));
}

}  // namespace attache
