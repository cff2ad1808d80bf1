#include "memory/scheduler.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using attache::DayRange;
using attache::DayRanges;
using attache::default_weights;
using attache::fuzz_range;
using attache::fuzzed_interval;
using attache::Instant;
using attache::kRatings;
using attache::MemoryState;
using attache::Millis;
using attache::ModelKind;
using attache::Phase;
using attache::Rating;
using attache::Schedule;
using attache::Scheduler;
using attache::SchedulerSettings;
using attache::StudyDay;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr StudyDay kMonday{days(20000)};
constexpr Instant kMorning{days(20000) + hours(9)};

SchedulerSettings without_fuzz() {
  SchedulerSettings settings;
  settings.fuzz = false;
  return settings;
}

/// A question and the clock around it, answered as a student would.
class Student {
 public:
  explicit Student(SchedulerSettings settings = without_fuzz())
      : scheduler_(std::move(settings)) {}

  Student& answers(Rating rating) {
    schedule_ = scheduler_.after(schedule_, rating, now_, today_, 7);
    return *this;
  }
  Student& waits(days time) {
    now_ += time;
    today_ += time;
    return *this;
  }
  Student& waits(Millis time) {
    now_ += time;
    return *this;
  }
  [[nodiscard]] const Schedule& schedule() const { return schedule_; }
  [[nodiscard]] Millis waiting() const { return schedule_.due_at - now_; }
  [[nodiscard]] const Scheduler& scheduler() const { return scheduler_; }
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] StudyDay today() const { return today_; }

 private:
  Scheduler scheduler_;
  Schedule schedule_;
  Instant now_ = kMorning;
  StudyDay today_ = kMonday;
};

Schedule in_review(double stability, int interval, StudyDay last) {
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.memory = MemoryState{stability, 5};
  schedule.last_day = last;
  schedule.interval_days = interval;
  schedule.due_day = last + days(interval);
  schedule.reviews = 4;
  return schedule;
}

TEST_CASE("again on a new question waits in the first step of a minute") {
  const Student student = Student().answers(Rating::kAgain);
  CHECK(student.schedule().phase == Phase::kLearning);
  CHECK(student.schedule().step == 0);
  CHECK(student.waiting() == minutes(1));
  CHECK(student.schedule().due_day == kMonday);
  CHECK(student.schedule().interval_days == 0);
}

TEST_CASE("hard on the first of two steps waits the mean of both") {
  const Student student = Student().answers(Rating::kHard);
  CHECK(student.schedule().step == 0);
  CHECK(student.waiting() == seconds(330));  // (1 + 10) / 2 minutes
}

TEST_CASE("good on a new question goes on to the step of ten minutes") {
  const Student student = Student().answers(Rating::kGood);
  CHECK(student.schedule().phase == Phase::kLearning);
  CHECK(student.schedule().step == 1);
  CHECK(student.waiting() == minutes(10));
}

TEST_CASE("hard on a later step repeats that step") {
  const Student student =
      Student().answers(Rating::kGood).waits(minutes(10)).answers(Rating::kHard);
  CHECK(student.schedule().step == 1);
  CHECK(student.waiting() == minutes(10));
}

TEST_CASE("hard on the third of three steps waits that step and no mean of others") {
  SchedulerSettings settings = without_fuzz();
  settings.learning_steps = {minutes(1), minutes(10), minutes(60)};
  const Student student = Student(settings)
                              .answers(Rating::kGood)
                              .answers(Rating::kGood)
                              .answers(Rating::kHard);
  CHECK(student.schedule().step == 2);
  CHECK(student.waiting() == minutes(60));
}

TEST_CASE("again on a later step goes back to the first") {
  const Student student =
      Student().answers(Rating::kGood).waits(minutes(10)).answers(Rating::kAgain);
  CHECK(student.schedule().step == 0);
  CHECK(student.waiting() == minutes(1));
  CHECK(student.schedule().lapses == 0);
}

