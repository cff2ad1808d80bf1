#pragma once
// How to write a search: a sheet with examples.

#include <optional>
#include <string>

#include "window/shell.h"

namespace attache::window {

class SearchHelp {
 public:
  void open() { open_ = true; }
  [[nodiscard]] bool is_open() const { return open_; }
  /// Draws it; gives the example that was pressed.
  std::optional<std::string> frame(Ui& ui);

 private:
  bool open_ = false;
  ScrollState scroll_;
};

}  // namespace attache::window
