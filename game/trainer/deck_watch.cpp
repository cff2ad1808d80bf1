#include "trainer/deck_watch.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <set>
#include <sys/inotify.h>
#include <system_error>
#include <unistd.h>

namespace attache {

namespace fs = std::filesystem;

DeckWatch::DeckWatch(const std::vector<fs::path>& paths)
    : descriptor_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (descriptor_ < 0) return;
  std::set<fs::path> folders;
  for (const fs::path& path : paths) {
    std::error_code failure;
    const fs::path whole = fs::absolute(path, failure);
    folders.insert(fs::is_directory(whole, failure) ? whole : whole.parent_path());
  }
  constexpr std::uint32_t kWritten =
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
  for (const fs::path& folder : folders)
    ::inotify_add_watch(descriptor_, folder.c_str(), kWritten);
}

DeckWatch::~DeckWatch() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

// Takes the news out of the queue, so that it is told once: that is no reading alone.
// NOLINTNEXTLINE(readability-make-member-function-const)
bool DeckWatch::changed() {
  if (descriptor_ < 0) return false;
  bool any = false;
  std::array<char, 4096> events{};
  while (true) {
    const ssize_t got = ::read(descriptor_, events.data(), events.size());
    if (got > 0) {
      any = true;
    } else if (got == 0 || errno != EINTR) {
      return any;
    }
  }
}

bool DeckWatch::wait(std::chrono::milliseconds limit) {
  pollfd watched{descriptor_, POLLIN, 0};
  if (::poll(&watched, 1, static_cast<int>(limit.count())) <= 0) return false;
  return changed();
}

}  // namespace attache
