#include "memory/exam_plan_tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace attache {

double worth_of(const ExamQuestion& question) {
  return std::max(question.weight, 0.0) * (1 - std::clamp(question.blind, 0.0, 1.0));
}

int days_since(const ExamQuestion& question) {
  return std::max(question.days_since, 0);
}

std::size_t ExamTables::group_of(double worth) const {
  // The groups carry their greatest worth, so the first that is not below fits.
  const auto found = std::lower_bound(
      by_worth_.begin(), by_worth_.end(), worth * (1 - 1e-9),
      [](const ExamValues& group, double wanted) { return group.worth < wanted; });
  if (found == by_worth_.end()) return by_worth_.size() - 1;
  return static_cast<std::size_t>(found - by_worth_.begin());
}

namespace {

ExamWorth fresh_on_day(const ExamTables& tables,
                       const ExamValues& group,
                       const std::vector<float>& price,
                       int day) {
  const ExamFrame& frame = tables.frame();
  const double seconds = frame.answers.first_seconds;
  const double now = frame.first_value(group.values, day) -
                     seconds * static_cast<double>(price[static_cast<std::size_t>(day)]);
  double later = 0;
  for (int e = day + 1; e < tables.horizon(); ++e)
    later = std::max(
        later, frame.first_value(group.values, e) -
                   seconds * static_cast<double>(price[static_cast<std::size_t>(e)]));
  return {(now - later) / seconds, std::max(now, later)};
}

}  // namespace

ExamWorth worth_on_day(const ExamTables& tables,
                       const ExamValues& group,
                       const std::vector<float>& price,
                       const ExamQuestion& question,
                       int day,
                       ExamScratch& scratch) {
  if (!question.memory) return fresh_on_day(tables, group, price, day);
  const ExamFrame& frame = tables.frame();
  const int wait = days_since(question) + day;
  const int begin = wait == 0 ? day + 1 : day;  // not twice on one day
  const int count = tables.horizon() - begin;
  double later = frame.model.recall_chance(days_since(question) + tables.horizon(),
                                           question.memory->stability);
  if (count <= 0) return {0, later};
  frame.fan_of(*question.memory, wait + begin - day, count, scratch.fan);
  value_fan(frame.steps, group.values, scratch.fan, price, begin, count,
            scratch.reviewed);
  for (int k = day + 1 - begin; k < count; ++k)
    later = std::max(later,
                     static_cast<double>(scratch.reviewed[static_cast<std::size_t>(k)]));
  if (begin > day) return {0, later};
  const auto now = static_cast<double>(scratch.reviewed[0]);
  const double seconds = frame.review_seconds(static_cast<double>(scratch.fan.recall[0]));
  return {(now - later) / seconds, std::max(now, later)};
}

std::vector<double> grouped_worths(std::vector<double> worths, std::size_t most) {
  std::sort(worths.begin(), worths.end());
  // Equal but for rounding: one group.
  const auto alike = [](double a, double b) { return b <= a * (1 + 1e-9); };
  worths.erase(std::unique(worths.begin(), worths.end(), alike), worths.end());
  while (worths.size() > most) {
    std::size_t nearest = 0;
    for (std::size_t i = 1; i + 1 < worths.size(); ++i)
      if (worths[i + 1] / worths[i] < worths[nearest + 1] / worths[nearest]) nearest = i;
    worths.erase(worths.begin() + static_cast<std::ptrdiff_t>(nearest));
  }
  return worths;
}

namespace {

using Features = std::array<double, 3>;

Features features_of(const ExamSample& sample) {
  return {std::log(sample.state.stability), sample.state.difficulty / 3,
          std::log1p(sample.days_since)};
}

/// The middle of some samples, with the count of all.
ExamSample middle_of(std::span<const ExamSample> samples) {
  ExamSample middle{{0, 0}, 0, 0};
  double log_stability = 0;
  double days = 0;
  for (const ExamSample& sample : samples) {
    middle.count += sample.count;
    log_stability += sample.count * std::log(sample.state.stability);
    middle.state.difficulty += sample.count * sample.state.difficulty;
    days += sample.count * sample.days_since;
  }
  middle.state.stability = std::exp(log_stability / middle.count);
  middle.state.difficulty /= middle.count;
  middle.days_since = static_cast<int>(std::lround(days / middle.count));
  return middle;
}

std::size_t widest(std::span<const ExamSample> samples) {
  Features low = features_of(samples.front());
  Features high = low;
  for (const ExamSample& sample : samples) {
    const Features f = features_of(sample);
    for (std::size_t i = 0; i < f.size(); ++i) {
      low[i] = std::min(low[i], f[i]);
      high[i] = std::max(high[i], f[i]);
    }
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < low.size(); ++i)
    if (high[i] - low[i] > high[best] - low[best]) best = i;
  return best;
}

/// Halves the samples along the feature in which they differ most, until few are left.
// NOLINTNEXTLINE(misc-no-recursion)
void split(std::span<ExamSample> samples,
           std::size_t parts,
           std::vector<ExamSample>& result) {
  if (parts <= 1 || samples.size() <= 1) {
    result.push_back(middle_of(samples));
    return;
  }
  const std::size_t by = widest(samples);
  const std::size_t half = samples.size() / 2;
  std::nth_element(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(half),
                   samples.end(), [by](const ExamSample& a, const ExamSample& b) {
                     return features_of(a)[by] < features_of(b)[by];
                   });
  split(samples.first(half), parts / 2, result);
  split(samples.subspan(half), parts - parts / 2, result);
}

}  // namespace

std::vector<ExamSample> thinned(std::vector<ExamSample> samples, std::size_t most) {
  if (samples.size() <= most) return samples;
  std::vector<ExamSample> result;
  split(samples, most, result);
  return result;
}

}  // namespace attache
