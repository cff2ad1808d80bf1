// The Exams screen: what it works out before it draws, and working beside the window.

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "window/background.h"
#include "window/exams_curve.h"
#include "window/exams_draft.h"
#include "window/exams_list.h"
#include "window/exams_month.h"
#include "window/exams_outlooks.h"
#include "window/exams_scene.h"
#include "window/exams_words.h"
#include "window/number_field.h"
#include "window/quiz_topics.h"

namespace {

using namespace attache;
using namespace attache::window;
using std::chrono::days;

StudyCalendar utc() {
  return *StudyCalendar::in_zone("UTC");
}

Instant at(std::string_view iso) {
  return *parse_instant(iso);
}

/// Thursday 1 August 2024, nine in the morning.
Instant now() {
  return at("2024-08-01T09:00:00Z");
}

StudyDay day(int year, unsigned month, unsigned date) {
  return StudyDay(std::chrono::year(year) / std::chrono::month(month) /
                  std::chrono::day(date));
}

ShownExam shown(int days_left) {
  ShownExam exam;
  exam.days_left = days_left;
  exam.minutes_today = 20;
  exam.left_today = std::chrono::minutes(20);
  exam.questions = 100;
  return exam;
}

ExamDraft good_draft() {
  ExamDraft draft = new_draft(utc(), now());
  draft.title = "Midterm";
  return draft;
}

ReadExamDraft read(const ExamDraft& draft, const Exam& before = {}) {
  return read_draft(draft, before, utc(), now());
}

std::vector<OutlookPoint> curve() {
  return {{5, 0.4, 0.5}, {10, 0.6, 0.7}, {20, 0.7, 0.75}, {60, 0.72, 0.76}};
}

/// A signal between two threads.
class Gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }
  void pass() {
    std::unique_lock lock(mutex_);
    opened_.wait(lock, [this] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_ = false;
};

}  // namespace

// --- words

TEST_CASE("an exam's time is told with its weekday, and with its year where that helps") {
  CHECK(exam_when_text(at("2024-08-20T09:00:00Z"), utc(), day(2024, 8, 1)) ==
        "Tuesday 20 August, 09:00");
  CHECK(exam_when_text(at("2025-01-07T14:30:00Z"), utc(), day(2024, 8, 1)) ==
        "Tuesday 7 January 2025, 14:30");
  // Two in the night is the calendar's day, not the study day before.
  CHECK(exam_when_text(at("2024-08-20T02:00:00Z"), utc(), day(2024, 8, 1)) ==
        "Tuesday 20 August, 02:00");
}

TEST_CASE("how far away an exam is") {
  CHECK(countdown_text(shown(12)) == "in 12 days");
  CHECK(countdown_text(shown(1)) == "tomorrow");
  ShownExam exam = shown(0);
  exam.stage = ExamStage::kToday;
  CHECK(countdown_text(exam) == "today");
  exam.stage = ExamStage::kPast;
  CHECK(countdown_text(exam) == "over");
  exam.exam.retired = true;
  CHECK(countdown_text(exam) == "ended");
}

TEST_CASE("the minutes of today are told as they stand") {
  ShownExam exam = shown(12);
  CHECK(exam_today_text(exam) == "20 min today");
  exam.used_today = std::chrono::minutes(8);
  exam.left_today = std::chrono::minutes(12);
  CHECK(exam_today_text(exam) == "8 of 20 min used today");
  exam.left_today = {};
  CHECK(exam_today_text(exam) == "today's 20 min are used");
  exam.minutes_today = 0;
  CHECK(exam_today_text(exam) == "a day off today");
  exam.shared = 99;
  CHECK_FALSE(waits_for_another(exam));
  exam.shared = 100;
  CHECK(exam_today_text(exam) == "studied with the exam before it");
  exam.stage = ExamStage::kToday;
  CHECK(exam_today_text(exam) == "nothing is planned today");
}

TEST_CASE("minutes that are left count a begun one, and totals turn into hours") {
  CHECK(minutes_left_text(std::chrono::seconds(61)) == "2 min");
  CHECK(minutes_left_text(std::chrono::seconds(-5)) == "0 min");
  CHECK(minutes_total_text(45.4) == "45 min");
  CHECK(minutes_total_text(120) == "2 h");
  CHECK(minutes_total_text(200) == "3 h 20 min");
}

