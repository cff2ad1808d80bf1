#include "window/chart_layout.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

namespace attache::window {

namespace {

using std::chrono::days;

/// A place is this share of its room wide.
constexpr double kBarShare = 0.82;

double value_of(const Series& series, std::size_t place) {
  return place < series.values.size() ? series.values[place] : kNoValue;
}

bool is_bar(const Series& series) {
  return series.drawn == Drawn::kBar;
}

/// The least distance between two places.
double spacing_of(const Chart& chart) {
  double least = 0;
  for (std::size_t i = 1; i < chart.at.size(); ++i) {
    const double apart = chart.at[i] - chart.at[i - 1];
    if (apart > 0 && (least == 0 || apart < least)) least = apart;
  }
  return least > 0 ? least : 1;
}

/// How high the bars of a place are together, as a share of their axes.
double stack_of(const Chart& chart, const PlotScales& scales, std::size_t place) {
  double left = 0, right = 0;
  for (const Series& series : chart.series) {
    const double value = value_of(series, place);
    if (!is_bar(series) || !(value > 0)) continue;
    (series.right_axis ? right : left) += value;
  }
  return std::max(left / std::max(scales.left.greatest, 1e-12),
                  right / std::max(scales.right.greatest, 1e-12));
}

struct PixelSpan {
  float begin = 0, end = 0;
};

/// The pixels of a place's bar; whole ones, with a gap to the next where there is room.
PixelSpan pixels_of(const Chart& chart, const Scale& x, std::size_t place) {
  const PlaceSpan span = span_of(chart, place);
  const float begin = x.at(span.begin);
  const float end = x.at(span.end);
  const float room = end - begin;
  if (room < 3)
    return {std::floor(begin), std::max(std::floor(begin) + 1, std::floor(end))};
  const auto share = static_cast<float>(kBarShare);
  constexpr float kWidest = 84;
  const float inset =
      std::max({0.5F, std::min(room * (1 - share) / 2, 12.0F), (room - kWidest) / 2});
  return {std::round(begin + inset),
          std::max(std::round(begin + inset) + 1, std::round(end - inset))};
}

void stack(const Chart& chart,
           const PlotScales& scales,
           std::size_t place,
           PixelSpan span,
           std::vector<Bar>& bars) {
  struct Stack {
    double value = 0;
    float top = 0;
  };
  Stack left{0, std::round(scales.left.at(0))};
  Stack right{0, std::round(scales.right.at(0))};
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const Series& series = chart.series[i];
    const double value = value_of(series, place);
    if (!is_bar(series) || !(value > 0)) continue;
    Stack& stack = series.right_axis ? right : left;
    const float bottom = stack.top;
    stack.value += value;
    // What is too small to be seen is a pixel high, and pushes the next one up.
    stack.top = std::min(std::round(scales.of(series).at(stack.value)), bottom - 1);
    bars.push_back(
        {{span.begin, stack.top, span.end - span.begin, bottom - stack.top}, place, i});
  }
}

/// Neighbours that share a pixel.
struct Crowd {
  float x = 0;
  float first = 0, low = 0, high = 0, last = 0;
  std::size_t next = 0;  ///< the place behind them
};

template <class XOf>
Crowd crowd_from(const Chart& chart,
                 const Series& series,
                 const Scale& scale,
                 std::size_t place,
                 const XOf& x_of) {
  Crowd crowd;
  crowd.x = x_of(place);
  crowd.first = crowd.low = crowd.high = crowd.last = scale.at(value_of(series, place));
  crowd.next = place + 1;
  for (; crowd.next < places_of(chart); ++crowd.next) {
    const double value = value_of(series, crowd.next);
    if (std::isnan(value) || std::floor(x_of(crowd.next)) != std::floor(crowd.x)) break;
    crowd.last = scale.at(value);
    crowd.low = std::max(crowd.low, crowd.last);
    crowd.high = std::min(crowd.high, crowd.last);
  }
  return crowd;
}

void run_through(const Crowd& crowd, std::vector<ImVec2>& piece) {
  piece.emplace_back(crowd.x, crowd.first);
  if (crowd.low != crowd.first) piece.emplace_back(crowd.x, crowd.low);
  if (crowd.high != crowd.low) piece.emplace_back(crowd.x, crowd.high);
  if (crowd.last != piece.back().y) piece.emplace_back(crowd.x, crowd.last);
}

void step_through(const Crowd& crowd, float end, std::vector<ImVec2>& piece) {
  const auto add = [&](ImVec2 point) {
    // A line of no length has no direction, and would be drawn with thorns.
    const bool same = !piece.empty() && std::abs(piece.back().x - point.x) < 0.01F &&
                      std::abs(piece.back().y - point.y) < 0.01F;
    if (!same) piece.push_back(point);
  };
  if (!piece.empty()) add({crowd.x, piece.back().y});
  add({crowd.x, crowd.last});
  add({end, crowd.last});
}

StudyDay day_from(double value) {
  return StudyDay(days(std::lround(value)));
}

int year_of(StudyDay day) {
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

StudyDay monday_of(StudyDay day) {
  return day - days(CalendarGrid::row_of(day));
}

/// Whole weeks in which all of it lies.
int weeks_between(StudyDay first, StudyDay last) {
  return static_cast<int>((monday_of(last) - monday_of(first)).count() / 7) + 1;
}

}  // namespace

float Scale::at(double value) const {
  const double span = greatest - least;
  const double share = span == 0 ? 0 : (value - least) / span;
  return begin + static_cast<float>(share) * (end - begin);
}

double Scale::value_at(float pixel) const {
  if (end == begin) return least;
  return least +
         (greatest - least) * static_cast<double>((pixel - begin) / (end - begin));
}

std::size_t places_of(const Chart& chart) {
  std::size_t places = chart.at.size();
  if (chart.x.unit == Unit::kName) places = std::max(places, chart.names.size());
  return places;
}

PlaceSpan span_of(const Chart& chart, std::size_t place) {
  if (chart.x.unit == Unit::kName) {
    const auto at = static_cast<double>(place);
    return {at - 0.5, at + 0.5};
  }
  const double at = chart.at[place];
  if (chart.width > 0) return {at, at + chart.width};
  const bool bars = std::any_of(chart.series.begin(), chart.series.end(), is_bar);
  const double half = bars ? spacing_of(chart) / 2 : 0;
  return {at - half, at + half};
}

Extent reach_of(const Chart& chart) {
  Extent reach{0, 1};
  const std::size_t places = places_of(chart);
  if (places > 0) {
    reach.least = span_of(chart, 0).begin;
    reach.greatest = span_of(chart, places - 1).end;
  }
  for (const Chart::Mark& mark : chart.marks) {
    if (!mark.vertical) continue;
    reach.least = std::min(reach.least, mark.at);
    reach.greatest = std::max(reach.greatest, mark.at);
  }
  reach.least = chart.x.least.value_or(reach.least);
  reach.greatest = chart.x.greatest.value_or(reach.greatest);
  if (!(reach.greatest > reach.least)) {
    reach.least -= 0.5;
    reach.greatest = reach.least + 1;
  }
  return reach;
}

std::optional<std::size_t> place_at(const Chart& chart, double x) {
  const std::size_t places = places_of(chart);
  if (places == 0) return std::nullopt;
  const auto last = static_cast<double>(places - 1);
  if (chart.x.unit == Unit::kName)
    return static_cast<std::size_t>(std::clamp(std::round(x), 0.0, last));
  const auto after = std::upper_bound(chart.at.begin(), chart.at.end(), x);
  if (after == chart.at.begin()) return 0;
  const auto before = static_cast<std::size_t>(after - chart.at.begin()) - 1;
  if (chart.width > 0 || before + 1 >= places) return before;
  return x - chart.at[before] <= chart.at[before + 1] - x ? before : before + 1;
}

std::vector<Bar> bars_of(const Chart& chart, const PlotScales& scales) {
  std::vector<Bar> bars;
  const std::size_t places = places_of(chart);
  for (std::size_t first = 0; first < places;) {
    PixelSpan span = pixels_of(chart, scales.x, first);
    std::size_t highest = first;
    std::size_t next = first + 1;
    double most = -1;
    for (; next < places; ++next) {
      const PixelSpan other = pixels_of(chart, scales.x, next);
      if (other.begin >= span.end) break;
      if (most < 0) most = stack_of(chart, scales, first);
      const double height = stack_of(chart, scales, next);
      if (height > most) {
        most = height;
        highest = next;
      }
    }
    stack(chart, scales, highest, span, bars);
    first = next;
  }
  return bars;
}

std::vector<Bar> lying_bars_of(
    const Chart& chart, const Scale& values, float top, float row, float thickness) {
  std::vector<Bar> bars;
  for (std::size_t place = 0; place < places_of(chart); ++place) {
    const float y =
        std::round(top + (static_cast<float>(place) + 0.5F) * row - thickness / 2);
    double before = 0;
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
      const double value = value_of(chart.series[i], place);
      if (!is_bar(chart.series[i]) || !(value > 0)) continue;
      const float begin = std::round(values.at(before));
      before += value;
      const float end = std::max(std::round(values.at(before)), begin + 1);
      bars.push_back({{begin, y, end - begin, thickness}, place, i});
    }
  }
  return bars;
}

