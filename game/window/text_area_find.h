#pragma once
// Finding words in the text of an editor.

#include <string_view>
#include <vector>

#include "base/text.h"
#include "window/text_area.h"

namespace attache::window {

/// Where a text contains another, whatever the case; places do not overlap.
[[nodiscard]] std::vector<TextRange> find_all(std::string_view text,
                                              std::string_view needle);

/// Brings the matches up to date with the text and the needle in the bar.
void find_again(TextArea& area);
/// Selects the next match (+1) or the one before (-1), round in a circle.
void find_step(TextArea& area, int by);
/// Opens the bar; a selection within a line is what is looked for.
void open_find(TextArea& area);
/// "2 of 7", or that there is none; empty without a needle.
[[nodiscard]] std::string find_count(const TextArea& area);

/// The field of the bar, to give it the focus.
[[nodiscard]] ControlId find_id(const AreaLook& look);
/// Height of the bar with the room below it; 0 while it is closed.
[[nodiscard]] float find_bar_height(const Ui& ui, const TextArea& area);
/// Draws the bar and does what its keys and buttons say.
void find_bar(Ui& ui, const Rect& place, TextArea& area, const AreaLook& look);

}  // namespace attache::window
