// Which questions a round draws, and what an answer earns.

#include "study/round.h"

#include <map>
#include <numeric>
#include <rapidcheck.h>
#include <set>

#include <doctest/doctest.h>

using namespace attache;

namespace {

/// A deck of cards over topics, for drawing: `SmallDeck("d").topic("a", 5)`.
class SmallDeck {
 public:
  explicit SmallDeck(std::string id) { deck_.id = std::move(id); }

  SmallDeck& topic(const std::string& id, int cards, const std::string& parent = "") {
    deck_.topics.push_back({id, "Topic " + id, parent, {}});
    for (int i = 0; i < cards; ++i)
      card(id + std::to_string(i), TypedCard{"x", {}}, id);
    return *this;
  }
  SmallDeck& card(const std::string& id, CardBody body, const std::string& topic = "") {
    Card card;
    card.id = id;
    card.topic = topic;
    card.ask = "What?";
    card.body = std::move(body);
    deck_.cards.push_back(std::move(card));
    return *this;
  }
  /// Two cards about one thing.
  SmallDeck& siblings(const std::string& id, const std::string& topic) {
    deck_.topics.push_back({topic, topic, "", {}});
    for (const char* end : {"-one", "-two"}) {
      card(id + end, TypedCard{"x", {}}, topic);
      deck_.cards.back().fact = id;
    }
    return *this;
  }
  [[nodiscard]] std::vector<DeckBook> books() const {
    std::vector<DeckBook> books;
    books.emplace_back(deck_);
    return books;
  }

 private:
  Deck deck_;
};

std::vector<StudyItem> items_of(const std::vector<DeckBook>& books) {
  std::vector<StudyItem> items;
  for (const DeckBook& book : books)
    for (const Question& question : book.questions())
      items.push_back({&question, {}, {}});
  return items;
}

RoundPlan a_plan(RoundKind kind, int questions) {
  RoundPlan plan = default_plan(kind);
  plan.questions = questions;
  return plan;
}

Draw drawn(const RoundPlan& plan,
           const std::vector<DeckBook>& books,
           std::uint64_t seed) {
  Chance chance(seed);
  return draw_questions(plan, candidates_for(plan, items_of(books), books), chance);
}

std::map<std::string, int> by_topic(const Draw& draw) {
  std::map<std::string, int> counts;
  for (const Question* question : draw.questions)
    ++counts[question->topic];
  return counts;
}

std::string refusal(const RoundPlan& plan) {
  const auto checked = check(plan);
  return checked ? "" : checked.error().what;
}

Prompt a_choice(std::size_t options) {
  Prompt prompt;
  prompt.form = Form::kChoice;
  for (std::size_t i = 0; i < options; ++i)
    prompt.options.push_back({std::to_string(i), i == 0, ""});
  return prompt;
}

double marks(const Prompt& prompt, const Response& response, bool negative) {
  return marks_for(prompt, response, mark(prompt, response), negative);
}

}  // namespace

TEST_CASE("Each kind of round has a name that leads back to it") {
  for (const RoundKind kind :
       {RoundKind::kQuick, RoundKind::kExam, RoundKind::kMatch, RoundKind::kTimeline})
    CHECK(round_kind_named(name_of(kind)) == kind);
  CHECK_FALSE(round_kind_named("blitz"));
  CHECK(std::string(title_of(RoundKind::kExam)) == "Mock exam");
}

TEST_CASE("A mock exam counts as evidence, practice does not") {
  CHECK(default_plan(RoundKind::kExam).counts);
  CHECK_FALSE(default_plan(RoundKind::kQuick).counts);
  CHECK_FALSE(default_plan(RoundKind::kMatch).counts);
  CHECK_FALSE(default_plan(RoundKind::kTimeline).counts);
  CHECK(default_plan(RoundKind::kQuick).questions == 10);
  CHECK(default_plan(RoundKind::kExam).limit == std::chrono::minutes(30));
}

