#pragma once
// An exam as it is being written down: its fields, and what is wrong with each.

#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "study/exam.h"

namespace attache::window {

/// What stands in the form. A number without a value cannot be read.
struct ExamDraft {
  std::string title;
  std::string date;   ///< "2024-08-20"
  std::string clock;  ///< "09:00"
  bool by_weekday = false;
  std::optional<int> every_day = 20;
  std::array<std::optional<int>, 7> weekdays{};
  std::set<StudyDay> days_off;
  std::optional<int> target = 0;  ///< percent; 0: none
  bool any_topic = true;
  std::vector<std::string> scope;
  std::vector<TopicWeight> weights;
};

/// What is wrong, for the student, by field; empty where all is well.
struct ExamDraftErrors {
  std::string title, when, minutes, target, topics;
  [[nodiscard]] bool any() const;
};

struct ReadExamDraft {
  Exam exam;  ///< as far as it could be read
  ExamDraftErrors errors;
};
/// Makes an exam of a draft; what a form does not show stays as in `before`. Each field
/// is judged by `checked`, as if the others were right.
[[nodiscard]] ReadExamDraft read_draft(const ExamDraft& draft,
                                       const Exam& before,
                                       const StudyCalendar& calendar,
                                       Instant now);
/// The day that the draft names, if it can be read.
[[nodiscard]] std::optional<StudyDay> day_in_draft(const ExamDraft& draft);

/// The draft of an exam that is there, or of a new one two weeks ahead.
[[nodiscard]] ExamDraft draft_of(const Exam& exam, const StudyCalendar& calendar);
[[nodiscard]] ExamDraft new_draft(const StudyCalendar& calendar, Instant now);

/// "12 days  ·  10 with study  ·  3 h 20 min in all".
[[nodiscard]] std::string draft_total_text(const Exam& exam,
                                           const StudyCalendar& calendar,
                                           StudyDay today);

}  // namespace attache::window
