#pragma once
// Zip archives from strangers and for others. Reading counts what comes out; a name from
// an archive never becomes a path.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace attache::exchange {

/// How much may come out of a stranger's archive.
struct ArchiveLimits {
  std::size_t entries = 20'000;
  std::uint64_t entry_bytes = 100U << 20U;
  std::uint64_t all_bytes = 2ULL << 30U;
  std::uint64_t ratio = 200;  ///< bytes out for each byte in, beyond the first megabyte
};

/// Takes a piece of what comes out; an error stops the reading and is handed on.
using TakeBytes = std::function<Result<void>(std::string_view)>;

/// An archive that is read. Entries count from 0, in the order of the archive.
class Archive {
 public:
  /// Fails for what is no zip archive, and for one with too many entries.
  static Result<Archive> open(const std::filesystem::path& file,
                              const ArchiveLimits& limits = {});

  [[nodiscard]] std::size_t size() const;
  /// Only to be compared and shown.
  [[nodiscard]] std::string name(std::size_t entry) const;
  /// The first entry of exactly that name.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;

  /// The content in pieces. Fails for a damaged or encrypted entry, one that is no
  /// regular file, and beyond the limits; all that was read from this archive counts
  /// towards the limit of the whole. `most` takes the place of the limit of one entry.
  Result<void> read(std::size_t entry,
                    const TakeBytes& take,
                    std::optional<std::uint64_t> most = {});
  /// The content as a whole.
  Result<std::string> read(std::size_t entry, std::optional<std::uint64_t> most = {});
  /// The same for an entry that is compressed with Zstandard once more.
  Result<void> read_zstd(std::size_t entry,
                         const TakeBytes& take,
                         std::optional<std::uint64_t> most = {});
  Result<std::string> read_zstd(std::size_t entry,
                                std::optional<std::uint64_t> most = {});

 private:
  struct Open;
  explicit Archive(std::shared_ptr<Open> open) : open_(std::move(open)) {}
  std::shared_ptr<Open> open_;
};

/// Takes pieces into a file of our own naming; the file is new and only ours to read.
class FileTaker {
 public:
  static Result<FileTaker> make(const std::filesystem::path& file);
  Result<void> take(std::string_view bytes);
  /// Fails where the last bytes could not be written.
  Result<void> finish();

 private:
  struct Close {
    void operator()(std::FILE* file) const;
  };
  FileTaker(std::FILE* file, std::string name);
  std::unique_ptr<std::FILE, Close> file_;
  std::string name_;
};

/// A folder of our own for files on their way in. It goes with its last owner.
class ScratchFolder {
 public:
  static Result<std::shared_ptr<ScratchFolder>> make();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;

  /// A path in it that was not given before: "1", "2", …
  [[nodiscard]] std::filesystem::path next();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
  std::size_t given_ = 0;
};

/// One file of an archive that is written.
struct ArchiveEntry {
  std::string name;
  std::string bytes;
};
/// A zip archive; the same entries give the same bytes.
[[nodiscard]] Result<std::string> zip_of(const std::vector<ArchiveEntry>& entries);

}  // namespace attache::exchange
