// Charts as drawings for a page that is printed.

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "cards/html.h"
#include "study/chart.h"

namespace attache {

namespace {

constexpr double kLetter = 6.2;  // of the small text, on average
constexpr const char* kInk = "#1c1f24";
constexpr const char* kSoft = "#5a616b";
constexpr const char* kGrid = "#e1e5ea";

/// On white, and also told apart in grey and by people who do not see red and green.
const char* colour_of(Hue hue) {
  switch (hue) {
    case Hue::kNew:
      return "#56b4e9";
    case Hue::kLearning:
      return "#e69f00";
    case Hue::kRelearning:
    case Hue::kAgain:
      return "#d55e00";
    case Hue::kYoung:
      return "#5fc2a2";
    case Hue::kMature:
    case Hue::kGood:
      return "#00745a";
    case Hue::kSuspended:
      return "#b4bac3";
    case Hue::kHard:
      return "#eebb4d";
    case Hue::kEasy:
      return "#0072b2";
    case Hue::kTotal:
      return "#4a515b";
    case Hue::kForecast:
      return "#8a5a9e";
    case Hue::kExam:
      return "#a3271f";
    case Hue::kPlain:
      break;
  }
  return "#2b5fa6";
}

/// Coordinates need no more than a tenth of a pixel.
std::string px(double value) {
  return fmt::format("{:.1f}", value);
}

double width_of(std::string_view text) {
  double width = 0;
  for (const char32_t c : code_points(text))
    width += c >= 0x2E80 ? 11 : kLetter;
  return width;
}

double width_of(const std::u32string& points) {
  return width_of(to_utf8(points));
}

/// Cut to a width in pixels.
std::string fitted(const std::string& text, double width) {
  if (width_of(text) <= width) return text;
  std::u32string points = code_points(text);
  while (!points.empty() && width_of(points) + kLetter > width)
    points.pop_back();
  return to_utf8(points) + "…";
}

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return bottom - top; }
};

/// Collects the elements of a drawing.
class Drawing {
 public:
  Drawing(const Chart& chart, int width, int height) {
    svg_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
        "height=\"{1}\" role=\"img\" font-family=\"Inter, 'Noto Sans', 'Noto Sans CJK "
        "JP', sans-serif\" font-size=\"11\">\n<title>{2}</title>\n",
        width, height, escaped_html(chart.title));
    if (!chart.sentence.empty())
      svg_ += fmt::format("<desc>{}</desc>\n", escaped_html(chart.sentence));
    svg_ += fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>\n", width,
                        height);
  }

  void text(double x,
            double y,
            std::string_view words,
            const char* anchor = "start",
            const char* colour = kSoft,
            const char* more = "") {
    svg_ += fmt::format(
        "<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" fill=\"{}\"{}>{}</text>\n", px(x),
        px(y), anchor, colour, more, escaped_html(words));
  }
  void line(double x1,
            double y1,
            double x2,
            double y2,
            const char* colour,
            const char* more = "") {
    svg_ +=
        fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\"{}/>\n",
                    px(x1), px(y1), px(x2), px(y2), colour, more);
  }
  void rectangle(const Box& box, const std::string& colour) {
    if (box.height() <= 0 || box.width() <= 0) return;
    svg_ +=
        fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
                    px(box.left), px(box.top), px(box.width()), px(box.height()), colour);
  }
  void dot(double x, double y, const char* colour) {
    svg_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"3\" fill=\"{}\"/>\n", px(x),
                        px(y), colour);
  }
  void path(const std::string& steps, const char* colour, bool dashed) {
    if (steps.empty()) return;
    svg_ += fmt::format(
        "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.6\"{}/>\n", steps,
        colour, dashed ? " stroke-dasharray=\"5 3\"" : "");
  }
  [[nodiscard]] std::string finished() const { return svg_ + "</svg>\n"; }

 private:
  std::string svg_;
};

/// A share as a shade between nearly white and blue.
std::string shade(double share) {
  const double at = std::clamp(share, 0.0, 1.0);
  const auto mixed = [at](int from, int to) {
    return static_cast<int>(std::lround(from + (to - from) * at));
  };
  return fmt::format("#{:02x}{:02x}{:02x}", mixed(0xed, 0x0b), mixed(0xf1, 0x4f),
                     mixed(0xf6, 0x8a));
}

void add_title(Drawing& drawing, const Chart& chart, int width) {
  drawing.text(8, 16, fitted(chart.title, width - 16), "start", kInk,
               " font-size=\"13\" font-weight=\"600\"");
}

bool is_dashed(const Series& series) {
  return series.hue == Hue::kForecast;
}

