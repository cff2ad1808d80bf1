#include "store/progress_file.h"

#include <array>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <utility>

#include "store/backup.h"
#include "store/migrations.h"

namespace attache {

namespace {

constexpr int kLogPagesBeforeTidying = 1000;

// EXCLUSIVE comes before the write-ahead log is touched: with it the log's index lives in
// memory, and no second connection can meet the errors that SQLite had with two
// (README.md).
constexpr const char* kSettings = R"sql(
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA mmap_size = 0;
PRAGMA synchronous = FULL;
PRAGMA journal_size_limit = 4194304;
PRAGMA wal_autocheckpoint = 0;
)sql";

std::uintmax_t size_of(const std::filesystem::path& file) {
  std::error_code code;
  const auto size = std::filesystem::file_size(file, code);
  return code ? 0 : size;
}

bool is_there(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::exists(file, ignored);
}

/// Whether a database is written through a write-ahead log: byte 18 of SQLite's header
/// says so.
bool goes_with_a_log(const std::filesystem::path& file) {
  std::array<char, 19> header{};
  std::ifstream in(file, std::ios::binary);
  return in.read(header.data(), header.size()) && header.back() == 2;
}

void configure(sqlite3* handle, int option, int value) {
  sqlite3_db_config(handle, option, value, nullptr);
}

int keep_page_count(void* pages, sqlite3* /*handle*/, const char* /*name*/, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

Unexpected newer(const std::filesystem::path& file) {
  return fail("This file was made by a newer version of Attaché", file.string(),
              "Install the newest Attaché; nothing was changed");
}

Unexpected foreign(const std::filesystem::path& file) {
  return fail("This file was not made by Attaché", file.string(),
              "Move it to another folder; nothing was changed");
}

}  // namespace

ProgressFile::ProgressFile(std::filesystem::path folder, FolderLock lock)
    : folder_(std::move(folder)), lock_(std::move(lock)) {}

Result<std::unique_ptr<ProgressFile>> ProgressFile::open(
    const std::filesystem::path& folder) {
  auto lock = FolderLock::take(folder);
  if (!lock) return lock.unexpected();
  std::unique_ptr<ProgressFile> opened(new ProgressFile(folder, *std::move(lock)));
  const auto started = opened->start();
  if (!started) {
    // Whatever was wrong, leave the files as they were found.
    opened->disconnect();
    return started.unexpected();
  }
  return opened;
}

ProgressFile::~ProgressFile() {
  if (!database_) return;
  // If this fails, the next opening takes the file for one that was not closed, and
  // checks it.
  if (write_state(true, changed_)) {
    log_empty_ = log_cut_ = false;
    // With nothing left in the log, SQLite may take it away.
    if (cut_log()) configure(database_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0);
  }
  database_.reset();
}

Unexpected ProgressFile::damaged(const std::string& what) const {
  const auto backup = newest_backup(backups());
  if (!backup)
    return fail(what, file().string(), "There is no backup; keep this file for repair");
  return fail(
      what, file().string(),
      fmt::format(
          "The newest backup is {}: move progress.db and progress.db-wal to another "
          "folder, then copy the backup here as progress.db",
          backup->string()));
}

Unexpected ProgressFile::explained(const Error& error, int code) const {
  const int kind = code & 0xff;
  if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB)
    return damaged("Your progress file is damaged");
  return Unexpected(error);
}

Result<void> ProgressFile::start() {
  if (const auto why = why_careful(folder_)) {
    careful_ = true;
    notices_.push_back(fmt::format(
        "Your progress is kept {} ({}). That works, a little slower, as long as only one "
        "computer "
        "has Attaché open at a time; a folder on this computer's own disk is safer.",
        *why, folder_.string()));
  }
  auto done = look_before_opening();
  if (!done) return done;
  using Step = Result<void> (ProgressFile::*)();
  for (const Step step :
       {&ProgressFile::connect, &ProgressFile::check_identity,
        &ProgressFile::check_pairing, &ProgressFile::check_after_crash,
        &ProgressFile::upgrade, &ProgressFile::set_journal, &ProgressFile::note_open}) {
    done = (this->*step)();
    if (!done)
      return explained(done.error(), database_ ? database_->last_code() : SQLITE_OK);
  }
  keep_ballast(folder_);
  return {};
}

