#include "cards/deck_book.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <fmt/format.h>

#include "base/text.h"
#include "cards/distractors.h"
#include "cards/wording.h"

namespace attache {

namespace {

constexpr std::size_t kWrongOptions = 3;
constexpr std::size_t kFewestWrongOptions = 2;

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

/// What a side of a fact is called in a sentence, and as an answer that stands alone.
struct Naming {
  std::string in_sentence;
  std::string alone;
  std::vector<std::string> accepted;  ///< `alone` first, then aliases
  std::string article;  ///< part of `in_sentence` that is not part of the answer
  std::string note;
  std::string type;  ///< of an entity
};

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

/// The type of what is left out, in words: "bill-class" → "bill class".
std::string hint_for(std::string type) {
  std::replace(type.begin(), type.end(), '-', ' ');
  return type;
}

/// A cloze of a fact's statement with one side left out; its article stays before the
/// blank.
ClozeText cloze_of(std::string_view says,
                   const Naming& subject,
                   const Naming& object,
                   Direction hidden_side) {
  const Naming& hidden = hidden_side == Direction::kSubject ? subject : object;
  AroundName around = sentence_around(says, subject.in_sentence, object.in_sentence,
                                      hidden_side, hidden.alone);
  ClozeText cloze;
  cloze.pieces = {std::move(around.before), std::move(around.after)};
  cloze.blanks = {Blank{hidden.accepted, hint_for(hidden.type)}};
  return cloze;
}

void shuffle_in(Prompt& prompt, std::vector<Option> options, Chance& chance) {
  chance.shuffle(options);
  prompt.options = std::move(options);
}

/// Names of everything in the deck but the answer: a typed answer that is one of them is
/// no slip.
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

Precision precision_of(const PartialDate& date) {
  if (date.month == 0) return Precision::kYear;
  return date.day == 0 ? Precision::kMonth : Precision::kDay;
}

/// Puts one question about a fact.
class FactPutter {
 public:
  FactPutter(const DeckBook& book,
             const Question& question,
             const Fact& fact,
             Chance& chance)
      : book_(book),
        question_(question),
        fact_(fact),
        chance_(chance),
        subject_(naming_of(*book.entity(fact.subject))),
        object_(naming_of(book, fact, fact.objects.front())) {}

  Prompt put(Form form) {
    prompt_ = Prompt{};
    prompt_.question = question_.id;
    prompt_.form = form;
    prompt_.stem = stem();
    const Naming& answer = asks_subject() ? subject_ : object_;
    prompt_.answer = with_capital(asks_subject() ? answer.alone : all_answers());
    prompt_.explain =
        fact_.explain.empty() && fact_.objects.size() == 1 ? answer.note : fact_.explain;
    switch (form) {
      case Form::kChoice:
        put_choice(answer);
        break;
      case Form::kCloze:
        put_cloze(answer);
        break;
      case Form::kTyped:
        prompt_.accepted = answer.accepted;
        prompt_.confusable = names_other_than(book_.deck(), answer.accepted);
        break;
      case Form::kNumber:
        prompt_.number = NumberKey{std::strtod(value().text.c_str(), nullptr),
                                   fact_.tolerance, fact_.unit};
        break;
      case Form::kDate: {
        const PartialDate date = PartialDate::parse(value().text).value_or(PartialDate{});
        prompt_.date = DateKey{date, precision_of(date)};
        break;
      }
      default:
        break;
    }
    return std::move(prompt_);
  }

 private:
  [[nodiscard]] bool asks_subject() const {
    return question_.direction == Direction::kSubject;
  }
  [[nodiscard]] const Value& value() const {
    return std::get<Value>(fact_.objects.front());
  }
  [[nodiscard]] const Wording& wording() const {
    return book_.relation(fact_.relation)->wording;
  }

  [[nodiscard]] std::string stem() const {
    const auto& own = asks_subject() ? fact_.asks_subject : fact_.asks_object;
    const auto& general = asks_subject() ? wording().asks_subject : wording().asks_object;
    return sentence_from(own ? *own : general.value_or(""), subject_.in_sentence,
                         objects_in_sentence(book_, fact_));
  }

  [[nodiscard]] std::string all_answers() const {
    std::vector<std::string> names;
    for (const FactObject& object : fact_.objects)
      names.push_back(naming_of(book_, fact_, object).alone);
    return listed(names);
  }

