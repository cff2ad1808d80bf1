#pragma once
// Searching the questions of all decks, and doing one thing to all that were found.

#include <optional>
#include <string>
#include <vector>

namespace attache {
class Trainer;
}

namespace attache::cli {

struct Console;

struct SearchCommand {
  std::vector<std::string> words;   ///< the query; empty finds all
  std::optional<std::string> use;   ///< a saved search that the words narrow down
  std::optional<std::string> sort;  ///< a column
  bool descending = false;
  std::vector<std::string> columns;
  bool json = false;
  // One of these at most.
  bool suspend = false;
  bool resume = false;
  bool mark = false;
  bool unmark = false;
  bool bury = false;
  bool forget = false;
  std::optional<std::string> due;    ///< ISO day, or days from today
  std::vector<std::string> tags;     ///< to add
  std::vector<std::string> untags;   ///< to remove
  std::optional<std::string> topic;  ///< id; empty: none
  std::optional<std::string> save;   ///< keeps the query under this name
  bool saved = false;                ///< lists those that are kept
};

/// Exit code: 0 also where nothing was found, 1 where something could not be done, 2 for
/// a query or an option that cannot be understood.
int search(const SearchCommand& command, Trainer& trainer, Console& console);

}  // namespace attache::cli
