#include "store/counted.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>

#include "store/question_numbers.h"
#include "store/review_table.h"
#include "store/schedule_table.h"
#include "store/wrong_table.h"

namespace attache {

namespace {

constexpr Sql kInsert = R"sql(
INSERT INTO counted (day, sequence, again, fresh, duration, number, rating, hour, stage,
                     first_of_day, forecast)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr Sql kRemove = "DELETE FROM counted WHERE day = ? AND sequence = ?";
constexpr Sql kSelectLatest = R"sql(
SELECT counted.day, review.meaning
  FROM review CROSS JOIN counted
               ON counted.day = review.day AND counted.sequence = review.sequence
 WHERE review.question = ? ORDER BY review.sequence DESC LIMIT 1)sql";
constexpr Sql kWasSetByHand =
    "SELECT EXISTS (SELECT 1 FROM review WHERE question = ? AND given IS NOT NULL)";
constexpr Sql kSelectOfQuestion = R"sql(
SELECT counted.sequence, counted.day, counted.duration, number, counted.rating, hour, stage,
       first_of_day, fresh, forecast
  FROM review CROSS JOIN counted
               ON counted.day = review.day AND counted.sequence = review.sequence
 WHERE review.question = ? ORDER BY review.sequence)sql";
constexpr Sql kSelectRange = R"sql(
SELECT counted.sequence, counted.day, counted.duration, number, counted.rating, hour, stage,
       first_of_day, fresh, forecast, question_number.question
  FROM review CROSS JOIN counted
               ON counted.day = review.day AND counted.sequence = review.sequence
              LEFT JOIN question_number USING (number)
 WHERE review.sequence BETWEEN ? AND ? ORDER BY review.sequence)sql";

/// One row of the table.
struct Counted {
  std::int64_t sequence = 0;
  StudyDay day{};
  Millis duration{};  ///< as it is in the log; the fact has it cut to 32 bits
  AnswerFact fact;
  bool operator==(const Counted&) const = default;
};

Counted counted_row(const Review& answer, const AnswerFact& fact) {
  return {answer.sequence, answer.day, answer.duration, fact};
}

Counted read_row(const Row& row) {
  constexpr std::int64_t kLongest = std::numeric_limits<std::uint32_t>::max();
  Counted read;
  read.sequence = row.integer(0);
  read.day = study_day(row.integer(1));
  read.duration = Millis(row.integer(2));
  AnswerFact& fact = read.fact;
  fact.question = static_cast<std::uint32_t>(row.integer(3));
  fact.day = row.small(1);
  fact.duration =
      static_cast<std::uint32_t>(std::clamp<std::int64_t>(row.integer(2), 0, kLongest));
  fact.forecast = row.is_null(9) ? AnswerFact::kNoForecast
                                 : static_cast<std::uint16_t>(row.integer(9));
  fact.hour = static_cast<std::uint8_t>(row.integer(5));
  fact.bits = AnswerFact::bits_of(static_cast<Rating>(row.integer(4)),
                                  static_cast<AnswerStage>(row.integer(6)),
                                  row.integer(7) != 0, row.integer(8) != 0);
  return read;
}

/// Whether the log says the same of an answer.
bool fits(const Counted& row, std::string_view question, const Review& entry) {
  return entry.kind == EntryKind::kAnswer && row.day == entry.day &&
         row.duration == entry.duration && row.fact.rating() == entry.rating &&
         question == entry.question;
}

/// Goes through entries of the log and what was noted of them, both in order.
class HeldToLog {
 public:
  HeldToLog(Database& database, const std::vector<Review>& log)
      : database_(database), log_(log), next_(log.begin()) {}

  Result<void> take(const Row& row) {
    const Counted counted = read_row(row);
    if (auto skipped = skip_until(counted.sequence); !skipped) return skipped;
    if (next_ == log_.end() || !fits(counted, row.borrowed(10), *next_))
      return misfit(counted.sequence);
    ++next_;
    facts_.push_back(counted.fact);
    return {};
  }
  Result<std::vector<AnswerFact>> end() {
    const std::int64_t last = log_.empty() ? 0 : log_.back().sequence;
    if (auto skipped = skip_until(last + 1); !skipped) return skipped.unexpected();
    return std::move(facts_);
  }

 private:
  /// Entries of which nothing is noted: no answers, or answers that were taken back.
  Result<void> skip_until(std::int64_t sequence) {
    for (; next_ != log_.end() && next_->sequence < sequence; ++next_) {
      if (next_->kind != EntryKind::kAnswer) continue;
      const auto taken_back = is_named_by_a_void(database_, next_->uuid);
      if (!taken_back) return taken_back.unexpected();
      if (!*taken_back) return misfit(next_->sequence);
    }
    return {};
  }
  [[nodiscard]] Unexpected misfit(std::int64_t sequence) const {
    return fail(
        fmt::format("The figures of entry {} do not fit the review log", sequence),
        database_.name(), kFiguresRemedy);
  }

