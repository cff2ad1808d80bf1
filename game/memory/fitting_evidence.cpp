#include "memory/fitting_evidence.h"

#include <algorithm>

#include "memory/fitting_prior.h"
#include "memory/fsrs6_kernel.h"
#include "memory/fsrs7_kernel.h"

namespace attache {
namespace {

template <class Weights>
Weights as_array(const ModelWeights& weights) {
  Weights array{};
  std::copy_n(weights.values.begin(), array.size(), array.begin());
  return array;
}

}  // namespace

void Evidence::add(std::size_t piece,
                   const std::vector<double>& parameters,
                   const Recency& recency,
                   FitSums& sums) const {
  const ModelWeights weights = weights_of(model_, parameters);
  const FitChunk& chunk = batches_.chunks()[piece];
  if (model_ == ModelKind::kFsrs6)
    add_fsrs6_sums(batches_, chunk, as_array<Fsrs6Weights>(weights), recency, sums);
  else
    add_fsrs7_sums(batches_, chunk, as_array<Fsrs7Weights>(weights), recency, sums);
}

}  // namespace attache
