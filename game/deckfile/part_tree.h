#pragma once
// A part of a deck as a tree of elements and comments: what stands between its value and
// its text.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cards/deck_item.h"
#include "deckfile/scan.h"
#include "deckfile/xml_tree.h"

namespace attache {

struct PartNode {
  enum class Kind {
    kElement,
    kComment,  ///< `text` stands between <!-- and -->
    kText,     ///< text where none belongs
    kRaw       ///< what no rule knows how to lay out, as it stands in the file
  };
  Kind kind = Kind::kElement;
  std::string name;  ///< of an element
  std::string text;  ///< of an element that holds text: not escaped
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<PartNode> children;
  bool operator==(const PartNode&) const = default;
};

/// The tree that a value is written as.
[[nodiscard]] PartNode tree_of(const DeckItem& item);
/// <deck> with its own elements and without parts.
[[nodiscard]] PartNode tree_of(const DeckHead& head);

/// The tree of an element as it stands in `source`. Nothing is lost; attributes that the
/// rules know come in their usual order.
[[nodiscard]] PartNode tree_of(const Element& element,
                               std::string_view source,
                               const Markup& markup);
/// The same for the text of one element. Gives an element without a name for a text that
/// is none.
[[nodiscard]] PartNode tree_of_text(std::string_view xml);

/// `now` with what `old` has besides: its comments, each before the child that it stood
/// before (same name and number) or else at the end, and attributes and elements that no
/// rule knows.
[[nodiscard]] PartNode with_extras(PartNode now, const PartNode& old);

/// The byte behind an element. Needs the markup that it was placed by.
[[nodiscard]] std::size_t end_of(const Element& element, const Markup& markup);

/// Whether an element of that name holds text alone, and whether that is CommonMark.
[[nodiscard]] bool holds_text(std::string_view element);
[[nodiscard]] bool holds_rich_text(std::string_view element);

}  // namespace attache
