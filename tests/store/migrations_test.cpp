#include "store/migrations.h"

#include <array>

#include <doctest/doctest.h>

#include "faulty_disk.h"
#include "for_tests.h"
#include "store/exam_table.h"
#include "store/review_table.h"
#include "store/schedule_table.h"

using namespace attache;

namespace {

constexpr Migration kFirst{
    1, "CREATE TABLE letter (text TEXT) STRICT; INSERT INTO letter VALUES ('a')"};
constexpr Migration kSecond{
    2,
    "ALTER TABLE letter ADD COLUMN size INTEGER; "
    "UPDATE letter SET size = 7; CREATE INDEX by_size ON letter (size)"};
constexpr Migration kBroken{
    2, "ALTER TABLE letter ADD COLUMN size INTEGER; SELECT * FROM nowhere"};

Database database_at(const std::filesystem::path& file) {
  auto database = Database::open(file, Database::Mode::kWrite);
  REQUIRE(database);
  // As strict as it gets: without it a journal that was removed may come back after a
  // power cut.
  static_cast<void>(database->script("PRAGMA synchronous = EXTRA"));
  return *std::move(database);
}

/// The answers of a file of version 3: two to one question and one to another, the last
/// with the place of its due day.
std::vector<Review> answers_of_version_3() {
  std::vector<Review> rows{an_answer(1, "d/a"), an_answer(2, "d/b"),
                           an_answer(4000, "d/a")};
  rows.back().place = 0.25;
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].sequence = static_cast<std::int64_t>(i) + 1;
  return rows;
}

const KeptExam kExam{"exam-1", R"({"title":"Midterm"})"};

/// A file as version 3 of the program left it.
void make_version_3(const std::filesystem::path& file) {
  auto database = Database::open(file, Database::Mode::kWrite);
  REQUIRE(database);
  REQUIRE(migrate(*database, migrations().first(3)));
  for (const Review& row : answers_of_version_3()) {
    REQUIRE(database->run(
        "INSERT INTO review (sequence, uuid, kind, at, zone_offset, day, question, "
        "meaning, form, response, rating, duration, checksum, place) "
        "VALUES (?, ?, 'answer', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.sequence, std::string_view(row.uuid),
        std::int64_t{row.at.time_since_epoch().count()},
        std::int64_t{row.zone_offset.count()}, day_number(row.day),
        std::string_view(row.question), row.meaning, std::string_view(name_of(row.form)),
        std::string_view(row.response), static_cast<int>(row.rating),
        std::int64_t{row.duration.count()}, static_cast<std::int64_t>(checksum_of(row)),
        row.place));
    REQUIRE(database->run("INSERT INTO counted VALUES (?, ?, 0, ?, ?)",
                          day_number(row.day), row.sequence, row.sequence < 3 ? 1 : 0,
                          std::int64_t{row.duration.count()}));
  }
  for (const auto& [question, schedule] :
       replay(answers_of_version_3(), Scheduler(SchedulerSettings{})))
    REQUIRE(put_schedule(*database, question, schedule));
  Flags flags;
  flags.marked = true;
  REQUIRE(put_flags(*database, "d/b", flags));
  REQUIRE(put_exam(*database, kExam));
}

}  // namespace

TEST_CASE("Versions are numbered from 1 without a gap") {
  int expected = 1;
  for (const Migration& step : migrations())
    CHECK(step.version == expected++);
  CHECK(newest_version() == expected - 1);
}

TEST_CASE("An empty file gets every step, an older one those it lacks") {
  const StoreFolder folder;
  {
    auto database = database_at(folder.file());
    REQUIRE(migrate(database, std::array{kFirst}));
    CHECK(database.number("PRAGMA user_version").value_or(0) == 1);
    CHECK(database.number("PRAGMA application_id").value_or(0) == kApplicationId);
  }
  auto database = database_at(folder.file());
  REQUIRE(migrate(database, std::array{kFirst, kSecond}));
  CHECK(database.number("PRAGMA user_version").value_or(0) == 2);
  CHECK(database.number("SELECT size FROM letter").value_or(0) == 7);
  CHECK(database.number("SELECT count(*) FROM letter").value_or(0) == 1);
}

