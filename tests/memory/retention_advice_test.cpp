#include "memory/retention_advice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <rapidcheck.h>
#include <vector>

#include <doctest/doctest.h>

#include "memory/fsrs6.h"
#include "memory/fsrs7.h"
#include "memory/simulation.h"

using namespace attache;

namespace {

/// Presses "good" alone.
constexpr AnswerHabits kAlwaysGood{{0, 0, 1, 0}, {0, 1, 0}};

double sum(const std::vector<double>& figures) {
  return std::accumulate(figures.begin(), figures.end(), 0.0);
}

RetentionSituation small_deck() {
  RetentionSituation situation;
  situation.questions = 100;
  situation.days = 120;
  situation.new_a_day = 5;
  return situation;
}

}  // namespace

TEST_CASE("a question costs its first answer, and a repeat where that went wrong") {
  const AnswerHabits habits{{0.25, 0.25, 0.5, 0}, {0, 1, 0}};
  const AnswerCosts costs{20, 8, 16, 10};
  const QuestionCourse course = question_course(Fsrs6(), costs, habits, 0.9, 1);
  REQUIRE(course.seconds.size() == 1);
  CHECK(course.seconds[0] == doctest::Approx(20 + 0.25 * 10));
  CHECK(course.reviews[0] == 0);
}

TEST_CASE("the second answer comes when recall has fallen to the retention") {
  // A first "good" gives 1.4 days: 60 % of the learners wait 1 day and the others 2.
  Fsrs6Weights weights = default_fsrs6_weights();
  weights[2] = 1.4;
  const Fsrs6 model(weights);
  const AnswerCosts costs{20, 8, 16, 10};
  const QuestionCourse course = question_course(model, costs, kAlwaysGood, 0.9, 2);
  CHECK(course.reviews[1] == doctest::Approx(0.6).epsilon(0.002));
  const double chance = model.recall_chance(1, 1.4);
  CHECK(course.seconds[1] ==
        doctest::Approx(0.6 * (chance * 8 + (1 - chance) * 26)).epsilon(0.002));
  CHECK(course.recall[0] == 0);
  CHECK(course.recall[1] == doctest::Approx(chance));
  // On the second day some have been asked again and some not.
  const MemoryState before = model.first(Rating::kGood);
  const MemoryState known = model.next(before, 1, Rating::kGood);
  const MemoryState lost =
      model.next(model.next(before, 1, Rating::kAgain), 0, Rating::kGood);
  CHECK(course.recall[2] ==
        doctest::Approx(0.4 * model.recall_chance(before, 2) +
                        0.6 * (chance * model.recall_chance(known, 1) +
                               (1 - chance) * model.recall_chance(lost, 1)))
            .epsilon(0.002));
}

TEST_CASE("after again one repeat on the same day goes well") {
  constexpr AnswerHabits kAlwaysAgain{{1, 0, 0, 0}, {0, 1, 0}};
  const Fsrs6 six;
  const MemoryState after_six = six.next(six.first(Rating::kAgain), 0, Rating::kGood);
  CHECK(question_course(six, {}, kAlwaysAgain, 0.9, 2).recall[1] ==
        doctest::Approx(six.recall_chance(after_six, 1)));
  const Fsrs7 seven;
  const MemoryState after_seven =
      seven.next(seven.first(Rating::kAgain), 10.0 / 1440, Rating::kGood);
  CHECK(question_course(seven, {}, kAlwaysAgain, 0.9, 2).recall[1] ==
        doctest::Approx(seven.recall_chance(after_seven, 1)));
}

TEST_CASE("recall before the age that is asked for is not worked out") {
  const QuestionCourse course = question_course(Fsrs6(), {}, {}, 0.9, 20, 10);
  CHECK(course.recall.size() == 21);
  CHECK(course.recall[9] == 0);
  const QuestionCourse whole = question_course(Fsrs6(), {}, {}, 0.9, 20);
  CHECK(whole.recall[9] > 0);
  CHECK(course.recall[10] == whole.recall[10]);
  CHECK(course.seconds == whole.seconds);
}

TEST_CASE("a few learners give nearly what many give") {
  const AnswerHabits habits;
  const QuestionCourse few = question_course(Fsrs6(), {}, habits, 0.9, 200, 0, 512);
  const QuestionCourse many = question_course(Fsrs6(), {}, habits, 0.9, 200, 0, 16384);
  CHECK(sum(few.seconds) == doctest::Approx(sum(many.seconds)).epsilon(0.01));
  CHECK(few.recall.back() == doctest::Approx(many.recall.back()).epsilon(0.01));
}

TEST_CASE("the course of a question agrees with simulated students") {
  // A student whose scheduler does what the course supposes: after "again" one step.
  SimulatedStudent student;
  student.habits = {{0.25, 0, 0.6, 0.15}, {0.1, 0.8, 0.1}};
  student.same_day_recall = 1;
  student.seconds_spread = 0;
  SimulationPlan plan;
  plan.cards = 2000;
  plan.new_a_day = 2000;
  plan.days = 150;
  plan.settings.learning_steps = {std::chrono::minutes(10)};
  const Simulation played = simulate(student, plan, Chance(41));
  double seconds = 0;
  double reviews = 0;
  for (const LoggedReview& review : played.log) {
    seconds += static_cast<double>(review.duration.count()) / 1000;
    reviews += review.phase == Phase::kReview ? 1 : 0;
  }
  const QuestionCourse course =
      question_course(Fsrs6(), student.seconds, student.habits, 0.9, 150);
  // 2,000 questions give the means to about 1 %.
  CHECK(sum(course.reviews) == doctest::Approx(reviews / 2000).epsilon(0.04));
  CHECK(sum(course.seconds) == doctest::Approx(seconds / 2000).epsilon(0.04));
}

