#include "memory/load_balance.h"

#include <algorithm>
#include <map>
#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace attache;
using std::chrono::days;
using std::chrono::hours;

namespace {

/// What waits on the days from today on; days that are not named are free.
class Calendar {
 public:
  Calendar& due(int day, int count) { return loads_[day].due = count, *this; }
  Calendar& share(int day, double share) { return loads_[day].share = share, *this; }
  [[nodiscard]] std::function<DayLoad(int)> load() const {
    return [this](int day) {
      const auto found = loads_.find(day);
      return found == loads_.end() ? DayLoad{} : found->second;
    };
  }

 private:
  std::map<int, DayLoad> loads_;
};

constexpr StudyDay kToday{days(20'000)};
constexpr Instant kMorning{days(20'000) + hours(9)};

Schedule in_review(double stability, int interval) {
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.memory = MemoryState{stability, 5};
  schedule.interval_days = interval;
  schedule.last_day = kToday - days(interval);
  schedule.last_at = kMorning - days(interval);
  schedule.due_day = kToday;
  schedule.reviews = 4;
  return schedule;
}

}  // namespace

TEST_CASE("a question goes to the day with the least work") {
  const Calendar calendar =
      Calendar().due(9, 30).due(10, 28).due(11, 5).due(12, 25).due(13, 30);
  CHECK(least_loaded_day({9, 13}, calendar.load()) == 11);
}

TEST_CASE("where days have the same work, the sooner one is taken") {
  CHECK(least_loaded_day({9, 13}, Calendar().load()) == 9);
  CHECK(least_loaded_day({9, 13}, Calendar().due(9, 3).load()) == 10);
}

TEST_CASE("a little more work is no reason to wait much longer") {
  // (1/20)^2.15 / 10 against (1/19)^2.15 / 14: 1.117 times the room for 1.4 the wait.
  Calendar calendar;
  for (int day = 10; day < 14; ++day)
    calendar.due(day, 19);
  CHECK(least_loaded_day({10, 14}, calendar.due(14, 18).load()) == 10);
  CHECK(least_loaded_day({10, 14}, calendar.due(14, 10).load()) == 14);
}

TEST_CASE("an easy day takes its share") {
  // Half the work of a usual day: 9 on it weigh as 19 on another one.
  Calendar calendar = Calendar().share(10, 0.5).due(10, 9).due(11, 16).due(12, 30);
  CHECK(least_loaded_day({10, 12}, calendar.load()) == 11);
  CHECK(least_loaded_day({10, 12}, calendar.due(10, 6).load()) == 10);
}

TEST_CASE("a day off is left out unless there is no other") {
  CHECK(least_loaded_day({10, 12},
                         Calendar().share(10, 0).due(11, 90).due(12, 80).load()) == 12);
  CHECK(least_loaded_day({10, 10}, Calendar().share(10, 0).load()) == 10);
  CHECK(least_loaded_day({10, 11},
                         Calendar().share(10, 0).share(11, 0).due(10, 5).load()) == 11);
}

TEST_CASE("the four answers keep their order whatever the days look like") {
  // The emptiest day lies at the far end of each range.
  Calendar calendar;
  for (int day = 1; day < 40; ++day)
    calendar.due(day, std::max(0, 100 - 9 * day));
  DayRanges ranges;
  ranges[1] = DayRange{7, 9};
  ranges[2] = DayRange{8, 10};
  ranges[3] = DayRange{9, 11};
  const DayPlaces places = balanced_places(ranges, calendar.load());
  CHECK_FALSE(places[0]);
  CHECK(ranges[1]->day_at(*places[1]) == 9);
  CHECK(ranges[2]->day_at(*places[2]) == 10);
  CHECK(ranges[3]->day_at(*places[3]) == 11);
  // And where the better one's range ends sooner, the worse one gives way.
  ranges[2] = DayRange{8, 9};
  ranges[3] = DayRange{9, 10};
  const DayPlaces tight = balanced_places(ranges, calendar.load());
  CHECK(ranges[1]->day_at(*tight[1]) == 8);
  CHECK(ranges[2]->day_at(*tight[2]) == 9);
  CHECK(ranges[3]->day_at(*tight[3]) == 10);
}

TEST_CASE("where there is nothing to choose, no place is given") {
  DayRanges ranges;
  ranges[2] = DayRange{2, 2};
  CHECK(balanced_places(ranges, Calendar().load()) == DayPlaces{});
}

TEST_CASE("what was learned together comes back spread over the days of its range") {
  const Scheduler scheduler{SchedulerSettings{}};
  std::map<int, int> due;
  for (std::uint64_t i = 0; i < 90; ++i) {
    const Schedule before = in_review(9, 9);
    const auto load = [&](int day) {
      return DayLoad{due.contains(day) ? due.at(day) : 0, 1};
    };
    const DayPlaces places =
        balanced_places(scheduler.ranges(before, kMorning, kToday), load);
    const Schedule after =
        scheduler.after(before, Rating::kGood, kMorning, kToday, i, places[2]);
    ++due[after.interval_days];
  }
  const DayRange range = *scheduler.ranges(in_review(9, 9), kMorning, kToday)[2];
  REQUIRE(range.days() > 3);
  CHECK(due.size() == static_cast<std::size_t>(range.days()));
  const double even = 90.0 / range.days();
  for (const auto& [day, count] : due) {
    CAPTURE(day);
    CHECK(count > 0.75 * even);
    CHECK(count < 1.25 * even);
  }
}

TEST_CASE("property: with balanced places a better rating is due at least a day later") {
  CHECK(rc::check([] {
    SchedulerSettings settings;
    settings.desired_retention = *rc::gen::inRange(70, 98) / 100.0;
    settings.maximum_interval_days = *rc::gen::elementOf(std::vector{7, 30, 36500});
    if (*rc::gen::arbitrary<bool>()) settings.relearning_steps.clear();
    const Scheduler scheduler(settings);
    const int interval =
        std::min(*rc::gen::inRange(1, 300), settings.maximum_interval_days);
    const Schedule before = in_review(*rc::gen::inRange(1, 3000) / 10.0, interval);
    const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
    const auto load = [&](int day) {
      const auto mixed = (seed + static_cast<std::uint64_t>(day)) * 2654435761U;
      return DayLoad{static_cast<int>(mixed % 50), static_cast<double>(mixed % 3) / 2};
    };
    const DayPlaces places =
        balanced_places(scheduler.ranges(before, kMorning, kToday), load);
    const auto all = scheduler.outcomes(before, kMorning, kToday, seed, places);
    for (std::size_t i = 1; i < all.size(); ++i) {
      const Schedule& worse = all.at(i - 1);
      const Schedule& better = all.at(i);
      RC_ASSERT(better.due_day >= worse.due_day);
      if (worse.phase == Phase::kReview && i > 1)
        RC_ASSERT(better.due_day > worse.due_day ||
                  better.interval_days == settings.maximum_interval_days);
    }
  }));
}
