#include "cards/deck_item.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "cards/plain.h"

namespace attache {

namespace {

constexpr std::array<const char*, 7> kNames{"source",   "topic", "passage", "entity",
                                            "relation", "fact",  "card"};
constexpr std::array<const char*, 11> kCardKinds{
    "recall", "choice", "select", "true-false", "typed", "cloze",
    "number", "date",   "order",  "match",      "image"};
static_assert(std::variant_size_v<CardBody> == kCardKinds.size());

/// Labels are looked at in lists; nobody reads on beyond this.
constexpr std::size_t kLongestLabel = 120;

std::string cut(std::string text) {
  if (text.size() <= kLongestLabel) return text;
  std::u32string letters = code_points(text);
  if (letters.size() <= kLongestLabel) return text;
  letters.resize(kLongestLabel - 1);
  return to_utf8(letters) + "…";
}

std::string plain_line(const std::string& commonmark) {
  // What lies behind four times the longest label is not shown, whatever it holds.
  constexpr std::size_t kEnough = std::size_t{16} * kLongestLabel;
  return one_line(plain_text(commonmark.size() > kEnough ? commonmark.substr(0, kEnough)
                                                         : commonmark));
}

/// The blanks of a cloze as what fills them: "{{Rome|Roma::city}}" → "Rome".
std::string without_blanks(const std::string& text) {
  std::string plain;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find("{{", at);
    const std::size_t close =
        open == std::string::npos ? std::string::npos : text.find("}}", open);
    if (close == std::string::npos) break;
    plain.append(text, at, open - at);
    const std::string inside = text.substr(open + 2, close - open - 2);
    plain += inside.substr(0, std::min(inside.find('|'), inside.find("::")));
    at = close + 2;
  }
  return plain.append(text, at);
}

struct Label {
  std::string operator()(const Source& source) const { return source.title; }
  std::string operator()(const Topic& topic) const { return topic.name; }
  std::string operator()(const Passage& passage) const {
    std::string text = plain_line(passage.text);
    if (passage.at.empty()) return text;
    return text.empty() ? passage.at : fmt::format("{}: {}", passage.at, text);
  }
  std::string operator()(const Entity& entity) const { return entity.name; }
  std::string operator()(const Relation& relation) const { return relation.wording.says; }
  std::string operator()(const Fact& fact) const {
    std::vector<std::string> objects;
    for (const FactObject& object : fact.objects) {
      const auto* entity = std::get_if<EntityRef>(&object);
      objects.push_back(entity != nullptr ? entity->id : std::get<Value>(object).text);
    }
    if (fact.relation.empty() && fact.subject.empty() && objects.empty()) return {};
    return fmt::format("{} — {} — {}", fact.subject, fact.relation,
                       fmt::join(objects, ", "));
  }
  std::string operator()(const Card& card) const {
    const bool is_cloze = std::holds_alternative<ClozeCard>(card.body);
    return plain_line(is_cloze ? without_blanks(card.ask) : card.ask);
  }
};

template <class Part>
void add_all(std::vector<DeckItem>& items, const std::vector<Part>& parts) {
  std::copy(parts.begin(), parts.end(), std::back_inserter(items));
}

}  // namespace

const char* name_of(ItemKind kind) {
  return kNames.at(static_cast<std::size_t>(kind));
}

const char* card_kind_of(const CardBody& body) {
  return kCardKinds.at(body.index());
}

ItemKind kind_of(const DeckItem& item) {
  return static_cast<ItemKind>(item.index());
}

const std::string& id_of(const DeckItem& item) {
  return std::visit([](const auto& part) -> const std::string& { return part.id; }, item);
}

std::string label_of(const DeckItem& item) {
  std::string label = cut(one_line(std::visit(Label{}, item)));
  return label.empty() ? id_of(item) : label;
}

DeckHead head_of(const Deck& deck) {
  return {deck.id,    deck.edition,     deck.lang,    deck.as_of,  deck.forms,
          deck.title, deck.description, deck.authors, deck.licence};
}

Deck deck_of(const DeckHead& head, const std::vector<DeckItem>& items) {
  Deck deck;
  deck.id = head.id;
  deck.edition = head.edition;
  deck.lang = head.lang;
  deck.as_of = head.as_of;
  deck.forms = head.forms;
  deck.title = head.title;
  deck.description = head.description;
  deck.authors = head.authors;
  deck.licence = head.licence;
  for (const DeckItem& item : items)
    add_to(deck, item);
  return deck;
}

void add_to(Deck& deck, const DeckItem& item) {
  struct Adding {
    Deck& deck;
    void operator()(const Source& part) const { deck.sources.push_back(part); }
    void operator()(const Topic& part) const { deck.topics.push_back(part); }
    void operator()(const Passage& part) const { deck.passages.push_back(part); }
    void operator()(const Entity& part) const { deck.entities.push_back(part); }
    void operator()(const Relation& part) const { deck.relations.push_back(part); }
    void operator()(const Fact& part) const { deck.facts.push_back(part); }
    void operator()(const Card& part) const { deck.cards.push_back(part); }
  };
  std::visit(Adding{deck}, item);
}

std::vector<DeckItem> items_of(const Deck& deck) {
  std::vector<DeckItem> items;
  items.reserve(deck.sources.size() + deck.topics.size() + deck.passages.size() +
                deck.entities.size() + deck.relations.size() + deck.facts.size() +
                deck.cards.size());
  add_all(items, deck.sources);
  add_all(items, deck.topics);
  add_all(items, deck.passages);
  add_all(items, deck.entities);
  add_all(items, deck.relations);
  add_all(items, deck.facts);
  add_all(items, deck.cards);
  return items;
}

}  // namespace attache
