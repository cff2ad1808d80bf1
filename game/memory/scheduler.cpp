#include "memory/scheduler.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "base/chance.h"

namespace attache {
namespace {

using std::chrono::days;

/// A stay in a learning or relearning step.
struct Step {
  int index = 0;
  Millis wait{};
  [[nodiscard]] int whole_days() const {
    return static_cast<int>(std::chrono::floor<days>(wait).count());
  }
};

/// Days from the last review to today; a clock that was set back counts as no time
/// passed.
int elapsed_days(const Schedule& schedule, StudyDay today) {
  return std::max(0, static_cast<int>((today - schedule.last_day).count()));
}

/// How long a "hard" keeps a question in its step (section 7).
Millis hard_wait(const std::vector<Millis>& steps, std::size_t current) {
  const Millis wait = steps[current];
  if (current > 0) return wait;
  if (steps.size() > 1) return (wait + steps[1]) / 2;
  return std::min<Millis>(wait + wait / 2, wait + days(1));
}

/// One answer to one question: every rating's outcome is worked out from the same
/// situation, so the ratings can be kept in order.
class Answer {
 public:
  Answer(const SchedulerSettings& settings,
         const MemoryModel& model,
         const Schedule& before,
         Instant now,
         StudyDay today,
         std::uint64_t question_hash = 0)
      : settings_(settings), model_(model), before_(before), now_(now), today_(today) {
    // One number for all four ratings: the fuzz moves them together and cannot swap them.
    const std::uint64_t bits = stable_hash(std::to_string(before.reviews), question_hash);
    unit_ = static_cast<double>(bits >> 11) * 0x1.0p-53;
  }

  /// With a place the day is chosen in the rating's own range, and not by the hash.
  [[nodiscard]] Schedule rated(Rating rating, std::optional<double> place) const {
    Schedule after;
    after.memory = memory_after(rating);
    after.last_at = now_;
    after.last_day = today_;
    after.reviews = before_.reviews + 1;
    const bool lapse = before_.phase == Phase::kReview && rating == Rating::kAgain;
    after.lapses = before_.lapses + (lapse ? 1 : 0);
    if (const std::optional<Step> step = step_after(rating)) {
      after.phase = is_learning() ? Phase::kLearning : Phase::kRelearning;
      after.step = step->index;
      after.due_at = now_ + step->wait;
      after.due_day = today_ + days(step->whole_days());
    } else {
      after.phase = Phase::kReview;
      after.interval_days =
          place ? range_after(rating).day_at(*place) : interval_after(rating);
      after.due_day = today_ + days(after.interval_days);
    }
    return after;
  }

  /// The days to which a rating can lead; nothing if it leads to a step.
  [[nodiscard]] std::optional<DayRange> range(Rating rating) const {
    if (step_after(rating)) return std::nullopt;
    return range_after(rating);
  }

 private:
  [[nodiscard]] bool is_learning() const {
    return before_.phase == Phase::kNew || before_.phase == Phase::kLearning;
  }

  [[nodiscard]] double elapsed() const {
    if (model_.counts_whole_days()) return elapsed_days(before_, today_);
    const std::chrono::duration<double, days::period> fraction = now_ - before_.last_at;
    return std::max(fraction.count(), 0.0);
  }

  [[nodiscard]] MemoryState memory_after(Rating rating) const {
    if (!before_.memory) return model_.first(rating);
    return model_.next(*before_.memory, elapsed(), rating);
  }

  /// The step that a rating leads to; nothing if it leads to review.
  [[nodiscard]] std::optional<Step> step_after(Rating rating) const {
    const auto& steps =
        is_learning() ? settings_.learning_steps : settings_.relearning_steps;
    const bool passed = before_.phase == Phase::kReview && rating != Rating::kAgain;
    if (steps.empty() || passed || rating == Rating::kEasy) return std::nullopt;
    // Steps may be set in any order and length; the ratings stay in theirs, below the
    // maximum.
    const Millis maximum = days(settings_.maximum_interval_days);
    const Millis again = std::min(steps.front(), maximum);
    if (rating == Rating::kAgain) return Step{0, again};
    // The settings may have fewer steps now than when the question entered its step.
    const std::size_t current =
        std::min(static_cast<std::size_t>(std::max(before_.step, 0)), steps.size() - 1);
    const Millis hard = std::clamp(hard_wait(steps, current), again, maximum);
    if (rating == Rating::kHard) return Step{static_cast<int>(current), hard};
    if (current + 1 == steps.size()) return std::nullopt;
    return Step{static_cast<int>(current) + 1,
                std::clamp(steps[current + 1], hard, maximum)};
  }

  /// Days until the question is due in review after this rating, were it to lead there,
  /// as the hash has it. The next worse rating is where the hash has put that.
  [[nodiscard]] int interval_after(Rating rating) const {
    const int least =
        least_interval(rating, [&](Rating worse) { return interval_after(worse); });
    return range_from(rating, least).day_at(unit_);
  }

  /// The days of which a place chooses one: behind the first that the next worse rating
  /// may have, so that a rating's range does not depend on where another one is put.
  [[nodiscard]] DayRange range_after(Rating rating) const {
    const int least =
        least_interval(rating, [&](Rating worse) { return range_after(worse).first; });
    return range_from(rating, least);
  }

