#pragma once
// The seven days of the week, each with its share of the usual work.

#include <array>

#include "window/components.h"

namespace attache::window {

/// Work in percent of the usual, Monday first.
using EasyDays = std::array<int, 7>;

[[nodiscard]] float easy_days_height(const Ui& ui, float width);
/// Draws them in one row, or in two where they do not fit; pressing a day takes its next
/// share. True when one was changed.
bool easy_days_row(Ui& ui, const Column& at, EasyDays& days);

}  // namespace attache::window
