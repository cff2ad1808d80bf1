#pragma once
// What it is worth to ask a question on an ordinary day, and how long that takes.
// Formulas: game/memory/README.md, section 15.1.

#include <memory>

#include "memory/answer_habits.h"
#include "memory/model.h"
#include "memory/scheduler.h"

namespace attache {

/// So far ahead an ordinary day looks: what is not asked today is not lost, it can be
/// asked later.
inline constexpr double kHorizonDays = 10;

/// How many steps a question passes on its day after a first answer "again", and after a
/// lapse.
struct StepCounts {
  int learning = 2;
  int relearning = 1;
};

/// Asking one question today.
struct StudyGain {
  double knowledge = 0;      ///< expected recall at the horizon, more than without; <= 1
  double seconds = 0;        ///< expected, with the repeats of the same day; > 0
  double worst_seconds = 0;  ///< if it is forgotten and learned again; >= `seconds`
  [[nodiscard]] double per_second() const { return knowledge / seconds; }
};

/// Works out gains by one memory model and one student's ways.
class StudyValue {
 public:
  /// Costs must be above 0.
  StudyValue(std::shared_ptr<const MemoryModel> model,
             const AnswerCosts& costs,
             const AnswerHabits& habits,
             StepCounts steps = {});

  /// A question that was never asked.
  [[nodiscard]] const StudyGain& fresh() const { return fresh_; }
  /// A question in review, `days_since` (>= 0) after its last answer.
  [[nodiscard]] StudyGain review(const MemoryState& memory, double days_since) const;
  /// Seconds that a review takes on average when the chance of recall is `recall`, with
  /// its repeats.
  [[nodiscard]] double usual_review_seconds(double recall) const;
  /// Seconds for the steps that a question in learning or relearning has still before
  /// it, if all go well.
  [[nodiscard]] double seconds_of_steps(Phase phase, int step) const;

 private:
  [[nodiscard]] double later_recall(MemoryState memory, int repeats) const;
  [[nodiscard]] StudyGain first_answer() const;

  std::shared_ptr<const MemoryModel> model_;
  AnswerCosts costs_;
  AnswerHabits habits_;
  StepCounts steps_;
  StudyGain fresh_;
};

}  // namespace attache