/// A row of names with their colours; gives the height that it took.
double add_legend(
    Drawing& drawing, const Chart& chart, double left, double right, double y) {
  if (chart.series.size() < 2 && chart.marks.empty()) return 0;
  double x = left;
  double height = 16;
  const auto add = [&](const std::string& name, Hue hue) {
    const double width = width_of(name) + 26;
    if (x + width > right && x > left) {
      x = left;
      height += 15;
    }
    const double top = y + height - 16;
    drawing.rectangle({x, top, x + 10, top + 10}, colour_of(hue));
    drawing.text(x + 14, top + 9, name);
    x += width;
  };
  for (const Series& series : chart.series)
    add(series.name, series.hue);
  for (const Chart::Mark& mark : chart.marks)
    add(mark.name, mark.hue);
  return height;
}

// --- a plot

class Plot {
 public:
  Plot(Drawing& drawing, const Chart& chart, int width, int height)
      : drawing_(drawing),
        chart_(chart),
        left_(extent_of(chart, false)),
        right_(extent_of(chart, true)) {
    has_right_ = std::any_of(chart.series.begin(), chart.series.end(),
                             [](const Series& each) { return each.right_axis; });
    box_ = {46, 30, width - (has_right_ ? 46.0 : 14.0), height - 38.0};
    box_.top += add_legend(drawing, chart, 8, width - 8, 26);
    if (!chart.left.title.empty() || (has_right_ && !chart.right.title.empty()))
      box_.top += 12;
    find_ends();
  }

  void draw() {
    add_axis(left_, chart_.left, box_.left - 5, "end", true);
    if (has_right_) add_axis(right_, chart_.right, box_.right + 5, "start", false);
    add_places();
    add_series();
    add_marks();
  }

 private:
  [[nodiscard]] bool by_name() const { return chart_.x.unit == Unit::kName; }
  [[nodiscard]] double x_of(double at) const {
    return box_.left + (at - first_) / (last_ - first_) * box_.width();
  }
  [[nodiscard]] double begin_of(std::size_t place) const {
    return by_name() ? static_cast<double>(place) : chart_.at[place];
  }
  [[nodiscard]] double width() const { return by_name() ? 1 : chart_.width; }
  [[nodiscard]] double middle_of(std::size_t place) const {
    return x_of(begin_of(place) + width() / 2);
  }
  [[nodiscard]] double y_of(double value, const Extent& extent) const {
    const double share = (value - extent.least) / (extent.greatest - extent.least);
    return box_.bottom - std::clamp(share, 0.0, 1.0) * box_.height();
  }

  void find_ends() {
    places_ = by_name() ? chart_.names.size() : chart_.at.size();
    if (by_name()) {
      last_ = static_cast<double>(places_);
    } else if (places_ > 0) {
      first_ = chart_.at.front();
      last_ = chart_.at.back() + chart_.width;
    }
    first_ = chart_.x.least.value_or(first_);
    last_ = chart_.x.greatest.value_or(last_);
    if (last_ <= first_) last_ = first_ + 1;
  }

  void add_axis(const Extent& extent,
                const Axis& axis,
                double x,
                const char* anchor,
                bool with_lines) {
    const Ticks found = ticks(axis.unit, extent.least, extent.greatest,
                              std::max(2, static_cast<int>(box_.height() / 26)));
    for (const double at : found.at) {
      const double y = y_of(at, extent);
      if (with_lines) drawing_.line(box_.left, y, box_.right, y, kGrid);
      drawing_.text(x, y + 4, tick_text(axis.unit, at, found.step), anchor);
    }
    if (!axis.title.empty())
      drawing_.text(with_lines ? 8 : box_.right + 38, box_.top - 9, axis.title,
                    with_lines ? "start" : "end");
  }

  void add_places() {
    drawing_.line(box_.left, box_.bottom, box_.right, box_.bottom, kSoft);
    if (by_name()) {
      const double room =
          box_.width() / static_cast<double>(std::max<std::size_t>(places_, 1));
      for (std::size_t i = 0; i < places_; ++i)
        drawing_.text(middle_of(i), box_.bottom + 14, fitted(chart_.names[i], room - 4),
                      "middle");
    } else {
      const Ticks found = ticks(chart_.x.unit, first_, last_,
                                std::max(2, static_cast<int>(box_.width() / 62)));
      for (const double at : found.at) {
        drawing_.line(x_of(at), box_.bottom, x_of(at), box_.bottom + 4, kSoft);
        drawing_.text(x_of(at), box_.bottom + 15,
                      tick_text(chart_.x.unit, at, found.step), "middle");
      }
    }
    if (!chart_.x.title.empty())
      drawing_.text((box_.left + box_.right) / 2, box_.bottom + 30, chart_.x.title,
                    "middle");
  }

