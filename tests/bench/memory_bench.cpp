// How fast memories can be worked out anew: the bare model, and the whole scheduler as in
// a replay.

#include <benchmark/benchmark.h>
#include <vector>

#include "base/chance.h"
#include "memory/fsrs6.h"
#include "memory/scheduler.h"

namespace {

using attache::Chance;
using attache::Fsrs6;
using attache::Instant;
using attache::kRatings;
using attache::MemoryState;
using attache::Rating;
using attache::Schedule;
using attache::Scheduler;
using attache::SchedulerSettings;
using attache::StudyDay;
using std::chrono::days;

constexpr int kReviewsEach = 10;

struct Answer {
  int elapsed_days = 0;
  Rating rating = Rating::kGood;
};

/// Answers of a student who forgets one in ten and spaces them ever further.
std::vector<Answer> answers(std::size_t count) {
  Chance chance(1);
  std::vector<Answer> all(count);
  int gap = 1;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % kReviewsEach == 0) gap = 1;
    const bool forgotten = chance.below(10) == 0;
    all[i] = {gap, forgotten ? Rating::kAgain : kRatings[1 + chance.below(3)]};
    gap = forgotten ? 1 : gap * 2;
  }
  return all;
}

void fsrs6_replay(benchmark::State& state) {
  const std::vector<Answer> log = answers(100'000);
  const Fsrs6 model;
  while (state.KeepRunning()) {
    MemoryState memory;
    for (std::size_t i = 0; i < log.size(); ++i) {
      memory = i % kReviewsEach == 0
                   ? model.first(log[i].rating)
                   : model.next(memory, log[i].elapsed_days, log[i].rating);
      benchmark::DoNotOptimize(memory);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(log.size()));
}
BENCHMARK(fsrs6_replay)->Unit(benchmark::kMillisecond);

void scheduler_replay(benchmark::State& state) {
  const std::vector<Answer> log = answers(100'000);
  const Scheduler scheduler{SchedulerSettings{}};
  while (state.KeepRunning()) {
    Schedule schedule;
    days since{20'000};
    for (std::size_t i = 0; i < log.size(); ++i) {
      if (i % kReviewsEach == 0) schedule = {};
      since += days(log[i].elapsed_days);
      schedule =
          scheduler.after(schedule, log[i].rating, Instant(since), StudyDay(since), i);
      benchmark::DoNotOptimize(schedule);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(log.size()));
}
BENCHMARK(scheduler_replay)->Unit(benchmark::kMillisecond);

}  // namespace
