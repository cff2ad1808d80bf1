#pragma once
// On which day of an interval's range a question is put, so that no day gets much more
// work than the others. Formulas: game/memory/README.md, section 15.3.

#include <functional>
#include <optional>

#include "memory/scheduler.h"

namespace attache {

/// What waits on a day already.
struct DayLoad {
  int due = 0;       ///< questions
  double share = 1;  ///< of a usual day's work that the student wants, >= 0; 0: a day off
};

/// The day within the range, from the last review, that takes one more most easily: with
/// little work for its share, and sooner rather than later; a day off only where there is
/// nothing else. `load` tells of the day that lies so many days ahead.
[[nodiscard]] int least_loaded_day(const DayRange& range,
                                   const std::function<DayLoad(int)>& load);

/// The same for the ratings of one answer, as places in their ranges: a better rating is
/// put at least a day after a worse one unless the ranges forbid it. Nothing for a rating
/// without a range, or where there is nothing to choose.
[[nodiscard]] DayPlaces balanced_places(const DayRanges& ranges,
                                        const std::function<DayLoad(int)>& load);

}  // namespace attache
