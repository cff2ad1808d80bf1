#include "study/question_figures.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "memory/crew.h"
#include "study/progress.h"

namespace attache {

namespace {

/// Fewer items are not worth a second thread.
constexpr std::size_t kFewItems = 50'000;
/// Days up to here are counted in a row of figures, later ones (hardly any) in a map.
constexpr int kNearDays = 4096;
constexpr std::size_t kNearPlaces = 8192;

/// Counts by whole days, quickly where they are many.
class ByDay {
 public:
  void count(int day) {
    const auto place = static_cast<std::size_t>(std::int64_t{day} + kNearDays);
    if (place < kNearPlaces)
      ++near_[place];
    else
      ++far_[day];
  }
  void add_to(std::map<int, int>& sum) const {
    for (std::size_t i = 0; i < near_.size(); ++i)
      if (near_[i] > 0) sum[static_cast<int>(i) - kNearDays] += near_[i];
    for (const auto& [day, count] : far_)
      sum[day] += count;
  }

 private:
  std::vector<int> near_ = std::vector<int>(kNearPlaces, 0);
  std::map<int, int> far_;
};

bool is_buried(const Flags& flags, StudyDay today) {
  return flags.buried_until && *flags.buried_until > today;
}

int& kind_of(QuestionCounts& counts, const StudyItem& item, StudyDay today) {
  if (item.flags.suspended) return counts.suspended;
  if (is_buried(item.flags, today)) return counts.buried;
  switch (item.schedule.phase) {
    case Phase::kLearning:
      return counts.learning;
    case Phase::kRelearning:
      return counts.relearning;
    case Phase::kReview:
      return item.schedule.interval_days < kMatureDays ? counts.young : counts.mature;
    case Phase::kNew:
      break;
  }
  return counts.fresh;
}

void add(PhaseCounts& sum, const PhaseCounts& more) {
  sum.fresh += more.fresh;
  sum.learning += more.learning;
  sum.young += more.young;
  sum.mature += more.mature;
  sum.suspended += more.suspended;
}

std::size_t bin_of(double share, std::size_t bins) {
  const double place = std::floor(share * static_cast<double>(bins));
  return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(bins - 1)));
}

/// What one thread counts.
class Counter {
 public:
  Counter(const Scheduler& scheduler, StudyDay today)
      : scheduler_(&scheduler), today_(today) {}

  void count(const StudyItem& item, double recall) {
    ++figures_.questions;
    ++kind_of(figures_.counts, item, today_);
    add(figures_.phases, counts_by_phase({&item, 1}));
    const Schedule& schedule = item.schedule;
    if (schedule.phase == Phase::kNew) return;
    ++figures_.started;
    if (schedule.phase == Phase::kReview || schedule.phase == Phase::kRelearning)
      intervals_.count(schedule.interval_days);
    if (schedule.memory) {
      stability_.count(static_cast<int>(scheduler_->strength_days(schedule)));
      ++figures_
            .difficulty[bin_of((schedule.memory->difficulty - 1) / 9, kDifficultyBins)];
      ++figures_.recall[bin_of(recall, kRecallBins)];
      figures_.known += recall;
    }
    count_due(item);
  }

  void add_to(QuestionFigures& sum) const {
    sum.questions += figures_.questions;
    sum.started += figures_.started;
    sum.known += figures_.known;
    for (int QuestionCounts::*kind :
         {&QuestionCounts::fresh, &QuestionCounts::learning, &QuestionCounts::relearning,
          &QuestionCounts::young, &QuestionCounts::mature, &QuestionCounts::buried,
          &QuestionCounts::suspended})
      sum.counts.*kind += figures_.counts.*kind;
    std::transform(sum.difficulty.begin(), sum.difficulty.end(),
                   figures_.difficulty.begin(), sum.difficulty.begin(), std::plus<>());
    std::transform(sum.recall.begin(), sum.recall.end(), figures_.recall.begin(),
                   sum.recall.begin(), std::plus<>());
    add(sum.phases, figures_.phases);
    intervals_.add_to(sum.intervals);
    stability_.add_to(sum.stability);
    due_.add_to(sum.due);
  }

 private:
  void count_due(const StudyItem& item) {
    if (item.flags.suspended) return;
    StudyDay day = item.schedule.due_day;
    if (is_buried(item.flags, today_)) day = std::max(day, *item.flags.buried_until);
    due_.count(static_cast<int>((day - today_).count()));
  }

  const Scheduler* scheduler_;
  StudyDay today_;
  QuestionFigures figures_;
  ByDay intervals_, stability_, due_;
};

/// Cuts `count` things into pieces and works on each; the number of pieces.
std::size_t in_pieces(
    std::size_t count,
    int threads,
    const std::function<void(std::size_t, std::size_t, std::size_t)>& work) {
  const std::size_t pieces =
      count < kFewItems ? 1 : static_cast<std::size_t>(std::max(threads, 1));
  const auto one = [&](std::size_t i) {
    work(i, count * i / pieces, count * (i + 1) / pieces);
  };
  if (pieces == 1)
    one(0);
  else
    Crew(static_cast<int>(pieces)).run(pieces, one);
  return pieces;
}

}  // namespace

std::vector<float> recall_chances(std::span<const StudyItem> items,
                                  const Scheduler& scheduler,
                                  StudyDay day,
                                  int threads) {
  std::vector<float> recall(items.size(), 0);
  in_pieces(items.size(), threads, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      if (items[i].schedule.phase != Phase::kNew)
        recall[i] = static_cast<float>(known_chance(items[i].schedule, scheduler, day));
  });
  return recall;
}

QuestionFigures question_figures(std::span<const StudyItem> items,
                                 std::span<const std::uint32_t> rows,
                                 std::span<const float> recall,
                                 const Scheduler& scheduler,
                                 StudyDay today,
                                 int threads) {
  std::vector<Counter> counters(static_cast<std::size_t>(std::max(threads, 1)),
                                Counter(scheduler, today));
  in_pieces(
      rows.size(), threads, [&](std::size_t piece, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
          counters[piece].count(items[rows[i]], static_cast<double>(recall[rows[i]]));
      });
  QuestionFigures figures;
  for (const Counter& counter : counters)
    counter.add_to(figures);
  return figures;
}

double mean_recall(std::span<const float> recall, std::span<const std::uint32_t> rows) {
  if (rows.empty()) return 0;
  double sum = 0;
  for (const std::uint32_t row : rows)
    sum += static_cast<double>(recall[row]);
  return sum / static_cast<double>(rows.size());
}

}  // namespace attache
