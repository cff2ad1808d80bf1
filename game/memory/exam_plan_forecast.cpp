// Simulated students who follow a plan: the forecast and the curve (README 12.9).

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/chance.h"
#include "memory/exam_plan.h"
#include "memory/exam_plan_tables.h"

namespace attache {
namespace {

std::size_t as_index(int day) {
  return static_cast<std::size_t>(day);
}

/// An index in 16 bits, of which only the order matters: the upper half of a positive
/// float; 0 for one that is not worth a review.
std::uint16_t order_key(double index) {
  if (!(index > 0)) return 0;
  return static_cast<std::uint16_t>(
      std::bit_cast<std::uint32_t>(static_cast<float>(index)) >> 16U);
}

/// How far the weights of students differ from the defaults: logarithmic for the first
/// stabilities, else the spread that fsrs-rs's regularisation assumes (section 12.9).
constexpr double kFirstStabilitySpread = 0.6;
constexpr Fsrs6Weights kWeightSpread{0,    0,    0,    0,    0.57, 0.28, 0.6,
                                     0.12, 0.39, 0.18, 0.33, 0.3,  0.09, 0.16,
                                     0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27};
// Their sum exceeds what a log of one student shows; half of it already spans the sets
// of weights that are published.
constexpr double kSpreadUsed = 0.3;

double standard_normal(Chance& chance) {
  constexpr double kTurn = 6.283185307179586;
  const double radius = std::sqrt(-2 * std::log(1 - chance.unit()));
  return radius * std::cos(kTurn * chance.unit());
}

Fsrs6Weights drawn_weights(const Fsrs6Weights& weights,
                           double uncertainty,
                           Chance& chance) {
  const std::span<const Bounds> bounds = weight_bounds(ModelKind::kFsrs6);
  Fsrs6Weights drawn = weights;
  const double first = standard_normal(chance);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (i < 4) {
      // Who forgets one first answer sooner forgets all four sooner.
      const double own = 0.8 * first + 0.6 * standard_normal(chance);
      drawn[i] *= std::exp(uncertainty * kFirstStabilitySpread * own);
    } else {
      drawn[i] += uncertainty * kSpreadUsed * kWeightSpread[i] * standard_normal(chance);
    }
    drawn[i] = std::clamp(drawn[i], bounds[i].least, bounds[i].greatest);
  }
  return drawn;
}

struct Student {
  std::vector<MemoryState> believed;  ///< stability 0: never seen
  std::vector<MemoryState> real;
  std::vector<int> last_day;        ///< below 0: before today
  std::vector<std::uint16_t> keys;  ///< [day][question]
};

}  // namespace

/// Plays one student after another against the same tables.
class ExamRollouts {
 public:
  ExamRollouts(const ExamSituation& situation, const ExamPlan& plan)
      : situation_(situation),
        tables_(plan.tables_.get()),
        questions_(situation.questions.size()),
        horizon_(plan.horizon()),
        believed_(situation.weights),
        answers_(situation.costs, situation.habits) {
    prepare();
  }

  void play(const Fsrs6& real, Chance& chance);
  /// Draws exams for the student just played and adds their scores.
  void sit_exams(int exams, Chance& chance, std::vector<double>& scores) const;

  [[nodiscard]] const std::vector<double>& chances() const { return chances_; }
  [[nodiscard]] const std::vector<double>& seconds_by_day() const { return by_day_; }
  [[nodiscard]] const std::vector<double>& seconds_by_question() const {
    return by_question_;
  }
  [[nodiscard]] const std::vector<int>& reviews() const { return reviews_; }
  /// Expected score of the student just played.
  [[nodiscard]] double score() const;

 private:
  void prepare();
  void set_keys(std::size_t question, int from_day, int wait, Student& student);
  void study_day(int day, const Fsrs6& real, Chance& chance);
  double answer(std::size_t question, int day, const Fsrs6& real, Chance& chance);
  Rating drawn_rating(std::size_t question, double recall, Chance& chance) const;

