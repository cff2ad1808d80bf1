#pragma once
// The command that says what a desired retention costs and buys.

#include <optional>

#include "trainer/trainer.h"

namespace attache::cli {

struct Console;

struct AdviseCommand {
  std::optional<int> days;       ///< to look ahead
  std::optional<int> questions;  ///< to learn; those of the decks if empty
  std::optional<int> minutes;    ///< a day; else new questions as the settings have it
  bool json = false;
};

/// Prints the curve for the learner's own weights and pace; returns the exit code.
int advise(const AdviseCommand& command, const Trainer& trainer, Console& console);

}  // namespace attache::cli
