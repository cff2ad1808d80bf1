#include "window/chart_sheet.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "window/browser_parts.h"
#include "window/progress_files.h"
#include "window/round_file.h"
#include "window/round_parts.h"

namespace attache::window {

namespace {

constexpr std::string_view kChart = "chart.large";

StudyDay today(const Shell& shell) {
  return shell.trainer.calendar().day_of(shell.trainer.now());
}

}  // namespace

void draw_for_saving(Ui& ui,
                     const Rect& area,
                     const Chart& chart,
                     std::optional<int> year) {
  const Palette& c = ui.colours();
  const float side = ui.gap(28);
  const Column at{area.x + side, area.y + side, area.w - 2 * side};
  float y = at.y;
  y += ui.text(chart.title, {.face = Face::kDisplay, .size = 20, .colour = c.text}, at.x,
               y, at.width);
  y += ui.text(chart.sentence, {.size = 14, .colour = c.muted}, at.x, y, at.width);
  y = std::round(y + ui.gap(16));
  ChartState state;
  state.year = year;
  chart_view(ui, {at.x, y, at.width, area.bottom() - side - y}, chart, state,
             {.name = "chart.saved"});
}

void ChartSheet::open() {
  state_ = {};
  fresh_ = true;
}

void ChartSheet::copy(Shell& shell, const Chart& chart) {
  if (shell.ui.still()) return;
  ImGui::SetClipboardText(table_text(chart).c_str());
  shell.tell("Copied", "The figures are in the clipboard as text.");
}

void ChartSheet::save_csv(Shell& shell, const Chart& chart) {
  if (shell.ui.still()) return;
  const auto saved =
      save_text(environment_value, progress_file_stem(chart.id, today(shell)), ".csv",
                table_csv(chart));
  if (saved)
    shell.tell("Saved as CSV", told_path(environment_value, *saved));
  else
    shell.error = saved.error();
}

void ChartSheet::save_picture(Shell& shell, const Chart& chart) const {
  if (shell.ui.still()) return;
  const auto path =
      saving_path(environment_value, progress_file_stem(chart.id, today(shell)), ".png");
  if (!path) {
    shell.error = path.error();
    return;
  }
  constexpr int kWidth = 1600;
  constexpr int kHeight = 960;
  shell.picture = PictureWish{*path, kWidth, kHeight, 200,
                              [chart, year = state_.year](Ui& ui, const Rect& area) {
                                draw_for_saving(ui, area, chart, year);
                              }};
}

ChartSheetWish ChartSheet::carry_out(Shell& shell, const Chart& chart, Command command) {
  switch (command) {
    case Command::kAsTable:
      as_table_ = !as_table_;
      state_.scroll = {};
      break;
    case Command::kCopyChart:
      copy(shell, chart);
      break;
    case Command::kSavePicture:
      save_picture(shell, chart);
      break;
    case Command::kSaveCsv:
      save_csv(shell, chart);
      break;
    case Command::kSwitchChart:
      return ChartSheetWish::kSwitch;
    case Command::kNextChart:
      return ChartSheetWish::kNext;
    case Command::kLastChart:
      return ChartSheetWish::kLast;
    case Command::kBack:
      return ChartSheetWish::kClose;
    default:
      shell.pass_on({command});
      break;
  }
  return ChartSheetWish::kNothing;
}

ChartSheetWish ChartSheet::bar(Shell& shell,
                               const Chart& chart,
                               const ChartSheetLook& look,
                               const Rect& area) {
  Ui& ui = shell.ui;
  std::vector<BarButton> left{{{.name = "chart.table",
                                .label = as_table_ ? "As a drawing" : "As a table",
                                .key = "v"},
                               Command::kAsTable}};
  if (!look.change.empty())
    left.push_back({{.name = "chart.change", .label = look.change, .key = "m"},
                    Command::kSwitchChart});
  const std::vector<BarButton> right{
      {{.name = "chart.copy", .label = "Copy", .kind = ButtonKind::kPlain, .key = "c"},
       Command::kCopyChart},
      {{.name = "chart.csv",
        .label = "CSV",
        .kind = ButtonKind::kPlain,
        .key = "Shift+s"},
       Command::kSaveCsv},
      {{.name = "chart.picture",
        .label = "Save picture",
        .key = "s",
        .icon = icon::kSave},
       Command::kSavePicture}};
  const auto pressed = button_bar(ui, area, left, right);
  return pressed ? carry_out(shell, chart, *pressed) : ChartSheetWish::kNothing;
}

void ChartSheet::draw_chart(Shell& shell, const Chart& chart, const Rect& area) {
  Ui& ui = shell.ui;
  if (std::exchange(fresh_, false) || ui.focus().focused() == kNoControl)
    ui.focus().give(Ui::id(kChart), true);
  const float wanted = chart_height(ui, chart, area.w, area.h);
  const bool rows = as_table_ || chart.shape != ChartShape::kPlot;
  const float height = rows ? area.h : std::max(wanted, std::min(area.h, area.w * 0.56F));
  if (as_table_ && chart.shape == ChartShape::kHeat) {
    // Its table is its drawing: only the tints go.
    Chart plain = chart;
    plain.shape = ChartShape::kTable;
    chart_view(ui, {area.x, area.y, area.w, height}, plain, state_,
               {.name = kChart, .large = true, .as_table = true});
    return;
  }
  chart_view(ui, {area.x, area.y, area.w, height}, chart, state_,
             {.name = kChart, .large = true, .as_table = as_table_});
}

ChartSheetWish ChartSheet::frame(Shell& shell,
                                 const Chart& chart,
                                 const ChartSheetLook& look) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Rect screen = ui.screen();
  const float width = std::min(screen.w - ui.gap(48), ui.em(15) * 92);
  float height = std::min(screen.h - ui.gap(48), ui.em(15) * 56);
  // What has its own height needs no more than that.
  const bool rows = chart.shape == ChartShape::kCalendar ||
                    chart.shape == ChartShape::kTable || chart.shape == ChartShape::kHeat;
  if (rows && !as_table_) {
    const float around = 2 * ui.gap(24) + ui.em(20) * 1.4F + ui.em(14) * 3 + ui.gap(40) +
                         bar_height_of(ui);
    height = std::min(height,
                      around + chart_height(ui, chart, width - 2 * ui.gap(24), height));
  }
  const Sheet sheet = begin_sheet(ui, "chart", chart.title, width, height);
  const Rect& in = sheet.inner;
  ChartSheetWish wish = sheet.closed ? ChartSheetWish::kClose : ChartSheetWish::kNothing;
  const TextStyle small{.size = 14, .colour = c.muted};
  const float line = std::round(ui.em(14) * 1.5F);
  float x = in.right();
  float y = in.y - ui.gap(10);
  if (!look.place.empty()) {
    const float wide = ui.width_of(look.place, small) + 2;
    const float side = std::round(line * 1.3F);
    x -= side;
    if (icon_button(ui, {x, y + (line - side) / 2, side, side},
                    {"chart.next", icon::kForth, "Next (n)", false, false}))
      wish = ChartSheetWish::kNext;
    x -= wide + ui.gap(6);
    ui.text_in({x, y, wide, line}, look.place, small);
    x -= side + ui.gap(6);
    if (icon_button(ui, {x, y + (line - side) / 2, side, side},
                    {"chart.last", icon::kBack, "Previous (Shift+n)", false, false}))
      wish = ChartSheetWish::kLast;
    x -= ui.gap(16);
  }
  TextStyle words = small;
  words.max_lines = 2;
  y += std::max(line, ui.text(chart.sentence, words, in.x, y, x - in.x)) + ui.gap(14);
  const float foot = bar_height_of(ui);
  const Rect view{in.x, std::round(y), in.w,
                  std::round(in.bottom() - foot + ui.gap(8) - y)};
  draw_chart(shell, chart, view);
  const ChartSheetWish pressed =
      bar(shell, chart, look, {in.x, in.bottom() - foot + ui.gap(14), in.w, foot});
  if (pressed != ChartSheetWish::kNothing) wish = pressed;
  if (const auto found = shell.order(Place::kChart)) {
    const ChartSheetWish by_key = carry_out(shell, chart, found->command);
    if (by_key != ChartSheetWish::kNothing) wish = by_key;
  }
  end_sheet(ui);
  return wish;
}

}  // namespace attache::window
