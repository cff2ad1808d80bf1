#include <algorithm>
#include <map>
#include <rapidcheck.h>
#include <set>

#include <doctest/doctest.h>

#include "base/text.h"
#include "cards/deck_book.h"
#include "cards/distractors.h"

using namespace attache;

namespace {

Entity entity(std::string id,
              std::string type,
              std::string name,
              std::vector<Alias> aliases = {}) {
  Entity made;
  made.id = std::move(id);
  made.type = std::move(type);
  made.name = std::move(name);
  made.aliases = std::move(aliases);
  return made;
}

Fact fact(std::string id,
          std::string relation,
          std::string subject,
          std::vector<FactObject> objects) {
  Fact made;
  made.id = std::move(id);
  made.relation = std::move(relation);
  made.subject = std::move(subject);
  made.objects = std::move(objects);
  return made;
}

Relation relation(std::string id,
                  std::string says,
                  std::optional<std::string> object,
                  std::optional<std::string> subject) {
  return {std::move(id),
          Shape::kPlain,
          {std::move(says), std::move(object), std::move(subject)}};
}

/// Five headquarters, two of which report to one commander.
Deck small_deck() {
  Deck deck;
  deck.id = "d";
  deck.entities = {entity("usfj", "hq", "U.S. Forces Japan", {{"USFJ", ""}}),
                   entity("jjoc", "hq", "Japan Joint Operations Command", {{"JJOC", ""}}),
                   entity("centcom", "hq", "U.S. Central Command"),
                   entity("eucom", "hq", "U.S. European Command"),
                   entity("indopacom", "hq", "U.S. Indo-Pacific Command"),
                   entity("yokota", "base", "Yokota Air Base")};
  deck.relations = {
      relation("reports-to", "{subject} reports to {object}.",
               "To whom does {subject} report?", "Who reports to {object}?"),
      relation("since", "{subject} has existed since {object}.",
               "Since when does {subject} exist?", {})};
  deck.facts = {fact("usfj-reports", "reports-to", "usfj", {EntityRef{"indopacom"}})};
  Fact year = fact("usfj-since", "since", "usfj", {Value{"1957"}});
  year.value_type = ValueType::kYear;
  deck.facts.push_back(year);
  return deck;
}

Card card(std::string id, std::string ask, CardBody body) {
  Card made;
  made.id = std::move(id);
  made.ask = std::move(ask);
  made.body = std::move(body);
  return made;
}

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
        std::vector<Form>{Form::kChoice, Form::kCloze, Form::kTyped});
  CHECK(book.question("d/usfj-since/object")->forms ==
        std::vector<Form>{Form::kChoice, Form::kCloze, Form::kDate});
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
  CHECK(prompt.form == Form::kCloze);
  CHECK(prompt.options.empty());
  REQUIRE(prompt.cloze);
}

TEST_CASE("a many-valued fact is asked for all of its values together") {
  Deck deck = small_deck();
  deck.facts = {
      fact("two", "reports-to", "usfj", {EntityRef{"eucom"}, EntityRef{"centcom"}})};
  const DeckBook book(std::move(deck));
  Chance chance(1);
  const Question& question = *book.question("d/two/object");
  CHECK(question.forms == std::vector<Form>{Form::kRecall});
  CHECK(book.put(question, Form::kRecall, chance).answer ==
        "U.S. European Command and U.S. Central Command");
}

