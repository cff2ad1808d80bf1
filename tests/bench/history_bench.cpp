// A history of 1,000,000 answers of 100,000 questions taken over, in one transaction.

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <unistd.h>

#include "base/uuid.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace {

using namespace attache;

constexpr std::size_t kQuestions = 100'000;
constexpr std::size_t kEach = 10;

void fill(std::size_t at, Review& entry) {
  constexpr std::int64_t kDay = 86'400'000;
  if (at % kEach == 0) entry.question = fmt::format("imported/note-{}", at / kEach);
  const auto turn = static_cast<std::int64_t>(at % kEach);
  const std::int64_t at_ms =
      1'600'000'000'000 + turn * turn * 3 * kDay + static_cast<std::int64_t>(at % 86'399);
  entry.at = Instant(Millis(at_ms));
  entry.day = StudyDay(std::chrono::days(static_cast<int>(at_ms / kDay)));
  entry.duration = Millis(4000);
  entry.rating = at % 7 == 3 ? Rating::kAgain : Rating::kGood;
  entry.uuid = imported_uuid(entry.question, at_ms);
}

HistorySource source() {
  HistorySource made;
  made.size = kQuestions * kEach;
  made.entry = fill;
  return made;
}

/// A table with the same indexes, filled with the same rows in one transaction.
void bare_inserts_of_them(benchmark::State& state) {
  for (auto _ : state) {
    std::string name =
        (std::filesystem::temp_directory_path() / "attache-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    {
      auto database = Database::open(name + "/bare", Database::Mode::kWrite);
      if (!database || !database->script("PRAGMA journal_mode = WAL; "
                                         "CREATE TABLE answer (sequence INTEGER PRIMARY "
                                         "KEY, uuid TEXT NOT NULL UNIQUE, at INTEGER, "
                                         "day INTEGER, question TEXT, rating INTEGER, "
                                         "duration INTEGER) STRICT; "
                                         "CREATE INDEX by_question ON answer (question); "
                                         "BEGIN"))
        std::abort();
      Review entry;
      for (std::size_t at = 0; at < kQuestions * kEach; ++at) {
        fill(at, entry);
        if (!database->run("INSERT INTO answer VALUES (NULL, ?, ?, ?, ?, ?, ?)",
                           std::string_view(entry.uuid),
                           std::int64_t{entry.at.time_since_epoch().count()},
                           std::int64_t{entry.day.time_since_epoch().count()},
                           std::string_view(entry.question),
                           static_cast<int>(entry.rating),
                           std::int64_t{entry.duration.count()}))
          std::abort();
      }
      if (!database->script("COMMIT")) std::abort();
    }
    std::error_code ignored;
    std::filesystem::remove_all(name, ignored);
  }
}

void adding_1000000_answers(benchmark::State& state) {
  const Scheduler scheduler{SchedulerSettings{}};
  for (auto _ : state) {
    std::string name =
        (std::filesystem::temp_directory_path() / "attache-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    {
      auto store = Store::open(name);
      if (!store || !(*store)->add_history(source(), scheduler)) std::abort();
    }
    std::error_code ignored;
    std::filesystem::remove_all(name, ignored);
  }
}

void counting_1000000_known_answers(benchmark::State& state) {
  const Scheduler scheduler{SchedulerSettings{}};
  std::string name =
      (std::filesystem::temp_directory_path() / "attache-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  {
    auto store = Store::open(name);
    if (!store || !(*store)->add_history(source(), scheduler)) std::abort();
    for (auto _ : state)
      benchmark::DoNotOptimize((*store)->count_unknown(source()).value_or(1));
  }
  std::error_code ignored;
  std::filesystem::remove_all(name, ignored);
}

BENCHMARK(bare_inserts_of_them)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();
BENCHMARK(adding_1000000_answers)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();
BENCHMARK(counting_1000000_known_answers)
    ->Unit(benchmark::kSecond)
    ->Iterations(1)
    ->UseRealTime();

}  // namespace
