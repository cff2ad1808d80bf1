#include "trainer/library.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "deckfile/read.h"

namespace attache {

namespace {

namespace fs = std::filesystem;

bool is_deck_name(const fs::path& file) {
  // Names with a leading point are hidden: remains of editors and archives.
  return file.extension() == ".xml" && file.filename().string().front() != '.';
}

/// Adds the deck files of a folder, by name.
void add_folder(const fs::path& folder, std::vector<fs::path>& files, Library& library) {
  std::error_code failure;
  std::vector<fs::path> inside;
  fs::directory_iterator at(folder, failure);
  while (!failure && at != fs::directory_iterator()) {
    std::error_code unknown;
    if (is_deck_name(at->path()) && at->is_regular_file(unknown))
      inside.push_back(at->path());
    at.increment(failure);
  }
  if (failure)
    library.failures.push_back(
        {folder,
         {fmt::format("{}: the folder cannot be read ({}) — check its permissions",
                      folder.string(), failure.message())}});
  std::sort(inside.begin(), inside.end());
  files.insert(files.end(), inside.begin(), inside.end());
}

/// All deck files in order, each once.
std::vector<fs::path> deck_files(const std::vector<fs::path>& paths, Library& library) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code failure;
    if (fs::is_directory(path, failure)) {
      add_folder(path, files, library);
    } else if (path.extension() == ".xml" || fs::exists(path, failure)) {
      files.push_back(path);
    }
  }
  std::set<fs::path> seen;
  std::erase_if(files, [&](const fs::path& file) {
    std::error_code failure;
    const fs::path real = fs::weakly_canonical(file, failure);
    return !failure && !seen.insert(real).second;
  });
  return files;
}

std::vector<std::string> error_texts(const std::vector<Problem>& problems) {
  std::vector<std::string> texts;
  for (const Problem& problem : problems)
    if (problem.severity == Severity::kError) texts.push_back(problem.text());
  return texts;
}

}  // namespace

Library load_library(const std::vector<fs::path>& paths) {
  Library library;
  std::map<std::string, fs::path> seen;
  for (const fs::path& file : deck_files(paths, library)) {
    ReadDeck read = read_deck(file);
    if (!read.deck) {
      library.failures.push_back({file, error_texts(read.problems)});
      continue;
    }
    const auto [at, fresh] = seen.emplace(read.deck->id, file);
    if (!fresh) {
      library.failures.push_back(
          {file,
           {fmt::format(
               "{}: the deck {} was already read from {} — give one of them another id",
               file.string(), at->first, at->second.string())}});
      continue;
    }
    library.books.emplace_back(*std::move(read.deck), file.parent_path());
  }
  return library;
}

}  // namespace attache
