#include "store/store.h"

#include <algorithm>
#include <array>
#include <utility>

#include "store/counted.h"
#include "store/exam_table.h"
#include "store/progress_file.h"
#include "store/review_table.h"
#include "store/round_table.h"
#include "store/sqlite.h"

namespace attache {

namespace {

constexpr Sql kSelectSchedules = R"sql(
SELECT question, phase, step, stability, difficulty, due_at, due_day, last_at, last_day,
       interval_days, reviews, lapses, fast_stability
  FROM schedule)sql";
constexpr Sql kPutSchedule = R"sql(
INSERT OR REPLACE INTO schedule (question, phase, step, stability, difficulty, due_at, due_day,
                                 last_at, last_day, interval_days, reviews, lapses,
                                 fast_stability)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr Sql kRemoveSchedule = "DELETE FROM schedule WHERE question = ?";

constexpr Sql kSelectFlags =
    "SELECT question, suspended, marked, buried_until, note FROM flag";
constexpr Sql kPutFlags = R"sql(
INSERT OR REPLACE INTO flag (question, suspended, marked, buried_until, note)
VALUES (?, ?, ?, ?, ?))sql";
constexpr Sql kRemoveFlags = "DELETE FROM flag WHERE question = ?";

constexpr Sql kSelectSettings = "SELECT key, value FROM setting";
constexpr Sql kPutSetting = "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)";

constexpr Sql kSelectDays = R"sql(
SELECT day, count(*), sum(again), sum(fresh), sum(duration)
  FROM counted WHERE day BETWEEN ? AND ? GROUP BY day)sql";
constexpr Sql kMeanDuration = R"sql(
SELECT avg(duration)
  FROM (SELECT counted.duration
          FROM review
               CROSS JOIN counted ON counted.day = review.day
                                 AND counted.sequence = review.sequence
         ORDER BY review.sequence DESC LIMIT 500))sql";
constexpr Sql kLogSize = "SELECT count(*) FROM review";

constexpr std::array kPhases{Phase::kNew, Phase::kLearning, Phase::kReview,
                             Phase::kRelearning};

std::optional<Phase> phase_named(std::string_view name) {
  for (const Phase phase : kPhases)
    if (name == name_of(phase)) return phase;
  return {};
}

Result<void> put_schedule(Database& database,
                          const QuestionId& question,
                          const Schedule& to) {
  if (to.phase == Phase::kNew)
    return database.run(kRemoveSchedule, std::string_view(question));
  const auto stability = to.memory ? std::optional(to.memory->stability) : std::nullopt;
  const auto fast = to.memory && to.memory->fast_stability > 0
                        ? std::optional(to.memory->fast_stability)
                        : std::nullopt;
  const auto difficulty = to.memory ? std::optional(to.memory->difficulty) : std::nullopt;
  return database.run(
      kPutSchedule, std::string_view(question), std::string_view(name_of(to.phase)),
      to.step, stability, difficulty, std::int64_t{to.due_at.time_since_epoch().count()},
      day_number(to.due_day), std::int64_t{to.last_at.time_since_epoch().count()},
      day_number(to.last_day), to.interval_days, to.reviews, to.lapses, fast);
}

Result<std::pair<QuestionId, Schedule>> read_schedule(const Row& row,
                                                      const std::string& where) {
  const auto phase = phase_named(row.text(1));
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
  return std::pair(row.text(0), schedule);
}

Result<std::unordered_map<QuestionId, Schedule>> read_schedules(Database& database) {
  std::unordered_map<QuestionId, Schedule> found;
  const auto done = database.each(kSelectSchedules, [&](const Row& row) -> Result<void> {
    auto read = read_schedule(row, database.name());
    if (!read) return read.unexpected();
    found.insert(*std::move(read));
    return {};
  });
  if (!done) return done.unexpected();
  return found;
}

std::pair<QuestionId, Flags> read_flags_row(const Row& row) {
  Flags flags;
  flags.suspended = row.integer(1) != 0;
  flags.marked = row.integer(2) != 0;
  if (!row.is_null(3)) flags.buried_until = study_day(row.integer(3));
  flags.note = row.text(4);
  return {row.text(0), std::move(flags)};
}

Result<std::unordered_map<QuestionId, Flags>> read_flags(Database& database) {
  std::unordered_map<QuestionId, Flags> found;
  const auto done = database.each(
      kSelectFlags, [&](const Row& row) { found.insert(read_flags_row(row)); });
  if (!done) return done.unexpected();
  return found;
}

