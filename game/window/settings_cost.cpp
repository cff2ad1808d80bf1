#include "window/settings_cost.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "window/components.h"
#include "window/exams_curve.h"

namespace attache::window {

namespace {

constexpr int kIntervals = 4;  // of the upright axes

TextStyle small(ImU32 colour, Align align = Align::kLeft) {
  return {.size = 12, .colour = colour, .align = align};
}

float small_line(const Ui& ui) {
  return std::round(ui.em(12) * 1.5F);
}

float known_share(const RetentionPoint& point, const RetentionSituation& situation) {
  return static_cast<float>(
      std::clamp(point.known_at_end / std::max(situation.questions, 1), 0.0, 1.0));
}

// --- where everything stands

struct CostLayout {
  float labels = 0;  ///< above the plot
  float plot = 0;
  float axis = 0;     ///< figures below the plot
  float legend = 0;   ///< and its room above
  float words = 0;    ///< the line about one point, with its button
  float stacked = 0;  ///< height of that line where the button stands below it, else 0
  float basis = 0;
  [[nodiscard]] float height() const {
    return labels + plot + axis + legend + words + basis;
  }
};

std::string basis_words(const RetentionCosts& costs) {
  const KnownCost* known = costs.known();
  if (known == nullptr) return "The curve is being worked out. This takes a moment.";
  if (!known->failure.empty()) return known->failure;
  return cost_basis_words(known->situation, known->answers);
}

std::vector<std::string_view> legend_words() {
  return {"minutes a day", "known at the end, of all questions"};
}

float legend_entry_width(const Ui& ui, std::string_view words) {
  return ui.em(12) * 1.6F + ui.gap(8) + ui.width_of(words, small(0)) + ui.gap(22);
}

/// In one line, or one below the other.
bool legend_in_one_line(const Ui& ui, float width) {
  float all = 0;
  for (const std::string_view words : legend_words())
    all += legend_entry_width(ui, words);
  return all <= width;
}

constexpr std::string_view kHint = "Point at the curve, or go along it with ← and →.";

/// The words beside it say what is set.
constexpr Button kSet{.name = "set.cost.take",
                      .label = "Set this",
                      .kind = ButtonKind::kPrimary,
                      .key = "Enter"};

TextStyle words_style(const Ui& ui) {
  return {.face = Face::kSansStrong, .size = 15, .colour = ui.colours().text};
}

/// Where the words about a point and the button do not fit side by side, the height of
/// the words above it; else 0.
float stacked_words(const Ui& ui, const KnownCost* known, float width) {
  if (known == nullptr || known->curve.empty()) return 0;
  const std::string words = cost_words(known->curve.back(), known->situation);
  if (ui.width_of(words, words_style(ui)) + ui.gap(16) + button_width(ui, kSet) <= width)
    return 0;
  return std::round(ui.lay_out(words, words_style(ui), width).size.y + ui.gap(8));
}

CostLayout layout_of(const Ui& ui, const RetentionCosts& costs, float width) {
  const float line = small_line(ui);
  CostLayout lay;
  lay.labels = 2 * line + ui.gap(6);
  lay.plot = std::round(std::max(ui.em(15) * 8, std::min(ui.em(15) * 12, width * 0.34F)));
  lay.axis = ui.gap(6) + line;
  lay.legend = ui.gap(10) + (legend_in_one_line(ui, width) ? line : 2 * line);
  lay.stacked = stacked_words(ui, costs.known(), width);
  lay.words = ui.gap(12) + lay.stacked + button_height(ui);
  lay.basis = ui.gap(4) + ui.lay_out(basis_words(costs), {.size = 13}, width).size.y;
  return lay;
}

struct Plot {
  Rect area;
  double least = 0, most = 1;  ///< retention at the left and the right edge
  double minutes = 1;          ///< at the upper edge

