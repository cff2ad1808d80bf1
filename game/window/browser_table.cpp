#include "window/browser_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "window/browser_parts.h"

namespace attache::window {

namespace {

constexpr std::size_t kMostKept = 4000;  ///< rows in the cache

TextStyle cell_style(const Ui& ui, bool narrow) {
  return {.size = 14,
          .colour = ui.colours().text,
          .align = narrow ? Align::kRight : Align::kLeft};
}

/// The longest that usually stands in a narrow column.
std::string_view sample_of(BrowserColumn column) {
  switch (column) {
    case BrowserColumn::kDue:
      return "2024-00-00";
    case BrowserColumn::kInterval:
    case BrowserColumn::kStability:
      return "00 months";
    case BrowserColumn::kState:
      return "suspended";
    case BrowserColumn::kKind:
      return "true-false";
    default:
      return "0000";
  }
}

bool is_figure(BrowserColumn column) {
  return is_narrow(column) && column != BrowserColumn::kKind &&
         column != BrowserColumn::kState;
}

float weight_of(BrowserColumn column) {
  switch (column) {
    case BrowserColumn::kQuestion:
      return 5;
    case BrowserColumn::kAnswer:
      return 3;
    default:
      return 2;
  }
}

float least_width(const Ui& ui, BrowserColumn column) {
  if (!is_narrow(column)) {
    const float ems = column == BrowserColumn::kQuestion ? 13 : 8;
    return std::round(ui.em(14) * ems);
  }
  const float sign = ui.em(14);  // the arrow of the order
  const float title =
      ui.width_of(title_of(column), {.face = Face::kSansStrong, .size = 13});
  return std::round(std::max(title + sign, ui.width_of(sample_of(column), {.size = 14})) +
                    ui.gap(20));
}

float head_height(const Ui& ui) {
  return std::round(ui.em(13) * 1.5F + ui.gap(16));
}

float row_height(const Ui& ui) {
  return std::round(ui.em(14) * 1.5F + ui.gap(12));
}

void draw_cell(const Ui& ui,
               const BrowserRow& row,
               const TableColumn& column,
               float y,
               StudyDay today) {
  const Palette& c = ui.colours();
  TextStyle style = cell_style(ui, is_figure(column.column));
  if (row.suspended) style.colour = c.muted;
  float x = column.x + ui.gap(10);
  const float right = column.x + column.width - ui.gap(10);
  if (column.column == BrowserColumn::kQuestion && row.marked) {
    ui.icon_in({x, y, ui.em(15), row_height(ui)}, icon::kStar, 15, c.hard.ink);
    x += ui.em(15) + ui.gap(6);
  }
  if (column.column != BrowserColumn::kQuestion)
    style.colour = row.suspended ? c.muted : blend(c.text, c.muted, 0.35F);
  const std::string text = cell_text(row, column.column, today);
  ui.text_in({x, y, right - x, row_height(ui)}, text, style);
}

}  // namespace

const BrowserRow& RowCache::row(const Trainer& trainer, std::uint32_t number) {
  if (const auto found = rows_.find(number); found != rows_.end()) return found->second;
  if (rows_.size() >= kMostKept) rows_.clear();
  return rows_.emplace(number, trainer.browser_row(number)).first->second;
}

std::vector<TableColumn> table_columns(const Ui& ui,
                                       const Column& at,
                                       const BrowserView& view) {
  std::vector<TableColumn> columns;
  float used = 0, weights = 0;
  for (const BrowserColumn column : view.columns) {
    const float width = std::min(least_width(ui, column), at.width);
    if (!columns.empty() && used + width > at.width) break;
    columns.push_back({column, 0, width});
    used += width;
    if (!is_narrow(column)) weights += weight_of(column);
  }
  const float room = std::max(0.0F, at.width - used);
  float x = at.x;
  for (TableColumn& column : columns) {
    if (!is_narrow(column.column))
      column.width += room * weight_of(column.column) / weights;
    column.x = std::round(x);
    x += column.width;
  }
  return columns;
}

void BrowserTable::head(Ui& ui,
                        const Rect& area,
                        const std::vector<TableColumn>& columns,
                        const BrowserView& view,
                        TableOutcome& outcome) const {
  const Palette& c = ui.colours();
  for (const TableColumn& column : columns) {
    const Rect cell{column.x, area.y, column.width, area.h};
    const bool sorted = view.sort == column.column;
    const auto number = static_cast<std::size_t>(column.column);
    const Touch touch =
        ui.control(Ui::id("browse.head", number), cell, {.group = Ui::id("browse.head")});
    if (touch.hovered) ui.fill(cell.inset(2, 2), c.hover, 8);
    if (touch.ring) ui.outline(cell.inset(2, 2), c.accent, 8, 2);
    if (touch.clicked) outcome.pressed = column.column;
    const std::string_view title = title_of(column.column);
    const TextStyle style{
        .face = Face::kSansStrong, .size = 13, .colour = sorted ? c.accent : c.muted};
    const float sign = sorted ? ui.em(14) : 0;
    const Rect inner = cell.inset(ui.gap(10), 0);
    const float words =
        std::min(ui.width_of(title, style), std::max(0.0F, inner.w - sign));
    const float x = is_figure(column.column) ? inner.right() - words - sign : inner.x;
    ui.text_in({x, cell.y, words + 1, cell.h}, title, style);
    if (sorted)
      ui.icon_in({x + words + 1, cell.y, sign, cell.h},
                 view.descending ? icon::kDown : icon::kUp, 14, c.accent);
  }
  ui.hairline(area.x, area.bottom() - 1, area.w);
}

/// A click chooses, with Ctrl one more, with Shift all between. True for a double click.
bool BrowserTable::mouse(Ui& ui,
                         const Rect& view,
                         float top,
                         RowSelection& selection) const {
  const Touch touch = ui.control(Ui::id("browse.rows"), view,
                                 {.enabled = !selection.rows().empty(),
                                  .field = true,
                                  .cursor = ImGuiMouseCursor_Arrow});
  if (touch.ring) ui.outline(view.inset(1, 1), ui.colours().accent, 6, 2);
  if (!touch.pressed) return false;
  const float at = (ui.mouse().y - top) / row_height(ui);
  if (at < 0 || at >= static_cast<float>(selection.rows().size())) return false;
  const auto place = static_cast<std::size_t>(at);
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyCtrl)
    selection.toggle(place);
  else if (io.KeyShift)
    selection.extend_to(place);
  else
    selection.go_to(place);
  return ui.double_click() && !io.KeyCtrl && !io.KeyShift;
}

