// Keeping an answer, against SQLite alone; and opening a file of 1,000,000 reviews.

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <sqlite3.h>

#include "store/counted.h"
#include "store/review_table.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "support/temporary_folder.h"

namespace {

using attache::Database;
using attache::Instant;
using attache::Millis;
using attache::Phase;
using attache::Review;
using attache::Schedule;
using attache::Sql;
using attache::Store;
using attache::StudyDay;
using attache::Transaction;
using std::chrono::days;

constexpr int kQuestions = 100'000;
constexpr int kReviews = 1'000'000;

/// On the disk that is measured, not in memory.
class Folder : public attache::TemporaryFolder {
 public:
  Folder() : TemporaryFolder(std::filesystem::temp_directory_path()) {}
};

std::string question_id(int n) {
  return "japan-us-2plus2-2024/fact-" + std::to_string(n % kQuestions) + "/object";
}

Review a_review(int n) {
  Review review;
  std::string number = std::to_string(n);
  number.insert(0, 12 - number.size(), '0');
  review.uuid = "0190f5fe-7c00-7a00-8000-" + number;
  review.at = Instant(Millis(1'722'161'700'000 + 20'000LL * n));
  review.day = StudyDay(days(19'932 + n / 300));
  review.question = question_id(n);
  review.form = attache::Form::kChoice;
  review.response =
      R"({"options":["U.S. Forces Japan","INDOPACOM","JJOC"],"chosen":[1]})";
  review.duration = Millis(4200);
  return review;
}

const attache::Scheduler& usual() {
  static const attache::Scheduler scheduler{attache::SchedulerSettings{}};
  return scheduler;
}

Schedule a_schedule(int n) {
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.memory = attache::MemoryState{3.5, 5.5};
  schedule.due_day = StudyDay(days(19'940 + n / 300));
  schedule.reviews = 1 + n / kQuestions;
  return schedule;
}

void store_keeps_a_review(benchmark::State& state) {
  const Folder folder;
  const auto store = Store::open(folder.path());
  int n = 0;
  for (auto _ : state) {
    const Review review = a_review(n);
    if (!(*store)->append(review, review.question, a_schedule(n), usual()))
      state.SkipWithError("append failed");
    ++n;
  }
}

/// The same row, the same promises, and nothing else: no schedule, no index but the keys.
void bare_sqlite_keeps_a_review(benchmark::State& state) {
  const Folder folder;
  auto database = Database::open(folder.path() / "bare.db", Database::Mode::kWrite);
  constexpr const char* kSetUp = R"sql(
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA mmap_size = 0;
CREATE TABLE review (
  sequence INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, voids TEXT,
  at INTEGER NOT NULL, zone_offset INTEGER NOT NULL, day INTEGER NOT NULL,
  question TEXT NOT NULL, meaning INTEGER NOT NULL, form TEXT NOT NULL,
  response TEXT NOT NULL, rating INTEGER NOT NULL, duration INTEGER NOT NULL,
  checksum INTEGER NOT NULL, place REAL, given TEXT) STRICT)sql";
  if (!database || !database->script(kSetUp)) return state.SkipWithError("no database");
  int n = 0;
  for (auto _ : state) {
    const bool kept = database->run("BEGIN IMMEDIATE") &&
                      attache::insert_review(*database, a_review(n)) &&
                      database->run("COMMIT");
    if (!kept) state.SkipWithError("insert failed");
    ++n;
  }
}

/// A large collection, made once, past the store: a million commits would take minutes.
const std::filesystem::path& large_collection() {
  static const Folder folder;
  static const bool filled = [] {
    { const auto store = Store::open(folder.path()); }
    auto database = Database::open(folder.path() / "progress.db", Database::Mode::kWrite);
    bool done = database && database->script("PRAGMA cache_size = -500000");
    auto transaction = Transaction::begin(*database);
    for (int n = 0; done && n < kReviews; ++n) {
      Review review = a_review(n);
      const auto sequence = attache::insert_review(*database, review);
      review.sequence = sequence.value_or(0);
      done = sequence && attache::count_answer(*database, review, usual());
    }
    constexpr Sql kSchedules = R"sql(
INSERT INTO schedule (number, phase, step, stability, difficulty, due_at, due_day, last_at,
                      last_day, interval_days, reviews, lapses)
SELECT number, 'review', 0, 3.5 + number, 5.5, number, number, number, number, number, 10, 1
  FROM question_number WHERE number < ?)sql";
    return done && database->run(kSchedules, kQuestions) && transaction->commit();
  }();
  if (!filled) std::abort();
  return folder.path();
}

void open_a_million_reviews(benchmark::State& state) {
  const auto& folder = large_collection();
  for (auto _ : state) {
    const auto store = Store::open(folder);
    const auto schedules = (*store)->schedules();
    if (!schedules || schedules->size() != kQuestions)
      state.SkipWithError("wrong number of schedules");
  }
}

void figures_of_a_year(benchmark::State& state) {
  const auto store = Store::open(large_collection());
  const StudyDay last(days(19'932 + kReviews / 300));
  for (auto _ : state) {
    const auto figures = (*store)->days(last - days(365), last);
    benchmark::DoNotOptimize(figures);
  }
}

void read_the_whole_log(benchmark::State& state) {
  const auto store = Store::open(large_collection());
  for (auto _ : state) {
    const auto log = (*store)->log();
    if (!log || log->size() != kReviews) state.SkipWithError("wrong log");
  }
}

void back_up_a_million_reviews(benchmark::State& state) {
  const auto store = Store::open(large_collection());
  Instant now(days(30'000));
  for (auto _ : state) {
    state.PauseTiming();
    now += days(40);
    const bool changed =
        (*store)
            ->set_setting("now", std::to_string(now.time_since_epoch().count()))
            .has_value();
    state.ResumeTiming();
    if (!changed || !(*store)->back_up(now)) state.SkipWithError("backup failed");
  }
}

BENCHMARK(bare_sqlite_keeps_a_review)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(store_keeps_a_review)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(open_a_million_reviews)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(figures_of_a_year)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(read_the_whole_log)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(back_up_a_million_reviews)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
