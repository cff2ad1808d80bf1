// The queue within limited time.

#include <deque>
#include <functional>
#include <optional>
#include <rapidcheck.h>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/chance.h"
#include "study/queue.h"

using namespace attache;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr StudyDay kToday{days(20000)};
constexpr Instant kMorning{days(20000) + hours(9)};

constexpr Millis kSuccess = seconds(8);
constexpr Millis kLapse = seconds(16);
constexpr Millis kStep = seconds(10);
constexpr Millis kFresh = seconds(20);

Schedule due(int overdue = 0) {
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.memory = MemoryState{10, 5};
  schedule.last_day = kToday - days(10 + overdue);
  schedule.interval_days = 10;
  schedule.due_day = kToday - days(overdue);
  schedule.reviews = 3;
  return schedule;
}

Schedule in_step(Instant at) {
  Schedule schedule;
  schedule.phase = Phase::kLearning;
  schedule.step = 1;
  schedule.memory = MemoryState{1, 5};
  schedule.due_at = at;
  schedule.due_day = kToday;
  schedule.last_day = kToday;
  schedule.reviews = 1;
  return schedule;
}

/// What asking takes, with a value: by hand what the trainer works out.
Worth worth(const Schedule& schedule, double value) {
  switch (schedule.phase) {
    case Phase::kNew:
      return {value, kFresh + kStep, kFresh + 2 * kStep};
    case Phase::kReview:
      return {value, seconds(10), kLapse + kStep};
    case Phase::kLearning:
      return {0, kStep * (2 - schedule.step), kStep * (2 - schedule.step)};
    case Phase::kRelearning:
      break;
  }
  return {0, kStep, kStep};
}

/// A sitting of so many minutes; each answer takes its usual time.
class Sitting {
 public:
  Sitting& question(const std::string& id,
                    const Schedule& schedule,
                    double value = 0,
                    const std::string& siblings = {}) {
    Question& question = questions_.emplace_back();
    question.id = id;
    question.siblings = siblings.empty() ? id : siblings;
    items_.push_back({&question, schedule, {}, worth(schedule, value)});
    return *this;
  }
  Sitting& time(Millis time) { return settings_.time_left = time, *this; }
  Sitting& new_per_day(int limit) { return settings_.new_per_day = limit, *this; }
  Sitting& for_exam() { return settings_.candidates = Candidates::kWorthwhile, *this; }
  Sitting& begin() {
    queue_.emplace(items_, settings_, kToday, 0, std::unordered_set<std::string>{}, 1);
    return *this;
  }
  StudyQueue& queue() { return *queue_; }
  [[nodiscard]] std::string next(Instant now = kMorning) const {
    const auto index = queue_->next(now);
    return index ? queue_->items()[*index].question->id : "";
  }
  /// Answers, and gives the time that it took.
  Millis answer(std::size_t index, Rating rating, Instant now) {
    const StudyItem& item = queue_->items()[index];
    Millis took = item.schedule.phase == Phase::kNew ? kFresh : kStep;
    if (item.schedule.phase == Phase::kReview)
      took = rating == Rating::kAgain ? kLapse : kSuccess;
    const Schedule after = scheduler_.after(item.schedule, rating, now, kToday, index);
    queue_->update(index, after, Flags(item.flags), took);
    queue_->revalue(index, worth(after, 0));
    queue_->note_asked(index);
    return took;
  }
  std::string ask_all(Rating rating = Rating::kEasy) {
    std::string asked;
    while (const auto index = queue_->next(kMorning)) {
      asked += asked.empty() ? "" : " ";
      asked += queue_->items()[*index].question->id;
      answer(*index, rating, kMorning);
    }
    return asked;
  }

 private:
  std::deque<Question> questions_;
  std::vector<StudyItem> items_;
  QueueSettings settings_;
  Scheduler scheduler_{SchedulerSettings{}};
  std::optional<StudyQueue> queue_;
};

}  // namespace

TEST_CASE("within limited time the greatest value is asked first, whatever it is") {
  Sitting sitting;
  sitting.question("old", due(30), 0.01).question("new", {}, 0.03);
  sitting.question("weak", due(1), 0.05).time(minutes(10)).begin();
  CHECK(sitting.ask_all() == "weak new old");
}

