#include "window/progress.h"

namespace attache::window {

void ProgressScreen::refresh() {
  scroll_ = {};
}

void ProgressScreen::frame(Shell& shell, const Rect& area) {
  shell.ui.begin_scroll(Ui::id("progress"), area, scroll_);
  shell.ui.end_scroll(0);
  shell.keys_but_back([&] { shell.go = ScreenName::kHome; });
}

}  // namespace attache::window
