#include "memory/simulation.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>
#include <queue>
#include <span>
#include <string>
#include <utility>

namespace attache {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int kDayStartHour = 4;

/// A number from the standard normal distribution (Box and Muller).
double normal(Chance& chance) {
  const double radius = std::sqrt(-2 * std::log(1 - chance.unit()));
  return radius * std::cos(2 * std::numbers::pi * chance.unit());
}

bool happens(double probability, Chance& chance) {
  return probability > 0 && chance.unit() < probability;
}

/// One of several outcomes with the given shares, which sum to 1.
std::size_t pick(std::span<const double> shares, Chance& chance) {
  double left = chance.unit();
  for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
    if (left < shares[i]) return i;
    left -= shares[i];
  }
  return shares.size() - 1;
}

/// Section 13.2: what is left of the model's chance.
double distorted(double chance, double day_shift, const Distortion& by) {
  if (by.day_spread > 0) {
    const double certain = std::clamp(chance, 1e-9, 1 - 1e-9);
    chance = 1 / (1 + (1 - certain) / certain * std::exp(-day_shift));
  }
  return chance * (1 - by.slip) + (1 - chance) * by.guess;
}

struct Card {
  MemoryState truth;
  double pace = 1;  ///< of its forgetting
  Schedule schedule;
};

/// A step that falls due on the day itself.
struct Waiting {
  Instant due;
  std::uint32_t card = 0;
  auto operator<=>(const Waiting&) const = default;  // NOLINT(modernize-use-nullptr)
};

class Play {
 public:
  Play(const SimulatedStudent& student, const SimulationPlan& plan, Chance chance)
      : student_(student),
        plan_(plan),
        chance_(chance),
        truth_(model_with(student.truth)),
        scheduler_(plan.settings) {
    // Of days to come as many as are played: what is due later is never asked.
    due_.resize(static_cast<std::size_t>(std::max(plan.days, 0)));
  }

