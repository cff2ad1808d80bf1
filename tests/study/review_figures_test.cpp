#include "study/review_figures.h"

#include <cmath>
#include <map>
#include <rapidcheck.h>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace attache;
using std::chrono::days;
using std::chrono::hours;

constexpr StudyDay kToday{days(20000)};
constexpr std::uint32_t kOutside = AnswerScope::kOutside;

struct Wished {
  std::uint32_t question = 0;
  int days_ago = 0;
  Rating rating = Rating::kGood;
  AnswerStage stage = AnswerStage::kLearning;
  std::uint32_t millis = 1000;
  bool first_of_day = true;
  bool fresh = false;
  std::uint16_t forecast = AnswerFact::kNoForecast;
  std::uint8_t hour = 10;
};

AnswerFact fact(const Wished& wished) {
  AnswerFact fact;
  fact.question = wished.question;
  fact.day = static_cast<std::int32_t>(
      (kToday - days(wished.days_ago)).time_since_epoch().count());
  fact.duration = wished.millis;
  fact.forecast = wished.forecast;
  fact.hour = wished.hour;
  fact.bits = static_cast<std::uint8_t>((static_cast<unsigned>(wished.rating) - 1) |
                                        (static_cast<unsigned>(wished.stage) << 2u) |
                                        (wished.first_of_day ? 16u : 0u) |
                                        (wished.fresh ? 32u : 0u));
  return fact;
}

/// Three questions over some days; the third was forgotten often.
std::vector<AnswerFact> example() {
  return {
      fact({0, 400, Rating::kGood, AnswerStage::kLearning, 9000, true, true,
            AnswerFact::kNoForecast, 8}),
      fact({1, 8, Rating::kAgain, AnswerStage::kLearning, 4000, true, true,
            AnswerFact::kNoForecast, 8}),
      fact({1, 8, Rating::kGood, AnswerStage::kLearning, 2000, false, false,
            AnswerFact::kNoForecast, 8}),
      fact({0, 6, Rating::kGood, AnswerStage::kMature, 3000, true, false, 9000, 21}),
      fact({1, 1, Rating::kHard, AnswerStage::kYoung, 5000, true, false, 9400, 21}),
      fact({0, 0, Rating::kAgain, AnswerStage::kMature, 7000, true, false, 8000, 9}),
      fact({0, 0, Rating::kGood, AnswerStage::kRelearning, 1000, false, false,
            AnswerFact::kNoForecast, 9}),
      fact({2, 0, Rating::kEasy, AnswerStage::kYoung, 6000, true, false, 9400, 9}),
  };
}

bool is(const RetentionByAge& found, const RetentionByAge& expected) {
  return found.young == expected.young && found.mature == expected.mature;
}

ReviewFigures of_example(const AnswerScope& scope, int days_back) {
  return review_figures(example(), scope, kToday - days(days_back - 1), kToday, kToday);
}

}  // namespace

TEST_CASE("The figures of an example are those worked out by hand") {
  const std::vector<std::uint8_t> leech{0, 0, 1};
  const ReviewFigures figures = of_example({{}, 1, leech}, 9);
  CHECK(figures.answers == 8);
  CHECK(figures.first_answer == kToday - days(400));
  REQUIRE(figures.days.size() == 9);
  CHECK(figures.days[0].answers == std::array<std::uint32_t, 4>{2, 0, 0, 0});
  CHECK(figures.days[0].again == 1);
  CHECK(figures.days[0].fresh == 1);
  CHECK(figures.days[0].all_millis() == 6000);
  CHECK(figures.days[1].all_answers() == 0);
  CHECK(figures.days[8].answers == std::array<std::uint32_t, 4>{0, 1, 1, 1});
  CHECK(figures.days[8].millis == std::array<std::uint64_t, 4>{0, 1000, 6000, 7000});
  CHECK(figures.hours[8] == HourFigures{2, 1});
  CHECK(figures.hours[9] == HourFigures{3, 2});
  CHECK(figures.hours[21] == HourFigures{2, 2});
  CHECK(figures.buttons[0] == std::array<std::uint32_t, 4>{1, 0, 1, 0});
  CHECK(figures.buttons[1] == std::array<std::uint32_t, 4>{0, 0, 1, 0});
  CHECK(figures.buttons[2] == std::array<std::uint32_t, 4>{0, 1, 0, 1});
  CHECK(figures.buttons[3] == std::array<std::uint32_t, 4>{1, 0, 1, 0});
  CHECK(is(figures.retention, {{2, 2}, {2, 1}}));
  CHECK(figures.time[0].fresh == 6000);
  CHECK(figures.time[0].kept == 8000);
  CHECK(figures.time[0].relearning == 8000);
  CHECK(figures.time[0].leeches == 6000);
  CHECK(figures.time[0].all() == 28000);
}

