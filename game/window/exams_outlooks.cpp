#include "window/exams_outlooks.h"

#include <utility>

#include "base/text.h"
#include "study/exam_words.h"

namespace attache::window {

bool same_situation(const ShownExam& then, const ShownExam& now) {
  Exam before = then.exam;
  Exam after = now.exam;
  before.last_forecast.reset();
  after.last_forecast.reset();
  return before == after && then.stage == now.stage && then.days_left == now.days_left &&
         then.used_today == now.used_today && then.questions == now.questions &&
         then.seen == now.seen && then.shared == now.shared;
}

const KnownOutlook* ExamOutlooks::known(const std::string& exam) const {
  const auto found = entries_.find(exam);
  return found == entries_.end() ? nullptr : &found->second.known;
}

bool ExamOutlooks::holds(const ShownExam& exam) const {
  const auto found = entries_.find(exam.exam.id);
  return found != entries_.end() && same_situation(found->second.made_for, exam);
}

std::optional<ExamPlan> ExamOutlooks::plan_of(const ShownExam& exam) const {
  const KnownOutlook* known = holds(exam) ? this->known(exam.exam.id) : nullptr;
  if (known == nullptr || !known->outlook.complete) return std::nullopt;
  return known->outlook.plan;
}

void ExamOutlooks::keep(const ShownExam& exam, KnownOutlook known) {
  entries_[exam.exam.id] = {exam, std::move(known)};
}

void ExamOutlooks::show(const ShownExam& exam, KnownOutlook known) {
  keep(exam, std::move(known));
}

void ExamOutlooks::show_busy(const ShownExam& exam, double share) {
  wanted_ = exam;
  pretended_ = share;
}

void ExamOutlooks::want(Shell& shell, const ShownExam& exam) {
  if (exam.stage != ExamStage::kAhead || holds(exam)) return;
  if (busy() && same_situation(wanted_, exam)) return;
  cancel();
  auto snapshot = shell.trainer.exam_snapshot(exam.exam.id);
  if (!snapshot) {
    keep(exam, {{}, {}, with_capital(snapshot.error().what) + "."});
    return;
  }
  wanted_ = exam;
  notes_ = snapshot_notes(*snapshot);
  if (shell.ui.still()) {
    keep(exam, {outlook_of(*snapshot), std::move(notes_), ""});
    return;
  }
  work_.start([situation = std::move(*snapshot)](
                  const Background<ExamOutlook>::Progress& progress) {
    return outlook_of(situation, progress);
  });
}

bool ExamOutlooks::collect(Shell& shell) {
  auto outlook = work_.take();
  if (!outlook || !outlook->complete) return false;
  shell.report(shell.trainer.keep_outlook(*outlook));
  keep(std::exchange(wanted_, {}), {std::move(*outlook), std::move(notes_), ""});
  return true;
}

void ExamOutlooks::cancel() {
  work_.cancel();
  wanted_ = {};
}

}  // namespace attache::window
