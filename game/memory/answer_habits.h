#pragma once
// What answers cost and how students press the buttons: assumed, or learned from a log.
// Formulas: game/memory/README.md, section 12.8.

#include <array>
#include <span>

#include "memory/review_log.h"

namespace attache {

/// Seconds that an answer takes, by what it was and how it went.
struct AnswerCosts {
  double fresh = 20;       ///< a question seen for the first time
  double success = 8;      ///< recalled (hard, good or easy)
  double lapse = 16;       ///< forgotten
  double relearning = 10;  ///< the same-day repeat after "again"
  bool operator==(const AnswerCosts&) const = default;
};

/// How often each button is pressed; each array sums to 1.
struct AnswerHabits {
  /// First answer to a question: again, hard, good, easy.
  std::array<double, 4> first{.25, .10, .50, .15};
  /// When it was recalled later: hard, good, easy.
  std::array<double, 3> success{.10, .80, .10};
  bool operator==(const AnswerHabits&) const = default;
};

/// Costs from the durations in a log, drawn towards the defaults where there are few.
/// A pause does not count: durations are cut at a minute and a half. Answers without a
/// duration are left out. Learning steps count to the first answer, relearning steps to
/// the lapse, so that the costs add up to the time that the log shows.
[[nodiscard]] AnswerCosts costs_from(std::span<const LoggedReview> log,
                                     const AnswerCosts& assumed = {});

/// Habits from the ratings in a log, drawn towards the defaults in the same way.
[[nodiscard]] AnswerHabits habits_from(std::span<const LoggedReview> log,
                                       const AnswerHabits& assumed = {});

}  // namespace attache
