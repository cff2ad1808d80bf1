#pragma once
// Fitting the memory to the student's own answers: begun, followed, given up, taken back.

#include <functional>
#include <optional>
#include <string>

#include "window/background.h"
#include "window/settings_words.h"
#include "window/shell.h"

namespace attache::window {

class MemoryFit {
 public:
  explicit MemoryFit(std::function<void()> wake) : work_(std::move(wake)) {}

  /// Begins, unless it runs. Where `ui.still()` nothing happens.
  void start(Shell& shell);
  /// Gives it up; nothing was changed.
  void cancel();
  /// Takes what is ready: better weights are in use from then on. True when something
  /// came.
  bool collect(Shell& shell);
  /// The weights without any fitting are in use again.
  void back_to_usual(Shell& shell);

  [[nodiscard]] bool running() const { return work_.busy(); }
  [[nodiscard]] double progress() const { return work_.progress(); }
  /// What came of the last one; empty where nothing was begun.
  [[nodiscard]] const std::string& said() const { return said_; }
  void forget_said() { said_.clear(); }

 private:
  void take(Shell& shell, const FitOutcome& outcome);

  std::string said_;
  Background<Result<FitOutcome>> work_;
};

/// What is remembered of the fit whose weights are in use.
[[nodiscard]] std::optional<KeptFit> kept_fit(const Trainer& trainer);

/// What was asked for beside the words about fitting.
enum class FitWish { kNothing, kStart, kCancel, kBackToUsual };
/// What stands there.
struct FitShown {
  std::string in_use;
  bool usual = true;  ///< nothing to go back from
  bool running = false;
  double progress = 0;
  std::string said;
};
[[nodiscard]] float fit_height(const Ui& ui, const FitShown& shown, float width);
FitWish fit_view(Ui& ui, const Column& at, const FitShown& shown);

}  // namespace attache::window
