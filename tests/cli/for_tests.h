#pragma once
// What the tests of commands share: carrying one out and keeping what it says.

#include <sstream>
#include <string>
#include <utility>

#include "cli/run.h"
#include "trainer/for_tests.h"

namespace attache::cli {

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;

  [[nodiscard]] bool has(const std::string& text) const {
    return out.find(text) != std::string::npos;
  }
};

/// Carries out one command, as a start of the program does.
inline Outcome carry_out(const TrainerSetup& setup,
                         Command command,
                         const std::string& lines = "",
                         bool interactive = false) {
  std::istringstream in(lines);
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err, interactive, false};
  Invocation invocation;
  invocation.command = std::move(command);
  Outcome outcome;
  outcome.code = run(invocation, setup, console);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

inline Outcome carry_out(const Room& room,
                         Command command,
                         const std::string& lines = "",
                         bool interactive = false) {
  return carry_out(room.setup(), std::move(command), lines, interactive);
}

}  // namespace attache::cli
