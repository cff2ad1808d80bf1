#include "window/exams_curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "study/exam_words.h"
#include "window/components.h"

namespace attache::window {

namespace {

constexpr int kSegments = 96;  ///< of a drawn curve

/// Slopes at the points by which a cubic through them never overshoots (Fritsch, Carlson,
/// Monotone piecewise cubic interpolation, 1980; harmonic means as Fritsch and Butland).
double slope_between(const OutlookPoint& from, const OutlookPoint& to) {
  const double width = to.minutes - from.minutes;
  return width > 0 ? (to.score - from.score) / width : 0;
}

double slope_at(std::span<const OutlookPoint> curve, std::size_t i) {
  if (i == 0) return slope_between(curve[0], curve[1]);
  if (i + 1 == curve.size()) return slope_between(curve[i - 1], curve[i]);
  const double before = slope_between(curve[i - 1], curve[i]);
  const double after = slope_between(curve[i], curve[i + 1]);
  if (before * after <= 0) return 0;
  const double left = curve[i].minutes - curve[i - 1].minutes;
  const double right = curve[i + 1].minutes - curve[i].minutes;
  const double one = 2 * right + left;
  const double two = right + 2 * left;
  return (one + two) / (one / before + two / after);
}

TextStyle small(ImU32 colour, Align align = Align::kLeft) {
  return {.size = 12, .colour = colour, .align = align};
}

float small_line(const Ui& ui) {
  return std::round(ui.em(12) * 1.5F);
}

float x_on(const Rect& line, double share) {
  return line.x + line.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
}

/// A small triangle that points down to `tip`.
void pointer(const Ui& ui, ImVec2 tip, float size, ImU32 colour) {
  ui.list().AddTriangleFilled({tip.x - size, tip.y - size * 1.4F},
                              {tip.x + size, tip.y - size * 1.4F}, tip, colour);
}

ImU32 band_colour(const Ui& ui) {
  return blend(ui.colours().accent_soft, ui.colours().accent, 0.35F);
}

ImU32 below_curve(const Ui& ui) {
  return blend(ui.colours().card, ui.colours().accent_soft, 0.55F);
}

/// The line, the band on it, the score, and the bound as a notch.
void bar_with_band(const Ui& ui, const Rect& area, const ScoreMarks& marks) {
  const Palette& c = ui.colours();
  const float corner = area.h / 2;
  ui.fill(area, c.line, corner);
  if (marks.score) {
    const float from = x_on(area, marks.low);
    const float to = std::max(from + area.h, x_on(area, marks.high));
    ui.fill({from, area.y, std::min(to, area.right()) - from, area.h}, band_colour(ui),
            corner);
  }
  if (marks.bound) {
    const float x = std::round(x_on(area, *marks.bound));
    ui.fill({x - 1, area.y - 3, 2, area.h + 6}, c.muted, 1);
  }
  if (marks.score) {
    const float radius = std::round(area.h * 0.85F);
    const float x =
        std::clamp(x_on(area, *marks.score), area.x + radius, area.right() - radius);
    ui.list().AddCircleFilled({x, area.middle().y}, radius + 2, c.card, 32);
    ui.list().AddCircleFilled({x, area.middle().y}, radius, c.accent, 32);
  }
}

struct BandLabel {
  std::string text;
  double share = 0;
  ImU32 ink = 0;
};

std::vector<BandLabel> band_labels(const Ui& ui, const ScoreMarks& marks) {
  const Palette& c = ui.colours();
  std::vector<BandLabel> labels;
  if (marks.target)
    labels.push_back({fmt::format("your target {}", share_text(*marks.target)),
                      *marks.target, c.hard.ink});
  if (marks.bound)
    labels.push_back({fmt::format("the most possible {}", share_text(*marks.bound)),
                      *marks.bound, c.muted});
  return labels;
}

// --- the curve

/// The plot, and what its axes run over.
struct Plot {
  Rect area;
  double most = 1;    ///< minutes at the right edge
  double lowest = 0;  ///< share at the lower edge