TEST_CASE("new questions that are worth the same keep the order of the deck") {
  Sitting sitting;
  sitting.question("c", {}, 0.02).question("a", {}, 0.02).question("b", {}, 0.02);
  sitting.time(minutes(10)).begin();
  CHECK(sitting.ask_all() == "c a b");
}

TEST_CASE("nothing is begun of which the worst case does not fit") {
  // A review takes 26 s at worst: after three easy ones (8 s each) 25 s are left of 49.
  Sitting sitting;
  for (const char* id : {"a", "b", "c", "d"})
    sitting.question(id, due(), 0.02);
  sitting.time(seconds(49)).begin();
  for (int i = 0; i < 3; ++i) {
    REQUIRE(sitting.queue().next(kMorning));
    sitting.answer(*sitting.queue().next(kMorning), Rating::kEasy, kMorning);
  }
  CHECK(sitting.queue().time_left() == seconds(25));
  CHECK_FALSE(sitting.queue().next(kMorning));
  CHECK(sitting.queue().counts() == DueCounts{});
  CHECK(sitting.queue().waiting() == DueCounts{0, 1, 0});
}

TEST_CASE("what takes too long gives way to what fits") {
  Sitting sitting;
  sitting.question("new", {}, 0.05).question("due", due(), 0.01);
  sitting.time(seconds(30)).begin();  // 40 s at worst for the new one, 26 s for the other
  CHECK(sitting.next() == "due");
}

TEST_CASE("time is kept for the steps of what was begun") {
  Sitting sitting;
  sitting.question("step", in_step(kMorning + minutes(30)), 0);
  sitting.question("due", due(), 0.01).time(seconds(35)).begin();
  // 10 s of the 35 are for the step; 25 do not do for a review.
  CHECK(sitting.next().empty());
  CHECK(sitting.queue().counts() == DueCounts{1, 0, 0});
  CHECK(sitting.queue().expected_time() == kStep);
  CHECK(sitting.queue().waiting() == DueCounts{0, 1, 0});
  sitting.queue().set_time_left(seconds(36));
  CHECK(sitting.next() == "due");
}

TEST_CASE("steps are asked when the minutes have run out") {
  Sitting sitting;
  sitting.question("step", in_step(kMorning), 0).time(seconds(-5)).begin();
  CHECK(sitting.next() == "step");
  CHECK(sitting.queue().counts() == DueCounts{1, 0, 0});
}

TEST_CASE("the counts say what fits if all goes as expected") {
  // 10 s expected and 26 s at worst: 44 s have room for two (the third would begin with
  // 24 s left), and a new one does not fit at all.
  Sitting sitting;
  for (const char* id : {"a", "b", "c", "d"})
    sitting.question(id, due(), 0.02);
  sitting.question("new", {}, 0.01).time(seconds(44)).begin();
  CHECK(sitting.queue().counts() == DueCounts{0, 2, 0});
  CHECK(sitting.queue().expected_time() == seconds(20));
  CHECK(sitting.queue().waiting() == DueCounts{0, 2, 1});
}

TEST_CASE("the day's limit of new questions holds within limited time too") {
  Sitting sitting;
  sitting.question("a", {}, 0.02).question("b", {}, 0.03).question("c", due(), 0.01);
  sitting.new_per_day(1).time(minutes(10)).begin();
  CHECK(sitting.queue().counts() == DueCounts{0, 1, 1});
  // What the limit keeps back is not waiting for time.
  CHECK(sitting.queue().waiting() == DueCounts{});
  CHECK(sitting.ask_all() == "b c");
}

TEST_CASE("on a day without minutes nothing is asked, and all of it waits") {
  Sitting sitting;
  sitting.question("a", {}, 0.02).question("b", due(), 0.01);
  sitting.time(Millis{0}).begin();
  CHECK(sitting.next().empty());
  CHECK(sitting.queue().counts().total() == 0);
  CHECK(sitting.queue().waiting() == DueCounts{0, 1, 1});
}

