// A figure a day, weeks side by side; and parts of a whole as a ring.

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <numeric>

#include "window/chart_drawing.h"

namespace attache::window {

namespace {

constexpr int kLevels = 4;

/// Nothing, then from a little to much.
ImU32 level_colour(const Ui& ui, Hue hue, int level) {
  constexpr std::array<float, kLevels + 1> kShares{0, 0.32F, 0.55F, 0.78F, 1};
  const Palette& c = ui.colours();
  const ImU32 none = blend(c.card, c.line, 0.75F);
  return level == 0 ? none
                    : blend(c.card, c.hue(hue), kShares[static_cast<std::size_t>(level)]);
}

float names_width(const Ui& ui) {
  return ui.width_of("Wed", chart_text(0)) + ui.gap(10);
}

struct CalendarLayout {
  CalendarGrid grid;
  float x = 0, y = 0;  ///< of the first cell
  float cell = 0;      ///< with its gap
  float gap = 0;
  float line = 0;

  [[nodiscard]] Rect area_of(StudyDay day) const {
    return {x + static_cast<float>(grid.column_of(day)) * cell,
            y + static_cast<float>(CalendarGrid::row_of(day)) * cell, cell - gap,
            cell - gap};
  }
};

CalendarLayout lay_out(const ChartFrame& frame, const Rect& area) {
  const Ui& ui = frame.ui;
  CalendarLayout out;
  out.line = chart_line(ui);
  out.grid = grid_of(frame.chart, frame.state.year);
  const float days = names_width(ui);
  const float foot = out.line + ui.gap(6);
  const float by_height = (area.h - out.line - ui.gap(4) - foot) / 7;
  out.cell = std::max(
      4.0F, std::min(calendar_cell(ui, area.w, out.grid.weeks()), std::floor(by_height)));
  out.gap = out.cell >= 10 ? std::max(2.0F, std::round(out.cell * 0.16F)) : 1;
  out.x = std::round(area.x + days);
  out.y = std::round(area.y + out.line + ui.gap(4));
  return out;
}

void draw_names(const Ui& ui, const CalendarLayout& at, const Rect& area) {
  const ImU32 ink = ui.colours().muted;
  constexpr std::array kDays{std::pair{0, "Mon"}, std::pair{2, "Wed"},
                             std::pair{4, "Fri"}};
  // On small cells the names of days would stand in each other's way.
  for (const auto& [row, name] : kDays)
    if (at.cell * 2 >= at.line || row == 0)
      ui.text_in({area.x, at.y + static_cast<float>(row) * at.cell - at.gap / 2,
                  at.x - area.x, at.cell},
                 name, chart_text(ink));
  const float room = ui.width_of("Mmm", chart_text(0)) + ui.gap(8);
  const int apart = std::max(1, static_cast<int>(std::ceil(room / at.cell)));
  for (const MonthName& month : months_of(at.grid, apart))
    ui.text_in({at.x + static_cast<float>(month.column) * at.cell, area.y, room, at.line},
               month.name, chart_text(ink));
}

/// From little to much, and the switch of the years.
void draw_foot(ChartFrame& frame, const CalendarLayout& at, const Rect& area) {
  Ui& ui = frame.ui;
  const Palette& c = ui.colours();
  const Hue hue = frame.chart.series.front().hue;
  const float y = std::round(at.y + 7 * at.cell + ui.gap(6));
  const float side = std::round(at.line * 0.72F);
  float x = at.x;
  const auto word = [&](std::string_view text) {
    const float wide = ui.width_of(text, chart_text(0)) + 2;
    ui.text_in({x, y, wide, at.line}, text, chart_text(c.muted));
    x += wide + ui.gap(6);
  };
  word("Less");
  for (int level = 0; level <= kLevels; ++level) {
    ui.fill({x, std::round(y + (at.line - side) / 2), side, side},
            level_colour(ui, hue, level), 2);
    x += side + 3;
  }
  x += ui.gap(3);
  word("More");
  const std::vector<int> years = years_of(frame.chart);
  if (years.size() < 2) return;
  const int now = *frame.state.year;
  const float arrow = std::round(at.line * 1.6F);
  const float figure = ui.width_of("2000", chart_text(0)) + ui.gap(8);
  const float top = y + (at.line - arrow) / 2;
  float right = area.right() - arrow;
  const auto turn = [&](std::string_view name, std::string_view sign, int by) {
    const int next = now + by;
    if (next < years.front() || next > years.back()) return;
    const std::string control =
        fmt::format("{}.{}.{}", frame.look.name, frame.look.number, name);
    if (icon_button(ui, {right, top, arrow, arrow},
                    {control, sign, fmt::format("{}", next)}))
      frame.state.year = next;
  };
  turn("later", icon::kForth, 1);
  right -= figure;
  ui.text_in(
      {right, y, figure, at.line}, fmt::format("{}", now),
      {.face = Face::kSansStrong, .size = 12, .colour = c.text, .align = Align::kCentre});
  right -= arrow;
  turn("earlier", icon::kBack, -1);
}

std::optional<std::size_t> place_under(const ChartFrame& frame,
                                       const CalendarLayout& at) {
  const ImVec2 mouse = frame.ui.mouse();
  const auto column = static_cast<int>(std::floor((mouse.x - at.x) / at.cell));
  const auto row = static_cast<int>(std::floor((mouse.y - at.y) / at.cell));
  const auto day = at.grid.day_at(column, row);
  if (!day) return std::nullopt;
  const auto value = static_cast<double>(day->time_since_epoch().count());
  const auto found =
      std::lower_bound(frame.chart.at.begin(), frame.chart.at.end(), value);
  if (found == frame.chart.at.end() || *found != value) return std::nullopt;
  return static_cast<std::size_t>(found - frame.chart.at.begin());
}

StudyDay day_of_place(const Chart& chart, std::size_t place) {
  return StudyDay(std::chrono::days(std::lround(chart.at[place])));
}

/// Keys may lead into another year.
void follow_year(ChartFrame& frame) {
  const std::vector<int> years = years_of(frame.chart);
  if (years.size() < 2) {
    frame.state.year.reset();
    return;
  }
  const auto last_of = [](StudyDay day) {
    return static_cast<int>(std::chrono::year_month_day(day).year());
  };
  if (!frame.state.year) frame.state.year = years.back();
  if (frame.pointed)
    frame.state.year = last_of(day_of_place(frame.chart, *frame.pointed));
}

}  // namespace

float calendar_cell(const Ui& ui, float width, int weeks) {
  const float room = (width - names_width(ui)) / static_cast<float>(std::max(weeks, 1));
  return std::clamp(std::floor(room), 4.0F, std::round(ui.em(15) * 2.4F));
}

void draw_calendar(ChartFrame& frame, const Rect& area) {
  const Ui& ui = frame.ui;
  const Chart& chart = frame.chart;
  if (chart.at.empty() || chart.series.empty()) return;
  follow_year(frame);
  const CalendarLayout at = lay_out(frame, area);
  const Series& series = chart.series.front();
  const std::vector<int> levels = levels_of(series.values, kLevels);
  if (frame.hovered) {
    frame.pointed = place_under(frame, at);
  }
  // Days of a year that the chart does not reach are there too, only empty.
  for (StudyDay day = at.grid.first; day <= at.grid.last; day += std::chrono::days(1))
    ui.fill(at.area_of(day), level_colour(ui, series.hue, 0), at.cell >= 10 ? 3 : 1);
  for (std::size_t i = 0; i < std::min(chart.at.size(), levels.size()); ++i) {
    const StudyDay day = day_of_place(chart, i);
    if (levels[i] == 0 || day < at.grid.first || day > at.grid.last) continue;
    ui.fill(at.area_of(day), level_colour(ui, series.hue, levels[i]),
            at.cell >= 10 ? 3 : 1);
  }
  if (frame.pointed) {
    frame.anchor = at.area_of(day_of_place(chart, *frame.pointed));
    ui.outline(frame.anchor.inset(-2, -2), ui.colours().text, 4, 1.5F);
  }
  draw_names(ui, at, area);
  draw_foot(frame, at, area);
}

// --- a ring

void draw_shares(ChartFrame& frame, const Rect& area) {
  const Ui& ui = frame.ui;
  const Chart& chart = frame.chart;
  const Palette& c = ui.colours();
  const std::vector<double>& values = chart.series.front().values;
  const std::size_t parts = std::min(values.size(), chart.names.size());
  double all = 0;
  for (std::size_t i = 0; i < parts; ++i)
    if (values[i] > 0) all += values[i];
  const float line = std::round(ui.em(13) * 1.5F + ui.gap(6));
  const float list_height = line * static_cast<float>(parts);
  const float radius = std::round(std::min({area.h, area.w * 0.42F, ui.em(15) * 16}) / 2);
  const float list_x = area.x + 2 * radius + ui.gap(24);
  const float list_y = std::round(area.y + std::max(0.0F, (area.h - list_height) / 2));
  const ImVec2 middle{area.x + radius, area.y + area.h / 2};
  if (frame.hovered && ui.mouse().x > list_x && ui.mouse().y > list_y) {
    const auto under = static_cast<std::size_t>((ui.mouse().y - list_y) / line);
    if (under < parts) frame.pointed = under;
  }
  const float thickness = std::round(radius * 0.34F);
  constexpr float kTurn = 2 * std::numbers::pi_v<float>;
  float angle = -kTurn / 4;
  for (std::size_t i = 0; i < parts && all > 0; ++i) {
    if (!(values[i] > 0)) continue;
    const float turn = kTurn * static_cast<float>(values[i] / all);
    // A hair of the card between two parts.
    const float hair = turn > 0.05F ? 1.2F / radius : 0;
    const bool strong = frame.pointed == i;
    ui.list().PathArcTo(middle, radius - thickness / 2 - 1, angle + hair,
                        angle + turn - hair, 64);
    ui.list().PathStroke(c.hue(part_hue(chart, i)), 0,
                         strong ? thickness + 4 : thickness);
    angle += turn;
  }
  ui.text_in(
      {middle.x - radius, middle.y - ui.em(20) * 0.8F, 2 * radius, ui.em(20) * 1.2F},
      value_text(chart.left.unit, all),
      {.face = Face::kDisplay, .size = 20, .colour = c.text, .align = Align::kCentre});
  ui.text_in({middle.x - radius + thickness, middle.y + ui.em(12) * 0.5F,
              2 * (radius - thickness), chart_line(ui)},
             chart.left.title, chart_text(c.muted, Align::kCentre));
  for (std::size_t i = 0; i < parts; ++i) {
    const Rect row{list_x, list_y + static_cast<float>(i) * line, area.right() - list_x,
                   line};
    if (frame.pointed == i) {
      ui.fill(row.inset(-ui.gap(4), 0), c.hover, 6);
      frame.anchor = row;
    }
    const float sample = ui.em(13) * 0.75F;
    ui.fill({row.x, std::round(row.middle().y - sample / 2), sample, sample},
            c.hue(part_hue(chart, i)), 3);
    const float words = row.x + sample + ui.gap(8);
    const std::string share =
        all > 0 ? value_text(Unit::kShare, std::max(0.0, values[i]) / all)
                : std::string{};
    const float percent = ui.width_of("100 %", {.size = 13}) + ui.gap(6);
    const float figure = ui.width_of(value_text(chart.left.unit, all), {.size = 13}) + 4;
    const float name = row.right() - percent - figure - ui.gap(8) - words;
    ui.text_in({words, row.y, name, line}, chart.names[i],
               {.size = 13, .colour = c.text});
    ui.text_in({row.right() - percent - figure, row.y, figure, line},
               value_text(chart.left.unit, values[i]),
               {.face = Face::kSansStrong,
                .size = 13,
                .colour = c.text,
                .align = Align::kRight});
    ui.text_in({row.right() - percent, row.y, percent, line}, share,
               {.size = 13, .colour = c.muted, .align = Align::kRight});
  }
}

}  // namespace attache::window
