#include "memory/simulation.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <rapidcheck.h>
#include <set>
#include <vector>

#include <doctest/doctest.h>

using namespace attache;

namespace {

using std::chrono::days;

StudyDay day_of(Instant at) {
  return StudyDay{
      std::chrono::floor<days>(at - std::chrono::hours(4)).time_since_epoch()};
}

std::map<std::int64_t, std::vector<LoggedReview>> by_card(const ReviewLog& log) {
  std::map<std::int64_t, std::vector<LoggedReview>> cards;
  for (const LoggedReview& review : log)
    cards[review.card].push_back(review);
  return cards;
}

std::map<StudyDay, std::vector<LoggedReview>> by_day(const ReviewLog& log) {
  std::map<StudyDay, std::vector<LoggedReview>> all;
  for (const LoggedReview& review : log)
    all[day_of(review.at)].push_back(review);
  return all;
}

SimulationPlan plan_of(int cards, int new_a_day, int day_count) {
  SimulationPlan plan;
  plan.cards = cards;
  plan.new_a_day = new_a_day;
  plan.days = day_count;
  return plan;
}

/// How far the share of successes lies from the chances, in standard errors.
double surprise(const Simulation& simulation) {
  double difference = 0;
  double variance = 0;
  for (std::size_t i = 0; i < simulation.log.size(); ++i) {
    const double chance = simulation.chances[i];
    difference += (simulation.log[i].rating == Rating::kAgain ? 0.0 : 1.0) - chance;
    variance += chance * (1 - chance);
  }
  return std::abs(difference) / std::sqrt(variance);
}

/// Mean seconds of the answers that `is_meant` picks.
template <class IsMeant>
double mean_seconds(const ReviewLog& log, IsMeant is_meant) {
  double seconds = 0;
  int answers = 0;
  for (const LoggedReview& review : log) {
    if (!is_meant(review)) continue;
    seconds += static_cast<double>(review.duration.count()) / 1000;
    ++answers;
  }
  return seconds / answers;
}

}  // namespace

TEST_CASE("a simulated student recalls as often as the truth says") {
  const SimulationPlan plan = plan_of(300, 10, 200);
  SUBCASE("FSRS-6") {
    CHECK(surprise(simulate({}, plan, Chance(1))) < 4);
  }
  SUBCASE("FSRS-7") {
    SimulatedStudent student;
    student.truth = default_weights(ModelKind::kFsrs7);
    CHECK(surprise(simulate(student, plan, Chance(2))) < 4);
  }
  SUBCASE("distorted") {
    SimulatedStudent student;
    student.distortion = {0.5, 0.3, 0.1, 0.05};
    CHECK(surprise(simulate(student, plan, Chance(3))) < 4);
  }
  SUBCASE("hard in place of again") {
    SimulatedStudent student;
    student.hard_when_forgotten = 0.5;
    CHECK(surprise(simulate(student, plan, Chance(4))) < 4);
  }
}

TEST_CASE("the chances of an undistorted student follow from the log and the weights") {
  for (const ModelKind kind : kModelKinds) {
    SimulatedStudent student;
    student.truth = default_weights(kind);
    const Simulation simulation = simulate(student, plan_of(60, 5, 150), Chance(5));
    const auto model = model_with(student.truth);
    std::map<std::int64_t, MemoryState> states;
    std::map<std::int64_t, Instant> last;
    int checked = 0;
    for (std::size_t i = 0; i < simulation.log.size(); ++i) {
      const LoggedReview& review = simulation.log[i];
      MemoryState& state = states[review.card];
      if (!last.contains(review.card)) {
        state = model->first(review.rating);
      } else {
        // The answer comes at the end of its seconds, the chance belongs to the question.
        const Instant before = last[review.card];
        const double whole =
            static_cast<double>((day_of(review.at) - day_of(before)).count());
        const double exact =
            std::chrono::duration<double, days::period>(review.at - before).count();
        const double elapsed = kind == ModelKind::kFsrs6 ? whole : exact;
        if (whole > 0) {
          CHECK(model->recall_chance(state, elapsed) ==
                doctest::Approx(simulation.chances[i]).epsilon(2e-3));
          ++checked;
        }
        state = model->next(state, elapsed, review.rating);
      }
      last[review.card] = review.at;
    }
    CHECK(checked > 300);
  }
}

