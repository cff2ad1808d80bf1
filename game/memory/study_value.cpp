#include "memory/study_value.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace attache {

StudyValue::StudyValue(std::shared_ptr<const MemoryModel> model,
                       const AnswerCosts& costs,
                       const AnswerHabits& habits,
                       StepCounts steps)
    : model_(std::move(model)),
      costs_(costs),
      habits_(habits),
      steps_(steps),
      fresh_(first_answer()) {}

/// Chance of recall at the horizon after `repeats` good answers on the same day.
double StudyValue::later_recall(MemoryState memory, int repeats) const {
  for (int i = 0; i < repeats; ++i)
    memory = model_->next(memory, 0, Rating::kGood);
  return model_->recall_chance(memory, kHorizonDays);
}

StudyGain StudyValue::first_answer() const {
  // Again and hard stay on the first step, good goes to the next, easy passes them all.
  const std::array<int, 4> repeats{steps_.learning, steps_.learning,
                                   std::max(steps_.learning - 1, 0), 0};
  StudyGain gain;
  gain.seconds = costs_.fresh;
  for (std::size_t i = 0; i < kRatings.size(); ++i) {
    gain.knowledge +=
        habits_.first.at(i) * later_recall(model_->first(kRatings.at(i)), repeats.at(i));
    gain.seconds += habits_.first.at(i) * repeats.at(i) * costs_.relearning;
  }
  gain.worst_seconds = costs_.fresh + steps_.learning * costs_.relearning;
  return gain;
}

StudyGain StudyValue::review(const MemoryState& memory, double days_since) const {
  const double recall = model_->recall_chance(memory, days_since);
  double after_success = 0;
  for (std::size_t i = 0; i < habits_.success.size(); ++i) {
    const Rating rating = kRatings.at(i + 1);
    after_success +=
        habits_.success.at(i) * later_recall(model_->next(memory, days_since, rating), 0);
  }
  const double after_lapse =
      later_recall(model_->next(memory, days_since, Rating::kAgain), steps_.relearning);
  StudyGain gain;
  gain.knowledge = recall * after_success + (1 - recall) * after_lapse -
                   model_->recall_chance(memory, days_since + kHorizonDays);
  gain.seconds = usual_review_seconds(recall);
  gain.worst_seconds = std::max(usual_review_seconds(1), usual_review_seconds(0));
  return gain;
}

double StudyValue::usual_review_seconds(double recall) const {
  const double lapse = costs_.lapse + steps_.relearning * costs_.relearning;
  return recall * costs_.success + (1 - recall) * lapse;
}

double StudyValue::seconds_of_steps(Phase phase, int step) const {
  const bool learning = phase == Phase::kLearning;
  if (!learning && phase != Phase::kRelearning) return 0;
  // The settings may have fewer steps now than when the question entered its step.
  const int left = (learning ? steps_.learning : steps_.relearning) - step;
  return std::max(left, 1) * costs_.relearning;
}

}  // namespace attache
