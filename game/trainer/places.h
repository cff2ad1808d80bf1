#pragma once
// Where things lie: the learner's folder by the XDG rules, decks and assets installed or
// in the source tree.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace attache {

struct Places {
  std::filesystem::path data;  ///< the learner's own: progress.db, decks/
  std::filesystem::path
      bundled_decks;             ///< decks that come with the program; empty if not found
  std::filesystem::path assets;  ///< empty if not found

  /// Bundled decks and the learner's own.
  [[nodiscard]] std::vector<std::filesystem::path> deck_folders() const;
};

/// Reads a variable of the environment; nothing when it is not set.
using Environment = std::function<std::optional<std::string>(const char*)>;

/// Data: `$XDG_DATA_HOME/attache`, else `$HOME/.local/share/attache`; fails where neither
/// is set. Decks and assets: `../share/attache` beside the executable's folder, else the
/// nearest folder above it that holds both `decks` and `assets`, else below
/// `source_tree`.
[[nodiscard]] Result<Places> find_places(const Environment& environment,
                                         const std::filesystem::path& executable,
                                         const std::filesystem::path& source_tree);

}  // namespace attache
