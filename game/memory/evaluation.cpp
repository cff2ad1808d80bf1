#include "memory/evaluation.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>

#include "memory/sm2.h"

namespace attache {
namespace {

constexpr double kLeastChance = 1e-7;

/// Calls `foretell(card, review)` for each review in turn, card by card, and keeps what
/// it gives for those that count, in order of time.
template <class ForetellReview>
std::vector<Prediction> walk(const ReviewHistories& histories, ForetellReview foretell) {
  std::vector<Prediction> by_place(histories.review_count());
  std::vector<bool> counts(histories.review_count());
  for (std::size_t card = 0; card < histories.card_count(); ++card) {
    std::int32_t days_asked = 1;
    std::int32_t lapses = 0;
    for (std::uint32_t i = histories.starts[card]; i < histories.starts[card + 1]; ++i) {
      const double chance = foretell(i == histories.starts[card], i);
      if (histories.days[i] == 0) continue;  // the first has 0 too
      ++days_asked;
      const bool recalled = histories.rating(i) != Rating::kAgain;
      const std::uint32_t place = histories.order[i];
      by_place[place] = {chance,     recalled, 1,     histories.days[i],
                         days_asked, lapses,   place, histories.log_row[i]};
      counts[place] = true;
      if (!recalled) ++lapses;
    }
  }
  std::vector<Prediction> all;
  for (std::size_t place = 0; place < by_place.size(); ++place)
    if (counts[place]) all.push_back(by_place[place]);
  return all;
}

int step_of(double value, double ratio) {
  return static_cast<int>(std::floor(std::log(value) / std::log(ratio)));
}

/// Section 11.2: reviews that are alike in interval, experience and lapses.
using Bin = std::array<int, 3>;
Bin bin_of(const Prediction& prediction) {
  return {step_of(prediction.days, 3.62), step_of(prediction.days_asked, 1.89),
          prediction.lapses == 0 ? -1 : step_of(prediction.lapses, 1.73)};
}

struct Sum {
  double weight = 0;
  double chance = 0;
  double recalled = 0;

  void add(const Prediction& prediction) {
    weight += prediction.weight;
    chance += prediction.weight * prediction.chance;
    recalled += prediction.recalled ? prediction.weight : 0;
  }
};

double surprise(const Prediction& prediction) {
  const double chance = std::clamp(prediction.chance, kLeastChance, 1 - kLeastChance);
  return -std::log(prediction.recalled ? chance : 1 - chance);
}

double error_over_bins(std::span<const Prediction> predictions) {
  std::map<Bin, Sum> bins;
  for (const Prediction& prediction : predictions)
    bins[bin_of(prediction)].add(prediction);
  double squares = 0;
  double weight = 0;
  for (const auto& [bin, sum] : bins) {
    if (sum.weight <= 0) continue;
    const double error = (sum.chance - sum.recalled) / sum.weight;
    squares += sum.weight * error * error;
    weight += sum.weight;
  }
  return weight > 0 ? std::sqrt(squares / weight) : 0;
}

std::vector<Prediction> by_chance(std::span<const Prediction> predictions) {
  std::vector<Prediction> sorted(predictions.begin(), predictions.end());
  std::stable_sort(
      sorted.begin(), sorted.end(),
      [](const Prediction& a, const Prediction& b) { return a.chance < b.chance; });
  return sorted;
}

/// Section 11.3: over all pairs of a recalled and a forgotten review, the share in which
/// the recalled one had the greater chance; equal ones count half.
std::optional<double> area_under_curve(std::span<const Prediction> predictions) {
  const std::vector<Prediction> sorted = by_chance(predictions);
  double forgotten_below = 0;
  double recalled = 0;
  double won = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    Sum equal;
    const double chance = sorted[i].chance;
    for (; i < sorted.size() && sorted[i].chance == chance; ++i)
      equal.add(sorted[i]);
    const double forgotten = equal.weight - equal.recalled;
    won += equal.recalled * (forgotten_below + forgotten / 2);
    forgotten_below += forgotten;
    recalled += equal.recalled;
  }
  if (forgotten_below <= 0 || recalled <= 0) return {};
  return won / (forgotten_below * recalled);
}

}  // namespace