  [[nodiscard]] ImVec2 point(double minutes, double share) const {
    const double up = (share - lowest) / (1 - lowest);
    return {area.x + area.w * static_cast<float>(minutes / most),
            area.bottom() - area.h * static_cast<float>(up)};
  }
  [[nodiscard]] double minutes_at(float x) const {
    const double share = std::clamp((x - area.x) / area.w, 0.0F, 1.0F);
    return share * most;
  }
};

float plot_height(const Ui& ui, float width) {
  const float wish = std::min(ui.em(15) * 15, width * 0.42F);
  return std::round(std::max(ui.em(15) * 8, wish));
}

float legend_height(const Ui& ui) {
  return std::round(small_line(ui) + ui.gap(14));
}

float axis_height(const Ui& ui) {
  return std::round(2 * small_line(ui) + ui.gap(10));
}

Plot plot_of(const Ui& ui, const Column& at, const std::vector<OutlookPoint>& curve) {
  const float left = ui.width_of("100 %", small(0)) + ui.gap(10);
  // Half of the last label stands over the right edge.
  const float right = ui.width_of("000", small(0)) / 2;
  Plot plot;
  plot.area = {std::round(at.x + left), std::round(at.y + legend_height(ui)),
               std::round(at.width - left - right), plot_height(ui, at.width)};
  plot.most = std::max(1.0, curve.back().minutes);
  plot.lowest = curve.front().score >= 0.55 ? 0.5 : 0;
  return plot;
}

void draw_share_axis(const Ui& ui, const Plot& plot) {
  const Palette& c = ui.colours();
  const float line = small_line(ui);
  const int wished = plot.lowest > 0 ? 5 : 4;  // steps of 10 % or 25 %
  const bool fits = plot.area.h / static_cast<float>(wished) > line * 1.6F;
  const int lines = fits ? wished : 2;
  for (int i = 0; i <= lines; ++i) {
    const double share = plot.lowest + (1 - plot.lowest) * i / lines;
    const float y = std::round(plot.point(0, share).y);
    ui.fill({plot.area.x, y, plot.area.w, 1}, i == 0 ? c.line_strong : c.line);
    const float wide = ui.width_of("100 %", small(0)) + 2;
    ui.text_in({plot.area.x - ui.gap(10) - wide, y - line / 2, wide, line},
               share_text(share), small(c.muted, Align::kRight));
  }
}

void draw_minutes_axis(const Ui& ui, const Plot& plot) {
  const Palette& c = ui.colours();
  const float label = ui.width_of("000", small(0)) + ui.gap(22);
  const int most = std::max(1, static_cast<int>(plot.area.w / label));
  const int step = tick_step_for(plot.most, most);
  const float top = plot.area.bottom() + ui.gap(6);
  for (int minutes = 0; minutes <= plot.most; minutes += step) {
    const float x = std::round(plot.point(minutes, plot.lowest).x);
    ui.fill({x, plot.area.bottom(), 1, 5}, c.line_strong);
    ui.text_in({x - label / 2, top, label, small_line(ui)}, fmt::format("{}", minutes),
               small(c.muted, Align::kCentre));
  }
  ui.text_in({plot.area.x, top + small_line(ui), plot.area.w, small_line(ui)},
             "minutes a day", small(c.muted, Align::kCentre));
}

void stroke(const Ui& ui,
            const std::vector<ImVec2>& points,
            ImU32 colour,
            float thickness) {
  ui.list().AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0,
                        thickness);
}

void draw_lines(const Ui& ui, const Plot& plot, const std::vector<OutlookPoint>& curve) {
  const Palette& c = ui.colours();
  std::vector<OutlookPoint> bound = curve;
  for (OutlookPoint& point : bound)
    point.score = point.bound;
  const double first = curve.front().minutes;
  const double span = curve.back().minutes - first;
  std::vector<ImVec2> lower, upper;
  for (int i = 0; i <= kSegments; ++i) {
    const double minutes = first + span * i / kSegments;
    lower.push_back(plot.point(minutes, score_at(curve, minutes)));
    upper.push_back(plot.point(minutes, score_at(bound, minutes)));
  }
  // Neighbours would show a seam if their edges were smoothed.
  const ImDrawListFlags flags = ui.list().Flags;
  ui.list().Flags &= ~ImDrawListFlags_AntiAliasedFill;
  for (std::size_t i = 0; i + 1 < lower.size(); ++i)
    ui.list().AddQuadFilled(lower[i], lower[i + 1], {lower[i + 1].x, plot.area.bottom()},
                            {lower[i].x, plot.area.bottom()}, below_curve(ui));
  ui.list().Flags = flags;
  stroke(ui, upper, c.line_strong, 1.5F);
  stroke(ui, lower, c.accent, 2.5F);
}

void draw_legend(const Ui& ui, const Column& at) {
  const Palette& c = ui.colours();
  const float line = small_line(ui);
  const float dash = ui.em(12) * 1.6F;
  float x = at.x;
  const auto entry = [&](std::string_view words, ImU32 colour, float thickness) {
    const float room = at.x + at.width - x - dash - ui.gap(8);
    if (room < ui.em(12) * 4) return;
    ui.fill({x, std::round(at.y + line / 2 - thickness / 2), dash, thickness}, colour, 1);
    x += dash + ui.gap(8);
    const float wide = std::min(ui.width_of(words, small(0)) + 1, room);
    ui.text_in({x, at.y, wide, line}, words, small(c.muted));
    x += wide + ui.gap(22);
  };
  entry("expected", c.accent, 3);
  entry("the most that any plan could reach", c.line_strong, 2);
}

struct CurveLabel {
  ImVec2 point;
  std::string text;
  ImU32 ink = 0;
};

bool touches(const Rect& one, const Rect& other) {
  const Rect both = overlap(one, other);
  return both.w > 0 && both.h > 0;
}

/// Puts each label where it covers nothing else: below the curve to the right if it can,
/// for there is nothing.
void draw_labels(const Ui& ui, const Plot& plot, const std::vector<CurveLabel>& labels) {
  std::vector<Rect> taken;
  taken.reserve(2 * labels.size());
  for (const CurveLabel& label : labels)
    taken.push_back({label.point.x - 7, label.point.y - 7, 14, 14});
  const float line = small_line(ui);
  const float away = ui.gap(14);
  for (const CurveLabel& label : labels) {
    const TextStyle style{.face = Face::kSansStrong, .size = 12, .colour = label.ink};
    const float wide = ui.width_of(label.text, style) + 2;
    const float right = plot.area.right() - wide;
    const float x = label.point.x;
    const float y = label.point.y;
    const std::array<Rect, 5> places{Rect{x + away, y + away / 2, wide, line},
                                     Rect{x - wide / 2, y + away, wide, line},
                                     Rect{x - wide / 2, y + away + line, wide, line},
                                     Rect{x - wide / 2, y + away + 2 * line, wide, line},
                                     Rect{x - wide / 2, y - away - line, wide, line}};
    Rect chosen = places.front();
    for (Rect place : places) {
      place.x = std::clamp(place.x, plot.area.x + 2, std::max(plot.area.x + 2, right));
      place.y = std::clamp(place.y, plot.area.y, plot.area.bottom() - line - 2);
      chosen = place;
      if (std::none_of(taken.begin(), taken.end(),
                       [&](const Rect& other) { return touches(place, other); }))
        break;
    }
    taken.push_back(chosen);
    ui.fill(chosen.inset(-4, 0), below_curve(ui), 4);
    ui.text_in(chosen, label.text, style);
  }
}

void dot(const Ui& ui, ImVec2 at, float radius, ImU32 colour) {
  ui.list().AddCircleFilled(at, radius + 2.5F, ui.colours().card, 32);
  ui.list().AddCircleFilled(at, radius, colour, 32);
}

void draw_points(const Ui& ui,
                 const Plot& plot,
                 const std::vector<OutlookPoint>& curve,
                 const CurveShown& shown) {
  const Palette& c = ui.colours();
  const ExamOutlook& outlook = *shown.outlook;
  const OutlookPoint& here = outlook.curve[outlook.here];
  std::vector<CurveLabel> labels;
  labels.push_back(
      {plot.point(here.minutes, here.score),
       fmt::format("now {:.0f} min: {}", here.minutes, share_text(here.score)), c.text});
  if (shown.marker) {
    const double score = score_at(curve, *shown.marker);
    const ImVec2 point = plot.point(*shown.marker, score);
    ui.fill({std::round(point.x), plot.area.y, 1, plot.area.h}, c.hard.line);
    dot(ui, point, 6, c.hard.ink);
    labels.push_back(
        {point, fmt::format("{} min: {}", *shown.marker, share_text(score)), c.hard.ink});
  } else if (outlook.more) {
    const double minutes = here.minutes + outlook.more->minutes;
    const ImVec2 point = plot.point(minutes, outlook.more->score);
    ui.list().AddCircleFilled(point, 6, c.card, 32);
    ui.list().AddCircle(point, 5, c.accent, 32, 2);
    labels.push_back({point,
                      fmt::format("{} more: {}", outlook.more->minutes,
                                  share_text(outlook.more->score)),
                      c.accent});
  }
  dot(ui, labels.front().point, 6, c.accent);
  draw_labels(ui, plot, labels);
}

}  // namespace

