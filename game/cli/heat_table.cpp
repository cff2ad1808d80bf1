#include "cli/heat_table.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text_columns.h"

namespace attache::cli {

namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kShortestName = 12;

std::string left(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, columns_of(text)), ' ');
}

std::string right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, columns_of(text)), ' ') + text;
}

std::size_t widest(const std::vector<std::string>& texts) {
  std::size_t most = 0;
  for (const std::string& text : texts)
    most = std::max(most, columns_of(text));
  return most;
}

std::string head_of(std::size_t column) {
  return fmt::format("{}", column + 1);
}

/// One figure with the gap before it.
std::size_t width_of_figures(const HeatTable& table) {
  std::size_t most = head_of(table.columns.size() - 1).size();
  for (const auto& row : table.rows)
    most = std::max(most, widest(row));
  return kGap + most;
}

/// A third of the terminal is for names, if they need it.
std::size_t width_of_names(const HeatTable& table, std::size_t width) {
  const std::size_t needed = std::max(columns_of(table.heading), widest(table.names));
  return width == 0 ? needed : std::min(needed, std::max(kShortestName, width / 3));
}

}  // namespace

std::string heat_text(const HeatTable& table, std::size_t width) {
  const std::size_t count = table.columns.size();
  if (count == 0) return {};
  const std::size_t names = width_of_names(table, width);
  const std::size_t figure = width_of_figures(table);
  const std::size_t room = width > names ? (width - names) / figure : 1;
  const std::size_t in_block =
      width == 0 ? count : std::clamp<std::size_t>(room, 1, count);
  const std::size_t blocks = (count + in_block - 1) / in_block;
  std::string text;
  for (std::size_t block = 0; block < blocks; ++block) {
    // Of about one width, so that none is left with a single column.
    const std::size_t first = count * block / blocks;
    const std::size_t end = count * (block + 1) / blocks;
    if (block > 0) text += '\n';
    text += left(table.heading, names);
    for (std::size_t i = first; i < end; ++i)
      text += right(head_of(i), figure);
    text += '\n';
    for (std::size_t at = 0; at < table.rows.size(); ++at) {
      text += left(cut_to_columns(table.names[at], names), names);
      for (std::size_t i = first; i < end; ++i)
        text += right(table.rows[at][i], figure);
      text += '\n';
    }
  }
  text += '\n';
  const std::size_t number = head_of(count - 1).size();
  for (std::size_t i = 0; i < count; ++i)
    text += fmt::format("{}  {}\n", right(head_of(i), number), table.columns[i]);
  return text;
}

}  // namespace attache::cli
