#include "window/settings_screen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <functional>

namespace attache::window {

namespace {

/// One row: what it is on the left, the control on the right, or below where it is
/// narrow.
struct Row {
  std::string_view title;
  std::string meaning;
  float control_width;
  std::function<void(const Rect&)> control;
};

bool is_narrow(const Ui& ui, float width) {
  return width < ui.em(15) * 44;
}

float row_height(const Ui& ui, const Row& row, float width) {
  const float words =
      is_narrow(ui, width) ? width : width - row.control_width - ui.gap(32);
  float height = ui.em(15) * 1.5F + ui.lay_out(row.meaning, {.size = 13}, words).size.y;
  if (is_narrow(ui, width))
    height += ui.gap(12) + button_height(ui);
  else
    height = std::max(height, button_height(ui));
  return std::round(height + 2 * ui.gap(18));
}

void draw_row(const Ui& ui, const Row& row, const Column& at, float height) {
  const Palette& c = ui.colours();
  const bool narrow = is_narrow(ui, at.width);
  const float words = narrow ? at.width : at.width - row.control_width - ui.gap(32);
  float y = at.y + ui.gap(18);
  const float text =
      ui.em(15) * 1.5F + ui.lay_out(row.meaning, {.size = 13}, words).size.y;
  if (!narrow) y = at.y + (height - text) / 2;
  y += ui.text(row.title, {.face = Face::kSansStrong, .size = 15, .colour = c.text}, at.x,
               y, words);
  y += ui.text(row.meaning, {.size = 13, .colour = c.muted}, at.x, y, words);
  const float bh = button_height(ui);
  const float width = std::min(row.control_width, at.width);
  if (narrow)
    row.control({at.x, std::round(y + ui.gap(12)), width, bh});
  else
    row.control(
        {at.x + at.width - width, std::round(at.y + (height - bh) / 2), width, bh});
}

float section(const Ui& ui,
              std::string_view title,
              const std::vector<Row>& rows,
              const Column& at) {
  const float pad = ui.gap(24);
  const float inner = at.width - 2 * pad;
  float y =
      at.y +
      ui.text(title, {.face = Face::kSansStrong, .size = 16, .colour = ui.colours().text},
              at.x, at.y) +
      ui.gap(10);
  y = std::round(y);
  float height = 0;
  for (const Row& row : rows)
    height += row_height(ui, row, inner);
  card(ui, {at.x, y, at.width, height});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) ui.hairline(at.x + pad, y, inner);
    const float own = row_height(ui, rows[i], inner);
    draw_row(ui, rows[i], {at.x + pad, y, inner}, own);
    y += own;
  }
  return y - at.y;
}

std::vector<Row> appearance(Ui& ui, Settings& changed) {
  static constexpr std::array<std::string_view, 3> kThemes{"System", "Light", "Dark"};
  const float wide = ui.em(15) * 13;
  return {
      {"Text size", "Ctrl and + or − change it anywhere.", wide,
       [&ui, &changed](const Rect& area) {
         const int by =
             stepper(ui, area, "set.text", fmt::format("{} %", changed.text_percent));
         changed.text_percent = std::clamp(changed.text_percent + by * 10, 100, 200);
       }},
      {"Theme", "System follows the desktop.",
       std::max(wide, segmented_width(ui, kThemes)), [&ui, &changed](const Rect& area) {
         const int chosen =
             segmented(ui, area, "set.theme", kThemes, static_cast<int>(changed.theme));
         if (chosen >= 0) changed.theme = static_cast<ThemeChoice>(chosen);
       }}};
}

void retention_control(Ui& ui, Settings& changed, const Rect& area) {
  constexpr double kLeast = 0.70;
  constexpr double kRange = 0.27;
  const float figure = ui.em(15) * 3.2F;
  auto share = static_cast<float>((changed.desired_retention - kLeast) / kRange);
  if (slider(ui, {area.x, area.y, area.w - figure, area.h}, "set.retention", share,
             1.0F / 27))
    changed.desired_retention =
        std::round((kLeast + static_cast<double>(share) * kRange) * 100) / 100;
  ui.text_in({area.right() - figure, area.y, figure, area.h},
             fmt::format("{:.0f} %", changed.desired_retention * 100),
             {.face = Face::kSansStrong,
              .size = 15,
              .colour = ui.colours().text,
              .align = Align::kRight});
}

