#include "window/exams_draft.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "base/text.h"
#include "window/exams_words.h"

namespace attache::window {

namespace {

constexpr int kUsual = 20;  // minutes
constexpr std::chrono::days kUsualDistance{14};

/// An error as the form shows it: what is wrong, and what to do.
std::string worded(const Error& error) {
  std::string words = with_capital(error.what) + ".";
  if (!error.remedy.empty()) words += " " + with_capital(error.remedy) + ".";
  return words;
}

/// An exam with which nothing is wrong, to judge one field at a time.
Exam sound_exam(const StudyCalendar& calendar, Instant now) {
  Exam exam;
  exam.title = "Exam";
  exam.at = calendar.start_of(calendar.day_of(now) + kUsualDistance);
  exam.minutes.fill(kUsual);
  return exam;
}

std::string range_error() {
  return fmt::format("Give 0 to {}.", kMostExamMinutes);
}

/// The minutes of the week, and what is wrong with them.
std::string read_minutes(const ExamDraft& draft, WeekMinutes& minutes) {
  if (!draft.by_weekday) {
    if (!draft.every_day) return range_error();
    minutes.fill(*draft.every_day);
    return {};
  }
  for (std::size_t i = 0; i < minutes.size(); ++i) {
    if (!draft.weekdays.at(i)) return range_error();
    minutes.at(i) = *draft.weekdays.at(i);
  }
  return {};
}

struct Judge {
  const StudyCalendar& calendar;
  Instant now;

  /// What `checked` says of a sound exam with one thing changed.
  template <class Change>
  [[nodiscard]] std::string operator()(const Change& change) const {
    Exam exam = sound_exam(calendar, now);
    change(exam);
    const auto good = checked(std::move(exam), calendar, now);
    return good ? std::string{} : worded(good.error());
  }
};

std::string read_when(const ExamDraft& draft, const Judge& judge, Exam& exam) {
  const auto clock = clock_from(draft.clock);
  if (!clock) return "Write the time as 09:00.";
  const auto at = parse_exam_time(one_line(draft.date) + "T" + *clock, judge.calendar);
  if (!at) return "Write the day as 2024-08-20, or choose it in the calendar.";
  exam.at = *at;
  return judge([&](Exam& each) { each.at = *at; });
}

std::string judge_topics(const ExamDraft& draft, const Judge& judge) {
  if (!draft.any_topic) return "Choose at least one topic.";
  return judge([&](Exam& each) { each.weights = draft.weights; });
}

}  // namespace

bool ExamDraftErrors::any() const {
  return !(title.empty() && when.empty() && minutes.empty() && target.empty() &&
           topics.empty());
}

std::optional<StudyDay> day_in_draft(const ExamDraft& draft) {
  const auto date = PartialDate::parse(one_line(draft.date));
  if (!date || date->day == 0) return std::nullopt;
  return date->first_day();
}

ReadExamDraft read_draft(const ExamDraft& draft,
                         const Exam& before,
                         const StudyCalendar& calendar,
                         Instant now) {
  ReadExamDraft out{before, {}};
  Exam& exam = out.exam;
  ExamDraftErrors& errors = out.errors;
  const Judge judge{calendar, now};
  exam.title = draft.title;
  exam.scope = draft.scope;
  exam.weights = draft.weights;
  exam.days_off.assign(draft.days_off.begin(), draft.days_off.end());
  errors.title = judge([&](Exam& each) { each.title = draft.title; });
  errors.when = read_when(draft, judge, exam);
  errors.minutes = read_minutes(draft, exam.minutes);
  if (errors.minutes.empty())
    errors.minutes = judge([&](Exam& each) {
      each.minutes = exam.minutes;
      if (!errors.when.empty()) return;
      each.at = exam.at;
      each.days_off = exam.days_off;
    });
  exam.target.reset();
  if (!draft.target)
    errors.target = "Give 1 to 100, or nothing.";
  else if (*draft.target > 0)
    exam.target = *draft.target / 100.0;
  errors.topics = judge_topics(draft, judge);
  return out;
}

ExamDraft draft_of(const Exam& exam, const StudyCalendar& calendar) {
  ExamDraft draft;
  draft.title = exam.title;
  draft.date = iso_day(calendar.with_start_hour(0).day_of(exam.at));
  draft.clock = calendar.clock_text(exam.at);
  draft.by_weekday = std::any_of(exam.minutes.begin(), exam.minutes.end(),
                                 [&](int each) { return each != exam.minutes.front(); });
  draft.every_day = *std::max_element(exam.minutes.begin(), exam.minutes.end());
  for (std::size_t i = 0; i < draft.weekdays.size(); ++i)
    draft.weekdays.at(i) = exam.minutes.at(i);
  draft.days_off.insert(exam.days_off.begin(), exam.days_off.end());
  if (exam.target) draft.target = static_cast<int>(std::lround(*exam.target * 100));
  draft.scope = exam.scope;
  draft.weights = exam.weights;
  return draft;
}

ExamDraft new_draft(const StudyCalendar& calendar, Instant now) {
  ExamDraft draft;
  draft.date = iso_day(calendar.day_of(now) + kUsualDistance);
  draft.clock = "09:00";
  draft.weekdays.fill(kUsual);
  return draft;
}

std::string draft_total_text(const Exam& exam,
                             const StudyCalendar& calendar,
                             StudyDay today) {
  const std::vector<double> seconds = seconds_of_days(exam, calendar, today);
  const auto with_study =
      std::count_if(seconds.begin(), seconds.end(), [](double each) { return each > 0; });
  const double all = std::accumulate(seconds.begin(), seconds.end(), 0.0);
  constexpr double kSecondsAMinute = 60;
  return fmt::format("{} {}  ·  {} with study  ·  {} in all", seconds.size(),
                     seconds.size() == 1 ? "day" : "days", with_study,
                     minutes_total_text(all / kSecondsAMinute));
}

}  // namespace attache::window
