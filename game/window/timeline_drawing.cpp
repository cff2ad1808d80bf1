#include "window/timeline_drawing.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

#include "window/components.h"

namespace attache::window {

namespace {

constexpr std::array kMonthNames{"January",   "February", "March",    "April",
                                 "May",       "June",     "July",     "August",
                                 "September", "October",  "November", "December"};
constexpr double kMonth = 30.44;

/// Neighbours that would overlap, as one.
struct Cluster {
  float wish = 0;    ///< sum of where each event would like the cluster to begin
  float length = 0;  ///< with a gap behind each
  std::size_t count = 0;
  [[nodiscard]] float begin() const { return wish / static_cast<float>(count); }
  void join(const Cluster& below) {
    wish += below.wish - static_cast<float>(below.count) * length;
    length += below.length;
    count += below.count;
  }
};

/// Words that would overlap are joined to clusters, which stand as near as they can to
/// where their events would like it.
std::vector<Cluster> clusters_of(const std::vector<TimelinePlace>& places,
                                 const std::vector<float>& heights,
                                 float gap) {
  std::vector<Cluster> clusters;
  for (std::size_t i = 0; i < places.size(); ++i) {
    clusters.push_back({places[i].dot - heights[i] / 2, heights[i] + gap, 1});
    while (clusters.size() > 1) {
      Cluster& above = clusters[clusters.size() - 2];
      if (above.begin() + above.length <= clusters.back().begin()) break;
      above.join(clusters.back());
      clusters.pop_back();
    }
  }
  return clusters;
}

/// Where clusters begin, so that none stands beyond an end: pushed down from the first,
/// then up from the last.
std::vector<float> settled(const std::vector<Cluster>& clusters, float end) {
  std::vector<float> begins;
  float edge = 0;
  for (const Cluster& cluster : clusters) {
    begins.push_back(std::max(cluster.begin(), edge));
    edge = begins.back() + cluster.length;
  }
  for (std::size_t i = clusters.size(); i-- > 0;) {
    begins[i] = std::min(begins[i], end - clusters[i].length);
    end = begins[i];
  }
  return begins;
}

double days_of(int year, unsigned month) {
  using namespace std::chrono;
  const sys_days day{std::chrono::year(year) / std::chrono::month(month) / 1};
  return static_cast<double>(day.time_since_epoch().count());
}

/// The step of the axis in months, so that at most so many ticks lie between.
int tick_step(double span, std::size_t most) {
  constexpr std::array kMonths{1,   3,   6,    12,   24,   60,    120,
                               240, 600, 1200, 2400, 6000, 12000, 24000};
  for (const int months : kMonths)
    if (span / (months * kMonth) <= static_cast<double>(most)) return months;
  return kMonths.back();
}

struct Columns {
  float own = 0;   ///< middle of the student's places
  float axis = 0;  ///< x of the axis
  float words = 0;
  float width = 0;  ///< of the words
};

float badge_radius(const Ui& ui) {
  return std::round(ui.em(13) * 1.05F);
}

Columns columns_of(const Ui& ui, const Column& at) {
  Columns out;
  const float radius = badge_radius(ui);
  const bool narrow = at.width < ui.em(15) * 40;
  out.own = at.x + radius + 2;
  out.axis = std::round(out.own + radius + (narrow ? ui.gap(64) : ui.em(15) * 9));
  out.words = out.axis + (narrow ? ui.gap(30) : ui.gap(52));
  out.width = at.x + at.width - out.words;
  return out;
}

TextStyle date_style(const Ui& ui) {
  return {.face = Face::kSansStrong, .size = 15, .colour = ui.colours().accent};
}

TextStyle label_style(const Ui& ui) {
  return {
      .face = Face::kSerif, .size = 17, .colour = ui.colours().text, .line_height = 1.4F};
}

std::vector<float> heights_of(const Ui& ui,
                              const std::vector<DrawnEvent>& events,
                              float width) {
  std::vector<float> heights;
  heights.reserve(events.size());
  for (const DrawnEvent& event : events)
    heights.push_back(std::round(ui.lay_out(event.date, date_style(ui), width).size.y +
                                 ui.lay_out(event.label, label_style(ui), width).size.y));
  return heights;
}

TimelineLayout lay_out(const Ui& ui,
                       const std::vector<DrawnEvent>& events,
                       const std::vector<float>& heights) {
  std::vector<double> days;
  days.reserve(events.size());
  for (const DrawnEvent& event : events)
    days.push_back(event.day);
  const float rows = ui.em(15) * 5 * static_cast<float>(events.size());
  return place_events(days, heights, ui.gap(18), std::round(rows));
}

float heads_height(const Ui& ui) {
  return std::round(ui.em(12) * 1.5F + ui.gap(14));
}

void curve(const Ui& ui, ImVec2 from, ImVec2 to, ImU32 colour, float thickness) {
  const float bend = (to.x - from.x) * 0.5F;
  ui.list().AddBezierCubic(from, {from.x + bend, from.y}, {to.x - bend, to.y}, to, colour,
                           thickness, 40);
}

/// The axis with its round years.
void draw_axis(const Ui& ui,
               const std::vector<DrawnEvent>& events,
               const TimelineLayout& lay,
               float x,
               float top) {
  const Palette& c = ui.colours();
  const float first = top + lay.places.front().dot;
  const float last = top + lay.places.back().dot;
  const float over = ui.gap(16);
  ui.fill({x - 1, first - over, 2, last - first + 2 * over}, c.line_strong, 1);
  const double from = events.front().day;
  const double span = events.back().day - from;
  if (span <= 0) return;
  const TextStyle style{.size = 12, .colour = c.muted};
  for (const TimelineTick& tick : ticks_between(from, events.back().day, 6)) {
    const auto share = static_cast<float>((tick.day - from) / span);
    const float y = std::round(first + (last - first) * share);
    ui.fill({x - 5, y, 10, 1}, c.line_strong);
    const float wide = ui.width_of(tick.label, style) + ui.gap(8);
    const float high = ui.em(12) * 1.5F;
    const Rect area{x - 8 - wide, y - high / 2, wide, high};
    ui.fill(area, c.card, 4);
    ui.text_in(area.inset(ui.gap(4), 0), tick.label, style);
  }
}

/// The student's place of an event, and the way from there to where it belongs.
void draw_own(const Ui& ui, const Columns& columns, ImVec2 dot, float own_y, bool right) {
  const Palette& c = ui.colours();
  const Tint& tint = right ? c.good : c.again;
  const float radius = badge_radius(ui);
  curve(ui, {columns.own + radius + 3, own_y}, {dot.x - 6, dot.y},
        right ? tint.line : blend(tint.line, tint.ink, 0.35F), 2.0F);
}

void draw_badge(const Ui& ui, float x, float y, std::size_t place, bool right) {
  const Palette& c = ui.colours();
  const Tint& tint = right ? c.good : c.again;
  const float radius = badge_radius(ui);
  ui.list().AddCircleFilled({x, y}, radius, tint.soft, 32);
  ui.list().AddCircle({x, y}, radius, tint.ink, 32, 1.5F);
  ui.text_in({x - radius, y - radius, 2 * radius, 2 * radius},
             fmt::format("{}", place + 1),
             {.face = Face::kSansStrong,
              .size = 13,
              .colour = tint.ink,
              .align = Align::kCentre});
}

void draw_heads(const Ui& ui, const Columns& columns, const Column& at) {
  const TextStyle style{
      .face = Face::kSansStrong, .size = 12, .colour = ui.colours().muted};
  const float line = ui.em(12) * 1.5F;
  const float room = columns.axis - at.x - ui.gap(12);
  const bool fits = ui.width_of("YOUR ORDER", style) <= room;
  ui.text_in({at.x, at.y, room, line}, fits ? "YOUR ORDER" : "YOURS", style);
  ui.text_in({columns.words, at.y, columns.width, line}, "WHEN IT WAS", style);
}

}  // namespace

TimelineLayout place_events(const std::vector<double>& days,
                            const std::vector<float>& heights,
                            float gap,
                            float length) {
  TimelineLayout out;
  if (days.empty()) return out;
  float needed = -gap;
  for (const float height : heights)
    needed += height + gap;
  out.length = std::max(length, needed);
  const double span = days.back() - days.front();
  // The dots of the first and the last stand beside the middle of their words.
  const float first = heights.front() / 2;
  const float run = out.length - first - heights.back() / 2;
  for (const double day : days) {
    const double share = span > 0 ? (day - days.front()) / span : 0.5;
    out.places.push_back({first + run * static_cast<float>(share), 0});
  }
  const std::vector<Cluster> clusters = clusters_of(out.places, heights, gap);
  const std::vector<float> begins = settled(clusters, out.length + gap);
  std::size_t event = 0;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    float y = begins[i];
    for (std::size_t j = 0; j < clusters[i].count; ++j, ++event) {
      out.places[event].top = y;
      y += heights[event] + gap;
    }
  }
  return out;
}

