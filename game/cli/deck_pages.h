#pragma once
// Looking into decks: what changed in them, and the reading behind their questions.

#include "cli/command_line.h"
#include "cli/run.h"
#include "trainer/trainer.h"

namespace attache::cli {

// Each gives the exit code: 0 well, 1 not.
int print_changes(const ChangesCommand& command, Trainer& trainer, Console& console);
int print_passages(const PassagesCommand& command,
                   const Trainer& trainer,
                   Console& console);

/// What the student counted otherwise than the program did, as aliases for the author.
int print_overrulings(const OverrulingsCommand& command,
                      const Trainer& trainer,
                      Console& console);

/// One line for each deck that has changed and was not looked at since; nothing where
/// none has.
void say_changed_decks(const Trainer& trainer, Console& console);

}  // namespace attache::cli
