// What the learner does for exams.

#include <algorithm>

#include "study/own_log.h"
#include "trainer/learner.h"

namespace attache {

/// Which questions exams study today: those are set apart from ordinary study.
void Learner::assign_to_exams() {
  exams_.assign(items_, library_.books, calendar_, today_.day);
  set_apart(exams_.held());
  forget_figures();
}

int Learner::new_done_today() const {
  int of_exams = 0;
  for (const auto& [answered, answers] : today_.answers) {
    if (!apart_.contains(answered)) continue;
    // What was never answered before today began today.
    const Question* known = question(answered);
    const bool is_new =
        known != nullptr && item(*known).schedule.reviews <= answers.count;
    of_exams += is_new ? 1 : 0;
  }
  return std::max(0, today_.fresh - of_exams);
}

Result<void> Learner::keep_exam(const Exam& exam) {
  if (auto saved = store_->save_exam({exam.id, exam_json(exam)}); !saved) return saved;
  exams_.put(exam);
  assign_to_exams();
  return {};
}

Result<void> Learner::drop_exam(std::string_view id) {
  if (auto removed = store_->remove_exam(id); !removed) return removed;
  exams_.remove(id);
  assign_to_exams();
  return {};
}

void Learner::keep_plan(std::string_view id, ExamPlan plan) {
  exams_.keep_plan(id, std::move(plan));
}

Millis Learner::exam_time_today(std::string_view id) const {
  Millis time{};
  for (const auto& [answered, answers] : today_.answers) {
    const Question* known = question(answered);
    const Exam* planner = known == nullptr ? nullptr : exams_.planner_of(*known);
    if (planner != nullptr && planner->id == id) time += answers.time;
  }
  return time;
}

const Ways& Learner::ways() const {
  if (!ways_ || ways_of_ != today_.day) {
    ways_.emplace();
    ways_of_ = today_.day;
    // A log that cannot be read leaves what is assumed of everybody.
    if (const auto log = store_->log()) {
      const ReviewLog own = own_log(*log, scheduler_);
      ways_->costs = costs_from(own);
      ways_->habits = habits_from(own);
    }
  }
  return *ways_;
}

/// The first day after today on which an exam has minutes for its questions.
std::optional<StudyDay> Learner::next_exam_day() const {
  std::optional<StudyDay> first;
  for (const Exam* exam : exams_.all()) {
    if (stage_of(*exam, calendar_, today_.day) != ExamStage::kAhead) continue;
    const StudyDay last = day_of(*exam, calendar_);
    for (StudyDay day = today_.day + std::chrono::days(1); day < last;
         day += std::chrono::days(1)) {
      if (minutes_on(*exam, day) == 0) continue;
      if (!first || day < *first) first = day;
      break;
    }
  }
  return first;
}

}  // namespace attache
