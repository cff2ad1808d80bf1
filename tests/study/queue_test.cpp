#include "study/queue.h"

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <optional>
#include <rapidcheck.h>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/chance.h"

namespace {

using attache::Chance;
using attache::DueCounts;
using attache::Flags;
using attache::Instant;
using attache::kRatings;
using attache::MemoryState;
using attache::Millis;
using attache::Phase;
using attache::Question;
using attache::QueueSettings;
using attache::Rating;
using attache::Schedule;
using attache::Scheduler;
using attache::SchedulerSettings;
using attache::stable_hash;
using attache::StudyDay;
using attache::StudyItem;
using attache::StudyQueue;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr StudyDay kToday{days(20000)};
constexpr Instant kMorning{days(20000) + hours(9)};

Schedule fresh() {
  return {};
}

/// Due for review today, faded by `elapsed` days over a stability of 10.
Schedule due(int elapsed = 10) {
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.memory = MemoryState{10, 5};
  schedule.last_day = kToday - days(elapsed);
  schedule.interval_days = std::min(elapsed, 10);
  schedule.due_day = schedule.last_day + days(schedule.interval_days);
  schedule.reviews = 3;
  return schedule;
}

/// In a learning step that comes due at `at`, last answered yesterday.
Schedule step(Instant at, StudyDay last = kToday - days(1)) {
  Schedule schedule;
  schedule.phase = Phase::kLearning;
  schedule.memory = MemoryState{1, 5};
  schedule.due_at = at;
  schedule.due_day = schedule.last_day = last;
  schedule.reviews = 1;
  return schedule;
}

/// A sitting over questions named by one word each, with the scheduler that answers them.
class Sitting {
 public:
  Sitting& question(const std::string& id,
                    const Schedule& schedule,
                    const std::string& siblings = {},
                    Flags flags = {}) {
    Question& question = questions_.emplace_back();
    question.id = id;
    question.siblings = siblings.empty() ? id : siblings;
    items_.push_back({&question, schedule, std::move(flags)});
    return *this;
  }
  Sitting& new_per_day(int limit) { return settings_.new_per_day = limit, *this; }
  Sitting& reviews_per_day(int limit) { return settings_.reviews_per_day = limit, *this; }
  Sitting& sibling_distance(std::size_t d) {
    return settings_.sibling_distance = d, *this;
  }
  Sitting& new_done(int count) { return new_done_ = count, *this; }
  Sitting& reviews_done(int count) { return reviews_done_ = count, *this; }
  Sitting& asked(const std::string& siblings) { return asked_.insert(siblings), *this; }
  Sitting& seed(std::uint64_t seed) { return seed_ = seed, *this; }

  /// Begins the sitting: from here on the queue works.
  Sitting& begin() {
    queue_.emplace(items_, settings_, kToday, new_done_, asked_, seed_, reviews_done_);
    return *this;
  }
  StudyQueue& queue() { return *queue_; }
  [[nodiscard]] DueCounts counts() const { return queue_->counts(); }
  [[nodiscard]] std::string name(std::optional<std::size_t> index) const {
    return index ? queue_->items()[*index].question->id : "";
  }
  [[nodiscard]] std::string next(Instant now = kMorning) const {
    return name(queue_->next(now));
  }
  void answer(std::size_t index, Rating rating, Instant now) {
    const StudyItem& item = queue_->items()[index];
    const Schedule after = scheduler_.after(item.schedule, rating, now, kToday,
                                            stable_hash(item.question->id));
    queue_->update(index, after, Flags(item.flags));
    queue_->note_asked(index);
  }
  /// Asks and answers until nothing comes: "a b c". Easy keeps each question to one
  /// answer.
  std::string ask_all(Rating rating = Rating::kEasy, Instant now = kMorning) {
    std::string asked;
    while (const auto index = queue_->next(now)) {
      asked += asked.empty() ? name(index) : " " + name(index);
      answer(*index, rating, now);
    }
    return asked;
  }
  [[nodiscard]] std::size_t index_of(const std::string& id) const {
    std::size_t index = 0;
    while (queue_->items()[index].question->id != id)
      ++index;
    return index;
  }
  void change_flags(const std::string& id, const Flags& flags) {
    const std::size_t index = index_of(id);
    queue_->update(index, Schedule(queue_->items()[index].schedule), flags);
  }

