#include "memory/fitting_choices.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "memory/bounded_step.h"

namespace attache {
namespace {

/// How far the weights fitted to the first `count` parts lie from `parameters`, each part
/// weighted by its place.
std::vector<double> way_to_fit(std::span<const FitSums> parts,
                               std::size_t count,
                               double least,
                               const WeightPrior& prior,
                               std::span<const double> parameters) {
  const std::size_t n = parameters.size();
  std::vector<double> curvature = prior.precision;
  std::vector<double> way(n, 0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      way[i] += prior.precision[i * n + j] * (prior.mean[j] - parameters[j]);
  for (std::size_t part = 0; part < count; ++part) {
    const double place = (static_cast<double>(part) + 0.5) / static_cast<double>(count);
    const double weight = least + (1 - least) * place * place * place;
    for (std::size_t i = 0; i < n * n; ++i)
      curvature[i] += weight * parts[part].curvature[i];
    for (std::size_t i = 0; i < n; ++i)
      way[i] -= weight * parts[part].slope[i];
  }
  if (!solve_positive(curvature, way)) return std::vector<double>(n, 0);
  for (std::size_t i = 0; i < n; ++i)
    way[i] = std::clamp(way[i], prior.bounds[i].least - parameters[i],
                        prior.bounds[i].greatest - parameters[i]);
  return way;
}

/// What going that way changes in the loss of a part.
double change_of_loss(const FitSums& part, const std::vector<double>& way) {
  const std::size_t n = way.size();
  double change = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double bend = 0;
    for (std::size_t j = 0; j < n; ++j)
      bend += part.curvature[i * n + j] * way[j];
    change += (part.slope[i] + bend / 2) * way[i];
  }
  return change;
}

/// Minus the logarithm of how much the log was to be expected, but for a constant, with
/// the usual spread `strength` times as tight: the bowl around `parameters` is added up
/// over all weights (Laplace's method).
double surprise(const FitSums& sums,
                const WeightPrior& usual,
                std::span<const double> parameters,
                double strength) {
  const std::size_t n = parameters.size();
  std::vector<double> curvature = sums.curvature;
  std::vector<double> pull(n, 0);
  double total = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double precision = strength * usual.precision[i * n + j];
      curvature[i * n + j] += precision;
      pull[i] += precision * (usual.mean[j] - parameters[j]);
    }
    total += pull[i] * (usual.mean[i] - parameters[i]) / 2;
    pull[i] -= sums.slope[i];
  }
  std::vector<double> way = pull;
  if (!solve_positive(curvature, way)) return HUGE_VAL;
  for (std::size_t i = 0; i < n; ++i)
    total += std::log(curvature[i * n + i]) - pull[i] * way[i] / 2;
  return total - static_cast<double>(n) * std::log(strength) / 2;
}

}  // namespace

double chosen_prior_strength(const FitSums& sums,
                             const WeightPrior& usual,
                             std::span<const double> parameters) {
  constexpr std::array kStrengths{1, 2, 4, 8, 16, 32, 64};
  // Of the strength itself 16 is expected, less surely the further away: chosen so that
  // students like the defaults lose nothing.
  constexpr double kExpected = 4;
  constexpr double kDoubt = 0.3;
  double best = 1;
  double least = HUGE_VAL;
  for (const double strength : kStrengths) {
    const double away = std::log2(strength) - kExpected;
    const double total =
        surprise(sums, usual, parameters, strength) + kDoubt * away * away;
    if (total >= least) continue;
    least = total;
    best = strength;
  }
  return best;
}

double chosen_least_weight(std::span<const FitSums> parts,
                           const WeightPrior& prior,
                           std::span<const double> parameters) {
  constexpr std::array kLeastWeights{1.0, 0.25, 0.05};
  double best = 1;
  double least_loss = 0;
  for (const double least : kLeastWeights) {
    double loss = 0;
    for (std::size_t part = std::max<std::size_t>(parts.size() / 2, 1);
         part < parts.size(); ++part)
      loss +=
          change_of_loss(parts[part], way_to_fit(parts, part, least, prior, parameters));
    if (least == kLeastWeights.front() || loss < least_loss) {
      best = least;
      least_loss = loss;
    }
  }
  return best;
}

}  // namespace attache
