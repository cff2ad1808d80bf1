#include <algorithm>
#include <map>
#include <rapidcheck.h>
#include <set>

#include <doctest/doctest.h>

#include "base/text.h"
#include "cards/deck_book.h"
#include "cards/small_deck.h"

using namespace attache;
using namespace attache::for_tests;

namespace {

std::vector<std::string> ids_of(const Deck& deck) {
  std::vector<std::string> ids;
  for (const Question& question : questions_of(deck))
    ids.push_back(question.id);
  return ids;
}

}  // namespace

TEST_CASE("a fact is asked in each direction that is worded") {
  CHECK(ids_of(small_deck()) == std::vector<std::string>{"d/usfj-reports/object",
                                                         "d/usfj-reports/subject",
                                                         "d/usfj-since/object"});
}

TEST_CASE("a fact whose object others share is not asked by its subject") {
  Deck deck = small_deck();
  deck.facts.push_back(
      fact("jjoc-reports", "reports-to", "jjoc", {EntityRef{"indopacom"}}));
  CHECK(ids_of(deck) == std::vector<std::string>{"d/usfj-reports/object",
                                                 "d/usfj-since/object",
                                                 "d/jjoc-reports/object"});
}

TEST_CASE("a fact's own wording opens a direction that its relation does not ask") {
  Deck deck = small_deck();
  deck.facts[1].asks_subject = "What has existed since {object}?";
  const auto ids = ids_of(deck);
  CHECK(std::find(ids.begin(), ids.end(), "d/usfj-since/subject") != ids.end());
}

TEST_CASE("both directions of a fact and cards about it are siblings") {
  Deck deck = small_deck();
  Card about = card("why", "Why?", RecallCard{"Because."});
  about.fact = "usfj-reports";
  deck.cards = {about, card("lone", "What?", RecallCard{"That."})};
  std::map<std::string, std::string> siblings;
  for (const Question& question : questions_of(deck))
    siblings[question.id] = question.siblings;
  CHECK(siblings["d/usfj-reports/object"] == "d/usfj-reports");
  CHECK(siblings["d/usfj-reports/subject"] == "d/usfj-reports");
  CHECK(siblings["d/why"] == "d/usfj-reports");
  CHECK(siblings["d/lone"] == "d/lone");
}

TEST_CASE("forms go from recognising to recalling") {
  const DeckBook book(small_deck());
  CHECK(book.question("d/usfj-reports/object")->forms ==
        std::vector<Form>{Form::kChoice, Form::kTrueFalse, Form::kCloze, Form::kTyped});
  CHECK(book.question("d/usfj-since/object")->forms ==
        std::vector<Form>{Form::kChoice, Form::kTrueFalse, Form::kNearest, Form::kCloze,
                          Form::kDate});
}

TEST_CASE("a type with too few entities gives no choice") {
  Deck deck = small_deck();
  deck.facts = {fact("base", "reports-to", "usfj", {EntityRef{"yokota"}})};
  CHECK(questions_of(deck).front().forms ==
        std::vector<Form>{Form::kCloze, Form::kTyped});
}

TEST_CASE("a choice that the stem gives away is put in the next form") {
  Deck deck = small_deck();
  // Two of the four others are named in the stem, so only one wrong answer is left.
  deck.facts[0].asks_object =
      "{subject}, not U.S. Central Command, U.S. European Command or JJOC, reports to "
      "whom?";
  const DeckBook book(std::move(deck));
  Chance chance(1);
  const Prompt prompt =
      book.put(*book.question("d/usfj-reports/object"), Form::kChoice, chance);
  CHECK(prompt.form == Form::kTrueFalse);
}

TEST_CASE("a typed fact takes aliases and knows what it may be confused with") {
  const DeckBook book(small_deck());
  Chance chance(1);
  const Prompt prompt =
      book.put(*book.question("d/usfj-reports/subject"), Form::kTyped, chance);
  CHECK(prompt.stem == "Who reports to U.S. Indo-Pacific Command?");
  CHECK(prompt.accepted == std::vector<std::string>{"U.S. Forces Japan", "USFJ"});
  CHECK(prompt.names == book.names());
}

TEST_CASE("a prompt says who or what its answer is, where the deck has a note") {
  Deck deck = small_deck();
  deck.entities[4].note = "American forces from India to Hawaii.";
  const DeckBook book(std::move(deck));
  Chance chance(1);
  const Question& object = *book.question("d/usfj-reports/object");
  CHECK(book.put(object, Form::kTyped, chance).notes ==
        std::vector<std::string>{
            "**U.S. Indo-Pacific Command** — American forces from India to Hawaii."});
  CHECK(book.put(*book.question("d/usfj-reports/subject"), Form::kTyped, chance)
            .notes.empty());
}

