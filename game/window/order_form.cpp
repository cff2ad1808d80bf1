// Things to put in order: with Alt and the arrows, with the small arrows, or by dragging.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "window/answer_form.h"

namespace attache::window {

namespace {

struct Row {
  std::size_t place = 0;
  Rect area;
};

OptionState state_at(const Asked& asked,
                     const std::vector<std::size_t>& order,
                     std::size_t place) {
  if (!asked.revealed) return OptionState::kIdle;
  if (!asked.response || asked.response->chosen.empty()) return OptionState::kMissed;
  return order[place] == asked.prompt.key[place] ? OptionState::kRight
                                                 : OptionState::kWrong;
}

/// Where an item that lies wrong belongs.
std::string note_at(const Asked& asked,
                    const std::vector<std::size_t>& order,
                    std::size_t place) {
  const auto& key = asked.prompt.key;
  const auto belongs = std::find(key.begin(), key.end(), order[place]) - key.begin();
  return "Belongs in place " + std::to_string(belongs + 1);
}

void arrows(Ui& ui, AnswerDraft& draft, const Row& row) {
  const float side = std::round(std::min(row.area.h - 8, ui.em(32)));
  const float y = row.area.y + (row.area.h - side) / 2;
  const Rect down{row.area.right() - side - ui.gap(8), y, side, side};
  const Rect up{down.x - side, y, side, side};
  const auto small = [&](const Rect& area, std::string_view name, std::string_view sign,
                         int by) {
    const Touch touch = ui.control(Ui::id(name, row.place), area, {.tab_stop = false});
    if (touch.hovered) ui.fill(area, ui.colours().line, 8);
    ui.icon_in(area, sign, 18, ui.colours().muted);
    if (touch.clicked) draft.move(row.place, by);
  };
  if (row.place > 0) small(up, "order.up", icon::kUp, -1);
  if (row.place + 1 < draft.order.size()) small(down, "order.down", icon::kDown, 1);
}

/// Where the item at the mouse belongs: before the first row whose middle lies below it.
std::size_t place_at(const std::vector<Row>& rows, std::size_t from, float y) {
  std::size_t place = from;
  while (place > 0 && y < rows[place - 1].area.middle().y)
    --place;
  while (place + 1 < rows.size() && y > rows[place + 1].area.middle().y)
    ++place;
  return place;
}

void drag(const Ui& ui, AnswerDraft& draft, const std::vector<Row>& rows) {
  if (!draft.dragged) return;
  const std::size_t to = place_at(rows, *draft.dragged, ui.mouse().y);
  while (*draft.dragged != to) {
    const int by = to > *draft.dragged ? 1 : -1;
    draft.move(*draft.dragged, by);
    draft.dragged = by > 0 ? *draft.dragged + 1 : *draft.dragged - 1;
  }
}

/// The order that is shown: the student's, or the right one where none was given.
std::vector<std::size_t> shown_order(const Asked& asked, const AnswerDraft& draft) {
  if (!asked.revealed) return draft.order;
  const bool answered = asked.response && !asked.response->chosen.empty();
  return answered ? asked.response->chosen : asked.prompt.key;
}

struct DrawnRow {
  Rect area;
  Touch touch;
};

/// One item from `at` downwards.
DrawnRow draw_item(Ui& ui,
                   const Asked& asked,
                   const AnswerDraft& draft,
                   const std::vector<std::size_t>& order,
                   std::size_t place,
                   const Column& at) {
  const std::string cap = std::to_string(place + 1);
  OptionRow row{.name = "order",
                .number = place,
                .cap = cap,
                .text = asked.prompt.items[order[place]]};
  row.state = state_at(asked, order, place);
  row.enabled = !asked.revealed;
  row.enter = false;
  row.group = Ui::id("orders");
  row.room = asked.revealed ? 0 : 2 * ui.em(32);
  std::string note;
  if (row.state == OptionState::kWrong) note = note_at(asked, order, place);
  row.note = note;
  if (draft.dragged == place) row.state = OptionState::kChosen;
  const Rect area{at.x, std::round(at.y), at.width, option_height(ui, at.width, row)};
  return {area, option_row(ui, area, row)};
}

}  // namespace

float order_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at) {
  const std::vector<std::size_t> order = shown_order(asked, draft);
  std::vector<Row> rows;
  float y = at.y;
  bool any_held = false;
  for (std::size_t place = 0; place < order.size(); ++place) {
    if (place > 0) y += ui.gap(8);
    const DrawnRow row = draw_item(ui, asked, draft, order, place, {at.x, y, at.width});
    rows.push_back({place, row.area});
    y += row.area.h;
    if (asked.revealed) continue;
    // The row that was taken hold of changes its place; its first one stays the control
    // that is held.
    if ((row.touch.pressed || row.touch.released) && !draft.dragged)
      draft.dragged = place;
    any_held = any_held || row.touch.held;
    arrows(ui, draft, rows.back());
  }
  if (asked.revealed) return y - at.y;
  drag(ui, draft, rows);
  if (!any_held) draft.dragged.reset();
  y += ui.gap(8);
  y += ui.text("Drag, or press Alt with ↑ and ↓.",
               {.size = 13, .colour = ui.colours().muted, .align = Align::kCentre}, at.x,
               y, at.width);
  return y - at.y;
}

}  // namespace attache::window
