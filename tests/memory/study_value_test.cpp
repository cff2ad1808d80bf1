#include "memory/study_value.h"

#include <array>
#include <memory>
#include <rapidcheck.h>
#include <vector>

#include <doctest/doctest.h>

#include "memory/fsrs6.h"

using namespace attache;
using doctest::Approx;

namespace {

/// A memory that can be worked out by hand: recall is S / (S + t); again halves S, hard
/// leaves it, good doubles it, easy makes it four times as much; a repeat of the same day
/// adds a day.
class PlainMemory final : public MemoryModel {
 public:
  [[nodiscard]] bool counts_whole_days() const override { return true; }
  [[nodiscard]] MemoryState first(Rating rating) const override {
    return {10.0 * static_cast<int>(rating), 5};  // 10, 20, 30, 40 days
  }
  [[nodiscard]] MemoryState next(const MemoryState& state,
                                 double elapsed_days,
                                 Rating rating) const override {
    if (elapsed_days == 0) return {state.stability + 1, 5};
    const std::array factors{0.5, 1.0, 2.0, 4.0};
    return {state.stability * factors.at(static_cast<std::size_t>(rating) - 1), 5};
  }
  [[nodiscard]] double recall_chance(const MemoryState& state,
                                     double elapsed_days) const override {
    return state.stability / (state.stability + elapsed_days);
  }
  [[nodiscard]] double interval_days(const MemoryState& state,
                                     double desired_retention) const override {
    return state.stability * (1 / desired_retention - 1);
  }
};

constexpr AnswerCosts kCosts{20, 8, 16, 10};

StudyValue plain(const AnswerHabits& habits, StepCounts steps = {2, 1}) {
  return {std::make_shared<PlainMemory>(), kCosts, habits, steps};
}

}  // namespace

TEST_CASE("a new question gains what is recalled of it ten days after its first answer") {
  // Good, then one more step on the same day: 30 + 1 days; 31 / 41.
  const StudyGain good = plain({{0, 0, 1, 0}, {0, 1, 0}}).fresh();
  CHECK(good.knowledge == Approx(31.0 / 41));
  CHECK(good.seconds == Approx(20 + 10));
  CHECK(good.worst_seconds == Approx(20 + 2 * 10));
  // Again: two steps, 10 + 2 days; easy: none, 40 days.
  const StudyGain both = plain({{0.5, 0, 0, 0.5}, {0, 1, 0}}).fresh();
  CHECK(both.knowledge == Approx(0.5 * 12 / 22 + 0.5 * 40 / 50));
  CHECK(both.seconds == Approx(20 + 0.5 * 2 * 10));
  CHECK(both.per_second() == Approx(both.knowledge / 30));
}

TEST_CASE("a first hard answer passes all the steps, as again does") {
  const StudyGain hard = plain({{0, 1, 0, 0}, {0, 1, 0}}).fresh();
  CHECK(hard.knowledge == Approx(22.0 / 32));
  CHECK(hard.seconds == Approx(20 + 2 * 10));
}

TEST_CASE("a review gains what it adds to the recall of ten days later") {
  // S = 30 after 10 days: recall 0.75. Recalled (good): S = 60, 60 / 70 ten days later.
  // Forgotten: S = 15, a step of relearning 16, 16 / 26. Not asked: 30 / 50.
  const StudyGain gain = plain({{0, 0, 1, 0}, {0, 1, 0}}).review({30, 5}, 10);
  CHECK(gain.knowledge == Approx(0.75 * 60 / 70 + 0.25 * 16 / 26 - 30.0 / 50));
  CHECK(gain.seconds == Approx(0.75 * 8 + 0.25 * (16 + 10)));
  CHECK(gain.worst_seconds == Approx(16 + 10));
}

TEST_CASE("the buttons that a student presses count in a review") {
  // Hard leaves 30 days, easy gives 120: half of each, of the recalled three quarters.
  const StudyGain gain = plain({{0, 0, 1, 0}, {0.5, 0, 0.5}}).review({30, 5}, 10);
  CHECK(gain.knowledge ==
        Approx(0.75 * (0.5 * 30 / 40 + 0.5 * 120 / 130) + 0.25 * 16 / 26 - 30.0 / 50));
}

TEST_CASE("the usual time of a review follows from the chance of recall") {
  const StudyValue value = plain({});
  CHECK(value.usual_review_seconds(1) == Approx(8));
  CHECK(value.usual_review_seconds(0) == Approx(26));
  CHECK(value.usual_review_seconds(0.9) == Approx(0.9 * 8 + 0.1 * 26));
}

TEST_CASE("a question in its steps needs the time of those that are left") {
  const StudyValue value = plain({});
  CHECK(value.seconds_of_steps(Phase::kLearning, 0) == Approx(20));
  CHECK(value.seconds_of_steps(Phase::kLearning, 1) == Approx(10));
  CHECK(value.seconds_of_steps(Phase::kRelearning, 0) == Approx(10));
  // A step that the settings do not have any more is the last one.
  CHECK(value.seconds_of_steps(Phase::kLearning, 5) == Approx(10));
  CHECK(value.seconds_of_steps(Phase::kReview, 0) == 0);
  CHECK(value.seconds_of_steps(Phase::kNew, 0) == 0);
}

TEST_CASE("where there are no steps, answers have no repeats") {
  const StudyValue value = plain({{1, 0, 0, 0}, {0, 1, 0}}, {0, 0});
  CHECK(value.fresh().knowledge == Approx(10.0 / 20));
  CHECK(value.fresh().seconds == Approx(20));
  CHECK(value.review({30, 5}, 10).worst_seconds == Approx(16));
}

TEST_CASE("with FSRS-6 a first good answer leaves three quarters for ten days later") {
  // S = 2.3065: (1 + 0.980346 * 10 / 2.3065) ^ -0.1542 = 0.7744.
  const StudyValue value(std::make_shared<Fsrs6>(), kCosts,
                         AnswerHabits{{0, 0, 1, 0}, {0, 1, 0}}, {1, 1});
  CHECK(value.fresh().knowledge == Approx(0.7744).epsilon(0.0005));
}

TEST_CASE("property: a gain is at most 1 and the worst case takes longest") {
  CHECK(rc::check([] {
    const ModelKind kind = *rc::gen::elementOf(
        std::vector<ModelKind>(kModelKinds.begin(), kModelKinds.end()));
    const StudyValue value(model_with(default_weights(kind)), kCosts, {}, {2, 1});
    MemoryState memory;
    memory.stability = *rc::gen::inRange(1, 100'000) / 100.0;
    memory.difficulty = *rc::gen::inRange(10, 101) / 10.0;
    if (kind == ModelKind::kFsrs7)
      memory.fast_stability = *rc::gen::inRange(1, 1000) / 100.0;
    const StudyGain gain = value.review(memory, *rc::gen::inRange(0, 1000));
    RC_ASSERT(gain.knowledge <= 1);
    RC_ASSERT(gain.knowledge > -1);
    RC_ASSERT(gain.seconds > 0);
    RC_ASSERT(gain.worst_seconds >= gain.seconds);
  }));
}
