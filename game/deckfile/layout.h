#pragma once
// How the elements of a deck are laid out for people and version control.

#include <cstddef>
#include <string>

#include "cards/deck_item.h"
#include "deckfile/part_tree.h"

namespace attache {

/// The text of an element, indented for its depth except at its beginning, without a line
/// feed at the end.
[[nodiscard]] std::string laid_out(const PartNode& node, std::size_t depth);
/// The start tag of an element alone, for the same depth.
[[nodiscard]] std::string laid_out_start(const PartNode& node, std::size_t depth);

/// Whether an empty line stands before every part of that kind.
[[nodiscard]] bool stands_apart(ItemKind kind);

}  // namespace attache
