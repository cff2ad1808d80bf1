#pragma once
// A history that comes from elsewhere, an entry at a time, because there may be millions.

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "memory/scheduler.h"
#include "store/sqlite.h"
#include "study/queue.h"
#include "study/review.h"

namespace attache {

/// Entries to be added to the log, made when they are asked for.
struct HistorySource {
  std::size_t size = 0;
  /// Fills in entry `at` (0 .. size - 1), all but its sequence; must be the same each
  /// time, and may be asked for again. `entry` still holds the one before. The entries of
  /// a question stand together, in the order in which they are to count. Its uuid follows
  /// from what it says (`imported_uuid`), so that none is added twice.
  std::function<void(std::size_t at, Review& entry)> entry;
  /// Put in the place of those that these questions have.
  std::vector<std::pair<QuestionId, Flags>> flags;
};

/// Told the share done, 0..1; false cancels.
using HistoryProgress = std::function<bool(double)>;

/// What was added to the log.
struct HistoryAdded {
  std::size_t entries = 0;
  std::string last_uuid;  ///< of the last one; empty if there was none
};

/// Adds the entries that the log does not have, notes which count, and puts the schedules
/// of the questions that gained any in place. Keeps no more than one question's entries
/// in memory. Needs a transaction.
Result<HistoryAdded> add_history(Database& database,
                                 const HistorySource& source,
                                 const Scheduler& scheduler,
                                 const HistoryProgress& progress);
/// How many entries the log does not have yet.
Result<std::size_t> count_unknown(Database& database, const HistorySource& source);

}  // namespace attache
