#include "memory/sm2.h"

#include <cmath>
#include <vector>

#include <doctest/doctest.h>

using namespace attache;

namespace {

Sm2State after(const std::vector<Rating>& ratings) {
  Sm2State state;
  for (const Rating rating : ratings)
    state = sm2_next(state, rating);
  return state;
}

}  // namespace

TEST_CASE("SM-2 waits 1 day, 6 days, and then the ease times as long") {
  CHECK(after({Rating::kGood}).interval_days == 1);
  CHECK(after({Rating::kGood, Rating::kGood}).interval_days == 6);
  CHECK(after({Rating::kGood, Rating::kGood, Rating::kGood}).interval_days == 15);
  // 15 * 2.5 = 37.5: a half goes up.
  CHECK(after(std::vector<Rating>(4, Rating::kGood)).interval_days == 38);
}

TEST_CASE("SM-2's ease moves with the grade and never falls below 1.3") {
  CHECK(after({Rating::kAgain}).ease == doctest::Approx(2.18));
  CHECK(after({Rating::kHard}).ease == doctest::Approx(2.36));
  CHECK(after({Rating::kGood}).ease == doctest::Approx(2.5));
  CHECK(after({Rating::kEasy}).ease == doctest::Approx(2.6));
  CHECK(after(std::vector<Rating>(10, Rating::kAgain)).ease == 1.3);
}

TEST_CASE("SM-2 begins again after a lapse, with the ease that is left") {
  const Sm2State lapsed =
      after({Rating::kGood, Rating::kGood, Rating::kGood, Rating::kAgain});
  CHECK(lapsed.interval_days == 1);
  CHECK(lapsed.successes == 0);
  CHECK(sm2_next(lapsed, Rating::kGood).interval_days == 1);
  const Sm2State again = sm2_next(sm2_next(lapsed, Rating::kGood), Rating::kGood);
  CHECK(again.interval_days == 6);
  // 6 * 2.18 = 13.08.
  CHECK(sm2_next(again, Rating::kGood).interval_days == 13);
}

TEST_CASE("SM-2's interval ends at a hundred years") {
  CHECK(after(std::vector<Rating>(20, Rating::kEasy)).interval_days == 36500);
}

TEST_CASE("SM-2 expects 90 % when its interval is over") {
  const Sm2State state = after({Rating::kGood, Rating::kGood});
  CHECK(sm2_recall_chance(state, 6) == doctest::Approx(0.9));
  CHECK(sm2_recall_chance(state, 12) == doctest::Approx(0.81));
  CHECK(sm2_recall_chance(state, 0) == 1);
}
