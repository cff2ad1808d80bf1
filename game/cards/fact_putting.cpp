#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "cards/distractors.h"
#include "cards/naming.h"
#include "cards/putting.h"
#include "cards/wording.h"

namespace attache {

namespace {

constexpr std::size_t kWrongOptions = 3;
constexpr std::size_t kFewestWrongOptions = 2;

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
    prompt_.explain = fact_.explain;
    prompt_.notes = notes();
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
    chance_.shuffle(options);
    prompt_.options = std::move(options);
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

}  // namespace

Prompt put_fact(const DeckBook& book,
                const Question& question,
                Form form,
                Chance& chance) {
  return FactPutter(book, question, book.deck().facts[question.item], chance).put(form);
}

}  // namespace attache
