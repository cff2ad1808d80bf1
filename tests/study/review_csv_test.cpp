#include "study/review_csv.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

namespace {

using attache::Instant;
using attache::LoggedReview;
using attache::Millis;
using attache::Phase;
using attache::Rating;
using attache::read_review_csv;
using attache::review_csv;
using attache::ReviewLog;

TEST_CASE("a log is read by the names of its columns") {
  const auto log = read_review_csv(
      "review_rating,review_state,card_id,colour,review_time\n"
      "3,0,7,red,1700000000000\n"
      "1,2,-8,,1700000005000\n");
  REQUIRE(log);
  REQUIRE(log->size() == 2);
  CHECK((*log)[0] == LoggedReview{7, Instant(Millis(1'700'000'000'000)), Rating::kGood,
                                  Phase::kNew, Millis(0)});
  CHECK((*log)[1] == LoggedReview{-8, Instant(Millis(1'700'000'005'000)), Rating::kAgain,
                                  Phase::kReview, Millis(0)});
}

TEST_CASE(
    "Windows' line ends, quotes, blanks, a byte order mark and empty lines are read") {
  const auto log = read_review_csv(
      "\xEF\xBB\xBF\"card_id\", "
      "review_time,review_rating,review_state,review_duration\r\n"
      "\"1\", 1700000000000 ,4,1,\r\n"
      "\r\n"
      "2,1700000000001,2,3,2500");
  REQUIRE(log);
  REQUIRE(log->size() == 2);
  CHECK((*log)[0].card == 1);
  CHECK((*log)[0].phase == Phase::kLearning);
  CHECK((*log)[1].duration == Millis(2500));
  CHECK((*log)[1].phase == Phase::kRelearning);
}

TEST_CASE("rows of cards moved by hand are skipped") {
  const auto log = read_review_csv(
      "card_id,review_time,review_rating,review_state\n1,1700000000000,0,2\n");
  REQUIRE(log);
  CHECK(log->empty());
}

TEST_CASE("a file without a needed column is refused by the column's name") {
  const auto log = read_review_csv("card_id,review_time,review_state\n1,2,0\n");
  REQUIRE_FALSE(log);
  CHECK(log.error().what == "there is no column review_rating");
  CHECK(log.error().where == "line 1");
  CHECK_FALSE(read_review_csv(""));
}

TEST_CASE("a column that is there twice is refused") {
  const auto log =
      read_review_csv("card_id,card_id,review_time,review_rating,review_state\n");
  REQUIRE_FALSE(log);
  CHECK(log.error().what == "the column card_id is there twice");
}

TEST_CASE("what cannot be is refused with its line") {
  const auto problem = [](const std::string& row) {
    const auto log = read_review_csv(
        "card_id,review_time,review_rating,review_state,review_duration\n"
        "1,1700000000000,3,0,1000\n" +
        row + "\n");
    REQUIRE_FALSE(log);
    CHECK(log.error().where == "line 3");
    CHECK_FALSE(log.error().remedy.empty());
    return log.error().what;
  };
  CHECK(problem("x,1700000000000,3,0,1000") == "card_id cannot be \"x\"");
  CHECK(problem("1,1700000000000,5,0,1000") == "review_rating cannot be \"5\"");
  CHECK(problem("1,1700000000000,-1,0,1000") == "review_rating cannot be \"-1\"");
  CHECK(problem("1,1700000000000,3,4,1000") == "review_state cannot be \"4\"");
  CHECK(problem("1,1700000000000,3,0,-1") == "review_duration cannot be \"-1\"");
  CHECK(problem("1,900000000000000000,3,0,1") ==
        "review_time cannot be \"900000000000000000\"");
  CHECK(problem("1,1700000000000,3") == "review_state is missing");
  CHECK(problem("99999999999999999999,1,3,0,1") ==
        "card_id cannot be \"99999999999999999999\"");
  CHECK(problem("1.5,1,3,0,1") == "card_id cannot be \"1.5\"");
}

TEST_CASE("property: what is written is read") {
  CHECK(rc::check("round trip", [] {
    ReviewLog log(*rc::gen::inRange<std::size_t>(0, 20));
    for (LoggedReview& review : log) {
      review.card = *rc::gen::arbitrary<std::int64_t>();
      review.at = Instant(Millis(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000)));
      review.rating = static_cast<Rating>(*rc::gen::inRange(1, 5));
      review.phase = static_cast<Phase>(*rc::gen::inRange(0, 4));
      review.duration = Millis(*rc::gen::inRange(0, 100'000));
    }
    const auto read = read_review_csv(review_csv(log));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == log);
  }));
}

}  // namespace
