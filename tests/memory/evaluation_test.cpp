#include "memory/evaluation.h"

#include <chrono>
#include <cmath>
#include <rapidcheck.h>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "memory/fsrs6.h"
#include "memory/fsrs7.h"
#include "memory/simulation.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

const StudyCalendar& utc() {
  static const StudyCalendar kUtc = *StudyCalendar::in_zone("UTC");
  return kUtc;
}

/// Noon of a day, and minutes after it.
Instant on(int day, int minute = 0) {
  return Instant{} + std::chrono::days(19000 + day) + 12h + std::chrono::minutes(minute);
}

LoggedReview review(std::int64_t card, Instant at, Rating rating) {
  return {card, at, rating, Phase::kReview, {}};
}

ReviewHistories histories_of(const ReviewLog& log) {
  return review_histories(log, utc());
}

Prediction foretold(double chance, bool recalled, double weight = 1) {
  Prediction prediction;
  prediction.chance = chance;
  prediction.recalled = recalled;
  prediction.weight = weight;
  return prediction;
}

/// Twelve predictions, made up. The figures expected of them below come from a Python
/// script that follows the definitions (all pairs for the area, a dictionary of bins).
std::vector<Prediction> twelve() {
  const double chances[] = {0.93, 0.81, 0.81, 0.55, 0.97, 0.70,
                            0.88, 0.81, 0.62, 0.99, 0.35, 0.90};
  const bool recalled[] = {true, true, false, false, true, true,
                           true, true, false, true,  true, false};
  const int days[] = {1, 2, 3, 4, 10, 13, 14, 30, 100, 1, 3, 47};
  const int asked[] = {2, 2, 2, 2, 3, 4, 5, 6, 7, 3, 2, 12};
  const int lapses[] = {0, 0, 0, 0, 1, 1, 2, 0, 3, 0, 0, 5};
  std::vector<Prediction> all;
  for (std::size_t i = 0; i < 12; ++i) {
    all.push_back(foretold(chances[i], recalled[i]));
    all[i].days = days[i];
    all[i].days_asked = asked[i];
    all[i].lapses = lapses[i];
  }
  return all;
}

Simulation some_student(std::uint64_t seed, int cards = 150) {
  SimulationPlan plan;
  plan.cards = cards;
  plan.days = 200;
  return simulate({}, plan, Chance(seed));
}

}  // namespace

TEST_CASE("reviews count from the second day of a card on, once a day") {
  const ReviewLog log{
      review(1, on(0), Rating::kGood),     review(1, on(0, 10), Rating::kGood),
      review(1, on(3), Rating::kAgain),    review(1, on(3, 10), Rating::kGood),
      review(2, on(3, 20), Rating::kEasy), review(1, on(5), Rating::kHard),
      review(2, on(9), Rating::kGood)};
  const Fsrs6 model;
  const auto all = predictions(model, histories_of(log));
  REQUIRE(all.size() == 3);

  MemoryState state = model.first(Rating::kGood);
  state = model.next(state, 0, Rating::kGood);
  CHECK(all[0].chance == model.recall_chance(state, 3));
  CHECK_FALSE(all[0].recalled);
  CHECK(all[0].days == 3);
  CHECK(all[0].days_asked == 2);
  CHECK(all[0].lapses == 0);
  CHECK(all[0].log_row == 2);

  state = model.next(model.next(state, 3, Rating::kAgain), 0, Rating::kGood);
  CHECK(all[1].chance == model.recall_chance(state, 2));
  CHECK(all[1].recalled);
  CHECK(all[1].days_asked == 3);
  CHECK(all[1].lapses == 1);
  CHECK(all[1].order == 5);

  CHECK(all[2].chance == model.recall_chance(model.first(Rating::kEasy), 6));
  CHECK(all[2].log_row == 6);
}

TEST_CASE("a model of fractions of days is asked with fractions") {
  const ReviewLog log{review(1, on(0), Rating::kGood),
                      review(1, on(0, 60), Rating::kGood),
                      review(1, on(2), Rating::kGood)};
  const Fsrs7 model;
  const auto all = predictions(model, histories_of(log));
  REQUIRE(all.size() == 1);
  const MemoryState state =
      model.next(model.first(Rating::kGood), 1.0 / 24, Rating::kGood);
  CHECK(all[0].chance ==
        doctest::Approx(model.recall_chance(state, 2 - 1.0 / 24)).epsilon(1e-6));
}