  void add_series() {
    std::vector<double> stack(places_, 0);
    for (const Series& series : chart_.series)
      if (series.drawn == Drawn::kBar) add_bars(series, stack);
    for (const Series& series : chart_.series) {
      const Extent& extent = series.right_axis ? right_ : left_;
      if (series.drawn == Drawn::kLine || series.drawn == Drawn::kStep)
        drawing_.path(line_through(series, extent), colour_of(series.hue),
                      is_dashed(series));
      if (series.drawn == Drawn::kDots) add_dots(series, extent);
    }
  }

  void add_bars(const Series& series, std::vector<double>& stack) {
    const Extent& extent = series.right_axis ? right_ : left_;
    for (std::size_t i = 0; i < std::min(places_, series.values.size()); ++i) {
      const double value = series.values[i];
      if (std::isnan(value) || value == 0) continue;
      const double x = x_of(begin_of(i));
      const double whole = x_of(begin_of(i) + width()) - x;
      const double gap = whole > 4 ? std::min(whole * 0.12, 6.0) : 0;
      drawing_.rectangle({x + gap, y_of(stack[i] + value, extent), x + whole - gap,
                          y_of(stack[i], extent)},
                         colour_of(series.hue));
      stack[i] += value;
    }
  }

  void add_dots(const Series& series, const Extent& extent) {
    for (std::size_t i = 0; i < std::min(places_, series.values.size()); ++i)
      if (!std::isnan(series.values[i]))
        drawing_.dot(middle_of(i), y_of(series.values[i], extent), colour_of(series.hue));
  }

  [[nodiscard]] std::string line_through(const Series& series,
                                         const Extent& extent) const {
    std::string path;
    bool pen_down = false;
    for (std::size_t i = 0; i < std::min(places_, series.values.size()); ++i) {
      if (std::isnan(series.values[i])) {
        pen_down = false;
        continue;
      }
      const char* go = pen_down ? "L" : "M";
      const std::string y = px(y_of(series.values[i], extent));
      if (series.drawn == Drawn::kStep)
        path += fmt::format("{}{} {}H{}", go, px(x_of(begin_of(i))), y,
                            px(x_of(begin_of(i) + width())));
      else
        path += fmt::format("{}{} {}", go, px(middle_of(i)), y);
      pen_down = true;
    }
    return path;
  }

  void add_marks() {
    const char* dashes = " stroke-dasharray=\"2 3\"";
    for (const Chart::Mark& mark : chart_.marks) {
      const char* colour = colour_of(mark.hue);
      if (!mark.vertical) {
        const double y = y_of(mark.at, left_);
        drawing_.line(box_.left, y, box_.right, y, colour, dashes);
      } else if (mark.at >= first_ && mark.at <= last_) {
        drawing_.line(x_of(mark.at), box_.top, x_of(mark.at), box_.bottom, colour,
                      dashes);
      }
    }
  }

  Drawing& drawing_;
  const Chart& chart_;
  Extent left_, right_;
  bool has_right_ = false;
  Box box_;
  std::size_t places_ = 0;
  double first_ = 0, last_ = 1;
};

// --- other shapes

int weekday_of(double day) {
  // 1970 began on a Thursday; 0 is Monday here.
  const auto from_monday = static_cast<int>(std::floor(day)) + 3;
  return (from_monday % 7 + 7) % 7;
}

void draw_calendar(Drawing& drawing, const Chart& chart, int width, int height) {
  const Series& series = chart.series.front();
  const double first = chart.at.front() - weekday_of(chart.at.front());
  const double weeks = std::floor((chart.at.back() - first) / 7) + 1;
  const double cell = std::min({(width - 50) / weeks, (height - 58.0) / 7, 22.0});
  const double left = 38;
  const double top = 44;
  double most = 0;
  for (const double value : series.values)
    if (!std::isnan(value)) most = std::max(most, value);
  int row = 0;
  for (const char* name : {"Mon", "", "Wed", "", "Fri", "", "Sun"}) {
    drawing.text(left - 5, top + cell * row + cell * 0.7, name, "end");
    ++row;
  }
  const Ticks found = ticks(Unit::kDate, chart.at.front(), chart.at.back(),
                            std::clamp(static_cast<int>(cell * weeks / 36), 1, 13));
  for (const double at : found.at)
    drawing.text(left + cell * std::floor((at - first) / 7), top - 6,
                 tick_text(Unit::kDate, at, found.step));
  const double gap = cell > 5 ? 1.5 : 0.4;
  for (std::size_t i = 0; i < std::min(chart.at.size(), series.values.size()); ++i) {
    const double x = left + cell * std::floor((chart.at[i] - first) / 7);
    const double y = top + cell * weekday_of(chart.at[i]);
    const double value = std::isnan(series.values[i]) ? 0 : series.values[i];
    // Few answers must show too: the root lifts them.
    drawing.rectangle(
        {x, y, x + cell - gap, y + cell - gap},
        value > 0 ? shade(0.15 + 0.85 * std::sqrt(value / most)) : "#f0f2f5");
  }
}

