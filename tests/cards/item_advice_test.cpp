// Advice for authors: what it says, and where it keeps quiet.

#include "cards/item_advice.h"

#include <doctest/doctest.h>

#include "small_deck.h"

using namespace attache;
using for_tests::card;
using for_tests::fact;

namespace {

/// "code item field", one after another.
std::string told(const std::vector<ItemAdvice>& advice) {
  std::string all;
  for (const ItemAdvice& each : advice) {
    CHECK_FALSE(each.what.empty());
    CHECK_FALSE(each.reason.empty());
    if (!all.empty()) all += "; ";
    all += each.code + " " + each.item + " " + each.field;
  }
  return all;
}

std::string told_of(Card one) {
  Deck deck;
  deck.cards = {std::move(one)};
  return told(advice_on(deck));
}

ChoiceCard choice(std::string answer, std::vector<std::string> wrong) {
  ChoiceCard body{std::move(answer), {}};
  for (std::string& text : wrong)
    body.wrong.push_back({std::move(text), ""});
  return body;
}

std::string words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += "word ";
  return text;
}

}  // namespace

TEST_CASE("a question of more than forty words is long") {
  CHECK(told_of(card("c", words(41), RecallCard{"x"})) == "long-stem c ask");
  CHECK(told_of(card("c", words(40), RecallCard{"x"})).empty());
}

TEST_CASE("a question that holds its answer gives it away") {
  CHECK(told_of(card("c", "Who chairs the Security Council of the UN?",
                     TypedCard{"the Security Council", {}})) == "answer-in-stem c ask");
  CHECK(told_of(card("c", "Which council decides on peace and security?",
                     TypedCard{"the Security Council of the UN", {}})) ==
        "answer-in-stem c ask");
  CHECK(told_of(card("c", "Which organ decides on security?",
                     TypedCard{"the Security Council", {}}))
            .empty());
  CHECK(told_of(card("c", "How big is a big one?", TypedCard{"big", {}})).empty());
}

TEST_CASE("a question that names wrong options too gives nothing away") {
  CHECK(told_of(card("c", "Which is larger: Norway, Sweden or Finland?",
                     choice("Sweden", {"Norway", "Finland"})))
            .empty());
  CHECK(told_of(card("c", "What is the capital called in Swedish Sweden?",
                     choice("Sweden", {"Norway", "Finland"}))) == "answer-in-stem c ask");
}

TEST_CASE("an answer much longer than all wrong ones gives itself away") {
  const std::string right =
      "a court that settles disputes between states that agree to it";
  CHECK(told_of(
            card("c", "What is it?", choice(right, {"a club", "an army of soldiers"}))) ==
        "longest-is-right c answer");
  CHECK(
      told_of(card("c", "What is it?",
                   choice(right, {"a club", "an army of soldiers that states send out"})))
          .empty());
}

TEST_CASE("all of the above is no answer of its own") {
  CHECK(told_of(card("c", "Which?", choice("A one", {"B one", "All of the above."}))) ==
        "all-of-the-above c wrong");
  CHECK(told_of(card("c", "Which?", choice("None of these", {"B one", "C one"}))) ==
        "all-of-the-above c answer");
}

TEST_CASE("a negation wants emphasis") {
  const auto body = choice("A one", {"B one", "C one"});
  CHECK(told_of(card("c", "Which is not here?", body)) == "negation c ask");
  CHECK(told_of(card("c", "All came except which?", body)) == "negation c ask");
  CHECK(told_of(card("c", "Which is **not** here?", body)).empty());
  CHECK(told_of(card("c", "Which is NOT here?", body)).empty());
  CHECK(told_of(card("c", "Which is not only here?", body)).empty());
  CHECK(told_of(card("c", "Why is it not here?", RecallCard{"So."})).empty());
}

