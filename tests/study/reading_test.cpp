// A deck as a reading.

#include "study/reading.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

namespace {

using namespace attache;

Card card(const std::string& id,
          const std::string& passage,
          const std::string& topic = "") {
  Card made;
  made.id = id;
  made.topic = topic;
  made.passage = passage;
  made.ask = "What is *" + id + "*?";
  made.body = RecallCard{"x"};
  return made;
}

Deck a_deck() {
  Deck deck;
  deck.id = "d";
  deck.sources = {{"s", "Article", "Press", "Author", PartialDate{2024, 7, 28}, ""}};
  deck.topics = {
      {"t1", "One", "", {}}, {"t2", "Two", "", {}}, {"t1a", "Within one", "t1", {}}};
  deck.passages = {{"p2", "s", "paragraph 2", "t2", "Two."},
                   {"p1", "s", "", "t1a", "One."},
                   {"p0", "", "", "", "Loose."}};
  return deck;
}

StudyDay day(const char* iso) {
  return PartialDate::parse(iso)->first_day();
}

std::string marked(const std::string& text, const std::string& sought) {
  const auto words = search_words(sought);
  std::string out;
  std::size_t at = 0;
  for (const TextRange& range : places_of(text, words)) {
    out += text.substr(at, range.begin - at) + "[" +
           text.substr(range.begin, range.end - range.begin) + "]";
    at = range.end;
  }
  return out + text.substr(at);
}

}  // namespace

TEST_CASE("passages stand under their topics, and a topic before those within it") {
  const DeckBook book(a_deck());
  const auto sections = reading_of(book, day("2024-08-01"));
  REQUIRE(sections.size() == 4);
  CHECK(sections[0].topic->id == "t1");
  CHECK(sections[0].passages.empty());
  CHECK(sections[1].topic->id == "t1a");
  CHECK(sections[1].depth == 1);
  CHECK(sections[1].passages.front().passage->id == "p1");
  CHECK(sections[2].topic->id == "t2");
  CHECK(sections[3].topic == nullptr);
  CHECK(sections[3].passages.front().passage->id == "p0");
}

TEST_CASE("a topic without a passage is left out") {
  Deck deck = a_deck();
  deck.topics.push_back({"t9", "Nothing", "", {}});
  const DeckBook book(deck);
  for (const ReadingSection& section : reading_of(book, day("2024-08-01")))
    CHECK((section.topic == nullptr || section.topic->id != "t9"));
}

TEST_CASE(
    "a passage without a topic stands under that of the question that leans on it") {
  Deck deck = a_deck();
  deck.cards = {card("c", "p0", "t2"), card("e", "p0", "t1")};
  const DeckBook book(deck);
  const auto sections = reading_of(book, day("2024-08-01"));
  REQUIRE(sections.size() == 3);
  REQUIRE(sections[2].passages.size() == 2);
  CHECK(sections[2].passages[1].questions == std::vector<QuestionId>{"d/c", "d/e"});
}

TEST_CASE("what its author asked to check by now is flagged once") {
  Deck deck = a_deck();
  deck.cards = {card("old", "p1"), card("young", "p1")};
  deck.cards[0].check_after = PartialDate{2024, 7, 31};
  deck.cards[1].check_after = PartialDate{2024, 8, 2};
  const DeckBook book(deck);
  const auto sections = reading_of(book, day("2024-08-01"));
  const auto& stale = sections[1].passages.front().stale;
  REQUIRE(stale.size() == 1);
  CHECK(stale[0].text == "What is old?");
  CHECK(stale[0].check_after == PartialDate{2024, 7, 31});
}

TEST_CASE("a fact asked in both directions is flagged once, with its sentence") {
  Deck deck = a_deck();
  deck.entities.resize(2);
  deck.entities[0].id = "a";
  deck.entities[0].name = "USFJ";
  deck.entities[1].id = "b";
  deck.entities[1].name = "Japan";
  deck.relations = {
      {"in", Shape::kPlain, {"{subject} is in {object}.", "Where?", "Who?"}}};
  Fact fact;
  fact.id = "f";
  fact.relation = "in";
  fact.subject = "a";
  fact.objects = {EntityRef{"b"}};
  fact.passage = "p1";
  fact.check_after = PartialDate{2024, 0, 0};
  deck.facts = {fact};
  const DeckBook book(deck);
  const auto sections = reading_of(book, day("2024-08-01"));
  const auto& passage = sections[1].passages.front();
  CHECK(passage.questions.size() == 2);
  REQUIRE(passage.stale.size() == 1);
  CHECK(passage.stale[0].text == "USFJ is in Japan.");
}

TEST_CASE("a source line holds what is known") {
  const Deck deck = a_deck();
  CHECK(source_line(&deck.sources[0], deck.passages[0]) ==
        "Article · Author · Press · 28 July 2024 · paragraph 2");
  CHECK(source_line(nullptr, deck.passages[0]) == "paragraph 2");
  CHECK(source_line(nullptr, deck.passages[2]).empty());
}

TEST_CASE("words are found whatever their case, accents and line ends") {
  CHECK(marked("Yokota Air Base", "yokota") == "[Yokota] Air Base");
  CHECK(marked("Señor Nuñez said", "NUNEZ senor") == "[Señor] [Nuñez] said");
  CHECK(marked("Ｙｏｋｏｔａ in Tokyo", "yokota") == "[Ｙｏｋｏｔａ] in Tokyo");
  CHECK(marked("防衛省は", "防衛") == "[防衛]省は");
  CHECK(marked("forces, forced", "forc") == "[forc]es, [forc]ed");
}

TEST_CASE("all words must be found") {
  CHECK(marked("Yokota Air Base", "yokota navy") == "Yokota Air Base");
  CHECK(marked("Yokota Air Base", "base yokota") == "[Yokota] Air [Base]");
  CHECK(marked("Yokota", "yoko kota") == "[Yokota]");
  CHECK(marked("Yokota", "") == "Yokota");
}

TEST_CASE("property: what is found lies within the text, ascending and apart") {
  CHECK(rc::check([](const std::string& word) {
    const std::string text = "Señor Nuñez of the 防衛省 met “USFJ” at Yokota.";
    std::size_t end = 0;
    for (const TextRange& range : places_of(text, search_words(word.substr(0, 3)))) {
      if (range.begin >= range.end || range.end > text.size()) return false;
      if (end != 0 && range.begin <= end) return false;
      end = range.end;
    }
    return true;
  }));
}
