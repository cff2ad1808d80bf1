#pragma once
// Fits the weights of a memory model to a log of reviews. The sections named below are
// those of game/memory/README.md.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "base/result.h"
#include "memory/fitting_batches.h"
#include "memory/model.h"
#include "memory/review_histories.h"

namespace attache {

/// How the weights are drawn out of a log. The defaults are what was best on logs that
/// were held out (section 10.6).
struct FitRecipe {
  /// How much the usual spread of weights counts, above 0: 1 would be right if the
  /// student were drawn from those that it was taken from. None: the log decides.
  std::optional<double> prior_strength;
  /// Weight of the oldest predictions, the newest having 1; none: the log decides.
  std::optional<double> oldest_weight;
  bool leave_out_outliers = true;
};

struct FitOptions {
  ModelKind model = ModelKind::kFsrs6;
  int threads = 2;
  FitRecipe recipe;
  /// Told the share that is done, 0..1, before each pass over the log; may be empty. Says
  /// whether to go on.
  std::function<bool(double)> progress;
};

struct Fitted {
  ModelWeights weights;
  std::size_t reviews = 0;  ///< predictions that were scored
  int passes = 0;           ///< over the log, parts of it counted in full
};

/// The most probable weights, given the log and the usual spread of weights (sections
/// 10.2 to 10.5). Little data leaves the defaults almost as they are; none, exactly. The
/// same log gives the same weights to the last bit, whatever the number of threads, on
/// all machines with fused multiply-add (others differ in the last digits). Fails only
/// when `progress` says stop.
[[nodiscard]] Result<Fitted> fit(const ReviewHistories& histories,
                                 const FitOptions& options = {});

/// Mean log loss of the scored reviews (at least a day after the last one) with `order`
/// of at least `begin`; 0 if there are none. In double precision, unweighted.
[[nodiscard]] double mean_log_loss(const ReviewHistories& histories,
                                   const ModelWeights& weights,
                                   std::uint32_t begin = 0);

struct Comparison {
  bool better = false;       ///< the fitted weights predicted the tail better
  std::size_t held_out = 0;  ///< reviews of the tail that were predicted
  double loss_in_use = 0;    ///< mean log loss of the tail with the weights in use
  double loss_fitted = 0;    ///< with weights fitted to what went before
  Fitted fitted;             ///< to the whole log
};

/// Whether fitting pays: fits to the first 80 % of the log by time, and lets these
/// weights and those in use predict the last 20 %, each card's state carried on from its
/// beginning. Only if the fitted ones have the smaller mean log loss is `better` set, and
/// are weights fitted to the whole log; else `fitted` holds the weights in use (section
/// 10.7). Fails only when `progress` says stop.
[[nodiscard]] Result<Comparison> fit_if_better(const ReviewHistories& histories,
                                               const ModelWeights& in_use,
                                               const FitOptions& options = {});

}  // namespace attache
