#include "memory/exam_plan_dual.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace attache {
namespace {

constexpr std::size_t kFansKept = 700;

std::size_t at(int day) {
  return static_cast<std::size_t>(day);
}

/// Day on which a seen question may first be reviewed: not the day of its last review.
int first_day_of(int days_since) {
  return days_since > 0 ? 0 : 1;
}

void add_mass(std::vector<float>& mass,
              const ExamSteps& steps,
              const ExamRow& row,
              int column,
              float part,
              std::size_t day,
              double share) {
  const auto pitch = static_cast<std::size_t>(steps.pitch);
  const auto columns = static_cast<std::size_t>(steps.grid.stabilities);
  const auto amount = static_cast<float>(share);
  for (int up = 0; up < 2; ++up) {
    const float of_row = amount * (up == 1 ? row.part : 1 - row.part);
    float* low = mass.data() + day +
                 (static_cast<std::size_t>(row.row + up) * columns + at(column)) * pitch;
    low[0] += of_row * (1 - part);
    low[pitch] += of_row * part;
  }
}

}  // namespace

ExamFrame::ExamFrame(const Fsrs6Weights& weights,
                     const AnswerCosts& costs,
                     const AnswerHabits& habits,
                     const ExamGrid& grid,
                     int horizon)
    : model(weights),
      memory(weights),
      answers(costs, habits),
      steps(steps_for(grid, horizon, weights, answers)),
      first{} {
  for (const Rating rating : kRatings)
    first[static_cast<std::size_t>(rating) - 1] =
        place_of(grid, after_first(model, rating));
}

void ExamFrame::fan_of(const MemoryState& state,
                       int first_wait,
                       int count,
                       ExamFan& fan) const {
  fan.row = next_rows(steps.grid, model, state.difficulty);
  fill_fan(memory, steps.grid, state, first_wait, count, fan);
}

double ExamFrame::first_value(const std::vector<float>& values, int day) const {
  const auto pitch = static_cast<std::size_t>(steps.pitch);
  const auto columns = static_cast<std::size_t>(steps.grid.stabilities);
  double sum = 0;
  for (std::size_t g = 0; g < first.size(); ++g) {
    const ExamPlace& place = first[g];
    const float* low =
        values.data() + at(day) +
        (static_cast<std::size_t>(place.row.row) * columns + at(place.column)) * pitch;
    const float* high = low + columns * pitch;
    const float below = low[0] + place.part * (low[pitch] - low[0]);
    const float above = high[0] + place.part * (high[pitch] - high[0]);
    sum += answers.first_share[g] *
           static_cast<double>(below + place.row.part * (above - below));
  }
  return sum;
}

std::vector<float> class_prices(const ExamSteps& steps,
                                const std::vector<double>& prices,
                                double worth) {
  std::vector<float> scaled(static_cast<std::size_t>(steps.pitch) + 8);
  for (std::size_t day = 0; day < prices.size(); ++day)
    scaled[day] = static_cast<float>(prices[day] / worth);
  return scaled;
}

ExamDual::ExamDual(const ExamFrame& frame,
                   std::vector<ExamClass> classes,
                   std::vector<double> limits)
    : frame_(&frame),
      classes_(std::move(classes)),
      limits_(std::move(limits)),
      values_(classes_.size()),
      fans_(classes_.size()) {
  assert(limits_.size() == at(frame.steps.horizon));
  std::size_t samples = 0;
  for (const ExamClass& each : classes_) {
    samples += each.seen.size();
    double count = each.fresh;
    for (const ExamSample& sample : each.seen)
      count += sample.count;
    questions_ += count;
    total_ += count * each.worth;
  }
  if (samples > kFansKept) return;
  for (std::size_t c = 0; c < classes_.size(); ++c)
    for (const ExamSample& sample : classes_[c].seen) {
      const int day = first_day_of(sample.days_since);
      frame.fan_of(sample.state, sample.days_since + day, frame.steps.horizon - day,
                   fans_[c].emplace_back());
    }
}

double ExamDual::evaluate(const std::vector<double>& prices,
                          double temperature,
                          std::vector<double>* seconds) {
  std::vector<double> real = prices;
  double value = 0;
  for (std::size_t day = 0; day < real.size(); ++day) {
    if (limits_[day] <= 0) real[day] = kDayOffPrice;
    value += limits_[day] > 0 ? real[day] * limits_[day] : 0;
  }
  if (seconds != nullptr) seconds->assign(real.size(), 0);
  for (std::size_t c = 0; c < classes_.size(); ++c)
    value += classes_[c].worth *
             class_value(c, class_prices(frame_->steps, real, classes_[c].worth),
                         static_cast<float>(temperature), seconds);
  return total_ > 0 ? value / total_ : 0;
}