TEST_CASE("more retention knows more and, from 0.8 on, costs more") {
  for (const ModelKind kind : kModelKinds) {
    RetentionSituation situation = small_deck();
    situation.weights = default_weights(kind);
    const std::vector<double> retentions{0.8, 0.85, 0.9, 0.93, 0.95, 0.97};
    const auto curve = retention_curve(situation, retentions);
    REQUIRE(curve.size() == retentions.size());
    for (std::size_t i = 1; i < curve.size(); ++i) {
      CHECK(curve[i].retention == retentions[i]);
      CHECK(curve[i].minutes_a_day > curve[i - 1].minutes_a_day);
      CHECK(curve[i].reviews_a_day > curve[i - 1].reviews_a_day);
      CHECK(curve[i].known_at_end > curve[i - 1].known_at_end);
      CHECK(curve[i].known_at_end < 100);
    }
  }
}

TEST_CASE("a point adds up the questions by the day on which they began") {
  RetentionSituation situation;
  situation.questions = 3;
  situation.days = 3;
  situation.new_a_day = 2;
  situation.habits = kAlwaysGood;
  const std::vector<double> retentions{0.9};
  const RetentionPoint point = retention_curve(situation, retentions).at(0);
  const QuestionCourse course =
      question_course(Fsrs6(), situation.costs, kAlwaysGood, 0.9, 3);
  // Two begin on the first day and one on the second.
  const double seconds =
      3 * course.seconds[0] + 3 * course.seconds[1] + 2 * course.seconds[2];
  CHECK(point.started == 3);
  CHECK(point.minutes_a_day == doctest::Approx(seconds / 60 / 3));
  CHECK(point.reviews_a_day == doctest::Approx(2 * course.reviews[2] / 3));
  CHECK(point.known_at_end == doctest::Approx(2 * course.recall[3] + course.recall[2]));
  CHECK(point.minutes_per_known == doctest::Approx(seconds / 60 / point.known_at_end));
}

TEST_CASE("minutes a day decide how many questions begin") {
  RetentionSituation situation = small_deck();
  situation.questions = 100000;
  situation.minutes_a_day = 10;
  const std::vector<double> retentions{0.8, 0.9, 0.95};
  const auto curve = retention_curve(situation, retentions);
  for (const RetentionPoint& point : curve)
    CHECK(point.minutes_a_day == doctest::Approx(10).epsilon(0.02));
  // Who wants to keep more cannot begin as many.
  CHECK(curve[0].started > curve[1].started);
  CHECK(curve[1].started > curve[2].started);
}

TEST_CASE("the cheapest point is the one with the least minutes for a known question") {
  std::vector<RetentionPoint> curve(3);
  CHECK_FALSE(cheapest({}));
  CHECK_FALSE(cheapest(curve));
  for (std::size_t i = 0; i < 3; ++i) {
    curve[i].known_at_end = 10;
    curve[i].minutes_per_known = std::array{3.0, 1.0, 2.0}[i];
  }
  CHECK(cheapest(curve) == 1);
  curve[1].known_at_end = 0;
  CHECK(cheapest(curve) == 2);
}

TEST_CASE("a curve can be stopped and gives what it has") {
  double heard = 0;
  const auto curve = retention_curve(small_deck(), usual_retentions(), [&](double share) {
    heard = share;
    return share < 0.25;
  });
  CHECK(curve.size() == 7);
  CHECK(heard == 0.25);
}

TEST_CASE("the usual retentions go from 0.70 to 0.97") {
  CHECK(usual_retentions().size() == 28);
  CHECK(usual_retentions().front() == 0.7);
  CHECK(usual_retentions().back() == 0.97);
}

TEST_CASE("no days, no questions and no new ones cost nothing") {
  const std::vector<double> retentions{0.9};
  for (int missing = 0; missing < 3; ++missing) {
    RetentionSituation situation = small_deck();
    if (missing == 0) situation.days = 0;
    if (missing == 1) situation.questions = 0;
    if (missing == 2) situation.new_a_day = 0;
    const RetentionPoint point = retention_curve(situation, retentions).at(0);
    CHECK(point.minutes_a_day == 0);
    CHECK(point.known_at_end == 0);
    CHECK(point.minutes_per_known == 0);
  }
}

TEST_CASE("the curve is smooth: neighbours differ little") {
  const auto curve = retention_curve({});
  for (std::size_t i = 1; i < curve.size(); ++i) {
    CHECK(curve[i].minutes_a_day > curve[i - 1].minutes_a_day);
    CHECK(curve[i].minutes_a_day < curve[i - 1].minutes_a_day * 1.25);
    CHECK(std::abs(curve[i].known_at_end - curve[i - 1].known_at_end) < 40);
  }
}
