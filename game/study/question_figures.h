#pragma once
// Figures about where questions stand: how many of each kind, how long until they come
// back, how well they are known.

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "base/time.h"
#include "memory/scheduler.h"
#include "study/progress.h"
#include "study/queue.h"

namespace attache {

/// Questions in one kind each, the first that fits from the bottom of the list up: what
/// is suspended or buried is only that.
struct QuestionCounts {
  int fresh = 0;
  int learning = 0;
  int relearning = 0;
  int young = 0;  ///< in review, interval under `kMatureDays`
  int mature = 0;
  int buried = 0;  ///< until a day after today
  int suspended = 0;
  bool operator==(const QuestionCounts&) const = default;
};

inline constexpr std::size_t kDifficultyBins = 18;  ///< halves of 1..10
inline constexpr std::size_t kRecallBins = 20;      ///< twentieths of 0..1

/// Each map counts questions by whole days.
struct QuestionFigures {
  int questions = 0;
  int started = 0;  ///< answered at least once
  QuestionCounts counts;
  PhaseCounts phases;            ///< the same as Home counts them
  std::map<int, int> intervals;  ///< in review, and in relearning (their last interval)
  std::map<int, int> stability;  ///< of those with a memory, days until recall is 90 %
  std::vector<int> difficulty = std::vector<int>(kDifficultyBins, 0);
  std::vector<int> recall = std::vector<int>(kRecallBins, 0);  ///< of those with a memory
  double known = 0;  ///< expected number of questions recalled now
  /// By days from today, overdue ones below 0. Neither new nor suspended ones; a buried
  /// one counts from the day on which it comes back.
  std::map<int, int> due;
};

/// The chance of recall of each item on a study day as `known_chance` counts it, 0 for a
/// new one; on up to `threads` threads.
[[nodiscard]] std::vector<float> recall_chances(std::span<const StudyItem> items,
                                                const Scheduler& scheduler,
                                                StudyDay day,
                                                int threads = 1);

/// Over the items at `rows`. `recall` is of all items, today.
[[nodiscard]] QuestionFigures question_figures(std::span<const StudyItem> items,
                                               std::span<const std::uint32_t> rows,
                                               std::span<const float> recall,
                                               const Scheduler& scheduler,
                                               StudyDay today,
                                               int threads = 1);

/// The mean of some chances; 0 for no rows.
[[nodiscard]] double mean_recall(std::span<const float> recall,
                                 std::span<const std::uint32_t> rows);

}  // namespace attache
