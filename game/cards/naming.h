#pragma once
// What the two sides of a fact are called: in a sentence, alone, and by other names.

#include <string>
#include <vector>

#include "cards/deck_book.h"

namespace attache {

/// What a side of a fact is called in a sentence, and as an answer that stands alone.
struct Naming {
  std::string in_sentence;
  std::string alone;
  std::vector<std::string> accepted;  ///< `alone` first, then aliases
  std::string article;  ///< part of `in_sentence` that is not part of the answer
  std::string note;
  std::string type;  ///< of an entity
};

[[nodiscard]] Naming naming_of(const Entity& entity);
[[nodiscard]] Naming naming_of(const DeckBook& book,
                               const Fact& fact,
                               const FactObject& object);

/// All objects of a fact as they stand in a sentence: "Japan, the United States and
/// India".
[[nodiscard]] std::string objects_in_sentence(const DeckBook& book, const Fact& fact);

/// Names of everything in the deck but these: a typed answer that is one of them is no
/// slip of the pen.
[[nodiscard]] std::vector<std::string> names_other_than(
    const Deck& deck, const std::vector<std::string>& accepted);

}  // namespace attache
