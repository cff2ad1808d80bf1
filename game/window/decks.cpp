#include "window/decks.h"

namespace attache::window {

DecksWish DecksScreen::frame(Shell& shell, const Rect& area) {
  static_cast<void>(area);
  static_cast<void>(this);
  if (const auto order = shell.order(Place::kAnywhere)) shell.pass_on(*order);
  return {};
}

}  // namespace attache::window