TEST_CASE("good on the last step graduates for as long as the memory lasts") {
  const Student student =
      Student().answers(Rating::kGood).waits(minutes(10)).answers(Rating::kGood);
  // 2.3065 days; the second good on the same day keeps it: exp(w17*w18) * S^-w19 < 1.
  CHECK(student.schedule().phase == Phase::kReview);
  CHECK(student.schedule().interval_days == 2);
  CHECK(student.schedule().due_day == kMonday + days(2));
  CHECK(student.schedule().step == 0);
  CHECK(student.schedule().memory->stability == doctest::Approx(2.3065));
  CHECK(student.schedule().reviews == 2);
}

TEST_CASE("easy on a new question graduates at once") {
  const Student student = Student().answers(Rating::kEasy);
  CHECK(student.schedule().phase == Phase::kReview);
  CHECK(student.schedule().interval_days == 8);  // 8.2956 days
  CHECK(student.schedule().lapses == 0);
}

TEST_CASE("hard on a single step waits half as long again, at most a day more") {
  SchedulerSettings settings = without_fuzz();
  settings.learning_steps = {minutes(10)};
  CHECK(Student(settings).answers(Rating::kHard).waiting() == minutes(15));
  settings.learning_steps = {days(4)};
  CHECK(Student(settings).answers(Rating::kHard).waiting() == days(5));
}

TEST_CASE("a step of days is due on its study day") {
  SchedulerSettings settings = without_fuzz();
  settings.learning_steps = {minutes(1), days(3)};
  const Student student = Student(settings).answers(Rating::kGood);
  CHECK(student.schedule().phase == Phase::kLearning);
  CHECK(student.schedule().due_day == kMonday + days(3));
  CHECK(student.waiting() == days(3));
}

TEST_CASE("good does not graduate to an earlier day than hard would wait") {
  SchedulerSettings settings = without_fuzz();
  settings.learning_steps = {days(20)};
  const Schedule hard = Student(settings).answers(Rating::kHard).schedule();
  const Schedule good = Student(settings).answers(Rating::kGood).schedule();
  const Schedule easy = Student(settings).answers(Rating::kEasy).schedule();
  CHECK(hard.due_day == kMonday + days(21));
  CHECK(good.due_day == kMonday + days(21));
  CHECK(easy.due_day == kMonday + days(22));
}

TEST_CASE("easy does not graduate to an earlier day than good would wait in a step") {
  SchedulerSettings settings = without_fuzz();
  settings.learning_steps = {minutes(1), days(30)};
  CHECK(Student(settings).answers(Rating::kGood).schedule().due_day ==
        kMonday + days(30));
  CHECK(Student(settings).answers(Rating::kEasy).schedule().due_day ==
        kMonday + days(30));
}

TEST_CASE("hard in review is not due before a long relearning step would be") {
  SchedulerSettings settings = without_fuzz();
  settings.relearning_steps = {days(30)};
  const Schedule before = in_review(2, 2, kMonday - days(2));
  const auto outcomes = Scheduler(settings).outcomes(before, kMorning, kMonday, 7);
  CHECK(outcomes[0].due_day == kMonday + days(30));
  CHECK(outcomes[1].due_day == kMonday + days(30));
  CHECK(outcomes[2].due_day == kMonday + days(31));
  CHECK(outcomes[3].due_day == kMonday + days(32));
}

TEST_CASE("fuzz does not take away what an interval has gained over the last one") {
  const Scheduler scheduler{SchedulerSettings{}};
  // Asked early, a stability of 100 days grows little: its fuzz reaches below the last 99
  // days.
  Schedule before = in_review(100, 99, kMonday - days(1));
  for (int reviews = 0; reviews < 50; ++reviews) {
    before.reviews = reviews;
    const Schedule after = scheduler.after(before, Rating::kHard, kMorning, kMonday, 7);
    CHECK(after.interval_days >= 100);
  }
}

