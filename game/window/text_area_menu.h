#pragma once
// What may have been meant by a word that is written wrongly: a little list at the word.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "window/ui.h"

namespace attache::window {

struct WordMenu {
  TextRange word;                  ///< bytes of the text
  std::string written;             ///< the word as it stood when the list was opened
  std::vector<std::string> meant;  ///< the last row, "Add to my words", comes behind
  std::size_t current = 0;
  std::optional<std::size_t> chosen;
  Rect anchor;  ///< where the word is on the screen
  Rect box;     ///< where the list was drawn

  [[nodiscard]] std::size_t rows() const { return meant.size() + 1; }
  [[nodiscard]] bool adds(std::size_t row) const { return row == meant.size(); }
};

/// Up, Down and Enter. True when the key was the list's.
bool word_menu_key(WordMenu& menu, const InputFrame& input);
/// Draws the list above everything else of this frame.
void draw_word_menu(Ui& ui, const std::shared_ptr<WordMenu>& menu);

}  // namespace attache::window