  Database& database_;
  const std::vector<Review>& log_;
  std::vector<Review>::const_iterator next_;
  std::vector<AnswerFact> facts_;
};

Result<void> insert(Database& database, const Counted& row) {
  const AnswerFact& fact = row.fact;
  const auto forecast = fact.forecast == AnswerFact::kNoForecast
                            ? std::nullopt
                            : std::optional(int{fact.forecast});
  return database.run(kInsert, day_number(row.day), row.sequence, fact.recalled() ? 0 : 1,
                      fact.fresh() ? 1 : 0, std::int64_t{row.duration.count()},
                      std::int64_t{fact.question}, static_cast<int>(fact.rating()),
                      int{fact.hour}, static_cast<int>(fact.stage()),
                      fact.first_of_day() ? 1 : 0, forecast);
}

/// A row is not as it was: it goes, and the chunk that holds it.
Result<void> remove(Database& database, const Counted& row) {
  auto done = database.run(kRemove, day_number(row.day), row.sequence);
  return done ? drop_chunk_of(database, row.sequence) : done;
}

Result<void> insert_new(Database& database, const Counted& row, ChunkWriter* writer) {
  auto done = insert(database, row);
  if (done && writer != nullptr) done = writer->add(row.sequence, row.fact);
  return done;
}

/// One that counts again may have a chunk without it.
Result<void> add(Database& database, const Counted& row, ChunkWriter* writer) {
  auto done = drop_chunk_of(database, row.sequence);
  return done ? insert_new(database, row, writer) : done;
}

Result<void> replace(Database& database, const Counted& row) {
  auto done = remove(database, row);
  return done ? insert(database, row) : done;
}

/// Brings a question's rows from what they were to what they are; both in the order of
/// the log.
Result<void> change_rows(Database& database,
                         const std::vector<Counted>& before,
                         const std::vector<Counted>& after,
                         ChunkWriter* writer) {
  auto old = before.begin();
  auto row = after.begin();
  while (old != before.end() || row != after.end()) {
    const bool gone =
        row == after.end() || (old != before.end() && old->sequence < row->sequence);
    const bool is_new = !gone && (old == before.end() || row->sequence < old->sequence);
    Result<void> done;
    if (gone) {
      done = remove(database, *old);
    } else if (is_new) {
      done = add(database, *row, writer);
    } else if (*old != *row) {
      done = replace(database, *row);
    }
    if (!done) return done;
    if (!is_new) ++old;
    if (!gone) ++row;
  }
  return {};
}

/// All that follows from a question's log.
struct Followed {
  std::vector<Counted> rows;
  std::vector<WrongAnswer> wrong;
  Schedule schedule;
};

Followed follow(const std::vector<Review>& entries,
                const Scheduler& scheduler,
                std::uint32_t number) {
  Followed followed;
  WrongAnswers wrong;
  each_answer_fact(
      entries, scheduler, [&](const QuestionId&) { return number; },
      [&](const Replayed& replayed, const AnswerFact& fact) {
        followed.rows.push_back(counted_row(replayed.review, fact));
        followed.schedule = replayed.after;
        wrong.take(replayed.review, number);
      },
      [&](const Replayed& replayed) { followed.schedule = replayed.after; });
  followed.wrong = wrong.all();
  return followed;
}

/// Where a question stood before a new answer, and what the answer is to its others.
struct Before {
  Schedule schedule;
  bool fresh = true;
  bool first_of_day = true;
};

Result<Before> before(Database& database, const Review& answer, std::uint32_t number) {
  Before found;
  std::optional<int> meaning;
  const auto looked = database.each(
      kSelectLatest,
      [&](const Row& row) {
        found.fresh = false;
        found.first_of_day = study_day(row.integer(0)) != answer.day;
        meaning = row.small(1);
      },
      std::string_view(answer.question));
  if (!looked) return looked.unexpected();
  // Another meaning is learned from the start.
  if (meaning != answer.meaning) return found;
  const auto schedule = read_schedule_of(database, number);
  if (!schedule) return schedule.unexpected();
  found.schedule = *schedule;
  return found;
}

/// Works out everything from a whole log, a row at a time.
class Anew {
 public:
  Anew(Database& database, const Scheduler& scheduler)
      : database_(database), scheduler_(scheduler), chunks_(database, 0) {}