 private:
  std::deque<Question> questions_;
  std::vector<StudyItem> items_;
  QueueSettings settings_;
  Scheduler scheduler_{SchedulerSettings{}};
  int new_done_ = 0;
  int reviews_done_ = 0;
  std::unordered_set<std::string> asked_;
  std::uint64_t seed_ = 1;
  std::optional<StudyQueue> queue_;
};

Flags suspended() {
  Flags flags;
  flags.suspended = true;
  return flags;
}

Flags buried(StudyDay until) {
  Flags flags;
  flags.buried_until = until;
  return flags;
}

TEST_CASE("an empty queue asks nothing") {
  Sitting sitting;
  sitting.begin();
  CHECK(sitting.next().empty());
  CHECK(sitting.counts() == DueCounts{0, 0, 0});
  CHECK_FALSE(sitting.queue().next_step_at().has_value());
}

TEST_CASE("new questions come in the order of the deck, up to the day's limit") {
  Sitting sitting;
  sitting.question("c", fresh()).question("a", fresh()).question("b", fresh());
  sitting.new_per_day(2).begin();
  CHECK(sitting.counts() == DueCounts{0, 0, 2});
  CHECK(sitting.ask_all() == "c a");
  CHECK(sitting.counts() == DueCounts{0, 0, 0});
}

TEST_CASE("new questions of an earlier sitting count towards the limit") {
  Sitting sitting;
  sitting.question("a", fresh()).question("b", fresh());
  sitting.new_per_day(3).new_done(2).begin();
  CHECK(sitting.counts().fresh == 1);
  Sitting over;
  over.question("a", fresh()).new_per_day(3).new_done(5).begin();
  CHECK(over.counts().fresh == 0);
  CHECK(over.next().empty());
}

TEST_CASE("the review that is most likely forgotten comes first") {
  Sitting sitting;
  sitting.question("fair", due(12)).question("worst", due(40)).question("best", due(10));
  sitting.begin();
  CHECK(sitting.ask_all() == "worst fair best");
}

TEST_CASE("a review that is not due yet is not asked") {
  Sitting sitting;
  Schedule tomorrow = due(9);
  tomorrow.due_day = kToday + days(1);
  sitting.question("a", tomorrow).begin();
  CHECK(sitting.next().empty());
  CHECK(sitting.counts().total() == 0);
}

TEST_CASE("reviews stop at the day's limit, those done earlier counted") {
  Sitting sitting;
  sitting.question("a", due(12)).question("b", due(11)).question("c", due(10));
  sitting.reviews_per_day(5).reviews_done(3).begin();
  CHECK(sitting.counts().review == 2);
  CHECK(sitting.ask_all() == "a b");
}

TEST_CASE("a review without a memory state comes first") {
  Sitting sitting;
  Schedule unknown = due(10);
  unknown.memory.reset();
  sitting.question("a", due(40)).question("b", unknown).begin();
  CHECK(sitting.next() == "b");
}

TEST_CASE("new questions are spread evenly among the reviews") {
  Sitting sitting;
  for (int i = 0; i < 8; ++i)
    sitting.question("r" + std::to_string(i), due(30 - i));
  sitting.question("n0", fresh()).question("n1", fresh()).begin();
  CHECK(sitting.ask_all() == "r0 r1 n0 r2 r3 r4 r5 n1 r6 r7");
}

TEST_CASE(
    "a learning step that is due comes before everything else, the earliest first") {
  Sitting sitting;
  sitting.question("r", due()).question("n", fresh());
  sitting.question("late", step(kMorning - minutes(1)));
  sitting.question("early", step(kMorning - minutes(5)));
  sitting.question("waits", step(kMorning + minutes(5))).begin();
  CHECK(sitting.counts() == DueCounts{3, 1, 1});
  CHECK(sitting.ask_all() == "early late r n waits");
}

TEST_CASE("a step further ahead than twenty minutes is waited for") {
  Sitting sitting;
  sitting.question("a", step(kMorning + minutes(21))).begin();
  CHECK(sitting.next().empty());
  CHECK(sitting.queue().next_step_at() == kMorning + minutes(21));
  CHECK(sitting.counts().learning == 1);
  CHECK(sitting.next(kMorning + minutes(1)) == "a");
}

TEST_CASE("a step of whole days is due from the beginning of its day") {
  Sitting sitting;
  Schedule of_days = step(kMorning + hours(8), kToday - days(2));
  of_days.due_day = kToday;
  Schedule tomorrow = of_days;
  tomorrow.due_day = kToday + days(1);
  sitting.question("a", of_days).question("b", tomorrow).begin();
  CHECK(sitting.counts().learning == 1);
  CHECK(sitting.ask_all() == "a");
}

TEST_CASE("a suspended question is never asked, a buried one not before its day") {
  Sitting sitting;
  sitting.question("a", due(), "", suspended());
  sitting.question("b", fresh(), "", suspended());
  sitting.question("c", step(kMorning), "", suspended());
  sitting.question("d", due(), "", buried(kToday + days(1)));
  sitting.question("e", due(), "", buried(kToday)).begin();
  CHECK(sitting.counts() == DueCounts{0, 1, 0});
  CHECK(sitting.ask_all() == "e");
}

TEST_CASE("suspending and burying take a question out, and taking that back puts it in") {
  Sitting sitting;
  sitting.question("a", due()).begin();
  sitting.change_flags("a", suspended());
  CHECK(sitting.next().empty());
  CHECK(sitting.counts().total() == 0);
  sitting.change_flags("a", buried(kToday + days(1)));
  CHECK(sitting.next().empty());
  sitting.change_flags("a", Flags{});
  CHECK(sitting.next() == "a");
}

TEST_CASE("of two siblings only one is asked on a day, a review before a new question") {
  Sitting sitting;
  sitting.question("n", fresh(), "fact").question("r", due(), "fact").begin();
  CHECK(sitting.counts() == DueCounts{0, 1, 0});
  CHECK(sitting.ask_all() == "r");
  CHECK(sitting.counts().total() == 0);
}

TEST_CASE("of two sibling reviews the one that faded more is asked") {
  Sitting sitting;
  sitting.question("a", due(11), "fact").question("b", due(20), "fact").begin();
  CHECK(sitting.counts().review == 1);
  CHECK(sitting.ask_all() == "b");
}

TEST_CASE("of two new siblings the first of the deck is asked") {
  Sitting sitting;
  sitting.question("b", fresh(), "fact").question("a", fresh(), "fact").begin();
  CHECK(sitting.counts().fresh == 1);
  CHECK(sitting.ask_all() == "b");
}

TEST_CASE("questions that name no siblings have none") {
  Sitting sitting;
  sitting.question("a", fresh()).question("b", fresh());
  Question none_a;
  Question none_b;
  none_a.id = "x";
  none_b.id = "y";
  const StudyQueue queue({{&none_a, {}, {}}, {&none_b, {}, {}}}, QueueSettings{}, kToday,
                         0, {}, 1);
  CHECK(queue.counts().fresh == 2);
}

TEST_CASE("a sibling group that was asked earlier today is left for another day") {
  Sitting sitting;
  sitting.question("a", due(), "fact").question("b", fresh(), "fact");
  sitting.question("c", fresh(), "other").asked("fact").asked("not here").begin();
  CHECK(sitting.counts() == DueCounts{0, 0, 1});
  CHECK(sitting.ask_all() == "c");
}

TEST_CASE("a question is not kept from its own steps by having been asked today") {
  Sitting sitting;
  sitting.question("a", step(kMorning - minutes(1), kToday), "fact");
  sitting.question("b", due(), "fact").asked("fact").begin();
  CHECK(sitting.counts() == DueCounts{1, 0, 0});
  CHECK(sitting.ask_all() == "a");
}

TEST_CASE("a sibling with a step to come today keeps a review waiting for another day") {
  Sitting sitting;
  sitting.question("a", step(kMorning + minutes(5)), "fact");
  sitting.question("b", due(), "fact").begin();
  CHECK(sitting.counts() == DueCounts{1, 0, 0});
  CHECK(sitting.ask_all() == "a");
}

TEST_CASE("a suspended sibling keeps nobody waiting") {
  Sitting sitting;
  sitting.question("a", step(kMorning), "fact", suspended());
  sitting.question("b", due(), "fact").begin();
  CHECK(sitting.ask_all() == "b");
}

TEST_CASE("suspending the chosen sibling lets the other one in") {
  Sitting sitting;
  sitting.question("a", due(20), "fact").question("b", due(11), "fact").begin();
  sitting.change_flags("a", suspended());
  CHECK(sitting.next() == "b");
  CHECK(sitting.counts().review == 1);
}

TEST_CASE("a step waits until enough others were asked after its sibling") {
  Sitting sitting;
  sitting.question("p", step(kMorning - minutes(9)), "fact");
  sitting.question("q", step(kMorning - minutes(8)), "fact");
  for (int i = 0; i < 4; ++i)
    sitting.question("r" + std::to_string(i), due(30 - i));
  sitting.sibling_distance(2).begin();
  CHECK(sitting.ask_all() == "p r0 r1 q r2 r3");
}

TEST_CASE("a step is asked after its sibling when nothing else is left") {
  Sitting sitting;
  sitting.question("p", step(kMorning - minutes(9)), "fact");
  sitting.question("q", step(kMorning - minutes(8)), "fact");
  sitting.question("r", due());
  sitting.question("ahead", step(kMorning + minutes(3))).begin();
  CHECK(sitting.ask_all() == "p r ahead q");
}

TEST_CASE("what was asked just before the program was started again keeps its distance") {
  Sitting sitting;
  Schedule just_asked = due(0);
  just_asked.last_at = kMorning - minutes(1);
  just_asked.due_day = kToday + days(9);
  sitting.question("p", just_asked, "fact");
  sitting.question("q", step(kMorning - minutes(8)), "fact");
  sitting.question("r", due()).sibling_distance(1).asked("fact").begin();
  CHECK(sitting.ask_all() == "r q");
}

TEST_CASE("undo puts the same question in front again and gives back the day's limit") {
  Sitting sitting;
  sitting.question("a", fresh()).question("b", fresh()).question("c", fresh());
  sitting.new_per_day(2).begin();
  const DueCounts before = sitting.counts();
  sitting.answer(0, Rating::kEasy, kMorning);
  CHECK(sitting.counts().fresh == 1);
  sitting.queue().take_back_asked(0);
  sitting.queue().update(0, fresh(), Flags{});
  CHECK(sitting.next() == "a");
  CHECK(sitting.counts() == before);
}

TEST_CASE(
    "undo of an answer from an earlier sitting gives back the question and the limit") {
  Sitting sitting;
  Schedule answered;
  answered.phase = Phase::kReview;
  answered.memory = MemoryState{8, 5};
  answered.last_day = kToday;
  answered.due_day = kToday + days(8);
  answered.reviews = 1;
  sitting.question("a", answered, "fact").question("b", fresh(), "fact");
  sitting.new_per_day(1).new_done(1).asked("fact").begin();
  CHECK(sitting.counts().fresh == 0);
  sitting.queue().update(0, fresh(), Flags{});
  sitting.queue().take_back_asked(0);
  CHECK(sitting.counts().fresh == 1);
  CHECK(sitting.next() == "a");
}

TEST_CASE("after undo a sibling may be asked again in the place of the question") {
  Sitting sitting;
  sitting.question("a", due(20), "fact").question("b", due(11), "fact").begin();
  sitting.answer(0, Rating::kGood, kMorning);
  sitting.queue().take_back_asked(0);
  sitting.queue().update(0, due(20), Flags{});
  sitting.change_flags("a", suspended());
  CHECK(sitting.next() == "b");
}

TEST_CASE("undo of a review gives back the review limit") {
  Sitting sitting;
  sitting.question("a", due(20)).question("b", due(11)).reviews_per_day(1).begin();
  sitting.answer(0, Rating::kAgain, kMorning);
  CHECK(sitting.counts() == DueCounts{1, 0, 0});
  sitting.queue().update(0, due(20), Flags{});
  sitting.queue().take_back_asked(0);
  CHECK(sitting.counts() == DueCounts{0, 1, 0});
  CHECK(sitting.next() == "a");
}

TEST_CASE("a question that is shown stays in front until it is answered") {
  Sitting sitting;
  sitting.question("a", due(20), "fact").question("b", due(11), "fact").begin();
  sitting.queue().note_asked(0);
  CHECK(sitting.next() == "a");
  sitting.queue().take_back_asked(0);
  sitting.queue().take_back_asked(0);  // nothing left to take back
  CHECK(sitting.next() == "a");
}

TEST_CASE("when two siblings were shown neither is asked again") {
  Sitting sitting;
  sitting.question("a", due(20), "fact").question("b", due(11), "fact").begin();
  sitting.queue().note_asked(0);
  sitting.queue().note_asked(1);
  CHECK(sitting.next().empty());
}

TEST_CASE("the seed decides between reviews that faded alike") {
  std::set<std::string> orders;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Sitting sitting;
    for (const char* id : {"a", "b", "c", "d"})
      sitting.question(id, due());
    orders.insert(sitting.seed(seed).begin().ask_all());
  }
  CHECK(orders.size() > 5);
}

