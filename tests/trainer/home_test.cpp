// Opening, and what Home shows.

#include <doctest/doctest.h>

#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;

TEST_CASE("A folder without decks opens, with nothing due") {
  const Room room;
  const auto trainer = room.open();
  const Home home = trainer->home();
  CHECK(home.decks.empty());
  CHECK(home.failures.empty());
  CHECK(home.notices.empty());
  CHECK(home.due == DueCounts{});
  CHECK(home.time_needed == 0ms);
  CHECK_FALSE(home.next_due);
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->progress().share() == 1);
}

TEST_CASE("A broken deck is listed with its problems and the others are loaded") {
  Room room;
  room.write(DeckText("good").recalls(2));
  room.write(DeckText("bad").add("<cart/>"));
  const Home home = room.open()->home();
  REQUIRE(home.decks.size() == 1);
  CHECK(home.decks.front().id == "good");
  REQUIRE(home.failures.size() == 1);
  CHECK(home.failures.front().file == room.decks() / "bad.xml");
  REQUIRE_FALSE(home.failures.front().problems.empty());
  CHECK(home.failures.front().problems.front().find("bad.xml:4") != std::string::npos);
}

TEST_CASE("A second deck with the same id is listed as a failure that names both files") {
  Room room;
  room.write(DeckText("d").recalls(1));
  write_file(room.decks() / "zz.xml", DeckText("d").recalls(2).xml());
  const Home home = room.open()->home();
  REQUIRE(home.decks.size() == 1);
  CHECK(home.decks.front().questions == 1);
  REQUIRE(home.failures.size() == 1);
  const std::string problem = home.failures.front().problems.front();
  CHECK(problem.find("zz.xml") != std::string::npos);
  CHECK(problem.find("d.xml") != std::string::npos);
}

TEST_CASE("A second trainer on the same folder is refused and the first goes on") {
  Room room;
  room.write(DeckText("d").recalls(2));
  const auto trainer = room.open();
  const auto second = Trainer::open(room.setup());
  REQUIRE_FALSE(second);
  CHECK_FALSE(second.error().what.empty());
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kGood);
  CHECK(room.log().size() == 1);
}

TEST_CASE("A data folder that is a file is an error that says where") {
  Room room;
  write_file(room.data(), "not a folder");
  const auto trainer = Trainer::open(room.setup());
  REQUIRE_FALSE(trainer);
  CHECK(trainer.error().text().find(room.data().string()) != std::string::npos);
}

TEST_CASE("Home counts what is new, in steps and learned, deck by deck and in all") {
  Room room;
  room.write(DeckText("a", "Deck A").recalls(4));
  room.write(DeckText("b", "Deck B").recalls(30));
  const auto trainer = room.open();
  Home home = trainer->home();
  CHECK(home.today == day("2024-07-01"));
  CHECK(home.due == DueCounts{0, 0, 20});
  CHECK(home.never_asked == 34);
  // Until the student's own pace is known: 8 s an answer, two and a half for a new one.
  CHECK(home.time_needed == 20 * 20s);
  REQUIRE(home.decks.size() == 2);
  CHECK(home.decks[0].title == "Deck A");
  CHECK(home.decks[0].due == DueCounts{0, 0, 4});
  CHECK(home.decks[1].due == DueCounts{0, 0, 20});
  // All that is asked today comes before what comes up tomorrow at four.
  CHECK(home.next_due == instant("2024-07-02T04:00:00Z"));

  // In deck A: one question easy (learned at once), one again (a step in one minute), one
  // suspended, each answered in 4 s.
  REQUIRE(trainer->begin_sitting("a"));
  room.clock.go(4s);
  answer(*trainer, Rating::kEasy);
  room.clock.go(4s);
  answer(*trainer, Rating::kAgain);
  REQUIRE(trainer->suspend());
  home = trainer->home();
  const DeckSummary& a = home.decks[0];
  CHECK(a.questions == 4);
  CHECK(a.started == 2);
  CHECK(a.learned == 1);
  CHECK(a.suspended == 1);
  CHECK(a.due == DueCounts{1, 0, 1});
  // The one in review is sure to be known today; the one in its step counts as tomorrow.
  // FSRS-6: stability 0.212 days after Again, decay 0.1542: 0.7662.
  CHECK(a.known == doctest::Approx((1 + 0.7662) / 4).epsilon(0.0001));
  CHECK(home.due == DueCounts{1, 0, 18});
  CHECK(home.never_asked == 32);
  CHECK(home.done_today.answers == 2);
  CHECK(home.done_today.again == 1);
  CHECK(home.done_today.time == 8s);
  CHECK(home.time_needed == 4s + 18 * 10s);
  // The step of the second answer, at 10:00:08, is a minute.
  CHECK(home.next_due == instant("2024-07-01T10:01:08Z"));
}

TEST_CASE("When all is suspended, or there is nothing new to be had, nothing comes due") {
  Room room;
  room.write(DeckText("d").recalls(2));
  const auto trainer = room.open();
  Settings settings = trainer->settings();
  settings.new_per_day = 0;
  REQUIRE(trainer->change_settings(settings));
  CHECK_FALSE(trainer->home().next_due);
  settings.new_per_day = 5;
  REQUIRE(trainer->change_settings(settings));
  CHECK(trainer->home().next_due == instant("2024-07-02T04:00:00Z"));
  REQUIRE(trainer->begin_sitting());
  REQUIRE(trainer->suspend());
  REQUIRE(trainer->suspend());
  CHECK_FALSE(trainer->home().next_due);
  CHECK(trainer->home().due == DueCounts{});
}

TEST_CASE("A buried learning step comes due when the day comes to which it was buried") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kAgain);
  CHECK(trainer->home().next_due == instant("2024-07-01T10:01:00Z"));
  REQUIRE(trainer->bury());
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->home().next_due == instant("2024-07-02T04:00:00Z"));
}