TEST_CASE("True retention counts back from today, whatever the span") {
  const ReviewFigures figures = of_example({}, 1);
  CHECK(is(figures.retention_today, {{1, 1}, {1, 0}}));
  CHECK(is(figures.retention_yesterday, {{1, 1}, {0, 0}}));
  CHECK(is(figures.retention_week, {{2, 2}, {2, 1}}));
  CHECK(is(figures.retention_month, {{2, 2}, {2, 1}}));
  CHECK(is(figures.retention_year, {{2, 2}, {2, 1}}));
  CHECK(is(figures.retention_all, {{2, 2}, {2, 1}}));
  CHECK(is(figures.retention, figures.retention_today));
}

TEST_CASE("Calibration is worked out from the forecasts of the span") {
  // 0.9 and 0.94 recalled and 0.94 recalled fall into the bin from 0.9; 0.8, forgotten,
  // into that from 0.8.
  const Calibration calibration = of_example({}, 9).calibration;
  CHECK(calibration.asked == 4);
  CHECK(calibration.bins[18].asked == 3);
  CHECK(calibration.bins[18].recalled == 3);
  CHECK(calibration.bins[18].foretold == doctest::Approx((0.9 + 0.94 + 0.94) / 3));
  CHECK(calibration.bins[16].asked == 1);
  CHECK(calibration.bins[16].recalled == 0);
  CHECK(calibration.log_loss ==
        doctest::Approx(-(std::log(0.9) + 2 * std::log(0.94) + std::log(0.2)) / 4));
  const double error = 1 - (0.9 + 0.94 + 0.94) / 3;
  CHECK(calibration.rmse ==
        doctest::Approx(std::sqrt((3 * error * error + 0.8 * 0.8) / 4)));
  CHECK(of_example({}, 0).calibration.asked == 0);
}

TEST_CASE("A scope leaves out what is outside, and tells its parts apart") {
  const std::vector<std::uint32_t> part{1, kOutside};  // the third is beyond the end
  const ReviewFigures figures = of_example({part, 2, {}}, 9);
  CHECK(figures.answers == 4);
  CHECK(figures.time[0].all() == 0);
  CHECK(figures.time[1].kept == 3000);
  CHECK(figures.time[1].relearning == 8000);
  const std::vector<std::uint32_t> nothing{kOutside};
  CHECK_FALSE(of_example({nothing, 1, {}}, 9).first_answer);
  CHECK(first_answer_day(example(), {part, 2, {}}) == kToday - days(400));
  CHECK_FALSE(first_answer_day(example(), {nothing, 1, {}}));
}

TEST_CASE("Time is told question by question where it is asked for") {
  const std::vector<std::uint32_t> slots{kOutside, 1, 0};
  CHECK(time_by_slot(example(), slots, 2) == std::vector<std::uint64_t>{6000, 11000});
}

