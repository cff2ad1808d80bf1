#include "study/progress.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using attache::add_to;
using attache::Backlog;
using attache::counts_by_phase;
using attache::DayLimits;
using attache::days_to_recover;
using attache::due_forecast;
using attache::DueCounts;
using attache::estimated_time;
using attache::known_chance;
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

TEST_CASE("what is known is the chance of recall, and a new question is not known") {
  const Scheduler scheduler{SchedulerSettings{}};
  CHECK(known_chance(Schedule{}, scheduler, kMonday) == 0);
  // One in review that was just answered, and one at its stability.
  CHECK(known_chance(in_review(5, kMonday), scheduler, kMonday) == 1);
  CHECK(known_chance(in_review(10, kMonday - days(10)), scheduler, kMonday) ==
        doctest::Approx(0.9));
}

TEST_CASE("a question in its steps is not known by the answer of the same day") {
  const Scheduler scheduler{SchedulerSettings{}};
  for (const Phase phase : {Phase::kLearning, Phase::kRelearning}) {
    // Stability 1: nine in ten on the day after.
    Schedule schedule = in_review(1, kMonday);
    schedule.phase = phase;
    CHECK(known_chance(schedule, scheduler, kMonday) == doctest::Approx(0.9));
    CHECK(known_chance(schedule, scheduler, kMonday + days(1)) == doctest::Approx(0.9));
    CHECK(known_chance(schedule, scheduler, kMonday + days(9)) ==
          scheduler.recall_chance(schedule, kMonday + days(9)));
  }
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

TEST_CASE("a backlog is gone on the day on which what waits fits into the minutes") {
  // 100 reviews of 10 s, nothing forgotten: 1,000 s; five minutes a day.
  Backlog backlog;
  backlog.due = 100;
  backlog.due_seconds = 1000;
  const auto five_minutes = [](int) { return DayLimits{std::chrono::minutes(5), 0}; };
  CHECK(days_to_recover(backlog, five_minutes) == 3);
  // A hundred seconds come due each day.
  backlog.review_seconds = 10;
  for (int day = 1; day < 300; ++day)
    backlog.coming[day] = 10;
  // 1000; then + 100 - 300 a day: what waits in the morning is 1000 - 200 d <= 300.
  CHECK(days_to_recover(backlog, five_minutes) == 4);
  // Days off: only every second day has time.
  backlog.coming.clear();
  CHECK(days_to_recover(backlog, [](int day) {
          return DayLimits{day % 2 == 0 ? std::chrono::minutes(5) : Millis{0}, 0};
        }) == 6);
}

TEST_CASE("new questions and what is forgotten keep a backlog for longer") {
  Backlog backlog;
  backlog.due = 100;
  backlog.due_seconds = 1000;
  backlog.review_seconds = 10;
  const auto limits = [](int) { return DayLimits{std::chrono::minutes(5), 5}; };
  backlog.fresh = 1000;
  backlog.fresh_seconds = 20;
  // 100 s of 300 go to new questions: 1000 - 200 d <= 200.
  CHECK(days_to_recover(backlog, limits) == 4);
  backlog.fresh = 0;
  backlog.forgotten = 50;
  // Half of what is done comes back three days later: 1000, 700, 400, then 100 + 150
  // fits.
  CHECK(days_to_recover(backlog, limits) == 3);
}

TEST_CASE("a backlog may be nothing, or have no end") {
  const auto none = [](int) { return DayLimits{}; };
  CHECK(days_to_recover(Backlog{}, none) == 0);
  Backlog backlog;
  backlog.due = 1;
  backlog.due_seconds = 10;
  CHECK_FALSE(days_to_recover(backlog, none));
}

TEST_CASE("a backlog counts what is due, what comes and what is new") {
  const Scheduler scheduler{SchedulerSettings{}};
  StudyItem due;
  due.schedule.phase = Phase::kReview;
  due.schedule.memory = MemoryState{10, 5};
  due.schedule.last_day = kMonday - days(10);
  due.schedule.due_day = kMonday;
  due.worth.expected = seconds(12);
  StudyItem later = due;
  later.schedule.due_day = kMonday + days(4);
  StudyItem suspended = due;
  suspended.flags.suspended = true;
  StudyItem in_step = due;
  in_step.schedule.phase = Phase::kLearning;
  Backlog backlog;
  for (const StudyItem& item : {due, due, later, suspended, in_step, StudyItem{}})
    add_to(backlog, item, scheduler, kMonday);
  CHECK(backlog.due == 2);
  CHECK(backlog.due_seconds == doctest::Approx(24));
  CHECK(backlog.forgotten == doctest::Approx(0.2));
  CHECK(backlog.coming == std::map<int, int>{{4, 1}});
  CHECK(backlog.fresh == 1);
}

TEST_CASE("a day is estimated from the student's own mean when it is known") {
  CHECK(estimated_time(DueCounts{2, 10, 4}, seconds(10)) == seconds(120 + 100));
}

}  // namespace
