// What Progress looks at, of a student with a million answers or ten million.

#include <benchmark/benchmark.h>
#include <vector>

#include "bench/large_student.h"
#include "store/sqlite.h"

namespace {

using namespace attache;

void facts_read_at_first(benchmark::State& state) {
  const auto store = Store::open(folder_of_student());
  for (auto _ : state) {
    std::vector<AnswerFact> facts;
    std::vector<std::size_t> ends;
    if (!(*store)->read_facts(facts, ends) ||
        facts.size() != large_questions() * kAnswersEach)
      state.SkipWithError("wrong facts");
  }
}

void facts_after_another_answer(benchmark::State& state) {
  const auto store = Store::open(folder_of_student());
  std::vector<AnswerFact> facts;
  std::vector<std::size_t> ends;
  bool read = (*store)->read_facts(facts, ends).has_value();
  for (auto _ : state)
    read = read && (*store)->read_facts(facts, ends);
  if (!read) state.SkipWithError("not read");
}

/// What is read when the program starts: schedules and numbers of all questions.
void schedules_with_numbers(benchmark::State& state) {
  const auto store = Store::open(folder_of_student());
  for (auto _ : state) {
    const auto schedules = (*store)->kept_schedules();
    if (!schedules || schedules->size() != large_questions())
      state.SkipWithError("wrong");
  }
}

void commonest_wrong_answers(benchmark::State& state) {
  const auto store = Store::open(folder_of_student());
  for (auto _ : state) {
    int left = 100;
    const auto done =
        (*store)->each_wrong_answer(1, [&](const WrongAnswer&) { return --left > 0; });
    if (!done || left > 0) state.SkipWithError("wrong");
  }
}

/// After a changed retention, or once after an upgrade. Keeps the whole log in memory, so
/// it is not for the full size.
void all_worked_out_anew(benchmark::State& state) {
  const auto store = Store::open(folder_of_student());
  if (large_questions() > 100'000)
    return state.SkipWithError("of a million answers only");
  for (auto _ : state)
    if (!(*store)->work_out_anew(Scheduler{SchedulerSettings{}}))
      state.SkipWithError("not worked out");
}

/// Without anything kept: answers by day and stage, straight from the log. The stage is
/// only nearly right (by the days since the answer before), for SQL knows no scheduler.
void plain_sql_of_answers_by_day_and_stage(benchmark::State& state) {
  constexpr Sql kByDay = R"sql(
WITH answer AS (
  SELECT day, duration, rating,
         day - lag(day) OVER (PARTITION BY question ORDER BY sequence) AS waited,
         lag(rating) OVER (PARTITION BY question ORDER BY sequence) AS before
    FROM review
   WHERE kind = 'answer' AND given IS NULL
     AND NOT EXISTS (SELECT 1 FROM review AS undo WHERE undo.voids = review.uuid))
SELECT day, CASE WHEN waited IS NULL THEN 0 WHEN before = 1 THEN 1
                 WHEN waited < 21 THEN 2 ELSE 3 END AS stage,
       count(*), sum(rating > 1), sum(duration)
  FROM answer GROUP BY day, stage)sql";
  const auto& folder = folder_of_student();
  auto database = Database::open(folder / "progress.db", Database::Mode::kWrite);
  for (auto _ : state) {
    std::int64_t answers = 0;
    const auto done =
        database->each(kByDay, [&](const Row& row) { answers += row.integer(2); });
    if (!done || answers < static_cast<std::int64_t>(large_questions() * kAnswersEach))
      state.SkipWithError("wrong");
  }
}

BENCHMARK(facts_read_at_first)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(facts_after_another_answer)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(commonest_wrong_answers)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(schedules_with_numbers)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(all_worked_out_anew)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK(plain_sql_of_answers_by_day_and_stage)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
