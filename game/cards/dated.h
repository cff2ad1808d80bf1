#pragma once
// Facts with a date as events: what came before what.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cards/deck_book.h"

namespace attache {

/// A fact with its one date.
struct Event {
  const Fact* fact = nullptr;
  PartialDate date;
};

/// Whether every day that `a` can mean lies before every day that `b` can mean.
[[nodiscard]] bool clearly_before(const PartialDate& a, const PartialDate& b);

/// The fact's sentence without its date: "USFJ was established in …"
[[nodiscard]] std::string event_text(const DeckBook& book, const Fact& fact);

/// Up to `wanted` events other than `fact`, each clearly before or after it and each
/// other, in no order: those of its relation, of its topic, and near it in time come
/// first.
[[nodiscard]] std::vector<Event> other_events(const DeckBook& book,
                                              const Fact& fact,
                                              std::size_t wanted,
                                              Chance& chance);

}  // namespace attache
