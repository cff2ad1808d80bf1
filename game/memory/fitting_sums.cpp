#include "memory/fitting_sums.h"

#include <array>

#include "memory/fitting_batches.h"

namespace attache {
namespace {

constexpr std::size_t kFirstStabilities = 4;

/// Halves added to halves: the same order everywhere, and no long chain of additions.
double sum_of_lanes(const float* lanes) {
  static_assert(kLanes == 16);
  std::array<double, 8> sums{};
  for (std::size_t i = 0; i < 8; ++i)
    sums[i] = static_cast<double>(lanes[i]) + static_cast<double>(lanes[i + 8]);
  for (std::size_t i = 0; i < 4; ++i)
    sums[i] += sums[i + 4];
  return (sums[0] + sums[2]) + (sums[1] + sums[3]);
}

/// Puts sums by slot where they belong among the parameters.
class SlotPlaces {
 public:
  SlotPlaces(Rating first, FitSums& sums)
      : first_(static_cast<std::size_t>(first) - 1), sums_(sums) {}

  void add_product(std::size_t row, std::size_t column, const float* lanes) {
    const std::size_t n = sums_.parameters();
    const std::size_t i = parameter(row);
    const std::size_t j = parameter(column);
    if (i >= n || j >= n) return;
    const double sum = sum_of_lanes(lanes);
    sums_.curvature[i * n + j] += sum;
    if (i != j) sums_.curvature[j * n + i] += sum;
  }
  void add_residual(std::size_t row, const float* lanes) {
    const std::size_t i = parameter(row);
    if (i < sums_.parameters()) sums_.slope[i] -= sum_of_lanes(lanes);
  }

 private:
  [[nodiscard]] std::size_t parameter(std::size_t slot) const {
    return slot == 0 ? first_ : slot + kFirstStabilities - 1;
  }
  std::size_t first_;
  FitSums& sums_;
};

}  // namespace

FitSums& FitSums::operator+=(const FitSums& other) {
  loss += other.loss;
  weight += other.weight;
  for (std::size_t i = 0; i < slope.size(); ++i)
    slope[i] += other.slope[i];
  for (std::size_t i = 0; i < curvature.size(); ++i)
    curvature[i] += other.curvature[i];
  return *this;
}

FitSums& FitSums::operator*=(double factor) {
  loss *= factor;
  weight *= factor;
  for (double& each : slope)
    each *= factor;
  for (double& each : curvature)
    each *= factor;
  return *this;
}

void add_products(const float* products,
                  std::size_t blocks,
                  Rating first,
                  FitSums& sums) {
  using Pair = std::array<std::size_t, 2>;
  constexpr std::array<Pair, 6> kTriangle{
      {{0, 0}, {1, 0}, {1, 1}, {2, 0}, {2, 1}, {2, 2}}};
  SlotPlaces places(first, sums);
  const float* lanes = products;
  for (std::size_t i = 0; i < blocks; ++i) {
    for (std::size_t j = 0; j < i; ++j)
      for (std::size_t k = 0; k < 9; ++k, lanes += kLanes)
        places.add_product(3 * i + k / 3, 3 * j + k % 3, lanes);
    for (const auto& [row, column] : kTriangle) {
      places.add_product(3 * i + row, 3 * i + column, lanes);
      lanes += kLanes;
    }
    for (std::size_t row = 0; row < 3; ++row, lanes += kLanes)
      places.add_residual(3 * i + row, lanes);
  }
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    sums.loss += static_cast<double>(lanes[lane]);
    sums.weight += static_cast<double>(lanes[kLanes + lane]);
  }
}

}  // namespace attache
