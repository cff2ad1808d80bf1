#pragma once
// Pictures that texts show: ![what it shows](maps/japan.png).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/deck.h"

namespace attache {

/// What keeps a text from being the name of a picture in or below the deck's folder, in
/// words; nothing for a good name. Such a name is relative, goes nowhere but down, reads
/// the same on every system and ends in .png, .jpg or .jpeg.
[[nodiscard]] std::optional<std::string_view> fault_in_picture_name(
    std::string_view name);

struct TextPicture {
  std::string file;  ///< as it is written
  std::string alt;   ///< plain: what it shows
  bool operator==(const TextPicture&) const = default;
};
/// The pictures of a CommonMark text, in their order.
[[nodiscard]] std::vector<TextPicture> pictures_in(std::string_view commonmark);

/// Every picture that a deck shows, in cards of pictures and in texts, each once. Names
/// that are not allowed are left out.
[[nodiscard]] std::vector<std::string> picture_files_of(const Deck& deck);

}  // namespace attache
