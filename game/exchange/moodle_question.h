#pragma once
// A question as Moodle knows it: the common ground of GIFT and Moodle XML, with the way
// to our cards and back.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/deck_book.h"
#include "exchange/deck_maker.h"
#include "exchange/formats.h"

namespace attache::exchange {

enum class MoodleKind {
  kMultichoice,
  kTrueFalse,
  kShortAnswer,
  kNumerical,
  kMatching,
  kOrdering,
  kEssay,
  kCloze,
  kDescription
};

struct MoodleAnswer {
  std::string
      text;  ///< CommonMark in a choice; plain in a short answer; a number; "true"
  double percent = 0;
  std::string feedback;  ///< plain
  double tolerance = 0;  ///< of a number
  bool operator==(const MoodleAnswer&) const = default;
};

/// What the formats have no place for, kept in a comment that Moodle passes over. A hint
/// says how something was meant, never what: whoever edits the question is not overruled.
/// "kind", "unit", "tolerance", "precision", "answer" (paragraphs of the feedback), and
/// "hint-1", "hint-2", … of blanks.
using MoodleHints = std::map<std::string, std::string, std::less<>>;

struct MoodleQuestion {
  std::string where;  ///< for notes: "line 12", "question “Capitals”"
  MoodleKind kind = MoodleKind::kDescription;
  std::string name;
  std::string id;
  std::vector<std::string> tags;
  std::vector<std::string> category;  ///< names, the outermost first
  std::string ask;     ///< CommonMark; of a cloze in the notation of `cards/cloze.h`
  bool single = true;  ///< of a choice: one option is to be chosen
  std::vector<MoodleAnswer> answers;
  std::vector<Pair> pairs;  ///< left: CommonMark, right: plain; of an ordering: right
  std::string answer;       ///< of an essay; CommonMark
  std::string explain;      ///< CommonMark
  std::string unit;         ///< of a number
  MoodleHints hints;
};

/// The card that asks for the same; nothing (and a note) where there is none.
[[nodiscard]] std::optional<CardDraft> draft_of(MoodleQuestion question, NoteBook& notes);

/// All questions of a deck, facts as questions of the form that Moodle can hold best.
/// Notes say what is lost.
[[nodiscard]] std::vector<MoodleQuestion> moodle_questions(const DeckBook& book,
                                                           const ExportWish& wish,
                                                           NoteBook& notes);

// Pieces that both formats write alike.

/// "$course$/top/Europe//Asia/Treaties" ↔ names.
[[nodiscard]] std::string category_path(const std::vector<std::string>& names);
[[nodiscard]] std::vector<std::string> category_names(std::string_view path);

/// "[id:x] [tag:y]" ↔ pairs; a "]" or a "\" in a value has a "\" before it.
[[nodiscard]] std::string bracketed(std::string_view key, std::string_view value);
[[nodiscard]] std::vector<std::pair<std::string, std::string>> read_brackets(
    std::string_view text);

/// How Moodle is told what a text is written in.
enum class TextFormat { kMoodle, kHtml, kPlain, kMarkdown };

/// A text of Moodle as CommonMark; what is lost is noted.
[[nodiscard]] std::string text_to_markdown(std::string_view text,
                                           TextFormat format,
                                           const std::string& where,
                                           NoteBook& notes);
/// The same as plain text on one line.
[[nodiscard]] std::string text_to_plain(std::string_view text, TextFormat format);

/// A text without blanks and control characters at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// "50" → 50; "33.33333" → 33.33333. Nothing for anything else.
[[nodiscard]] std::optional<double> number_of(std::string_view text);
/// A number with a decimal point and without an exponent, as short as it is exact.
[[nodiscard]] std::string number_text(double number);

/// Gaps wait under a mark while the text around them is converted.
[[nodiscard]] std::string gap_mark(std::size_t gap);
/// The text without anything that looks like such a mark.
[[nodiscard]] std::string without_gap_marks(std::string_view text);
/// CommonMark with blanks in the place of the marks.
[[nodiscard]] std::string with_blanks(std::string_view markdown,
                                      const std::vector<std::string>& blanks);

/// A literal "*" in a short answer, which Moodle takes for any text, and back.
[[nodiscard]] std::string with_escaped_stars(std::string_view text);
/// Nothing for a text that has a "*" that stands for any text.
[[nodiscard]] std::optional<std::string> without_stars(std::string_view text);

}  // namespace attache::exchange
