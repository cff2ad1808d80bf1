// The Quiz screen: what it works out before it draws.

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <optional>
#include <rapidcheck.h>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "window/quiz_setup.h"
#include "window/quiz_topics.h"
#include "window/round_exam.h"
#include "window/round_file.h"
#include "window/round_match.h"
#include "window/round_report_view.h"
#include "window/round_timeline.h"
#include "window/scene.h"
#include "window/timeline_drawing.h"

namespace {

using namespace attache;
using namespace attache::window;
namespace fs = std::filesystem;

Card choice_card(std::string id, std::string topic) {
  Card card;
  card.id = std::move(id);
  card.topic = std::move(topic);
  card.ask = "Which?";
  card.body = ChoiceCard{"this", {{"that", ""}, {"other", ""}}};
  return card;
}

/// Two decks: the first with topics a, a1 below it, and b; the second without topics.
std::vector<DeckBook> two_decks() {
  Deck first;
  first.id = "first";
  first.title = "First";
  first.topics = {{"a", "A", "", {}}, {"a1", "A 1", "a", {}}, {"b", "B", "", {}}};
  first.cards = {choice_card("one", "a"), choice_card("two", "a1"),
                 choice_card("three", "b"), choice_card("four", "")};
  Deck second;
  second.id = "second";
  second.title = "Second";
  second.cards = {choice_card("five", "")};
  std::vector<DeckBook> books;
  books.emplace_back(std::move(first));
  books.emplace_back(std::move(second));
  return books;
}

std::vector<std::string> places_of_rows(const TopicTree& tree) {
  std::vector<std::string> places;
  for (const TopicRow& row : tree.rows())
    places.push_back(row.place);
  return places;
}

RoundPlace place_with(Form form) {
  RoundPlace place;
  place.prompt.question = "deck/card";
  place.prompt.form = form;
  return place;
}

Millis minutes(int number) {
  return std::chrono::minutes(number);
}

}  // namespace

TEST_CASE(
    "the tree has each deck, its topics and those below them, with their questions") {
  const auto books = two_decks();
  const TopicTree tree(books);
  CHECK(places_of_rows(tree) ==
        std::vector<std::string>{"first", "first/a", "first/a1", "first/b", "second"});
  CHECK(tree.rows()[0].questions == 4);
  CHECK(tree.rows()[1].questions == 2);
  CHECK(tree.rows()[2].questions == 1);
  CHECK(tree.rows()[2].depth == 2);
  CHECK(tree.rows()[0].last == 3);
}

TEST_CASE("all is ticked at first, and that is asked for by naming nothing") {
  const auto books = two_decks();
  const TopicTree tree(books);
  CHECK(tree.ticked(0) == Ticked::kYes);
  CHECK(tree.scope().empty());
  CHECK_FALSE(tree.none());
}

TEST_CASE("a topic without its tick leaves its deck ticked in part") {
  const auto books = two_decks();
  TopicTree tree(books);
  tree.toggle(3);
  CHECK(tree.ticked(3) == Ticked::kNo);
  CHECK(tree.ticked(0) == Ticked::kPartly);
  CHECK(tree.scope() == std::vector<std::string>{"first/a", "second"});
  tree.toggle(0);
  CHECK(tree.ticked(0) == Ticked::kYes);
  CHECK(tree.scope().empty());
}

TEST_CASE("without any tick there is nothing to ask") {
  const auto books = two_decks();
  TopicTree tree(books);
  tree.tick_all(false);
  CHECK(tree.none());
  tree.toggle(4);
  CHECK_FALSE(tree.none());
  CHECK(tree.scope() == std::vector<std::string>{"second"});
}