  const ExamSituation& situation_;
  const ExamTables* tables_;
  std::size_t questions_;
  int horizon_;
  Fsrs6 believed_;
  ExamAnswers answers_;
  double weight_ = 0;
  Student start_, now_;
  ExamScratch scratch_;
  std::vector<std::uint64_t> queue_;
  std::vector<double> chances_, by_day_, by_question_;
  std::vector<int> reviews_;
};

void ExamRollouts::prepare() {
  for (const ExamQuestion& question : situation_.questions) {
    weight_ += std::max(question.weight, 0.0);
    start_.believed.push_back(question.memory.value_or(MemoryState{}));
    start_.last_day.push_back(-days_since(question));
  }
  start_.real = start_.believed;
  start_.keys.assign(questions_ * as_index(horizon_), 0);
  if (tables_ == nullptr) return;
  for (std::size_t q = 0; q < questions_; ++q) {
    const int wait = -start_.last_day[q];
    const bool today = start_.believed[q].stability <= 0 || wait > 0;
    if (today)
      set_keys(q, 0, wait, start_);
    else
      set_keys(q, 1, 1, start_);
  }
}

/// Indices of a question on every day from `from_day` on, if it is left alone until then
/// (section 12.4): one pass from the last day back.
void ExamRollouts::set_keys(std::size_t question,
                            int from_day,
                            int wait,
                            Student& student) {
  const double worth = worth_of(situation_.questions[question]);
  const int count = horizon_ - from_day;
  if (worth <= 0 || count <= 0) return;
  const ExamValues& group = tables_->group(tables_->group_of(worth));
  const ExamFrame& frame = tables_->frame();
  const MemoryState& memory = student.believed[question];
  const bool fresh = memory.stability <= 0;
  double later = 0;
  if (!fresh) {
    later = believed_.recall_chance(wait + count, memory.stability);
    frame.fan_of(memory, wait, count, scratch_.fan);
    value_fan(frame.steps, group.values, scratch_.fan, group.price, from_day, count,
              scratch_.reviewed);
  }
  for (int k = count - 1; k >= 0; --k) {
    const std::size_t day = as_index(from_day + k);
    const auto price = static_cast<double>(group.price[day]);
    std::uint16_t key = 0;
    if (situation_.seconds[day] > 0) {
      const double seconds = fresh ? answers_.first_seconds
                                   : frame.review_seconds(static_cast<double>(
                                         scratch_.fan.recall[as_index(k)]));
      const double paid =
          fresh ? frame.first_value(group.values, from_day + k) - price * seconds
                : static_cast<double>(scratch_.reviewed[as_index(k)]);
      key = order_key(worth * ((paid - later) / seconds + price));
      later = std::max(later, paid);
    }
    student.keys[day * questions_ + question] = key;
  }
}

Rating ExamRollouts::drawn_rating(std::size_t question,
                                  double recall,
                                  Chance& chance) const {
  double at = chance.unit();
  if (now_.real[question].stability <= 0) {
    for (const Rating rating : kRatings) {
      at -= situation_.habits.first[static_cast<std::size_t>(rating) - 1];
      if (at < 0) return rating;
    }
    return Rating::kGood;
  }
  if (at >= recall) return Rating::kAgain;
  at = chance.unit();
  for (const Rating rating : {Rating::kHard, Rating::kGood, Rating::kEasy}) {
    at -= situation_.habits.success[static_cast<std::size_t>(rating) - 2];
    if (at < 0) return rating;
  }
  return Rating::kGood;
}

