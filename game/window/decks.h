#pragma once
// The Decks screen: the passages of a deck, its map, and what changed in it.

#include <optional>

#include "window/components.h"
#include "window/shell.h"

namespace attache::window {

/// What was asked for on the Decks screen that another screen has to do.
struct DecksWish {
  bool study = false;  ///< a practice was begun: show it
};

class DecksScreen {
 public:
  DecksWish frame(Shell& shell, const Rect& area);
};

}  // namespace attache::window