std::vector<LabelPlace> place_labels(const std::vector<LabelWish>& wishes,
                                     float left,
                                     float right,
                                     float gap) {
  std::vector<LabelPlace> places(wishes.size());
  std::vector<std::size_t> order(wishes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto begin = [&](std::size_t i) {
    const float wish = wishes[i].middle - wishes[i].width / 2;
    return std::max(left, std::min(wish, right - wishes[i].width));
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return begin(a) < begin(b); });
  std::vector<float> ends;  // of each row
  for (const std::size_t i : order) {
    const float from = begin(i);
    std::size_t row = 0;
    while (row < ends.size() && ends[row] + gap > from)
      ++row;
    if (row == ends.size()) ends.push_back(0);
    ends[row] = from + wishes[i].width;
    places[i] = {from, row};
  }
  return places;
}

double score_at(std::span<const OutlookPoint> curve, double minutes) {
  if (curve.empty()) return 0;
  if (minutes <= curve.front().minutes) return curve.front().score;
  if (minutes >= curve.back().minutes) return curve.back().score;
  std::size_t i = 0;
  while (curve[i + 1].minutes < minutes)
    ++i;
  const double width = curve[i + 1].minutes - curve[i].minutes;
  const double t = (minutes - curve[i].minutes) / width;
  const double s = 1 - t;
  return curve[i].score * (1 + 2 * t) * s * s + curve[i + 1].score * t * t * (3 - 2 * t) +
         width * t * s * (s * slope_at(curve, i) - t * slope_at(curve, i + 1));
}

