// What an outlook says: its figures by hand, and its words by table.

#include "study/exam_outlook.h"

#include <doctest/doctest.h>

#include "study/exam_words.h"

using namespace attache;

namespace {

/// Questions of one topic that were learned, and as many new ones of another (ten if
/// nothing is said); ten days of twenty minutes.
ExamSnapshot a_snapshot(std::size_t of_each = 10) {
  ExamSnapshot snapshot;
  snapshot.exam.id = "an-id";
  snapshot.exam.title = "Midterm";
  snapshot.topic_ids = {"d/old", "d/new"};
  snapshot.topic_names = {"Old", "New"};
  for (std::size_t i = 0; i < 2 * of_each; ++i) {
    ExamQuestion question;
    if (i < of_each) question.memory = MemoryState{10, 5};
    snapshot.situation.questions.push_back(question);
    snapshot.questions.push_back("d/" + std::to_string(i));
    snapshot.topics.push_back(i < of_each ? 0 : 1);
  }
  snapshot.situation.seconds.assign(10, 1200);
  snapshot.usual_minutes = 20;
  snapshot.fitted = true;
  return snapshot;
}

/// Seconds, reviews and chances that differ by topic.
ExamForecast a_forecast(double mean = .7) {
  ExamForecast forecast;
  forecast.mean = mean;
  forecast.low = mean - .1;
  forecast.high = mean + .1;
  forecast.seconds.assign(10, 900);
  for (std::size_t i = 0; i < 20; ++i)
    forecast.questions.push_back(i < 10 ? QuestionForecast{.8, .5, 60, 3}
                                        : QuestionForecast{.6, 0, 120, 4});
  return forecast;
}

/// Scores at 10, 20 (the minutes set), 30 and 60 minutes.
std::vector<OutlookPoint> a_curve(double ten,
                                  double twenty,
                                  double thirty,
                                  double sixty) {
  return {{10, ten, .9}, {20, twenty, .9}, {30, thirty, .9}, {60, sixty, .95}};
}

ExamOutlook an_outlook() {
  return outlook_from(a_snapshot(), {}, a_forecast(), a_curve(.5, .7, .84, .94));
}

ExamOutlook with_target(double target) {
  ExamSnapshot snapshot = a_snapshot();
  snapshot.exam.target = target;
  return outlook_from(snapshot, {}, a_forecast(), a_curve(.5, .7, .84, .94));
}

}  // namespace

TEST_CASE("The curve shows a quarter to three times the minutes, and ten minutes more") {
  using Factors = std::vector<double>;
  CHECK(curve_factors(20) == Factors{.25, .5, .75, 1, 1.5, 2, 3});
  CHECK(curve_factors(40) == Factors{.25, .5, .75, 1, 1.25, 1.5, 2, 3});
  CHECK(curve_factors(4) == Factors{.25, .5, .75, 1, 1.5, 2, 3, 3.5});
  CHECK(curve_factors(1).back() == 3);  // eleven times is too far
  CHECK(curve_factors(500) == Factors{.25, .5, .75, 1, 1.02});
  CHECK(curve_factors(0).empty());
}

TEST_CASE("An outlook tells the time that there is and the time that the plan uses") {
  const ExamOutlook outlook = an_outlook();
  CHECK(outlook.days == 10);
  CHECK(outlook.minutes_left == doctest::Approx(200));
  CHECK(outlook.minutes_planned == doctest::Approx(150));
  CHECK(outlook.without_study == doctest::Approx(.25));
}

TEST_CASE("The forecast stands at the minutes set, and the curve still rises") {
  // The curve is of few simulated students: it may be off to either side.
  const ExamOutlook outlook =
      outlook_from(a_snapshot(), {}, a_forecast(.7), a_curve(.72, .65, .69, .94));
  REQUIRE(outlook.here == 1);
  CHECK(outlook.curve[0].score == .7);
  CHECK(outlook.curve[1].score == .7);
  CHECK(outlook.curve[2].score == .7);
  CHECK(outlook.curve[3].score == .94);
}

