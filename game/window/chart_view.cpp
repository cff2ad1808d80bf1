#include "window/chart_view.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "window/browser_parts.h"
#include "window/chart_drawing.h"

namespace attache::window {

namespace {

bool is_calendar(const Chart& chart) {
  return chart.shape == ChartShape::kCalendar;
}

bool is_grid(const Chart& chart) {
  return chart.shape == ChartShape::kTable || chart.shape == ChartShape::kHeat;
}

/// Where the keys begin: at the last day that has a figure.
std::size_t first_stop(const Chart& chart) {
  const std::size_t places = places_of(chart);
  if (chart.x.unit != Unit::kDate) return 0;
  for (std::size_t place = places; place-- > 0;)
    for (const Series& series : chart.series)
      if (place < series.values.size() && series.values[place] > 0) return place;
  return places - 1;
}

void walk(Ui& ui, const Chart& chart, ChartState& state) {
  const std::size_t places = places_of(chart);
  if (places == 0 || !ui.reachable()) return;
  const auto last = static_cast<std::ptrdiff_t>(places) - 1;
  const Key key = ui.input().key;
  const auto step = walk_of(chart, key);
  if (!step || !ui.take(key, {}, true)) return;
  auto at = static_cast<std::ptrdiff_t>(state.place.value_or(first_stop(chart)));
  if (key == Key::kHome)
    at = 0;
  else if (key == Key::kEnd)
    at = last;
  else if (state.place)
    at += *step;
  state.place = static_cast<std::size_t>(std::clamp(at, std::ptrdiff_t{0}, last));
  state.mouse_at = ui.mouse();
}

/// The mouse has the word where it has moved since a key walked.
bool mouse_speaks(const Ui& ui, ChartState& state) {
  const ImVec2 now = ui.mouse();
  if (state.mouse_at && (state.mouse_at->x != now.x || state.mouse_at->y != now.y))
    state.mouse_at.reset();
  return !state.mouse_at;
}

/// Of the series that a line is about, the colour.
std::optional<ImU32> colour_of_line(const Ui& ui,
                                    const Chart& chart,
                                    const std::string& line) {
  for (const Series& series : chart.series)
    if (!series.name.empty() && line.starts_with(series.name + ":"))
      return ui.colours().hue(series.hue);
  return std::nullopt;
}

struct BubbleLine {
  std::string text;
  std::optional<ImU32> colour;
};

/// What is said of a place, on a card of its own beside it.
class Bubble {
 public:
  Bubble(const Ui& ui, const Rect& anchor, std::vector<BubbleLine> lines)
      : ui_(ui), lines_(std::move(lines)) {
    const bool sampled = std::any_of(lines_.begin(), lines_.end(), [](const auto& each) {
      return each.colour.has_value();
    });
    line_ = std::round(ui.em(13) * 1.5F);
    sample_ = ui.em(13) * 0.75F;
    indent_ = sampled ? sample_ + ui.gap(8) : 0;
    place(anchor);
  }

