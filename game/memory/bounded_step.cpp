#include "memory/bounded_step.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace attache {
namespace {

/// The minimum over the free parameters, the others being held at their `step`.
bool solve_free(std::span<const double> slope,
                std::span<const double> curvature,
                const std::vector<std::size_t>& free,
                const std::vector<bool>& held,
                std::vector<double>& step) {
  const std::size_t n = slope.size();
  std::vector<double> a(free.size() * free.size());
  std::vector<double> b(free.size());
  for (std::size_t i = 0; i < free.size(); ++i) {
    const std::size_t row = free[i] * n;
    b[i] = -slope[free[i]];
    for (std::size_t j = 0; j < n; ++j)
      if (held[j]) b[i] -= curvature[row + j] * step[j];
    for (std::size_t j = 0; j < free.size(); ++j)
      a[i * free.size() + j] = curvature[row + free[j]];
  }
  if (!solve_positive(a, b)) return false;
  for (std::size_t i = 0; i < free.size(); ++i)
    step[free[i]] = b[i];
  return true;
}

}  // namespace

bool solve_positive(std::span<double> a, std::span<double> b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i * n + j];
      for (std::size_t k = 0; k < j; ++k)
        sum -= a[i * n + k] * a[j * n + k];
      if (i != j) {
        a[i * n + j] = sum / a[j * n + j];
      } else if (sum > 0) {
        a[i * n + i] = std::sqrt(sum);
      } else {
        return false;
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k)
      b[i] -= a[i * n + k] * b[k];
    b[i] /= a[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k)
      b[i] -= a[k * n + i] * b[k];
    b[i] /= a[i * n + i];
  }
  return true;
}

std::vector<double> bounded_step(std::span<const double> slope,
                                 std::span<const double> curvature,
                                 std::span<const double> from,
                                 std::span<const Bounds> bounds) {
  const std::size_t n = slope.size();
  std::vector<double> step(n, 0);
  std::vector<bool> held(n, false);
  while (true) {
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < n; ++i)
      if (!held[i]) free.push_back(i);
    if (free.empty()) return step;
    if (!solve_free(slope, curvature, free, held, step)) return std::vector<double>(n, 0);
    bool inside = true;
    for (const std::size_t i : free) {
      const double least = bounds[i].least - from[i];
      const double greatest = bounds[i].greatest - from[i];
      if (step[i] >= least && step[i] <= greatest) continue;
      step[i] = std::clamp(step[i], least, greatest);
      held[i] = true;
      inside = false;
    }
    if (inside) return step;
  }
}

}  // namespace attache
