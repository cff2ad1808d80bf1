#include "memory/exam_plan_grid.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "memory/exam_plan_kernel.h"

namespace attache {
namespace {

constexpr double kLeastStability = 0.02;
constexpr double kGreatestStability = 5000;
constexpr double kNever = -1e30;

double log_span() {
  return std::log(kGreatestStability / kLeastStability);
}

float as_float(double value) {
  return static_cast<float>(value);
}

}  // namespace

ExamMemory::ExamMemory(const Fsrs6Weights& weights)
    : decay(as_float(-weights[20])),
      factor(as_float(std::pow(0.9, -1 / weights[20]) - 1)),
      success_scale(as_float(std::exp(weights[8]))),
      success_saturation(as_float(weights[9])),
      success_spacing(as_float(weights[10])),
      hard(as_float(weights[15])),
      easy(as_float(weights[16])),
      lapse_scale(as_float(weights[11])),
      lapse_difficulty(as_float(weights[12])),
      lapse_stability(as_float(weights[13])),
      lapse_spacing(as_float(weights[14])),
      lapse_cap(as_float(weights[17] * weights[18])),
      relearn_gain(as_float(weights[17] * weights[18])),
      relearn_saturation(as_float(weights[19])) {}

ExamAnswers::ExamAnswers(const AnswerCosts& costs, const AnswerHabits& habits)
    : share{1, as_float(habits.success[0]), as_float(habits.success[1]),
            as_float(habits.success[2])},
      seconds{as_float(costs.lapse + costs.relearning), as_float(costs.success),
              as_float(costs.success), as_float(costs.success)},
      success_seconds(as_float(costs.success)),
      lapse_seconds(as_float(costs.lapse + costs.relearning)),
      first_share(habits.first),
      first_seconds(costs.fresh + habits.first[0] * costs.relearning) {}

double ExamGrid::log_stability(int node) const {
  return std::log(kLeastStability) + log_span() * node / (stabilities - 1);
}

double ExamGrid::difficulty(int node) const {
  return 1 + 9.0 * node / (difficulties - 1);
}

float ExamGrid::place_scale() const {
  return as_float((stabilities - 1) / log_span());
}

float ExamGrid::place_offset() const {
  return as_float(-std::log(kLeastStability) * (stabilities - 1) / log_span());
}

ExamRow row_of(const ExamGrid& grid, double difficulty) {
  const double place = std::clamp((difficulty - 1) / 9 * (grid.difficulties - 1), 0.0,
                                  grid.difficulties - 1.0);
  const int row = std::min(static_cast<int>(place), grid.difficulties - 2);
  return {row, as_float(place - row)};
}

ExamPlace place_of(const ExamGrid& grid, const MemoryState& state) {
  const double place =
      std::clamp(std::log(state.stability) * grid.place_scale() + grid.place_offset(),
                 0.0, grid.stabilities - 1.0);
  const int column = std::min(static_cast<int>(place), grid.stabilities - 2);
  return {row_of(grid, state.difficulty), column, as_float(place - column)};
}

MemoryState after_first(const Fsrs6& model, Rating rating) {
  const MemoryState state = model.first(rating);
  return rating == Rating::kAgain ? model.next(state, 0, Rating::kGood) : state;
}

MemoryState after_review(const Fsrs6& model,
                         const MemoryState& state,
                         int elapsed_days,
                         Rating rating) {
  const MemoryState next = model.next(state, elapsed_days, rating);
  return rating == Rating::kAgain ? model.next(next, 0, Rating::kGood) : next;
}

std::array<ExamRow, kExamOutcomes> next_rows(const ExamGrid& grid,
                                             const Fsrs6& model,
                                             double difficulty) {
  std::array<ExamRow, kExamOutcomes> rows;
  for (const Rating rating : kRatings) {
    // Neither the stability nor the wait has a part in the next difficulty (section 5).
    const MemoryState next = after_review(model, {1, difficulty}, 1, rating);
    rows[static_cast<std::size_t>(rating) - 1] = row_of(grid, next.difficulty);
  }
  return rows;
}

namespace {

void set_steps(ExamSteps& steps, std::size_t node, const ExamFan& fan) {
  const ExamGrid& grid = steps.grid;
  const auto columns = static_cast<std::size_t>(grid.stabilities);
  const std::size_t row = node / columns;
  for (int wait = 1; wait <= steps.horizon; ++wait) {
    const auto k = static_cast<std::size_t>(wait - 1);
    ExamStep& step = steps.steps[node * static_cast<std::size_t>(steps.horizon) + k];
    step.recall = fan.recall[k];
    for (std::size_t g = 0; g < kExamOutcomes; ++g) {
      const float place = fan.place[g][k];
      const int column = std::min(static_cast<int>(place), grid.stabilities - 2);
      step.part[g] = place - static_cast<float>(column);
      step.offset[g] = static_cast<std::int32_t>(
          (g * grid.nodes() + row * columns + static_cast<std::size_t>(column)) *
          static_cast<std::size_t>(steps.pitch));
    }
  }
}

}  // namespace

ExamSteps steps_for(const ExamGrid& grid,
                    int horizon,
                    const Fsrs6Weights& weights,
                    const ExamAnswers& answers) {
  assert(horizon >= 1 && grid.stabilities % 8 == 0 && grid.difficulties >= 2);
  ExamSteps steps;
  steps.grid = grid;
  steps.horizon = horizon;
  steps.pitch = (horizon + 7) / 8 * 8 + 8;
  steps.share = answers.share;
  steps.seconds = answers.seconds;
  steps.steps.resize(grid.nodes() * static_cast<std::size_t>(horizon));
  const Fsrs6 model(weights);
  const ExamMemory memory(weights);
  ExamFan fan;
  std::size_t node = 0;
  for (int row = 0; row < grid.difficulties; ++row) {
    steps.next_row.push_back(next_rows(grid, model, grid.difficulty(row)));
    for (int column = 0; column < grid.stabilities; ++column) {
      fill_fan(memory, grid, {std::exp(grid.log_stability(column)), grid.difficulty(row)},
               1, horizon, fan);
      set_steps(steps, node++, fan);
    }
  }
  const auto pitch = static_cast<std::size_t>(steps.pitch);
  steps.at_exam.assign(static_cast<std::size_t>(grid.stabilities) * pitch,
                       as_float(kNever));
  for (std::size_t column = 0; column < static_cast<std::size_t>(grid.stabilities);
       ++column)
    for (int day = 0; day < horizon; ++day)
      steps.at_exam[column * pitch + static_cast<std::size_t>(day)] =
          steps.step(column, horizon - day).recall;
  return steps;
}

}  // namespace attache
