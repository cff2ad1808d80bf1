#include "memory/exam_plan_dual.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

#include "memory/exam_plan_prices.h"
#include "memory/exam_plan_tables.h"

namespace {

using attache::AnswerCosts;
using attache::AnswerHabits;
using attache::best_prices;
using attache::default_fsrs6_weights;
using attache::ExamClass;
using attache::ExamDual;
using attache::ExamFan;
using attache::ExamFrame;
using attache::ExamGrid;
using attache::ExamPrices;
using attache::ExamSample;
using attache::Fsrs6;
using attache::grouped_worths;
using attache::MemoryState;
using attache::Rating;
using attache::thinned;

/// The priced problem of one question, by trying everything, without any grid.
class Exactly {
 public:
  Exactly(std::vector<double> prices) : prices_(std::move(prices)) {}

  [[nodiscard]] double fresh() const {
    double best = 0;
    for (int e = 0; e < exam(); ++e) {
      const double value = .25 * after(relearned(model_.first(Rating::kAgain)), e) +
                           .10 * after(model_.first(Rating::kHard), e) +
                           .50 * after(model_.first(Rating::kGood), e) +
                           .15 * after(model_.first(Rating::kEasy), e) -
                           price(e) * (20 + .25 * 10);
      best = std::max(best, value);
    }
    return best;
  }
  /// After a review on `day`.
  [[nodiscard]] double after(const MemoryState& state, int day) const {
    return from(state, day, day + 1);
  }
  [[nodiscard]] double seen(const MemoryState& state, int days_since) const {
    return from(state, -days_since, 0);
  }

 private:
  [[nodiscard]] int exam() const { return static_cast<int>(prices_.size()); }
  [[nodiscard]] double price(int day) const {
    return prices_[static_cast<std::size_t>(day)];
  }
  [[nodiscard]] MemoryState relearned(const MemoryState& state) const {
    return model_.next(state, 0, Rating::kGood);
  }
  [[nodiscard]] double from(const MemoryState& state, int last, int first_day) const {
    double best = model_.recall_chance(exam() - last, state.stability);
    for (int e = first_day; e < exam(); ++e) {
      const double recall = model_.recall_chance(e - last, state.stability);
      const double success = .10 * after(model_.next(state, e - last, Rating::kHard), e) +
                             .80 * after(model_.next(state, e - last, Rating::kGood), e) +
                             .10 * after(model_.next(state, e - last, Rating::kEasy), e) -
                             price(e) * 8;
      const double lapse =
          after(relearned(model_.next(state, e - last, Rating::kAgain)), e) -
          price(e) * 26;
      best = std::max(best, recall * success + (1 - recall) * lapse);
    }
    return best;
  }

