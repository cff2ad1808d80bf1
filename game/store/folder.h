#pragma once
// The folder that a learner's file lives in: who holds it, what kind of disk it is on.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"

namespace attache {

/// Holds a folder for one running program, by a lock on `folder`/lock that ends with the
/// program, however it ends.
class FolderLock {
 public:
  /// Fails at once if somebody holds it already, or if the folder cannot be written.
  static Result<FolderLock> take(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

/// Whether a file system (the `f_type` that statfs(2) gives) is reached over a network or
/// by a program of its own, so that locks and write-ahead logs cannot be relied on.
[[nodiscard]] bool is_remote(std::uint32_t file_system_type);

/// Why a folder needs the careful journal: "on a network drive", "in a folder that
/// Dropbox synchronises"; nothing for an ordinary folder.
[[nodiscard]] std::optional<std::string> why_careful(const std::filesystem::path& folder);

/// Waits until a file's content, or a folder's list of names, is on the disk.
Result<void> sync_to_disk(const std::filesystem::path& file_or_folder);

/// A file of 1 MiB that is given up when the disk is full, so that closing in good order
/// has room.
void keep_ballast(const std::filesystem::path& folder);
void drop_ballast(const std::filesystem::path& folder);

}  // namespace attache
