#include "cards/naming.h"

#include <algorithm>

#include "cards/wording.h"

namespace attache {

Naming naming_of(const Entity& entity) {
  Naming naming;
  naming.in_sentence = in_sentence(entity);
  naming.alone = entity.name;
  naming.accepted.push_back(entity.name);
  for (const Alias& alias : entity.aliases)
    naming.accepted.push_back(alias.text);
  naming.article = entity.article;
  naming.note = entity.note;
  naming.type = entity.type;
  return naming;
}

Naming naming_of(const DeckBook& book, const Fact& fact, const FactObject& object) {
  if (const auto* entity = std::get_if<EntityRef>(&object))
    return naming_of(*book.entity(entity->id));
  const std::string text =
      value_text(std::get<Value>(object), fact.value_type, fact.unit);
  Naming naming;
  naming.in_sentence = text;
  naming.alone = text;
  naming.accepted = {text};
  return naming;
}

std::string objects_in_sentence(const DeckBook& book, const Fact& fact) {
  std::vector<std::string> names;
  for (const FactObject& object : fact.objects)
    names.push_back(naming_of(book, fact, object).in_sentence);
  return listed(names);
}

std::vector<std::string> names_other_than(const Deck& deck,
                                          const std::vector<std::string>& accepted) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (std::find(accepted.begin(), accepted.end(), name) == accepted.end())
      names.push_back(name);
  };
  for (const Entity& entity : deck.entities) {
    add(entity.name);
    for (const Alias& alias : entity.aliases)
      add(alias.text);
  }
  return names;
}

}  // namespace attache
