#pragma once
// The first rows of a table that is brought in, and what is in each of its columns.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "window/shell.h"

namespace attache::window {

class TableMappingView {
 public:
  /// Draws it as a card, or only measures it; gives its height. `changed` is set when
  /// something is read otherwise now.
  float frame(Shell& shell,
              const Column& at,
              const TableLook& look,
              TableReading& reading,
              bool& changed,
              bool draw);
  /// What is in a column: a sheet. True when that changed.
  bool sheet(Ui& ui, TableReading& reading);
  void choose(std::size_t column) { column_ = column; }

 private:
  void grid(Ui& ui, const Rect& area, const TableLook& look, const TableReading& reading);
  std::optional<std::size_t> column_;
  ScrollState scroll_;
};

/// Rows that were split by one sign, split by another one instead. For a look only: what
/// stood between quotes is split too.
[[nodiscard]] std::vector<std::vector<std::string>> split_anew(
    const std::vector<std::vector<std::string>>& rows, char before, char now);
/// "Question", "Tags", … for the uses that a column can have.
[[nodiscard]] std::string_view title_of_use(std::string_view use);

}  // namespace attache::window
