#include "cards/deck_book.h"

#include <cassert>
#include <utility>

#include "cards/naming.h"
#include "cards/putting.h"
#include "cards/wording.h"

namespace attache {

namespace {

template <class Items, class Index>
void index_by_id(const Items& items, Index& index) {
  for (std::size_t i = 0; i < items.size(); ++i)
    index.emplace(items[i].id, i);
}

template <class Items, class Index>
auto found(const Items& items, const Index& index, std::string_view id)
    -> decltype(&items.front()) {
  const auto at = index.find(id);
  return at == index.end() ? nullptr : &items[at->second];
}

}  // namespace

DeckBook::DeckBook(Deck deck) : deck_(std::move(deck)), questions_(questions_of(deck_)) {
  index_by_id(questions_, question_index_);
  index_by_id(deck_.entities, entity_index_);
  index_by_id(deck_.relations, relation_index_);
  index_by_id(deck_.passages, passage_index_);
  index_by_id(deck_.sources, source_index_);
  index_by_id(deck_.topics, topic_index_);
  index_by_id(deck_.facts, fact_index_);
  for (const Entity& entity : deck_.entities)
    by_type_[entity.type].push_back(&entity);
  for (const Fact& fact : deck_.facts)
    by_relation_[fact.relation].push_back(&fact);
}

const Question* DeckBook::question(std::string_view id) const {
  return found(questions_, question_index_, id);
}
const Entity* DeckBook::entity(std::string_view id) const {
  return found(deck_.entities, entity_index_, id);
}
const Relation* DeckBook::relation(std::string_view id) const {
  return found(deck_.relations, relation_index_, id);
}
const Passage* DeckBook::passage(std::string_view id) const {
  return found(deck_.passages, passage_index_, id);
}
const Source* DeckBook::source(std::string_view id) const {
  return found(deck_.sources, source_index_, id);
}
const Topic* DeckBook::topic(std::string_view id) const {
  return found(deck_.topics, topic_index_, id);
}
const Fact* DeckBook::fact(std::string_view id) const {
  return found(deck_.facts, fact_index_, id);
}

const std::vector<const Entity*>& DeckBook::entities_of_type(
    const std::string& type) const {
  static const std::vector<const Entity*> kNone;
  const auto at = by_type_.find(type);
  return at == by_type_.end() ? kNone : at->second;
}

const std::vector<const Fact*>& DeckBook::facts_of_relation(
    const std::string& relation) const {
  static const std::vector<const Fact*> kNone;
  const auto at = by_relation_.find(relation);
  return at == by_relation_.end() ? kNone : at->second;
}

std::string DeckBook::statement(const Fact& fact) const {
  const Relation* stated = relation(fact.relation);
  const Entity* subject = entity(fact.subject);
  assert(stated != nullptr && subject != nullptr);  // the deck was checked
  return sentence_from(fact.says ? *fact.says : stated->wording.says,
                       in_sentence(*subject), objects_in_sentence(*this, fact));
}

Prompt DeckBook::put(const Question& question, Form form, Chance& chance) const {
  return question.direction ? put_fact(*this, question, form, chance)
                            : put_card(*this, question, chance);
}

}  // namespace attache
