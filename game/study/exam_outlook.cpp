#include "study/exam_outlook.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "base/chance.h"

namespace attache {

namespace {

constexpr double kSecondsAMinute = 60;
/// Scores are told in whole percent: what is nearer than half of one is the same.
constexpr double kHalfAPoint = 0.005;
constexpr int kMoreMinutes = 10;
/// Beyond so many times the minutes set nobody asks for the curve.
constexpr double kFarthestFactor = 6;
/// A topic is left alone if it gets less than this share of what one look at each of its
/// questions takes, and is known less well than this.
constexpr double kHardlyAnyTime = 0.05;
constexpr double kKnownWell = 0.9;

// How the work is shared out over the steps, for the progress.
constexpr double kPlanned = 0.3;
constexpr double kForecast = 0.5;

/// The part of the progress from one share to another.
ExamProgress part_of(const ExamProgress& progress, double from, double to) {
  if (!progress) return {};
  return [&progress, from, to](double done) {
    return progress(from + (to - from) * std::clamp(done, 0.0, 1.0));
  };
}

double sum_of(const std::vector<double>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

/// The fewest minutes at which the curve reaches a score; nothing if it never does.
std::optional<double> minutes_for(const std::vector<OutlookPoint>& curve, double score) {
  for (std::size_t i = 0; i < curve.size(); ++i) {
    if (curve[i].score < score) continue;
    if (i == 0) return curve[i].minutes;
    const OutlookPoint& before = curve[i - 1];
    const double rise = curve[i].score - before.score;
    const double part = rise > 0 ? (score - before.score) / rise : 1;
    return before.minutes + part * (curve[i].minutes - before.minutes);
  }
  return {};
}

int whole_up(double minutes) {
  constexpr double kSlack = 1e-6;
  return static_cast<int>(std::ceil(minutes - kSlack));
}

/// Puts the forecast, which is more exact, at its place in the curve.
void fit_in(ExamOutlook& outlook, double usual_minutes) {
  const auto at_least = [&](const OutlookPoint& point) {
    return point.minutes >= usual_minutes * (1 - 1e-9);
  };
  const auto here = std::find_if(outlook.curve.begin(), outlook.curve.end(), at_least);
  if (here == outlook.curve.end()) return outlook.curve.clear();
  outlook.here = static_cast<std::size_t>(here - outlook.curve.begin());
  for (std::size_t i = 0; i < outlook.curve.size(); ++i) {
    OutlookPoint& point = outlook.curve[i];
    if (i < outlook.here) point.score = std::min(point.score, outlook.score);
    if (i == outlook.here) point.score = outlook.score;
    if (i > outlook.here) point.score = std::max(point.score, outlook.score);
  }
}

void judge_minutes(ExamOutlook& outlook) {
  if (outlook.curve.empty()) return;
  const OutlookPoint& here = outlook.curve[outlook.here];
  const OutlookPoint& most = outlook.curve.back();
  outlook.best_score = most.score;
  outlook.best_minutes = whole_up(most.minutes);
  for (const OutlookPoint& point : outlook.curve)
    if (std::abs(point.minutes - here.minutes - kMoreMinutes) < 1e-6)
      outlook.more = ExamOutlook::More{kMoreMinutes, point.score};
  const bool has_more = outlook.here + 1 < outlook.curve.size();
  outlook.ample = has_more && most.score - here.score < kHalfAPoint;
  if (const auto enough = minutes_for(outlook.curve, here.score - kHalfAPoint))
    if (whole_up(*enough) < whole_up(here.minutes))
      outlook.enough_minutes = whole_up(*enough);
}

void judge_target(ExamOutlook& outlook) {
  if (!outlook.target || !outlook.has_forecast) return;
  // As it is shown: 79.6 % reaches 80 %.
  const double wanted = *outlook.target - kHalfAPoint;
  if (outlook.score >= wanted) {
    outlook.verdict = TargetVerdict::kReached;
    return;
  }
  outlook.verdict = TargetVerdict::kOutOfReach;
  if (const auto minutes = minutes_for(outlook.curve, wanted)) {
    outlook.verdict = TargetVerdict::kWithinReach;
    outlook.minutes_needed = whole_up(*minutes);
  }
}

/// Sums over the questions of a topic, by weight.
struct TopicSums {
  double weight = 0;
  double without_study = 0;
  double with_plan = 0;
  double seconds = 0;
  double one_look = 0;  ///< seconds that a look at each takes
};

void tell_topics(ExamOutlook& outlook,
                 const ExamSnapshot& snapshot,
                 const ExamForecast& forecast) {
  std::vector<TopicOutlook> topics(snapshot.topic_ids.size());
  std::vector<TopicSums> sums(topics.size());
  double weight = 0;
  for (std::size_t i = 0; i < forecast.questions.size(); ++i) {
    const QuestionForecast& expected = forecast.questions[i];
    const ExamQuestion& question = snapshot.situation.questions[i];
    const std::size_t topic = snapshot.topics[i];
    ++topics[topic].questions;
    topics[topic].fresh += question.memory ? 0 : 1;
    TopicSums& sum = sums[topic];
    sum.weight += question.weight;
    sum.without_study += question.weight * expected.without_study;
    sum.with_plan += question.weight * expected.chance;
    sum.seconds += expected.seconds;
    sum.one_look += expected_seconds(snapshot.situation, question);
    weight += question.weight;
  }
  if (weight <= 0) return;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    TopicOutlook& topic = topics[i];
    const TopicSums& sum = sums[i];
    topic.id = snapshot.topic_ids[i];
    topic.name = snapshot.topic_names[i];
    topic.share = sum.weight / weight;
    topic.minutes = sum.seconds / kSecondsAMinute;
    if (sum.weight > 0) {
      topic.without_study = sum.without_study / sum.weight;
      topic.score = sum.with_plan / sum.weight;
    }
    topic.gain = (sum.with_plan - sum.without_study) / weight;
    topic.left_alone =
        sum.seconds < kHardlyAnyTime * sum.one_look && topic.without_study < kKnownWell;
    outlook.without_study += sum.without_study / weight;
  }
  std::stable_sort(
      topics.begin(), topics.end(),
      [](const TopicOutlook& a, const TopicOutlook& b) { return a.minutes > b.minutes; });
  outlook.topics = std::move(topics);
}

/// Whether there is time only to see new questions once, and not all of them.
void judge_new(ExamOutlook& outlook,
               const ExamSnapshot& snapshot,
               const ExamForecast& forecast) {
  double fresh = 0;
  double seen = 0;
  double repeats = 0;
  for (std::size_t i = 0; i < forecast.questions.size(); ++i) {
    const double reviews = forecast.questions[i].reviews;
    if (snapshot.situation.questions[i].memory) {
      repeats += reviews;
    } else {
      ++fresh;
      seen += std::min(reviews, 1.0);
      repeats += std::max(reviews - 1, 0.0);
    }
  }
  outlook.never_seen = static_cast<int>(std::lround(fresh - seen));
  outlook.only_new = outlook.never_seen > 0 && fresh - seen > kHardlyAnyTime * fresh &&
                     repeats < kHardlyAnyTime * seen;
}

ForecastOptions forecast_options(const ExamSnapshot& snapshot) {
  ForecastOptions options;
  options.seed = stable_hash(iso_day(snapshot.today), stable_hash(snapshot.exam.id));
  options.weight_uncertainty = snapshot.fitted ? 0 : 1;
  return options;
}

/// Looks at ever more minutes while the target is not reached and a day could have them:
/// only then may it be called out of reach.
void extend_to_target(const ExamSnapshot& snapshot,
                      std::vector<OutlookPoint>& curve,
                      const ExamProgress& progress) {
  const auto& target = snapshot.exam.target;
  while (target && !curve.empty() && curve.back().score < *target &&
         curve.back().minutes < kMostExamMinutes) {
    const double minutes = std::min<double>(curve.back().minutes * 2, kMostExamMinutes);
    const double factor = minutes / snapshot.usual_minutes;
    const auto points =
        score_by_minutes(snapshot.situation, std::span(&factor, 1), {}, progress);
    if (points.empty()) return;
    const double gained = points.front().score - curve.back().score;
    curve.push_back({minutes, std::max(points.front().score, curve.back().score),
                     std::max(points.front().bound, curve.back().bound)});
    if (gained < kHalfAPoint) return;
  }
}

std::vector<OutlookPoint> curve_of(const ExamSnapshot& snapshot,
                                   const ExamProgress& progress) {
  const std::vector<double> factors = curve_factors(snapshot.usual_minutes);
  std::vector<OutlookPoint> curve;
  for (const ScorePoint& point :
       score_by_minutes(snapshot.situation, factors, {}, progress))
    curve.push_back({point.factor * snapshot.usual_minutes, point.score, point.bound});
  extend_to_target(snapshot, curve, progress);
  return curve;
}

}  // namespace

std::vector<double> curve_factors(double usual_minutes) {
  if (usual_minutes <= 0) return {};
  std::vector<double> factors{.25, .5, .75, 1, 1.5, 2, 3};
  const double more = (usual_minutes + kMoreMinutes) / usual_minutes;
  const bool is_there = std::any_of(factors.begin(), factors.end(), [&](double factor) {
    return std::abs(factor - more) < 1e-9;
  });
  if (!is_there && more <= kFarthestFactor) factors.push_back(more);
  std::erase_if(factors, [&](double factor) {
    return factor > 1 && factor * usual_minutes > kMostExamMinutes;
  });
  std::sort(factors.begin(), factors.end());
  return factors;
}

ExamPlan plan_for(const ExamSnapshot& snapshot, const ExamProgress& progress) {
  return plan_exam(snapshot.situation,
                   snapshot.last_plan ? &*snapshot.last_plan : nullptr, progress);
}

std::vector<double> values_today(const ExamSnapshot& snapshot, const ExamPlan& plan) {
  // A plan of an earlier day has today at a later place: days count back from the exam.
  const int day = plan.horizon() - static_cast<int>(snapshot.situation.seconds.size());
  if (plan.horizon() == 0 || day < 0 || !plan.complete())
    return greedy_indices(snapshot.situation);
  return plan.indices(snapshot.situation, day);
}

ExamOutlook outlook_from(const ExamSnapshot& snapshot,
                         const ExamPlan& plan,
                         const ExamForecast& forecast,
                         std::vector<OutlookPoint> curve) {
  assert(forecast.questions.size() == snapshot.situation.questions.size());
  ExamOutlook outlook;
  outlook.exam = snapshot.exam.id;
  outlook.made_on = snapshot.today;
  outlook.days = static_cast<int>(snapshot.situation.seconds.size());
  outlook.fitted = snapshot.fitted;
  outlook.target = snapshot.exam.target;
  outlook.complete = plan.complete();
  outlook.plan = plan;
  outlook.has_forecast = true;
  outlook.score = forecast.mean;
  outlook.low = forecast.low;
  outlook.high = forecast.high;
  outlook.bound = std::max(plan.bound(), outlook.score);
  outlook.curve = std::move(curve);
  outlook.minutes_left = sum_of(snapshot.situation.seconds) / kSecondsAMinute;
  outlook.minutes_planned = sum_of(forecast.seconds) / kSecondsAMinute;
  fit_in(outlook, snapshot.usual_minutes);
  tell_topics(outlook, snapshot, forecast);
  judge_new(outlook, snapshot, forecast);
  judge_minutes(outlook);
  judge_target(outlook);
  return outlook;
}

ExamOutlook outlook_of(const ExamSnapshot& snapshot, const ExamProgress& progress) {
  ExamOutlook outlook;
  outlook.exam = snapshot.exam.id;
  outlook.made_on = snapshot.today;
  outlook.fitted = snapshot.fitted;
  outlook.target = snapshot.exam.target;
  if (snapshot.situation.questions.empty() || snapshot.situation.seconds.empty()) {
    outlook.complete = true;
    return outlook;
  }
  // What is cancelled once stays so: every step asks again.
  bool cancelled = false;
  const ExamProgress asked = [&](double done) {
    if (!cancelled && progress) cancelled = !progress(done);
    return !cancelled;
  };
  const ExamPlan plan = plan_for(snapshot, part_of(asked, 0, kPlanned));
  if (cancelled) {
    outlook.plan = plan;
    return outlook;
  }
  const ExamForecast expected =
      forecast(snapshot.situation, plan, forecast_options(snapshot),
               part_of(asked, kPlanned, kForecast));
  std::vector<OutlookPoint> curve;
  if (!cancelled) curve = curve_of(snapshot, part_of(asked, kForecast, 1));
  // Half a curve would tell of minutes that nobody asked for.
  if (cancelled) curve.clear();
  outlook = outlook_from(snapshot, plan, expected, std::move(curve));
  outlook.complete = outlook.complete && !cancelled;
  return outlook;
}

}  // namespace attache
