// Opening: whatever is in the folder, either the right file opens or an error says what
// to do.

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

#include <doctest/doctest.h>

#include "faulty_disk.h"
#include "for_tests.h"
#include "store/folder.h"

using namespace attache;

namespace {

/// A folder with three answers and a backup of them.
void fill(const std::filesystem::path& folder) {
  const auto store = opened(folder);
  Student student(*store);
  for (int n = 1; n <= 3; ++n)
    static_cast<void>(student.append(an_answer(n)));
  static_cast<void>(store->back_up(at_minute(5)));
}

void write(const std::filesystem::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

/// Forbids every change in a folder, for root too; false where the file system cannot.
bool freeze(const std::filesystem::path& folder, bool frozen) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC);
  int flags = 0;
  bool done = ::ioctl(descriptor, FS_IOC_GETFLAGS, &flags) == 0;
  flags = frozen ? flags | FS_IMMUTABLE_FL : flags & ~FS_IMMUTABLE_FL;
  done = done && ::ioctl(descriptor, FS_IOC_SETFLAGS, &flags) == 0;
  ::close(descriptor);
  return done;
}

bool names_backup(const Error& error) {
  return error.remedy.find("backups/progress-2024-07-01T10-05-00.000Z.db") !=
         std::string::npos;
}

}  // namespace

TEST_CASE("A second store on the same folder is refused at once and told why") {
  const StoreFolder folder;
  const auto first = opened(folder.path());
  const auto before = contents_of(folder.path());
  CHECK(refusal(folder.path()).what == "Attaché is already open on this folder");
  CHECK(contents_of(folder.path()) == before);
  CHECK(first->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
}

TEST_CASE("A second program on the same folder is refused") {
  const StoreFolder folder;
  const auto first = opened(folder.path());
  const pid_t child = ::fork();
  if (child == 0)
    ::_exit(refusal(folder.path()).what == "Attaché is already open on this folder" ? 7
                                                                                    : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == 7);
}

TEST_CASE("A folder is free again once its store is closed") {
  const StoreFolder folder;
  CHECK(opened(folder.path()) != nullptr);
  CHECK(opened(folder.path()) != nullptr);
}

TEST_CASE("Another SQLite program cannot write while the store is open") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  PlainSqlite other(folder.file());
  CHECK_FALSE(other.run("INSERT INTO setting VALUES ('a', 'b')"));
}

TEST_CASE("A file of a newer version is refused and not touched") {
  const StoreFolder folder;
  fill(folder.path());
  { CHECK(PlainSqlite(folder.file()).run("PRAGMA user_version = 999")); }
  const auto before = contents_of(folder.path());
  CHECK(refusal(folder.path()).what ==
        "This file was made by a newer version of Attaché");
  CHECK(contents_of(folder.path()) == before);
}

