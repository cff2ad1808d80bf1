#pragma once
// Cards that are left out of a fit, and where the first stabilities start. The sections
// named below are those of game/memory/README.md.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "memory/review_histories.h"

namespace attache {

/// Cards with the same first rating and the same days to the first review that was not on
/// the same day.
struct FirstInterval {
  std::int32_t days = 0;
  std::uint32_t cards = 0;
  std::uint32_t recalled = 0;
  bool left_out = false;
};

/// By first rating (index 0: again), each by days from short to long.
using FirstIntervals = std::array<std::vector<FirstInterval>, kRatings.size()>;

/// Of the reviews with `order` below `end`.
[[nodiscard]] FirstIntervals first_intervals(const ReviewHistories& histories,
                                             std::uint32_t end);

/// Marks the rare ones (section 10.1).
void leave_out_rare(FirstIntervals& intervals);

/// By card: 1 if its first interval is marked.
[[nodiscard]] std::vector<std::uint8_t> cards_left_out(const ReviewHistories& histories,
                                                       const FirstIntervals& intervals);

/// Days of a card's first interval; 0 if it has none.
[[nodiscard]] std::int32_t first_interval_days(const ReviewHistories& histories,
                                               std::size_t card);

}  // namespace attache
