#include "window/hand_in.h"

namespace attache::window {

void HandInScreen::refresh() {
  scroll_ = {};
}

void HandInScreen::frame(Shell& shell, const Rect& area) {
  shell.ui.begin_scroll(Ui::id("hand_in"), area, scroll_);
  shell.ui.end_scroll(0);
  shell.keys_but_back([&] { shell.go = ScreenName::kHome; });
}

}  // namespace attache::window
