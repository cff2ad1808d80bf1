#include "window/exams.h"

#include <algorithm>
#include <utility>

#include "window/exams_words.h"

namespace attache::window {

namespace {

bool leads_away(Command command) {
  switch (command) {
    case Command::kHome:
    case Command::kStudy:
    case Command::kQuiz:
    case Command::kExams:
    case Command::kDecks:
    case Command::kSettings:
      return true;
    default:
      return false;
  }
}

}  // namespace

void ExamsScreen::ask(Shell& shell) {
  constexpr double kFresh = 60;  // a day may begin
  const bool fresh = asked_ && shell.ui.seconds() - asked_at_ < kFresh;
  if (shown_ || fresh) return;
  asked_ = true;
  asked_at_ = shell.ui.seconds();
  auto exams = shell.trainer.exams();
  if (!exams) shell.error = exams.error();
  exams_ = exams ? std::move(*exams) : std::vector<ShownExam>{};
}

const ShownExam* ExamsScreen::current() const {
  for (const ShownExam& exam : exams_)
    if (exam.exam.id == id_) return &exam;
  return nullptr;
}

void ExamsScreen::open(std::string id) {
  id_ = std::move(id);
  view_ = View::kPage;
  page_.open();
  refresh();
}

void ExamsScreen::show(std::vector<ShownExam> exams) {
  exams_ = std::move(exams);
  shown_ = true;
}

void ExamsScreen::begin_form(const Trainer& trainer, const std::optional<Exam>& exam) {
  id_ = exam ? exam->id : std::string{};
  form_.begin(trainer, exam);
  view_ = View::kForm;
}

bool ExamsScreen::asks_before(const Order& order) {
  return view_ == View::kForm && leads_away(order.command) && form_.asks_before(order);
}

void ExamsScreen::show_view(Shell& shell, View view) {
  view_ = view;
  shell.ui.focus().clear();
}

/// The plan of the exam on the page; in the list one after another.
void ExamsScreen::work_out(Shell& shell, ExamOutlooks& outlooks) const {
  if (view_ == View::kForm) return;
  if (view_ == View::kPage) {
    if (const ShownExam* exam = current()) outlooks.want(shell, *exam);
    return;
  }
  if (outlooks.busy()) return;
  for (const ShownExam& exam : exams_) {
    if (exam.stage != ExamStage::kAhead || outlooks.holds(exam)) continue;
    outlooks.want(shell, exam);
    if (!shell.ui.still()) return;
  }
}

void ExamsScreen::listed(Shell& shell,
                         const Rect& area,
                         ExamOutlooks& outlooks,
                         ExamsWish& wish) {
  const ExamListWish wanted = list_.frame(shell, area, exams_, outlooks);
  if (wanted.study) wish.study = exams_[*wanted.study];
  if (wanted.open) {
    const std::string id = exams_[*wanted.open].exam.id;
    open(id);
    shell.ui.focus().clear();
  }
  if (wanted.add) {
    begin_form(shell.trainer, std::nullopt);
    shell.ui.focus().clear();
  }
}

void ExamsScreen::end_exam(Shell& shell, const ShownExam& exam) {
  Exam ended = exam.exam;
  ended.retired = true;
  const auto kept = shell.trainer.put_exam(std::move(ended));
  if (!kept) {
    shell.error = kept.error();
    return;
  }
  shell.error.reset();
  refresh();
}

void ExamsScreen::remove(Shell& shell, const ShownExam& exam) {
  if (!shell.report(shell.trainer.remove_exam(exam.exam.id))) return;
  refresh();
  show_view(shell, View::kList);
  shell.tell("The exam is removed.");
}

void ExamsScreen::set_minutes(Shell& shell, const ShownExam& exam) {
  const StudyCalendar& calendar = shell.trainer.calendar();
  const StudyDay today = calendar.day_of(shell.trainer.now());
  Exam changed = exam.exam;
  changed.minutes = scaled_minutes(
      changed.minutes, usual_minutes(exam.exam, calendar, today), page_.marker());
  const auto kept = shell.trainer.put_exam(std::move(changed));
  if (!kept) {
    shell.error = kept.error();
    return;
  }
  shell.error.reset();
  page_.forget_marker();
  refresh();
}

void ExamsScreen::paged(Shell& shell,
                        const Rect& area,
                        ExamOutlooks& outlooks,
                        ExamsWish& wish) {
  const ShownExam* exam = current();
  if (exam == nullptr) {
    show_view(shell, View::kList);
    listed(shell, area, outlooks, wish);
    return;
  }
  switch (page_.frame(shell, area, *exam, outlooks)) {
    case ExamPageWish::kBack:
      refresh();
      show_view(shell, View::kList);
      break;
    case ExamPageWish::kStudy:
      wish.study = *exam;
      break;
    case ExamPageWish::kChange:
      begin_form(shell.trainer, exam->exam);
      shell.ui.focus().clear();
      break;
    case ExamPageWish::kRemove:
      remove(shell, *exam);
      break;
    case ExamPageWish::kEnd:
      end_exam(shell, *exam);
      break;
    case ExamPageWish::kSetMinutes:
      set_minutes(shell, *exam);
      break;
    case ExamPageWish::kNothing:
      break;
  }
}

void ExamsScreen::written(Shell& shell, const Rect& area) {
  const ExamFormWish wish = form_.frame(shell, area);
  if (wish.saved) {
    open(*wish.saved);
    shell.ui.focus().clear();
    shell.tell("The exam is kept.");
  }
  if (!wish.cancelled) return;
  show_view(shell, id_.empty() ? View::kList : View::kPage);
}

ExamsWish ExamsScreen::frame(Shell& shell, const Rect& area, ExamOutlooks& outlooks) {
  ExamsWish wish;
  if (outlooks.collect(shell)) refresh();
  ask(shell);
  work_out(shell, outlooks);
  switch (view_) {
    case View::kList:
      listed(shell, area, outlooks, wish);
      break;
    case View::kPage:
      paged(shell, area, outlooks, wish);
      break;
    case View::kForm:
      written(shell, area);
      break;
  }
  // Keys that lead elsewhere ask first too.
  if (shell.passed_on && asks_before(*shell.passed_on)) shell.passed_on.reset();
  return wish;
}

}  // namespace attache::window
