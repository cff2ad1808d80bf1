// Pairs and events that are dealt out of facts.

#include "study/round_games.h"

#include <algorithm>
#include <rapidcheck.h>
#include <set>

#include <doctest/doctest.h>

using namespace attache;

namespace {

/// A deck of facts: `FactDeck().relation("of").entity("a", "A").fact("f", "of", "a",
/// "b")`.
class FactDeck {
 public:
  FactDeck() { deck_.id = "d"; }

  FactDeck& relation(const std::string& id) {
    Relation relation;
    relation.id = id;
    relation.wording.says = "{subject} was founded in {object}.";
    relation.wording.asks_object = "Where was {subject}?";
    relation.wording.asks_subject = "What was in {object}?";
    deck_.relations.push_back(relation);
    return *this;
  }
  FactDeck& entity(const std::string& id, const std::string& name) {
    Entity entity;
    entity.id = id;
    entity.type = "thing";
    entity.name = name;
    deck_.entities.push_back(entity);
    return *this;
  }
  FactDeck& fact(const std::string& relation,
                 const std::string& subject,
                 const std::vector<FactObject>& objects,
                 ValueType type = ValueType::kText) {
    Fact fact;
    fact.id = "f" + std::to_string(deck_.facts.size());
    fact.relation = relation;
    fact.subject = subject;
    fact.objects = objects;
    fact.value_type = type;
    deck_.facts.push_back(fact);
    return *this;
  }
  FactDeck& link(const std::string& relation,
                 const std::string& subject,
                 const std::string& object) {
    return fact(relation, subject, {EntityRef{object}});
  }
  FactDeck& year(const std::string& subject, const std::string& date) {
    entity(subject, "The " + subject);
    return fact("in", subject, {Value{date}}, ValueType::kDate);
  }
  FactDeck& card(const std::string& id) {
    Card card;
    card.id = id;
    card.ask = "What?";
    card.body = TypedCard{"x", {}};
    deck_.cards.push_back(card);
    return *this;
  }
  [[nodiscard]] DeckBook book() const { return DeckBook(deck_); }

 private:
  Deck deck_;
};

std::vector<Candidate> candidates(const DeckBook& book) {
  std::vector<Candidate> all;
  for (const Question& question : book.questions())
    all.push_back({&question, &book, places_of(book, question)});
  return all;
}

/// So many capitals of so many countries.
FactDeck capitals(int count) {
  FactDeck deck;
  deck.relation("capital");
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    deck.entity("c" + n, "city " + n).entity("k" + n, "country " + n);
    deck.link("capital", "c" + n, "k" + n);
  }
  return deck;
}

std::vector<TimelineEvent> events_in(const FactDeck& deck,
                                     std::uint64_t seed,
                                     std::size_t wanted = 8) {
  const DeckBook book = deck.book();
  Chance chance(seed);
  auto events = deal_events(candidates(book), wanted, chance);
  for (TimelineEvent& event : events)
    event.question = nullptr;  // the book goes away
  return events;
}

}  // namespace

TEST_CASE("A pair is the two sides of a fact, its question the one for the object") {
  const DeckBook book = capitals(3).book();
  Chance chance(1);
  const auto pairs = deal_pairs(candidates(book), 6, chance);
  REQUIRE(pairs.size() == 3);
  for (const MatchPair& pair : pairs) {
    CHECK(pair.left.substr(0, 5) == "City ");
    CHECK(pair.right == "Country " + pair.left.substr(5));
    CHECK(pair.question->direction == Direction::kObject);
  }
}

TEST_CASE("Two pairs are no match") {
  const DeckBook book = capitals(2).book();
  Chance chance(1);
  CHECK(deal_pairs(candidates(book), 6, chance).empty());
}

TEST_CASE("Cards and facts with several objects are not matched") {
  FactDeck deck = capitals(2);
  deck.card("c").fact("capital", "c0", {EntityRef{"k0"}, EntityRef{"k1"}});
  const DeckBook book = deck.book();
  Chance chance(1);
  CHECK(deal_pairs(candidates(book), 6, chance).empty());
  for (const Candidate& candidate : candidates(book)) {
    const bool single = candidate.question->direction && candidate.question->item < 2;
    CHECK(pair_of(candidate).left.empty() != single);
  }
}

