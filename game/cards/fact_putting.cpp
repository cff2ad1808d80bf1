#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "base/text.h"
#include "cards/dated.h"
#include "cards/distractors.h"
#include "cards/hierarchy.h"
#include "cards/naming.h"
#include "cards/putting.h"
#include "cards/wording.h"

namespace attache {

namespace {

constexpr std::size_t kWrongOptions = 3;
constexpr std::size_t kFewestWrongOptions = 2;
constexpr std::size_t kOtherEvents = 3;
constexpr std::size_t kFewestEvents = 3;
constexpr std::size_t kFewestPlaces = 3;
constexpr std::size_t kMostPlaces = 9;

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
  AroundName around =
      sentence_around(says, subject.phrase(), object.phrase(), hidden_side, hidden.alone);
  ClozeText cloze;
  cloze.pieces = {std::move(around.before), std::move(around.after)};
  cloze.blanks = {Blank{hidden.accepted, hint_for(hidden.type)}};
  return cloze;
}

Precision precision_of(const PartialDate& date) {
  if (date.month == 0) return Precision::kYear;
  return date.day == 0 ? Precision::kMonth : Precision::kDay;
}

std::string numbered(const std::vector<std::string>& things) {
  std::string list;
  for (std::size_t i = 0; i < things.size(); ++i)
    list += fmt::format("{}. {}\n", i + 1, things[i]);
  return list;
}

/// Boxes for a choice of places: the right one with all that stands above it, and others
/// by chance, in the order of the chart.
std::vector<ChartNode> few_places(const std::vector<ChartNode>& chart,
                                  const Entity& right,
                                  Chance& chance) {
  if (chart.size() <= kMostPlaces) return chart;
  std::vector<bool> kept(chart.size(), false);
  std::size_t count = 0;
  const auto keep_with_above = [&](std::size_t index) {
    const Entity* wanted = chart[index].entity;
    for (std::size_t i = index + 1; i-- > 0 && wanted != nullptr;) {
      if (chart[i].entity != wanted) continue;
      if (!kept[i]) ++count;
      kept[i] = true;
      wanted = chart[i].above;
    }
  };
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < chart.size(); ++i)
    if (chart[i].entity == &right) {
      keep_with_above(i);
    } else {
      order.push_back(i);
    }
  chance.shuffle(order);
  for (const std::size_t index : order)
    if (count < kMostPlaces) keep_with_above(index);
  std::vector<ChartNode> few;
  for (std::size_t i = 0; i < chart.size(); ++i)
    if (kept[i]) few.push_back(chart[i]);
  return few;
}

/// Puts one question about a fact.
class FactPutter {
 public:
  FactPutter(const DeckBook& book,
             const Question& question,
             const Fact& fact,
             const PutWish& wish,
             Chance& chance)
      : book_(book),
        question_(question),
        fact_(fact),
        wish_(wish),
        chance_(chance),
        subject_(naming_of(*book.entity(fact.subject))),
        object_(naming_of(book, fact, fact.objects.front())),
        objects_(objects_in_sentence(book, fact)) {}

  /// The form wished for, else the next that the deck has enough for: harder ones first,
  /// then easier ones, and only then the form that was to be kept off.
  Prompt put() {
    for (const Form form : order_of_forms())
      if (begin(form)) return std::move(prompt_);
    // The last form of a question about a fact needs nothing of the deck.
    assert(false);
    return std::move(prompt_);
  }

 private:
  [[nodiscard]] std::vector<Form> order_of_forms() const {
    std::vector<Form> forms = question_.forms;
    const auto first = std::find(forms.begin(), forms.end(), wish_.form);
    assert(first != forms.end());
    std::rotate(forms.begin(), first, forms.end());
    if (wish_.not_again && *wish_.not_again != wish_.form)
      std::stable_partition(forms.begin(), forms.end(),
                            [&](Form form) { return form != *wish_.not_again; });
    // What can always be put comes last, should the author have left it out.
    forms.push_back(Form::kRecall);
    return forms;
  }

