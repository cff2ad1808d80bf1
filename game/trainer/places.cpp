#include "trainer/places.h"

#include <system_error>

namespace attache {

namespace {

namespace fs = std::filesystem;

bool is_home(const fs::path& folder) {
  std::error_code failure;
  return fs::is_directory(folder / "decks", failure) &&
         fs::is_directory(folder / "assets", failure);
}

fs::path home_of_bundle(const fs::path& executable, const fs::path& source_tree) {
  if (!executable.has_parent_path())
    return is_home(source_tree) ? source_tree : fs::path();
  fs::path installed = executable.parent_path().parent_path() / "share" / "attache";
  if (is_home(installed)) return installed;
  for (fs::path folder = executable.parent_path(); folder != folder.parent_path();
       folder = folder.parent_path())
    if (is_home(folder)) return folder;
  return is_home(source_tree) ? source_tree : fs::path();
}

}  // namespace

std::vector<fs::path> Places::deck_folders() const {
  std::vector<fs::path> folders;
  if (!bundled_decks.empty()) folders.push_back(bundled_decks);
  folders.push_back(data / "decks");
  return folders;
}

Result<Places> find_places(const Environment& environment,
                           const fs::path& executable,
                           const fs::path& source_tree) {
  Places places;
  const auto data_home = environment("XDG_DATA_HOME");
  const auto home = environment("HOME");
  if (data_home && fs::path(*data_home).is_absolute()) {
    places.data = fs::path(*data_home) / "attache";
  } else if (home && !home->empty()) {
    places.data = fs::path(*home) / ".local" / "share" / "attache";
  } else {
    return fail("there is no home folder to keep your progress in", "",
                "give a folder with --data DIR");
  }
  const fs::path bundle = home_of_bundle(executable, source_tree);
  if (!bundle.empty()) {
    places.bundled_decks = bundle / "decks";
    places.assets = bundle / "assets";
  }
  return places;
}

}  // namespace attache
