#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <fmt/format.h>
#include <utility>

#include "cards/naming.h"
#include "cards/putting.h"

namespace attache {

namespace {

/// Puts a card in its one form.
class CardPutter {
 public:
  CardPutter(const DeckBook& book, const Card& card, Prompt& prompt, Chance& chance)
      : book_(book), card_(card), prompt_(prompt), chance_(chance) {}

  void operator()(const RecallCard& body) { prompt_.answer = body.answer; }
  void operator()(const ChoiceCard& body) {
    prompt_.answer = body.answer;
    put_options({body.answer}, body.wrong);
  }
  void operator()(const SelectCard& body) {
    for (const std::string& answer : body.answers)
      prompt_.answer += "- " + answer + "\n";
    put_options(body.answers, body.wrong);
  }
  void operator()(const TrueFalseCard& body) {
    prompt_.answer = body.answer ? "True" : "False";
    prompt_.options = {{"True", body.answer, ""}, {"False", !body.answer, ""}};
  }
  void operator()(const TypedCard& body) {
    prompt_.answer = body.answer;
    prompt_.accepted = body.accept;
    prompt_.accepted.insert(prompt_.accepted.begin(), body.answer);
    prompt_.confusable = names_other_than(book_.deck(), prompt_.accepted);
  }
  void operator()(const ClozeCard&) {
    Result<ClozeText> cloze = read_cloze(card_.ask);
    assert(cloze);  // the deck was checked
    prompt_.stem.clear();
    prompt_.answer = cloze->filled();
    std::vector<std::string> accepted;
    for (const Blank& blank : cloze->blanks)
      accepted.insert(accepted.end(), blank.accepted.begin(), blank.accepted.end());
    prompt_.confusable = names_other_than(book_.deck(), accepted);
    prompt_.cloze = *std::move(cloze);
  }
  void operator()(const NumberCard& body) {
    prompt_.number =
        NumberKey{std::strtod(body.answer.c_str(), nullptr), body.tolerance, body.unit};
    prompt_.answer = body.unit.empty() ? body.answer : body.answer + " " + body.unit;
  }
  void operator()(const DateCard& body) {
    prompt_.date = DateKey{body.answer, body.precision};
    prompt_.answer = body.answer.text();
  }
  void operator()(const OrderCard& body) {
    const std::vector<std::size_t> shown = shuffled(body.items.size());
    prompt_.key.resize(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
      prompt_.items.push_back(body.items[shown[i]]);
      prompt_.key[shown[i]] = i;
    }
    for (std::size_t i = 0; i < body.items.size(); ++i)
      prompt_.answer += fmt::format("{}. {}\n", i + 1, body.items[i]);
  }
  void operator()(const MatchCard& body) {
    const std::vector<std::size_t> shown = shuffled(body.pairs.size());
    prompt_.key.resize(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
      prompt_.items.push_back(body.pairs[i].left);
      prompt_.counterparts.push_back(body.pairs[shown[i]].right);
      prompt_.key[shown[i]] = i;
      prompt_.answer +=
          fmt::format("- {} — {}\n", body.pairs[i].left, body.pairs[i].right);
    }
  }

 private:
  void put_options(const std::vector<std::string>& right,
                   const std::vector<WrongOption>& wrong) {
    prompt_.options.reserve(right.size() + wrong.size());
    for (const std::string& text : right)
      prompt_.options.push_back({text, true, ""});
    for (const WrongOption& each : wrong)
      prompt_.options.push_back({each.text, false, each.why});
    chance_.shuffle(prompt_.options);
  }

  /// A shuffled order that is never the sorted one by luck: that would show the answer.
  std::vector<std::size_t> shuffled(std::size_t count) {
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i)
      order[i] = i;
    while (count > 1 && std::is_sorted(order.begin(), order.end()))
      chance_.shuffle(order);
    return order;
  }

  const DeckBook& book_;
  const Card& card_;
  Prompt& prompt_;
  Chance& chance_;
};

}  // namespace

Prompt put_card(const DeckBook& book, const Question& question, Chance& chance) {
  const Card& card = book.deck().cards[question.item];
  Prompt prompt;
  prompt.question = question.id;
  prompt.form = question.forms.front();
  prompt.stem = card.ask;
  prompt.explain = card.explain;
  std::visit(CardPutter(book, card, prompt, chance), card.body);
  return prompt;
}

}  // namespace attache
