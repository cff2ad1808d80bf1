#include "memory/retention_advice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "base/chance.h"
#include "memory/scheduler.h"

namespace attache {
namespace {

/// Days until the repeat on the same day; models of whole days take it as 0.
constexpr double kRepeatDays = 10.0 / (24 * 60);
/// Answers to one question for which even numbers are dealt; later ones use them again,
/// in another order.
constexpr std::size_t kDeals = 48;

/// Numbers from 0 to 1, spread evenly over the learners at each answer, and without any
/// pattern from one answer to the next (a Latin hypercube; section 14.1).
class EvenNumbers {
 public:
  EvenNumbers(std::size_t learners, std::string_view purpose) : learners_(learners) {
    Chance chance = Chance(14).derive(purpose);
    std::vector<std::uint32_t> places(learners);
    std::iota(places.begin(), places.end(), 0U);
    for (std::size_t answer = 0; answer < kDeals; ++answer) {
      chance.shuffle(places);
      places_.insert(places_.end(), places.begin(), places.end());
    }
  }
  [[nodiscard]] double at(std::size_t learner, std::size_t answer) const {
    const std::size_t shifted = (learner + answer / kDeals) % learners_;
    const double place = places_[answer % kDeals * learners_ + shifted];
    return (place + 0.5) / static_cast<double>(learners_);
  }

 private:
  std::size_t learners_;
  std::vector<std::uint32_t> places_;
};

/// All learners of one question.
class Courses {
 public:
  Courses(const MemoryModel& model,
          const AnswerCosts& costs,
          const AnswerHabits& habits,
          int learners)
      : model_(model),
        costs_(costs),
        habits_(habits),
        outcomes_(static_cast<std::size_t>(learners), "outcomes"),
        roundings_(static_cast<std::size_t>(learners), "roundings"),
        places_(static_cast<std::size_t>(learners), "places"),
        learners_(learners) {}

  [[nodiscard]] QuestionCourse course(double retention,
                                      int days,
                                      int first_recall) const {
    QuestionCourse course;
    const auto length = static_cast<std::size_t>(std::max(days, 0));
    course.seconds.assign(length, 0);
    course.reviews.assign(length, 0);
    course.recall.assign(length + 1, 0);
    if (length == 0) return course;
    for (std::size_t learner = 0; learner < static_cast<std::size_t>(learners_);
         ++learner)
      follow(learner, retention, std::max(first_recall, 1), course);
    for (auto* figures : {&course.seconds, &course.reviews, &course.recall})
      for (double& figure : *figures)
        figure /= learners_;
    return course;
  }

 private:
  void follow(std::size_t learner,
              double retention,
              int first_recall,
              QuestionCourse& course) const {
    const auto days = static_cast<int>(course.seconds.size());
    double unit = outcomes_.at(learner, 0);
    Rating rating = Rating::kAgain;
    for (std::size_t i = 0; i < 3 && unit >= habits_.first[i]; ++i) {
      unit -= habits_.first[i];
      rating = kRatings[i + 1];
    }
    course.seconds[0] +=
        costs_.fresh + (rating == Rating::kAgain ? costs_.relearning : 0);
    MemoryState state = repeated(model_.first(rating), rating);
    int day = 0;
    for (std::size_t answer = 1; day < days; ++answer) {
      const int due = day + wait(state, retention, learner, answer, days);
      for (int age = std::max(day + 1, first_recall); age <= std::min(due, days); ++age)
        course.recall[static_cast<std::size_t>(age)] +=
            model_.recall_chance(state, age - day);
      if (due >= days) return;
      const double chance = model_.recall_chance(state, due - day);
      const auto at = static_cast<std::size_t>(due);
      // What an answer costs is its mean; only the way that memory takes is dealt.
      course.seconds[at] +=
          chance * costs_.success + (1 - chance) * (costs_.lapse + costs_.relearning);
      course.reviews[at] += 1;
      const Rating later = rated(outcomes_.at(learner, answer), chance);
      state = repeated(model_.next(state, due - day, later), later);
      day = due;
    }
  }

  [[nodiscard]] MemoryState repeated(const MemoryState& state, Rating rating) const {
    if (rating != Rating::kAgain) return state;
    return model_.next(state, model_.counts_whole_days() ? 0 : kRepeatDays,
                       Rating::kGood);
  }

  /// Days to wait, with the fuzz of section 8. What is added before it is rounded makes
  /// the mean what it would be without rounding, and the curve smooth.
  [[nodiscard]] int wait(const MemoryState& state,
                         double retention,
                         std::size_t learner,
                         std::size_t answer,
                         int days) const {
    const double interval = std::clamp(model_.interval_days(state, retention), 1.0,
                                       static_cast<double>(days));
    return fuzzed_interval(interval + roundings_.at(learner, answer) - 0.5,
                           places_.at(learner, answer), days);
  }

