#pragma once
// An imported deck beside the one that is there: what is new, what is other, and the file
// that comes of both.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cards/deck.h"
#include "trainer/importing.h"

namespace attache {

/// How far an import goes by what the author has written since.
enum class MergeRule {
  kReplace,  ///< what is imported holds: it is a deck of our own format
  kUpdate  ///< question, answer and tags are brought up to date; passages, sources, dates
           ///< and the like stay
};

struct Merged {
  std::string text;     ///< of the whole deck file
  ImportDeckPlan plan;  ///< without its file
};

/// A deck that is not there yet.
[[nodiscard]] Merged as_new_deck(const Deck& imported);
/// Brings a deck file up to date: parts are matched by their ids, nothing is removed,
/// comments and order stay, and the edition rises by one if anything changed. Fails where
/// the file is no deck.
[[nodiscard]] Result<Merged> merged(std::string_view file_text,
                                    std::string_view name,
                                    const Deck& imported,
                                    MergeRule rule);

}  // namespace attache
