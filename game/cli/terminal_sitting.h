#pragma once
// A sitting in the terminal: plain lines, one prompt at a time, readable by a screen
// reader.

#include <optional>
#include <string>

#include "cli/run.h"

namespace attache::cli {

/// Studies until the student leaves, the input ends or nothing is due; returns the exit
/// code.
int study(Trainer& trainer, const std::optional<std::string>& deck, Console& console);

/// The same for the sitting that lies on the table already.
int study_on_table(Trainer& trainer, Console& console);
/// The same for a quick quiz: it cannot be taken up again, so leaving it asks once.
int play_quick_quiz(Trainer& trainer, Console& console, bool counts);

}  // namespace attache::cli
