#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <fmt/format.h>
#include <utility>

#include "cards/naming.h"
#include "cards/putting.h"

namespace attache {

namespace {

/// Puts a card in its form, or an image card in one of its two.
class CardPutter {
 public:
  CardPutter(const DeckBook& book,
             const Question& question,
             const Card& card,
             Prompt& prompt,
             Chance& chance)
      : book_(book), question_(question), card_(card), prompt_(prompt), chance_(chance) {}

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
    prompt_.names = book_.names();
  }
  void operator()(const ClozeCard&) {
    Result<ClozeText> cloze = read_cloze(card_.ask);
    assert(cloze);  // the deck was checked
    prompt_.stem.clear();
    prompt_.answer = cloze->filled();
    prompt_.names = book_.names();
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

  void operator()(const ImageCard& body) {
    const PictureRegion& asked = body.regions[question_.region.value_or(0)];
    PromptPicture picture{body.file, body.alt, body.regions,
                          question_.region.value_or(0)};
    if (body.hide == Hiding::kOne) {
      picture.hidden = {asked};
      picture.asked = 0;
    }
    prompt_.picture = std::move(picture);
    prompt_.answer = asked.answer;
    if (prompt_.form == Form::kChoice) {
      put_regions(body, asked);
      return;
    }
    prompt_.accepted = asked.accept;
    prompt_.accepted.insert(prompt_.accepted.begin(), asked.answer);
    prompt_.names = book_.names();
  }

 private:
  /// The region's name among those of other regions.
  void put_regions(const ImageCard& body, const PictureRegion& asked) {
    constexpr std::size_t kWrongOptions = 3;
    std::vector<std::string> others;
    for (const PictureRegion& region : body.regions)
      if (region.answer != asked.answer) others.push_back(region.answer);
    chance_.shuffle(others);
    if (others.size() > kWrongOptions) others.resize(kWrongOptions);
    prompt_.options = {{asked.answer, true, ""}};
    for (std::string& other : others)
      prompt_.options.push_back({std::move(other), false, ""});
    chance_.shuffle(prompt_.options);
  }

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
  const Question& question_;
  const Card& card_;
  Prompt& prompt_;
  Chance& chance_;
};

}  // namespace

Prompt put_card(const DeckBook& book,
                const Question& question,
                const PutWish& wish,
                Chance& chance) {
  const Card& card = book.deck().cards[question.item];
  Prompt prompt;
  prompt.question = question.id;
  prompt.form = wish.form;
  prompt.stem = card.ask;
  prompt.explain = card.explain;
  std::visit(CardPutter(book, question, card, prompt, chance), card.body);
  return prompt;
}

}  // namespace attache
