// Fits of FSRS-7 to logs of students who have it in the head.

#include <algorithm>
#include <cstdint>

#include <doctest/doctest.h>

#include "base/chance.h"
#include "fitting_logs.h"
#include "memory/fitting.h"
#include "memory/simulation.h"

namespace {

using attache::Chance;
using attache::checked_weights;
using attache::default_weights;
using attache::drawn_weights;
using attache::fit;
using attache::FitOptions;
using attache::mean_log_loss;
using attache::ModelKind;
using attache::ModelWeights;
using attache::ReviewHistories;
using attache::tests::LogWriter;
using attache::tests::utc;

ModelWeights defaults() {
  return default_weights(ModelKind::kFsrs7);
}

FitOptions of_fsrs7(int threads = 1) {
  FitOptions options;
  options.model = ModelKind::kFsrs7;
  options.threads = threads;
  return options;
}

ReviewHistories answers_of(const ModelWeights& truth, int reviews, std::uint64_t seed) {
  attache::SimulatedStudent student;
  student.truth = truth;
  attache::SimulationPlan plan;
  plan.reviews = reviews;
  plan.cards = std::max(40, reviews / 9);
  plan.new_a_day = std::clamp(reviews / 300, 3, 30);
  plan.days = 36'500;
  return review_histories(attache::simulate(student, plan, Chance(seed)).log, utc());
}

TEST_CASE("fits of FSRS-7 predict as well as the students' own weights") {
  constexpr int kStudents = 3;
  double lost = 0;
  double lost_by_defaults = 0;
  for (std::uint64_t seed = 1; seed <= kStudents; ++seed) {
    Chance chance(seed);
    const ModelWeights truth = drawn_weights(ModelKind::kFsrs7, chance);
    const auto fitted = fit(answers_of(truth, 12'000, seed), of_fsrs7());
    REQUIRE(fitted);
    CHECK(checked_weights(ModelKind::kFsrs7, fitted->weights.values));
    // Reviews that were not fitted to, of the same student.
    const ReviewHistories others = answers_of(truth, 8'000, seed + 100);
    const double best = mean_log_loss(others, truth);
    lost += (mean_log_loss(others, fitted->weights) - best) / kStudents;
    lost_by_defaults += (mean_log_loss(others, defaults()) - best) / kStudents;
  }
  CHECK(lost < 0.002);
  CHECK(lost_by_defaults > 0.005);
}

TEST_CASE("the number of threads does not change a bit of FSRS-7's weights") {
  Chance chance(18);
  const ReviewHistories log =
      answers_of(drawn_weights(ModelKind::kFsrs7, chance), 6'000, 3);
  const auto alone = fit(log, of_fsrs7(1));
  REQUIRE(alone);
  for (const int threads : {2, 5}) {
    const auto together = fit(log, of_fsrs7(threads));
    REQUIRE(together);
    CHECK(together->weights == alone->weights);
  }
}

TEST_CASE("on average, a small log makes FSRS-7 predict what follows better") {
  double before = 0;
  double after = 0;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    Chance chance(seed);
    const ModelWeights truth = drawn_weights(ModelKind::kFsrs7, chance);
    const ReviewHistories log = answers_of(truth, 1'000, seed);
    const auto fitted = fit(attache::earlier_part(log, 800), of_fsrs7());
    REQUIRE(fitted);
    before += mean_log_loss(log, defaults(), 800) / 8;
    after += mean_log_loss(log, fitted->weights, 800) / 8;
  }
  CHECK(after < before);
}

TEST_CASE("one-sided logs give weights of FSRS-7 within bounds and in order") {
  for (const int rating : {1, 2, 3, 4}) {
    LogWriter log;
    for (int card = 0; card < 200; ++card)
      log.card(card, {{0, rating}, {1, rating}, {3, rating}, {9, rating}, {30, rating}});
    const auto fitted = fit(log.histories(), of_fsrs7());
    REQUIRE(fitted);
    CHECK(checked_weights(ModelKind::kFsrs7, fitted->weights.values));
    CHECK(mean_log_loss(log.histories(), fitted->weights) <
          mean_log_loss(log.histories(), defaults()));
  }
}

TEST_CASE("first stabilities that the log has upside down are put in order") {
  // What was easy at first is forgotten, what was forgotten stays.
  LogWriter log;
  for (std::int64_t card = 0; card < 300; ++card)
    log.card(4 * card, {{0, 1}, {20, 3}})
        .card(4 * card + 1, {{0, 2}, {20, 3}})
        .card(4 * card + 2, {{0, 3}, {2, 1}})
        .card(4 * card + 3, {{0, 4}, {2, 1}});
  const auto fitted = fit(log.histories(), of_fsrs7());
  REQUIRE(fitted);
  CHECK(checked_weights(ModelKind::kFsrs7, fitted->weights.values));
}

TEST_CASE("the fast trace's anchor never rises above the slow one's") {
  // A student for whom they are the same.
  ModelWeights truth = defaults();
  truth.values[25] = 0.85;
  truth.values[26] = 0.85;
  const auto fitted = fit(answers_of(truth, 4'000, 5), of_fsrs7());
  REQUIRE(fitted);
  CHECK(fitted->weights.values[25] <= fitted->weights.values[26]);
  CHECK(checked_weights(ModelKind::kFsrs7, fitted->weights.values));
}

TEST_CASE("without reviews the weights of FSRS-7 are the defaults") {
  const auto fitted = fit(LogWriter().answer(1, 0, 3).histories(), of_fsrs7());
  REQUIRE(fitted);
  CHECK(fitted->weights == defaults());
  CHECK(fitted->reviews == 0);
}

}  // namespace
