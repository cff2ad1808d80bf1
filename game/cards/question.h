#pragma once
// A question is what gets scheduled; a form is how it is put; a prompt is one putting of
// it.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/chance.h"
#include "base/text.h"
#include "cards/cloze.h"
#include "cards/deck.h"
#include "cards/name_index.h"

namespace attache {

/// "deck/fact/object", "deck/fact/subject", "deck/card" or "deck/card/region". Progress
/// belongs to it for ever.
using QuestionId = std::string;

/// How a question can be put, from recognising to recalling. The names are written to the
/// store.
enum class Form {
  kChoice,       ///< one of several answers
  kTrueFalse,    ///< a statement that may be false
  kBeforeAfter,  ///< which of two events comes first
  kNearest,      ///< which of several values is nearest to the right one
  kPlace,        ///< a place in a chart
  kSelect,       ///< several of several answers
  kMatch,
  kOrder,
  kCloze,
  kSet,  ///< several answers, typed in any order
  kTyped,
  kNumber,
  kDate,
  kRecall
};
[[nodiscard]] const char* name_of(Form form);  ///< "choice", "true-false", …
[[nodiscard]] std::optional<Form> form_named(std::string_view name);

/// How much of the answer a form leaves to memory.
enum class Level { kRecognition, kCompletion, kRecall };
[[nodiscard]] const char* name_of(Level level);  ///< "recognition", …
[[nodiscard]] std::optional<Level> level_named(std::string_view name);
[[nodiscard]] Level level_of(Form form);

/// What a student does to answer.
enum class AnswerKind {
  kPickOne,      ///< an option: choice, true-false, before-after, nearest, place
  kPickSeveral,  ///< options: select
  kPair,         ///< match
  kArrange,      ///< order
  kWrite,        ///< texts: cloze, set, typed, number, date
  kTell          ///< nothing that the program sees: recall
};
[[nodiscard]] AnswerKind answer_kind_of(Form form);

class FactIndex;

/// One thing to be remembered, with a schedule of its own.
struct Question {
  QuestionId id;
  std::string deck;
  std::size_t item = 0;                ///< index into the deck's facts, or its cards
  std::optional<Direction> direction;  ///< set for facts, empty for cards
  std::optional<std::size_t> region;   ///< image cards: the region to be named
  std::string siblings;     ///< "deck/fact" or "deck/card": questions that share it give
                            ///< each other away
  std::string topic;        ///< id or empty
  std::string passage;      ///< id or empty
  std::vector<Form> forms;  ///< possible ones, easiest first; never empty
  int meaning = 1;
  std::vector<std::string> tags;
  std::optional<PartialDate> as_of;
  std::optional<PartialDate> check_after;
};

/// All questions of a deck, facts first, in the order of the deck. A fact is asked in
/// each direction that is worded and not omitted; by subject only where no other fact of
/// its relation shares an object with it (there would be several right answers).
[[nodiscard]] std::vector<Question> questions_of(const Deck& deck);
/// The same where the deck's index is at hand.
[[nodiscard]] std::vector<Question> questions_of(const Deck& deck,
                                                 const FactIndex& facts);

/// Something to choose from. `why` says what is wrong with a wrong one; it may be empty.
struct Option {
  std::string text;
  bool right = false;
  std::string why;
  bool operator==(const Option&) const = default;
};

struct NumberKey {
  double value = 0;
  Tolerance tolerance;
  std::string unit;
  bool operator==(const NumberKey&) const = default;
};
struct DateKey {
  PartialDate value;
  Precision precision = Precision::kDay;
  bool operator==(const DateKey&) const = default;
};

/// A picture on the table. Regions are those of the card, in its order.
struct PromptPicture {
  std::string file;                   ///< relative to the deck's folder
  std::string alt;                    ///< what it shows, for who cannot see it
  std::vector<PictureRegion> hidden;  ///< covered until the answer shows
  std::size_t asked = 0;              ///< index into `hidden`: the one to be named
  bool operator==(const PromptPicture&) const = default;
};

/// A question as it is put once: everything that a face shows and marking needs.
struct Prompt {
  QuestionId question;
  Form form = Form::kRecall;
  Level level = Level::kRecognition;  ///< for which the form was chosen
  std::string stem;                   ///< CommonMark; empty for a cloze (see `cloze`)
  std::vector<Option> options;        ///< forms that are picked; in the order shown
  std::vector<int> depths;  ///< form place: how deep each option stands, 0 at the top
  std::optional<PromptPicture> picture;
  std::optional<ClozeText> cloze;     ///< form cloze
  std::vector<std::string> accepted;  ///< form typed: the first is the model answer
  std::vector<std::vector<std::string>>
      wanted;  ///< form set: what is accepted for each answer
  std::vector<std::string>
      refused;  ///< texts that the student takes as wrong, whatever is accepted
  std::string answer_type;  ///< of the entity asked for: "person", …; may be empty
  std::optional<NumberKey> number;  ///< form number
  std::optional<DateKey> date;      ///< form date
  std::vector<std::string> items;   ///< order: in the order shown; match: the left side
  std::vector<std::string> counterparts;  ///< match: the right side, in the order shown
  /// order: `items[key[0]]` comes first; match: `items[i]` goes with
  /// `counterparts[key[i]]`.
  std::vector<std::size_t> key;
  /// Names of the deck: one that is no accepted answer is never a slip of the pen. May be
  /// null.
  std::shared_ptr<const NameIndex> names;
  std::string answer;   ///< CommonMark: the right answer as it is shown
  std::string explain;  ///< CommonMark; may be empty
  std::vector<std::string>
      notes;  ///< CommonMark: who or what each answer is, where the deck says it
  bool operator==(const Prompt&) const = default;
};

/// How a question is to be put, and what the student's earlier answers have to do with
/// it.
struct PutWish {
  Form form = Form::kRecall;
  Level level = Level::kRecognition;
  std::optional<Form> not_again;  ///< a form to be kept off where another is possible
  std::vector<std::string> past_wrong;      ///< wrong answers that come back as options
  std::vector<std::string> taken_as_right;  ///< typed texts that the student overruled
  std::vector<std::string> taken_as_wrong;
};

}  // namespace attache
