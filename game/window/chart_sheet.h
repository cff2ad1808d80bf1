#pragma once
// One chart opened large: as a drawing or a table, to be copied and saved.

#include <string>
#include <string_view>

#include "window/chart_view.h"
#include "window/shell.h"

namespace attache::window {

struct ChartSheetLook {
  std::string_view place = {};   ///< "3 of 17"; empty where there is only one
  std::string_view change = {};  ///< what `m` switches: "Show time"; empty for nothing
};
enum class ChartSheetWish { kNothing, kClose, kNext, kLast, kSwitch };

class ChartSheet {
 public:
  /// Another chart will be shown; it stays a table if it was one.
  void open();
  /// Draws it over the screen and does what its keys say, but for the wish. Needs no
  /// chart to be empty: that is said.
  ChartSheetWish frame(Shell& shell, const Chart& chart, const ChartSheetLook& look);

  // For pictures of screens.
  void show_table() { as_table_ = true; }
  void point_at(std::size_t place) { state_.place = place; }

 private:
  void draw_chart(Shell& shell, const Chart& chart, const Rect& area);
  ChartSheetWish bar(Shell& shell,
                     const Chart& chart,
                     const ChartSheetLook& look,
                     const Rect& area);
  ChartSheetWish carry_out(Shell& shell, const Chart& chart, Command command);
  static void copy(Shell& shell, const Chart& chart);
  void save_picture(Shell& shell, const Chart& chart) const;
  static void save_csv(Shell& shell, const Chart& chart);

  ChartState state_;
  bool as_table_ = false;
  bool fresh_ = true;  ///< takes the keyboard when it is drawn first
};

/// Draws a chart with its title, as it is saved: `area` is the whole picture. A calendar
/// shows the year that is given.
void draw_for_saving(Ui& ui,
                     const Rect& area,
                     const Chart& chart,
                     std::optional<int> year);

}  // namespace attache::window
