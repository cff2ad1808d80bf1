#include "memory/exam_plan.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <rapidcheck.h>
#include <vector>

#include <doctest/doctest.h>

namespace {

using attache::ExamForecast;
using attache::ExamPlan;
using attache::ExamQuestion;
using attache::ExamSituation;
using attache::forecast;
using attache::ForecastOptions;
using attache::Fsrs6;
using attache::greedy_indices;
using attache::in_order_of_value;
using attache::MemoryState;
using attache::plan_exam;
using attache::Rating;
using attache::score_by_minutes;
using attache::ScorePoint;
using attache::worst_case_seconds;

ExamQuestion seen(double stability, double difficulty, int days_since) {
  return {MemoryState{stability, difficulty}, days_since, 1, 0};
}

ExamSituation exam_in(int days, double seconds, std::vector<ExamQuestion> questions) {
  ExamSituation situation;
  situation.seconds.assign(static_cast<std::size_t>(days), seconds);
  situation.questions = std::move(questions);
  return situation;
}

ExamSituation mixed(int days, double seconds) {
  std::vector<ExamQuestion> questions(12);
  for (int i = 0; i < 12; ++i)
    questions.push_back(seen(1 + i * i * 0.5, 3 + i % 6, 1 + i));
  return exam_in(days, seconds, questions);
}

TEST_CASE("with the exam tomorrow, the index is the gain of one review by its seconds") {
  // By hand: a new question gains .25 R(1, 0.24669) + .10 R(1, 1.2931) +
  // .50 R(1, 2.3065) + .15 R(1, 8.2956) = 0.907742 in 22.5 seconds. One with S 4, D 6
  // after 5 days has R 0.883952; its stability becomes 10.008, 13.990, 22.711, or 0.90028
  // after a lapse and relearning; the gain is 0.108528 in 10.08886 seconds.
  const ExamSituation situation = exam_in(1, 600, {{}, seen(4, 6, 5)});
  const ExamPlan plan = plan_exam(situation);
  for (const std::vector<double>& indices :
       {plan.indices(situation), greedy_indices(situation)}) {
    REQUIRE(indices.size() == 2);
    CHECK(indices[0] == doctest::Approx(0.0403440803).epsilon(1e-5));
    CHECK(indices[1] == doctest::Approx(0.0107572062).epsilon(1e-5));
  }
  CHECK(plan.index(situation.questions[1]) ==
        doctest::Approx(0.0107572062).epsilon(1e-5));
}

TEST_CASE("greedy counts the days to the exam") {
  // As above, but recall after ten days: 0.105663 in the same seconds.
  const ExamSituation situation = exam_in(10, 600, {seen(4, 6, 5)});
  CHECK(greedy_indices(situation)[0] == doctest::Approx(0.0104732029).epsilon(1e-5));
}

TEST_CASE("what was reviewed today waits until tomorrow") {
  const ExamSituation situation = exam_in(5, 600, {seen(1, 6, 0)});
  const ExamPlan plan = plan_exam(situation);
  CHECK(plan.index(situation.questions[0], 0) == 0);
  CHECK(plan.index(situation.questions[0], 4) > 0);
  CHECK(greedy_indices(situation)[0] == 0);
}

/// Two questions, at most one review a day (33 seconds leave no room for a second): the
/// best that any schedule can do, and what a given one does, by trying all answers.
class SmallExam {
 public:
  using Choice = std::function<int(const std::vector<ExamQuestion>&, int day)>;

  explicit SmallExam(int days) : days_(days) {}

  [[nodiscard]] double best(const std::vector<ExamQuestion>& questions,
                            int day = 0) const {
    if (day == days_) return score(questions);
    double best = best_after(questions, day, -1);
    for (int q = 0; q < 2; ++q)
      best = std::max(best, best_after(questions, day, q));
    return best;
  }
  [[nodiscard]] double of(const Choice& choice,
                          const std::vector<ExamQuestion>& questions,
                          int day = 0) const {
    if (day == days_) return score(questions);
    return expected(questions, choice(questions, day),
                    [&](const auto& next) { return of(choice, next, day + 1); });
  }