TEST_CASE("without learning steps a new question goes straight to review") {
  SchedulerSettings settings = without_fuzz();
  settings.learning_steps.clear();
  const auto outcomes = Scheduler(settings).outcomes({}, kMorning, kMonday, 7);
  std::vector<int> intervals;
  for (const Schedule& outcome : outcomes) {
    CHECK(outcome.phase == Phase::kReview);
    intervals.push_back(outcome.interval_days);
  }
  // 0.212, 1.2931, 2.3065 and 8.2956 days.
  CHECK(intervals == std::vector<int>{1, 1, 2, 8});
}

TEST_CASE(
    "forgetting a question in review counts a lapse and relearns it in ten minutes") {
  const Scheduler scheduler(without_fuzz());
  const Schedule before = in_review(10, 10, kMonday - days(10));
  const Schedule after = scheduler.after(before, Rating::kAgain, kMorning, kMonday, 7);
  CHECK(after.phase == Phase::kRelearning);
  CHECK(after.step == 0);
  CHECK(after.lapses == 1);
  CHECK(after.due_at == kMorning + minutes(10));
  CHECK(after.memory->stability < 10);

  const Schedule again = scheduler.after(after, Rating::kAgain, kMorning, kMonday, 7);
  CHECK(again.phase == Phase::kRelearning);
  CHECK(again.lapses == 1);

  const Schedule hard = scheduler.after(after, Rating::kHard, kMorning, kMonday, 7);
  CHECK(hard.due_at == kMorning + minutes(15));

  const Schedule good = scheduler.after(after, Rating::kGood, kMorning, kMonday, 7);
  CHECK(good.phase == Phase::kReview);
  CHECK(good.lapses == 1);
  CHECK(good.reviews == 6);
}

TEST_CASE("without relearning steps a forgotten question stays in review") {
  SchedulerSettings settings = without_fuzz();
  settings.relearning_steps.clear();
  const Schedule before = in_review(10, 10, kMonday - days(10));
  const auto outcomes = Scheduler(settings).outcomes(before, kMorning, kMonday, 7);
  CHECK(outcomes[0].phase == Phase::kReview);
  CHECK(outcomes[0].lapses == 1);
  CHECK(outcomes[0].interval_days >= 1);
  CHECK(outcomes[0].interval_days <= outcomes[1].interval_days);
}

TEST_CASE("a question learned good, good, then good after two days is due as FSRS says") {
  const Student student = Student()
                              .answers(Rating::kGood)
                              .waits(minutes(10))
                              .answers(Rating::kGood)
                              .waits(days(2))
                              .answers(Rating::kGood);
  // By hand: D0 = 6.4133 - e^(0.8334*2) + 1 = 2.118104. Two goods move it only by mean
  // reversion: D1 = 0.999*2.118104 + 0.001*(6.4133 - e^(0.8334*3) + 1) = 2.111214.
  // R(2, 2.3065) = (1 + 0.980346*2/2.3065)^-0.1542 = 0.90949; S grows to 10.971
  // days.
  const double recall = std::pow(1 + 0.98034649 * 2 / 2.3065, -0.1542);
  const double grown =
      2.3065 * (1 + std::exp(1.8722) * (11 - 2.111214) * std::pow(2.3065, -0.1666) *
                        (std::exp(0.796 * (1 - recall)) - 1));
  CHECK(student.schedule().memory->stability == doctest::Approx(grown).epsilon(1e-5));
  CHECK(student.schedule().interval_days == static_cast<int>(std::lround(grown)));
}

TEST_CASE("reviews of one day follow the same-day rule whatever the hour") {
  const Student student =
      Student().answers(Rating::kAgain).waits(hours(10)).answers(Rating::kEasy);
  // S' = 0.212 * exp(0.5425 * (4 - 3 + 0.0912)) * 0.212^-0.0658
  const double wanted = 0.212 * std::exp(0.5425 * 1.0912) * std::pow(0.212, -0.0658);
  CHECK(student.schedule().memory->stability == doctest::Approx(wanted));
}

