#pragma once
// The decks on the shelf: found on disk, read, checked, indexed.

#include <filesystem>
#include <string>
#include <vector>

#include "cards/deck_book.h"

namespace attache {

/// A deck file that was not loaded, and why.
struct DeckFailure {
  std::filesystem::path file;
  std::vector<std::string> problems;  ///< "file:line: what — mend", all of them
};

struct Library {
  std::vector<DeckBook> books;  ///< in the order in which they were given
  std::vector<DeckFailure> failures;
};

/// Reads files, and the *.xml of folders in order of their names (not of folders within,
/// not hidden ones). A file that is named twice is read once. A broken file, and another
/// deck with an id that was there already, become failures; so does a path to an .xml
/// file that does not exist. Any other path that does not exist is a folder without
/// decks.
[[nodiscard]] Library load_library(const std::vector<std::filesystem::path>& paths);

}  // namespace attache