int tick_step_for(double length, int most) {
  constexpr std::array kSteps{1, 2, 5};
  for (int ten = 1; ten <= 1'000'000; ten *= 10)
    for (const int step : kSteps)
      if (length / (ten * step) <= most) return ten * step;
  return 1'000'000;
}

std::vector<OutlookPoint> drawn_curve(const ExamOutlook& outlook) {
  std::vector<OutlookPoint> curve;
  if (outlook.curve.empty()) return curve;
  if (outlook.curve.front().minutes > 0)
    curve.push_back({0, outlook.without_study, outlook.without_study});
  curve.insert(curve.end(), outlook.curve.begin(), outlook.curve.end());
  return curve;
}

void score_bar(const Ui& ui, const Rect& area, const ScoreMarks& marks) {
  bar_with_band(ui, area, marks);
  if (marks.target)
    pointer(ui, {std::round(x_on(area, *marks.target)), area.y - 1}, ui.gap(5),
            ui.colours().hard.ink);
}

float score_band(const Ui& ui, const Column& at, const ScoreMarks& marks) {
  const Palette& c = ui.colours();
  const float line = small_line(ui);
  const std::vector<BandLabel> labels = band_labels(ui, marks);
  std::vector<LabelWish> wishes;
  wishes.reserve(labels.size());
  const float inset = ui.gap(6);
  const Rect track{at.x + inset, 0, at.width - 2 * inset, ui.gap(12)};
  for (const BandLabel& label : labels)
    wishes.push_back({x_on(track, label.share), ui.width_of(label.text, small(0)) + 2});
  const auto places = place_labels(wishes, at.x, at.x + at.width, ui.gap(16));
  std::size_t rows = 0;
  for (const LabelPlace& place : places)
    rows = std::max(rows, place.row + 1);
  const float above =
      static_cast<float>(rows) * line + (rows > 0 ? ui.gap(12) : ui.gap(4));
  const Rect bar{track.x, std::round(at.y + above), track.w, track.h};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const float y = at.y + static_cast<float>(rows - 1 - places[i].row) * line;
    ui.text_in({places[i].left, y, wishes[i].width, line}, labels[i].text,
               small(labels[i].ink));
  }
  score_bar(ui, bar, marks);
  const float below = bar.bottom() + ui.gap(8);
  constexpr std::array kFigures{0.0, 0.25, 0.5, 0.75, 1.0};
  const float wide = ui.width_of("100 %", small(0)) + 2;
  const bool all = wide * 6 < bar.w;
  for (const double share : kFigures) {
    if (!all && (share == 0.25 || share == 0.75)) continue;
    const float x = std::clamp(x_on(bar, share) - wide / 2, at.x, at.x + at.width - wide);
    const Align align = share == 0   ? Align::kLeft
                        : share == 1 ? Align::kRight
                                     : Align::kCentre;
    ui.text_in({x, below, wide, line}, share_text(share), small(c.muted, align));
  }
  return std::round(below + line - at.y);
}

float curve_height(const Ui& ui, const Column& at) {
  return legend_height(ui) + plot_height(ui, at.width) + axis_height(ui);
}

std::optional<int> minutes_curve(Ui& ui, const Column& at, const CurveShown& shown) {
  const std::vector<OutlookPoint> curve = drawn_curve(*shown.outlook);
  if (curve.size() < 2) return std::nullopt;
  const Plot plot = plot_of(ui, at, curve);
  const Touch touch =
      ui.control(Ui::id("exam.curve"), plot.area, {.enter = false, .tab_stop = false});
  draw_legend(ui, at);
  draw_share_axis(ui, plot);
  draw_minutes_axis(ui, plot);
  draw_lines(ui, plot, curve);
  draw_points(ui, plot, curve, shown);
  if (!touch.held) return std::nullopt;
  const double minutes =
      std::max(shown.outlook->curve.front().minutes, plot.minutes_at(ui.mouse().x));
  return std::max(1, static_cast<int>(std::lround(minutes)));
}

}  // namespace attache::window