TEST_CASE("a cloze of a fact blanks the answer and hints at its type") {
  const DeckBook book(small_deck());
  Chance chance(1);
  const Prompt prompt =
      book.put(*book.question("d/usfj-reports/object"), Form::kCloze, chance);
  REQUIRE(prompt.cloze);
  CHECK(prompt.cloze->pieces ==
        std::vector<std::string>{"U.S. Forces Japan reports to ", "."});
  CHECK(prompt.cloze->blanks[0].hint == "hq");
}

TEST_CASE(
    "a year is put as a date of that precision, a number with its unit and tolerance") {
  Deck deck = small_deck();
  deck.facts[1].value_type = ValueType::kNumber;
  deck.facts[1].objects = {Value{"110"}};
  deck.facts[1].unit = "km";
  deck.facts[1].tolerance = {5, true};
  const DeckBook numbers(std::move(deck));
  Chance chance(1);
  const Prompt number =
      numbers.put(*numbers.question("d/usfj-since/object"), Form::kNumber, chance);
  CHECK(number.number == NumberKey{110, {5, true}, "km"});
  CHECK(number.answer == "110 km");
  const DeckBook years(small_deck());
  const Prompt year =
      years.put(*years.question("d/usfj-since/object"), Form::kDate, chance);
  CHECK(year.date == DateKey{PartialDate{1957, 0, 0}, Precision::kYear});
}

TEST_CASE("cards of every kind are put in the form of their kind") {
  Deck deck = small_deck();
  deck.cards = {card("recall", "Why?", RecallCard{"So."}),
                card("choice", "Which?", ChoiceCard{"A", {{"B", "no"}, {"C", ""}}}),
                card("select", "Which two?", SelectCard{{"A", "B"}, {{"C", ""}}}),
                card("true-false", "Is it?", TrueFalseCard{false}),
                card("typed", "What?", TypedCard{"A", {"B"}}),
                card("cloze", "It is {{A|B::letter}}.", ClozeCard{}),
                card("number", "How many?", NumberCard{"7", "days", {}}),
                card("date", "When?", DateCard{{2024, 7, 28}, Precision::kMonth}),
                card("order", "Order?", OrderCard{{"one", "two", "three"}}),
                card("match", "Match?", MatchCard{{{"a", "1"}, {"b", "2"}, {"c", "3"}}})};
  const DeckBook book(std::move(deck));
  Chance chance(3);
  for (const Card& each : book.deck().cards) {
    const Question& question = *book.question("d/" + each.id);
    REQUIRE(question.forms.size() == 1);
    const Prompt prompt = book.put(question, question.forms.front(), chance);
    INFO(each.id);
    CHECK(each.id == name_of(prompt.form));
    CHECK_FALSE(prompt.answer.empty());
  }
}

TEST_CASE("the key of an order card puts the shown items into the right order") {
  Deck deck;
  deck.id = "d";
  deck.cards = {card("order", "Order?", OrderCard{{"one", "two", "three", "four"}})};
  const DeckBook book(std::move(deck));
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Chance chance(seed);
    const Prompt prompt = book.put(book.questions().front(), Form::kOrder, chance);
    std::vector<std::string> ordered;
    for (const std::size_t at : prompt.key)
      ordered.push_back(prompt.items[at]);
    CHECK(ordered == std::vector<std::string>{"one", "two", "three", "four"});
    CHECK(prompt.items != ordered);
  }
}

TEST_CASE("the key of a match card finds each counterpart") {
  Deck deck;
  deck.id = "d";
  deck.cards = {card("match", "Match?", MatchCard{{{"a", "1"}, {"b", "2"}, {"c", "3"}}})};
  const DeckBook book(std::move(deck));
  Chance chance(5);
  const Prompt prompt = book.put(book.questions().front(), Form::kMatch, chance);
  CHECK(prompt.counterparts[prompt.key[0]] == "1");
  CHECK(prompt.counterparts[prompt.key[1]] == "2");
  CHECK(prompt.counterparts[prompt.key[2]] == "3");
}

TEST_CASE("the same chance puts the same prompt") {
  const DeckBook book(small_deck());
  Chance one(7);
  Chance other(7);
  const Question& question = book.questions().front();
  CHECK(book.put(question, Form::kChoice, one) ==
        book.put(question, Form::kChoice, other));
}

TEST_CASE("support is what the deck names, wherever white space differs") {
  Deck deck = small_deck();
  deck.passages = {{"p", "", "", "", "First. USFJ answers\n\nto Hawaii. Last."}};
  deck.facts[0].passage = "p";
  deck.facts[0].support = {"answers to Hawaii"};
  const DeckBook book(std::move(deck));
  const auto ranges = book.support_in_passage(book.questions().front());
  REQUIRE(ranges.size() == 1);
  CHECK(book.deck().passages[0].text.substr(
            ranges[0].begin, ranges[0].end - ranges[0].begin) == "answers\n\nto Hawaii");
}

