#include "memory/fsrs7.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using attache::Fsrs7;
using attache::Fsrs7Weights;
using attache::kRatings;
using attache::MemoryState;
using attache::Rating;
using nlohmann::json;

/// Results of an independent implementation in double precision, with states rounded to 8
/// decimals after each review.
const json& vectors() {
  static const json kVectors = json::parse(std::ifstream(
      std::string(ATTACHE_SOURCE_DIR) + "/tests/memory/fsrs7_vectors.json"));
  return kVectors;
}

Fsrs7 model_of(const std::string& set) {
  return Fsrs7(vectors()["parameter_sets"][set].get<Fsrs7Weights>());
}

bool close(double got, double wanted, double relative, double absolute = 0) {
  return std::abs(got - wanted) <= absolute + relative * std::abs(wanted);
}

MemoryState state_after(const json& sequence, std::size_t i) {
  return {sequence["stability"][i], sequence["difficulty"][i],
          sequence["stability_fast"][i]};
}

/// A state anywhere within the limits, stabilities spread evenly by magnitude.
rc::Gen<MemoryState> any_state() {
  const auto magnitude = rc::gen::inRange(-9210, 10500);
  return rc::gen::map(rc::gen::tuple(magnitude, rc::gen::inRange(0, 9001), magnitude),
                      [](const std::tuple<int, int, int>& drawn) {
                        return MemoryState{std::exp(std::get<0>(drawn) / 1000.0),
                                           1 + std::get<1>(drawn) / 1000.0,
                                           std::exp(std::get<2>(drawn) / 1000.0)};
                      });
}

double any_days() {
  return std::exp(*rc::gen::inRange(-11000, 9000) / 1000.0);
}

TEST_CASE("both stabilities and the difficulty follow the vectors review by review") {
  int checked = 0;
  for (const json& sequence : vectors()["sequences"]) {
    const Fsrs7 model = model_of(sequence["params"]);
    for (std::size_t i = 0; i < sequence["rating"].size(); ++i) {
      const auto rating = static_cast<Rating>(sequence["rating"][i].get<int>());
      const MemoryState state = i == 0 ? model.first(rating)
                                       : model.next(state_after(sequence, i - 1),
                                                    sequence["elapsed_days"][i], rating);
      const MemoryState wanted = state_after(sequence, i);
      CAPTURE(sequence.dump());
      CAPTURE(i);
      CHECK(close(state.stability, wanted.stability, 1e-12, 5.1e-9));
      CHECK(close(state.fast_stability, wanted.fast_stability, 1e-12, 5.1e-9));
      CHECK(close(state.difficulty, wanted.difficulty, 0, 5.1e-9));
      ++checked;
    }
  }
  CHECK(checked > 1000);
}

TEST_CASE("without any rounding on the way the vectors' last recall is the same") {
  for (const json& sequence : vectors()["sequences"]) {
    const Fsrs7 model = model_of(sequence["params"]);
    MemoryState state;
    for (std::size_t i = 0; i < sequence["rating"].size(); ++i) {
      const auto rating = static_cast<Rating>(sequence["rating"][i].get<int>());
      state = i == 0 ? model.first(rating)
                     : model.next(state, sequence["elapsed_days"][i], rating);
    }
    for (const json& pair : sequence["retrievability"]) {
      CAPTURE(sequence.dump());
      CHECK(close(model.recall_chance(state, pair[0]), pair[1], 0, 1e-3));
    }
  }
}

TEST_CASE("recall after the last review follows the vectors") {
  for (const json& sequence : vectors()["sequences"]) {
    const Fsrs7 model = model_of(sequence["params"]);
    const MemoryState state = state_after(sequence, sequence["rating"].size() - 1);
    for (const json& pair : sequence["retrievability"]) {
      CAPTURE(sequence.dump());
      CHECK(close(model.recall_chance(state, pair[0]), pair[1], 0, 1e-10));
    }
  }
}

TEST_CASE("intervals follow the vectors, in days and in recall") {
  for (const json& sequence : vectors()["sequences"]) {
    const Fsrs7 model = model_of(sequence["params"]);
    const MemoryState state = state_after(sequence, sequence["rating"].size() - 1);
    for (const auto& wanted : sequence["interval_days_exact"].items()) {
      const double retention = std::stod(wanted.key());
      const double days = model.interval_days(state, retention);
      CAPTURE(sequence.dump());
      CAPTURE(retention);
      CHECK(close(days, wanted.value(), 1e-8, 6e-9));
      if (days < 36500)
        CHECK(close(model.recall_chance(state, days), retention, 0, 1e-9));
    }
  }
}

TEST_CASE("the default weights of FSRS-7 are the published ones") {
  CHECK(attache::default_fsrs7_weights() ==
        vectors()["parameter_sets"]["default"].get<Fsrs7Weights>());
  CHECK(Fsrs7().weights() == attache::default_fsrs7_weights());
  CHECK_FALSE(Fsrs7().counts_whole_days());
}