/// Reads the main file as it lies, before SQLite may mend, merge or change anything.
Result<void> ProgressFile::look_before_opening() {
  if (size_of(file()) == 0) {
    if (newest_backup(backups())) return damaged("Your progress file is missing");
    if (size_of(log_file()) > 0) return damaged("Your progress file is missing");
    return {};
  }
  auto raw = Database::open(file(), Database::Mode::kAsItLies);
  if (!raw) return {};
  const auto application = raw->number("PRAGMA application_id");
  const auto version = raw->number("PRAGMA user_version");
  if (!application || !version) return {};  // the real opening will say what is wrong
  if (*application != 0 && *application != kApplicationId) return foreign(file());
  if (*application == kApplicationId && *version > newest_version()) return newer(file());
  // With the other journal there is no log to pair, and the file may wait for being
  // rolled back.
  if (!goes_with_a_log(file())) return {};
  const auto generation = raw->number("SELECT generation FROM state");
  const auto clean = raw->number("SELECT clean FROM state");
  if (!generation || !clean) return {};
  generation_in_file_ = *generation;
  if (*clean != 0 || is_there(log_file())) return {};
  // Emptied by us, a log leaves a generation that no log was based on yet; by another
  // program, the one that it was based on itself. Then nothing is missing.
  const auto based_on = raw->number("SELECT based_on FROM state");
  emptied_by_another_ = based_on && *based_on == *generation;
  if (emptied_by_another_) return {};
  return damaged(
      "The file progress.db-wal, which belongs to your progress file, is missing");
}