/// One review; returns the seconds it took.
double ExamRollouts::answer(std::size_t question,
                            int day,
                            const Fsrs6& real,
                            Chance& chance) {
  MemoryState& truth = now_.real[question];
  MemoryState& belief = now_.believed[question];
  const int wait = day - now_.last_day[question];
  const bool fresh = truth.stability <= 0;
  const double recall = fresh ? 0 : real.recall_chance(wait, truth.stability);
  const Rating rating = drawn_rating(question, recall, chance);
  truth = fresh ? after_first(real, rating) : after_review(real, truth, wait, rating);
  belief = fresh ? after_first(believed_, rating)
                 : after_review(believed_, belief, wait, rating);
  now_.last_day[question] = day;
  ++reviews_[question];
  set_keys(question, day + 1, 1, now_);
  const AnswerCosts& costs = situation_.costs;
  const double again = rating == Rating::kAgain ? costs.relearning : 0;
  if (fresh) return costs.fresh + again;
  return (rating == Rating::kAgain ? costs.lapse : costs.success) + again;
}

void ExamRollouts::study_day(int day, const Fsrs6& real, Chance& chance) {
  const std::uint16_t* keys = now_.keys.data() + as_index(day) * questions_;
  queue_.clear();
  for (std::size_t q = 0; q < questions_; ++q)
    if (keys[q] > 0)
      queue_.push_back((std::uint64_t{keys[q]} << 32U) | (0xFFFFFFFFU - q));
  std::make_heap(queue_.begin(), queue_.end());
  double left = situation_.seconds[as_index(day)];
  const double least =
      std::min(situation_.costs.fresh + situation_.costs.relearning,
               std::max(situation_.costs.success,
                        situation_.costs.lapse + situation_.costs.relearning));
  double& used = by_day_[as_index(day)];
  while (!queue_.empty() && left >= least) {
    std::pop_heap(queue_.begin(), queue_.end());
    const std::size_t q = 0xFFFFFFFFU - (queue_.back() & 0xFFFFFFFFU);
    queue_.pop_back();
    ExamQuestion question;
    if (now_.real[q].stability > 0) question.memory = now_.real[q];
    if (worst_case_seconds(question, situation_.costs) > left) continue;
    const double seconds = answer(q, day, real, chance);
    by_question_[q] += seconds;
    used += seconds;
    left -= seconds;
  }
}

void ExamRollouts::play(const Fsrs6& real, Chance& chance) {
  now_ = start_;
  by_day_.assign(as_index(horizon_), 0);
  by_question_.assign(questions_, 0);
  reviews_.assign(questions_, 0);
  if (tables_ != nullptr)
    for (int day = 0; day < horizon_; ++day)
      study_day(day, real, chance);
  chances_.resize(questions_);
  for (std::size_t q = 0; q < questions_; ++q) {
    const double blind = std::clamp(situation_.questions[q].blind, 0.0, 1.0);
    const double recall =
        now_.real[q].stability > 0
            ? real.recall_chance(horizon_ - now_.last_day[q], now_.real[q].stability)
            : 0;
    chances_[q] = blind + (1 - blind) * recall;
  }
}

double ExamRollouts::score() const {
  double sum = 0;
  for (std::size_t q = 0; q < questions_; ++q)
    sum += std::max(situation_.questions[q].weight, 0.0) * chances_[q];
  return weight_ > 0 ? sum / weight_ : 0;
}

void ExamRollouts::sit_exams(int exams,
                             Chance& chance,
                             std::vector<double>& scores) const {
  for (int exam = 0; exam < exams; ++exam) {
    double sum = 0;
    for (std::size_t q = 0; q < questions_; ++q)
      if (chance.unit() < chances_[q])
        sum += std::max(situation_.questions[q].weight, 0.0);
    scores.push_back(weight_ > 0 ? sum / weight_ : 0);
  }
}