TEST_CASE("a time of day is read as people write it") {
  CHECK(clock_from("9") == "09:00");
  CHECK(clock_from("9:30") == "09:30");
  CHECK(clock_from("09.30") == "09:30");
  CHECK(clock_from("0930") == "09:30");
  CHECK(clock_from("930") == "09:30");
  CHECK(clock_from(" 23:59 ") == "23:59");
  CHECK(clock_from("９：３０") == "09:30");
  for (const char* wrong : {"", "24:00", "9:60", "9:5", "nine", "-1:00", "9:30:00", "1:"})
    CHECK_MESSAGE(clock_from(wrong) == std::nullopt, wrong);
}

TEST_CASE("minutes are walked in steps that grow") {
  CHECK(next_minutes(7, 1) == 8);
  CHECK(next_minutes(20, 1) == 25);
  CHECK(next_minutes(22, 1) == 25);
  CHECK(next_minutes(20, -1) == 19);
  CHECK(next_minutes(60, 1) == 70);
  CHECK(next_minutes(60, -1) == 55);
  CHECK(next_minutes(1, -1) == 0);
  CHECK(next_minutes(0, -1) == 0);
}

TEST_CASE("other minutes keep the proportion of the weekdays, and days off stay") {
  const WeekMinutes week{20, 20, 20, 20, 20, 40, 0};
  CHECK(scaled_minutes(week, 20, 30) == WeekMinutes{30, 30, 30, 30, 30, 60, 0});
  CHECK(scaled_minutes({5, 0, 0, 0, 0, 0, 0}, 5, 12) ==
        WeekMinutes{12, 0, 0, 0, 0, 0, 0});
  // Nobody loses a day by it, or gets more than is allowed.
  CHECK(scaled_minutes({1, 600, 0, 0, 0, 0, 0}, 300, 100)[0] == 1);
  CHECK(scaled_minutes({300, 600, 0, 0, 0, 0, 0}, 450, 600)[1] == kMostExamMinutes);
}

// --- drawings

TEST_CASE("labels that would overlap go to another row, and none leaves the drawing") {
  const auto places = place_labels({{50, 40}, {60, 40}, {98, 40}}, 0, 100, 4);
  CHECK(places[0] == LabelPlace{30, 0});
  CHECK(places[1] == LabelPlace{40, 1});
  CHECK(places[2] == LabelPlace{60, 2});
  CHECK(place_labels({{20, 20}, {80, 20}}, 0, 100, 4) ==
        std::vector<LabelPlace>{{10, 0}, {70, 0}});
  CHECK(place_labels({{0, 20}}, 0, 100, 4) == std::vector<LabelPlace>{{0, 0}});
}

TEST_CASE("property: no two labels of one row touch") {
  CHECK(rc::check("labels", [] {
    const auto count = *rc::gen::inRange(1, 6);
    std::vector<LabelWish> wishes;
    for (int i = 0; i < count; ++i)
      wishes.push_back({static_cast<float>(*rc::gen::inRange(0, 400)),
                        static_cast<float>(*rc::gen::inRange(5, 120))});
    const auto places = place_labels(wishes, 0, 400, 6);
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      if (places[i].left < 0 || places[i].left + wishes[i].width > 400) return false;
      for (std::size_t j = 0; j < i; ++j) {
        if (places[i].row != places[j].row) continue;
        const bool apart =
            places[i].left + wishes[i].width + 6 <= places[j].left + 0.01F ||
            places[j].left + wishes[j].width + 6 <= places[i].left + 0.01F;
        if (!apart) return false;
      }
    }
    return true;
  }));
}

TEST_CASE("between the points of a curve the score rises as they do") {
  const auto points = curve();
  CHECK(score_at(points, 10) == doctest::Approx(0.6));
  CHECK(score_at(points, 1) == doctest::Approx(0.4));
  CHECK(score_at(points, 90) == doctest::Approx(0.72));
  CHECK(score_at({}, 10) == 0);
  double last = 0;
  for (double minutes = 5; minutes <= 60; minutes += 0.25) {
    const double score = score_at(points, minutes);
    CHECK(score >= last - 1e-12);
    CHECK(score <= 0.72 + 1e-12);
    last = score;
  }
}

