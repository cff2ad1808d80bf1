#pragma once
// Students who do not exist: their memory is known, so that fitting and planning can be
// tried on them. The sections named below are those of game/memory/README.md.

#include <chrono>
#include <cstdint>
#include <vector>

#include "base/chance.h"
#include "base/time.h"
#include "memory/answer_habits.h"
#include "memory/model.h"
#include "memory/review_log.h"
#include "memory/scheduler.h"

namespace attache {

/// What a student's memory has that no model knows of (section 13.2). All 0: none.
struct Distortion {
  double card_spread = 0;  ///< a card's own pace of forgetting: sd of its logarithm
  double day_spread = 0;   ///< good and bad days: sd of a day's shift of the log odds
  double guess = 0;        ///< chance to be right about what was forgotten
  double slip = 0;         ///< chance to be wrong about what was known
};

struct SimulatedStudent {
  ModelWeights truth = default_weights(ModelKind::kFsrs6);  ///< hidden from the program
  Distortion distortion;
  AnswerHabits habits;
  double hard_when_forgotten = 0;  ///< chance to press "hard" where "again" is due
  /// Chance of recall within one study day, for a truth that counts whole days and so
  /// does not tell.
  double same_day_recall = 0.9;
  AnswerCosts seconds;          ///< means
  double seconds_spread = 0.5;  ///< sd of their logarithm
};

/// How faithfully a student comes, as chances 0..1 (section 13.3). All 0: always.
struct Attendance {
  double skipped_days = 0;      ///< a day without a sitting
  double free_weekends = 0;     ///< a Saturday or Sunday without one
  double early = 0;             ///< a card is asked before its day
  double late = 0;              ///< a card is asked after its day
  double unfinished_steps = 0;  ///< a step is left for the next day
};

struct SimulationPlan {
  int cards = 1000;
  int new_a_day = 10;
  int days = 365;
  std::int64_t reviews = 0;  ///< ends after so many answers; 0: no limit
  /// No answer begins after these minutes of a day; 0: the sitting goes on until all is
  /// done or the day is over.
  double minutes_a_day = 0;
  SchedulerSettings settings;  ///< with the weights that the program believes in
  /// If not empty: waits in days after the first, second … success in a row instead of
  /// the scheduler's; without steps, and the last one stays.
  std::vector<int> plain_intervals;
  Attendance attendance;
  StudyDay first_day{std::chrono::year{2024} / 1 / 1};
};

struct Simulation {
  ReviewLog log;  ///< in order of time; instants in UTC, days that begin at 04:00
  /// For each row the true chance that it is not an "again".
  std::vector<double> chances;
};

/// Plays the student's days. The same arguments give the same log. Cards are numbered
/// from 1; a day's reviews come in chance order, new cards after them.
[[nodiscard]] Simulation simulate(const SimulatedStudent& student,
                                  const SimulationPlan& plan,
                                  Chance chance);

/// Weights of a student met by chance: around the defaults, as wide as students differ,
/// within bounds (section 13.1).
[[nodiscard]] ModelWeights drawn_weights(ModelKind model, Chance& chance);

/// Somebody who never presses "hard" but "good" in its place.
[[nodiscard]] AnswerHabits never_hard(AnswerHabits habits);

}  // namespace attache
