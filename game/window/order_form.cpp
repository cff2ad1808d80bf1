// Things to put in order: with Alt and the arrows, with the small arrows, or by dragging.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "window/answer_form.h"

namespace attache::window {

namespace {

struct Row {
  std::size_t place;
  Rect area;
};

OptionState state_at(const Asked& asked, const std::vector<std::size_t>& order, std::size_t place) {
  if (!asked.revealed) return OptionState::kIdle;
  if (!asked.response || asked.response->chosen.empty()) return OptionState::kMissed;
  return order[place] == asked.prompt.key[place] ? OptionState::kRight : OptionState::kWrong;
}

/// Where an item that lies wrong belongs.
std::string note_at(const Asked& asked, const std::vector<std::size_t>& order, std::size_t place) {
  const auto& key = asked.prompt.key;
  const auto belongs = std::find(key.begin(), key.end(), order[place]) - key.begin();
  return "Belongs in place " + std::to_string(belongs + 1);
}

void arrows(Ui& ui, AnswerDraft& draft, const Row& row) {
  const float side = std::round(std::min(row.area.h - 8, ui.em(32)));
  const float y = row.area.y + (row.area.h - side) / 2;
  const Rect down{row.area.right() - side - ui.gap(8), y, side, side};
  const Rect up{down.x - side, y, side, side};
  const auto small = [&](const Rect& area, std::string_view name, std::string_view sign, int by) {
    const Touch touch = ui.control(Ui::id(name, row.place), area, {.tab_stop = false});
    if (touch.hovered) ui.fill(area, ui.colours().line, 8);
    ui.icon_in(area, sign, 18, ui.colours().muted);
    if (touch.clicked) draft.move(row.place, by);
  };
  if (row.place > 0) small(up, "order.up", icon::kUp, -1);
  if (row.place + 1 < draft.order.size()) small(down, "order.down", icon::kDown, 1);
}

void drag(const Ui& ui, AnswerDraft& draft, const std::vector<Row>& rows) {
  if (!draft.dragged) return;
  const std::size_t place = *draft.dragged;
  const float y = ui.mouse().y;
  if (place > 0 && y < rows[place - 1].area.middle().y) {
    draft.move(place, -1);
    draft.dragged = place - 1;
  } else if (place + 1 < rows.size() && y > rows[place + 1].area.middle().y) {
    draft.move(place, 1);
    draft.dragged = place + 1;
  }
}

}  // namespace

float order_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at) {
  const Prompt& prompt = asked.prompt;
  const bool answered = asked.revealed && asked.response && !asked.response->chosen.empty();
  const std::vector<std::size_t> order = !asked.revealed ? draft.order : answered ? asked.response->chosen : prompt.key;
  std::vector<Row> rows;
  float y = at.y;
  bool any_held = false;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const std::string cap = std::to_string(place + 1);
    const std::string text = prompt.items[order[place]];
    OptionRow row{.name = "order", .number = place, .cap = cap, .text = text};
    row.state = state_at(asked, order, place);
    row.enabled = !asked.revealed;
    row.group = Ui::id("orders");
    const std::string note = row.state == OptionState::kWrong ? note_at(asked, order, place) : "";
    row.note = note;
    if (draft.dragged == place) row.state = OptionState::kChosen;
    if (place > 0) y += ui.gap(8);
    row.room = asked.revealed ? 0 : 2 * ui.em(32);
    const float height = option_height(ui, at.width, row);
    const Rect area{at.x, std::round(y), at.width, height};
    rows.push_back({place, area});
    const Touch touch = option_row(ui, area, row);
    if (touch.pressed) draft.dragged = place;
    any_held = any_held || touch.held;
    if (!asked.revealed) arrows(ui, draft, rows.back());
    y += height;
  }
  // The row that was taken hold of changes its place, so ask the mouse and not the row.
  if (!any_held && !ImGui::GetIO().MouseDown[0]) draft.dragged.reset();
  if (asked.revealed) return y - at.y;
  drag(ui, draft, rows);
  y += ui.gap(10);
  y += ui.text("Drag, or press Alt with ↑ and ↓.", {.size = 13, .colour = ui.colours().muted, .align = Align::kCentre}, at.x, y, at.width);
  return y - at.y;
}

}  // namespace attache::window