  Result<void> write(const std::vector<Review>& log) {
    each_answer_fact(
        log, scheduler_, [&](const QuestionId& question) { return number(question); },
        [&](const Replayed& replayed, const AnswerFact& fact) {
          answered(replayed, fact);
        },
        [&](const Replayed& replayed) {
          schedules_[replayed.review.question] = replayed.after;
        });
    if (done_) done_ = chunks_.end(log.empty() ? 0 : log.back().sequence);
    if (done_) done_ = add_wrong(database_, wrong_.all());
    for (const auto& [question, schedule] : schedules_)
      if (done_) done_ = put_schedule(database_, question, schedule);
    return done_;
  }

 private:
  std::uint32_t number(const QuestionId& question) {
    const auto found = number_of(database_, question);
    if (!found && done_) done_ = found.unexpected();
    return found.value_or(0);
  }

  void answered(const Replayed& replayed, const AnswerFact& fact) {
    if (!done_) return;
    const Counted row = counted_row(replayed.review, fact);
    done_ = insert_new(database_, row, &chunks_);
    wrong_.take(replayed.review, fact.question);
    schedules_[replayed.review.question] = replayed.after;
  }

  Database& database_;
  const Scheduler& scheduler_;
  ChunkWriter chunks_;
  WrongAnswers wrong_;
  std::unordered_map<std::string_view, Schedule> schedules_;  ///< by the log's own texts
  Result<void> done_;
};

}  // namespace

Result<void> count_answer(Database& database,
                          const Review& answer,
                          const Scheduler& scheduler) {
  const auto question = std::string_view(answer.question);
  const auto by_hand = database.number(kWasSetByHand, question);
  if (!by_hand) return by_hand.unexpected();
  if (*by_hand != 0) {
    // It may have been made new again since.
    const auto counted = recount(database, question, scheduler);
    if (!counted) return counted.unexpected();
    return {};
  }
  const auto number = number_of(database, question);
  if (!number) return number.unexpected();
  const auto was = before(database, answer, *number);
  if (!was) return was.unexpected();
  const AnswerFact fact =
      fact_of(answer, was->schedule, *number, was->fresh, was->first_of_day, scheduler);
  auto done = insert(database, counted_row(answer, fact));
  return done ? count_wrong(database, answer, *number) : done;
}

Result<Schedule> recount(Database& database,
                         std::string_view question,
                         const Scheduler& scheduler,
                         ChunkWriter* writer) {
  const auto number = number_of(database, question);
  if (!number) return number.unexpected();
  const auto entries = read_log_of(database, question);
  if (!entries) return entries.unexpected();
  const Followed followed = follow(*entries, scheduler, *number);
  std::vector<Counted> before;
  auto done = database.each(
      kSelectOfQuestion, [&](const Row& row) { before.push_back(read_row(row)); },
      question);
  if (done) done = change_rows(database, before, followed.rows, writer);
  if (done) done = replace_wrong(database, *number, followed.wrong);
  if (!done) return done.unexpected();
  return followed.schedule;
}

Result<Schedule> count_first(Database& database,
                             const std::vector<Review>& entries,
                             const Scheduler& scheduler,
                             ChunkWriter& writer) {
  const auto number = number_of(database, entries.front().question);
  if (!number) return number.unexpected();
  const Followed followed = follow(entries, scheduler, *number);
  for (const Counted& row : followed.rows)
    if (auto done = insert_new(database, row, &writer); !done) return done.unexpected();
  if (auto done = add_wrong(database, followed.wrong); !done) return done.unexpected();
  return followed.schedule;
}

Result<void> work_out_anew(Database& database, const Scheduler& scheduler) {
  const auto log = read_log(database);
  if (!log) return log.unexpected();
  Result<void> done;
  for (const Sql forget : {Sql("DELETE FROM counted"), Sql("DELETE FROM fact_chunk"),
                           Sql("DELETE FROM wrong_answer"), Sql("DELETE FROM schedule")})
    if (done) done = database.run(forget);
  if (done) done = Anew(database, scheduler).write(*log);
  if (done) done = database.run("UPDATE caches SET whole = 1");
  return done;
}

Result<std::vector<AnswerFact>> read_counted_facts(Database& database,
                                                   std::int64_t first,
                                                   std::int64_t last) {
  const auto log = read_log_between(database, first, last);
  if (!log) return log.unexpected();
  HeldToLog held(database, *log);
  const auto done = database.each(
      kSelectRange, [&](const Row& row) { return held.take(row); }, first, last);
  if (!done) return done.unexpected();
  return held.end();
}

Result<QuestionId> question_behind(Database& database, std::string_view uuid) {
  std::string at(uuid);
  while (true) {
    auto entry = find_review(database, at);
    if (!entry) return entry.unexpected();
    if (!*entry)
      return fail("There is no such answer to take back", database.name(),
                  "Start Attaché again");
    if ((*entry)->kind != EntryKind::kVoid) return (*entry)->question;
    at = (*entry)->voids;
  }
}

}  // namespace attache
