#include "store/schedule_table.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "store/question_numbers.h"
#include "store/review_table.h"

namespace attache {

namespace {

// Questions come in the order of their numbers, and so do their schedules.
constexpr Sql kSelectSchedules = R"sql(
SELECT question, phase, step, stability, difficulty, due_at, due_day, last_at, last_day,
       interval_days, reviews, lapses, fast_stability, question_number.number
  FROM question_number CROSS JOIN schedule ON schedule.number = question_number.number
 ORDER BY question_number.number)sql";
constexpr Sql kSelectKept = R"sql(
SELECT question, phase, step, stability, difficulty, due_at, due_day, last_at, last_day,
       interval_days, reviews, lapses, fast_stability, question_number.number
  FROM question_number LEFT JOIN schedule ON schedule.number = question_number.number
 ORDER BY question_number.number)sql";
constexpr Sql kSelectSchedule = R"sql(
SELECT NULL, phase, step, stability, difficulty, due_at, due_day, last_at, last_day,
       interval_days, reviews, lapses, fast_stability
  FROM schedule WHERE number = ?)sql";
constexpr Sql kPutSchedule = R"sql(
INSERT OR REPLACE INTO schedule (number, phase, step, stability, difficulty, due_at, due_day,
                                 last_at, last_day, interval_days, reviews, lapses,
                                 fast_stability)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr Sql kRemoveSchedule = R"sql(
DELETE FROM schedule
 WHERE number = (SELECT number FROM question_number WHERE question = ?))sql";

constexpr Sql kSelectFlags =
    "SELECT question, suspended, marked, buried_until, note FROM flag";
constexpr Sql kPutFlags = R"sql(
INSERT OR REPLACE INTO flag (question, suspended, marked, buried_until, note)
VALUES (?, ?, ?, ?, ?))sql";
constexpr Sql kRemoveFlags = "DELETE FROM flag WHERE question = ?";

constexpr std::array kPhases{Phase::kNew, Phase::kLearning, Phase::kReview,
                             Phase::kRelearning};

std::optional<Phase> phase_named(std::string_view name) {
  for (const Phase phase : kPhases)
    if (name == name_of(phase)) return phase;
  return {};
}

Result<Schedule> read_schedule(const Row& row, const std::string& where) {
  const auto phase = phase_named(row.borrowed(1));
  if (!phase) return fail("A schedule cannot be read", where, "Rebuild the schedules");
  Schedule schedule;
  schedule.phase = *phase;
  schedule.step = row.small(2);
  if (!row.is_null(3)) schedule.memory = MemoryState{row.real(3), row.real(4), 0};
  if (schedule.memory && !row.is_null(12)) schedule.memory->fast_stability = row.real(12);
  schedule.due_at = instant(row.integer(5));
  schedule.due_day = study_day(row.integer(6));
  schedule.last_at = instant(row.integer(7));
  schedule.last_day = study_day(row.integer(8));
  schedule.interval_days = row.small(9);
  schedule.reviews = row.small(10);
  schedule.lapses = row.small(11);
  return schedule;
}

std::pair<QuestionId, Flags> read_flags_row(const Row& row) {
  Flags flags;
  flags.suspended = row.integer(1) != 0;
  flags.marked = row.integer(2) != 0;
  if (!row.is_null(3)) flags.buried_until = study_day(row.integer(3));
  flags.note = row.text(4);
  return {row.text(0), std::move(flags)};
}

}  // namespace

Result<void> put_schedule(Database& database,
                          std::string_view question,
                          const Schedule& to) {
  if (to.phase == Phase::kNew) return database.run(kRemoveSchedule, question);
  const auto number = number_of(database, question);
  if (!number) return number.unexpected();
  const auto stability = to.memory ? std::optional(to.memory->stability) : std::nullopt;
  const auto fast = to.memory && to.memory->fast_stability > 0
                        ? std::optional(to.memory->fast_stability)
                        : std::nullopt;
  const auto difficulty = to.memory ? std::optional(to.memory->difficulty) : std::nullopt;
  return database.run(
      kPutSchedule, std::int64_t{*number}, std::string_view(name_of(to.phase)), to.step,
      stability, difficulty, std::int64_t{to.due_at.time_since_epoch().count()},
      day_number(to.due_day), std::int64_t{to.last_at.time_since_epoch().count()},
      day_number(to.last_day), to.interval_days, to.reviews, to.lapses, fast);
}

Result<std::unordered_map<QuestionId, Schedule>> read_schedules(Database& database) {
  std::unordered_map<QuestionId, Schedule> found;
  const auto done = database.each(kSelectSchedules, [&](const Row& row) -> Result<void> {
    auto read = read_schedule(row, database.name());
    if (!read) return read.unexpected();
    found.emplace(row.text(0), *read);
    return {};
  });
  if (!done) return done.unexpected();
  return found;
}

Result<Schedule> read_schedule_of(Database& database, std::uint32_t number) {
  Schedule found;
  const auto done = database.each(
      kSelectSchedule,
      [&](const Row& row) -> Result<void> {
        const auto read = read_schedule(row, database.name());
        if (!read) return read.unexpected();
        found = *read;
        return {};
      },
      std::int64_t{number});
  if (!done) return done.unexpected();
  return found;
}

Result<std::vector<KeptSchedule>> read_kept_schedules(Database& database) {
  return database.all<KeptSchedule>(
      kSelectKept, [](const Row& row, const std::string& where) -> Result<KeptSchedule> {
        KeptSchedule kept{row.text(0), static_cast<std::uint32_t>(row.integer(13)), {}};
        if (row.is_null(1)) return kept;
        const auto read = read_schedule(row, where);
        if (!read) return read.unexpected();
        kept.schedule = *read;
        return kept;
      });
}

Result<void> put_flags(Database& database, const QuestionId& question, const Flags& to) {
  if (to == Flags{}) return database.run(kRemoveFlags, std::string_view(question));
  const auto buried_until =
      to.buried_until ? std::optional(day_number(*to.buried_until)) : std::nullopt;
  return database.run(kPutFlags, std::string_view(question), to.suspended ? 1 : 0,
                      to.marked ? 1 : 0, buried_until, std::string_view(to.note));
}

Result<std::unordered_map<QuestionId, Flags>> read_flags(Database& database) {
  std::unordered_map<QuestionId, Flags> found;
  const auto done = database.each(
      kSelectFlags, [&](const Row& row) { found.insert(read_flags_row(row)); });
  if (!done) return done.unexpected();
  return found;
}

}  // namespace attache
