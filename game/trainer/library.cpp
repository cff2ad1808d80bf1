#include "trainer/library.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>
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

DeckStamp stamp_of(const fs::path& file) {
  std::error_code failure;
  DeckStamp stamp{file, fs::last_write_time(file, failure), 0};
  if (failure) stamp.written = {};
  stamp.size = fs::file_size(file, failure);
  if (failure) stamp.size = 0;
  return stamp;
}

/// Books that were read before, by their file.
class Before {
 public:
  explicit Before(Library library) : library_(std::move(library)) {
    for (std::size_t i = 0; i < library_.files.size(); ++i)
      place_of_file_.emplace(library_.files[i], i);
    for (DeckStamp& stamp : library_.stamps)
      stamps_.emplace(stamp.file, stamp);
    taken_.resize(library_.books.size());
  }

  /// The book of a file, if it is as it was then.
  std::optional<DeckBook> unchanged(const DeckStamp& now) {
    const auto then = stamps_.find(now.file);
    if (then == stamps_.end() || then->second != now) return std::nullopt;
    return take(now.file);
  }
  std::optional<DeckBook> take(const fs::path& file) {
    const auto at = place_of_file_.find(file);
    if (at == place_of_file_.end() || taken_[at->second]) return std::nullopt;
    taken_[at->second] = true;
    return std::move(library_.books[at->second]);
  }
  /// What nobody took.
  [[nodiscard]] std::vector<DeckBook> rest() && {
    std::vector<DeckBook> left;
    for (std::size_t i = 0; i < taken_.size(); ++i)
      if (!taken_[i]) left.push_back(std::move(library_.books[i]));
    return left;
  }

 private:
  Library library_;
  std::map<fs::path, std::size_t> place_of_file_;
  std::map<fs::path, DeckStamp> stamps_;
  std::vector<bool> taken_;
};

/// Puts books on a shelf, each id once.
class Shelf {
 public:
  explicit Shelf(Library& library) : library_(library) {}

  [[nodiscard]] bool put(DeckBook& book, const fs::path& file) {
    const auto [at, fresh] = seen_.emplace(book.deck().id, file);
    if (!fresh) {
      library_.failures.push_back(
          {file,
           {fmt::format(
               "{}: the deck {} was already read from {} — give one of them another id",
               file.string(), at->first, at->second.string())}});
      return false;
    }
    library_.books.push_back(std::move(book));
    library_.files.push_back(file);
    return true;
  }

 private:
  Library& library_;
  std::map<std::string, fs::path> seen_;
};

}  // namespace

Library load_library(const std::vector<fs::path>& paths) {
  return reload_library({}, paths).library;
}

bool has_changed(const Library& library, const std::vector<fs::path>& paths) {
  Library now;
  std::vector<DeckStamp> stamps;
  for (const fs::path& file : deck_files(paths, now))
    stamps.push_back(stamp_of(file));
  return stamps != library.stamps;
}

Reloaded reload_library(Library library, const std::vector<fs::path>& paths) {
  Reloaded reloaded;
  Before before(std::move(library));
  Shelf shelf(reloaded.library);
  for (const fs::path& file : deck_files(paths, reloaded.library)) {
    // Before it is read: what is written meanwhile is noticed the next time.
    const DeckStamp stamp = stamp_of(file);
    reloaded.library.stamps.push_back(stamp);
    std::optional<DeckBook> book = before.unchanged(stamp);
    if (!book) {
      ReadDeck read = read_deck(file);
      if (!read.deck) {
        reloaded.library.failures.push_back({file, error_texts(read.problems)});
        book = before.take(file);
        if (!book) continue;
      } else {
        book.emplace(*std::move(read.deck), file.parent_path());
      }
    }
    if (!shelf.put(*book, file)) reloaded.retired.push_back(*std::move(book));
  }
  for (DeckBook& left : std::move(before).rest())
    reloaded.retired.push_back(std::move(left));
  return reloaded;
}

}  // namespace attache
