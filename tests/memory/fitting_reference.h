#pragma once
// What the kernels of fitting are held to, written independently: the models themselves
// in double precision, and differences.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "memory/crew.h"
#include "memory/fitting_evidence.h"
#include "memory/fitting_prior.h"
#include "memory/fitting_sums.h"
#include "memory/model.h"
#include "memory/review_histories.h"

namespace attache::tests {

struct Prediction {
  double recall = 0;
  bool recalled = false;
  double weight = 0;  ///< above 0
};

/// The scored reviews, card by card.
inline std::vector<Prediction> predictions(const ReviewHistories& histories,
                                           const ModelWeights& weights,
                                           const Recency& recency = {}) {
  const auto model = model_with(weights);
  const double last = static_cast<double>(histories.review_count()) - 1;
  std::vector<Prediction> all;
  for (std::size_t card = 0; card < histories.card_count(); ++card) {
    const std::size_t begin = histories.starts[card];
    MemoryState state = model->first(histories.rating(begin));
    for (std::size_t i = begin + 1; i < histories.starts[card + 1]; ++i) {
      const double days = model->counts_whole_days()
                              ? static_cast<double>(histories.days[i])
                              : static_cast<double>(histories.exact_days[i]);
      const double x = histories.order[i] / last;
      if (histories.days[i] > 0 && x >= recency.from && x < recency.to)
        all.push_back({model->recall_chance(state, days), histories.ratings[i] > 1,
                       recency.least + (1 - recency.least) * x * x * x});
      state = model->next(state, days, histories.rating(i));
    }
  }
  return all;
}

inline double loss_of(const std::vector<Prediction>& predictions) {
  double loss = 0;
  for (const auto& [recall, recalled, weight] : predictions)
    loss -= weight * std::log(recalled ? recall : 1 - recall);
  return loss;
}

/// Slopes of the chances by each parameter (a logarithm for the first four weights):
/// central differences.
inline std::vector<std::vector<double>> slopes_of(const ReviewHistories& histories,
                                                  const ModelWeights& weights,
                                                  const Recency& recency = {}) {
  constexpr double kStep = 1e-6;
  const auto moved = [&](std::size_t i, double by) {
    ModelWeights all = weights;
    double& weight = all.values[i];
    weight = i < 4 ? weight * std::exp(by) : weight + by;
    return predictions(histories, all, recency);
  };
  std::vector<std::vector<double>> slopes;
  for (std::size_t i = 0; i < weights.values.size(); ++i) {
    const std::vector<Prediction> up = moved(i, kStep);
    const std::vector<Prediction> down = moved(i, -kStep);
    slopes.emplace_back();
    for (std::size_t k = 0; k < up.size(); ++k)
      slopes.back().push_back((up[k].recall - down[k].recall) / (2 * kStep));
  }
  return slopes;
}

/// What a fit adds up, by these differences.
inline FitSums sums_by_difference(const ReviewHistories& histories,
                                  const ModelWeights& weights,
                                  const Recency& recency = {}) {
  const std::size_t n = weights.values.size();
  const std::vector<Prediction> all = predictions(histories, weights, recency);
  const std::vector<std::vector<double>> slopes = slopes_of(histories, weights, recency);
  FitSums sums(n);
  sums.loss = loss_of(all);
  for (std::size_t k = 0; k < all.size(); ++k) {
    const auto& [recall, recalled, weight] = all[k];
    const double information = weight / (recall * (1 - recall));
    sums.weight += weight;
    for (std::size_t i = 0; i < n; ++i) {
      sums.slope[i] += information * (recall - (recalled ? 1 : 0)) * slopes[i][k];
      for (std::size_t j = 0; j < n; ++j)
        sums.curvature[i * n + j] += information * slopes[i][k] * slopes[j][k];
    }
  }
  return sums;
}

/// The same by the model's kernel.
inline FitSums sums_by_kernel(const ReviewHistories& histories,
                              const ModelWeights& weights,
                              const Recency& recency = {}) {
  Crew crew(1);
  const Evidence evidence(histories, weights.model,
                          std::vector<std::uint8_t>(histories.card_count(), 0), crew);
  FitSums sums(weights.values.size());
  for (std::size_t piece = 0; piece < evidence.pieces(); ++piece)
    evidence.add(piece, parameters_of(weights), recency, sums);
  return sums;
}

}  // namespace attache::tests