// ---- Random sittings
// -------------------------------------------------------------------------

Schedule any_schedule(Chance& chance) {
  switch (chance.below(6)) {
    case 0:
    case 1:
      return fresh();
    case 2:
      return step(kMorning + minutes(static_cast<int>(chance.below(60)) - 40),
                  kToday - days(chance.below(2)));
    case 3: {
      Schedule relearning = step(kMorning - minutes(chance.below(9)));
      relearning.phase = Phase::kRelearning;
      relearning.lapses = 1;
      return relearning;
    }
    default:
      return due(static_cast<int>(chance.below(30)) + 5);
  }
}

/// The limits and the past of a random sitting.
struct Frame {
  int new_per_day = 0;
  std::size_t sibling_distance = 0;
  std::unordered_set<std::string> asked_earlier;
};

/// A sitting of any questions, siblings, flags and limits; the same for the same number.
Frame fill(Sitting& sitting, std::uint64_t number) {
  Chance chance(number);
  const std::size_t count = chance.below(60);
  const std::size_t groups = 1 + chance.below(50);
  for (std::size_t i = 0; i < count; ++i) {
    Flags flags;
    flags.suspended = chance.below(10) == 0;
    if (chance.below(10) == 0) flags.buried_until = kToday + days(chance.below(3));
    sitting.question("q" + std::to_string(i), any_schedule(chance),
                     "g" + std::to_string(chance.below(groups)), flags);
  }
  Frame frame;
  if (chance.below(2) == 0) frame.asked_earlier = {"g0", "g1"};
  for (const std::string& group : frame.asked_earlier)
    sitting.asked(group);
  frame.new_per_day = static_cast<int>(chance.below(25));
  frame.sibling_distance = chance.below(12);
  sitting.new_per_day(frame.new_per_day).sibling_distance(frame.sibling_distance);
  sitting.reviews_per_day(chance.below(3) == 0 ? 8 : 9999);
  sitting.seed(chance.bits()).begin();
  return frame;
}