  [[nodiscard]] float x(double retention) const {
    const double share = (retention - least) / (most - least);
    return area.x + area.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  }
  [[nodiscard]] float y(double share) const {
    return area.bottom() - area.h * static_cast<float>(std::clamp(share, 0.0, 1.0));
  }
};

Plot plot_of(const Ui& ui,
             const Column& at,
             const CostLayout& lay,
             const std::vector<RetentionPoint>& curve) {
  const float left = ui.width_of("00.5 min", small(0)) + ui.gap(10);
  const float right = ui.width_of("100 %", small(0)) + ui.gap(10);
  Plot plot;
  plot.area = {std::round(at.x + left), std::round(at.y + lay.labels),
               std::round(at.width - left - right), lay.plot};
  if (curve.size() < 2) return plot;
  plot.least = curve.front().retention;
  plot.most = curve.back().retention;
  double most = 0;
  for (const RetentionPoint& point : curve)
    most = std::max(most, point.minutes_a_day);
  plot.minutes = kIntervals * axis_step(most);
  return plot;
}

// --- the parts of the drawing

void draw_upright_axes(const Ui& ui, const Plot& plot) {
  const Palette& c = ui.colours();
  const float line = small_line(ui);
  const float wide = ui.width_of("00.5 min", small(0)) + 2;
  for (int i = 0; i <= kIntervals; ++i) {
    const double share = i / static_cast<double>(kIntervals);
    const float y = std::round(plot.y(share));
    ui.fill({plot.area.x, y, plot.area.w, 1}, i == 0 ? c.line_strong : c.line);
    ui.text_in({plot.area.x - ui.gap(10) - wide, y - line / 2, wide, line},
               fmt::format("{:g}{}", plot.minutes * share, i == kIntervals ? " min" : ""),
               small(c.accent, Align::kRight));
    ui.text_in({plot.area.right() + ui.gap(10), y - line / 2, wide, line},
               fmt::format("{:.0f} %", share * 100), small(c.good.ink));
  }
}

void draw_level_axis(const Ui& ui, const Plot& plot) {
  const Palette& c = ui.colours();
  const float line = small_line(ui);
  const float label = ui.width_of("100 %", small(0)) + ui.gap(14);
  const int first = static_cast<int>(std::lround(plot.least * 100));
  const int last = static_cast<int>(std::lround(plot.most * 100));
  const auto five = static_cast<float>(last - first) / 5;
  const int step = label * five <= plot.area.w ? 5 : 10;
  for (int percent = (first + step - 1) / step * step; percent <= last; percent += step) {
    const float x = std::round(plot.x(percent / 100.0));
    ui.fill({x, plot.area.bottom(), 1, 5}, c.line_strong);
    ui.text_in({x - label / 2, plot.area.bottom() + ui.gap(6), label, line},
               fmt::format("{} %", percent), small(c.muted, Align::kCentre));
  }
}

void stroke(const Ui& ui, const std::vector<ImVec2>& points, ImU32 colour, float wide) {
  ui.list().AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, wide);
}

void draw_lines(const Ui& ui, const Plot& plot, const KnownCost& cost) {
  const Palette& c = ui.colours();
  std::vector<ImVec2> minutes;
  std::vector<ImVec2> known;
  for (const RetentionPoint& point : cost.curve) {
    const float x = plot.x(point.retention);
    minutes.emplace_back(x, plot.y(point.minutes_a_day / plot.minutes));
    known.emplace_back(x, plot.y(known_share(point, cost.situation)));
  }
  // Softened edges would leave seams between the pieces; the line covers the upper edge.
  ImDrawListFlags& flags = ui.list().Flags;
  const ImDrawListFlags before = flags;
  flags &= ~ImDrawListFlags_AntiAliasedFill;
  for (std::size_t i = 0; i + 1 < minutes.size(); ++i)
    ui.list().AddQuadFilled(
        minutes[i], minutes[i + 1], {minutes[i + 1].x, plot.area.bottom()},
        {minutes[i].x, plot.area.bottom()}, blend(c.card, c.accent_soft, 0.55F));
  flags = before;
  stroke(ui, known, c.good.ink, 1.5F);
  stroke(ui, minutes, c.accent, 2.5F);
}

void draw_legend(const Ui& ui, const Column& at) {
  const Palette& c = ui.colours();
  const float line = small_line(ui);
  const float dash = ui.em(12) * 1.6F;
  const bool one_line = legend_in_one_line(ui, at.width);
  const std::array<ImU32, 2> inks{c.accent, c.good.ink};
  const std::array<float, 2> thick{3, 2};
  const std::vector<std::string_view> words = legend_words();
  float x = at.x;
  float y = at.y;
  for (std::size_t i = 0; i < words.size(); ++i) {
    ui.fill({x, std::round(y + line / 2 - thick.at(i) / 2), dash, thick.at(i)},
            inks.at(i), 1);
    ui.text_in({x + dash + ui.gap(8), y, at.x + at.width - x - dash - ui.gap(8), line},
               words[i], small(c.muted));
    if (one_line)
      x += legend_entry_width(ui, words[i]);
    else
      y += line;
  }
}

struct PointLabel {
  std::size_t point = 0;
  std::string text;
  ImU32 ink = 0;
};

std::vector<PointLabel> labels_of(const Ui& ui, const KnownCost& cost, double present) {
  const Palette& c = ui.colours();
  const std::size_t here = nearest_point(cost.curve, present);
  const auto cheap = cheapest(cost.curve);
  if (cheap == here) return {{here, "now, and least time for what you know", c.accent}};
  std::vector<PointLabel> labels{{here, "now", c.accent}};
  if (cheap) labels.push_back({*cheap, "least time for what you know", c.hard.ink});
  return labels;
}

void dot(const Ui& ui, ImVec2 at, float radius, ImU32 colour) {
  ui.list().AddCircleFilled(at, radius + 2, ui.colours().card, 32);
  ui.list().AddCircleFilled(at, radius, colour, 32);
}

/// An upright line through a point of the curve, with a dot on each of the two.
void draw_point(
    const Ui& ui, const Plot& plot, const KnownCost& cost, std::size_t index, ImU32 ink) {
  const RetentionPoint& point = cost.curve[index];
  const float x = std::round(plot.x(point.retention));
  ui.fill({x, plot.area.y, 1, plot.area.h}, ink);
  dot(ui, {x, plot.y(known_share(point, cost.situation))}, 3.5F, ui.colours().good.ink);
  dot(ui, {x, plot.y(point.minutes_a_day / plot.minutes)}, 5.5F, ink);
}

void draw_labels(const Ui& ui,
                 const Plot& plot,
                 const KnownCost& cost,
                 const std::vector<PointLabel>& labels) {
  std::vector<LabelWish> wishes;
  wishes.reserve(labels.size());
  for (const PointLabel& label : labels)
    wishes.push_back({plot.x(cost.curve[label.point].retention),
                      ui.width_of(label.text, small(0)) + 2});
  const auto places = place_labels(wishes, plot.area.x, plot.area.right(), ui.gap(16));
  const float line = small_line(ui);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const float x = std::round(wishes[i].middle);
    const auto row = static_cast<float>(places[i].row);
    const float y = plot.area.y - ui.gap(6) - (row + 1) * line;
    ui.fill({x, y + line, 1, plot.area.y - y - line}, labels[i].ink);
    ui.text_in({places[i].left, y, wishes[i].width, line}, labels[i].text,
               small(labels[i].ink));
    draw_point(ui, plot, cost, labels[i].point, labels[i].ink);
  }
}

