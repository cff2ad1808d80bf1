#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "window/platform.h"

namespace attache::window {
namespace {

std::string environment(const char* name) {
  const char* value =
      std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read once at the start
  return value == nullptr ? std::string() : std::string(value);
}

std::string content_of(const std::filesystem::path& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (file) content << file.rdbuf();
  return content.str();
}

bool names_dark_theme(std::string_view name) {
  return name.ends_with("-dark") || name.ends_with(":dark") || name.ends_with("-Dark");
}

/// The value of `key=` in an ini file; empty when it is not there.
std::string ini_value(const std::string& content, std::string_view key) {
  std::size_t at = 0;
  while (at < content.size()) {
    const std::size_t end = std::min(content.find('\n', at), content.size());
    std::string line = content.substr(at, end - at);
    std::erase_if(line,
                  [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"'; });
    if (line.size() > key.size() && line.starts_with(key) && line[key.size()] == '=')
      return line.substr(key.size() + 1);
    at = end + 1;
  }
  return {};
}

bool gtk_settings_are_dark(const std::filesystem::path& file) {
  const std::string content = content_of(file);
  const std::string wish = ini_value(content, "gtk-application-prefer-dark-theme");
  return wish == "1" || wish == "true" ||
         names_dark_theme(ini_value(content, "gtk-theme-name"));
}

/// GNOME keeps its settings in one binary file in which texts stand as they are.
bool gnome_settings_are_dark(const std::filesystem::path& file) {
  const std::string content = content_of(file);
  return content.find("color-scheme") != std::string::npos &&
         content.find("prefer-dark") != std::string::npos;
}

std::filesystem::path config_folder() {
  const std::string folder = environment("XDG_CONFIG_HOME");
  if (!folder.empty()) return folder;
  const std::string home = environment("HOME");
  return home.empty() ? std::filesystem::path() : std::filesystem::path(home) / ".config";
}

}  // namespace

bool desktop_is_dark() {
  const std::string theme = environment("GTK_THEME");
  if (!theme.empty()) return names_dark_theme(theme);
  const std::filesystem::path config = config_folder();
  if (config.empty()) return false;
  if (gnome_settings_are_dark(config / "dconf" / "user")) return true;
  if (gtk_settings_are_dark(config / "gtk-4.0" / "settings.ini")) return true;
  if (gtk_settings_are_dark(config / "gtk-3.0" / "settings.ini")) return true;
  return ini_value(content_of(config / "kdeglobals"), "ColorScheme").find("Dark") !=
         std::string::npos;
}

}  // namespace attache::window