/// Studies until nothing is left today, waiting for steps where needed. `visit` sees each
/// question before it is answered, and `after` the sitting once it is.
using Visit = std::function<void(std::size_t index, Instant now)>;
void study(
    Sitting& sitting,
    std::uint64_t number,
    const Visit& visit,
    const Visit& after = [](std::size_t, Instant) {}) {
  Chance chance(number);
  Instant now = kMorning;
  for (int answers = 0; answers < 2000; ++answers) {
    auto index = sitting.queue().next(now);
    if (!index) {
      const auto step_at = sitting.queue().next_step_at();
      if (!step_at) return;
      now = *step_at;
      index = sitting.queue().next(now);
    }
    RC_ASSERT(index.has_value());
    visit(*index, now);
    // After a while everything is answered well, so that the sitting comes to its end.
    const Rating rating = answers < 300 ? kRatings[chance.below(4)] : Rating::kEasy;
    sitting.answer(*index, rating, now);
    after(*index, now);
    now += std::chrono::seconds(chance.below(60));
  }
  RC_FAIL("the sitting does not end");
}

bool is_visible(const StudyItem& item) {
  return !item.flags.suspended && item.flags.buried_until.value_or(kToday) <= kToday;
}

bool is_in_step(const StudyItem& item) {
  return item.schedule.phase == Phase::kLearning ||
         item.schedule.phase == Phase::kRelearning;
}