TEST_CASE(
    "A newer version that is only in the write-ahead log is refused and not touched") {
  const StoreFolder folder;
  fill(folder.path());
  const StoreFolder copy;
  {
    PlainSqlite file(folder.file());
    CHECK(file.run("PRAGMA journal_mode = WAL; PRAGMA user_version = 999"));
    std::filesystem::copy(folder.path(), copy.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
  }
  std::filesystem::remove(copy.path() / "progress.db-shm");
  REQUIRE(std::filesystem::file_size(copy.log_file()) > 0);
  const auto before = contents_of(copy.path());
  CHECK(refusal(copy.path()).what == "This file was made by a newer version of Attaché");
  CHECK(contents_of(copy.path()) == before);
}

TEST_CASE("A file of another program is refused and not touched") {
  const StoreFolder folder;
  { CHECK(PlainSqlite(folder.file()).run("CREATE TABLE notes (text TEXT)")); }
  auto before = content_of(folder.file());
  CHECK(refusal(folder.path()).what == "This file was not made by Attaché");
  CHECK(content_of(folder.file()) == before);
  { CHECK(PlainSqlite(folder.file()).run("PRAGMA application_id = 7")); }
  before = content_of(folder.file());
  CHECK(refusal(folder.path()).what == "This file was not made by Attaché");
  CHECK(content_of(folder.file()) == before);
}

TEST_CASE(
    "A file that is no database is named as damaged, with the backup to go back to") {
  const StoreFolder folder;
  fill(folder.path());
  write(folder.file(), std::string(8192, 'x'));
  const Error error = refusal(folder.path());
  CHECK(error.what == "Your progress file is damaged");
  CHECK(names_backup(error));
}

TEST_CASE("Damage is noticed at the next opening after a crash") {
  const StoreFolder folder;
  fill(folder.path());
  {
    PlainSqlite file(folder.file());
    CHECK(file.run("PRAGMA journal_mode = DELETE; UPDATE state SET clean = 0"));
  }
  // The second page and those after it are the tables; the first stays readable.
  std::string content = content_of(folder.file());
  for (std::size_t at = 8192; at + 64 < content.size(); at += 4096)
    content.replace(at, 64, 64, '\xff');
  write(folder.file(), content);
  const Error error = refusal(folder.path());
  CHECK(error.what == "Your progress file is damaged");
  CHECK(names_backup(error));
}

TEST_CASE("Damage without any backup says to keep the file") {
  const StoreFolder folder;
  write(folder.file(), std::string(8192, 'x'));
  CHECK(refusal(folder.path()).remedy == "There is no backup; keep this file for repair");
}

TEST_CASE("A backup put in the place of a damaged file opens with everything in it") {
  const StoreFolder folder;
  fill(folder.path());
  const auto backup = folder.path() / "backups" / "progress-2024-07-01T10-05-00.000Z.db";
  std::filesystem::remove(folder.file());
  std::filesystem::copy_file(backup, folder.file());
  const auto store = opened(folder.path());
  REQUIRE(store != nullptr);
  CHECK(store->log()->size() == 3);
  CHECK(cache_is_replay(*store));
}

TEST_CASE("A missing file beside backups is not taken for a new beginning") {
  const StoreFolder folder;
  fill(folder.path());
  std::filesystem::remove(folder.file());
  CHECK(refusal(folder.path()).what == "Your progress file is missing");
  CHECK(names_backup(refusal(folder.path())));
  write(folder.file(), "");
  CHECK(refusal(folder.path()).what == "Your progress file is missing");
}

TEST_CASE("A write-ahead log without its file is not taken for a new beginning") {
  const StoreFolder folder;
  write(folder.log_file(), "something");
  CHECK(refusal(folder.path()).what == "Your progress file is missing");
}

TEST_CASE("A file that came without its write-ahead log is refused") {
  const StoreFolder folder;
  const StoreFolder copy;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
    std::filesystem::copy_file(folder.file(), copy.file());
  }
  CHECK(refusal(copy.path()).what ==
        "The file progress.db-wal, which belongs to your progress file, is missing");
}

TEST_CASE("A write-ahead log that another program emptied and took away is not missed") {
  const StoreFolder folder;
  const StoreFolder copy;
  int answers = 0;
  SUBCASE("with nothing in it") {}
  SUBCASE("with an answer in it") {
    answers = 1;
  }
  SUBCASE("with a thousand pages and more") {
    answers = 400;
  }
  {
    const auto store = opened(folder.path());
    Student student(*store);
    for (int n = 1; n <= answers; ++n)
      REQUIRE(student.append(an_answer(n)));
    std::filesystem::copy_file(folder.file(), copy.file());
    std::filesystem::copy_file(folder.log_file(), copy.log_file());
  }
  { CHECK(PlainSqlite(copy.file()).run("SELECT count(*) FROM review")); }
  REQUIRE_FALSE(std::filesystem::exists(copy.log_file()));
  const StoreFolder later;
  {
    const auto store = opened(copy.path());
    REQUIRE(store != nullptr);
    CHECK(store->log()->size() == static_cast<std::size_t>(answers));
    CHECK(cache_is_replay(*store));
    REQUIRE(store->append(an_answer(answers + 1, "deck/other"), "deck/other", Schedule{},
                          usual()));
    std::filesystem::copy_file(copy.file(), later.file());
  }
  // From now on it has a log again, and is nothing without it.
  CHECK(refusal(later.path()).what ==
        "The file progress.db-wal, which belongs to your progress file, is missing");
}

TEST_CASE("After a rest, too, another program may empty the write-ahead log") {
  const StoreFolder folder;
  const StoreFolder copy;
  const StoreFolder alone;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
    REQUIRE(store->tidy());
    std::filesystem::copy_file(folder.file(), copy.file());
    std::filesystem::copy_file(folder.file(), alone.file());
    std::filesystem::copy_file(folder.log_file(), copy.log_file());
  }
  { CHECK(PlainSqlite(copy.file()).run("SELECT count(*) FROM review")); }
  REQUIRE_FALSE(std::filesystem::exists(copy.log_file()));
  const auto store = opened(copy.path());
  REQUIRE(store != nullptr);
  CHECK(store->log()->size() == 1);
  CHECK(refusal(alone.path()).what ==
        "The file progress.db-wal, which belongs to your progress file, is missing");
}

