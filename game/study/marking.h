#pragma once
// Marking an answer as a fair teacher would.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/question.h"
#include "memory/fsrs6.h"

namespace attache {

/// What a student gave: chosen options, an order, or texts (one a blank). Only the part
/// that the form needs is filled in.
struct Response {
  std::vector<std::size_t> chosen;  ///< choice, true-false, select: indexes of options;
                                    ///< order, match: as `Prompt::key`
  std::vector<std::string> texts;   ///< typed, number, date: one; cloze: one a blank
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
                               ///< should be), place or pair
  std::string remark;          ///< one kind sentence: what was off, or empty
  Rating suggested = Rating::kAgain;  ///< wrong → again, nearly → hard, right → good
};

/// Whether a form is marked by the program; a recall is graded by the student.
[[nodiscard]] bool is_marked(Form form);

/// Marks a response; needs `is_marked(prompt.form)`. Choice and true-false are right or
/// wrong. Select: right ones chosen minus wrong ones chosen, over the right ones, at
/// least 0. Order: Kendall's tau, at least 0. Match and cloze: share of pairs or blanks.
/// Texts are compared blind to case, accents, width, punctuation, hyphens and a leading
/// article; spelling may be off by an edit distance that grows with the length, but never
/// when that makes it another name of the deck, and never in numbers, years and acronyms.
[[nodiscard]] Marked mark(const Prompt& prompt, const Response& response);

/// The response and what it answered as one JSON object for the log. Keys: "form";
/// "options" and "chosen" (texts, in the order shown and given), for match "options",
/// "counterparts" and "pairs", for typed answers "texts"; "verdict" and "credit" if it
/// was marked. Texts, not indexes, so that old rows stay readable when a deck changes.
[[nodiscard]] std::string response_json(const Prompt& prompt,
                                        const Response& response,
                                        const std::optional<Marked>& marked);

/// A logged response in words, for summaries: "Tokyo; Osaka". Empty for a recall or what
/// cannot be read.
[[nodiscard]] std::string response_text(std::string_view json);

}  // namespace attache