TEST_CASE("more minutes let more be asked, and none as the limit lets all") {
  Sitting sitting;
  for (const char* id : {"a", "b", "c", "d"})
    sitting.question(id, due(), 0.02);
  sitting.time(seconds(26)).begin();
  CHECK(sitting.queue().counts().review == 1);
  sitting.queue().set_time_left(minutes(5));
  CHECK(sitting.queue().counts().review == 4);
  sitting.queue().set_time_left(std::nullopt);
  CHECK(sitting.queue().counts() == DueCounts{0, 4, 0});
  CHECK(sitting.queue().waiting() == DueCounts{});
  CHECK_FALSE(sitting.queue().time_left());
  sitting.queue().set_time_left(seconds(26));
  CHECK(sitting.queue().counts().review == 1);
}

TEST_CASE("of two siblings the more valuable one is asked, a review before a new one") {
  Sitting sitting;
  sitting.question("a", due(20), 0.01, "x").question("b", due(1), 0.02, "x");
  sitting.question("c", {}, 0.09, "y").question("d", due(), 0.01, "y");
  sitting.time(minutes(10)).begin();
  CHECK(sitting.ask_all() == "b d");
}

TEST_CASE("an ordinary day asks what is due even if it gains nothing") {
  Sitting sitting;
  sitting.question("a", due(), -0.01).question("b", due(), 0);
  sitting.time(minutes(10)).begin();
  CHECK(sitting.ask_all() == "b a");
}

TEST_CASE("an exam asks what is worthwhile, due or not, and nothing else") {
  Schedule early = due();
  early.due_day = kToday + days(5);
  Sitting sitting;
  sitting.question("early", early, 0.02).question("worthless", due(), 0);
  sitting.question("due", due(), 0.01).question("new", {}, 0.03);
  sitting.question("step", in_step(kMorning), 0).for_exam().time(minutes(10)).begin();
  CHECK(sitting.queue().counts() == DueCounts{1, 2, 1});
  CHECK(sitting.ask_all() == "step new early due");
}

TEST_CASE("an exam's new question may come before the review of a sibling") {
  Sitting sitting;
  sitting.question("new", {}, 0.03, "x").question("due", due(), 0.01, "x");
  sitting.for_exam().time(minutes(10)).begin();
  CHECK(sitting.ask_all() == "new");
}

TEST_CASE("what an exam asked today is left for another day, whatever it is worth then") {
  Sitting sitting;
  sitting.question("a", due(), 0.02).for_exam().time(minutes(10)).begin();
  sitting.answer(0, Rating::kGood, kMorning);
  sitting.queue().revalue(0, {0.5, seconds(10), seconds(26)});
  CHECK(sitting.next().empty());
}

TEST_CASE("another value puts a question elsewhere in the order") {
  Sitting sitting;
  sitting.question("a", due(), 0.02).question("b", due(), 0.01);
  sitting.time(minutes(10)).begin();
  sitting.queue().revalue(1, {0.03, seconds(10), seconds(26)});
  CHECK(sitting.next() == "b");
}

TEST_CASE("without a limit reviews are ordered by the model's chance of recall") {
  // FSRS-7: a strong slow trace behind a fast one that is gone; stability alone misleads.
  const auto model = model_with(default_weights(ModelKind::kFsrs7));
  const auto schedule = [](double slow, double fast) {
    Schedule weak = due();
    weak.memory = MemoryState{slow, 5, fast};
    return weak;
  };
  const Schedule a = schedule(12, 0.01);
  const Schedule b = schedule(11, 60);
  REQUIRE(model->recall_chance(*a.memory, 10) < model->recall_chance(*b.memory, 10));
  Question first;
  Question second;
  first.id = first.siblings = "a";
  second.id = second.siblings = "b";
  QueueSettings settings;
  settings.model = model;
  const StudyQueue queue({{&second, b, {}, {}}, {&first, a, {}, {}}}, settings, kToday, 0,
                         {}, 1);
  CHECK(queue.next(kMorning) == std::optional<std::size_t>(1));
}

