#pragma once
// Histories laid out for fitting: sixteen cards side by side, so that one instruction
// works on all of them. The sections named below are those of game/memory/README.md.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "memory/model.h"
#include "memory/review_histories.h"

namespace attache {

/// Cards side by side. The same on every machine, however wide its vectors are, so that
/// sums are formed in the same order (section 10.4).
inline constexpr std::size_t kLanes = 16;
/// Of a card no more reviews than this are looked at, as fsrs-rs does.
inline constexpr std::size_t kGreatestHistory = 256;

/// The same review, counted from the second one, of sixteen cards.
struct alignas(64) FitStep {
  std::array<float, kLanes> days;  ///< since the last review
  /// rating - 1, plus kScored if it is scored, plus its place in time times kPlaceUnit.
  std::array<std::uint32_t, kLanes> answer;
};
inline constexpr std::uint32_t kScored = 4;
inline constexpr std::uint32_t kPlaceUnit = 8;
/// Places in time go from 0 to this.
inline constexpr std::uint32_t kLastPlace = (1U << 24U) - 1;

/// How much a prediction counts by its place x in time, 0..1: least + (1 - least) x^3
/// from `from` up to but without `to`, else nothing (section 10.6).
struct Recency {
  double least = 1;  ///< weight of the oldest; the newest counts 1
  double from = 0;
  double to = 2;
};

/// Sixteen cards with the same first rating and about the same number of reviews. The
/// shorter ones are filled up with reviews that do not count.
struct FitGroup {
  std::uint32_t begin = 0;  ///< index of the first step
  std::uint32_t steps = 0;
};

/// Groups that are worked through at once; all have one first rating.
struct FitChunk {
  std::uint32_t begin = 0;  ///< index of the first group
  std::uint32_t end = 0;
  Rating first = Rating::kGood;
};

class Crew;

/// Histories, laid out (section 10.4).
class FitBatches {
 public:
  /// `left_out` has one entry a card; those that are not 0 are skipped.
  FitBatches(const ReviewHistories& histories,
             ModelKind model,
             const std::vector<std::uint8_t>& left_out,
             Crew& crew);

  [[nodiscard]] std::span<const FitChunk> chunks() const { return chunks_; }
  [[nodiscard]] std::span<const FitGroup> groups(const FitChunk& chunk) const {
    return std::span(groups_).subspan(chunk.begin, chunk.end - chunk.begin);
  }
  [[nodiscard]] const FitStep* steps() const { return steps_.get(); }
  [[nodiscard]] std::size_t step_count() const { return step_count_; }
  /// Predictions that count.
  [[nodiscard]] std::size_t scored() const { return scored_; }

 private:
  void sort_cards(const ReviewHistories& histories,
                  const std::vector<std::uint8_t>& left_out);
  std::size_t fill(const ReviewHistories& histories, ModelKind model, std::size_t group);
  void cut_into_chunks();

  std::vector<std::uint32_t> sorted_;  ///< cards, sixteen a group
  std::vector<Rating> first_;          ///< first rating, by group
  std::vector<FitGroup> groups_;
  std::vector<FitChunk> chunks_;
  std::unique_ptr<FitStep[]> steps_;
  std::size_t step_count_ = 0;
  std::size_t scored_ = 0;
};

}  // namespace attache
