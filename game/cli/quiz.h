#pragma once
// The command quiz: rounds in the terminal, their list and their reports.

#include "cli/command_line.h"
#include "cli/run.h"

namespace attache::cli {

/// Carries the command out; returns the exit code.
int quiz(Trainer& trainer, const QuizCommand& command, Console& console);

}  // namespace attache::cli
