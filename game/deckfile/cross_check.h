#pragma once
// Looks at a deck as a whole: circles, facts that answer the same question, and advice.

#include "deckfile/build.h"
#include "deckfile/report.h"

namespace attache {

/// Reports errors between the parts of a deck, and advice where it is useful. Advice on
/// what is not used is given only when the deck has no error, since a mistyped reference
/// leaves its target unused.
void cross_check(const BuiltDeck& built, Report& report);

}  // namespace attache
