#pragma once
// A timeline: events to be put in order, and then drawn where they belong.

#include <string>
#include <vector>

#include "window/answer_form.h"
#include "window/round_parts.h"
#include "window/timeline_drawing.h"

namespace attache::window {

struct TimelineState {
  std::string round;  ///< id of the round that the rest belongs to
  AnswerDraft draft;
  ScrollState scroll;
};

RoundWish timeline_view(Shell& shell,
                        const Rect& area,
                        const RoundShown& round,
                        TimelineState& state);

/// The events of a finished timeline as they are drawn, the earliest first.
[[nodiscard]] std::vector<DrawnEvent> drawn_events(const TimelineShown& timeline);

}  // namespace attache::window
