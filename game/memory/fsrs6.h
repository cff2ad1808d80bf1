#pragma once
// FSRS-6: how stability and difficulty of a memory change, and how long it lasts.
// Formulas: the public FSRS-6 algorithm (fsrs-rs 6.5, ts-fsrs 5.4); the sections named
// below are those of game/memory/README.md.

#include <array>

#include "memory/model.h"

namespace attache {

using Fsrs6Weights = std::array<double, 21>;
[[nodiscard]] const Fsrs6Weights& default_fsrs6_weights();

/// The model with one set of weights. Weights must lie within the bounds of section 6.
class Fsrs6 final : public MemoryModel {
 public:
  explicit Fsrs6(const Fsrs6Weights& weights = default_fsrs6_weights());

  [[nodiscard]] bool counts_whole_days() const override { return true; }
  /// State after the first review (section 3).
  [[nodiscard]] MemoryState first(Rating rating) const override;
  /// State after a later review, `elapsed_days` whole calendar days (>= 0) after the last
  /// one (sections 4 and 5). 0 days is a review on the same day, which has a rule of its
  /// own.
  [[nodiscard]] MemoryState next(const MemoryState& state,
                                 double elapsed_days,
                                 Rating rating) const override;
  /// Chance of recall `elapsed_days` (>= 0; taken as 0 below) after the last review: 1 at
  /// once, 0.9 when it equals the stability (section 2). Needs stability > 0 days.
  [[nodiscard]] double recall_chance(double elapsed_days, double stability) const;
  [[nodiscard]] double recall_chance(const MemoryState& state,
                                     double elapsed_days) const override {
    return recall_chance(elapsed_days, state.stability);
  }
  /// Days until recall falls to `desired_retention` (0 < r < 1); neither rounded nor
  /// limited (section 2).
  [[nodiscard]] double interval_days(double stability, double desired_retention) const;
  [[nodiscard]] double interval_days(const MemoryState& state,
                                     double desired_retention) const override {
    return interval_days(state.stability, desired_retention);
  }
  [[nodiscard]] const Fsrs6Weights& weights() const { return w_; }

 private:
  [[nodiscard]] double first_difficulty(Rating rating) const;
  [[nodiscard]] double next_difficulty(double difficulty, Rating rating) const;
  [[nodiscard]] double same_day_stability(double stability, Rating rating) const;
  [[nodiscard]] double stability_after_lapse(const MemoryState& state,
                                             double recall) const;
  [[nodiscard]] double stability_after_success(const MemoryState& state,
                                               double recall,
                                               Rating rating) const;

  Fsrs6Weights w_;
  double decay_;
  double factor_;
  double easy_difficulty_;  ///< the first difficulty of an easy answer, not limited
  double success_scale_;    ///< exp(w8)
  double lapse_divisor_;    ///< exp(w17 * w18)
};

}  // namespace attache