TEST_CASE("a typed fact takes aliases and knows what it may be confused with") {
  const DeckBook book(small_deck());
  Chance chance(1);
  const Prompt prompt =
      book.put(*book.question("d/usfj-reports/subject"), Form::kTyped, chance);
  CHECK(prompt.stem == "Who reports to U.S. Indo-Pacific Command?");
  CHECK(prompt.accepted == std::vector<std::string>{"U.S. Forces Japan", "USFJ"});
  CHECK(std::count(prompt.confusable.begin(), prompt.confusable.end(), "JJOC") == 1);
  CHECK(std::count(prompt.confusable.begin(), prompt.confusable.end(), "USFJ") == 0);
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

TEST_CASE("the place of the right answer is uniform") {
  const DeckBook book(small_deck());
  constexpr int kDraws = 4000;
  std::vector<int> at(4);
  for (int i = 0; i < kDraws; ++i) {
    Chance chance(static_cast<std::uint64_t>(i));
    const Prompt prompt = book.put(book.questions().front(), Form::kChoice, chance);
    REQUIRE(prompt.options.size() == 4);
    const auto right = std::find_if(prompt.options.begin(), prompt.options.end(),
                                    [](const Option& o) { return o.right; });
    ++at[static_cast<std::size_t>(right - prompt.options.begin())];
  }
  double chi_square = 0;
  for (const int count : at)
    chi_square += (count - 1000.0) * (count - 1000.0) / 1000.0;
  CHECK(chi_square < 16.27);  // three degrees of freedom, p = 0.001
}

TEST_CASE(
    "property: a wrong option is never true, never the subject and never a double") {
  CHECK(rc::check([] {
    Deck deck = small_deck();
    const auto more = *rc::gen::inRange(0, 5);
    for (int i = 0; i < more; ++i) {
      const std::size_t subject = *rc::gen::inRange<std::size_t>(0, 5);
      const std::size_t object = *rc::gen::inRange<std::size_t>(0, 5);
      deck.facts.push_back(fact("f" + std::to_string(i), "reports-to",
                                deck.entities[subject].id,
                                {EntityRef{deck.entities[object].id}}));
    }
    const DeckBook book(std::move(deck));
    Chance chance(*rc::gen::arbitrary<std::uint64_t>());
    for (const Question& question : book.questions()) {
      const Fact& about = book.deck().facts[question.item];
      if (about.relation != "reports-to" || question.forms.front() != Form::kChoice)
        continue;
      const Prompt prompt = book.put(question, Form::kChoice, chance);
      if (prompt.form != Form::kChoice) continue;
      std::set<std::string> right;
      for (const Fact& other : book.deck().facts) {
        if (other.relation != about.relation) continue;
        const std::string object = std::get<EntityRef>(other.objects.front()).id;
        if (question.direction == Direction::kObject && other.subject == about.subject)
          right.insert(book.entity(object)->name);
        if (question.direction == Direction::kSubject && other.objects == about.objects)
          right.insert(book.entity(other.subject)->name);
      }
      std::set<std::string> seen;
      for (const Option& option : prompt.options) {
        RC_ASSERT(seen.insert(option.text).second);
        if (!option.right) RC_ASSERT(!right.contains(option.text));
      }
      RC_ASSERT(std::count_if(prompt.options.begin(), prompt.options.end(),
                              [](const Option& o) { return o.right; }) == 1);
    }
  }));
}

TEST_CASE(
    "property: wrong years and numbers are near, as exact as the right one, and all "
    "different") {
  CHECK(rc::check([](std::uint64_t seed) {
    Deck deck = small_deck();
    const int value = *rc::gen::inRange(1, 100000);
    const bool year = *rc::gen::arbitrary<bool>();
    deck.facts[1].value_type = year ? ValueType::kYear : ValueType::kNumber;
    deck.facts[1].objects = {Value{std::to_string(value)}};
    const DeckBook book(std::move(deck));
    Chance chance(seed);
    const std::vector<std::string> wrong =
        wrong_values(book, book.deck().facts[1], 3, chance);
    std::set<std::string> seen{std::to_string(value)};
    for (const std::string& each : wrong) {
      RC_ASSERT(seen.insert(each).second);
      RC_ASSERT(each.find('.') == std::string::npos);
      const int other = std::stoi(each);
      RC_ASSERT(
          (year ? std::abs(other - value) <= 30 : (other > 0 && other <= 3 * value + 3)));
    }
    RC_ASSERT(wrong.size() >= 2);
  }));
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
  CHECK(book.entities_of_type("nothing").empty());
  CHECK(book.facts_of_relation("nothing").empty());
}

TEST_CASE("a statement is the fact in full") {
  const DeckBook book(small_deck());
  CHECK(book.statement(book.deck().facts[0]) ==
        "U.S. Forces Japan reports to U.S. Indo-Pacific Command.");
}

TEST_CASE("forms and directions have names that are written to the store") {
  for (const Form form :
       {Form::kChoice, Form::kTrueFalse, Form::kSelect, Form::kMatch, Form::kOrder,
        Form::kCloze, Form::kTyped, Form::kNumber, Form::kDate, Form::kRecall})
    CHECK(form_named(name_of(form)) == form);
  CHECK_FALSE(form_named("nothing"));
  CHECK(std::string(name_of(Direction::kSubject)) == "subject");
}

TEST_CASE("texts and dates are asked without a choice") {
  Deck deck = small_deck();
  deck.facts[1].value_type = ValueType::kText;
  CHECK(questions_of(deck)[2].forms == std::vector<Form>{Form::kCloze, Form::kTyped});
  deck.facts[1].value_type = ValueType::kDate;
  deck.facts[1].objects = {Value{"1957-07-01"}};
  CHECK(questions_of(deck)[2].forms == std::vector<Form>{Form::kDate});
  const DeckBook book(std::move(deck));
  Chance chance(1);
  const Prompt prompt = book.put(book.questions()[2], Form::kDate, chance);
  CHECK(prompt.date == DateKey{PartialDate{1957, 7, 1}, Precision::kDay});
  CHECK(prompt.answer == "1 July 1957");
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

TEST_CASE("wrong years come from other facts of the deck first, never from this one") {
  Deck deck = small_deck();
  for (const char* year : {"1951", "1960", "1890", "1957"}) {
    Fact other = deck.facts[1];
    other.id = std::string("y") + year;
    other.subject = "jjoc";
    other.relation = "since";
    other.objects = {Value{year}, EntityRef{"usfj"}};
    deck.facts.push_back(other);
  }
  const DeckBook book(std::move(deck));
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Chance chance(seed);
    const std::vector<std::string> wrong =
        wrong_values(book, book.deck().facts[1], 3, chance);
    CHECK(wrong.size() == 3);
    CHECK(std::count(wrong.begin(), wrong.end(), "1957") == 0);
    CHECK(std::count(wrong.begin(), wrong.end(), "1890") == 0);
    CHECK((std::count(wrong.begin(), wrong.end(), "1951") == 1 ||
           std::count(wrong.begin(), wrong.end(), "1960") == 1));
  }
}

TEST_CASE("wrong numbers keep the places behind the point and stay positive") {
  Deck deck = small_deck();
  deck.facts[1].value_type = ValueType::kNumber;
  deck.facts[1].objects = {Value{"2.5"}};
  const DeckBook book(std::move(deck));
  Chance chance(4);
  for (const std::string& wrong : wrong_values(book, book.deck().facts[1], 3, chance)) {
    CHECK(wrong.find('.') == wrong.size() - 2);
    CHECK(std::stod(wrong) > 0);
    CHECK(wrong != "2.5");
  }
}

TEST_CASE("wrong values are for values and wrong entities for entities") {
  const DeckBook book(small_deck());
  Chance chance(1);
  CHECK(wrong_values(book, book.deck().facts[0], 3, chance).empty());
  CHECK(wrong_entities(book, book.deck().facts[1], Direction::kObject, "", 3, chance)
            .empty());
}

TEST_CASE("an entity that shares a name with the answer is no wrong option") {
  Deck deck = small_deck();
  deck.entities[2].aliases = {{"Indo-Pacific Command", ""}};
  deck.entities[4].aliases = {{"indo-pacific  command", ""}};
  const DeckBook book(std::move(deck));
  Chance chance(1);
  const auto wrong =
      wrong_entities(book, book.deck().facts[0], Direction::kObject, "", 9, chance);
  CHECK(std::count(wrong.begin(), wrong.end(), "U.S. Central Command") == 0);
  CHECK(wrong.size() == 2);
}
