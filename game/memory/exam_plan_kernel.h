#pragma once
// The inner loops of the exam planner, in vectors of floats (Highway, the widest that the
// processor has). Eight days are worked on at once (README section 12.5).

#include <cstddef>
#include <vector>

#include "memory/exam_plan_grid.h"

namespace attache {

/// Fills the fan of a state for `count` waits that begin with `first_wait` (>= 1).
/// `fan.row` is left alone.
void fill_fan(const ExamMemory& memory,
              const ExamGrid& grid,
              const MemoryState& state,
              int first_wait,
              int count,
              ExamFan& fan);

/// Room for one pass; kept between passes.
struct ExamWork {
  std::vector<float> branch;    ///< [outcome][node][day]: priced value after an outcome
  std::vector<float> returned;  ///< the same for the mass that comes that way
};

/// Values of every node on every day, `values[node][day]`, against a price per day
/// (section 12.2). `temperature` 0 is the exact maximum, else the smoothed one.
void solve_values(const ExamSteps& steps,
                  const std::vector<float>& price,
                  float temperature,
                  ExamWork& work,
                  std::vector<float>& values);

/// Pushes mass forward through the choices of the smoothed values (section 12.5): `mass`
/// [node][day] holds what enters, and `seconds[day]` gains what is used. Must follow
/// solve_values with the same work, at a temperature > 0.
void push_mass(const ExamSteps& steps,
               const std::vector<float>& values,
               float temperature,
               ExamWork& work,
               const std::vector<float>& mass,
               std::vector<double>& seconds);

/// Value of reviewing a fan's state on each day from `first_day`, price paid:
/// `reviewed[k]` on day `first_day + k`. `price` is as long as a row of the table.
void value_fan(const ExamSteps& steps,
               const std::vector<float>& values,
               const ExamFan& fan,
               const std::vector<float>& price,
               int first_day,
               int count,
               std::vector<float>& reviewed);

/// The smoothed maximum of `count` values and one more, `other` (section 12.5), and the
/// share of each value in it. Values must not be cut off at the end: room for whole
/// vectors.
float smooth_choice(const std::vector<float>& values,
                    int count,
                    float other,
                    float temperature,
                    std::vector<float>& shares);

}  // namespace attache
