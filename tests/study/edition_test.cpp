// What changed between two editions of a deck.

#include "study/edition.h"

#include <fmt/format.h>
#include <rapidcheck.h>

#include <doctest/doctest.h>

namespace {

using namespace attache;

Entity entity(const std::string& id,
              const std::string& name,
              const std::string& article = "") {
  Entity made;
  made.id = id;
  made.name = name;
  made.article = article;
  return made;
}

Deck a_deck() {
  Deck deck;
  deck.id = "d";
  deck.lang = "en";
  deck.entities = {entity("usfj", "U.S. Forces Japan"),
                   entity("cdr", "Commander of INDOPACOM", "the"), entity("jp", "Japan")};
  deck.relations = {{"reports-to",
                     Shape::kHierarchy,
                     {"{subject} reports to {object}.", "To whom does {subject} report?",
                      "Who reports to {object}?"}}};
  Fact fact;
  fact.id = "f";
  fact.relation = "reports-to";
  fact.subject = "usfj";
  fact.objects = {EntityRef{"cdr"}};
  deck.facts = {fact};
  return deck;
}

Card a_card(const std::string& id,
            CardBody body,
            const std::string& ask = "What *is* it?") {
  Card card;
  card.id = id;
  card.ask = ask;
  card.body = std::move(body);
  return card;
}

Edition edition_of(Deck deck) {
  return attache::edition_of(DeckBook(std::move(deck)));
}

EditionQuestion text_of(const CardBody& body, const std::string& ask = "What *is* it?") {
  Deck deck;
  deck.id = "d";
  deck.cards = {a_card("c", body, ask)};
  const Edition edition = edition_of(deck);
  REQUIRE(edition.questions.size() == 1);
  return edition.questions.front();
}

EditionQuestion question(const std::string& id,
                         const std::string& wording,
                         int meaning = 1) {
  return {id, meaning, wording, "answer", ""};
}

Deck random_deck() {
  Deck deck = a_deck();
  const int cards = *rc::gen::inRange(0, 5);
  for (int i = 0; i < cards; ++i) {
    Card card =
        a_card(fmt::format("c{}", i),
               RecallCard{*rc::gen::element<std::string>("one", "*two*", "three")});
    card.meaning = *rc::gen::inRange(1, 3);
    card.ask = *rc::gen::element<std::string>("How many?", "Which one?");
    deck.cards.push_back(card);
  }
  return deck;
}

}  // namespace

TEST_CASE("a fact's questions are worded by its templates and answered by its names") {
  const Edition edition = edition_of(a_deck());
  REQUIRE(edition.questions.size() == 2);
  const EditionQuestion object{
      "d/f/object", 1, "To whom does U.S. Forces Japan report?", "Commander of INDOPACOM",
      "U.S. Forces Japan reports to the Commander of INDOPACOM."};
  CHECK(edition.questions[0] == object);
  CHECK(edition.questions[1].wording == "Who reports to the Commander of INDOPACOM?");
  CHECK(edition.questions[1].answer == "U.S. Forces Japan");
}

TEST_CASE("a fact with several answers names them all") {
  Deck deck = a_deck();
  deck.facts.front().objects = {EntityRef{"cdr"}, EntityRef{"jp"}};
  CHECK(edition_of(deck).questions[0].answer == "Commander of INDOPACOM and Japan");
}

TEST_CASE("a card of each kind has its answer in one plain line") {
  CHECK(text_of(RecallCard{"It is **this**\n\nand that."}).answer ==
        "It is this and that.");
  CHECK(text_of(RecallCard{"1957"}).answer == "1957");
  CHECK(text_of(ChoiceCard{"Yokota", {{"Kadena", ""}}}).answer == "Yokota");
  CHECK(text_of(SelectCard{{"Japan", "India"}, {}}).answer == "Japan; India");
  CHECK(text_of(TrueFalseCard{false}).answer == "False");
  CHECK(text_of(TrueFalseCard{true}).answer == "True");
  CHECK(text_of(TypedCard{"Quad", {"the Quad"}}).answer == "Quad");
  CHECK(text_of(NumberCard{"110", "km", {}}).answer == "110 km");
  CHECK(text_of(NumberCard{"110", "", {}}).answer == "110");
  CHECK(text_of(DateCard{{2024, 7, 28}, Precision::kDay}).answer == "28 July 2024");
  CHECK(text_of(OrderCard{{"first", "then"}}).answer == "1. first 2. then");
  CHECK(text_of(MatchCard{{{"a", "x"}, {"b", "y"}}}).answer == "a — x; b — y");
  CHECK(text_of(RecallCard{"x"}).wording == "What is it?");
}

