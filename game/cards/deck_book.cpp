#include "cards/deck_book.h"

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

DeckBook::DeckBook(Deck deck, std::filesystem::path folder)
    : deck_(std::move(deck)),
      folder_(std::move(folder)),
      facts_(deck_),
      questions_(questions_of(deck_, facts_)),
      names_(std::make_shared<const NameIndex>(names_of(deck_))) {
  index_by_id(questions_, question_index_);
  index_by_id(deck_.entities, entity_index_);
  index_by_id(deck_.relations, relation_index_);
  index_by_id(deck_.passages, passage_index_);
  index_by_id(deck_.sources, source_index_);
  index_by_id(deck_.topics, topic_index_);
  index_by_id(deck_.facts, fact_index_);
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

std::string DeckBook::statement(const Fact& fact) const {
  return sentence_from(says_of(*this, fact), subject_in_sentence(*this, fact),
                       objects_in_sentence(*this, fact));
}

Prompt DeckBook::put(const Question& question,
                     const PutWish& wish,
                     Chance& chance) const {
  Prompt prompt = question.direction ? put_fact(*this, question, wish, chance)
                                     : put_card(*this, question, wish, chance);
  if (prompt.form == Form::kTyped)
    prompt.accepted.insert(prompt.accepted.end(), wish.taken_as_right.begin(),
                           wish.taken_as_right.end());
  prompt.level = wish.level;
  prompt.refused = wish.taken_as_wrong;
  return prompt;
}

Prompt DeckBook::put(const Question& question, Form form, Chance& chance) const {
  PutWish wish;
  wish.form = form;
  return put(question, wish, chance);
}

}  // namespace attache