 private:
  using Value = std::function<double(const std::vector<ExamQuestion>&)>;

  [[nodiscard]] double best_after(const std::vector<ExamQuestion>& questions,
                                  int day,
                                  int q) const {
    return expected(questions, q, [&](const auto& next) { return best(next, day + 1); });
  }
  [[nodiscard]] double score(const std::vector<ExamQuestion>& questions) const {
    double sum = 0;
    for (const ExamQuestion& question : questions)
      if (question.memory)
        sum += model_.recall_chance(question.days_since, question.memory->stability);
    return sum / 2;
  }
  [[nodiscard]] double expected(std::vector<ExamQuestion> questions,
                                int q,
                                const Value& value) const {
    std::vector<ExamQuestion> tomorrow = questions;
    for (ExamQuestion& question : tomorrow)
      ++question.days_since;
    if (q < 0) return value(tomorrow);
    const auto at = static_cast<std::size_t>(q);
    const ExamQuestion& question = questions[at];
    const double recall =
        question.memory
            ? model_.recall_chance(question.days_since, question.memory->stability)
            : 0;
    double sum = 0;
    for (const Rating rating : attache::kRatings) {
      const auto i = static_cast<std::size_t>(rating) - 1;
      double share = std::vector<double>{.25, .10, .50, .15}[i];
      MemoryState next = model_.first(rating);
      if (question.memory) {
        share = std::vector<double>{1 - recall, .1 * recall, .8 * recall, .1 * recall}[i];
        next = model_.next(*question.memory, question.days_since, rating);
      }
      if (rating == Rating::kAgain) next = model_.next(next, 0, Rating::kGood);
      tomorrow[at].memory = next;
      tomorrow[at].days_since = 1;
      sum += share * value(tomorrow);
    }
    return sum;
  }

