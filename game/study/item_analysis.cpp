#include "study/item_analysis.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attache {

namespace {

// Definitions: "Quiz statistics calculations" of Moodle's developer documentation.
// All covariances and variances are those of a sample (n - 1).

constexpr double kPercent = 100;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) /
         static_cast<double>(values.size());
}

/// Needs two values at least, and as many of the one as of the other.
double covariance(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum / static_cast<double>(a.size() - 1);
}

double variance(std::span<const double> values) {
  return covariance(values, values);
}

/// Whether a variance is more than what rounding makes of equal values; `scale` is the
/// size that the values have.
bool is_spread(double variance, double scale) {
  constexpr double kRounding = 1e-18;  // a deviation of 1e-9
  return variance > kRounding * scale * scale;
}

/// A standard deviation as a share of the size that the values have.
double deviation_percent(std::span<const double> values, double scale) {
  const double found = variance(values);
  return is_spread(found, scale) ? kPercent * std::sqrt(found) / scale : 0;
}

double central_moment(std::span<const double> values, int power) {
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values)
    sum += std::pow(value - mean, power);
  return sum / static_cast<double>(values.size());
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle]
                                : (values[middle - 1] + values[middle]) / 2;
}

/// What each student has of the marks that he or she was asked for.
struct Totals {
  std::vector<double> marks, possible;
  [[nodiscard]] double share(std::size_t student) const {
    return marks[student] / possible[student];
  }
  /// Shares of all who were asked anything.
  [[nodiscard]] std::vector<double> shares() const {
    std::vector<double> all;
    for (std::size_t student = 0; student < marks.size(); ++student)
      if (possible[student] > 0) all.push_back(share(student));
    return all;
  }
};

Totals totals_of(const MarkTable& table) {
  Totals totals{std::vector<double>(table.students), std::vector<double>(table.students)};
  for (std::size_t student = 0; student < table.students; ++student)
    for (std::size_t question = 0; question < table.most.size(); ++question)
      if (const auto& mark = table.at(student, question)) {
        totals.marks[student] += *mark;
        totals.possible[student] += table.most[question];
      }
  return totals;
}

bool is_whole(const MarkTable& table) {
  return std::all_of(table.marks.begin(), table.marks.end(),
                     [](const auto& mark) { return mark.has_value(); });
}

/// Skewness and kurtosis from the k-statistics k2, k3 and k4 (Fisher).
void describe_shape(std::span<const double> shares, PaperAnalysis& paper) {
  const auto n = static_cast<double>(shares.size());
  const double m2 = central_moment(shares, 2);
  const double k2 = n / (n - 1) * m2;
  if (shares.size() >= 3) {
    const double k3 = n * n / ((n - 1) * (n - 2)) * central_moment(shares, 3);
    paper.skewness = k3 / std::pow(k2, 1.5);
  }
  if (shares.size() >= 4) {
    const double k4 = n * n / ((n - 1) * (n - 2) * (n - 3)) *
                      ((n + 1) * central_moment(shares, 4) - 3 * (n - 1) * m2 * m2);
    paper.kurtosis = k4 / (k2 * k2);
  }
}

/// Marks of one question by those who were asked it, and what else they had.
struct Column {
  std::vector<double> marks, totals;
  std::vector<double> rest_marks, rest;  ///< of those who were asked anything else
};

Column column_of(const MarkTable& table, const Totals& totals, std::size_t question) {
  Column column;
  for (std::size_t student = 0; student < table.students; ++student) {
    const auto& mark = table.at(student, question);
    if (!mark) continue;
    column.marks.push_back(*mark);
    column.totals.push_back(totals.share(student));
    const double other = totals.possible[student] - table.most[question];
    if (!(other > 0)) continue;
    column.rest_marks.push_back(*mark);
    column.rest.push_back((totals.marks[student] - *mark) / other);
  }
  return column;
}

