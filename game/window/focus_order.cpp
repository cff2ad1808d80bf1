#include "window/focus_order.h"

#include <algorithm>
#include <iterator>

namespace attache::window {

void FocusOrder::begin_frame() {
  last_.swap(current_);
  current_.clear();
  moved_ = false;
}

void FocusOrder::add(ControlId id, ControlId group) {
  current_.push_back({id, group});
}

void FocusOrder::end_frame() {
  const auto is_focused = [this](const Stop& stop) { return stop.id == focused_; };
  // A control that was given the focus in this frame may be drawn for the first time in
  // the next.
  if (!moved_ && std::none_of(current_.begin(), current_.end(), is_focused)) clear();
}

void FocusOrder::step_over(const std::vector<Stop>& stops, int by) {
  if (stops.empty()) return;
  const auto count = static_cast<std::ptrdiff_t>(stops.size());
  const auto here = std::find_if(stops.begin(), stops.end(), [this](const Stop& stop) {
    return stop.id == focused_;
  });
  std::ptrdiff_t place = by > 0 ? 0 : count - 1;
  if (here != stops.end())
    place = (std::distance(stops.begin(), here) + by % count + count) % count;
  give(stops[static_cast<std::size_t>(place)].id, true);
}

void FocusOrder::step(int by) {
  step_over(last_, by);
}

bool FocusOrder::step_in_group(int by) {
  const auto here = std::find_if(last_.begin(), last_.end(), [this](const Stop& stop) {
    return stop.id == focused_;
  });
  if (here == last_.end() || here->group == kNoControl) return false;
  std::vector<Stop> group;
  std::copy_if(last_.begin(), last_.end(), std::back_inserter(group),
               [&](const Stop& stop) { return stop.group == here->group; });
  step_over(group, by);
  return true;
}

void FocusOrder::give(ControlId id, bool ring) {
  moved_ = true;
  focused_ = id;
  ring_ = ring;
}

void FocusOrder::clear() {
  focused_ = kNoControl;
  ring_ = false;
}

}  // namespace attache::window
