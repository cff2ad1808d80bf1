#pragma once
// The log of what was answered: the truth that everything else follows from.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "cards/question.h"
#include "memory/scheduler.h"

namespace attache {

/// An answer; the voiding of an earlier entry (undo; voiding a voiding entry is redo); or
/// a word about where a question stands, see `study/manual.h`.
enum class EntryKind { kAnswer, kVoid, kManual };

/// One row of the review log. Rows are only ever added.
struct Review {
  std::int64_t sequence = 0;  ///< 1, 2, 3 …; given by the store
  std::string uuid;           ///< unique for ever, RFC 9562 version 7
  EntryKind kind = EntryKind::kAnswer;
  std::string voids;  ///< kVoid: uuid of the entry that no longer counts
  Instant at{};
  std::chrono::minutes zone_offset{};
  StudyDay day{};
  QuestionId question;
  int meaning = 1;  ///< of the question at the time
  Form form = Form::kRecall;
  std::string response;  ///< JSON: what was shown and what was answered, see `marking.h`;
                         ///< kManual: the change, see `manual.h`
  Rating rating = Rating::kGood;
  Millis duration{};  ///< from question shown to rated
  /// Where in the fuzz range of its interval the due day was put, 0..1; none: by chance.
  std::optional<double> place;
  bool operator==(const Review&) const = default;
};

/// The answers that still count, in order of sequence: entries voided by a later entry
/// that itself counts are left out, and so are the voiding entries and what was set by
/// hand. Takes linear time.
[[nodiscard]] std::vector<Review> counting(std::span<const Review> log);
/// The same with what was set by hand (`EntryKind::kManual`) in its place.
[[nodiscard]] std::vector<Review> counting_entries(std::span<const Review> log);
/// Whether an entry makes its question new again.
[[nodiscard]] bool forgets(const Review& entry);

/// One counting entry, and where its question stood before and after it.
struct Replayed {
  const Review& review;
  const Schedule& before;
  const Schedule& after;
};

/// Answers every question anew as the log has it, telling `visit` of each counting answer
/// in order, and `moved`, if it is given, of each counting entry by hand. An entry about
/// another meaning than the one before starts from a new schedule: who schedules an
/// answer must do the same. The due day is where the answer's `place` has it; without one
/// the fuzz is that of `stable_hash(question id)`.
void replay(std::span<const Review> log,
            const Scheduler& scheduler,
            const std::function<void(const Replayed&)>& visit,
            const std::function<void(const Replayed&)>& moved = {});

/// Schedules rebuilt from the log, by question; a question that was made new again has a
/// new one. The same as the store's cache, always.
[[nodiscard]] std::unordered_map<QuestionId, Schedule> replay(std::span<const Review> log,
                                                              const Scheduler& scheduler);

}  // namespace attache
