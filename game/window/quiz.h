#pragma once
// The Quiz screen: choose a round, run it, read what came of it.

#include <memory>
#include <optional>
#include <string>

#include "window/components.h"
#include "window/quiz_setup.h"
#include "window/round_exam.h"
#include "window/round_match.h"
#include "window/round_report_view.h"
#include "window/round_timeline.h"
#include "window/shell.h"

namespace attache::window {

/// What was asked for on the Quiz screen that another screen has to do.
struct QuizWish {
  bool study = false;  ///< a sitting was begun (a quick quiz, a practice): show it
  bool quiz = false;   ///< that sitting is a quick quiz
  bool go_on = false;  ///< with the quick quiz that was left
};

class QuizScreen {
 public:
  QuizWish frame(Shell& shell, const Rect& area);

  /// The screen is about to be shown again.
  void refresh() { setup_.refresh(); }
  /// Something was asked for that leads away from a round: then it asks first, and true
  /// means that the order waits.
  bool asks_before(const Shell& shell, const Order& order);
  /// The window closes: a running round is left, so that its clock stands still.
  void close(Shell& shell) const;

  QuizSetup& setup() { return setup_; }

  // For pictures of screens: shown instead of what the trainer has.
  void show(RoundShown round);
  void show(RoundReport report, const RoundShown* round);
  void open_list() { exam_.list_open = true; }
  void open_hand_in() { asking_ = Asking::kHandIn; }
  ReportState& report_state() { return report_state_; }

 private:
  enum class Asking { kNothing, kLeave, kHandIn };

  [[nodiscard]] const RoundShown* round(const Trainer& trainer) const;
  RoundWish running(Shell& shell, const Rect& area, const RoundShown& round);
  QuizWish reported(Shell& shell, const Rect& area);
  QuizWish set_up(Shell& shell, const Rect& area);
  void ask(Shell& shell, const RoundShown& round);
  void leave(Shell& shell);
  void hand_in(Shell& shell);
  bool load_report(Shell& shell, const std::string& id);
  void close_report(Shell& shell);
  bool begin(Shell& shell, const RoundPlan& plan);
  QuizWish begun(Shell& shell, const RoundPlan& plan);

  QuizSetup setup_;
  ExamState exam_;
  MatchState match_;
  TimelineState timeline_;
  ReportState report_state_;
  std::optional<RoundReport> report_;
  std::optional<RoundShown> shown_;
  Asking asking_ = Asking::kNothing;
  std::optional<Order> afterwards_;  ///< waits until the round is left
  RoundTicker ticker_;
};

}  // namespace attache::window