void compare_with_rest(Column column, double most, ItemAnalysis& item) {
  std::vector<double>& marks = column.rest_marks;
  std::vector<double>& rest = column.rest;
  if (marks.size() < 2) return;
  const double of_marks = variance(marks);
  const double of_rest = variance(rest);
  if (!is_spread(of_marks, most) || !is_spread(of_rest, 1)) return;
  const double together = covariance(marks, rest);
  item.discrimination_percent = kPercent * together / std::sqrt(of_marks * of_rest);
  // The best students with the best marks: no order of these marks covaries more.
  std::sort(marks.begin(), marks.end());
  std::sort(rest.begin(), rest.end());
  item.efficiency_percent = kPercent * together / covariance(marks, rest);
}

/// The share of each question in what makes totals differ. A question on which those do
/// better who are worse at the whole has none; one that all did equally well at has 0.
void weigh(const std::vector<Column>& columns,
           const std::vector<double>& most,
           TestAnalysis& analysis) {
  std::vector<double> roots(columns.size(), -1);
  double sum = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double together = is_spread(variance(columns[i].marks), most[i])
                                ? covariance(columns[i].marks, columns[i].totals)
                                : 0;
    if (together < 0) continue;
    roots[i] = std::sqrt(together);
    sum += roots[i];
  }
  if (!(sum > 0)) return;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (roots[i] >= 0)
      analysis.items[i].effective_weight_percent = kPercent * roots[i] / sum;
}

/// Cronbach's alpha and what follows from it. Needs a whole table with a spread.
void find_consistency(const std::vector<Column>& columns,
                      const Totals& totals,
                      PaperAnalysis& paper) {
  const auto questions = static_cast<double>(columns.size());
  double within = 0;
  for (const Column& column : columns)
    within += variance(column.marks);
  const double alpha =
      questions / (questions - 1) * (1 - within / variance(totals.marks));
  paper.alpha_percent = kPercent * alpha;
  paper.error_ratio_percent = kPercent * std::sqrt(std::max(0.0, 1 - alpha));
  paper.standard_error_percent =
      *paper.error_ratio_percent / kPercent * *paper.standard_deviation_percent;
}

}  // namespace

TestAnalysis analyse(const MarkTable& table) {
  TestAnalysis analysis;
  const std::size_t questions = table.most.size();
  analysis.items.resize(questions);
  const Totals totals = totals_of(table);
  const std::vector<double> shares = totals.shares();
  PaperAnalysis& paper = analysis.paper;
  paper.students = shares.size();
  if (shares.empty()) return analysis;
  paper.mean_percent = kPercent * mean_of(shares);
  paper.median_percent = kPercent * median_of(shares);
  const bool spread = shares.size() >= 2 && is_spread(variance(shares), 1);
  if (shares.size() >= 2) paper.standard_deviation_percent = deviation_percent(shares, 1);
  if (spread) describe_shape(shares, paper);

  const bool whole = is_whole(table);
  const double possible = std::accumulate(table.most.begin(), table.most.end(), 0.0);
  std::vector<Column> columns;
  for (std::size_t question = 0; question < questions; ++question) {
    const double most = table.most[question];
    ItemAnalysis& item = analysis.items[question];
    const Column& column = columns.emplace_back(column_of(table, totals, question));
    item.attempts = column.marks.size();
    if (question < table.guess.size() && !std::isnan(table.guess[question]))
      item.guess_percent = kPercent * table.guess[question];
    if (whole) item.intended_weight_percent = kPercent * most / possible;
    if (item.attempts == 0) continue;
    item.facility_percent = kPercent * mean_of(column.marks) / most;
    if (item.attempts >= 2)
      item.standard_deviation_percent = deviation_percent(column.marks, most);
    compare_with_rest(column, most, item);
  }
  if (whole && spread) weigh(columns, table.most, analysis);
  if (whole && spread && questions >= 2) find_consistency(columns, totals, paper);
  return analysis;
}

}  // namespace attache
