#pragma once
// FSRS-6 for many cards at once, in single precision: states of a whole log, and what
// each rating would make of a card. The section named below is that of
// game/memory/README.md.

#include <array>
#include <span>
#include <vector>

#include "memory/fsrs6.h"
#include "memory/review_histories.h"

namespace attache {

/// A card before an answer.
struct CardState {
  float stability = 1;   ///< 0.001 .. 36500
  float difficulty = 5;  ///< 1 .. 10
  float days = 0;        ///< study days since the last review
};

/// Of one card, by rating: again, hard, good, easy.
struct NextStates {
  std::array<float, 4> stability{};
  std::array<float, 4> difficulty{};
};

/// The four outcomes of every card, to about 1e-5 of themselves (section 10.9). `next` is
/// as long as `cards`.
void fsrs6_next_states(std::span<const CardState> cards,
                       const Fsrs6Weights& weights,
                       std::span<NextStates> next);

/// Memories after the last review of each card of a log.
struct LogStates {
  std::vector<float> stability;
  std::vector<float> difficulty;
};
[[nodiscard]] LogStates fsrs6_states(const ReviewHistories& histories,
                                     const Fsrs6Weights& weights);

}  // namespace attache
