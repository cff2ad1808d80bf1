#pragma once
// Puts a question: from a fact or a card to the prompt that lies on the table.

#include "cards/deck_book.h"

namespace attache {

/// Puts a question about a fact; see `DeckBook::put`.
[[nodiscard]] Prompt put_fact(const DeckBook& book,
                              const Question& question,
                              const PutWish& wish,
                              Chance& chance);

/// Puts a question that is a card, in a form of its kind.
[[nodiscard]] Prompt put_card(const DeckBook& book,
                              const Question& question,
                              const PutWish& wish,
                              Chance& chance);

}  // namespace attache
