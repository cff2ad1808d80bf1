// A sitting over a large collection: 100,000 questions with the schedules of 1,000,000
// reviews.

#include <benchmark/benchmark.h>
#include <memory>
#include <string>
#include <vector>

#include "base/chance.h"
#include "study/queue.h"

namespace {

using attache::Chance;
using attache::DueCounts;
using attache::Flags;
using attache::Instant;
using attache::kRatings;
using attache::Phase;
using attache::Question;
using attache::QueueSettings;
using attache::Rating;
using attache::Schedule;
using attache::Scheduler;
using attache::SchedulerSettings;
using attache::StudyDay;
using attache::StudyItem;
using attache::StudyQueue;
using std::chrono::days;
using std::chrono::hours;

constexpr std::size_t kQuestions = 100'000;
constexpr std::size_t kReviews = 1'000'000;
constexpr StudyDay kToday{days(20'000)};
constexpr Instant kMorning{days(20'000) + hours(9)};

/// Questions in pairs of siblings, each answered on its due days, the last of them
/// recently.
class Collection {
 public:
  Collection() : questions_(kQuestions), items_(kQuestions) {
    const Scheduler scheduler{SchedulerSettings{}};
    Chance chance(1);
    for (std::size_t i = 0; i < kQuestions; ++i) {
      questions_[i].id =
          "deck/fact-" + std::to_string(i / 2) + (i % 2 == 0 ? "/object" : "/subject");
      questions_[i].siblings = "deck/fact-" + std::to_string(i / 2);
      items_[i].question = &questions_[i];
      items_[i].schedule = history(scheduler, chance, i);
    }
  }
  [[nodiscard]] std::vector<StudyItem> items() const { return items_; }

 private:
  static Schedule history(const Scheduler& scheduler,
                          Chance& chance,
                          std::size_t number) {
    std::vector<StudyDay> answered;
    Schedule schedule;
    StudyDay day = kToday;
    for (std::size_t i = 0; i < kReviews / kQuestions; ++i) {
      const Rating rating =
          chance.below(10) == 0 ? Rating::kAgain : kRatings[1 + chance.below(3)];
      schedule =
          scheduler.after(schedule, rating, Instant(day.time_since_epoch()), day, number);
      if (schedule.phase == Phase::kReview) day = schedule.due_day;
    }
    // Moved so that the last answer lies somewhere within its interval, or a little past
    // it.
    const auto waited =
        days(1 + chance.below(static_cast<std::size_t>(schedule.interval_days) + 3));
    const auto shift = (kToday - waited) - schedule.last_day;
    schedule.last_day += shift;
    schedule.due_day += shift;
    schedule.last_at += shift;
    schedule.due_at += shift;
    return schedule;
  }

  std::vector<Question> questions_;
  std::vector<StudyItem> items_;
};

const Collection& collection() {
  static const Collection kCollection;
  return kCollection;
}

void queue_building(benchmark::State& state) {
  DueCounts counts;
  while (state.KeepRunning()) {
    state.PauseTiming();
    std::vector<StudyItem> items = collection().items();
    std::unique_ptr<StudyQueue> queue;
    state.ResumeTiming();
    queue = std::make_unique<StudyQueue>(std::move(items), QueueSettings{}, kToday, 0,
                                         std::unordered_set<std::string>{}, 1);
    counts = queue->counts();
    state.PauseTiming();
    queue.reset();
    state.ResumeTiming();
  }
  state.counters["due"] = counts.total();
}
BENCHMARK(queue_building)->Unit(benchmark::kMillisecond);

/// One answer: what comes next, putting it back, and counting what is left.
void queue_answer(benchmark::State& state) {
  const Scheduler scheduler{SchedulerSettings{}};
  const StudyQueue full(collection().items(), QueueSettings{}, kToday, 0, {}, 1);
  StudyQueue queue = full;
  Instant now = kMorning;
  while (state.KeepRunning()) {
    const auto index = queue.next(now);
    if (!index) {
      state.PauseTiming();
      queue = full;
      state.ResumeTiming();
      continue;
    }
    const StudyItem& item = queue.items()[*index];
    const Schedule after =
        scheduler.after(item.schedule, Rating::kGood, now, kToday, *index);
    queue.update(*index, after, Flags(item.flags));
    queue.note_asked(*index);
    benchmark::DoNotOptimize(queue.counts());
    now += std::chrono::seconds(8);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(queue_answer)->Unit(benchmark::kMicrosecond);

void queue_counts(benchmark::State& state) {
  const StudyQueue queue(collection().items(), QueueSettings{}, kToday, 0, {}, 1);
  while (state.KeepRunning())
    benchmark::DoNotOptimize(queue.counts());
}
BENCHMARK(queue_counts);

}  // namespace