TEST_CASE("shares move by steps of five percent, and only those of ticked topics count") {
  const auto books = two_decks();
  TopicTree tree(books);
  tree.weigh(1, 1);
  tree.weigh(1, 1);
  tree.weigh(3, 1);
  tree.weigh(2, -1);
  CHECK(tree.weights() == std::vector<TopicWeight>{{"first/a", 10}, {"first/b", 5}});
  tree.toggle(3);
  CHECK(tree.weights() == std::vector<TopicWeight>{{"first/a", 10}});
  CHECK(tree.percent_given() == doctest::Approx(10));
}

TEST_CASE("a folded deck hides its topics") {
  const auto books = two_decks();
  TopicTree tree(books);
  CHECK(tree.visible(2));
  tree.fold(0);
  CHECK_FALSE(tree.visible(2));
  CHECK(tree.visible(0));
  CHECK(tree.visible(4));
}

TEST_CASE("property: toggling a row twice after it was whole gives the same scope") {
  const auto books = two_decks();
  CHECK(rc::check("toggled twice", [&] {
    TopicTree tree(books);
    const auto row = *rc::gen::inRange<std::size_t>(0, 5);
    tree.toggle(row);
    tree.toggle(row);
    return tree.scope().empty();
  }));
}

TEST_CASE(
    "too few questions are told kindly, none at all keeps the round from beginning") {
  const RoundPlan plan = default_plan(RoundKind::kExam);
  CHECK(stock_of(plan, 117).words == "117 questions to choose from.");
  CHECK(stock_of(plan, 7).words == "Only 7 questions to choose from; all are asked.");
  CHECK(stock_of(plan, 1).words == "Only one question to choose from; it is asked.");
  CHECK(stock_of(plan, 7).enough);
  CHECK_FALSE(stock_of(plan, 0).enough);
  CHECK_FALSE(stock_of(default_plan(RoundKind::kMatch), 0).enough);
  CHECK_FALSE(stock_of(default_plan(RoundKind::kTimeline), 0).enough);
  CHECK(stock_of(default_plan(RoundKind::kMatch), 10).words ==
        "10 or more pairs to choose from.");
}

TEST_CASE("the number of questions walks in steps and stays in its range") {
  CHECK(next_question_count(RoundKind::kExam, 20, 1) == 25);
  CHECK(next_question_count(RoundKind::kExam, 20, -1) == 15);
  CHECK(next_question_count(RoundKind::kExam, 10, -1) == 9);
  CHECK(next_question_count(RoundKind::kExam, 50, 1) == 60);
  CHECK(next_question_count(RoundKind::kExam, 200, 1) == 200);
  CHECK(next_question_count(RoundKind::kExam, 1, -1) == 1);
  CHECK(next_question_count(RoundKind::kMatch, 3, -1) == 3);
  CHECK(next_question_count(RoundKind::kTimeline, 8, 1) == 8);
  CHECK(next_question_count(RoundKind::kQuick, 10, 0) == 10);
}

TEST_CASE("below the shortest time limit there is none") {
  CHECK(next_limit(minutes(30), 1) == minutes(40));
  CHECK(next_limit(minutes(30), -1) == minutes(25));
  CHECK_FALSE(next_limit(minutes(5), -1).has_value());
  CHECK(next_limit(std::nullopt, 1) == minutes(5));
  CHECK_FALSE(next_limit(std::nullopt, -1).has_value());
  CHECK(next_limit(minutes(480), 1) == minutes(480));
  CHECK(next_limit(minutes(45), 0) == minutes(45));
  CHECK(limit_text(std::nullopt) == "No limit");
  CHECK(limit_text(minutes(45)) == "45 min");
}

TEST_CASE("a round that was left says how far it is") {
  UnfinishedRound round;
  round.plan = default_plan(RoundKind::kExam);
  round.questions = 20;
  round.answered = 12;
  round.left = minutes(18) - Millis(1);
  CHECK(unfinished_text(round) == "12 of 20 answered  ·  18 min left");
  round.plan = default_plan(RoundKind::kMatch);
  round.left.reset();
  CHECK(unfinished_text(round) == "12 of 20 found");
}

