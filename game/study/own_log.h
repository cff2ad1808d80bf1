#pragma once
// The learner's own review log in the form that fitting, forecasts and costs take.

#include <span>

#include "memory/review_log.h"
#include "memory/scheduler.h"
#include "study/review.h"

namespace attache {

/// The counting answers of a log, in order of time. A card is a question in one meaning:
/// what means something else is another thing to remember, and so is what was made new
/// again. Cards are numbered from 0 in
/// the order of their first answers; phases are those of a replay with `scheduler`. Takes
/// linear time.
[[nodiscard]] ReviewLog own_log(std::span<const Review> log, const Scheduler& scheduler);

}  // namespace attache
