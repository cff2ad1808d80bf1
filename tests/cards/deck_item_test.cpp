#include "cards/deck_item.h"

#include <doctest/doctest.h>

#include "small_deck.h"

using namespace attache;

TEST_CASE("a deck taken apart and put together is the same deck") {
  Deck deck = for_tests::small_deck();
  deck.edition = 3;
  deck.lang = "en";
  deck.as_of = PartialDate{2024, 7, 28};
  deck.forms = {"choice"};
  deck.title = "T";
  deck.description = "D";
  deck.authors = {"A"};
  deck.licence = "CC0-1.0";
  deck.sources = {{"s", "S", "", "", {}, ""}};
  deck.topics = {{"t", "T", "", {}}};
  deck.passages = {{"p", "s", "", "t", "P"}};
  deck.cards = {for_tests::card("c", "Why?", RecallCard{"So."})};
  CHECK(deck_of(head_of(deck), items_of(deck)) == deck);
}

TEST_CASE("a part has the name of its kind and its id") {
  const DeckItem item = Relation{"r", Shape::kPlain, {}};
  CHECK(kind_of(item) == ItemKind::kRelation);
  CHECK(std::string(name_of(ItemKind::kRelation)) == "relation");
  CHECK(std::string(name_of(ItemKind::kSource)) == "source");
  CHECK(std::string(name_of(ItemKind::kCard)) == "card");
  CHECK(id_of(item) == "r");
  CHECK(std::string(card_kind_of(TrueFalseCard{})) == "true-false");
  CHECK(std::string(card_kind_of(ImageCard{})) == "image");
}

TEST_CASE("a label is what a person knows a part by, on one line") {
  CHECK(label_of(Source{"s", "The\nCharter", "", "", {}, ""}) == "The Charter");
  CHECK(label_of(Topic{"t", "Topic", "", {}}) == "Topic");
  CHECK(label_of(Passage{"p", "", "paragraph 8", "", "What *it* says."}) ==
        "paragraph 8: What it says.");
  CHECK(label_of(Passage{"p", "", "paragraph 8", "", ""}) == "paragraph 8");
  CHECK(label_of(for_tests::entity("e", "x", "USFJ")) == "USFJ");
  CHECK(label_of(for_tests::relation("r", "{subject} is {object}.", {}, {})) ==
        "{subject} is {object}.");
  CHECK(label_of(for_tests::fact("f", "r", "a", {EntityRef{"b"}, EntityRef{"c"}})) ==
        "a — r — b, c");
  CHECK(label_of(for_tests::fact("f", "r", "a", {Value{"1957"}})) == "a — r — 1957");
  CHECK(label_of(for_tests::card("c", "**Why** not?", RecallCard{"x"})) == "Why not?");
  CHECK(label_of(for_tests::card("c", "In {{Rome|Roma::city}} and {{1949}}.",
                                 ClozeCard{})) == "In Rome and 1949.");
}

TEST_CASE("a part without words is labelled by its id, and a long one is cut") {
  CHECK(label_of(Topic{"t", "", "", {}}) == "t");
  CHECK(label_of(for_tests::fact("f", "", "", {})) == "f");
  CHECK(label_of(Topic{"t", std::string(200, 'x'), "", {}}) ==
        std::string(119, 'x') + "…");
}
