#pragma once
// What the log itself says on how it should be fitted: how much the past counts, and the
// usual weights. The sections named below are those of game/memory/README.md.

#include <span>
#include <vector>

#include "memory/fitting_prior.h"
#include "memory/fitting_sums.h"

namespace attache {

/// The weight of the oldest predictions, out of a few, with which each later part of the
/// log would best have been foretold from the parts before it (section 10.6). `parts` are
/// the sums of equally long parts in the order of time, all at `parameters`, which should
/// be near the best ones: every loss is taken for the bowl that its sums describe. 1 (all
/// count alike) where there are fewer than two parts.
[[nodiscard]] double chosen_least_weight(std::span<const FitSums> parts,
                                         const WeightPrior& prior,
                                         std::span<const double> parameters);

/// How much the usual spread of weights counts, 1 to 64, so that what is in the log was
/// most to be expected (empirical Bayes, section 10.5): a student like most pulls hard
/// towards the defaults, an unusual one does not. `sums` are those of the whole log at
/// `parameters`, without a prior; `usual` is the prior of strength 1.
[[nodiscard]] double chosen_prior_strength(const FitSums& sums,
                                           const WeightPrior& usual,
                                           std::span<const double> parameters);

}  // namespace attache
