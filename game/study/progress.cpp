#include "study/progress.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <unordered_map>

namespace attache {

double known_chance(const Schedule& schedule, const Scheduler& scheduler, StudyDay day) {
  const bool waits =
      schedule.phase == Phase::kLearning || schedule.phase == Phase::kRelearning;
  const StudyDay next = schedule.last_day + std::chrono::days(1);
  return scheduler.recall_chance(schedule, waits ? std::max(day, next) : day);
}

PhaseCounts counts_by_phase(std::span<const StudyItem> items) {
  PhaseCounts counts;
  for (const StudyItem& item : items) {
    if (item.flags.suspended) {
      ++counts.suspended;
      continue;
    }
    switch (item.schedule.phase) {
      case Phase::kNew:
        ++counts.fresh;
        break;
      case Phase::kLearning:
      case Phase::kRelearning:
        ++counts.learning;
        break;
      case Phase::kReview:
        ++(item.schedule.interval_days < kMatureDays ? counts.young : counts.mature);
        break;
    }
  }
  return counts;
}

std::vector<int> due_forecast(std::span<const StudyItem> items,
                              StudyDay today,
                              int days) {
  assert(days >= 0);
  std::vector<int> due(static_cast<std::size_t>(days), 0);
  for (const StudyItem& item : items) {
    if (item.flags.suspended || item.schedule.phase == Phase::kNew) continue;
    StudyDay day = std::max(item.schedule.due_day, today);
    if (item.flags.buried_until) day = std::max(day, *item.flags.buried_until);
    const auto ahead = static_cast<std::size_t>((day - today).count());
    if (ahead < due.size()) ++due[ahead];
  }
  return due;
}

std::optional<double> TrueRetention::share() const {
  if (asked == 0) return std::nullopt;
  return static_cast<double>(recalled) / asked;
}

TrueRetention RetentionByAge::all() const {
  return {young.asked + mature.asked, young.recalled + mature.recalled};
}

RetentionByAge true_retention(std::span<const Review> log,
                              const Scheduler& scheduler,
                              StudyDay from,
                              StudyDay to) {
  RetentionByAge retention;
  std::unordered_map<std::string_view, StudyDay> last_day;
  replay(log, scheduler, [&](const Replayed& replayed) {
    const Review& review = replayed.review;
    const auto [place, is_first_ever] = last_day.try_emplace(review.question, review.day);
    const bool is_first_of_day = is_first_ever || place->second != review.day;
    place->second = review.day;
    if (!is_first_of_day || replayed.before.phase != Phase::kReview) return;
    if (review.day < from || review.day > to) return;
    TrueRetention& counted =
        replayed.before.interval_days < kMatureDays ? retention.young : retention.mature;
    ++counted.asked;
    if (review.rating != Rating::kAgain) ++counted.recalled;
  });
  return retention;
}

void add_to(Backlog& backlog,
            const StudyItem& item,
            const Scheduler& scheduler,
            StudyDay today) {
  const Schedule& schedule = item.schedule;
  if (item.flags.suspended) return;
  if (schedule.phase == Phase::kNew) ++backlog.fresh;
  if (schedule.phase != Phase::kReview) return;
  const int days = static_cast<int>((schedule.due_day - today).count());
  if (days > 0) {
    ++backlog.coming[days];
    return;
  }
  ++backlog.due;
  backlog.due_seconds += std::chrono::duration<double>(item.worth.expected).count();
  backlog.forgotten += 1 - scheduler.recall_chance(schedule, today);
}

std::optional<int> days_to_recover(const Backlog& backlog,
                                   const std::function<DayLimits(int)>& limits) {
  constexpr int kYear = 365;
  constexpr int kSoon = 3;  // days until what was forgotten is due again
  if (backlog.due == 0) return 0;
  const double forgetting = backlog.forgotten / backlog.due;
  std::vector<double> coming(kYear + kSoon + 1, 0);
  for (const auto& [days, count] : backlog.coming)
    if (days < kYear)
      coming[static_cast<std::size_t>(days)] += count * backlog.review_seconds;
  double waiting = backlog.due_seconds;
  // Of a second's work on the backlog, what comes back with what was forgotten.
  const double back = forgetting * backlog.due * backlog.review_seconds /
                      std::max(backlog.due_seconds, 1.0);
  int fresh = backlog.fresh;
  for (int day = 0; day < kYear; ++day) {
    const auto at = static_cast<std::size_t>(day);
    const DayLimits room = limits(day);
    waiting += coming[at];
    double time = std::chrono::duration<double>(room.time).count();
    const int learned = std::min(fresh, room.fresh);
    fresh -= learned;
    time -= std::min(time, learned * backlog.fresh_seconds);
    if (waiting <= time) return day;
    waiting -= time;
    coming[at + kSoon] += time * back;
  }
  return std::nullopt;
}

Millis estimated_time(const DueCounts& due, std::optional<Millis> mean) {
  const Millis answer = mean.value_or(kUsualAnswer);
  return answer * (due.learning + due.review) + answer * due.fresh * 5 / 2;
}

}  // namespace attache
