#include "study/known_parts.h"

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cards/small_deck.h"
#include "study/question_figures.h"

namespace {

using namespace attache;
using std::chrono::days;
using std::chrono::hours;

constexpr StudyDay kToday{days(20000)};
const Scheduler kScheduler{SchedulerSettings{}};

Card topic_card(const char* id, const char* topic, const char* passage) {
  Card card = for_tests::card(id, "Who?", RecallCard{"He"});
  card.topic = topic;
  card.passage = passage;
  return card;
}

/// Command with staff below it, bases, and a question without a topic.
Deck deck_with_topics() {
  Deck deck;
  deck.id = "d";
  deck.title = "A deck";
  deck.topics = {{"command", "Command and control", "", {}},
                 {"staff", "Staff", "command", {}},
                 {"bases", "Bases", "", {}},
                 {"empty", "Empty", "", {}}};
  Passage eighth;
  eighth.id = "p8";
  eighth.at = "paragraph 8";
  eighth.text = "Something.";
  Passage long_one;
  long_one.id = "p9";
  long_one.text = "The *ministers* met in Tokyo on a hot day in July.";
  Passage unasked = eighth;
  unasked.id = "p10";
  deck.passages = {eighth, long_one, unasked};
  deck.cards = {topic_card("a", "command", "p8"), topic_card("b", "staff", "p8"),
                topic_card("c", "staff", ""), topic_card("e", "bases", "p9"),
                topic_card("f", "", "")};
  return deck;
}

std::vector<StudyItem> items_of(const std::vector<DeckBook>& books) {
  std::vector<StudyItem> items;
  for (const DeckBook& book : books)
    for (const Question& question : book.questions())
      items.push_back({&question, {}, {}, {}});
  return items;
}

std::vector<DeckBook> one_book(Deck deck) {
  std::vector<DeckBook> books;
  books.emplace_back(std::move(deck));
  return books;
}

}  // namespace

TEST_CASE("A topic is known as well as its questions and those of topics below it") {
  const auto books = one_book(deck_with_topics());
  std::vector<StudyItem> items = items_of(books);
  REQUIRE(items.size() == 5);
  items[0].schedule.phase = Phase::kReview;
  const std::vector<std::uint32_t> rows{0, 1, 2, 3, 4};
  const std::vector<float> now{1.0f, 0.5f, 0.0f, 0.75f, 0.25f};
  const std::vector<float> exam{0.5f, 0.25f, 0.0f, 0.5f, 0.0f};
  const PartIndex index(books, items);
  const std::vector<KnownPart> topics = index.by_topic(items, rows, now, exam);
  REQUIRE(topics.size() == 4);
  CHECK(topics[0].title == "Command and control");
  CHECK(topics[0].deck == "d");
  CHECK(topics[0].questions == 3);
  CHECK(topics[0].started == 1);
  CHECK(topics[0].now == doctest::Approx(0.5));
  CHECK(topics[0].exam == doctest::Approx(0.25));
  CHECK(topics[1].id == "staff");
  CHECK(topics[1].questions == 2);
  CHECK(topics[1].now == doctest::Approx(0.25));
  CHECK(topics[2].id == "bases");
  CHECK(topics[3].id.empty());
  CHECK(topics[3].title == "Other questions");
  CHECK(topics[3].now == doctest::Approx(0.25));
}

TEST_CASE("Parts of several decks are numbered alike by one thread and by three") {
  std::vector<DeckBook> books;
  for (const char* const id : {"d", "e", "f", "g"}) {
    Deck deck = deck_with_topics();
    deck.id = id;
    if (books.size() == 2) deck.topics.clear();
    books.emplace_back(std::move(deck));
  }
  const std::vector<StudyItem> items = items_of(books);
  const std::vector<std::uint32_t> rows{1, 6, 8, 12, 19};
  std::vector<float> now(items.size());
  for (std::size_t i = 0; i < now.size(); ++i)
    now[i] = static_cast<float>(i) / 32;
  const PartIndex index(books, items, 3);
  CHECK(index.topics() == PartIndex(books, items).topics());
  CHECK(index.topics()[5 + 3] == 5 + 2);  // the bases of the second deck
  CHECK(index.topic_count() == 5 + 5 + 1 + 5);
  const auto passages = index.by_passage(items, rows, now, {});
  REQUIRE(passages.size() == 3);
  CHECK(passages[1].deck == "e");
  CHECK(passages[1].id == "p8");
  CHECK(passages[1].now == doctest::Approx(6.0 / 32));
}

TEST_CASE("Only parts with questions in scope are told, without an exam nothing of it") {
  const auto books = one_book(deck_with_topics());
  const std::vector<StudyItem> items = items_of(books);
  const std::vector<std::uint32_t> rows{3};
  const std::vector<float> now(5, 0.5f);
  const PartIndex index(books, items);
  const std::vector<KnownPart> topics = index.by_topic(items, rows, now, {});
  REQUIRE(topics.size() == 1);
  CHECK(topics[0].id == "bases");
  CHECK_FALSE(topics[0].exam);
}

TEST_CASE("Of a part that the exam asks nothing of, nothing is told for its day") {
  const auto books = one_book(deck_with_topics());
  const std::vector<StudyItem> items = items_of(books);
  const std::vector<std::uint32_t> rows{0, 1, 2, 3, 4};
  const std::vector<float> now(5, 0.5f);
  const float none = std::numeric_limits<float>::quiet_NaN();
  // Of the first topic and those below it, the exam asks two of three.
  const std::vector<float> exam{0.4f, 0.2f, none, none, none};
  const PartIndex index(books, items);
  const std::vector<KnownPart> topics = index.by_topic(items, rows, now, exam);
  REQUIRE(topics.size() == 4);
  CHECK(topics[0].questions == 3);
  CHECK(topics[0].exam == doctest::Approx(0.3));
  CHECK_FALSE(topics[2].exam);
  CHECK_FALSE(topics[3].exam);
}

