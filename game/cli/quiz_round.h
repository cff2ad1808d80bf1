#pragma once
// A mock exam, a match or a timeline in the terminal, by plain lines.

#include "cli/run.h"

namespace attache::cli {

/// How a round by lines ended.
enum class RoundEnd { kFinished, kLeft, kFailed };

/// Plays the round on the table until it is finished, the student leaves or the input
/// ends; a round that was left can be resumed.
RoundEnd play_round(Trainer& trainer, Console& console);

}  // namespace attache::cli
