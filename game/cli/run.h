#pragma once
// The text face: carries out a command with plain lines in and out.

#include <cstddef>
#include <iosfwd>

#include "cli/command_line.h"
#include "trainer/trainer.h"

namespace attache::cli {

/// Where a command reads and writes. `colour` only ever adds emphasis that may be left
/// out.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool interactive = false;  ///< a person types
  bool colour = false;
  std::size_t width = 0;  ///< columns of the terminal; 0: nothing has to fit
};

/// Tells an error, and gives the exit code.
int failed(Console& console, const Error& error, int code = 1);

/// Carries out a command other than the window; returns the exit code (0 well, 1 not).
int run(const Invocation& invocation, const TrainerSetup& setup, Console& console);

/// Says what is due and how to study: for a start without a display and without a
/// terminal.
int say_due_and_how(const TrainerSetup& setup, Console& console);

}  // namespace attache::cli
