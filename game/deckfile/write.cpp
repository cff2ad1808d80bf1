#include "deckfile/write.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "cards/deck_item.h"
#include "deckfile/layout.h"
#include "deckfile/part_tree.h"

namespace attache {

namespace {

constexpr int kMostTries = 100;

// ---- files

/// A new hidden file in the same folder, removed unless it was kept. Made with open, not
/// with mkstemp, so that it gets the permissions that the system gives every new file.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& beside) {
    const std::string stem = "." + beside.filename().string();
    for (int i = 0; i < kMostTries && handle_ < 0; ++i) {
      name_ =
          (beside.parent_path() / fmt::format("{}.{}-{}", stem, ::getpid(), i)).string();
      handle_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (handle_ < 0 && errno != EEXIST) return;
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile(TemporaryFile&&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile() {
    if (handle_ < 0) return;
    ::close(handle_);
    if (!kept_) ::unlink(name_.c_str());
  }

  [[nodiscard]] bool is_open() const { return handle_ >= 0; }

  /// Puts the content in the place of `target`, with its permissions. False with errno
  /// set when anything failed; then the target is as it was.
  bool become(const std::filesystem::path& target, std::string_view content) {
    while (!content.empty()) {
      const ssize_t written = ::write(handle_, content.data(), content.size());
      if (written < 0 && errno != EINTR) return false;
      if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
    struct stat old {};
    if (::stat(target.c_str(), &old) == 0 && ::fchmod(handle_, old.st_mode & 0777U) != 0)
      return false;
    kept_ = ::fsync(handle_) == 0 && ::rename(name_.c_str(), target.c_str()) == 0;
    return kept_;
  }

 private:
  std::string name_;
  int handle_ = -1;
  bool kept_ = false;
};

std::string reason() {
  return std::generic_category().message(errno);
}

/// The rename itself is safe only when the folder is on the disk.
bool sync_folder(const std::filesystem::path& folder) {
  const int handle =
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return false;
  // Some file systems cannot sync a folder and say EINVAL; there is nothing better to do
  // there.
  const bool synced = ::fsync(handle) == 0 || errno == EINVAL;
  ::close(handle);
  return synced;
}

}  // namespace

std::string deck_xml(const Deck& deck) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const std::string head = laid_out(tree_of(head_of(deck)), 0);
  constexpr std::string_view kEnd = "\n</deck>";
  text += std::string_view(head).substr(0, head.size() - kEnd.size());
  std::optional<ItemKind> last;
  for (const DeckItem& item : items_of(deck)) {
    const ItemKind kind = kind_of(item);
    text += kind != last || stands_apart(kind) ? "\n\n  " : "\n  ";
    text += laid_out(tree_of(item), 1);
    last = kind;
  }
  text += kEnd;
  text += '\n';
  return text;
}

Result<void> write_deck(const Deck& deck, const std::filesystem::path& file) {
  return write_deck_text(deck_xml(deck), file);
}

Result<void> write_deck_text(std::string_view xml, const std::filesystem::path& file) {
  // A link to a deck is followed, so that the deck is replaced and not the link.
  std::error_code none;
  const std::filesystem::path real = std::filesystem::canonical(file, none);
  const std::filesystem::path& target = none ? file : real;
  if (std::filesystem::is_directory(target, none))
    return fail("the deck cannot be written, because this is a folder", file.string(),
                "choose the name of a file");
  TemporaryFile temporary(target);
  if (!temporary.is_open())
    return fail(fmt::format("the deck cannot be written into this folder ({})", reason()),
                file.string(),
                "check that the folder is there and that you may write into it");
  if (!temporary.become(target, xml))
    return fail(
        fmt::format("the deck could not be written ({})", reason()), file.string(),
        "make room on the disk or choose another place; the old file is untouched");
  if (!sync_folder(target.parent_path()))
    return fail(
        fmt::format("the deck is written, but not yet safe on the disk ({})", reason()),
        file.string(), "save it once more");
  return {};
}

}  // namespace attache
