// The parts of a fit, each by itself.

#include <atomic>
#include <cmath>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "fitting_logs.h"
#include "memory/bounded_step.h"
#include "memory/crew.h"
#include "memory/fitting_batches.h"
#include "memory/fitting_choices.h"
#include "memory/fitting_prior.h"
#include "memory/outliers.h"

namespace {

using attache::bounded_step;
using attache::Bounds;
using attache::Crew;
using attache::FirstInterval;
using attache::FirstIntervals;
using attache::FitBatches;
using attache::FitSums;
using attache::ModelKind;
using attache::ReviewHistories;
using attache::WeightPrior;
using attache::tests::LogWriter;

TEST_CASE("first intervals are counted by rating and days") {
  const ReviewHistories log = LogWriter()
                                  .card(1, {{0, 3}, {0, 3}, {2, 3}})
                                  .card(2, {{0, 3}, {2, 1}})
                                  .card(3, {{0, 3}, {5000, 3}})
                                  .card(4, {{0, 1}, {0, 3}})
                                  .card(5, {{0, 1}, {1, 3}})
                                  .card(6, {{0, 3}, {5000, 1}})
                                  .histories();
  const FirstIntervals all =
      attache::first_intervals(log, static_cast<std::uint32_t>(log.review_count()));
  REQUIRE(all[0].size() == 1);
  CHECK(all[0][0].days == 1);
  REQUIRE(all[2].size() == 2);
  CHECK(all[2][0].days == 2);
  CHECK(all[2][0].cards == 2);
  CHECK(all[2][0].recalled == 1);
  CHECK(all[2][1].days == 5000);
  CHECK(all[2][1].cards == 2);
  CHECK(attache::first_interval_days(log, 0) == 2);
  CHECK(attache::first_interval_days(log, 3) == 0);
}

TEST_CASE("rare first intervals are left out, up to a twentieth of a rating's cards") {
  // 1,000 cards rated good: at most 49 may go, the smallest groups first.
  FirstIntervals all;
  all[2] = {{1, 900, 0, false}, {2, 30, 0, false}, {3, 30, 0, false},
            {4, 5, 0, false},   {5, 10, 0, false}, {200, 25, 0, false}};
  attache::leave_out_rare(all);
  CHECK_FALSE(all[2][0].left_out);
  CHECK(all[2][3].left_out);        // 5
  CHECK(all[2][4].left_out);        // 15 in all
  CHECK(all[2][5].left_out);        // 40 in all
  CHECK_FALSE(all[2][1].left_out);  // 70 would be too many; 30 cards are worth keeping
  CHECK_FALSE(all[2][2].left_out);
}

TEST_CASE(
    "beyond the limit a long or a very rare first interval is left out all the same") {
  FirstIntervals all;
  all[2] = {{1, 19, 0, false}, {101, 30, 0, false}, {100, 31, 0, false}};
  all[3] = {{1, 19, 0, false}, {101, 30, 0, false}, {366, 31, 0, false}};
  attache::leave_out_rare(all);
  CHECK(all[2][0].left_out);  // below 20
  CHECK(all[2][1].left_out);  // over 100 days
  CHECK_FALSE(all[2][2].left_out);
  CHECK_FALSE(all[3][1].left_out);  // easy: up to 365 days
  CHECK(all[3][2].left_out);
  all[2] = {{1, 16, 0, false},
            {2, 5, 0, false},
            {3, 5, 0, false},
            {4, 5, 0, false},
            {5, 5, 0, false}};
  attache::leave_out_rare(all);
  CHECK(all[2][1].left_out);
  CHECK(all[2][4].left_out);  // 20 would reach the limit, but 5 cards are too few to keep
  CHECK_FALSE(all[2][0].left_out);
}

TEST_CASE("cards are left out with their first interval") {
  const ReviewHistories log = LogWriter()
                                  .card(1, {{0, 3}, {2, 3}, {9, 3}})
                                  .card(2, {{0, 3}, {7, 3}})
                                  .card(3, {{0, 2}, {2, 3}})
                                  .card(4, {{0, 3}})
                                  .histories();
  FirstIntervals all;
  all[2] = {{2, 1, 1, true}, {7, 1, 1, false}};
  CHECK(attache::cards_left_out(log, all) == std::vector<std::uint8_t>{1, 0, 0, 0});
}

TEST_CASE("cards of one first rating stand side by side, sorted by length") {
  LogWriter log;
  for (int card = 0; card < 20; ++card)
    log.card(card, card < 17 ? std::vector<std::pair<int, int>>{{0, 3}, {1, 3}}
                             : std::vector<std::pair<int, int>>{{0, 3}, {1, 3}, {0, 2}});
  log.card(20, {{0, 1}, {1, 3}, {4, 4}}).card(21, {{0, 4}});
  const ReviewHistories histories = log.histories();
  Crew crew(1);
  const FitBatches batches(histories, ModelKind::kFsrs6,
                           std::vector<std::uint8_t>(histories.card_count(), 0), crew);
  CHECK(batches.scored() == 22);
  REQUIRE(batches.chunks().size() == 2);
  CHECK(batches.chunks()[0].first == attache::Rating::kAgain);
  CHECK(batches.groups(batches.chunks()[0])[0].steps == 2);
  const auto good = batches.groups(batches.chunks()[1]);
  REQUIRE(good.size() == 2);
  CHECK(good[0].steps == 1);
  CHECK(good[1].steps == 2);
  // The second step of card 17: the same day, hard, not scored.
  const auto& step = batches.steps()[good[1].begin + 1];
  CHECK(step.days[1] == 0);
  CHECK((step.answer[1] & 7U) == 1);
}

TEST_CASE("a step without bounds in its way solves the equations") {
  // 2a + b = 3, a + 3b = 5: a = 0.8, b = 1.4.
  const std::vector<double> slope{-3, -5};
  const std::vector<double> curvature{2, 1, 1, 3};
  const std::vector<double> from{0, 0};
  const std::vector<Bounds> wide(2, Bounds{-9, 9});
  const auto step = bounded_step(slope, curvature, from, wide);
  CHECK(step[0] == doctest::Approx(0.8));
  CHECK(step[1] == doctest::Approx(1.4));
}

TEST_CASE("a step stops at a bound and the rest is solved anew") {
  // With b held at 1: 2a = 3 - 1.
  const std::vector<double> slope{-3, -5};
  const std::vector<double> curvature{2, 1, 1, 3};
  const std::vector<double> from{0, 0.5};
  const std::vector<Bounds> bounds{{-9, 9}, {0, 1.5}};
  const auto step = bounded_step(slope, curvature, from, bounds);
  CHECK(step[1] == doctest::Approx(1));
  CHECK(step[0] == doctest::Approx(1));
}

TEST_CASE("a bowl that is none gives no step") {
  const std::vector<double> slope{-3, -5};
  const std::vector<double> saddle{1, 2, 2, 1};
  const std::vector<double> from{0, 0};
  const std::vector<Bounds> wide(2, Bounds{-9, 9});
  CHECK(bounded_step(slope, saddle, from, wide) == std::vector<double>{0, 0});
}

TEST_CASE("property: no step leaves the bounds") {
  CHECK(rc::check("within", [] {
    const std::size_t n = 4;
    const auto number = [] { return *rc::gen::inRange(-1000, 1001) / 100.0; };
    std::vector<double> root(n * n);
    for (double& each : root)
      each = number();
    std::vector<double> curvature(n * n, 0);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j)
        for (std::size_t k = 0; k < n; ++k)
          curvature[i * n + j] += root[i * n + k] * root[j * n + k];
      curvature[i * n + i] += 0.1;
    }
    std::vector<double> slope(n);
    for (double& each : slope)
      each = number();
    const std::vector<double> from(n, 0);
    const std::vector<Bounds> bounds(n, Bounds{-1, 0.5});
    for (const double each : bounded_step(slope, curvature, from, bounds))
      RC_ASSERT(each >= -1 && each <= 0.5);
  }));
}

