#include "window/day_words.h"

#include <cmath>
#include <fmt/format.h>

namespace attache::window {

long long minutes_used(const TodaysTime& time) {
  return std::chrono::floor<std::chrono::minutes>(time.used).count();
}

long long minutes_in_all(const TodaysTime& time) {
  return std::chrono::ceil<std::chrono::minutes>(time.limit).count();
}

std::string time_today_text(const TodaysTime& time) {
  return fmt::format("{} min of {} today", minutes_used(time), minutes_in_all(time));
}

std::string waiting_text(const DueCounts& waiting) {
  const auto words = [](int number, std::string_view what) {
    return number == 1 ? fmt::format("1 {} waits for another day", what)
                       : fmt::format("{} {} wait for other days", number, what);
  };
  if (waiting.review + waiting.learning > 0)
    return words(waiting.review + waiting.learning, "more");
  return waiting.fresh > 0 ? words(waiting.fresh, "new") : "";
}

std::string waiting_sentences(const DueCounts& waiting,
                              std::optional<int> days_to_recover) {
  std::string words = waiting_text(waiting);
  if (words.empty()) return words;
  words += ".";
  if (days_to_recover && *days_to_recover > 1)
    words +=
        fmt::format(" In about {} days nothing has to wait any more.", *days_to_recover);
  else if (days_to_recover)
    words += " Tomorrow has room for all of it.";
  return words;
}

std::string easy_day_text(double share) {
  constexpr double kUsual = 0.995;
  constexpr double kNothing = 0.005;
  if (share >= kUsual) return "";
  if (share <= kNothing) return "Easy day: a day off";
  const long percent = std::lround(share * 100);
  if (percent == 50) return "Easy day: half as much";
  return fmt::format("Easy day: {} % of the usual", percent);
}

bool minutes_are_used(const std::optional<TodaysTime>& time) {
  return time && time->waiting.total() > 0;
}

}  // namespace attache::window