Hue hue_of_part(const Series& series, std::size_t part) {
  constexpr std::array kParts{Hue::kNew,   Hue::kLearning, Hue::kRelearning,
                              Hue::kYoung, Hue::kMature,   Hue::kSuspended,
                              Hue::kTotal};
  return series.hue == Hue::kPlain ? kParts[part % kParts.size()] : series.hue;
}

/// One bar of parts with their names below.
void draw_shares(Drawing& drawing, const Chart& chart, int width, int height) {
  const std::vector<double>& values = chart.series.front().values;
  double all = 0;
  for (const double value : values)
    if (!std::isnan(value)) all += value;
  double x = 8;
  double y = 74;
  for (std::size_t i = 0; i < std::min(values.size(), chart.names.size()); ++i) {
    if (std::isnan(values[i])) continue;
    const char* colour = colour_of(hue_of_part(chart.series.front(), i));
    const double wide = values[i] / all * (width - 16);
    drawing.rectangle({x, 30, x + wide, 56}, colour);
    x += wide;
    if (y > height - 4) continue;
    drawing.rectangle({8, y - 9, 18, y + 1}, colour);
    drawing.text(24, y, fitted(chart.names[i], width - 170), "start", kInk);
    drawing.text(width - 70, y, value_text(chart.left.unit, values[i]), "end", kInk);
    drawing.text(width - 8, y, value_text(Unit::kShare, values[i] / all), "end");
    y += 17;
  }
}

/// Rows of names; cells are shaded by their share in a heat table.
class Table {
 public:
  Table(Drawing& drawing, const Chart& chart, int width)
      : drawing_(drawing), chart_(chart), rows_(table_of(chart)) {
    const std::size_t columns = rows_.front().size();
    names_ = columns == 1 ? width - 16 : std::min(width * 0.4, 260.0);
    if (columns > 1) room_ = (width - 16 - names_) / static_cast<double>(columns - 1);
  }
  void draw(int height) {
    constexpr double kRow = 19;
    double y = 42;
    for (std::size_t row = 0; row < rows_.size() && y < height - 4; ++row, y += kRow) {
      drawing_.text(8, y, fitted(rows_[row][0], names_ - 8), "start",
                    row == 0 ? kSoft : kInk);
      for (std::size_t column = 1; column < rows_[row].size(); ++column)
        draw_cell(row, column, y);
    }
  }

 private:
  void draw_cell(std::size_t row, std::size_t column, double y) {
    const double right = 8 + names_ + room_ * static_cast<double>(column);
    const std::vector<double>& values = chart_.series[column - 1].values;
    const double value = row > 0 && row <= values.size() ? values[row - 1] : kNoValue;
    const bool is_shaded = chart_.shape == ChartShape::kHeat && !std::isnan(value);
    if (is_shaded)
      drawing_.rectangle({right - room_ + 2, y - 13, right, y + 4}, shade(value));
    const char* colour = row == 0 ? kSoft : kInk;
    if (is_shaded && value > 0.5) colour = "#ffffff";
    drawing_.text(right - 4, y, fitted(rows_[row][column], room_ - 8), "end", colour);
  }

  Drawing& drawing_;
  const Chart& chart_;
  std::vector<std::vector<std::string>> rows_;
  double names_ = 0, room_ = 0;
};

}  // namespace

std::string chart_svg(const Chart& chart, int width, int height) {
  Drawing drawing(chart, width, height);
  add_title(drawing, chart, width);
  if (chart.empty()) {
    drawing.text(width / 2.0, height / 2.0, "Nothing to show yet", "middle");
    return drawing.finished();
  }
  switch (chart.shape) {
    case ChartShape::kPlot:
      Plot(drawing, chart, width, height).draw();
      break;
    case ChartShape::kCalendar:
      draw_calendar(drawing, chart, width, height);
      break;
    case ChartShape::kShares:
      draw_shares(drawing, chart, width, height);
      break;
    case ChartShape::kTable:
    case ChartShape::kHeat:
      Table(drawing, chart, width).draw(height);
      break;
  }
  return drawing.finished();
}

}  // namespace attache