Result<std::map<std::string, std::string>> read_settings(Database& database) {
  std::map<std::string, std::string> found;
  const auto done = database.each(
      kSelectSettings, [&](const Row& row) { found.emplace(row.text(0), row.text(1)); });
  if (!done) return done.unexpected();
  return found;
}

bool same_but_for_sequence(Review stored, const Review& given) {
  stored.sequence = given.sequence;
  return stored == given;
}

/// Keeps the index of what counts in step with a new row.
Result<void> count(Database& database, const Review& review) {
  if (review.kind == EntryKind::kAnswer) return count_answer(database, review);
  const auto question = question_behind(database, review.voids);
  if (!question) return question.unexpected();
  return recount(database, *question);
}

/// Adds a row with all that follows from it; gives its sequence number.
Result<std::int64_t> add(Database& database,
                         const Review& review,
                         const QuestionId& schedule_of,
                         const Schedule& after) {
  const auto given = insert_review(database, review);
  if (!given) return given.unexpected();
  Review row = review;
  row.sequence = *given;
  auto done = count(database, row);
  if (done) done = put_schedule(database, schedule_of, after);
  if (!done) return done.unexpected();
  return *given;
}

/// The sequence number of a row that is in the log already; nothing if it is not.
Result<std::optional<std::int64_t>> look_for(Database& database, const Review& review) {
  const auto found = find_review(database, review.uuid);
  if (!found) return found.unexpected();
  if (!*found || !same_but_for_sequence(**found, review))
    return std::optional<std::int64_t>();
  return std::optional((*found)->sequence);
}

}  // namespace

Store::Store(std::unique_ptr<ProgressFile> file) : file_(std::move(file)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& folder) {
  auto file = ProgressFile::open(folder);
  if (!file) return file.unexpected();
  return std::unique_ptr<Store>(new Store(*std::move(file)));
}

Result<std::int64_t> Store::append(const Review& review,
                                   const QuestionId& schedule_of,
                                   const Schedule& after) {
  std::int64_t sequence = 0;
  const auto done = file_->change(
      [&](Database& database) -> Result<void> {
        const auto added = add(database, review, schedule_of, after);
        if (!added) return added.unexpected();
        sequence = *added;
        return {};
      },
      [&](Database& database) -> Result<bool> {
        const auto there = look_for(database, review);
        if (!there) return there.unexpected();
        sequence = there->value_or(sequence);
        return there->has_value();
      });
  if (!done) return done.unexpected();
  return sequence;
}

Result<std::vector<std::int64_t>> Store::append_all(std::span<const GivenAnswer> answers,
                                                    const KeptRound& round) {
  std::vector<std::int64_t> sequences;
  const auto done = file_->change(
      [&](Database& database) -> Result<void> {
        sequences.clear();
        for (const GivenAnswer& answer : answers) {
          const auto added =
              add(database, answer.review, answer.review.question, answer.after);
          if (!added) return added.unexpected();
          sequences.push_back(*added);
        }
        return put_round(database, round);
      },
      [&](Database& database) -> Result<bool> {
        // One transaction wrote them: if any is there, all are; but each has a number.
        sequences.clear();
        for (const GivenAnswer& answer : answers) {
          const auto there = look_for(database, answer.review);
          if (!there) return there.unexpected();
          if (!*there) return false;
          sequences.push_back(**there);
        }
        const auto kept = find_round(database, round.uuid);
        if (!kept) return kept.unexpected();
        return *kept == round;
      });
  if (!done) return done.unexpected();
  return sequences;
}

Result<std::vector<Review>> Store::log() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_log(**database);
}

Result<std::vector<Review>> Store::log_of(const QuestionId& question) const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_log_of(**database, question);
}

Result<std::vector<Review>> Store::answers_on(StudyDay day) const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_answers_on(**database, day);
}

Result<std::int64_t> Store::log_size() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return (*database)->number(kLogSize);
}

Result<std::unordered_map<QuestionId, Schedule>> Store::schedules() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_schedules(**database);
}

Result<void> Store::replace_schedules(
    const std::unordered_map<QuestionId, Schedule>& schedules) {
  return file_->change(
      [&](Database& database) -> Result<void> {
        auto done = recount_all(database);
        if (done) done = database.run("DELETE FROM schedule");
        for (const auto& [question, schedule] : schedules)
          if (done) done = put_schedule(database, question, schedule);
        return done;
      },
      [](Database&) -> Result<bool> { return false; });
}

Result<std::unordered_map<QuestionId, Flags>> Store::flags() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_flags(**database);
}