  int days_;
  Fsrs6 model_;
};

TEST_CASE("no schedule of a small exam passes the bound, and the plan is near the best") {
  const std::vector<std::vector<ExamQuestion>> exams{
      {{}, {}}, {{}, seen(2, 5, 3)}, {seen(0.5, 8, 1), seen(6, 4, 9)}};
  for (const std::vector<ExamQuestion>& questions : exams) {
    const SmallExam small(4);
    const double best = small.best(questions);
    const ExamPlan plan = plan_exam(exam_in(4, 33, questions));
    CHECK(plan.bound() >= best);
    const double ours = small.of(
        [&](const std::vector<ExamQuestion>& now, int day) {
          // The plan counts a question's days from its first morning.
          std::vector<double> index;
          for (ExamQuestion question : now) {
            question.days_since -= day;
            const bool past = question.days_since < 0;
            ExamPlan today = past ? plan_exam(exam_in(4 - day, 33, now)) : plan;
            if (past) question.days_since += day;
            index.push_back(today.index(question, past ? 0 : day));
          }
          const std::vector<std::size_t> order = in_order_of_value(index);
          return order.empty() ? -1 : static_cast<int>(order.front());
        },
        questions);
    CHECK(ours <= best + 1e-9);
    CHECK(ours >= best - 0.03);
  }
}

TEST_CASE("more minutes never lower the bound, and prices are never below zero") {
  double before = 0;
  for (const double seconds : {5.0, 30.0, 60.0, 120.0, 300.0, 1200.0}) {
    const ExamPlan plan = plan_exam(mixed(10, seconds));
    CHECK(plan.bound() >= before - 1e-3);
    CHECK(plan.bound() <= 1);
    for (const double price : plan.prices())
      CHECK(price >= 0);
    before = plan.bound();
  }
}

TEST_CASE("the same situation gives the same plan and forecast") {
  const ExamSituation situation = mixed(8, 120);
  const ExamPlan one = plan_exam(situation);
  const ExamPlan two = plan_exam(situation);
  CHECK(one.prices() == two.prices());
  CHECK(one.indices(situation) == two.indices(situation));
  const ForecastOptions options{5, 7, 0.5};
  CHECK(forecast(situation, one, options).mean == forecast(situation, two, options).mean);
}

TEST_CASE("single indices and those of all questions agree") {
  const ExamSituation situation = mixed(9, 100);
  const ExamPlan plan = plan_exam(situation);
  for (const int day : {0, 4, 8}) {
    const std::vector<double> all = plan.indices(situation, day);
    for (std::size_t q = 0; q < all.size(); ++q)
      CHECK(plan.index(situation.questions[q], day) == doctest::Approx(all[q]));
  }
  CHECK(plan.indices(situation, 9).empty());
  CHECK(plan.indices(situation, -1).empty());
  CHECK(plan.index(situation.questions[0], 9) == 0);
}

TEST_CASE("an exam that is today or over has no plan") {
  const ExamSituation situation = exam_in(0, 0, {seen(10, 5, 10), {}});
  const ExamPlan plan = plan_exam(situation);
  CHECK(plan.horizon() == 0);
  CHECK(plan.indices(situation).empty());
  CHECK(greedy_indices(situation).empty());
  // Half of it is known to 90 %.
  CHECK(plan.bound() == doctest::Approx(0.45));
  CHECK(forecast(situation, plan).mean == doctest::Approx(0.45));
  CHECK(score_by_minutes(situation, std::vector<double>{1, 2}).empty());
  CHECK(ExamPlan().index(situation.questions[0]) == 0);
}

TEST_CASE("an exam without questions is planned without complaint") {
  const ExamSituation situation = exam_in(5, 600, {});
  const ExamPlan plan = plan_exam(situation);
  CHECK(plan.indices(situation).empty());
  CHECK(plan.bound() == 0);
  CHECK(forecast(situation, plan).seconds == std::vector<double>(5, 0.0));
}

TEST_CASE("nothing is studied on a day off, and the other days differ") {
  ExamSituation situation = mixed(8, 100);
  situation.seconds = {100, 0, 300, 0, 0, 100, 50, 100};
  const ExamPlan plan = plan_exam(situation);
  const ExamForecast seen_ahead = forecast(situation, plan, {10, 3, 0});
  for (std::size_t day = 0; day < 8; ++day) {
    CHECK(seen_ahead.seconds[day] <= situation.seconds[day]);
    if (situation.seconds[day] > 0) CHECK(seen_ahead.seconds[day] > 0);
  }
  for (const double index : plan.indices(situation))
    CHECK(std::isfinite(index));
  // A day off today: what is best to do anyway can still be asked.
  situation.seconds[0] = 0;
  for (const double index : plan_exam(situation).indices(situation))
    CHECK(std::isfinite(index));
}

TEST_CASE("only days off: the score is what it is without study") {
  const ExamSituation situation = exam_in(3, 0, {seen(7, 5, 4), {}});
  const ExamPlan plan = plan_exam(situation);
  // R(4 + 3, 7) = 0.9 for one of two.
  CHECK(plan.bound() == doctest::Approx(0.45).epsilon(2e-3));
  CHECK(forecast(situation, plan, {3, 1, 0}).mean == doctest::Approx(0.45));
}

TEST_CASE("what is mastered is left alone, and the bound is near one") {
  const ExamSituation situation =
      exam_in(10, 600, std::vector<ExamQuestion>(20, seen(5000, 2, 1)));
  const ExamPlan plan = plan_exam(situation);
  CHECK(plan.bound() > 0.99);
  const ExamForecast ahead = forecast(situation, plan, {3, 1, 0});
  CHECK(ahead.mean > 0.99);
}

TEST_CASE("minutes too short for any answer are not used") {
  const ExamSituation situation = mixed(6, 5);
  const ExamForecast ahead = forecast(situation, plan_exam(situation), {3, 1, 0});
  CHECK(ahead.seconds == std::vector<double>(6, 0.0));
  for (const auto& question : ahead.questions)
    CHECK(question.chance == doctest::Approx(question.without_study));
}

TEST_CASE("a question of three times the weight is worth three times as much") {
  ExamSituation situation = mixed(1, 120);
  const std::vector<double> plain = plan_exam(situation).indices(situation);
  situation.questions[3].weight = 3;
  const std::vector<double> weighted = plan_exam(situation).indices(situation);
  CHECK(weighted[3] == doctest::Approx(3 * plain[3]));
  CHECK(weighted[4] == doctest::Approx(plain[4]));
}

TEST_CASE("a topic of more weight comes first, one without weight never") {
  ExamSituation situation = exam_in(6, 60, std::vector<ExamQuestion>(9));
  for (std::size_t q = 0; q < 3; ++q)
    situation.questions[q].weight = 4;
  for (std::size_t q = 6; q < 9; ++q)
    situation.questions[q].weight = 0;
  const std::vector<std::size_t> order =
      in_order_of_value(plan_exam(situation).indices(situation));
  REQUIRE(order.size() >= 3);
  CHECK(std::vector<std::size_t>(order.begin(), order.begin() + 3) ==
        std::vector<std::size_t>{0, 1, 2});
  for (const std::size_t q : order)
    CHECK(q < 6);
}

TEST_CASE("many different weights are planned too") {
  ExamSituation situation = mixed(6, 90);
  for (std::size_t q = 0; q < situation.questions.size(); ++q)
    situation.questions[q].weight = 1 + 0.1 * static_cast<double>(q);
  const ExamPlan plan = plan_exam(situation);
  const ExamForecast ahead = forecast(situation, plan, {5, 1, 0});
  CHECK(ahead.mean <= plan.bound());
  CHECK(ahead.mean > 0.5);
}

TEST_CASE("guessing raises the score and lowers what there is to win") {
  ExamSituation situation = exam_in(1, 5, {{}, {}});
  for (ExamQuestion& question : situation.questions)
    question.blind = 0.25;
  const ExamPlan plan = plan_exam(situation);
  CHECK(forecast(situation, plan, {2, 1, 0}).mean == doctest::Approx(0.25));
  CHECK(plan.bound() >= 0.25);
  // 0.0403440803 of the case above, times 1 - 0.25.
  CHECK(plan.indices(situation)[0] == doctest::Approx(0.0302580602).epsilon(1e-5));
  CHECK(chance_without_study(situation, situation.questions[0]) == 0.25);
}

TEST_CASE("the worst answer is a lapse with relearning, or a new question forgotten") {
  CHECK(worst_case_seconds({}, {}) == 30);
  CHECK(worst_case_seconds(seen(5, 5, 5), {}) == 26);
  // R(5, 5) = 0.9: 0.9 * 8 + 0.1 * 26.
  CHECK(expected_seconds(exam_in(3, 60, {}), seen(5, 5, 5)) == doctest::Approx(9.8));
  CHECK(expected_seconds(exam_in(3, 60, {}), {}) == doctest::Approx(22.5));
}

TEST_CASE("cancelling gives a plan that can be used") {
  const ExamSituation situation = mixed(10, 120);
  int calls = 0;
  const ExamPlan plan = plan_exam(situation, nullptr, [&](double share) {
    CHECK(share <= 1);
    return ++calls < 3;
  });
  CHECK(calls == 3);
  CHECK_FALSE(plan.complete());
  CHECK(plan.bound() <= 1);
  CHECK(plan.indices(situation).size() == situation.questions.size());
}

TEST_CASE("the next morning starts from yesterday, also after skipped days") {
  ExamSituation situation = mixed(12, 120);
  const ExamPlan monday = plan_exam(situation);
  situation.seconds.erase(situation.seconds.begin(), situation.seconds.begin() + 3);
  for (ExamQuestion& question : situation.questions)
    question.days_since += 3;
  const ExamPlan cold = plan_exam(situation);
  const ExamPlan warm = plan_exam(situation, &monday);
  CHECK(warm.horizon() == 9);
  CHECK(warm.bound() == doctest::Approx(cold.bound()).epsilon(0.005));
  // And when the exam was moved to a later day.
  const ExamPlan later = plan_exam(mixed(15, 120), &monday);
  CHECK(later.horizon() == 15);
}

TEST_CASE("what a question is worth lies between leaving it alone and certainty") {
  const ExamSituation situation = mixed(10, 120);
  const ExamPlan plan = plan_exam(situation);
  for (const ExamQuestion& question : situation.questions) {
    CHECK(plan.value(question) >= chance_without_study(situation, question) - 2e-3);
    CHECK(plan.value(question) <= 1);
  }
}

TEST_CASE("the forecast lies within its band and below the bound, and doubt widens it") {
  const ExamSituation situation = mixed(10, 120);
  const ExamPlan plan = plan_exam(situation);
  const ExamForecast sure = forecast(situation, plan, {60, 1, 0});
  CHECK(sure.low <= sure.mean);
  CHECK(sure.mean <= sure.high);
  CHECK(sure.mean <= plan.bound() + 0.01);
  CHECK(sure.sd > 0);
  const ExamForecast unsure = forecast(situation, plan, {60, 1, 1});
  CHECK(unsure.sd > sure.sd);
  CHECK(unsure.high - unsure.low >= sure.high - sure.low);
}

TEST_CASE("a cancelled forecast counts the students played so far") {
  const ExamSituation situation = mixed(4, 120);
  int played = 0;
  const ExamForecast ahead = forecast(situation, plan_exam(situation), {50, 1, 0},
                                      [&](double) { return ++played < 4; });
  CHECK(played == 4);
  CHECK(ahead.mean > 0);
  CHECK(ahead.mean <= 1);
}

TEST_CASE("seconds by question and by day are the same seconds") {
  const ExamSituation situation = mixed(7, 100);
  const ExamForecast ahead = forecast(situation, plan_exam(situation), {4, 1, 0});
  double by_day = 0;
  double by_question = 0;
  for (const double seconds : ahead.seconds)
    by_day += seconds;
  for (const auto& question : ahead.questions)
    by_question += question.seconds;
  CHECK(by_day == doctest::Approx(by_question));
}

TEST_CASE("the curve rises with the minutes and can be cut short") {
  const ExamSituation situation = mixed(6, 60);
  const std::vector<double> factors{2, 0.5, 1, 4};
  const std::vector<ScorePoint> curve = score_by_minutes(situation, factors);
  REQUIRE(curve.size() == 4);
  for (std::size_t i = 1; i < curve.size(); ++i) {
    CHECK(curve[i].seconds > curve[i - 1].seconds);
    CHECK(curve[i].score >= curve[i - 1].score);
  }
  CHECK(curve.back().score > curve.front().score);
  CHECK(score_by_minutes(situation, factors, {}, [](double) { return false; }).empty());
}

TEST_CASE("property: the minutes of a day are never exceeded") {
  CHECK(rc::check([] {
    ExamSituation situation;
    const int days = *rc::gen::inRange(1, 7);
    for (int day = 0; day < days; ++day)
      situation.seconds.push_back(*rc::gen::inRange(0, 200));
    const int questions = *rc::gen::inRange(1, 10);
    for (int q = 0; q < questions; ++q) {
      ExamQuestion question;
      if (*rc::gen::arbitrary<bool>())
        question = seen(std::exp(*rc::gen::inRange(-30, 80) / 10.0),
                        *rc::gen::inRange(1, 11), *rc::gen::inRange(0, 40));
      question.weight = *rc::gen::inRange(0, 3);
      situation.questions.push_back(question);
    }
    const ExamPlan plan = plan_exam(situation);
    const ExamForecast ahead = forecast(situation, plan, {1, 5, 0});
    for (std::size_t day = 0; day < situation.seconds.size(); ++day)
      if (ahead.seconds[day] > situation.seconds[day]) return false;
    return ahead.mean <= 1 && plan.bound() <= 1;
  }));
}

}  // namespace