TableOutcome BrowserTable::frame(Shell& shell,
                                 const Rect& area,
                                 RowSelection& selection,
                                 const BrowserView& view,
                                 RowCache& rows) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  TableOutcome outcome;
  const float head_room = head_height(ui);
  constexpr float kBar = 12;  // of scrolling, beside the last column
  const auto columns = table_columns(ui, {area.x, area.y, area.w - kBar}, view);
  head(ui, {area.x, area.y, area.w, head_room}, columns, view, outcome);
  const Rect body{area.x, area.y + head_room, area.w, area.h - head_room};
  const float height = row_height(ui);
  page_ = std::max<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(body.h / height) - 1);
  const auto count = static_cast<float>(selection.rows().size());
  scroll_.content = count * height;
  scroll_.view = body.h;
  if (wanted_) {
    const float top = static_cast<float>(*wanted_) * height;
    scroll_.show(top, top + height);
    wanted_.reset();
  }
  const float begin = ui.begin_scroll(Ui::id("browse.scroll"), body, scroll_);
  outcome.opened = mouse(ui, body, begin, selection);
  const StudyDay today = shell.trainer.calendar().day_of(shell.trainer.now());
  const auto first = static_cast<std::size_t>(std::max(0.0F, (body.y - begin) / height));
  for (std::size_t i = first; i < selection.rows().size(); ++i) {
    const float y = begin + static_cast<float>(i) * height;
    if (y >= body.bottom()) break;
    const Rect line{body.x, y, body.w, height};
    if (selection.chosen(i)) ui.fill(line, c.accent_soft);
    if (selection.place() == i) ui.fill({line.x, line.y + 4, 3, height - 8}, c.accent, 2);
    const BrowserRow& row = rows.row(shell.trainer, selection.rows()[i]);
    for (const TableColumn& column : columns)
      draw_cell(ui, row, column, y, today);
    ui.hairline(line.x, line.bottom() - 1, line.w);
  }
  ui.end_scroll(scroll_.content);
  return outcome;
}

}  // namespace attache::window
