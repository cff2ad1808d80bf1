#include "window/focus_order.h"

#include <initializer_list>

#include <doctest/doctest.h>

namespace {

using attache::window::ControlId;
using attache::window::FocusOrder;
using attache::window::kNoControl;

void draw(FocusOrder& order,
          std::initializer_list<ControlId> ids,
          ControlId group = kNoControl) {
  order.begin_frame();
  for (const ControlId id : ids)
    order.add(id, group);
  order.end_frame();
}

/// A frame in which Tab is pressed before the controls are drawn.
void tab(FocusOrder& order, std::initializer_list<ControlId> ids, int by = 1) {
  order.begin_frame();
  order.step(by);
  for (const ControlId id : ids)
    order.add(id);
  order.end_frame();
}

}  // namespace

TEST_CASE(
    "Tab goes through the controls in the order in which they are drawn, and round") {
  FocusOrder order;
  draw(order, {1, 2, 3});
  for (const ControlId expected : {1U, 2U, 3U, 1U}) {
    tab(order, {1, 2, 3});
    CHECK(order.focused() == expected);
    CHECK(order.ring());
  }
}

TEST_CASE("Shift+Tab begins at the last control and goes back") {
  FocusOrder order;
  draw(order, {1, 2, 3});
  tab(order, {1, 2, 3}, -1);
  CHECK(order.focused() == 3);
  tab(order, {1, 2, 3}, -1);
  CHECK(order.focused() == 2);
}

TEST_CASE("without controls Tab does nothing") {
  FocusOrder order;
  draw(order, {});
  tab(order, {});
  CHECK(order.focused() == kNoControl);
}

TEST_CASE("a control that is not drawn any more loses the focus") {
  FocusOrder order;
  draw(order, {1, 2});
  tab(order, {1, 2});
  draw(order, {2});
  CHECK(order.focused() == kNoControl);
  CHECK_FALSE(order.ring());
}

TEST_CASE("a control may be given the focus one frame before it is drawn") {
  FocusOrder order;
  order.begin_frame();
  order.add(1);
  order.give(9, false);
  order.end_frame();
  draw(order, {1, 9});
  CHECK(order.has_focus(9));
  CHECK_FALSE(order.ring());
  draw(order, {1});
  CHECK_FALSE(order.has_focus(9));
}

TEST_CASE("nothing has the focus that is no control") {
  const FocusOrder order;
  CHECK_FALSE(order.has_focus(kNoControl));
}

TEST_CASE("arrows walk within the focused control's group only") {
  FocusOrder order;
  const auto draw_both = [&] {
    order.add(1);
    order.add(2, 70);
    order.add(3, 70);
    order.add(4);
  };
  order.begin_frame();
  draw_both();
  order.give(3, true);
  order.end_frame();
  order.begin_frame();
  CHECK(order.step_in_group(1));
  draw_both();
  order.end_frame();
  CHECK(order.focused() == 2);
  CHECK(order.moved());
}

TEST_CASE("arrows do nothing for a control without a group, or without a focus") {
  FocusOrder order;
  draw(order, {1, 2});
  CHECK_FALSE(order.step_in_group(1));
  tab(order, {1, 2});
  order.begin_frame();
  CHECK_FALSE(order.step_in_group(1));
  CHECK(order.focused() == 1);
}
