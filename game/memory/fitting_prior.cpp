#include "memory/fitting_prior.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace attache {
namespace {

constexpr std::size_t kFirstStabilities = 4;
/// Spread of the logarithm of all four first stabilities together, and of each.
constexpr double kCommonSpread = 0.8;
constexpr double kOwnSpread = 0.7;

/// Spread of w4 to w20 among the users of FSRS-6, as fsrs-rs has it.
constexpr std::array kFsrs6Spread{0.57, 0.28, 0.6,  0.12, 0.39, 0.18, 0.33, 0.3, 0.09,
                                  0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27};

double spread_of(ModelKind model, std::size_t weight) {
  if (model == ModelKind::kFsrs6) return kFsrs6Spread[weight - kFirstStabilities];
  // Nobody has published FSRS-7's: a share of the range that a weight may have.
  constexpr double kShare = 0.15;
  const Bounds& bounds = weight_bounds(model)[weight];
  return kShare * (bounds.greatest - bounds.least);
}

}  // namespace

WeightPrior weight_prior(ModelKind model, double strength) {
  const std::size_t n = weight_bounds(model).size();
  WeightPrior prior;
  prior.mean = parameters_of(default_weights(model));
  prior.precision.assign(n * n, 0);
  // The inverse of o^2 I + c^2 11' is (I - 11' c^2 / (o^2 + 4 c^2)) / o^2.
  const double own = kOwnSpread * kOwnSpread;
  const double common = kCommonSpread * kCommonSpread;
  const double shared = common / (own + kFirstStabilities * common);
  for (std::size_t i = 0; i < kFirstStabilities; ++i)
    for (std::size_t j = 0; j < kFirstStabilities; ++j)
      prior.precision[i * n + j] = strength * ((i == j ? 1.0 : 0.0) - shared) / own;
  for (std::size_t i = kFirstStabilities; i < n; ++i) {
    const double spread = spread_of(model, i);
    prior.precision[i * n + i] = strength / (spread * spread);
  }
  prior.bounds.assign(weight_bounds(model).begin(), weight_bounds(model).end());
  for (std::size_t i = 0; i < kFirstStabilities; ++i)
    prior.bounds[i] = {std::log(prior.bounds[i].least),
                       std::log(prior.bounds[i].greatest)};
  prior.rising = {{0, kFirstStabilities}};
  // The fast trace's curve starts below the slow one's (section 9.5).
  if (model == ModelKind::kFsrs7) prior.rising.push_back({25, 27});
  return prior;
}

std::vector<double> parameters_of(const ModelWeights& weights) {
  std::vector<double> parameters = weights.values;
  for (std::size_t i = 0; i < kFirstStabilities; ++i)
    parameters[i] = std::log(parameters[i]);
  return parameters;
}

ModelWeights weights_of(ModelKind model, const std::vector<double>& parameters) {
  ModelWeights weights{model, parameters};
  const auto bounds = weight_bounds(model);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const double value = i < kFirstStabilities ? std::exp(parameters[i]) : parameters[i];
    weights.values[i] = std::clamp(value, bounds[i].least, bounds[i].greatest);
  }
  // What the bounds alone do not say of FSRS-7.
  if (model == ModelKind::kFsrs7)
    weights.values[26] = std::max(weights.values[26], weights.values[25]);
  return weights;
}

}  // namespace attache
