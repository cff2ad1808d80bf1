#include "memory/review_histories.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <numeric>

namespace attache {
namespace {

using Rows = std::vector<std::uint32_t>;

bool is_start(Phase phase) {
  return phase == Phase::kNew || phase == Phase::kLearning;
}

Rows rows_by_time(const ReviewLog& log) {
  Rows rows(log.size());
  std::iota(rows.begin(), rows.end(), 0U);
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
    return log[a].at < log[b].at;
  };
  // Most logs are in order already.
  if (!std::is_sorted(rows.begin(), rows.end(), earlier))
    std::stable_sort(rows.begin(), rows.end(), earlier);
  return rows;
}

/// Study days of instants that come in the order of time: asks the calendar once a day.
class DayFinder {
 public:
  explicit DayFinder(const StudyCalendar& calendar) : calendar_(calendar) {}
  StudyDay day_of(Instant at) {
    if (at < begin_ || at >= end_) {
      day_ = calendar_.day_of(at);
      begin_ = calendar_.start_of(day_);
      end_ = calendar_.start_of(day_ + std::chrono::days(1));
      // Where the clock was changed at the beginning of a day, ask for every instant.
      if (at < begin_ || at >= end_) end_ = begin_;
    }
    return day_;
  }

 private:
  const StudyCalendar& calendar_;
  StudyDay day_{};
  Instant begin_{};
  Instant end_{};
};

/// Numbers the cards in the order in which they are first asked for. Open addressing: a
/// million look-ups in some 20 ms.
class CardNumbers {
 public:
  explicit CardNumbers(std::size_t reviews)
      : places_(std::bit_ceil(2 * reviews + 2), kFree) {}

  std::uint32_t number_of(std::int64_t card) {
    const std::size_t mask = places_.size() - 1;
    std::size_t place = static_cast<std::size_t>((static_cast<std::uint64_t>(card) *
                                                  std::uint64_t{0x9E3779B97F4A7C15}) >>
                                                 20U) &
                        mask;
    while (places_[place] != kFree && cards_[places_[place]] != card)
      place = (place + 1) & mask;
    if (places_[place] == kFree) {
      places_[place] = static_cast<std::uint32_t>(cards_.size());
      cards_.push_back(card);
    }
    return places_[place];
  }
  [[nodiscard]] std::vector<std::int64_t> take() && { return std::move(cards_); }

 private:
  static constexpr std::uint32_t kFree = ~std::uint32_t{0};
  std::vector<std::uint32_t> places_;
  std::vector<std::int64_t> cards_;
};

/// Where the last block of learning begins; the end of the rows if there is none.
std::size_t last_beginning(const ReviewLog& log,
                           const Rows& rows,
                           std::size_t begin,
                           std::size_t end) {
  std::size_t start = end;
  for (std::size_t i = end; i > begin; --i) {
    if (is_start(log[rows[i - 1]].phase)) {
      start = i - 1;
    } else if (start != end) {
      break;
    }
  }
  return start;
}

struct Grouped {
  std::vector<std::int64_t> cards;
  std::vector<std::uint32_t> starts;
  Rows rows;  ///< of the log: card by card, each in the order of time
};

Grouped group_by_card(const ReviewLog& log, const Rows& by_time) {
  Grouped grouped;
  Rows number(log.size());
  CardNumbers numbers(log.size());
  for (const std::uint32_t row : by_time)
    number[row] = numbers.number_of(log[row].card);
  grouped.cards = std::move(numbers).take();
  grouped.starts.assign(grouped.cards.size() + 1, 0);
  for (const std::uint32_t card : number)
    ++grouped.starts[card + 1];
  std::partial_sum(grouped.starts.begin(), grouped.starts.end(), grouped.starts.begin());
  Rows next(grouped.starts.begin(), grouped.starts.end() - 1);
  grouped.rows.resize(log.size());
  for (const std::uint32_t row : by_time)
    grouped.rows[next[number[row]]++] = row;
  return grouped;
}

/// Leaves of each card what follows its last beginning, and no card without one.
Grouped from_last_beginnings(const ReviewLog& log, const Grouped& all) {
  Grouped kept;
  kept.cards.reserve(all.cards.size());
  kept.starts.reserve(all.starts.size());
  kept.rows.reserve(all.rows.size());
  kept.starts.push_back(0);
  for (std::size_t card = 0; card < all.cards.size(); ++card) {
    const std::size_t end = all.starts[card + 1];
    const std::size_t begin = last_beginning(log, all.rows, all.starts[card], end);
    if (begin == end) continue;
    for (std::size_t i = begin; i < end; ++i)
      kept.rows.push_back(all.rows[i]);
    kept.cards.push_back(all.cards[card]);
    kept.starts.push_back(static_cast<std::uint32_t>(kept.rows.size()));
  }
  return kept;
}

void number_in_time(ReviewHistories& histories, const Rows& by_time) {
  constexpr std::uint32_t kNotKept = ~std::uint32_t{0};
  Rows place(by_time.size(), kNotKept);
  for (std::size_t i = 0; i < histories.log_row.size(); ++i)
    place[histories.log_row[i]] = static_cast<std::uint32_t>(i);
  histories.order.resize(histories.log_row.size());
  std::uint32_t next = 0;
  for (const std::uint32_t row : by_time)
    if (place[row] != kNotKept) histories.order[place[row]] = next++;
}

}  // namespace

