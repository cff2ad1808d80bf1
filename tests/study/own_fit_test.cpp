#include "study/own_fit.h"

#include <doctest/doctest.h>

#include "memory/simulation.h"

using namespace attache;

namespace {

StudyCalendar calendar() {
  return *StudyCalendar::in_zone("UTC");
}

/// A student who forgets four times as fast as usual and gains half as much by a review.
ReviewLog log_of_a_fast_forgetter(std::int64_t reviews) {
  SimulatedStudent student;
  for (std::size_t i = 0; i < 4; ++i)
    student.truth.values[i] /= 4;
  student.truth.values[8] -= 0.7;
  SimulationPlan plan;
  plan.cards = 400;
  plan.reviews = reviews;
  return simulate(student, plan, Chance(7)).log;
}

}  // namespace

TEST_CASE("Weights that predict a student better are taken") {
  const FitTask task{log_of_a_fast_forgetter(4000), calendar(),
                     default_weights(ModelKind::kFsrs6)};
  const auto outcome = fit_own_log(task);
  REQUIRE(outcome);
  CHECK(outcome->better);
  CHECK(outcome->loss_fitted < outcome->loss_in_use);
  CHECK(outcome->weights != task.in_use);
  CHECK(outcome->held_out >= kLeastHeldOut);
}

TEST_CASE("A log that is too short to tell leaves the weights as they are") {
  for (const std::int64_t reviews : {0, 1, 30}) {
    const FitTask task{reviews == 0 ? ReviewLog{} : log_of_a_fast_forgetter(reviews),
                       calendar(), default_weights(ModelKind::kFsrs6)};
    const auto outcome = fit_own_log(task);
    REQUIRE(outcome);
    CHECK_FALSE(outcome->better);
    CHECK(outcome->weights == task.in_use);
  }
}

TEST_CASE("Fitting can be stopped, and tells how far it is") {
  const FitTask task{log_of_a_fast_forgetter(2000), calendar(),
                     default_weights(ModelKind::kFsrs6)};
  double last = 0;
  CHECK(fit_own_log(task, [&](double share) {
    CHECK(share >= last);
    CHECK(share <= 1);
    last = share;
    return true;
  }));
  CHECK(last > 0.5);
  CHECK_FALSE(fit_own_log(task, [](double) { return false; }));
}
