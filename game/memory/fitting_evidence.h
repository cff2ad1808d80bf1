#pragma once
// Where a fit gets the sums of a log from: cut into pieces that threads can share.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "memory/fitting_batches.h"
#include "memory/fitting_sums.h"
#include "memory/model.h"
#include "memory/review_histories.h"

namespace attache {

class Crew;

/// A log as a model sees it, laid out for the model's kernel.
class Evidence {
 public:
  /// `left_out` has one entry a card; those that are not 0 are skipped.
  Evidence(const ReviewHistories& histories,
           ModelKind model,
           const std::vector<std::uint8_t>& left_out,
           Crew& crew)
      : model_(model), batches_(histories, model, left_out, crew) {}

  [[nodiscard]] std::size_t pieces() const { return batches_.chunks().size(); }
  /// Predictions that count.
  [[nodiscard]] std::size_t scored() const { return batches_.scored(); }
  /// Adds what a piece tells about the parameters. May be called from several threads.
  void add(std::size_t piece,
           const std::vector<double>& parameters,
           const Recency& recency,
           FitSums& sums) const;

 private:
  ModelKind model_;
  FitBatches batches_;
};

}  // namespace attache
