#pragma once
// A month as a grid of days, operated by keys and mouse.

#include <array>
#include <chrono>
#include <functional>
#include <optional>

#include "base/time.h"
#include "window/components.h"

namespace attache::window {

/// Six weeks, Monday first, that hold all days of the month.
[[nodiscard]] std::array<StudyDay, 42> days_of_month(std::chrono::year_month month);
[[nodiscard]] std::chrono::year_month month_of(StudyDay day);

/// Which day the keys are at, and the month that is shown.
struct MonthState {
  StudyDay cursor{};
  std::chrono::year_month shown{};

  /// Moves the cursor, and shows its month; never before `least`.
  void move_to(StudyDay day, StudyDay least);
  /// The same day of a later or earlier month, or the last that it has.
  void move_months(int by, StudyDay least);
};

/// How a day looks.
struct DayLook {
  bool enabled = true;
  bool chosen = false;   ///< the day of the exam
  bool off = false;      ///< taken off by the student
  bool studied = false;  ///< has minutes
};
struct MonthLook {
  StudyDay today{};
  StudyDay least{};  ///< days before it cannot be chosen
  std::function<DayLook(StudyDay)> look;
};

[[nodiscard]] float month_height(const Ui& ui, float width);
[[nodiscard]] float month_width(const Ui& ui);
/// Draws it; gives the day that was chosen with the mouse, Enter or Space.
std::optional<StudyDay> month_grid(Ui& ui,
                                   const Column& at,
                                   MonthState& state,
                                   const MonthLook& look);

}  // namespace attache::window
