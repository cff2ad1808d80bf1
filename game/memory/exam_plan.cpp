#include "memory/exam_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "memory/exam_plan_prices.h"
#include "memory/exam_plan_tables.h"

namespace attache {
namespace {

constexpr ExamGrid kSolvingGrid{40, 6};
constexpr ExamGrid kAskingGrid{128, 16};
constexpr ExamGrid kLongAskingGrid{64, 10};
constexpr int kLongHorizon = 130;
constexpr std::size_t kSolvingWorths = 3;
constexpr std::size_t kAskingWorths = 12;
constexpr std::size_t kSolvingSamples = 512;
// How far the bound of a grid was below that of a much finer one (section 12.3).
constexpr double kGridMargin = 0.0004;
constexpr double kLongGridMargin = 0.0015;

std::size_t as_index(int day) {
  return static_cast<std::size_t>(day);
}

/// Share of the score that guessing gives, times all weight.
double guessed(const ExamSituation& situation) {
  double sum = 0;
  for (const ExamQuestion& question : situation.questions)
    sum += std::max(question.weight, 0.0) - worth_of(question);
  return sum;
}

double all_weight(const ExamSituation& situation) {
  double sum = 0;
  for (const ExamQuestion& question : situation.questions)
    sum += std::max(question.weight, 0.0);
  return sum;
}

/// The questions by worth, in at most `most` groups.
std::vector<ExamClass> classes_of(const ExamSituation& situation, std::size_t most) {
  std::vector<double> worths;
  for (const ExamQuestion& question : situation.questions)
    if (worth_of(question) > 0) worths.push_back(worth_of(question));
  std::vector<ExamClass> classes;
  for (const double worth : grouped_worths(std::move(worths), most))
    classes.push_back({worth, 0, {}});
  for (const ExamQuestion& question : situation.questions) {
    const double worth = worth_of(question);
    if (worth <= 0) continue;
    auto to = std::lower_bound(
        classes.begin(), classes.end(), worth * (1 - 1e-9),
        [](const ExamClass& group, double wanted) { return group.worth < wanted; });
    if (to == classes.end()) --to;
    if (question.memory) {
      to->seen.push_back({*question.memory, days_since(question), 1});
    } else {
      to->fresh += 1;
    }
  }
  return classes;
}

std::vector<ExamClass> thinned_classes(const ExamSituation& situation) {
  std::vector<ExamClass> classes = classes_of(situation, kSolvingWorths);
  std::size_t seen = 0;
  for (const ExamClass& each : classes)
    seen += each.seen.size();
  for (ExamClass& each : classes) {
    const std::size_t share =
        kSolvingSamples * each.seen.size() / std::max<std::size_t>(seen, 1);
    each.seen = thinned(std::move(each.seen), std::max<std::size_t>(share, 1));
  }
  return classes;
}

/// Yesterday's prices for the days that are left, counted back from the exam.
std::vector<double> carried_over(const std::vector<double>& yesterday,
                                 std::size_t horizon) {
  std::vector<double> prices(horizon, yesterday.front());
  const std::size_t common = std::min(horizon, yesterday.size());
  std::copy(yesterday.end() - static_cast<std::ptrdiff_t>(common), yesterday.end(),
            prices.end() - static_cast<std::ptrdiff_t>(common));
  return prices;
}

/// Prices with days off put beyond reach.
std::vector<double> with_days_off(const std::vector<double>& prices,
                                  const std::vector<double>& seconds) {
  std::vector<double> real = prices;
  for (std::size_t day = 0; day < real.size(); ++day)
    if (seconds[day] <= 0) real[day] = kDayOffPrice;
  return real;
}

/// Gain and expected seconds of one last review today.
struct LastReview {
  double gain = 0;
  double seconds = 1;
};

LastReview last_review(const Fsrs6& model,
                       const ExamAnswers& answers,
                       const std::optional<MemoryState>& memory,
                       int wait,
                       int days_left) {
  if (!memory) {
    double chance = 0;
    for (const Rating rating : kRatings)
      chance += answers.first_share[static_cast<std::size_t>(rating) - 1] *
                model.recall_chance(days_left, after_first(model, rating).stability);
    return {chance, answers.first_seconds};
  }
  if (wait <= 0) return {};
  const double recall = model.recall_chance(wait, memory->stability);
  double success = 0;
  double lapse = 0;
  for (const Rating rating : kRatings) {
    const MemoryState next = after_review(model, *memory, wait, rating);
    const double chance = model.recall_chance(days_left, next.stability);
    if (rating == Rating::kAgain) {
      lapse = chance;
    } else {
      success +=
          static_cast<double>(answers.share[static_cast<std::size_t>(rating) - 1]) *
          chance;
    }
  }
  const double never = model.recall_chance(wait + days_left, memory->stability);
  return {recall * success + (1 - recall) * lapse - never,
          recall * static_cast<double>(answers.success_seconds) +
              (1 - recall) * static_cast<double>(answers.lapse_seconds)};
}

}  // namespace

double worst_case_seconds(const ExamQuestion& question, const AnswerCosts& costs) {
  if (!question.memory) return costs.fresh + costs.relearning;
  return std::max(costs.success, costs.lapse + costs.relearning);
}

double expected_seconds(const ExamSituation& situation,
                        const ExamQuestion& question,
                        int day) {
  const ExamAnswers answers(situation.costs, situation.habits);
  if (!question.memory) return answers.first_seconds;
  const double recall = Fsrs6(situation.weights)
                            .recall_chance(days_since(question) + std::max(day, 0),
                                           question.memory->stability);
  return recall * situation.costs.success +
         (1 - recall) * (situation.costs.lapse + situation.costs.relearning);
}

double chance_without_study(const ExamSituation& situation,
                            const ExamQuestion& question) {
  const double blind = std::clamp(question.blind, 0.0, 1.0);
  if (!question.memory) return blind;
  const auto days = static_cast<double>(situation.seconds.size());
  return blind + (1 - blind) * Fsrs6(situation.weights)
                                   .recall_chance(days_since(question) + days,
                                                  question.memory->stability);
}

// ---- Asking --------------------------------------------------------------------------

namespace {

/// A group's prices with one day free.
std::vector<float> free_on(const ExamValues& group, int day) {
  std::vector<float> price = group.price;
  price[as_index(day)] = 0;
  return price;
}

/// On the last day nothing can follow, and the exact chances need no table.
double last_day_index(const ExamFrame& frame, const ExamQuestion& question, int day) {
  const LastReview last = last_review(frame.model, frame.answers, question.memory,
                                      days_since(question) + day, 1);
  return worth_of(question) * last.gain / last.seconds;
}

}  // namespace

double ExamPlan::index(const ExamQuestion& question, int day) const {
  if (!tables_ || day < 0 || day >= horizon() || worth_of(question) <= 0) return 0;
  if (day + 1 == horizon()) return last_day_index(tables_->frame(), question, day);
  const ExamValues& group = tables_->group(tables_->group_of(worth_of(question)));
  ExamScratch scratch;
  return worth_of(question) *
         worth_on_day(*tables_, group, free_on(group, day), question, day, scratch).index;
}

double ExamPlan::value(const ExamQuestion& question) const {
  const double sure = std::max(question.weight, 0.0) - worth_of(question);
  if (!tables_ || worth_of(question) <= 0) return sure;
  const ExamValues& group = tables_->group(tables_->group_of(worth_of(question)));
  ExamScratch scratch;
  return sure +
         worth_of(question) *
             worth_on_day(*tables_, group, group.price, question, 0, scratch).value;
}

std::vector<double> ExamPlan::indices(const ExamSituation& situation, int day) const {
  if (!tables_ || day < 0 || day >= horizon()) return {};
  const ExamFrame& frame = tables_->frame();
  std::vector<std::vector<float>> price(tables_->groups());
  std::vector<std::optional<double>> fresh(tables_->groups());
  for (std::size_t g = 0; g < price.size(); ++g)
    price[g] = free_on(tables_->group(g), day);
  ExamScratch scratch;
  std::vector<double> all;
  all.reserve(situation.questions.size());
  for (const ExamQuestion& question : situation.questions) {
    const double worth = worth_of(question);
    if (worth <= 0) {
      all.push_back(0);
    } else if (day + 1 == horizon()) {
      all.push_back(last_day_index(frame, question, day));
    } else {
      const std::size_t g = tables_->group_of(worth);
      const bool known = !question.memory && fresh[g];
      const double index = known ? *fresh[g]
                                 : worth_on_day(*tables_, tables_->group(g), price[g],
                                                question, day, scratch)
                                       .index;
      if (!question.memory) fresh[g] = index;
      all.push_back(worth * index);
    }
  }
  return all;
}

std::vector<double> greedy_indices(const ExamSituation& situation) {
  const auto days_left = static_cast<int>(situation.seconds.size());
  if (days_left == 0) return {};
  const Fsrs6 model(situation.weights);
  const ExamAnswers answers(situation.costs, situation.habits);
  std::vector<double> all;
  all.reserve(situation.questions.size());
  for (const ExamQuestion& question : situation.questions) {
    const LastReview last =
        last_review(model, answers, question.memory, days_since(question), days_left);
    all.push_back(worth_of(question) * last.gain / last.seconds);
  }
  return all;
}

std::vector<std::size_t> in_order_of_value(std::span<const double> indices) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < indices.size(); ++i)
    if (indices[i] > 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [indices](std::size_t a, std::size_t b) {
    return indices[a] > indices[b];
  });
  return order;
}

