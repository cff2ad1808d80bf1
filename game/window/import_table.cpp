#include "window/import_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "window/browser_parts.h"

namespace attache::window {

namespace {

struct Use {
  std::string_view name, title, note;
};
constexpr std::array kUses{Use{"ignore", "Leave out", ""},
                           Use{"question", "Question", "needed"},
                           Use{"answer", "Answer", "needed"},
                           Use{"accept", "Also right", "other answers that count"},
                           Use{"explain", "Explanation", "shown with the answer"},
                           Use{"topic", "Topic", ""},
                           Use{"tags", "Tags", "apart by blanks"},
                           Use{"id", "Id", "so that it is known again next time"}};

struct Separator {
  char sign;
  std::string_view label;
};
constexpr std::array kSeparators{Separator{'\t', "Tab"},      Separator{',', "Comma"},
                                 Separator{';', "Semicolon"}, Separator{'|', "Bar"},
                                 Separator{':', "Colon"},     Separator{' ', "Blank"}};

constexpr std::size_t kRowsShown = 6;
constexpr std::size_t kColumnsShown = 8;

std::size_t columns_in(const TableLook& look, const TableReading& reading) {
  std::size_t columns = reading.columns.size();
  for (const auto& row : look.rows)
    columns = std::max(columns, row.size());
  return std::clamp<std::size_t>(columns, 1, kColumnsShown);
}

std::string_view use_of(const TableReading& reading, std::size_t column) {
  return column < reading.columns.size() ? std::string_view(reading.columns[column])
                                         : std::string_view("ignore");
}

float grid_row(const Ui& ui) {
  return std::round(ui.em(14) * 1.5F + ui.gap(10));
}

std::size_t rows_in(const TableLook& look) {
  return std::min(look.rows.size(), kRowsShown);
}

}  // namespace

std::string_view title_of_use(std::string_view use) {
  for (const Use& each : kUses)
    if (each.name == use) return each.title;
  return kUses.front().title;
}

std::vector<std::vector<std::string>> split_anew(
    const std::vector<std::vector<std::string>>& rows, char before, char now) {
  std::vector<std::vector<std::string>> split;
  for (const auto& row : rows) {
    std::vector<std::string> cells(1);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string text = i == 0 ? row[i] : before + row[i];
      for (const char c : text) {
        if (c == now)
          cells.emplace_back();
        else
          cells.back() += c;
      }
    }
    split.push_back(std::move(cells));
  }
  return split;
}

void TableMappingView::grid(Ui& ui,
                            const Rect& area,
                            const TableLook& look,
                            const TableReading& reading) {
  const Palette& c = ui.colours();
  const std::size_t columns = columns_in(look, reading);
  const float width = area.w / static_cast<float>(columns);
  const float line = grid_row(ui);
  const float head = chip_height(ui);
  for (std::size_t i = 0; i < columns; ++i) {
    const float x = std::round(area.x + static_cast<float>(i) * width);
    const std::string_view use = use_of(reading, i);
    const Chip look_of{.name = "import.column",
                       .number = i,
                       .label = title_of_use(use),
                       .on = use != "ignore",
                       .tip = "What is in this column"};
    if (chip(ui, {x, area.y, std::min(width - ui.gap(8), chip_width(ui, look_of)), head},
             look_of))
      column_ = i;
  }
  for (std::size_t r = 0; r < rows_in(look); ++r) {
    const float y = std::round(area.y + head + ui.gap(6) + static_cast<float>(r) * line);
    const bool names = r == 0 && reading.has_header;
    for (std::size_t i = 0; i < columns && i < look.rows[r].size(); ++i) {
      const bool left_out = use_of(reading, i) == "ignore" || names;
      ui.text_in({area.x + static_cast<float>(i) * width, y, width - ui.gap(12), line},
                 one_line(look.rows[r][i].substr(0, 300)),
                 {.face = names ? Face::kSansStrong : Face::kSans,
                  .size = 14,
                  .colour = left_out ? c.muted : c.text});
    }
    ui.hairline(area.x, y + line - 1, area.w);
  }
}

