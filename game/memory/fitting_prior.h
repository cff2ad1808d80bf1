#pragma once
// What is known of weights before any log is seen: their usual values and spread. The
// section named below is that of game/memory/README.md.

#include <cstddef>
#include <vector>

#include "memory/model.h"

namespace attache {

/// Neighbouring parameters.
struct ParameterRun {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A normal distribution of parameters: the weights, the first four as logarithms
/// (section 10.5).
struct WeightPrior {
  std::vector<double> mean;
  std::vector<double> precision;  ///< n x n: the inverse of the covariance
  std::vector<Bounds> bounds;
  std::vector<ParameterRun> rising;  ///< none may be less than the one before
};

/// The usual spread, `strength` times as tight.
[[nodiscard]] WeightPrior weight_prior(ModelKind model, double strength);

/// Parameters of weights, and back.
[[nodiscard]] std::vector<double> parameters_of(const ModelWeights& weights);
[[nodiscard]] ModelWeights weights_of(ModelKind model,
                                      const std::vector<double>& parameters);

}  // namespace attache
