#pragma once
// The command that fits a memory model: to the learner's own answers, or to a log.

#include <filesystem>
#include <optional>
#include <string>

#include "base/time.h"
#include "trainer/trainer.h"

namespace attache::cli {

struct Console;

struct OptimizeCommand {
  std::optional<std::filesystem::path> log;  ///< CSV; the learner's own answers if empty
  std::optional<std::string> model;          ///< fsrs-6 or fsrs-7
  std::optional<double> first;  ///< only this share of the log, 0..1, the oldest
  int threads = 2;
  bool look_only = false;  ///< own answers: say what would come of it, change nothing
  bool reset = false;      ///< own answers: back to the usual weights
  bool json = false;
};

/// Fits to the learner's own answers and takes the weights if they are better; returns
/// the exit code.
int optimize_own(const OptimizeCommand& command, Trainer& trainer, Console& console);

/// Needs a log. Reads it, fits the model and prints the weights; returns the exit code.
/// On a terminal it shows how far it is.
int optimize(const OptimizeCommand& command,
             const StudyCalendar& calendar,
             Console& console);

}  // namespace attache::cli