TEST_CASE("the same seed gives the same log and another seed another") {
  const SimulationPlan plan = plan_of(50, 5, 60);
  const Simulation first = simulate({}, plan, Chance(7));
  CHECK(first.log == simulate({}, plan, Chance(7)).log);
  CHECK(first.log != simulate({}, plan, Chance(8)).log);
  CHECK(first.log.size() == first.chances.size());
}

TEST_CASE("answers take the mean seconds of their kind") {
  SimulatedStudent student;
  student.seconds = {30, 6, 18, 10};
  const ReviewLog log = simulate(student, plan_of(2000, 20, 200), Chance(9)).log;
  const auto in_review = [](Rating rating, const LoggedReview& review) {
    return review.phase == Phase::kReview &&
           (review.rating == Rating::kAgain) == (rating == Rating::kAgain);
  };
  // A spread of 0.5 has a coefficient of variation of 0.53: 2,000 answers and more give
  // the mean to 1.2 %, one standard error.
  CHECK(mean_seconds(log, [](const LoggedReview& review) {
          return review.phase == Phase::kNew;
        }) == doctest::Approx(30).epsilon(0.04));
  CHECK(mean_seconds(log, [&](const LoggedReview& review) {
          return in_review(Rating::kGood, review);
        }) == doctest::Approx(6).epsilon(0.03));
  CHECK(mean_seconds(log, [&](const LoggedReview& review) {
          return in_review(Rating::kAgain, review);
        }) == doctest::Approx(18).epsilon(0.06));
  CHECK(mean_seconds(log, [](const LoggedReview& review) {
          return review.phase == Phase::kLearning;
        }) == doctest::Approx(10).epsilon(0.04));
}

TEST_CASE("no answer begins after the minutes of a day") {
  SimulationPlan plan = plan_of(1000, 20, 60);
  plan.minutes_a_day = 5;
  const ReviewLog log = simulate({}, plan, Chance(10)).log;
  bool was_full = false;
  for (const auto& [day, reviews] : by_day(log)) {
    Millis before_last{};
    for (std::size_t i = 0; i + 1 < reviews.size(); ++i)
      before_last += reviews[i].duration;
    CHECK(before_last < std::chrono::minutes(5));
    was_full =
        was_full || before_last + reviews.back().duration >= std::chrono::minutes(5);
  }
  CHECK(was_full);
}

TEST_CASE("a simulation ends after the answers that were asked for") {
  SimulationPlan plan = plan_of(1000, 20, 1000);
  plan.reviews = 777;
  CHECK(simulate({}, plan, Chance(11)).log.size() == 777);
}

TEST_CASE("new cards come in their number a day, until there are none") {
  const ReviewLog log = simulate({}, plan_of(25, 10, 30), Chance(12)).log;
  std::map<StudyDay, int> fresh;
  std::set<std::int64_t> cards;
  for (const LoggedReview& review : log) {
    if (review.phase == Phase::kNew) ++fresh[day_of(review.at)];
    CHECK(cards.insert(review.card).second == (review.phase == Phase::kNew));
  }
  const StudyDay first = SimulationPlan().first_day;
  CHECK(fresh == std::map<StudyDay, int>{
                     {first, 10}, {first + days(1), 10}, {first + days(2), 5}});
  CHECK(*cards.begin() == 1);
  CHECK(*cards.rbegin() == 25);
}

