#pragma once
// Short logs for the tests of fitting: written out by hand, or answered by a student
// whose memory is known.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/chance.h"
#include "base/time.h"
#include "memory/fsrs6.h"
#include "memory/review_histories.h"

namespace attache::tests {

inline StudyCalendar utc() {
  return *StudyCalendar::in_zone("UTC", 4);
}

/// A log that grows by "card, day, rating" at noon, each answer a second after the last.
class LogWriter {
 public:
  LogWriter& answer(std::int64_t card, int day, int rating, Phase phase = Phase::kNew) {
    const Instant noon(std::chrono::days(20'000 + day) + std::chrono::hours(12));
    log_.push_back({card, noon + std::chrono::seconds(count_++ % 20'000),
                    static_cast<Rating>(rating), phase, Millis(4000)});
    return *this;
  }
  /// Answers of one card, each so many days after the one before it.
  LogWriter& card(std::int64_t card, const std::vector<std::pair<int, int>>& answers) {
    int day = 0;
    Phase phase = Phase::kNew;
    for (const auto& [wait, rating] : answers) {
      answer(card, day += wait, rating, phase);
      phase = Phase::kReview;
    }
    return *this;
  }
  [[nodiscard]] const ReviewLog& log() const { return log_; }
  [[nodiscard]] ReviewHistories histories() const {
    return review_histories(log_, utc());
  }

 private:
  ReviewLog log_;
  std::int64_t count_ = 0;
};

/// A student who has FSRS-6 with hidden weights in the head, is asked at intervals that
/// spread around the stability of the default weights, and starts `new_a_day` cards a
/// day.
inline ReviewLog student_log(const Fsrs6Weights& hidden,
                             std::size_t reviews,
                             std::uint64_t seed,
                             int new_a_day = 10) {
  struct Card {
    MemoryState truth;
    MemoryState believed;
    int last = 0;
  };
  const Fsrs6 truth(hidden);
  const Fsrs6 believed;
  Chance chance(seed);
  std::vector<Card> cards;
  std::vector<std::vector<std::size_t>> due(20'000);
  LogWriter log;
  const auto wait_for = [&](const Card& card) {
    const double days = card.believed.stability * (0.3 + 2 * chance.unit());
    return std::clamp(static_cast<int>(std::lround(days)), 1, 2000);
  };
  const auto rate = [&](double recall) {
    if (chance.unit() > recall) return 1;
    const double unit = chance.unit();
    return unit < 0.15 ? 2 : unit < 0.85 ? 3 : 4;
  };
  for (int day = 0; log.log().size() < reviews; ++day) {
    const auto today = static_cast<std::size_t>(day);
    for (const std::size_t i : due[today]) {
      Card& card = cards[i];
      const int wait = day - card.last;
      const int rating = rate(truth.recall_chance(wait, card.truth.stability));
      log.answer(static_cast<std::int64_t>(i), day, rating, Phase::kReview);
      card.truth = truth.next(card.truth, wait, static_cast<Rating>(rating));
      card.believed = believed.next(card.believed, wait, static_cast<Rating>(rating));
      if (rating == 1) {
        log.answer(static_cast<std::int64_t>(i), day, 3, Phase::kRelearning);
        card.truth = truth.next(card.truth, 0, Rating::kGood);
        card.believed = believed.next(card.believed, 0, Rating::kGood);
      }
      card.last = day;
      due[today + static_cast<std::size_t>(wait_for(card))].push_back(i);
    }
    for (int i = 0; i < new_a_day; ++i) {
      const int rating = std::max(1, static_cast<int>(1 + chance.below(4)));
      const auto first = static_cast<Rating>(rating);
      Card card{truth.first(first), believed.first(first), day};
      log.answer(static_cast<std::int64_t>(cards.size()), day, rating, Phase::kNew);
      due[today + static_cast<std::size_t>(wait_for(card))].push_back(cards.size());
      cards.push_back(card);
    }
  }
  ReviewLog all = log.log();
  all.resize(reviews);
  return all;
}

/// Weights of somebody who is not like the defaults.
inline Fsrs6Weights another_student() {
  Fsrs6Weights weights = default_fsrs6_weights();
  weights[0] = 0.6;
  weights[1] = 2.5;
  weights[2] = 5;
  weights[3] = 20;
  weights[4] = 5.5;
  weights[6] = 2.2;
  weights[8] = 1.5;
  weights[10] = 1.3;
  weights[11] = 1.9;
  weights[17] = 0.8;
  weights[20] = 0.35;
  return weights;
}

}  // namespace attache::tests
