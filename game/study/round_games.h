#pragma once
// Games on facts: pairs to match, and events to put in order.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "study/round.h"

namespace attache {

/// The two sides of a fact, plain texts: its subject and its object.
struct MatchPair {
  const Question* question = nullptr;  ///< of the fact: the one that an answer counts for
  std::string left;
  std::string right;
};

/// Up to `wanted` pairs out of facts of one relation in one deck, in any order: no text
/// stands twice on a side, and no pair but the right ones is true. Empty if there are
/// fewer than `kFewestPairs`.
[[nodiscard]] std::vector<MatchPair> deal_pairs(std::span<const Candidate> candidates,
                                                std::size_t wanted,
                                                Chance& chance);
/// The pair of one question; its sides are empty if it is not of a kind that is matched.
[[nodiscard]] MatchPair pair_of(const Candidate& candidate);

/// Something that happened.
struct TimelineEvent {
  const Question* question = nullptr;
  std::string label;  ///< "The Joint Operations Command was established in …", plain
  PartialDate date;
};

/// Up to `wanted` events out of facts with a year or a date, in any order but the right
/// one: any two differ as far as both dates are known, and none names its own year.
/// Empty if there are fewer than `kFewestPairs`.
[[nodiscard]] std::vector<TimelineEvent> deal_events(
    std::span<const Candidate> candidates, std::size_t wanted, Chance& chance);
/// The event of one question; its label is empty if it is none.
[[nodiscard]] TimelineEvent event_of(const Candidate& candidate);

/// How many questions, pairs or events there are to choose from, whatever number a plan
/// wishes; siblings count once.
[[nodiscard]] int available_for(const RoundPlan& plan,
                                std::span<const Candidate> candidates);

/// The prompt of form order that a timeline is: items in the order given.
[[nodiscard]] Prompt order_prompt(std::span<const TimelineEvent> events);

/// What a wrong try costs in a match.
inline constexpr Millis kMissPenalty = std::chrono::seconds(5);

}  // namespace attache
