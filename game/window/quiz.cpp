#include "window/quiz.h"

#include <fmt/format.h>

#include "window/progress_files.h"
#include "window/round_file.h"

namespace attache::window {

namespace {

/// Whether an order leads to another screen.
bool leads_away(Command command) {
  switch (command) {
    case Command::kHome:
    case Command::kStudy:
    case Command::kExams:
    case Command::kDecks:
    case Command::kSettings:
      return true;
    default:
      return false;
  }
}

Confirmation leave_question(const RoundShown& round) {
  const bool exam = round.plan.kind == RoundKind::kExam;
  return {"leave", exam ? "Leave the exam?" : "Leave this round?",
          "The clock stops, and everything is kept. You can go on later, from the Quiz "
          "screen.",
          "Leave", "Stay"};
}

Confirmation hand_in_question(const RoundShown& round) {
  if (round.plan.kind == RoundKind::kTimeline)
    return {"hand-in", "Hand in this order?", "After this nothing can be changed.",
            "Hand in", "Go back"};
  return {"hand-in", "Hand in the exam?", hand_in_text(round), "Hand in", "Go back"};
}

}  // namespace

const RoundShown* QuizScreen::round(const Trainer& trainer) const {
  return shown_ ? &*shown_ : trainer.round();
}

void QuizScreen::show(RoundReport report, const RoundShown* round) {
  report_state_ = {};
  report_state_.round = report.id;
  if (round != nullptr && round->timeline)
    report_state_.timeline = drawn_events(*round->timeline);
  if (round != nullptr && round->match) report_state_.best = round->match->best;
  report_ = std::move(report);
}

void QuizScreen::show(RoundShown round) {
  exam_.round = round.id;
  shown_ = std::move(round);
}

bool QuizScreen::load_report(Shell& shell, const std::string& id) {
  auto report = shell.trainer.report(id);
  if (!report) {
    shell.error = report.error();
    return false;
  }
  const RoundShown* round = shell.trainer.round();
  show(std::move(*report), round != nullptr && round->id == id ? round : nullptr);
  return true;
}

void QuizScreen::close_report(Shell& shell) {
  report_.reset();
  shell.ui.focus().clear();
  setup_.refresh();
  const RoundShown* round = shell.trainer.round();
  if (round != nullptr && round->finished) shell.report(shell.trainer.leave_round());
}

void QuizScreen::leave(Shell& shell) {
  if (!shell.report(shell.trainer.leave_round())) return;
  shell.ui.focus().clear();
  setup_.refresh();
  shell.tell("The round waits for you.", "Quiz goes on with it");
  if (const auto order = std::exchange(afterwards_, std::nullopt)) shell.pass_on(*order);
}

void QuizScreen::hand_in(Shell& shell) {
  shell.report(shell.trainer.hand_in());
  shell.ui.focus().clear();
}

bool QuizScreen::begin(Shell& shell, const RoundPlan& plan) {
  const auto begun = shell.trainer.begin_round(plan);
  setup_.refresh();
  if (!begun) {
    shell.error = begun.error();
    return false;
  }
  shell.error.reset();
  shell.toast.reset();
  shell.ui.focus().clear();
  return true;
}

/// Begins a round. A quick quiz is a sitting, and shown by another screen.
QuizWish QuizScreen::begun(Shell& shell, const RoundPlan& plan) {
  const bool sitting = begin(shell, plan) && shell.trainer.round() == nullptr;
  return {.study = sitting, .quiz = sitting};
}

bool QuizScreen::asks_before(const Shell& shell, const Order& order) {
  const RoundShown* round = shell.trainer.round();
  if (round == nullptr || round->finished || !leads_away(order.command)) return false;
  asking_ = Asking::kLeave;
  afterwards_ = order;
  return true;
}

void QuizScreen::close(Shell& shell) const {
  const RoundShown* round = shell.trainer.round();
  if (round != nullptr && !shown_) shell.report(shell.trainer.leave_round());
}

void QuizScreen::ask(Shell& shell, const RoundShown& round) {
  if (asking_ == Asking::kNothing) return;
  const bool leaving = asking_ == Asking::kLeave;
  const auto said =
      confirm(shell.ui, leaving ? leave_question(round) : hand_in_question(round));
  if (!said) return;
  asking_ = Asking::kNothing;
  if (!*said)
    afterwards_.reset();
  else if (leaving)
    leave(shell);
  else
    hand_in(shell);
}

RoundWish QuizScreen::running(Shell& shell, const Rect& area, const RoundShown& round) {
  if (round.match) return match_view(shell, area, round, match_);
  if (round.timeline) return timeline_view(shell, area, round, timeline_);
  return exam_view(shell, area, round, exam_);
}

QuizWish QuizScreen::reported(Shell& shell, const Rect& area) {
  const ReportWish wish = report_view(shell, area, *report_, report_state_);
  switch (wish) {
    case ReportWish::kDone:
      close_report(shell);
      break;
    case ReportWish::kPractise: {
      const std::string id = report_->id;
      if (!shell.report(shell.trainer.practise_misses(id))) break;
      close_report(shell);
      return {.study = true};
    }
    case ReportWish::kAgain: {
      const RoundPlan plan = report_->plan;
      close_report(shell);
      return begun(shell, plan);
    }
    case ReportWish::kSave: {
      const auto saved = save_report(*report_, documents_folder(environment_value));
      if (saved)
        shell.tell("Saved as a page", told_path(environment_value, *saved));
      else
        shell.error = saved.error();
      break;
    }
    case ReportWish::kNothing:
      break;
  }
  return {};
}

QuizWish QuizScreen::set_up(Shell& shell, const Rect& area) {
  const SetupWish wish = setup_.frame(shell, area);
  if (wish.report) load_report(shell, *wish.report);
  if (wish.resume && shell.report(shell.trainer.resume_round(*wish.resume))) {
    shell.ui.focus().clear();
    shell.toast.reset();
    if (const RoundShown* round = shell.trainer.round();
        round != nullptr && !round->notices.empty())
      shell.tell(round->notices.front());
  }
  if (wish.begin) return begun(shell, *wish.begin);
  QuizWish wanted;
  wanted.go_on = wish.go_on;
  return wanted;
}

QuizWish QuizScreen::frame(Shell& shell, const Rect& area) {
  if (!shown_ && shell.trainer.round() != nullptr) ticker_.tick(shell);
  const RoundShown* round = this->round(shell.trainer);
  if (round != nullptr && round->finished && !report_ && !shown_) {
    asking_ = Asking::kNothing;
    if (!load_report(shell, round->id)) {
      shell.report(shell.trainer.leave_round());
      setup_.refresh();
      round = nullptr;
    }
  }
  if (report_) return reported(shell, area);
  if (round == nullptr || round->finished) return set_up(shell, area);
  const RoundWish wish = running(shell, area, *round);
  if (wish == RoundWish::kLeave) asking_ = Asking::kLeave;
  if (wish == RoundWish::kHandIn) asking_ = Asking::kHandIn;
  // Keys that lead elsewhere ask first too.
  if (shell.passed_on && !shown_ && asks_before(shell, *shell.passed_on))
    shell.passed_on.reset();
  const RoundShown* now = this->round(shell.trainer);
  if (now != nullptr && !now->finished) ask(shell, *now);
  return {};
}

}  // namespace attache::window
