#pragma once
// What came of a round: the score, where it was won and lost, and every question again.

#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "window/components.h"
#include "window/shell.h"
#include "window/timeline_drawing.h"

namespace attache::window {

struct ReportState {
  std::string round;  ///< id of the round that the rest belongs to
  bool only_missed = false;
  std::set<std::size_t> open;  ///< questions whose passage is shown
  ScrollState scroll;
  float questions_at = 0;            ///< where their list began in the last frame
  std::vector<DrawnEvent> timeline;  ///< drawn above the questions; may be empty
  std::optional<Millis> best;        ///< match: the best before
};

enum class ReportWish { kNothing, kDone, kPractise, kAgain, kSave };

ReportWish report_view(Shell& shell,
                       const Rect& area,
                       const RoundReport& report,
                       ReportState& state);

/// "Mock exam: 73 %", "Match: 0:24.8".
[[nodiscard]] std::string report_headline(const RoundReport& report);

}  // namespace attache::window