TEST_CASE("SM-2 foretells from the first answer of each day") {
  const ReviewLog log{
      review(1, on(0), Rating::kGood),  review(1, on(0, 10), Rating::kAgain),
      review(1, on(2), Rating::kGood),  review(1, on(2, 1), Rating::kGood),
      review(1, on(8), Rating::kAgain), review(1, on(9), Rating::kGood)};
  const auto all = sm2_predictions(histories_of(log));
  REQUIRE(all.size() == 3);
  // Intervals of 1, 6 and, after the lapse, 1 day.
  CHECK(all[0].chance == doctest::Approx(0.9 * 0.9));
  CHECK(all[1].chance == doctest::Approx(0.9));
  CHECK(all[2].chance == doctest::Approx(0.9));
}

TEST_CASE("the constant is the mean recall of the training part") {
  const ReviewLog log{review(1, on(0), Rating::kGood),  review(1, on(1), Rating::kGood),
                      review(1, on(2), Rating::kAgain), review(1, on(3), Rating::kGood),
                      review(1, on(4), Rating::kGood),  review(1, on(5), Rating::kAgain)};
  const ReviewHistories all = histories_of(log);
  // Of the first five reviews four count, and three of them were recalled.
  for (const Prediction& prediction : constant_predictions(all, earlier_part(all, 5)))
    CHECK(prediction.chance == 0.75);
  for (const Prediction& prediction : constant_predictions(all, {}))
    CHECK(prediction.chance == 0.9);
}

TEST_CASE("log loss, area and error over bins are those of an outside script") {
  std::vector<Prediction> all = twelve();
  Scores scores = scores_of(all);
  CHECK(scores.reviews == 12);
  CHECK(scores.log_loss == doctest::Approx(0.649855063421).epsilon(1e-11));
  REQUIRE(scores.auc);
  CHECK(*scores.auc == doctest::Approx(0.6875).epsilon(1e-11));
  CHECK(scores.rmse_bins == doctest::Approx(0.369765691576).epsilon(1e-11));
  CHECK(scores.recalled == doctest::Approx(8.0 / 12));
  CHECK(scores.predicted == doctest::Approx(9.32 / 12));

  weigh_by_recency(all);
  scores = scores_of(all);
  CHECK(scores.log_loss == doctest::Approx(0.853161189561).epsilon(1e-11));
  CHECK(*scores.auc == doctest::Approx(0.537912446229).epsilon(1e-11));
  CHECK(scores.rmse_bins == doctest::Approx(0.472435680204).epsilon(1e-11));
}

TEST_CASE("weights by recency go from a quarter to one by the cube") {
  std::vector<Prediction> all(3);
  weigh_by_recency(all);
  CHECK(all[0].weight == 0.25);
  CHECK(all[1].weight == doctest::Approx(0.25 + 0.75 / 8));
  CHECK(all[2].weight == 1);
  std::vector<Prediction> one(1);
  weigh_by_recency(one);
  CHECK(one[0].weight == 1);
}

TEST_CASE("a certain prediction that was wrong costs much and not for ever") {
  // -ln 1e-7 = 16.118.
  CHECK(scores_of(std::vector{foretold(1, false)}).log_loss ==
        doctest::Approx(16.118).epsilon(1e-4));
  CHECK(scores_of(std::vector{foretold(0, false)}).log_loss ==
        doctest::Approx(1e-7).epsilon(1e-3));
}

TEST_CASE("the area is one, nought or a half for the order, its reverse and none") {
  using Group = std::vector<Prediction>;
  CHECK(scores_of(Group{foretold(0.9, true), foretold(0.8, false)}).auc == 1);
  CHECK(scores_of(Group{foretold(0.8, true), foretold(0.9, false)}).auc == 0);
  CHECK(scores_of(Group{foretold(0.8, true), foretold(0.8, false)}).auc == 0.5);
  CHECK_FALSE(scores_of(Group{foretold(0.8, true), foretold(0.9, true)}).auc);
  CHECK_FALSE(scores_of(Group{foretold(0.8, false)}).auc);
}

