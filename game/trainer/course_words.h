#pragma once
// The words of a class: what its questions ask, what stands out, and what to do about it.

#include <span>

#include "cards/deck_book.h"
#include "trainer/course_shown.h"

namespace attache {

/// Fills in titles, stems and answers from the decks that are here, and puts topics into
/// the order of their decks.
void add_deck_words(ClassShown& shown, std::span<const DeckBook> decks);
/// Fills in the advice on questions and exam items, and the words on the whole. Comes
/// after the words of decks.
void add_advice(ClassShown& shown);

}  // namespace attache
