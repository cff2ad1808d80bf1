#pragma once
// FSRS-7: two traces of one memory, a slow and a fast one, over fractions of days.
// Formulas: the FSRS-7 with 34 weights (ts-fsrs documentation, fsrs-rs c9562d6); the
// sections named below are those of game/memory/README.md.

#include <array>
#include <cstddef>

#include "memory/model.h"

namespace attache {

using Fsrs7Weights = std::array<double, 34>;
[[nodiscard]] const Fsrs7Weights& default_fsrs7_weights();

/// The model with one set of weights. Weights must lie within the bounds of section 9.5.
class Fsrs7 final : public MemoryModel {
 public:
  explicit Fsrs7(const Fsrs7Weights& weights = default_fsrs7_weights());

  [[nodiscard]] bool counts_whole_days() const override { return false; }
  /// State after the first review (section 9.2).
  [[nodiscard]] MemoryState first(Rating rating) const override;
  /// State after a later review (section 9.3).
  [[nodiscard]] MemoryState next(const MemoryState& state,
                                 double elapsed_days,
                                 Rating rating) const override;
  /// The mixture of both traces (section 9.1).
  [[nodiscard]] double recall_chance(const MemoryState& state,
                                     double elapsed_days) const override;
  /// Solved by Newton's method in the logarithm of time (section 9.4), exact to about
  /// 1e-10 of itself and at most 36500 days. 0 for a retention that no memory has, even
  /// at once (above 0.99999); after many a lapse it can be less than a second.
  [[nodiscard]] double interval_days(const MemoryState& state,
                                     double desired_retention) const override;
  [[nodiscard]] const Fsrs7Weights& weights() const { return w_; }

 private:
  /// What is the same for every state in the update of one trace.
  struct TraceWeights {
    double growth;      ///< exp(w[k] - 1.5)
    double saturation;  ///< w[k+1]
    double spacing;     ///< w[k+2]
    double lapse_scale;
    double lapse_power;
    double lapse_spacing;
    double hard;
    double easy;
  };
  struct Curve;

  [[nodiscard]] TraceWeights trace_weights(std::size_t offset) const;
  [[nodiscard]] Curve curve_of(const MemoryState& state) const;
  [[nodiscard]] double first_difficulty(Rating rating) const;
  [[nodiscard]] double next_difficulty(double difficulty,
                                       double recall,
                                       Rating rating) const;
  [[nodiscard]] static double trace_after(const TraceWeights& weights,
                                          double stability,
                                          double difficulty,
                                          double recall,
                                          Rating rating);

  Fsrs7Weights w_;
  TraceWeights slow_;
  TraceWeights fast_;
  double slow_decay_;
  double slow_factor_;      ///< before the difficulty's part
  double log_fast_anchor_;  ///< ln w25
  double easy_difficulty_;  ///< the first difficulty of an easy answer, not limited
};

}  // namespace attache
