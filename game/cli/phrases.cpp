#include "cli/phrases.h"

#include <fmt/format.h>
#include <vector>

namespace attache::cli {

std::string counted(long amount, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", amount, amount == 1 ? one : many);
}

long minutes_up(Millis time) {
  return static_cast<long>(std::chrono::ceil<std::chrono::minutes>(time).count());
}

std::string minutes_phrase(Millis time) {
  if (time < std::chrono::minutes(1)) return "less than a minute";
  return counted(minutes_up(time), "minute", "minutes");
}

std::string about_minutes(Millis time) {
  const std::string phrase = minutes_phrase(time);
  return time < std::chrono::minutes(1) ? phrase : "about " + phrase;
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
