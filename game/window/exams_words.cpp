#include "window/exams_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "study/exam_words.h"

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 7> kWeekdays{
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> kMonths{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::string_view month_name(std::chrono::month month) {
  return kMonths.at(unsigned{month} - 1U);
}

long long whole_minutes(Millis span) {
  return std::chrono::floor<std::chrono::minutes>(span).count();
}

/// A number of at most two digits.
std::optional<int> two_digits(std::string_view text) {
  if (text.empty() || text.size() > 2) return std::nullopt;
  int number = 0;
  const auto [end, failure] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || number < 0)
    return std::nullopt;
  return number;
}

}  // namespace

std::string_view weekday_name(StudyDay day) {
  return kWeekdays.at(std::chrono::weekday(day).iso_encoding() - 1U);
}

std::string month_text(std::chrono::year_month month) {
  return fmt::format("{} {}", month_name(month.month()), int{month.year()});
}

std::string exam_when_text(Instant at, const StudyCalendar& calendar, StudyDay today) {
  const StudyDay day = calendar.with_start_hour(0).day_of(at);
  const std::chrono::year_month_day date(day);
  std::string words = fmt::format("{} {} {}", weekday_name(day), unsigned{date.day()},
                                  month_name(date.month()));
  if (date.year() != std::chrono::year_month_day(today).year())
    words += fmt::format(" {}", int{date.year()});
  return words + ", " + calendar.clock_text(at);
}

std::string countdown_text(const ShownExam& exam) {
  if (exam.stage == ExamStage::kPast) return exam.exam.retired ? "ended" : "over";
  if (exam.stage == ExamStage::kToday) return "today";
  return exam.days_left == 1 ? "tomorrow" : fmt::format("in {} days", exam.days_left);
}

bool waits_for_another(const ShownExam& exam) {
  return exam.questions > 0 && exam.shared >= exam.questions;
}

std::string exam_today_text(const ShownExam& exam) {
  if (exam.stage == ExamStage::kToday) return "nothing is planned today";
  if (waits_for_another(exam)) return "studied with the exam before it";
  if (exam.minutes_today == 0) return "a day off today";
  const auto used = whole_minutes(exam.used_today);
  if (exam.left_today <= Millis::zero())
    return fmt::format("today's {} min are used", exam.minutes_today);
  if (used == 0) return fmt::format("{} min today", exam.minutes_today);
  return fmt::format("{} of {} min used today", used, exam.minutes_today);
}

std::string no_forecast_text(const ShownExam& exam) {
  if (exam.questions == 0) return "There is nothing to ask yet.";
  if (exam.stage == ExamStage::kPast) return "No score was expected before it.";
  if (exam.stage == ExamStage::kToday) return "It is today. Good luck.";
  return "Its plan is not worked out yet.";
}

std::string band_text(const KeptForecast& forecast) {
  const auto percent = [](double share) { return std::lround(share * 100); };
  return fmt::format("likely {} to {} %", percent(forecast.low), percent(forecast.high));
}

std::string minutes_left_text(Millis left) {
  const auto minutes =
      std::chrono::ceil<std::chrono::minutes>(std::max(left, Millis::zero())).count();
  return fmt::format("{} min", minutes);
}

std::string minutes_total_text(double minutes) {
  const auto whole = std::max(0L, std::lround(minutes));
  const long hours = whole / 60;
  if (hours == 0) return fmt::format("{} min", whole);
  if (whole % 60 == 0) return fmt::format("{} h", hours);
  return fmt::format("{} h {} min", hours, whole % 60);
}

WeekMinutes scaled_minutes(const WeekMinutes& minutes, double usual_now, int usual) {
  WeekMinutes scaled = minutes;
  for (int& day : scaled) {
    if (day == 0) continue;
    const double wished = usual_now > 0 ? day * usual / usual_now : usual;
    day = std::clamp(static_cast<int>(std::lround(wished)), 1, kMostExamMinutes);
  }
  return scaled;
}

int next_minutes(int minutes, int by) {
  if (by == 0) return minutes;
  const int from = by < 0 ? minutes - 1 : minutes;
  const int step = from < 20 ? 1 : from < 60 ? 5 : 10;
  return by > 0 ? (minutes / step + 1) * step : std::max(0, (minutes - 1) / step * step);
}

std::optional<std::string> clock_from(std::string_view text) {
  const std::string folded = fold(text);  // full-width digits too
  std::string_view words = folded;
  const std::size_t sign = words.find_first_of(":.h");
  std::string_view hours = words.substr(0, sign);
  std::string_view minutes =
      sign == std::string_view::npos ? std::string_view{} : words.substr(sign + 1);
  if (sign == std::string_view::npos && words.size() > 2) {
    hours = words.substr(0, words.size() - 2);
    minutes = words.substr(words.size() - 2);
  }
  const auto hour = two_digits(hours);
  const auto minute = minutes.empty() ? std::optional(0) : two_digits(minutes);
  const bool whole = sign == std::string_view::npos || minutes.size() == 2;
  if (!hour || !minute || !whole || *hour > 23 || *minute > 59) return std::nullopt;
  return fmt::format("{:02}:{:02}", *hour, *minute);
}

}  // namespace attache::window
