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
  std::vector<DeckBook> books;  ///< in order of title
  std::vector<DeckFailure> failures;
};

/// Reads files, and the *.xml of folders (not of folders within). A broken file, and a
/// second deck with an id that was there already, become failures. A folder that does not
/// exist is no failure; a file is.
[[nodiscard]] Library load_library(const std::vector<std::filesystem::path>& paths);

}  // namespace attache
