#pragma once
// Events on an axis: where each stands, and the drawing of it with the student's order
// beside.

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "window/ui.h"

namespace attache::window {

/// Where an event stands: the dot on the axis in proportion to time, its words beside it
/// so that none overlap. Both from the axis' begin.
struct TimelinePlace {
  float dot = 0;
  float top = 0;
  bool operator==(const TimelinePlace&) const = default;
};
/// Days and heights are those of the events, the earliest first; the axis is as long as
/// it has to be, but at least `length`.
struct TimelineLayout {
  std::vector<TimelinePlace> places;
  float length = 0;
};
[[nodiscard]] TimelineLayout place_events(const std::vector<double>& days,
                                          const std::vector<float>& heights,
                                          float gap,
                                          float length);

/// A day in the middle of what a date can mean, counted from 1970.
[[nodiscard]] double day_number(const PartialDate& date);

struct TimelineTick {
  double day = 0;
  std::string label;  ///< "2024", "July 2024"
  bool operator==(const TimelineTick&) const = default;
};
/// Round years or months strictly between two days, at most so many.
[[nodiscard]] std::vector<TimelineTick> ticks_between(double first,
                                                      double last,
                                                      std::size_t most);

struct DrawnEvent {
  std::string date;
  std::string label;
  double day = 0;
  std::size_t own_place = 0;  ///< where the student had it, from 0
};
/// Events with the earliest first; gives the height.
float draw_timeline(const Ui& ui,
                    const std::vector<DrawnEvent>& events,
                    const Column& at);
[[nodiscard]] float timeline_height(const Ui& ui,
                                    const std::vector<DrawnEvent>& events,
                                    float width);

}  // namespace attache::window
