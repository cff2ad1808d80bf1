#pragma once
// What a desired retention costs in minutes a day and buys in knowledge. The sections
// named below are those of game/memory/README.md.

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "memory/answer_habits.h"
#include "memory/model.h"

namespace attache {

/// The answers to one question on average, from the day on which it is new
/// (section 14.1).
struct QuestionCourse {
  std::vector<double> seconds;  ///< of study at age 0, 1, … days
  std::vector<double> reviews;  ///< answers after the first, one a day
  std::vector<double> recall;   ///< chance at that age, before that day's review; 0 at 0
};

/// A question's course when it is always asked on the day on which recall has fallen to
/// `retention`. After an "again", at first or later, one repeat on the same day goes
/// well. `recall` is worked out from age `first_recall` on and is 0 before it. The
/// figures are means over `learners`, dealt so evenly that few suffice; no chance is
/// involved.
[[nodiscard]] QuestionCourse question_course(const MemoryModel& model,
                                             const AnswerCosts& costs,
                                             const AnswerHabits& habits,
                                             double retention,
                                             int days,
                                             int first_recall = 0,
                                             int learners = 1024);

/// A deck to learn and to keep, with the student's own weights, seconds and habits.
struct RetentionSituation {
  ModelWeights weights = default_weights(ModelKind::kFsrs6);
  AnswerCosts costs;
  AnswerHabits habits;
  int questions = 1000;  ///< all of them new
  int days = 365;
  double new_a_day = 10;  ///< until all have begun
  /// If above 0, it decides instead: as many new ones each day as keep that day within
  /// these minutes.
  double minutes_a_day = 0;
};

struct RetentionPoint {
  double retention = 0;
  double minutes_a_day = 0;      ///< mean over all days
  double reviews_a_day = 0;      ///< mean, first answers not counted
  double started = 0;            ///< questions that have begun
  double known_at_end = 0;       ///< expected number recalled on the day after the last
  double minutes_per_known = 0;  ///< all minutes together, for each question known
};

/// 0.70, 0.71 … 0.97.
[[nodiscard]] const std::vector<double>& usual_retentions();

/// One point for each retention, each above 0 and below 1 (section 14.2). `progress`
/// hears the share that is done and may stop it by false: then the points so far are
/// given.
[[nodiscard]] std::vector<RetentionPoint> retention_curve(
    const RetentionSituation& situation,
    std::span<const double> retentions = usual_retentions(),
    const std::function<bool(double)>& progress = {});

/// The retention at which a known question costs least: asked more rarely, too much is
/// forgotten and learned again (section 14.3). None where nothing is known.
[[nodiscard]] std::optional<std::size_t> cheapest(std::span<const RetentionPoint> curve);

}  // namespace attache