ReviewHistories review_histories(const ReviewLog& log, const StudyCalendar& calendar) {
  assert(log.size() < ~std::uint32_t{0});
  const Rows by_time = rows_by_time(log);
  std::vector<StudyDay> day(log.size());
  DayFinder finder(calendar);
  for (const std::uint32_t row : by_time)
    day[row] = finder.day_of(log[row].at);

  Grouped grouped = group_by_card(log, by_time);
  const bool has_phases =
      std::any_of(log.begin(), log.end(),
                  [](const LoggedReview& review) { return is_start(review.phase); });
  if (has_phases) grouped = from_last_beginnings(log, grouped);

  ReviewHistories histories;
  histories.cards = std::move(grouped.cards);
  histories.starts = std::move(grouped.starts);
  histories.log_row = std::move(grouped.rows);
  const std::size_t count = histories.log_row.size();
  histories.days.assign(count, 0);
  histories.exact_days.assign(count, 0);
  histories.ratings.resize(count);
  for (std::size_t card = 0; card < histories.card_count(); ++card) {
    for (std::size_t i = histories.starts[card]; i < histories.starts[card + 1]; ++i) {
      const std::uint32_t row = histories.log_row[i];
      histories.ratings[i] = static_cast<std::uint8_t>(log[row].rating);
      if (i == histories.starts[card]) continue;
      const std::uint32_t last = histories.log_row[i - 1];
      using ExactDays = std::chrono::duration<float, std::chrono::days::period>;
      histories.days[i] =
          std::max(0, static_cast<std::int32_t>((day[row] - day[last]).count()));
      histories.exact_days[i] = ExactDays(log[row].at - log[last].at).count();
    }
  }
  number_in_time(histories, by_time);
  return histories;
}

ReviewHistories earlier_part(const ReviewHistories& histories, std::uint32_t end) {
  ReviewHistories part;
  part.starts.push_back(0);
  for (std::size_t card = 0; card < histories.card_count(); ++card) {
    const std::size_t begin = histories.starts[card];
    if (histories.order[begin] >= end) continue;
    std::size_t stop = begin;
    // Orders rise within a card.
    while (stop < histories.starts[card + 1] && histories.order[stop] < end)
      ++stop;
    const auto append = [&](const auto& from, auto& to) {
      to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin),
                from.begin() + static_cast<std::ptrdiff_t>(stop));
    };
    append(histories.days, part.days);
    append(histories.exact_days, part.exact_days);
    append(histories.ratings, part.ratings);
    append(histories.order, part.order);
    append(histories.log_row, part.log_row);
    part.cards.push_back(histories.cards[card]);
    part.starts.push_back(static_cast<std::uint32_t>(part.days.size()));
  }
  return part;
}

ReviewLog first_rows(const ReviewLog& log, double share) {
  const Rows rows = rows_by_time(log);
  const auto count = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) *
                                              static_cast<double>(log.size()));
  ReviewLog first;
  first.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    first.push_back(log[rows[i]]);
  return first;
}

}  // namespace attache
