#pragma once
// Holds a deck's elements to the table of rules: what may stand where, ids, references,
// small values.

#include "deckfile/read.h"
#include "deckfile/report.h"
#include "deckfile/xml_tree.h"

namespace attache {

/// Reports every element, attribute, id, reference and small value that breaks the rules.
/// What depends on the meaning of texts is left to build_deck and cross_check. False if
/// the deck has too many facts and cards to be built.
bool check_structure(const Element& deck, const DeckLimits& limits, Report& report);

}  // namespace attache
