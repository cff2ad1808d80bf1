// Progress as the window opens it, through the trainer: the overview and the first two
// charts; every chart alone; other scopes. Of a million answers or ten million.

#include <benchmark/benchmark.h>
#include <memory>
#include <string>

#include "bench/large_student.h"
#include "trainer/trainer.h"

namespace {

using namespace attache;

class StandingClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return at; }
  /// The day after the student's last answer.
  Instant at{std::chrono::seconds(1'600'000'000) + std::chrono::days(1055)};
};

StandingClock& standing_clock() {
  static StandingClock clock;
  return clock;
}

std::unique_ptr<Trainer> open_trainer() {
  const auto calendar = StudyCalendar::in_zone("UTC");
  if (!calendar) std::abort();
  const std::filesystem::path& folder = folder_of_student();
  auto trainer =
      Trainer::open({folder, {folder / "decks"}, &standing_clock(), *calendar, 1});
  if (!trainer || !(*trainer)->home().failures.empty()) std::abort();
  return *std::move(trainer);
}

/// One for all that does not measure the start.
std::unique_ptr<Trainer>& kept_trainer() {
  static_cast<void>(folder_of_student());  // it goes after the trainer
  static std::unique_ptr<Trainer> kept;
  return kept;
}
Trainer& trainer() {
  if (!kept_trainer()) kept_trainer() = open_trainer();
  return *kept_trainer();
}

bool open_progress(const Trainer& trainer, const ProgressRequest& request) {
  const auto shown = trainer.overview(request);
  const auto knowledge = trainer.progress_chart(request, ProgressChart::kKnowledge);
  const auto due = trainer.progress_chart(request, ProgressChart::kDue);
  return shown && knowledge && due && shown->questions > 0;
}

void opened_at_first(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    kept_trainer().reset();
    const Trainer& fresh = trainer();
    state.ResumeTiming();
    if (!open_progress(fresh, {})) state.SkipWithError("not shown");
  }
}

void opened_after_another_answer(benchmark::State& state) {
  Trainer& one = trainer();
  if (!one.begin_sitting()) state.SkipWithError("no sitting");
  for (auto _ : state) {
    state.PauseTiming();
    one.reveal();
    if (!one.rate(Rating::kGood)) state.SkipWithError("not rated");
    state.ResumeTiming();
    if (!open_progress(one, {})) state.SkipWithError("not shown");
  }
  one.end_sitting();
}

void opened_again(benchmark::State& state) {
  for (auto _ : state)
    if (!open_progress(trainer(), {})) state.SkipWithError("not shown");
}

/// A chart of all answers, when Progress has just been opened with a month.
void chart_alone(benchmark::State& state, ProgressChart chart) {
  const Trainer& one = trainer();
  ProgressRequest all;
  all.range = ProgressRange::kAll;
  const ProgressRequest other{"deck:deck-1", ProgressRange::kMonth};
  for (auto _ : state) {
    state.PauseTiming();
    if (!one.overview(other) || !one.overview({})) state.SkipWithError("not shown");
    state.ResumeTiming();
    if (!one.progress_chart(all, chart)) state.SkipWithError("no chart");
  }
}

/// Another scope; the first time since the program was started at `first`.
void scope_opened(benchmark::State& state, const char* scope, bool first) {
  if (first) kept_trainer().reset();
  const Trainer& one = trainer();
  for (auto _ : state) {
    state.PauseTiming();
    if (!one.overview({})) state.SkipWithError("not shown");
    state.ResumeTiming();
    if (!open_progress(one, {scope})) state.SkipWithError("not shown");
  }
}

// So few times, for what is not measured in between takes much longer.
constexpr int kTimes = 5;

BENCHMARK(opened_at_first)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(2);
BENCHMARK(opened_after_another_answer)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(kTimes);
BENCHMARK(opened_again)->Unit(benchmark::kMillisecond)->UseRealTime();

const bool kRegistered = [] {
  for (const ChartName& name : progress_charts())
    benchmark::RegisterBenchmark(
        fmt::format("chart_alone/{}", name.id).c_str(),
        [chart = name.chart](benchmark::State& state) { chart_alone(state, chart); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->Iterations(kTimes);
  for (const char* const scope :
       {"deck:deck-3", "topic:t1", "tag:week-3", "\"9 fleet\""}) {
    benchmark::RegisterBenchmark(
        fmt::format("scope_at_first/{}", scope).c_str(),
        [scope](benchmark::State& state) { scope_opened(state, scope, true); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->Iterations(1);
    benchmark::RegisterBenchmark(
        fmt::format("scope_opened/{}", scope).c_str(),
        [scope](benchmark::State& state) { scope_opened(state, scope, false); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->Iterations(kTimes);
  }
  return true;
}();

}  // namespace