TEST_CASE("A write-ahead log that another program emptied in part is missed") {
  const StoreFolder folder;
  const StoreFolder copy;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
    std::filesystem::copy_file(folder.file(), copy.file());
    std::filesystem::copy_file(folder.log_file(), copy.log_file());
  }
  const std::string before = content_of(copy.file());
  { CHECK(PlainSqlite(copy.file()).run("SELECT count(*) FROM review")); }
  // Stopped half way through: the pages behind are still as they were.
  std::string torn = content_of(copy.file());
  constexpr std::size_t kPage = 4096;
  std::size_t changed = 0;
  for (std::size_t at = 0; at + kPage <= before.size(); at += kPage)
    if (torn.compare(at, kPage, before, at, kPage) != 0) ++changed;
  REQUIRE(changed > 3);
  std::size_t kept = changed / 2;
  for (std::size_t at = 0; at + kPage <= before.size(); at += kPage)
    if (torn.compare(at, kPage, before, at, kPage) != 0 && kept-- == 0) {
      torn.replace(at, std::string::npos, before, at);
      break;
    }
  write(copy.file(), torn);
  CHECK_FALSE(Store::open(copy.path()));
}

TEST_CASE("An old file with a newer write-ahead log is refused") {
  const StoreFolder folder;
  const StoreFolder copy;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
    std::filesystem::copy_file(folder.file(), copy.file());
    REQUIRE(store->tidy());
    REQUIRE(store->append(an_answer(2), "deck/fact/object", Schedule{}, usual()));
    std::filesystem::copy_file(folder.log_file(), copy.log_file());
  }
  const auto before = contents_of(copy.path());
  CHECK(refusal(copy.path()).what ==
        "The files progress.db and progress.db-wal do not belong together");
  CHECK(content_of(copy.file()) == before.at(copy.file().string()));
}

TEST_CASE("A newer file with an old write-ahead log is refused") {
  const StoreFolder folder;
  const StoreFolder copy;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
    std::filesystem::copy_file(folder.log_file(), copy.log_file());
    REQUIRE(store->tidy());
    REQUIRE(store->append(an_answer(2), "deck/fact/object", Schedule{}, usual()));
    REQUIRE(store->tidy());
    std::filesystem::copy_file(folder.file(), copy.file());
  }
  CHECK(refusal(copy.path()).what ==
        "The files progress.db and progress.db-wal do not belong together");
}

TEST_CASE("Both files as a crash leaves them open with every answer") {
  const StoreFolder folder;
  const StoreFolder copy;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
    REQUIRE(store->tidy());
    REQUIRE(store->append(an_answer(2), "deck/fact/object", Schedule{}, usual()));
    std::filesystem::copy_file(folder.file(), copy.file());
    std::filesystem::copy_file(folder.log_file(), copy.log_file());
  }
  const auto store = opened(copy.path());
  REQUIRE(store != nullptr);
  CHECK(store->log()->size() == 2);
}

TEST_CASE(
    "A row that was changed behind the store's back is noticed when the log is read") {
  const StoreFolder folder;
  fill(folder.path());
  {
    PlainSqlite file(folder.file());
    CHECK(file.run(
        "DROP TRIGGER review_is_never_changed; UPDATE review SET rating = 4 WHERE "
        "sequence = 2"));
  }
  const auto store = opened(folder.path());
  REQUIRE(store != nullptr);
  const auto log = store->log();
  REQUIRE_FALSE(log);
  CHECK(log.error().what == "Entry 2 of the review log is damaged");
  CHECK_FALSE(store->log_of("deck/fact/object"));
  CHECK_FALSE(store->answers_on(day_of(at_minute(1))));
}

TEST_CASE("A damaged row never gets into a backup") {
  const StoreFolder folder;
  fill(folder.path());
  {
    PlainSqlite file(folder.file());
    CHECK(file.run(
        "DROP TRIGGER review_is_never_changed; UPDATE review SET form = 'riddle'; "
        "UPDATE state SET changed = 1"));
  }
  const auto store = opened(folder.path());
  const auto backup = store->back_up(at_minute(60));
  REQUIRE_FALSE(backup);
  CHECK(backup.error().what == "Entry 1 of the review log is damaged");
  CHECK(contents_of(folder.path() / "backups").size() == 1);
}

TEST_CASE("An index that does not fit its table never gets into a backup") {
  const StoreFolder folder;
  fill(folder.path());
  std::string content = content_of(folder.file());
  const std::size_t row = content.find("answer-2answer");  // uuid and kind
  REQUIRE(row != std::string::npos);
  std::size_t key = content.find("answer-2");
  if (key == row) key = content.find("answer-2", row + 1);
  REQUIRE(key != std::string::npos);
  content[key + 7] = '9';
  write(folder.file(), content);
  const auto store = opened(folder.path());
  REQUIRE(store->set_setting("a", "b"));
  const auto backup = store->back_up(at_minute(60));
  REQUIRE_FALSE(backup);
  CHECK(backup.error().what == "This file is damaged");
}

