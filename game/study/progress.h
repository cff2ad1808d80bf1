#pragma once
// Figures about how far a student has come, worked out from schedules and the log.

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "base/time.h"
#include "memory/scheduler.h"
#include "study/queue.h"
#include "study/review.h"

namespace attache {

/// How much a question counts where what is known is counted, 0..1: its chance of recall
/// on a study day, 0 for a new one. One that was answered on that day and still has to be
/// learned is not known by that answer: it counts as on the next day.
[[nodiscard]] double known_chance(const Schedule& schedule,
                                  const Scheduler& scheduler,
                                  StudyDay day);

/// An interval from which a review question counts as mature, as Anki has it.
inline constexpr int kMatureDays = 21;

/// Questions by how far they have come. Each is counted once; suspended ones only as
/// suspended.
struct PhaseCounts {
  int fresh = 0;
  int learning = 0;  ///< relearning too
  int young = 0;     ///< in review, interval under `kMatureDays`
  int mature = 0;
  int suspended = 0;
  bool operator==(const PhaseCounts&) const = default;
};
[[nodiscard]] PhaseCounts counts_by_phase(std::span<const StudyItem> items);

/// Questions that come due on each of the next `days` study days, today first; what is
/// overdue counts as today. New, suspended and answered-again ones (their later reviews)
/// are not counted; a buried one counts from the day on which it comes back. Needs days
/// >= 0.
[[nodiscard]] std::vector<int> due_forecast(std::span<const StudyItem> items,
                                            StudyDay today,
                                            int days);

/// How often what was learned was remembered when it came up.
struct TrueRetention {
  int asked = 0;
  int recalled = 0;  ///< rated hard or better
  /// 0..1; nothing when nothing was asked.
  [[nodiscard]] std::optional<double> share() const;
  bool operator==(const TrueRetention&) const = default;
};
struct RetentionByAge {
  TrueRetention young;  ///< interval under `kMatureDays` before the answer
  TrueRetention mature;
  [[nodiscard]] TrueRetention all() const;
};
/// True retention over the study days in [from, to]: of each question only the first
/// answer of a day counts, and only if the question was in review.
[[nodiscard]] RetentionByAge true_retention(std::span<const Review> log,
                                            const Scheduler& scheduler,
                                            StudyDay from,
                                            StudyDay to);

/// Work that a student is behind with, and what is still to come (README.md of memory,
/// section 15.2).
struct Backlog {
  double due_seconds = 0;     ///< of all that is due, on average
  double forgotten = 0;       ///< expected number of these that will be forgotten
  double review_seconds = 8;  ///< of a review that comes due later
  std::map<int, int> coming;  ///< reviews by the days until they are due
  int due = 0;
  int fresh = 0;  ///< new questions that can be learned
  double fresh_seconds = 20;
};
/// Counts a question in. An overdue one with the seconds of its `worth`.
void add_to(Backlog& backlog,
            const StudyItem& item,
            const Scheduler& scheduler,
            StudyDay today);
/// What a day has room for.
struct DayLimits {
  Millis time{};
  int fresh = 0;  ///< new questions
};
/// After about how many days nothing that is due has to wait any more, new questions
/// being learned at the same time; 0 if all fits today, nothing if no end is in sight
/// within a year. `limits` tells of the day so many days ahead. A rough estimate: what is
/// forgotten comes back once soon, what is recalled does not come back.
[[nodiscard]] std::optional<int> days_to_recover(
    const Backlog& backlog, const std::function<DayLimits(int)>& limits);

/// What an answer in review or in a step takes until the student's own times are known.
inline constexpr Millis kUsualAnswer = std::chrono::seconds(8);
/// How long the rest of a day will take when an answer takes `mean` on average
/// (`kUsualAnswer` if it is not known). Assumes one answer for every review and every
/// question in a step, and two and a half for a new question (reading it and its learning
/// steps: 20 s at 8 s an answer); answers that are added by forgetting are left out.
[[nodiscard]] Millis estimated_time(const DueCounts& due,
                                    std::optional<Millis> mean = {});

}  // namespace attache
