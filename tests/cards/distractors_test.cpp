// Wrong answers: never true, never silly, and uniform in their places.

#include "cards/distractors.h"

#include <algorithm>
#include <rapidcheck.h>
#include <set>

#include <doctest/doctest.h>

#include "cards/small_deck.h"

using namespace attache;
using namespace attache::for_tests;

namespace {

DistractorWish wish(std::size_t wanted) {
  DistractorWish made;
  made.wanted = wanted;
  return made;
}

std::vector<std::string> names(const std::vector<const Entity*>& entities) {
  std::vector<std::string> names;
  for (const Entity* entity : entities)
    names.push_back(entity->name);
  return names;
}

bool holds(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

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
    const bool year = *rc::gen::arbitrary<bool>();
    const int value = year ? *rc::gen::inRange(1000, 3000) : *rc::gen::inRange(1, 100000);
    deck.facts[1].value_type = year ? ValueType::kYear : ValueType::kNumber;
    deck.facts[1].objects = {Value{std::to_string(value)}};
    const DeckBook book(std::move(deck));
    Chance chance(seed);
    const std::vector<std::string> wrong =
        wrong_values(book, book.deck().facts[1], wish(3), chance);
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

TEST_CASE("wrong years come from other facts of the deck first, never from this one") {
  Deck deck = small_deck();
  for (const char* year : {"1951", "1960", "1890", "1957"}) {
    Fact other = deck.facts[1];
    other.id = std::string("y") + year;
    other.subject = "jjoc";
    other.relation = "since";
    other.objects = {Value{year}};
    deck.facts.push_back(other);
  }
  const DeckBook book(std::move(deck));
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Chance chance(seed);
    const std::vector<std::string> wrong =
        wrong_values(book, book.deck().facts[1], wish(3), chance);
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
  for (const std::string& wrong :
       wrong_values(book, book.deck().facts[1], wish(3), chance)) {
    CHECK(wrong.find('.') == wrong.size() - 2);
    CHECK(std::stod(wrong) > 0);
    CHECK(wrong != "2.5");
  }
}

TEST_CASE("wrong values are for values and wrong entities for entities") {
  const DeckBook book(small_deck());
  Chance chance(1);
  CHECK(wrong_values(book, book.deck().facts[0], wish(3), chance).empty());
  CHECK(wrong_entities(book, book.deck().facts[1], Direction::kObject, wish(3), chance)
            .empty());
}

TEST_CASE("an entity that shares a name with the answer is no wrong option") {
  Deck deck = small_deck();
  deck.entities[2].aliases = {{"Indo-Pacific Command", ""}};
  deck.entities[4].aliases = {{"indo-pacific  command", ""}};
  const DeckBook book(std::move(deck));
  Chance chance(1);
  const auto wrong = names(
      wrong_entities(book, book.deck().facts[0], Direction::kObject, wish(9), chance));
  CHECK(std::count(wrong.begin(), wrong.end(), "U.S. Central Command") == 0);
  CHECK(wrong.size() == 2);
}

TEST_CASE("what this student has answered wrongly comes back as an option") {
  Deck deck = small_deck();
  for (int i = 0; i < 200; ++i)
    deck.entities.push_back(entity("e" + std::to_string(i), "hq",
                                   "Headquarters Number " + std::to_string(i)));
  const DeckBook book(std::move(deck));
  DistractorWish wanted = wish(3);
  const std::vector<std::string> past{"Headquarters Number 77", "no such thing"};
  wanted.past_wrong = past;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Chance chance(seed);
    CHECK(holds(names(wrong_entities(book, book.deck().facts[0], Direction::kObject,
                                     wanted, chance)),
                "Headquarters Number 77"));
  }
}

TEST_CASE("a wrong year that was typed before comes back as an option") {
  const DeckBook book(small_deck());
  DistractorWish wanted = wish(3);
  const std::vector<std::string> past{"1954"};
  wanted.past_wrong = past;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Chance chance(seed);
    CHECK(holds(wrong_values(book, book.deck().facts[1], wanted, chance), "1954"));
  }
}

