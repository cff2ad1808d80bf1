#pragma once
// The card of a question: its label, stem and form; and once it is revealed, verdict,
// answer and why.

#include "window/answer_form.h"
#include "window/picture.h"
#include "window/shell.h"

namespace attache::window {

/// What was asked for on the card by mouse.
struct CardOutcome {
  std::optional<Command> command;
};

struct CardState {
  AnswerDraft draft;
  ScrollState scroll;
  PictureCache pictures;
  bool was_revealed = false;
};

CardOutcome card_view(Shell& shell,
                      const Rect& area,
                      const Asked& asked,
                      CardState& state,
                      bool has_passage);

/// "Right", "Nearly right", "Not quite".
[[nodiscard]] std::string_view verdict_text(Verdict verdict);
/// Topic path of a question: "Alliance › Command and control"; empty without a topic.
[[nodiscard]] std::string topic_path(const DeckBook& book, const Question& question);

}  // namespace attache::window