std::vector<std::vector<ImVec2>> line_of(const Chart& chart,
                                         const Series& series,
                                         const PlotScales& scales) {
  std::vector<std::vector<ImVec2>> pieces;
  const bool steps = series.drawn == Drawn::kStep;
  const Scale& scale = scales.of(series);
  const std::size_t places = places_of(chart);
  const auto x_of = [&](std::size_t place) {
    const PlaceSpan span = span_of(chart, place);
    return scales.x.at(steps ? span.begin : span.middle());
  };
  bool open = false;
  for (std::size_t first = 0; first < places;) {
    if (std::isnan(value_of(series, first))) {
      open = false;
      ++first;
      continue;
    }
    if (!std::exchange(open, true)) pieces.emplace_back();
    const Crowd crowd = crowd_from(chart, series, scale, first, x_of);
    if (steps)
      step_through(crowd, scales.x.at(span_of(chart, crowd.next - 1).end), pieces.back());
    else
      run_through(crowd, pieces.back());
    first = crowd.next;
  }
  return pieces;
}

std::vector<ImVec2> dots_of(const Chart& chart,
                            const Series& series,
                            const PlotScales& scales) {
  std::vector<ImVec2> dots;
  for (std::size_t place = 0; place < places_of(chart); ++place) {
    const double value = value_of(series, place);
    if (std::isnan(value)) continue;
    const ImVec2 dot{scales.x.at(span_of(chart, place).middle()),
                     scales.of(series).at(value)};
    const bool covered = !dots.empty() && std::abs(dots.back().x - dot.x) < 1 &&
                         std::abs(dots.back().y - dot.y) < 1;
    if (!covered) dots.push_back(dot);
  }
  return dots;
}

