#pragma once
// A class by lines: the files that students hand in, and what they show.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace attache {
struct TrainerSetup;
}

namespace attache::cli {

struct Console;

/// `attache class`.
struct ClassCommand {
  std::string action = "list";  ///< list, add, show, report, practice, remove
  std::string name;
  std::vector<std::filesystem::path> files;
  std::string part;  ///< students, topics, hardest, answers, exams, days; empty: overview
  std::string deck;  ///< id; all decks if empty
  bool json = false;
  bool csv = false;
  std::size_t most = 20;  ///< practice: questions
  std::optional<std::string> student;
  bool yes = false;   ///< remove without asking
  std::string store;  ///< a folder, or "postgresql://…"; empty: the usual folder
};

/// Carries it out; returns the exit code. Needs the decks and the folder of the setup,
/// not the learner's progress: that may be open elsewhere.
int class_of_students(const ClassCommand& command,
                      const TrainerSetup& setup,
                      Console& console);

}  // namespace attache::cli
