#include "memory/fitting_batches.h"

#include <algorithm>
#include <array>

#include "memory/crew.h"

namespace attache {
namespace {

/// Steps of a chunk: enough to spread the cost of adding up its lanes.
constexpr std::uint32_t kChunkSteps = 256;
constexpr std::size_t kRatingCount = kRatings.size();
/// Cards that are filled into their lanes by one piece of work.
constexpr std::size_t kGroupsAPiece = 64;

/// Steps after the first review that are looked at.
std::size_t steps_of(const ReviewHistories& histories, std::size_t card) {
  const std::size_t reviews = histories.starts[card + 1] - histories.starts[card];
  return std::min(reviews, kGreatestHistory) - 1;
}

}  // namespace

FitBatches::FitBatches(const ReviewHistories& histories,
                       ModelKind model,
                       const std::vector<std::uint8_t>& left_out,
                       Crew& crew) {
  sort_cards(histories, left_out);
  steps_ = std::make_unique_for_overwrite<FitStep[]>(step_count_);
  const std::size_t pieces = (groups_.size() + kGroupsAPiece - 1) / kGroupsAPiece;
  std::vector<std::size_t> scored(pieces, 0);
  crew.run(pieces, [&](std::size_t piece) {
    const std::size_t stop = std::min(groups_.size(), (piece + 1) * kGroupsAPiece);
    for (std::size_t group = piece * kGroupsAPiece; group < stop; ++group)
      scored[piece] += fill(histories, model, group);
  });
  for (const std::size_t part : scored)
    scored_ += part;
  cut_into_chunks();
}

// A counting sort by first rating and length: cards of one group waste little on filling.
void FitBatches::sort_cards(const ReviewHistories& histories,
                            const std::vector<std::uint8_t>& left_out) {
  constexpr std::uint32_t kNobody = ~std::uint32_t{0};
  std::array<std::uint32_t, kRatingCount * kGreatestHistory + 1> bins{};
  std::vector<std::uint16_t> bin(histories.card_count(), 0);
  for (std::size_t card = 0; card < bin.size(); ++card) {
    const std::size_t steps = left_out[card] != 0 ? 0 : steps_of(histories, card);
    const std::size_t rating = histories.ratings[histories.starts[card]] - 1U;
    bin[card] = static_cast<std::uint16_t>(rating * kGreatestHistory + steps);
    ++bins[bin[card]];
  }
  std::uint32_t place = 0;
  for (std::size_t rating = 0; rating < kRatingCount; ++rating) {
    bins[rating * kGreatestHistory] = kNobody;  // no step: nothing to predict
    for (std::size_t steps = 1; steps < kGreatestHistory; ++steps) {
      std::uint32_t& count = bins[rating * kGreatestHistory + steps];
      const std::uint32_t begin = place;
      place += count;
      count = begin;
    }
    place =
        (place + kLanes - 1) / kLanes * kLanes;  // the next rating: a group of its own
    const std::size_t filled = groups_.size() * kLanes;
    for (std::size_t i = filled; i < place; i += kLanes) {
      groups_.emplace_back();
      first_.push_back(kRatings[rating]);
    }
  }
  sorted_.assign(place, kNobody);
  for (std::size_t card = 0; card < bin.size(); ++card) {
    if (bin[card] % kGreatestHistory == 0) continue;
    const std::uint32_t at = bins[bin[card]]++;
    sorted_[at] = static_cast<std::uint32_t>(card);
    std::uint32_t& steps = groups_[at / kLanes].steps;
    steps = std::max(steps, static_cast<std::uint32_t>(bin[card] % kGreatestHistory));
  }
  for (FitGroup& group : groups_) {
    group.begin = static_cast<std::uint32_t>(step_count_);
    step_count_ += group.steps;
  }
}

std::size_t FitBatches::fill(const ReviewHistories& histories,
                             ModelKind model,
                             std::size_t group) {
  // Recalled the next day, not scored, and after everything else.
  constexpr std::uint32_t kFilling = 2 + kLastPlace * kPlaceUnit;
  FitStep* steps = &steps_[groups_[group].begin];
  const double last = std::max(1.0, static_cast<double>(histories.review_count()) - 1);
  const double scale = kLastPlace / last;
  std::size_t scored = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const std::uint32_t card = sorted_[group * kLanes + lane];
    const bool nobody = card >= histories.card_count();
    const std::size_t count = nobody ? 0 : steps_of(histories, card);
    const std::size_t begin = nobody ? 0 : histories.starts[card] + 1;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t review = begin + i;
      const std::int32_t days = histories.days[review];
      // Same-day reviews change the state and are never scored.
      const std::uint32_t counts = days > 0 ? kScored : 0;
      const auto place = static_cast<std::uint32_t>(histories.order[review] * scale);
      scored += days > 0 ? 1 : 0;
      steps[i].days[lane] = model == ModelKind::kFsrs7 ? histories.exact_days[review]
                                                       : static_cast<float>(days);
      steps[i].answer[lane] =
          histories.ratings[review] - 1U + counts + place * kPlaceUnit;
    }
    for (std::size_t i = count; i < groups_[group].steps; ++i) {
      steps[i].days[lane] = 1;
      steps[i].answer[lane] = kFilling;
    }
  }
  return scored;
}

void FitBatches::cut_into_chunks() {
  std::uint32_t steps = 0;
  for (std::uint32_t group = 0; group < groups_.size(); ++group) {
    const bool full = steps + groups_[group].steps > kChunkSteps;
    if (chunks_.empty() || full || chunks_.back().first != first_[group]) {
      chunks_.push_back({group, group, first_[group]});
      steps = 0;
    }
    chunks_.back().end = group + 1;
    steps += groups_[group].steps;
  }
}

}  // namespace attache
