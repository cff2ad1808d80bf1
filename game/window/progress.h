#pragma once
// How far the student has come: what is known, charts of all that was done, and what is
// worth practising.

#include "window/shell.h"

namespace attache::window {

class ProgressScreen {
 public:
  void frame(Shell& shell, const Rect& area);
  /// The screen is about to be shown, or the decks are others.
  void refresh();

 private:
  ScrollState scroll_;
};

}  // namespace attache::window
