// How long an exam plan takes: the first solve, the next morning's, the indices of all
// questions, one simulated student, and the curve of scores.

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cmath>
#include <vector>

#include "base/chance.h"
#include "memory/exam_plan.h"

namespace {

using attache::Chance;
using attache::ExamPlan;
using attache::ExamQuestion;
using attache::ExamSituation;
using attache::MemoryState;
using attache::plan_exam;

/// Half of the questions learned, at most half a year ago.
ExamSituation situation(benchmark::State& state, int later = 0) {
  const auto questions = static_cast<int>(state.range(0));
  const auto days = static_cast<std::size_t>(state.range(1) - later);
  ExamSituation exam;
  exam.seconds.assign(days, questions > 1500 ? 3600.0 : questions > 300 ? 1200.0 : 300.0);
  Chance chance(1);
  for (int i = 0; i < questions; ++i) {
    ExamQuestion question;
    if (i % 2 == 0) {
      const double stability = 10 * std::exp(2 * chance.unit() - 1);
      question.memory = MemoryState{stability, 1 + 9 * chance.unit()};
      question.days_since =
          later + std::max(1, static_cast<int>(1.4 * stability * chance.unit()));
    }
    exam.questions.push_back(question);
  }
  return exam;
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->Args({300, 60})->Args({1500, 120})->Args({20000, 120});
  bench->Unit(benchmark::kMillisecond);
}

void exam_first_solve(benchmark::State& state) {
  const ExamSituation exam = situation(state);
  while (state.KeepRunning())
    benchmark::DoNotOptimize(plan_exam(exam));
}
BENCHMARK(exam_first_solve)->Apply(sizes);

void exam_morning_solve(benchmark::State& state) {
  const ExamPlan yesterday = plan_exam(situation(state));
  const ExamSituation exam = situation(state, 1);
  while (state.KeepRunning())
    benchmark::DoNotOptimize(plan_exam(exam, &yesterday));
}
BENCHMARK(exam_morning_solve)->Apply(sizes);

void exam_all_indices(benchmark::State& state) {
  const ExamSituation exam = situation(state);
  const ExamPlan plan = plan_exam(exam);
  while (state.KeepRunning())
    benchmark::DoNotOptimize(plan.indices(exam));
}
BENCHMARK(exam_all_indices)->Apply(sizes);

void exam_ten_students(benchmark::State& state) {
  const ExamSituation exam = situation(state);
  const ExamPlan plan = plan_exam(exam);
  while (state.KeepRunning())
    benchmark::DoNotOptimize(attache::forecast(exam, plan, {10, 1, 0}));
}
BENCHMARK(exam_ten_students)->Apply(sizes);

void exam_curve_of_seven_points(benchmark::State& state) {
  const ExamSituation exam = situation(state);
  const std::vector<double> factors{0.25, 0.5, 0.75, 1, 1.5, 2, 3};
  while (state.KeepRunning())
    benchmark::DoNotOptimize(attache::score_by_minutes(exam, factors));
}
BENCHMARK(exam_curve_of_seven_points)
    ->Args({300, 60})
    ->Args({1500, 120})
    ->Unit(benchmark::kMillisecond);

}  // namespace