std::vector<Prediction> predictions(const MemoryModel& model,
                                    const ReviewHistories& histories) {
  MemoryState state;
  return walk(histories, [&](bool first, std::uint32_t review) {
    const Rating rating = histories.rating(review);
    if (first) {
      state = model.first(rating);
      return 1.0;
    }
    const double elapsed = model.counts_whole_days()
                               ? static_cast<double>(histories.days[review])
                               : static_cast<double>(histories.exact_days[review]);
    const double chance = model.recall_chance(state, elapsed);
    state = model.next(state, elapsed, rating);
    return chance;
  });
}

std::vector<Prediction> sm2_predictions(const ReviewHistories& histories) {
  Sm2State state;
  return walk(histories, [&](bool first, std::uint32_t review) {
    if (first) {
      state = sm2_next({}, histories.rating(review));
      return 1.0;
    }
    const std::int32_t waited = histories.days[review];
    if (waited == 0) return 1.0;
    const double chance = sm2_recall_chance(state, waited);
    state = sm2_next(state, histories.rating(review));
    return chance;
  });
}

std::vector<Prediction> constant_predictions(const ReviewHistories& histories,
                                             const ReviewHistories& training) {
  const auto everywhere = [](double chance) {
    return [chance](bool, std::uint32_t) { return chance; };
  };
  // Without anything to learn from it takes what students ask for by habit.
  const std::vector<Prediction> seen = walk(training, everywhere(0.9));
  const double recalled = static_cast<double>(std::count_if(
      seen.begin(), seen.end(), [](const Prediction& p) { return p.recalled; }));
  const double mean = seen.empty() ? 0.9 : recalled / static_cast<double>(seen.size());
  return walk(histories, everywhere(mean));
}

void weigh_by_recency(std::vector<Prediction>& predictions) {
  const auto last = static_cast<double>(predictions.size()) - 1;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const double place = last > 0 ? static_cast<double>(i) / last : 1;
    predictions[i].weight = 0.25 + 0.75 * place * place * place;
  }
}

Scores scores_of(std::span<const Prediction> predictions) {
  Scores scores;
  scores.reviews = predictions.size();
  Sum sum;
  double surprises = 0;
  for (const Prediction& prediction : predictions) {
    sum.add(prediction);
    surprises += prediction.weight * surprise(prediction);
  }
  if (sum.weight <= 0) return scores;
  scores.log_loss = surprises / sum.weight;
  scores.predicted = sum.chance / sum.weight;
  scores.recalled = sum.recalled / sum.weight;
  scores.rmse_bins = error_over_bins(predictions);
  scores.auc = area_under_curve(predictions);
  return scores;
}

std::vector<CalibrationRow> calibration(std::span<const Prediction> predictions,
                                        int rows) {
  const std::vector<Prediction> sorted = by_chance(predictions);
  const std::size_t count =
      std::min(static_cast<std::size_t>(std::max(rows, 1)), sorted.size());
  std::vector<CalibrationRow> table(count);
  for (std::size_t row = 0; row < count; ++row) {
    const std::size_t from = row * sorted.size() / count;
    const std::size_t to = (row + 1) * sorted.size() / count;
    CalibrationRow& group = table[row];
    group.reviews = to - from;
    const auto size = static_cast<double>(group.reviews);
    for (std::size_t i = from; i < to; ++i) {
      group.predicted += sorted[i].chance / size;
      group.recalled += sorted[i].recalled ? 1 / size : 0;
    }
  }
  return table;
}

std::vector<Prediction> split_by_time(const ReviewHistories& histories,
                                      const Foretell& foretell,
                                      int splits) {
  assert(splits > 0);
  // Which reviews count, and when they were, no model decides.
  const std::vector<Prediction> items = constant_predictions(histories, {});
  const auto parts = static_cast<std::size_t>(splits) + 1;
  const std::size_t size = items.size() / parts;
  std::vector<Prediction> tested;
  if (size == 0) return tested;
  // What cannot be divided is learned from at first.
  for (std::size_t from = items.size() - size * (parts - 1); from < items.size();
       from += size) {
    const std::vector<Prediction> foretold =
        foretell(earlier_part(histories, items[from].order));
    assert(foretold.size() == items.size());
    const auto begin = foretold.begin() + static_cast<std::ptrdiff_t>(from);
    tested.insert(tested.end(), begin, begin + static_cast<std::ptrdiff_t>(size));
  }
  return tested;
}

}  // namespace attache
