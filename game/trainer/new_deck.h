#pragma once
// A deck to begin with, for authors who write in an editor of their own.

#include <filesystem>
#include <string>

#include "base/result.h"

namespace attache {

struct NewDeck {
  std::string id;     ///< empty: made from the file's name
  std::string title;  ///< empty: made from the file's name
  std::string lang = "en";
  bool bare = false;  ///< nothing but its head; else with an example of each part
};

/// A deck file that `attache check` finds right and `attache format` leaves as it is.
/// Fails for an id or a language that cannot be one.
[[nodiscard]] Result<std::string> new_deck_text(const NewDeck& wish,
                                                const std::filesystem::path& file);
/// Writes it. Fails where the file exists already.
Result<void> write_new_deck(const NewDeck& wish, const std::filesystem::path& file);

}  // namespace attache
