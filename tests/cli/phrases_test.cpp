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

TEST_CASE("A time is told to the nearest second, minute or tenth of an hour") {
  CHECK(time_phrase(0ms) == "0 s");
  CHECK(time_phrase(45s) == "45 s");
  CHECK(time_phrase(89s) == "1 min");
  CHECK(time_phrase(91s) == "2 min");
  CHECK(time_phrase(90min) == "1.5 h");
}

TEST_CASE("An estimate does not tell seconds") {
  CHECK(about_time(0ms) == "less than 1 min");
  CHECK(about_time(59s) == "less than 1 min");
  CHECK(about_time(60s) == "about 1 min");
  CHECK(about_time(12min) == "about 12 min");
}

TEST_CASE("What is left of a limit is rounded up") {
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