Result<void> Store::set_flags(const QuestionId& question, const Flags& flags) {
  return file_->change(
      [&](Database& database) -> Result<void> {
        if (flags == Flags{})
          return database.run(kRemoveFlags, std::string_view(question));
        const auto buried_until = flags.buried_until
                                      ? std::optional(day_number(*flags.buried_until))
                                      : std::nullopt;
        return database.run(kPutFlags, std::string_view(question),
                            flags.suspended ? 1 : 0, flags.marked ? 1 : 0, buried_until,
                            std::string_view(flags.note));
      },
      [&](Database& database) -> Result<bool> {
        const auto all = read_flags(database);
        if (!all) return all.unexpected();
        const auto found = all->find(question);
        return (found == all->end() ? Flags{} : found->second) == flags;
      });
}

Result<std::map<std::string, std::string>> Store::settings() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_settings(**database);
}

Result<void> Store::set_setting(std::string_view key, std::string_view value) {
  return file_->change(
      [&](Database& database) { return database.run(kPutSetting, key, value); },
      [&](Database& database) -> Result<bool> {
        const auto all = read_settings(database);
        if (!all) return all.unexpected();
        const auto found = all->find(std::string(key));
        return found != all->end() && found->second == value;
      });
}

Result<std::vector<KeptRound>> Store::rounds() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_rounds(**database);
}

Result<std::optional<KeptRound>> Store::round(std::string_view uuid) const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return find_round(**database, uuid);
}

Result<void> Store::save_round(const KeptRound& round) {
  return file_->change([&](Database& database) { return put_round(database, round); },
                       [&](Database& database) -> Result<bool> {
                         const auto found = find_round(database, round.uuid);
                         if (!found) return found.unexpected();
                         return *found == round;
                       });
}

Result<std::vector<KeptExam>> Store::exams() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_exams(**database);
}

Result<void> Store::save_exam(const KeptExam& exam) {
  return file_->change([&](Database& database) { return put_exam(database, exam); },
                       [&](Database& database) -> Result<bool> {
                         const auto found = find_exam(database, exam.uuid);
                         if (!found) return found.unexpected();
                         return *found == exam;
                       });
}

Result<void> Store::remove_exam(std::string_view uuid) {
  return file_->change(
      [&](Database& database) { return attache::remove_exam(database, uuid); },
      [&](Database& database) -> Result<bool> {
        const auto found = find_exam(database, uuid);
        if (!found) return found.unexpected();
        return !found->has_value();
      });
}

Result<void> Store::remove_round(std::string_view uuid) {
  return file_->change(
      [&](Database& database) { return attache::remove_round(database, uuid); },
      [&](Database& database) -> Result<bool> {
        const auto found = find_round(database, uuid);
        if (!found) return found.unexpected();
        return !found->has_value();
      });
}

Result<std::vector<KeptEdition>> Store::editions_of(std::string_view deck) const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_editions(**database, deck);
}

Result<void> Store::save_edition(std::string_view deck,
                                 int edition,
                                 Instant seen_at,
                                 std::string_view content) {
  const KeptEdition kept{edition, seen_at, std::string(content)};
  return file_->change(
      [&](Database& database) { return put_edition(database, deck, kept); },
      [&](Database& database) -> Result<bool> {
        const auto all = read_editions(database, deck);
        if (!all) return all.unexpected();
        return std::find(all->begin(), all->end(), kept) != all->end();
      });
}

Result<std::map<StudyDay, DayFigures>> Store::days(StudyDay from, StudyDay to) const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  std::map<StudyDay, DayFigures> found;
  const auto done = (*database)->each(
      kSelectDays,
      [&](const Row& row) {
        found[study_day(row.integer(0))] =
            DayFigures{row.small(1), row.small(2), row.small(3), Millis(row.integer(4))};
      },
      day_number(from), day_number(to));
  if (!done) return done.unexpected();
  return found;
}

Result<std::optional<Millis>> Store::mean_duration() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  std::optional<Millis> mean;
  const auto done = (*database)->each(kMeanDuration, [&](const Row& row) {
    if (!row.is_null(0))
      mean = std::chrono::round<Millis>(
          std::chrono::duration<double, std::milli>(row.real(0)));
  });
  if (!done) return done.unexpected();
  return mean;
}

Result<std::filesystem::path> Store::back_up(Instant now) {
  return file_->back_up(now);
}

Result<void> Store::tidy() {
  return file_->tidy();
}

const std::vector<std::string>& Store::notices() const {
  return file_->notices();
}

}  // namespace attache