bool was_asked_today(const StudyItem& item) {
  return item.schedule.phase != Phase::kNew && item.schedule.last_day == kToday;
}

/// Sibling groups and what was asked of them, kept apart from the queue's own books.
class Neighbourhood {
 public:
  Neighbourhood(const StudyQueue& queue, std::size_t distance)
      : queue_(queue), distance_(distance) {
    for (std::size_t i = 0; i < queue.items().size(); ++i) {
      if (was_asked_today(queue.items()[i])) asked_.push_back(i);
    }
  }
  void asked(std::size_t index) { asked_.push_back(index); }
  [[nodiscard]] bool is_sibling(std::size_t a, std::size_t b) const {
    return a != b &&
           queue_.items()[a].question->siblings == queue_.items()[b].question->siblings;
  }
  [[nodiscard]] bool has_sibling_today(std::size_t index) const {
    return std::any_of(asked_.begin(), asked_.end(),
                       [&](std::size_t other) { return is_sibling(index, other); });
  }
  [[nodiscard]] bool has_sibling_near(std::size_t index) const {
    for (std::size_t back = 0; back < std::min(distance_, asked_.size()); ++back) {
      if (is_sibling(index, asked_[asked_.size() - 1 - back])) return true;
    }
    return false;
  }
  /// Whether a review, a new question or a step apart from its siblings could be asked.
  [[nodiscard]] bool anything_apart(Instant now) const {
    if (queue_.counts().review + queue_.counts().fresh > 0) return true;
    for (std::size_t i = 0; i < queue_.items().size(); ++i) {
      const StudyItem& item = queue_.items()[i];
      const bool waits = is_visible(item) && is_in_step(item) &&
                         item.schedule.due_at <= now + minutes(20);
      if (waits && !has_sibling_near(i)) return true;
    }
    return false;
  }

