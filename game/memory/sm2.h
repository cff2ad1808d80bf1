#pragma once
// SM-2, the algorithm of 1987, for comparison only. The section named below is that of
// game/memory/README.md.

#include "memory/model.h"

namespace attache {

/// What SM-2 knows of a card. It plans days and does not speak of chances.
struct Sm2State {
  double interval_days = 0;
  double ease = 2.5;
  int successes = 0;  ///< in a row
  bool operator==(const Sm2State&) const = default;
};

/// The state after the first or a later answer, at most one a day (section 11.4). The
/// four ratings are SM-2's grades 2 to 5.
[[nodiscard]] Sm2State sm2_next(const Sm2State& before, Rating rating);

/// The chance of recall that SM-2 can be said to expect: 0.9 when its interval is over,
/// falling exponentially. Needs an interval of at least a day.
[[nodiscard]] double sm2_recall_chance(const Sm2State& state, double elapsed_days);

}  // namespace attache