  /// Whether the form could be put.
  bool begin(Form form) {
    prompt_ = Prompt{};
    prompt_.question = question_.id;
    prompt_.form = form;
    prompt_.stem =
        sentence_from(asks_of(book_, fact_, direction()), subject_.phrase(), objects_);
    prompt_.answer = with_capital(asks_subject() ? subject_.alone : all_answers());
    prompt_.answer_type = answer().type;
    prompt_.explain = fact_.explain;
    prompt_.notes = notes();
    switch (form) {
      case Form::kChoice:
        return put_choice();
      case Form::kTrueFalse:
        return put_true_false();
      case Form::kBeforeAfter:
        return put_before_after();
      case Form::kNearest:
        return put_nearest();
      case Form::kPlace:
        return put_place();
      case Form::kSelect:
        return put_select();
      case Form::kOrder:
        return put_order();
      case Form::kCloze:
        return put_cloze();
      case Form::kSet:
        return put_set();
      case Form::kTyped:
        return put_typed();
      case Form::kNumber:
        return put_number();
      case Form::kDate:
        return put_date();
      case Form::kMatch:
      case Form::kRecall:
        break;
    }
    return form == Form::kRecall;
  }

  [[nodiscard]] Direction direction() const { return *question_.direction; }
  [[nodiscard]] bool asks_subject() const { return direction() == Direction::kSubject; }
  [[nodiscard]] const Naming& answer() const {
    return asks_subject() ? subject_ : object_;
  }
  [[nodiscard]] bool answer_is_entity() const { return !answer().type.empty(); }
  [[nodiscard]] const Value* value() const {
    return asks_subject() ? nullptr : std::get_if<Value>(&fact_.objects.front());
  }

  [[nodiscard]] std::string all_answers() const {
    return fact_.objects.size() == 1 ? object_.alone : objects_.text;
  }

  /// "**Quad** — A forum of four countries." for each answer that has a note.
  [[nodiscard]] std::vector<std::string> notes() const {
    std::vector<std::string> notes;
    const auto add = [&](const Naming& naming) {
      if (!naming.note.empty())
        notes.push_back(
            fmt::format("**{}** — {}", with_capital(naming.alone), naming.note));
    };
    if (asks_subject()) {
      add(subject_);
    } else {
      for (const FactObject& object : fact_.objects)
        add(naming_of(book_, fact_, object));
    }
    return notes;
  }

  /// Wrong answers as they stand alone and in a sentence.
  [[nodiscard]] std::vector<Naming> distractors(std::size_t wanted,
                                                std::string_view stem,
                                                bool same_number) {
    const DistractorWish wish{wanted, stem, wish_.past_wrong, same_number};
    std::vector<Naming> wrong;
    if (answer_is_entity()) {
      for (const Entity* entity :
           wrong_entities(book_, fact_, direction(), wish, chance_))
        wrong.push_back(naming_of(*entity));
    } else if (!asks_subject()) {
      for (const std::string& text : wrong_values(book_, fact_, wish, chance_))
        wrong.push_back(naming_of(book_, fact_, FactObject{Value{text}}));
    }
    return wrong;
  }

  bool put_choice() {
    const std::vector<Naming> wrong = distractors(kWrongOptions, prompt_.stem, false);
    if (wrong.size() < kFewestWrongOptions) return false;
    prompt_.options.push_back({with_capital(answer().alone), true, ""});
    for (const Naming& each : wrong)
      prompt_.options.push_back({with_capital(each.alone), false, ""});
    chance_.shuffle(prompt_.options);
    return true;
  }

  [[nodiscard]] std::string statement_with(const Naming& answer) const {
    return asks_subject()
               ? sentence_from(says_of(book_, fact_), answer.phrase(), objects_)
               : sentence_from(says_of(book_, fact_), subject_.phrase(), answer.phrase());
  }

  bool put_true_false() {
    const std::string truth = book_.statement(fact_);
    const std::vector<Naming> wrong = distractors(
        kWrongOptions, asks_subject() ? objects_.text : subject_.in_sentence, true);
    if (wrong.empty()) return false;
    const bool holds = chance_.below(2) == 0;
    prompt_.stem = holds ? truth : statement_with(wrong[chance_.below(wrong.size())]);
    prompt_.answer = holds ? "True" : fmt::format("False. {}", truth);
    prompt_.options = {{"True", holds, ""}, {"False", !holds, ""}};
    return true;
  }

  bool put_before_after() {
    const auto date = date_of(fact_);
    const std::vector<Event> others = other_events(book_, fact_, 1, chance_);
    if (!date || others.empty()) return false;
    std::vector<Event> both{{&fact_, *date}, others.front()};
    if (clearly_before(both[1].date, both[0].date)) std::swap(both[0], both[1]);
    prompt_.stem = "Which of these comes first?";
    prompt_.options = {{event_text(book_, *both[0].fact), true, ""},
                       {event_text(book_, *both[1].fact), false, both[1].date.text()}};
    if (prompt_.options[0].text == prompt_.options[1].text) return false;
    prompt_.answer =
        numbered({book_.statement(*both[0].fact), book_.statement(*both[1].fact)});
    chance_.shuffle(prompt_.options);
    return true;
  }