 private:
  const StudyQueue& queue_;
  std::size_t distance_;
  std::vector<std::size_t> asked_;
};

TEST_CASE(
    "property: a suspended or buried question is never asked, nor one that is not due") {
  CHECK(rc::check("only what may be asked", [](std::uint64_t number) {
    Sitting sitting;
    fill(sitting, number);
    study(sitting, number, [&](std::size_t index, Instant now) {
      const StudyItem& item = sitting.queue().items()[index];
      RC_ASSERT(is_visible(item));
      RC_ASSERT(item.schedule.phase == Phase::kNew || item.schedule.due_day <= kToday);
      if (is_in_step(item)) RC_ASSERT(item.schedule.due_at <= now + minutes(20));
    });
  }));
}

TEST_CASE("property: a new or due question is never asked on the day of a sibling") {
  CHECK(rc::check("siblings wait for another day", [](std::uint64_t number) {
    Sitting sitting;
    const Frame frame = fill(sitting, number);
    Neighbourhood neighbourhood(sitting.queue(), frame.sibling_distance);
    study(sitting, number, [&](std::size_t index, Instant) {
      const StudyItem& item = sitting.queue().items()[index];
      if (!is_in_step(item)) {
        RC_ASSERT(!neighbourhood.has_sibling_today(index));
        RC_ASSERT(!frame.asked_earlier.contains(item.question->siblings));
      }
      neighbourhood.asked(index);
    });
  }));
}

