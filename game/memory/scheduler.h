#pragma once
// When to ask next: learning steps as Anki has them, then intervals from the
// memory model, with fuzz. The sections named below are those of game/memory/README.md.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/time.h"
#include "memory/model.h"

namespace attache {

enum class Phase { kNew, kLearning, kReview, kRelearning };
[[nodiscard]] const char* name_of(
    Phase phase);  ///< "new", "learning", "review", "relearning"

/// Where a question stands. It follows from its reviews alone, so it is a cache of the
/// log.
struct Schedule {
  Phase phase = Phase::kNew;
  int step = 0;  ///< index of the learning or relearning step that it waits in, else 0
  std::optional<MemoryState> memory;  ///< none while new
  Instant due_at{};    ///< learning and relearning: not before this instant; else 1970
  StudyDay due_day{};  ///< the study day on which it is due (also while learning)
  Instant last_at{};   ///< last review; meaningless while new
  StudyDay last_day{};
  int interval_days = 0;  ///< days from the last review to `due_day`, 0 while learning
  int reviews = 0;        ///< answers so far
  int lapses = 0;         ///< times forgotten while in review
  bool operator==(const Schedule&) const = default;
};

struct SchedulerSettings {
  ModelWeights weights = default_weights(ModelKind::kFsrs6);
  double desired_retention = 0.9;  ///< 0.70..0.99
  std::vector<Millis> learning_steps{std::chrono::minutes(1), std::chrono::minutes(10)};
  std::vector<Millis> relearning_steps{std::chrono::minutes(10)};
  int maximum_interval_days = 36500;
  bool fuzz = true;
};

/// The days that fuzz allows for an interval, counted from the last review.
struct DayRange {
  int first = 1;
  int last = 1;  ///< >= first
  [[nodiscard]] int days() const { return last - first + 1; }
  /// The day at a place: 0 gives the first, 1 the last (section 15.3).
  [[nodiscard]] int day_at(double place) const;
  /// The place of a day in the range: the middle of its part, so that it keeps its
  /// relative position in another range. Needs first <= day <= last.
  [[nodiscard]] double place_of(int day) const;
  bool operator==(const DayRange&) const = default;
};
/// By rating, again to easy; nothing for a rating that leads to a step.
using DayRanges = std::array<std::optional<DayRange>, 4>;
/// Places within such ranges, 0..1; nothing where the hash decides.
using DayPlaces = std::array<std::optional<double>, 4>;

/// Pure: the same arguments give the same schedule, on every machine and at every replay.
class Scheduler {
 public:
  explicit Scheduler(SchedulerSettings settings);

  /// The schedule after an answer at `now` on study day `today` (sections 7 and 8).
  /// `question_hash` is the stable hash of the question's id: with the number of reviews
  /// it fixes the fuzz. A day before the last review (a clock that was set back) counts
  /// as no time passed; the new waiting time runs from the `now` that was given. `place`
  /// takes the place of the hash: where in the range of days the question is put (section
  /// 15.3).
  [[nodiscard]] Schedule after(const Schedule& schedule,
                               Rating rating,
                               Instant now,
                               StudyDay today,
                               std::uint64_t question_hash,
                               std::optional<double> place = {}) const;
  /// All four outcomes, again to easy. A better rating is never due earlier, and of two
  /// that lead to review the better one is due at least a day later unless the maximum
  /// forbids it. With places it is so if they were chosen so (`balanced_places`).
  [[nodiscard]] std::array<Schedule, 4> outcomes(const Schedule& schedule,
                                                 Instant now,
                                                 StudyDay today,
                                                 std::uint64_t question_hash,
                                                 const DayPlaces& places = {}) const;
  /// The days among which a place chooses, for each rating that leads to review.
  [[nodiscard]] DayRanges ranges(const Schedule& schedule,
                                 Instant now,
                                 StudyDay today) const;
  /// Chance of recall on a study day; 0 for a question that is new.
  [[nodiscard]] double recall_chance(const Schedule& schedule, StudyDay today) const;
  /// Days until recall falls to 90 %, whatever the model; 0 for a question that is new.
  [[nodiscard]] double strength_days(const Schedule& schedule) const;
  [[nodiscard]] const SchedulerSettings& settings() const { return settings_; }
  [[nodiscard]] const MemoryModel& model() const { return *model_; }
  [[nodiscard]] const std::shared_ptr<const MemoryModel>& shared_model() const {
    return model_;
  }

 private:
  SchedulerSettings settings_;
  std::shared_ptr<const MemoryModel> model_;
};

/// Anki's fuzz range about an interval (days, >= 0; section 8): nothing on either side
/// below 2.5 days, then 1 day plus 15 % of the part from 2.5 to 7, 10 % of 7 to 20 and 5
/// % beyond; within [minimum, maximum], where a minimum above the maximum gives way.
[[nodiscard]] DayRange fuzz_range(double interval_days,
                                  int maximum_days,
                                  int minimum_days = 1);
/// The day in that range at the place `unit` in [0, 1).
[[nodiscard]] int fuzzed_interval(double interval_days,
                                  double unit,
                                  int maximum_days,
                                  int minimum_days = 1);

}  // namespace attache
