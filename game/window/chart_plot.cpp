// Bars, lines and dots over an axis; bars that lie, with a name before each.

#include <algorithm>
#include <cmath>
#include <utility>

#include "window/browser_parts.h"
#include "window/chart_drawing.h"
#include "window/exams_curve.h"

namespace attache::window {

namespace {

/// A plot with all its words placed.
struct PlotLayout {
  Rect plot;
  PlotScales scales;
  Ticks left, right, across;
  float line = 0;
  float marks_top = 0;  ///< where the names of upright marks begin
  std::vector<LabelPlace> mark_places;
};

bool has_right(const Chart& chart) {
  return std::any_of(chart.series.begin(), chart.series.end(),
                     [](const Series& series) { return series.right_axis; });
}

int ticks_up(float height, float line) {
  return std::clamp(static_cast<int>(height / (line * 2.1F)), 2, 6);
}

/// The widest figure of an axis.
float width_of_ticks(const Ui& ui, Unit unit, const Ticks& ticks) {
  float widest = 0;
  for (const double at : ticks.at)
    widest =
        std::max(widest, ui.width_of(tick_text(unit, at, ticks.step), chart_text(0)));
  return widest;
}

std::vector<LabelWish> mark_wishes(const Ui& ui, const Chart& chart, const Scale& x) {
  std::vector<LabelWish> wishes;
  for (const Chart::Mark& mark : chart.marks)
    if (mark.vertical && !mark.name.empty())
      wishes.push_back({x.at(mark.at), ui.width_of(mark.name, chart_text(0)) + 2});
  return wishes;
}

/// Figures of places are under their middles where a place is a single thing.
double tick_shift(const Chart& chart) {
  const Unit unit = chart.x.unit;
  const bool single = unit == Unit::kDate || unit == Unit::kHour || unit == Unit::kDays ||
                      unit == Unit::kCount;
  return single && chart.width == 1 ? 0.5 : 0;
}

Ticks ticks_across(const Ui& ui, const Chart& chart, const Extent& reach, float width) {
  if (chart.x.unit == Unit::kName) {
    Ticks names;
    for (std::size_t i = 0; i < places_of(chart); ++i)
      names.at.push_back(static_cast<double>(i));
    return names;
  }
  const std::string_view sample = chart.x.unit == Unit::kDate ? "28 May" : "10,000";
  const float room = ui.width_of(sample, chart_text(0)) + ui.gap(18);
  const int most = std::clamp(static_cast<int>(width / room), 2, 12);
  return ticks(chart.x.unit, reach.least, reach.greatest, most);
}

PlotLayout lay_out(const Ui& ui, const Chart& chart, const Rect& area) {
  PlotLayout out;
  out.line = chart_line(ui);
  const bool right = has_right(chart);
  const bool titled = !chart.left.title.empty() || (right && !chart.right.title.empty());
  const float legend = draw_legend(ui, chart, {area.x, area.y, area.w}, false);
  // The highest figure stands half above the plot.
  float top = area.y + legend + (titled ? out.line + ui.gap(2) : 0) + out.line / 2;
  const float foot = out.line + ui.gap(6) + (chart.x.title.empty() ? 0 : out.line);
  const Extent left_reach = extent_of(chart, false);
  const Extent right_reach = right ? extent_of(chart, true) : left_reach;
  const int most = ticks_up(area.bottom() - foot - top, out.line);
  out.left = ticks(chart.left.unit, left_reach.least, left_reach.greatest, most);
  if (right)
    out.right = ticks(chart.right.unit, right_reach.least, right_reach.greatest, most);
  const float before = width_of_ticks(ui, chart.left.unit, out.left) + ui.gap(8);
  const float behind =
      right ? width_of_ticks(ui, chart.right.unit, out.right) + ui.gap(8) : ui.gap(2);
  const float x = std::round(area.x + before);
  const float width = std::max(20.0F, std::round(area.w - before - behind));
  const Extent reach = reach_of(chart);
  out.scales.x = {reach.least, reach.greatest, x, x + width};
  out.across = ticks_across(ui, chart, reach, width);
  out.marks_top = top;
  out.mark_places =
      place_labels(mark_wishes(ui, chart, out.scales.x), x, x + width, ui.gap(10));
  std::size_t rows = 0;
  for (const LabelPlace& place : out.mark_places)
    rows = std::max(rows, place.row + 1);
  top += static_cast<float>(rows) * out.line;
  top = std::round(top);
  const float bottom = std::max(std::round(area.bottom() - foot), top + 20);
  out.plot = {x, top, width, bottom - top};
  out.scales.left = {left_reach.least, left_reach.greatest, bottom, top};
  out.scales.right = {right_reach.least, right_reach.greatest, bottom, top};
  return out;
}

void draw_left_axis(const Ui& ui,
                    const Chart& chart,
                    const PlotLayout& at,
                    const Rect& area) {
  const Palette& c = ui.colours();
  for (const double value : at.left.at) {
    const float y = std::round(at.scales.left.at(value));
    ui.fill({at.plot.x, y, at.plot.w, 1}, value == 0 ? c.line_strong : c.line);
    ui.text_in({area.x, y - at.line / 2, at.plot.x - ui.gap(8) - area.x, at.line},
               tick_text(chart.left.unit, value, at.left.step),
               chart_text(c.muted, Align::kRight));
  }
}

void draw_right_axis(const Ui& ui,
                     const Chart& chart,
                     const PlotLayout& at,
                     const Rect& area) {
  const float x = at.plot.right() + ui.gap(8);
  for (const double value : at.right.at) {
    const float y = std::round(at.scales.right.at(value));
    ui.text_in({x, y - at.line / 2, area.right() - x + 2, at.line},
               tick_text(chart.right.unit, value, at.right.step),
               chart_text(ui.colours().muted));
  }
}

/// Above the plot, what its axes count.
void draw_axis_titles(const Ui& ui,
                      const Chart& chart,
                      const PlotLayout& at,
                      const Rect& area) {
  const float y = std::round(at.marks_top - at.line * 1.5F - ui.gap(2));
  const TextStyle style = chart_text(ui.colours().muted);
  ui.text_in({area.x, y, area.w / 2, at.line}, chart.left.title, style);
  if (has_right(chart))
    ui.text_in({area.x + area.w / 2, y, area.w / 2, at.line}, chart.right.title,
               chart_text(ui.colours().muted, Align::kRight));
}

void draw_across(const Ui& ui,
                 const Chart& chart,
                 const PlotLayout& at,
                 const Rect& area) {
  const Palette& c = ui.colours();
  const double shift = tick_shift(chart);
  std::vector<AxisLabel> labels;
  std::vector<std::string> texts;
  std::vector<float> middles;
  for (const double value : at.across.at) {
    if (value + shift > at.scales.x.greatest + 1e-9) continue;
    const float middle = at.scales.x.at(value + shift);
    texts.push_back(chart.x.unit == Unit::kName
                        ? chart.names[static_cast<std::size_t>(value)]
                        : tick_text(chart.x.unit, value, at.across.step));
    labels.push_back({middle, ui.width_of(texts.back(), chart_text(0)) + 2});
    middles.push_back(middle);
  }
  const float end = area.right();
  const float top = at.plot.bottom() + ui.gap(5);
  for (const std::size_t i : thinned(labels, area.x, end, ui.gap(8))) {
    if (chart.x.unit != Unit::kName)
      ui.fill({std::round(middles[i]), at.plot.bottom(), 1, 4}, c.line_strong);
    ui.text_in({left_of(labels[i], area.x, end), top, labels[i].width, at.line}, texts[i],
               chart_text(c.muted));
  }
  ui.text_in({at.plot.x, top + at.line, at.plot.w, at.line}, chart.x.title,
             chart_text(c.muted, Align::kCentre));
}

/// Bars with a hair of the card between the parts of a stack.
void draw_bars(const Ui& ui, const Chart& chart, const std::vector<Bar>& bars) {
  const float thinnest = 5;
  for (const Bar& bar : bars) {
    Rect area = bar.area;
    const bool parted = area.h > thinnest && chart.series.size() > 1;
    if (parted) {
      area.y += 1;
      area.h -= 1;
    }
    const float corner = std::min({2.0F, area.w / 4, area.h / 4});
    ui.fill(area, ui.colours().hue(chart.series[bar.series].hue),
            area.w > 6 ? corner : 0);
  }
}

void draw_dots(const Ui& ui,
               const Chart& chart,
               const Series& series,
               const PlotScales& scales) {
  const std::vector<ImVec2> dots = dots_of(chart, series, scales);
  const float radius = dots.size() > 120 ? 2.0F : std::round(ui.em(12) * 0.3F);
  for (const ImVec2& dot : dots) {
    ui.list().AddCircleFilled(dot, radius + 1.5F, ui.colours().card, 20);
    ui.list().AddCircleFilled(dot, radius, ui.colours().hue(series.hue), 20);
  }
}

void draw_lines(const Ui& ui,
                const Chart& chart,
                const Series& series,
                const PlotScales& scales) {
  const ImU32 colour = ui.colours().hue(series.hue);
  for (const auto& piece : line_of(chart, series, scales)) {
    if (piece.size() == 1) ui.list().AddCircleFilled(piece.front(), 2.5F, colour, 16);
    // One by one: a polyline has thorns where it turns back sharply.
    for (std::size_t i = 1; i < piece.size(); ++i)
      ui.list().AddLine(piece[i - 1], piece[i], colour, ui.gap(2));
  }
}

/// Where lines and dots pass.
std::vector<ImVec2> drawn_points(const Chart& chart, const PlotScales& scales) {
  std::vector<ImVec2> points;
  for (const Series& series : chart.series) {
    if (series.drawn == Drawn::kDots) {
      const std::vector<ImVec2> dots = dots_of(chart, series, scales);
      points.insert(points.end(), dots.begin(), dots.end());
    } else if (series.drawn != Drawn::kBar) {
      for (const auto& piece : line_of(chart, series, scales))
        points.insert(points.end(), piece.begin(), piece.end());
    }
  }
  return points;
}

/// The name of a level stands at an end of its line, above or below it: where it hides
/// the fewest points.
Rect level_label(float y,
                 float wide,
                 const PlotLayout& at,
                 const std::vector<ImVec2>& points) {
  const float right = at.plot.right() - wide - 4;
  const float left = at.plot.x + 4;
  Rect best{};
  std::ptrdiff_t fewest = -1;
  for (const float x : {right, left})
    for (const float top : {y - at.line - 1, y + 2}) {
      const Rect label{x, top, wide, at.line};
      if (top < at.plot.y || label.bottom() > at.plot.bottom()) continue;
      const auto hidden = std::count_if(
          points.begin(), points.end(),
          [&](const ImVec2& point) { return label.inset(-5, -3).contains(point); });
      if (fewest >= 0 && hidden >= fewest) continue;
      best = label;
      fewest = hidden;
    }
  return fewest >= 0 ? best : Rect{right, y + 2, wide, at.line};
}

void draw_marks(const Ui& ui, const Chart& chart, const PlotLayout& at) {
  const std::vector<ImVec2> points = drawn_points(chart, at.scales);
  std::size_t upright = 0;
  for (const Chart::Mark& mark : chart.marks) {
    const ImU32 colour = ui.colours().hue(mark.hue);
    if (mark.vertical) {
      const float x = std::round(at.scales.x.at(mark.at));
      float top = at.plot.y;
      if (!mark.name.empty()) {
        const LabelPlace& place = at.mark_places[upright++];
        top = at.plot.y - static_cast<float>(place.row) * at.line;
        const float wide = ui.width_of(mark.name, chart_text(0)) + 2;
        ui.text_in({place.left, top - at.line, wide, at.line}, mark.name,
                   chart_text(colour));
      }
      dashed(ui, {x + 0.5F, top}, {x + 0.5F, at.plot.bottom()}, colour, 1.5F);
      continue;
    }
    const float y = std::round(at.scales.left.at(mark.at));
    dashed(ui, {at.plot.x, y + 0.5F}, {at.plot.right(), y + 0.5F}, colour, 1.5F);
    const float wide = ui.width_of(mark.name, chart_text(0)) + 2;
    const Rect label = level_label(y, wide, at, points);
    ui.fill(label.inset(-3, 0),
            (ui.colours().card & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 215), 4);
    ui.text_in(label, mark.name, chart_text(colour));
  }
}

/// The highest thing that is drawn at a place.
float top_at(const Chart& chart,
             const PlotScales& scales,
             std::size_t place,
             float bottom) {
  float top = bottom;
  double left = 0, right = 0;
  for (const Series& series : chart.series) {
    if (place >= series.values.size() || std::isnan(series.values[place])) continue;
    double value = series.values[place];
    if (series.drawn == Drawn::kBar) {
      double& below = series.right_axis ? right : left;
      below += value;
      value = below;
    }
    top = std::min(top, scales.of(series).at(value));
  }
  return top;
}

void follow_mouse(ChartFrame& frame, const PlotLayout& at) {
  if (!frame.hovered || !at.plot.inset(-6, -6).contains(frame.ui.mouse())) return;
  frame.pointed = place_at(frame.chart, at.scales.x.value_at(frame.ui.mouse().x));
}

/// A soft band behind what is pointed at.
void draw_band(ChartFrame& frame, const PlotLayout& at) {
  const PlaceSpan span = span_of(frame.chart, *frame.pointed);
  float begin = at.scales.x.at(span.begin);
  float end = at.scales.x.at(span.end);
  if (end - begin < 3) {
    begin = at.scales.x.at(span.middle()) - 1.5F;
    end = begin + 3;
  }
  const Rect band{std::floor(begin), at.plot.y, std::ceil(end) - std::floor(begin),
                  at.plot.h};
  frame.ui.fill(band, frame.ui.colours().hover);
  const float top = top_at(frame.chart, at.scales, *frame.pointed, at.plot.bottom());
  frame.anchor = {band.x, std::min(top, at.plot.bottom() - 20), band.w, 20};
}

}  // namespace

void draw_plot(ChartFrame& frame, const Rect& area) {
  const Ui& ui = frame.ui;
  const Chart& chart = frame.chart;
  const PlotLayout at = lay_out(ui, chart, area);
  follow_mouse(frame, at);
  if (frame.pointed) draw_band(frame, at);
  draw_legend(ui, chart, {area.x, area.y, area.w}, true);
  draw_axis_titles(ui, chart, at, area);
  draw_left_axis(ui, chart, at, area);
  draw_right_axis(ui, chart, at, area);
  draw_across(ui, chart, at, area);
  draw_bars(ui, chart, bars_of(chart, at.scales));
  for (const Series& series : chart.series)
    if (series.drawn == Drawn::kLine || series.drawn == Drawn::kStep)
      draw_lines(ui, chart, series, at.scales);
  for (const Series& series : chart.series)
    if (series.drawn == Drawn::kDots) draw_dots(ui, chart, series, at.scales);
  draw_marks(ui, chart, at);
}

// --- bars that lie

float lying_row(const Ui& ui) {
  return std::round(ui.em(13) * 1.5F + ui.gap(10));
}

bool lies_down(const Ui& ui, const Chart& chart, float width) {
  if (chart.x.unit != Unit::kName || chart.names.empty()) return false;
  const float room = (width - ui.em(12) * 4) / static_cast<float>(chart.names.size());
  return std::any_of(chart.names.begin(), chart.names.end(),
                     [&](const std::string& name) {
                       return ui.width_of(name, chart_text(0)) + ui.gap(6) > room;
                     });
}

namespace {

/// Columns of a row: its name, its bar, its figure.
struct LyingLayout {
  float name = 0;
  Scale values;
  float figure = 0;
};

/// What stands behind a row: of bars all together, else the first figure.
double figure_of(const Chart& chart, std::size_t place) {
  double sum = 0;
  bool any = false;
  for (const Series& series : chart.series) {
    if (place >= series.values.size() || std::isnan(series.values[place])) continue;
    if (series.drawn != Drawn::kBar) continue;
    sum += series.values[place];
    any = true;
  }
  return any ? sum : kNoValue;
}

LyingLayout lay_out_rows(const Ui& ui, const Chart& chart, const Column& at) {
  LyingLayout out;
  float names = 0;
  for (std::size_t i = 0; i < chart.names.size(); ++i) {
    names = std::max(names, ui.width_of(chart.names[i], {.size = 13}) + 2);
    out.figure = std::max(
        out.figure,
        ui.width_of(value_text(chart.left.unit, figure_of(chart, i)), {.size = 13}) + 2);
  }
  out.name = std::round(std::min(names, at.width * 0.45F));
  const Extent reach = extent_of(chart, false);
  const float begin = at.x + out.name + ui.gap(12);
  out.values = {std::min(0.0, reach.least), reach.greatest, begin,
                std::max(begin + 10, at.x + at.width - out.figure - ui.gap(10))};
  return out;
}

void draw_row(const ChartFrame& frame,
              const LyingLayout& layout,
              std::size_t place,
              const Rect& row) {
  const Ui& ui = frame.ui;
  const Chart& chart = frame.chart;
  const Palette& c = ui.colours();
  if (frame.pointed == place) ui.fill(row.inset(-ui.gap(4), 1), c.hover, 6);
  ui.text_in({row.x, row.y, layout.name, row.h}, chart.names[place],
             {.size = 13, .colour = c.text});
  ui.text_in({row.right() - layout.figure, row.y, layout.figure, row.h},
             value_text(chart.left.unit, figure_of(chart, place)),
             {.size = 13, .colour = c.muted, .align = Align::kRight});
  const float thickness = std::round(ui.em(13) * 0.8F);
  const float y = std::round(row.middle().y - thickness / 2);
  ui.fill({layout.values.begin, y, layout.values.end - layout.values.begin, thickness},
          c.sunken, 3);
  double before = 0;
  for (const Series& series : chart.series) {
    if (place >= series.values.size() || std::isnan(series.values[place])) continue;
    const double value = series.values[place];
    const ImU32 colour = c.hue(series.hue);
    if (series.drawn == Drawn::kBar) {
      const float begin = std::round(layout.values.at(before));
      before += value;
      const float end = std::round(layout.values.at(before));
      if (value > 0)
        ui.fill({begin, y, std::max(1.0F, end - begin), thickness}, colour, 3);
    } else {
      const float x = std::round(layout.values.at(value));
      ui.fill({x - 3, y - 3, 6, thickness + 6}, c.card, 2);
      ui.fill({x - 1.5F, y - 3, 3, thickness + 6}, colour, 1);
    }
  }
}

/// The rows of a chart in an area: which are shown, and where.
struct LyingRows {
  Rect view;
  float begin = 0;  ///< top of the first
  float row = 0;
  std::size_t shown = 0;
  bool scrolls = false;
};

LyingRows rows_in(const ChartFrame& frame, const Rect& view) {
  LyingRows out{view, view.y, lying_row(frame.ui)};
  const std::size_t places = frame.chart.names.size();
  out.shown = places;
  if (static_cast<float>(places) * out.row <= view.h + 1) return out;
  out.scrolls = frame.look.large;
  if (out.scrolls) return out;
  // The last line says how many more there are.
  const auto room = static_cast<std::size_t>(std::max(1.0F, view.h / out.row));
  out.shown = std::min(places, room > 1 ? room - 1 : room);
  return out;
}

void follow_rows(ChartFrame& frame, const LyingRows& rows) {
  if (frame.hovered && rows.view.contains(frame.ui.mouse())) {
    const float above = std::max(0.0F, frame.ui.mouse().y - rows.begin);
    const auto under = static_cast<std::size_t>(above / rows.row);
    if (under < rows.shown) frame.pointed = under;
  } else if (rows.scrolls && frame.pointed) {
    const float top = static_cast<float>(*frame.pointed) * rows.row;
    frame.state.scroll.show(top, top + rows.row);
  }
  if (frame.pointed && *frame.pointed >= rows.shown) frame.pointed.reset();
}

}  // namespace

void draw_lying(ChartFrame& frame, const Rect& area) {
  Ui& ui = frame.ui;
  const Chart& chart = frame.chart;
  const float legend = draw_legend(ui, chart, {area.x, area.y, area.w}, true);
  LyingRows rows = rows_in(frame, {area.x, area.y + legend, area.w, area.h - legend});
  const Rect& view = rows.view;
  const std::size_t places = chart.names.size();
  if (rows.scrolls)
    rows.begin = ui.begin_scroll(Ui::id(frame.look.name, 77), view, frame.state.scroll);
  const Column at{view.x, rows.begin, view.w - (rows.scrolls ? ui.gap(14) : 0)};
  const LyingLayout layout = lay_out_rows(ui, chart, at);
  follow_rows(frame, rows);
  for (std::size_t place = 0; place < rows.shown; ++place) {
    const Rect line{at.x, rows.begin + static_cast<float>(place) * rows.row, at.width,
                    rows.row};
    if (line.bottom() < view.y || line.y > view.bottom()) continue;
    draw_row(frame, layout, place, line);
    if (frame.pointed == place)
      frame.anchor = {layout.values.begin, line.y,
                      layout.values.end - layout.values.begin, rows.row};
  }
  if (rows.scrolls) ui.end_scroll(static_cast<float>(places) * rows.row);
  if (rows.shown < places)
    ui.text_in({view.x, view.bottom() - rows.row, view.w, rows.row},
               "and " + many(places - rows.shown, "more", "more"),
               {.size = 13, .colour = ui.colours().muted});
}

}  // namespace attache::window
