// How fast weights are fitted, logs replayed and next states worked out. The peers are in
// peers.sh.

#include <algorithm>
#include <array>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/chance.h"
#include "base/time.h"
#include "memory/fitting.h"
#include "memory/fsrs6.h"
#include "memory/fsrs6_states.h"
#include "memory/review_histories.h"
#include "study/review_csv.h"

namespace {

using attache::Chance;
using attache::Fsrs6;
using attache::Fsrs6Weights;
using attache::Instant;
using attache::LoggedReview;
using attache::MemoryState;
using attache::Phase;
using attache::Rating;
using attache::ReviewHistories;
using attache::ReviewLog;
using std::chrono::days;

/// A student whose weights are not the defaults, asked about when the defaults would.
ReviewLog student_log(std::size_t reviews) {
  Fsrs6Weights hidden = attache::default_fsrs6_weights();
  hidden[2] = 4;
  hidden[8] = 1.6;
  hidden[20] = 0.25;
  const Fsrs6 truth(hidden);
  const Fsrs6 believed;
  Chance chance(1);
  ReviewLog log;
  log.reserve(reviews + 20);
  for (std::int64_t card = 0; log.size() < reviews; ++card) {
    int day = 18'000 + static_cast<int>(card / 20);
    auto rating = static_cast<Rating>(1 + chance.below(4));
    MemoryState real = truth.first(rating);
    MemoryState thought = believed.first(rating);
    log.push_back({card, Instant(days(day)), rating, Phase::kNew, {}});
    const std::size_t asked = 4 + chance.below(12);
    for (std::size_t i = 0; i < asked; ++i) {
      const double raw = thought.stability * (0.6 + 0.8 * chance.unit());
      const int wait = std::clamp(static_cast<int>(std::lround(raw)), 1, 3000);
      day += wait;
      const bool forgotten = chance.unit() > truth.recall_chance(wait, real.stability);
      rating = forgotten ? Rating::kAgain : static_cast<Rating>(2 + chance.below(3));
      log.push_back({card, Instant(days(day)), rating, Phase::kReview, {}});
      real = truth.next(real, wait, rating);
      thought = believed.next(thought, wait, rating);
    }
  }
  log.resize(reviews);
  return log;
}

ReviewHistories histories(std::size_t reviews) {
  return attache::review_histories(student_log(reviews),
                                   *attache::StudyCalendar::in_zone("UTC"));
}

void fit_fsrs6(benchmark::State& state) {
  const ReviewHistories log = histories(static_cast<std::size_t>(state.range(0)));
  while (state.KeepRunning())
    benchmark::DoNotOptimize(attache::fit(log));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(fit_fsrs6)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void group_log(benchmark::State& state) {
  const ReviewLog log = student_log(static_cast<std::size_t>(state.range(0)));
  const auto calendar = *attache::StudyCalendar::in_zone("UTC");
  while (state.KeepRunning())
    benchmark::DoNotOptimize(attache::review_histories(log, calendar));
}
BENCHMARK(group_log)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void read_log(benchmark::State& state) {
  const std::string text =
      attache::review_csv(student_log(static_cast<std::size_t>(state.range(0))));
  while (state.KeepRunning())
    benchmark::DoNotOptimize(attache::read_review_csv(text));
}
BENCHMARK(read_log)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void replay(benchmark::State& state) {
  const ReviewHistories log = histories(100'000);
  while (state.KeepRunning())
    benchmark::DoNotOptimize(
        attache::fsrs6_states(log, attache::default_fsrs6_weights()));
  state.SetItemsProcessed(state.iterations() * 100'000);
}
BENCHMARK(replay)->Unit(benchmark::kMillisecond);

/// Items are cards, for each of which all four ratings are worked out.
void next_states(benchmark::State& state) {
  constexpr std::size_t kCards = 10'000;
  Chance chance(1);
  std::vector<attache::CardState> cards(kCards);
  for (attache::CardState& card : cards)
    card = {static_cast<float>(0.1 + 100 * chance.unit()),
            static_cast<float>(1 + 9 * chance.unit()),
            static_cast<float>(chance.below(200))};
  std::vector<attache::NextStates> next(kCards);
  while (state.KeepRunning()) {
    attache::fsrs6_next_states(cards, attache::default_fsrs6_weights(), next);
    benchmark::DoNotOptimize(next.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kCards));
}
BENCHMARK(next_states);

/// The same by the model itself, in double precision.
void next_states_one_by_one(benchmark::State& state) {
  const Fsrs6 model;
  const MemoryState memory{12, 5};
  while (state.KeepRunning())
    for (const Rating rating : attache::kRatings)
      benchmark::DoNotOptimize(model.next(memory, 9, rating));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(next_states_one_by_one);

}  // namespace