TEST_CASE("rows are in order of time and phases are the scheduler's") {
  const SimulationPlan plan = plan_of(40, 10, 120);
  const ReviewLog log = simulate({}, plan, Chance(13)).log;
  CHECK(std::is_sorted(log.begin(), log.end(),
                       [](const auto& a, const auto& b) { return a.at < b.at; }));
  const Scheduler scheduler(plan.settings);
  for (const auto& [number, reviews] : by_card(log)) {
    Schedule schedule;
    for (const LoggedReview& review : reviews) {
      CHECK(review.phase == schedule.phase);
      // A faithful student without a limit answers on the very day.
      if (schedule.phase != Phase::kNew) CHECK(day_of(review.at) == schedule.due_day);
      schedule = scheduler.after(schedule, review.rating, review.at, day_of(review.at),
                                 static_cast<std::uint64_t>(number) - 1);
    }
  }
}

TEST_CASE("plain intervals follow one another and begin again after a lapse") {
  SimulationPlan plan = plan_of(30, 30, 100);
  plan.plain_intervals = {1, 3, 7};
  for (const auto& [number, reviews] : by_card(simulate({}, plan, Chance(14)).log)) {
    int successes = 0;
    for (std::size_t i = 0; i + 1 < reviews.size(); ++i) {
      successes = reviews[i].rating == Rating::kAgain ? 0 : successes + 1;
      const int wanted =
          std::array{1, 1, 3, 7}[static_cast<std::size_t>(std::min(successes, 3))];
      CHECK((day_of(reviews[i + 1].at) - day_of(reviews[i].at)).count() == wanted);
    }
  }
}

TEST_CASE("skipped days and free weekends have no answers") {
  SimulationPlan plan = plan_of(2000, 5, 365);
  plan.attendance.free_weekends = 1;
  plan.attendance.skipped_days = 0.25;
  int weekdays = 0;
  for (const auto& [day, reviews] : by_day(simulate({}, plan, Chance(15)).log)) {
    const std::chrono::weekday weekday(day);
    CHECK(weekday != std::chrono::Saturday);
    CHECK(weekday != std::chrono::Sunday);
    ++weekdays;
  }
  // 2024 less a day has 261 weekdays; three quarters of them are 196, give or take 7.
  CHECK(weekdays > 196 - 28);
  CHECK(weekdays < 196 + 28);
}

TEST_CASE("some cards come early and some late") {
  const auto waits = [](double early, double late) {
    SimulationPlan plan = plan_of(200, 200, 60);
    plan.plain_intervals = {20};
    plan.attendance.early = early;
    plan.attendance.late = late;
    std::array<int, 3> counts{};
    for (const auto& [number, reviews] : by_card(simulate({}, plan, Chance(16)).log))
      if (reviews.size() > 1) {
        const auto wait = (day_of(reviews[1].at) - day_of(reviews[0].at)).count();
        ++counts[wait < 20 ? 0 : wait == 20 ? 1 : 2];
      }
    return counts;
  };
  CHECK(waits(0, 0) == std::array{0, 200, 0});
  const auto early = waits(0.5, 0);
  CHECK(early[0] > 60);
  CHECK(early[1] > 60);
  CHECK(early[2] == 0);
  const auto late = waits(0, 0.5);
  CHECK(late[0] == 0);
  CHECK(late[2] > 40);
}

TEST_CASE("a step that is left is asked on another day") {
  SimulationPlan plan = plan_of(30, 30, 10);
  plan.attendance.unfinished_steps = 1;
  for (const auto& [day, reviews] : by_day(simulate({}, plan, Chance(17)).log)) {
    std::set<std::int64_t> cards;
    for (const LoggedReview& review : reviews)
      CHECK(cards.insert(review.card).second);
  }
}

