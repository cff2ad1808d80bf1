#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "cards/plain.h"
#include "deckfile/values.h"
#include "exchange/moodle_question.h"

namespace attache::exchange {

namespace {

constexpr double kFullyRight = 99.99;
constexpr double kLargestTolerance = 1e15;
constexpr double kSmallestTolerance = 1e-15;

/// Plain text as CommonMark, left as it is where it means the same.
std::string as_markdown(const std::string& plain) {
  return plain_text(plain) == plain ? plain : markdown_of(plain);
}

void add_paragraph(std::string& text, std::string_view more) {
  if (more.empty() || text == more) return;
  if (!text.empty()) text += "\n\n";
  text += more;
}

std::string hint_of(const MoodleQuestion& question, std::string_view key) {
  const auto found = question.hints.find(key);
  return found == question.hints.end() ? std::string() : found->second;
}

class Drafter {
 public:
  Drafter(MoodleQuestion& question, NoteBook& notes)
      : question_(question), notes_(notes) {}

  std::optional<CardBody> body() {
    switch (question_.kind) {
      case MoodleKind::kMultichoice:
        return question_.single ? choice() : select();
      case MoodleKind::kTrueFalse:
        return true_false();
      case MoodleKind::kShortAnswer:
        return short_answer();
      case MoodleKind::kNumerical:
        return numerical();
      case MoodleKind::kMatching:
        return matching();
      case MoodleKind::kOrdering:
        return ordering();
      case MoodleKind::kEssay:
        return essay();
      case MoodleKind::kCloze:
        return ClozeCard{};
      case MoodleKind::kDescription:
        break;
    }
    note("a text that asks nothing is left out");
    return {};
  }

 private:
  void note(std::string what) { notes_.note(question_.where, std::move(what)); }

  std::optional<CardBody> no_right_answer() {
    note("a question without a right answer is left out");
    return {};
  }

  void explain(const MoodleAnswer& answer) {
    add_paragraph(question_.explain, as_markdown(answer.feedback));
  }

  /// The first answer that is fully right, else the best one that is right in part; the
  /// end where there is none.
  auto best_answer() {
    std::vector<MoodleAnswer>& answers = question_.answers;
    const auto right =
        std::find_if(answers.begin(), answers.end(),
                     [](const MoodleAnswer& one) { return one.percent >= kFullyRight; });
    if (right != answers.end()) return right;
    const auto best = std::max_element(answers.begin(), answers.end(),
                                       [](const MoodleAnswer& a, const MoodleAnswer& b) {
                                         return a.percent < b.percent;
                                       });
    if (best == answers.end() || best->percent <= 0) return answers.end();
    note("no answer is fully right; the best one is taken");
    return best;
  }

  std::optional<CardBody> choice() {
    const auto right = best_answer();
    if (right == question_.answers.end()) return no_right_answer();
    explain(*right);
    ChoiceCard card{right->text, {}};
    for (auto one = question_.answers.begin(); one != question_.answers.end(); ++one) {
      if (one == right) continue;
      if (one->percent >= kFullyRight) {
        note("of several right options only the first is kept");
      } else if (one->percent > 0) {
        note("an option that is right in part is left out");
      } else {
        card.wrong.push_back({std::move(one->text), std::move(one->feedback)});
      }
    }
    return card;
  }

  std::optional<CardBody> select() {
    SelectCard card;
    for (MoodleAnswer& one : question_.answers) {
      if (one.percent > 0) {
        explain(one);
        card.answers.push_back(std::move(one.text));
      } else {
        card.wrong.push_back({std::move(one.text), std::move(one.feedback)});
      }
    }
    if (card.answers.empty()) return no_right_answer();
    return card;
  }

  std::optional<CardBody> true_false() {
    const auto right = best_answer();
    if (right == question_.answers.end()) return no_right_answer();
    const std::string answer = fold(right->text);
    if (answer != "true" && answer != "false") return no_right_answer();
    for (const MoodleAnswer& one : question_.answers)
      explain(one);
    return TrueFalseCard{answer == "true"};
  }

  [[nodiscard]] bool has_full_answer() const {
    return std::any_of(
        question_.answers.begin(), question_.answers.end(),
        [](const MoodleAnswer& one) { return one.percent >= kFullyRight; });
  }

  /// Drops answers with a "*" that stands for any text.
  void drop_patterns() {
    std::erase_if(question_.answers, [&](MoodleAnswer& one) {
      auto text = without_stars(one.text);
      if (text) {
        one.text = *std::move(text);
        return false;
      }
      if (one.percent > 0 || !one.feedback.empty())
        note(fmt::format("the answer “{}”, in which * stands for any text, is left out",
                         one.text));
      return true;
    });
  }

