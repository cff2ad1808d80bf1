#pragma once
// Finding a file without a dialog of the desktop: what was typed of a path, and what lies
// in its folder.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "window/shell.h"
#include "window/text_field.h"

namespace attache::window {

struct FolderEntry {
  std::string name;
  bool folder = false;
  std::uintmax_t bytes = 0;  ///< of a file
  bool operator==(const FolderEntry&) const = default;
};

/// Whether a file's name ends as one that can be brought in.
[[nodiscard]] bool looks_importable(std::string_view name);
/// Which files are looked for, and what is said of a folder without any.
struct WantedFiles {
  bool (*fits)(std::string_view name) = looks_importable;
  std::string_view nothing =
      "No file here that can be brought in. Folders open with Enter.";
};
/// Folders, and files with a fitting name; folders first, by name, without hidden ones.
/// Empty for what cannot be read.
[[nodiscard]] std::vector<FolderEntry> entries_of(const std::filesystem::path& folder,
                                                  const WantedFiles& wanted = {});

/// What was typed, taken apart: the folder, and how the name in it begins.
struct TypedPath {
  std::filesystem::path folder;
  std::string begun;
};
/// "~" is the home folder.
[[nodiscard]] TypedPath typed_path(std::string_view text,
                                   const std::filesystem::path& home);
/// The folder that is meant: what was typed, where that is a folder itself.
[[nodiscard]] std::filesystem::path folder_meant(const TypedPath& typed);
/// A path as it is shown: the home folder as "~", a folder with "/" behind it.
[[nodiscard]] std::string shown_path(const std::filesystem::path& path,
                                     const std::filesystem::path& home,
                                     bool folder);
/// Entries whose names hold what was begun; those that begin so come first.
[[nodiscard]] std::vector<FolderEntry> fitting_entries(
    const std::vector<FolderEntry>& entries, std::string_view begun);
/// Where files arrive: ~/Downloads where there is one, else the home folder.
[[nodiscard]] std::filesystem::path arrivals_folder(const std::filesystem::path& home);
/// "12 KB", "3.4 MB".
[[nodiscard]] std::string bytes_text(std::uintmax_t bytes);

/// A field for a path, and the list of what lies there.
class FileChooser {
 public:
  void begin(std::filesystem::path home,
             const std::filesystem::path& folder,
             const WantedFiles& wanted = {});
  [[nodiscard]] bool begun() const { return begun_; }
  /// Gives the file that was chosen.
  std::optional<std::filesystem::path> frame(Shell& shell, const Rect& area);
  /// The folder that is meant: the one that is shown, or one in it that was typed without
  /// a "/" behind it.
  [[nodiscard]] std::filesystem::path folder() const { return meant_; }
  /// How many fitting files lie in it.
  [[nodiscard]] std::size_t files() const { return files_; }

 private:
  void look();
  void enter(const FolderEntry& entry, std::optional<std::filesystem::path>& chosen);
  void list(Ui& ui, const Rect& area, std::optional<std::filesystem::path>& chosen);
  void keys(Ui& ui, std::optional<std::filesystem::path>& chosen);

  bool begun_ = false;
  WantedFiles wanted_;
  std::filesystem::path home_;
  TextField path_;
  std::filesystem::path looked_;  ///< the folder that `all_` is of
  std::vector<FolderEntry> all_, shown_;
  std::filesystem::path meant_;
  std::size_t files_ = 0;  ///< in `meant_`
  std::size_t at_ = 0;
  ScrollState scroll_;
};

}  // namespace attache::window