TEST_CASE("a straight line stays straight") {
  const std::vector<OutlookPoint> line{{0, 0, 0}, {10, 0.2, 0}, {30, 0.6, 0}};
  CHECK(score_at(line, 5) == doctest::Approx(0.1));
  CHECK(score_at(line, 17) == doctest::Approx(0.34));
}

TEST_CASE("an axis has round steps and not too many of them") {
  CHECK(tick_step_for(60, 6) == 10);
  CHECK(tick_step_for(61, 6) == 20);
  CHECK(tick_step_for(3, 10) == 1);
  CHECK(tick_step_for(900, 4) == 500);
}

TEST_CASE("the drawn curve begins with what is expected without any study") {
  ExamOutlook outlook;
  CHECK(drawn_curve(outlook).empty());
  outlook.curve = curve();
  outlook.without_study = 0.2;
  const auto drawn = drawn_curve(outlook);
  REQUIRE(drawn.size() == 5);
  CHECK(drawn.front().minutes == 0);
  CHECK(drawn.front().score == 0.2);
}

// --- the calendar

TEST_CASE("a month is shown in whole weeks from Monday on") {
  const auto all = days_of_month(std::chrono::year(2024) / std::chrono::August);
  CHECK(all.front() == day(2024, 7, 29));
  CHECK(std::chrono::weekday(all.front()) == std::chrono::Monday);
  CHECK(all.back() == day(2024, 9, 8));
  // September 2024 begins on a Sunday: one day in the first week.
  CHECK(days_of_month(std::chrono::year(2024) / std::chrono::September)[6] ==
        day(2024, 9, 1));
}

TEST_CASE("the keys stay within what can be chosen, and a short month ends earlier") {
  MonthState state;
  state.move_to(day(2024, 8, 31), day(2024, 8, 1));
  state.move_months(1, day(2024, 8, 1));
  CHECK(state.cursor == day(2024, 9, 30));
  CHECK(state.shown == std::chrono::year(2024) / std::chrono::September);
  state.move_months(-2, day(2024, 8, 1));
  CHECK(state.cursor == day(2024, 8, 1));
  CHECK(state.shown == std::chrono::year(2024) / std::chrono::August);
}

// --- the form

TEST_CASE("a new exam lies two weeks ahead and only wants a title") {
  const ExamDraft draft = new_draft(utc(), now());
  CHECK(draft.date == "2024-08-15");
  const ReadExamDraft untitled = read(draft);
  CHECK(untitled.errors.title == "The exam has no title. Give it one, such as Midterm.");
  CHECK(untitled.errors.when.empty());
  CHECK(untitled.errors.minutes.empty());
  CHECK(untitled.errors.target.empty());
  CHECK(untitled.errors.topics.empty());
  const ReadExamDraft titled = read(good_draft());
  CHECK_FALSE(titled.errors.any());
  CHECK(titled.exam.at == at("2024-08-15T09:00:00Z"));
  CHECK(titled.exam.minutes == WeekMinutes{20, 20, 20, 20, 20, 20, 20});
  CHECK_FALSE(titled.exam.target);
  CHECK(titled.exam.scope.empty());
}

TEST_CASE("what is wrong stands beside its field, all of it at once") {
  ExamDraft draft = good_draft();
  draft.title = "";
  draft.date = "2024-02-30";
  draft.every_day.reset();
  draft.target.reset();
  draft.any_topic = false;
  const ExamDraftErrors errors = read(draft).errors;
  CHECK_FALSE(errors.title.empty());
  CHECK(errors.when == "Write the day as 2024-08-20, or choose it in the calendar.");
  CHECK(errors.minutes == "Give 0 to 600.");
  CHECK(errors.target == "Give 1 to 100, or nothing.");
  CHECK(errors.topics == "Choose at least one topic.");
}

TEST_CASE("a day that is past, and a time that is none, are refused where they stand") {
  ExamDraft draft = good_draft();
  draft.date = "2024-07-31";
  const ExamDraftErrors past = read(draft).errors;
  CHECK(past.when.find("in the past") != std::string::npos);
  CHECK(past.minutes.empty());
  draft = good_draft();
  draft.clock = "25:00";
  CHECK(read(draft).errors.when == "Write the time as 09:00.");
}