  bool put_order() {
    const auto date = date_of(fact_);
    if (!date) return false;
    std::vector<Event> events = other_events(book_, fact_, kOtherEvents, chance_);
    events.push_back({&fact_, *date});
    if (events.size() < kFewestEvents) return false;
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
      return clearly_before(a.date, b.date);
    });
    std::vector<std::string> dated;
    dated.reserve(events.size());
    for (const Event& event : events)
      dated.push_back(book_.statement(*event.fact));
    std::vector<std::size_t> shown(events.size());
    for (std::size_t i = 0; i < shown.size(); ++i)
      shown[i] = i;
    while (std::is_sorted(shown.begin(), shown.end()))
      chance_.shuffle(shown);
    prompt_.key.resize(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
      prompt_.items.push_back(event_text(book_, *events[shown[i]].fact));
      prompt_.key[shown[i]] = i;
    }
    prompt_.stem = "Put these in order, the earliest first.";
    prompt_.answer = numbered(dated);
    return true;
  }

  bool put_nearest() {
    const auto ladder = value() == nullptr
                            ? std::nullopt
                            : ladder_around(fact_, question_.as_of, chance_);
    if (!ladder) return false;
    for (std::size_t i = 0; i < ladder->rungs.size(); ++i)
      prompt_.options.push_back({value_text(Value{ladder->rungs[i]}, fact_.value_type,
                                            fact_.unit, book_.deck().lang),
                                 i == ladder->right, ""});
    prompt_.stem += " Which of these is nearest?";
    return true;
  }

  bool put_place() {
    const auto* object = std::get_if<EntityRef>(&fact_.objects.front());
    const bool one = object != nullptr && !asks_subject() &&
                     book_.facts().about(fact_.relation, fact_.subject).size() == 1;
    if (!one) return false;
    const Entity& right = *book_.entity(object->id);
    const std::vector<ChartNode> chart = few_places(
        chart_without(chart_of(book_, fact_.relation), *book_.entity(fact_.subject)),
        right, chance_);
    if (chart.size() < kFewestPlaces) return false;
    bool there = false;
    for (const ChartNode& node : chart) {
      prompt_.options.push_back(
          {with_capital(node.entity->name), node.entity == &right, ""});
      prompt_.depths.push_back(node.depth);
      there = there || node.entity == &right;
    }
    return there;
  }

  bool put_select() {
    if (!object_.type.empty() || fact_.value_type == ValueType::kText) {
      std::vector<Naming> wrong = distractors(kWrongOptions, prompt_.stem, false);
      if (wrong.size() < kFewestWrongOptions) return false;
      for (const FactObject& object : fact_.objects)
        prompt_.options.push_back(
            {with_capital(naming_of(book_, fact_, object).alone), true, ""});
      for (const Naming& each : wrong)
        prompt_.options.push_back({with_capital(each.alone), false, ""});
      chance_.shuffle(prompt_.options);
      return true;
    }
    return false;
  }

  bool put_set() {
    for (const FactObject& object : fact_.objects)
      prompt_.wanted.push_back(naming_of(book_, fact_, object).accepted);
    prompt_.names = book_.names();
    return true;
  }

  bool put_cloze() {
    prompt_.cloze = cloze_of(says_of(book_, fact_), subject_, object_, direction());
    prompt_.stem.clear();
    prompt_.names = book_.names();
    return true;
  }

  bool put_typed() {
    prompt_.accepted = answer().accepted;
    prompt_.names = book_.names();
    return true;
  }

  bool put_number() {
    if (value() == nullptr) return false;
    prompt_.number = NumberKey{std::strtod(value()->text.c_str(), nullptr),
                               fact_.tolerance, fact_.unit};
    return true;
  }

  bool put_date() {
    const auto date =
        value() == nullptr ? std::nullopt : PartialDate::parse(value()->text);
    if (!date) return false;
    prompt_.date = DateKey{*date, precision_of(*date)};
    return true;
  }

  const DeckBook& book_;
  const Question& question_;
  const Fact& fact_;
  const PutWish& wish_;
  Chance& chance_;
  Naming subject_;
  Naming object_;
  Phrase objects_;
  Prompt prompt_;
};

}  // namespace

Prompt put_fact(const DeckBook& book,
                const Question& question,
                const PutWish& wish,
                Chance& chance) {
  return FactPutter(book, question, book.deck().facts[question.item], wish, chance).put();
}

}  // namespace attache