TEST_CASE("A passage is called by its place, or else by its first words") {
  const auto books = one_book(deck_with_topics());
  const std::vector<StudyItem> items = items_of(books);
  const std::vector<std::uint32_t> rows{0, 1, 2, 3, 4};
  const std::vector<float> now{1.0f, 0.5f, 0.0f, 0.75f, 0.25f};
  const PartIndex index(books, items);
  const std::vector<KnownPart> passages = index.by_passage(items, rows, now, {});
  REQUIRE(passages.size() == 2);
  CHECK(passages[0].title == "Paragraph 8");
  CHECK(passages[0].questions == 2);
  CHECK(passages[0].now == doctest::Approx(0.75));
  CHECK(passages[1].title == "The ministers met in Tokyo on a…");
}

TEST_CASE("Passages of several sources say which, and long Japanese ones are cut") {
  Deck deck = deck_with_topics();
  Source first;
  first.id = "s1";
  first.title = "Joint statement";
  Source second = first;
  second.id = "s2";
  deck.sources = {first, second};
  deck.passages[0].source = "s1";
  deck.passages[1].text.clear();
  for (int i = 0; i < 30; ++i)
    deck.passages[1].text += "日米";
  const auto books = one_book(std::move(deck));
  const std::vector<StudyItem> items = items_of(books);
  const std::vector<std::uint32_t> rows{0, 3};
  const std::vector<float> now(5, 0.5f);
  const auto passages = PartIndex(books, items).by_passage(items, rows, now, {});
  REQUIRE(passages.size() == 2);
  CHECK(passages[0].title == "Paragraph 8, Joint statement");
  std::string cut;
  for (int i = 0; i < 24; ++i)
    cut += "日米";
  CHECK(passages[1].title == cut + "…");
}

TEST_CASE("A deck without topics is one part under its title") {
  Deck deck = for_tests::small_deck();
  deck.title = "Small";
  const auto books = one_book(std::move(deck));
  const std::vector<StudyItem> items = items_of(books);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < items.size(); ++i)
    rows.push_back(i);
  const std::vector<float> now(items.size(), 1.0f);
  const auto topics = PartIndex(books, items).by_topic(items, rows, now, {});
  REQUIRE(topics.size() == 1);
  CHECK(topics[0].title == "Small");
  CHECK(topics[0].now == 1);
}

// --- days past

namespace {

Review answer(int sequence, const char* question, int day, Rating rating) {
  Review review;
  review.sequence = sequence;
  review.uuid = std::to_string(sequence);
  review.day = kToday - days(100) + days(day);
  review.at = Instant(std::chrono::sys_days(review.day.time_since_epoch())) + hours(10);
  review.question = question;
  review.rating = rating;
  return review;
}

std::uint32_t number(const QuestionId& id) {
  return static_cast<std::uint32_t>(id.back() - 'a');
}

}  // namespace

TEST_CASE("What was known on a day past is what the log says of that day") {
  const std::vector<Review> log{
      answer(1, "d/a", 0, Rating::kGood),  answer(2, "d/b", 3, Rating::kAgain),
      answer(3, "d/b", 3, Rating::kGood),  answer(4, "d/a", 9, Rating::kGood),
      answer(5, "d/b", 20, Rating::kHard), answer(6, "d/a", 60, Rating::kAgain),
      answer(7, "d/a", 60, Rating::kGood), answer(8, "d/a", 63, Rating::kGood)};
  const auto facts = answer_facts(log, kScheduler, number);
  const auto schedules = replay(log, kScheduler);
  // c was never asked.
  std::vector<StudyItem> items(3);
  items[0].schedule = schedules.at("d/a");
  items[1].schedule = schedules.at("d/b");
  const std::vector<std::uint32_t> numbers{0, 1, AnswerTable::kNoNumber};
  const std::vector<std::uint32_t> rows{0, 1, 2};
  std::vector<StudyDay> on;
  for (int day = -1; day <= 100; ++day)
    on.push_back(kToday - days(100) + days(day));
  const PastKnowledge past =
      past_knowledge(facts, numbers, 2, items, rows, kScheduler, on);
  CHECK_FALSE(past.sampled);
  REQUIRE(past.known.size() == on.size());
  CHECK(past.known[0] == 0);
  for (std::size_t i = 0; i < on.size(); ++i) {
    std::vector<Review> until;
    for (const Review& review : log)
      if (review.day <= on[i]) until.push_back(review);
    double known = 0;
    for (const auto& [question, schedule] : replay(until, kScheduler))
      known += kScheduler.recall_chance(schedule, on[i]);
    CHECK(past.known[i] == doctest::Approx(known / 3).epsilon(0.002));
  }
}

TEST_CASE("Of very many questions an evenly taken part is looked at") {
  std::vector<Review> log{answer(1, "d/a", 0, Rating::kGood)};
  const auto facts = answer_facts(log, kScheduler, number);
  std::vector<StudyItem> items(30);
  std::vector<std::uint32_t> numbers(30, 0);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < 30; ++i) {
    rows.push_back(i);
    items[i].schedule = replay(log, kScheduler).at("d/a");
  }
  const PastKnowledge past =
      past_knowledge(facts, numbers, 1, items, rows, kScheduler, {kToday}, 10);
  CHECK(past.sampled);
}

TEST_CASE("Nothing in scope is known as nothing") {
  const PastKnowledge past =
      past_knowledge({}, {}, 0, {}, {}, kScheduler, {kToday, kToday});
  CHECK(past.known == std::vector<double>{0, 0});
}
