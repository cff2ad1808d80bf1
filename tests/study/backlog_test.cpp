// Back after a month away: what minutes a day do with a thousand overdue questions.

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/chance.h"
#include "memory/study_value.h"
#include "study/progress.h"
#include "study/queue.h"

using namespace attache;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr StudyDay kReturn{days(20'000)};
constexpr int kDays = 30;
constexpr AnswerCosts kCosts;
constexpr AnswerHabits kHabits;

Millis in_millis(double seconds) {
  return Millis(std::llround(seconds * 1000));
}

/// In which order questions are asked within the minutes: as trackers do it, with new
/// questions after the reviews or before them, or by value.
enum class Order { kValue, kDueDate, kLowestRecall, kNewThenDueDate };

struct Outcome {
  double known_before = 0;  ///< expected share recalled
  double known_after = 0;   ///< after the thirty days
  Millis longest_day{};
  int days_to_recover = kDays;  ///< until nothing had to wait
  std::optional<int> foretold;  ///< the same, estimated on the first day
};

/// Students who remember as FSRS-6 says, and come back to questions of any strength that
/// came due over the last month.
class Student {
 public:
  Student(int overdue, int fresh, std::uint64_t seed) : chance_(seed) {
    for (int i = 0; i < overdue + fresh; ++i) {
      Question& question = questions_.emplace_back();
      question.id = "deck/" + std::to_string(i);
      question.siblings = question.id;
      items_.push_back(
          {&question, i < overdue ? overdue_question() : Schedule{}, {}, {}});
    }
  }

  Outcome studies(Order order, Millis a_day) {
    Outcome outcome;
    outcome.known_before = known(kReturn);
    for (int i = 0; i < kDays; ++i) {
      const StudyDay today = kReturn + days(i);
      const StudyQueue queue = queue_for(order, a_day, today);
      if (i == 0) outcome.foretold = foretell(a_day);
      if (queue.waiting().review == 0)
        outcome.days_to_recover = std::min(outcome.days_to_recover, i);
      outcome.longest_day = std::max(outcome.longest_day, study(queue, today));
    }
    outcome.known_after = known(kReturn + days(kDays));
    return outcome;
  }

 private:
  Schedule overdue_question() {
    const auto normal = [&] {
      return std::sqrt(-2 * std::log(1 - chance_.unit())) *
             std::cos(6.283185 * chance_.unit());
    };
    Schedule schedule;
    schedule.phase = Phase::kReview;
    schedule.memory = MemoryState{10 * std::exp(0.9 * normal()),
                                  std::clamp(6 + 2 * normal(), 1.0, 10.0)};
    schedule.interval_days =
        std::max(1, static_cast<int>(std::lround(schedule.memory->stability)));
    schedule.due_day = kReturn - days(1 + chance_.below(30));
    schedule.last_day = schedule.due_day - days(schedule.interval_days);
    schedule.reviews = 4;
    return schedule;
  }

  [[nodiscard]] double known(StudyDay day) const {
    double sum = 0;
    for (const StudyItem& item : items_)
      sum += scheduler_.recall_chance(item.schedule, day);
    return sum / static_cast<double>(items_.size());
  }

  [[nodiscard]] Worth worth_of(const Schedule& schedule,
                               Order order,
                               StudyDay today) const {
    if (schedule.phase == Phase::kLearning || schedule.phase == Phase::kRelearning) {
      const Millis steps =
          in_millis(value_.seconds_of_steps(schedule.phase, schedule.step));
      return {0, steps, steps};
    }
    const bool is_new = schedule.phase == Phase::kNew;
    const double since =
        is_new ? 0 : static_cast<double>((today - schedule.last_day).count());
    const StudyGain gain =
        is_new ? value_.fresh() : value_.review(*schedule.memory, since);
    Worth worth{gain.per_second(), in_millis(gain.seconds),
                in_millis(gain.worst_seconds)};
    if (order == Order::kDueDate || order == Order::kNewThenDueDate)
      worth.value = static_cast<double>((today - schedule.due_day).count());
    if (order == Order::kNewThenDueDate && is_new) worth.value = 1e9;
    if (order == Order::kDueDate && is_new) worth.value = -1;
    if (order == Order::kLowestRecall)
      worth.value = is_new ? -1 : 1 - scheduler_.recall_chance(schedule, today);
    return worth;
  }

  StudyQueue queue_for(Order order, Millis a_day, StudyDay today) {
    for (StudyItem& item : items_)
      if (item.schedule.phase != Phase::kReview || item.schedule.due_day <= today)
        item.worth = worth_of(item.schedule, order, today);
    QueueSettings settings;
    settings.time_left = a_day;
    return {items_, settings, today, 0, {}, 1};
  }

  [[nodiscard]] std::optional<int> foretell(Millis a_day) const {
    Backlog backlog;
    backlog.fresh_seconds = value_.fresh().seconds;
    backlog.review_seconds = value_.usual_review_seconds(0.9);
    for (const StudyItem& item : items_)
      add_to(backlog, item, scheduler_, kReturn);
    return days_to_recover(backlog, [&](int) { return DayLimits{a_day, 20}; });
  }

  /// A day's study; gives the time that it took.
  Millis study(StudyQueue queue, StudyDay today) {
    const Instant morning{today.time_since_epoch() + hours(9)};
    Instant now = morning;
    for (auto index = queue.next(now); index; index = queue.next(now)) {
      const Schedule before = queue.items()[*index].schedule;
      const auto [rating, seconds] = answer(before, today);
      now += in_millis(seconds);
      const Schedule after = scheduler_.after(before, rating, now, today, *index);
      queue.update(*index, after, {}, in_millis(seconds));
      queue.revalue(*index, worth_of(after, Order::kValue, today));
      queue.note_asked(*index);
    }
    items_ = queue.items();
    return now - morning;
  }

  std::pair<Rating, double> answer(const Schedule& schedule, StudyDay today) {
    const double press = chance_.unit();
    if (schedule.phase == Phase::kNew) {
      if (press < 0.25) return {Rating::kAgain, kCosts.fresh};
      if (press < 0.35) return {Rating::kHard, kCosts.fresh};
      return {press < 0.85 ? Rating::kGood : Rating::kEasy, kCosts.fresh};
    }
    if (schedule.phase != Phase::kReview) return {Rating::kGood, kCosts.relearning};
    if (chance_.unit() >= scheduler_.recall_chance(schedule, today))
      return {Rating::kAgain, kCosts.lapse};
    if (press < 0.1) return {Rating::kHard, kCosts.success};
    return {press < 0.9 ? Rating::kGood : Rating::kEasy, kCosts.success};
  }

  Chance chance_;
  Scheduler scheduler_{SchedulerSettings{}};
  StudyValue value_{scheduler_.shared_model(), kCosts, kHabits};
  std::deque<Question> questions_;
  std::vector<StudyItem> items_;
};

struct Return {
  int fresh = 0;  ///< new questions beside 1,000 that are overdue
  Millis a_day{};
};

/// The mean over a few students. Nobody ever gets more than the minutes.
Outcome mean_of(Order order, const Return& back) {
  constexpr int kStudents = 3;
  Outcome mean;
  mean.days_to_recover = 0;
  mean.foretold = 0;
  for (std::uint64_t seed = 1; seed <= kStudents; ++seed) {
    const Outcome one = Student(1000, back.fresh, seed).studies(order, back.a_day);
    CHECK(one.longest_day <= back.a_day);
    mean.known_before += one.known_before / kStudents;
    mean.known_after += one.known_after / kStudents;
    mean.days_to_recover += one.days_to_recover;
    *mean.foretold += one.foretold.value_or(1000);
  }
  mean.days_to_recover /= kStudents;
  *mean.foretold /= kStudents;
  return mean;
}

}  // namespace

TEST_CASE("by value a backlog of 1,000 gives back more in thirty days than by date") {
  const Return back{0, minutes(5)};
  const double by_value = mean_of(Order::kValue, back).known_after;
  CHECK(by_value > mean_of(Order::kDueDate, back).known_after);
  CHECK(by_value > mean_of(Order::kLowestRecall, back).known_after);
}

TEST_CASE("where there is new matter beside the backlog, value finds the mix by itself") {
  const Return back{600, minutes(20)};
  const double by_value = mean_of(Order::kValue, back).known_after;
  CHECK(by_value > mean_of(Order::kDueDate, back).known_after + 0.05);
  CHECK(by_value > mean_of(Order::kLowestRecall, back).known_after + 0.05);
  CHECK(by_value > mean_of(Order::kNewThenDueDate, back).known_after - 0.01);
}

TEST_CASE("the day on which nothing waits any more is foretold within a quarter") {
  const Outcome outcome = mean_of(Order::kValue, {0, minutes(20)});
  CAPTURE(outcome.days_to_recover);
  CAPTURE(*outcome.foretold);
  CHECK(outcome.days_to_recover < kDays);
  CHECK(*outcome.foretold > 0.75 * outcome.days_to_recover);
  CHECK(*outcome.foretold < 1.25 * outcome.days_to_recover);
}
