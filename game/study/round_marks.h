#pragma once
// Marks a round: from what was answered to the report, and to what it says of memory.

#include <string>
#include <vector>

#include "study/review.h"
#include "study/round.h"
#include "study/round_games.h"
#include "study/round_report.h"
#include "study/round_state.h"

namespace attache {

/// What a round's questions are on the table; each list has one entry a question of its
/// state, or is empty where the round is of another kind.
struct RoundTable {
  std::vector<Candidate> asked;
  std::vector<Prompt> prompts;        ///< mock exam
  std::vector<MatchPair> pairs;       ///< match
  std::vector<TimelineEvent> events;  ///< timeline
};

/// What a round came to.
struct RoundOutcome {
  /// Without its id, times and notices.
  RoundReport report;
  /// Answers as the review log has them: question, form, response, rating and duration.
  /// None for a question without an answer: that says nothing of memory. Match:
  /// good if the first try was right; timeline: good in the right place; else again.
  std::vector<Review> evidence;
};

/// Marks a state that is laid as `table`. A match is marked by first tries; a timeline by
/// Kendall's tau, its marks being that share of the events; those of single events add up
/// to it and may be below 0.
[[nodiscard]] RoundOutcome outcome_of(const RoundState& state, const RoundTable& table);

/// The stem as one CommonMark text; a cloze with its blanks shown.
[[nodiscard]] std::string stem_in_words(const Prompt& prompt);

}  // namespace attache
