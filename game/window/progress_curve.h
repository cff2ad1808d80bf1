#pragma once
// How one question is remembered: its answers, its chance of recall between them and
// ahead, and what can be done about it.

#include <optional>
#include <utility>

#include "window/chart_view.h"
#include "window/shell.h"

namespace attache::window {

/// A question's place in its deck, to be opened in the editor; nothing for an unknown
/// one.
[[nodiscard]] std::optional<EditWish> edit_wish_of(const Trainer& trainer,
                                                   const QuestionId& question);
/// The passage behind it, if it has one.
[[nodiscard]] std::optional<ReadWish> read_wish_of(const Trainer& trainer,
                                                   const QuestionId& question);

class CurveSheet {
 public:
  /// Shows a question; what went wrong is told by the shell.
  void open(Shell& shell, const QuestionId& question);
  void show(ForgettingCurve curve);
  [[nodiscard]] bool is_open() const { return curve_.has_value(); }
  void close() { curve_.reset(); }
  void frame(Shell& shell);

  // For pictures of screens.
  void point_at(std::size_t place) { state_.place = place; }

 private:
  [[nodiscard]] float words(const Ui& ui, const Column& at, bool draw) const;
  void carry_out(Shell& shell, Command command);
  void bar(Shell& shell, const Rect& area);

  std::optional<ForgettingCurve> curve_;
  ChartState state_;
  ScrollState scroll_;
  bool fresh_ = true;
};

}  // namespace attache::window
