#include "trainer/library.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <system_error>
#include <utility>

#include "deckfile/read.h"

namespace attache {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> deck_files(const std::vector<fs::path>& paths) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code failure;
    if (!fs::is_directory(path, failure)) {
      files.push_back(path);
      continue;
    }
    std::vector<fs::path> inside;
    for (const fs::directory_entry& entry : fs::directory_iterator(path, failure))
      if (entry.path().extension() == ".xml" && entry.is_regular_file(failure))
        inside.push_back(entry.path());
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
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
  for (const fs::path& file : deck_files(paths)) {
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
    library.books.emplace_back(*std::move(read.deck));
  }
  std::stable_sort(library.books.begin(), library.books.end(),
                   [](const DeckBook& a, const DeckBook& b) {
                     return a.deck().title < b.deck().title;
                   });
  return library;
}

}  // namespace attache
