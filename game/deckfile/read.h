#pragma once
// Deck XML in: everything that is wrong is found in one reading.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cards/deck.h"
#include "deckfile/problem.h"

namespace attache {

struct DeckLimits {
  std::size_t bytes = 32u << 20;
  std::size_t elements = 1'000'000;
  std::size_t cards = 100'000;  ///< facts and cards together
  int depth = 16;
};

/// The deck if it has no error, and all problems (warnings too) in order of line.
struct ReadDeck {
  std::optional<Deck> deck;
  std::vector<Problem> problems;
};

/// Reads a deck file, and looks at the pictures beside it. A file that cannot be read is
/// a problem too.
[[nodiscard]] ReadDeck read_deck(const std::filesystem::path& file,
                                 const DeckLimits& limits = {});
/// Reads a deck from memory; `name` stands for the file in problems. Pictures are not
/// looked for.
[[nodiscard]] ReadDeck read_deck_text(std::string_view xml,
                                      std::string_view name,
                                      const DeckLimits& limits = {});
/// The same with a look at the pictures in `folder`.
[[nodiscard]] ReadDeck read_deck_text(std::string_view xml,
                                      std::string_view name,
                                      const std::filesystem::path& folder);

/// What a deck file holds, as far as `limits.bytes` and a little more. Fails for a file
/// that cannot be read.
[[nodiscard]] Result<std::string> deck_file_text(const std::filesystem::path& file,
                                                 const DeckLimits& limits = {});

}  // namespace attache
