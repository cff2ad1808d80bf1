#pragma once
// A match: pairs to be found in two columns, against the clock.

#include <optional>
#include <string>
#include <vector>

#include "window/round_parts.h"

namespace attache::window {

struct MatchState {
  std::string round;                ///< id of the round that the rest belongs to
  std::optional<std::size_t> left;  ///< picked, waits for its partner
  std::vector<double> found_at;     ///< of each on the left: when, in the ui's seconds
  int misses = 0;
  double missed_at = -10;
  double ticked_at = 0;  ///< when the trainer last told the time
  Millis ticked{};
  std::optional<std::size_t> scrolled_to;  ///< the left one that is in view
  ScrollState scroll;
};

RoundWish match_view(Shell& shell,
                     const Rect& area,
                     const RoundShown& round,
                     MatchState& state);

/// What a finished match says: "New best", "Best so far 0:20.1"; empty for the first.
[[nodiscard]] std::string best_text(Millis result, const std::optional<Millis>& best);

}  // namespace attache::window
