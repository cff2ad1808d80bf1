#pragma once
// The outside of an Anki package: which database counts, and its media.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/result.h"
#include "exchange/archive.h"
#include "exchange/imported.h"

namespace attache::exchange {

/// An opened package. Its database lies unpacked in a folder of our own.
class AnkiPackage {
 public:
  /// Reads the list of media and unpacks the database. Fails for what is no package, is
  /// damaged, or expands beyond the limits.
  static Result<AnkiPackage> open(const std::filesystem::path& file);

  [[nodiscard]] const std::filesystem::path& collection() const { return collection_; }
  [[nodiscard]] const std::shared_ptr<ScratchFolder>& scratch() const { return scratch_; }
  /// Whether there is a file of that name among the media.
  [[nodiscard]] bool has_media(const std::string& name) const;
  /// Its bytes, at most `most`.
  Result<std::string> media(const std::string& name, std::uint64_t most);

 private:
  explicit AnkiPackage(Archive archive) : archive_(std::move(archive)) {}
  Result<void> find_collection();
  Result<void> read_media_list();
  Result<void> read_media_json(const std::string& text);
  void read_media_messages(const std::string& message);

  Archive archive_;
  std::shared_ptr<ScratchFolder> scratch_;
  std::filesystem::path collection_;
  bool newest_ = false;  ///< the third container: everything is packed with Zstandard
  std::unordered_map<std::string, std::size_t> media_;  ///< entries by name
};

}  // namespace attache::exchange