TEST_CASE("A plan of each kind is in its ranges as it comes") {
  for (const RoundKind kind :
       {RoundKind::kQuick, RoundKind::kExam, RoundKind::kMatch, RoundKind::kTimeline})
    CHECK(check(default_plan(kind)));
}

TEST_CASE("What is out of range is refused in plain words") {
  CHECK(refusal(a_plan(RoundKind::kQuick, 0)) == "a round cannot have 0 questions");
  CHECK(refusal(a_plan(RoundKind::kMatch, 2)) == "a round cannot have 2 pairs");
  CHECK(refusal(a_plan(RoundKind::kTimeline, 9)) == "a round cannot have 9 events");
  RoundPlan plan = default_plan(RoundKind::kExam);
  plan.limit = std::chrono::seconds(59);
  CHECK(refusal(plan) == "this time limit is out of range");
  plan.limit = std::chrono::hours(11);
  CHECK(refusal(plan) == "this time limit is out of range");
  plan = default_plan(RoundKind::kQuick);
  plan.limit = std::chrono::minutes(5);
  CHECK(refusal(plan) == "only a mock exam has a time limit");
  plan.limit.reset();
  plan.negative = true;
  CHECK(refusal(plan) == "only a mock exam has negative marking");
}

TEST_CASE("Shares are percentages of different topics that sum up to 100 at most") {
  RoundPlan plan = default_plan(RoundKind::kExam);
  plan.weights = {{"d/a", 60}, {"d/b", 40}};
  CHECK(check(plan));
  plan.weights = {{"d/a", 60}, {"d/b", 41}};
  CHECK(refusal(plan) == "the shares of the topics add up to 101 %");
  plan.weights = {{"d/a", 0}};
  CHECK(refusal(plan) == "the share of d/a cannot be 0 %");
  plan.weights = {{"d/a", std::nan("")}};
  CHECK_FALSE(refusal(plan).empty());
  plan.weights = {{"d/a", 10}, {"d/a", 20}};
  CHECK(refusal(plan) == "d/a has two shares");
  plan = default_plan(RoundKind::kMatch);
  plan.weights = {{"d/a", 10}};
  CHECK(refusal(plan) == "only a quick quiz and a mock exam have shares of topics");
}

TEST_CASE("A question stands in its topic, the topics above it, and its deck") {
  const auto books = SmallDeck("d").topic("a", 1).topic("b", 1, "a").books();
  const auto& questions = books.front().questions();
  CHECK(places_of(books.front(), questions[0]) == std::vector<std::string>{"d/a", "d"});
  CHECK(places_of(books.front(), questions[1]) ==
        std::vector<std::string>{"d/b", "d/a", "d"});
}

TEST_CASE("A scope takes in the topics below it and nothing else") {
  const auto books =
      SmallDeck("d").topic("a", 2).topic("b", 3, "a").topic("c", 4).books();
  RoundPlan plan = a_plan(RoundKind::kQuick, 200);
  plan.scope = {"d/a"};
  CHECK(by_topic(drawn(plan, books, 1)) ==
        std::map<std::string, int>{{"a", 2}, {"b", 3}});
  plan.scope = {"d/b", "d/c"};
  CHECK(by_topic(drawn(plan, books, 1)) ==
        std::map<std::string, int>{{"b", 3}, {"c", 4}});
  plan.scope = {"d"};
  CHECK(drawn(plan, books, 1).available == 9);
  plan.scope = {"other"};
  CHECK(drawn(plan, books, 1).questions.empty());
}

TEST_CASE("Suspended questions are left out, and in an exam what cannot be marked") {
  const auto books =
      SmallDeck("d").card("r", RecallCard{"x"}).card("t", TypedCard{"x", {}}).books();
  std::vector<StudyItem> items = items_of(books);
  CHECK(candidates_for(a_plan(RoundKind::kQuick, 5), items, books).size() == 2);
  CHECK(candidates_for(a_plan(RoundKind::kExam, 5), items, books).size() == 1);
  items[1].flags.suspended = true;
  CHECK(candidates_for(a_plan(RoundKind::kQuick, 5), items, books).size() == 1);
  CHECK(candidates_for(a_plan(RoundKind::kExam, 5), items, books).empty());
}