  void put_choice(const Naming& answer) {
    const bool entity = !answer.type.empty();
    std::vector<std::string> wrong =
        entity ? wrong_entities(book_, fact_, *question_.direction, prompt_.stem,
                                kWrongOptions, chance_)
               : wrong_values(book_, fact_, kWrongOptions, chance_);
    if (wrong.size() < kFewestWrongOptions) {
      const auto next =
          std::find(question_.forms.begin(), question_.forms.end(), Form::kChoice) + 1;
      assert(next < question_.forms.end());
      prompt_ = put(*next);
      return;
    }
    std::vector<Option> options{{with_capital(answer.alone), true, ""}};
    for (std::string& text : wrong) {
      if (!entity) text = value_text(Value{text}, fact_.value_type, fact_.unit);
      options.push_back({with_capital(text), false, ""});
    }
    shuffle_in(prompt_, std::move(options), chance_);
  }

  void put_cloze(const Naming& answer) {
    prompt_.cloze = cloze_of(fact_.says ? *fact_.says : wording().says, subject_, object_,
                             *question_.direction);
    prompt_.stem.clear();
    prompt_.confusable = names_other_than(book_.deck(), answer.accepted);
  }

  const DeckBook& book_;
  const Question& question_;
  const Fact& fact_;
  Chance& chance_;
  Naming subject_;
  Naming object_;
  Prompt prompt_;
};

/// Puts a card in its one form.
class CardPutter {
 public:
  CardPutter(const DeckBook& book, const Card& card, Prompt& prompt, Chance& chance)
      : book_(book), card_(card), prompt_(prompt), chance_(chance) {}

  void operator()(const RecallCard& body) { prompt_.answer = body.answer; }
  void operator()(const ChoiceCard& body) {
    prompt_.answer = body.answer;
    put_options({body.answer}, body.wrong);
  }
  void operator()(const SelectCard& body) {
    for (const std::string& answer : body.answers)
      prompt_.answer += "- " + answer + "\n";
    put_options(body.answers, body.wrong);
  }
  void operator()(const TrueFalseCard& body) {
    prompt_.answer = body.answer ? "True" : "False";
    prompt_.options = {{"True", body.answer, ""}, {"False", !body.answer, ""}};
  }
  void operator()(const TypedCard& body) {
    prompt_.answer = body.answer;
    prompt_.accepted = body.accept;
    prompt_.accepted.insert(prompt_.accepted.begin(), body.answer);
    prompt_.confusable = names_other_than(book_.deck(), prompt_.accepted);
  }
  void operator()(const ClozeCard&) {
    Result<ClozeText> cloze = read_cloze(card_.ask);
    assert(cloze);  // the deck was checked
    prompt_.stem.clear();
    prompt_.answer = cloze->filled();
    std::vector<std::string> accepted;
    for (const Blank& blank : cloze->blanks)
      accepted.insert(accepted.end(), blank.accepted.begin(), blank.accepted.end());
    prompt_.confusable = names_other_than(book_.deck(), accepted);
    prompt_.cloze = *std::move(cloze);
  }
  void operator()(const NumberCard& body) {
    prompt_.number =
        NumberKey{std::strtod(body.answer.c_str(), nullptr), body.tolerance, body.unit};
    prompt_.answer = body.unit.empty() ? body.answer : body.answer + " " + body.unit;
  }
  void operator()(const DateCard& body) {
    prompt_.date = DateKey{body.answer, body.precision};
    prompt_.answer = body.answer.text();
  }
  void operator()(const OrderCard& body) {
    const std::vector<std::size_t> shown = shuffled(body.items.size());
    prompt_.key.resize(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
      prompt_.items.push_back(body.items[shown[i]]);
      prompt_.key[shown[i]] = i;
    }
    for (std::size_t i = 0; i < body.items.size(); ++i)
      prompt_.answer += fmt::format("{}. {}\n", i + 1, body.items[i]);
  }
  void operator()(const MatchCard& body) {
    const std::vector<std::size_t> shown = shuffled(body.pairs.size());
    prompt_.key.resize(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
      prompt_.items.push_back(body.pairs[i].left);
      prompt_.counterparts.push_back(body.pairs[shown[i]].right);
      prompt_.key[shown[i]] = i;
      prompt_.answer +=
          fmt::format("- {} — {}\n", body.pairs[i].left, body.pairs[i].right);
    }
  }

