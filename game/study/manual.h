#pragma once
// Entries of the log that are no answers: the student (or an import) says where a
// question stands. They are rows like others, so that a schedule still follows from the
// log.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "memory/scheduler.h"

namespace attache {

/// What an entry of the kind `EntryKind::kManual` sets. What is empty stays as it is.
struct ManualChange {
  bool forget = false;  ///< back to new first: what was learned does not count any more
  std::optional<MemoryState> memory;  ///< as another program or the student has it
  std::optional<StudyDay> due;        ///< to be asked on this day
  std::optional<StudyDay> last_day;   ///< of the last review, where another program knows
  std::optional<int> reviews, lapses;  ///< counts that another program knows
  bool operator==(const ManualChange&) const = default;
};

/// As JSON, kept in the log; and back. Fails for a text that is not one.
[[nodiscard]] std::string manual_text(const ManualChange& change);
[[nodiscard]] Result<ManualChange> read_manual(std::string_view text);

/// The schedule after it: "due" puts a question into review at that day (with the memory
/// given, else its own, else one of a new question rated good).
[[nodiscard]] Schedule after_manual(const Schedule& schedule,
                                    const ManualChange& change,
                                    const Scheduler& scheduler,
                                    Instant at,
                                    StudyDay day);

}  // namespace attache
