#pragma once
// The deck format as a table: which elements there are, and which attributes and children
// each has.

#include <cstddef>
#include <span>
#include <string_view>

namespace attache {

/// How often a child may stand in its parent without an upper bound.
inline constexpr std::size_t kAnyNumber = static_cast<std::size_t>(-1);

enum class AttributeType {
  kId,
  kLocalId,    ///< there once in its parent, not in the whole deck
  kReference,  ///< `of` is the kind of element that it names
  kText,
  kDate,
  kWhole,
  kWord,   ///< `of` holds the words allowed, with blanks between them
  kWords,  ///< one or several of the words in `of`
  kPercent,
  kPicture,  ///< the name of a picture's file
  kTolerance,
  kLanguage,
  kTags,
  kUrl,
};

struct AttributeRule {
  std::string_view name;
  AttributeType type = AttributeType::kText;
  bool required = false;
  std::string_view of = {};
};

enum class Content { kNothing, kText, kElements };

struct ElementRule;

struct ChildRule {
  const ElementRule* element = nullptr;
  std::size_t least = 0;
  std::size_t most = kAnyNumber;
};

struct ElementRule {
  std::string_view name;
  std::string_view noun;  ///< in sentences: "fact", "choice card"
  Content content = Content::kText;
  std::span<const AttributeRule> attributes = {};
  std::span<const ChildRule> children = {};
};

/// The rule of the whole file.
[[nodiscard]] const ElementRule& deck_rule();
/// The rule of a card of that kind, or nothing for a kind that does not exist.
[[nodiscard]] const ElementRule* card_rule(std::string_view kind);
/// A card of which the kind is not known: whatever any kind may have.
[[nodiscard]] const ElementRule& any_card_rule();

}  // namespace attache
