#include "study/own_log.h"

#include <doctest/doctest.h>

using namespace attache;

namespace {

using std::chrono::days;
using std::chrono::hours;

Instant at_day(int day) {
  return Instant(std::chrono::sys_days(std::chrono::year(2024) / 7 / 1)) + days(day) +
         hours(10);
}

Review answer(std::int64_t sequence, const char* question, int day, Rating rating) {
  Review review;
  review.sequence = sequence;
  review.uuid = std::to_string(sequence);
  review.at = at_day(day);
  review.day = StudyDay(std::chrono::floor<days>(review.at).time_since_epoch());
  review.question = question;
  review.rating = rating;
  review.duration = Millis(1000 * sequence);
  return review;
}

const Scheduler kScheduler{SchedulerSettings{}};

}  // namespace

TEST_CASE("Answers become cards, phases and times") {
  const std::vector<Review> log{
      answer(1, "d/a", 0, Rating::kGood), answer(2, "d/b", 0, Rating::kEasy),
      answer(3, "d/a", 1, Rating::kGood), answer(4, "d/b", 9, Rating::kAgain)};
  const ReviewLog expected{{0, at_day(0), Rating::kGood, Phase::kNew, Millis(1000)},
                           {1, at_day(0), Rating::kEasy, Phase::kNew, Millis(2000)},
                           {0, at_day(1), Rating::kGood, Phase::kLearning, Millis(3000)},
                           {1, at_day(9), Rating::kAgain, Phase::kReview, Millis(4000)}};
  CHECK(own_log(log, kScheduler) == expected);
}

TEST_CASE("An answer that was taken back is not in it") {
  std::vector<Review> log{answer(1, "d/a", 0, Rating::kGood)};
  Review undo = answer(2, "d/a", 0, Rating::kGood);
  undo.kind = EntryKind::kVoid;
  undo.voids = "1";
  log.push_back(undo);
  CHECK(own_log(log, kScheduler).empty());
}

TEST_CASE("Another meaning is another card, and new") {
  std::vector<Review> log{answer(1, "d/a", 0, Rating::kEasy),
                          answer(2, "d/a", 5, Rating::kGood)};
  log[1].meaning = 2;
  const ReviewLog own = own_log(log, kScheduler);
  REQUIRE(own.size() == 2);
  CHECK(own[0].card != own[1].card);
  CHECK(own[1].phase == Phase::kNew);
}

TEST_CASE("A clock that was set back is put in the order of time") {
  const ReviewLog own = own_log(
      std::vector{answer(1, "d/a", 3, Rating::kGood), answer(2, "d/b", 1, Rating::kGood)},
      kScheduler);
  REQUIRE(own.size() == 2);
  CHECK(own[0].at < own[1].at);
}
