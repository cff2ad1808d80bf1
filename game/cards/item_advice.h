#pragma once
// Advice for authors from the literature on good items: never an error, each with its
// reason.

#include <string>
#include <vector>

#include "cards/deck.h"
#include "cards/deck_item.h"

namespace attache {

struct ItemAdvice {
  std::string code;  ///< stable kebab-case name: "long-stem", "answer-in-stem",
                     ///< "longest-is-right", "all-of-the-above", "negation", "long-list",
                     ///< "two-in-one", "duplicate", "no-passage", "no-date"
  std::string item;  ///< id of the fact, card or relation
  std::string field;   ///< "ask", "answer", "wrong", …: the element or attribute meant
  std::string what;    ///< one short sentence without a full stop
  std::string reason;  ///< one short sentence: why it matters
  bool operator==(const ItemAdvice&) const = default;
};

/// Advice on a whole deck, in its order. Takes time linear in its size.
[[nodiscard]] std::vector<ItemAdvice> advice_on(const Deck& deck);

}  // namespace attache