namespace {

/// A sitting of any questions, siblings and minutes; the same for the same number.
void fill(Sitting& sitting, std::uint64_t number) {
  Chance chance(number);
  const std::size_t count = chance.below(60);
  const std::size_t groups = 1 + chance.below(50);
  for (std::size_t i = 0; i < count; ++i) {
    Schedule schedule;
    const std::size_t kind = chance.below(5);
    if (kind == 1)
      schedule = in_step(kMorning + minutes(static_cast<int>(chance.below(40))));
    if (kind > 1) schedule = due(static_cast<int>(chance.below(30)));
    sitting.question("q" + std::to_string(i), schedule, chance.unit() - 0.1,
                     "g" + std::to_string(chance.below(groups)));
  }
  if (chance.below(2) == 0) sitting.for_exam();
  sitting.new_per_day(static_cast<int>(chance.below(25)));
  sitting.time(seconds(chance.below(900))).begin();
}

using Visit = std::function<void(std::size_t index, Instant now)>;
/// Studies until nothing is left. Steps are answered well, so that nothing takes longer
/// than its worst case.
void study(Sitting& sitting,
           std::uint64_t number,
           const Visit& before,
           const Visit& after) {
  Chance chance(number);
  Instant now = kMorning;
  for (int answers = 0; answers < 500; ++answers) {
    auto index = sitting.queue().next(now);
    if (!index) {
      const auto step_at = sitting.queue().next_step_at();
      if (!step_at) return;
      now = *step_at;
      index = sitting.queue().next(now);
    }
    RC_ASSERT(index.has_value());
    before(*index, now);
    const Phase phase = sitting.queue().items()[*index].schedule.phase;
    const bool step = phase == Phase::kLearning || phase == Phase::kRelearning;
    now += sitting.answer(*index, step ? Rating::kGood : kRatings[chance.below(4)], now);
    after(*index, now);
  }
  RC_FAIL("the sitting does not end");
}

const Visit kNothing = [](std::size_t, Instant) {};

}  // namespace

TEST_CASE("property: no more time is used than there was") {
  CHECK(rc::check("minutes", [](std::uint64_t number) {
    Sitting sitting;
    fill(sitting, number);
    // Steps that wait already may need more than the minutes; they are finished.
    Millis steps{};
    for (const StudyItem& item : sitting.queue().items())
      if (item.schedule.phase == Phase::kLearning) steps += item.worth.worst;
    const Millis at_first = *sitting.queue().time_left();
    study(sitting, number, kNothing, kNothing);
    const Millis used = at_first - *sitting.queue().time_left();
    RC_ASSERT(used <= std::max(at_first, steps));
  }));
}

TEST_CASE("property: the counts are zero exactly when nothing is asked any more") {
  CHECK(rc::check("counts", [](std::uint64_t number) {
    Sitting sitting;
    fill(sitting, number);
    study(
        sitting, number,
        [&](std::size_t index, Instant) {
          const DueCounts left = sitting.queue().counts();
          const Phase phase = sitting.queue().items()[index].schedule.phase;
          RC_ASSERT(left.total() > 0);
          if (phase == Phase::kNew) RC_ASSERT(left.fresh > 0);
          if (phase == Phase::kReview) RC_ASSERT(left.review > 0);
          RC_ASSERT(sitting.queue().waiting().learning == 0);
        },
        kNothing);
    RC_ASSERT(sitting.queue().counts() == DueCounts{});
  }));
}

TEST_CASE("property: undo within limited time gives back question, time and counts") {
  CHECK(rc::check("undo is exact", [](std::uint64_t number) {
    Sitting sitting;
    fill(sitting, number);
    StudyItem before;
    DueCounts counts;
    DueCounts waiting;
    std::optional<Millis> time;
    study(
        sitting, number,
        [&](std::size_t index, Instant) {
          before = sitting.queue().items()[index];
          counts = sitting.queue().counts();
          waiting = sitting.queue().waiting();
          time = sitting.queue().time_left();
        },
        [&](std::size_t index, Instant now) {
          StudyQueue& queue = sitting.queue();
          const StudyItem after = queue.items()[index];
          const DueCounts counts_after = queue.counts();
          const auto next_after = queue.next(now);
          const Millis took = *time - *queue.time_left();
          queue.take_back_asked(index);
          queue.update(index, before.schedule, before.flags, -took);
          queue.revalue(index, before.worth);
          RC_ASSERT(queue.counts() == counts);
          RC_ASSERT(queue.waiting() == waiting);
          RC_ASSERT(queue.time_left() == time);
          queue.update(index, after.schedule, after.flags, took);
          queue.revalue(index, after.worth);
          queue.note_asked(index);
          RC_ASSERT(queue.counts() == counts_after);
          RC_ASSERT(queue.next(now) == next_after);
        });
  }));
}
