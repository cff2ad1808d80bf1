#include "window/picture_decoding.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <fstream>
#include <new>
#include <poll.h>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <SFML/Graphics/Image.hpp>
#include <SFML/System/Err.hpp>

#include "base/picture_header.h"

namespace attache::window {

namespace {

constexpr rlim_t kMemory = rlim_t{512} << 20U;
constexpr rlim_t kProcessorSeconds = 3;
constexpr int kOutOfMemory = 3;  ///< exit code

/// The largest picture with all its smaller sizes: a third more than itself, and a little
/// for halves that are rounded up.
constexpr std::size_t kMostPixelBytes =
    std::size_t{kLongestSide} * kLongestSide * 4 / 2 * 3;

// ---- in the child

struct CloseFile {
  int handle;
  explicit CloseFile(int file) : handle(file) {}
  CloseFile(const CloseFile&) = delete;
  CloseFile(CloseFile&&) = delete;
  CloseFile& operator=(const CloseFile&) = delete;
  CloseFile& operator=(CloseFile&&) = delete;
  ~CloseFile() {
    if (handle >= 0) ::close(handle);
  }
};

std::variant<std::string, PictureFault> content_of(const std::filesystem::path& name) {
  const CloseFile file(::open(name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (file.handle < 0 || ::fstat(file.handle, &status) != 0 || !S_ISREG(status.st_mode))
    return PictureFault::kUnreadable;
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > kMostPictureBytes) return PictureFault::kTooLarge;
  std::string content(size, '\0');
  std::size_t there = 0;
  while (there < size) {
    const ssize_t got = ::read(file.handle, content.data() + there, size - there);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return PictureFault::kUnreadable;
    if (got == 0) break;
    there += static_cast<std::size_t>(got);
  }
  content.resize(there);
  return content;
}

/// What the decoder says when it does not get the memory that it wants.
bool speaks_of_size(const std::string& words) {
  // Two editions of the decoder say it differently.
  constexpr std::array<std::string_view, 4> kSigns{"outofmem", "Out of memory",
                                                   "too large", "Very large"};
  return std::any_of(kSigns.begin(), kSigns.end(), [&](std::string_view sign) {
    return words.find(sign) != std::string::npos;
  });
}

/// How much memory this process has taken so far. The child inherits it all, and the
/// graphics driver alone may have taken more than the child is to get.
rlim_t taken_memory() {
  std::ifstream pages_file("/proc/self/statm");
  rlim_t pages = 0;
  pages_file >> pages;
  return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

void limit(decltype(RLIMIT_AS) what, rlim_t amount) {
  const struct rlimit both { amount, amount };
  ::setrlimit(what, &both);
}

[[noreturn]] void on_no_memory() {
  ::_exit(kOutOfMemory);
}
[[noreturn]] void on_failure() {
  ::_exit(1);
}

void become_harmless(rlim_t taken) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGPIPE, SIGXCPU, SIGABRT, SIGSEGV,
                           SIGBUS, SIGFPE, SIGILL})
    ::signal(number, SIG_DFL);
  std::set_new_handler(on_no_memory);
  std::set_terminate(on_failure);
  limit(RLIMIT_AS, taken + kMemory);
  limit(RLIMIT_CPU, kProcessorSeconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
}

void write_sizes(PicturePixels pixels, std::uint8_t* to) {
  for (const PixelSize& size : sizes_of({pixels.width, pixels.height})) {
    if (size.width != pixels.width || size.height != pixels.height)
      pixels = shrunk(pixels, 2);
    to = std::copy(pixels.rgba.begin(), pixels.rgba.end(), to);
  }
}

std::size_t bytes_of(PixelSize picture) {
  std::size_t bytes = 0;
  for (const PixelSize& size : sizes_of(picture))
    bytes += size.bytes();
  return bytes;
}

}  // namespace

/// What parent and child share. The parent reads it when the child has ended, and
/// believes none of it.
struct PictureDecoding::Shared {
  enum class State : std::uint32_t { kNothing, kFault, kPicture };
  State state = State::kNothing;
  PictureFault fault = PictureFault::kDamaged;
  PixelSize size;
  alignas(16) std::array<std::uint8_t, kMostPixelBytes> pixels{};
};

const char* words_of(PictureFault fault) {
  switch (fault) {
    case PictureFault::kUnreadable:
      return "The picture is not there, or cannot be read.";
    case PictureFault::kNoPicture:
      return "The file is no PNG or JPEG picture.";
    case PictureFault::kTooLarge:
      return "The picture is too large.";
    case PictureFault::kDamaged:
      break;
  }
  return "The picture is damaged.";
}

Decoded decode_picture(const std::filesystem::path& file) {
  const auto read = content_of(file);
  if (const auto* fault = std::get_if<PictureFault>(&read)) return *fault;
  const auto& content = std::get<std::string>(read);
  // Its own look at the header, so that a small file that unfolds to a huge picture does
  // not even begin.
  const auto promised = picture_size(content);
  if (!promised) return PictureFault::kNoPicture;
  if (promised->pixels() > kMostPicturePixels) return PictureFault::kTooLarge;
  const std::ostringstream words;
  auto* const before = sf::err().rdbuf(words.rdbuf());
  sf::Image image;
  const bool loaded = image.loadFromMemory(content.data(), content.size());
  sf::err().rdbuf(before);
  if (!loaded)
    return speaks_of_size(words.str()) ? PictureFault::kTooLarge : PictureFault::kDamaged;
  const auto [width, height] = image.getSize();
  if (std::uint64_t{width} * height > kMostPicturePixels) return PictureFault::kTooLarge;
  PicturePixels pixels{static_cast<int>(width), static_cast<int>(height), {}};
  pixels.rgba.assign(
      image.getPixelsPtr(),
      image.getPixelsPtr() + PixelSize{pixels.width, pixels.height}.bytes());
  return pixels;
}

PictureDecoding::PictureDecoding(const std::filesystem::path& file, Decoder decoder) {
  fault_ = PictureFault::kDamaged;  // until the child says otherwise
  void* memory = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  std::array<int, 2> pipe{-1, -1};
  if (memory == MAP_FAILED) return;
  shared_ = static_cast<Shared*>(memory);
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return;
  const rlim_t taken = taken_memory();
  child_ = ::fork();
  if (child_ == 0) {
    become_harmless(taken);
    decode(file, decoder);
  }
  ::close(pipe[1]);
  alive_ = pipe[0];
}

void PictureDecoding::decode(const std::filesystem::path& file, Decoder decoder) const {
  Decoded decoded = decoder(file);
  if (const auto* fault = std::get_if<PictureFault>(&decoded)) {
    shared_->fault = *fault;
    shared_->state = Shared::State::kFault;
    ::_exit(0);
  }
  auto& pixels = std::get<PicturePixels>(decoded);
  make_opaque(pixels);
  pixels = kept(std::move(pixels));
  shared_->size = {pixels.width, pixels.height};
  if (bytes_of(shared_->size) > kMostPixelBytes) ::_exit(kOutOfMemory);
  write_sizes(std::move(pixels), shared_->pixels.data());
  shared_->state = Shared::State::kPicture;
  ::_exit(0);
}

PictureDecoding::~PictureDecoding() {
  give_up();
  if (alive_ >= 0) ::close(alive_);
  if (shared_ != nullptr) ::munmap(shared_, sizeof(Shared));
}

bool PictureDecoding::ended(std::chrono::milliseconds patience) {
  if (child_ < 0) return true;
  pollfd watched{alive_, POLLIN, 0};
  if (::poll(&watched, 1, static_cast<int>(patience.count())) <= 0) return false;
  int status = 0;
  pid_t reaped = ::waitpid(child_, &status, 0);
  while (reaped < 0 && errno == EINTR)
    reaped = ::waitpid(child_, &status, 0);
  child_ = -1;
  if (reaped > 0) collect(status);
  return true;
}

void PictureDecoding::give_up() {
  if (child_ < 0) return;
  ::kill(child_, SIGKILL);
  while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
  }
  child_ = -1;
}

void PictureDecoding::collect(int status) {
  if (!WIFEXITED(status)) return;
  if (WEXITSTATUS(status) == kOutOfMemory) fault_ = PictureFault::kTooLarge;
  if (WEXITSTATUS(status) != 0) return;
  if (shared_->state == Shared::State::kFault) fault_ = shared_->fault;
  if (shared_->state != Shared::State::kPicture) return;
  const PixelSize size = shared_->size;
  const bool fits = size.width >= 1 && size.height >= 1 && size.width <= kLongestSide &&
                    size.height <= kLongestSide && bytes_of(size) <= kMostPixelBytes;
  if (!fits) return;
  size_ = size;
  fault_.reset();
}

const std::uint8_t* PictureDecoding::pixels() const {
  return shared_->pixels.data();
}

}  // namespace attache::window
