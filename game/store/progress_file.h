#pragma once
// The file progress.db: opened with care, written in whole transactions, closed in good
// order.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/folder.h"
#include "store/sqlite.h"

namespace attache {

class ProgressFile {
 public:
  static Result<std::unique_ptr<ProgressFile>> open(const std::filesystem::path& folder);
  ~ProgressFile();
  ProgressFile(const ProgressFile&) = delete;
  ProgressFile& operator=(const ProgressFile&) = delete;
  ProgressFile(ProgressFile&&) = delete;
  ProgressFile& operator=(ProgressFile&&) = delete;

  /// The connection, for reading; made again if an error cost it.
  Result<Database*> reader();

  /// One write transaction around `work`, which gets the connection and returns a
  /// `Result<void>`. After an error it is rolled back; `is_there` then looks whether the
  /// change is in the file all the same, and if so this succeeds.
  template <class Work, class Look>
  Result<void> change(const Work& work, const Look& is_there);

  /// The same for work that touches much of the file: more of it is held in memory
  /// meanwhile.
  template <class Work, class Look>
  Result<void> change_much(const Work& work, const Look& is_there);

  /// Brings everything from the write-ahead log into the main file and empties the log.
  Result<void> tidy();
  /// A verified copy in `folder`/backups, if anything changed since the last one; the
  /// newest backup.
  Result<std::filesystem::path> back_up(Instant now);

  [[nodiscard]] const std::vector<std::string>& notices() const { return notices_; }

 private:
  ProgressFile(std::filesystem::path folder, FolderLock lock);

  [[nodiscard]] std::filesystem::path file() const { return folder_ / "progress.db"; }
  [[nodiscard]] std::filesystem::path log_file() const {
    return folder_ / "progress.db-wal";
  }
  [[nodiscard]] std::filesystem::path backups() const { return folder_ / "backups"; }
  /// A failure to open, with the backup to go back to.
  [[nodiscard]] Unexpected damaged(const std::string& what) const;
  [[nodiscard]] Unexpected explained(const Error& error, int code) const;

  Result<void> start();
  Result<void> look_before_opening();
  Result<void> connect();
  Result<void> check_identity();
  Result<void> check_pairing();
  Result<void> check_after_crash();
  Result<void> upgrade();
  Result<void> set_journal();
  Result<void> note_open();

  template <class Work>
  Result<void> attempt(const Work& work);
  template <class Look>
  bool found(const Look& is_there);
  /// First in every transaction: notes that there is something to back up, and which
  /// state of the main file the write-ahead log goes with.
  Result<void> note_change();
  /// The file's own bookkeeping; with the first write into an empty log, also what the
  /// log goes with.
  Result<void> write_state(bool clean, bool changed);
  void after_commit();
  Result<void> empty_log(Sql checkpoint);
  Result<void> cut_log();
  /// Notes in an empty log what it goes with, before there is anything to lose: should
  /// another program empty it after a crash, the main file tells that nothing is missing.
  void begin_log();
  [[nodiscard]] bool worth_repeating() const;
  void disconnect();

  std::filesystem::path folder_;
  FolderLock lock_;
  std::optional<Database> database_;
  bool careful_ = false;    ///< network or synchronised folder: no write-ahead log
  bool log_cut_ = false;    ///< its file was cut to nothing, and nothing was kept since
  bool log_empty_ = false;  ///< nothing was written since the log was last emptied
  bool changed_ = false;    ///< something is not in any backup
  bool unclean_ = false;    ///< the last program that had the file did not close it
  bool emptied_by_another_ = false;  ///< the log, after a crash, and taken away
  std::optional<std::int64_t>
      generation_in_file_;  ///< of the main file as it lies, before opening
  int log_pages_ = 0;       ///< in the write-ahead log after the last commit
  std::vector<std::string> notices_;
};

template <class Work>
Result<void> ProgressFile::attempt(const Work& work) {
  auto transaction = Transaction::begin(*database_);
  if (!transaction) return transaction.unexpected();
  auto done = note_change();
  if (done) done = work(*database_);
  if (done) done = transaction->commit();
  return done;
}

template <class Look>
bool ProgressFile::found(const Look& is_there) {
  const auto there = is_there(*database_);
  if (there) return *there;
  // The connection itself has suffered: look again with a new one. What it finds in the
  // write-ahead log counts once it is certain to be on the disk.
  disconnect();
  if (!reader()) return false;
  const auto there_now = is_there(*database_);
  return there_now && *there_now && tidy();
}

template <class Work, class Look>
Result<void> ProgressFile::change(const Work& work, const Look& is_there) {
  const auto ready = reader();
  if (!ready) return ready.unexpected();
  auto done = attempt(work);
  // Written again, the same pages take the place of those that may have reached the disk
  // in part.
  if (!done && worth_repeating()) done = attempt(work);
  if (!done && found(is_there)) done = {};
  if (done) after_commit();
  return done;
}

template <class Work, class Look>
Result<void> ProgressFile::change_much(const Work& work, const Look& is_there) {
  // Indexes are written all over: with the usual 2 MB each page would come and go many
  // times. A connection that was made again has the usual size by itself.
  const auto ready = reader();
  if (!ready) return ready.unexpected();
  auto done = database_->script("PRAGMA cache_size = -131072");
  if (!done) return done;
  done = change(work, is_there);
  if (database_) static_cast<void>(database_->script("PRAGMA cache_size = -2000"));
  return done;
}

}  // namespace attache
