#pragma once
// The bound of section 12.3 as a function of the prices, with its slope.

#include <memory>
#include <vector>

#include "memory/exam_plan_kernel.h"

namespace attache {

/// One or several seen questions that are much alike.
struct ExamSample {
  MemoryState state;
  int days_since = 0;
  double count = 1;
};

/// Questions that are worth the same: weight times what there is to win over guessing.
struct ExamClass {
  double worth = 1;
  double fresh = 0;  ///< questions never seen
  std::vector<ExamSample> seen;
};

/// What is known before any price: the model, the grid and its steps.
struct ExamFrame {
  ExamFrame(const Fsrs6Weights& weights,
            const AnswerCosts& costs,
            const AnswerHabits& habits,
            const ExamGrid& grid,
            int horizon);

  Fsrs6 model;
  ExamMemory memory;
  ExamAnswers answers;
  ExamSteps steps;
  std::array<ExamPlace, 4> first;  ///< after a first answer: again .. easy

  /// The fan of a seen question on `count` days from `first_day` (section 12.2).
  void fan_of(const MemoryState& state, int first_wait, int count, ExamFan& fan) const;
  /// Value of a first answer on `day`, price not paid.
  [[nodiscard]] double first_value(const std::vector<float>& values, int day) const;
  /// Expected seconds of a review at this chance of recall.
  [[nodiscard]] double review_seconds(double recall) const {
    return recall * static_cast<double>(answers.success_seconds) +
           (1 - recall) * static_cast<double>(answers.lapse_seconds);
  }
};

/// Prices of a class: divided by its worth, in floats, with room for whole vectors.
[[nodiscard]] std::vector<float> class_prices(const ExamSteps& steps,
                                              const std::vector<double>& prices,
                                              double worth);

class ExamDual {
 public:
  /// `limits`: seconds of each day; a day of 0 gets a price that nobody pays.
  ExamDual(const ExamFrame& frame,
           std::vector<ExamClass> classes,
           std::vector<double> limits);

  /// The bound at these prices (>= 0, one a day), as a share of all worth, 0..; at
  /// temperature 0 it is exact and `seconds` is left alone. Else smoothed, and `seconds`
  /// gets what is used on each day; the slope is (limit - seconds) / total_worth().
  double evaluate(const std::vector<double>& prices,
                  double temperature,
                  std::vector<double>* seconds = nullptr);

  [[nodiscard]] double total_worth() const { return total_; }
  [[nodiscard]] const std::vector<double>& limits() const { return limits_; }
  [[nodiscard]] const ExamFrame& frame() const { return *frame_; }
  /// Values by node and day of a class at the last prices.
  [[nodiscard]] const std::vector<float>& values(std::size_t which) const {
    return values_[which];
  }
  [[nodiscard]] const std::vector<ExamClass>& classes() const { return classes_; }

 private:
  double class_value(std::size_t which,
                     const std::vector<float>& price,
                     float temperature,
                     std::vector<double>* seconds);
  double fresh_value(const std::vector<float>& values,
                     const std::vector<float>& price,
                     float temperature);
  double seen_value(const ExamSample& sample,
                    const ExamFan& fan,
                    const std::vector<float>& values,
                    const std::vector<float>& price,
                    float temperature,
                    double share,
                    std::vector<double>* seconds);
  void enter_fresh(double share, std::vector<double>& seconds);
  void enter_seen(const ExamFan& fan,
                  int first_day,
                  double share,
                  std::vector<double>& seconds);

  const ExamFrame* frame_;
  std::vector<ExamClass> classes_;
  std::vector<double> limits_;
  double total_ = 0;
  double questions_ = 0;
  std::vector<std::vector<float>> values_;
  std::vector<std::vector<ExamFan>> fans_;  ///< kept only where they are few
  ExamWork work_;
  std::vector<float> mass_, reviewed_, shares_;
  ExamFan fan_;
};

/// A price that makes a day off: nothing is worth it.
inline constexpr double kDayOffPrice = 1e6;

}  // namespace attache
