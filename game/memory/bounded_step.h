#pragma once
// One step of a fit: the lowest point of a bowl within a box.

#include <span>
#include <vector>

#include "memory/model.h"

namespace attache {

/// Minimises slope.d + d'Hd/2 with `from + d` within the bounds. `curvature` is H, n x n,
/// symmetric and positive definite. Weights that the free minimum would carry out of
/// their bounds stop there and the others are solved for anew; so it is a minimum on the
/// face that is met, not always the best of all faces (section 10.3). Returns d.
[[nodiscard]] std::vector<double> bounded_step(std::span<const double> slope,
                                               std::span<const double> curvature,
                                               std::span<const double> from,
                                               std::span<const Bounds> bounds);

/// Solves A x = b for a symmetric positive definite A (n x n, row by row) by Cholesky's
/// method. Leaves x in `b` and the factor in `a`; false if A is not positive definite.
bool solve_positive(std::span<double> a, std::span<double> b);

}  // namespace attache
