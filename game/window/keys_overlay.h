#pragma once
// All keys on one sheet, by where they hold.

#include "window/components.h"
#include "window/shell.h"

namespace attache::window {

struct KeysOverlay {
  bool open = false;
  ScrollState scroll;
};
void keys_overlay(Shell& shell, KeysOverlay& overlay);

}  // namespace attache::window
