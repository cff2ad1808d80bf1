#pragma once
// A log of reviews as the mathematics needs it: what is fitted, evaluated and simulated.

#include <cstdint>
#include <vector>

#include "base/time.h"
#include "memory/scheduler.h"

namespace attache {

/// One answer to a card.
struct LoggedReview {
  std::int64_t card = 0;
  Instant at{};
  Rating rating = Rating::kGood;
  Phase phase = Phase::kNew;  ///< of the card before this answer
  Millis duration{};          ///< time taken to answer; 0 where it is not known
  bool operator==(const LoggedReview&) const = default;
};

using ReviewLog = std::vector<LoggedReview>;

}  // namespace attache