TEST_CASE("a true answer never comes back, although it was once marked wrong") {
  Deck deck = small_deck();
  deck.facts.push_back(fact("also", "reports-to", "usfj", {EntityRef{"eucom"}}));
  const DeckBook book(std::move(deck));
  DistractorWish wanted = wish(9);
  const std::vector<std::string> past{"U.S. European Command"};
  wanted.past_wrong = past;
  Chance chance(1);
  CHECK_FALSE(holds(names(wrong_entities(book, book.deck().facts[0], Direction::kObject,
                                         wanted, chance)),
                    "U.S. European Command"));
}

TEST_CASE("a name that holds the answer, or stands in the stem, is no wrong option") {
  Deck deck = small_deck();
  deck.entities[2].name = "Staff of U.S. Indo-Pacific Command";
  const DeckBook book(std::move(deck));
  DistractorWish wanted = wish(9);
  wanted.stem = "To whom does U.S. Forces Japan report, as U.S. European Command does?";
  Chance chance(1);
  CHECK(names(wrong_entities(book, book.deck().facts[0], Direction::kObject, wanted,
                             chance)) ==
        std::vector<std::string>{"Japan Joint Operations Command"});
}

TEST_CASE("a short name inside another word of the stem does not stand there") {
  Deck deck = small_deck();
  deck.entities[2].name = "US";
  const DeckBook book(std::move(deck));
  DistractorWish wanted = wish(9);
  wanted.stem = "To whom does the USFJ report?";
  Chance chance(1);
  CHECK(holds(names(wrong_entities(book, book.deck().facts[0], Direction::kObject, wanted,
                                   chance)),
              "US"));
}

TEST_CASE("where a sentence needs it, wrong names are plural as the right one is") {
  Deck deck = small_deck();
  deck.entities[1].plural = true;
  deck.entities[4].plural = true;
  const DeckBook book(std::move(deck));
  DistractorWish wanted = wish(9);
  wanted.same_number = true;
  Chance chance(1);
  CHECK(names(wrong_entities(book, book.deck().facts[0], Direction::kObject, wanted,
                             chance)) ==
        std::vector<std::string>{"Japan Joint Operations Command"});
}

TEST_CASE("those that take the same place in other facts come before others") {
  Deck deck = small_deck();
  deck.entities[2].name = "U.S. Mideast Command";  // as long as the other candidates
  deck.facts.push_back(fact("f", "reports-to", "yokota", {EntityRef{"centcom"}}));
  const DeckBook book(std::move(deck));
  int first = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Chance chance(seed);
    first +=
        wrong_entities(book, book.deck().facts[0], Direction::kObject, wish(1), chance)[0]
                    ->id == "centcom"
            ? 1
            : 0;
  }
  CHECK(first >= 95);
}

TEST_CASE("wrong dates are as exact as the right one, and real days") {
  Deck deck = small_deck();
  deck.facts[1].value_type = ValueType::kDate;
  for (const char* date : {"2024-02-29", "2024-12", "2024-01-31"}) {
    deck.facts[1].objects = {Value{date}};
    const DeckBook book{Deck(deck)};
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      Chance chance(seed);
      const auto wrong = wrong_values(book, book.deck().facts[1], wish(3), chance);
      REQUIRE(wrong.size() == 3);
      for (const std::string& each : wrong) {
        CHECK(each.size() == std::string_view(date).size());
        CHECK(each != date);
        CHECK(PartialDate::parse(each).has_value());
      }
    }
  }
}

TEST_CASE("a wrong share is never over 100 percent") {
  Deck deck = small_deck();
  deck.facts[1].value_type = ValueType::kNumber;
  deck.facts[1].objects = {Value{"60"}};
  deck.facts[1].unit = "%";
  const DeckBook book(std::move(deck));
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Chance chance(seed);
    for (const std::string& wrong :
         wrong_values(book, book.deck().facts[1], wish(5), chance))
      CHECK(std::stod(wrong) <= 100);
  }
}

