#pragma once
// The reading behind a question, with what supports the answer marked in it.

#include "trainer/trainer.h"
#include "window/components.h"

namespace attache::window {

struct PassagePanel {
  bool open = false;
  ScrollState scroll;
  bool marks_support = false;  ///< not while the question is asked: it gives it away
};

/// Where it came from: "U.S. Forces Japan, Japan Times, 28 July 2024, paragraph 8".
[[nodiscard]] std::string source_line(const OpenPassage& passage);

/// What was pressed in the panel.
enum class PanelWish { kNothing, kClose, kReadPage };
/// Beside the card, as a card of its own.
PanelWish passage_panel(Ui& ui,
                        const Rect& area,
                        const OpenPassage& passage,
                        PassagePanel& panel);
/// Its text alone, within an area that scrolls: for the sheet.
void passage_text(Ui& ui,
                  const Rect& area,
                  const OpenPassage& passage,
                  PassagePanel& panel);

}  // namespace attache::window
