#include "memory/load_balance.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace attache {
namespace {

/// How strongly a day's load counts against an early day: with this the mean interval
/// stays where it was.
constexpr double kLoadPower = 2.15;

/// How readily a day takes one more (section 15.3).
double readiness(int days, int due, double share) {
  return std::pow(share / (due + 1), kLoadPower) / days;
}

}  // namespace

int least_loaded_day(const DayRange& range, const std::function<DayLoad(int)>& load) {
  int best = range.first;
  bool best_is_off = true;
  double most = -1;
  for (int day = range.first; day <= range.last; ++day) {
    const DayLoad there = load(day);
    const bool is_off = there.share <= 0;
    if (is_off && !best_is_off) continue;
    const double ready = readiness(day, there.due, is_off ? 1 : there.share);
    if (ready <= most && is_off == best_is_off) continue;
    best = day;
    best_is_off = is_off;
    most = ready;
  }
  return best;
}

DayPlaces balanced_places(const DayRanges& ranges,
                          const std::function<DayLoad(int)>& load) {
  // Each leaves a day to the next better rating, if its own range allows.
  DayRanges free = ranges;
  for (std::size_t i = free.size() - 1; i > 0; --i) {
    if (!free[i] || !free[i - 1]) continue;
    free[i - 1]->last =
        std::max(free[i - 1]->first, std::min(free[i - 1]->last, free[i]->last - 1));
  }
  DayPlaces places;
  int day = 0;  // of the worse rating
  for (std::size_t i = 0; i < free.size(); ++i) {
    if (!free[i]) continue;
    free[i]->first = std::clamp(day + 1, free[i]->first, free[i]->last);
    day = least_loaded_day(*free[i], load);
    if (ranges[i]->days() > 1) places[i] = ranges[i]->place_of(day);
  }
  return places;
}

}  // namespace attache
