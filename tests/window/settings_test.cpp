// What the Settings screen says and works out, and the words about a day's minutes.

#include <cmath>

#include <doctest/doctest.h>

#include "window/day_words.h"
#include "window/scene.h"
#include "window/settings_cost.h"
#include "window/settings_words.h"

namespace {

using namespace attache;
using namespace attache::window;
using namespace std::chrono_literals;

StudyDay a_day(int year, int month, int day) {
  return StudyDay(std::chrono::local_days(std::chrono::year(year) / month / day));
}

TodaysTime minutes(int limit, int used, int waiting) {
  return {std::chrono::minutes(limit), std::chrono::minutes(used), {0, waiting, 0}, {}};
}

std::vector<RetentionPoint> curve_from_70_to_97() {
  std::vector<RetentionPoint> curve;
  for (int percent = 70; percent <= 97; ++percent)
    curve.push_back({percent / 100.0, percent / 10.0, 0, 0, 0, 0});
  return curve;
}

}  // namespace

TEST_CASE("minutes a day step by five, then by more, and stop at the ends") {
  CHECK(next_minutes_a_day(0, 1) == 5);
  CHECK(next_minutes_a_day(22, 1) == 25);
  CHECK(next_minutes_a_day(22, -1) == 20);
  CHECK(next_minutes_a_day(60, 1) == 70);
  CHECK(next_minutes_a_day(60, -1) == 55);
  CHECK(next_minutes_a_day(120, 1) == 150);
  CHECK(next_minutes_a_day(600, 1) == 600);
  CHECK(next_minutes_a_day(0, -1) == 0);
  CHECK(next_minutes_a_day(35, 0) == 35);
}

TEST_CASE("a step up in minutes and one down again lead no higher") {
  for (int minutes = 0; minutes < 600; ++minutes) {
    CAPTURE(minutes);
    CHECK(next_minutes_a_day(minutes, 1) > minutes);
    CHECK(next_minutes_a_day(next_minutes_a_day(minutes, 1), -1) <= minutes);
  }
}

TEST_CASE("a day of the week is full, half, none, and full again") {
  CHECK(next_easy_share(100) == 50);
  CHECK(next_easy_share(50) == 0);
  CHECK(next_easy_share(0) == 100);
  CHECK(next_easy_share(75) == 50);
  CHECK(next_easy_share(30) == 0);
  CHECK(easy_share_text(100) == "full");
  CHECK(easy_share_text(50) == "half");
  CHECK(easy_share_text(0) == "none");
  CHECK(easy_share_text(75) == "75 %");
}

TEST_CASE("the longest wait is told in years only where it is long") {
  CHECK(long_wait_text(365).empty());
  CHECK(long_wait_text(730) == "about 2 years");
  CHECK(long_wait_text(36500) == "about 100 years");
}

TEST_CASE("large numbers have commas") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(grouped(-1234) == "-1,234");
}

TEST_CASE("minutes of the curve have tenths only where they are few") {
  CHECK(cost_minutes_text(0) == "less than 0.1 min");
  CHECK(cost_minutes_text(1.62) == "1.6 min");
  CHECK(cost_minutes_text(9.96) == "10 min");
  CHECK(cost_minutes_text(12.4) == "12 min");
}

TEST_CASE("a point of the curve tells its minutes and what is known at the end") {
  RetentionSituation situation;
  situation.questions = 1000;
  const RetentionPoint point{0.9, 12.2, 30, 1000, 870.4, 5};
  CHECK(cost_words(point, situation) ==
        "90 %: 12 min a day, 870 of 1,000 known after a year");
  situation.days = 90;
  CHECK(cost_words(point, situation) ==
        "90 %: 12 min a day, 870 of 1,000 known after 90 days");
}

TEST_CASE("with few answers it is said that the figures are the usual ones") {
  const RetentionSituation situation;
  CHECK(cost_basis_words(situation, 99).find("usual figures") != std::string::npos);
  CHECK(cost_basis_words(situation, 100).find("at your own pace") != std::string::npos);
  CHECK(cost_basis_words(situation, 100).find("1,000 questions") != std::string::npos);
}

TEST_CASE("what is remembered of a fit is read back, and nonsense is not") {
  const KeptFit fit{3214, a_day(2024, 8, 3)};
  CHECK(kept_fit_text(fit) == "3214 2024-08-03");
  CHECK(kept_fit_from("3214 2024-08-03") == fit);
  for (const char* nonsense : {"", "3214", "3214 ", "x 2024-08-03", "3214 2024-08",
                               "3214 2024-13-01", "3214,2024-08-03"}) {
    CAPTURE(nonsense);
    CHECK_FALSE(kept_fit_from(std::string(nonsense)));
  }
  CHECK_FALSE(kept_fit_from(std::nullopt));
}

