#include "store/migrations.h"

#include <array>

#include <doctest/doctest.h>

#include "faulty_disk.h"
#include "for_tests.h"

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
