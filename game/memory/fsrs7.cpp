#include "memory/fsrs7.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace attache {
namespace {

constexpr Fsrs7Weights kDefaultWeights{
    0.1104, 2.2395, 3.9221, 11.7841, 6.1686, 0.6457, 3.6807, 1.9795, 0,
    1.3826, 0.7024, 0.5999, 0.8146,  0.6398, 1,      1.3207, 0.6707, 3.8668,
    0.4416, 0.0934, 1.8631, 0.6162,  1.0869, 0.1567, 0.0801, 0.2421, 0.9464,
    0.1433, 0.7145, 0,      0.5667,  0.3734, 0.5333, 0.3048};
constexpr double kLeastStability = 0.0001;
constexpr double kGreatestStability = 36500;
constexpr double kGreatestInterval = 36500;
/// Of a first stability, and at most of a forgotten memory's slow trace.
constexpr double kFastShare = 0.8;
/// No chance is quite 0 or 1 (section 9.1).
constexpr double kMargin = 1e-5;

double within_stability(double days) {
  return std::clamp(days, kLeastStability, kGreatestStability);
}

double within_difficulty(double difficulty) {
  return std::clamp(difficulty, 1.0, 10.0);
}

double grade(Rating rating) {
  return static_cast<double>(rating);
}

/// One trace's curve, (1 + rate * t)^decay, and its share in the mixture.
struct TraceCurve {
  double rate = 0;  ///< factor / stability
  double decay = 0;
  double share = 0;

  [[nodiscard]] double at(double days) const { return std::pow(1 + rate * days, decay); }
};

}  // namespace

const Fsrs7Weights& default_fsrs7_weights() {
  return kDefaultWeights;
}

/// The mixture of both traces of one state (section 9.1).
struct Fsrs7::Curve {
  TraceCurve fast;
  TraceCurve slow;

  [[nodiscard]] double recall(double days) const {
    return mixed(fast.at(days), slow.at(days));
  }
  [[nodiscard]] double mixed(double fast_recall, double slow_recall) const {
    return (fast.share * fast_recall + slow.share * slow_recall) * (1 - 2 * kMargin) +
           kMargin;
  }
};

Fsrs7::Fsrs7(const Fsrs7Weights& weights)
    : w_(weights),
      slow_(trace_weights(7)),
      fast_(trace_weights(15)),
      slow_decay_(-std::clamp(weights[24], 0.01, 0.95)),
      slow_factor_(std::pow(weights[26], 1 / slow_decay_) - 1),
      log_fast_anchor_(std::log(weights[25])),
      easy_difficulty_(first_difficulty(Rating::kEasy)) {}

Fsrs7::TraceWeights Fsrs7::trace_weights(std::size_t offset) const {
  const double* w = &w_[offset];
  return {std::exp(w[0] - 1.5), w[1], w[2], w[3], w[4], w[5], w[6], w[7]};
}

MemoryState Fsrs7::first(Rating rating) const {
  const double stability = w_[static_cast<std::size_t>(rating) - 1];
  return {within_stability(stability), within_difficulty(first_difficulty(rating)),
          within_stability(kFastShare * stability)};
}

MemoryState Fsrs7::next(const MemoryState& state,
                        double elapsed_days,
                        Rating rating) const {
  assert(elapsed_days >= 0 && state.stability > 0 && state.fast_stability > 0);
  const Curve curve = curve_of(state);
  const double days = std::max(elapsed_days, 0.0);
  const double fast_recall = curve.fast.at(days);
  const double recall = curve.mixed(fast_recall, curve.slow.at(days));
  const double slow =
      trace_after(slow_, state.stability, state.difficulty, recall, rating);
  double fast =
      trace_after(fast_, state.fast_stability, state.difficulty, fast_recall, rating);
  if (rating == Rating::kAgain) fast = std::min(fast, kFastShare * slow);
  return {within_stability(slow), next_difficulty(state.difficulty, recall, rating),
          within_stability(fast)};
}

