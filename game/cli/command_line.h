#pragma once
// The command line: what can be asked for, and its help.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/advise.h"
#include "cli/authoring.h"
#include "cli/class.h"
#include "cli/evaluate.h"
#include "cli/exam.h"
#include "cli/exchange.h"
#include "cli/optimize.h"
#include "cli/progress_export.h"
#include "cli/search.h"
#include "cli/simulate.h"
#include "cli/stats.h"

namespace attache::cli {

struct WindowCommand {
  std::optional<std::filesystem::path>
      picture;  ///< write a picture of a screen instead of opening it
  std::string screen = "home";
  int width = 1280;
  int height = 800;
};
struct StudyCommand {
  std::optional<std::string> deck;  ///< id; all decks if empty
  std::optional<int> more;          ///< minutes, beside those of today
  // A practice instead, over one of these.
  bool weakest = false;
  bool confusions = false;
  std::string scope;  ///< a search that the practice keeps to
};
struct QuizCommand {
  std::string kind = "quick";  ///< quick, exam, match, timeline
  std::vector<std::string> topics;
  std::optional<int> questions;
  std::optional<int> minutes;        ///< 0: no limit
  std::vector<std::string> weights;  ///< "deck/topic=40"
  bool negative = false;
  std::string paper;  ///< a code that a teacher gives out
  bool counts = false;
  bool does_not_count = false;
  std::optional<std::filesystem::path> html;  ///< write the report as a page
  bool resume = false;
  bool abandon = false;
  bool list = false;
  std::optional<std::string> report;  ///< id, or "last"
  bool json = false;
};
struct DueCommand {
  bool json = false;
};
struct QuestionsCommand {
  std::filesystem::path deck;  ///< a file, or an id
  bool json = false;
};
struct ChangesCommand {
  std::optional<std::string> deck;  ///< id; all decks if empty
  bool json = false;
  bool seen = false;  ///< they need not be told again
};
struct PassagesCommand {
  std::string deck;  ///< id
  std::optional<std::string> search;
};
struct OverrulingsCommand {
  std::optional<std::string> deck;  ///< id; all decks if empty
  bool json = false;
};
struct SetCommand {
  std::optional<std::string> key;    ///< lists all if empty
  std::optional<std::string> value;  ///< shows it if empty
};
using Command = std::variant<WindowCommand,
                             StudyCommand,
                             QuizCommand,
                             DueCommand,
                             StatsCommand,
                             CheckCommand,
                             NewCommand,
                             FormatCommand,
                             DiffCommand,
                             ImportCommand,
                             ExportCommand,
                             ProgressCommand,
                             ClassCommand,
                             QuestionsCommand,
                             SearchCommand,
                             ChangesCommand,
                             PassagesCommand,
                             OverrulingsCommand,
                             ExamCommand,
                             AdviseCommand,
                             OptimizeCommand,
                             EvaluateCommand,
                             SimulateCommand,
                             SetCommand>;

struct Invocation {
  std::optional<std::filesystem::path> data;  ///< --data
  std::vector<std::filesystem::path> decks;   ///< --decks; the usual folders if empty
  std::optional<std::uint64_t> seed;          ///< --seed
  std::optional<std::string> zone;            ///< --zone
  std::optional<std::string> now;             ///< --now, ISO instant: freezes the clock
  bool command_named =
      false;  ///< a subcommand was given (without one the face depends on the display)
  Command command = WindowCommand{};
};

/// Help or an error to print instead of doing anything.
struct Parting {
  std::string text;
  int exit_code = 0;  ///< 0 for help and --version (standard output), 2 for wrong usage
                      ///< (standard error)
};

[[nodiscard]] std::variant<Invocation, Parting> parse(int argc, const char* const* argv);

}  // namespace attache::cli
