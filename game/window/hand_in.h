#pragma once
// Handing in progress to a class: what is told, shown before it is written.

#include "window/shell.h"

namespace attache::window {

class HandInScreen {
 public:
  void frame(Shell& shell, const Rect& area);
  /// The screen is about to be shown, or the decks are others.
  void refresh();

 private:
  ScrollState scroll_;
};

}  // namespace attache::window
