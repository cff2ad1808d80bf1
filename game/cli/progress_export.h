#pragma once
// Handing in progress by lines: what will be told, and the file.

#include <string>
#include <vector>

namespace attache {
class Trainer;
}

namespace attache::cli {

struct Console;

/// `attache progress export`.
struct ProgressCommand {
  std::string action;  ///< export
  std::string file;    ///< "-": standard output; a folder: a file in it
  std::vector<std::string> decks;
  std::vector<std::string> topics;  ///< "deck/topic"
  std::string name;                 ///< empty: a pseudonym
  std::string course;
  bool history = false;
  bool no_exams = false;
  bool preview = false;  ///< tell, and write nothing
};

/// Carries it out; returns the exit code.
int progress_export(Trainer& trainer, const ProgressCommand& command, Console& console);

}  // namespace attache::cli
