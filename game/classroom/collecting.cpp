#include "classroom/collecting.h"

#include <algorithm>
#include <condition_variable>
#include <fmt/format.h>
#include <map>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>

namespace attache::classroom {

namespace {

namespace fs = std::filesystem;

/// So many files are written together: a commit waits for the disk.
constexpr std::size_t kTogether = 64;

/// Files, and what folders hold, in the order of the names within a folder.
std::vector<fs::path> files_in(const std::vector<fs::path>& paths) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code problem;
    if (!fs::is_directory(path, problem)) {
      files.push_back(path);
      continue;
    }
    const auto first = static_cast<std::ptrdiff_t>(files.size());
    for (const fs::directory_entry& each : fs::directory_iterator(path, problem))
      if (each.path().extension() == ".progress") files.push_back(each.path());
    std::sort(files.begin() + first, files.end());
  }
  return files;
}

/// Reads files on some threads, a few ahead of who takes them in their order.
class Readers {
 public:
  explicit Readers(const std::vector<fs::path>& files) : files_(&files) {
    const std::size_t threads =
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
    ahead_ = 2 * threads;
    for (std::size_t i = 0; i < std::min(threads, files.size()); ++i)
      threads_.emplace_back([this] { work(); });
  }
  ~Readers() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_)
      thread.join();
  }
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;
  Readers(Readers&&) = delete;
  Readers& operator=(Readers&&) = delete;

  /// The next file; each is given once.
  [[nodiscard]] Result<StudentFile> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return read_.contains(taken_); });
    Result<StudentFile> file = std::move(read_.extract(taken_++).mapped());
    lock.unlock();
    changed_.notify_all();
    return file;
  }

 private:
  static constexpr std::size_t kMostThreads = 8;

  void work() {
    while (true) {
      std::size_t mine = 0;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] {
          return stopped_ || begun_ >= files_->size() || begun_ < taken_ + ahead_;
        });
        if (stopped_ || begun_ >= files_->size()) return;
        mine = begun_++;
      }
      Result<StudentFile> file = boil_down((*files_)[mine]);
      {
        const std::lock_guard lock(mutex_);
        read_.emplace(mine, std::move(file));
      }
      changed_.notify_all();
    }
  }

  const std::vector<fs::path>* files_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Result<StudentFile>> read_;
  std::size_t begun_ = 0, taken_ = 0, ahead_ = 0;
  bool stopped_ = false;
};

void count(Put put, Collected& collected) {
  switch (put) {
    case Put::kNew:
      ++collected.fresh;
      break;
    case Put::kRenewed:
      ++collected.renewed;
      break;
    case Put::kSame:
      ++collected.same;
      break;
  }
}

/// Clocks are set wrongly by hours, and study days are those of another zone.
constexpr std::chrono::days kMostAhead{2};

Result<void> check_made(const HandInHead& head, Instant now) {
  const auto day = Instant(head.made_on.time_since_epoch());
  if (head.made_at <= now + kMostAhead && day <= now + kMostAhead) return {};
  return fail(fmt::format("this file was made on {}, a day that is still to come",
                          day_text(head.made_on)),
              "", "set the clock right there, and ask for the file again");
}

/// The decks that a student's file told of until now; none if there is none.
std::vector<HandInDeck> decks_before(const Collection& collection,
                                     const std::string& student) {
  std::vector<HandInDeck> decks;
  const auto file = collection.file_of(student);
  if (!file) return decks;
  std::istringstream in(*file);
  HandInReader reader;
  reader.head = [&](const HandInHead& head) -> Result<void> {
    decks = head.decks;
    return fail("the head is enough");
  };
  static_cast<void>(read_hand_in(in, "", reader));
  return decks;
}

/// Notes what of a file that was taken may not be meant.
void note(const HandInHead& head,
          const std::vector<HandInDeck>& before,
          Collected& collected) {
  Collected::TellsLess less{head.name, {}};
  for (const HandInDeck& deck : before)
    if (std::none_of(head.decks.begin(), head.decks.end(),
                     [&](const HandInDeck& now) { return now.id == deck.id; }))
      less.decks.push_back(deck.title.empty() ? deck.id : deck.title);
  if (!less.decks.empty()) collected.less.push_back(std::move(less));
  if (head.course.empty()) return;
  Collected::ForCourse& course = collected.courses[head.course];
  if (course.files++ == 0) course.name = head.name;
}

/// Writes what the next file holds, or notes why it is left out.
Result<void> take_next(Collection& collection,
                       const fs::path& file,
                       Instant now,
                       Readers& readers,
                       Collected& collected) {
  const Result<StudentFile> read = readers.next();
  if (!read) {
    collected.refused.push_back({file, read.error()});
    return {};
  }
  if (const auto checked = check_made(read->head, now); !checked) {
    collected.refused.push_back({file, checked.error()});
    return {};
  }
  const auto before = decks_before(collection, read->head.student);
  const auto put = collection.put(*read);
  if (!put) return put.unexpected();
  count(*put, collected);
  if (*put != Put::kSame) note(read->head, before, collected);
  return {};
}

/// Ends what is written together, and begins anew.
Result<void> write_together(Collection& collection) {
  if (auto kept = collection.commit(); !kept) return kept;
  return collection.begin();
}

}  // namespace

Result<Collected> collect(Collection& collection,
                          const std::vector<std::filesystem::path>& files,
                          Instant now,
                          const CollectProgress& progress) {
  const std::vector<fs::path> all = files_in(files);
  Collected collected;
  Readers readers(all);
  for (std::size_t done = 0; done < all.size(); ++done) {
    if (progress && !progress(done, all.size())) {
      collected.cancelled = true;
      break;
    }
    if (done % kTogether == 0)
      if (auto begun = write_together(collection); !begun) return begun.unexpected();
    if (auto taken = take_next(collection, all[done], now, readers, collected); !taken)
      return taken.unexpected();
  }
  if (auto kept = collection.commit(); !kept) return kept.unexpected();
  if (collected.renewed > 0)
    if (auto tidied = collection.tidy(); !tidied) return tidied.unexpected();
  if (progress && !collected.cancelled) progress(all.size(), all.size());
  return collected;
}

}  // namespace attache::classroom
