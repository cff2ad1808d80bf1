#pragma once
// A deck out of its elements, with a look at everything that depends on what texts say.

#include <cstddef>
#include <vector>

#include "cards/deck.h"
#include "deckfile/report.h"
#include "deckfile/xml_tree.h"

namespace attache {

/// Where the parts of a deck stand in the file, each list as long as that of the deck.
struct DeckPlaces {
  std::vector<std::size_t> sources, topics, passages, entities, relations, facts, cards;
  std::vector<std::size_t> pictures;  ///< of image cards: <image>; as long as `cards`
};

struct BuiltDeck {
  Deck deck;
  DeckPlaces places;
};

/// Builds as much as can be built; what check_structure has reported is passed over in
/// silence.
[[nodiscard]] BuiltDeck build_deck(const Element& root, Report& report);

}  // namespace attache
