#pragma once
// What changed between two editions of a deck, in lines and in JSON.

#include <iosfwd>
#include <vector>

#include "trainer/shown.h"

namespace attache::cli {

/// Question by question, by kind of change. Without an id its line is left out.
void print_change(std::ostream& out, const DeckChanges& deck);
/// As 'attache changes --help' describes it.
void print_changes_json(std::ostream& out, const std::vector<const DeckChanges*>& decks);

}  // namespace attache::cli
