#include "window/browser_parts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"

namespace attache::window {

float tick_row_height(const Ui& ui) {
  return std::round(ui.em(15) * 1.5F + ui.gap(14));
}

bool tick_row(Ui& ui, const Rect& area, const TickRow& row) {
  const Palette& c = ui.colours();
  const Touch touch =
      ui.control(Ui::id(row.name, row.number), area, {.group = row.group});
  if (touch.hovered || touch.held) ui.fill(area, c.hover, 10);
  if (touch.ring) ui.outline(area, c.accent, 10, 2);
  const float side = std::round(ui.em(15) * 1.35F);
  const Rect box{area.x + ui.gap(8), std::round(area.middle().y - side / 2), side, side};
  const float corner = row.one_of ? side / 2 : side * 0.28F;
  if (row.on) {
    ui.fill(box, c.accent, corner);
    ui.icon_in(box, icon::kCheck, 16, c.on_accent);
  } else {
    ui.fill(box, c.card, corner);
    ui.outline(box, c.line_strong, corner, 1.5F);
  }
  const float x = box.right() + ui.gap(12);
  const TextStyle small{.size = 13, .colour = c.muted, .align = Align::kRight};
  const float room = area.right() - ui.gap(8) - x;
  const float note =
      row.note.empty() ? 0 : std::min(ui.width_of(row.note, small) + 2, room * 0.6F);
  ui.text_in({x, area.y, room - note - (note > 0 ? ui.gap(10) : 0), area.h}, row.label,
             {.size = 15, .colour = c.text});
  ui.text_in({area.right() - ui.gap(8) - note, area.y, note, area.h}, row.note, small);
  return touch.clicked;
}

float chip_height(const Ui& ui) {
  return std::round(ui.em(13) * 1.5F + ui.gap(10));
}

float chip_width(const Ui& ui, const Chip& chip) {
  const float sign = chip.icon.empty() ? 0 : ui.em(15) + ui.gap(4);
  return std::round(
      std::min(ui.width_of(chip.label, {.size = 13}) + sign, ui.em(13) * 22) +
      ui.gap(24));
}

bool chip(Ui& ui, const Rect& area, const Chip& look) {
  const Palette& c = ui.colours();
  const Touch touch = ui.control(Ui::id(look.name, look.number), area);
  const bool warm = touch.hovered || touch.held;
  ui.fill(area, look.on ? c.accent_soft : warm ? c.hover : c.card, area.h / 2);
  ui.outline(area, look.on ? c.accent : warm ? c.line_strong : c.line, area.h / 2);
  if (touch.ring) ui.focus_ring(area, area.h / 2);
  const ImU32 ink = look.on ? c.accent : c.text;
  float x = area.x + ui.gap(12);
  if (!look.icon.empty()) {
    ui.icon_in({x, area.y, ui.em(15), area.h}, look.icon, 15, ink);
    x += ui.em(15) + ui.gap(4);
  }
  ui.text_in({x, area.y, area.right() - ui.gap(12) - x + 2, area.h}, look.label,
             {.size = 13, .colour = ink});
  if ((touch.hovered || touch.ring) && !look.tip.empty()) ui.tooltip(area, look.tip);
  return touch.clicked;
}

Rect Flow::place(float width) {
  const float wide = std::min(width, at_.width);
  if (x_ > at_.x && x_ + wide > at_.x + at_.width) {
    x_ = at_.x;
    y_ += line_ + gap_;
  }
  const Rect area{std::round(x_), std::round(y_), wide, line_};
  x_ += wide + gap_;
  return area;
}

float part_title(const Ui& ui, const Column& at, std::string_view title) {
  return std::round(
      ui.text(title, {.face = Face::kSansStrong, .size = 16, .colour = ui.colours().text},
              at.x, at.y, at.width) +
      ui.gap(8));
}

int two_buttons(Ui& ui, const Column& at, const Button& first, const Button& second) {
  const float one = button_width(ui, first);
  const float two = button_width(ui, second);
  const float height = button_height(ui);
  const float x = std::round(at.x + (at.width - one - two - ui.gap(12)) / 2);
  const float y = std::round(at.y);
  const bool ends = button(ui, {x, y, one, height}, first);
  if (button(ui, {x + one + ui.gap(12), y, two, height}, second)) return 2;
  return ends ? 1 : 0;
}

bool page_head(Ui& ui, const Column& at, const PageHead& head) {
  const float height = button_height(ui);
  const bool pressed = icon_button(ui, {at.x - ui.gap(6), at.y, height, height},
                                   {head.back, icon::kBack, head.tip});
  ui.text_in({at.x + height, at.y, at.width - height, height}, head.title,
             {.face = Face::kDisplay, .size = 20, .colour = ui.colours().text});
  return pressed;
}

std::string thousands(std::size_t number) {
  std::string text = fmt::format("{}", number);
  for (std::size_t at = text.size(); at > 3; at -= 3)
    text.insert(at - 3, ",");
  return text;
}

std::string many(std::size_t number, std::string_view one, std::string_view more) {
  return fmt::format("{} {}", thousands(number), number == 1 ? one : more);
}

std::string error_line(const Error& error) {
  std::string line = with_capital(error.what) + ".";
  if (!error.where.empty()) line = fmt::format("{}: {}", error.where, line);
  if (!error.remedy.empty()) line += " " + with_capital(error.remedy) + ".";
  return line;
}

}  // namespace attache::window
