#pragma once
// The table that all questions of a plan share: a grid of memory states, and where each
// of them goes after a review (README sections 12.2 and 12.5).

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "memory/answer_habits.h"
#include "memory/fsrs6.h"

namespace attache {

/// The four ways a review can go. A lapse includes its relearning on the same day.
inline constexpr std::size_t kExamOutcomes = 4;  // lapse, hard, good, easy

/// FSRS-6 (section 4) with its constants worked out, in floats, for many states at once.
struct ExamMemory {
  explicit ExamMemory(const Fsrs6Weights& weights);

  float decay, factor;
  float success_scale, success_saturation, success_spacing;  // exp(w8), w9, w10
  float hard, easy;                                          // w15, w16
  float lapse_scale, lapse_difficulty, lapse_stability, lapse_spacing;  // w11 .. w14
  float lapse_cap;                                                      // w17 * w18
  float relearn_gain, relearn_saturation;  // w17 * w18, w19: "good" on the same day
};

/// What a review costs and how it goes, per outcome.
struct ExamAnswers {
  ExamAnswers(const AnswerCosts& costs, const AnswerHabits& habits);

  std::array<float, kExamOutcomes> share;  ///< of lapses (1), of successes (sum 1)
  std::array<float, kExamOutcomes> seconds;
  float success_seconds, lapse_seconds;
  std::array<double, 4> first_share;  ///< of first answers: again .. easy
  double first_seconds;               ///< expected, the relearning of "again" included
};

/// Nodes: ln S even between two limits, D even between 1 and 10.
struct ExamGrid {
  int stabilities = 40;  ///< a multiple of 8
  int difficulties = 6;

  [[nodiscard]] std::size_t nodes() const {
    return static_cast<std::size_t>(stabilities) * static_cast<std::size_t>(difficulties);
  }
  [[nodiscard]] double log_stability(int node) const;
  [[nodiscard]] double difficulty(int node) const;
  /// Place of ln S between the nodes: place(log_stability(i)) == i; within the grid.
  [[nodiscard]] float place_scale() const;   ///< nodes for each unit of ln S
  [[nodiscard]] float place_offset() const;  ///< place of ln S = 0
};

/// Between two rows of difficulty: (1 - part) * row + part * (row + 1).
struct ExamRow {
  int row = 0;
  float part = 0;
};
[[nodiscard]] ExamRow row_of(const ExamGrid& grid, double difficulty);

/// Where a state stands in the grid.
struct ExamPlace {
  ExamRow row;
  int column = 0;
  float part = 0;
};
[[nodiscard]] ExamPlace place_of(const ExamGrid& grid, const MemoryState& state);

/// State after a first answer, relearning included (section 12.1).
[[nodiscard]] MemoryState after_first(const Fsrs6& model, Rating rating);
/// State after a later answer, relearning included.
[[nodiscard]] MemoryState after_review(const Fsrs6& model,
                                       const MemoryState& state,
                                       int elapsed_days,
                                       Rating rating);

/// Recall and successors of one state for a run of waiting times (section 12.2): the
/// "fan". `place[g][k]` is the place of ln S after outcome g.
struct ExamFan {
  std::array<ExamRow, kExamOutcomes> row;
  std::vector<float> recall;
  std::array<std::vector<float>, kExamOutcomes> place;
};

/// From one node, after a wait: where each outcome leads.
struct ExamStep {
  std::array<std::int32_t, kExamOutcomes> offset;  ///< into the values by outcome
  std::array<float, kExamOutcomes> part;
  float recall;
};

/// All steps of a grid for a horizon, node by node, waits 1 .. horizon.
struct ExamSteps {
  ExamGrid grid;
  int horizon = 0;
  int pitch = 0;  ///< length of a row over the days, with room for a vector beyond
  std::array<float, kExamOutcomes> share{};
  std::array<float, kExamOutcomes> seconds{};
  std::vector<ExamStep> steps;                               ///< [node][wait - 1]
  std::vector<std::array<ExamRow, kExamOutcomes>> next_row;  ///< by row of difficulty
  std::vector<float> at_exam;  ///< [column][day]: recall on exam day after that day

  [[nodiscard]] const ExamStep& step(std::size_t node, int wait) const {
    return steps[node * static_cast<std::size_t>(horizon) +
                 static_cast<std::size_t>(wait - 1)];
  }
};

[[nodiscard]] ExamSteps steps_for(const ExamGrid& grid,
                                  int horizon,
                                  const Fsrs6Weights& weights,
                                  const ExamAnswers& answers);

/// Rows of difficulty after each outcome, from a difficulty.
[[nodiscard]] std::array<ExamRow, kExamOutcomes> next_rows(const ExamGrid& grid,
                                                           const Fsrs6& model,
                                                           double difficulty);

}  // namespace attache
