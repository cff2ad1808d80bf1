#pragma once
// The recurrence of FSRS-7 over a chunk of cards, with the slopes of every prediction.

#include "memory/fitting_batches.h"
#include "memory/fitting_sums.h"
#include "memory/fsrs7.h"

namespace attache {

/// Adds what one chunk tells about `weights`, which must lie within their bounds
/// (sections 10.2 to 10.4, and 10.8). The chunk's days are fractions. In single
/// precision; sums of a chunk are carried on in double precision.
void add_fsrs7_sums(const FitBatches& batches,
                    const FitChunk& chunk,
                    const Fsrs7Weights& weights,
                    const Recency& recency,
                    FitSums& sums);

}  // namespace attache
