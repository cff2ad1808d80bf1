#pragma once
// Where a file is to be put: a path that follows a proposed name until the person writes
// another, and the question before a file is written over.

#include <filesystem>
#include <string>
#include <string_view>

#include "window/text_field.h"
#include "window/ui.h"

namespace attache::window {

class FileTarget {
 public:
  /// `name` is that of its field on its screen.
  explicit FileTarget(std::string_view name) : name_(name) {}

  /// Begins anew, in the documents folder.
  void begin();
  /// A file in that folder, unless the person wrote another path.
  void propose(const std::string& file_name);

  [[nodiscard]] std::filesystem::path path() const;
  /// Whether the path names a file, and not only a folder.
  [[nodiscard]] bool names_file() const;
  /// A path as it is shown to the person.
  [[nodiscard]] std::string shown(const std::filesystem::path& path) const;

  struct Outcome {
    float height = 0;
    bool submitted = false;  ///< with Enter
    bool emptied = false;    ///< the path follows the proposed name again
  };
  Outcome field(Ui& ui, const Column& at, std::string_view title);

  /// Whether it may be written now; if a file is there, the person is asked first.
  bool may_write();
  /// Asks, above the screen, if there is something to ask; true once the person agrees.
  bool agrees_to_write_over(Ui& ui);

 private:
  std::string name_;
  TextField field_;
  bool own_ = false;  ///< the person wrote the path: it follows nothing any more
  bool asks_ = false;
  std::filesystem::path home_, folder_;
};

}  // namespace attache::window
