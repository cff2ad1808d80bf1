#pragma once
// Wrong answers that are worth rejecting.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cards/deck_book.h"

namespace attache {

/// What distractors are wanted for.
struct DistractorWish {
  std::size_t wanted = 3;
  std::string_view stem;  ///< what stands in it is never offered
  std::span<const std::string>
      past_wrong;            ///< this student's own wrong answers come back
  bool same_number = false;  ///< only names that are plural where the answer is
};

/// Up to `wanted` entities of the right answer's type, best first: never one that is true
/// of any fact of the relation on the same other side, that shares a name with the
/// answer, holds it or is held by it, or stands in the stem. The student's own wrong
/// answers come first; then count: the answer's group, the same place in other facts of
/// the relation, a similar length and number of words, singular or plural, facts of the
/// same topic; and chance. `direction` is the side asked for, which must be an entity.
[[nodiscard]] std::vector<const Entity*> wrong_entities(const DeckBook& book,
                                                        const Fact& fact,
                                                        Direction direction,
                                                        const DistractorWish& wish,
                                                        Chance& chance);

/// Up to `wanted` values beside the fact's own, as exact and in the same unit as it is
/// and as it is written in a deck: years, dates and numbers near it, texts of other facts
/// of the relation. Never one that is true of the subject by this relation, never two
/// alike. The student's own wrong answers come first, then values of other facts.
[[nodiscard]] std::vector<std::string> wrong_values(const DeckBook& book,
                                                    const Fact& fact,
                                                    const DistractorWish& wish,
                                                    Chance& chance);

/// Four values of which exactly one, `right`, is nearest to a year or number; ascending.
struct Ladder {
  std::vector<std::string> rungs;
  std::size_t right = 0;
};
/// Nothing for values for which a rough answer makes no sense: dates, texts, percentages,
/// small numbers, and years of which not every place in the ladder is possible because
/// the later ones would lie behind `as_of`.
[[nodiscard]] std::optional<Ladder> ladder_around(const Fact& fact,
                                                  const std::optional<PartialDate>& as_of,
                                                  Chance& chance);

}  // namespace attache