TEST_CASE("a cloze shows where its blanks are and what belongs in them") {
  const EditionQuestion cloze = text_of(
      ClozeCard{}, "USFJ dates from {{1957::year}} and sits at {{Yokota|Fussa}}.");
  CHECK(cloze.wording == "USFJ dates from … and sits at ….");
  CHECK(cloze.answer == "1957; Yokota");
}

TEST_CASE("each region of an image card has its own answer") {
  Deck deck;
  deck.id = "d";
  ImageCard image{"map.png",
                  "a map",
                  Hiding::kAll,
                  {{"n", 0, 0, 10, 10, "North", {}}, {"s", 50, 50, 10, 10, "South", {}}}};
  deck.cards = {a_card("c", image)};
  const Edition edition = edition_of(deck);
  REQUIRE(edition.questions.size() == 2);
  CHECK(edition.questions[0].answer == "North");
  CHECK(edition.questions[1].answer == "South");
}

TEST_CASE("changes are told by kind: added, reworded, with a new answer, removed") {
  const Edition before{1,
                       {question("a", "A?"), question("b", "B?"), question("c", "C?"),
                        question("e", "E?")}};
  const Edition now{2,
                    {question("a", "A?"), question("b", "What is B?"),
                     question("c", "C?", 2), question("d", "D?")}};
  const auto changes = changes_between(before, now);
  REQUIRE(changes.size() == 4);
  CHECK(changes[0] == QuestionChange{ChangeKind::kAdded, "d", {}, question("d", "D?")});
  CHECK(changes[1] == QuestionChange{ChangeKind::kReworded, "b", question("b", "B?"),
                                     question("b", "What is B?")});
  CHECK(changes[2].kind == ChangeKind::kNewAnswer);
  CHECK(changes[2].question == "c");
  CHECK(changes[3] == QuestionChange{ChangeKind::kRemoved, "e", question("e", "E?"), {}});
  CHECK(counts_of(changes) == ChangeCounts{1, 1, 1, 1});
}

TEST_CASE("another answer text without a raised meaning is a rewording") {
  Edition before{1, {question("a", "A?")}};
  Edition now = before;
  now.questions.front().answer = "the answer";
  REQUIRE(changes_between(before, now).size() == 1);
  CHECK(changes_between(before, now).front().kind == ChangeKind::kReworded);
}

TEST_CASE("a new sentence of a fact is a rewording of its questions") {
  Deck deck = a_deck();
  deck.relations.front().wording.says = "{subject} is under {object}.";
  const auto changes = changes_between(edition_of(a_deck()), edition_of(deck));
  CHECK(counts_of(changes) == ChangeCounts{0, 2, 0, 0});
}

TEST_CASE("change phrases leave out what is nought") {
  CHECK(change_phrase({3, 1, 1, 0}) == "3 new, 1 reworded, 1 with a new answer");
  CHECK(change_phrase({0, 0, 2, 4}) == "2 with new answers, 4 removed");
  CHECK(change_phrase({}).empty());
}

TEST_CASE("kinds of change have names for scripts") {
  CHECK(std::string(name_of(ChangeKind::kAdded)) == "added");
  CHECK(std::string(name_of(ChangeKind::kReworded)) == "reworded");
  CHECK(std::string(name_of(ChangeKind::kNewAnswer)) == "new-answer");
  CHECK(std::string(name_of(ChangeKind::kRemoved)) == "removed");
}

TEST_CASE("a text that is no edition is refused") {
  CHECK_FALSE(read_edition("").has_value());
  CHECK_FALSE(read_edition("[]").has_value());
  CHECK_FALSE(read_edition("{\"edition\":1}").has_value());
  CHECK_FALSE(read_edition("{\"edition\":\"1\",\"questions\":[]}").has_value());
  CHECK_FALSE(read_edition("{\"edition\":1,\"questions\":{}}").has_value());
  CHECK_FALSE(
      read_edition("{\"edition\":1,\"questions\":[[\"id\",1,\"w\"]]}").has_value());
  CHECK_FALSE(
      read_edition("{\"edition\":1,\"questions\":[[1,1,\"w\",\"a\",\"\"]]}").has_value());
  CHECK(read_edition("{\"edition\":1,\"questions\":[]}").has_value());
}

