#include "study/own_log.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace attache {

ReviewLog own_log(std::span<const Review> log, const Scheduler& scheduler) {
  struct KnownCard {
    std::int64_t number = 0;
    int meaning = 0;
  };
  std::unordered_map<std::string_view, KnownCard> cards;
  std::int64_t count = 0;
  ReviewLog own;
  own.reserve(log.size());
  const auto take = [&](const Replayed& replayed) {
    const Review& review = replayed.review;
    const auto [place, is_first] = cards.try_emplace(review.question);
    KnownCard& card = place->second;
    if (is_first || card.meaning != review.meaning) card = {count++, review.meaning};
    own.push_back(
        {card.number, review.at, review.rating, replayed.before.phase, review.duration});
  };
  const auto start_anew = [&](const Replayed& replayed) {
    if (forgets(replayed.review)) cards.erase(replayed.review.question);
  };
  replay(log, scheduler, take, start_anew);
  std::stable_sort(
      own.begin(), own.end(),
      [](const LoggedReview& a, const LoggedReview& b) { return a.at < b.at; });
  return own;
}

}  // namespace attache
