#pragma once
// Where the parts of a chart lie, worked out before anything is drawn.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "study/chart.h"
#include "window/ui.h"

namespace attache::window {

/// Values along pixels. `begin` may be greater than `end`, as on an axis upwards.
struct Scale {
  double least = 0, greatest = 1;
  float begin = 0, end = 1;

  [[nodiscard]] float at(double value) const;
  [[nodiscard]] double value_at(float pixel) const;
};

/// What a place covers of the x axis; names and points cover one from half below to half
/// above.
struct PlaceSpan {
  double begin = 0, end = 0;
  [[nodiscard]] double middle() const { return (begin + end) / 2; }
};
[[nodiscard]] PlaceSpan span_of(const Chart& chart, std::size_t place);
/// The ends of the x axis: the fixed ones, else from the first place to the last, so that
/// marks too are seen.
[[nodiscard]] Extent reach_of(const Chart& chart);
/// The place at a value of the x axis, or the nearest; nothing without places.
[[nodiscard]] std::optional<std::size_t> place_at(const Chart& chart, double x);
/// How many places there are.
[[nodiscard]] std::size_t places_of(const Chart& chart);

/// The axes of a plot in pixels.
struct PlotScales {
  Scale x, left, right;
  [[nodiscard]] const Scale& of(const Series& series) const {
    return series.right_axis ? right : left;
  }
};

struct Bar {
  Rect area;
  std::size_t place = 0;
  std::size_t series = 0;
};
/// The bars of a plot, stacked in the order of the series, each at least a pixel high and
/// wide. Where several places share a pixel, that with the highest stack is drawn: a day
/// that was, not a mean of days.
[[nodiscard]] std::vector<Bar> bars_of(const Chart& chart, const PlotScales& scales);
/// The same from left to right: one row a place, `row` pixels apart.
[[nodiscard]] std::vector<Bar> lying_bars_of(
    const Chart& chart, const Scale& values, float top, float row, float thickness);

/// A series as lines, a piece for each stretch without a gap. Where several places share
/// a pixel, the least and the greatest of them are joined.
[[nodiscard]] std::vector<std::vector<ImVec2>> line_of(const Chart& chart,
                                                       const Series& series,
                                                       const PlotScales& scales);
/// The dots of a series, at most one a pixel.
[[nodiscard]] std::vector<ImVec2> dots_of(const Chart& chart,
                                          const Series& series,
                                          const PlotScales& scales);

/// A label along an axis: where its middle should be, and its width.
struct AxisLabel {
  float middle = 0;
  float width = 0;
};
/// The largest set of every n-th label, from the first on, that keeps `gap` between any
/// two. Labels that would leave [begin, end] are moved inwards first.
[[nodiscard]] std::vector<std::size_t> thinned(std::span<const AxisLabel> labels,
                                               float begin,
                                               float end,
                                               float gap);
/// The left edge of a label that is kept inside.
[[nodiscard]] float left_of(const AxisLabel& label, float begin, float end);

// --- the calendar

/// A year's days in weeks, Monday first: a column a week.
struct CalendarGrid {
  StudyDay first{}, last{};  ///< the days that are shown
  [[nodiscard]] int weeks() const;
  [[nodiscard]] int column_of(StudyDay day) const;
  [[nodiscard]] static int row_of(StudyDay day);  ///< 0 for Monday
  /// The day of a cell, if it is one of those that are shown.
  [[nodiscard]] std::optional<StudyDay> day_at(int column, int row) const;
};
/// The years that a calendar chart has days of, ascending. One or none where all of it
/// fits into 53 weeks: it is shown whole.
[[nodiscard]] std::vector<int> years_of(const Chart& chart);
/// All of it, or the days of one year.
[[nodiscard]] CalendarGrid grid_of(const Chart& chart, std::optional<int> year);
/// Columns over which a month's name stands: each month's first whole week, unless the
/// name before it is nearer than `apart` columns.
struct MonthName {
  int column = 0;
  std::string name;
};
[[nodiscard]] std::vector<MonthName> months_of(const CalendarGrid& grid, int apart);
/// 0 for nothing, else 1 to `levels` by quantiles of the days with something, so that one
/// long day does not make all others look alike.
[[nodiscard]] std::vector<int> levels_of(std::span<const double> values, int levels);

// --- tables

/// Widths of the columns, from what their texts want: spare room goes to all of them, and
/// only the first gives way where it is short, down to `least`.
[[nodiscard]] std::vector<float> column_widths(std::span<const float> wanted,
                                               float room,
                                               float least);
/// The columns behind the first one that are seen from `begin` on, and how many.
struct ColumnWindow {
  std::size_t begin = 1;
  std::size_t end = 1;
};
[[nodiscard]] ColumnWindow columns_in(std::span<const float> widths,
                                      float room,
                                      std::size_t begin);

}  // namespace attache::window
