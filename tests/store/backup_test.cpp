#include "store/backup.h"

#include <algorithm>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;

namespace {

Instant at(int year, unsigned month, unsigned day, int hour = 0) {
  return Instant(std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) /
                                       static_cast<int>(day))) +
         std::chrono::hours(hour);
}

std::vector<Instant> kept(std::vector<Instant> made, Instant now) {
  const auto dropped = backups_to_drop(made, now);
  std::erase_if(made, [&](Instant one) {
    return std::find(dropped.begin(), dropped.end(), one) != dropped.end();
  });
  std::sort(made.begin(), made.end());
  return made;
}

}  // namespace

TEST_CASE("A backup's name holds its time and gives it back") {
  const Instant time = at(2024, 7, 28, 10) + std::chrono::minutes(15) + Millis(42);
  CHECK(backup_name(time) == "progress-2024-07-28T10-15-00.042Z.db");
  CHECK(backup_time("progress-2024-07-28T10-15-00.042Z.db") == time);
}

TEST_CASE("Other names are no backups") {
  for (const char* name :
       {"", "progress.db", "progress-2024-07-28T10-15-00.042Z.db.part",
        "progress-2024-13-28T10-15-00.042Z.db", "before-version-0002.db",
        "progress-2024-07-28T10:15:00.042Z.db"})
    CHECK_FALSE(backup_time(name).has_value());
}

TEST_CASE("All backups of the last two days are kept") {
  std::vector<Instant> made;
  for (int hour = 0; hour <= 48; ++hour)
    made.push_back(at(2024, 7, 10) + std::chrono::hours(hour));
  CHECK(backups_to_drop(made, at(2024, 7, 12)).empty());
}

TEST_CASE("Older days keep their last backup, for fourteen days that have any") {
  std::vector<Instant> made;
  for (unsigned day = 1; day <= 20; ++day)
    for (const int hour : {9, 21})
      made.push_back(at(2024, 7, day, hour));
  const auto left = kept(made, at(2024, 7, 20, 22));
  // 20 July back to 7 July are fourteen days; 30 June to 6 July end a week and a month of
  // their own.
  CHECK(std::count(left.begin(), left.end(), at(2024, 7, 7, 21)) == 1);
  CHECK(std::count(left.begin(), left.end(), at(2024, 7, 7, 9)) == 0);
  CHECK(std::count(left.begin(), left.end(), at(2024, 7, 6, 21)) == 0);
  CHECK(std::count(left.begin(), left.end(), at(2024, 7, 19, 9)) == 1);
  CHECK(std::count(left.begin(), left.end(), at(2024, 7, 18, 9)) == 0);
}

TEST_CASE("One backup a day for three years leaves days, weeks, months and years") {
  std::vector<Instant> made;
  made.reserve(3 * 365);
  const Instant now = at(2024, 12, 31, 12);  // a Tuesday
  for (int back = 0; back < 3 * 365; ++back)
    made.push_back(now - std::chrono::days(back));
  const auto left = kept(made, now);
  const std::vector<Instant> expected{
      at(2022, 12, 31, 12), at(2023, 12, 31, 12),
      // the last days of the twelve months of 2024 (December's is today)
      at(2024, 1, 31, 12), at(2024, 2, 29, 12), at(2024, 3, 31, 12), at(2024, 4, 30, 12),
      at(2024, 5, 31, 12), at(2024, 6, 30, 12), at(2024, 7, 31, 12), at(2024, 8, 31, 12),
      at(2024, 9, 30, 12), at(2024, 10, 31, 12),
      // Sundays of the ten last weeks, this week's being today
      at(2024, 11, 3, 12), at(2024, 11, 10, 12), at(2024, 11, 17, 12),
      at(2024, 11, 24, 12), at(2024, 11, 30, 12), at(2024, 12, 1, 12),
      at(2024, 12, 8, 12), at(2024, 12, 15, 12),
      // fourteen days
      at(2024, 12, 18, 12), at(2024, 12, 19, 12), at(2024, 12, 20, 12),
      at(2024, 12, 21, 12), at(2024, 12, 22, 12), at(2024, 12, 23, 12),
      at(2024, 12, 24, 12), at(2024, 12, 25, 12), at(2024, 12, 26, 12),
      at(2024, 12, 27, 12), at(2024, 12, 28, 12), at(2024, 12, 29, 12),
      at(2024, 12, 30, 12), at(2024, 12, 31, 12)};
  CHECK(left == expected);
}

TEST_CASE("A clock that jumped ten years keeps the latest backups") {
  std::vector<Instant> made;
  for (unsigned day = 1; day <= 28; ++day)
    made.push_back(at(2024, 7, day));
  const auto left = kept(made, at(2034, 7, 1));
  CHECK(left.back() == at(2024, 7, 28));
  CHECK(left.size() >= 14);
}

