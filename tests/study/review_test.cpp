#include "study/review.h"

#include <algorithm>
#include <functional>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/chance.h"

namespace {

using attache::counting;
using attache::EntryKind;
using attache::Instant;
using attache::kRatings;
using attache::Phase;
using attache::Rating;
using attache::replay;
using attache::Replayed;
using attache::Review;
using attache::Schedule;
using attache::Scheduler;
using attache::SchedulerSettings;
using attache::stable_hash;
using attache::StudyDay;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr StudyDay kMonday{days(20000)};
constexpr Instant kMorning{days(20000) + hours(9)};

/// A log written as a student would make it; rows are named by short uuids.
class Log {
 public:
  Log& answer(std::string uuid,
              std::string question,
              Rating rating = Rating::kGood,
              int day = 0,
              int meaning = 1) {
    Review review;
    review.uuid = std::move(uuid);
    review.question = std::move(question);
    review.rating = rating;
    review.at = kMorning + days(day) + minutes(rows_.size());
    review.day = kMonday + days(day);
    review.meaning = meaning;
    return add(std::move(review));
  }
  Log& voids(std::string uuid, std::string target) {
    Review review;
    review.uuid = std::move(uuid);
    review.kind = EntryKind::kVoid;
    review.voids = std::move(target);
    return add(std::move(review));
  }
  /// Puts the due day of the answer before at a place of its range.
  Log& at_place(double place) { return rows_.back().place = place, *this; }
  [[nodiscard]] const std::vector<Review>& rows() const { return rows_; }
  /// The uuids of the answers that count, "a b c".
  [[nodiscard]] std::string counted() const { return counted(rows_); }
  [[nodiscard]] static std::string counted(const std::vector<Review>& rows) {
    std::string names;
    for (const Review& review : counting(rows)) {
      names += names.empty() ? review.uuid : " " + review.uuid;
    }
    return names;
  }