TEST_CASE("Nothing is voided on the ground of a damaged row") {
  const StoreFolder folder;
  fill(folder.path());
  {
    PlainSqlite file(folder.file());
    CHECK(file.run(
        "DROP TRIGGER review_is_never_changed; UPDATE review SET rating = 4 WHERE "
        "sequence = 2"));
  }
  const auto store = opened(folder.path());
  for (const int voided : {1, 2}) {
    const auto done =
        store->append(a_voiding(9, an_answer(voided)), "deck/fact/object", {}, usual());
    REQUIRE_FALSE(done);
    CHECK(done.error().what == "Entry 2 of the review log is damaged");
  }
  CHECK(store->log_size().value_or(0) == 3);
}

TEST_CASE("A folder may have any name") {
  const StoreFolder folder;
  const auto odd = folder.path() / "100% #1? Übung 日本";
  { CHECK(opened(odd)->append(an_answer(1), "deck/fact/object", Schedule{}, usual())); }
  { CHECK(PlainSqlite(odd / "progress.db").run("PRAGMA user_version = 999")); }
  CHECK(refusal(odd).what == "This file was made by a newer version of Attaché");
}

TEST_CASE("A missing row is noticed by a backup") {
  const StoreFolder folder;
  fill(folder.path());
  {
    PlainSqlite file(folder.file());
    CHECK(file.run(
        "DROP TRIGGER review_is_never_deleted; DELETE FROM review WHERE sequence = "
        "2; UPDATE state SET changed = 1"));
  }
  const auto store = opened(folder.path());
  const auto backup = store->back_up(at_minute(60));
  REQUIRE_FALSE(backup);
  CHECK(backup.error().what == "Entry 2 of the review log is missing");
}

TEST_CASE("A schedule with an unknown phase cannot be written, even from outside") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Schedule schedule;
  schedule.phase = Phase::kLearning;
  REQUIRE(store->append(an_answer(1), "deck/fact/object", schedule, usual()));
  REQUIRE(store->tidy());
  const StoreFolder copy;
  std::filesystem::copy_file(folder.file(), copy.file());
  CHECK_FALSE(PlainSqlite(copy.file()).run("UPDATE schedule SET phase = 'sleeping'"));
}

TEST_CASE("A folder that cannot be written is named") {
  const StoreFolder folder(std::filesystem::temp_directory_path());
  if (!freeze(folder.path(), true)) {
    MESSAGE("this file system cannot freeze a folder");
    return;
  }
  const Error error = refusal(folder.path());
  CHECK(freeze(folder.path(), false));
  CHECK(error.what == "Attaché cannot write in this folder");
  CHECK(error.where == folder.path().string());
}

TEST_CASE("A file in the place of the folder is named") {
  const StoreFolder folder;
  write(folder.path() / "file", "text");
  CHECK(refusal(folder.path() / "file" / "below").what ==
        "Attaché cannot write in this folder");
}

TEST_CASE("A folder in the place of the file is named") {
  const StoreFolder folder;
  std::filesystem::create_directory(folder.file());
  CHECK(refusal(folder.path()).what == "This file cannot be opened for writing");
}

TEST_CASE("In a synchronised folder the store says so and keeps no write-ahead log") {
  const StoreFolder parent;
  const auto folder = parent.path() / "progress";
  {
    CHECK(opened(folder)->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
  }
  std::filesystem::create_directory(parent.path() / ".stfolder");
  const auto store = opened(folder);
  REQUIRE(store->notices().size() == 1);
  CHECK(store->notices().front().find("in a folder that Syncthing synchronises") !=
        std::string::npos);
  CHECK(store->append(an_answer(2), "deck/fact/object", Schedule{}, usual()));
  CHECK(store->tidy());
  CHECK_FALSE(std::filesystem::exists(folder / "progress.db-wal"));
  CHECK(store->log()->size() == 2);
}

TEST_CASE("Dropbox's settings in the home folder do not make it a synchronised one") {
  const StoreFolder folder;
  std::filesystem::create_directory(folder.path() / ".dropbox");
  CHECK_FALSE(why_careful(folder.path()).has_value());
  std::filesystem::remove(folder.path() / ".dropbox");
  write(folder.path() / ".dropbox", "");
  CHECK(why_careful(folder.path()).value_or("") ==
        "in a folder that Dropbox synchronises");
}

TEST_CASE("Network file systems are known by their numbers in statfs(2)") {
  CHECK(is_remote(0x6969));            // NFS_SUPER_MAGIC
  CHECK(is_remote(0xFF534D42));        // CIFS_MAGIC_NUMBER
  CHECK_FALSE(is_remote(0xEF53));      // EXT4_SUPER_MAGIC
  CHECK_FALSE(is_remote(0x01021994));  // TMPFS_MAGIC
}
