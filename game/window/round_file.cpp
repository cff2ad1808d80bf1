#include "window/round_file.h"

#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <system_error>

namespace attache::window {

namespace {

namespace fs = std::filesystem;

/// The folder that a line `XDG_DOCUMENTS_DIR="$HOME/Documents"` names; empty for others.
fs::path folder_in_line(const std::string& line, const std::string& home) {
  constexpr std::string_view kKey = "XDG_DOCUMENTS_DIR=\"";
  if (!line.starts_with(kKey)) return {};
  const std::size_t end = line.find('"', kKey.size());
  if (end == std::string::npos) return {};
  std::string value = line.substr(kKey.size(), end - kKey.size());
  constexpr std::string_view kHome = "$HOME";
  if (value.starts_with(kHome)) value = home + value.substr(kHome.size());
  return value;
}

fs::path folder_in_file(const fs::path& file, const std::string& home) {
  std::ifstream lines(file);
  std::string line;
  while (std::getline(lines, line))
    if (fs::path folder = folder_in_line(line, home); !folder.empty()) return folder;
  return {};
}

bool is_folder(const fs::path& path) {
  std::error_code failure;
  return !path.empty() && fs::is_directory(path, failure);
}

std::string dashed(std::string words) {
  for (char& c : words)
    c = c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return words;
}

}  // namespace

std::string report_file_name(const RoundReport& report) {
  using namespace std::chrono;
  const auto local = floor<seconds>(report.ended + report.zone_offset);
  const auto day = floor<days>(local);
  const year_month_day date{day};
  const hh_mm_ss time{local - day};
  return fmt::format("attache-{}-{}-{:02}-{:02}-{:02}{:02}{:02}.html",
                     dashed(title_of(report.plan.kind)), static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

fs::path documents_folder(
    const std::function<std::optional<std::string>(const char*)>& environment) {
  const std::string home = environment("HOME").value_or("");
  if (fs::path named = environment("XDG_DOCUMENTS_DIR").value_or(""); is_folder(named))
    return named;
  const std::string config = environment("XDG_CONFIG_HOME").value_or("");
  const fs::path file =
      (config.empty() ? fs::path(home) / ".config" : fs::path(config)) / "user-dirs.dirs";
  if (fs::path listed = folder_in_file(file, home); is_folder(listed)) return listed;
  if (home.empty()) return {};
  const fs::path usual = fs::path(home) / "Documents";
  return is_folder(usual) ? usual : fs::path(home);
}

Result<fs::path> save_report(const RoundReport& report, const fs::path& folder) {
  if (folder.empty())
    return fail("The report could not be saved: there is no folder for documents", "",
                "set HOME, then save it again");
  const fs::path path = folder / report_file_name(report);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << report_html(report);
  file.close();
  if (!file)
    return fail("The report could not be saved", path.string(),
                "check that there is space and that you may write there, then save it "
                "again");
  return path;
}

std::optional<std::string> environment_value(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read only
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

}  // namespace attache::window
