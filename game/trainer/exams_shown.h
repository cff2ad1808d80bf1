#pragma once
// What the trainer shows of exams to a face, as plain values.

#include <string>
#include <vector>

#include "base/time.h"
#include "study/exam.h"
#include "study/exam_outlook.h"

namespace attache {

/// An exam and how it stands today.
struct ShownExam {
  Exam exam;  ///< `exam.last_forecast` is what was expected when it was looked at last
  ExamStage stage = ExamStage::kAhead;
  StudyDay day{};         ///< the study day that it is on
  int days_left = 0;      ///< study days before it, today included
  int minutes_today = 0;  ///< set aside; 0 on a day off and from its own day on
  Millis used_today{};    ///< on the questions that it plans
  Millis left_today{};    ///< of the minutes, never below 0
  int steps_today = 0;    ///< learning steps that were begun and wait today
  int questions = 0;      ///< that it asks, without suspended ones
  int seen = 0;           ///< of these, answered at least once
  double known = 0;       ///< expected share of right answers were it today, 0..1
  int suspended = 0;      ///< left out because they are suspended
  int shared = 0;         ///< planned by an earlier exam until its day
  std::vector<std::string> missing;  ///< decks and topics that are not there (any more)
};

}  // namespace attache
