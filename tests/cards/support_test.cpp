#include <doctest/doctest.h>

#include "cards/deck_book.h"

using namespace attache;

namespace {

/// A deck of one passage and one fact, "Tokyo hosts the Quad", and one card on it.
Deck deck_on(const std::string& passage) {
  Deck deck;
  deck.id = "d";
  deck.entities.resize(3);
  deck.entities[0].id = "tokyo";
  deck.entities[0].name = "Tokyo";
  deck.entities[1].id = "quad";
  deck.entities[1].name = "Quad";
  deck.entities[1].aliases = {{"Quadrilateral Security Dialogue", ""}};
  deck.entities[2].id = "g7";
  deck.entities[2].name = "G7";
  deck.relations = {{"hosts",
                     Shape::kPlain,
                     {"{subject} hosts {object}.", "What does {subject} host?",
                      "Who hosts {object}?"}}};
  deck.passages = {{"p", "", "", "", passage}};
  Fact fact;
  fact.id = "f";
  fact.relation = "hosts";
  fact.subject = "tokyo";
  fact.objects = {EntityRef{"quad"}};
  fact.passage = "p";
  deck.facts = {fact};
  Card card;
  card.id = "c";
  card.passage = "p";
  card.body = RecallCard{"Because."};
  deck.cards = {card};
  return deck;
}

/// What is marked for a question, as texts.
std::vector<std::string> marked(Deck deck, const std::string& question) {
  const DeckBook book(std::move(deck));
  std::vector<std::string> texts;
  for (const TextRange& range : book.support_in_passage(*book.question(question)))
    texts.push_back(
        book.deck().passages[0].text.substr(range.begin, range.end - range.begin));
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("each support is marked where it stands, in the order of the passage") {
  Deck deck = deck_on("One two three four five.");
  deck.facts[0].support = {"four", "One two"};
  CHECK(marked(deck, "d/f/object") == Texts{"One two", "four"});
}

TEST_CASE("supports that overlap or touch are marked as one") {
  Deck deck = deck_on("One two three four five.");
  deck.facts[0].support = {"One two three", "two three four", "One"};
  CHECK(marked(deck, "d/f/object") == Texts{"One two three four"});
}

TEST_CASE(
    "a support may end where the passage ends, and one that runs beyond is not found") {
  Deck deck = deck_on("One two");
  deck.facts[0].support = {"two"};
  CHECK(marked(deck, "d/f/object") == Texts{"two"});
  deck.cards[0].support = {"two three"};
  CHECK(marked(deck, "d/c").empty());
}

TEST_CASE("runs of blanks of any kind stand for one another") {
  Deck deck = deck_on("One\n\ntwo\tthree\r\nfour");
  deck.cards[0].support = {"One two  three four"};
  CHECK(marked(deck, "d/c") == Texts{"One\n\ntwo\tthree\r\nfour"});
}

TEST_CASE(
    "without a support the sentences that name the answer by any of its names are "
    "marked") {
  const std::string text =
      "The Quad met. Nobody else did. The Quadrilateral security dialogue ended.";
  CHECK(marked(deck_on(text), "d/f/object") ==
        Texts{"The Quad met.", "The Quadrilateral security dialogue ended."});
  CHECK(marked(deck_on(text), "d/f/subject").empty());
}

TEST_CASE("of many values every one is looked for") {
  Deck deck = deck_on("The Quad met. Rain fell. The G7 did not.");
  deck.facts[0].objects.push_back(EntityRef{"g7"});
  CHECK(marked(deck, "d/f/object") == Texts{"The Quad met.", "The G7 did not."});
}

TEST_CASE("a card without support marks nothing, nor does a question without a passage") {
  CHECK(marked(deck_on("Tokyo."), "d/c").empty());
  Deck deck = deck_on("The Quad met.");
  deck.facts[0].passage.clear();
  CHECK(marked(deck, "d/f/object").empty());
}
