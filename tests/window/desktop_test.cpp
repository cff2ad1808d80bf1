#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <unistd.h>

// NOLINTBEGIN(concurrency-mt-unsafe): one thread sets and reads the environment
#include <doctest/doctest.h>

#include "window/platform.h"

using attache::window::desktop_is_dark;

namespace {

/// A folder of settings of its own for as long as it lives.
class Desktop {
 public:
  explicit Desktop(const char* gtk_theme = "")
      : folder_(std::filesystem::temp_directory_path() /
                ("attache-desktop-" + std::to_string(::getpid()))),
        theme_before_(value_of("GTK_THEME")),
        config_before_(value_of("XDG_CONFIG_HOME")) {
    std::filesystem::create_directories(folder_);
    ::setenv("XDG_CONFIG_HOME", folder_.c_str(), 1);
    ::setenv("GTK_THEME", gtk_theme, 1);
  }
  ~Desktop() {
    give_back("GTK_THEME", theme_before_);
    give_back("XDG_CONFIG_HOME", config_before_);
    std::filesystem::remove_all(folder_);
  }
  Desktop(const Desktop&) = delete;
  Desktop& operator=(const Desktop&) = delete;
  Desktop(Desktop&&) = delete;
  Desktop& operator=(Desktop&&) = delete;

  Desktop& file(const std::string& name, const std::string& content) {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return *this;
  }

 private:
  static std::optional<std::string> value_of(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  }
  static void give_back(const char* name, const std::optional<std::string>& value) {
    if (value)
      ::setenv(name, value->c_str(), 1);
    else
      ::unsetenv(name);
  }

  std::filesystem::path folder_;
  std::optional<std::string> theme_before_;
  std::optional<std::string> config_before_;
};

}  // namespace

TEST_CASE("a desktop that says nothing is light") {
  const Desktop desktop;
  CHECK_FALSE(desktop_is_dark());
}

TEST_CASE("GTK_THEME decides before all files") {
  {
    const Desktop desktop("Adwaita:dark");
    CHECK(desktop_is_dark());
  }
  {
    const Desktop desktop("Arc-dark");
    CHECK(desktop_is_dark());
  }
  Desktop desktop("Adwaita");
  desktop.file("gtk-3.0/settings.ini",
               "[Settings]\ngtk-application-prefer-dark-theme=1\n");
  CHECK_FALSE(desktop_is_dark());
}

TEST_CASE("GTK's settings can ask for a dark theme") {
  {
    Desktop desktop;
    desktop.file("gtk-3.0/settings.ini",
                 "[Settings]\ngtk-application-prefer-dark-theme = true\n");
    CHECK(desktop_is_dark());
  }
  {
    Desktop desktop;
    desktop.file("gtk-4.0/settings.ini", "[Settings]\ngtk-theme-name=Adwaita-dark");
    CHECK(desktop_is_dark());
  }
  Desktop desktop;
  desktop.file("gtk-3.0/settings.ini",
               "[Settings]\ngtk-application-prefer-dark-theme=0\n");
  CHECK_FALSE(desktop_is_dark());
}

TEST_CASE("GNOME's own setting is found in its binary file") {
  Desktop desktop;
  desktop.file("dconf/user", std::string("color-scheme") + '\0' + "prefer-dark");
  CHECK(desktop_is_dark());
}

TEST_CASE("Plasma's colour scheme is read") {
  Desktop desktop;
  desktop.file("kdeglobals", "[General]\nColorScheme=BreezeDark\n");
  CHECK(desktop_is_dark());
}

// NOLINTEND(concurrency-mt-unsafe)
