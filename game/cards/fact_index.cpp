#include "cards/fact_index.h"

#include <algorithm>

namespace attache {

namespace {

// Keys of the one map of facts. A relation's id holds no line feed.

std::string subject_key(std::string_view relation, std::string_view subject) {
  std::string key(relation);
  key += "\n<";
  return key += subject;
}

std::string object_key(std::string_view relation, const FactObject& object) {
  std::string key(relation);
  if (const auto* entity = std::get_if<EntityRef>(&object)) {
    key += "\n>";
    return key += entity->id;
  }
  key += "\n=";
  return key += std::get<Value>(object).text;
}

std::string side_key(std::string_view relation, Direction side) {
  std::string key(relation);
  return key += side == Direction::kSubject ? "\n<" : "\n>";
}

template <class Map, class Key>
const typename Map::mapped_type& found_or_none(const Map& map, const Key& key) {
  static const typename Map::mapped_type kNone;
  const auto at = map.find(key);
  return at == map.end() ? kNone : at->second;
}

template <class Item>
void add_once(std::vector<Item>& items, const Item& item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

}  // namespace

std::optional<PartialDate> date_of(const Fact& fact) {
  const bool dated =
      fact.value_type == ValueType::kYear || fact.value_type == ValueType::kDate;
  if (!dated || fact.objects.size() != 1) return {};
  const auto* value = std::get_if<Value>(&fact.objects.front());
  return value == nullptr ? std::nullopt : PartialDate::parse(value->text);
}

FactIndex::FactIndex(const Deck& deck) {
  by_id_.reserve(deck.entities.size());
  names_.reserve(deck.entities.size());
  for (const Entity& entity : deck.entities) {
    by_id_.emplace(entity.id, &entity);
    types_[entity.type].push_back(&entity);
    add_name(entity.name, entity);
    for (const Alias& alias : entity.aliases)
      add_name(alias.text, entity);
  }
  facts_.reserve(deck.facts.size() * 2);
  for (const Fact& fact : deck.facts)
    add(fact);
  // Many facts may name one entity: each stands once on its side.
  for (auto& [key, entities] : sides_) {
    std::sort(entities.begin(), entities.end());
    entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
  }
}

void FactIndex::add_name(std::string_view name, const Entity& entity) {
  const auto [at, is_new] = names_.emplace(name, &entity);
  if (!is_new && at->second != &entity) at->second = nullptr;
}

void FactIndex::add(const Fact& fact) {
  facts_[fact.relation].push_back(&fact);
  facts_[subject_key(fact.relation, fact.subject)].push_back(&fact);
  const auto stands = [&](std::string_view id, Direction side) {
    const auto entity = by_id_.find(id);
    if (entity == by_id_.end()) return;
    sides_[side_key(fact.relation, side)].push_back(entity->second);
    if (!fact.topic.empty())
      add_once(topics_[entity->second], std::string_view(fact.topic));
  };
  stands(fact.subject, Direction::kSubject);
  for (const FactObject& object : fact.objects) {
    Facts& sharing = facts_[object_key(fact.relation, object)];
    if (sharing.empty() || sharing.back() != &fact) sharing.push_back(&fact);
    if (const auto* entity = std::get_if<EntityRef>(&object))
      stands(entity->id, Direction::kObject);
  }
  if (date_of(fact)) dated_.push_back(&fact);
}

const FactIndex::Facts& FactIndex::of_relation(std::string_view relation) const {
  return found_or_none(facts_, std::string(relation));
}

const FactIndex::Facts& FactIndex::about(std::string_view relation,
                                         std::string_view subject) const {
  return found_or_none(facts_, subject_key(relation, subject));
}

const FactIndex::Facts& FactIndex::with_object(std::string_view relation,
                                               const FactObject& object) const {
  return found_or_none(facts_, object_key(relation, object));
}

const FactIndex::Entities& FactIndex::on_side(std::string_view relation,
                                              Direction side) const {
  return found_or_none(sides_, side_key(relation, side));
}

const FactIndex::Entities& FactIndex::of_type_of(std::string_view id) const {
  const auto entity = by_id_.find(id);
  return of_type(entity == by_id_.end() ? std::string_view() : entity->second->type);
}

const FactIndex::Entities& FactIndex::of_type(std::string_view type) const {
  return found_or_none(types_, type);
}

const Entity* FactIndex::named(std::string_view name) const {
  const auto at = names_.find(name);
  return at == names_.end() ? nullptr : at->second;
}

const std::vector<std::string_view>& FactIndex::topics_of(const Entity& entity) const {
  return found_or_none(topics_, &entity);
}

}  // namespace attache
