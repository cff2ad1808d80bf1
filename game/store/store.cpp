#include "store/store.h"

#include <algorithm>
#include <utility>

#include "store/added_table.h"
#include "store/counted.h"
#include "store/exam_table.h"
#include "store/fact_chunks.h"
#include "store/progress_file.h"
#include "store/review_table.h"
#include "store/round_table.h"
#include "store/schedule_table.h"
#include "store/sqlite.h"

namespace attache {

namespace {

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
constexpr Sql kSelectRatings = R"sql(
SELECT question, counted.day, review.rating
  FROM counted CROSS JOIN review ON review.sequence = counted.sequence
 WHERE counted.day >= ? ORDER BY counted.day, counted.sequence)sql";
constexpr Sql kAreCachesWhole = "SELECT whole FROM caches";
constexpr Sql kLogSize = "SELECT count(*) FROM review";

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
Result<void> count(Database& database, const Review& review, const Scheduler& scheduler) {
  if (review.kind == EntryKind::kAnswer) return count_answer(database, review, scheduler);
  if (review.kind == EntryKind::kManual) return {};  // answers before it still count
  const auto question = question_behind(database, review.voids);
  if (!question) return question.unexpected();
  const auto counted = recount(database, *question, scheduler);
  if (!counted) return counted.unexpected();
  return {};
}

/// Adds a row with all that follows from it; gives its sequence number.
Result<std::int64_t> add(Database& database,
                         const Review& review,
                         const QuestionId& schedule_of,
                         const Schedule& after,
                         const Scheduler& scheduler) {
  const auto given = insert_review(database, review);
  if (!given) return given.unexpected();
  Review row = review;
  row.sequence = *given;
  auto done = count(database, row, scheduler);
  if (done) done = put_schedule(database, schedule_of, after);
  if (!done) return done.unexpected();
  return *given;
}

bool same_flags(const std::unordered_map<QuestionId, Flags>& all,
                const NewFlags& wanted) {
  const auto found = all.find(wanted.first);
  return (found == all.end() ? Flags{} : found->second) == wanted.second;
}

/// Whether all questions have the flags that they were to get.
Result<bool> flags_are_there(Database& database, std::span<const NewFlags> flags) {
  const auto all = read_flags(database);
  if (!all) return all.unexpected();
  return std::all_of(flags.begin(), flags.end(),
                     [&](const NewFlags& one) { return same_flags(*all, one); });
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
                                   const Schedule& after,
                                   const Scheduler& scheduler) {
  std::int64_t sequence = 0;
  const auto done = file_->change(
      [&](Database& database) -> Result<void> {
        const auto added = add(database, review, schedule_of, after, scheduler);
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
                                                    const KeptRound& round,
                                                    const Scheduler& scheduler) {
  std::vector<std::int64_t> sequences;
  const auto done = file_->change(
      [&](Database& database) -> Result<void> {
        sequences.clear();
        for (const GivenAnswer& answer : answers) {
          const auto added = add(database, answer.review, answer.review.question,
                                 answer.after, scheduler);
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

Result<void> Store::change_many(std::span<const GivenAnswer> entries,
                                std::span<const NewFlags> flags,
                                const Scheduler& scheduler) {
  return file_->change(
      [&](Database& database) -> Result<void> {
        for (const GivenAnswer& entry : entries) {
          const auto added =
              add(database, entry.review, entry.review.question, entry.after, scheduler);
          if (!added) return added.unexpected();
        }
        for (const auto& [question, wanted] : flags) {
          auto done = put_flags(database, question, wanted);
          if (!done) return done;
        }
        return {};
      },
      [&](Database& database) -> Result<bool> {
        // One transaction wrote them: if the last entry is there, all is.
        if (entries.empty()) return flags_are_there(database, flags);
        const auto there = look_for(database, entries.back().review);
        if (!there) return there.unexpected();
        return there->has_value();
      });
}

Result<std::size_t> Store::add_history(const HistorySource& source,
                                       const Scheduler& scheduler,
                                       const HistoryProgress& progress) {
  HistoryAdded added;
  const auto done = file_->change_much(
      [&](Database& database) -> Result<void> {
        auto result = attache::add_history(database, source, scheduler, progress);
        if (!result) return result.unexpected();
        added = *std::move(result);
        return {};
      },
      [&](Database& database) -> Result<bool> {
        if (added.last_uuid.empty()) return false;  // to add again does no harm
        const auto found = find_review(database, added.last_uuid);
        if (!found) return found.unexpected();
        return found->has_value();
      });
  if (!done) return done.unexpected();
  return added.entries;
}

Result<std::size_t> Store::count_unknown(const HistorySource& source) const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return attache::count_unknown(**database, source);
}

Result<std::unordered_map<QuestionId, StudyDay>> Store::added_days() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_added(**database);
}

Result<std::vector<std::optional<StudyDay>>> Store::added_days(
    std::string_view deck, std::string_view shelf, std::span<const Question> questions) {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  const DeckShelf wanted{deck, shelf, questions};
  auto kept = kept_added(**database, wanted);
  if (!kept) return kept.unexpected();
  if (*kept) return **std::move(kept);
  auto found = find_added(**database, wanted);
  const auto is_known = [](const std::optional<StudyDay>& day) {
    return day.has_value();
  };
  // Where it cannot be written, it is found again the next time.
  if (found && std::all_of(found->begin(), found->end(), is_known))
    static_cast<void>(
        file_
            ->change([&](Database& writer) { return keep_added(writer, wanted, *found); },
                     [](Database&) -> Result<bool> { return false; })
            .has_value());
  return found;
}

Result<void> Store::note_added(std::span<const QuestionId> questions, StudyDay day) {
  return file_->change(
      [&](Database& database) { return attache::note_added(database, questions, day); },
      [](Database&) -> Result<bool> { return false; });
}

Result<std::unordered_map<QuestionId, std::vector<std::pair<StudyDay, Rating>>>>
Store::ratings_since(StudyDay from) const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  std::unordered_map<QuestionId, std::vector<std::pair<StudyDay, Rating>>> found;
  const auto done = (*database)->each(
      kSelectRatings,
      [&](const Row& row) {
        const auto rating = std::clamp<std::int64_t>(row.integer(2), 1, 4);
        found[row.text(0)].emplace_back(study_day(row.integer(1)),
                                        static_cast<Rating>(rating));
      },
      day_number(from));
  if (!done) return done.unexpected();
  return found;
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

Result<std::vector<KeptSchedule>> Store::kept_schedules() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_kept_schedules(**database);
}

Result<void> Store::work_out_anew(const Scheduler& scheduler) {
  return file_->change_much(
      [&](Database& database) { return attache::work_out_anew(database, scheduler); },
      [](Database&) -> Result<bool> { return false; });
}

Result<bool> Store::is_worked_out() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  const auto whole = (*database)->number(kAreCachesWhole);
  if (!whole) return whole.unexpected();
  return *whole != 0;
}

Result<void> Store::read_facts(std::vector<AnswerFact>& facts,
                               std::vector<std::size_t>& ends) {
  const auto worked_out = is_worked_out();
  if (!worked_out) return worked_out.unexpected();
  if (!*worked_out)
    return fail("The figures of your answers are not worked out yet", "",
                "Start Attaché again");
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  const auto last = last_sequence(**database);
  if (!last) return last.unexpected();
  const auto missing = missing_chunks(**database, *last);
  if (!missing) return missing.unexpected();
  const auto made = made_chunks(**database, *missing);
  if (!made) return made.unexpected();
  // Where they cannot be written, they are made again the next time.
  if (!made->empty())
    static_cast<void>(
        file_->change([&](Database& writer) { return put_chunks(writer, *made); },
                      [](Database&) -> Result<bool> { return false; }));
  const auto after = file_->reader();
  auto read = after ? attache::read_facts(**after, *last, *made, {facts, ends})
                    : Result<void>(after.unexpected());
  if (!read) {
    // Some chunks may have been made again, and would be taken for known the next time.
    facts.clear();
    ends.clear();
  }
  return read;
}

Result<void> Store::each_number(std::uint32_t first, const NumberVisit& take) const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return attache::each_number(**database, first, take);
}

Result<void> Store::each_wrong_answer(int least, const WrongAnswerVisit& take) const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return attache::each_wrong_answer(**database, least, take);
}

Result<std::unordered_map<QuestionId, Flags>> Store::flags() const {
  const auto database = file_->reader();
  if (!database) return database.unexpected();
  return read_flags(**database);
}

Result<void> Store::set_flags(const QuestionId& question, const Flags& flags) {
  return file_->change(
      [&](Database& database) { return put_flags(database, question, flags); },
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
