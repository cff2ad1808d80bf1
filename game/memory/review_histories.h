#pragma once
// A log of reviews as fitting and evaluation walk through it: grouped by card, in flat
// arrays. The section named below is that of game/memory/README.md.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/time.h"
#include "memory/review_log.h"

namespace attache {

/// The reviews of many cards, one card after another, each card's in the order of time.
/// All arrays but `cards` and `starts` have one entry a review (section 10.1).
struct ReviewHistories {
  std::vector<std::int64_t> cards;    ///< ids, in the order of their first review
  std::vector<std::uint32_t> starts;  ///< card c has reviews starts[c] .. starts[c+1]-1
  std::vector<std::int32_t> days;  ///< study days since the card's last review; 0 first
  std::vector<float> exact_days;   ///< the same as a fraction, from the instants
  std::vector<std::uint8_t> ratings;   ///< 1 again .. 4 easy
  std::vector<std::uint32_t> order;    ///< place in time among all reviews, 0 first
  std::vector<std::uint32_t> log_row;  ///< index into the log that it was made from

  [[nodiscard]] std::size_t card_count() const { return cards.size(); }
  [[nodiscard]] std::size_t review_count() const { return days.size(); }
  [[nodiscard]] Rating rating(std::size_t review) const {
    return static_cast<Rating>(ratings[review]);
  }
  bool operator==(const ReviewHistories&) const = default;
};

/// Groups a log, in any order of rows, by card. Of each card only the part from its last
/// block of learning on is kept, because a card that was reset begins anew; a card that
/// never was new or learning is left out, because its beginning is not known, unless the
/// whole log has no such row (then it does not record phases, and all is kept). Reviews
/// at the same instant stay in the order of the rows. A clock set back counts as no time.
[[nodiscard]] ReviewHistories review_histories(const ReviewLog& log,
                                               const StudyCalendar& calendar);

/// The reviews with `order` below `end`: what was known at that point in time.
[[nodiscard]] ReviewHistories earlier_part(const ReviewHistories& histories,
                                           std::uint32_t end);

/// The first `share` (0..1) of the rows of a log by time, rounded down, in the order of
/// time.
[[nodiscard]] ReviewLog first_rows(const ReviewLog& log, double share);

}  // namespace attache
