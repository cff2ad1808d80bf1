#pragma once
// What a solved plan keeps: values of every state on every day, against its prices.

#include <vector>

#include "memory/exam_plan.h"
#include "memory/exam_plan_dual.h"

namespace attache {

/// What there is to win on a question over guessing, in weight (section 12.1).
[[nodiscard]] double worth_of(const ExamQuestion& question);
/// Its days_since, never below 0.
[[nodiscard]] int days_since(const ExamQuestion& question);

/// Questions of one worth (or nearly: the greatest of them) and their values.
struct ExamValues {
  double worth = 1;
  std::vector<float> price;   ///< divided by the worth, a day off beyond reach
  std::vector<float> values;  ///< [node][day]
};

class ExamTables {
 public:
  ExamTables(ExamFrame frame, std::vector<ExamValues> by_worth, AnswerCosts costs)
      : frame_(std::move(frame)), by_worth_(std::move(by_worth)), costs_(costs) {}

  [[nodiscard]] const ExamFrame& frame() const { return frame_; }
  [[nodiscard]] const AnswerCosts& costs() const { return costs_; }
  [[nodiscard]] int horizon() const { return frame_.steps.horizon; }
  [[nodiscard]] std::size_t groups() const { return by_worth_.size(); }
  /// Position of the group that a worth belongs to.
  [[nodiscard]] std::size_t group_of(double worth) const;
  [[nodiscard]] const ExamValues& group(std::size_t which) const {
    return by_worth_[which];
  }

 private:
  ExamFrame frame_;
  std::vector<ExamValues> by_worth_;  ///< by worth, rising
  AnswerCosts costs_;
};

/// Room for working out one question after another.
struct ExamScratch {
  ExamFan fan;
  std::vector<float> reviewed;
};

/// Index and value of a question on a day, in units of its worth (section 12.4).
struct ExamWorth {
  double index = 0;
  double value = 0;
};

/// `price`: that of the group with `day` set to 0.
[[nodiscard]] ExamWorth worth_on_day(const ExamTables& tables,
                                     const ExamValues& group,
                                     const std::vector<float>& price,
                                     const ExamQuestion& question,
                                     int day,
                                     ExamScratch& scratch);

/// Groups worths (> 0) so that at most `most` are left; each is the greatest of its
/// group. Rising.
[[nodiscard]] std::vector<double> grouped_worths(std::vector<double> worths,
                                                 std::size_t most);

/// At most `most` samples that stand for all of them (section 12.5).
[[nodiscard]] std::vector<ExamSample> thinned(std::vector<ExamSample> samples,
                                              std::size_t most);

}  // namespace attache
