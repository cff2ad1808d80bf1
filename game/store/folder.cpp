#include "store/folder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/statfs.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace attache {

namespace {

constexpr off_t kBallastBytes = 1 << 20;

/// A file descriptor that is closed at the end.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags)
      : value_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  [[nodiscard]] int get() const { return value_; }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

Unexpected cannot_write(const std::filesystem::path& folder, int code) {
  if (code == ENOSPC || code == EDQUOT)
    return fail("The disk is full", folder.string(), "Free some space and start again");
  return fail("Attaché cannot write in this folder", folder.string(),
              "Allow writing there, or choose another folder for your progress");
}

/// What a synchronising service leaves in the folder that it looks after.
struct Mark {
  const char* name;
  const char* service;
  bool is_file;  ///< only a regular file counts: ~/.dropbox is a folder of settings
};
constexpr std::array kMarks{
    Mark{".stfolder", "Syncthing", false},
    Mark{".dropbox", "Dropbox", true},
    Mark{".dropbox.cache", "Dropbox", false},
    Mark{".owncloudsync.log", "ownCloud", true},
    Mark{".nextcloudsync.log", "Nextcloud", true},
    Mark{".sync_journal.db", "Nextcloud", true},
};

const char* service_that_synchronises(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const Mark& mark : kMarks) {
    const auto status = std::filesystem::status(folder / mark.name, ignored);
    if (mark.is_file ? is_regular_file(status) : exists(status)) return mark.service;
  }
  return nullptr;
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) return cannot_write(folder, code.value());
  Descriptor file(folder / "lock", O_RDWR | O_CREAT);
  if (file.get() < 0) return cannot_write(folder, errno);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return cannot_write(folder, errno);
    return fail("Attaché is already open on this folder", folder.string(),
                "Go on in the window that is open, or close it first");
  }
  return FolderLock(file.release());
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool is_remote(std::uint32_t file_system_type) {
  // From statfs(2) and linux/magic.h.
  constexpr std::array<std::uint32_t, 14> kRemote{
      0x6969,      // NFS
      0x517B,      // SMB
      0xFF534D42,  // CIFS
      0xFE534D42,  // SMB 2
      0x65735546,  // FUSE: sshfs, rclone, cloud drives
      0x01021997,  // 9P: virtual machines, WSL
      0x5346414F,  // AFS
      0x6B414653,  // AFS in the kernel
      0x73757245,  // Coda
      0x564C,      // NCP
      0x00C36400,  // Ceph
      0x01161970,  // GFS2
      0x7461636F,  // OCFS2
      0x786F4256,  // VirtualBox shared folder
  };
  return std::find(kRemote.begin(), kRemote.end(), file_system_type) != kRemote.end();
}

std::optional<std::string> why_careful(const std::filesystem::path& folder) {
  struct statfs about {};
  if (::statfs(folder.c_str(), &about) == 0 &&
      is_remote(static_cast<std::uint32_t>(about.f_type)))
    return "on a network drive";
  std::error_code ignored;
  auto at = std::filesystem::weakly_canonical(folder, ignored);
  while (!at.empty()) {
    if (const char* service = service_that_synchronises(at); service != nullptr)
      return std::string("in a folder that ") + service + " synchronises";
    if (at == at.parent_path()) break;
    at = at.parent_path();
  }
  return {};
}

Result<void> sync_to_disk(const std::filesystem::path& file_or_folder) {
  const Descriptor opened(file_or_folder, O_RDONLY);
  if (opened.get() < 0 || ::fsync(opened.get()) != 0)
    return Unexpected(Error{"The disk could not be read or written",
                            file_or_folder.string(),
                            "Try again; if it happens again, check the disk"});
  return {};
}

void keep_ballast(const std::filesystem::path& folder) {
  const Descriptor file(folder / "ballast", O_RDWR | O_CREAT);
  // Without room there is no ballast; it is made again when there is.
  if (file.get() >= 0 && ::posix_fallocate(file.get(), 0, kBallastBytes) != 0)
    drop_ballast(folder);
}

void drop_ballast(const std::filesystem::path& folder) {
  std::error_code ignored;
  std::filesystem::remove(folder / "ballast", ignored);
}

}  // namespace attache
