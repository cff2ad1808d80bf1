// Days that change, clocks that jump, steps that wait.

#include <doctest/doctest.h>

#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;

TEST_CASE("At four in the morning another study day begins in the middle of a sitting") {
  Room room;
  room.write(DeckText("d").recalls(50));
  room.clock.set("2024-07-02T03:58:00Z");
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  for (int i = 0; i < 20; ++i)
    answer(*trainer, Rating::kEasy);
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->home().today == day("2024-07-01"));
  CHECK_FALSE(trainer->refresh());
  room.clock.set("2024-07-02T04:00:00Z");
  CHECK(trainer->refresh());
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->progress().left == DueCounts{0, 0, 20});
  CHECK(trainer->home().today == day("2024-07-02"));
  CHECK(trainer->home().done_today.answers == 0);
  answer(*trainer, Rating::kEasy);
  CHECK(trainer->home().done_today.answers == 1);
  CHECK(trainer->progress().done == 21);
  CHECK(room.log().back().day == day("2024-07-02"));
}

TEST_CASE("A question on the table stays there when the day changes") {
  Room room;
  room.write(DeckText("d").recalls(5));
  room.clock.set("2024-07-02T03:59:00Z");
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kEasy);
  trainer->reveal();
  const QuestionId on_table = trainer->asked()->question->id;
  room.clock.set("2024-07-02T04:01:00Z");
  CHECK_FALSE(trainer->refresh());
  CHECK(trainer->home().today == day("2024-07-02"));
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->asked()->question->id == on_table);
  CHECK(trainer->asked()->revealed);
  REQUIRE(trainer->rate(Rating::kEasy));
  CHECK(room.log().back().question == on_table);
  CHECK(room.log().back().day == day("2024-07-02"));
  CHECK(trainer->home().done_today.answers == 1);
}

TEST_CASE("An answer of yesterday can be undone after the day has changed") {
  Room room;
  room.write(DeckText("d").recalls(30));
  room.clock.set("2024-07-02T03:59:00Z");
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    const QuestionId first = trainer->asked()->question->id;
    answer(*trainer, Rating::kEasy);
    room.clock.set("2024-07-02T04:01:00Z");
    answer(*trainer, Rating::kEasy);
    CHECK(trainer->progress().left == DueCounts{0, 0, 19});
    REQUIRE(trainer->undo());
    CHECK(trainer->progress().left == DueCounts{0, 0, 20});
    REQUIRE(trainer->undo());
    CHECK(trainer->asked()->question->id == first);
    CHECK(trainer->progress().left == DueCounts{0, 0, 20});
    CHECK(trainer->home().done_today.answers == 0);
    REQUIRE(trainer->redo());
    REQUIRE(trainer->redo());
    CHECK(trainer->home().done_today.answers == 1);
    CHECK(trainer->progress().left == DueCounts{0, 0, 19});
  }
  CHECK(room.cache_is_replay());
}

TEST_CASE("The study day begins at four by the local clock on the day it goes forward") {
  Room room;
  room.write(DeckText("d").recalls(5));
  room.zone = "America/New_York";
  // On 10 March 2024 at 02:00 EST it became 03:00 EDT: 04:00 is 08:00 UTC, not 09:00.
  room.clock.set("2024-03-10T06:59:00Z");
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kEasy);
  room.clock.set("2024-03-10T07:59:00Z");
  answer(*trainer, Rating::kEasy);
  room.clock.set("2024-03-10T08:00:00Z");
  answer(*trainer, Rating::kEasy);
  const std::vector<Review> log = room.log();
  CHECK(log[0].day == day("2024-03-09"));
  CHECK(log[0].zone_offset == -5h);
  CHECK(log[1].day == day("2024-03-09"));
  CHECK(log[1].zone_offset == -4h);
  CHECK(log[2].day == day("2024-03-10"));
  // The clock goes back on 3 November: the next day begins at 09:00 UTC.
  room.clock.set("2024-11-02T20:00:00Z");
  CHECK(trainer->home().today == day("2024-11-02"));
  room.clock.set("2024-11-03T08:59:00Z");
  CHECK(trainer->home().today == day("2024-11-02"));
  room.clock.set("2024-11-03T09:00:00Z");
  CHECK(trainer->home().today == day("2024-11-03"));
}