TEST_CASE(
    "The largest hand is dealt: a relation with more facts goes before one with few") {
  FactDeck deck = capitals(6);
  deck.relation("few");
  for (int i = 0; i < 3; ++i)
    deck.link("few", "c" + std::to_string(i), "k" + std::to_string(5 - i));
  const DeckBook book = deck.book();
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Chance chance(seed);
    const auto pairs = deal_pairs(candidates(book), 5, chance);
    REQUIRE(pairs.size() == 5);
    CHECK(pairs.front().right == "Country " + pairs.front().left.substr(5));
  }
}

TEST_CASE("No text stands twice on a side, even in another case") {
  FactDeck deck = capitals(3);
  deck.entity("c9", "city 9").entity("k9", "COUNTRY 0").link("capital", "c9", "k9");
  deck.entity("c8", "City 1").entity("k8", "country 8").link("capital", "c8", "k8");
  const DeckBook book = deck.book();
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Chance chance(seed);
    CHECK(deal_pairs(candidates(book), 6, chance).size() == 3);
  }
}

TEST_CASE("A pair that would be true crosswise is not dealt beside the other") {
  FactDeck deck = capitals(3);
  // City 0 goes with country 1 as well: cities 0 and 1 never lie on one table.
  deck.link("capital", "c0", "k1");
  const DeckBook book = deck.book();
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Chance chance(seed);
    CHECK(deal_pairs(candidates(book), 6, chance).empty());
  }
}

TEST_CASE("Events are dealt in any order but the right one") {
  const FactDeck deck = FactDeck()
                            .relation("in")
                            .year("first", "1957")
                            .year("second", "2023-08")
                            .year("third", "2024-07-28");
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto events = events_in(deck, seed);
    REQUIRE(events.size() == 3);
    CHECK_FALSE(std::is_sorted(
        events.begin(), events.end(),
        [](const TimelineEvent& a, const TimelineEvent& b) { return a.date < b.date; }));
  }
}

TEST_CASE("An event's label is its sentence without the date") {
  for (const TimelineEvent& event : events_in(
           FactDeck().relation("in").year("a", "1").year("b", "2").year("c", "3"), 1))
    CHECK(event.label.ends_with(" was founded in …"));
}

TEST_CASE("Events of which the order is not certain do not meet") {
  const FactDeck deck = FactDeck()
                            .relation("in")
                            .year("a", "2024")
                            .year("b", "2024-07")
                            .year("c", "2024-07-28")
                            .year("d", "2025")
                            .year("e", "1999");
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    CHECK(events_in(deck, seed).size() == 3);
}

TEST_CASE("An event that names its own year gives itself away and is left out") {
  const FactDeck deck = FactDeck()
                            .relation("in")
                            .year("a", "2001")
                            .year("b", "2002")
                            .year("act of 2003", "2003");
  CHECK(events_in(deck, 1).empty());
}

TEST_CASE("Facts without a date, and cards, are no events") {
  FactDeck deck = capitals(1);
  deck.card("c");
  const DeckBook book = deck.book();
  for (const Candidate& candidate : candidates(book))
    CHECK(event_of(candidate).label.empty());
}

TEST_CASE("A timeline is marked like an order: the prompt's key is by date") {
  const std::vector<TimelineEvent> events{{nullptr, "C", {2024, 7, 28}},
                                          {nullptr, "A", {1957, 0, 0}},
                                          {nullptr, "B", {2023, 8, 0}}};
  const Prompt prompt = order_prompt(events);
  CHECK(prompt.key == std::vector<std::size_t>{1, 2, 0});
  CHECK(prompt.answer == "1. A (1957)\n2. B (August 2023)\n3. C (28 July 2024)\n");
  CHECK(mark(prompt, {{1, 2, 0}, {}}).credit == 1);
  // Two pairs of three are in the right order: (2 - 1) / 3.
  CHECK(mark(prompt, {{2, 1, 0}, {}}).credit == doctest::Approx(1.0 / 3));
}

TEST_CASE("property: a match has no text twice, as many pairs as wished, and its seed") {
  const DeckBook book = capitals(9).book();
  const auto all = candidates(book);
  CHECK(rc::check([&](std::uint64_t seed) {
    const auto wished = static_cast<std::size_t>(*rc::gen::inRange(3, 12));
    Chance chance(seed);
    const auto pairs = deal_pairs(all, wished, chance);
    std::set<std::string> sides;
    for (const MatchPair& pair : pairs) {
      sides.insert(pair.left);
      sides.insert(pair.right);
    }
    return pairs.size() == std::min<std::size_t>(wished, 9) &&
           sides.size() == 2 * pairs.size();
  }));
}
