#pragma once
// What stands out in a class, when it studied, which decks it has; and topics by student.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "window/chart_view.h"
#include "window/class_parts.h"
#include "window/shell.h"

namespace attache::window {

class OverviewPage {
 public:
  void renew(const ClassShown& shown);
  void frame(Shell& shell, const Rect& area, const ClassShown& shown);
  ScrollState& scroll() { return scroll_; }

 private:
  float days(Ui& ui, const Column& at);

  std::optional<Chart> days_;
  ChartState state_;
  ScrollState scroll_;
};

class TopicsPage {
 public:
  /// `places`: students in the order in which they are to stand.
  void renew(const ClassShown& shown, std::span<const std::size_t> places);
  void frame(Shell& shell, const Rect& area);

 private:
  void fit_titles(std::size_t most);

  std::optional<Chart> topics_;
  std::vector<std::string> titles_;  ///< of its columns, whole
  std::size_t fitted_ = 0;           ///< letters that a column's title has now
  ChartState state_;
};

}  // namespace attache::window
