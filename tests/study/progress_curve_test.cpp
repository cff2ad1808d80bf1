#include "study/progress_curve.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "memory/fsrs6.h"

namespace {

using namespace attache;
using std::chrono::days;
using std::chrono::hours;

constexpr StudyDay kFirst{days(19900)};
const Scheduler kScheduler{SchedulerSettings{}};

Review answer(int day, Rating rating) {
  static int sequence = 0;
  Review review;
  review.sequence = ++sequence;
  review.uuid = std::to_string(sequence);
  review.day = kFirst + days(day);
  review.at = Instant(std::chrono::sys_days(review.day.time_since_epoch())) + hours(10);
  review.question = "d/a";
  review.rating = rating;
  review.duration = Millis(5000);
  return review;
}

const Series* named(const Chart& chart, const std::string& name) {
  for (const Series& series : chart.series)
    if (series.name == name) return &series;
  return nullptr;
}

Schedule schedule_of(const std::vector<Review>& log) {
  return replay(log, kScheduler).at("d/a");
}

}  // namespace

TEST_CASE("A question that was never answered has no curve") {
  CHECK(forgetting_chart({}, kScheduler, kFirst).empty());
  CHECK(forgetting_facts({}, {}, kScheduler, kFirst) ==
        std::vector<std::string>{"Not asked yet"});
}

TEST_CASE(
    "Answers are dots where the chance stood before them, and lift the curve to 1") {
  const std::vector<Review> log{answer(0, Rating::kEasy), answer(8, Rating::kAgain),
                                answer(8, Rating::kGood)};
  const StudyDay today = kFirst + days(10);
  const Chart chart = forgetting_chart(log, kScheduler, today);
  const Series* easy = named(chart, "Easy");
  const Series* again = named(chart, "Again");
  const Series* line = named(chart, "Chance of recall");
  REQUIRE(easy != nullptr);
  REQUIRE(again != nullptr);
  REQUIRE(line != nullptr);
  CHECK(named(chart, "Hard") == nullptr);
  // Before the first answer there was nothing to recall: it stands where the curve
  // begins.
  CHECK(chart.at[0] == 19900);
  CHECK(easy->values[0] == 1);
  CHECK(line->values[1] == 1);
  // An easy first answer has a stability of 8.2956 days.
  const Fsrs6 model;
  for (std::size_t i = 0; i < chart.at.size(); ++i)
    if (!std::isnan(again->values[i])) {
      CHECK(chart.at[i] == 19908);
      CHECK(again->values[i] == doctest::Approx(model.recall_chance(8, 8.2956)));
      CHECK(line->values[i] == doctest::Approx(again->values[i]));
    }
  for (std::size_t i = 1; i < chart.at.size(); ++i)
    CHECK(chart.at[i] >= chart.at[i - 1]);
  const Series* ahead = named(chart, "Without an answer");
  REQUIRE(ahead != nullptr);
  CHECK(ahead->values.back() < 1);
  CHECK(chart.at.back() >= 19917);
  REQUIRE(chart.marks.size() == 1);
  CHECK(chart.marks[0].at == 0.9);
}

TEST_CASE("The curve looks ahead to the exam") {
  const std::vector<Review> log{answer(0, Rating::kEasy)};
  const Chart chart = forgetting_chart(log, kScheduler, kFirst + days(1),
                                       CurveExam{"Finals", kFirst + days(60)});
  CHECK(chart.at.back() == 19960);
  REQUIRE(chart.marks.size() == 2);
  CHECK(chart.marks[1].vertical);
  CHECK(chart.marks[1].at == 19960);
}

TEST_CASE("A long life of a question is drawn with a bounded number of points") {
  std::vector<Review> log{answer(0, Rating::kGood)};
  for (int i = 1; i < 20; ++i)
    log.push_back(answer(i * 200, Rating::kGood));
  const Chart chart = forgetting_chart(log, kScheduler, kFirst + days(4000));
  CHECK(chart.at.size() < 400);
}

TEST_CASE(
    "A question that was made new again falls to nothing until it is learned anew") {
  const Review first = answer(0, Rating::kEasy);
  Review forget = answer(5, Rating::kGood);
  forget.kind = EntryKind::kManual;
  forget.response = R"({"forget":true})";
  const std::vector<Review> log{first, forget};
  REQUIRE(forgets(forget));
  const Chart chart = forgetting_chart(log, kScheduler, kFirst + days(9));
  CHECK(named(chart, "Without an answer") == nullptr);
  const auto facts =
      forgetting_facts(log, schedule_of(log), kScheduler, kFirst + days(9));
  CHECK(facts.back() == "It was made new again");
}

TEST_CASE("A clock that was set back does not turn the curve round") {
  const std::vector<Review> log{answer(5, Rating::kGood), answer(2, Rating::kGood),
                                answer(9, Rating::kGood)};
  const Chart chart = forgetting_chart(log, kScheduler, kFirst + days(9));
  for (std::size_t i = 1; i < chart.at.size(); ++i)
    CHECK(chart.at[i] >= chart.at[i - 1]);
}

TEST_CASE("What there is to say of a question stands in plain lines") {
  const std::vector<Review> log{answer(0, Rating::kAgain),  answer(0, Rating::kEasy),
                                answer(9, Rating::kAgain),  answer(9, Rating::kEasy),
                                answer(20, Rating::kAgain), answer(20, Rating::kEasy)};
  const Schedule schedule = schedule_of(log);
  const auto facts = forgetting_facts(log, schedule, kScheduler, kFirst + days(20));
  CHECK(facts[0] == "Answered 6 times since 26 June 2024, 30 s in all");
  CHECK(facts[1] == "Twice forgotten after it was learned");
  CHECK(facts[2] == "3 of the answers were rated again");
  CHECK(facts[3] == "Recalled today with a chance of 100 %");
  CHECK(facts.back() == "Next due on " + day_text(schedule.due_day));
  // An easy first answer has a stability of 8.2956 days, also when some have gone by.
  const std::vector<Review> once{answer(0, Rating::kEasy)};
  const auto later =
      forgetting_facts(once, schedule_of(once), kScheduler, kFirst + days(6));
  CHECK(later[3] == "The chance falls to 90 % 8 days after the last answer");
  const auto late = forgetting_facts(log, schedule, kScheduler, schedule.due_day);
  CHECK(late.back() == "Due today");
}
