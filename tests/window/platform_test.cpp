// NOLINTBEGIN(concurrency-mt-unsafe): one thread sets and reads the environment
#include "window/platform.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <thread>
#include <unistd.h>

#include <doctest/doctest.h>

#include "window/typesetter.h"
#include "window/x11_window.h"

using namespace attache;
using namespace attache::window;

namespace {

/// Cases that open a window run only where somebody says that a display is for them:
/// ATTACHE_TEST_DISPLAY=1 xvfb-run window_tests.
bool has_display() {
  return std::getenv("ATTACHE_TEST_DISPLAY") != nullptr;
}

class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("attache-window-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(Folder&&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

PlatformSetup for_pictures() {
  PlatformSetup setup;
  setup.fixed_time = true;
  setup.place = {0, 0, 800, 600};
  return setup;
}

}  // namespace

TEST_CASE("errors of the display about windows of others are passed over, others not") {
  // The core protocol's numbers: BadWindow 3, BadMatch 8; ChangeProperty 18, SendEvent
  // 25, CreateWindow 1, GetGeometry 14.
  CHECK(concerns_others(3, 18));
  CHECK(concerns_others(3, 14));
  CHECK(concerns_others(5, 18));
  CHECK(concerns_others(2, 25));
  CHECK_FALSE(concerns_others(8, 1));
  CHECK_FALSE(concerns_others(11, 1));
}

TEST_CASE("without a display a window does not open, and says why") {
  const char* before = std::getenv("DISPLAY");
  const std::optional<std::string> display =
      before == nullptr ? std::nullopt : std::optional<std::string>(before);
  ::setenv("DISPLAY", "/nowhere/at/all:0", 1);
  const auto opened = Platform::open({});
  if (display)
    ::setenv("DISPLAY", display->c_str(), 1);
  else
    ::unsetenv("DISPLAY");
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().what == "There is no display to open a window on");
  CHECK_FALSE(opened.error().remedy.empty());
}

TEST_CASE("two pictures of one screen are the same to the pixel") {
  if (!has_display()) return;
  const Folder folder;
  for (const std::string name : {"a.png", "b.png"}) {
    auto platform = Platform::open(for_pictures());
    REQUIRE(platform.has_value());
    Typesetter typesetter;
    const auto frame = [&] {
      const auto& layout =
          typesetter.lay_out({"Kadena 統合 ffi", Face::kSerif, 30, IM_COL32_BLACK}, {});
      typesetter.draw(*ImGui::GetBackgroundDrawList(), {40, 40}, layout);
      typesetter.end_frame();
      return FrameOutcome{};
    };
    REQUIRE((*platform)->picture(frame, 4, folder / name).has_value());
  }
  CHECK(content_of(folder / "a.png").size() > 1000);
  CHECK(content_of(folder / "a.png") == content_of(folder / "b.png"));
}

TEST_CASE("a picture that cannot be written is reported") {
  if (!has_display()) return;
  const Folder folder;
  auto platform = Platform::open(for_pictures());
  REQUIRE(platform.has_value());
  const auto written = (*platform)->picture([] { return FrameOutcome{}; }, 1,
                                            folder / "no/such/folder.png");
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().what == "The picture could not be written");
}

TEST_CASE("a sleeping window wakes when a thread rings") {
  if (!has_display()) return;
  auto opened = Platform::open(for_pictures());
  REQUIRE(opened.has_value());
  Platform& platform = **opened;
  std::optional<std::thread> ringer;
  int frames = 0;
  platform.run([&] {
    FrameOutcome outcome;
    if (++frames == 4 && !ringer) ringer.emplace([&] { platform.wake(); });
    outcome.wake_in_ms = 1;
    outcome.quit = ringer.has_value() && frames > 6;
    return outcome;
  });
  ringer->join();
  CHECK(frames > 6);
  CHECK(platform.place().width == 800);
}

TEST_CASE("a signal to end closes the window after one last frame") {
  if (!has_display()) return;
  auto opened = Platform::open(for_pictures());
  REQUIRE(opened.has_value());
  Platform& platform = **opened;
  bool told = false;
  platform.run([&] {
    told = platform.close_requested();
    if (!told) ::kill(::getpid(), SIGTERM);
    FrameOutcome outcome;
    outcome.stay_open = true;  // a signal does not wait
    return outcome;
  });
  CHECK(told);
}

// NOLINTEND(concurrency-mt-unsafe)