TEST_CASE("Several threads count the same as one") {
  std::vector<AnswerFact> facts;
  const std::vector<AnswerFact> few = example();
  for (int i = 0; i < 30000; ++i)
    facts.insert(facts.end(), few.begin(), few.end());
  const ReviewFigures one =
      review_figures(facts, {}, kToday - days(9), kToday, kToday, 1);
  const ReviewFigures two =
      review_figures(facts, {}, kToday - days(9), kToday, kToday, 3);
  CHECK(one.answers == 240000);
  CHECK(two.answers == one.answers);
  CHECK(two.first_answer == one.first_answer);
  CHECK(two.hours == one.hours);
  CHECK(two.buttons == one.buttons);
  CHECK(two.time == one.time);
  CHECK(is(two.retention, one.retention));
  CHECK(is(two.retention_all, one.retention_all));
  CHECK(two.calibration.log_loss == doctest::Approx(one.calibration.log_loss));
  for (std::size_t i = 0; i < one.days.size(); ++i)
    CHECK(two.days[i].millis == one.days[i].millis);
}

namespace {

/// A log of some questions over some weeks, now and then taken back or made new again.
std::vector<Review> any_log() {
  std::vector<Review> log;
  const int size = *rc::gen::inRange(0, 120);
  Instant at(std::chrono::sys_days(std::chrono::year(2024) / 3 / 1) + hours(6));
  for (int i = 0; i < size; ++i) {
    at += std::chrono::minutes(*rc::gen::inRange(0, 3000));
    Review review;
    review.sequence = i + 1;
    review.uuid = std::to_string(i + 1);
    review.at = at;
    review.day = StudyDay(std::chrono::floor<days>(at - hours(4)).time_since_epoch());
    review.question = "d/" + std::to_string(*rc::gen::inRange(0, 5));
    review.rating = static_cast<Rating>(*rc::gen::inRange(1, 5));
    review.duration = Millis(*rc::gen::inRange(0, 90000));
    const int kind = *rc::gen::inRange(0, 12);
    if (kind == 0 && !log.empty() && log.back().kind == EntryKind::kAnswer) {
      review.kind = EntryKind::kVoid;
      review.voids = log.back().uuid;
      review.question = log.back().question;
    }
    if (kind == 1) review.meaning = 2;
    log.push_back(std::move(review));
  }
  return log;
}

/// The same figures, worked out another way: day by day from the replayed log.
struct Plain {
  std::map<int, std::map<std::string, int>> answers;  ///< day, stage
  std::map<int, std::int64_t> millis;
  std::map<int, int> fresh;
  std::map<int, int> asked_by_hour, recalled_by_hour;
  std::map<std::pair<std::string, int>, int> buttons;
  std::map<std::string, std::pair<int, int>> retention;  ///< of young and mature
  double surprise = 0;
  int foretold = 0;
};

std::string stage_name(const Schedule& before) {
  if (before.phase == Phase::kReview)
    return before.interval_days >= 21 ? "mature" : "young";
  return before.phase == Phase::kRelearning ? "relearning" : "learning";
}

Plain plainly(const std::vector<Review>& log,
              const Scheduler& scheduler,
              const std::set<std::string>& scope,
              int first,
              int last) {
  Plain plain;
  std::set<std::pair<std::string, int>> asked;  // question and day
  std::set<std::string> seen;
  replay(log, scheduler, [&](const Replayed& one) {
    const Review& review = one.review;
    const int day = static_cast<int>(review.day.time_since_epoch().count());
    const bool is_first = asked.insert({review.question, day}).second;
    const bool is_fresh = seen.insert(review.question).second;
    if (!scope.contains(review.question) || day < first || day > last) return;
    const std::string stage = stage_name(one.before);
    const bool recalled = review.rating != Rating::kAgain;
    ++plain.answers[day][stage];
    plain.millis[day] += review.duration.count();
    plain.fresh[day] += is_fresh ? 1 : 0;
    const int hour =
        static_cast<int>((review.at - std::chrono::floor<days>(review.at)) / hours(1));
    ++plain.asked_by_hour[hour];
    plain.recalled_by_hour[hour] += recalled ? 1 : 0;
    ++plain.buttons[{stage, static_cast<int>(review.rating)}];
    if (!is_first || one.before.phase != Phase::kReview) return;
    ++plain.retention[stage].first;
    plain.retention[stage].second += recalled ? 1 : 0;
    if (review.day <= one.before.last_day) return;
    const double chance = scheduler.recall_chance(one.before, review.day);
    plain.surprise -= std::log(recalled ? chance : 1 - chance);
    ++plain.foretold;
  });
  return plain;
}

bool agree(const ReviewFigures& figures, Plain& plain) {
  static const char* const kNames[] = {"learning", "relearning", "young", "mature"};
  bool same = true;
  for (std::size_t i = 0; i < figures.days.size(); ++i) {
    const int day =
        static_cast<int>((figures.first + days(i)).time_since_epoch().count());
    for (std::size_t stage = 0; stage < 4; ++stage)
      same = same && static_cast<int>(figures.days[i].answers[stage]) ==
                         plain.answers[day][kNames[stage]];
    same = same &&
           static_cast<std::int64_t>(figures.days[i].all_millis()) == plain.millis[day];
    same = same && static_cast<int>(figures.days[i].fresh) == plain.fresh[day];
  }
  for (int hour = 0; hour < 24; ++hour) {
    const HourFigures& one = figures.hours[static_cast<std::size_t>(hour)];
    same = same && static_cast<int>(one.asked) == plain.asked_by_hour[hour] &&
           static_cast<int>(one.recalled) == plain.recalled_by_hour[hour];
  }
  for (std::size_t stage = 0; stage < 4; ++stage)
    for (int rating = 1; rating <= 4; ++rating)
      same = same && static_cast<int>(
                         figures.buttons[stage][static_cast<std::size_t>(rating) - 1]) ==
                         plain.buttons[{kNames[stage], rating}];
  same = same && figures.retention.young.asked == plain.retention["young"].first &&
         figures.retention.young.recalled == plain.retention["young"].second &&
         figures.retention.mature.asked == plain.retention["mature"].first &&
         figures.retention.mature.recalled == plain.retention["mature"].second;
  return same && static_cast<int>(figures.calibration.asked) == plain.foretold;
}

}  // namespace

