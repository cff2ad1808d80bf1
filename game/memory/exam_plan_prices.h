#pragma once
// The prices that make the bound tightest (README section 12.5).

#include <functional>
#include <vector>

#include "memory/exam_plan_dual.h"

namespace attache {

struct ExamPrices {
  std::vector<double> per_day;
  std::vector<double> seconds;  ///< used on each day at these prices, smoothed
  double bound = 0;             ///< exact, on the grid of the dual; share of all worth
  int evaluations = 0;
  bool complete = true;
};

/// `start`: prices to begin with, one a day, or empty for a start from nothing.
[[nodiscard]] ExamPrices best_prices(ExamDual& dual,
                                     const std::vector<double>& start,
                                     const std::function<bool(double)>& progress);

}  // namespace attache
