#pragma once
// What knowing more costs: minutes a day and what is known at the end, against how sure
// one wants to be.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "window/background.h"
#include "window/settings_words.h"
#include "window/shell.h"

namespace attache::window {

/// The curve, with what it was worked out from.
struct KnownCost {
  RetentionSituation situation;
  std::vector<RetentionPoint> curve;
  std::size_t answers = 0;  ///< in the log that the student's pace was taken from
  std::string failure;      ///< why there is no curve; then nothing else holds
};

/// Works the curve out beside the window and keeps it until a setting that it follows
/// from changes, or the day.
class RetentionCosts {
 public:
  explicit RetentionCosts(std::function<void()> wake) : work_(std::move(wake)) {}

  /// Begins to work it out unless it holds or is being worked out. At once and to the end
  /// where `ui.still()`.
  void want(Shell& shell);
  /// Takes what is ready.
  void collect();
  void cancel();
  /// The latest one, though it may be out of date; null where there is none.
  [[nodiscard]] const KnownCost* known() const { return known_ ? &*known_ : nullptr; }
  [[nodiscard]] bool busy() const { return work_.busy(); }
  [[nodiscard]] double progress() const { return work_.progress(); }

 private:
  /// All that the curve follows from and that may change while the window is open.
  struct Basis {
    ModelWeights weights;
    int new_per_day = 0;
    StudyDay day{};
    bool operator==(const Basis&) const = default;
  };

  std::optional<Basis> made_for_;
  std::optional<Basis> wanted_;  ///< while it is worked out
  std::optional<KnownCost> known_;
  Background<KnownCost> work_;
};

// --- what is worked out before anything is drawn

/// The point of a curve (ascending by retention) that is nearest; the curve is not empty.
[[nodiscard]] std::size_t nearest_point(const std::vector<RetentionPoint>& curve,
                                        double retention);
/// The step of an axis of four steps from 0 that holds `most` (at least 0): a number that
/// is easily read.
[[nodiscard]] double axis_step(double most);

// --- drawing

/// Where the student has gone on the curve.
struct CostState {
  std::optional<std::size_t> marker;  ///< a point that is looked at
  bool by_key = false;                ///< it came by the keyboard, and stays
};

/// The curve as a control, for the focus.
[[nodiscard]] ControlId cost_control();
[[nodiscard]] float cost_height(const Ui& ui, const RetentionCosts& costs, float width);
/// Draws it; gives the retention that was chosen now, if one was.
std::optional<double> cost_view(Ui& ui,
                                const Column& at,
                                const RetentionCosts& costs,
                                double present,
                                CostState& state);

}  // namespace attache::window