TEST_CASE("A curve without the minutes set is left out") {
  const ExamOutlook outlook =
      outlook_from(a_snapshot(), {}, a_forecast(), {{10, .5, .9}});
  CHECK(outlook.curve.empty());
  CHECK_FALSE(outlook.more);
}

TEST_CASE("Each topic has its minutes and what they gain, the most minutes first") {
  const ExamOutlook outlook = an_outlook();
  REQUIRE(outlook.topics.size() == 2);
  const TopicOutlook& fresh = outlook.topics[0];
  CHECK(fresh.id == "d/new");
  CHECK(fresh.name == "New");
  CHECK(fresh.questions == 10);
  CHECK(fresh.fresh == 10);
  CHECK(fresh.share == doctest::Approx(.5));
  CHECK(fresh.minutes == doctest::Approx(20));
  CHECK(fresh.score == doctest::Approx(.6));
  CHECK(fresh.gain == doctest::Approx(.3));
  const TopicOutlook& old = outlook.topics[1];
  CHECK(old.fresh == 0);
  CHECK(old.without_study == doctest::Approx(.5));
  CHECK(old.gain == doctest::Approx(.15));
  CHECK_FALSE(old.left_alone);
}

TEST_CASE("Weights move the shares of topics") {
  ExamSnapshot snapshot = a_snapshot();
  for (std::size_t i = 0; i < 10; ++i)
    snapshot.situation.questions[i].weight = 3;
  const ExamOutlook outlook = outlook_from(snapshot, {}, a_forecast(), {});
  CHECK(outlook.topics[0].share == doctest::Approx(.25));
  CHECK(outlook.topics[1].share == doctest::Approx(.75));
  CHECK(outlook.without_study == doctest::Approx(.375));
}

TEST_CASE("A topic that gets no time although it is not known is left alone") {
  ExamForecast forecast = a_forecast();
  for (std::size_t i = 0; i < 10; ++i)
    forecast.questions[i] = {.5, .5, .1, 0};
  ExamOutlook outlook =
      outlook_from(a_snapshot(), {}, forecast, a_curve(.5, .7, .84, .94));
  CHECK(outlook.topics[1].left_alone);
  CHECK(time_words(outlook) ==
        std::vector<std::string>{
            "There is no time for Old: what it would take brings more elsewhere. To "
            "plan without it, take it out of this exam."});
  for (std::size_t i = 0; i < 10; ++i)
    forecast.questions[i] = {.95, .95, 0, 0};  // it is known well: it needs no time
  outlook = outlook_from(a_snapshot(), {}, forecast, a_curve(.5, .7, .84, .94));
  CHECK_FALSE(outlook.topics[1].left_alone);
}

TEST_CASE("The verdict on a target is plain") {
  struct Row {
    double target;
    TargetVerdict verdict;
    const char* words;
  };
  const std::vector<Row> rows{
      {.55, TargetVerdict::kReached, "You will very likely reach your target of 55 %."},
      {.6, TargetVerdict::kReached, "You will very likely reach your target of 60 %."},
      {.7, TargetVerdict::kReached, "You can expect to reach your target of 70 %."},
      {.704, TargetVerdict::kReached, "You can expect to reach your target of 70 %."},
      // .70 at 20 minutes and .84 at 30: .765 is 46.4 % of the way.
      {.77, TargetVerdict::kWithinReach,
       "Your target of 77 % is within reach with 25 minutes a day."},
      {.84, TargetVerdict::kWithinReach,
       "Your target of 84 % is within reach with 30 minutes a day."},
      {.94, TargetVerdict::kWithinReach,
       "Your target of 94 % is within reach with 59 minutes a day."},
      {.95, TargetVerdict::kOutOfReach,
       "The target of 95 % cannot be reached before the day. With 60 minutes a day you "
       "would come closest: 94 %."},
  };
  for (const Row& row : rows) {
    CAPTURE(row.target);
    const ExamOutlook outlook = with_target(row.target);
    CHECK(outlook.verdict == row.verdict);
    CHECK(target_words(outlook) == row.words);
  }
  CHECK(an_outlook().verdict == TargetVerdict::kNone);
  CHECK(target_words(an_outlook()).empty());
}

