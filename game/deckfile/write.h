#pragma once
// Deck XML out, laid out for people and version control.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cards/deck.h"

namespace attache {

/// The deck as XML. Reading it gives the same deck.
[[nodiscard]] std::string deck_xml(const Deck& deck);
/// Writes it whole or not at all: a temporary file beside it, synced, then renamed.
Result<void> write_deck(const Deck& deck, const std::filesystem::path& file);
/// The same for a text that is at hand.
Result<void> write_deck_text(std::string_view xml, const std::filesystem::path& file);

}  // namespace attache
