#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <initializer_list>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "cards/plain.h"
#include "deckfile/values.h"
#include "exchange/moodle_question.h"

namespace attache::exchange {

namespace {

constexpr double kAll = 100;

/// The first of these that a question can be put in is how Moodle gets it.
constexpr std::initializer_list<Form> kPreferred{
    Form::kChoice, Form::kSelect, Form::kNumber,    Form::kDate,
    Form::kTyped,  Form::kCloze,  Form::kTrueFalse, Form::kRecall};

/// A name for lists of questions: how it begins, without what it asks for.
std::string name_for(const MoodleQuestion& question) {
  constexpr std::size_t kLetters = 60;
  std::string ask = question.ask;
  if (question.kind == MoodleKind::kCloze)
    if (const auto cloze = read_cloze(ask)) {
      ask = cloze->pieces.front();
      for (std::size_t i = 1; i < cloze->pieces.size(); ++i)
        ask += "…" + cloze->pieces[i];
    }
  std::u32string letters = code_points(one_line(plain_text(ask)));
  if (letters.size() > kLetters) {
    letters.resize(kLetters - 1);
    letters += U'…';
  }
  std::string name = to_utf8(letters);
  return name.empty() ? question.id : name;
}

/// A body of a card as a question.
class FromBody {
 public:
  FromBody(MoodleQuestion& question, NoteBook& notes)
      : question_(question), notes_(notes) {}

  bool operator()(const RecallCard& body) {
    question_.kind = MoodleKind::kEssay;
    question_.answer = body.answer;
    return true;
  }
  bool operator()(const ChoiceCard& body) {
    question_.kind = MoodleKind::kMultichoice;
    question_.answers = {{body.answer, kAll, "", 0}};
    for (const WrongOption& wrong : body.wrong)
      question_.answers.push_back({wrong.text, 0, wrong.why, 0});
    return true;
  }
  bool operator()(const SelectCard& body) {
    question_.kind = MoodleKind::kMultichoice;
    question_.single = false;
    const double share = kAll / static_cast<double>(body.answers.size());
    for (const std::string& answer : body.answers)
      question_.answers.push_back({answer, share, "", 0});
    // Whoever ticks everything is to get nothing.
    for (const WrongOption& wrong : body.wrong)
      question_.answers.push_back({wrong.text, -kAll, wrong.why, 0});
    return true;
  }
  bool operator()(const TrueFalseCard& body) {
    question_.kind = MoodleKind::kTrueFalse;
    question_.answers = {{"true", body.answer ? kAll : 0, "", 0},
                         {"false", body.answer ? 0 : kAll, "", 0}};
    return true;
  }
  bool operator()(const TypedCard& body) {
    question_.kind = MoodleKind::kShortAnswer;
    question_.answers = {{body.answer, kAll, "", 0}};
    for (const std::string& accepted : body.accept)
      question_.answers.push_back({accepted, kAll, "", 0});
    return true;
  }
  bool operator()(const ClozeCard& /*body*/) {
    question_.kind = MoodleKind::kCloze;
    return true;
  }
  bool operator()(const NumberCard& body) {
    question_.kind = MoodleKind::kNumerical;
    const double value = number_of(body.answer).value_or(0);
    const double amount = body.tolerance.percent
                              ? std::abs(value) * body.tolerance.amount / kAll
                              : body.tolerance.amount;
    question_.answers = {{body.answer, kAll, "", amount}};
    question_.unit = body.unit;
    if (body.tolerance.percent)
      question_.hints["tolerance"] = tolerance_text(body.tolerance);
    return true;
  }
  bool operator()(const DateCard& body) {
    question_.kind = MoodleKind::kShortAnswer;
    question_.hints["kind"] = "date";
    question_.hints["precision"] = name_of(body.precision);
    PartialDate rough = body.answer;
    if (body.precision >= Precision::kMonth) rough.day = 0;
    if (body.precision >= Precision::kYear) rough.month = 0;
    for (const PartialDate& date : {rough, body.answer})
      for (const std::string& text : {date.text(), date.iso()})
        if (std::none_of(question_.answers.begin(), question_.answers.end(),
                         [&](const MoodleAnswer& one) { return one.text == text; }))
          question_.answers.push_back({text, kAll, "", 0});
    return true;
  }
  bool operator()(const OrderCard& body) {
    question_.kind = MoodleKind::kMatching;
    question_.hints["kind"] = "order";
    for (std::size_t i = 0; i < body.items.size(); ++i)
      question_.pairs.push_back({fmt::format("{}", i + 1), plain_side(body.items[i])});
    return true;
  }
  bool operator()(const MatchCard& body) {
    question_.kind = MoodleKind::kMatching;
    for (const Pair& pair : body.pairs)
      question_.pairs.push_back({pair.left, plain_side(pair.right)});
    return true;
  }
  bool operator()(const ImageCard& /*body*/) {
    notes_.note(question_.where, "a picture with covered parts is left out");
    return false;
  }

 private:
  /// What is chosen from a list is plain in Moodle.
  std::string plain_side(const std::string& markdown) {
    std::string plain = one_line(plain_text(markdown));
    if (plain != markdown)
      notes_.note(question_.where, "emphasis in what is to be matched is left out");
    return plain.empty() ? markdown : plain;
  }