namespace {

double quantile(std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(place);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  return sorted[low] + (place - std::floor(place)) * (sorted[high] - sorted[low]);
}

/// Exams drawn for each student: enough for a smooth band, fewer where there are many
/// questions and luck matters less.
int exams_each(std::size_t questions) {
  return static_cast<int>(
      std::clamp<std::size_t>(30000 / std::max<std::size_t>(questions, 1), 4, 40));
}

void add_student(const ExamRollouts& student, ExamForecast& sums) {
  for (std::size_t day = 0; day < sums.seconds.size(); ++day)
    sums.seconds[day] += student.seconds_by_day()[day];
  for (std::size_t q = 0; q < sums.questions.size(); ++q) {
    sums.questions[q].chance += student.chances()[q];
    sums.questions[q].seconds += student.seconds_by_question()[q];
    sums.questions[q].reviews += student.reviews()[q];
  }
}

void finish(ExamForecast& result, int students, std::vector<double>& scores) {
  for (double& seconds : result.seconds)
    seconds /= students;
  for (QuestionForecast& question : result.questions) {
    question.chance /= students;
    question.seconds /= students;
    question.reviews /= students;
  }
  result.mean /= students;
  double squares = 0;
  for (const double score : scores)
    squares += (score - result.mean) * (score - result.mean);
  result.sd = std::sqrt(squares / static_cast<double>(scores.size()));
  std::sort(scores.begin(), scores.end());
  result.low = std::min(quantile(scores, 0.05), result.mean);
  result.high = std::max(quantile(scores, 0.95), result.mean);
}

}  // namespace

ExamForecast forecast(const ExamSituation& situation,
                      const ExamPlan& plan,
                      const ForecastOptions& options,
                      const std::function<bool(double)>& progress) {
  ExamForecast result;
  result.seconds.assign(as_index(plan.horizon()), 0);
  result.questions.resize(situation.questions.size());
  if (situation.questions.empty() || as_index(plan.horizon()) != situation.seconds.size())
    return result;
  ExamRollouts student(situation, plan);
  std::vector<double> scores;
  int played = 0;
  const int wanted = std::max(options.rollouts, 1);
  while (played < wanted) {
    Chance chance = Chance(options.seed).derive("student " + std::to_string(played));
    const Fsrs6 real(
        options.weight_uncertainty > 0
            ? drawn_weights(situation.weights, options.weight_uncertainty, chance)
            : situation.weights);
    student.play(real, chance);
    student.sit_exams(exams_each(situation.questions.size()), chance, scores);
    add_student(student, result);
    result.mean += student.score();
    ++played;
    if (progress && !progress(static_cast<double>(played) / wanted)) break;
  }
  finish(result, played, scores);
  for (std::size_t q = 0; q < result.questions.size(); ++q)
    result.questions[q].without_study =
        chance_without_study(situation, situation.questions[q]);
  return result;
}

std::vector<ScorePoint> score_by_minutes(const ExamSituation& situation,
                                         std::span<const double> factors,
                                         const CurveOptions& options,
                                         const std::function<bool(double)>& progress) {
  std::vector<ScorePoint> curve;
  if (situation.seconds.empty()) return curve;
  std::vector<double> rising(factors.begin(), factors.end());
  std::sort(rising.begin(), rising.end());
  // Luck evens out over many questions, so fewer students do.
  const int by_size =
      std::clamp(2400 / std::max(static_cast<int>(situation.questions.size()), 1), 3, 12);
  const int students = options.rollouts > 0 ? options.rollouts : by_size;
  std::optional<ExamPlan> before;
  for (const double factor : rising) {
    const auto done = static_cast<double>(curve.size());
    const auto all = static_cast<double>(rising.size());
    const auto tell = [&](double share) {
      return !progress || progress((done + share) / all);
    };
    ExamSituation changed = situation;
    for (double& seconds : changed.seconds)
      seconds *= factor;
    const ExamPlan plan = plan_exam(changed, before ? &*before : nullptr,
                                    [&](double share) { return tell(0.7 * share); });
    if (!plan.complete()) break;
    const ExamForecast seen = forecast(changed, plan, {students, options.seed, 0});
    const double all_seconds =
        std::accumulate(changed.seconds.begin(), changed.seconds.end(), 0.0);
    ScorePoint point{factor, all_seconds / static_cast<double>(changed.seconds.size()),
                     seen.mean, plan.bound()};
    if (!curve.empty()) point.score = std::max(point.score, curve.back().score);
    curve.push_back(point);
    before = plan;
    if (!tell(1)) break;
  }
  return curve;
}

}  // namespace attache