TEST_CASE("the fingerprint sees every part that a question is made of") {
  const std::uint64_t before = edition_fingerprint(a_deck());
  const auto differs = [&](const auto& change) {
    Deck deck = a_deck();
    change(deck);
    return edition_fingerprint(deck) != before;
  };
  CHECK(differs([](Deck& deck) { deck.entities[1].name = "Commander"; }));
  CHECK(differs([](Deck& deck) { deck.entities[1].article = ""; }));
  CHECK(differs([](Deck& deck) { deck.entities[0].plural = true; }));
  CHECK(differs([](Deck& deck) { deck.relations[0].wording.says += " "; }));
  CHECK(differs([](Deck& deck) { deck.relations[0].wording.asks_subject.reset(); }));
  CHECK(differs([](Deck& deck) { deck.facts[0].meaning = 2; }));
  CHECK(differs([](Deck& deck) { deck.facts[0].asks_object = "Who?"; }));
  CHECK(differs([](Deck& deck) { deck.facts[0].objects = {Value{"cdr"}}; }));
  CHECK(differs([](Deck& deck) { deck.facts.clear(); }));
  CHECK(differs([](Deck& deck) { deck.cards = {a_card("c", RecallCard{"x"})}; }));
}

TEST_CASE("the fingerprint tells cards of each kind apart by their answers") {
  const auto fingerprint = [](const CardBody& body) {
    Deck deck;
    deck.cards = {a_card("c", body)};
    return edition_fingerprint(deck);
  };
  const std::vector<std::pair<CardBody, CardBody>> pairs{
      {RecallCard{"a"}, RecallCard{"b"}},
      {ChoiceCard{"a", {}}, ChoiceCard{"b", {}}},
      {SelectCard{{"a", "b"}, {}}, SelectCard{{"ab"}, {}}},
      {TrueFalseCard{true}, TrueFalseCard{false}},
      {TypedCard{"a", {}}, TypedCard{"b", {}}},
      {NumberCard{"1", "km", {}}, NumberCard{"1", "m", {}}},
      {DateCard{{2024, 7, 0}, Precision::kMonth},
       DateCard{{2024, 8, 0}, Precision::kMonth}},
      {OrderCard{{"a", "b"}}, OrderCard{{"b", "a"}}},
      {MatchCard{{{"a", "b"}}}, MatchCard{{{"ab", ""}}}},
      {ImageCard{"f", "", Hiding::kAll, {{"r", 0, 0, 1, 1, "a", {}}}},
       ImageCard{"f", "", Hiding::kAll, {{"r", 0, 0, 1, 1, "b", {}}}}},
      {ClozeCard{}, RecallCard{""}}};
  for (const auto& [one, other] : pairs)
    CHECK(fingerprint(one) != fingerprint(other));
}

TEST_CASE("the fingerprint does not see what no question is made of") {
  Deck deck = a_deck();
  deck.title = "Another title";
  deck.edition = 7;
  deck.passages.push_back({"p", "", "", "", "A passage."});
  CHECK(edition_fingerprint(deck) == edition_fingerprint(a_deck()));
}

TEST_CASE("property: an edition is the same after writing and reading") {
  CHECK(rc::check([] {
    const Edition edition = edition_of(random_deck());
    const auto read = read_edition(edition_text(edition));
    return read.has_value() && *read == edition;
  }));
}

TEST_CASE(
    "property: a deck has no changes against itself, and equal fingerprints mean so") {
  CHECK(rc::check([] {
    const Deck one = random_deck();
    const Deck other = random_deck();
    const auto changes = changes_between(edition_of(one), edition_of(other));
    const bool same = edition_fingerprint(one) == edition_fingerprint(other);
    return changes_between(edition_of(one), edition_of(one)).empty() &&
           (!same || changes.empty());
  }));
}

TEST_CASE("property: changes one way and back are each other's mirror") {
  CHECK(rc::check([] {
    const Edition one = edition_of(random_deck());
    const Edition other = edition_of(random_deck());
    const ChangeCounts there = counts_of(changes_between(one, other));
    const ChangeCounts back = counts_of(changes_between(other, one));
    return there.added == back.removed && there.removed == back.added &&
           there.reworded == back.reworded && there.new_answer == back.new_answer;
  }));
}
