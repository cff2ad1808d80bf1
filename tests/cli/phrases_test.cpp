#include "cli/phrases.h"

#include <doctest/doctest.h>

#include "trainer/for_tests.h"

using namespace attache;
using namespace attache::cli;
using namespace std::chrono_literals;

TEST_CASE("One is not many") {
  CHECK(counted(0, "deck", "decks") == "0 decks");
  CHECK(counted(1, "deck", "decks") == "1 deck");
  CHECK(counted(2, "deck", "decks") == "2 decks");
}

TEST_CASE("Minutes are rounded up, and what is shorter is said to be") {
  CHECK(minutes_phrase(0ms) == "less than a minute");
  CHECK(minutes_phrase(59s) == "less than a minute");
  CHECK(minutes_phrase(60s) == "1 minute");
  CHECK(minutes_phrase(61s) == "2 minutes");
  CHECK(minutes_up(0ms) == 0);
  CHECK(minutes_up(1ms) == 1);
}

TEST_CASE("What is due leaves out what is nought") {
  CHECK(due_phrase({}) == "nothing");
  CHECK(due_phrase({0, 0, 20}) == "20 new");
  CHECK(due_phrase({1, 1, 0}) == "1 learning step, 1 review");
  CHECK(due_phrase({2, 3, 4}) == "2 learning steps, 3 reviews, 4 new");
}

TEST_CASE("What does not fit today waits without a reproach") {
  CHECK(waiting_phrase({}).empty());
  CHECK(waiting_phrase({0, 0, 30}).empty());
  CHECK(waiting_phrase({0, 1, 30}) == "1 more waits for another day");
  CHECK(waiting_phrase({0, 120, 0}) == "120 more wait for other days");
}

TEST_CASE("An instant is a time today, tomorrow, or a day") {
  const auto calendar = StudyCalendar::in_zone("Asia/Tokyo");
  REQUIRE(calendar);
  const StudyDay today = day("2024-07-28");
  CHECK(when_phrase(instant("2024-07-28T05:05:00Z"), *calendar, today) == "at 14:05");
  // Half past three in the night still belongs to the day before.
  CHECK(when_phrase(instant("2024-07-28T18:30:00Z"), *calendar, today) == "at 03:30");
  CHECK(when_phrase(instant("2024-07-28T19:00:00Z"), *calendar, today) == "tomorrow");
  CHECK(when_phrase(instant("2024-08-03T05:00:00Z"), *calendar, today) ==
        "on 3 August 2024");
}
