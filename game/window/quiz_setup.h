#pragma once
// Choosing a round: its kind, what it is about and its rules; rounds that were left and
// those that are done.

#include <optional>
#include <string>
#include <vector>

#include "window/components.h"
#include "window/quiz_topics.h"
#include "window/shell.h"

namespace attache::window {

/// What was asked for on the set-up.
struct SetupWish {
  std::optional<RoundPlan> begin;
  std::optional<std::string> resume;  ///< a round's id
  std::optional<std::string> report;  ///< a round's id
  bool go_on = false;                 ///< with the quick quiz that was left
};

class QuizSetup {
 public:
  SetupWish frame(Shell& shell, const Rect& area);
  /// Asks the trainer anew at the next frame what was left and what is done.
  void refresh() { asked_ = false; }
  /// A quick quiz that was left, listed before the rounds that the trainer keeps.
  void offer(std::optional<UnfinishedRound> quiz);
  void choose(RoundKind kind);
  /// Shares by topic, for a picture.
  void show_shares() { weighted_ = true; }
  /// Lists to show instead of the trainer's, for a picture.
  void show(std::vector<UnfinishedRound> unfinished, std::vector<FinishedRound> finished);

 private:
  void ask(Shell& shell);
  [[nodiscard]] RoundPlan plan() const;
  [[nodiscard]] Stock stock(const Trainer& trainer, const RoundPlan& plan);
  float unfinished_list(Shell& shell, const Column& at, SetupWish& wish);
  float finished_list(Shell& shell, const Column& at, SetupWish& wish) const;
  float kinds(Ui& ui, const Column& at);
  float rules(Ui& ui, const Column& at);
  void foot(Shell& shell, const Rect& area, SetupWish& wish);
  void keys(Shell& shell, SetupWish& wish);
  void drop_sheet(Shell& shell);
  void resume(const UnfinishedRound& round, SetupWish& wish) const;

  bool asked_ = false;
  bool shown_ = false;
  std::optional<UnfinishedRound> quiz_;
  std::vector<UnfinishedRound> unfinished_;
  std::vector<FinishedRound> finished_;
  std::optional<std::string> dropping_;  ///< a round that is to be thrown away
  TopicTree tree_;
  std::size_t decks_ = 0;  ///< for so many the tree was built
  RoundPlan plan_ = default_plan(RoundKind::kQuick);
  bool weighted_ = false;
  std::optional<RoundPlan> counted_;  ///< `available_` belongs to it
  int available_ = 0;
  ScrollState scroll_;
};

/// "Go on with your mock exam: 12 of 20 answered, 18 min left".
[[nodiscard]] std::string unfinished_text(const UnfinishedRound& round);
/// "14.5 of 20 · 73 %", or a match's time.
[[nodiscard]] std::string score_text(const FinishedRound& round);

}  // namespace attache::window