TEST_CASE("a finished round has marks, a match its time") {
  FinishedRound round;
  round.plan = default_plan(RoundKind::kExam);
  round.marks = 14.5;
  round.possible = 20;
  CHECK(score_text(round) == "14.5 of 20  ·  72 %");
  round.plan = default_plan(RoundKind::kMatch);
  round.time = Millis(24'870);
  CHECK(score_text(round) == "0:24.8");
}

TEST_CASE("a clock that counts down shows a second until it is over") {
  CHECK(left_text(minutes(18)) == "18:00");
  CHECK(left_text(Millis(59'001)) == "1:00");
  CHECK(left_text(Millis(1)) == "0:01");
  CHECK(left_text(Millis(0)) == "0:00");
  CHECK(left_text(Millis(-5)) == "0:00");
  CHECK(tenths_text(Millis(62'349)) == "1:02.3");
}

TEST_CASE("what was answered before stands in the form again") {
  AnswerDraft draft;
  RoundPlace place = place_with(Form::kTyped);
  draft.follow(asked_of(place));
  fill_in(draft, place.prompt, {{}, {"Yokota"}});
  CHECK(draft.fields.front().edit.text() == "Yokota");

  place = place_with(Form::kOrder);
  place.prompt.items = {"a", "b", "c"};
  AnswerDraft order;
  order.follow(asked_of(place));
  fill_in(order, place.prompt, {{2, 0, 1}, {}});
  CHECK(order.order == std::vector<std::size_t>{2, 0, 1});

  place = place_with(Form::kMatch);
  place.prompt.items = {"a", "b"};
  place.prompt.counterparts = {"x", "y"};
  AnswerDraft pairs;
  pairs.follow(asked_of(place));
  fill_in(pairs, place.prompt, {{1, 0}, {}});
  CHECK(pairs.response(place.prompt).chosen == std::vector<std::size_t>{1, 0});
}

TEST_CASE("an answer is kept when it is another one than before") {
  RoundPlace place = place_with(Form::kChoice);
  place.prompt.options = {{"a", true, ""}, {"b", false, ""}};
  AnswerDraft draft;
  draft.follow(asked_of(place));
  CHECK_FALSE(changed_answer(draft, place).has_value());
  draft.choose(place.prompt, 1);
  REQUIRE(changed_answer(draft, place).has_value());
  CHECK(changed_answer(draft, place)->chosen == std::vector<std::size_t>{1});
  place.response = {{1}, {}};
  CHECK_FALSE(changed_answer(draft, place).has_value());
}

TEST_CASE("pairs that were found so far are an answer, and stand there again") {
  RoundPlace place = place_with(Form::kMatch);
  place.prompt.items = {"a", "b", "c"};
  place.prompt.counterparts = {"x", "y", "z"};
  AnswerDraft draft;
  draft.follow(asked_of(place));
  CHECK_FALSE(changed_answer(draft, place).has_value());
  draft.pair_with(2);
  const auto answer = changed_answer(draft, place);
  REQUIRE(answer.has_value());
  CHECK(answer->chosen == std::vector<std::size_t>{2, 3, 3});
  place.response = *answer;
  AnswerDraft again;
  again.follow(asked_of(place));
  fill_in(again, place.prompt, place.response);
  CHECK(again.left == 1);
  CHECK_FALSE(again.pairs[1].has_value());
  CHECK_FALSE(changed_answer(again, place).has_value());
}

TEST_CASE("a text that was deleted takes the answer back") {
  RoundPlace place = place_with(Form::kTyped);
  place.response = {{}, {"Yokota"}};
  AnswerDraft draft;
  draft.follow(asked_of(place));
  const auto answer = changed_answer(draft, place);
  REQUIRE(answer.has_value());
  CHECK(is_empty(*answer));
}

TEST_CASE(
    "an order counts as an answer only when something was moved, and not during a drag") {
  RoundPlace place = place_with(Form::kOrder);
  place.prompt.items = {"a", "b", "c"};
  AnswerDraft draft;
  draft.follow(asked_of(place));
  CHECK_FALSE(changed_answer(draft, place).has_value());
  draft.move(0, 1);
  draft.dragged = 1;
  CHECK_FALSE(changed_answer(draft, place).has_value());
  draft.dragged.reset();
  CHECK(changed_answer(draft, place)->chosen == std::vector<std::size_t>{1, 0, 2});
}

TEST_CASE("handing in says what is empty and what is flagged") {
  RoundShown round;
  round.places.resize(3, place_with(Form::kChoice));
  CHECK(hand_in_text(round).starts_with("3 questions are empty."));
  for (RoundPlace& place : round.places)
    place.response = {{0}, {}};
  CHECK(hand_in_text(round).starts_with("All questions are answered."));
  round.places[1].flagged = true;
  CHECK(hand_in_text(round).starts_with("1 question is flagged."));
  round.places[0].response = {};
  round.places[2].flagged = true;
  CHECK(hand_in_text(round).starts_with("1 question is empty and 2 are flagged."));
}

TEST_CASE("a match compares itself with the best before") {
  CHECK(best_text(Millis(24'800), std::nullopt).empty());
  CHECK(best_text(Millis(24'800), Millis(31'200)) == "New best. Before: 0:31.2");
  CHECK(best_text(Millis(31'200), Millis(24'800)) == "Best so far: 0:24.8");
}

TEST_CASE("events stand on the axis in proportion to their dates") {
  const TimelineLayout layout = place_events({0, 25, 100}, {20, 20, 20}, 10, 420);
  CHECK(layout.length == doctest::Approx(420));
  CHECK(layout.places[0] == TimelinePlace{10, 0});
  CHECK(layout.places[1] == TimelinePlace{110, 100});
  CHECK(layout.places[2] == TimelinePlace{410, 400});
}

TEST_CASE("events that crowd are evened out beside the axis, their dots stay") {
  const TimelineLayout layout = place_events({0, 50, 50, 100}, {20, 20, 20, 20}, 10, 420);
  CHECK(layout.places[1].dot == doctest::Approx(210));
  CHECK(layout.places[2].dot == doctest::Approx(210));
  CHECK(layout.places[1].top == doctest::Approx(185));
  CHECK(layout.places[2].top == doctest::Approx(215));
}

TEST_CASE("an axis is longer where the words need it") {
  CHECK(place_events({0, 1}, {100, 100}, 10, 50).length == doctest::Approx(210));
  CHECK(place_events({}, {}, 10, 50).places.empty());
  CHECK(place_events({5}, {30}, 10, 50).places.size() == 1);
}

TEST_CASE("property: words beside an axis never overlap nor leave it") {
  CHECK(rc::check("apart", [] {
    const auto count = *rc::gen::inRange<std::size_t>(1, 9);
    std::vector<double> days;
    std::vector<float> heights;
    double day = 0;
    for (std::size_t i = 0; i < count; ++i) {
      day += *rc::gen::inRange(0, 3000);
      days.push_back(day);
      heights.push_back(static_cast<float>(*rc::gen::inRange(10, 120)));
    }
    const float gap = 12;
    const TimelineLayout layout = place_events(days, heights, gap, 400);
    float edge = -0.01F;
    for (std::size_t i = 0; i < count; ++i) {
      if (layout.places[i].top < edge) return false;
      edge = layout.places[i].top + heights[i] + gap - 0.05F;
    }
    return layout.places.back().top + heights.back() <= layout.length + 0.1F;
  }));
}

TEST_CASE("the axis has round years, or months where all lies near") {
  const double first = day_number({2001, 1, 1});
  const double last = day_number({2024, 7, 28});
  const auto years = ticks_between(first, last, 6);
  REQUIRE(years.size() == 4);
  CHECK(years.front().label == "2005");
  CHECK(years.back().label == "2020");
  const auto months =
      ticks_between(day_number({2024, 6, 10}), day_number({2024, 9, 10}), 6);
  REQUIRE(months.size() == 3);
  CHECK(months.front().label == "July 2024");
  CHECK(ticks_between(5, 5, 6).empty());
}

TEST_CASE("a year stands in its middle, a day on itself") {
  CHECK(day_number({1970, 1, 1}) == doctest::Approx(0));
  CHECK(day_number({1970, 0, 0}) == doctest::Approx(182));
  CHECK(day_number({1970, 1, 0}) == doctest::Approx(15));
}

TEST_CASE(
    "events are drawn where they belong, with the place that the student gave them") {
  TimelineShown timeline;
  timeline.events = {{nullptr, "second", {2000, 0, 0}}, {nullptr, "first", {1990, 0, 0}}};
  timeline.right_place = {1, 0};
  const auto events = drawn_events(timeline);
  REQUIRE(events.size() == 2);
  CHECK(events[0].label == "first");
  CHECK(events[0].own_place == 1);
  CHECK(events[1].date == "2000");
  CHECK(events[1].own_place == 0);
}

TEST_CASE("a report's headline has the share, that of a match its time") {
  RoundReport report;
  report.plan = default_plan(RoundKind::kExam);
  report.marks = 14.5;
  report.possible = 20;
  CHECK(report_headline(report).starts_with("Mock exam: 7"));
  report.plan = default_plan(RoundKind::kMatch);
  report.used = Millis(19'800);
  report.penalty = Millis(5'000);
  CHECK(report_headline(report) == "Match: 0:24.8");
}

TEST_CASE("a saved report is named by its kind and the local time when it ended") {
  RoundReport report;
  report.plan = default_plan(RoundKind::kExam);
  using namespace std::chrono;
  report.ended = sys_days{2024y / August / 1} + 9h + 3min + 7s;
  report.zone_offset = 9h;
  CHECK(report_file_name(report) == "attache-mock-exam-2024-08-01-180307.html");
}

TEST_CASE("documents lie where the desktop says, else in Documents, else at home") {
  const TemporaryFolder folder;
  const fs::path home = folder.path();
  const auto environment = [&](const char* name) -> std::optional<std::string> {
    if (std::string_view(name) == "HOME") return home.string();
    return std::nullopt;
  };
  CHECK(documents_folder(environment) == home);
  fs::create_directories(home / "Documents");
  CHECK(documents_folder(environment) == home / "Documents");
  fs::create_directories(home / "Papers");
  fs::create_directories(home / ".config");
  std::ofstream(home / ".config" / "user-dirs.dirs")
      << "# a "
         "comment\nXDG_MUSIC_DIR=\"$HOME/Music\"\nXDG_DOCUMENTS_DIR=\"$HOME/Papers\"\n";
  CHECK(documents_folder(environment) == home / "Papers");
  CHECK(documents_folder([](const char*) { return std::nullopt; }).empty());
}

TEST_CASE("a report is written as a page, and where it cannot be, it says so") {
  const TemporaryFolder folder;
  RoundReport report;
  report.plan = default_plan(RoundKind::kExam);
  const auto saved = save_report(report, folder.path());
  REQUIRE(saved);
  std::ifstream file(*saved);
  std::stringstream content;
  content << file.rdbuf();
  CHECK(content.str() == report_html(report));
  CHECK_FALSE(save_report(report, folder.path() / "not there"));
  CHECK_FALSE(save_report(report, {}));
}

TEST_CASE("the scenes of a quiz are known by name") {
  for (const std::string_view name :
       std::array{"quiz", "quiz-exam", "exam", "exam-list", "exam-report", "match",
                  "match-done", "timeline", "timeline-done"})
    CHECK(scene_named(name)->quizzes());
  CHECK(scene_named("exam.typed")->form == Form::kTyped);
  CHECK_FALSE(scene_named("home")->quizzes());
}