TEST_CASE("a clock that was set back counts as no time passed") {
  const Scheduler scheduler(without_fuzz());
  const Schedule before = in_review(10, 10, kMonday + days(5));
  const Schedule early = scheduler.after(before, Rating::kGood, kMorning, kMonday, 7);
  const Schedule same_day =
      scheduler.after(before, Rating::kGood, kMorning + days(5), kMonday + days(5), 7);
  CHECK(early.memory == same_day.memory);
  CHECK(early.interval_days == same_day.interval_days);
  CHECK(early.due_day > kMonday);
  CHECK(early.last_day == kMonday);
  CHECK(scheduler.recall_chance(before, kMonday) == 1);
}

TEST_CASE("the chance of recall is 0 for a new question and 90 % after the stability") {
  const Scheduler scheduler(without_fuzz());
  CHECK(scheduler.recall_chance({}, kMonday) == 0);
  CHECK(scheduler.recall_chance(in_review(10, 10, kMonday), kMonday) == 1);
  CHECK(scheduler.recall_chance(in_review(10, 10, kMonday), kMonday + days(10)) ==
        doctest::Approx(0.9));
}

TEST_CASE("a lower desired retention makes intervals longer") {
  SchedulerSettings settings = without_fuzz();
  settings.desired_retention = 0.8;
  const Schedule schedule = Student(settings).answers(Rating::kEasy).schedule();
  CHECK(schedule.interval_days == 28);  // 8.2956 * 3.3160 = 27.51
}

TEST_CASE("no interval exceeds the maximum, and then ratings may fall together") {
  SchedulerSettings settings;
  settings.maximum_interval_days = 30;
  const Schedule before = in_review(500, 30, kMonday - days(30));
  const auto outcomes = Scheduler(settings).outcomes(before, kMorning, kMonday, 7);
  CHECK(outcomes[1].interval_days <= 30);
  CHECK(outcomes[2].interval_days <= 30);
  CHECK(outcomes[3].interval_days <= 30);
  settings.maximum_interval_days = 0;
  CHECK(Scheduler(settings).settings().maximum_interval_days == 1);
}

TEST_CASE("a step that the settings no longer have counts as the last one") {
  SchedulerSettings settings = without_fuzz();
  settings.learning_steps = {minutes(3)};
  Schedule before = Student().answers(Rating::kGood).schedule();
  REQUIRE(before.step == 1);
  const Scheduler scheduler(settings);
  CHECK(scheduler.after(before, Rating::kGood, kMorning, kMonday, 7).phase ==
        Phase::kReview);
  const Schedule hard = scheduler.after(before, Rating::kHard, kMorning, kMonday, 7);
  CHECK(hard.step == 0);
  CHECK(hard.due_at == kMorning + seconds(270));
}

TEST_CASE("without fuzz an interval is rounded and limited as Anki's test has it") {
  SchedulerSettings settings = without_fuzz();
  settings.learning_steps.clear();
  settings.maximum_interval_days = 100;
  const auto interval = [&](double stability) {
    settings.weights.values[0] = stability;
    return Scheduler(settings)
        .after({}, Rating::kAgain, kMorning, kMonday, 7)
        .interval_days;
  };
  CHECK(interval(1.5) == 2);
  CHECK(interval(0.1) == 1);
  CHECK(interval(101) == 100);
}

TEST_CASE("fuzz ranges are Anki's") {
  struct Range {
    double interval;
    int minimum, maximum, lower, middle, upper;
  };
  // From the tests of Anki's rslib/src/scheduler/states/fuzz.rs.
  const std::vector<Range> ranges{
      {1.0, 1, 1000, 1, 1, 1}, {2.49, 1, 1000, 2, 2, 2},    {2.5, 1, 1000, 2, 3, 4},
      {7.0, 1, 1000, 5, 7, 9}, {17.0, 1, 1000, 14, 17, 20}, {37.0, 1, 1000, 33, 37, 41},
      {2.0, 2, 1000, 2, 2, 2}, {2.0, 3, 1000, 3, 4, 4},     {2.0, 3, 3, 3, 3, 3},
      {6.9, 3, 1000, 5, 7, 9}, {7.0, 3, 1000, 5, 7, 9},     {7.1, 3, 1000, 5, 7, 9},
  };
  for (const Range& range : ranges) {
    CAPTURE(range.interval);
    CAPTURE(range.minimum);
    const auto at = [&](double unit) {
      return fuzzed_interval(range.interval, unit, range.maximum, range.minimum);
    };
    CHECK(at(0) == range.lower);
    CHECK(at(0.5) == range.middle);
    CHECK(at(0.99) == range.upper);
  }
}

