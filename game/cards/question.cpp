#include "cards/question.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "cards/dated.h"
#include "cards/distractors.h"
#include "cards/fact_index.h"

namespace attache {

namespace {

struct FormTraits {
  Form form;
  const char* name;
  Level level;
  AnswerKind kind;
};

constexpr std::array<FormTraits, 14> kForms{
    {{Form::kChoice, "choice", Level::kRecognition, AnswerKind::kPickOne},
     {Form::kTrueFalse, "true-false", Level::kRecognition, AnswerKind::kPickOne},
     {Form::kBeforeAfter, "before-after", Level::kRecognition, AnswerKind::kPickOne},
     {Form::kNearest, "nearest", Level::kRecognition, AnswerKind::kPickOne},
     {Form::kPlace, "place", Level::kRecognition, AnswerKind::kPickOne},
     {Form::kSelect, "select", Level::kRecognition, AnswerKind::kPickSeveral},
     {Form::kMatch, "match", Level::kRecognition, AnswerKind::kPair},
     {Form::kOrder, "order", Level::kCompletion, AnswerKind::kArrange},
     {Form::kCloze, "cloze", Level::kCompletion, AnswerKind::kWrite},
     {Form::kSet, "set", Level::kRecall, AnswerKind::kWrite},
     {Form::kTyped, "typed", Level::kRecall, AnswerKind::kWrite},
     {Form::kNumber, "number", Level::kRecall, AnswerKind::kWrite},
     {Form::kDate, "date", Level::kRecall, AnswerKind::kWrite},
     {Form::kRecall, "recall", Level::kRecall, AnswerKind::kTell}}};

constexpr std::array<const char*, 3> kLevelNames{"recognition", "completion", "recall"};

const FormTraits& traits_of(Form form) {
  return kForms.at(static_cast<std::size_t>(form));
}

/// How many entities of a type a form needs: with the answer and the one that the stem
/// names, a choice has two wrong answers then, a false statement one.
constexpr std::size_t kEnoughForChoice = 4;
constexpr std::size_t kEnoughForFalse = 3;
/// A choice among texts draws on other facts of the relation.
constexpr std::size_t kEnoughTexts = 3;
/// A chart of fewer boxes shows nothing, and one of many more no longer fits.
constexpr std::size_t kFewestForChart = 3;
constexpr std::size_t kMostForChart = 300;
constexpr std::size_t kEnoughForOrder = 3;
constexpr std::size_t kEnoughForBefore = 2;

/// Which forms the questions of one deck can be put in.
class Forms {
 public:
  Forms(const Deck& deck, const FactIndex& index) : deck_(deck), index_(index) {
    for (const Relation& relation : deck.relations)
      relations_.emplace(relation.id, &relation);
    for (const Topic& topic : deck.topics)
      topics_.emplace(topic.id, &topic);
  }

  [[nodiscard]] const Relation& relation(const Fact& fact) const {
    return *relations_.at(fact.relation);
  }

  [[nodiscard]] std::vector<Form> for_entity(const std::string& id) const {
    std::vector<Form> forms;
    const std::size_t alike = index_.of_type_of(id).size();
    if (alike >= kEnoughForChoice) forms.push_back(Form::kChoice);
    if (alike >= kEnoughForFalse) forms.push_back(Form::kTrueFalse);
    forms.push_back(Form::kCloze);
    forms.push_back(Form::kTyped);
    return forms;
  }

  [[nodiscard]] std::vector<Form> for_object(const Fact& fact) const {
    if (fact.objects.size() > 1) return for_many(fact);
    const auto* entity = std::get_if<EntityRef>(&fact.objects.front());
    if (entity == nullptr) return for_value(fact);
    std::vector<Form> forms = for_entity(entity->id);
    if (draws_chart(fact))
      forms.insert(std::find(forms.begin(), forms.end(), Form::kCloze), Form::kPlace);
    return forms;
  }

