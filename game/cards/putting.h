#pragma once
// Puts a question: from a fact or a card to the prompt that lies on the table.

#include "cards/deck_book.h"

namespace attache {

/// Puts a question about a fact; see `DeckBook::put`.
[[nodiscard]] Prompt put_fact(const DeckBook& book,
                              const Question& question,
                              Form form,
                              Chance& chance);

/// Puts a question that is a card, in the form of its kind.
[[nodiscard]] Prompt put_card(const DeckBook& book,
                              const Question& question,
                              Chance& chance);

}  // namespace attache
