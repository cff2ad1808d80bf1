#include "study/manual.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "study/own_log.h"
#include "study/review.h"

using namespace attache;

namespace {

using std::chrono::days;

const Scheduler kScheduler{SchedulerSettings{}};

StudyDay day(int number) {
  return StudyDay(days(19'000 + number));
}
Instant noon(int number) {
  return Instant(day(number).time_since_epoch()) + std::chrono::hours(12);
}

Review entry(std::int64_t sequence, int on, EntryKind kind = EntryKind::kAnswer) {
  Review review;
  review.sequence = sequence;
  review.uuid = std::to_string(sequence);
  review.kind = kind;
  review.at = noon(on);
  review.day = day(on);
  review.question = "d/a";
  return review;
}
Review by_hand(std::int64_t sequence, int on, const ManualChange& change) {
  Review review = entry(sequence, on, EntryKind::kManual);
  review.response = manual_text(change);
  return review;
}
Review voiding(std::int64_t sequence, int on, std::int64_t of) {
  Review review = entry(sequence, on, EntryKind::kVoid);
  review.voids = std::to_string(of);
  return review;
}

ManualChange forgetting() {
  ManualChange change;
  change.forget = true;
  return change;
}
ManualChange due_on(int number) {
  ManualChange change;
  change.due = day(number);
  return change;
}

Schedule standing(const std::vector<Review>& log) {
  return replay(log, kScheduler)["d/a"];
}

ManualChange any_change() {
  ManualChange change;
  change.forget = *rc::gen::arbitrary<bool>();
  if (*rc::gen::arbitrary<bool>())
    change.memory = MemoryState{*rc::gen::inRange(1, 100'000) / 7.0,
                                1 + *rc::gen::inRange(0, 900) / 100.0, 0};
  if (*rc::gen::arbitrary<bool>()) change.due = day(*rc::gen::inRange(-500, 500));
  if (*rc::gen::arbitrary<bool>()) change.last_day = day(*rc::gen::inRange(-500, 500));
  if (*rc::gen::arbitrary<bool>()) change.reviews = *rc::gen::inRange(0, 500);
  if (*rc::gen::arbitrary<bool>()) change.lapses = *rc::gen::inRange(0, 50);
  return change;
}

}  // namespace

TEST_CASE("property: a change by hand is read as it was written") {
  CHECK(rc::check([] {
    const ManualChange change = any_change();
    const auto read = read_manual(manual_text(change));
    return read && *read == change;
  }));
}

TEST_CASE("A text that is no change by hand is refused") {
  for (const char* text :
       {"", "[]", "{", R"({"forget":1})", R"({"forget":false})", R"({"other":1})",
        R"({"memory":[1,5]})", R"({"memory":[0,5,0]})", R"({"memory":[3,11,0]})",
        R"({"memory":["3",5,0]})", R"({"memory":[3,5,-1]})", R"({"memory":4})",
        R"({"due":1.5})", R"({"due":99999999})", R"({"last_day":"x"})",
        R"({"reviews":-1})", R"({"lapses":4000000000})"}) {
    CAPTURE(text);
    CHECK_FALSE(read_manual(text));
  }
}

TEST_CASE("A day that is set puts a question into review on that day") {
  const Schedule learned = standing({entry(1, 0), entry(2, 0), entry(3, 3)});
  REQUIRE(learned.phase == Phase::kReview);
  const Schedule moved = after_manual(learned, due_on(40), kScheduler, noon(5), day(5));
  CHECK(moved.phase == Phase::kReview);
  CHECK(moved.due_day == day(40));
  CHECK(moved.interval_days == 37);  // from day 3, when it was answered last
  CHECK(moved.memory == learned.memory);
  CHECK(moved.last_day == day(3));
  CHECK(moved.reviews == 3);
}

TEST_CASE("A new question with a day set has the memory of one that was rated good") {
  const Schedule moved = after_manual({}, due_on(10), kScheduler, noon(5), day(5));
  CHECK(moved.phase == Phase::kReview);
  CHECK(moved.memory == kScheduler.model().first(Rating::kGood));
  CHECK(moved.last_day == day(5));
  CHECK(moved.interval_days == 5);
  CHECK(moved.reviews == 0);
}

TEST_CASE("A question in its steps leaves them when a day is set") {
  const Schedule learning = standing({entry(1, 0)});
  REQUIRE(learning.phase == Phase::kLearning);
  const Schedule moved = after_manual(learning, due_on(2), kScheduler, noon(0), day(0));
  CHECK(moved.phase == Phase::kReview);
  CHECK(moved.step == 0);
  CHECK(moved.due_at == Instant{});
  ManualChange memory;
  memory.memory = MemoryState{50, 5, 0};
  const Schedule kept = after_manual(learning, memory, kScheduler, noon(0), day(0));
  CHECK(kept.phase == Phase::kLearning);
  CHECK(kept.due_at == learning.due_at);
  CHECK(kept.memory->stability == 50);
}

TEST_CASE("Where another program has a question is where it stands") {
  ManualChange change;
  change.memory = MemoryState{80, 6, 0};
  change.due = day(100);
  change.last_day = day(20);
  change.reviews = 12;
  change.lapses = 2;
  const Schedule moved = after_manual({}, change, kScheduler, noon(30), day(30));
  CHECK(moved.memory == MemoryState{80, 6, 0});
  CHECK(moved.due_day == day(100));
  CHECK(moved.last_day == day(20));
  CHECK(moved.last_at == noon(20));
  CHECK(moved.interval_days == 80);
  CHECK(moved.reviews == 12);
  CHECK(moved.lapses == 2);
}

TEST_CASE("A memory without a day is due when recall has fallen as far as is wished") {
  ManualChange change;
  change.memory = MemoryState{80, 6, 0};
  change.last_day = day(20);
  // At a desired retention of 90 % the interval is the stability.
  CHECK(after_manual({}, change, kScheduler, noon(30), day(30)).due_day == day(100));
}

TEST_CASE("A model with two traces gets both from a memory with one") {
  SchedulerSettings settings;
  settings.weights = default_weights(ModelKind::kFsrs7);
  const Scheduler two{settings};
  ManualChange change;
  change.memory = MemoryState{80, 6, 0};
  CHECK(after_manual({}, change, two, noon(30), day(30)).memory->fast_stability == 80);
  change.memory = MemoryState{80, 6, 20};
  CHECK(after_manual({}, change, two, noon(30), day(30)).memory->fast_stability == 20);
  CHECK(after_manual({}, change, kScheduler, noon(30), day(30)).memory->fast_stability ==
        0);
}

TEST_CASE("Counts alone do not make a new question known") {
  ManualChange change;
  change.reviews = 3;
  CHECK(after_manual({}, change, kScheduler, noon(0), day(0)) == Schedule{});
}

TEST_CASE("A replay follows what was set by hand without taking it for an answer") {
  const std::vector<Review> log{entry(1, 0), by_hand(2, 1, due_on(9))};
  int answers = 0;
  int moves = 0;
  replay(
      log, kScheduler, [&](const Replayed&) { ++answers; },
      [&](const Replayed& moved) {
        ++moves;
        CHECK(moved.before.phase == Phase::kLearning);
        CHECK(moved.after.phase == Phase::kReview);
      });
  CHECK(answers == 1);
  CHECK(moves == 1);
  CHECK(standing(log).due_day == day(9));
  CHECK(counting(log).size() == 1);
  CHECK(counting_entries(log).size() == 2);
  replay(log, kScheduler, [](const Replayed&) {});  // nobody needs to listen to moves
}

TEST_CASE("A question that was made new again is learned from the start") {
  const std::vector<Review> log{entry(1, 0), entry(2, 3), by_hand(3, 5, forgetting())};
  CHECK(standing(log) == Schedule{});
  CHECK(forgets(log[2]));
  CHECK_FALSE(forgets(log[1]));
  std::vector<Review> more = log;
  more.push_back(entry(4, 6));
  Review alone = entry(1, 6);
  alone.place = more.back().place;
  CHECK(standing(more) == standing({alone}));
}

TEST_CASE("What was set by hand can be taken back") {
  const std::vector<Review> answers{entry(1, 0), entry(2, 3)};
  std::vector<Review> log = answers;
  log.push_back(by_hand(3, 5, forgetting()));
  log.push_back(voiding(4, 5, 3));
  CHECK(standing(log) == standing(answers));
}

TEST_CASE("What was set for another meaning is not carried over") {
  Review first = entry(1, 0);
  Review moved = by_hand(2, 1, due_on(9));
  moved.meaning = 2;
  CHECK(standing({first, moved}).reviews == 0);
  CHECK(standing({first, moved}).due_day == day(9));
}

TEST_CASE("An entry by hand that cannot be read changes nothing") {
  Review damaged = by_hand(2, 1, due_on(9));
  damaged.response = "{";
  CHECK(standing({entry(1, 0), damaged}) == standing({entry(1, 0)}));
  CHECK_FALSE(forgets(damaged));
}

TEST_CASE("For fitting, what was made new again is another card") {
  const std::vector<Review> log{entry(1, 0), by_hand(2, 2, due_on(4)), entry(3, 4),
                                by_hand(4, 5, forgetting()), entry(5, 6)};
  const ReviewLog own = own_log(log, kScheduler);
  REQUIRE(own.size() == 3);
  CHECK(own[0].card == own[1].card);
  CHECK(own[1].phase == Phase::kReview);
  CHECK(own[2].card != own[0].card);
  CHECK(own[2].phase == Phase::kNew);
}

TEST_CASE("property: a change by hand leaves a schedule that holds together") {
  CHECK(rc::check([] {
    const auto answers = *rc::gen::inRange(0, 4);
    std::vector<Review> log;
    for (int i = 0; i < answers; ++i)
      log.push_back(entry(i + 1, 2 * i));
    const Schedule before = standing(log);
    const Schedule after =
        after_manual(before, any_change(), kScheduler, noon(20), day(20));
    if (after.phase == Phase::kNew) return after == Schedule{};
    const bool review = after.phase == Phase::kReview;
    return after.memory.has_value() && after.memory->stability > 0 &&
           after.last_day <= day(20) && after.interval_days >= 0 &&
           (!review || (after.step == 0 && after.due_at == Instant{}));
  }));
}
