#include "store/backup.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <functional>
#include <iterator>
#include <set>
#include <string_view>
#include <system_error>

#include "store/exam_table.h"
#include "store/folder.h"
#include "store/review_table.h"
#include "store/round_table.h"

namespace attache {

namespace {

constexpr std::string_view kPrefix = "progress-";
constexpr std::string_view kShape = "progress-0000-00-00T00-00-00.000Z.db";
constexpr std::string_view kUpgradePrefix = "before-version-";
constexpr int kPagesAStep = 256;

bool has_shape(std::string_view name) {
  return name.size() == kShape.size() &&
         std::equal(name.begin(), name.end(), kShape.begin(), [](char c, char shape) {
           return shape == '0' ? c >= '0' && c <= '9' : c == shape;
         });
}

int number_at(std::string_view name, std::size_t at, std::size_t digits) {
  int number = 0;
  std::from_chars(name.data() + at, name.data() + at + digits, number);
  return number;
}

/// The period that an instant lies in, as any number that is the same for the whole
/// period.
using Period = std::int64_t (*)(Instant);
std::int64_t utc_day(Instant at) {
  return std::chrono::floor<std::chrono::days>(at).time_since_epoch().count();
}
std::int64_t utc_week(Instant at) {
  // 1 January 1970 was a Thursday: three days later than the Monday of its week.
  const auto days = utc_day(at) + 3;
  return days >= 0 ? days / 7 : (days - 6) / 7;
}
std::int64_t utc_month(Instant at) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(at));
  return std::int64_t{static_cast<int>(date.year())} * 12 +
         static_cast<std::int64_t>(static_cast<unsigned>(date.month()));
}
std::int64_t utc_year(Instant at) {
  return (utc_month(at) - 1) / 12;
}

/// Keeps the last backup of each of the `most` latest periods that have any.
void keep_by(const std::vector<Instant>& newest_first,
             Period period,
             std::size_t most,
             std::set<Instant>& kept) {
  std::set<std::int64_t> periods;
  for (const Instant at : newest_first) {
    if (periods.size() == most) return;
    if (periods.insert(period(at)).second) kept.insert(at);
  }
}

class TemporaryFile {
 public:
  explicit TemporaryFile(std::filesystem::path path) : path_(std::move(path)) {
    remove();
  }
  ~TemporaryFile() { remove(); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  TemporaryFile(TemporaryFile&&) = delete;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* ending : {"", "-journal", "-wal", "-shm"})
      std::filesystem::remove(std::filesystem::path(path_.string() + ending), ignored);
  }
  std::filesystem::path path_;
};

Result<void> copy_pages(Database& from, Database& to) {
  sqlite3_backup* backup =
      sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (backup == nullptr) return to.failure();
  int code = SQLITE_OK;
  while (code == SQLITE_OK)
    code = sqlite3_backup_step(backup, kPagesAStep);
  sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE)
    return Unexpected(sqlite_error(code, to.name(), sqlite3_errstr(code)));
  return {};
}

/// Fills, completes and verifies the copy, and closes it.
Result<void> write_copy(Database& from, const std::filesystem::path& path) {
  auto copy = Database::open(path, Database::Mode::kWrite);
  if (!copy) return copy.unexpected();
  // Speed alone: the copy is brought to the disk as a whole, later.
  auto done = copy->script("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF");
  if (done) done = copy_pages(from, *copy);
  // A backup is one file, closed in good order, with nothing in it that is not in a
  // backup.
  if (done) done = copy->script("PRAGMA journal_mode = DELETE");
  if (done) done = copy->script("UPDATE state SET clean = 1, changed = 0");
  if (!done) return done;
  const auto copied = verify(*copy);
  if (!copied) return copied.unexpected();
  const auto rows = from.number("SELECT count(*) FROM review");
  if (!rows) return rows.unexpected();
  if (*rows != *copied)
    return fail("The backup does not hold every answer", path.string(), "Try again");
  return {};
}

}  // namespace

std::string backup_name(Instant at) {
  std::string name = std::string(kPrefix) + iso_instant(at) + ".db";
  // Colons are not allowed in names on some disks.
  std::replace(name.begin(), name.end(), ':', '-');
  return name;
}

std::optional<Instant> backup_time(const std::string& name) {
  if (!has_shape(name)) return {};
  const std::chrono::year_month_day date(
      std::chrono::year(number_at(name, 9, 4)),
      std::chrono::month(static_cast<unsigned>(number_at(name, 14, 2))),
      std::chrono::day(static_cast<unsigned>(number_at(name, 17, 2))));
  if (!date.ok()) return {};
  return Instant(std::chrono::sys_days(date)) +
         std::chrono::hours(number_at(name, 20, 2)) +
         std::chrono::minutes(number_at(name, 23, 2)) +
         std::chrono::seconds(number_at(name, 26, 2)) + Millis(number_at(name, 29, 3));
}

std::vector<Instant> dated_backups(const std::filesystem::path& folder) {
  std::vector<Instant> found;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (const auto at = backup_time(entry.path().filename().string()))
      found.push_back(*at);
  std::sort(found.begin(), found.end());
  return found;
}

std::optional<std::filesystem::path> newest_backup(const std::filesystem::path& folder) {
  const auto dated = dated_backups(folder);
  if (!dated.empty()) return folder / backup_name(dated.back());
  std::vector<std::filesystem::path> upgrades;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kUpgradePrefix) && name.ends_with(".db"))
      upgrades.push_back(entry.path());
  }
  if (upgrades.empty()) return {};
  return *std::max_element(upgrades.begin(), upgrades.end());
}

std::vector<Instant> backups_to_drop(std::vector<Instant> made, Instant now) {
  std::sort(made.begin(), made.end(), std::greater<>());
  std::set<Instant> kept;
  for (const Instant at : made)
    if (now - at <= std::chrono::hours(48)) kept.insert(at);
  keep_by(made, utc_day, 14, kept);
  keep_by(made, utc_week, 10, kept);
  keep_by(made, utc_month, 12, kept);
  keep_by(made, utc_year, made.size(), kept);
  std::vector<Instant> dropped;
  std::copy_if(made.rbegin(), made.rend(), std::back_inserter(dropped),
               [&](Instant at) { return !kept.contains(at); });
  return dropped;
}

Result<std::int64_t> verify(Database& database) {
  const auto sound = database.is_sound("PRAGMA integrity_check(1)");
  if (!sound) return sound.unexpected();
  if (!*sound) return fail("This file is damaged", database.name(), {});
  auto beside = check_rounds_and_editions(database);
  if (beside) beside = check_exams(database);
  if (!beside) return beside.unexpected();
  return check_log(database);
}

Result<void> copy_verified(Database& database, const std::filesystem::path& target) {
  std::error_code code;
  const auto folder = target.parent_path();
  if (std::filesystem::create_directories(folder, code)) {
    auto synced = sync_to_disk(folder.parent_path());
    if (!synced) return synced;
  }
  const TemporaryFile unfinished(target.string() + ".part");
  auto done = write_copy(database, unfinished.path());
  if (done) done = sync_to_disk(unfinished.path());
  if (!done) return done;
  std::filesystem::rename(unfinished.path(), target, code);
  if (code)
    return fail("The backup could not be put in its place", target.string(), "Try again");
  return sync_to_disk(folder);
}

}  // namespace attache