  Simulation play() {
    for (day_ = 0; day_ < plan_.days && !is_over(); ++day_) {
      std::swap(today_, due_[index_of(day_)]);
      due_[index_of(day_)] = {};
      if (comes_today()) sit();
      carry_over();
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] static std::size_t index_of(int day) {
    return static_cast<std::size_t>(day);
  }

  [[nodiscard]] StudyDay study_day() const { return plan_.first_day + days(day_); }

  [[nodiscard]] bool is_over() const {
    return plan_.reviews > 0 &&
           result_.log.size() >= static_cast<std::size_t>(plan_.reviews);
  }

  bool comes_today() {
    const std::chrono::weekday weekday(study_day());
    const bool weekend =
        weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    const bool skipped = happens(plan_.attendance.skipped_days, chance_);
    const bool free = weekend && happens(plan_.attendance.free_weekends, chance_);
    return !skipped && !free;
  }

  /// One sitting: what is due in chance order, then new cards; a step as soon as it is
  /// due.
  void sit() {
    chance_.shuffle(today_);
    const Instant midnight{study_day().time_since_epoch()};
    day_ends_ = midnight + hours(24 + kDayStartHour);
    now_ = midnight + hours(8) + minutes(chance_.below(180));
    day_shift_ = student_.distortion.day_spread * normal(chance_);
    new_left_ = std::max(plan_.new_a_day, 0);
    spent_ = {};
    while (!is_over() && is_time_left()) {
      const auto card = next_card();
      if (!card) break;
      answer(*card);
    }
  }

  [[nodiscard]] bool is_time_left() const {
    const Millis limit(std::llround(plan_.minutes_a_day * 60'000));
    return now_ < day_ends_ - minutes(5) && (plan_.minutes_a_day <= 0 || spent_ < limit);
  }

  std::optional<std::uint32_t> next_card() {
    if (!steps_.empty() && steps_.top().due <= now_) return next_step();
    if (!today_.empty()) {
      const std::uint32_t card = today_.back();
      today_.pop_back();
      return card;
    }
    if (new_left_ > 0 && cards_.size() < index_of(std::max(plan_.cards, 0))) {
      --new_left_;
      cards_.emplace_back().pace =
          std::exp(student_.distortion.card_spread * normal(chance_));
      return static_cast<std::uint32_t>(cards_.size() - 1);
    }
    if (steps_.empty() || steps_.top().due >= day_ends_ - minutes(5)) return {};
    now_ = std::max(now_, steps_.top().due);
    return next_step();
  }

  std::uint32_t next_step() {
    const std::uint32_t card = steps_.top().card;
    steps_.pop();
    return card;
  }

  void answer(std::uint32_t number) {
    Card& card = cards_[number];
    const bool fresh = card.schedule.phase == Phase::kNew;
    const double chance = fresh ? 1 - student_.habits.first[0] : chance_of_recall(card);
    // Were "hard" pressed for "again", the log shows less forgetting than there was.
    const double shown =
        fresh ? chance : chance + (1 - chance) * student_.hard_when_forgotten;
    const auto [felt, pressed] = fresh ? first_rating() : later_rating(chance);
    const Millis took = time_for(card.schedule.phase, felt);
    now_ += took;
    spent_ += took;
    result_.log.push_back({static_cast<std::int64_t>(number) + 1, now_, pressed,
                           card.schedule.phase, took});
    result_.chances.push_back(shown);
    card.truth = fresh ? truth_->first(felt)
                       : truth_->next(card.truth, elapsed(card) * card.pace, felt);
    card.schedule = scheduled(card, number, pressed);
    wait_for(number);
  }

  /// Days since the last review as the truth counts them.
  [[nodiscard]] double elapsed(const Card& card) const {
    if (truth_->counts_whole_days())
      return static_cast<double>((study_day() - card.schedule.last_day).count());
    const std::chrono::duration<double, days::period> fraction =
        now_ - card.schedule.last_at;
    return fraction.count();
  }

  [[nodiscard]] double chance_of_recall(const Card& card) const {
    const bool same_day = study_day() == card.schedule.last_day;
    const double chance =
        same_day && truth_->counts_whole_days()
            ? student_.same_day_recall
            : truth_->recall_chance(card.truth, elapsed(card) * card.pace);
    return distorted(chance, day_shift_, student_.distortion);
  }

  /// What the memory did, and the button that was pressed.
  using Ratings = std::pair<Rating, Rating>;

  Ratings first_rating() {
    const Rating rating = kRatings[pick(student_.habits.first, chance_)];
    return {rating, rating};
  }

  Ratings later_rating(double chance) {
    if (chance_.unit() < chance) {
      const Rating rating = kRatings[1 + pick(student_.habits.success, chance_)];
      return {rating, rating};
    }
    const bool hidden = happens(student_.hard_when_forgotten, chance_);
    return {Rating::kAgain, hidden ? Rating::kHard : Rating::kAgain};
  }

  /// Section 13.4: lognormal with the mean of its kind.
  Millis time_for(Phase phase, Rating felt) {
    const AnswerCosts& seconds = student_.seconds;
    double mean = felt == Rating::kAgain ? seconds.lapse : seconds.success;
    if (phase == Phase::kNew) mean = seconds.fresh;
    if (phase == Phase::kLearning || phase == Phase::kRelearning)
      mean = seconds.relearning;
    const double spread = student_.seconds_spread;
    const double drawn =
        mean * std::exp(spread * normal(chance_) - spread * spread / 2) * 1000;
    return Millis(std::max(1LL, std::llround(drawn)));
  }

  [[nodiscard]] Schedule scheduled(const Card& card,
                                   std::uint32_t number,
                                   Rating pressed) const {
    if (plan_.plain_intervals.empty())
      return scheduler_.after(card.schedule, pressed, now_, study_day(), number);
    Schedule after = card.schedule;
    after.phase = Phase::kReview;
    after.step = pressed == Rating::kAgain ? 0 : after.step + 1;
    const std::size_t place =
        std::min(index_of(std::max(after.step - 1, 0)), plan_.plain_intervals.size() - 1);
    after.interval_days = std::max(plan_.plain_intervals[place], 1);
    after.last_at = now_;
    after.last_day = study_day();
    after.due_day = study_day() + days(after.interval_days);
    return after;
  }

  /// Puts an answered card where it waits.
  void wait_for(std::uint32_t number) {
    const Schedule& schedule = cards_[number].schedule;
    if (schedule.due_day <= study_day()) {
      if (happens(plan_.attendance.unfinished_steps, chance_)) {
        put(number, day_ + 1);
      } else {
        steps_.push({schedule.due_at, number});
      }
      return;
    }
    const auto wait = static_cast<double>((schedule.due_day - study_day()).count());
    put(number, day_ + static_cast<int>(std::lround(wait * irregularity())));
  }

  /// Section 13.3: how much of its wait a card waits.
  double irregularity() {
    if (happens(plan_.attendance.early, chance_)) return 0.3 + 0.7 * chance_.unit();
    if (happens(plan_.attendance.late, chance_)) return 1 - std::log(1 - chance_.unit());
    return 1;
  }

  void put(std::uint32_t number, int day) {
    const int later = std::max(day, day_ + 1);
    if (later < plan_.days) due_[index_of(later)].push_back(number);
  }

  /// What today's sitting did not reach waits for tomorrow.
  void carry_over() {
    for (; !steps_.empty(); steps_.pop())
      put(steps_.top().card, day_ + 1);
    for (const std::uint32_t card : today_)
      put(card, day_ + 1);
    today_.clear();
  }

  const SimulatedStudent& student_;
  const SimulationPlan& plan_;
  Chance chance_;
  std::shared_ptr<const MemoryModel> truth_;
  Scheduler scheduler_;
  Simulation result_;
  std::vector<Card> cards_;
  std::vector<std::vector<std::uint32_t>> due_;  ///< by day
  std::vector<std::uint32_t> today_;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> steps_;
  int day_ = 0;
  int new_left_ = 0;
  double day_shift_ = 0;
  Instant now_{};
  Instant day_ends_{};
  Millis spent_{};
};

/// How widely the weights of students differ: fsrs-rs 6.5's standard deviations.
constexpr std::array kFsrs6Spread{6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6,
                                  0.12, 0.39, 0.18,  0.33,  0.3,  0.09, 0.16,
                                  0.57, 0.25, 1.03,  0.31,  0.32, 0.14, 0.27};

/// Section 13.1. For FSRS-7 no table is known: a sixth of the weight, or a thirtieth of
/// its range where the weight is near nought.
double spread_of(ModelKind model, std::size_t weight) {
  if (model == ModelKind::kFsrs6) return kFsrs6Spread[weight];
  const double normally = default_weights(model).values[weight];
  if (weight < 4) return 3 * normally;
  const Bounds bounds = weight_bounds(model)[weight];
  return std::max(std::abs(normally) / 6, (bounds.greatest - bounds.least) / 30);
}

/// A lognormal number with this median and standard deviation.
double drawn_stability(double median, double deviation, Chance& chance) {
  // Variance m^2 x (x - 1) where x = exp(s^2).
  const double ratio = deviation / median;
  const double x = (1 + std::sqrt(1 + 4 * ratio * ratio)) / 2;
  return median * std::exp(std::sqrt(std::log(x)) * normal(chance));
}

/// A normal number within bounds: what falls outside is drawn again.
double drawn_within(double mean, double deviation, const Bounds& bounds, Chance& chance) {
  for (int tries = 0; tries < 100; ++tries) {
    const double drawn = mean + deviation * normal(chance);
    if (drawn >= bounds.least && drawn <= bounds.greatest) return drawn;
  }
  return mean;
}

}  // namespace

Simulation simulate(const SimulatedStudent& student,
                    const SimulationPlan& plan,
                    Chance chance) {
  return Play(student, plan, chance).play();
}

ModelWeights drawn_weights(ModelKind model, Chance& chance) {
  ModelWeights weights = default_weights(model);
  const auto bounds = weight_bounds(model);
  auto& w = weights.values;
  for (std::size_t i = 0; i < 4; ++i)
    w[i] = std::clamp(drawn_stability(w[i], spread_of(model, i), chance), bounds[i].least,
                      bounds[0].greatest);
  std::sort(w.begin(), w.begin() + 4);
  for (std::size_t i = 4; i < w.size(); ++i)
    w[i] = drawn_within(w[i], spread_of(model, i), bounds[i], chance);
  if (model == ModelKind::kFsrs7) w[26] = std::max(w[25], w[26]);
  // Four decimals, as weights are published; so have the bounds.
  for (double& weight : w)
    weight = std::round(weight * 1e4) / 1e4;
  return weights;
}

AnswerHabits never_hard(AnswerHabits habits) {
  habits.first[2] += std::exchange(habits.first[1], 0.0);
  habits.success[1] += std::exchange(habits.success[0], 0.0);
  return habits;
}

}  // namespace attache
