#include "study/question_figures.h"

#include <numeric>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace attache;
using std::chrono::days;

constexpr StudyDay kToday{days(20000)};
const Scheduler kScheduler{SchedulerSettings{}};

/// A question in review, last asked so many days ago.
StudyItem in_review(int interval, int days_ago, double stability, double difficulty) {
  StudyItem item;
  item.schedule.phase = Phase::kReview;
  item.schedule.memory = MemoryState{stability, difficulty};
  item.schedule.interval_days = interval;
  item.schedule.last_day = kToday - days(days_ago);
  item.schedule.due_day = item.schedule.last_day + days(interval);
  item.schedule.reviews = 3;
  return item;
}

StudyItem in_step(Phase phase) {
  StudyItem item = in_review(4, 0, 1.5, 10);
  item.schedule.phase = phase;
  item.schedule.due_day = kToday;
  return item;
}

std::vector<StudyItem> example() {
  std::vector<StudyItem> items(1);                    // 0: new
  items.push_back(in_step(Phase::kLearning));         // 1
  items.push_back(in_step(Phase::kRelearning));       // 2
  items.push_back(in_review(20, 30, 20, 5));          // 3: young, ten days overdue
  items.push_back(in_review(21, 0, 21, 1));           // 4: mature
  items.push_back(in_review(5000, 0, 5000.7, 5.49));  // 5: mature, far away
  items.push_back(in_review(10, 0, 10, 5));           // 6: suspended
  items.back().flags.suspended = true;
  items.push_back(in_review(10, 12, 10, 5));  // 7: buried until tomorrow
  items.back().flags.buried_until = kToday + days(1);
  items.push_back(in_review(10, 9, 10, 5));  // 8: buried until today: young
  items.back().flags.buried_until = kToday;
  return items;
}

std::vector<std::uint32_t> rows_of(std::size_t count) {
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0u);
  return rows;
}

QuestionFigures figures_of(const std::vector<StudyItem>& items, int threads = 1) {
  const auto recall = recall_chances(items, kScheduler, kToday, threads);
  return question_figures(items, rows_of(items.size()), recall, kScheduler, kToday,
                          threads);
}

}  // namespace

TEST_CASE("Questions are counted by where they stand") {
  const QuestionFigures figures = figures_of(example());
  CHECK(figures.questions == 9);
  CHECK(figures.started == 8);
  QuestionCounts expected;
  expected.fresh = 1;
  expected.learning = 1;
  expected.relearning = 1;
  expected.young = 2;
  expected.mature = 2;
  expected.suspended = 1;
  expected.buried = 1;
  CHECK(figures.counts == expected);
  PhaseCounts phases;
  phases.fresh = 1;
  phases.learning = 2;
  phases.young = 3;
  phases.mature = 2;
  phases.suspended = 1;
  CHECK(figures.phases == phases);
}

TEST_CASE("Intervals, stability and difficulty are counted where there are some") {
  const QuestionFigures figures = figures_of(example());
  CHECK(figures.intervals ==
        std::map<int, int>{{4, 1}, {10, 3}, {20, 1}, {21, 1}, {5000, 1}});
  CHECK(figures.stability ==
        std::map<int, int>{{1, 2}, {10, 3}, {20, 1}, {21, 1}, {5000, 1}});
  // Halves from 1: 1 is in the first, 5 and 5.49 in the ninth, 10 in the last.
  CHECK(figures.difficulty[0] == 1);
  CHECK(figures.difficulty[8] == 5);
  CHECK(figures.difficulty[17] == 2);
}

TEST_CASE("Recall is 1 on the day of an answer and 90 % at the stability") {
  std::vector<StudyItem> items{in_review(7, 0, 7, 5), in_review(7, 7, 7, 5), StudyItem{}};
  const QuestionFigures figures = figures_of(items);
  CHECK(figures.known == doctest::Approx(1.9));
  CHECK(figures.recall[19] == 1);
  CHECK(figures.recall[18] + figures.recall[17] == 1);
  const auto recall = recall_chances(items, kScheduler, kToday);
  CHECK(recall[2] == 0);
  CHECK(mean_recall(recall, rows_of(3)) == doctest::Approx(1.9 / 3));
  CHECK(mean_recall(recall, {}) == 0);
}

TEST_CASE(
    "Due is counted from today, overdue before it, without new and suspended ones") {
  CHECK(figures_of(example()).due ==
        std::map<int, int>{{-10, 1}, {0, 2}, {1, 2}, {21, 1}, {5000, 1}});
}

TEST_CASE("Only the rows that are asked for are counted") {
  const std::vector<StudyItem> items = example();
  const auto recall = recall_chances(items, kScheduler, kToday);
  const std::vector<std::uint32_t> rows{0, 4};
  const QuestionFigures figures =
      question_figures(items, rows, recall, kScheduler, kToday);
  CHECK(figures.questions == 2);
  CHECK(figures.counts.mature == 1);
  CHECK(figures.counts.fresh == 1);
}

TEST_CASE("Several threads count questions the same as one") {
  std::vector<StudyItem> items;
  for (int i = 0; i < 7000; ++i)
    for (const StudyItem& item : example())
      items.push_back(item);
  const QuestionFigures one = figures_of(items, 1);
  const QuestionFigures three = figures_of(items, 3);
  CHECK(one.questions == 63000);
  CHECK(three.questions == one.questions);
  CHECK(three.counts == one.counts);
  CHECK(three.intervals == one.intervals);
  CHECK(three.stability == one.stability);
  CHECK(three.due == one.due);
  CHECK(three.recall == one.recall);
  CHECK(three.known == doctest::Approx(one.known));
}
