#pragma once
// A mock exam: one question after another without a word on what was right, squares to
// jump, a clock.

#include <map>
#include <optional>
#include <string>

#include "window/answer_form.h"
#include "window/picture.h"
#include "window/round_parts.h"

namespace attache::window {

struct ExamState {
  std::string round;  ///< id of the round that the rest belongs to
  std::map<std::size_t, AnswerDraft> drafts;
  std::size_t shown = 0;  ///< the place whose card was drawn last
  ScrollState scroll, list_scroll;
  PictureCache pictures;
  bool list_open = false;
};

RoundWish exam_view(Shell& shell,
                    const Rect& area,
                    const RoundShown& round,
                    ExamState& state);

/// A question of an exam as the forms want it: not revealed.
[[nodiscard]] Asked asked_of(const RoundPlace& place);
/// Writes an answer that was given before into a draft.
void fill_in(AnswerDraft& draft, const Prompt& prompt, const Response& response);
/// What is to be kept as the answer now; nothing while it is the same as before.
[[nodiscard]] std::optional<Response> changed_answer(const AnswerDraft& draft,
                                                     const RoundPlace& place);
/// "3 questions are empty and 2 are flagged."
[[nodiscard]] std::string hand_in_text(const RoundShown& round);

}  // namespace attache::window
