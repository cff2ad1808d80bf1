// The kernel against a reference written independently: the model itself in double
// precision, and differences.

#include "memory/fsrs7_kernel.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <rapidcheck.h>
#include <vector>

#include <doctest/doctest.h>

#include "base/chance.h"
#include "fitting_logs.h"
#include "fitting_reference.h"
#include "memory/simulation.h"

namespace {

using attache::Chance;
using attache::default_weights;
using attache::drawn_weights;
using attache::FitSums;
using attache::Instant;
using attache::ModelKind;
using attache::ModelWeights;
using attache::Phase;
using attache::Rating;
using attache::Recency;
using attache::ReviewHistories;
using attache::ReviewLog;
using attache::tests::loss_of;
using attache::tests::predictions;
using attache::tests::sums_by_difference;
using attache::tests::sums_by_kernel;
using attache::tests::utc;

constexpr std::size_t kWeights = 34;

/// Cards asked after anything from seconds to years, answered in any way.
ReviewHistories any_histories(std::size_t cards, Chance& chance) {
  using Duration = std::chrono::duration<double, std::chrono::days::period>;
  ReviewLog log;
  for (std::size_t card = 0; card < cards; ++card) {
    Instant at(std::chrono::days(20'000) + std::chrono::minutes(chance.below(600)));
    const std::size_t reviews = 2 + chance.below(12);
    for (std::size_t i = 0; i < reviews; ++i) {
      // Logarithms spread evenly, from ten seconds to two years.
      const double wait = std::exp(std::log(1e-4) + chance.unit() * std::log(7e6));
      if (i > 0) at += std::chrono::duration_cast<Instant::duration>(Duration(wait));
      const bool forgotten = chance.unit() < 0.3;
      const auto rating = static_cast<Rating>(forgotten ? 1 : 2 + chance.below(3));
      log.push_back({static_cast<std::int64_t>(card),
                     at,
                     rating,
                     i == 0 ? Phase::kNew : Phase::kReview,
                     {}});
    }
  }
  return review_histories(log, utc());
}

ModelWeights defaults() {
  return default_weights(ModelKind::kFsrs7);
}

/// Single precision allows for an error in each sum that goes with what was added up.
void check_same(const FitSums& sums, const FitSums& wanted) {
  constexpr double kRelative = 1e-3;
  CHECK(sums.loss == doctest::Approx(wanted.loss).epsilon(1e-5));
  CHECK(sums.weight == doctest::Approx(wanted.weight).epsilon(1e-5));
  const auto own = [&](std::size_t i) { return wanted.curvature[i * kWeights + i]; };
  for (std::size_t i = 0; i < kWeights; ++i) {
    INFO("parameter " << i);
    // The slope's own deviation is the root of its information.
    const double scale = std::sqrt(own(i));
    CHECK(std::abs(sums.slope[i] - wanted.slope[i]) <
          kRelative * (std::abs(wanted.slope[i]) + scale) + 1e-6);
    for (std::size_t j = 0; j < kWeights; ++j) {
      INFO("and " << j);
      CHECK(std::abs(sums.curvature[i * kWeights + j] -
                     wanted.curvature[i * kWeights + j]) <
            kRelative * std::sqrt(own(i) * own(j)) + 1e-6);
    }
  }
}

TEST_CASE("the slopes of FSRS-7 are those of finite differences") {
  Chance chance(1);
  const ReviewHistories histories = any_histories(60, chance);
  for (int student = 0; student < 6; ++student) {
    const ModelWeights weights =
        student == 0 ? defaults() : drawn_weights(ModelKind::kFsrs7, chance);
    INFO("student " << student);
    check_same(sums_by_kernel(histories, weights),
               sums_by_difference(histories, weights));
  }
}

TEST_CASE("a single card's slopes of FSRS-7 are those of finite differences") {
  // No other card makes up for an error; some have a curve or a state at a limit.
  Chance chance(2);
  for (int i = 0; i < 40; ++i) {
    const ReviewHistories histories = any_histories(1, chance);
    if (predictions(histories, defaults()).empty()) continue;
    const ModelWeights weights = drawn_weights(ModelKind::kFsrs7, chance);
    INFO("card " << i);
    check_same(sums_by_kernel(histories, weights),
               sums_by_difference(histories, weights));
  }
}

TEST_CASE("the slopes of FSRS-7 stop where the fast trace's curve is limited") {
  Chance chance(3);
  const ReviewHistories histories = any_histories(60, chance);
  ModelWeights weights = defaults();
  weights.values[25] = 0.2;
  SUBCASE("the factor's exponent") {
    weights.values[23] = 0.02;
  }
  SUBCASE("the least decay") {
    weights.values[23] = 0.012;
    weights.values[33] = 0.25;
  }
  SUBCASE("the greatest decay") {
    weights.values[23] = 0.24;
    weights.values[33] = 0.6;
    weights.values[1] = 20;
    weights.values[2] = 40;
    weights.values[3] = 90;
  }
  check_same(sums_by_kernel(histories, weights), sums_by_difference(histories, weights));
}

TEST_CASE("the slopes of FSRS-7 stop where a stability is limited") {
  Chance chance(7);
  const ReviewHistories histories = any_histories(60, chance);
  ModelWeights weights = defaults();
  SUBCASE("at the least") {
    weights.values[0] = 1.1e-4;  // of which the fast trace's share is below the limit
    weights.values[10] = 0.1;
    weights.values[11] = 0.2;
    weights.values[18] = 0.01;
  }
  SUBCASE("at the greatest") {
    weights.values[7] = 4;
    weights.values[9] = 3;
    weights.values[14] = 7;
    weights.values[15] = 4;
  }
  check_same(sums_by_kernel(histories, weights), sums_by_difference(histories, weights));
}

TEST_CASE("recency weighs the predictions of FSRS-7 by the cube of the place in time") {
  Chance chance(4);
  const ReviewHistories histories = any_histories(60, chance);
  const Recency recency{0.25, 0.21, 0.93};
  check_same(sums_by_kernel(histories, defaults(), recency),
             sums_by_difference(histories, defaults(), recency));
}

TEST_CASE("extreme histories and weights of FSRS-7 give numbers") {
  attache::tests::LogWriter log;
  std::vector<std::pair<int, int>> many{{0, 1}};
  for (int i = 0; i < 10'000; ++i)
    many.emplace_back(i % 3 == 0 ? 1 : 0, 1 + i % 4);
  log.card(1, many);
  log.card(2, {{0, 4}, {36'500, 4}, {36'500, 1}, {36'500, 4}, {0, 4}, {36'500, 1}});
  log.card(3, {{0, 1}, {36'500, 1}, {1, 1}, {36'500, 1}, {36'500, 3}});
  const ReviewHistories histories = log.histories();
  const auto bounds = attache::weight_bounds(ModelKind::kFsrs7);
  Chance chance(5);
  for (int student = 0; student < 60; ++student) {
    // Every weight at one of its ends.
    ModelWeights weights = defaults();
    for (std::size_t i = 0; i < kWeights; ++i)
      weights.values[i] = student != 1 && (student == 0 || chance.below(2) == 0)
                              ? bounds[i].least
                              : bounds[i].greatest;
    std::sort(weights.values.begin(), weights.values.begin() + 4);
    weights.values[0] = std::min(weights.values[0], bounds[0].greatest);
    const FitSums sums = sums_by_kernel(histories, weights);
    CHECK(std::isfinite(sums.loss));
    for (const double slope : sums.slope)
      CHECK(std::isfinite(slope));
    for (const double curvature : sums.curvature)
      CHECK(std::isfinite(curvature));
  }
}

TEST_CASE("property: whatever the weights, the kernel's loss is that of FSRS-7") {
  Chance fixed(6);
  const ReviewHistories histories = any_histories(20, fixed);
  CHECK(rc::check("loss", [&] {
    ModelWeights weights = defaults();
    const auto bounds = attache::weight_bounds(ModelKind::kFsrs7);
    for (std::size_t i = 0; i < kWeights; ++i) {
      const double share = *rc::gen::inRange(0, 1001) / 1000.0;
      weights.values[i] =
          bounds[i].least + share * (bounds[i].greatest - bounds[i].least);
    }
    std::sort(weights.values.begin(), weights.values.begin() + 4);
    weights.values[0] = std::min(weights.values[0], bounds[0].greatest);
    weights.values[26] = std::max(weights.values[26], weights.values[25]);
    const double wanted = loss_of(predictions(histories, weights));
    RC_ASSERT(std::abs(sums_by_kernel(histories, weights).loss - wanted) < 1e-3 * wanted);
  }));
}

}  // namespace
