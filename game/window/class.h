#pragma once
// A class that the person teaches: who has studied, what is known, what is hard.

#include <functional>

#include "window/shell.h"

namespace attache::window {

class ClassScreen {
 public:
  explicit ClassScreen(const std::function<void()>& wake) : wake_(wake) {}

  void frame(Shell& shell, const Rect& area);
  /// The screen is about to be shown, or the decks are others.
  void refresh();

 private:
  std::function<void()> wake_;
  ScrollState scroll_;
};

}  // namespace attache::window
