#pragma once
// Pictures that lie inside a Moodle XML file.

#include <optional>
#include <string>
#include <string_view>

#include "deckfile/xml_tree.h"
#include "exchange/picture_files.h"

namespace attache::exchange {

/// Bytes that were written in base64; nothing where they are not. Blanks do not count.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// Keeps the pictures that lie in the element, and gives its text with their new names in
/// the place of the old ones.
[[nodiscard]] std::string with_kept_pictures(const Element& element,
                                             std::string text,
                                             const std::string& where,
                                             PictureFiles& pictures);

}  // namespace attache::exchange