  /// The forms that the author fixed: of the fact, else of the nearest topic above it,
  /// else of the deck. Empty where none did.
  [[nodiscard]] const std::vector<std::string>& fixed(const Fact& fact) const {
    if (!fact.forms.empty()) return fact.forms;
    // A topic stands below another, which the checker keeps free of circles.
    for (auto topic = topics_.find(fact.topic); topic != topics_.end();
         topic = topics_.find(topic->second->parent))
      if (!topic->second->forms.empty()) return topic->second->forms;
    return deck_.forms;
  }

 private:
  [[nodiscard]] bool draws_chart(const Fact& fact) const {
    const std::size_t facts = index_.of_relation(fact.relation).size();
    return relation(fact).shape == Shape::kHierarchy && facts >= kFewestForChart &&
           facts <= kMostForChart;
  }

  [[nodiscard]] std::vector<Form> for_many(const Fact& fact) const {
    const auto* entity = std::get_if<EntityRef>(&fact.objects.front());
    const bool enough = entity != nullptr
                            ? index_.of_type_of(entity->id).size() >=
                                  fact.objects.size() + kEnoughForFalse
                            : fact.value_type == ValueType::kText && enough_texts(fact);
    return enough ? std::vector{Form::kSelect, Form::kSet} : std::vector{Form::kSet};
  }

  [[nodiscard]] std::vector<Form> for_value(const Fact& fact) const {
    switch (fact.value_type) {
      case ValueType::kYear:
      case ValueType::kDate:
        return for_date(fact);
      case ValueType::kNumber: {
        std::vector<Form> forms{Form::kChoice, Form::kTrueFalse};
        Chance any(0);
        if (ladder_around(fact, {}, any)) forms.push_back(Form::kNearest);
        forms.push_back(Form::kNumber);
        return forms;
      }
      case ValueType::kText:
        break;
    }
    if (enough_texts(fact))
      return {Form::kChoice, Form::kTrueFalse, Form::kCloze, Form::kTyped};
    return {Form::kCloze, Form::kTyped};
  }

  [[nodiscard]] std::vector<Form> for_date(const Fact& fact) const {
    std::vector<Form> forms{Form::kChoice, Form::kTrueFalse};
    if (index_.dated().size() >= kEnoughForBefore) forms.push_back(Form::kBeforeAfter);
    Chance any(0);
    if (ladder_around(fact, fact.as_of ? fact.as_of : deck_.as_of, any))
      forms.push_back(Form::kNearest);
    if (index_.dated().size() >= kEnoughForOrder) forms.push_back(Form::kOrder);
    forms.push_back(Form::kCloze);
    forms.push_back(Form::kDate);
    return forms;
  }

  [[nodiscard]] bool enough_texts(const Fact& fact) const {
    return index_.of_relation(fact.relation).size() >= kEnoughTexts;
  }