  std::optional<CardBody> short_answer() {
    const bool any_right = has_full_answer();
    drop_patterns();
    // What is right only in part must not take the place of a right answer.
    if (any_right && !has_full_answer()) return no_right_answer();
    const auto right = best_answer();
    if (right == question_.answers.end()) return no_right_answer();
    explain(*right);
    TypedCard card{right->text, {}};
    for (auto one = question_.answers.begin(); one != question_.answers.end(); ++one) {
      if (one == right) continue;
      if (one->percent >= kFullyRight) {
        explain(*one);
        card.accept.push_back(one->text);
      } else if (one->percent > 0) {
        note("an answer that is right in part is left out");
      } else {
        note("the feedback on a wrong answer is left out");
      }
    }
    if (hint_of(question_, "kind") == "date")
      if (auto date = as_date(card)) return *date;
    return card;
  }

  /// The most exact day among the answers.
  std::optional<DateCard> as_date(const TypedCard& typed) {
    std::optional<DateCard> best;
    std::vector<std::string> texts = typed.accept;
    texts.insert(texts.begin(), typed.answer);
    for (const std::string& text : texts) {
      const auto date = PartialDate::parse(text);
      if (!date || (best && precision_of(*date) >= best->precision)) continue;
      best = DateCard{*date, precision_of(*date)};
    }
    const std::string wanted = hint_of(question_, "precision");
    if (best)
      for (const Precision one : {Precision::kDay, Precision::kMonth, Precision::kYear})
        if (wanted == name_of(one) && one >= best->precision) best->precision = one;
    return best;
  }

  std::optional<CardBody> numerical() {
    std::erase_if(question_.answers, [&](const MoodleAnswer& one) {
      if (trimmed(one.text) != "*") return false;
      if (!one.feedback.empty()) note("the feedback on a wrong answer is left out");
      return true;
    });
    const auto right = best_answer();
    if (right == question_.answers.end()) return no_right_answer();
    explain(*right);
    if (question_.answers.size() > 1)
      note("of several numbers only the right one is kept");
    NumberCard card{std::string(trimmed(right->text)), question_.unit,
                    tolerance_of(*right)};
    return card;
  }

  Tolerance tolerance_of(const MoodleAnswer& answer) {
    const double amount = answer.tolerance;
    if (!(amount >= kSmallestTolerance) || amount > kLargestTolerance) return {};
    // A share, where the file says so and nobody has changed the number since.
    const auto share = parse_tolerance(hint_of(question_, "tolerance"));
    const auto value = number_of(answer.text);
    if (share && share->percent && value) {
      const double meant = std::abs(*value) * share->amount / 100;
      if (std::abs(meant - amount) <= 1e-9 * std::max(meant, amount)) return *share;
    }
    return {amount, false};
  }

  /// "1", "2", "3" on the left, in any order: nothing if that is not so.
  std::optional<OrderCard> as_order() {
    std::vector<std::string> items(question_.pairs.size());
    for (const Pair& pair : question_.pairs) {
      const auto place = whole_number(pair.left);
      if (!place || static_cast<std::size_t>(*place) > items.size()) return {};
      std::string& item = items[static_cast<std::size_t>(*place) - 1];
      if (!item.empty()) return {};
      item = as_markdown(pair.right);
    }
    return OrderCard{std::move(items)};
  }

  std::optional<CardBody> matching() {
    std::erase_if(question_.pairs, [&](const Pair& pair) {
      if (!pair.left.empty()) return false;
      if (!pair.right.empty()) note("a right side that goes with nothing is left out");
      return true;
    });
    if (question_.pairs.empty()) return no_right_answer();
    if (hint_of(question_, "kind") == "order")
      if (auto order = as_order()) return *std::move(order);
    MatchCard card;
    for (Pair& pair : question_.pairs)
      card.pairs.push_back({std::move(pair.left), as_markdown(pair.right)});
    return card;
  }

  std::optional<CardBody> ordering() {
    OrderCard card;
    for (Pair& pair : question_.pairs)
      card.items.push_back(std::move(pair.right));
    return card;
  }

  std::optional<CardBody> essay() {
    if (question_.answer.empty()) std::swap(question_.answer, question_.explain);
    if (question_.answer.empty()) {
      note("an essay without a model answer is left out");
      return {};
    }
    return RecallCard{std::move(question_.answer)};
  }

  MoodleQuestion& question_;
  NoteBook& notes_;
};

std::string topic_path(const std::vector<std::string>& names) {
  std::string path;
  for (std::string name : names) {
    for (std::size_t at = name.find("::"); at != std::string::npos; at = name.find("::"))
      name.erase(at, 1);
    path += path.empty() ? name : "::" + name;
  }
  return path;
}

}  // namespace

std::optional<CardDraft> draft_of(MoodleQuestion question, NoteBook& notes) {
  std::optional<CardBody> body = Drafter(question, notes).body();
  if (!body) return {};
  CardDraft draft;
  draft.where = std::move(question.where);
  draft.key = question.id.empty() ? question.name : question.id;
  draft.topic = topic_path(question.category);
  draft.tags = std::move(question.tags);
  draft.ask = std::move(question.ask);
  draft.body = *std::move(body);
  draft.explain = std::move(question.explain);
  return draft;
}

}  // namespace attache::exchange
