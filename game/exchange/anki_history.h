#pragma once
// Where Anki's cards stand, in our own terms, and back.

#include <optional>

#include "base/time.h"
#include "exchange/anki_collection.h"
#include "exchange/imported.h"

namespace attache::exchange {

/// What Anki knows of a card beside its answers. `first_day` is the day from which "due"
/// counts.
[[nodiscard]] ImportedStanding standing_of(const AnkiCard& card,
                                           StudyDay first_day,
                                           const StudyCalendar& calendar);

/// Whether a row of Anki's log is an answer: not a change by hand or by a program.
[[nodiscard]] bool is_answer(const AnkiReview& review);

/// The weights and retention of a package: of the configuration that most cards follow.
struct AnkiFitted {
  std::optional<ModelWeights> weights;
  std::optional<double> desired_retention;
};
[[nodiscard]] AnkiFitted fitted_of(const AnkiCollection& collection,
                                   const std::vector<AnkiCard>& cards,
                                   NoteBook& notes);

}  // namespace attache::exchange