TEST_CASE("days off that leave no day of study are an error of the minutes") {
  ExamDraft draft = good_draft();
  draft.date = "2024-08-03";
  draft.days_off = {day(2024, 8, 1), day(2024, 8, 2)};
  const ExamDraftErrors errors = read(draft).errors;
  CHECK(errors.when.empty());
  CHECK_FALSE(errors.minutes.empty());
}

TEST_CASE("shares above 100 percent are an error of the topics") {
  ExamDraft draft = good_draft();
  draft.weights = {{"deck/a", 60}, {"deck/b", 60}};
  const ExamDraftErrors errors = read(draft).errors;
  CHECK_FALSE(errors.topics.empty());
  CHECK(errors.minutes.empty());
}

TEST_CASE("an exam comes back from its draft as it was") {
  Exam exam;
  exam.id = "id";
  exam.title = "期末試験";
  exam.at = at("2024-09-10T13:30:00Z");
  exam.scope = {"first/a"};
  exam.weights = {{"first/a", 40}};
  exam.minutes = {30, 20, 20, 20, 20, 0, 0};
  exam.days_off = {day(2024, 8, 12), day(2024, 8, 13)};
  exam.target = 0.75;
  exam.last_forecast = KeptForecast{day(2024, 7, 31), 0.6, 0.5, 0.7};
  const ReadExamDraft back = read(draft_of(exam, utc()), exam);
  CHECK_FALSE(back.errors.any());
  CHECK(back.exam == exam);
}

TEST_CASE("the form tells how much study there will be") {
  Exam exam = read(good_draft()).exam;
  exam.days_off = {day(2024, 8, 2)};
  CHECK(draft_total_text(exam, utc(), day(2024, 8, 1)) ==
        "14 days  ·  13 with study  ·  4 h 20 min in all");
}

TEST_CASE("a number is read in its range, and an empty field means what it was told") {
  constexpr NumberLook kLook{.name = "n", .least = 0, .most = 600};
  NumberField field;
  CHECK_FALSE(field.value(kLook));
  field.mean_when_empty(0);
  CHECK(field.value(kLook) == 0);
  field.set(45);
  CHECK(field.value(kLook) == 45);
  for (const char* wrong : {"601", "-1", "4x", "1.5"}) {
    field.text().edit.reset(wrong);
    CHECK_FALSE_MESSAGE(field.value(kLook), wrong);
  }
  field.text().edit.reset("４５");
  CHECK(field.value(kLook) == 45);
  field.clear();
  CHECK(field.value(kLook) == 0);
}

TEST_CASE("the topics of an exam that is changed are ticked again") {
  Deck deck;
  deck.id = "first";
  deck.title = "First";
  deck.topics = {{"a", "A", "", {}}, {"b", "B", "", {}}};
  std::vector<DeckBook> books;
  books.emplace_back(std::move(deck));
  TopicTree tree(books);
  const std::vector<std::string> scope{"first/b", "gone/c"};
  const std::vector<TopicWeight> weights{{"first/b", 40}};
  tree.take(scope, weights);
  CHECK(tree.scope() == std::vector<std::string>{"first/b"});
  CHECK(tree.weights() == weights);
  tree.take({}, {});
  CHECK(tree.scope().empty());
  CHECK_FALSE(tree.none());
  CHECK(tree.weights().empty());
}

// --- the list

TEST_CASE("Enter studies the soonest exam that is still ahead") {
  ShownExam today = shown(0);
  today.stage = ExamStage::kToday;
  ShownExam past = shown(0);
  past.stage = ExamStage::kPast;
  CHECK(first_to_study({today, shown(5), shown(9), past}) == 1);
  CHECK_FALSE(first_to_study({today, past}));
}

