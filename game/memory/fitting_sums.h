#pragma once
// What one pass over a log tells about a set of weights: the loss, its slope and its
// curvature. The sections named below are those of game/memory/README.md.

#include <cstddef>
#include <vector>

#include "memory/model.h"

namespace attache {

/// Sums over the scored predictions (section 10.3). `slope[i]` is the derivative of the
/// loss by parameter i, `curvature[i*n+j]` the expected second derivative (Fisher's
/// information). Parameters are the weights, the first stabilities as their logarithms.
struct FitSums {
  explicit FitSums(std::size_t parameters)
      : slope(parameters, 0), curvature(parameters * parameters, 0) {}

  double loss = 0;    ///< weighted sum of the binary cross entropy
  double weight = 0;  ///< sum of the weights
  std::vector<double> slope;
  std::vector<double> curvature;

  FitSums& operator+=(const FitSums& other);
  FitSums& operator*=(double factor);
  [[nodiscard]] std::size_t parameters() const { return slope.size(); }
};

/// Sums of products by lane as a kernel leaves them, for the slots "first stability" and
/// the weights from w4 on: blocks of three rows and columns below the diagonal, row by
/// row, the block on the diagonal last; a block has nine products; on the diagonal six
/// and the three with the residual. After them come the loss and the weight, by lane too.
/// Adds all of it to `sums`, whose first rating is `first`.
void add_products(const float* products, std::size_t blocks, Rating first, FitSums& sums);

}  // namespace attache
