#include "window/easy_days.h"

#include <algorithm>
#include <cmath>

#include "window/settings_words.h"

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 7> kShortDays{"Mon", "Tue", "Wed", "Thu",
                                                     "Fri", "Sat", "Sun"};
constexpr float kCorner = 12;

struct DayGrid {
  int columns = 7;
  float width = 0;  ///< of a day
  float height = 0;
  float gap = 0;
  [[nodiscard]] float all() const {
    const int count = (7 + columns - 1) / columns;
    const auto rows = static_cast<float>(count);
    return rows * height + (rows - 1) * gap;
  }
};

DayGrid grid_of(const Ui& ui, float width) {
  DayGrid grid;
  grid.gap = ui.gap(8);
  const float least =
      ui.width_of("none", {.face = Face::kSansStrong, .size = 14}) + ui.gap(20);
  const auto room = [&] {
    const auto columns = static_cast<float>(grid.columns);
    return (width - (columns - 1) * grid.gap) / columns;
  };
  if (room() < least) grid.columns = 4;
  grid.width = room();
  grid.height = std::round(ui.em(13) * 1.5F + ui.em(14) * 1.5F + ui.gap(18));
  return grid;
}

/// A day: how full it is stands behind its words.
bool day_cell(Ui& ui, const Rect& area, std::size_t day, int percent) {
  const Palette& c = ui.colours();
  const Touch touch =
      ui.control(Ui::id("set.easy", day), area, {.group = Ui::id("set.easy")});
  ui.fill(area, c.sunken, kCorner);
  if (percent > 0) {
    const float full = std::round(area.h * static_cast<float>(percent) / 100);
    ui.list().AddRectFilled(
        {area.x, area.bottom() - full}, {area.right(), area.bottom()}, c.accent_soft,
        kCorner,
        percent == 100 ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersBottom);
  }
  const bool lively = touch.hovered || touch.held;
  ui.outline(area,
             lively        ? c.accent
             : percent > 0 ? blend(c.line, c.accent, 0.35F)
                           : c.line_strong,
             kCorner);
  if (touch.ring) ui.focus_ring(area, kCorner);
  const float name = ui.em(13) * 1.5F;
  const float top = area.y + ui.gap(9);
  ui.text_in({area.x, top, area.w, name}, kShortDays.at(day),
             {.size = 13, .colour = c.muted, .align = Align::kCentre});
  ui.text_in({area.x, top + name, area.w, ui.em(14) * 1.5F}, easy_share_text(percent),
             {.face = Face::kSansStrong,
              .size = 14,
              .colour = percent == 100 ? c.text
                        : percent > 0  ? c.accent
                                       : c.muted,
              .align = Align::kCentre});
  return touch.clicked;
}

}  // namespace

float easy_days_height(const Ui& ui, float width) {
  return grid_of(ui, width).all();
}

bool easy_days_row(Ui& ui, const Column& at, EasyDays& days) {
  const DayGrid grid = grid_of(ui, at.width);
  bool changed = false;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const int down = static_cast<int>(i) / grid.columns;
    const auto column = static_cast<float>(static_cast<int>(i) - down * grid.columns);
    const auto row = static_cast<float>(down);
    const float left = at.x + column * (grid.width + grid.gap);
    const float x = std::round(left);
    const float y = std::round(at.y + row * (grid.height + grid.gap));
    const Rect area{x, y, std::round(left + grid.width) - x, grid.height};
    if (!day_cell(ui, area, i, days.at(i))) continue;
    days.at(i) = next_easy_share(days.at(i));
    changed = true;
  }
  return changed;
}

}  // namespace attache::window