TEST_CASE("property: the newest backup, and any dated after now, are never dropped") {
  CHECK(rc::check([](const std::vector<unsigned>& minutes, unsigned now_minute) {
    std::vector<Instant> made;
    made.reserve(minutes.size());
    for (const unsigned minute : minutes)
      made.push_back(at(2020, 1, 1) + std::chrono::minutes(minute % 5'000'000));
    const Instant now = at(2020, 1, 1) + std::chrono::minutes(now_minute % 5'000'000);
    const auto dropped = backups_to_drop(made, now);
    const auto newest = std::max_element(made.begin(), made.end());
    return std::none_of(dropped.begin(), dropped.end(),
                        [&](Instant one) { return one == *newest || one > now; });
  }));
}

TEST_CASE("property: dropping twice drops nothing more") {
  CHECK(rc::check([](const std::vector<unsigned>& minutes) {
    std::vector<Instant> made;
    made.reserve(minutes.size());
    for (const unsigned minute : minutes)
      made.push_back(at(2020, 1, 1) + std::chrono::minutes(minute % 5'000'000));
    const Instant now = at(2029, 7, 1);
    return backups_to_drop(kept(made, now), now).empty();
  }));
}

TEST_CASE("A backup holds everything and is one sound file") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Student student(*store);
  for (int n = 1; n <= 5; ++n)
    REQUIRE(student.append(an_answer(n)));
  REQUIRE(store->set_flags("deck/a", Flags{true, false, {}, "note"}));
  const auto backup = store->back_up(at(2024, 7, 28, 10));
  REQUIRE(backup);
  CHECK(*backup == folder.path() / "backups" / "progress-2024-07-28T10-00-00.000Z.db");
  CHECK(contents_of(folder.path() / "backups").size() == 1);
  PlainSqlite copy(*backup);
  CHECK(copy.ask("PRAGMA integrity_check") == "ok\n");
  CHECK(copy.ask("PRAGMA journal_mode") == "delete\n");
  CHECK(copy.ask("SELECT (SELECT count(*) FROM review), (SELECT note FROM flag)") ==
        "5 note\n");
}

TEST_CASE("Nothing changed, no new backup") {
  const StoreFolder folder;
  auto store = opened(folder.path());
  REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
  const auto first = store->back_up(at(2024, 7, 28, 10));
  CHECK(*store->back_up(at(2024, 7, 28, 11)) == *first);
  store.reset();
  store = opened(folder.path());
  CHECK(*store->back_up(at(2024, 7, 28, 12)) == *first);
  REQUIRE(store->set_setting("a", "b"));
  CHECK(*store->back_up(at(2024, 7, 28, 13)) != *first);
}

TEST_CASE("A change that no backup has is remembered over a crash") {
  const StoreFolder folder;
  const StoreFolder copy;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
    REQUIRE(store->back_up(at(2024, 7, 28, 10)));
    REQUIRE(store->append(an_answer(2), "deck/fact/object", Schedule{}, usual()));
    std::filesystem::copy(folder.path(), copy.path(),
                          std::filesystem::copy_options::recursive);
  }
  const auto store = opened(copy.path());
  REQUIRE(store != nullptr);
  CHECK(store->back_up(at(2024, 7, 28, 11))->filename() ==
        "progress-2024-07-28T11-00-00.000Z.db");
}

TEST_CASE("Old backups are thinned out when a new one is made") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  for (int n = 0; n < 60; ++n) {
    REQUIRE(store->append(an_answer(n), "deck/fact/object", Schedule{}, usual()));
    REQUIRE(store->back_up(at(2024, 1, 1) + std::chrono::hours(6 * n)));
  }
  // The last is of 15 January, 18:00: nine of the 48 hours before it, both ends included
  // (from the 13th, 18:00), and the last of each of the eleven days from the 2nd to the
  // 12th.
  CHECK(dated_backups(folder.path() / "backups").size() == 20);
}

TEST_CASE("A backup made before an upgrade is found when there is no other") {
  const StoreFolder folder;
  CHECK_FALSE(newest_backup(folder.path() / "none").has_value());
  std::ofstream(folder.path() / "before-version-0002.db") << "x";
  std::ofstream(folder.path() / "before-version-0003.db") << "x";
  std::ofstream(folder.path() / "letter.txt") << "x";
  CHECK(newest_backup(folder.path())->filename() == "before-version-0003.db");
  std::ofstream(folder.path() / backup_name(at(2024, 7, 28))) << "x";
  CHECK(newest_backup(folder.path())->filename() == backup_name(at(2024, 7, 28)));
}
