#pragma once
// The decks on the shelf: found on disk, read, checked, indexed.

#include <cstdint>
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

/// A deck file as it lay on the disk when it was looked at.
struct DeckStamp {
  std::filesystem::path file;
  std::filesystem::file_time_type written{};
  std::uintmax_t size = 0;
  bool operator==(const DeckStamp&) const = default;
};

struct Library {
  std::vector<DeckBook> books;               ///< in the order in which they were given
  std::vector<std::filesystem::path> files;  ///< of `books`
  std::vector<DeckFailure> failures;
  std::vector<DeckStamp> stamps;  ///< of every deck file, read or broken
};

/// Reads files, and the *.xml of folders in order of their names (not of folders within,
/// not hidden ones). A file that is named twice is read once. A broken file, and another
/// deck with an id that was there already, become failures; so does a path to an .xml
/// file that does not exist. Any other path that does not exist is a folder without
/// decks.
[[nodiscard]] Library load_library(const std::vector<std::filesystem::path>& paths);

/// Whether a deck file was added, removed or written since a library was loaded; looks at
/// times and sizes only.
[[nodiscard]] bool has_changed(const Library& library,
                               const std::vector<std::filesystem::path>& paths);

/// A library loaded again: what is no longer on the shelf lives on in `retired`, because
/// others may still point at it.
struct Reloaded {
  Library library;
  std::vector<DeckBook> retired;
};
/// Reads again what has changed on the disk; other decks are moved over as they are. A
/// file that is broken now keeps the deck that was read from it, and is a failure.
[[nodiscard]] Reloaded reload_library(Library library,
                                      const std::vector<std::filesystem::path>& paths);

}  // namespace attache
