#pragma once
// A disk that tests own: it can refuse, lie and lose power. It sits between SQLite and
// the real one.

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

#include "base/chance.h"

namespace attache {

/// While one exists, SQLite's default file system is this one. Waiting for the disk costs
/// nothing here, which makes it the quick choice for tests that are about something else.
class FaultyDisk {
 public:
  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  FaultyDisk(FaultyDisk&&) = delete;
  FaultyDisk& operator=(FaultyDisk&&) = delete;

  /// From now on the n-th change of the disk (write, truncation, sync, removal; counted
  /// from 1) fails with an SQLite code; with `lasting`, so does every later one.
  void fail_at(int n, int code, bool lasting = false);
  /// The n-th change does not happen and nothing works after it, until `restart`.
  void cut_power_at(int n);
  [[nodiscard]] bool power_is_off() const { return power_off_; }
  /// Nothing can be read any more once `n` more pieces were read; everything again with
  /// `read_again`.
  void refuse_reads_after(int n) { reads_left_ = n; }
  void read_again() { reads_left_.reset(); }
  void work_again();
  /// Changes so far since the last of the calls above.
  [[nodiscard]] int changes() const { return changes_; }

  /// Keeps what is needed for `restart`.
  void remember_what_is_certain() { remembering_ = true; }
  /// A disk that says "written" and has not: what is synced stays uncertain.
  void lie_about_syncs() { lying_ = true; }
  /// After a power cut: every 512 bytes that were written and not synced are there or
  /// not, by chance.
  void restart(Chance& chance);

 private:
  struct Change {
    std::size_t at = 0;
    std::string bytes;
    std::optional<std::size_t> truncated_to;
  };
  struct Image {
    bool certain = false;  ///< the file's name has reached the disk
    bool doomed = false;   ///< removed, but not certainly
    std::string durable;
    std::vector<Change> pending;
  };
  struct File;
  struct Calls;

  /// Counts a change; the code that it fails with, or SQLITE_OK.
  int next_change();
  Image* image_of(const std::string& path);
  static void apply(const Change& change, std::string& content);

  sqlite3_vfs vfs_{};
  sqlite3_vfs* real_ = nullptr;
  int changes_ = 0;
  int fail_at_ = 0;
  int code_ = SQLITE_OK;
  bool lasting_ = false;
  bool cutting_ = false;
  bool power_off_ = false;
  std::optional<int> reads_left_;
  bool remembering_ = false;
  bool lying_ = false;
  std::map<std::string, Image> images_;
};

struct FaultyDisk::File {
  sqlite3_file base;
  FaultyDisk* disk;
  Image* image;
  sqlite3_file* real;
};

struct FaultyDisk::Calls {
  static File* file(sqlite3_file* of) { return reinterpret_cast<File*>(of); }
  static FaultyDisk* disk(sqlite3_vfs* of) {
    return static_cast<FaultyDisk*>(of->pAppData);
  }

