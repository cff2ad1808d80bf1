#pragma once
// A question is what gets scheduled; a form is how it is put; a prompt is one putting of
// it.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/chance.h"
#include "base/text.h"
#include "cards/cloze.h"
#include "cards/deck.h"

namespace attache {

/// "deck/fact/object", "deck/fact/subject" or "deck/card". Progress belongs to it for
/// ever.
using QuestionId = std::string;

/// How a question can be put, from recognising to recalling. The names are written to the
/// store.
enum class Form {
  kChoice,
  kTrueFalse,
  kSelect,
  kMatch,
  kOrder,
  kCloze,
  kTyped,
  kNumber,
  kDate,
  kRecall
};
[[nodiscard]] const char* name_of(Form form);  ///< "choice", "true-false", …
[[nodiscard]] std::optional<Form> form_named(std::string_view name);

/// One thing to be remembered, with a schedule of its own.
struct Question {
  QuestionId id;
  std::string deck;
  std::size_t item = 0;                ///< index into the deck's facts, or its cards
  std::optional<Direction> direction;  ///< set for facts, empty for cards
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
/// each direction that is worded; by subject only where no other fact of its relation
/// shares an object with it (there would be several right answers).
[[nodiscard]] std::vector<Question> questions_of(const Deck& deck);

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

/// A question as it is put once: everything that a face shows and marking needs.
struct Prompt {
  QuestionId question;
  Form form = Form::kRecall;
  std::string stem;                   ///< CommonMark; empty for a cloze (see `cloze`)
  std::vector<Option> options;        ///< choice, true-false, select; in the order shown
  std::optional<ClozeText> cloze;     ///< form cloze
  std::vector<std::string> accepted;  ///< form typed: the first is the model answer
  std::optional<NumberKey> number;    ///< form number
  std::optional<DateKey> date;        ///< form date
  std::vector<std::string> items;     ///< order: in the order shown; match: the left side
  std::vector<std::string> counterparts;  ///< match: the right side, in the order shown
  /// order: `items[key[0]]` comes first; match: `items[i]` goes with
  /// `counterparts[key[i]]`.
  std::vector<std::size_t> key;
  std::vector<std::string>
      confusable;       ///< names of other things, never accepted as a slip of the pen
  std::string answer;   ///< CommonMark: the right answer as it is shown
  std::string explain;  ///< CommonMark; may be empty
  std::vector<std::string>
      notes;  ///< CommonMark: who or what each answer is, where the deck says it
  bool operator==(const Prompt&) const = default;
};

}  // namespace attache