// ---- Solving -------------------------------------------------------------------------

class ExamSolver {
 public:
  explicit ExamSolver(const ExamSituation& situation)
      : situation_(situation),
        horizon_(static_cast<int>(situation.seconds.size())),
        limits_(situation.seconds) {
    for (double& limit : limits_)
      limit = std::max(limit, 0.0);
  }

  [[nodiscard]] ExamPlan solve(const ExamPlan* yesterday,
                               const std::function<bool(double)>& progress) const {
    ExamPlan plan;
    plan.prices_.assign(limits_.size(), 0);
    plan.wanted_.assign(limits_.size(), 0);
    if (horizon_ > 0) find_prices(plan, yesterday, progress);
    keep_tables(plan);
    return plan;
  }

 private:
  void find_prices(ExamPlan& plan,
                   const ExamPlan* yesterday,
                   const std::function<bool(double)>& progress) const {
    std::vector<ExamClass> classes = thinned_classes(situation_);
    if (classes.empty()) return;
    const ExamFrame frame(situation_.weights, situation_.costs, situation_.habits,
                          kSolvingGrid, horizon_);
    ExamDual dual(frame, std::move(classes), limits_);
    std::vector<double> start;
    if (yesterday != nullptr && yesterday->horizon() > 0)
      start = carried_over(yesterday->prices(), limits_.size());
    ExamPrices found = best_prices(dual, start, progress);
    plan.prices_ = std::move(found.per_day);
    plan.wanted_ = std::move(found.seconds);
    plan.complete_ = found.complete;
  }

