// When the progress file is damaged, or backups cannot be made.

#include <doctest/doctest.h>

#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

/// Two questions answered on 1 July; then a bit of the first answer is changed.
void study_and_damage(Room& room) {
  room.write(DeckText("d").recalls(4));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer(*trainer, Rating::kEasy);
    answer(*trainer, Rating::kEasy);
  }
  tamper(room,
         "DROP TRIGGER review_is_never_changed;"
         "UPDATE review SET rating = 1 WHERE sequence = 1");
}

std::size_t backups_of(const Room& room) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(room.data() / "backups"))
    count += entry.is_regular_file() ? 1U : 0U;
  return count;
}

}  // namespace

TEST_CASE("A damaged answer of today is told of when opening") {
  Room room;
  study_and_damage(room);
  const auto trainer = Trainer::open(room.setup());
  REQUIRE_FALSE(trainer);
  CHECK(trainer.error().text().find("damaged") != std::string::npos);
}

TEST_CASE("A damaged answer of another day does not keep anybody from studying") {
  Room room;
  study_and_damage(room);
  room.clock.go(24h);
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kEasy);
  CHECK(trainer->progress().done == 1);
  // What needs the whole log says so, and leaves the schedules alone.
  CHECK_FALSE(trainer->fit_task());
  const auto due = trainer->home().next_due;
  Settings settings = trainer->settings();
  settings.desired_retention = 0.8;
  CHECK_FALSE(trainer->change_settings(settings));
  CHECK(trainer->home().next_due == due);

  // Back on the day that cannot be read, actions report it and nothing is lost.
  trainer->reveal();
  room.clock.set("2024-07-01T12:00:00Z");
  CHECK_FALSE(trainer->rate(Rating::kGood));
  CHECK_FALSE(trainer->undo());
  CHECK_FALSE(trainer->refresh());
  CHECK_FALSE(trainer->fit_task());
  CHECK_FALSE(trainer->begin_sitting());
  CHECK_FALSE(trainer->begin_practice({"d/c0"}));
  CHECK(trainer->sitting());
  REQUIRE(trainer->home().notices.size() == 1);
  CHECK(trainer->home().notices.front().find("damaged") != std::string::npos);
  room.clock.set("2024-07-02T12:00:00Z");
  CHECK(trainer->rate(Rating::kGood));
}

TEST_CASE("A changed meaning on a damaged log is told of when opening") {
  Room room;
  study_and_damage(room);
  room.clock.go(24h);
  DeckText deck("d");
  for (const char* id : {"c0", "c1", "c2", "c3"})
    deck.recall(id, "meaning=\"2\"");
  room.write(deck);
  CHECK_FALSE(Trainer::open(room.setup()));
}

TEST_CASE("A progress file without its tables is told of when opening") {
  for (const char* table : {"flag", "setting", "schedule", "counted"}) {
    CAPTURE(table);
    Room room;
    room.open().reset();
    tamper(room, std::string("DROP TABLE ") + table);
    CHECK_FALSE(Trainer::open(room.setup()));
  }
}

TEST_CASE("A backup is made every ten minutes of study, and on closing") {
  Room room;
  room.write(DeckText("d").recalls(5));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer(*trainer, Rating::kEasy);
    room.clock.go(9min);
    answer(*trainer, Rating::kEasy);
    CHECK_FALSE(std::filesystem::exists(room.data() / "backups"));
    room.clock.go(1min);
    answer(*trainer, Rating::kEasy);
    CHECK(backups_of(room) == 1);
    room.clock.go(1min);
    answer(*trainer, Rating::kEasy);
    CHECK(backups_of(room) == 1);
  }
  CHECK(backups_of(room) == 2);
}

TEST_CASE("A backup that fails is told of on Home, and the answers are kept") {
  Room room;
  room.write(DeckText("d").recalls(5));
  const auto trainer = room.open();
  write_file(room.data() / "backups", "in the way");
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kEasy);
  room.clock.go(10min);
  answer(*trainer, Rating::kEasy);
  REQUIRE(trainer->home().notices.size() == 1);
  CHECK(trainer->home().notices.front().starts_with("A backup could not be made."));
  CHECK(room.log().size() == 2);
  std::filesystem::remove(room.data() / "backups");
  room.clock.go(10min);
  answer(*trainer, Rating::kEasy);
  CHECK(trainer->home().notices.empty());
}
