#pragma once
// What the tests of importers and exporters share.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cards/deck_book.h"
#include "deckfile/read.h"
#include "deckfile/write.h"
#include "exchange/formats.h"
#include "exchange/imported.h"

namespace attache::for_tests {

inline exchange::ImportWish a_wish(std::string name = "A file.txt") {
  return {std::move(name), "", "en", *StudyCalendar::in_zone("UTC"), Instant{}, {}};
}

inline exchange::ExportWish an_export() {
  return {7, Instant{}, 0, {}, *StudyCalendar::in_zone("UTC")};
}

/// The checker's first error of a deck, or an empty text.
inline std::string first_error(const Deck& deck) {
  for (const Problem& problem : read_deck_text(deck_xml(deck), "deck.xml").problems)
    if (problem.severity == Severity::kError) return problem.text();
  return {};
}

/// Whether all decks that came of an import pass the checker, and come back from their
/// files just so. An import that failed is fine too.
inline bool is_sound(const Result<exchange::Imported>& imported) {
  if (!imported) return !imported.error().what.empty();
  return std::all_of(imported->decks.begin(), imported->decks.end(),
                     [](const exchange::ImportedDeck& one) {
                       const ReadDeck read =
                           read_deck_text(deck_xml(one.deck), "deck.xml");
                       return read.deck == one.deck;
                     });
}

inline bool has_note(const std::vector<exchange::ImportNote>& notes,
                     std::string_view where,
                     std::string_view what) {
  return std::any_of(notes.begin(), notes.end(), [&](const exchange::ImportNote& note) {
    return note.where == where && note.what.find(what) != std::string::npos;
  });
}

/// The answer of a card to flip; empty for another kind.
inline std::string flipped(const Card& card) {
  const auto* body = std::get_if<RecallCard>(&card.body);
  return body == nullptr ? "" : body->answer;
}

}  // namespace attache::for_tests