// --- going along the curve

std::size_t point_at(const Plot& plot,
                     const std::vector<RetentionPoint>& curve,
                     float x) {
  const double share = (x - plot.area.x) / plot.area.w;
  return nearest_point(curve, plot.least + share * (plot.most - plot.least));
}

/// Moves the marker by mouse and by key; gives the point that was chosen now.
std::optional<std::size_t> follow(Ui& ui,
                                  const Plot& plot,
                                  const std::vector<RetentionPoint>& curve,
                                  std::size_t here,
                                  CostState& state) {
  const Touch touch = ui.control(cost_control(), plot.area);
  if (touch.ring) ui.focus_ring(plot.area, 6);
  if (state.marker && *state.marker >= curve.size()) state.marker.reset();
  const bool at_mouse = touch.hovered || touch.held;
  if (at_mouse) {
    state.marker = point_at(plot, curve, ui.mouse().x);
    state.by_key = false;
  } else if (!state.by_key && !ui.still()) {
    state.marker.reset();
  }
  const auto move = [&](int by) {
    const auto last = static_cast<int>(curve.size()) - 1;
    const int from = static_cast<int>(state.marker.value_or(here));
    state.marker = static_cast<std::size_t>(std::clamp(from + by, 0, last));
    state.by_key = true;
  };
  if (touch.focused && ui.take(Key::kLeft, {}, true)) move(-1);
  if (touch.focused && ui.take(Key::kRight, {}, true)) move(1);
  if (touch.focused && state.marker && state.by_key && ui.take(Key::kEscape))
    state.marker.reset();
  if (!touch.clicked || !state.marker) return std::nullopt;
  return std::exchange(state.marker, std::nullopt);
}

/// The words about a point, and the button that sets it.
bool words_row(Ui& ui,
               const Column& at,
               const CostLayout& lay,
               const KnownCost& cost,
               std::size_t here,
               const CostState& state) {
  const Palette& c = ui.colours();
  const std::size_t shown = state.marker.value_or(here);
  const RetentionPoint& point = cost.curve[shown];
  const float bh = button_height(ui);
  const float wide = button_width(ui, kSet);
  const float x = lay.stacked > 0 ? at.x : at.x + at.width - wide;
  const Rect place{x, std::round(at.y + lay.stacked), wide, bh};
  const bool offers = state.marker && shown != here && (state.by_key || ui.still());
  const float room = offers ? at.width - wide - ui.gap(16) : at.width;
  const std::string words = cost_words(point, cost.situation);
  const TextStyle style = words_style(ui);
  if (lay.stacked > 0)
    ui.text(words, style, at.x, at.y, at.width);
  else
    ui.text_in({at.x, at.y, room, bh}, words, style);
  if (offers) return button(ui, place, kSet);
  const float hint = at.width - (lay.stacked > 0 ? 0 : ui.width_of(words, style));
  if (hint > ui.width_of(kHint, {.size = 13}) + ui.gap(24))
    ui.text_in({at.x + at.width - hint, place.y, hint, bh}, kHint,
               {.size = 13, .colour = c.muted, .align = Align::kRight});
  return false;
}

