#include "memory/fsrs6.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using attache::Fsrs6;
using attache::Fsrs6Weights;
using attache::kRatings;
using attache::MemoryState;
using attache::Rating;
using nlohmann::json;

/// Results of ts-fsrs 5.4.2, computed in double precision with states rounded to 8
/// decimals.
const json& vectors() {
  static const json kVectors = json::parse(std::ifstream(
      std::string(ATTACHE_SOURCE_DIR) + "/tests/memory/fsrs6_vectors.json"));
  return kVectors;
}

Fsrs6 model_of(const std::string& set) {
  return Fsrs6(vectors()["parameter_sets"][set].get<Fsrs6Weights>());
}

bool close(double got, double wanted, double relative, double absolute = 0) {
  return std::abs(got - wanted) <= absolute + relative * std::abs(wanted);
}

MemoryState after_last(const json& sequence, const Fsrs6& model) {
  MemoryState state;
  for (std::size_t i = 0; i < sequence["rating"].size(); ++i) {
    const auto rating = static_cast<Rating>(sequence["rating"][i].get<int>());
    state = i == 0 ? model.first(rating)
                   : model.next(state, sequence["elapsed_days"][i].get<int>(), rating);
  }
  return state;
}

/// A state anywhere within the limits, stabilities spread evenly by magnitude.
rc::Gen<MemoryState> any_state() {
  return rc::gen::map(
      rc::gen::pair(rc::gen::inRange(-6900, 10500), rc::gen::inRange(0, 9001)),
      [](std::pair<int, int> drawn) {
        return MemoryState{std::exp(drawn.first / 1000.0), 1 + drawn.second / 1000.0};
      });
}

Rating any_rating() {
  return kRatings[*rc::gen::inRange<std::size_t>(0, kRatings.size())];
}

TEST_CASE("stability and difficulty follow the published vectors review by review") {
  int checked = 0;
  for (const json& sequence : vectors()["sequences"]) {
    const Fsrs6 model = model_of(sequence["params"]);
    MemoryState state;
    for (std::size_t i = 0; i < sequence["rating"].size(); ++i) {
      const auto rating = static_cast<Rating>(sequence["rating"][i].get<int>());
      state = i == 0 ? model.first(rating)
                     : model.next(state, sequence["elapsed_days"][i].get<int>(), rating);
      CAPTURE(sequence.dump());
      CAPTURE(i);
      CHECK(close(state.stability, sequence["stability"][i], 2e-6, 5e-9));
      CHECK(close(state.difficulty, sequence["difficulty"][i], 0, 1e-7));
      ++checked;
    }
  }
  CHECK(checked == 2693);
}

TEST_CASE("intervals after the last review follow the published vectors") {
  for (const json& sequence : vectors()["sequences"]) {
    const Fsrs6 model = model_of(sequence["params"]);
    const MemoryState state = after_last(sequence, model);
    for (const auto& wanted : sequence["interval_days_raw"].items()) {
      const double retention = std::stod(wanted.key());
      CAPTURE(sequence.dump());
      CAPTURE(retention);
      CHECK(close(model.interval_days(state.stability, retention), wanted.value(), 2e-6,
                  1e-6));
    }
  }
}

TEST_CASE("recall after the last review follows the published vectors") {
  for (const json& sequence : vectors()["sequences"]) {
    const Fsrs6 model = model_of(sequence["params"]);
    const MemoryState state = after_last(sequence, model);
    for (const json& pair : sequence["retrievability"]) {
      CAPTURE(sequence.dump());
      CHECK(close(model.recall_chance(pair[0], state.stability), pair[1], 0, 2e-7));
    }
  }
}

TEST_CASE("the interval for a stability follows the published checks") {
  for (const json& check : vectors()["interval_checks"]) {
    const Fsrs6 model = model_of(check["params"]);
    const double raw =
        model.interval_days(check["stability"], check["desired_retention"]);
    CAPTURE(check.dump());
    CHECK(close(raw, check["raw_days"], 2e-6, 1e-6));
    const double whole = std::min(36500.0, std::max(1.0, std::round(raw)));
    // The reference rounds its multiplier to 8 decimals, so a half may fall to the other
    // side.
    const bool on_a_half = std::abs(raw - std::floor(raw) - 0.5) < 1e-6 * raw;
    CHECK((on_a_half || whole == check["ts_fsrs_whole_days"].get<double>()));
  }
}

TEST_CASE("decay and factor of the curve follow the published weights") {
  for (const auto& [name, wanted] : vectors()["decay_factor"].items()) {
    const Fsrs6 model = model_of(name);
    // R(1, 1e-3 days) = (1 + 1000 * factor) ^ decay.
    const double factor = wanted["factor"];
    const double decay = wanted["decay"];
    CHECK(close(model.recall_chance(1, 1e-3), std::pow(1 + 1000 * factor, decay), 1e-8));
  }
}