TEST_CASE("fuzz of long intervals is 5 percent beyond the first twenty days") {
  // 100 days: 1 + 0.675 + 1.3 + 4 = 6.975 on each side.
  CHECK(fuzzed_interval(100, 0, 36500) == 93);
  CHECK(fuzzed_interval(100, 0.999999, 36500) == 107);
  CHECK(fuzzed_interval(100, 0.999999, 100) == 100);
  CHECK(fuzzed_interval(5, 0.5, 3, 10) == 3);  // the maximum wins over the minimum
  CHECK(fuzzed_interval(0, 0.5, 0) == 1);
}

TEST_CASE("fuzz depends on the question and on how often it was answered") {
  const Scheduler scheduler{SchedulerSettings{}};
  std::vector<int> by_question;
  std::vector<int> by_review;
  for (std::uint64_t i = 0; i < 40; ++i) {
    Schedule before = in_review(100, 100, kMonday - days(100));
    by_question.push_back(
        scheduler.after(before, Rating::kGood, kMorning, kMonday, i).interval_days);
    before.reviews = static_cast<int>(i);
    by_review.push_back(
        scheduler.after(before, Rating::kGood, kMorning, kMonday, 7).interval_days);
  }
  const auto different = [](std::vector<int> all) {
    std::sort(all.begin(), all.end());
    return std::unique(all.begin(), all.end()) - all.begin();
  };
  CHECK(different(by_question) > 5);
  CHECK(different(by_review) > 5);
}

TEST_CASE("phases have their names") {
  CHECK(std::string(attache::name_of(Phase::kNew)) == "new");
  CHECK(std::string(attache::name_of(Phase::kLearning)) == "learning");
  CHECK(std::string(attache::name_of(Phase::kReview)) == "review");
  CHECK(std::string(attache::name_of(Phase::kRelearning)) == "relearning");
}

/// Settings with steps in any order, any retention and any maximum.
SchedulerSettings any_settings() {
  SchedulerSettings settings;
  const auto any_steps = [] {
    std::vector<Millis> steps;
    for (const int at :
         *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 5000))) {
      if (steps.size() < 4) steps.emplace_back(minutes(at));
    }
    return steps;
  };
  settings.learning_steps = any_steps();
  settings.relearning_steps = any_steps();
  settings.desired_retention = *rc::gen::inRange(70, 100) / 100.0;
  settings.maximum_interval_days = *rc::gen::element(1, 2, 3, 10, 365, 36500);
  settings.fuzz = *rc::gen::arbitrary<bool>();
  return settings;
}

/// The later of two due times: a study day, and within it an instant while learning.
bool due_no_later(const Schedule& a, const Schedule& b) {
  const bool both_wait = a.phase != Phase::kReview && b.phase != Phase::kReview;
  return both_wait ? a.due_at <= b.due_at && a.due_day <= b.due_day
                   : a.due_day <= b.due_day;
}

/// Answers a question a few times at any distances.
void live_a_while(const Scheduler& scheduler,
                  const std::function<void(const Schedule&, Instant, StudyDay)>& visit) {
  Schedule schedule;
  Instant now = kMorning;
  StudyDay today = kMonday;
  const auto hash = *rc::gen::arbitrary<std::uint64_t>();
  const int answers = *rc::gen::inRange(1, 12);
  for (int i = 0; i < answers; ++i) {
    visit(schedule, now, today);
    const auto rating = kRatings[*rc::gen::inRange<std::size_t>(0, kRatings.size())];
    schedule = scheduler.after(schedule, rating, now, today, hash);
    const days gap(*rc::gen::inRange(-2, 40));
    now += gap;
    today += gap;
  }
}