std::vector<Row> learning(Ui& ui, Settings& changed) {
  static constexpr std::array<std::string_view, 4> kForms{"By strength", "Choose",
                                                          "Fill in", "Type"};
  const float wide = ui.em(15) * 13;
  const std::string longest = changed.maximum_interval_days >= 365
                                  ? counted_years(changed.maximum_interval_days)
                                  : fmt::format("{} days", changed.maximum_interval_days);
  return {
      {"New questions a day",
       "Each brings reviews on later days; 10 to 20 suit most people.", wide,
       [&ui, &changed](const Rect& area) {
         const int by =
             stepper(ui, area, "set.new", fmt::format("{}", changed.new_per_day));
         changed.new_per_day = next_new_per_day(changed.new_per_day, by);
       }},
      {"Desired retention", retention_sentence(changed.desired_retention), ui.em(15) * 17,
       [&ui, &changed](const Rect& area) { retention_control(ui, changed, area); }},
      {"Ways of asking",
       "By strength: choosing first, then filling in, then typing from memory.",
       segmented_width(ui, kForms),
       [&ui, &changed](const Rect& area) {
         const int chosen =
             segmented(ui, area, "set.forms", kForms, static_cast<int>(changed.forms));
         if (chosen >= 0) changed.forms = static_cast<FormPreference>(chosen);
       }},
      {"The day begins at", "Answers before this hour count for the day before.", wide,
       [&ui, &changed](const Rect& area) {
         const int by = stepper(ui, area, "set.hour",
                                fmt::format("{:02}:00", changed.day_start_hour));
         changed.day_start_hour = (changed.day_start_hour + by + 24) % 24;
       }},
      {"Longest interval", "No question stays away longer than this.", wide,
       [&ui, &changed, longest](const Rect& area) {
         const int by = stepper(ui, area, "set.longest", longest);
         changed.maximum_interval_days =
             next_interval_limit(changed.maximum_interval_days, by);
       }}};
}

}  // namespace

std::string retention_sentence(double retention) {
  const int of_twenty = static_cast<int>(std::lround(retention * 20));
  const std::string share = of_twenty % 2 == 0 ? fmt::format("{} of 10", of_twenty / 2)
                                               : fmt::format("{} of 20", of_twenty);
  return fmt::format(
      "You will know about {} questions when they come back. Higher means more reviews.",
      share);
}

int next_interval_limit(int days, int by) {
  constexpr std::array kSteps{7,   14,   30,   60,   90,    180,  365,
                              730, 1825, 3650, 7300, 18250, 36500};
  if (by > 0) {
    const auto* const above = std::upper_bound(kSteps.begin(), kSteps.end(), days);
    return above == kSteps.end() ? kSteps.back() : *above;
  }
  if (by == 0) return days;
  const auto* const here = std::lower_bound(kSteps.begin(), kSteps.end(), days);
  return here == kSteps.begin() ? kSteps.front() : *(here - 1);
}

int next_new_per_day(int number, int by) {
  const int from =
      by < 0 ? number - 1 : number;  // the step below a border is the smaller one
  const int step = from < 10 ? 1 : from < 50 ? 5 : from < 200 ? 10 : 100;
  const int next = by > 0   ? (number / step + 1) * step
                   : by < 0 ? (number - 1) / step * step
                            : number;
  return std::clamp(number == 0 && by < 0 ? 0 : next, 0, 9999);
}

std::string counted_years(int days) {
  const int years = days / 365;
  return fmt::format("{} {}", years, years == 1 ? "year" : "years");
}

void SettingsScreen::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Settings before = shell.trainer.settings();
  Settings changed = before;
  const float side = ui.gap(area.w < 900 * ui.em(15) / 15 ? 24 : 32);
  const float width = std::round(std::min(area.w - 2 * side, 760 * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  const float begin = ui.begin_scroll(Ui::id("settings"), area, scroll_);
  float y = begin + ui.gap(28);
  y += ui.text("Settings",
               {.face = Face::kDisplay,
                .size = 26,
                .colour = ui.colours().text,
                .line_height = 1.3F},
               x, y) +
       ui.gap(20);
  y += section(ui, "Appearance", appearance(ui, changed), {x, y, width}) + ui.gap(28);
  y += section(ui, "Learning", learning(ui, changed), {x, y, width}) + ui.gap(28);
  ui.end_scroll(y - begin);
  scroll_by_keys(ui, scroll_);
  if (changed != before) shell.report(shell.trainer.change_settings(changed));
  if (const auto order = shell.order(Place::kAnywhere)) {
    if (order->command == Command::kBack)
      shell.go = ScreenName::kHome;
    else
      shell.pass_on(*order);
  }
}

}  // namespace attache::window
