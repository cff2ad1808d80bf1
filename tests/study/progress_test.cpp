#include "study/progress.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using attache::counts_by_phase;
using attache::due_forecast;
using attache::DueCounts;
using attache::estimated_time;
using attache::expected_knowledge;
using attache::MemoryState;
using attache::Millis;
using attache::Phase;
using attache::PhaseCounts;
using attache::Rating;
using attache::RetentionByAge;
using attache::Review;
using attache::Schedule;
using attache::Scheduler;
using attache::SchedulerSettings;
using attache::StudyDay;
using attache::StudyItem;
using attache::true_retention;
using attache::TrueRetention;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

constexpr StudyDay kMonday{days(20000)};

Schedule in_review(int interval, StudyDay last) {
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.memory = MemoryState{static_cast<double>(interval), 5};
  schedule.last_day = last;
  schedule.interval_days = interval;
  schedule.due_day = last + days(interval);
  return schedule;
}

Schedule in_step(Phase phase) {
  Schedule schedule;
  schedule.phase = phase;
  schedule.memory = MemoryState{1, 5};
  schedule.last_day = schedule.due_day = kMonday;
  return schedule;
}

StudyItem suspended(const Schedule& schedule) {
  StudyItem item{nullptr, schedule, {}};
  item.flags.suspended = true;
  return item;
}

StudyItem buried_until(const Schedule& schedule, StudyDay day) {
  StudyItem item{nullptr, schedule, {}};
  item.flags.buried_until = day;
  return item;
}

TEST_CASE(
    "expected knowledge is the mean chance of recall, new questions counting nothing") {
  const Scheduler scheduler{SchedulerSettings{}};
  // One just answered (1), one at its stability (0.9), one new (0): 1.9 of 3.
  const std::vector<Schedule> schedules{in_review(5, kMonday),
                                        in_review(10, kMonday - days(10)), Schedule{}};
  CHECK(expected_knowledge(schedules, scheduler, kMonday) == doctest::Approx(1.9 / 3));
}

TEST_CASE("nothing to know is expected knowledge of 0") {
  CHECK(expected_knowledge({}, Scheduler{SchedulerSettings{}}, kMonday) == 0);
}

TEST_CASE("questions are counted by phase, mature from an interval of 21 days") {
  const std::vector<StudyItem> items{
      {nullptr, Schedule{}, {}},
      {nullptr, in_step(Phase::kLearning), {}},
      {nullptr, in_step(Phase::kRelearning), {}},
      {nullptr, in_review(20, kMonday), {}},
      {nullptr, in_review(21, kMonday), {}},
      {nullptr, in_review(300, kMonday), {}},
      suspended(in_review(300, kMonday)),
      suspended(Schedule{}),
  };
  CHECK(counts_by_phase(items) == PhaseCounts{1, 2, 1, 2, 2});
}

TEST_CASE("the forecast counts what comes due on each day, what is overdue as today") {
  const std::vector<StudyItem> items{
      {nullptr, in_review(3, kMonday - days(9)), {}},                    // overdue: today
      {nullptr, in_step(Phase::kLearning), {}},                          // today
      {nullptr, in_review(1, kMonday), {}},                              // day 1
      {nullptr, in_review(2, kMonday), {}},                              // day 2
      {nullptr, in_review(3, kMonday), {}},                              // day 3: beyond
      {nullptr, Schedule{}, {}},                                         // new: never
      suspended(in_review(1, kMonday)),                                  // never
      buried_until(in_review(1, kMonday - days(1)), kMonday + days(2)),  // day 2
      buried_until(in_review(1, kMonday), kMonday - days(2)),            // day 1
  };
  CHECK(due_forecast(items, kMonday, 3) == std::vector<int>{2, 2, 2});
  CHECK(due_forecast(items, kMonday, 0).empty());
}

/// Answers at nine in the morning, and some minutes later on the same day.
class Log {
 public:
  Log& answer(const std::string& question, int day, Rating rating) {
    Review review;
    review.sequence = static_cast<std::int64_t>(rows_.size()) + 1;
    review.uuid = std::to_string(rows_.size());
    review.question = question;
    review.day = kMonday + days(day);
    review.at = attache::Instant{days(20000 + day) + hours(9)};
    review.rating = rating;
    rows_.push_back(review);
    return *this;
  }
  [[nodiscard]] RetentionByAge retention(int from, int to) const {
    return true_retention(rows_, Scheduler{SchedulerSettings{}}, kMonday + days(from),
                          kMonday + days(to));
  }

 private:
  std::vector<Review> rows_;
};

TEST_CASE("true retention counts first answers of a day to questions in review") {
  const Log log = Log()
                      .answer("q", 0, Rating::kEasy)    // new: not counted
                      .answer("q", 8, Rating::kAgain)   // in review: forgotten
                      .answer("q", 8, Rating::kGood)    // relearning: not counted
                      .answer("q", 12, Rating::kHard)   // in review: recalled
                      .answer("q", 12, Rating::kAgain)  // second of the day: not counted
                      .answer("r", 12, Rating::kGood);  // new: not counted
  const RetentionByAge retention = log.retention(0, 30);
  CHECK(retention.young == TrueRetention{2, 1});
  CHECK(retention.mature == TrueRetention{0, 0});
  CHECK(retention.all().share() == 0.5);
}

TEST_CASE("true retention keeps to its days and tells mature questions apart") {
  const Log log = Log()
                      .answer("q", 0, Rating::kEasy)     // 8.3 days
                      .answer("q", 9, Rating::kEasy)     // young; months from here
                      .answer("q", 150, Rating::kGood);  // mature
  CHECK(log.retention(0, 200).young == TrueRetention{1, 1});
  CHECK(log.retention(0, 200).mature == TrueRetention{1, 1});
  CHECK(log.retention(0, 200).all() == TrueRetention{2, 2});
  CHECK(log.retention(10, 149).all() == TrueRetention{0, 0});
  CHECK(log.retention(9, 9).all() == TrueRetention{1, 1});
}

TEST_CASE("true retention of nothing has no share") {
  CHECK_FALSE(Log().retention(0, 9).all().share().has_value());
}

TEST_CASE("a day is estimated at 8 seconds an answer and 20 seconds a new question") {
  CHECK(estimated_time(DueCounts{2, 10, 5}) == seconds(12 * 8 + 5 * 20));
  CHECK(estimated_time(DueCounts{}) == Millis{0});
}

TEST_CASE("a day is estimated from the student's own mean when it is known") {
  CHECK(estimated_time(DueCounts{2, 10, 4}, seconds(10)) == seconds(120 + 100));
}

}  // namespace