 private:
  Log& add(Review review) {
    review.sequence = static_cast<std::int64_t>(rows_.size()) + 1;
    rows_.push_back(std::move(review));
    return *this;
  }
  std::vector<Review> rows_;
};

TEST_CASE("every answer of a log without undo counts, in order") {
  CHECK(Log().answer("a", "q").answer("b", "r").answer("c", "q").counted() == "a b c");
  CHECK(Log().counted().empty());
}

TEST_CASE("a voided answer does not count, nor does what voided it") {
  CHECK(Log().answer("a", "q").answer("b", "q").voids("v", "b").counted() == "a");
}

TEST_CASE("voiding a voiding entry is redo") {
  CHECK(Log().answer("a", "q").voids("v", "a").voids("w", "v").counted() == "a");
}

TEST_CASE("an answer can be undone, redone and undone again") {
  const Log log = Log().answer("a", "q").voids("v", "a").voids("w", "v").voids("x", "w");
  CHECK(log.counted().empty());  // x takes back w, so v holds, so a does not
}

TEST_CASE("an answer voided twice stays voided when one of the two is taken back") {
  const Log log = Log().answer("a", "q").voids("v", "a").voids("w", "a").voids("x", "w");
  CHECK(log.counted().empty());
}

TEST_CASE("an entry cannot void what comes after it, itself or nothing at all") {
  CHECK(Log().voids("v", "a").answer("a", "q").counted() == "a");
  CHECK(Log().answer("a", "q").voids("v", "v").counted() == "a");
  CHECK(Log().answer("a", "q").voids("v", "unknown").counted() == "a");
}

TEST_CASE("rows count in order of sequence wherever they stand") {
  std::vector<Review> rows =
      Log().answer("a", "q").answer("b", "q").voids("v", "a").answer("c", "q").rows();
  std::reverse(rows.begin(), rows.end());
  CHECK(Log::counted(rows) == "b c");
}

TEST_CASE("replay schedules each question by its own answers") {
  const Scheduler scheduler{SchedulerSettings{}};
  const Log log = Log().answer("a", "q").answer("b", "r", Rating::kEasy).answer("c", "q");
  const auto schedules = replay(log.rows(), scheduler);
  REQUIRE(schedules.size() == 2);

  Schedule by_hand;
  for (const std::size_t row : {0U, 2U}) {
    const Review& review = log.rows()[row];
    by_hand =
        scheduler.after(by_hand, review.rating, review.at, review.day, stable_hash("q"));
  }
  CHECK(schedules.at("q") == by_hand);
  CHECK(schedules.at("q").reviews == 2);
  CHECK(schedules.at("r").phase == Phase::kReview);
}

TEST_CASE("a due day is at the place that was written with the answer") {
  const Scheduler scheduler{SchedulerSettings{}};
  // An easy first answer: 8.2956 days, 6 to 10 with fuzz.
  const auto due_at = [&](double place) {
    const Log log = Log().answer("a", "q", Rating::kEasy).at_place(place);
    return replay(log.rows(), scheduler).at("q").interval_days;
  };
  CHECK(due_at(0) == 6);
  CHECK(due_at(0.5) == 8);
  CHECK(due_at(1) == 10);
}

TEST_CASE("an answer to a new meaning starts the question anew") {
  const Scheduler scheduler{SchedulerSettings{}};
  const auto schedules = replay(Log()
                                    .answer("a", "q", Rating::kEasy, 0, 1)
                                    .answer("b", "q", Rating::kAgain, 9, 2)
                                    .rows(),
                                scheduler);
  CHECK(schedules.at("q").reviews == 1);
  CHECK(schedules.at("q").lapses == 0);
  CHECK(schedules.at("q").phase == Phase::kLearning);
  CHECK(schedules.at("q").memory->stability == 0.212);  // a first "again"
}

TEST_CASE("a question whose answers are all voided is not in the replay") {
  const Scheduler scheduler{SchedulerSettings{}};
  CHECK(replay(Log().answer("a", "q").voids("v", "a").rows(), scheduler).empty());
}

TEST_CASE("replay tells of each counting answer with the schedule before and after it") {
  const Scheduler scheduler{SchedulerSettings{}};
  std::vector<Phase> before;
  std::vector<int> reviews_after;
  replay(Log().answer("a", "q").answer("b", "q").voids("v", "b").answer("c", "q").rows(),
         scheduler, [&](const Replayed& replayed) {
           before.push_back(replayed.before.phase);
           reviews_after.push_back(replayed.after.reviews);
         });
  CHECK(before == std::vector<Phase>{Phase::kNew, Phase::kLearning});
  CHECK(reviews_after == std::vector<int>{1, 2});
}

/// Any log with answers to a few questions and voids of any earlier entries.
Log any_log() {
  Log log;
  const int rows = *rc::gen::inRange(0, 40);
  int day = 0;
  for (int i = 0; i < rows; ++i) {
    const std::string uuid = std::to_string(i);
    if (i > 0 && *rc::gen::inRange(0, 3) == 0) {
      log.voids(uuid, std::to_string(*rc::gen::inRange(0, i)));
    } else {
      day += *rc::gen::inRange(0, 4);
      const auto rating = kRatings[*rc::gen::inRange<std::size_t>(0, 4)];
      log.answer(uuid, std::to_string(*rc::gen::inRange(0, 4)), rating, day);
      if (*rc::gen::arbitrary<bool>()) log.at_place(*rc::gen::inRange(0, 101) / 100.0);
    }
  }
  return log;
}

TEST_CASE("property: undo after an answer is identity") {
  CHECK(rc::check("answer and void leave the same schedules", [] {
    const Scheduler scheduler{SchedulerSettings{}};
    Log log = any_log();
    const auto before = replay(log.rows(), scheduler);
    const std::string counted = log.counted();
    log.answer("new", "1", Rating::kAgain, 200).voids("undo", "new");
    RC_ASSERT(log.counted() == counted);
    RC_ASSERT(replay(log.rows(), scheduler) == before);
  }));
}

TEST_CASE("property: redo after undo is identity") {
  CHECK(rc::check("void of void leaves the same schedules", [] {
    const Scheduler scheduler{SchedulerSettings{}};
    Log log = any_log();
    log.answer("new", "1", Rating::kGood, 200);
    const auto before = replay(log.rows(), scheduler);
    log.voids("undo", "new").voids("redo", "undo");
    RC_ASSERT(replay(log.rows(), scheduler) == before);
  }));
}

TEST_CASE("property: an answer counts exactly when no counting entry voids it") {
  CHECK(rc::check("the definition, worked out the slow way", [] {
    const Log log = any_log();
    const std::vector<Review>& rows = log.rows();
    const std::function<bool(std::size_t)> counts = [&](std::size_t at) {
      for (std::size_t later = at + 1; later < rows.size(); ++later) {
        if (rows[later].kind == EntryKind::kVoid && rows[later].voids == rows[at].uuid &&
            counts(later)) {
          return false;
        }
      }
      return true;
    };
    std::vector<Review> wanted;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].kind == EntryKind::kAnswer && counts(i)) wanted.push_back(rows[i]);
    }
    RC_ASSERT(counting(rows) == wanted);
  }));
}

}  // namespace
