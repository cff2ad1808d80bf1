// Fitting the memory model to the student, and what a desired retention costs.

#include <algorithm>
#include <string>
#include <utility>

#include "memory/answer_habits.h"
#include "study/own_log.h"
#include "trainer/exams.h"
#include "trainer/trainer_state.h"

namespace attache {

Result<FitTask> Trainer::fit_task() const {
  const Learner& learner = *state_->learner;
  const auto log = learner.store().log();
  if (!log) return log.unexpected();
  return FitTask{own_log(*log, learner.scheduler()), learner.calendar(),
                 learner.settings().weights};
}

Result<void> Trainer::take_fit(const FitOutcome& outcome) {
  const std::string companion = outcome.fsrs6 ? weights_text(*outcome.fsrs6) : "";
  if (auto kept = remember(kExamWeightsKey, companion); !kept) return kept;
  return take_weights(outcome.weights);
}

Result<void> Trainer::take_weights(const ModelWeights& weights) {
  Settings changed = settings();
  changed.weights = weights;
  return change_settings(changed);
}

Result<RetentionSituation> Trainer::retention_situation() const {
  const auto task = fit_task();
  if (!task) return task.unexpected();
  RetentionSituation situation;
  situation.weights = task->in_use;
  situation.costs = costs_from(task->log);
  situation.habits = habits_from(task->log);
  situation.questions =
      std::max(1, static_cast<int>(state_->learner->items_to_ask().size()));
  // Without new questions there would be nothing to learn.
  situation.new_a_day = std::max(1, settings().new_per_day);
  return situation;
}

}  // namespace attache