  static int close(sqlite3_file* of) {
    sqlite3_file* real = file(of)->real;
    return real->pMethods == nullptr ? SQLITE_OK : real->pMethods->xClose(real);
  }
  static int read(sqlite3_file* of, void* to, int size, sqlite3_int64 at) {
    FaultyDisk* d = file(of)->disk;
    if (d->power_off_) return SQLITE_IOERR_READ;
    if (d->reads_left_ && (*d->reads_left_)-- <= 0) return SQLITE_IOERR_READ;
    sqlite3_file* real = file(of)->real;
    return real->pMethods->xRead(real, to, size, at);
  }
  static int write(sqlite3_file* of, const void* from, int size, sqlite3_int64 at) {
    File* f = file(of);
    if (const int code = f->disk->next_change(); code != SQLITE_OK)
      return code == SQLITE_IOERR ? SQLITE_IOERR_WRITE : code;
    if (f->image != nullptr) {
      const auto length = static_cast<std::size_t>(size);
      f->image->pending.push_back({static_cast<std::size_t>(at),
                                   std::string(static_cast<const char*>(from), length),
                                   {}});
    }
    return f->real->pMethods->xWrite(f->real, from, size, at);
  }
  static int truncate(sqlite3_file* of, sqlite3_int64 size) {
    File* f = file(of);
    if (const int code = f->disk->next_change(); code != SQLITE_OK)
      return code == SQLITE_IOERR ? SQLITE_IOERR_TRUNCATE : code;
    if (f->image != nullptr)
      f->image->pending.push_back({0, {}, static_cast<std::size_t>(size)});
    return f->real->pMethods->xTruncate(f->real, size);
  }
  static int sync(sqlite3_file* of, int /*flags*/) {
    File* f = file(of);
    if (const int code = f->disk->next_change(); code != SQLITE_OK)
      return code == SQLITE_IOERR ? SQLITE_IOERR_FSYNC : code;
    if (f->image != nullptr && !f->disk->lying_) {
      for (const Change& change : f->image->pending)
        apply(change, f->image->durable);
      f->image->pending.clear();
      f->image->certain = true;
    }
    return SQLITE_OK;
  }
  static int file_size(sqlite3_file* of, sqlite3_int64* size) {
    return file(of)->real->pMethods->xFileSize(file(of)->real, size);
  }
  static int lock(sqlite3_file* of, int kind) {
    return file(of)->real->pMethods->xLock(file(of)->real, kind);
  }
  static int unlock(sqlite3_file* of, int kind) {
    return file(of)->real->pMethods->xUnlock(file(of)->real, kind);
  }
  static int check_lock(sqlite3_file* of, int* held) {
    return file(of)->real->pMethods->xCheckReservedLock(file(of)->real, held);
  }
  static int control(sqlite3_file* of, int kind, void* argument) {
    return file(of)->real->pMethods->xFileControl(file(of)->real, kind, argument);
  }
  static int sector_size(sqlite3_file* of) {
    return file(of)->real->pMethods->xSectorSize(file(of)->real);
  }
  static int characteristics(sqlite3_file* of) {
    return file(of)->real->pMethods->xDeviceCharacteristics(file(of)->real);
  }

  static int open(
      sqlite3_vfs* vfs, const char* name, sqlite3_file* to, int flags, int* out) {
    static const sqlite3_io_methods kMethods{1,
                                             &close,
                                             &read,
                                             &write,
                                             &truncate,
                                             &sync,
                                             &file_size,
                                             &lock,
                                             &unlock,
                                             &check_lock,
                                             &control,
                                             &sector_size,
                                             &characteristics,
                                             nullptr,
                                             nullptr,
                                             nullptr,
                                             nullptr,
                                             nullptr,
                                             nullptr};
    File* f = file(to);
    f->disk = disk(vfs);
    f->image = nullptr;
    f->real = reinterpret_cast<sqlite3_file*>(f + 1);
    f->real->pMethods = nullptr;
    f->base.pMethods = nullptr;
    if (f->disk->power_off_) return SQLITE_CANTOPEN;
    if (name != nullptr) f->image = f->disk->image_of(name);
    const int code = f->disk->real_->xOpen(f->disk->real_, name, f->real, flags, out);
    if (code == SQLITE_OK) f->base.pMethods = &kMethods;
    return code;
  }
  static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    FaultyDisk* d = disk(vfs);
    if (const int code = d->next_change(); code != SQLITE_OK)
      return code == SQLITE_IOERR ? SQLITE_IOERR_DELETE : code;
    const int code = d->real_->xDelete(d->real_, name, 0);
    const auto image = d->images_.find(name);
    if (image != d->images_.end()) {
      if (sync_folder != 0 && !d->lying_) {
        d->images_.erase(image);
      } else {
        image->second.doomed = true;
      }
    }
    return code;
  }
  static int access(sqlite3_vfs* vfs, const char* name, int kind, int* result) {
    return disk(vfs)->real_->xAccess(disk(vfs)->real_, name, kind, result);
  }
  static int full_name(sqlite3_vfs* vfs, const char* name, int size, char* out) {
    return disk(vfs)->real_->xFullPathname(disk(vfs)->real_, name, size, out);
  }
};