TEST_CASE("more than five things are a long list") {
  CHECK(told_of(card("c", "Which?", RecallCard{"- a\n- b\n- c\n- d\n- e\n- f"})) ==
        "long-list c answer");
  CHECK(told_of(card("c", "Which?", RecallCard{"1. a\n2. b\n3. c\n4. d\n5. e"})).empty());
  CHECK(told_of(card("c", "Which?",
                     SelectCard{{"a", "b", "c", "d", "e", "f"}, {{"g", ""}}})) ==
        "long-list c answer");
  CHECK(
      told_of(card("c", "Order.", OrderCard{{"a", "b", "c", "d", "e", "f", "g", "h"}})) ==
      "long-list c item");
  Deck deck;
  deck.as_of = PartialDate{2024, 0, 0};
  deck.facts = {fact("f", "r", "s", std::vector<FactObject>(6, EntityRef{"e"}))};
  CHECK(told(advice_on(deck)) == "long-list f object");
}

TEST_CASE("two questions in one card are two cards") {
  CHECK(told_of(card("c", "Who? And when?", RecallCard{"x"})) == "two-in-one c ask");
  CHECK(told_of(card("c", "Who and when?", RecallCard{"x"})).empty());
}

TEST_CASE("the same words are the same question") {
  Deck deck;
  deck.cards = {card("a", "Who leads the Council?", RecallCard{"x"}),
                card("b", "who leads council", RecallCard{"y"}),
                card("c", "Who leads the Council?", RecallCard{"z"}),
                card("d", "Whom does the Council lead?", RecallCard{"z"})};
  CHECK(told(advice_on(deck)) == "duplicate b ask");
}

TEST_CASE("the same words put to two pictures are two questions") {
  Deck deck;
  deck.cards = {card("a", "Which is it?", ImageCard{"a.png", "", Hiding::kAll, {}}),
                card("b", "Which is it", ImageCard{"b.png", "", Hiding::kAll, {}})};
  CHECK(advice_on(deck).empty());
}

TEST_CASE("where most lead to a passage, one that does not is told") {
  Deck deck;
  deck.cards = {card("a", "A?", RecallCard{"x"}), card("b", "B?", RecallCard{"x"}),
                card("c", "C?", RecallCard{"x"})};
  CHECK(advice_on(deck).empty());
  deck.cards[0].passage = deck.cards[1].passage = "p";
  CHECK(told(advice_on(deck)) == "no-passage c passage");
}

TEST_CASE("a deck of facts wants a date, once") {
  Deck deck = for_tests::small_deck();
  CHECK(told(advice_on(deck)) == "no-date  as-of");
  deck.as_of = PartialDate{2024, 0, 0};
  CHECK(advice_on(deck).empty());
  deck.as_of.reset();
  deck.facts[0].as_of = deck.facts[1].as_of = PartialDate{2024, 0, 0};
  CHECK(advice_on(deck).empty());
  deck.facts.push_back(fact("g", "since", "eucom", {Value{"1952"}}));
  CHECK(told(advice_on(deck)) == "no-date g as-of");
}

TEST_CASE("a fact whose subject holds the object's name gives it away") {
  Deck deck = for_tests::small_deck();
  deck.as_of = PartialDate{2024, 0, 0};
  deck.entities.push_back(for_tests::entity("yab", "unit", "Yokota Air Base Wing"));
  deck.facts = {fact("f", "reports-to", "yab", {EntityRef{"yokota"}})};
  CHECK(told(advice_on(deck)) == "answer-in-stem f object");
  deck.facts[0].omits_object = true;
  CHECK(advice_on(deck).empty());
}

TEST_CASE("a relation's wording is looked at once, whatever its facts") {
  Deck deck = for_tests::small_deck();
  deck.as_of = PartialDate{2024, 0, 0};
  deck.relations[0].wording.asks_object = "To whom does {subject} not report?";
  deck.relations[1].wording.asks_object = words(41) + "{subject}?";
  CHECK(told(advice_on(deck)) == "negation reports-to asks; long-stem since asks");
}