float left_of(const AxisLabel& label, float begin, float end) {
  return std::max(begin, std::min(label.middle - label.width / 2, end - label.width));
}

std::vector<std::size_t> thinned(std::span<const AxisLabel> labels,
                                 float begin,
                                 float end,
                                 float gap) {
  const auto fits = [&](std::size_t step) {
    for (std::size_t i = step; i < labels.size(); i += step)
      if (left_of(labels[i - step], begin, end) + labels[i - step].width + gap >
          left_of(labels[i], begin, end))
        return false;
    return true;
  };
  std::size_t step = 1;
  while (step < labels.size() && !fits(step))
    ++step;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < labels.size(); i += step)
    kept.push_back(i);
  return kept;
}

// --- the calendar

int CalendarGrid::weeks() const {
  return weeks_between(first, last);
}

int CalendarGrid::column_of(StudyDay day) const {
  return static_cast<int>((monday_of(day) - monday_of(first)).count() / 7);
}

int CalendarGrid::row_of(StudyDay day) {
  return static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1;
}

std::optional<StudyDay> CalendarGrid::day_at(int column, int row) const {
  if (column < 0 || row < 0 || row > 6) return std::nullopt;
  const StudyDay day = monday_of(first) + days(7 * column + row);
  if (day < first || day > last) return std::nullopt;
  return day;
}

