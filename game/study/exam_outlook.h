#pragma once
// What to expect of an exam: forecast, bound, score against minutes, topics, and whether
// the target can be reached. Pure, so that a face can work it out on another thread.
// Formulas: game/memory/README.md, section 12.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "memory/exam_plan.h"
#include "study/exam.h"

namespace attache {

/// An exam as it stands at one moment, with all that planning needs: a value that borrows
/// nothing and may be taken to another thread.
struct ExamSnapshot {
  Exam exam;
  StudyDay today{};
  StudyDay exam_day{};
  ExamSituation situation;
  std::vector<QuestionId> questions;     ///< as in `situation.questions`
  std::vector<std::size_t> topics;       ///< of each question: an index into `topic_ids`
  std::vector<std::string> topic_ids;    ///< "deck/topic" or "deck"
  std::vector<std::string> topic_names;  ///< as people read them
  bool fitted = false;                   ///< the weights were fitted to this student
  double usual_minutes = 0;              ///< of a day that has any
  int suspended = 0;  ///< questions that are left out because they are suspended
  int shared = 0;     ///< questions that an earlier exam plans until its day
  std::vector<std::string> missing;   ///< decks and topics that are not there any more
  std::optional<ExamPlan> last_plan;  ///< from which solving can start
};

/// Is told the share done (0..1); cancels by returning false.
using ExamProgress = std::function<bool(double)>;

/// Solves the plan of a snapshot, warm from its last plan if there is one.
[[nodiscard]] ExamPlan plan_for(const ExamSnapshot& snapshot,
                                const ExamProgress& progress = {});

/// What each question (as in `ExamSnapshot::questions`) is worth today, per second; <= 0:
/// not today. By gain alone where the plan was cancelled or is of an exam without days.
[[nodiscard]] std::vector<double> values_today(const ExamSnapshot& snapshot,
                                               const ExamPlan& plan);

/// A point of the curve score against minutes a day.
struct OutlookPoint {
  double minutes = 0;  ///< on a day that has any
  double score = 0;    ///< expected, 0..1
  double bound = 0;    ///< no schedule does better, 0..1
};

struct TopicOutlook {
  std::string id;    ///< "deck/topic" or "deck"
  std::string name;  ///< as people read it
  int questions = 0;
  int fresh = 0;             ///< never seen
  double share = 0;          ///< of the score, 0..1
  double minutes = 0;        ///< planned until the exam
  double without_study = 0;  ///< expected share right if it is left alone, 0..1
  double score = 0;          ///< expected share right with the plan, 0..1
  double gain = 0;           ///< what the minutes add to the whole score, 0..1
  /// It would gain by study, but its questions are worth less than their time: the plan
  /// leaves it alone.
  bool left_alone = false;
};

enum class TargetVerdict {
  kNone,         ///< no target is set
  kReached,      ///< expected with the minutes set
  kWithinReach,  ///< with more minutes a day, see `minutes_needed`
  kOutOfReach    ///< not before the day, with up to three times the minutes
};

/// All that is shown of an exam's plan.
struct ExamOutlook {
  std::string exam;    ///< id
  StudyDay made_on{};  ///< study day
  int days = 0;        ///< of study left, today included
  bool fitted = false;
  bool complete =
      false;  ///< false: it was cancelled, and what follows is missing or rough
  ExamPlan plan;

  bool has_forecast = false;
  double score = 0;          ///< expected share right, 0..1
  double low = 0;            ///< 90 % band; wide where the weights were not fitted
  double high = 0;           ///< 90 % band
  double without_study = 0;  ///< expected if nothing is studied any more
  double bound = 0;          ///< no schedule can do better in these minutes

  std::vector<OutlookPoint> curve;  ///< by minutes, ascending
  std::size_t here = 0;             ///< index into `curve` of the minutes set
  /// The point for some more minutes a day, if the curve has it.
  struct More {
    int minutes = 0;   ///< how many more
    double score = 0;  ///< expected then
  };
  std::optional<More> more;

  std::vector<TopicOutlook> topics;  ///< those that take the most minutes first

  TargetVerdict verdict = TargetVerdict::kNone;
  std::optional<double> target;
  std::optional<int> minutes_needed;  ///< a day, for the target: where it is within reach
  double best_score = 0;              ///< at the most minutes of the curve
  int best_minutes = 0;               ///< a day, there

  double minutes_left = 0;     ///< until the exam, all days together
  double minutes_planned = 0;  ///< of which the plan uses so many
  /// More minutes gain less than half a point.
  bool ample = false;
  /// The fewest minutes a day that lose less than half a point, if they are fewer.
  std::optional<int> enough_minutes;
  /// Time is so short that nothing is repeated, and not every new question is seen.
  bool only_new = false;
  int never_seen = 0;  ///< new questions that will not be seen before the exam
};

/// How long solving may take is told by `progress`; a cancelled outlook holds what was
/// worked out until then.
[[nodiscard]] ExamOutlook outlook_of(const ExamSnapshot& snapshot,
                                     const ExamProgress& progress = {});

/// The same from parts that were worked out already: what they say about score, target,
/// topics and time. `curve` may be empty.
[[nodiscard]] ExamOutlook outlook_from(const ExamSnapshot& snapshot,
                                       const ExamPlan& plan,
                                       const ExamForecast& forecast,
                                       std::vector<OutlookPoint> curve);

/// The multiples of the minutes set that the curve shows: a quarter to three times, and
/// ten minutes more if they are not far beyond.
[[nodiscard]] std::vector<double> curve_factors(double usual_minutes);

}  // namespace attache
