#pragma once
// The commands that bring in other programs' files, and hand decks out.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace attache {
class Trainer;
}

namespace attache::cli {

struct Console;

struct ImportCommand {
  std::vector<std::filesystem::path> files;  ///< "-": standard input
  std::optional<std::string> format;
  std::optional<std::string> id;
  std::string separator;             ///< of a table; empty: as guessed
  std::vector<std::string> columns;  ///< of a table; empty: as guessed
  bool header = false;
  bool no_header = false;
  bool html = false;
  bool no_history = false;
  bool take_weights = false;
  bool yes = false;      ///< carries it out without asking
  bool dry_run = false;  ///< only says what it would do
  bool json = false;
};
struct ExportCommand {
  std::string deck;                           ///< id
  std::optional<std::string> format;          ///< by the file's ending if empty
  std::optional<std::filesystem::path> file;  ///< "-": standard output
  int questions = 0;
  bool with_progress = false;
  bool force = false;  ///< overwrites
  bool json = false;   ///< says what was written in JSON
};

/// Exit codes: 0 all well, 1 a file could not be imported (nothing of it is).
int import_files(const ImportCommand& command, Trainer& trainer, Console& console);
int export_file(const ExportCommand& command, const Trainer& trainer, Console& console);

}  // namespace attache::cli