double day_number(const PartialDate& date) {
  const auto first = static_cast<double>(date.first_day().time_since_epoch().count());
  const auto last = static_cast<double>(date.last_day().time_since_epoch().count());
  return (first + last) / 2;
}

std::vector<TimelineTick> ticks_between(double first, double last, std::size_t most) {
  std::vector<TimelineTick> ticks;
  if (last <= first || most == 0) return ticks;
  const int step = tick_step(last - first, most);
  const std::chrono::year_month_day begin{std::chrono::sys_days(
      std::chrono::days(static_cast<std::int64_t>(std::floor(first))))};
  const int from = static_cast<int>(begin.year()) * 12;
  for (int month = from - from % step; ticks.size() <= most; month += step) {
    const int year = month / 12;
    const auto of_year = static_cast<unsigned>(month - year * 12);
    const double day = days_of(year, of_year + 1);
    if (day >= last) break;
    if (day <= first) continue;
    ticks.push_back({day, step < 12 ? fmt::format("{} {}", kMonthNames.at(of_year), year)
                                    : fmt::format("{}", year)});
  }
  return ticks;
}

float timeline_height(const Ui& ui, const std::vector<DrawnEvent>& events, float width) {
  if (events.empty()) return 0;
  const Columns columns = columns_of(ui, {0, 0, width});
  const std::vector<float> heights = heights_of(ui, events, columns.width);
  return heads_height(ui) + lay_out(ui, events, heights).length;
}