TEST_CASE("the default weights are the published ones") {
  CHECK(attache::default_fsrs6_weights() ==
        vectors()["parameter_sets"]["default"].get<Fsrs6Weights>());
  CHECK(Fsrs6().weights() == attache::default_fsrs6_weights());
}

TEST_CASE("a first review takes its stability from the weight of its rating") {
  const Fsrs6 model;
  CHECK(model.first(Rating::kAgain).stability == 0.212);
  CHECK(model.first(Rating::kHard).stability == 1.2931);
  CHECK(model.first(Rating::kGood).stability == 2.3065);
  CHECK(model.first(Rating::kEasy).stability == 8.2956);
}

TEST_CASE("a first difficulty is limited to 1 to 10") {
  const Fsrs6 model;
  CHECK(model.first(Rating::kAgain).difficulty == doctest::Approx(6.4133));
  // 6.4133 - exp(3 * 0.8334) + 1 = -4.77, below the least difficulty.
  CHECK(model.first(Rating::kEasy).difficulty == 1);
}

TEST_CASE("a very small weight is a first stability without being raised to 0.1") {
  Fsrs6Weights weights = attache::default_fsrs6_weights();
  weights[0] = 0.02;
  CHECK(Fsrs6(weights).first(Rating::kAgain).stability == 0.02);
}

TEST_CASE("recall is certain at once and before, and 90 % after the stability") {
  const Fsrs6 model;
  CHECK(model.recall_chance(0, 5) == 1);
  CHECK(model.recall_chance(-3, 5) == 1);
  CHECK(model.recall_chance(5, 5) == doctest::Approx(0.9));
}

TEST_CASE("ratings have their names") {
  CHECK(std::string(attache::name_of(Rating::kAgain)) == "again");
  CHECK(std::string(attache::name_of(Rating::kHard)) == "hard");
  CHECK(std::string(attache::name_of(Rating::kGood)) == "good");
  CHECK(std::string(attache::name_of(Rating::kEasy)) == "easy");
}

TEST_CASE("property: an interval is what recall says it is") {
  CHECK(rc::check("R(I(S, r), S) = r", [] {
    const Fsrs6 model;
    const double stability = (*any_state()).stability;
    const double retention = *rc::gen::inRange(700, 991) / 1000.0;
    const double days = model.interval_days(stability, retention);
    RC_ASSERT(std::abs(model.recall_chance(days, stability) - retention) < 1e-9);
  }));
}

TEST_CASE("property: recall falls with time and rises with stability") {
  CHECK(rc::check("monotone curve", [] {
    const Fsrs6 model;
    const double stability = (*any_state()).stability;
    const double elapsed = *rc::gen::inRange(1, 40000);
    const double recall = model.recall_chance(elapsed, stability);
    RC_ASSERT(recall > 0 && recall < 1);
    RC_ASSERT(model.recall_chance(elapsed + 1, stability) < recall);
    RC_ASSERT(model.recall_chance(elapsed, stability * 1.1) > recall);
  }));
}

TEST_CASE("property: a state stays within its limits") {
  CHECK(rc::check("0.001 <= S <= 36500 and 1 <= D <= 10", [] {
    const int elapsed = *rc::gen::inRange(0, 20000);
    const MemoryState state = Fsrs6().next(*any_state(), elapsed, any_rating());
    RC_ASSERT(state.stability >= 0.001 && state.stability <= 36500);
    RC_ASSERT(state.difficulty >= 1 && state.difficulty <= 10);
  }));
}

TEST_CASE("property: a better rating never leaves a weaker or harder memory") {
  CHECK(rc::check("S and D are in the order of the ratings", [] {
    const MemoryState before = *any_state();
    const int elapsed = *rc::gen::inRange(0, 2000);
    for (std::size_t i = 1; i < kRatings.size(); ++i) {
      const MemoryState worse = Fsrs6().next(before, elapsed, kRatings[i - 1]);
      const MemoryState better = Fsrs6().next(before, elapsed, kRatings[i]);
      RC_ASSERT(worse.stability <= better.stability);
      RC_ASSERT(worse.difficulty >= better.difficulty);
    }
  }));
}

TEST_CASE(
    "property: remembering never weakens a memory, forgetting never strengthens it") {
  CHECK(rc::check("S' >= S on success, S' <= S on a lapse", [] {
    const MemoryState before = *any_state();
    const int elapsed = *rc::gen::inRange(0, 2000);
    for (const Rating rating : {Rating::kHard, Rating::kGood, Rating::kEasy}) {
      const double grown = Fsrs6().next(before, elapsed, rating).stability;
      RC_ASSERT(grown >= std::min(before.stability, 36500.0) * (1 - 1e-12));
    }
    const double lapsed = Fsrs6().next(before, elapsed + 1, Rating::kAgain).stability;
    RC_ASSERT(lapsed <= std::max(before.stability, 0.001));
  }));
}

}  // namespace