TEST_CASE("A clock set back by days loses nothing and asks for nothing impossible") {
  Room room;
  room.write(DeckText("d").recalls(6));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer(*trainer, Rating::kGood);
    answer(*trainer, Rating::kEasy);
    room.clock.set("2021-07-01T10:00:00Z");
    CHECK_FALSE(trainer->refresh());
    answer(*trainer, Rating::kGood);
    CHECK(trainer->home().today == day("2021-07-01"));
    answer_all(*trainer, Rating::kGood);
    REQUIRE(trainer->undo());
    room.clock.set("2024-07-01T11:00:00Z");
    REQUIRE(trainer->redo());
    trainer->refresh();
    answer_all(*trainer, Rating::kGood);
    CHECK(trainer->asked() == nullptr);
  }
  const std::vector<Review> log = room.log();
  for (std::size_t i = 0; i < log.size(); ++i) {
    CHECK(log[i].sequence == static_cast<std::int64_t>(i) + 1);
    CHECK(log[i].duration >= 0ms);
  }
  CHECK(room.cache_is_replay());
}

TEST_CASE(
    "A question first answered on a day counts there, though it was answered later too") {
  Room room;
  room.write(DeckText("d").recalls(30));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kAgain);
  answer(*trainer, Rating::kAgain);
  CHECK(trainer->home().due.fresh == 18);
  // The day after the step of the first is answered; then the clock is put back.
  room.clock.set("2024-07-02T10:00:00Z");
  trainer->end_sitting();
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->asked()->phase == Phase::kLearning);
  answer(*trainer, Rating::kAgain);
  room.clock.set("2024-07-01T12:00:00Z");
  CHECK(trainer->home().due.fresh == 18);
  CHECK(trainer->progress().left == trainer->home().due);
  REQUIRE(trainer->undo());
  CHECK(trainer->home().due.fresh == 18);
  CHECK(trainer->progress().left == trainer->home().due);
}

TEST_CASE("What was asked on a day is known though its later answer was redone on it") {
  Room room;
  room.write(DeckText("d").facts(5));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  const std::string asked = trainer->asked()->question->siblings;
  answer(*trainer, Rating::kAgain);
  room.clock.set("2024-07-03T10:00:00Z");
  REQUIRE(trainer->begin_sitting());
  REQUIRE(trainer->asked()->question->siblings == asked);
  answer(*trainer, Rating::kAgain);
  REQUIRE(trainer->undo());
  room.clock.set("2024-07-01T12:00:00Z");
  REQUIRE(trainer->redo());
  CHECK(trainer->progress().left == trainer->home().due);
  // The other direction of the same fact stays away on the day on which this was asked.
  while (trainer->asked() != nullptr) {
    CHECK(trainer->asked()->question->siblings != asked);
    answer(*trainer, Rating::kEasy);
  }
}

TEST_CASE("A step that is far off waits, and comes when its time has come") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  trainer->reveal();
  // The clock is put right by an hour: the ten-minute step of 10:00 is 70 minutes off.
  REQUIRE(trainer->rate(Rating::kGood));
  CHECK(trainer->asked() != nullptr);
  trainer->end_sitting();
  room.clock.set("2024-07-01T09:00:00Z");
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->next_step_at() == instant("2024-07-01T10:10:00Z"));
  CHECK(trainer->summary().next_due == instant("2024-07-01T10:10:00Z"));
  CHECK(trainer->progress().left == DueCounts{1, 0, 0});
  CHECK_FALSE(trainer->refresh());
  // Up to 20 minutes ahead it may come when nothing else is left.
  room.clock.set("2024-07-01T09:49:59Z");
  CHECK_FALSE(trainer->refresh());
  room.clock.set("2024-07-01T09:50:00Z");
  CHECK(trainer->refresh());
  REQUIRE(trainer->asked() != nullptr);
  CHECK_FALSE(trainer->refresh());
}

TEST_CASE("The next question of a finished day is due when the next day begins") {
  Room room;
  room.write(DeckText("d").recalls(2));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer_all(*trainer, Rating::kEasy);
  const auto next = trainer->home().next_due;
  REQUIRE(next);
  // Easy: a stability of 8.2956 days; 6 to 10 days with the fuzz of 2.25 days on each
  // side.
  CHECK(*next >= instant("2024-07-07T04:00:00Z"));
  CHECK(*next <= instant("2024-07-12T04:00:00Z"));
  CHECK(trainer->summary().next_due == next);
  room.clock.set("2024-07-20T10:00:00Z");
  CHECK(trainer->home().due.review == 2);
  // What is due already and is not done today comes up again tomorrow.
  CHECK(trainer->home().next_due == instant("2024-07-21T04:00:00Z"));
}

TEST_CASE("A day start at another hour moves the study day") {
  Room room;
  room.write(DeckText("d").recalls(2));
  room.clock.set("2024-07-01T02:00:00Z");
  const auto trainer = room.open();
  CHECK(trainer->home().today == day("2024-06-30"));
  Settings settings = trainer->settings();
  settings.day_start_hour = 2;
  REQUIRE(trainer->change_settings(settings));
  CHECK(trainer->home().today == day("2024-07-01"));
  CHECK(trainer->calendar().start_hour() == 2);
}