TEST_CASE("Without weights the topics have questions as they have cards") {
  const auto books = SmallDeck("d").topic("a", 30).topic("b", 20).topic("c", 50).books();
  CHECK(by_topic(drawn(a_plan(RoundKind::kQuick, 10), books, 5)) ==
        std::map<std::string, int>{{"a", 3}, {"b", 2}, {"c", 5}});
}

TEST_CASE("Weights decide, and what they leave goes to the others by size") {
  const auto books = SmallDeck("d").topic("a", 50).topic("b", 10).topic("c", 30).books();
  RoundPlan plan = a_plan(RoundKind::kExam, 20);
  plan.weights = {{"d/a", 20}};
  // 4 for a; 16 for b and c, which are as 1 to 3.
  CHECK(by_topic(drawn(plan, books, 5)) ==
        std::map<std::string, int>{{"a", 4}, {"b", 4}, {"c", 12}});
  plan.weights = {{"d/a", 25}, {"d/b", 75}};
  // All is given away: c gets nothing. b has 10 of the 15 that it should have.
  const Draw draw = drawn(plan, books, 5);
  CHECK(by_topic(draw) == std::map<std::string, int>{{"a", 10}, {"b", 10}});
  CHECK(draw.available == 60);
}

TEST_CASE("The weight of a nearer topic goes before that of one above it") {
  const auto books = SmallDeck("d").topic("a", 20).topic("b", 20, "a").books();
  RoundPlan plan = a_plan(RoundKind::kExam, 10);
  plan.weights = {{"d/a", 70}, {"d/b", 30}};
  CHECK(by_topic(drawn(plan, books, 5)) ==
        std::map<std::string, int>{{"a", 7}, {"b", 3}});
}

TEST_CASE("Where there are fewer than wished, all are taken, and how many is said") {
  const auto books = SmallDeck("d").topic("a", 3).siblings("x", "s").books();
  const Draw draw = drawn(a_plan(RoundKind::kQuick, 10), books, 5);
  CHECK(draw.questions.size() == 4);
  CHECK(draw.available == 4);
}

TEST_CASE("Parts are shared out by the largest remainder") {
  const std::vector<std::size_t> many(3, 100);
  // 10 at 47, 16 and 37 of 100: 4.7, 1.6, 3.7 → 5, 1, 4.
  CHECK(shared_out(10, std::vector<double>{47, 16, 37}, many) ==
        std::vector<std::size_t>{5, 1, 4});
  // Equal remainders: the first comes first.
  CHECK(shared_out(4, std::vector<double>{1, 1, 1}, many) ==
        std::vector<std::size_t>{2, 1, 1});
  // 6 each, but the second has only 2: the others get 3 more at 1 to 3.
  CHECK(shared_out(12, std::vector<double>{1, 2, 1}, std::vector<std::size_t>{9, 2, 9}) ==
        std::vector<std::size_t>{5, 2, 5});
  // No weight: only when the others are full.
  CHECK(shared_out(5, std::vector<double>{0, 1}, std::vector<std::size_t>{4, 3}) ==
        std::vector<std::size_t>{2, 3});
  CHECK(shared_out(9, std::vector<double>{}, std::vector<std::size_t>{}).empty());
}