Result<void> ProgressFile::connect() {
  auto opened = Database::open(file(), Database::Mode::kWrite);
  if (!opened) return opened.unexpected();
  database_.emplace(*std::move(opened));
  sqlite3* handle = database_->handle();
  configure(handle, SQLITE_DBCONFIG_DEFENSIVE, 1);
  configure(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
  configure(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);  // closing is `tidy`'s business
  auto done = database_->script(kSettings);
  if (done && careful_) done = database_->script("PRAGMA synchronous = EXTRA");
  // The first read takes the lock, and takes over what a crash left behind.
  if (done) done = database_->run("SELECT count(*) FROM sqlite_schema");
  sqlite3_wal_hook(handle, keep_page_count, &log_pages_);
  return done;
}

Result<void> ProgressFile::check_identity() {
  const auto application = database_->number("PRAGMA application_id");
  const auto version = database_->number("PRAGMA user_version");
  const auto tables = database_->number("SELECT count(*) FROM sqlite_schema");
  if (!application) return application.unexpected();
  if (!version) return version.unexpected();
  if (!tables) return tables.unexpected();
  if (*application != kApplicationId) {
    if (*application != 0 || *tables != 0) return foreign(file());
    return {};  // a new file
  }
  if (*version > newest_version()) return newer(file());
  const auto clean = database_->number("SELECT clean FROM state");
  if (!clean) return clean.unexpected();
  unclean_ = *clean == 0;
  return {};
}

/// A write-ahead log goes with one state of its main file: the state that it was begun
/// on, or a later one that it was being brought into.
Result<void> ProgressFile::check_pairing() {
  if (!generation_in_file_) return {};
  const auto generation = database_->number("SELECT generation FROM state");
  if (!generation) return generation.unexpected();
  const auto based_on = database_->number("SELECT based_on FROM state");
  if (!based_on) return based_on.unexpected();
  if (*generation_in_file_ < *based_on || *generation_in_file_ > *generation)
    return damaged("The files progress.db and progress.db-wal do not belong together");
  return {};
}

Result<void> ProgressFile::check_after_crash() {
  if (!unclean_) return {};
  // Another program may have been stopped while it emptied the log: tables without what
  // their indexes have would show.
  const auto sound = emptied_by_another_
                         ? database_->is_sound("PRAGMA integrity_check(1)")
                         : database_->is_sound("PRAGMA quick_check(1)");
  if (!sound) return sound.unexpected();
  if (!*sound) return damaged("Your progress file is damaged");
  return {};
}

Result<void> ProgressFile::upgrade() {
  const auto version = database_->number("PRAGMA user_version");
  if (!version) return version.unexpected();
  if (*version > 0 && *version < newest_version()) {
    auto saved = copy_verified(
        *database_, backups() / fmt::format("before-version-{:04}.db", newest_version()));
    if (!saved) return saved;
  }
  return migrate(*database_, migrations());
}

Result<void> ProgressFile::set_journal() {
  if (!careful_) return database_->run("PRAGMA journal_mode = WAL");
  // The log is about to go away for good: nobody is to miss it, should this be
  // interrupted.
  auto noted = database_->run("UPDATE state SET clean = 1");
  if (!noted) return noted;
  return database_->run("PRAGMA journal_mode = DELETE");
}

Result<void> ProgressFile::note_open() {
  const auto changed = database_->number("SELECT changed FROM state");
  if (!changed) return changed.unexpected();
  changed_ = *changed != 0;
  auto noted = write_state(false, changed_);
  if (!noted) return noted;
  auto tidied = tidy();
  if (!tidied) return tidied;
  return sync_to_disk(folder_);
}

Result<Database*> ProgressFile::reader() {
  if (!database_) {
    const auto connected = connect();
    if (!connected) {
      disconnect();
      return connected.unexpected();
    }
  }
  return &*database_;
}

void ProgressFile::disconnect() {
  database_.reset();
  log_empty_ = log_cut_ = false;
}

bool ProgressFile::worth_repeating() const {
  return database_ && (database_->last_code() & 0xff) == SQLITE_IOERR;
}

Result<void> ProgressFile::note_change() {
  if (changed_ && !log_empty_) return {};
  return write_state(false, true);
}

Result<void> ProgressFile::write_state(bool clean, bool changed) {
  return database_->run(
      "UPDATE state SET clean = ?, changed = ?, "
      "based_on = CASE WHEN ? THEN generation ELSE based_on END",
      clean ? 1 : 0, changed ? 1 : 0, log_empty_ ? 1 : 0);
}

void ProgressFile::after_commit() {
  changed_ = true;
  log_empty_ = log_cut_ = false;
  // The answer is safe in the log whether or not this works; if not, it is tried after
  // the next one. The log keeps its size: to write over it is quicker than to let it grow
  // again.
  if (log_pages_ >= kLogPagesBeforeTidying)
    if (empty_log("PRAGMA wal_checkpoint(PASSIVE)")) begin_log();
}

Result<void> ProgressFile::tidy() {
  const bool was_cut = log_cut_;
  auto done = cut_log();
  if (done && !was_cut) begin_log();
  return done;
}

void ProgressFile::begin_log() {
  // If this fails, the next commit does it.
  if (log_empty_ && write_state(false, changed_)) log_empty_ = false;
}

Result<void> ProgressFile::cut_log() {
  const auto ready = reader();
  if (!ready) return ready.unexpected();
  if (log_cut_) return {};
  auto done = empty_log("PRAGMA wal_checkpoint(TRUNCATE)");
  log_cut_ = log_empty_;
  return done;
}

Result<void> ProgressFile::empty_log(Sql checkpoint) {
  if (careful_) return {};
  auto done = database_->run("UPDATE state SET generation = generation + 1");
  if (done) done = database_->run(checkpoint);
  if (!done && (database_->last_code() & 0xff) == SQLITE_FULL) {
    drop_ballast(folder_);
    done = database_->run(checkpoint);
  }
  if (!done) return done;
  log_empty_ = true;
  log_pages_ = 0;
  return {};
}

Result<std::filesystem::path> ProgressFile::back_up(Instant now) {
  const auto ready = reader();
  if (!ready) return ready.unexpected();
  const auto newest = newest_backup(backups());
  if (!changed_ && newest) return *newest;
  const auto target = backups() / backup_name(now);
  const auto saved = copy_verified(*database_, target);
  if (!saved) return saved.unexpected();
  // If this fails, the next backup is made without need: no harm.
  if (write_state(false, false)) {
    changed_ = false;
    log_empty_ = log_cut_ = false;
  }
  std::error_code ignored;
  for (const Instant old : backups_to_drop(dated_backups(backups()), now))
    if (backup_name(old) != backup_name(now))
      std::filesystem::remove(backups() / backup_name(old), ignored);
  return target;
}

}  // namespace attache
