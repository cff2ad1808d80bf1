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

}  // namespace attache::cli