TEST_CASE("property: figures of the kept answers are those of the log, worked out anew") {
  const Scheduler scheduler{SchedulerSettings{}};
  CHECK(rc::check([&] {
    const std::vector<Review> log = any_log();
    std::map<std::string, std::uint32_t> numbers;
    const auto facts = answer_facts(log, scheduler, [&](const QuestionId& id) {
      return numbers.try_emplace(id, static_cast<std::uint32_t>(numbers.size()))
          .first->second;
    });
    std::set<std::string> scope;
    std::vector<std::uint32_t> part(numbers.size(), kOutside);
    for (const auto& [id, number] : numbers)
      if (*rc::gen::inRange(0, 4) > 0) {
        scope.insert(id);
        part[number] = 0;
      }
    if (part.empty()) part.push_back(kOutside);
    const StudyDay start(std::chrono::local_days(std::chrono::year(2024) / 3 / 1));
    const StudyDay first = start + days(*rc::gen::inRange(-5, 60));
    const StudyDay last = first + days(*rc::gen::inRange(0, 90));
    const ReviewFigures figures = review_figures(facts, {part, 1, {}}, first, last, last);
    Plain plain =
        plainly(log, scheduler, scope, static_cast<int>(first.time_since_epoch().count()),
                static_cast<int>(last.time_since_epoch().count()));
    if (!agree(figures, plain)) return false;
    // Forecasts are kept to a ten-thousandth.
    return plain.foretold == 0 || std::abs(figures.calibration.log_loss -
                                           plain.surprise / plain.foretold) < 0.02;
  }));
}
