#include "cards/naming.h"

#include <utility>

#include "base/text.h"
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
  naming.plural = entity.plural;
  return naming;
}

Naming naming_of(const DeckBook& book, const Fact& fact, const FactObject& object) {
  if (const auto* entity = std::get_if<EntityRef>(&object))
    return naming_of(*book.entity(entity->id));
  const std::string text =
      value_text(std::get<Value>(object), fact.value_type, fact.unit, book.deck().lang);
  Naming naming;
  naming.in_sentence = text;
  naming.alone = text;
  naming.accepted = {text};
  // Marking reads dates in English words.
  const std::string english =
      value_text(std::get<Value>(object), fact.value_type, fact.unit);
  if (english != text) naming.accepted.push_back(english);
  return naming;
}

Phrase objects_in_sentence(const DeckBook& book, const Fact& fact) {
  std::vector<std::string> names;
  bool plural = fact.objects.size() > 1;
  for (const FactObject& object : fact.objects) {
    Naming naming = naming_of(book, fact, object);
    plural = plural || naming.plural;
    names.push_back(std::move(naming.in_sentence));
  }
  return {listed(names, book.deck().lang), plural};
}

Phrase subject_in_sentence(const DeckBook& book, const Fact& fact) {
  const Entity& subject = *book.entity(fact.subject);
  return {in_sentence(subject), subject.plural};
}

std::string_view says_of(const DeckBook& book, const Fact& fact) {
  return fact.says ? *fact.says : book.relation(fact.relation)->wording.says;
}

std::string_view asks_of(const DeckBook& book, const Fact& fact, Direction direction) {
  const Wording& general = book.relation(fact.relation)->wording;
  const bool subject = direction == Direction::kSubject;
  const auto& own = subject ? fact.asks_subject : fact.asks_object;
  const auto& shared = subject ? general.asks_subject : general.asks_object;
  if (own) return *own;
  return shared ? std::string_view(*shared) : std::string_view();
}

std::vector<std::string> names_of(const Deck& deck) {
  std::vector<std::string> names;
  for (const Entity& entity : deck.entities) {
    names.push_back(entity.name);
    for (const Alias& alias : entity.aliases)
      names.push_back(alias.text);
  }
  return names;
}

}  // namespace attache
