#include "window/exams_month.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "window/exams_words.h"

namespace attache::window {

namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 7> kHeads{"Mo", "Tu", "We", "Th",
                                                 "Fr", "Sa", "Su"};
constexpr int kWeek = 7;
constexpr int kWeeks = 6;

float head_height(const Ui& ui) {
  return button_height(ui);
}

float names_height(const Ui& ui) {
  return std::round(ui.em(12) * 1.5F + ui.gap(6));
}

float cell_height(const Ui& ui) {
  return std::round(ui.em(15) * 1.5F + ui.gap(11));
}

void move_by_key(Ui& ui, MonthState& state, StudyDay least) {
  const auto by = [&](int count) { state.move_to(state.cursor + days(count), least); };
  if (ui.take(Key::kLeft, {}, true)) by(-1);
  if (ui.take(Key::kRight, {}, true)) by(1);
  if (ui.take(Key::kUp, {}, true)) by(-kWeek);
  if (ui.take(Key::kDown, {}, true)) by(kWeek);
  if (ui.take(Key::kPageUp, {}, true)) state.move_months(-1, least);
  if (ui.take(Key::kPageDown, {}, true)) state.move_months(1, least);
}

/// The month's name between two arrows.
void month_head(Ui& ui, const Column& at, MonthState& state, StudyDay least) {
  const float height = head_height(ui);
  const Rect left{at.x, at.y, height, height};
  const Rect right{at.x + at.width - height, at.y, height, height};
  const auto arrow = [&](const Rect& part, std::size_t number, std::string_view sign,
                         int by) {
    const Touch touch =
        ui.control(Ui::id("month.arrow", number), part, {.tab_stop = false});
    if (touch.hovered || touch.held) ui.fill(part.inset(3, 3), ui.colours().hover, 10);
    ui.icon_in(part, sign, 20, touch.hovered ? ui.colours().text : ui.colours().muted);
    if (touch.clicked) state.move_months(by, least);
  };
  arrow(left, 0, icon::kBack, -1);
  arrow(right, 1, icon::kForth, 1);
  ui.text_in({left.right(), at.y, right.x - left.right(), height},
             month_text(state.shown),
             {.face = Face::kSansStrong,
              .size = 15,
              .colour = ui.colours().text,
              .align = Align::kCentre});
}

struct DayCell {
  Rect area;
  StudyDay day{};
  bool in_month = true;
  bool today = false;
  bool cursor = false;  ///< the keys are here
};

bool day_cell(Ui& ui, const DayCell& cell, const DayLook& look) {
  const Palette& c = ui.colours();
  const auto number = static_cast<std::size_t>(cell.day.time_since_epoch().count());
  const Touch touch = ui.control(Ui::id("month.day", number), cell.area,
                                 {.enabled = look.enabled, .tab_stop = false});
  const Rect box = cell.area.inset(2, 2);
  const float corner = 9;
  ImU32 ink = look.enabled && cell.in_month ? c.text : c.line_strong;
  if (look.chosen) {
    ui.fill(box, c.accent, corner);
    ink = c.on_accent;
  } else if (look.off) {
    ui.fill(box, c.hard.soft, corner);
    ink = c.hard.ink;
  } else if (touch.hovered || touch.held) {
    ui.fill(box, c.hover, corner);
  }
  if (cell.today && !look.chosen) ui.outline(box, c.line_strong, corner);
  if (cell.cursor) ui.outline(cell.area, c.accent, corner + 2, 2);
  const std::string text =
      fmt::format("{}", unsigned{std::chrono::year_month_day(cell.day).day()});
  const TextStyle style{.face = look.chosen ? Face::kSansStrong : Face::kSans,
                        .size = 15,
                        .colour = ink,
                        .align = Align::kCentre};
  ui.text_in(box, text, style);
  if (look.off) {
    const float half = ui.width_of(text, style) / 2 + 3;
    ui.fill({box.middle().x - half, std::round(box.middle().y), 2 * half, 1.5F}, ink);
  }
  if (look.studied && !look.chosen)
    ui.list().AddCircleFilled({box.middle().x, box.bottom() - ui.gap(4)}, 1.8F, c.accent,
                              12);
  return touch.clicked;
}

}  // namespace

std::chrono::year_month month_of(StudyDay day) {
  const std::chrono::year_month_day date(day);
  return date.year() / date.month();
}

std::array<StudyDay, 42> days_of_month(std::chrono::year_month month) {
  const StudyDay first(month / 1);
  const auto weekday = std::chrono::weekday(first).iso_encoding() - 1U;
  std::array<StudyDay, 42> all{};
  for (std::size_t i = 0; i < all.size(); ++i)
    all.at(i) = first + days(static_cast<int>(i) - static_cast<int>(weekday));
  return all;
}

void MonthState::move_to(StudyDay day, StudyDay least) {
  cursor = std::max(day, least);
  shown = month_of(cursor);
}

void MonthState::move_months(int by, StudyDay least) {
  const std::chrono::year_month_day date(cursor);
  const std::chrono::year_month month = shown + std::chrono::months(by);
  const std::chrono::year_month_day last(month / std::chrono::last);
  move_to(StudyDay(month / std::min(date.day(), last.day())), least);
}

float month_width(const Ui& ui) {
  return std::round(kWeek * (ui.em(15) * 1.9F + ui.gap(10)));
}

float month_height(const Ui& ui, float /*width*/) {
  return head_height(ui) + names_height(ui) + kWeeks * cell_height(ui);
}

std::optional<StudyDay> month_grid(Ui& ui,
                                   const Column& at,
                                   MonthState& state,
                                   const MonthLook& look) {
  const ControlId id = Ui::id("month");
  const float top = at.y + head_height(ui) + names_height(ui);
  const Rect whole{at.x, top, at.width, kWeeks * cell_height(ui)};
  const Touch touch =
      ui.control(id, whole, {.field = true, .cursor = ImGuiMouseCursor_Arrow});
  std::optional<StudyDay> chosen;
  if (touch.focused) {
    move_by_key(ui, state, look.least);
    const bool enabled = look.look(state.cursor).enabled;
    if ((ui.take(Key::kEnter) || ui.take(Key::kSpace)) && enabled) chosen = state.cursor;
  }
  month_head(ui, {at.x, at.y, at.width}, state, look.least);
  const float width = at.width / kWeek;
  for (int i = 0; i < kWeek; ++i)
    ui.text_in({at.x + width * static_cast<float>(i), at.y + head_height(ui), width,
                names_height(ui)},
               kHeads.at(static_cast<std::size_t>(i)),
               {.size = 12, .colour = ui.colours().muted, .align = Align::kCentre});
  const auto all = days_of_month(state.shown);
  for (std::size_t i = 0; i < all.size(); ++i) {
    DayCell cell;
    cell.day = all.at(i);
    const float x = at.x + width * static_cast<float>(i % kWeek);
    const float right = at.x + width * static_cast<float>(i % kWeek + 1);
    const std::size_t week = i / kWeek;
    const float y = top + cell_height(ui) * static_cast<float>(week);
    cell.area = {std::round(x), y, std::round(right) - std::round(x), cell_height(ui)};
    cell.in_month = month_of(cell.day) == state.shown;
    cell.today = cell.day == look.today;
    cell.cursor = touch.focused && cell.day == state.cursor;
    if (day_cell(ui, cell, look.look(cell.day))) {
      chosen = cell.day;
      ui.focus().give(id, false);
    }
  }
  if (chosen) state.move_to(*chosen, look.least);
  return chosen;
}

}  // namespace attache::window
