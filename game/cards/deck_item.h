#pragma once
// The parts of a deck as an author handles them: one at a time, each by itself.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cards/deck.h"

namespace attache {

enum class ItemKind { kSource, kTopic, kPassage, kEntity, kRelation, kFact, kCard };
[[nodiscard]] const char* name_of(ItemKind kind);  ///< "source", … as in the file
[[nodiscard]] const char* card_kind_of(
    const CardBody& body);  ///< "recall", … as in the file

/// In the order of `ItemKind`. Texts may be empty while it is being written.
using DeckItem = std::variant<Source, Topic, Passage, Entity, Relation, Fact, Card>;
[[nodiscard]] ItemKind kind_of(const DeckItem& item);
[[nodiscard]] const std::string& id_of(const DeckItem& item);
/// What a person knows it by, plain and on one line: a title, a name, the beginning of a
/// question; for facts "subject — relation — object" as ids. Its id where it has none.
[[nodiscard]] std::string label_of(const DeckItem& item);

/// What a deck says of itself.
struct DeckHead {
  std::string id;
  int edition = 1;
  std::string lang;
  std::optional<PartialDate> as_of;
  std::vector<std::string> forms;
  std::string title;
  std::string description;
  std::vector<std::string> authors;
  std::string licence;
  bool operator==(const DeckHead&) const = default;
};
[[nodiscard]] DeckHead head_of(const Deck& deck);

/// A deck of these parts, each in its list, in the order given.
[[nodiscard]] Deck deck_of(const DeckHead& head, const std::vector<DeckItem>& items);
/// Adds a part behind the others of its kind.
void add_to(Deck& deck, const DeckItem& item);
/// The parts of a deck: sources, topics, passages, entities, relations, facts, cards.
[[nodiscard]] std::vector<DeckItem> items_of(const Deck& deck);

}  // namespace attache