std::vector<int> years_of(const Chart& chart) {
  constexpr int kWeeksShown = 54;
  std::vector<int> years;
  if (chart.at.empty()) return years;
  const StudyDay first = day_from(chart.at.front());
  const StudyDay last = day_from(chart.at.back());
  if (weeks_between(first, last) <= kWeeksShown) return {year_of(last)};
  for (int year = year_of(first); year <= year_of(last); ++year)
    years.push_back(year);
  return years;
}

CalendarGrid grid_of(const Chart& chart, std::optional<int> year) {
  CalendarGrid grid;
  if (chart.at.empty()) return grid;
  grid.first = day_from(chart.at.front());
  grid.last = day_from(chart.at.back());
  if (!year) return grid;
  using namespace std::chrono;
  grid.first = StudyDay(std::chrono::year(*year) / January / 1);
  grid.last = StudyDay(std::chrono::year(*year) / December / 31);
  return grid;
}

namespace {

/// The month that begins in a week; for the first week, else the one that goes on.
std::optional<unsigned> month_begun_in(const CalendarGrid& grid, int column) {
  std::optional<unsigned> begun;
  for (int row = 0; row < 7; ++row) {
    const auto day = grid.day_at(column, row);
    if (!day) continue;
    const std::chrono::year_month_day date(*day);
    const bool first = static_cast<unsigned>(date.day()) == 1;
    if (first || (column == 0 && !begun)) begun = static_cast<unsigned>(date.month());
  }
  return begun;
}

}  // namespace

std::vector<MonthName> months_of(const CalendarGrid& grid, int apart) {
  constexpr std::array kNames{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::vector<MonthName> months;
  for (int column = 0; column < grid.weeks(); ++column) {
    const auto begun = month_begun_in(grid, column);
    if (!begun) continue;
    if (!months.empty() && column - months.back().column < apart) {
      // A few days of a month at the very beginning give way to the whole one behind.
      if (months.size() > 1 || months.back().column != 0) continue;
      months.pop_back();
    }
    months.push_back({column, kNames.at(*begun - 1)});
  }
  return months;
}

std::vector<int> levels_of(std::span<const double> values, int levels) {
  std::vector<double> some;
  for (const double value : values)
    if (value > 0) some.push_back(value);
  std::sort(some.begin(), some.end());
  std::vector<int> out;
  out.reserve(values.size());
  for (const double value : values) {
    if (!(value > 0)) {
      out.push_back(0);
      continue;
    }
    const auto below = std::upper_bound(some.begin(), some.end(), value) - some.begin();
    const double share = static_cast<double>(below) / static_cast<double>(some.size());
    out.push_back(std::clamp(static_cast<int>(std::ceil(share * levels)), 1, levels));
  }
  return out;
}

// --- tables

std::vector<float> column_widths(std::span<const float> wanted, float room, float least) {
  std::vector<float> widths(wanted.begin(), wanted.end());
  if (widths.empty()) return widths;
  float rest = 0;
  for (std::size_t i = 1; i < widths.size(); ++i)
    rest += widths[i];
  const float spare = room - rest - widths.front();
  if (spare <= 0) {
    widths.front() = std::max(room - rest, std::min(least, widths.front()));
    return widths;
  }
  // Figures far away from their names are hard to read.
  constexpr float kForFigures = 0.6F;
  const float each = spare * kForFigures /
                     static_cast<float>(std::max<std::size_t>(widths.size() - 1, 1));
  float given = 0;
  for (std::size_t i = 1; i < widths.size(); ++i) {
    const float more = std::min(each, widths[i]);
    widths[i] += more;
    given += more;
  }
  widths.front() += spare - given;
  return widths;
}

ColumnWindow columns_in(std::span<const float> widths, float room, std::size_t begin) {
  ColumnWindow window;
  if (widths.size() < 2) return window;
  const float free = room - widths.front();
  const auto fill = [&](std::size_t from) {
    float used = 0;
    std::size_t end = from;
    while (end < widths.size() && (end == from || used + widths[end] <= free)) {
      used += widths[end];
      ++end;
    }
    return end;
  };
  window.begin = std::clamp<std::size_t>(begin, 1, widths.size() - 1);
  // No empty room behind the last column.
  while (window.begin > 1 && fill(window.begin - 1) == widths.size())
    --window.begin;
  window.end = fill(window.begin);
  return window;
}

}  // namespace attache::window