TEST_CASE("what is in use is told with its answers and its day") {
  const KeptFit fit{3214, a_day(2024, 8, 3)};
  ModelWeights fitted = default_weights(ModelKind::kFsrs6);
  CHECK(are_usual(fitted));
  CHECK(are_usual(default_weights(ModelKind::kFsrs7)));
  // The weights decide, whatever is remembered.
  CHECK(in_use_words(fitted, fit, a_day(2024, 8, 10)) == "In use: the usual memory.");
  fitted.values.front() += 0.1;
  CHECK_FALSE(are_usual(fitted));
  CHECK(in_use_words(fitted, fit, a_day(2024, 8, 10)) ==
        "In use: fitted to 3,214 answers on 3 August.");
  CHECK(in_use_words(fitted, fit, a_day(2025, 1, 2)) ==
        "In use: fitted to 3,214 answers on 3 August 2024.");
  CHECK(in_use_words(fitted, {}, a_day(2024, 8, 10)) ==
        "In use: figures that were set by hand.");
}

TEST_CASE("what came of fitting is told plainly") {
  FitOutcome outcome;
  outcome.held_out = kLeastHeldOut - 1;
  CHECK(fit_words(outcome).starts_with("Too few answers yet: about 100 are needed"));
  outcome.held_out = 640;
  CHECK(fit_words(outcome) == "No better than what is in use, so nothing was changed.");
  outcome.better = true;
  CHECK(fit_words(outcome) ==
        "Fitted. It predicts your last 640 answers better than before. All due days were "
        "set anew.");
}

TEST_CASE("the nearest point of the curve is found, also beyond its ends") {
  const auto curve = curve_from_70_to_97();
  CHECK(nearest_point(curve, 0.90) == 20);
  CHECK(nearest_point(curve, 0.904) == 20);
  CHECK(nearest_point(curve, 0.5) == 0);
  CHECK(nearest_point(curve, 0.99) == 27);
}

TEST_CASE("an axis of four steps holds its greatest value") {
  CHECK(axis_step(0.3) == doctest::Approx(0.1));
  CHECK(axis_step(9) == doctest::Approx(2.5));
  CHECK(axis_step(13) == doctest::Approx(4));
  CHECK(axis_step(40) == doctest::Approx(10));
  CHECK(axis_step(61) == doctest::Approx(20));
  for (int tenths = 0; tenths < 9000; tenths += 7) {
    const double most = tenths / 10.0;
    CAPTURE(most);
    CHECK(4 * axis_step(most) >= most);
    CHECK(4 * axis_step(most) <= std::max(0.4, 2.6 * most));
  }
}

TEST_CASE("today's minutes are told as used of all") {
  CHECK(time_today_text(minutes(40, 25, 0)) == "25 min of 40 today");
  TodaysTime begun = minutes(40, 0, 0);
  begun.used = 119s;
  CHECK(time_today_text(begun) == "1 min of 40 today");
  begun.limit = 30s;
  CHECK(time_today_text(begun) == "1 min of 1 today");
}

TEST_CASE("what waits is told softly, and when it is over") {
  CHECK(waiting_text({}).empty());
  CHECK(waiting_text({0, 1, 0}) == "1 more waits for another day");
  CHECK(waiting_text({1, 119, 7}) == "120 more wait for other days");
  CHECK(waiting_text({0, 0, 7}) == "7 new wait for other days");
  CHECK(waiting_text({0, 0, 1}) == "1 new waits for another day");
  CHECK(waiting_sentences({}, 12).empty());
  CHECK(waiting_sentences({0, 120, 0}, 12) ==
        "120 more wait for other days. In about 12 days nothing has to wait any more.");
  CHECK(waiting_sentences({0, 2, 0}, 1) ==
        "2 more wait for other days. Tomorrow has room for all of it.");
  CHECK(waiting_sentences({0, 120, 0}, {}) == "120 more wait for other days.");
}

TEST_CASE("an easy day is said, a usual one is not") {
  CHECK(easy_day_text(1).empty());
  CHECK(easy_day_text(0.5) == "Easy day: half as much");
  CHECK(easy_day_text(0.75) == "Easy day: 75 % of the usual");
  CHECK(easy_day_text(0) == "Easy day: a day off");
}

TEST_CASE("more minutes are offered only where something waits for them") {
  CHECK_FALSE(minutes_are_used({}));
  CHECK_FALSE(minutes_are_used(minutes(40, 40, 0)));
  CHECK(minutes_are_used(minutes(40, 39, 5)));
}

TEST_CASE("a part of the settings or of Home is a scene of its own") {
  CHECK(scene_named("settings.cost")->part == "cost");
  CHECK(scene_named("settings.fit")->base == "settings");
  CHECK(scene_named("home.used")->part == "used");
  CHECK(scene_named("summary.used")->part == "used");
  CHECK(scene_named("settings")->part.empty());
  CHECK_FALSE(scene_named("settings.nonsense"));
  CHECK_FALSE(scene_named("home.cost"));
}
