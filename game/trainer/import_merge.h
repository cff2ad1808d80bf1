#pragma once
// An imported deck beside the one that is there: what is new, what is other, and the file
// that comes of both.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

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

/// What each part looked like when it was imported last, by its id. What the source has
/// not changed since is left as the author has it.
using ImportPrints = std::unordered_map<std::string, std::uint64_t>;
[[nodiscard]] ImportPrints prints_of(const Deck& imported);
/// As text, a line each, and back; lines that are none are passed over.
[[nodiscard]] std::string prints_text(const ImportPrints& prints);
[[nodiscard]] ImportPrints read_prints(std::string_view text);

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
                                    MergeRule rule,
                                    const ImportPrints& last = {});

}  // namespace attache
