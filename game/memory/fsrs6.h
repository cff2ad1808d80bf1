#pragma once
// FSRS-6: how stability and difficulty of a memory change, and how long it lasts.
// Formulas: the public FSRS-6 algorithm (fsrs-rs 6.5, ts-fsrs 5.4); the sections named
// below are those of game/memory/README.md.

#include <array>

namespace attache {

/// How well an answer went. The numbers are FSRS's and Anki's.
enum class Rating { kAgain = 1, kHard = 2, kGood = 3, kEasy = 4 };
inline constexpr std::array kRatings{Rating::kAgain, Rating::kHard, Rating::kGood,
                                     Rating::kEasy};
[[nodiscard]] const char* name_of(Rating rating);  ///< "again", "hard", "good", "easy"

/// What FSRS knows of one question.
struct MemoryState {
  double stability = 0;   ///< days until recall falls to 90 %; 0.001..36500
  double difficulty = 0;  ///< 1..10
  bool operator==(const MemoryState&) const = default;
};

using Fsrs6Weights = std::array<double, 21>;
[[nodiscard]] const Fsrs6Weights& default_fsrs6_weights();

/// The model with one set of weights. Weights must lie within the bounds of section 6.
class Fsrs6 {
 public:
  explicit Fsrs6(const Fsrs6Weights& weights = default_fsrs6_weights());

  /// State after the first review (section 3).
  [[nodiscard]] MemoryState first(Rating rating) const;
  /// State after a later review, `elapsed_days` whole calendar days (>= 0) after the last
  /// one (sections 4 and 5). 0 days is a review on the same day, which has a rule of its
  /// own.
  [[nodiscard]] MemoryState next(MemoryState state,
                                 int elapsed_days,
                                 Rating rating) const;
  /// Chance of recall `elapsed_days` (>= 0; taken as 0 below) after the last review: 1 at
  /// once, 0.9 when it equals the stability (section 2). Needs stability > 0 days.
  [[nodiscard]] double recall_chance(double elapsed_days, double stability) const;
  /// Days until recall falls to `desired_retention` (0 < r < 1); neither rounded nor
  /// limited (section 2).
  [[nodiscard]] double interval_days(double stability, double desired_retention) const;
  [[nodiscard]] const Fsrs6Weights& weights() const { return w_; }

 private:
  [[nodiscard]] double first_difficulty(Rating rating) const;
  [[nodiscard]] double next_difficulty(double difficulty, Rating rating) const;
  [[nodiscard]] double same_day_stability(double stability, Rating rating) const;
  [[nodiscard]] double stability_after_lapse(MemoryState state, double recall) const;
  [[nodiscard]] double stability_after_success(MemoryState state,
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