  void draw() const {
    const Palette& c = ui_.colours();
    ui_.fill(box_, c.card, 10);
    ui_.outline(box_, c.line_strong, 10);
    const float pad = ui_.gap(12);
    float top = box_.y + ui_.gap(8);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].colour)
        ui_.fill(
            {box_.x + pad, std::round(top + (line_ - sample_) / 2), sample_, sample_},
            *lines_[i].colour, 3);
      const float left = box_.x + pad + indent_of(i);
      ui_.text_in({left, top, box_.right() - pad - left + 2, line_}, lines_[i].text,
                  style_of(i));
      top += line_;
    }
  }

 private:
  [[nodiscard]] TextStyle style_of(std::size_t line) const {
    return {.face = line == 0 ? Face::kSansStrong : Face::kSans,
            .size = 13,
            .colour = ui_.colours().text};
  }
  [[nodiscard]] float indent_of(std::size_t line) const {
    return line == 0 ? 0 : indent_;
  }

  /// To the right of what is meant if there is room, so that it stays seen.
  void place(const Rect& anchor) {
    float inner = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i)
      inner =
          std::max(inner, ui_.width_of(lines_[i].text, style_of(i)) + indent_of(i) + 2);
    const Rect screen = ui_.screen();
    const float width =
        std::round(std::min(inner + 2 * ui_.gap(12), screen.w - ui_.gap(24)));
    const float height =
        std::round(line_ * static_cast<float>(lines_.size()) + 2 * ui_.gap(8));
    const float apart = ui_.gap(12);
    float x = anchor.right() + apart;
    if (x + width > screen.w - 8) x = anchor.x - apart - width;
    x = std::clamp(x, 8.0F, std::max(8.0F, screen.w - width - 8));
    const float y = std::clamp(anchor.middle().y - height / 2, 8.0F,
                               std::max(8.0F, screen.h - height - 8));
    box_ = {std::round(x), std::round(y), width, height};
  }

  const Ui& ui_;
  std::vector<BubbleLine> lines_;
  Rect box_;
  float line_ = 0, sample_ = 0, indent_ = 0;
};

void tell_of_place(const ChartFrame& frame) {
  if (!frame.pointed) return;
  std::vector<BubbleLine> lines;
  for (std::string& line : lines_at(frame.chart, *frame.pointed)) {
    const auto colour = lines.empty() || frame.chart.series.size() < 2
                            ? std::nullopt
                            : colour_of_line(frame.ui, frame.chart, line);
    lines.push_back({std::move(line), colour});
  }
  Ui& ui = frame.ui;
  ui.later([&ui, anchor = frame.anchor, words = std::move(lines)] {
    Bubble(ui, anchor, words).draw();
  });
}

void draw_nothing(const Ui& ui, const Rect& area) {
  ui.text_in(area, "Nothing to see here yet",
             chart_text(ui.colours().muted, Align::kCentre));
}

void draw_shape(ChartFrame& frame, const Rect& area) {
  switch (frame.chart.shape) {
    case ChartShape::kCalendar:
      draw_calendar(frame, area);
      break;
    case ChartShape::kShares:
      draw_shares(frame, area);
      break;
    case ChartShape::kTable:
    case ChartShape::kHeat:
      draw_table(frame, area);
      break;
    case ChartShape::kPlot:
      if (lies_down(frame.ui, frame.chart, area.w))
        draw_lying(frame, area);
      else
        draw_plot(frame, area);
      break;
  }
}

}  // namespace

TextStyle chart_text(ImU32 colour, Align align) {
  return {.size = 12, .colour = colour, .align = align};
}

float chart_line(const Ui& ui) {
  return std::round(ui.em(12) * 1.45F);
}

std::optional<int> walk_of(const Chart& chart, Key key) {
  // In a calendar a column is a week.
  const int across = is_calendar(chart) ? 7 : 1;
  switch (key) {
    case Key::kLeft:
      return -across;
    case Key::kRight:
      return across;
    case Key::kUp:
      return -1;
    case Key::kDown:
      return 1;
    case Key::kHome:
    case Key::kEnd:
      return 0;
    default:
      return std::nullopt;
  }
}

Hue part_hue(const Chart& chart, std::size_t part) {
  constexpr std::array kParts{Hue::kNew,   Hue::kLearning, Hue::kRelearning,
                              Hue::kYoung, Hue::kMature,   Hue::kSuspended,
                              Hue::kTotal, Hue::kForecast};
  const bool own = !chart.series.empty() && chart.series.front().hue != Hue::kPlain;
  return own ? chart.series.front().hue : kParts[part % kParts.size()];
}

void draw_sample(const Ui& ui, const Rect& area, Drawn drawn, ImU32 colour) {
  const float side = std::round(std::min(area.w, area.h * 0.62F));
  const ImVec2 middle = area.middle();
  if (drawn == Drawn::kBar)
    ui.fill(
        {std::round(middle.x - side / 2), std::round(middle.y - side / 2), side, side},
        colour, 3);
  else if (drawn == Drawn::kDots)
    ui.list().AddCircleFilled(middle, side * 0.38F, colour, 24);
  else
    ui.fill({area.x, std::round(middle.y - 1), area.w, 2.5F}, colour, 1);
}