TEST_CASE("without support the sentences that name the answer stand in for it") {
  Deck deck = small_deck();
  deck.passages = {{"p", "", "", "", "Nothing here. Then USFJ is named. Nothing there."}};
  deck.facts[0].passage = "p";
  const DeckBook book(std::move(deck));
  const auto ranges = book.support_in_passage(*book.question("d/usfj-reports/subject"));
  REQUIRE(ranges.size() == 1);
  CHECK(book.deck().passages[0].text.substr(
            ranges[0].begin, ranges[0].end - ranges[0].begin) == "Then USFJ is named.");
}

TEST_CASE("things are found by id, and what is not there is null") {
  const DeckBook book(small_deck());
  CHECK(book.entity("usfj")->name == "U.S. Forces Japan");
  CHECK(book.relation("since") != nullptr);
  CHECK(book.fact("usfj-since") != nullptr);
  CHECK(book.entity("nobody") == nullptr);
  CHECK(book.question("d/nothing") == nullptr);
  CHECK(book.passage("x") == nullptr);
  CHECK(book.source("x") == nullptr);
  CHECK(book.topic("x") == nullptr);
  CHECK(book.facts().of_type("nothing").empty());
  CHECK(book.facts().of_relation("nothing").empty());
}

TEST_CASE("a statement is the fact in full") {
  const DeckBook book(small_deck());
  CHECK(book.statement(book.deck().facts[0]) ==
        "U.S. Forces Japan reports to U.S. Indo-Pacific Command.");
}

TEST_CASE("forms and directions have names that are written to the store") {
  for (const Form form :
       {Form::kChoice, Form::kTrueFalse, Form::kBeforeAfter, Form::kNearest, Form::kPlace,
        Form::kSelect, Form::kMatch, Form::kOrder, Form::kCloze, Form::kSet, Form::kTyped,
        Form::kNumber, Form::kDate, Form::kRecall})
    CHECK(form_named(name_of(form)) == form);
  for (const Level level : {Level::kRecognition, Level::kCompletion, Level::kRecall})
    CHECK(level_named(name_of(level)) == level);
  CHECK_FALSE(level_named("nothing"));
  CHECK_FALSE(form_named("nothing"));
  CHECK(std::string(name_of(Direction::kSubject)) == "subject");
}

TEST_CASE("a date that is known to the month is asked to the month") {
  Deck deck = small_deck();
  deck.facts[1].value_type = ValueType::kDate;
  deck.facts[1].objects = {Value{"2024-04"}};
  const DeckBook book(std::move(deck));
  Chance chance(1);
  CHECK(book.put(book.questions()[2], Form::kDate, chance).date->precision ==
        Precision::kMonth);
}

TEST_CASE("texts are put as a choice only where other facts of the relation say more") {
  Deck deck = small_deck();
  deck.facts[1].value_type = ValueType::kText;
  CHECK(questions_of(deck)[2].forms == std::vector<Form>{Form::kCloze, Form::kTyped});
  for (const char* text : {"ever", "never"}) {
    Fact other = deck.facts[1];
    other.id = text;
    other.subject = "jjoc";
    other.objects = {Value{text}};
    deck.facts.push_back(other);
  }
  CHECK(questions_of(deck)[2].forms ==
        std::vector<Form>{Form::kChoice, Form::kTrueFalse, Form::kCloze, Form::kTyped});
}

TEST_CASE("a date alone in its deck is chosen, judged, filled in and typed") {
  Deck deck = small_deck();
  deck.facts[1].value_type = ValueType::kDate;
  deck.facts[1].objects = {Value{"1957-07-01"}};
  CHECK(questions_of(deck)[2].forms ==
        std::vector<Form>{Form::kChoice, Form::kTrueFalse, Form::kCloze, Form::kDate});
  const DeckBook book(std::move(deck));
  Chance chance(1);
  const Prompt prompt = book.put(book.questions()[2], Form::kDate, chance);
  CHECK(prompt.date == DateKey{PartialDate{1957, 7, 1}, Precision::kDay});
  CHECK(prompt.answer == "1 July 1957");
}

TEST_CASE("a direction that a fact omits is not asked") {
  Deck deck = small_deck();
  deck.facts[0].omits_subject = true;
  deck.facts[1].omits_object = true;
  const std::vector<Question> questions = questions_of(deck);
  REQUIRE(questions.size() == 1);
  CHECK(questions[0].id == "d/usfj-reports/object");
}
