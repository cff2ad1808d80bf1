#include "memory/fsrs6.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace attache {
namespace {

constexpr Fsrs6Weights kDefaultWeights{
    0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};
constexpr double kLeastStability = 0.001;
constexpr double kGreatestStability = 36500;

double within_stability(double days) {
  return std::clamp(days, kLeastStability, kGreatestStability);
}

double within_difficulty(double difficulty) {
  return std::clamp(difficulty, 1.0, 10.0);
}

double grade(Rating rating) {
  return static_cast<double>(rating);
}

}  // namespace

const Fsrs6Weights& default_fsrs6_weights() {
  return kDefaultWeights;
}

Fsrs6::Fsrs6(const Fsrs6Weights& weights)
    : w_(weights),
      decay_(-weights[20]),
      factor_(std::pow(0.9, 1 / decay_) - 1),
      easy_difficulty_(first_difficulty(Rating::kEasy)),
      success_scale_(std::exp(weights[8])),
      lapse_divisor_(std::exp(weights[17] * weights[18])) {}

MemoryState Fsrs6::first(Rating rating) const {
  const auto index = static_cast<std::size_t>(rating) - 1;
  return {within_stability(w_[index]), within_difficulty(first_difficulty(rating))};
}

MemoryState Fsrs6::next(const MemoryState& state,
                        double elapsed_days,
                        Rating rating) const {
  assert(elapsed_days >= 0 && state.stability > 0);
  double stability = 0;
  if (elapsed_days <= 0) {
    stability = same_day_stability(state.stability, rating);
  } else {
    const double recall = recall_chance(elapsed_days, state.stability);
    stability = rating == Rating::kAgain ? stability_after_lapse(state, recall)
                                         : stability_after_success(state, recall, rating);
  }
  return {within_stability(stability), next_difficulty(state.difficulty, rating)};
}

double Fsrs6::recall_chance(double elapsed_days, double stability) const {
  return std::pow(1 + factor_ * std::max(elapsed_days, 0.0) / stability, decay_);
}

double Fsrs6::interval_days(double stability, double desired_retention) const {
  return stability / factor_ * (std::pow(desired_retention, 1 / decay_) - 1);
}

double Fsrs6::first_difficulty(Rating rating) const {
  return w_[4] - std::exp(w_[5] * (grade(rating) - 1)) + 1;
}

double Fsrs6::next_difficulty(double difficulty, Rating rating) const {
  // Damped, so that a difficulty creeps towards 10 instead of hitting it.
  const double moved =
      difficulty + (10 - difficulty) / 9 * (-w_[6] * (grade(rating) - 3));
  return within_difficulty(w_[7] * easy_difficulty_ + (1 - w_[7]) * moved);
}

double Fsrs6::same_day_stability(double stability, Rating rating) const {
  const double gain =
      std::exp(w_[17] * (grade(rating) - 3 + w_[18])) * std::pow(stability, -w_[19]);
  return stability * (rating == Rating::kAgain ? gain : std::max(gain, 1.0));
}

double Fsrs6::stability_after_lapse(const MemoryState& state, double recall) const {
  const double relearned = w_[11] * std::pow(state.difficulty, -w_[12]) *
                           (std::pow(state.stability + 1, w_[13]) - 1) *
                           std::exp(w_[14] * (1 - recall));
  return std::min(relearned, state.stability / lapse_divisor_);
}

double Fsrs6::stability_after_success(const MemoryState& state,
                                      double recall,
                                      Rating rating) const {
  double growth = success_scale_ * (11 - state.difficulty) *
                  std::pow(state.stability, -w_[9]) * std::expm1(w_[10] * (1 - recall));
  if (rating == Rating::kHard) growth *= w_[15];
  if (rating == Rating::kEasy) growth *= w_[16];
  return state.stability * (1 + growth);
}

}  // namespace attache
