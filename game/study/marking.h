#pragma once
// Marking an answer as a fair teacher would.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/question.h"
#include "memory/fsrs6.h"
#include "study/difference.h"

namespace attache {

/// What a student gave: chosen options, an order, or texts. Only the part that the form
/// needs is filled in.
struct Response {
  std::vector<std::size_t> chosen;  ///< forms that are picked: indexes of options; order,
                                    ///< match: as `Prompt::key`
  std::vector<std::string> texts;  ///< typed, number, date: one; cloze: one a blank; set:
                                   ///< one an answer, or several in one, as it pleases
  bool operator==(const Response&) const = default;
};

enum class Verdict {
  kRight,
  kNearly,
  kWrong
};  ///< nearly: right but for a slip of spelling
[[nodiscard]] const char* name_of(
    Verdict verdict);  ///< "right", "nearly", "wrong"; written to the store

struct Marked {
  Verdict verdict = Verdict::kWrong;
  double credit = 0;           ///< 0..1, share of what was right; a slip costs nothing
  std::vector<Verdict> parts;  ///< one a blank, option (right: chosen or left as it
                               ///< should be), place or pair; set: one a thing wanted
                               ///< (wrong: not found)
  std::string remark;          ///< one or two kind sentences: what was off, or what else
                               ///< is worth saying; may be empty
  Rating suggested = Rating::kAgain;  ///< wrong → again, nearly → hard, right → good
  /// Typed, and cloze with one blank: the answer beside the right one where it was a
  /// slip, or wrong and yet close to it. Else empty.
  std::vector<DifferencePiece> difference;
  bool overruled = false;                 ///< the verdict is the student's
  Verdict own_verdict = Verdict::kWrong;  ///< if overruled: the program's
};

/// Whether a form is marked by the program; a recall is graded by the student.
[[nodiscard]] bool is_marked(Form form);

/// Marks a response; needs `is_marked(prompt.form)`. Forms that are picked are right or
/// wrong. Select: right ones chosen minus wrong ones chosen, over the right ones, at
/// least 0. Order: Kendall's tau, at least 0. Match and cloze: share of pairs or blanks.
/// Set: things found minus answers that are not among them, over the things wanted, at
/// least 0; any order, several answers in a field may be parted by line feeds,
/// semicolons, commas, "/", "and" or "&", and a double counts neither way. A set is right
/// if all is found and nothing is wrong, and nearly right if that takes a slip or more.
/// Texts are compared blind to case, accents, width, punctuation, hyphens and a leading
/// article; spelling may be off by an edit distance that grows with the length, but never
/// when that makes it another name of the deck, and never in numbers, years and acronyms.
/// A preposition before an answer, "about" before a year and a country after a place do
/// no harm; "A of B" is "B A" and "B's A"; a slip in "the" or "of" is a near miss.
/// People may be named in the ways that `mark_person` (person_name.h) lists.
[[nodiscard]] Marked mark(const Prompt& prompt, const Response& response);

/// The mark when the student knows better: the verdict is the student's, credit and
/// suggested rating follow it, and `own_verdict` keeps the program's. A student who goes
/// back to the program's verdict has overruled nothing.
[[nodiscard]] Marked overruled(Marked marked, Verdict verdict);

/// The response and what it answered as one JSON object for the log. Keys: "form";
/// "level"; "options" and "chosen" (texts, in the order shown and given), for match
/// "options", "counterparts" and "pairs", for typed answers "texts"; "verdict" and
/// "credit" if it was marked; "overruled": true and "marked" (the program's own verdict)
/// if the student overruled it. Texts, not indexes, so that old rows stay readable when a
/// deck changes.
[[nodiscard]] std::string response_json(const Prompt& prompt,
                                        const Response& response,
                                        const std::optional<Marked>& marked);

/// A logged response in words, for summaries: "Tokyo; Osaka". Empty for a recall or what
/// cannot be read.
[[nodiscard]] std::string response_text(std::string_view json);

}  // namespace attache
