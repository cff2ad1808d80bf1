#include "cards/question.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace attache {

namespace {

constexpr std::array kFormNames{
    std::pair{Form::kChoice, "choice"}, std::pair{Form::kTrueFalse, "true-false"},
    std::pair{Form::kSelect, "select"}, std::pair{Form::kMatch, "match"},
    std::pair{Form::kOrder, "order"},   std::pair{Form::kCloze, "cloze"},
    std::pair{Form::kTyped, "typed"},   std::pair{Form::kNumber, "number"},
    std::pair{Form::kDate, "date"},     std::pair{Form::kRecall, "recall"}};

/// What questions of facts need to know of the whole deck, counted once.
struct Census {
  std::unordered_map<std::string, int> entities_of_type;
  std::unordered_map<std::string, const Entity*> entity;
  std::unordered_map<std::string, const Relation*> relation;
  /// How many facts of a relation have an object.
  std::unordered_map<std::string, int> facts_with_object;
};

std::string object_key(const std::string& relation, const FactObject& object) {
  if (const auto* entity = std::get_if<EntityRef>(&object))
    return relation + "\n@" + entity->id;
  return relation + "\n=" + std::get<Value>(object).text;
}

Census census_of(const Deck& deck) {
  Census census;
  for (const Entity& entity : deck.entities) {
    ++census.entities_of_type[entity.type];
    census.entity.emplace(entity.id, &entity);
  }
  for (const Relation& relation : deck.relations)
    census.relation.emplace(relation.id, &relation);
  for (const Fact& fact : deck.facts)
    for (const FactObject& object : fact.objects)
      ++census.facts_with_object[object_key(fact.relation, object)];
  return census;
}

/// Two wrong answers at least are wanted beside the right one and the entity that the
/// stem names.
bool enough_for_choice(const Census& census, const std::string& type) {
  const auto found = census.entities_of_type.find(type);
  return found != census.entities_of_type.end() && found->second >= 4;
}

std::vector<Form> forms_for_entity(const Census& census, const std::string& id) {
  std::vector<Form> forms{Form::kCloze, Form::kTyped};
  const auto found = census.entity.find(id);
  if (found != census.entity.end() && enough_for_choice(census, found->second->type))
    forms.insert(forms.begin(), Form::kChoice);
  return forms;
}

std::vector<Form> forms_for_object(const Census& census, const Fact& fact) {
  if (fact.objects.size() > 1) return {Form::kRecall};
  if (const auto* entity = std::get_if<EntityRef>(&fact.objects.front()))
    return forms_for_entity(census, entity->id);
  switch (fact.value_type) {
    case ValueType::kYear:
      return {Form::kChoice, Form::kCloze, Form::kDate};
    case ValueType::kDate:
      return {Form::kDate};
    case ValueType::kNumber:
      return {Form::kChoice, Form::kNumber};
    case ValueType::kText:
      return {Form::kCloze, Form::kTyped};
  }
  return {Form::kRecall};
}

Question question_about(const Deck& deck,
                        const Fact& fact,
                        std::size_t index,
                        Direction direction) {
  Question question;
  question.siblings = deck.id + "/" + fact.id;
  question.id = question.siblings + "/" + name_of(direction);
  question.deck = deck.id;
  question.item = index;
  question.direction = direction;
  question.topic = fact.topic;
  question.passage = fact.passage;
  question.meaning = fact.meaning;
  question.tags = fact.tags;
  question.as_of = fact.as_of ? fact.as_of : deck.as_of;
  question.check_after = fact.check_after;
  return question;
}

void add_fact(std::vector<Question>& questions,
              const Deck& deck,
              const Census& census,
              std::size_t index) {
  const Fact& fact = deck.facts[index];
  const Wording& wording = census.relation.at(fact.relation)->wording;
  if (fact.asks_object || wording.asks_object) {
    Question question = question_about(deck, fact, index, Direction::kObject);
    question.forms = forms_for_object(census, fact);
    questions.push_back(std::move(question));
  }
  const bool one_answer = std::all_of(
      fact.objects.begin(), fact.objects.end(), [&](const FactObject& object) {
        return census.facts_with_object.at(object_key(fact.relation, object)) == 1;
      });
  if ((fact.asks_subject || wording.asks_subject) && one_answer) {
    Question question = question_about(deck, fact, index, Direction::kSubject);
    question.forms = forms_for_entity(census, fact.subject);
    questions.push_back(std::move(question));
  }
}

struct FormOfCard {
  Form operator()(const RecallCard&) const { return Form::kRecall; }
  Form operator()(const ChoiceCard&) const { return Form::kChoice; }
  Form operator()(const SelectCard&) const { return Form::kSelect; }
  Form operator()(const TrueFalseCard&) const { return Form::kTrueFalse; }
  Form operator()(const TypedCard&) const { return Form::kTyped; }
  Form operator()(const ClozeCard&) const { return Form::kCloze; }
  Form operator()(const NumberCard&) const { return Form::kNumber; }
  Form operator()(const DateCard&) const { return Form::kDate; }
  Form operator()(const OrderCard&) const { return Form::kOrder; }
  Form operator()(const MatchCard&) const { return Form::kMatch; }
};

Question question_about(const Deck& deck, const Card& card, std::size_t index) {
  Question question;
  question.id = deck.id + "/" + card.id;
  question.deck = deck.id;
  question.item = index;
  question.siblings = deck.id + "/" + (card.fact.empty() ? card.id : card.fact);
  question.topic = card.topic;
  question.passage = card.passage;
  question.forms = {std::visit(FormOfCard{}, card.body)};
  question.meaning = card.meaning;
  question.tags = card.tags;
  question.as_of = card.as_of ? card.as_of : deck.as_of;
  question.check_after = card.check_after;
  return question;
}

}  // namespace

const char* name_of(Direction direction) {
  return direction == Direction::kObject ? "object" : "subject";
}

const char* name_of(Form form) {
  for (const auto& [each, name] : kFormNames)
    if (each == form) return name;
  return "";
}

std::optional<Form> form_named(std::string_view name) {
  for (const auto& [form, each] : kFormNames)
    if (each == name) return form;
  return {};
}

std::vector<Question> questions_of(const Deck& deck) {
  const Census census = census_of(deck);
  std::vector<Question> questions;
  questions.reserve(deck.facts.size() * 2 + deck.cards.size());
  for (std::size_t i = 0; i < deck.facts.size(); ++i)
    add_fact(questions, deck, census, i);
  for (std::size_t i = 0; i < deck.cards.size(); ++i)
    questions.push_back(question_about(deck, deck.cards[i], i));
  return questions;
}

}  // namespace attache