TEST_CASE(
    "property: a step keeps its distance from siblings while anything else is left") {
  CHECK(rc::check("distance", [](std::uint64_t number) {
    Sitting sitting;
    const Frame frame = fill(sitting, number);
    Neighbourhood neighbourhood(sitting.queue(), frame.sibling_distance);
    study(sitting, number, [&](std::size_t index, Instant now) {
      if (neighbourhood.has_sibling_near(index)) {
        RC_ASSERT(!neighbourhood.anything_apart(now));
      }
      neighbourhood.asked(index);
    });
  }));
}

TEST_CASE("property: the counts say what is asked and reach zero exactly at the end") {
  CHECK(rc::check("counts", [](std::uint64_t number) {
    Sitting sitting;
    const Frame frame = fill(sitting, number);
    const DueCounts at_first = sitting.counts();
    DueCounts asked;
    study(sitting, number, [&](std::size_t index, Instant) {
      RC_ASSERT(sitting.counts().total() > 0);
      const Phase phase = sitting.queue().items()[index].schedule.phase;
      if (phase == Phase::kReview) ++asked.review;
      if (phase == Phase::kNew) ++asked.fresh;
      RC_ASSERT(sitting.counts().review ==
                at_first.review - asked.review + (phase == Phase::kReview));
      RC_ASSERT(sitting.counts().fresh ==
                at_first.fresh - asked.fresh + (phase == Phase::kNew));
    });
    RC_ASSERT(sitting.counts() == (DueCounts{0, 0, 0}));
    RC_ASSERT(asked.review == at_first.review);
    RC_ASSERT(asked.fresh == at_first.fresh);
    RC_ASSERT(asked.fresh <= frame.new_per_day);
  }));
}

TEST_CASE("property: the same seed and answers give the same order") {
  CHECK(rc::check("same order", [](std::uint64_t number) {
    std::array<std::vector<std::size_t>, 2> orders;
    for (std::vector<std::size_t>& order : orders) {
      Sitting sitting;
      fill(sitting, number);
      study(sitting, number, [&](std::size_t index, Instant) { order.push_back(index); });
    }
    RC_ASSERT(orders[0] == orders[1]);
  }));
}

TEST_CASE("property: undo after an answer gives the same question and counts again") {
  CHECK(rc::check("undo is exact", [](std::uint64_t number) {
    Sitting sitting;
    fill(sitting, number);
    StudyItem before;
    DueCounts counts;
    study(
        sitting, number,
        [&](std::size_t index, Instant) {
          before = sitting.queue().items()[index];
          counts = sitting.counts();
        },
        [&](std::size_t index, Instant now) {
          const StudyItem after = sitting.queue().items()[index];
          const DueCounts counts_after = sitting.counts();
          const auto next_after = sitting.queue().next(now);
          sitting.queue().take_back_asked(index);
          sitting.queue().update(index, before.schedule, before.flags);
          RC_ASSERT(sitting.queue().next(now) == std::optional(index));
          RC_ASSERT(sitting.counts() == counts);
          sitting.queue().update(index, after.schedule, after.flags);
          sitting.queue().note_asked(index);
          RC_ASSERT(sitting.queue().next(now) == next_after);
          RC_ASSERT(sitting.counts() == counts_after);
        });
  }));
}

TEST_CASE(
    "property: a queue built anew in the middle of a sitting has the same left to ask") {
  CHECK(rc::check("restart", [](std::uint64_t number) {
    Sitting sitting;
    Frame frame = fill(sitting, number);
    int new_done = 0;
    study(sitting, number, [&](std::size_t index, Instant) {
      const StudyItem& item = sitting.queue().items()[index];
      QueueSettings settings;
      settings.new_per_day = frame.new_per_day;
      const StudyQueue anew(sitting.queue().items(), settings, kToday, new_done,
                            frame.asked_earlier, 1);
      RC_ASSERT(anew.counts().learning == sitting.counts().learning);
      RC_ASSERT(anew.counts().fresh == sitting.counts().fresh);
      frame.asked_earlier.insert(item.question->siblings);
      if (item.schedule.phase == Phase::kNew) ++new_done;
    });
  }));
}

}  // namespace