  /// The range of an interval, `least` days or later.
  [[nodiscard]] DayRange range_from(Rating rating, int least) const {
    const double raw =
        model_.interval_days(memory_after(rating), settings_.desired_retention);
    const int maximum = settings_.maximum_interval_days;
    const double limited = std::min(raw, static_cast<double>(maximum));
    const int whole = static_cast<int>(std::lround(limited));
    int minimum = least;
    // Fuzz must not take away what a remembered question has gained over its last
    // interval.
    const bool passed = before_.phase == Phase::kReview && rating != Rating::kAgain;
    if (passed && whole > before_.interval_days) {
      minimum = std::max(minimum, before_.interval_days + 1);
    }
    minimum = std::min(minimum, maximum);
    if (settings_.fuzz) return fuzz_range(limited, maximum, minimum);
    const int day = std::clamp(whole, minimum, maximum);
    return {day, day};
  }

  /// The earliest day that keeps a rating behind the next worse one, of which `interval`
  /// tells the days in review.
  template <class Interval>
  [[nodiscard]] int least_interval(Rating rating, const Interval& interval) const {
    const auto days_after = [&](Rating worse) {
      const std::optional<Step> step = step_after(worse);
      return step ? step->whole_days() : interval(worse);
    };
    switch (rating) {
      case Rating::kAgain:
        return 1;
      case Rating::kHard:
        return std::max(1, days_after(Rating::kAgain));
      case Rating::kGood:
        if (step_after(Rating::kHard)) return std::max(1, days_after(Rating::kHard));
        return interval(Rating::kHard) + 1;
      case Rating::kEasy:
        break;
    }
    // Easy skips the steps: it gives more than good would at graduation.
    return std::max(interval(Rating::kGood) + 1, days_after(Rating::kGood));
  }

  const SchedulerSettings& settings_;
  const MemoryModel& model_;
  const Schedule& before_;
  Instant now_;
  StudyDay today_;
  double unit_ = 0;
};

/// Days of fuzz on each side of an interval.
double fuzz_reach(double interval_days) {
  if (interval_days < 2.5) return 0;
  const auto part = [&](double from, double to) {
    return std::max(0.0, std::min(interval_days, to) - from);
  };
  return 1 + 0.15 * part(2.5, 7) + 0.1 * part(7, 20) + 0.05 * part(20, interval_days);
}

}  // namespace

const char* name_of(Phase phase) {
  switch (phase) {
    case Phase::kNew:
      return "new";
    case Phase::kLearning:
      return "learning";
    case Phase::kReview:
      return "review";
    case Phase::kRelearning:
      return "relearning";
  }
  return "";
}

Scheduler::Scheduler(SchedulerSettings settings)
    : settings_(std::move(settings)), model_(model_with(settings_.weights)) {
  settings_.maximum_interval_days = std::max(settings_.maximum_interval_days, 1);
}

Schedule Scheduler::after(const Schedule& schedule,
                          Rating rating,
                          Instant now,
                          StudyDay today,
                          std::uint64_t question_hash,
                          std::optional<double> place) const {
  return Answer(settings_, *model_, schedule, now, today, question_hash)
      .rated(rating, place);
}

std::array<Schedule, 4> Scheduler::outcomes(const Schedule& schedule,
                                            Instant now,
                                            StudyDay today,
                                            std::uint64_t question_hash,
                                            const DayPlaces& places) const {
  const Answer answer(settings_, *model_, schedule, now, today, question_hash);
  std::array<Schedule, 4> all;
  for (std::size_t i = 0; i < kRatings.size(); ++i)
    all[i] = answer.rated(kRatings[i], places[i]);
  return all;
}

DayRanges Scheduler::ranges(const Schedule& schedule, Instant now, StudyDay today) const {
  const Answer answer(settings_, *model_, schedule, now, today);
  DayRanges ranges;
  for (std::size_t i = 0; i < kRatings.size(); ++i)
    ranges[i] = answer.range(kRatings[i]);
  return ranges;
}

double Scheduler::recall_chance(const Schedule& schedule, StudyDay today) const {
  if (!schedule.memory) return 0;
  return model_->recall_chance(*schedule.memory, elapsed_days(schedule, today));
}

double Scheduler::strength_days(const Schedule& schedule) const {
  return schedule.memory ? model_->interval_days(*schedule.memory, 0.9) : 0;
}

int DayRange::day_at(double place) const {
  return first + std::clamp(static_cast<int>(place * days()), 0, days() - 1);
}

double DayRange::place_of(int day) const {
  return (day - first + 0.5) / days();
}

DayRange fuzz_range(double interval_days, int maximum_days, int minimum_days) {
  const int maximum = std::max(maximum_days, 1);
  const int minimum = std::clamp(minimum_days, 1, maximum);
  const double interval = std::clamp(interval_days, static_cast<double>(minimum),
                                     static_cast<double>(maximum));
  const double reach = fuzz_reach(interval);
  const auto bound = [&](double edge) {
    return std::clamp(static_cast<int>(std::lround(edge)), minimum, maximum);
  };
  const int lower = bound(interval - reach);
  int upper = bound(interval + reach);
  // Two places at least where there is room, as Anki has it.
  if (upper == lower && upper > 2 && upper < maximum) upper = lower + 1;
  return {lower, upper};
}

int fuzzed_interval(double interval_days,
                    double unit,
                    int maximum_days,
                    int minimum_days) {
  return fuzz_range(interval_days, maximum_days, minimum_days).day_at(unit);
}

}  // namespace attache