 private:
  void put_options(const std::vector<std::string>& right,
                   const std::vector<WrongOption>& wrong) {
    std::vector<Option> options;
    for (const std::string& text : right)
      options.push_back({text, true, ""});
    for (const WrongOption& each : wrong)
      options.push_back({each.text, false, each.why});
    shuffle_in(prompt_, std::move(options), chance_);
  }

  /// A shuffled order that is never the sorted one by luck: that would show the answer.
  std::vector<std::size_t> shuffled(std::size_t count) {
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i)
      order[i] = i;
    while (count > 1 && std::is_sorted(order.begin(), order.end()))
      chance_.shuffle(order);
    return order;
  }

  const DeckBook& book_;
  const Card& card_;
  Prompt& prompt_;
  Chance& chance_;
};

/// Where `wanted` stands in `text`, any run of white space being as good as another.
std::optional<TextRange> find_words(std::string_view text, std::string_view wanted) {
  const auto blank = [](char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  };
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    std::size_t at = begin;
    std::size_t seek = 0;
    while (seek < wanted.size() && at < text.size()) {
      if (blank(wanted[seek]) && blank(text[at])) {
        while (seek < wanted.size() && blank(wanted[seek]))
          ++seek;
        while (at < text.size() && blank(text[at]))
          ++at;
      } else if (wanted[seek] == text[at]) {
        ++seek;
        ++at;
      } else {
        break;
      }
    }
    if (seek == wanted.size()) return TextRange{begin, at};
  }
  return {};
}

std::vector<TextRange> joined(std::vector<TextRange> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
  std::vector<TextRange> apart;
  for (const TextRange& range : ranges) {
    if (!apart.empty() && range.begin <= apart.back().end) {
      apart.back().end = std::max(apart.back().end, range.end);
    } else {
      apart.push_back(range);
    }
  }
  return apart;
}

TextRange without_outer_blanks(std::string_view text, TextRange range) {
  while (range.end > range.begin &&
         (text[range.end - 1] == ' ' || text[range.end - 1] == '\n'))
    --range.end;
  return range;
}

/// Sentences of a passage in which one of the names stands.
std::vector<TextRange> sentences_naming(std::string_view text,
                                        const std::vector<std::string>& names) {
  std::vector<TextRange> ranges;
  for (const TextRange& sentence : sentences(text)) {
    const std::string folded =
        fold(text.substr(sentence.begin, sentence.end - sentence.begin));
    const bool named =
        std::any_of(names.begin(), names.end(), [&](const std::string& name) {
          return folded.find(fold(name)) != std::string::npos;
        });
    if (named) ranges.push_back(without_outer_blanks(text, sentence));
  }
  return ranges;
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
  const std::string& says =
      fact.says ? *fact.says : relation(fact.relation)->wording.says;
  return sentence_from(says, in_sentence(*entity(fact.subject)),
                       objects_in_sentence(*this, fact));
}

Prompt DeckBook::put(const Question& question, Form form, Chance& chance) const {
  if (question.direction)
    return FactPutter(*this, question, deck_.facts[question.item], chance).put(form);
  const Card& card = deck_.cards[question.item];
  Prompt prompt;
  prompt.question = question.id;
  prompt.form = form;
  prompt.stem = card.ask;
  prompt.explain = card.explain;
  std::visit(CardPutter(*this, card, prompt, chance), card.body);
  return prompt;
}

std::vector<TextRange> DeckBook::support_in_passage(const Question& question) const {
  const Passage* reading = passage(question.passage);
  if (reading == nullptr) return {};
  const bool about_fact = question.direction.has_value();
  const auto& support = about_fact ? deck_.facts[question.item].support
                                   : deck_.cards[question.item].support;
  std::vector<TextRange> ranges;
  for (const std::string& words : support)
    if (const auto range = find_words(reading->text, words)) ranges.push_back(*range);
  if (ranges.empty() && about_fact) {
    const Fact& fact = deck_.facts[question.item];
    std::vector<std::string> names;
    if (question.direction == Direction::kSubject) {
      names = naming_of(*entity(fact.subject)).accepted;
    } else {
      for (const FactObject& object : fact.objects)
        for (std::string& name : naming_of(*this, fact, object).accepted)
          names.push_back(std::move(name));
    }
    ranges = sentences_naming(reading->text, names);
  }
  return joined(std::move(ranges));
}

}  // namespace attache
