#include "memory/fitting.h"

#include <cmath>

#include <doctest/doctest.h>

#include "fitting_logs.h"

namespace {

using attache::default_fsrs6_weights;
using attache::default_weights;
using attache::fit;
using attache::fit_if_better;
using attache::FitOptions;
using attache::Fitted;
using attache::Fsrs6Weights;
using attache::mean_log_loss;
using attache::ModelKind;
using attache::ModelWeights;
using attache::review_histories;
using attache::ReviewHistories;
using attache::ReviewLog;
using attache::tests::another_student;
using attache::tests::LogWriter;
using attache::tests::student_log;
using attache::tests::utc;

ModelWeights tagged(const Fsrs6Weights& weights) {
  return {ModelKind::kFsrs6, std::vector<double>(weights.begin(), weights.end())};
}

ModelWeights defaults() {
  return default_weights(ModelKind::kFsrs6);
}

/// Within the bounds, and the first stabilities in order.
bool usable(const ModelWeights& weights) {
  if (!attache::checked_weights(weights.model, weights.values)) return false;
  const auto& w = weights.values;
  return w[0] <= w[1] && w[1] <= w[2] && w[2] <= w[3];
}

TEST_CASE("a student's log gives weights that predict as well as the student's own") {
  // 30,000 reviews, to stay quick without optimisation; at 100,000 the difference is
  // smaller still.
  const ReviewHistories log =
      review_histories(student_log(another_student(), 30'000, 1), utc());
  const auto fitted = fit(log);
  REQUIRE(fitted);
  CHECK(usable(fitted->weights));
  CHECK(fitted->reviews > 20'000);
  // Reviews that were not fitted to, of the same student.
  const ReviewHistories others =
      review_histories(student_log(another_student(), 30'000, 2), utc());
  const double truth = mean_log_loss(others, tagged(another_student()));
  CHECK(mean_log_loss(others, defaults()) > truth + 0.005);
  CHECK(mean_log_loss(others, fitted->weights) < truth + 0.001);
}

TEST_CASE("the number of threads does not change a bit") {
  const ReviewHistories log =
      review_histories(student_log(another_student(), 20'000, 3), utc());
  FitOptions options;
  options.threads = 1;
  const auto alone = fit(log, options);
  REQUIRE(alone);
  for (const int threads : {2, 5}) {
    options.threads = threads;
    const auto together = fit(log, options);
    REQUIRE(together);
    CHECK(together->weights == alone->weights);
  }
}

TEST_CASE("the order of the rows does not matter") {
  ReviewLog log = student_log(another_student(), 3'000, 4);
  const auto forward = fit(review_histories(log, utc()));
  std::reverse(log.begin(), log.end());
  const auto backward = fit(review_histories(log, utc()));
  REQUIRE(forward);
  REQUIRE(backward);
  CHECK(forward->weights == backward->weights);
}

TEST_CASE("a large log is looked at in parts first, and comes to the same end") {
  // Short histories of many cards: enough chunks without many reviews of each.
  const ReviewHistories log =
      review_histories(student_log(another_student(), 60'000, 6, 900), utc());
  const auto fitted = fit(log);
  REQUIRE(fitted);
  CHECK(mean_log_loss(log, fitted->weights) <
        mean_log_loss(log, tagged(another_student())) + 0.0005);
}

TEST_CASE("without reviews the weights are the defaults") {
  for (const ReviewHistories& log :
       {review_histories({}, utc()), LogWriter().answer(1, 0, 3).histories()}) {
    const auto fitted = fit(log);
    REQUIRE(fitted);
    CHECK(fitted->weights == defaults());
    CHECK(fitted->reviews == 0);
  }
}

TEST_CASE("one prediction moves the weights, and only a little") {
  const auto fitted = fit(LogWriter().card(1, {{0, 3}, {2, 1}}).histories());
  REQUIRE(fitted);
  CHECK(usable(fitted->weights));
  CHECK(fitted->reviews == 1);
  const double ratio = fitted->weights.values[2] / defaults().values[2];
  CHECK(ratio < 1);
  CHECK(ratio > 0.5);
}

TEST_CASE("one-sided logs give usable weights") {
  for (const int rating : {1, 2, 3, 4}) {
    LogWriter log;
    for (int card = 0; card < 200; ++card)
      log.card(card, {{0, rating}, {1, rating}, {3, rating}, {9, rating}, {30, rating}});
    const auto fitted = fit(log.histories());
    REQUIRE(fitted);
    CHECK(usable(fitted->weights));
    CHECK(mean_log_loss(log.histories(), fitted->weights) <
          mean_log_loss(log.histories(), defaults()));
  }
}

TEST_CASE("extreme logs give usable weights") {
  LogWriter log;
  std::vector<std::pair<int, int>> many{{0, 3}};
  for (int i = 0; i < 10'000; ++i)
    many.emplace_back(i % 2, 1 + i % 4);
  log.card(1, many);
  for (int card = 2; card < 30; ++card)
    log.card(card, {{0, 4}, {36'500, 1}, {0, 1}, {36'500, 4}, {0, 3}, {36'500, 3}});
  const auto fitted = fit(log.histories());
  REQUIRE(fitted);
  CHECK(usable(fitted->weights));
}

TEST_CASE("on average, little data is better than none") {
  // Students who differ from the defaults about as much as students do.
  double before = 0;
  double after = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    attache::Chance chance(seed);
    Fsrs6Weights hidden = default_fsrs6_weights();
    const double common = std::exp(2.8 * (chance.unit() - 0.5));
    for (std::size_t i = 0; i < 4; ++i)
      hidden[i] *= common * std::exp(1.2 * (chance.unit() - 0.5));
    std::sort(hidden.begin(), hidden.begin() + 4);
    hidden[8] += 1.3 * (chance.unit() - 0.5);
    hidden[10] += 1.2 * (chance.unit() - 0.5);
    hidden[11] *= 0.6 + 0.8 * chance.unit();
    hidden[20] += 0.4 * chance.unit();
    const ReviewLog log = student_log(hidden, 3'000, seed + 100);
    const ReviewHistories known =
        review_histories(ReviewLog(log.begin(), log.begin() + 400), utc());
    const auto fitted = fit(known);
    REQUIRE(fitted);
    const ReviewHistories all = review_histories(log, utc());
    before += mean_log_loss(all, defaults(), 400);
    after += mean_log_loss(all, fitted->weights, 400);
  }
  CHECK(after < before - 0.05);
}

TEST_CASE("a mean log loss is the mean of the logarithms") {
  // One good answer after the stability's own time: a chance of 0.9. One again: 0.1.
  Fsrs6Weights weights = default_fsrs6_weights();
  weights[2] = 4;
  const ReviewHistories log =
      LogWriter().card(1, {{0, 3}, {4, 3}}).card(2, {{0, 3}, {0, 2}}).histories();
  CHECK(mean_log_loss(log, tagged(weights)) == doctest::Approx(-std::log(0.9)));
  const ReviewHistories missed = LogWriter().card(1, {{0, 3}, {4, 1}}).histories();
  CHECK(mean_log_loss(missed, tagged(weights)) == doctest::Approx(-std::log(0.1)));
  CHECK(mean_log_loss(missed, tagged(weights), 2) == 0);
}

TEST_CASE("fitted weights are taken when they predict the tail better") {
  const ReviewHistories log =
      review_histories(student_log(another_student(), 8'000, 7), utc());
  const auto comparison = fit_if_better(log, defaults());
  REQUIRE(comparison);
  CHECK(comparison->better);
  CHECK(comparison->loss_fitted < comparison->loss_in_use);
  CHECK(comparison->held_out > 1'000);
  CHECK(comparison->fitted.weights == fit(log)->weights);
}

TEST_CASE("fitted weights are refused when those in use predict the tail better") {
  // The student whose weights are in use, and too few reviews to do better.
  const ReviewHistories log =
      review_histories(student_log(another_student(), 900, 8), utc());
  const ModelWeights in_use = tagged(another_student());
  const auto comparison = fit_if_better(log, in_use);
  REQUIRE(comparison);
  CHECK_FALSE(comparison->better);
  CHECK(comparison->loss_fitted >= comparison->loss_in_use);
  CHECK(comparison->fitted.weights == in_use);
}

TEST_CASE("with nothing held out the weights in use stay") {
  const auto comparison =
      fit_if_better(LogWriter().answer(1, 0, 3).histories(), defaults());
  REQUIRE(comparison);
  CHECK_FALSE(comparison->better);
  CHECK(comparison->held_out == 0);
}

TEST_CASE("a fit tells how far it is and can be stopped") {
  const ReviewHistories log =
      review_histories(student_log(another_student(), 4'000, 9), utc());
  std::vector<double> shares;
  FitOptions options;
  options.progress = [&](double share) {
    shares.push_back(share);
    return true;
  };
  REQUIRE(fit_if_better(log, defaults(), options));
  REQUIRE(shares.size() > 4);
  CHECK(std::is_sorted(shares.begin(), shares.end()));
  CHECK(shares.front() >= 0);
  CHECK(shares.back() <= 1);

  for (std::size_t calls : {std::size_t{1}, std::size_t{3}, shares.size()}) {
    options.progress = [&](double) { return --calls > 0; };
    const auto stopped = fit_if_better(log, defaults(), options);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().what == "Fitting was stopped");
  }
}

TEST_CASE("FSRS-7 is fitted in the same way") {
  const ReviewHistories log =
      review_histories(student_log(another_student(), 1'500, 10), utc());
  FitOptions options;
  options.model = ModelKind::kFsrs7;
  const auto fitted = fit(log, options);
  REQUIRE(fitted);
  CHECK(usable(fitted->weights));
  CHECK(fitted->weights.values.size() == 34);
  CHECK(mean_log_loss(log, fitted->weights) <
        mean_log_loss(log, default_weights(ModelKind::kFsrs7)));
}

}  // namespace