  std::vector<double> prices_;
  Fsrs6 model_;
};

ExamFrame frame_of(int horizon, ExamGrid grid = {40, 6}) {
  return {default_fsrs6_weights(), AnswerCosts(), AnswerHabits(), grid, horizon};
}

ExamClass some_questions() {
  return {1,
          3,
          {{{2, 5}, 1, 2},
           {{8, 7}, 4, 1},
           {{40, 3}, 30, 1},
           {{0.5, 9}, 2, 1},
           {{15, 6}, 0, 1}}};
}

TEST_CASE("values of the table agree with trying every schedule of one question") {
  const std::vector<double> prices{.004, .001, .003, .006, .002};
  const Exactly exactly(prices);
  const ExamFrame frame = frame_of(5, {200, 28});
  const std::vector<double> limits(5, 100);
  const double budget = 100 * std::accumulate(prices.begin(), prices.end(), 0.0);
  SUBCASE("a new question") {
    ExamDual dual(frame, {{1, 1, {}}}, limits);
    CHECK(dual.evaluate(prices, 0) - budget ==
          doctest::Approx(exactly.fresh()).epsilon(5e-4));
  }
  for (const ExamSample& sample : {ExamSample{{4, 6}, 5, 1}, ExamSample{{0.3, 9}, 2, 1},
                                   ExamSample{{30, 2}, 1, 1}}) {
    CAPTURE(sample.state.stability);
    ExamDual dual(frame, {{1, 0, {sample}}}, limits);
    CHECK(dual.evaluate(prices, 0) - budget ==
          doctest::Approx(exactly.seen(sample.state, sample.days_since)).epsilon(5e-4));
  }
}

TEST_CASE("the fan gives FSRS's recall and its next stabilities") {
  const ExamFrame frame = frame_of(20);
  const MemoryState state{6, 4};
  ExamFan fan;
  frame.fan_of(state, 3, 17, fan);
  const ExamGrid& grid = frame.steps.grid;
  for (std::size_t k : {0U, 7U, 16U}) {
    const int wait = 3 + static_cast<int>(k);
    CHECK(static_cast<double>(fan.recall[k]) ==
          doctest::Approx(frame.model.recall_chance(wait, 6)).epsilon(1e-5));
    const double s = frame.model.next(state, wait, Rating::kGood).stability;
    CHECK(static_cast<double>(fan.place[2][k]) ==
          doctest::Approx(std::log(s) * static_cast<double>(grid.place_scale()) +
                          static_cast<double>(grid.place_offset()))
              .epsilon(1e-4));
    const double lapsed =
        attache::after_review(frame.model, state, wait, Rating::kAgain).stability;
    CHECK(static_cast<double>(fan.place[0][k]) ==
          doctest::Approx(std::log(lapsed) * static_cast<double>(grid.place_scale()) +
                          static_cast<double>(grid.place_offset()))
              .epsilon(1e-4));
  }
}

TEST_CASE("the seconds used are the slope of the smoothed bound") {
  for (const int horizon : {6, 19}) {
    const ExamFrame frame = frame_of(horizon);
    const auto days = static_cast<std::size_t>(horizon);
    ExamDual dual(frame, {some_questions()}, std::vector<double>(days, 30));
    std::vector<double> prices(days);
    for (std::size_t day = 0; day < days; ++day)
      prices[day] = 2e-3 + 1e-4 * static_cast<double>(day);
    for (const double temperature : {2e-2, 4e-3}) {
      std::vector<double> seconds;
      dual.evaluate(prices, temperature, &seconds);
      for (const std::size_t day : {std::size_t{0}, days / 2, days - 1}) {
        CAPTURE(day);
        CAPTURE(temperature);
        const double step = 2e-5;
        std::vector<double> moved = prices;
        moved[day] += step;
        const double above = dual.evaluate(moved, temperature);
        moved[day] -= 2 * step;
        const double below = dual.evaluate(moved, temperature);
        const double slope = (above - below) / (2 * step) * dual.total_worth();
        CHECK(30 - seconds[day] == doctest::Approx(slope).epsilon(0.03).scale(1));
      }
    }
  }
}

TEST_CASE("smoothing only raises the bound, and less the cooler it is") {
  const ExamFrame frame = frame_of(12);
  ExamDual dual(frame, {some_questions()}, std::vector<double>(12, 30));
  const std::vector<double> prices(12, 2e-3);
  const double exact = dual.evaluate(prices, 0);
  const double cool = dual.evaluate(prices, 1e-3);
  const double warm = dual.evaluate(prices, 1e-2);
  CHECK(exact <= cool + 1e-6);
  CHECK(cool <= warm + 1e-6);
  CHECK(cool - exact < 0.01);
}

TEST_CASE("twice the worth at twice the price is the same problem") {
  const ExamFrame frame = frame_of(9);
  ExamClass heavy = some_questions();
  heavy.worth = 2;
  ExamDual plain(frame, {some_questions()}, std::vector<double>(9, 30));
  ExamDual dear(frame, {heavy}, std::vector<double>(9, 30));
  CHECK(dear.evaluate(std::vector<double>(9, 4e-3), 0) ==
        doctest::Approx(plain.evaluate(std::vector<double>(9, 2e-3), 0)));
}

TEST_CASE("the search never ends above the prices it began with") {
  const ExamFrame frame = frame_of(16);
  ExamDual dual(frame, {some_questions()}, std::vector<double>(16, 40));
  const ExamPrices cold = best_prices(dual, {}, {});
  for (const double factor : {1.0, 0.3, 5.0}) {
    std::vector<double> start = cold.per_day;
    for (double& price : start)
      price *= factor;
    const double before = dual.evaluate(start, 0);
    const ExamPrices warm = best_prices(dual, start, {});
    CHECK(warm.bound <= before + 1e-9);
    CHECK(warm.bound == doctest::Approx(cold.bound).epsilon(0.01));
  }
}

TEST_CASE("no other constant price gives a lower bound than the search") {
  const ExamFrame frame = frame_of(16);
  ExamDual dual(frame, {some_questions()}, std::vector<double>(16, 40));
  const double found = best_prices(dual, {}, {}).bound;
  for (double price = 1e-5; price < 0.1; price *= 1.5)
    CHECK(dual.evaluate(std::vector<double>(16, price), 0) >= found - 1e-4);
}

TEST_CASE("samples stand for as many questions as there are") {
  std::vector<ExamSample> samples;
  for (int i = 0; i < 1000; ++i)
    samples.push_back({{std::exp(i % 37 / 10.0), 1.0 + i % 9}, i % 50, 1});
  const std::vector<ExamSample> few = thinned(samples, 100);
  CHECK(few.size() == 100);
  double count = 0;
  for (const ExamSample& sample : few)
    count += sample.count;
  CHECK(count == doctest::Approx(1000));
  CHECK(thinned(samples, 2000).size() == 1000);
}

TEST_CASE("worths are grouped under the greatest of each group") {
  CHECK(grouped_worths({1, 3, 1, 2}, 5) == std::vector<double>{1, 2, 3});
  CHECK(grouped_worths({1, 1.01, 3, 9}, 3) == std::vector<double>{1.01, 3, 9});
  CHECK(grouped_worths({}, 3).empty());
}

}  // namespace