/// One weight, whose parts of the log each have their lowest point somewhere.
std::vector<FitSums> parts_at(const std::vector<double>& lowest) {
  std::vector<FitSums> parts;
  for (const double each : lowest) {
    FitSums sums(1);
    sums.curvature[0] = 100;
    sums.slope[0] = -100 * each;
    parts.push_back(sums);
  }
  return parts;
}

TEST_CASE("the past counts less the more the weights move") {
  const WeightPrior prior{{0}, {1}, {{-9, 9}}, {}};
  const std::vector<double> here{0};
  const auto chosen = [&](const std::vector<double>& lowest) {
    return attache::chosen_least_weight(parts_at(lowest), prior, here);
  };
  CHECK(chosen({0, 1, 2, 3, 4, 5, 6, 7}) == 0.05);
  CHECK(chosen({1, -1, 1, -1, 1, -1, 1, -1}) == 1);
  CHECK(chosen({3}) == 1);
}

TEST_CASE("the prior of the first stabilities lets them move together more easily") {
  const WeightPrior prior = attache::weight_prior(ModelKind::kFsrs6, 1);
  const std::size_t n = prior.mean.size();
  REQUIRE(n == 21);
  const auto cost = [&](const std::vector<double>& way) {
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = 0; j < 4; ++j)
        sum += way[i] * prior.precision[i * n + j] * way[j];
    return sum;
  };
  // Variances: 0.7^2 of each and 0.8^2 of all; so 4 / (0.49 + 4 * 0.64) for a common
  // move.
  CHECK(cost({1, 1, 1, 1}) == doctest::Approx(4 / (0.49 + 2.56)));
  CHECK(cost({1, -1, 1, -1}) == doctest::Approx(4 / 0.49));
  CHECK(prior.mean[0] == doctest::Approx(std::log(0.212)));
  CHECK(prior.precision[20 * n + 20] == doctest::Approx(1 / (0.27 * 0.27)));
}

TEST_CASE("parameters become the weights that they came from") {
  const auto weights = attache::default_weights(ModelKind::kFsrs6);
  const auto back =
      attache::weights_of(ModelKind::kFsrs6, attache::parameters_of(weights));
  for (std::size_t i = 0; i < weights.values.size(); ++i)
    CHECK(back.values[i] == doctest::Approx(weights.values[i]));
}

TEST_CASE("a crew does every piece once, round after round") {
  for (const int threads : {1, 2, 4}) {
    Crew crew(threads);
    CHECK(crew.threads() == threads);
    for (const std::size_t pieces : {0U, 1U, 2U, 100U}) {
      std::vector<std::atomic<int>> done(pieces);
      crew.run(pieces, [&](std::size_t i) { ++done[i]; });
      for (const auto& each : done)
        CHECK(each == 1);
    }
  }
}

}  // namespace