TEST_CASE("texts are mistaken for texts of the same relation") {
  Deck deck = small_deck();
  deck.facts[1].value_type = ValueType::kText;
  deck.facts[1].objects = {Value{"in phases"}};
  for (const char* text : {"at once", "In Phases", "never", "at once"}) {
    Fact other = deck.facts[1];
    other.id = std::string("t") + text;
    other.subject = "jjoc";
    other.objects = {Value{text}};
    deck.facts.push_back(other);
  }
  const DeckBook book(std::move(deck));
  Chance chance(2);
  auto wrong = wrong_values(book, book.deck().facts[1], wish(5), chance);
  std::sort(wrong.begin(), wrong.end());
  CHECK(wrong == std::vector<std::string>{"at once", "never"});
}

TEST_CASE("property: exactly one rung of a ladder is nearest, and it may be any") {
  Deck deck = small_deck();
  std::vector<int> at(4);
  CHECK(rc::check([&](std::uint64_t seed) {
    Fact about = deck.facts[1];
    const bool year = *rc::gen::arbitrary<bool>();
    const int value =
        year ? *rc::gen::inRange(1500, 2100) : *rc::gen::inRange(8, 1000000);
    about.value_type = year ? ValueType::kYear : ValueType::kNumber;
    about.objects = {Value{std::to_string(value)}};
    Chance chance(seed);
    const auto ladder = ladder_around(about, {}, chance);
    if (!ladder) return;
    RC_ASSERT(ladder->rungs.size() == 4U);
    std::vector<double> off;
    for (const std::string& rung : ladder->rungs)
      off.push_back(std::abs(std::stod(rung) - value));
    const auto nearest = std::min_element(off.begin(), off.end());
    RC_ASSERT(static_cast<std::size_t>(nearest - off.begin()) == ladder->right);
    RC_ASSERT(std::count(off.begin(), off.end(), *nearest) == 1);
    ++at[ladder->right];
  }));
  for (const int count : at)
    CHECK(count > 0);
}

TEST_CASE("a rough answer makes no sense for small numbers, shares and dates") {
  Deck deck = small_deck();
  Fact about = deck.facts[1];
  Chance chance(1);
  about.value_type = ValueType::kNumber;
  about.objects = {Value{"3"}};
  CHECK_FALSE(ladder_around(about, {}, chance));
  about.objects = {Value{"60"}};
  about.unit = "%";
  CHECK_FALSE(ladder_around(about, {}, chance));
  about.unit.clear();
  about.value_type = ValueType::kDate;
  about.objects = {Value{"2024-07-28"}};
  CHECK_FALSE(ladder_around(about, {}, chance));
  CHECK_FALSE(ladder_around(deck.facts[0], {}, chance));
}

TEST_CASE("wrong answers come from those that share most of the right one's groups") {
  Deck deck = small_deck();
  deck.entities[4].groups = {"us", "pacific"};  // the right answer
  deck.entities[1].groups = {"us"};
  deck.entities[2].groups = {"pacific", "us"};
  const DeckBook book(std::move(deck));
  Chance chance(1);
  CHECK(names(wrong_entities(book, book.deck().facts[0], Direction::kObject, wish(3),
                             chance)) ==
        std::vector<std::string>{"U.S. Central Command", "Japan Joint Operations Command",
                                 "U.S. European Command"});
}

TEST_CASE(
    "no wrong date lies behind the day of the deck, unless the right one is a plan") {
  Deck deck = small_deck();
  deck.as_of = PartialDate{1958, 0, 0};
  const DeckBook past{Deck(deck)};
  deck.as_of = PartialDate{1955, 0, 0};
  const DeckBook plan{Deck(deck)};
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Chance chance(seed);
    for (const auto& year : wrong_values(past, past.deck().facts[1], wish(3), chance))
      CHECK(std::stoi(year) <= 1958);
    for (const auto& year : wrong_values(plan, plan.deck().facts[1], wish(3), chance))
      CHECK(std::stoi(year) >= 1955);
  }
}

TEST_CASE("a year is asked roughly only where every rung can lie before the deck's day") {
  const Fact about = small_deck().facts[1];  // 1957
  Chance chance(1);
  CHECK(ladder_around(about, PartialDate{1997, 0, 0}, chance));
  CHECK_FALSE(ladder_around(about, PartialDate{1996, 0, 0}, chance));
}
