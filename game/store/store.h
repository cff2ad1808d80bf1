#pragma once
// The learner's file: an append-only review log in SQLite, with the schedule as a cache
// beside it.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/chance.h"
#include "base/result.h"
#include "store/history.h"
#include "store/kept.h"
#include "store/question_numbers.h"
#include "store/wrong_table.h"
#include "study/answer_facts.h"
#include "study/queue.h"
#include "study/review.h"

namespace attache {

class ProgressFile;

/// A question and the flags that it is to have.
using NewFlags = std::pair<QuestionId, Flags>;

/// Figures of one study day.
struct DayFigures {
  int answers = 0;
  int again = 0;
  int fresh = 0;  ///< questions answered for the first time, or the first time since they
                  ///< were made new again
  Millis time{};
};

/// One learner's data. A single connection on one thread holds the file exclusively: a
/// second program is refused. Every change is on the disk when its function returns.
/// Errors leave all as it was.
class Store {
 public:
  /// Opens (or makes) `folder`/progress.db, upgrading an older file by numbered
  /// migrations after a verified backup. Fails when another program has it open, the
  /// folder cannot be written, the file is damaged or was made by a newer version; each
  /// error says what to do.
  static Result<std::unique_ptr<Store>> open(const std::filesystem::path& folder);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  Store(Store&&) = delete;
  Store& operator=(Store&&) = delete;

  /// One transaction: appends the row (its `sequence` is given here and returned) and
  /// updates the cached schedule of `schedule_of` (the question answered, or of the entry
  /// voided); an empty schedule (phase new) removes it. A voiding entry must name an
  /// earlier one. To try again after an error, pass the same uuid: a row that is in the
  /// log already is not added twice, and its sequence is returned. What statistics look
  /// at follows with `scheduler`, here and below.
  Result<std::int64_t> append(const Review& review,
                              const QuestionId& schedule_of,
                              const Schedule& after,
                              const Scheduler& scheduler);

  /// One transaction: appends answers, each with the schedule of its question, and keeps
  /// the round that they come from. All of it is on the disk afterwards or, on an error,
  /// none. Gives their sequence numbers. To try again after an error, pass the same
  /// uuids, as with `append`.
  Result<std::vector<std::int64_t>> append_all(std::span<const GivenAnswer> answers,
                                               const KeptRound& round,
                                               const Scheduler& scheduler);

  /// One transaction: appends entries, each with the schedule of its question, and sets
  /// flags. All of it is on the disk afterwards or, on an error, none. To try again after
  /// an error, pass the same uuids, as with `append`.
  Result<void> change_many(std::span<const GivenAnswer> entries,
                           std::span<const NewFlags> flags,
                           const Scheduler& scheduler);

  /// One transaction: adds a history from elsewhere, entry by entry, without those that
  /// the log has already; the schedules of its questions follow from their whole log with
  /// `scheduler`. Gives how many were added. On an error, or where `progress` cancels,
  /// all is as it was. Takes about ten seconds for a million entries.
  Result<std::size_t> add_history(const HistorySource& source,
                                  const Scheduler& scheduler,
                                  const HistoryProgress& progress = {});
  /// How many entries of a history the log does not have yet.
  [[nodiscard]] Result<std::size_t> count_unknown(const HistorySource& source) const;

  /// When questions were first on the shelf, as far as it was noted.
  [[nodiscard]] Result<std::unordered_map<QuestionId, StudyDay>> added_days() const;
  /// The same of the questions of a deck, in their order. `shelf` is another text
  /// whenever they are others. Kept when it is known of all of them, so that it is there
  /// at once the next time.
  [[nodiscard]] Result<std::vector<std::optional<StudyDay>>> added_days(
      std::string_view deck, std::string_view shelf, std::span<const Question> questions);
  /// Notes it for those of which it is not known: the day of the first entry in the log,
  /// else `day`.
  Result<void> note_added(std::span<const QuestionId> questions, StudyDay day);

  /// Days and ratings of the answers that count from a study day on, by question.
  [[nodiscard]] Result<
      std::unordered_map<QuestionId, std::vector<std::pair<StudyDay, Rating>>>>
  ratings_since(StudyDay from) const;