float draw_timeline(const Ui& ui,
                    const std::vector<DrawnEvent>& events,
                    const Column& at) {
  if (events.empty()) return 0;
  const Palette& c = ui.colours();
  const Columns columns = columns_of(ui, at);
  const std::vector<float> heights = heights_of(ui, events, columns.width);
  const TimelineLayout lay = lay_out(ui, events, heights);
  draw_heads(ui, columns, at);
  const float top = std::round(at.y + heads_height(ui));
  const auto middle = [&](std::size_t i) {
    return top + lay.places[i].top + heights[i] / 2;
  };
  for (std::size_t i = 0; i < events.size(); ++i)
    draw_own(ui, columns, {columns.axis, top + lay.places[i].dot},
             middle(events[i].own_place), events[i].own_place == i);
  draw_axis(ui, events, lay, columns.axis, top);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const ImVec2 dot{columns.axis, top + lay.places[i].dot};
    curve(ui, {dot.x + 6, dot.y}, {columns.words - ui.gap(8), middle(i)}, c.line_strong,
          1.5F);
    ui.list().AddCircleFilled(dot, 8, c.card, 24);
    ui.list().AddCircleFilled(dot, 6, c.accent, 24);
    draw_badge(ui, columns.own, middle(events[i].own_place), events[i].own_place,
               events[i].own_place == i);
    float y = top + lay.places[i].top;
    y += ui.text(events[i].date, date_style(ui), columns.words, y, columns.width);
    ui.text(events[i].label, label_style(ui), columns.words, y, columns.width);
  }
  return heads_height(ui) + lay.length;
}

}  // namespace attache::window
