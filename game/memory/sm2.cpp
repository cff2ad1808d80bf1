#include "memory/sm2.h"

#include <algorithm>
#include <cmath>

namespace attache {

Sm2State sm2_next(const Sm2State& before, Rating rating) {
  Sm2State after = before;
  if (rating == Rating::kAgain) {
    after.successes = 0;
    after.interval_days = 1;
  } else {
    after.successes = before.successes + 1;
    if (after.successes == 1) after.interval_days = 1;
    if (after.successes == 2) after.interval_days = 6;
    if (after.successes > 2) after.interval_days = before.interval_days * before.ease;
  }
  const double short_of_best = 4 - static_cast<double>(rating);
  after.ease =
      std::max(1.3, before.ease + 0.1 - short_of_best * (0.08 + short_of_best * 0.02));
  // Halves go up, whatever the last bit of the product.
  after.interval_days = std::clamp(std::round(after.interval_days + 0.01), 1.0, 36500.0);
  return after;
}

double sm2_recall_chance(const Sm2State& state, double elapsed_days) {
  return std::pow(0.9, elapsed_days / state.interval_days);
}

}  // namespace attache
