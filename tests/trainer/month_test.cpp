// A simulated month with the deck that comes with the program.

#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include <doctest/doctest.h>

#include "base/chance.h"
#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

/// Remembers as FSRS-6 predicts: each question in review is known with the chance that
/// the model gives it on that day.
class SimulatedStudent {
 public:
  Rating answer(const Asked& asked, Instant at, StudyDay today) {
    Schedule& schedule = schedules_[asked.question->id];
    CHECK(asked.phase == schedule.phase);
    CHECK(asked.reviews == schedule.reviews);
    const bool review = schedule.phase == Phase::kReview;
    const double chance = review ? scheduler_.recall_chance(schedule, today) : 0.85;
    const bool knows = chance_.unit() < chance;
    if (review) {
      ++reviews;
      known += knows ? 1 : 0;
      expected += chance;
      variance += chance * (1 - chance);
    }
    const Rating rating = knows ? Rating::kGood : Rating::kAgain;
    schedule =
        scheduler_.after(schedule, rating, at, today, stable_hash(asked.question->id));
    return rating;
  }
  [[nodiscard]] double mean_interval() const {
    double sum = 0;
    int count = 0;
    for (const auto& [id, schedule] : schedules_) {
      if (schedule.phase != Phase::kReview) continue;
      sum += schedule.interval_days;
      ++count;
    }
    return count == 0 ? 0 : sum / count;
  }
  [[nodiscard]] const std::unordered_map<QuestionId, Schedule>& schedules() const {
    return schedules_;
  }

  int reviews = 0;
  int known = 0;
  double expected = 0;
  double variance = 0;

 private:
  Scheduler scheduler_{SchedulerSettings{}};
  Chance chance_{2024};
  std::unordered_map<QuestionId, Schedule> schedules_;
};

}  // namespace

TEST_CASE("A month of study does all due work each day and keeps the desired retention") {
  Room room;
  TrainerSetup setup = room.setup();
  setup.deck_paths = {std::filesystem::path(ATTACHE_SOURCE_DIR) / "decks" /
                      "japan-us-2plus2-2024.xml"};
  SimulatedStudent student;
  std::map<int, double> mean_interval;
  int doubled = 0;
  int sibling_on_same_day = 0;
  int most_new = 0;
  int answers = 0;
  for (int date = 0; date < 30; ++date) {
    CAPTURE(date);
    room.clock.set("2024-07-01T10:00:00Z");
    room.clock.go(date * 24h);
    auto opened = Trainer::open(setup);
    REQUIRE(opened);
    Trainer& trainer = **opened;
    if (date == 0) {
      // Days by the question's hash, as the simulated student's own scheduler has them.
      Settings settings = trainer.settings();
      settings.balance_days = false;
      REQUIRE(trainer.change_settings(settings));
    }
    const StudyDay today = trainer.home().today;
    REQUIRE(trainer.begin_sitting());
    std::set<QuestionId> asked_today;
    std::map<std::string, QuestionId> group_of_today;
    int fresh = 0;
    while (const Asked* asked = trainer.asked()) {
      REQUIRE(++answers < 10'000);
      const QuestionId id = asked->question->id;
      const bool step =
          asked->phase == Phase::kLearning || asked->phase == Phase::kRelearning;
      fresh += asked->phase == Phase::kNew ? 1 : 0;
      doubled += !asked_today.insert(id).second && !step ? 1 : 0;
      const auto first = group_of_today.emplace(asked->question->siblings, id).first;
      sibling_on_same_day += first->second != id ? 1 : 0;
      room.clock.go(6s);
      trainer.reveal();
      REQUIRE(trainer.rate(student.answer(*asked, room.clock.now(), today)));
    }
    most_new = std::max(most_new, fresh);
    CHECK(trainer.home().due == DueCounts{});
    CHECK_FALSE(trainer.next_step_at());
    mean_interval[date] = student.mean_interval();
  }
  CHECK(doubled == 0);
  // Only a step that was not finished yesterday may meet a sibling; there is none here.
  CHECK(sibling_on_same_day == 0);
  CHECK(most_new == 20);
  CHECK(mean_interval[29] > 2 * mean_interval[5]);

  // The schedule asks for each review when the chance is near 90 %; whole days, fuzz and
  // siblings that wait for another day move it by little.
  CHECK(std::abs(student.expected / student.reviews - 0.9) < 0.04);
  // The student knew as many as the model expects, within four standard deviations, and
  // so about 90 %.
  CHECK(std::abs(student.known - student.expected) < 4 * std::sqrt(student.variance));
  CHECK(std::abs(student.known - 0.9 * student.reviews) <
        0.04 * student.reviews + 4 * std::sqrt(student.variance));

  auto opened = Trainer::open(setup);
  REQUIRE(opened);
  const auto shown = (*opened)->overview({});
  REQUIRE(shown);
  CHECK(shown->done_in_range.answers == answers);
  CHECK(shown->retention.all() == TrueRetention{student.reviews, student.known});
  CHECK(shown->phases.fresh == 0);
  opened->reset();
  const auto store = Store::open(room.data());
  REQUIRE(store);
  const auto schedules = (*store)->schedules();
  REQUIRE(schedules);
  CHECK(*schedules == student.schedules());
}
