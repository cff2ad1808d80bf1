#pragma once
// The command that says how well a memory model foretells a log.

#include <filesystem>
#include <optional>
#include <string>

#include "base/time.h"

namespace attache::cli {

struct Console;

struct EvaluateCommand {
  std::filesystem::path log;           ///< CSV
  std::optional<std::string> weights;  ///< written out, or a file; the defaults if empty
  std::string model;  ///< a name of `evaluated_models`, or "all"; of the weights if empty
  std::optional<double> last;  ///< only this share of the log, 0..1, the newest
  std::optional<int> splits;   ///< fit to the first parts, foretell the next
  bool recency = false;        ///< newer reviews count more
  bool json = false;
};

/// Reads the log, foretells it and prints the scores; returns the exit code.
int evaluate(const EvaluateCommand& command,
             const StudyCalendar& calendar,
             Console& console);

/// Whether a name is one of fsrs-6, fsrs-7, sm-2, constant and all.
[[nodiscard]] bool can_be_evaluated(const std::string& model);

}  // namespace attache::cli
