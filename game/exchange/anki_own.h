#pragma once
// How a deck of our own travels through Anki and comes back: each note has a hidden field
// with the part of the deck that it was made of, and one file among the media holds what
// is no note.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cards/deck.h"
#include "exchange/imported.h"

namespace attache::exchange {

/// The name of the hidden field; always the last one of a note type.
inline constexpr std::string_view kOwnField = "Attaché";

/// What the hidden field says.
struct OwnPart {
  std::string deck;         ///< id
  std::size_t place = 0;    ///< among the facts and cards of the deck
  std::uint64_t shown = 0;  ///< fingerprint of the other fields
  std::string base;         ///< of the question's id: "fact", "card" or "card/region"
  std::string xml;          ///< "<fact …/>" or "<card …>…</card>"
};

/// Of all fields but the last one.
[[nodiscard]] std::uint64_t fingerprint_of(std::span<const std::string> fields);
/// As the text of a field, and back; nothing for what is no such text.
[[nodiscard]] std::string own_field(const OwnPart& part);
[[nodiscard]] std::optional<OwnPart> read_own_field(std::string_view field);

/// A fact or a card as it stands in a deck's file.
[[nodiscard]] std::string part_xml(const Fact& fact);
[[nodiscard]] std::string part_xml(const Card& card);

/// The name of the file for the rest of a deck: Anki keeps media that begin with "_".
[[nodiscard]] std::string skeleton_name(std::string_view deck_id);
[[nodiscard]] std::string skeleton_xml(const Deck& deck);

/// The name of a deck's picture among Anki's media, which know no folders.
[[nodiscard]] std::string own_picture_name(const std::string& file);

/// The deck of its skeleton and the parts that came back, each once, in their places.
/// Fails where that is no valid deck.
[[nodiscard]] Result<Deck> deck_from_parts(const std::string& skeleton,
                                           const std::map<std::size_t, OwnPart>& parts);

}  // namespace attache::exchange