TEST_CASE("Where more minutes bring nothing a target out of reach stays where it is") {
  ExamSnapshot snapshot = a_snapshot();
  snapshot.exam.target = .9;
  const ExamOutlook outlook =
      outlook_from(snapshot, {}, a_forecast(), a_curve(.69, .7, .701, .702));
  CHECK(target_words(outlook) ==
        "The target of 90 % cannot be reached before the day. 70 % is what can be "
        "expected.");
}

TEST_CASE("The forecast is told with its range, and what it goes by") {
  ExamOutlook outlook = an_outlook();
  CHECK(forecast_words(outlook) == "Expected score 70 %, likely 60 to 80 %.");
  outlook.fitted = false;
  CHECK(forecast_words(outlook) ==
        "Expected score 70 %, likely 60 to 80 %. It goes by a usual memory, because the "
        "program does not know yours yet.");
  outlook.bound = .82;
  CHECK(bound_words(outlook) == "No schedule can do better than 82 % in these minutes.");
  CHECK(more_words(outlook) == "10 more minutes a day: 70 % → 84 %.");
  CHECK(share_text(.996) == "100 %");
}

TEST_CASE("No gain is advertised that cannot be seen") {
  const ExamOutlook outlook =
      outlook_from(a_snapshot(), {}, a_forecast(), a_curve(.5, .7, .703, .94));
  REQUIRE(outlook.more);
  CHECK(more_words(outlook).empty());
}

TEST_CASE("Where time is ample it is said, and how little would do") {
  // 69.5 % is enough, and is 19.5 of 20 points of the way from 10 to 20 minutes.
  const ExamOutlook outlook =
      outlook_from(a_snapshot(), {}, a_forecast(), a_curve(.698, .7, .701, .702));
  CHECK(outlook.ample);
  CHECK(outlook.enough_minutes == 10);
  CHECK(time_words(outlook) ==
        std::vector<std::string>{
            "There is time enough: more minutes bring next to nothing. 10 minutes a day "
            "would do nearly as well."});
  CHECK_FALSE(an_outlook().ample);
}

TEST_CASE("Where time is hopelessly short it is said that new questions are only seen") {
  ExamForecast forecast = a_forecast(.2);
  for (std::size_t i = 0; i < 20; ++i)
    forecast.questions[i] =
        i < 15 ? QuestionForecast{.2, .2, 0, 0} : QuestionForecast{.7, 0, 20, 1};
  ExamSnapshot snapshot = a_snapshot();
  const ExamOutlook outlook =
      outlook_from(snapshot, {}, forecast, a_curve(.1, .2, .3, .5));
  CHECK(outlook.only_new);
  CHECK(outlook.never_seen == 5);
  CHECK(time_words(outlook).front() ==
        "Time is very short. Most is gained by seeing new questions once, without "
        "repeating any; 5 questions will not be seen before the exam.");
}

TEST_CASE("Questions that will not be seen are counted also where others are repeated") {
  ExamForecast forecast = a_forecast();
  forecast.questions.back() = {0, 0, 0, 0};
  const ExamOutlook outlook =
      outlook_from(a_snapshot(), {}, forecast, a_curve(.5, .7, .84, .94));
  CHECK_FALSE(outlook.only_new);
  CHECK(time_words(outlook) ==
        std::vector<std::string>{"1 question will not be seen before the exam."});
}

TEST_CASE("What is missing or left out is said") {
  ExamSnapshot snapshot = a_snapshot();
  CHECK(snapshot_notes(snapshot).empty());
  snapshot.missing = {"gone"};
  snapshot.suspended = 1;
  snapshot.shared = 3;
  CHECK(snapshot_notes(snapshot) ==
        std::vector<std::string>{
            "gone is not among your decks now, and the plan does without it.",
            "1 question is suspended, and left out.",
            "3 questions are studied for an earlier exam until its day."});
  snapshot.missing = {"gone", "lost/topic"};
  snapshot.suspended = 2;
  snapshot.shared = 1;
  CHECK(snapshot_notes(snapshot) ==
        std::vector<std::string>{
            "gone and lost/topic are not among your decks now, and the plan does without "
            "them.",
            "2 questions are suspended, and left out.",
            "1 question is studied for an earlier exam until its day."});
}

