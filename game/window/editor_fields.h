#pragma once
// What the deck editor's form shows of a part: its fields as texts, and back. No drawing.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/deck_item.h"
#include "trainer/authoring.h"

namespace attache::window {

enum class FieldKind {
  kLine,       ///< a few words
  kText,       ///< CommonMark
  kBlanks,     ///< CommonMark with blanks in double braces
  kLines,      ///< several, one a line
  kChoice,     ///< one of `choices`
  kReference,  ///< another part of the deck, by its name or id
};

struct FieldChoice {
  std::string value, label;
  bool operator==(const FieldChoice&) const = default;
};

/// One field of a part, with its text as it is now.
struct ItemField {
  std::string name = {};   ///< tells it apart in its part: "ask", "wrong.2"
  std::string means = {};  ///< what remarks call it: "wrong"
  std::string label = {};
  std::string value = {};
  FieldKind kind = FieldKind::kLine;
  std::vector<FieldChoice> choices = {};  ///< of `kChoice`
  std::vector<ItemKind> refers = {};      ///< of `kReference`
  bool or_value = false;                  ///< of `kReference`: any other text will do
  std::string placeholder = {};
  bool rare = false;     ///< stands under "More"
  bool further = false;  ///< an empty one at the end of a list
  std::size_t nth = 0;   ///< which of those that remarks call the same
  int across = 1;        ///< as many of them stand side by side where there is room
  bool operator==(const ItemField&) const = default;
};

/// The fields of a part, in the order in which they are written.
[[nodiscard]] std::vector<ItemField> fields_of(const DeckItem& item);
[[nodiscard]] std::vector<ItemField> fields_of(const DeckHead& head);

/// Takes a field's text over. What is wrong with it, as a sentence; empty when it was
/// taken. A list grows by its `further` field, and loses its empty ones at the end.
/// References are given as ids; the object of a fact as `@id` where it is an entity.
[[nodiscard]] std::string put_field(DeckItem& item,
                                    std::string_view name,
                                    std::string_view text);
[[nodiscard]] std::string put_field(DeckHead& head,
                                    std::string_view name,
                                    std::string_view text);
/// Takes one of a list out: "wrong.2". False for a field that is none of a list.
bool remove_field(DeckItem& item, std::string_view name);

/// A new part of a kind, with nothing written yet.
[[nodiscard]] DeckItem new_item(ItemKind kind,
                                const std::string& id,
                                const std::string& topic);
/// The same card as another kind: what both have is kept.
[[nodiscard]] Card card_as(const Card& card, std::string_view kind);
[[nodiscard]] std::string_view kind_name(const CardBody& body);  ///< "true-false"
[[nodiscard]] std::string_view card_kind_label(
    const CardBody& body);  ///< "True or false"
[[nodiscard]] std::vector<FieldChoice> card_kinds();

/// "Card", "Cards".
[[nodiscard]] std::string_view title_of(ItemKind kind, bool several = false);

/// The words between commas or blanks.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);
/// The lines that are not empty.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

}  // namespace attache::window