inline FaultyDisk::FaultyDisk() : real_(sqlite3_vfs_find("unix")) {
  vfs_ = *real_;  // time, chance and errors stay those of the real one
  vfs_.iVersion = 1;
  vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
  vfs_.zName = "attache-faulty";
  vfs_.pNext = nullptr;
  vfs_.pAppData = this;
  vfs_.xOpen = &Calls::open;
  vfs_.xDelete = &Calls::remove;
  vfs_.xAccess = &Calls::access;
  vfs_.xFullPathname = &Calls::full_name;
  sqlite3_vfs_register(&vfs_, 1);
}

inline FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(real_, 1);
}

inline void FaultyDisk::fail_at(int n, int code, bool lasting) {
  changes_ = 0;
  fail_at_ = n;
  code_ = code;
  lasting_ = lasting;
  cutting_ = false;
}

inline void FaultyDisk::cut_power_at(int n) {
  fail_at(n, SQLITE_IOERR, true);
  cutting_ = true;
}

inline void FaultyDisk::work_again() {
  changes_ = 0;
  fail_at_ = 0;
  power_off_ = false;
}

inline int FaultyDisk::next_change() {
  ++changes_;
  const bool fails =
      fail_at_ > 0 && (lasting_ ? changes_ >= fail_at_ : changes_ == fail_at_);
  if (fails && cutting_) power_off_ = true;
  return fails ? code_ : SQLITE_OK;
}

inline FaultyDisk::Image* FaultyDisk::image_of(const std::string& path) {
  if (!remembering_) return nullptr;
  const auto [place, is_new] = images_.try_emplace(path);
  Image& image = place->second;
  if (is_new && std::filesystem::exists(path)) {
    std::ifstream in(path, std::ios::binary);
    image.durable.assign(std::istreambuf_iterator<char>(in), {});
    image.certain = true;
  }
  if (image.doomed) {
    // Removed and made again under the same name: it begins empty.
    image.doomed = false;
    image.pending.push_back({0, {}, 0});
  }
  return &image;
}

inline void FaultyDisk::apply(const Change& change, std::string& content) {
  if (change.truncated_to) {
    if (*change.truncated_to < content.size()) content.resize(*change.truncated_to);
    return;
  }
  if (content.size() < change.at + change.bytes.size())
    content.resize(change.at + change.bytes.size());
  content.replace(change.at, change.bytes.size(), change.bytes);
}

inline void FaultyDisk::restart(Chance& chance) {
  constexpr std::size_t kSector = 512;
  for (auto image = images_.begin(); image != images_.end();) {
    Image& file = image->second;
    if (!std::filesystem::exists(std::filesystem::path(image->first).parent_path())) {
      image = images_.erase(image);  // of a folder that a test is done with
      continue;
    }
    // Some cuts lose everything, some nothing, most a part.
    const double share =
        chance.below(4) == 0 ? static_cast<double>(chance.below(2)) : chance.unit();
    for (const Change& change : file.pending) {
      if (change.truncated_to) {
        if (chance.unit() < share) apply(change, file.durable);
        continue;
      }
      for (std::size_t at = 0; at < change.bytes.size();) {
        const std::size_t length =
            std::min(kSector - (change.at + at) % kSector, change.bytes.size() - at);
        if (chance.unit() < share)
          apply({change.at + at, change.bytes.substr(at, length), {}}, file.durable);
        at += length;
      }
    }
    file.pending.clear();
    const bool lost = (!file.certain || file.doomed) && chance.below(2) == 0;
    std::error_code ignored;
    std::filesystem::remove(image->first, ignored);
    if (!lost) {
      std::ofstream out(image->first, std::ios::binary);
      out << file.durable;
      file.certain = true;
      file.doomed = false;
    }
    image = lost ? images_.erase(image) : std::next(image);
  }
  work_again();
}

}  // namespace attache