TEST_CASE("An exam without questions has an outlook without a forecast, and says so") {
  ExamSnapshot snapshot;
  snapshot.situation.seconds.assign(3, 600);
  snapshot.exam.target = .8;
  const ExamOutlook outlook = outlook_of(snapshot);
  CHECK(outlook.complete);
  CHECK_FALSE(outlook.has_forecast);
  CHECK(outlook_words(outlook, snapshot) ==
        std::vector<std::string>{"There is no question to study for this exam."});
}

// --- with the solver

TEST_CASE("An outlook that is worked out holds together, and is the same every time") {
  ExamSnapshot snapshot = a_snapshot();
  snapshot.situation.seconds.assign(5, 60);
  snapshot.usual_minutes = 1;
  snapshot.exam.target = .5;
  double last = 0;
  bool rises = true;
  const ExamOutlook outlook = outlook_of(snapshot, [&](double done) {
    rises = rises && done >= last - 1e-12;
    last = done;
    return true;
  });
  CHECK(rises);
  CHECK(outlook.complete);
  REQUIRE(outlook.has_forecast);
  CHECK(outlook.low <= outlook.score);
  CHECK(outlook.score <= outlook.high);
  CHECK(outlook.score <= outlook.bound);
  CHECK(outlook.without_study < outlook.score);
  CHECK(outlook.minutes_left == doctest::Approx(5));
  CHECK(outlook.minutes_planned <= outlook.minutes_left + 1e-9);
  REQUIRE(outlook.curve.size() == curve_factors(1).size());
  for (std::size_t i = 1; i < outlook.curve.size(); ++i) {
    CHECK(outlook.curve[i - 1].minutes < outlook.curve[i].minutes);
    CHECK(outlook.curve[i - 1].score <= outlook.curve[i].score);
  }
  const ExamOutlook again = outlook_of(snapshot);
  CHECK(again.score == outlook.score);
  CHECK(again.low == outlook.low);
  CHECK(outlook_words(again, snapshot) == outlook_words(outlook, snapshot));
}

TEST_CASE("Without fitted weights the range is wider") {
  ExamSnapshot snapshot = a_snapshot(100);  // with few the luck of the exam hides it
  snapshot.situation.seconds.assign(20, 300);
  const ExamOutlook fitted = outlook_of(snapshot);
  snapshot.fitted = false;
  const ExamOutlook assumed = outlook_of(snapshot);
  CHECK(assumed.high - assumed.low > fitted.high - fitted.low);
}

TEST_CASE("An outlook can be cancelled at any time, and says that it is not complete") {
  ExamSnapshot snapshot = a_snapshot();
  snapshot.situation.seconds.assign(5, 60);
  for (const double until : {0.0, .35, .55, .9}) {
    CAPTURE(until);
    const ExamOutlook outlook =
        outlook_of(snapshot, [&](double done) { return done < until; });
    CHECK_FALSE(outlook.complete);
    CHECK(outlook.curve.empty());
  }
}

TEST_CASE(
    "A cancelled plan gives way to the gain of one review, and an old one moves on") {
  ExamSnapshot snapshot = a_snapshot();
  snapshot.situation.seconds.assign(5, 60);
  const auto greedy = greedy_indices(snapshot.situation);
  CHECK(values_today(snapshot, {}) == greedy);
  const ExamPlan cancelled = plan_for(snapshot, [](double) { return false; });
  REQUIRE_FALSE(cancelled.complete());
  CHECK(values_today(snapshot, cancelled) == greedy);
  const ExamPlan plan = plan_for(snapshot);
  CHECK(values_today(snapshot, plan) == plan.indices(snapshot.situation, 0));
  // Two days later the same plan still tells, at its third day.
  snapshot.situation.seconds.assign(3, 60);
  CHECK(values_today(snapshot, plan) == plan.indices(snapshot.situation, 2));
  // A plan for fewer days than there are (the exam was put off) is of no use.
  snapshot.situation.seconds.assign(9, 60);
  CHECK(values_today(snapshot, plan) == greedy_indices(snapshot.situation));
}
