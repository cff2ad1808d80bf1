#pragma once
// What a student can set. Each change takes effect at once and is kept.

#include "window/components.h"
#include "window/shell.h"
#include "window/text_field.h"

namespace attache::window {

class SettingsScreen {
 public:
  void frame(Shell& shell, const Rect& area);

 private:
  ScrollState scroll_;
};

/// What a desired retention means, in one sentence.
[[nodiscard]] std::string retention_sentence(double retention);
/// The neighbouring value on the steps that a stepper walks.
[[nodiscard]] int next_interval_limit(int days, int by);
[[nodiscard]] int next_new_per_day(int number, int by);
[[nodiscard]] std::string counted_years(int days);  ///< "5 years"

}  // namespace attache::window
