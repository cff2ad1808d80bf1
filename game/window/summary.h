#pragma once
// What a sitting came to.

#include <optional>
#include <string>
#include <vector>

#include "window/components.h"
#include "window/shell.h"

namespace attache::window {

struct SummaryState {
  ScrollState scroll;
};
enum class SummaryWish { kNothing, kDone, kPractice, kMore };

/// Other words than the usual ones, for a sitting that ended for another reason.
struct SummaryWords {
  std::string headline;
  std::vector<std::string> lines;  ///< below the headline
  std::string done = "Done";       ///< the button that ends it
  std::string more;                ///< a button that goes on; empty: none
};

/// Draws it; says which button was pressed.
SummaryWish summary_view(Shell& shell,
                         const Rect& area,
                         const SittingSummary& summary,
                         bool practice,
                         SummaryState& state,
                         const std::optional<SummaryWords>& words = {});

/// "Next at 14:05", "Next tomorrow", "Next on 3 August 2024"; empty when nothing will
/// come.
[[nodiscard]] std::string next_text(const StudyCalendar& calendar,
                                    Instant now,
                                    const std::optional<Instant>& next);
/// "about 7 min", "less than 1 min".
[[nodiscard]] std::string about_text(Millis span);
/// "3 answers", "1 answer".
[[nodiscard]] std::string counted(int number,
                                  std::string_view one,
                                  std::string_view many);

}  // namespace attache::window
