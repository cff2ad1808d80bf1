#pragma once
// A chart on the screen: drawn into an area, read with the mouse or the arrow keys.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "study/chart.h"
#include "window/ui.h"

namespace attache::window {

/// What a person does with a chart. Begin anew with every other chart.
struct ChartState {
  std::optional<std::size_t> place;  ///< that the arrow keys have reached
  std::optional<int> year;           ///< of a calendar
  /// Where the mouse was when a key walked last: until it moves the keys have the word.
  std::optional<ImVec2> mouse_at;
  std::size_t column = 1;  ///< the first that a wide table shows beside its names
  ScrollState scroll;
  std::vector<std::vector<std::string>> table;  ///< its texts, once they are needed
};

struct ChartLook {
  std::string_view name;  ///< of its control
  std::size_t number = 0;
  bool large = false;  ///< shown alone: all of it can be reached by scrolling
  bool as_table = false;
};

/// Draws it and follows mouse and keys: with the focus, arrows, Home and End walk the
/// places. True when it is to be opened large (a click, or Enter).
bool chart_view(Ui& ui,
                const Rect& area,
                const Chart& chart,
                ChartState& state,
                const ChartLook& look);

/// The height at which a chart looks well in a width: charts with rows are as high as
/// these, up to `most`.
[[nodiscard]] float chart_height(const Ui& ui,
                                 const Chart& chart,
                                 float width,
                                 float most);

/// The colour of a series, and of a part of `ChartShape::kShares`.
[[nodiscard]] Hue part_hue(const Chart& chart, std::size_t part);

}  // namespace attache::window