  void keep_tables(ExamPlan& plan) const {
    const double weight = all_weight(situation_);
    if (weight <= 0) return;
    plan.bound_ = guessed(situation_) / weight;
    if (horizon_ == 0) {
      for (const ExamQuestion& question : situation_.questions)
        plan.bound_ += worth_of(question) / weight * without_guessing(question);
      return;
    }
    std::vector<ExamClass> classes = classes_of(situation_, kAskingWorths);
    if (classes.empty()) return;
    const bool far = horizon_ > kLongHorizon;
    ExamFrame frame(situation_.weights, situation_.costs, situation_.habits,
                    far ? kLongAskingGrid : kAskingGrid, horizon_);
    std::vector<ExamValues> by_worth;
    const std::vector<double> real = with_days_off(plan.prices_, limits_);
    {
      ExamDual dual(frame, std::move(classes), limits_);
      const double share =
          dual.evaluate(plan.prices_, 0) + (far ? kLongGridMargin : kGridMargin);
      plan.bound_ = std::min(1.0, plan.bound_ + share * dual.total_worth() / weight);
      for (std::size_t c = 0; c < dual.classes().size(); ++c) {
        const double worth = dual.classes()[c].worth;
        by_worth.push_back(
            {worth, class_prices(frame.steps, real, worth), dual.values(c)});
      }
    }
    std::vector<ExamStep>().swap(frame.steps.steps);
    plan.tables_ = std::make_shared<const ExamTables>(
        std::move(frame), std::move(by_worth), situation_.costs);
  }

  [[nodiscard]] double without_guessing(const ExamQuestion& question) const {
    if (!question.memory) return 0;
    return Fsrs6(situation_.weights)
        .recall_chance(days_since(question), question.memory->stability);
  }

  const ExamSituation& situation_;
  int horizon_;
  std::vector<double> limits_;
};

ExamPlan plan_exam(const ExamSituation& situation,
                   const ExamPlan* yesterday,
                   const std::function<bool(double)>& progress) {
  return ExamSolver(situation).solve(yesterday, progress);
}

}  // namespace attache
