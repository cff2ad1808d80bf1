#include "memory/answer_habits.h"

#include <algorithm>
#include <chrono>

namespace attache {
namespace {

constexpr double kLongestAnswer = 90;  // seconds; more is a pause
// How many answers the assumption counts for.
constexpr double kAssumedAnswers = 20;

/// A mean of seconds that begins as a belief of a certain weight.
class LearnedSeconds {
 public:
  explicit LearnedSeconds(double assumed) : assumed_(assumed) {}
  /// An answer that begins something: a new question, a success, a lapse.
  void begin(double seconds) {
    go_on(seconds);
    ++count_;
  }
  /// A later answer that belongs to it: a learning step.
  void go_on(double seconds) { sum_ += std::min(seconds, kLongestAnswer); }
  void begin_without_time() { ++count_; }
  [[nodiscard]] double count() const { return count_; }
  [[nodiscard]] double sum() const { return sum_; }
  [[nodiscard]] double assumed() const { return assumed_; }
  /// `pace`: how much slower than assumed this student is altogether.
  [[nodiscard]] double value(double pace) const {
    return (sum_ + kAssumedAnswers * pace * assumed_) / (count_ + kAssumedAnswers);
  }

 private:
  double assumed_;
  double sum_ = 0;
  double count_ = 0;
};

template <std::size_t kSize>
std::array<double, kSize> shares(const std::array<double, kSize>& counts,
                                 const std::array<double, kSize>& assumed) {
  std::array<double, kSize> result{};
  double all = 0;
  for (std::size_t i = 0; i < kSize; ++i) {
    result[i] = counts[i] + kAssumedAnswers * assumed[i];
    all += result[i];
  }
  for (double& share : result)
    share /= all;
  return result;
}

}  // namespace

AnswerCosts costs_from(std::span<const LoggedReview> log, const AnswerCosts& assumed) {
  // A first "again" costs a relearning too; in the log its steps are among the others.
  const double again = habits_from(log).first[0];
  LearnedSeconds fresh(assumed.fresh + again * assumed.relearning);
  LearnedSeconds success(assumed.success);
  LearnedSeconds lapse(assumed.lapse);
  LearnedSeconds relearning(assumed.relearning);
  for (const LoggedReview& review : log) {
    const double seconds = std::chrono::duration<double>(review.duration).count();
    if (seconds <= 0) continue;
    switch (review.phase) {
      case Phase::kNew:
        fresh.begin(seconds);
        break;
      case Phase::kLearning:
        fresh.go_on(seconds);
        break;
      case Phase::kRelearning:
        relearning.go_on(seconds);
        break;
      case Phase::kReview:
        if (review.rating == Rating::kAgain) {
          lapse.begin(seconds);
          relearning.begin_without_time();
        } else {
          success.begin(seconds);
        }
        break;
    }
  }
  // A slow student is slow in everything: what the log shows of one kind moves what is
  // assumed of the others.
  double taken = kAssumedAnswers;
  double expected = kAssumedAnswers;
  for (const LearnedSeconds* each : {&fresh, &success, &lapse}) {
    taken += each->sum() / each->assumed();
    expected += each->count();
  }
  const double pace = taken / expected;
  const double relearned = relearning.value(pace);
  return {std::max(fresh.value(pace) - again * relearned, 1.0), success.value(pace),
          lapse.value(pace), relearned};
}

AnswerHabits habits_from(std::span<const LoggedReview> log, const AnswerHabits& assumed) {
  std::array<double, 4> first{};
  std::array<double, 3> success{};
  for (const LoggedReview& review : log) {
    const auto button = static_cast<std::size_t>(review.rating) - 1;
    if (review.phase == Phase::kNew) {
      first[button] += 1;
    } else if (review.phase == Phase::kReview && button > 0) {
      success[button - 1] += 1;
    }
  }
  return {shares(first, assumed.first), shares(success, assumed.success)};
}

}  // namespace attache
