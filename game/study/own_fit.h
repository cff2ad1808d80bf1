#pragma once
// Fitting the memory model to the learner's own answers: which weights to use from now
// on. Pure, so that a face can work it out on another thread.

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "memory/model.h"
#include "memory/review_log.h"

namespace attache {

/// All that fitting needs, as a value that borrows nothing.
struct FitTask {
  ReviewLog log;  ///< see `own_log`
  StudyCalendar calendar;
  ModelWeights in_use;
  std::vector<ModelKind> models{kModelKinds.begin(), kModelKinds.end()};  ///< to try
};

/// What came of it. A loss is the mean log loss over the held-out tail: 0 is perfect,
/// 0.69 is tossing a coin.
struct FitOutcome {
  bool better = false;   ///< than the weights in use, on the held-out tail
  ModelWeights weights;  ///< to use from now on; those in use if nothing was better
  /// Where another model is taken: FSRS-6 fitted to the same log, which plans for exams
  /// need; none if its defaults predict as well.
  std::optional<ModelWeights> fsrs6;
  std::size_t answers = 0;  ///< that count, in the whole log
  std::size_t held_out = 0;
  double loss_in_use = 0;
  double loss_fitted = 0;  ///< of the model that predicted the tail best
  bool operator==(const FitOutcome&) const = default;
};

/// Fewer held-out answers than this do not tell which weights are better.
inline constexpr std::size_t kLeastHeldOut = 20;

/// Fits every model to the first 80 % of the log by time and compares how well they and
/// the weights in use predict the rest; the best is fitted to the whole log and given if
/// it beats those in use. `progress` is told the share that is done, 0..1; fails only
/// when it says stop by giving false.
[[nodiscard]] Result<FitOutcome> fit_own_log(
    const FitTask& task, const std::function<bool(double)>& progress = {});

}  // namespace attache
