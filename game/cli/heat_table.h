#pragma once
// A wide table of figures that fits a terminal.

#include <cstddef>
#include <string>
#include <vector>

namespace attache::cli {

/// A row a name, a figure a column.
struct HeatTable {
  std::string heading;                         ///< of the names
  std::vector<std::string> names;              ///< of the rows
  std::vector<std::string> columns;            ///< what each column is about, in full
  std::vector<std::vector<std::string>> rows;  ///< figures, one a column
};
/// As text: the columns have numbers, and what each is stands under the table. In `width`
/// columns of a terminal a long name is cut, and what does not fit beside the names goes
/// into further blocks of rows below; with 0 all is one block, for a file or a pager.
[[nodiscard]] std::string heat_text(const HeatTable& table, std::size_t width);

}  // namespace attache::cli
