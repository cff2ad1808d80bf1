#pragma once
// The commands for authors who write decks in an editor of their own: new, format, diff,
// and check with --watch.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace attache::cli {

struct Console;

struct CheckCommand {
  std::vector<std::filesystem::path> decks;
  bool json = false;
  bool watch = false;  ///< check again whenever a file is written
};
struct NewCommand {
  std::filesystem::path file;
  std::string id, title;
  std::string lang = "en";
  bool bare = false;
};
struct FormatCommand {
  std::vector<std::filesystem::path> decks;  ///< "-": from standard input to its output
  bool check = false;                        ///< change nothing, only tell
};
struct DiffCommand {
  std::filesystem::path before, now;
  bool json = false;
};

/// Exit codes: 0 no errors, 1 errors.
int check(const CheckCommand& command, Console& console);
/// The same again after each call of `wait` that gives true; ends when it gives false.
int check_and_watch(const CheckCommand& command,
                    Console& console,
                    const std::function<bool()>& wait);
int make_deck(const NewCommand& command, Console& console);
/// Exit codes: 0 all well (with --check: nothing to do), 1 a deck would change or cannot
/// be read.
int format_decks(const FormatCommand& command, Console& console);
/// Exit codes as those of diff: 0 the same, 1 different, 2 a deck cannot be read.
int print_difference(const DiffCommand& command, Console& console);

}  // namespace attache::cli