TEST_CASE("property: parts sum up, stay within what there is, and near their share") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& raw, std::uint8_t total) {
    std::vector<double> weights;
    std::vector<std::size_t> most;
    for (const std::uint8_t number : raw) {
      weights.push_back(number % 16);
      most.push_back(number / 16);
    }
    const auto parts = shared_out(total, weights, most);
    const auto sum = std::accumulate(parts.begin(), parts.end(), std::size_t{0});
    const auto all = std::accumulate(most.begin(), most.end(), std::size_t{0});
    if (sum != std::min<std::size_t>(total, all)) return false;
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (parts[i] > most[i]) return false;
    return true;
  }));
  CHECK(rc::check([](const std::vector<std::uint8_t>& raw, std::uint8_t total) {
    std::vector<double> weights;
    for (const std::uint8_t number : raw)
      weights.push_back(1 + number);
    if (weights.empty()) return true;
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    const auto parts =
        shared_out(total, weights, std::vector<std::size_t>(weights.size(), 1000));
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (std::abs(static_cast<double>(parts[i]) - total * weights[i] / sum) >= 1.00001)
        return false;
    return true;
  }));
}

TEST_CASE("property: a draw never holds a question twice, nor two siblings") {
  SmallDeck deck("d");
  for (int i = 0; i < 8; ++i)
    deck.siblings("s" + std::to_string(i), "t" + std::to_string(i));
  deck.topic("u", 7);
  const auto books = deck.books();
  CHECK(rc::check([&](std::uint64_t seed) {
    const int wished = *rc::gen::inRange(1, 30);
    RoundPlan plan = a_plan(RoundKind::kQuick, wished);
    if (seed % 2 == 0) plan.weights = {{"d/u", static_cast<double>(1 + seed % 99)}};
    const Draw draw = drawn(plan, books, seed);
    std::set<std::string> groups;
    for (const Question* question : draw.questions)
      groups.insert(question->siblings);
    return groups.size() == draw.questions.size() && draw.available == 15 &&
           static_cast<int>(draw.questions.size()) == std::min(wished, 15);
  }));
}

TEST_CASE("property: the same seed draws the same") {
  const auto books = SmallDeck("d").topic("a", 9).topic("b", 9).books();
  CHECK(rc::check([&](std::uint64_t seed) {
    const RoundPlan plan = a_plan(RoundKind::kQuick, 7);
    return drawn(plan, books, seed).questions == drawn(plan, books, seed).questions;
  }));
}

TEST_CASE("Blanks are no answer") {
  CHECK(is_empty({}));
  CHECK(is_empty({{}, {"", " \t"}}));
  CHECK_FALSE(is_empty({{0}, {}}));
  CHECK_FALSE(is_empty({{}, {"", "a"}}));
}

TEST_CASE("Without negative marking an answer earns its credit") {
  CHECK(marks(a_choice(4), {{0}, {}}, false) == 1);
  CHECK(marks(a_choice(4), {{1}, {}}, false) == 0);
  Prompt select = a_choice(4);
  select.form = Form::kSelect;
  select.options[1].right = true;
  // One of two found, nothing wrong.
  CHECK(marks(select, {{0}, {}}, false) == 0.5);
}

TEST_CASE(
    "With negative marking a wrong pick of n costs 1/(n-1), a guess gains nothing") {
  CHECK(marks(a_choice(4), {{1}, {}}, true) == doctest::Approx(-1.0 / 3));
  CHECK(marks(a_choice(2), {{1}, {}}, true) == -1);
  CHECK(marks(a_choice(4), {{0}, {}}, true) == 1);
  CHECK(marks(a_choice(4), {}, true) == 0);
  double sum = 0;
  for (std::size_t pick = 0; pick < 5; ++pick)
    sum += marks(a_choice(5), {{pick}, {}}, true);
  CHECK(sum == doctest::Approx(0));
}

TEST_CASE("Negative marking spares what is not a pick of one option") {
  Prompt select = a_choice(4);
  select.form = Form::kSelect;
  CHECK(marks(select, {{1, 2}, {}}, true) == 0);
  Prompt typed;
  typed.form = Form::kTyped;
  typed.accepted = {"Tokyo"};
  CHECK(marks(typed, {{}, {"Osaka"}}, true) == 0);
  CHECK(marks(a_choice(1), {{5}, {}}, true) == 0);
}
