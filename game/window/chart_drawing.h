#pragma once
// How each shape of a chart is drawn; `chart_view` is what screens use.

#include <optional>
#include <string>

#include "window/chart_layout.h"
#include "window/chart_view.h"
#include "window/components.h"

namespace attache::window {

/// One chart in one frame.
struct ChartFrame {
  Ui& ui;
  const Chart& chart;
  ChartState& state;
  const ChartLook& look;
  bool hovered = false;  ///< the mouse is over it, and nothing lies above
  /// The place to be marked: under the mouse, or where the keys have come.
  std::optional<std::size_t> pointed = {};
  Rect anchor{};  ///< what the words about that place stand beside
};

[[nodiscard]] TextStyle chart_text(ImU32 colour, Align align = Align::kLeft);
[[nodiscard]] float chart_line(const Ui& ui);
/// Whether names are too long to stand side by side: then bars lie.
[[nodiscard]] bool lies_down(const Ui& ui, const Chart& chart, float width);
[[nodiscard]] float lying_row(const Ui& ui);

/// The names of the series with their colours; gives the height. Nothing for one series.
float draw_legend(const Ui& ui, const Chart& chart, const Column& at, bool draw);
/// A small sample of how a series is drawn.
void draw_sample(const Ui& ui, const Rect& area, Drawn drawn, ImU32 colour);
/// A line of dashes.
void dashed(const Ui& ui, ImVec2 from, ImVec2 to, ImU32 colour, float thickness);

void draw_plot(ChartFrame& frame, const Rect& area);
void draw_lying(ChartFrame& frame, const Rect& area);
void draw_calendar(ChartFrame& frame, const Rect& area);
/// The side of a day in a calendar, with its gap, by the width alone.
[[nodiscard]] float calendar_cell(const Ui& ui, float width, int weeks);
void draw_shares(ChartFrame& frame, const Rect& area);
void draw_table(ChartFrame& frame, const Rect& area);

/// The step that a key makes through a chart's places, if it is one of its keys.
[[nodiscard]] std::optional<int> walk_of(const Chart& chart, Key key);

}  // namespace attache::window
