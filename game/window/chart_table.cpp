// A chart as rows and columns: names stay at the left, headings on top.

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "window/chart_drawing.h"

namespace attache::window {

namespace {

/// Rows that are looked through for the width of a column.
constexpr std::size_t kMeasured = 300;

TextStyle cell_text(ImU32 colour, Align align) {
  return {.size = 13, .colour = colour, .align = align};
}

TextStyle head_text(ImU32 colour, Align align) {
  return {.face = Face::kSansStrong, .size = 12, .colour = colour, .align = align};
}

std::vector<float> wanted_widths(const Ui& ui,
                                 const std::vector<std::vector<std::string>>& table) {
  std::vector<float> widths;
  for (std::size_t row = 0; row < std::min(table.size(), kMeasured); ++row)
    for (std::size_t i = 0; i < table[row].size(); ++i) {
      if (widths.size() <= i) widths.push_back(0);
      const float words = row == 0
                              ? ui.width_of(table[row][i], head_text(0, Align::kLeft))
                              : ui.width_of(table[row][i], cell_text(0, Align::kLeft));
      widths[i] = std::max(widths[i], words + ui.gap(i == 0 ? 8 : 20));
    }
  return widths;
}

struct TableLayout {
  std::vector<float> widths;
  ColumnWindow window;
  float row = 0;
  float first = 0;  ///< width of the names
};

bool is_heat(const ChartFrame& frame) {
  return frame.chart.shape == ChartShape::kHeat;
}

/// A share as a tint that words are still read on.
void draw_heat(const ChartFrame& frame,
               std::size_t place,
               std::size_t column,
               const Rect& cell) {
  const Series& series = frame.chart.series[column - 1];
  if (place >= series.values.size() || std::isnan(series.values[place])) return;
  const Palette& c = frame.ui.colours();
  const auto share = static_cast<float>(std::clamp(series.values[place], 0.0, 1.0));
  frame.ui.fill(cell.inset(1, 1), blend(c.card, c.hue(series.hue), 0.06F + 0.4F * share),
                4);
}

void draw_cells(const ChartFrame& frame,
                const TableLayout& layout,
                std::size_t row,
                const Rect& line) {
  const Ui& ui = frame.ui;
  const Palette& c = ui.colours();
  const std::vector<std::string>& texts = frame.state.table[row];
  const bool head = row == 0;
  const auto style = [&](Align align, ImU32 ink) {
    return head ? head_text(c.muted, align) : cell_text(ink, align);
  };
  ui.text_in({line.x, line.y, layout.first - ui.gap(8), line.h}, texts.front(),
             style(Align::kLeft, c.text));
  float x = line.x + layout.first;
  for (std::size_t i = layout.window.begin; i < layout.window.end && i < texts.size();
       ++i) {
    const Rect cell{x, line.y, layout.widths[i], line.h};
    const bool heat = is_heat(frame) && !head;
    if (heat) draw_heat(frame, row - 1, i, cell);
    ui.text_in(is_heat(frame) ? cell : Rect{cell.x, cell.y, cell.w - ui.gap(4), cell.h},
               texts[i],
               style(is_heat(frame) ? Align::kCentre : Align::kRight,
                     texts[i] == "–" ? c.muted : c.text));
    x += layout.widths[i];
  }
}

/// Columns that do not fit are reached with the arrows.
void draw_more_columns(ChartFrame& frame, const TableLayout& layout, const Rect& head) {
  Ui& ui = frame.ui;
  const std::size_t all = layout.widths.size();
  const bool before = layout.window.begin > 1;
  const bool behind = layout.window.end < all;
  if (!before && !behind) return;
  const float side = head.h;
  const auto turn = [&](std::string_view which, std::string_view sign, float x) {
    const std::string name =
        fmt::format("{}.{}.{}", frame.look.name, frame.look.number, which);
    return icon_button(ui, {x, head.y, side, side}, {name, sign, {}, false, false});
  };
  const std::size_t page =
      std::max<std::size_t>(1, layout.window.end - layout.window.begin);
  if (before && turn("before", icon::kBack, head.right() - 2 * side))
    frame.state.column = layout.window.begin > page ? layout.window.begin - page : 1;
  if (behind && turn("behind", icon::kForth, head.right() - side))
    frame.state.column = layout.window.end;
}

/// Gives the room that the columns in view leave to the names, as far as they need it,
/// and then to the columns.
void fill_room(TableLayout& layout, float names, float room) {
  float spare = room - layout.first;
  for (std::size_t i = layout.window.begin; i < layout.window.end; ++i)
    spare -= layout.widths[i];
  if (spare <= 0 || layout.window.begin >= layout.window.end) return;
  const float more = std::clamp(names - layout.first, 0.0F, spare);
  layout.first += more;
  const float each =
      (spare - more) / static_cast<float>(layout.window.end - layout.window.begin);
  for (std::size_t i = layout.window.begin; i < layout.window.end; ++i)
    layout.widths[i] += each;
}

void keys(ChartFrame& frame, const TableLayout& layout) {
  Ui& ui = frame.ui;
  ChartState& state = frame.state;
  if (layout.window.end < layout.widths.size() && ui.take(Key::kRight, {}, true))
    state.column = layout.window.begin + 1;
  if (layout.window.begin > 1 && ui.take(Key::kLeft, {}, true))
    state.column = layout.window.begin - 1;
  if (frame.look.large || frame.look.as_table) scroll_by_keys(ui, state.scroll);
}

}  // namespace

void draw_table(ChartFrame& frame, const Rect& area) {
  Ui& ui = frame.ui;
  ChartState& state = frame.state;
  if (state.table.empty()) state.table = table_of(frame.chart);
  if (state.table.empty() || state.table.front().empty()) return;
  TableLayout layout;
  layout.row = std::round(ui.em(13) * 1.5F + ui.gap(10));
  const std::size_t rows = state.table.size() - 1;
  const float content = static_cast<float>(rows) * layout.row;
  const Rect view{area.x, area.y + layout.row, area.w, area.h - layout.row};
  const bool scrolls = content > view.h + 1 && frame.look.large;
  const float room = area.w - (scrolls ? ui.gap(14) : 0);
  std::vector<float> wanted = wanted_widths(ui, state.table);
  // Cells that are compared by their tints are of one size.
  if (is_heat(frame) && wanted.size() > 1)
    std::fill(wanted.begin() + 1, wanted.end(),
              *std::max_element(wanted.begin() + 1, wanted.end()));
  layout.widths = column_widths(wanted, room, ui.em(13) * 9);
  float all = 0;
  for (const float width : layout.widths)
    all += width;
  const float arrows = all > room + 1 ? 2 * layout.row : 0;
  layout.first = layout.widths.front();
  layout.window = columns_in(layout.widths, room - arrows, state.column);
  if (is_heat(frame) && arrows > 0) fill_room(layout, wanted.front(), room - arrows);
  if (frame.pointed) keys(frame, layout);
  draw_cells(frame, layout, 0, {area.x, area.y, room, layout.row});
  draw_more_columns(frame, layout, {area.x, area.y, room, layout.row});
  ui.hairline(area.x, area.y + layout.row - 1, room);
  const float begin =
      scrolls ? ui.begin_scroll(Ui::id(frame.look.name, 77), view, state.scroll) : view.y;
  const auto first =
      static_cast<std::size_t>(std::max(0.0F, (view.y - begin) / layout.row));
  const auto shown = static_cast<std::size_t>(view.h / layout.row) + (scrolls ? 2 : 0);
  for (std::size_t row = first; row < std::min(rows, first + shown); ++row) {
    const float y = begin + static_cast<float>(row) * layout.row;
    if (row > first && !is_heat(frame)) ui.hairline(area.x, y, room);
    draw_cells(frame, layout, row + 1, {area.x, y, room, layout.row});
  }
  if (scrolls) ui.end_scroll(content);
}

}  // namespace attache::window
