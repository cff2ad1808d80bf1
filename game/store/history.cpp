#include "store/history.h"

#include <utility>

#include "store/counted.h"
#include "store/review_table.h"
#include "store/schedule_table.h"

namespace attache {

namespace {

constexpr Sql kIsKnown = "SELECT EXISTS (SELECT 1 FROM review WHERE question = ?)";
constexpr Sql kHasEntry = "SELECT EXISTS (SELECT 1 FROM review WHERE uuid = ?)";
constexpr std::size_t kEntriesBetweenLooks = 1024;

/// Adds the entries of one question after the other.
class HistoryWriter {
 public:
  HistoryWriter(Database& database, const Scheduler& scheduler, std::int64_t sequence)
      : database_(database),
        scheduler_(scheduler),
        chunks_(database, sequence),
        sequence_(sequence) {}

  Result<void> add(const Review& entry) {
    if (entry.question != question_) {
      auto begun = begin(entry.question);
      if (!begun) return begun;
    }
    Review row = entry;
    row.sequence = sequence_ + 1;
    const auto inserted = insert_if_unknown(database_, row);
    if (!inserted) return inserted.unexpected();
    if (!*inserted) return {};
    ++sequence_;
    ++added_.entries;
    added_.last_uuid = row.uuid;
    rows_.push_back(std::move(row));
    return {};
  }

  Result<HistoryAdded> end() {
    auto finished = finish_question();
    if (finished) finished = chunks_.end(sequence_);
    if (!finished) return finished.unexpected();
    return added_;
  }

 private:
  Result<void> begin(const QuestionId& question) {
    auto finished = finish_question();
    if (!finished) return finished;
    question_ = question;
    const auto known = database_.number(kIsKnown, std::string_view(question));
    if (!known) return known.unexpected();
    was_known_ = *known != 0;
    return {};
  }

  /// What follows from a question's new rows.
  Result<void> finish_question() {
    if (rows_.empty()) return {};
    // Of a question that is new to the log the whole log is at hand.
    const auto schedule = was_known_ ? recount(database_, question_, scheduler_, &chunks_)
                                     : count_first(database_, rows_, scheduler_, chunks_);
    rows_.clear();
    if (!schedule) return schedule.unexpected();
    return put_schedule(database_, question_, *schedule);
  }

  Database& database_;
  const Scheduler& scheduler_;
  ChunkWriter chunks_;
  std::int64_t sequence_;
  QuestionId question_;
  bool was_known_ = false;    ///< the log had entries about it before
  std::vector<Review> rows_;  ///< of the question, as far as they were added
  HistoryAdded added_;
};

bool goes_on(const HistoryProgress& progress, std::size_t done, std::size_t size) {
  if (!progress || done % kEntriesBetweenLooks != 0) return true;
  return progress(static_cast<double>(done) / static_cast<double>(size));
}

}  // namespace

Result<HistoryAdded> add_history(Database& database,
                                 const HistorySource& source,
                                 const Scheduler& scheduler,
                                 const HistoryProgress& progress) {
  const auto last = last_sequence(database);
  if (!last) return last.unexpected();
  HistoryWriter writer(database, scheduler, *last);
  Review entry;
  for (std::size_t at = 0; at < source.size; ++at) {
    if (!goes_on(progress, at, source.size))
      return fail("The import was stopped", "", "Nothing was changed");
    source.entry(at, entry);
    if (auto added = writer.add(entry); !added) return added.unexpected();
  }
  for (const auto& [question, flags] : source.flags)
    if (auto put = put_flags(database, question, flags); !put) return put.unexpected();
  return writer.end();
}

Result<std::size_t> count_unknown(Database& database, const HistorySource& source) {
  std::size_t unknown = 0;
  QuestionId question;
  bool known = false;
  Review entry;
  for (std::size_t at = 0; at < source.size; ++at) {
    source.entry(at, entry);
    if (at == 0 || entry.question != question) {
      question = entry.question;
      const auto found = database.number(kIsKnown, std::string_view(question));
      if (!found) return found.unexpected();
      known = *found != 0;
    }
    if (known) {
      const auto found = database.number(kHasEntry, std::string_view(entry.uuid));
      if (!found) return found.unexpected();
      if (*found != 0) continue;
    }
    ++unknown;
  }
  return unknown;
}

}  // namespace attache
