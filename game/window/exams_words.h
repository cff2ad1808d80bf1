#pragma once
// Short words about an exam, for its card, its page and Home. Those about its plan are in
// study/exam_words.h.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "trainer/exams_shown.h"

namespace attache::window {

/// "Monday", for a study day or a date.
[[nodiscard]] std::string_view weekday_name(StudyDay day);
/// "August 2024".
[[nodiscard]] std::string month_text(std::chrono::year_month month);
/// "Tuesday 20 August, 09:00"; with the year where it is another than today's.
[[nodiscard]] std::string exam_when_text(Instant at,
                                         const StudyCalendar& calendar,
                                         StudyDay today);
/// "in 12 days", "tomorrow", "today"; for a past exam "ended" or "over".
[[nodiscard]] std::string countdown_text(const ShownExam& exam);
/// "20 min today", "8 of 20 min used today", "today's 20 min are used", "a day off
/// today".
[[nodiscard]] std::string exam_today_text(const ShownExam& exam);
/// All its questions are studied for an exam that comes before it.
[[nodiscard]] bool waits_for_another(const ShownExam& exam);
/// What is to be done before there is a forecast.
[[nodiscard]] std::string no_forecast_text(const ShownExam& exam);
/// "likely 60 to 80 %".
[[nodiscard]] std::string band_text(const KeptForecast& forecast);
/// Whole minutes, a begun one counted: "12 min".
[[nodiscard]] std::string minutes_left_text(Millis left);
/// "3 h 20 min", "45 min".
[[nodiscard]] std::string minutes_total_text(double minutes);

/// Minutes on each weekday so that a usual day has `usual`: the days that have none keep
/// none, and the others keep their proportion.
[[nodiscard]] WeekMinutes scaled_minutes(const WeekMinutes& minutes,
                                         double usual_now,
                                         int usual);
/// The neighbouring number of minutes on the steps that the curve is walked by.
[[nodiscard]] int next_minutes(int minutes, int by);

/// "9", "9:30", "09.30" or "0930" as "09:30"; nothing for anything else.
[[nodiscard]] std::optional<std::string> clock_from(std::string_view text);

}  // namespace attache::window