  [[nodiscard]] Rating rated(double unit, double chance) const {
    // From easy down to again, so that a greater chance never makes a worse answer.
    if (unit >= chance) return Rating::kAgain;
    const auto& success = habits_.success;
    if (unit < chance * success[2]) return Rating::kEasy;
    if (unit < chance * (success[2] + success[1])) return Rating::kGood;
    return Rating::kHard;
  }

  const MemoryModel& model_;
  AnswerCosts costs_;
  AnswerHabits habits_;
  EvenNumbers outcomes_;
  EvenNumbers roundings_;
  EvenNumbers places_;  ///< in the fuzz
  int learners_;
};

/// How many questions begin on each day (section 14.2).
std::vector<double> beginnings(const RetentionSituation& situation,
                               const QuestionCourse& course) {
  std::vector<double> begun(course.seconds.size());
  double left = situation.questions;
  for (std::size_t day = 0; day < begun.size(); ++day) {
    double fresh = std::max(situation.new_a_day, 0.0);
    if (situation.minutes_a_day > 0) {
      double taken = 0;
      for (std::size_t past = 0; past < day; ++past)
        taken += begun[past] * course.seconds[day - past];
      fresh = std::max(0.0, situation.minutes_a_day * 60 - taken) /
              std::max(course.seconds[0], 1e-9);
    }
    begun[day] = std::clamp(fresh, 0.0, left);
    left -= begun[day];
  }
  return begun;
}

RetentionPoint point_of(const RetentionSituation& situation,
                        const QuestionCourse& course,
                        double retention) {
  const std::vector<double> begun = beginnings(situation, course);
  const std::size_t days = begun.size();
  // Over all days that a question has by the end.
  std::vector<double> seconds(days + 1);
  std::vector<double> reviews(days + 1);
  std::partial_sum(course.seconds.begin(), course.seconds.end(), seconds.begin() + 1);
  std::partial_sum(course.reviews.begin(), course.reviews.end(), reviews.begin() + 1);
  RetentionPoint point;
  point.retention = retention;
  for (std::size_t day = 0; day < days; ++day) {
    const std::size_t age = days - day;
    point.started += begun[day];
    point.minutes_a_day += begun[day] * seconds[age] / 60;
    point.reviews_a_day += begun[day] * reviews[age];
    point.known_at_end += begun[day] * course.recall[age];
  }
  if (point.known_at_end > 0)
    point.minutes_per_known = point.minutes_a_day / point.known_at_end;
  const double all = std::max(static_cast<double>(days), 1.0);
  point.minutes_a_day /= all;
  point.reviews_a_day /= all;
  return point;
}

/// The youngest age that a question can have at the end.
int youngest(const RetentionSituation& situation) {
  if (situation.minutes_a_day > 0 || situation.new_a_day <= 0) return 0;
  const double last = std::ceil(situation.questions / situation.new_a_day);
  return last < situation.days ? situation.days - static_cast<int>(last) : 0;
}

}  // namespace

QuestionCourse question_course(const MemoryModel& model,
                               const AnswerCosts& costs,
                               const AnswerHabits& habits,
                               double retention,
                               int days,
                               int first_recall,
                               int learners) {
  return Courses(model, costs, habits, std::max(learners, 1))
      .course(retention, days, first_recall);
}

const std::vector<double>& usual_retentions() {
  static const std::vector<double> kUsual = [] {
    std::vector<double> all;
    for (int percent = 70; percent <= 97; ++percent)
      all.push_back(percent / 100.0);
    return all;
  }();
  return kUsual;
}

std::vector<RetentionPoint> retention_curve(const RetentionSituation& situation,
                                            std::span<const double> retentions,
                                            const std::function<bool(double)>& progress) {
  constexpr int kLearners = 1024;
  const auto model = model_with(situation.weights);
  const Courses courses(*model, situation.costs, situation.habits, kLearners);
  std::vector<RetentionPoint> curve;
  for (const double retention : retentions) {
    const QuestionCourse course =
        courses.course(retention, situation.days, youngest(situation));
    curve.push_back(point_of(situation, course, retention));
    const auto done = static_cast<double>(curve.size());
    if (progress && !progress(done / static_cast<double>(retentions.size()))) break;
  }
  return curve;
}

std::optional<std::size_t> cheapest(std::span<const RetentionPoint> curve) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    if (curve[i].known_at_end <= 0) continue;
    if (!best || curve[i].minutes_per_known < curve[*best].minutes_per_known) best = i;
  }
  return best;
}

}  // namespace attache