TEST_CASE("property: a better rating is never due earlier") {
  CHECK(rc::check("due dates are in the order of the ratings", [] {
    const Scheduler scheduler(any_settings());
    live_a_while(scheduler, [&](const Schedule& schedule, Instant now, StudyDay today) {
      const auto all = scheduler.outcomes(schedule, now, today, 99);
      for (std::size_t i = 1; i < all.size(); ++i)
        RC_ASSERT(due_no_later(all[i - 1], all[i]));
    });
  }));
}

TEST_CASE("property: in review easy comes a day after good and good a day after hard") {
  CHECK(rc::check("strict order below the maximum", [] {
    SchedulerSettings settings = any_settings();
    settings.maximum_interval_days = 100000;
    const Scheduler scheduler(settings);
    live_a_while(scheduler, [&](const Schedule& schedule, Instant now, StudyDay today) {
      if (schedule.phase != Phase::kReview) return;
      const auto all = scheduler.outcomes(schedule, now, today, 99);
      RC_ASSERT(all[1].interval_days < all[2].interval_days);
      RC_ASSERT(all[2].interval_days < all[3].interval_days);
    });
  }));
}

TEST_CASE(
    "property: intervals stay within 1 and the maximum, and nothing is due in the past") {
  CHECK(rc::check("limits", [] {
    const Scheduler scheduler(any_settings());
    live_a_while(scheduler, [&](const Schedule& schedule, Instant now, StudyDay today) {
      for (const Schedule& outcome : scheduler.outcomes(schedule, now, today, 99)) {
        RC_ASSERT(outcome.reviews == schedule.reviews + 1);
        if (outcome.phase == Phase::kReview) {
          RC_ASSERT(outcome.interval_days >= 1);
          RC_ASSERT(outcome.interval_days <= scheduler.settings().maximum_interval_days);
          RC_ASSERT(outcome.due_day == today + days(outcome.interval_days));
        } else {
          RC_ASSERT(outcome.due_at > now && outcome.due_day >= today);
        }
      }
    });
  }));
}

TEST_CASE("property: one outcome is the same as the one among all four") {
  CHECK(rc::check("after() and outcomes() agree", [] {
    const Scheduler scheduler(any_settings());
    live_a_while(scheduler, [&](const Schedule& schedule, Instant now, StudyDay today) {
      const auto all = scheduler.outcomes(schedule, now, today, 5);
      for (std::size_t i = 0; i < all.size(); ++i) {
        RC_ASSERT(all[i] == scheduler.after(schedule, kRatings[i], now, today, 5));
      }
    });
  }));
}

TEST_CASE(
    "property: fuzz keeps an interval within its range and is never lost on long ones") {
  CHECK(rc::check("within reach", [] {
    const double interval = *rc::gen::inRange(1, 3650000) / 100.0;
    const int low = fuzzed_interval(interval, 0, 36500);
    const int high = fuzzed_interval(interval, 1 - 1e-12, 36500);
    const int some =
        fuzzed_interval(interval, *rc::gen::inRange(0, 1000) / 1000.0, 36500);
    RC_ASSERT(low <= some && some <= high);
    RC_ASSERT(high - low <= 2 * (3.0 + 0.05 * interval) + 1);
    if (interval >= 3 && interval < 36000) RC_ASSERT(high > low);
  }));
}

// ---- Places: a day of the range chosen by somebody else than the hash

TEST_CASE("a place counts through the days of a range") {
  const DayRange range{5, 9};
  CHECK(range.days() == 5);
  CHECK(range.day_at(0) == 5);
  CHECK(range.day_at(0.19) == 5);
  CHECK(range.day_at(0.2) == 6);
  CHECK(range.day_at(0.99) == 9);
  CHECK(range.day_at(1) == 9);
  CHECK(range.place_of(7) == doctest::Approx(0.5));
  CHECK(DayRange{5, 9} == fuzz_range(7, 36500));
}