TEST_CASE("A step that fails leaves the file as it was") {
  const StoreFolder folder;
  auto database = database_at(folder.file());
  REQUIRE(migrate(database, std::array{kFirst}));
  CHECK_FALSE(migrate(database, std::array{kFirst, kBroken}));
  CHECK(database.number("PRAGMA user_version").value_or(0) == 1);
  CHECK(database.number("SELECT count(*) FROM pragma_table_info('letter')").value_or(0) ==
        1);
}

TEST_CASE("A migration cut at any write leaves the old version or the new one") {
  for (int cut = 1; cut <= 30; ++cut) {
    CAPTURE(cut);
    FaultyDisk disk;
    disk.remember_what_is_certain();
    Chance chance(static_cast<std::uint64_t>(cut));
    const StoreFolder folder;
    {
      auto database = database_at(folder.file());
      REQUIRE(migrate(database, std::array{kFirst}));
    }
    disk.cut_power_at(cut);
    {
      auto database = database_at(folder.file());
      static_cast<void>(migrate(database, std::array{kFirst, kSecond}));
    }
    disk.restart(chance);
    auto database = database_at(folder.file());
    CHECK(database.word("PRAGMA integrity_check").value_or("") == "ok");
    const auto version = database.number("PRAGMA user_version").value_or(0);
    const auto columns =
        database.number("SELECT count(*) FROM pragma_table_info('letter')").value_or(0);
    CHECK((version == 1 || version == 2));
    CHECK(columns == version);
    REQUIRE(migrate(database, std::array{kFirst, kSecond}));
    CHECK(database.number("SELECT size FROM letter").value_or(0) == 7);
  }
}

TEST_CASE("A file of version 3 is upgraded with everything in it, after a backup") {
  const StoreFolder folder;
  make_version_3(folder.file());
  {
    const auto store = opened(folder.path());
    REQUIRE(store != nullptr);
    CHECK(*store->log() == answers_of_version_3());
    CHECK(cache_is_replay(*store));
    CHECK(store->flags()->at("d/b").marked);
    CHECK(*store->exams() == std::vector<KeptExam>{kExam});
    const auto figures = store->days(day_of(at_minute(1)), day_of(at_minute(4000)));
    REQUIRE(figures);
    CHECK(figures->at(day_of(at_minute(1))).fresh == 2);
    CHECK(figures->at(day_of(at_minute(4000))).answers == 1);
    // The day of a question that was there before is that of its first answer.
    CHECK(store->added_days()->empty());
    REQUIRE(store->note_added(std::vector<QuestionId>{"d/a"}, day_of(at_minute(9000))));
    CHECK(store->added_days()->at("d/a") == day_of(at_minute(1)));
  }
  PlainSqlite now(folder.file());
  CHECK(now.ask("PRAGMA user_version") == "4\n");
  CHECK(now.ask("SELECT count(*) FROM review WHERE given IS NULL") == "3\n");
  int of_version_3 = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "backups"))
    if (PlainSqlite(entry.path()).ask("PRAGMA user_version") == "3\n") ++of_version_3;
  CHECK(of_version_3 == 1);
}

TEST_CASE("An upgrade from version 3 cut at any write loses nothing") {
  for (int cut = 1; cut <= 60; cut += 2) {
    CAPTURE(cut);
    FaultyDisk disk;
    Chance chance(static_cast<std::uint64_t>(cut));
    const StoreFolder folder;
    make_version_3(folder.file());
    disk.remember_what_is_certain();
    disk.cut_power_at(cut);
    { const auto store = Store::open(folder.path()); }
    disk.restart(chance);
    const auto store = Store::open(folder.path());
    CAPTURE((store ? std::string() : store.error().text()));
    REQUIRE(store);
    CHECK(*(*store)->log() == answers_of_version_3());
    CHECK(cache_is_replay(**store));
  }
}
