#pragma once
// Wrong answers that are worth rejecting.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cards/deck_book.h"

namespace attache {

/// Up to `wanted` names of entities of the right answer's type, in no particular order:
/// never one that is true, shares a name with the answer, or stands in the stem. Those
/// that take the same place in other facts of the relation, and those of a similar
/// length, come first. `direction` is the side asked for, which must be an entity.
[[nodiscard]] std::vector<std::string> wrong_entities(const DeckBook& book,
                                                      const Fact& fact,
                                                      Direction direction,
                                                      std::string_view stem,
                                                      std::size_t wanted,
                                                      Chance& chance);

/// Up to `wanted` years or numbers near the fact's value (type year or number), as
/// precise as it is, never one that is true of the subject by this relation; years of
/// other facts come first.
[[nodiscard]] std::vector<std::string> wrong_values(const DeckBook& book,
                                                    const Fact& fact,
                                                    std::size_t wanted,
                                                    Chance& chance);

}  // namespace attache
