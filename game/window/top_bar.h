#pragma once
// The bar over every screen: the mark, where one is, and what is always at hand.

#include <optional>

#include "window/components.h"
#include "window/shell.h"

namespace attache::window {

[[nodiscard]] float top_bar_height(const Ui& ui);
/// Draws it; gives the command of what was pressed.
std::optional<Command> top_bar(Ui& ui, const Rect& area, ScreenName current);
/// The program's mark.
void logo(const Ui& ui, const Rect& area);

}  // namespace attache::window
