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

}  // namespace

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
  const AnswerText answer = read_answer(given);
  std::vector<AnswerText> right;
  for (const std::string& text : accepted)
    right.push_back(read_answer(text));
  const OtherNames others(names, right);
  TextMark mark = mark_words(answer, accepted, right, others);
  const auto settled = [&] {
    return mark.verdict == Verdict::kRight || !mark.confused.empty();
  };
  if (settled()) return mark;
  if (const AnswerText rest = without_us(answer, right); !rest.words.empty())
    mark = better(std::move(mark), mark_words(rest, accepted, right, others));
  if (settled() || answer_type != "person") return mark;
  return better(std::move(mark), mark_person(answer, accepted, others));
}

}  // namespace attache