/// Where the curve will be.
void draw_waiting(const Ui& ui, const Plot& plot, const RetentionCosts& costs) {
  ui.outline(plot.area, ui.colours().line, 12);
  if (!costs.busy()) return;
  const float wide = std::min(plot.area.w * 0.5F, ui.em(15) * 16);
  progress_bar(
      ui,
      {plot.area.middle().x - wide / 2, std::round(plot.area.middle().y) - 3, wide, 6},
      static_cast<float>(costs.progress()));
}

}  // namespace

void RetentionCosts::want(Shell& shell) {
  const Settings& settings = shell.trainer.settings();
  const Basis basis{settings.weights, settings.new_per_day,
                    shell.trainer.calendar().day_of(shell.trainer.now())};
  if (made_for_ == basis || (busy() && wanted_ == basis)) return;
  cancel();
  auto situation = shell.trainer.retention_situation();
  const auto task = shell.trainer.fit_task();
  if (!situation || !task) {
    const Error& error = situation ? task.error() : situation.error();
    known_ = KnownCost{{}, {}, 0, with_capital(error.what) + "."};
    made_for_ = basis;
    return;
  }
  const auto worked_out = [situation = *std::move(situation), answers = task->log.size()](
                              const Background<KnownCost>::Progress& progress) {
    return KnownCost{situation, retention_curve(situation, usual_retentions(), progress),
                     answers, ""};
  };
  if (shell.ui.still()) {
    known_ = worked_out({});
    made_for_ = basis;
    return;
  }
  wanted_ = basis;
  work_.start(worked_out);
}

void RetentionCosts::collect() {
  auto value = work_.take();
  if (!value) return;
  known_ = std::move(value);
  made_for_ = std::exchange(wanted_, std::nullopt);
}

void RetentionCosts::cancel() {
  work_.cancel();
  wanted_.reset();
}

std::size_t nearest_point(const std::vector<RetentionPoint>& curve, double retention) {
  const auto nearest =
      std::min_element(curve.begin(), curve.end(),
                       [&](const RetentionPoint& one, const RetentionPoint& other) {
                         return std::abs(one.retention - retention) <
                                std::abs(other.retention - retention);
                       });
  return static_cast<std::size_t>(nearest - curve.begin());
}

double axis_step(double most) {
  constexpr std::array kSteps{0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.5};
  const double wanted = most / kIntervals;
  constexpr std::array kUnits{1.0, 10.0, 100.0};
  for (const double unit : kUnits)
    for (const double step : kSteps)
      // What is less than 1 of a greater unit is among the steps of the unit below.
      if ((unit == 1 || step >= 1) && step * unit >= wanted) return step * unit;
  return wanted;
}

ControlId cost_control() {
  return Ui::id("set.cost");
}

float cost_height(const Ui& ui, const RetentionCosts& costs, float width) {
  return layout_of(ui, costs, width).height();
}

std::optional<double> cost_view(Ui& ui,
                                const Column& at,
                                const RetentionCosts& costs,
                                double present,
                                CostState& state) {
  const CostLayout lay = layout_of(ui, costs, at.width);
  const KnownCost* known = costs.known();
  const bool drawn = known != nullptr && known->curve.size() >= 2;
  static const std::vector<RetentionPoint> kNone;
  const std::vector<RetentionPoint>& curve = drawn ? known->curve : kNone;
  const Plot plot = plot_of(ui, at, lay, curve);
  const float words = at.y + lay.labels + lay.plot + lay.axis + lay.legend;
  ui.text(basis_words(costs), {.size = 13, .colour = ui.colours().muted}, at.x,
          words + lay.words + ui.gap(4), at.width);
  if (!drawn) {
    draw_waiting(ui, plot, costs);
    return std::nullopt;
  }
  const std::size_t here = nearest_point(curve, present);
  auto chosen = follow(ui, plot, curve, here, state);
  draw_upright_axes(ui, plot);
  draw_level_axis(ui, plot);
  draw_lines(ui, plot, *known);
  draw_labels(ui, plot, *known, labels_of(ui, *known, present));
  if (state.marker) draw_point(ui, plot, *known, *state.marker, ui.colours().text);
  draw_legend(ui, {at.x, words - lay.legend + ui.gap(10), at.width});
  const Column row{at.x, std::round(words + ui.gap(12)), at.width};
  if (words_row(ui, row, lay, *known, here, state))
    chosen = std::exchange(state.marker, std::nullopt);
  if (costs.busy())
    progress_bar(ui, {plot.area.x, plot.area.bottom() - 1, plot.area.w, 3},
                 static_cast<float>(costs.progress()));
  if (!chosen) return std::nullopt;
  return curve[*chosen].retention;
}

}  // namespace attache::window
