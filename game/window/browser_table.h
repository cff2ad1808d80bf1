#pragma once
// The browser's table: a head to sort by, and as many rows as there may be, of which only
// those in view are made.

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "window/browser_columns.h"
#include "window/browser_selection.h"
#include "window/shell.h"

namespace attache::window {

/// Rows as they are listed, made once and kept while nothing changes.
class RowCache {
 public:
  const BrowserRow& row(const Trainer& trainer, std::uint32_t number);
  void clear() { rows_.clear(); }

 private:
  std::unordered_map<std::uint32_t, BrowserRow> rows_;
};

struct TableOutcome {
  std::optional<BrowserColumn> pressed;  ///< the head of a column
  bool opened = false;                   ///< the row where the keyboard stands
};

/// A column as wide as it is now.
struct TableColumn {
  BrowserColumn column = BrowserColumn::kQuestion;
  float x = 0, width = 0;
};

class BrowserTable {
 public:
  TableOutcome frame(Shell& shell,
                     const Rect& area,
                     RowSelection& selection,
                     const BrowserView& view,
                     RowCache& rows);
  /// Brings a place into view.
  void show(std::size_t place) { wanted_ = place; }
  void to_top() { scroll_.offset = 0; }
  /// How many rows fit.
  [[nodiscard]] std::ptrdiff_t page() const { return page_; }

 private:
  void head(Ui& ui,
            const Rect& area,
            const std::vector<TableColumn>& columns,
            const BrowserView& view,
            TableOutcome& outcome) const;
  bool mouse(Ui& ui, const Rect& view, float top, RowSelection& selection) const;

  ScrollState scroll_;
  std::optional<std::size_t> wanted_;
  std::ptrdiff_t page_ = 10;
};

/// The columns that find room, the first ones first.
[[nodiscard]] std::vector<TableColumn> table_columns(const Ui& ui,
                                                     const Column& at,
                                                     const BrowserView& view);

}  // namespace attache::window
