#pragma once
// From a deck's text to its elements, within limits.

#include <memory>
#include <string>

#include "deckfile/read.h"
#include "deckfile/report.h"
#include "deckfile/scan.h"
#include "deckfile/xml_tree.h"

namespace attache {

/// A deck's elements, each of which knows where it stands.
struct ParsedDeck {
  std::string mended;  ///< the text without forbidden characters, where it had any
  Markup markup;
  tinyxml2::XMLDocument document;  ///< its root is a <deck> of a format that we know
};

/// Parses the text of `report`; null, with the reasons reported, for what is no deck. The
/// limits on bytes and cards are not looked at here.
[[nodiscard]] std::unique_ptr<ParsedDeck> parse_deck(const DeckLimits& limits,
                                                     Report& report);

}  // namespace attache