TEST_CASE("a rating's range is Anki's, behind the first day of the worse rating") {
  const Scheduler scheduler{SchedulerSettings{}};
  // Stability 30 after 30 days: hard, good and easy in review; again in a step.
  const Schedule before = in_review(30, 30, kMonday - days(30));
  const DayRanges ranges = scheduler.ranges(before, kMorning, kMonday);
  CHECK_FALSE(ranges[0]);
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    CAPTURE(i);
    const Schedule after =
        Scheduler(without_fuzz()).after(before, kRatings[i], kMorning, kMonday, 7);
    REQUIRE(ranges[i]);
    CHECK(ranges[i]->first <= after.interval_days);
    CHECK(ranges[i]->last >= after.interval_days);
    CHECK(ranges[i]->first > 30);  // longer than the last interval, as without a place
    if (i > 1) CHECK(ranges[i]->first > ranges[i - 1]->first);
  }
}

TEST_CASE("without fuzz there is nothing to choose") {
  const Schedule before = in_review(30, 30, kMonday - days(30));
  const auto ranges = Scheduler(without_fuzz()).ranges(before, kMorning, kMonday);
  for (const auto& range : ranges)
    if (range) CHECK(range->days() == 1);
}

TEST_CASE("the same place lies as far along the range of another retention") {
  SchedulerSettings sure;
  sure.desired_retention = 0.95;
  const Schedule before = in_review(60, 60, kMonday - days(60));
  for (const Scheduler& scheduler : {Scheduler{SchedulerSettings{}}, Scheduler{sure}}) {
    const DayRange range = *scheduler.ranges(before, kMorning, kMonday)[2];
    const auto at = [&](double place) {
      return scheduler.after(before, Rating::kGood, kMorning, kMonday, 7, place)
          .interval_days;
    };
    CHECK(at(0) == range.first);
    CHECK(at(0.999) == range.last);
    CHECK(at(range.place_of(range.first + 2)) == range.first + 2);
  }
}

TEST_CASE("a rating that leads to a step does not look at a place") {
  const Scheduler scheduler{SchedulerSettings{}};
  const Schedule before = in_review(30, 30, kMonday - days(30));
  CHECK(scheduler.after(before, Rating::kAgain, kMorning, kMonday, 7, 0.3) ==
        scheduler.after(before, Rating::kAgain, kMorning, kMonday, 7));
}

TEST_CASE("property: a place leads to its day in the range, whichever the model") {
  CHECK(rc::check([] {
    SchedulerSettings settings;
    if (*rc::gen::arbitrary<bool>())
      settings.weights = default_weights(ModelKind::kFsrs7);
    settings.desired_retention = *rc::gen::inRange(70, 98) / 100.0;
    const Scheduler scheduler(settings);
    const int interval = *rc::gen::inRange(1, 400);
    Schedule before =
        in_review(*rc::gen::inRange(1, 5000) / 10.0, interval, kMonday - days(interval));
    before.memory->fast_stability = 2;
    before.last_at = kMorning - days(interval);
    const DayRanges ranges = scheduler.ranges(before, kMorning, kMonday);
    attache::DayPlaces places;
    std::array<int, 4> wanted{};
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      if (!ranges[i]) continue;
      RC_ASSERT(ranges[i]->days() >= 1);
      wanted[i] = *rc::gen::inRange(ranges[i]->first, ranges[i]->last + 1);
      places[i] = ranges[i]->place_of(wanted[i]);
      RC_ASSERT(*places[i] > 0.0);
      RC_ASSERT(*places[i] < 1.0);
    }
    const auto all = scheduler.outcomes(before, kMorning, kMonday, 7, places);
    for (std::size_t i = 0; i < all.size(); ++i) {
      RC_ASSERT(all[i].interval_days == wanted[i]);
      RC_ASSERT(all[i] ==
                scheduler.after(before, kRatings[i], kMorning, kMonday, 7, places[i]));
    }
  }));
}

}  // namespace
