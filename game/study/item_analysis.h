#pragma once
// Item analysis of a test, as Moodle's quiz statistics define it: how hard questions are,
// and how well they tell students apart. Percentages are 0..100 where their names say so.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace attache {

/// Marks of one paper: a row a student, a column a question; nothing where a student was
/// not asked that question. Marks are at most `most[question]`, and may be below 0.
struct MarkTable {
  std::size_t students = 0;
  std::vector<double> most;                  ///< by question; > 0
  std::vector<std::optional<double>> marks;  ///< students x questions, row by row
  std::vector<double> guess;  ///< by question: share by guessing, 0..1; NaN unknown
  [[nodiscard]] const std::optional<double>& at(std::size_t student,
                                                std::size_t question) const {
    return marks[student * most.size() + question];
  }
};

/// Of a whole paper. What needs more students or questions than there are is empty.
struct PaperAnalysis {
  std::size_t students = 0;
  std::optional<double> mean_percent, median_percent;
  std::optional<double> standard_deviation_percent;  ///< of the sample (n - 1)
  std::optional<double> skewness, kurtosis;          ///< from k-statistics
  std::optional<double> alpha_percent;  ///< Cronbach's, x 100; only of a whole table
  std::optional<double> error_ratio_percent;     ///< 100 sqrt(1 - alpha)
  std::optional<double> standard_error_percent;  ///< of a mark, as a share of all marks
};

/// Of one question.
struct ItemAnalysis {
  std::size_t attempts = 0;
  std::optional<double> facility_percent;  ///< mean mark / greatest
  std::optional<double> standard_deviation_percent;
  std::optional<double> guess_percent;
  std::optional<double> intended_weight_percent;
  std::optional<double> effective_weight_percent;
  /// 100 x correlation of its mark with the rest of the paper.
  std::optional<double> discrimination_percent;
  /// 100 x covariance with the rest / the greatest covariance that these marks allow.
  std::optional<double> efficiency_percent;
};

struct TestAnalysis {
  PaperAnalysis paper;
  std::vector<ItemAnalysis> items;
};

/// Analyses a paper. Takes time linear in the table, and n log n for efficiency. Where
/// students had different questions, "the rest" is their share of what they were asked,
/// and weights, and alpha with what follows from it, are empty. Source of all formulas:
/// "Quiz statistics calculations" in Moodle's developer documentation; facility is the
/// mean as a share of the greatest mark, whatever the least one is.
[[nodiscard]] TestAnalysis analyse(const MarkTable& table);

}  // namespace attache
