#include "memory/answer_habits.h"

#include <vector>

#include <doctest/doctest.h>

namespace {

using attache::AnswerCosts;
using attache::AnswerHabits;
using attache::costs_from;
using attache::habits_from;
using attache::LoggedReview;
using attache::Millis;
using attache::Phase;
using attache::Rating;
using attache::ReviewLog;

void add(ReviewLog& log, int times, Phase phase, Rating rating, double seconds) {
  LoggedReview review;
  review.phase = phase;
  review.rating = rating;
  review.duration = Millis(static_cast<Millis::rep>(seconds * 1000));
  for (int i = 0; i < times; ++i)
    log.push_back(review);
}

TEST_CASE("without a log, costs and habits are what was assumed") {
  CHECK(costs_from({}).fresh == doctest::Approx(20));
  CHECK(costs_from({}).success == doctest::Approx(8));
  CHECK(costs_from({}).lapse == doctest::Approx(16));
  CHECK(costs_from({}).relearning == doctest::Approx(10));
  CHECK(habits_from({}).first == AnswerHabits().first);
}

TEST_CASE("many answers outweigh what was assumed") {
  ReviewLog log;
  add(log, 2000, Phase::kReview, Rating::kGood, 12);
  add(log, 400, Phase::kReview, Rating::kAgain, 30);
  add(log, 400, Phase::kRelearning, Rating::kGood, 5);
  add(log, 500, Phase::kNew, Rating::kGood, 25);
  const AnswerCosts costs = costs_from(log);
  CHECK(costs.success == doctest::Approx(12).epsilon(0.02));
  CHECK(costs.lapse == doctest::Approx(30).epsilon(0.05));
  CHECK(costs.relearning == doctest::Approx(5).epsilon(0.1));
  CHECK(costs.fresh == doctest::Approx(25).epsilon(0.05));
}

TEST_CASE("a few slow successes make the other answers slower too, but not by all") {
  ReviewLog log;
  add(log, 30, Phase::kReview, Rating::kGood, 16);
  const AnswerCosts costs = costs_from(log);
  // Pace: (20 + 30 * 2) / (20 + 30) = 1.6; nothing else is known of lapses.
  CHECK(costs.lapse == doctest::Approx(1.6 * 16));
  // (30 * 16 + 20 * 1.6 * 8) / 50
  CHECK(costs.success == doctest::Approx(14.72));
}

TEST_CASE("a pause counts as a minute and a half at most, and no time as no answer") {
  ReviewLog log;
  add(log, 100, Phase::kReview, Rating::kGood, 8);
  const double before = costs_from(log).success;
  add(log, 50, Phase::kReview, Rating::kGood, 0);
  CHECK(costs_from(log).success == doctest::Approx(before));
  add(log, 1, Phase::kReview, Rating::kGood, 3600);
  CHECK(costs_from(log).success < before + 1);
}

TEST_CASE("learning steps count to the first answer, so that the times add up") {
  ReviewLog log;
  add(log, 10000, Phase::kNew, Rating::kGood, 15);
  add(log, 10000, Phase::kLearning, Rating::kGood, 6);
  CHECK(costs_from(log).fresh == doctest::Approx(21).epsilon(0.01));
}

TEST_CASE("several relearning steps count to one lapse") {
  ReviewLog log;
  add(log, 10000, Phase::kReview, Rating::kAgain, 16);
  add(log, 20000, Phase::kRelearning, Rating::kGood, 7);
  CHECK(costs_from(log).relearning == doctest::Approx(14).epsilon(0.01));
}

TEST_CASE("habits are counted, with twenty assumed answers beside") {
  ReviewLog log;
  add(log, 20, Phase::kNew, Rating::kGood, 20);
  add(log, 60, Phase::kReview, Rating::kHard, 8);
  add(log, 60, Phase::kReview, Rating::kAgain, 8);
  const AnswerHabits habits = habits_from(log);
  CHECK(habits.first[2] == doctest::Approx((20 + 20 * .5) / 40));
  CHECK(habits.first[0] == doctest::Approx(20 * .25 / 40));
  CHECK(habits.success[0] == doctest::Approx((60 + 20 * .10) / 80));
  CHECK(habits.success[1] == doctest::Approx(20 * .80 / 80));
}

}  // namespace