float draw_legend(const Ui& ui, const Chart& chart, const Column& at, bool draw) {
  if (chart.series.size() < 2) return 0;
  const float line = chart_line(ui);
  const float sample = ui.em(12);
  const TextStyle style = chart_text(ui.colours().muted);
  Flow flow(at, line, ui.gap(14));
  float bottom = 0;
  for (const Series& series : chart.series) {
    const float words = ui.width_of(series.name, style) + 2;
    const Rect place = flow.place(sample + ui.gap(6) + words);
    bottom = place.bottom() - at.y;
    if (!draw) continue;
    draw_sample(ui, {place.x, place.y, sample, line}, series.drawn,
                ui.colours().hue(series.hue));
    const float x = place.x + sample + ui.gap(6);
    ui.text_in({x, place.y, place.right() - x, line}, series.name, style);
  }
  return bottom + ui.gap(8);
}

void dashed(const Ui& ui, ImVec2 from, ImVec2 to, ImU32 colour, float thickness) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  if (length <= 0) return;
  constexpr float kDash = 5;
  constexpr float kGap = 4;
  const auto dashes = static_cast<int>(std::ceil(length / (kDash + kGap)));
  for (int i = 0; i < dashes; ++i) {
    const float begin = static_cast<float>(i) * (kDash + kGap) / length;
    const float end = std::min(1.0F, begin + kDash / length);
    const auto point = [&](float share) {
      return ImVec2{from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
    };
    ui.list().AddLine(point(begin), point(end), colour, thickness);
  }
}

bool chart_view(Ui& ui,
                const Rect& area,
                const Chart& chart,
                ChartState& state,
                const ChartLook& look) {
  const Touch touch =
      ui.control(Ui::id(look.name, look.number), area,
                 {.enter = !look.large,
                  .cursor = look.large ? ImGuiMouseCursor_Arrow : ImGuiMouseCursor_Hand});
  if (touch.ring && !look.large)
    ui.outline(area.inset(-6, -6), ui.colours().accent, 10, 2);
  const bool grid = look.as_table || is_grid(chart);
  if (touch.ring && !grid) walk(ui, chart, state);
  ChartFrame frame{ui, chart, state, look, touch.hovered && mouse_speaks(ui, state)};
  if (grid) {
    // Arrows belong to the table itself.
    if (touch.ring) frame.pointed = 0;
    draw_table(frame, area);
    return touch.clicked && !look.large;
  }
  if (chart.empty() && chart.marks.empty()) {
    draw_nothing(ui, area);
    return false;
  }
  if (touch.ring) frame.pointed = state.place;
  if (frame.pointed && *frame.pointed >= places_of(chart)) frame.pointed.reset();
  draw_shape(frame, area);
  tell_of_place(frame);
  return touch.clicked && !look.large;
}

float chart_height(const Ui& ui, const Chart& chart, float width, float most) {
  if (is_calendar(chart)) {
    const CalendarGrid grid = grid_of(chart, std::nullopt);
    const int weeks = years_of(chart).size() > 1 ? 53 : std::max(grid.weeks(), 1);
    const float cell = calendar_cell(ui, width, weeks);
    return std::round(7 * cell + 2 * chart_line(ui) + ui.gap(14));
  }
  const auto rows = static_cast<float>(places_of(chart));
  if (is_grid(chart))
    return std::min(most, std::round((rows + 1) * lying_row(ui) + ui.gap(4)));
  if (chart.shape == ChartShape::kPlot && lies_down(ui, chart, width))
    return std::min(most, std::round(rows * lying_row(ui) +
                                     draw_legend(ui, chart, {0, 0, width}, false)));
  const float usual = std::clamp(width * 0.46F, ui.em(15) * 13, ui.em(15) * 22);
  return std::min(most, std::round(usual));
}

}  // namespace attache::window
