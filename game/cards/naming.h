#pragma once
// What the two sides of a fact are called: in a sentence, alone, and by other names.

#include <string>
#include <vector>

#include "cards/deck_book.h"
#include "cards/wording.h"

namespace attache {

/// What a side of a fact is called in a sentence, and as an answer that stands alone.
struct Naming {
  std::string in_sentence;
  std::string alone;
  std::vector<std::string> accepted;  ///< `alone` first, then aliases
  std::string article;  ///< part of `in_sentence` that is not part of the answer
  std::string note;
  std::string type;  ///< of an entity
  bool plural = false;

  [[nodiscard]] Phrase phrase() const { return {in_sentence, plural}; }
};

[[nodiscard]] Naming naming_of(const Entity& entity);
[[nodiscard]] Naming naming_of(const DeckBook& book,
                               const Fact& fact,
                               const FactObject& object);

/// All objects of a fact as they stand in a sentence: "Japan, the United States and
/// India".
[[nodiscard]] Phrase objects_in_sentence(const DeckBook& book, const Fact& fact);
/// The subject of a fact as it stands in a sentence.
[[nodiscard]] Phrase subject_in_sentence(const DeckBook& book, const Fact& fact);
/// The template that states a fact, and the one that asks for a side of it (empty where
/// it is not asked).
[[nodiscard]] std::string_view says_of(const DeckBook& book, const Fact& fact);
[[nodiscard]] std::string_view asks_of(const DeckBook& book,
                                       const Fact& fact,
                                       Direction direction);

/// Every name and alias of the deck's entities.
[[nodiscard]] std::vector<std::string> names_of(const Deck& deck);

}  // namespace attache
