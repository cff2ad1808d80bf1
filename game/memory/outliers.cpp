#include "memory/outliers.h"

#include <algorithm>
#include <numeric>

namespace attache {
namespace {

constexpr std::int32_t kShortDays = 4096;  ///< counted in a table; longer ones are sorted

struct FirstReview {
  std::size_t review = 0;
  bool found = false;
};

/// The first review of a card that was not on the day of the one before.
FirstReview first_long_term(const ReviewHistories& histories, std::size_t card) {
  const std::size_t end = histories.starts[card + 1];
  for (std::size_t i = histories.starts[card] + 1U; i < end; ++i)
    if (histories.days[i] > 0) return {i, true};
  return {};
}

bool worth_keeping(const FirstInterval& interval, std::size_t rating) {
  constexpr std::uint32_t kFewest = 6;
  constexpr std::int32_t kLongest = 100;
  constexpr std::int32_t kLongestEasy = 365;
  const std::int32_t longest = rating + 1 == kRatings.size() ? kLongestEasy : kLongest;
  return interval.cards >= kFewest && interval.days <= longest;
}

void leave_out_rare(std::vector<FirstInterval>& intervals, std::size_t rating) {
  std::uint32_t total = 0;
  for (const FirstInterval& interval : intervals)
    total += interval.cards;
  const double limit = std::max(20.0, 0.05 * total);
  std::vector<std::size_t> order(intervals.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return intervals[a].cards < intervals[b].cards;
  });
  std::uint32_t dropped = 0;
  for (const std::size_t i : order) {
    FirstInterval& interval = intervals[i];
    if (dropped + interval.cards < limit) {
      interval.left_out = true;
      dropped += interval.cards;
    } else {
      interval.left_out = !worth_keeping(interval, rating);
    }
  }
}

}  // namespace

std::int32_t first_interval_days(const ReviewHistories& histories, std::size_t card) {
  const FirstReview first = first_long_term(histories, card);
  return first.found ? histories.days[first.review] : 0;
}

FirstIntervals first_intervals(const ReviewHistories& histories, std::uint32_t end) {
  FirstIntervals all;
  for (auto& of_rating : all)
    of_rating.resize(kShortDays);
  for (std::size_t card = 0; card < histories.card_count(); ++card) {
    const FirstReview first = first_long_term(histories, card);
    if (!first.found || histories.order[first.review] >= end) continue;
    auto& of_rating = all[histories.ratings[histories.starts[card]] - 1U];
    const std::int32_t days = histories.days[first.review];
    auto place = of_rating.begin() + std::min(days, kShortDays);
    if (days >= kShortDays) {
      place = std::lower_bound(
          of_rating.begin() + kShortDays, of_rating.end(), days,
          [](const FirstInterval& a, std::int32_t b) { return a.days < b; });
      if (place == of_rating.end() || place->days != days)
        place = of_rating.insert(place, FirstInterval{});
    }
    place->days = days;
    ++place->cards;
    if (histories.ratings[first.review] > 1) ++place->recalled;
  }
  for (auto& of_rating : all)
    std::erase_if(of_rating, [](const FirstInterval& each) { return each.cards == 0; });
  return all;
}

void leave_out_rare(FirstIntervals& intervals) {
  for (std::size_t rating = 0; rating < intervals.size(); ++rating)
    leave_out_rare(intervals[rating], rating);
}

std::vector<std::uint8_t> cards_left_out(const ReviewHistories& histories,
                                         const FirstIntervals& intervals) {
  std::vector<std::uint8_t> left_out(histories.card_count(), 0);
  for (std::size_t card = 0; card < left_out.size(); ++card) {
    const auto& of_rating = intervals[histories.ratings[histories.starts[card]] - 1U];
    const std::int32_t days = first_interval_days(histories, card);
    const auto found = std::lower_bound(
        of_rating.begin(), of_rating.end(), days,
        [](const FirstInterval& a, std::int32_t b) { return a.days < b; });
    if (found != of_rating.end() && found->days == days)
      left_out[card] = found->left_out ? 1 : 0;
  }
  return left_out;
}

}  // namespace attache
