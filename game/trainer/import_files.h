#pragma once
// Writing the files of an import so that all can be taken back.

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace attache {

/// Files that were written and can be put back as they were. What was not kept is put
/// back when it goes.
class FileChanges {
 public:
  FileChanges() = default;
  ~FileChanges();
  FileChanges(const FileChanges&) = delete;
  FileChanges& operator=(const FileChanges&) = delete;
  FileChanges(FileChanges&&) = delete;
  FileChanges& operator=(FileChanges&&) = delete;

  /// Puts a text in place of a file, whole or not at all; `before` is what it held.
  Result<void> write(const std::filesystem::path& file,
                     const std::string& text,
                     bool existed,
                     const std::string& before);
  /// Puts a text of our own in place of a file, whatever it held.
  Result<void> replace(const std::filesystem::path& file, const std::string& text);
  /// Copies a file, making the folders on the way. One that is there with the same
  /// content stays.
  Result<void> copy(const std::filesystem::path& from, const std::filesystem::path& to);
  void keep() { done_.clear(); }

 private:
  struct Done {
    std::filesystem::path file;
    bool existed = false;
    std::string before;
  };
  std::vector<Done> done_;
};

}  // namespace attache
