#pragma once
// Studying towards an exam: which questions to review on which day, within the seconds
// of each day, so that the expected share of right answers on exam day is highest; an
// upper bound on what any schedule could reach; and a forecast.
// Formulas: game/memory/README.md, section 12.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "memory/answer_habits.h"
#include "memory/fsrs6.h"

namespace attache {

/// One question that the exam may ask.
struct ExamQuestion {
  std::optional<MemoryState> memory;  ///< none while it has never been seen
  int days_since = 0;                 ///< whole days from its last review to today (>= 0)
  double weight = 1;  ///< its share of the score, before normalising; >= 0
  double blind = 0;   ///< chance to be right by guessing, 0..1
};

/// Everything a plan depends on.
struct ExamSituation {
  Fsrs6Weights weights = default_fsrs6_weights();
  AnswerCosts costs;
  AnswerHabits habits;
  /// Seconds of study on each day, today first; the last one is the day before the exam.
  /// 0 is a day off. Empty: the exam is today or over, and there is no plan.
  std::vector<double> seconds;
  std::vector<ExamQuestion> questions;
};

/// Seconds that must still be left before this question may be started, so that even the
/// worst answer (forgotten, and relearned) keeps within the day (section 12.6).
[[nodiscard]] double worst_case_seconds(const ExamQuestion& question,
                                        const AnswerCosts& costs);
/// Seconds that a review on this day (0: today) takes on average.
[[nodiscard]] double expected_seconds(const ExamSituation& situation,
                                      const ExamQuestion& question,
                                      int day = 0);
/// Chance to answer the question right on exam day if it is not studied any more; 0..1.
[[nodiscard]] double chance_without_study(const ExamSituation& situation,
                                          const ExamQuestion& question);

class ExamTables;

/// A solved plan. A value: copies share the tables, which never change.
class ExamPlan {
 public:
  /// The plan of an exam that is over: no days, every index 0.
  ExamPlan() = default;

  /// Days of study, today included.
  [[nodiscard]] int horizon() const { return static_cast<int>(prices_.size()); }
  /// Price of a second on each day, in question weights (a whole question of weight 1
  /// is worth 1); one more second on day d raises the score by about that much.
  [[nodiscard]] const std::vector<double>& prices() const { return prices_; }
  /// No schedule scores more than this share of the weight, 0..1 (section 12.3). The
  /// error of the tables is allowed for.
  [[nodiscard]] double bound() const { return bound_; }
  /// Seconds that the priced questions want on each day: near the day's limit where time
  /// is scarce.
  [[nodiscard]] const std::vector<double>& expected_seconds() const { return wanted_; }
  /// False if the solving was cancelled; the plan is then usable but rougher.
  [[nodiscard]] bool complete() const { return complete_; }

  /// Weight gained per expected second by reviewing the question on `day` (0: today) if
  /// it is not touched before; <= 0: not on that day (section 12.4).
  [[nodiscard]] double index(const ExamQuestion& question, int day = 0) const;
  /// The same for all questions, in their order; empty if there is no plan.
  [[nodiscard]] std::vector<double> indices(const ExamSituation& situation,
                                            int day = 0) const;
  /// What one question is worth under the prices, its study paid for: the upper end of
  /// what this plan expects of it, in weight (section 12.3).
  [[nodiscard]] double value(const ExamQuestion& question) const;

 private:
  friend class ExamSolver;
  friend class ExamRollouts;
  std::shared_ptr<const ExamTables> tables_;
  std::vector<double> prices_;
  std::vector<double> wanted_;
  double bound_ = 0;
  bool complete_ = true;
};

/// Solves for the prices (section 12.5). `yesterday`: a plan for the same exam, from
/// which to start; its days are counted back from the exam, so skipped days do no harm.
/// `progress` is told the share done (0..1) and cancels by returning false.
[[nodiscard]] ExamPlan plan_exam(const ExamSituation& situation,
                                 const ExamPlan* yesterday = nullptr,
                                 const std::function<bool(double)>& progress = {});

/// The index without any table: gain in exam-day weight per expected second by a review
/// today that is the last (section 12.7). Equals the plan's index when the exam is
/// tomorrow.
[[nodiscard]] std::vector<double> greedy_indices(const ExamSituation& situation);

/// Positions of the questions worth reviewing (index > 0), best first; equal ones keep
/// their order.
[[nodiscard]] std::vector<std::size_t> in_order_of_value(std::span<const double> indices);

struct ForecastOptions {
  int rollouts = 100;
  std::uint64_t seed = 1;
  /// 0: the weights were fitted to this student. 1: they are the defaults, and the
  /// student may be anyone; the band widens (section 12.9).
  double weight_uncertainty = 0;
};

/// What the forecast expects of one question.
struct QuestionForecast {
  double chance = 0;         ///< mean chance to be right on exam day
  double without_study = 0;  ///< the same if it is never touched again
  double seconds = 0;        ///< mean seconds spent on it until the exam
  double reviews = 0;        ///< mean number of reviews until the exam
};

/// The score (share of the weight, 0..1) of simulated students who follow the plan. The
/// band includes the luck of the exam itself.
struct ExamForecast {
  double mean = 0;
  double low = 0;   ///< 90 % band
  double high = 0;  ///< 90 % band
  double sd = 0;
  std::vector<double> seconds;  ///< mean seconds used on each day
  std::vector<QuestionForecast> questions;
};

/// Plays the plan with simulated students (section 12.9). `progress` as in plan_exam; a
/// cancelled forecast uses the students played so far.
[[nodiscard]] ExamForecast forecast(const ExamSituation& situation,
                                    const ExamPlan& plan,
                                    const ForecastOptions& options = {},
                                    const std::function<bool(double)>& progress = {});

/// A point of the curve "score against minutes".
struct ScorePoint {
  double factor = 1;   ///< every day's seconds times this
  double seconds = 0;  ///< mean seconds a day that the situation then allows
  double score = 0;    ///< expected score, 0..1
  double bound = 0;    ///< no schedule does better
};

struct CurveOptions {
  int rollouts = 0;  ///< students a point; 0: by the number of questions
  std::uint64_t seed = 1;
};

/// One solve a point, each warm from the one before. A cancelled curve ends early. Scores
/// are made to rise with the minutes.
[[nodiscard]] std::vector<ScorePoint> score_by_minutes(
    const ExamSituation& situation,
    std::span<const double> factors,
    const CurveOptions& options = {},
    const std::function<bool(double)>& progress = {});

}  // namespace attache