TEST_CASE("a first review of FSRS-7 gives the fast trace four fifths of the slow one") {
  const MemoryState good = Fsrs7().first(Rating::kGood);
  CHECK(good.stability == 3.9221);
  CHECK(good.fast_stability == doctest::Approx(3.13768));
  // 6.1686 - exp(2 * 0.6457) + 1 = 3.5307.
  CHECK(good.difficulty == doctest::Approx(3.5307).epsilon(1e-4));
}

TEST_CASE("time before the last review counts as none") {
  const Fsrs7 model;
  const MemoryState state = model.first(Rating::kGood);
  CHECK(model.recall_chance(state, -1) == model.recall_chance(state, 0));
  CHECK(model.recall_chance(state, 0) == doctest::Approx(0.99999));
}

TEST_CASE("a retention that no memory has is asked for at once") {
  const Fsrs7 model;
  CHECK(model.interval_days(model.first(Rating::kEasy), 0.999995) == 0);
}

TEST_CASE("an interval ends at a hundred years") {
  const Fsrs7 model;
  const MemoryState strong{36500, 1, 36500};
  CHECK(model.interval_days(strong, 0.7) == 36500);
}

TEST_CASE("property: an interval of FSRS-7 is what recall says it is") {
  CHECK(rc::check("R(I(r)) = r", [] {
    const Fsrs7 model;
    const MemoryState state = *any_state();
    const double retention = *rc::gen::inRange(500, 9999) / 10000.0;
    const double days = model.interval_days(state, retention);
    RC_ASSERT(days >= 0 && days <= 36500);
    const double recall = model.recall_chance(state, days);
    if (days < 36500) {
      RC_ASSERT(std::abs(recall - retention) < 1e-8);
    } else {
      RC_ASSERT(recall >= retention);
    }
  }));
}

TEST_CASE("property: recall of FSRS-7 falls with time and is never quite 0 or 1") {
  CHECK(rc::check("monotone curve", [] {
    const Fsrs7 model;
    const MemoryState state = *any_state();
    const double days = any_days();
    const double recall = model.recall_chance(state, days);
    RC_ASSERT(recall >= 1e-5 && recall <= 1 - 1e-5);
    RC_ASSERT(model.recall_chance(state, days * 1.5) <= recall);
  }));
}

TEST_CASE("property: states of FSRS-7 stay within their limits") {
  CHECK(rc::check("0.0001 <= S <= 36500 and 1 <= D <= 10", [] {
    const auto rating = kRatings[*rc::gen::inRange<std::size_t>(0, kRatings.size())];
    const MemoryState state = Fsrs7().next(*any_state(), any_days(), rating);
    RC_ASSERT(state.stability >= 0.0001 && state.stability <= 36500);
    RC_ASSERT(state.fast_stability >= 0.0001 && state.fast_stability <= 36500);
    RC_ASSERT(state.difficulty >= 1 && state.difficulty <= 10);
  }));
}

TEST_CASE("property: a better rating never leaves weaker traces") {
  CHECK(rc::check("both stabilities are in the order of the ratings", [] {
    const MemoryState before = *any_state();
    const double days = any_days();
    for (std::size_t i = 1; i < kRatings.size(); ++i) {
      const MemoryState worse = Fsrs7().next(before, days, kRatings[i - 1]);
      const MemoryState better = Fsrs7().next(before, days, kRatings[i]);
      RC_ASSERT(worse.stability <= better.stability);
      RC_ASSERT(worse.fast_stability <= better.fast_stability);
      // Forgetting what was as good as forgotten is no sign of difficulty.
      if (i > 1) RC_ASSERT(worse.difficulty >= better.difficulty);
    }
  }));
}

TEST_CASE(
    "property: remembering never weakens a trace, forgetting never strengthens it") {
  CHECK(rc::check("S' >= S on success, S' <= S on a lapse", [] {
    const MemoryState before = *any_state();
    const double days = any_days();
    for (const Rating rating : {Rating::kHard, Rating::kGood, Rating::kEasy}) {
      const MemoryState after = Fsrs7().next(before, days, rating);
      RC_ASSERT(after.stability >= std::min(before.stability, 36500.0) * (1 - 1e-12));
      RC_ASSERT(after.fast_stability >=
                std::min(before.fast_stability, 36500.0) * (1 - 1e-12));
    }
    const MemoryState lapsed = Fsrs7().next(before, days, Rating::kAgain);
    RC_ASSERT(lapsed.stability <= std::max(before.stability, 0.0001));
    RC_ASSERT(lapsed.fast_stability <= std::max(before.fast_stability, 0.0001));
  }));
}

}  // namespace