double ExamDual::class_value(std::size_t which,
                             const std::vector<float>& price,
                             float temperature,
                             std::vector<double>* seconds) {
  const ExamClass& questions = classes_[which];
  std::vector<float>& values = values_[which];
  const ExamSteps& steps = frame_->steps;
  solve_values(steps, price, temperature, work_, values);
  const bool wants_seconds = seconds != nullptr && temperature > 0;
  std::vector<double> used(wants_seconds ? at(steps.horizon) : 0);
  std::vector<double>* const into = wants_seconds ? &used : nullptr;
  if (wants_seconds) mass_.assign(values.size(), 0);
  double sum = 0;
  if (questions.fresh > 0) {
    sum += questions.fresh * fresh_value(values, price, temperature);
    if (into != nullptr) enter_fresh(questions.fresh / questions_, *into);
  }
  for (std::size_t i = 0; i < questions.seen.size(); ++i) {
    const ExamSample& sample = questions.seen[i];
    const ExamFan* fan = &fan_;
    if (fans_[which].empty()) {
      const int day = first_day_of(sample.days_since);
      frame_->fan_of(sample.state, sample.days_since + day, steps.horizon - day, fan_);
    } else {
      fan = &fans_[which][i];
    }
    sum += sample.count * seen_value(sample, *fan, values, price, temperature,
                                     sample.count / questions_, into);
  }
  if (into != nullptr) {
    push_mass(steps, values, temperature, work_, mass_, used);
    for (std::size_t day = 0; day < used.size(); ++day)
      (*seconds)[day] += used[day] * questions_;
  }
  return sum;
}

double ExamDual::fresh_value(const std::vector<float>& values,
                             const std::vector<float>& price,
                             float temperature) {
  const int horizon = frame_->steps.horizon;
  reviewed_.resize(std::max(reviewed_.size(), price.size()));
  double best = 0;
  for (int day = 0; day < horizon; ++day) {
    const double value =
        frame_->first_value(values, day) -
        static_cast<double>(price[at(day)]) * frame_->answers.first_seconds;
    reviewed_[at(day)] = static_cast<float>(value);
    best = std::max(best, value);
  }
  if (temperature <= 0) return best;
  return static_cast<double>(smooth_choice(reviewed_, horizon, 0, temperature, shares_));
}

void ExamDual::enter_fresh(double share, std::vector<double>& seconds) {
  for (std::size_t day = 0; day < seconds.size(); ++day) {
    const double flow = share * static_cast<double>(shares_[day]);
    seconds[day] += flow * frame_->answers.first_seconds;
    for (std::size_t g = 0; g < frame_->first.size(); ++g) {
      const ExamPlace& place = frame_->first[g];
      add_mass(mass_, frame_->steps, place.row, place.column, place.part, day,
               flow * frame_->answers.first_share[g]);
    }
  }
}

double ExamDual::seen_value(const ExamSample& sample,
                            const ExamFan& fan,
                            const std::vector<float>& values,
                            const std::vector<float>& price,
                            float temperature,
                            double share,
                            std::vector<double>* seconds) {
  const ExamSteps& steps = frame_->steps;
  const int day = first_day_of(sample.days_since);
  const int count = steps.horizon - day;
  value_fan(steps, values, fan, price, day, count, reviewed_);
  const auto never = static_cast<float>(frame_->model.recall_chance(
      steps.horizon + sample.days_since, sample.state.stability));
  if (temperature <= 0)
    return static_cast<double>(
        std::accumulate(reviewed_.begin(), reviewed_.begin() + count, never,
                        [](float x, float y) { return std::max(x, y); }));
  const float value = smooth_choice(reviewed_, count, never, temperature, shares_);
  if (seconds != nullptr) enter_seen(fan, day, share, *seconds);
  return static_cast<double>(value);
}

void ExamDual::enter_seen(const ExamFan& fan,
                          int first_day,
                          double share,
                          std::vector<double>& seconds) {
  constexpr double kNothing = 1e-10;
  const ExamSteps& steps = frame_->steps;
  for (std::size_t day = at(first_day); day < seconds.size(); ++day) {
    const std::size_t k = day - at(first_day);
    const double flow = share * static_cast<double>(shares_[k]);
    if (flow < kNothing) continue;
    const auto recall = static_cast<double>(fan.recall[k]);
    seconds[day] += flow * frame_->review_seconds(recall);
    for (std::size_t g = 0; g < kExamOutcomes; ++g) {
      const float place = fan.place[g][k];
      const int column = std::min(static_cast<int>(place), steps.grid.stabilities - 2);
      add_mass(
          mass_, steps, fan.row[g], column, place - static_cast<float>(column), day,
          flow * static_cast<double>(steps.share[g]) * (g == 0 ? 1 - recall : recall));
    }
  }
}

}  // namespace attache
