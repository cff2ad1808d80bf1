#pragma once
// How well chances of recall were foretold. The sections named below are those of
// game/memory/README.md.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "memory/model.h"
#include "memory/review_histories.h"

namespace attache {

/// A review that counts, what was foretold of it and what happened (section 11.1).
struct Prediction {
  double chance = 0;  ///< of recall, from what was known before
  bool recalled = false;
  double weight = 1;
  std::int32_t days = 1;        ///< since the last review, whole study days
  std::int32_t days_asked = 2;  ///< days on which the card was asked, this one included
  std::int32_t lapses = 0;      ///< of those before, not counting the first
  std::uint32_t order = 0;      ///< place in time among all reviews
  std::uint32_t log_row = 0;
};

/// What the model foretells of every review that counts: those a study day or more after
/// the one before. Hence not the first of a card, and one a day; the others change the
/// memory all the same. In order of time; so are the others below, review by review.
[[nodiscard]] std::vector<Prediction> predictions(const MemoryModel& model,
                                                  const ReviewHistories& histories);
/// SM-2, from the first answer of each day (section 11.4).
[[nodiscard]] std::vector<Prediction> sm2_predictions(const ReviewHistories& histories);
/// The mean recall of a part for training, whatever the card (section 11.4).
[[nodiscard]] std::vector<Prediction> constant_predictions(
    const ReviewHistories& histories, const ReviewHistories& training);

/// Newer reviews count more: 0.25 for the oldest up to 1 for the newest, by the cube of
/// their place (section 11.1).
void weigh_by_recency(std::vector<Prediction>& predictions);

/// One row of a table of calibration.
struct CalibrationRow {
  double predicted = 0;  ///< mean chance
  double recalled = 0;   ///< share
  std::size_t reviews = 0;
};

/// Sections 11.2 and 11.3. All 0 where there is nothing to score.
struct Scores {
  std::size_t reviews = 0;
  double log_loss = 0;   ///< mean; chances are limited to 1e-7 .. 1 - 1e-7
  double rmse_bins = 0;  ///< root mean square of the error over bins of alike reviews
  std::optional<double> auc;  ///< none where all or none was recalled
  double predicted = 0;       ///< mean chance
  double recalled = 0;        ///< share
  bool operator==(const Scores&) const = default;
};
[[nodiscard]] Scores scores_of(std::span<const Prediction> predictions);

/// `rows` groups of about equal size, from the smallest chances to the greatest; fewer
/// where there are fewer reviews. Weights do not count.
[[nodiscard]] std::vector<CalibrationRow> calibration(
    std::span<const Prediction> predictions, int rows = 10);

/// Foretells all reviews of `histories` having seen only `training`.
using Foretell = std::function<std::vector<Prediction>(const ReviewHistories& training)>;

/// Foretells as srs-benchmark has it (section 11.5): the reviews that count are cut by
/// time into `splits` + 1 parts, and each but the first is foretold from all that was
/// before it. Gives the predictions of all parts together; none where there are fewer
/// reviews than parts.
[[nodiscard]] std::vector<Prediction> split_by_time(const ReviewHistories& histories,
                                                    const Foretell& foretell,
                                                    int splits = 5);

}  // namespace attache
