#pragma once
// The learner's file: an append-only review log in SQLite, with the schedule as a cache
// beside it.

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/chance.h"
#include "base/result.h"
#include "store/kept.h"
#include "study/queue.h"
#include "study/review.h"

namespace attache {

class ProgressFile;

/// Figures of one study day.
struct DayFigures {
  int answers = 0;
  int again = 0;
  int fresh = 0;  ///< questions answered for the first time ever
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
  /// log already is not added twice, and its sequence is returned.
  Result<std::int64_t> append(const Review& review,
                              const QuestionId& schedule_of,
                              const Schedule& after);

  /// One transaction: appends answers, each with the schedule of its question, and keeps
  /// the round that they come from. All of it is on the disk afterwards or, on an error,
  /// none. Gives their sequence numbers. To try again after an error, pass the same
  /// uuids, as with `append`.
  Result<std::vector<std::int64_t>> append_all(std::span<const GivenAnswer> answers,
                                               const KeptRound& round);

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
  /// Puts schedules worked out anew from the log in place of the cache, in one
  /// transaction, and works out anew which answers count.
  Result<void> replace_schedules(
      const std::unordered_map<QuestionId, Schedule>& schedules);

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