TEST_CASE("the score of an exam is that of its outlook, or else the last one kept") {
  ExamOutlooks outlooks([] {});
  ShownExam exam = shown(5);
  exam.exam.id = "id";
  CHECK_FALSE(known_score(exam, outlooks).forecast);
  exam.exam.last_forecast = KeptForecast{{}, 0.5, 0.4, 0.6};
  CHECK(known_score(exam, outlooks).forecast->mean == 0.5);
  CHECK_FALSE(known_score(exam, outlooks).bound);
  KnownOutlook known;
  known.outlook.has_forecast = true;
  known.outlook.score = 0.7;
  known.outlook.bound = 0.8;
  outlooks.show(exam, known);
  CHECK(known_score(exam, outlooks).forecast->mean == 0.7);
  CHECK(known_score(exam, outlooks).bound == 0.8);
}

TEST_CASE("an outlook holds until something that it follows from changes") {
  ExamOutlooks outlooks([] {});
  ShownExam exam = shown(5);
  exam.exam.id = "id";
  outlooks.show(exam, {});
  CHECK(outlooks.holds(exam));
  exam.exam.last_forecast = KeptForecast{{}, 0.5, 0.4, 0.6};
  CHECK(outlooks.holds(exam));  // this is only what came of it
  ShownExam other = exam;
  other.used_today = std::chrono::minutes(1);
  CHECK_FALSE(outlooks.holds(other));
  other = exam;
  other.exam.minutes[0] = 30;
  CHECK_FALSE(outlooks.holds(other));
  other = exam;
  other.days_left = 4;
  CHECK_FALSE(outlooks.holds(other));
  // A plan is taken only where it holds and is complete.
  CHECK_FALSE(outlooks.plan_of(exam));
  CHECK_FALSE(outlooks.plan_of(other));
  KnownOutlook whole;
  whole.outlook.complete = true;
  outlooks.show(exam, whole);
  CHECK(outlooks.plan_of(exam));
  CHECK_FALSE(outlooks.plan_of(other));
}

TEST_CASE("every part of the exams has a scene by its name") {
  const auto named = [](std::string_view name) { return scene_named(name).has_value(); };
  for (const std::string_view part : exam_scene_parts())
    CHECK(named(part.empty() ? "exams" : "exams." + std::string(part)));
  CHECK_FALSE(named("exams.nothing"));
}

// --- beside the window

TEST_CASE("work beside the window gives its value once, and wakes the window") {
  Gate done;
  std::atomic<int> wakes = 0;
  Background<int> work([&] {
    ++wakes;
    done.open();
  });
  CHECK_FALSE(work.busy());
  CHECK_FALSE(work.take());
  work.start([](const auto& /*progress*/) { return 42; });
  CHECK(work.busy());
  done.pass();
  CHECK(work.take() == 42);
  CHECK_FALSE(work.busy());
  CHECK_FALSE(work.take());
  CHECK(wakes == 1);
}

TEST_CASE("progress wakes the window only where it can be seen") {
  Gate done;
  std::atomic<int> wakes = 0;
  std::atomic<bool> last = false;
  Background<int> work([&] {
    ++wakes;
    if (last) done.open();
  });
  work.start([&](const auto& progress) {
    for (int i = 1; i <= 1000; ++i)
      progress(i / 1000.0);
    last = true;
    return 1;
  });
  done.pass();
  CHECK(work.progress() == 1);
  CHECK(wakes >= 90);
  CHECK(wakes <= 101);
}

TEST_CASE("work that nobody wants any more ends, and its value is lost") {
  Gate begun;
  std::atomic<bool> ended = false;
  {
    Background<int> work([] {});
    work.start([&](const auto& progress) {
      begun.open();
      while (progress(0.5))
        std::this_thread::yield();
      ended = true;
      return 1;
    });
    begun.pass();
    CHECK_FALSE(work.take());
    work.cancel();
    CHECK(ended);
    CHECK_FALSE(work.busy());
    CHECK_FALSE(work.take());
    ended = false;
    work.start([&](const auto& progress) {
      while (progress(0.5))
        std::this_thread::yield();
      ended = true;
      return 1;
    });
  }
  CHECK(ended);  // the end of it waits too
}

TEST_CASE("a new task takes the place of the one that runs") {
  Gate done;
  Background<int> work([&] { done.open(); });
  work.start([](const auto& progress) {
    while (progress(0))
      std::this_thread::yield();
    return 1;
  });
  work.start([](const auto& /*progress*/) { return 2; });
  std::optional<int> value;
  done.pass();
  while (!value)
    value = work.take();
  CHECK(value == 2);
}