  /// Every row of the log, in order; fails if a row's checksum does not fit its content.
  [[nodiscard]] Result<std::vector<Review>> log() const;
  /// Rows about one question (voiding rows of its answers too), in order.
  [[nodiscard]] Result<std::vector<Review>> log_of(const QuestionId& question) const;
  /// Answers on one study day that still count, in order.
  [[nodiscard]] Result<std::vector<Review>> answers_on(StudyDay day) const;
  /// Rows in the log.
  [[nodiscard]] Result<std::int64_t> log_size() const;

  /// The cached schedules, by question.
  [[nodiscard]] Result<std::unordered_map<QuestionId, Schedule>> schedules() const;
  /// Every question of the log with its number and where it stands, by number.
  [[nodiscard]] Result<std::vector<KeptSchedule>> kept_schedules() const;
  /// Works out from the log, in one transaction, all that follows from it: schedules,
  /// which answers count, and what statistics look at. Needed when the rules of the
  /// scheduler have changed, and when `is_worked_out` says so. A few seconds for a
  /// million reviews.
  Result<void> work_out_anew(const Scheduler& scheduler);
  /// False in a file that was upgraded and where this was not done since.
  [[nodiscard]] Result<bool> is_worked_out() const;

  /// Brings the facts of all counting answers up to date, in the order of the log. Both
  /// are empty at first, and have to be empty again after `work_out_anew`; they are after
  /// an error. `ends` is for this function alone, and only one reader may ask.
  Result<void> read_facts(std::vector<AnswerFact>& facts, std::vector<std::size_t>& ends);
  /// Tells `take` of the questions of the log with their numbers, from `first` on.
  Result<void> each_number(std::uint32_t first, const NumberVisit& take) const;
  /// Wrong answers that were given at least `least` times, the commonest first, until
  /// `take` returns false. It must not ask for them again.
  Result<void> each_wrong_answer(int least, const WrongAnswerVisit& take) const;

  [[nodiscard]] Result<std::unordered_map<QuestionId, Flags>> flags() const;
  Result<void> set_flags(const QuestionId& question, const Flags& flags);

  /// Settings are text by key; the trainer gives them meaning.
  [[nodiscard]] Result<std::map<std::string, std::string>> settings() const;
  Result<void> set_setting(std::string_view key, std::string_view value);

  /// Quiz rounds, the newest (by its start) first; fails if a row's checksum does not
  /// fit.
  [[nodiscard]] Result<std::vector<KeptRound>> rounds() const;
  [[nodiscard]] Result<std::optional<KeptRound>> round(std::string_view uuid) const;
  /// Adds a round, or puts it in place of the one with its uuid.
  Result<void> save_round(const KeptRound& round);
  Result<void> remove_round(std::string_view uuid);

  /// Exams, in the order of their making; fails if a row's checksum does not fit.
  [[nodiscard]] Result<std::vector<KeptExam>> exams() const;
  /// Adds an exam, or puts it in place of the one with its uuid.
  Result<void> save_exam(const KeptExam& exam);
  Result<void> remove_exam(std::string_view uuid);

  /// Editions of a deck as they were seen last, the highest first.
  [[nodiscard]] Result<std::vector<KeptEdition>> editions_of(std::string_view deck) const;
  /// Adds an edition of a deck, or puts it in place of the one with its number.
  Result<void> save_edition(std::string_view deck,
                            int edition,
                            Instant seen_at,
                            std::string_view content);

  /// Figures by study day for days in [from, to].
  [[nodiscard]] Result<std::map<StudyDay, DayFigures>> days(StudyDay from,
                                                            StudyDay to) const;
  /// Mean answering time of the last (up to) 500 counting answers, if there are any.
  [[nodiscard]] Result<std::optional<Millis>> mean_duration() const;

  /// A verified copy of the file in `folder`/backups, named after `now`, if anything
  /// changed since the last one; older ones are thinned out. Gives the newest backup.
  /// Takes about a second for every 200,000 reviews.
  Result<std::filesystem::path> back_up(Instant now);
  /// For idle moments: brings the write-ahead log into the file, so that closing is
  /// quick.
  Result<void> tidy();

  /// Things that the student should know, found while opening ("restored from …", "on a
  /// network drive").
  [[nodiscard]] const std::vector<std::string>& notices() const;

 private:
  explicit Store(std::unique_ptr<ProgressFile> file);
  std::unique_ptr<ProgressFile> file_;
};

}  // namespace attache