TEST_CASE("buttons are pressed in their shares, and never hard by those who never do") {
  SimulatedStudent student;
  student.habits.first = {0.1, 0.2, 0.3, 0.4};
  student.habits.success = {0.3, 0.5, 0.2};
  const auto shares = [&](bool first) {
    std::array<double, 5> counts{};
    for (const LoggedReview& review :
         simulate(student, plan_of(2000, 20, 120), Chance(18)).log) {
      if ((review.phase == Phase::kNew) != first) continue;
      if (!first && review.rating == Rating::kAgain) continue;
      ++counts[static_cast<std::size_t>(review.rating)];
      ++counts[0];
    }
    for (std::size_t i = 1; i < counts.size(); ++i)
      counts[i] /= counts[0];
    return counts;
  };
  auto first = shares(true);
  auto later = shares(false);
  CHECK(first[1] == doctest::Approx(0.1).epsilon(0.3));
  CHECK(first[4] == doctest::Approx(0.4).epsilon(0.1));
  CHECK(later[2] == doctest::Approx(0.3).epsilon(0.1));
  CHECK(later[4] == doctest::Approx(0.2).epsilon(0.1));

  student.habits = never_hard(student.habits);
  CHECK(student.habits.first == std::array<double, 4>{0.1, 0, 0.5, 0.4});
  CHECK(student.habits.success == std::array<double, 3>{0, 0.8, 0.2});
  later = shares(false);
  CHECK(later[2] == 0);
  CHECK(later[3] == doctest::Approx(0.8).epsilon(0.1));
}

TEST_CASE("somebody who hides forgetting behind hard shows less of it") {
  SimulatedStudent student;
  student.hard_when_forgotten = 1;
  for (const LoggedReview& review :
       simulate(student, plan_of(50, 10, 60), Chance(19)).log)
    if (review.phase != Phase::kNew) CHECK(review.rating != Rating::kAgain);
}

TEST_CASE("guesses and slips bound the chance of recall") {
  SimulatedStudent student;
  student.distortion.guess = 0.3;
  student.distortion.slip = 0.1;
  const Simulation simulation = simulate(student, plan_of(100, 10, 100), Chance(20));
  for (std::size_t i = 0; i < simulation.log.size(); ++i) {
    if (simulation.log[i].phase == Phase::kNew) continue;
    CHECK(simulation.chances[i] >= 0.3);
    CHECK(simulation.chances[i] <= 0.9);
  }
}

TEST_CASE("nobody, nothing and no time give an empty log") {
  CHECK(simulate({}, plan_of(0, 10, 10), Chance(21)).log.empty());
  CHECK(simulate({}, plan_of(10, 0, 10), Chance(21)).log.empty());
  CHECK(simulate({}, plan_of(10, 10, 0), Chance(21)).log.empty());
}

TEST_CASE("drawn weights lie around the defaults") {
  Chance chance(22);
  std::vector<double> difficulties;
  std::vector<double> good;
  for (int i = 0; i < 2000; ++i) {
    const ModelWeights weights = drawn_weights(ModelKind::kFsrs6, chance);
    difficulties.push_back(weights.values[4]);
    good.push_back(weights.values[2]);
  }
  double mean = 0;
  for (const double difficulty : difficulties)
    mean += difficulty / 2000;
  double variance = 0;
  for (const double difficulty : difficulties)
    variance += (difficulty - mean) * (difficulty - mean) / 2000;
  // w4 of FSRS-6: 6.4133 with 0.57, far from its bounds.
  CHECK(mean == doctest::Approx(6.4133).epsilon(0.01));
  CHECK(std::sqrt(variance) == doctest::Approx(0.57).epsilon(0.07));
  // Putting the four in order moves the third little.
  std::nth_element(good.begin(), good.begin() + 1000, good.end());
  CHECK(good[1000] > 1.5);
  CHECK(good[1000] < 4);
}

TEST_CASE("property: drawn weights are allowed, in the order of the ratings") {
  CHECK(rc::check("checked_weights takes them", [] {
    Chance chance(*rc::gen::arbitrary<std::uint64_t>());
    for (const ModelKind kind : kModelKinds) {
      const ModelWeights weights = drawn_weights(kind, chance);
      RC_ASSERT(checked_weights(kind, weights.values).has_value());
      RC_ASSERT(std::is_sorted(weights.values.begin(), weights.values.begin() + 4));
    }
  }));
}
