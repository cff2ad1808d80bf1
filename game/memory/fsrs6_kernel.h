#pragma once
// The recurrence of FSRS-6 over a chunk of cards, with the slopes of every prediction.

#include "memory/fitting_batches.h"
#include "memory/fitting_sums.h"
#include "memory/fsrs6.h"

namespace attache {

/// Adds what one chunk tells about `weights` (sections 10.2 to 10.4). In single
/// precision; sums of a chunk are carried on in double precision.
void add_fsrs6_sums(const FitBatches& batches,
                    const FitChunk& chunk,
                    const Fsrs6Weights& weights,
                    const Recency& recency,
                    FitSums& sums);

}  // namespace attache