float TableMappingView::frame(Shell& shell,
                              const Column& at,
                              const TableLook& look,
                              TableReading& reading,
                              bool& changed,
                              bool draw) {
  Ui& ui = shell.ui;
  const float pad = ui.gap(20);
  const Column inner{at.x + pad, at.y + pad, at.width - 2 * pad};
  const float chips = chip_height(ui);
  Flow measure(inner, chips, ui.gap(8));
  for (std::size_t i = 0; i < kSeparators.size(); ++i)
    measure.place(chip_width(ui, {.name = "", .label = kSeparators.at(i).label}));
  const float row = tick_row_height(ui);
  const float title = ui.em(16) * 1.5F + ui.gap(8);
  const float table =
      chips + ui.gap(6) + grid_row(ui) * static_cast<float>(rows_in(look));
  const float height = std::round(2 * pad + title + measure.height() + ui.gap(8) +
                                  2 * row + ui.gap(10) + table);
  if (!draw) return height;
  card(ui, {at.x, at.y, at.width, height}, 16);
  part_title(ui, inner, "How the table is read");
  float y = std::round(inner.y + title);
  Flow flow({inner.x, y, inner.width}, chips, ui.gap(8));
  for (std::size_t i = 0; i < kSeparators.size(); ++i) {
    const Chip look_of{.name = "import.separator",
                       .number = i,
                       .label = kSeparators.at(i).label,
                       .on = reading.separator == kSeparators.at(i).sign};
    if (!chip(ui, flow.place(chip_width(ui, look_of)), look_of)) continue;
    reading.separator = kSeparators.at(i).sign;
    changed = true;
  }
  y += flow.height() + ui.gap(8);
  const Rect first{inner.x - ui.gap(8), y, inner.width + ui.gap(16), row};
  if (tick_row(ui, first,
               {.name = "import.header",
                .label = "The first row names the columns",
                .on = reading.has_header})) {
    reading.has_header = !reading.has_header;
    changed = true;
  }
  if (tick_row(
          ui, {first.x, y + row, first.w, row},
          {.name = "import.html", .label = "The cells are HTML", .on = reading.html})) {
    reading.html = !reading.html;
    changed = true;
  }
  y = std::round(y + 2 * row + ui.gap(10));
  grid(ui, {inner.x, y, inner.width, table}, look, reading);
  return height;
}

bool TableMappingView::sheet(Ui& ui, TableReading& reading) {
  if (!column_) return false;
  const std::size_t column = *column_;
  const float row = tick_row_height(ui);
  const Sheet sheet = begin_sheet(
      ui, "import.use", fmt::format("What is in column {}", column + 1), ui.em(15) * 30,
      static_cast<float>(kUses.size()) * row + 2 * ui.gap(24) +
          std::round(ui.em(20) * 1.4F) + ui.gap(16));
  bool changed = false;
  const Rect view{sheet.inner.x - ui.gap(8), sheet.inner.y, sheet.inner.w + ui.gap(16),
                  sheet.inner.h};
  const float begin = ui.begin_scroll(Ui::id("import.use.scroll"), view, scroll_);
  for (std::size_t i = 0; i < kUses.size(); ++i) {
    const Rect area{view.x, begin + static_cast<float>(i) * row, view.w, row};
    if (!tick_row(ui, area,
                  {.name = "import.use.row",
                   .number = i,
                   .label = kUses.at(i).title,
                   .note = kUses.at(i).note,
                   .on = use_of(reading, column) == kUses.at(i).name,
                   .one_of = true,
                   .group = Ui::id("import.uses")}))
      continue;
    if (reading.columns.size() <= column) reading.columns.resize(column + 1, "ignore");
    reading.columns[column] = kUses.at(i).name;
    changed = true;
  }
  ui.end_scroll(static_cast<float>(kUses.size()) * row);
  if (changed || sheet.closed || ui.take(Key::kEscape)) column_.reset();
  end_sheet(ui);
  return changed;
}

}  // namespace attache::window