TEST_CASE("nothing to score gives nought") {
  CHECK(scores_of({}) == Scores{});
  CHECK(scores_of(std::vector{foretold(0.5, true, 0)}).log_loss == 0);
  CHECK(calibration({}).empty());
  CHECK(predictions(Fsrs6(), {}).empty());
}

TEST_CASE("errors in the two directions within a bin cancel and between bins do not") {
  std::vector<Prediction> all{foretold(0.5, true), foretold(0.5, false)};
  CHECK(scores_of(all).rmse_bins == 0);
  all[1].days = 100;
  CHECK(scores_of(all).rmse_bins == doctest::Approx(0.5));
}

TEST_CASE("a table of calibration goes from small chances to great ones") {
  std::vector<Prediction> all;
  for (const double chance : {0.9, 0.3, 0.7, 0.5, 0.1})
    all.push_back(foretold(chance, chance > 0.4));
  const auto table = calibration(all, 2);
  REQUIRE(table.size() == 2);
  CHECK(table[0].reviews == 2);
  CHECK(table[0].predicted == doctest::Approx(0.2));
  CHECK(table[0].recalled == 0);
  CHECK(table[1].reviews == 3);
  CHECK(table[1].predicted == doctest::Approx(0.7));
  CHECK(table[1].recalled == doctest::Approx(1));
  CHECK(calibration(all, 20).size() == 5);
  CHECK(calibration(all, 0).size() == 1);
}

TEST_CASE("splits by time are foretold from what was before them") {
  // One card, asked on 17 days: 16 reviews count, in parts of 2 after the first 6.
  ReviewLog log;
  for (int day = 0; day < 17; ++day)
    log.push_back(review(1, on(day), day % 3 == 0 ? Rating::kAgain : Rating::kGood));
  const ReviewHistories all = histories_of(log);
  std::vector<std::size_t> seen;
  const auto tested = split_by_time(all, [&](const ReviewHistories& training) {
    seen.push_back(training.review_count());
    return constant_predictions(all, training);
  });
  CHECK(seen == std::vector<std::size_t>{7, 9, 11, 13, 15});
  REQUIRE(tested.size() == 10);
  CHECK(tested.front().order == 7);
  CHECK(tested.back().order == 16);
  // Of the reviews 1 to 6 two were forgotten, 3 and 6.
  CHECK(tested[0].chance == doctest::Approx(4.0 / 6));
  CHECK(tested[1].chance == doctest::Approx(4.0 / 6));
  // Of 1 to 8 still two.
  CHECK(tested[2].chance == doctest::Approx(6.0 / 8));
}

TEST_CASE("too few reviews make no splits") {
  const ReviewHistories all =
      histories_of({review(1, on(0), Rating::kGood), review(1, on(1), Rating::kGood)});
  CHECK(split_by_time(all, [&](const ReviewHistories& training) {
          return constant_predictions(all, training);
        }).empty());
}

TEST_CASE("the truth foretells a simulated student better than its rivals") {
  const Simulation simulation = some_student(31);
  const ReviewHistories all = histories_of(simulation.log);
  const double truth = scores_of(predictions(Fsrs6(), all)).log_loss;
  CHECK(truth < scores_of(sm2_predictions(all)).log_loss);
  CHECK(truth < scores_of(constant_predictions(all, all)).log_loss);
  CHECK(truth < scores_of(predictions(Fsrs7(), all)).log_loss);
  // And its predictions are the chances that the student had.
  for (const Prediction& prediction : predictions(Fsrs6(), all))
    CHECK(prediction.chance == simulation.chances[prediction.log_row]);
}

TEST_CASE("property: the area does not change when all chances are squared") {
  CHECK(rc::check("a monotone change keeps the order", [] {
    std::vector<Prediction> all;
    const auto drawn = *rc::gen::container<std::vector<std::pair<int, bool>>>(
        rc::gen::pair(rc::gen::inRange(0, 20), rc::gen::arbitrary<bool>()));
    for (const auto& [chance, recalled] : drawn)
      all.push_back(foretold(chance / 20.0, recalled));
    const auto before = scores_of(all).auc;
    for (Prediction& prediction : all)
      prediction.chance *= prediction.chance;
    RC_ASSERT(scores_of(all).auc == before);
    if (before) RC_ASSERT(*before >= 0 && *before <= 1);
  }));
}
