#include "window/progress_files.h"

#include <chrono>
#include <fmt/format.h>
#include <system_error>

#include "window/export.h"
#include "window/import_files.h"
#include "window/round_file.h"

namespace attache::window {

namespace fs = std::filesystem;

std::string progress_file_stem(std::string_view what, StudyDay day) {
  std::string name;
  for (const char sign : what) {
    const bool plain = (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
    if (plain)
      name += sign;
    else if (sign >= 'A' && sign <= 'Z')
      name += static_cast<char>(sign - 'A' + 'a');
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  while (!name.empty() && name.back() == '-')
    name.pop_back();
  const std::chrono::year_month_day date(day);
  return fmt::format("attache-{}-{:04}-{:02}-{:02}", name.empty() ? "chart" : name,
                     static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

fs::path free_path(const fs::path& folder,
                   std::string_view stem,
                   std::string_view ending) {
  fs::path path = folder / fmt::format("{}{}", stem, ending);
  std::error_code failure;
  for (int number = 2; fs::exists(path, failure); ++number)
    path = folder / fmt::format("{}-{}{}", stem, number, ending);
  return path;
}

Result<fs::path> saving_path(const Environment& environment,
                             std::string_view stem,
                             std::string_view ending) {
  const fs::path folder = documents_folder(environment);
  if (folder.empty())
    return fail("There is no folder for documents to save it in", "",
                "set HOME, then save it again");
  return free_path(folder, stem, ending);
}

Result<fs::path> save_text(const Environment& environment,
                           std::string_view stem,
                           std::string_view ending,
                           std::string_view text) {
  Result<fs::path> path = saving_path(environment, stem, ending);
  if (!path) return path;
  if (const Result<void> written = write_export(*path, text); !written)
    return written.unexpected();
  return *path;
}

std::string told_path(const Environment& environment, const fs::path& file) {
  return shown_path(file, environment("HOME").value_or("/"), false);
}

}  // namespace attache::window
