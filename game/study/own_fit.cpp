#include "study/own_fit.h"

#include <thread>

#include "memory/fitting.h"
#include "memory/review_histories.h"

namespace attache {

Result<FitOutcome> fit_own_log(const FitTask& task,
                               const std::function<bool(double)>& progress) {
  const ReviewHistories histories = review_histories(task.log, task.calendar);
  FitOutcome outcome;
  outcome.weights = task.in_use;
  outcome.answers = histories.review_count();
  double models_done = 0;
  const auto models = static_cast<double>(task.models.size());
  for (const ModelKind model : task.models) {
    FitOptions options;
    options.model = model;
    options.threads = std::thread::hardware_concurrency() > 1 ? 2 : 1;
    options.progress = [&](double share) {
      return !progress || progress((models_done + share) / models);
    };
    const auto compared = fit_if_better(histories, task.in_use, options);
    if (!compared) return compared.unexpected();
    models_done += 1;
    outcome.held_out = compared->held_out;
    outcome.loss_in_use = compared->loss_in_use;
    const bool first = model == task.models.front();
    if (first || compared->loss_fitted < outcome.loss_fitted) {
      outcome.loss_fitted = compared->loss_fitted;
      if (compared->better && compared->held_out >= kLeastHeldOut) {
        outcome.better = true;
        outcome.weights = compared->fitted.weights;
      }
    }
  }
  if (outcome.weights.model == ModelKind::kFsrs6) return outcome;
  const auto plain = fit_if_better(histories, default_weights(ModelKind::kFsrs6));
  if (plain && plain->better) outcome.fsrs6 = plain->fitted.weights;
  return outcome;
}

}  // namespace attache