double Fsrs7::recall_chance(const MemoryState& state, double elapsed_days) const {
  return curve_of(state).recall(std::max(elapsed_days, 0.0));
}

double Fsrs7::interval_days(const MemoryState& state, double desired_retention) const {
  const Curve curve = curve_of(state);
  if (desired_retention >= curve.recall(0)) return 0;
  if (curve.recall(kGreatestInterval) >= desired_retention) return kGreatestInterval;
  // In u = ln t the curve is nearly straight. Newton's steps are kept between the last
  // points that are known to lie on either side.
  double low = std::log(1e-30);
  double high = std::log(kGreatestInterval);
  double u =
      std::clamp(std::log(std::max(state.stability, state.fast_stability)), low, high);
  for (int step = 0; step < 200; ++step) {
    const double days = std::exp(u);
    const double fast = curve.fast.at(days);
    const double slow = curve.slow.at(days);
    const double above = curve.mixed(fast, slow) - desired_retention;
    (above > 0 ? low : high) = u;
    // dR/du = t dR/dt.
    const auto bend = [days](const TraceCurve& trace, double recall) {
      return trace.share * trace.decay * recall * trace.rate * days /
             (1 + trace.rate * days);
    };
    const double slope =
        (1 - 2 * kMargin) * (bend(curve.fast, fast) + bend(curve.slow, slow));
    double next = u - above / slope;
    if (!(next > low && next < high)) next = (low + high) / 2;
    const double moved = std::abs(next - u);
    u = next;
    if (moved < 1e-11) break;
  }
  return std::exp(u);
}

Fsrs7::Curve Fsrs7::curve_of(const MemoryState& state) const {
  const double log_fast = std::log(state.fast_stability);
  const double log_slow = std::log(state.stability);
  const double from_middle = state.difficulty - 5;
  Curve curve;
  curve.fast.decay =
      -std::clamp(w_[23] * std::exp((w_[33] - 0.3) * log_fast), 0.01, 0.95);
  curve.fast.rate = std::expm1(std::min(log_fast_anchor_ / curve.fast.decay, 60.0)) /
                    state.fast_stability;
  curve.slow.decay = slow_decay_;
  curve.slow.rate =
      slow_factor_ * std::exp(from_middle * (w_[32] - 0.3)) / state.stability;
  const double fast_weight = w_[27] * std::exp(-w_[29] * log_fast);
  const double slow_weight =
      w_[28] * std::exp(w_[30] * log_slow + from_middle * (w_[31] - 0.5));
  curve.fast.share = fast_weight / (fast_weight + slow_weight);
  curve.slow.share = slow_weight / (fast_weight + slow_weight);
  return curve;
}

double Fsrs7::first_difficulty(Rating rating) const {
  return w_[4] - std::exp(w_[5] * (grade(rating) - 1)) + 1;
}

double Fsrs7::next_difficulty(double difficulty, double recall, Rating rating) const {
  // What was forgotten although it was likely to be known is difficult.
  const double surprise = rating == Rating::kAgain ? recall + 0.1 : 1;
  const double moved =
      difficulty + (10 - difficulty) / 9 * (-w_[6] * (grade(rating) - 3)) * surprise;
  return within_difficulty(0.01 * easy_difficulty_ + 0.99 * moved);
}

double Fsrs7::trace_after(const TraceWeights& weights,
                          double stability,
                          double difficulty,
                          double recall,
                          Rating rating) {
  const double forgotten = 1 - recall;
  const double left =
      std::min(stability, weights.lapse_scale *
                              (std::pow(stability + 1, weights.lapse_power) - 1) *
                              std::exp(weights.lapse_spacing * forgotten));
  if (rating == Rating::kAgain) return left;
  double growth = weights.growth * (11 - difficulty) *
                  std::pow(stability, -weights.saturation) *
                  std::expm1(weights.spacing * forgotten);
  if (rating == Rating::kHard) growth *= weights.hard;
  if (rating == Rating::kEasy) growth *= weights.easy;
  return std::max(left, stability * (1 + growth));
}

}  // namespace attache
