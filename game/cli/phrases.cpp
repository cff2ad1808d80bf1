#include "cli/phrases.h"

#include <fmt/format.h>
#include <vector>

#include "study/chart.h"

namespace attache::cli {

std::string counted(long amount, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", amount, amount == 1 ? one : many);
}

long minutes_up(Millis time) {
  return static_cast<long>(std::chrono::ceil<std::chrono::minutes>(time).count());
}

std::string time_phrase(Millis time) {
  return value_text(Unit::kSeconds, std::chrono::duration<double>(time).count());
}

std::string about_time(Millis time) {
  return time < std::chrono::minutes(1) ? "less than 1 min"
                                        : "about " + time_phrase(time);
}

std::string due_phrase(const DueCounts& due) {
  std::vector<std::string> parts;
  if (due.learning > 0)
    parts.push_back(counted(due.learning, "learning step", "learning steps"));
  if (due.review > 0) parts.push_back(counted(due.review, "review", "reviews"));
  if (due.fresh > 0) parts.push_back(fmt::format("{} new", due.fresh));
  return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string waiting_phrase(const DueCounts& waiting) {
  if (waiting.review == 0) return {};
  return waiting.review == 1 ? "1 more waits for another day"
                             : fmt::format("{} more wait for other days", waiting.review);
}

std::string when_phrase(Instant at, const StudyCalendar& calendar, StudyDay today) {
  const StudyDay day = calendar.day_of(at);
  if (day <= today) return "at " + calendar.clock_text(at);
  if (day == today + std::chrono::days(1)) return "tomorrow";
  return "on " + day_text(day);
}

}  // namespace attache::cli