  MoodleQuestion& question_;
  NoteBook& notes_;
};

std::string rebuilt(const ClozeText& cloze) {
  std::string ask = cloze.pieces.front();
  for (std::size_t i = 0; i < cloze.blanks.size(); ++i)
    ask += blank_of(cloze.blanks[i].accepted, cloze.blanks[i].hint) + cloze.pieces[i + 1];
  return ask;
}

CardBody body_of_options(const Prompt& prompt) {
  std::vector<std::string> right;
  std::vector<WrongOption> wrong;
  for (const Option& option : prompt.options) {
    if (option.right) {
      right.push_back(option.text);
    } else {
      wrong.push_back({option.text, option.why});
    }
  }
  if (prompt.form == Form::kSelect || right.size() != 1)
    return SelectCard{std::move(right), std::move(wrong)};
  return ChoiceCard{std::move(right.front()), std::move(wrong)};
}

/// A question about a fact, as it was put, in the shape of a card.
CardBody body_of(const Prompt& prompt) {
  if (prompt.form == Form::kTrueFalse) {
    const auto right = std::find_if(prompt.options.begin(), prompt.options.end(),
                                    [](const Option& one) { return one.right; });
    return TrueFalseCard{right != prompt.options.end() && right->text == "True"};
  }
  if (!prompt.options.empty()) return body_of_options(prompt);
  if (prompt.cloze) return ClozeCard{};
  if (prompt.number)
    return NumberCard{number_text(prompt.number->value), prompt.number->unit,
                      prompt.number->tolerance};
  if (prompt.date) return DateCard{prompt.date->value, prompt.date->precision};
  if (prompt.form == Form::kTyped && !prompt.accepted.empty())
    return TypedCard{prompt.accepted.front(),
                     {prompt.accepted.begin() + 1, prompt.accepted.end()}};
  return RecallCard{prompt.answer};
}

class Export {
 public:
  Export(const DeckBook& book, const ExportWish& wish, NoteBook& notes)
      : book_(book), chance_(wish.seed), notes_(notes) {}

  std::vector<MoodleQuestion> run() {
    note_what_is_lost();
    std::vector<MoodleQuestion> questions;
    for (const Question& question : book_.questions()) {
      // An image card is several questions; one note is enough.
      if (question.region.value_or(0) > 0) continue;
      MoodleQuestion made;
      if (question.direction ? from_fact(question, made) : from_card(question, made))
        questions.push_back(std::move(made));
    }
    return questions;
  }

 private:
  void note_what_is_lost() {
    const Deck& deck = book_.deck();
    if (!deck.facts.empty())
      notes_.note("", "facts are written as questions and come back as cards");
    if (!deck.passages.empty() || !deck.sources.empty())
      notes_.note("", "passages and sources are left out");
    const auto dated = [](const auto& part) {
      return part.as_of || part.check_after || part.meaning > 1;
    };
    if (deck.as_of || std::any_of(deck.facts.begin(), deck.facts.end(), dated) ||
        std::any_of(deck.cards.begin(), deck.cards.end(), dated))
      notes_.note("",
                  "since when something holds, and how often it changed, is left out");
  }

  void common(const Question& question, MoodleQuestion& made) {
    made.tags = question.tags;
    for (const Topic* topic = book_.topic(question.topic); topic != nullptr;
         topic = topic->parent.empty() ? nullptr : book_.topic(topic->parent))
      made.category.insert(made.category.begin(), topic->name);
  }

  bool from_card(const Question& question, MoodleQuestion& made) {
    const Card& card = book_.deck().cards[question.item];
    common(question, made);
    made.where = fmt::format("card {}", card.id);
    made.id = card.id;
    made.ask = card.ask;
    made.explain = card.explain;
    return finish(card.body, made);
  }

  bool from_fact(const Question& question, MoodleQuestion& made) {
    const Fact& fact = book_.deck().facts[question.item];
    common(question, made);
    made.where = fmt::format("fact {}", fact.id);
    made.id = fmt::format("{}.{}", fact.id, name_of(*question.direction));
    if (!is_id(made.id)) made.id.clear();
    Form form = question.forms.back();
    for (const Form preferred : kPreferred) {
      if (std::find(question.forms.begin(), question.forms.end(), preferred) ==
          question.forms.end())
        continue;
      form = preferred;
      break;
    }
    Chance chance = chance_.derive(question.id);
    const Prompt prompt = book_.put(question, form, chance);
    made.ask = prompt.cloze ? rebuilt(*prompt.cloze) : prompt.stem;
    made.explain = prompt.explain;
    return finish(body_of(prompt), made);
  }

  bool finish(const CardBody& body, MoodleQuestion& made) {
    if (!std::visit(FromBody(made, notes_), body)) return false;
    made.name = name_for(made);
    return true;
  }

  const DeckBook& book_;
  Chance chance_;
  NoteBook& notes_;
};

}  // namespace

std::vector<MoodleQuestion> moodle_questions(const DeckBook& book,
                                             const ExportWish& wish,
                                             NoteBook& notes) {
  return Export(book, wish, notes).run();
}

}  // namespace attache::exchange
