#include "window/class.h"

namespace attache::window {

void ClassScreen::refresh() {
  scroll_ = {};
}

void ClassScreen::frame(Shell& shell, const Rect& area) {
  shell.ui.begin_scroll(Ui::id("class"), area, scroll_);
  shell.ui.end_scroll(0);
  shell.keys_but_back([&] { shell.go = ScreenName::kProgress; });
}

}  // namespace attache::window
