#pragma once
// A chart as a value: what is to be shown, with its units, before anybody draws it. Faces
// draw it, print it as a table, or write it to a file; all of them show the same figures.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace attache {

/// What a figure is, and so how it is written.
enum class Unit {
  kCount,    ///< whole things: "1,204"
  kShare,    ///< 0..1, shown as "84 %"
  kSeconds,  ///< "45 s", "12 min", "3.5 h"
  kDays,     ///< a span: "12 days", "4 months"
  kDate,     ///< a study day, as days since 1970: "28 July 2024"
  kHour,     ///< hour of a day: "14:00"
  kLevel,    ///< a plain number: a difficulty of 1 to 10
  kName      ///< names of `Chart::names`, by index
};
/// A value in words, with its unit; "–" for none (NaN).
[[nodiscard]] std::string value_text(Unit unit, double value);
/// The same as short as an axis wants it: "1.2k", "84 %", "Aug", "3 h".
[[nodiscard]] std::string tick_text(Unit unit, double value, double step);

/// What a series means, which settles its colour in every chart. A theme has one for
/// each, chosen so that people who do not tell red from green can tell them apart.
enum class Hue {
  kPlain,
  kNew,
  kLearning,
  kRelearning,
  kYoung,
  kMature,
  kSuspended,
  kAgain,
  kHard,
  kGood,
  kEasy,
  kTotal,     ///< a running total or a mean
  kForecast,  ///< what was or is foretold
  kExam
};

enum class Drawn {
  kBar,   ///< from 0, on top of the bars before it
  kLine,  ///< through the middles
  kStep,  ///< a running total
  kDots
};

struct Series {
  std::string name;
  Hue hue = Hue::kPlain;
  Drawn drawn = Drawn::kBar;
  bool right_axis = false;
  std::vector<double> values;  ///< one a place of `Chart::at`; NaN where there is none
};

struct Axis {
  std::string title;  ///< "Questions", "Days from now"; may be empty
  Unit unit = Unit::kCount;
  std::optional<double> least, greatest;  ///< fixed ends; otherwise from the values
};

enum class ChartShape {
  kPlot,      ///< series over an axis
  kCalendar,  ///< one figure a day, weeks side by side; `at` are dates, one series
  kShares,    ///< one ring or bar of parts; one series, `at` are names
  kTable,     ///< rows of names, a column a series: nothing else fits
  kHeat       ///< the same, cells coloured by a share
};

struct Chart {
  std::string id;        ///< "reviews": for the command line and for file names
  std::string title;     ///< "Reviews"
  std::string sentence;  ///< what it says, in one plain sentence; may be empty
  ChartShape shape = ChartShape::kPlot;
  Axis x, left, right;
  std::vector<double> at;  ///< ascending: where each place begins (or stands: lines)
  double width = 1;        ///< of a place, in units of `x`; 0 for points
  std::vector<std::string> names;  ///< `x.unit` kName: of the places
  std::vector<Series> series;
  /// A straight line across: the desired retention, the day of the exam.
  struct Mark {
    std::string name;
    bool vertical = false;
    double at = 0;  ///< in units of the left axis, or of x
    Hue hue = Hue::kTotal;
  };
  std::vector<Mark> marks;
  /// By column of a table or heat table where columns differ; otherwise `left.unit`.
  std::vector<Unit> column_units;

  /// Whether there is anything to see.
  [[nodiscard]] bool empty() const;
};

inline constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// What a place of a chart is called: "28 July 2024", "5–10 days", "80–85 %".
[[nodiscard]] std::string place_text(const Chart& chart, std::size_t place);
/// All that a tooltip says of one place: its name, then "Young: 12", one a line.
[[nodiscard]] std::vector<std::string> lines_at(const Chart& chart, std::size_t place);

/// Where ticks stand: at most `most` multiples of a sensible step (1, 2, 5 × 10^n; for
/// dates whole days, weeks, months, years; for seconds those of a clock) within [least,
/// greatest], ascending.
struct Ticks {
  std::vector<double> at;
  double step = 1;
};
[[nodiscard]] Ticks ticks(Unit unit, double least, double greatest, int most);
/// The ends of an axis over some values: fixed ones, else 0 and what is a little above
/// the greatest value (1 for shares above half). Stacked bars count together.
struct Extent {
  double least = 0, greatest = 1;
};
[[nodiscard]] Extent extent_of(const Chart& chart, bool right_axis);

/// The chart as a table: a row of headings, then a row a place; texts as people read
/// them.
[[nodiscard]] std::vector<std::vector<std::string>> table_of(const Chart& chart);
/// The same as text in columns, for the clipboard and the terminal.
[[nodiscard]] std::string table_text(const Chart& chart);
/// The same as CSV (RFC 4180) with plain numbers: dates in ISO form, shares 0..1,
/// seconds, nothing where there is none. Cells that a spreadsheet would run are made
/// harmless.
[[nodiscard]] std::string table_csv(const Chart& chart);
/// A drawing for a page that is printed: SVG without scripts, light, with a title and
/// axes. The size is in CSS pixels.
[[nodiscard]] std::string chart_svg(const Chart& chart, int width, int height);

}  // namespace attache
