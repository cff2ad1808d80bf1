#pragma once
// How far a student has come, as a face shows it: charts, what is known, what is weak.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "cards/question.h"
#include "study/chart.h"
#include "study/known_parts.h"
#include "study/progress.h"
#include "trainer/shown.h"

namespace attache {

/// Which study days are looked back on (and, where a chart looks ahead, as many ahead).
enum class ProgressRange { kMonth, kThreeMonths, kYear, kAll };
inline constexpr std::array kProgressRanges{ProgressRange::kMonth,
                                            ProgressRange::kThreeMonths,
                                            ProgressRange::kYear, ProgressRange::kAll};
/// "month", "3-months", "year", "all".
[[nodiscard]] const char* name_of(ProgressRange range);
[[nodiscard]] std::optional<ProgressRange> range_named(std::string_view name);

struct ProgressRequest {
  /// A search as the browser has it: "", "deck:x", "topic:y", "tag:z", anything.
  std::string scope;
  ProgressRange range = ProgressRange::kMonth;
  bool by_time = false;  ///< reviews: time instead of answers
  bool backlog = true;   ///< future due: what is overdue too
  bool operator==(const ProgressRequest&) const = default;
};

/// Every chart there is, in the order in which they are shown. The first ones are those
/// that Anki has.
enum class ProgressChart {
  kDue,
  kCalendar,
  kReviews,
  kCounts,
  kIntervals,
  kStability,
  kDifficulty,
  kRetrievability,
  kRetention,
  kHours,
  kButtons,
  kAdded,
  kKnowledge,    ///< share of the questions known, day by day, and foretold to the exam
  kCalibration,  ///< foretold against actual recall
  kTopics,       ///< known now and on the exam day, by topic
  kPassages,     ///< the same by passage of the reading
  kTime          ///< by topic: time on new ones, on keeping, on relearning, on leeches
};
struct ChartName {
  ProgressChart chart;
  const char* id;  ///< "due", "calendar", …: as the command line has it
  const char* title;
};
[[nodiscard]] std::span<const ChartName> progress_charts();

/// A question that is known badly for what it was studied.
struct WeakQuestion {
  QuestionId question;
  std::string stem, answer;  ///< plain
  double recall = 0;         ///< now
  int reviews = 0, lapses = 0;
  Millis time{};  ///< spent on it in all
};
/// A wrong answer that comes again: "you answer Kihara when it is Kamikawa".
struct Confusion {
  QuestionId question;
  std::string stem, answer;  ///< plain
  std::string given;
  int times = 0;
  StudyDay last{};
};

/// Seven study days, compared with the seven before.
struct WeekSummary {
  StudyDay first{}, last{};
  DaySummary done, before;
  int days = 0;  ///< on which anything was answered; a day off is no fault
  RetentionByAge retention;
  int fresh = 0;          ///< questions learned for the first time
  double known_then = 0;  ///< at its beginning, 0..1
  double known_now = 0;
  std::vector<std::string> words;  ///< what is worth saying: kind, plain sentences
};

/// The page as it opens.
struct ProgressShown {
  StudyDay today{};
  std::string scope_title;  ///< "All decks", the deck's or topic's title, else the search
  int questions = 0;
  int started = 0;
  PhaseCounts phases;
  double known = 0;
  DaySummary done_today;
  int again_today = 0;
  int learning_today = 0, review_today = 0, relearning_today = 0;  ///< answers by kind
  DaySummary done_in_range;
  int days_in_range = 0;     ///< on which anything was answered
  RetentionByAge retention;  ///< of the range
  WeekSummary week;
  /// The next exam over any of these questions, and what is known on its day if nothing
  /// more is studied.
  std::optional<std::string> exam_id;
  std::string exam_title;
  StudyDay exam_day{};
  std::optional<double> known_on_exam;
  std::vector<KnownPart> topics, passages;
  std::vector<WeakQuestion> weakest;  ///< at most 20, the weakest first
  std::vector<Confusion> confusions;  ///< at most 20, the commonest first
};

/// One question's memory: its answers, and the chance of recall between them and ahead.
struct ForgettingCurve {
  QuestionId question;
  std::string stem, answer;        ///< plain
  Chart chart;                     ///< x: dates; the answers are dots by rating
  std::vector<std::string> facts;  ///< "Forgotten twice", "Next due on 3 August 2024" …
};

}  // namespace attache