  const Deck& deck_;
  const FactIndex& index_;
  std::unordered_map<std::string_view, const Relation*> relations_;
  std::unordered_map<std::string_view, const Topic*> topics_;
};

/// The possible forms that are among the fixed ones; all of them where that leaves none.
std::vector<Form> within(std::vector<Form> possible,
                         const std::vector<std::string>& fixed) {
  std::vector<Form> kept;
  std::copy_if(
      possible.begin(), possible.end(), std::back_inserter(kept), [&](Form form) {
        return std::find(fixed.begin(), fixed.end(), name_of(form)) != fixed.end();
      });
  return kept.empty() ? possible : kept;
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
              const FactIndex& facts,
              const Forms& forms,
              std::size_t index) {
  const Fact& fact = deck.facts[index];
  const Wording& wording = forms.relation(fact).wording;
  const std::vector<std::string>& fixed = forms.fixed(fact);
  if (!fact.omits_object && (fact.asks_object || wording.asks_object)) {
    Question question = question_about(deck, fact, index, Direction::kObject);
    question.forms = within(forms.for_object(fact), fixed);
    questions.push_back(std::move(question));
  }
  const bool one_answer = std::all_of(
      fact.objects.begin(), fact.objects.end(), [&](const FactObject& object) {
        return facts.with_object(fact.relation, object).size() == 1;
      });
  if (!fact.omits_subject && (fact.asks_subject || wording.asks_subject) && one_answer) {
    Question question = question_about(deck, fact, index, Direction::kSubject);
    question.forms = within(forms.for_entity(fact.subject), fixed);
    questions.push_back(std::move(question));
  }
}

struct FormsOfCard {
  std::vector<Form> operator()(const RecallCard&) const { return {Form::kRecall}; }
  std::vector<Form> operator()(const ChoiceCard&) const { return {Form::kChoice}; }
  std::vector<Form> operator()(const SelectCard&) const { return {Form::kSelect}; }
  std::vector<Form> operator()(const TrueFalseCard&) const { return {Form::kTrueFalse}; }
  std::vector<Form> operator()(const TypedCard&) const { return {Form::kTyped}; }
  std::vector<Form> operator()(const ClozeCard&) const { return {Form::kCloze}; }
  std::vector<Form> operator()(const NumberCard&) const { return {Form::kNumber}; }
  std::vector<Form> operator()(const DateCard&) const { return {Form::kDate}; }
  std::vector<Form> operator()(const OrderCard&) const { return {Form::kOrder}; }
  std::vector<Form> operator()(const MatchCard&) const { return {Form::kMatch}; }
  std::vector<Form> operator()(const ImageCard& card) const {
    constexpr std::size_t kEnoughRegions = 3;
    if (card.regions.size() < kEnoughRegions) return {Form::kTyped};
    return {Form::kChoice, Form::kTyped};
  }
};

Question question_about(const Deck& deck, const Card& card, std::size_t index) {
  Question question;
  question.id = deck.id + "/" + card.id;
  question.deck = deck.id;
  question.item = index;
  question.siblings = deck.id + "/" + (card.fact.empty() ? card.id : card.fact);
  question.topic = card.topic;
  question.passage = card.passage;
  question.forms = std::visit(FormsOfCard{}, card.body);
  question.meaning = card.meaning;
  question.tags = card.tags;
  question.as_of = card.as_of ? card.as_of : deck.as_of;
  question.check_after = card.check_after;
  return question;
}

/// A card is one question, an image one for each region.
void add_card(std::vector<Question>& questions, const Deck& deck, std::size_t index) {
  const Card& card = deck.cards[index];
  Question question = question_about(deck, card, index);
  const auto* image = std::get_if<ImageCard>(&card.body);
  if (image == nullptr) {
    questions.push_back(std::move(question));
    return;
  }
  for (std::size_t i = 0; i < image->regions.size(); ++i) {
    Question part = question;
    part.id += "/" + image->regions[i].id;
    part.region = i;
    questions.push_back(std::move(part));
  }
}

}  // namespace

const char* name_of(Direction direction) {
  return direction == Direction::kObject ? "object" : "subject";
}

const char* name_of(Form form) {
  return traits_of(form).name;
}

Level level_of(Form form) {
  return traits_of(form).level;
}

const char* name_of(Level level) {
  return kLevelNames.at(static_cast<std::size_t>(level));
}

std::optional<Level> level_named(std::string_view name) {
  for (std::size_t i = 0; i < kLevelNames.size(); ++i)
    if (kLevelNames.at(i) == name) return static_cast<Level>(i);
  return {};
}

AnswerKind answer_kind_of(Form form) {
  return traits_of(form).kind;
}

std::optional<Form> form_named(std::string_view name) {
  const auto* found =
      std::find_if(kForms.begin(), kForms.end(),
                   [&](const FormTraits& traits) { return traits.name == name; });
  return found == kForms.end() ? std::nullopt : std::optional(found->form);
}

std::vector<Question> questions_of(const Deck& deck, const FactIndex& facts) {
  const Forms forms(deck, facts);
  std::vector<Question> questions;
  questions.reserve(deck.facts.size() * 2 + deck.cards.size());
  for (std::size_t i = 0; i < deck.facts.size(); ++i)
    add_fact(questions, deck, facts, forms, i);
  for (std::size_t i = 0; i < deck.cards.size(); ++i)
    add_card(questions, deck, i);
  return questions;
}

std::vector<Question> questions_of(const Deck& deck) {
  return questions_of(deck, FactIndex(deck));
}

}  // namespace attache
