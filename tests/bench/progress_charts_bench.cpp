// The charts of Progress over 1,000,000 questions and 10,000,000 answers in memory,
// against SQLite that works the same out from the same rows, in memory too.

#include <benchmark/benchmark.h>
#include <numeric>
#include <vector>

#include <sqlite3.h>

#include "study/known_parts.h"
#include "study/progress_charts.h"

namespace {

using namespace attache;
using std::chrono::days;

constexpr std::uint32_t kQuestions = 1'000'000;
constexpr int kEach = 10;  ///< answers to a question
constexpr StudyDay kToday{days(20'000)};
constexpr int kHistory = 1095;  ///< days
constexpr int kThreads = 2;

/// Three years of answers in the order of time: growing distances, one in eight
/// forgotten.
std::vector<AnswerFact> made_facts() {
  std::vector<AnswerFact> facts;
  facts.reserve(std::size_t{kQuestions} * kEach);
  for (int turn = 0; turn < kEach; ++turn)
    for (std::uint32_t i = 0; i < kQuestions; ++i) {
      AnswerFact fact;
      fact.question = (i * 7919u) % kQuestions;
      const auto begun = static_cast<int>(i / 2700);
      fact.day = 20'000 - kHistory + begun + turn * turn * 9;
      fact.duration = 2000 + (i * 31u) % 15'000;
      fact.hour = static_cast<std::uint8_t>(6 + i % 17);
      const auto number = i + static_cast<std::uint32_t>(turn) * 131u;
      const unsigned rating = number % 8 == 3 ? 0u : 1u + number % 3;
      const unsigned stage = turn < 2 ? 0u : turn < 5 ? 2u : 3u;
      fact.bits = static_cast<std::uint8_t>(rating | (stage << 2u) | 16u |
                                            (turn == 0 ? 32u : 0u));
      fact.forecast = turn == 0 ? AnswerFact::kNoForecast
                                : static_cast<std::uint16_t>(7000 + number % 3000);
      facts.push_back(fact);
    }
  return facts;
}

std::vector<StudyItem> made_items() {
  std::vector<StudyItem> items(kQuestions);
  for (std::uint32_t i = 0; i < kQuestions; ++i) {
    Schedule& schedule = items[i].schedule;
    if (i % 10 == 9) continue;  // new
    schedule.phase = Phase::kReview;
    schedule.interval_days = 1 + static_cast<int>(i * 31u % 400);
    schedule.memory =
        MemoryState{static_cast<double>(schedule.interval_days), 1.0 + i % 9};
    schedule.last_day = kToday - days(i % 200);
    schedule.due_day = schedule.last_day + days(schedule.interval_days);
    schedule.reviews = kEach;
    schedule.lapses = static_cast<int>(i % 10);
  }
  return items;
}

struct Student {
  std::vector<AnswerFact> facts = made_facts();
  std::vector<StudyItem> items = made_items();
  std::vector<std::uint32_t> rows = std::vector<std::uint32_t>(kQuestions);
  std::vector<std::uint32_t> part = std::vector<std::uint32_t>(kQuestions);
  std::vector<std::uint8_t> leech = std::vector<std::uint8_t>(kQuestions);
  Scheduler scheduler{SchedulerSettings{}};
  std::vector<float> recall;

  Student() {
    std::iota(rows.begin(), rows.end(), 0u);
    for (std::uint32_t i = 0; i < kQuestions; ++i) {
      part[i] = i / 1000;
      leech[i] = items[i].schedule.lapses >= 8 ? 1 : 0;
    }
    recall = recall_chances(items, scheduler, kToday, kThreads);
  }
  [[nodiscard]] AnswerScope scope() const { return {part, 1000, leech}; }
};

Student& student() {
  static Student one;
  return one;
}

ReviewFigures figures_of_all() {
  const Student& one = student();
  return review_figures(one.facts, one.scope(), kToday - days(kHistory), kToday, kToday,
                        kThreads);
}

QuestionFigures figures_of_questions() {
  const Student& one = student();
  return question_figures(one.items, one.rows, one.recall, one.scheduler, kToday,
                          kThreads);
}

// --- from scratch each time, as after an answer

void charts_of_answers(benchmark::State& state) {
  static_cast<void>(student());
  for (auto _ : state) {
    const ReviewFigures figures = figures_of_all();
    benchmark::DoNotOptimize(reviews_chart(figures, false));
    benchmark::DoNotOptimize(calendar_chart(figures));
    benchmark::DoNotOptimize(retention_chart(figures));
    benchmark::DoNotOptimize(hours_chart(figures));
    benchmark::DoNotOptimize(buttons_chart(figures));
    benchmark::DoNotOptimize(calibration_chart(figures));
  }
}
BENCHMARK(charts_of_answers)->Unit(benchmark::kMillisecond)->UseRealTime();

void charts_of_questions(benchmark::State& state) {
  static_cast<void>(student());
  for (auto _ : state) {
    const QuestionFigures figures = figures_of_questions();
    benchmark::DoNotOptimize(counts_chart(figures));
    benchmark::DoNotOptimize(intervals_chart(figures));
    benchmark::DoNotOptimize(stability_chart(figures));
    benchmark::DoNotOptimize(difficulty_chart(figures));
    benchmark::DoNotOptimize(recall_chart(figures));
    benchmark::DoNotOptimize(due_chart(figures, kToday, 365, true));
  }
}
BENCHMARK(charts_of_questions)->Unit(benchmark::kMillisecond)->UseRealTime();

void recall_of_all(benchmark::State& state) {
  const Student& one = student();
  for (auto _ : state)
    benchmark::DoNotOptimize(recall_chances(one.items, one.scheduler, kToday, kThreads));
}
BENCHMARK(recall_of_all)->Unit(benchmark::kMillisecond)->UseRealTime();

void chart_of_knowledge(benchmark::State& state) {
  const Student& one = student();
  std::vector<StudyDay> on;
  for (int i = 0; i < 60; ++i)
    on.push_back(kToday - days((59 - i) * kHistory / 60));
  for (auto _ : state) {
    const PastKnowledge past = past_knowledge(one.facts, one.rows, kQuestions, one.items,
                                              one.rows, one.scheduler, on);
    benchmark::DoNotOptimize(knowledge_chart(past, {}));
  }
}
BENCHMARK(chart_of_knowledge)->Unit(benchmark::kMillisecond)->UseRealTime();

void chart_of_time(benchmark::State& state) {
  const ReviewFigures figures = figures_of_all();
  const std::vector<std::string> names(1000, "Topic");
  for (auto _ : state)
    benchmark::DoNotOptimize(time_chart(figures, names));
}
BENCHMARK(chart_of_time)->Unit(benchmark::kMillisecond)->UseRealTime();

// --- by topic and passage, of 100,000 questions

std::vector<DeckBook> library() {
  std::vector<DeckBook> books;
  for (int d = 0; d < 10; ++d) {
    Deck deck;
    deck.id = "deck-" + std::to_string(d);
    for (int t = 0; t < 20; ++t)
      deck.topics.push_back({"t" + std::to_string(t), "Topic", t < 5 ? "" : "t1", {}});
    for (int p = 0; p < 500; ++p) {
      Passage passage;
      passage.id = "p" + std::to_string(p);
      passage.at = "paragraph";
      deck.passages.push_back(std::move(passage));
    }
    for (int i = 0; i < 10'000; ++i) {
      Card card;
      card.id = "c" + std::to_string(i);
      card.topic = "t" + std::to_string(i / 500);
      card.passage = "p" + std::to_string(i / 20);
      card.body = RecallCard{"Answer"};
      deck.cards.push_back(std::move(card));
    }
    books.emplace_back(std::move(deck));
  }
  return books;
}

struct Shelf {
  std::vector<DeckBook> books = library();
  std::vector<StudyItem> items;
  std::vector<std::uint32_t> rows;
  std::vector<float> recall;
  Shelf() {
    for (const DeckBook& book : books)
      for (const Question& question : book.questions()) {
        rows.push_back(static_cast<std::uint32_t>(items.size()));
        items.push_back({&question, {}, {}, {}});
      }
    recall.assign(items.size(), 0.5f);
  }
};

const Shelf& shelf() {
  static const Shelf one;
  return one;
}

void parts_laid_out(benchmark::State& state) {
  const Shelf& one = shelf();
  for (auto _ : state) {
    const PartIndex index(one.books, one.items);
    benchmark::DoNotOptimize(index.topic_count());
  }
}
BENCHMARK(parts_laid_out)->Unit(benchmark::kMillisecond)->UseRealTime();

void parts_known(benchmark::State& state) {
  const Shelf& one = shelf();
  const PartIndex index(one.books, one.items);
  for (auto _ : state) {
    benchmark::DoNotOptimize(index.by_topic(one.items, one.rows, one.recall, one.recall));
    benchmark::DoNotOptimize(
        index.by_passage(one.items, one.rows, one.recall, one.recall));
  }
}
BENCHMARK(parts_known)->Unit(benchmark::kMillisecond)->UseRealTime();

// --- the reference

/// The answers as a table, laid once.
sqlite3* table() {
  static sqlite3* const file = [] {
    sqlite3* opened = nullptr;
    sqlite3_open(":memory:", &opened);
    sqlite3_exec(opened,
                 "CREATE TABLE fact (question INTEGER, day INTEGER, duration INTEGER, "
                 "forecast INTEGER, hour INTEGER, rating INTEGER, stage INTEGER, "
                 "first INTEGER); BEGIN",
                 nullptr, nullptr, nullptr);
    sqlite3_stmt* row = nullptr;
    sqlite3_prepare_v2(opened, "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)", -1,
                       &row, nullptr);
    for (const AnswerFact& fact : student().facts) {
      int at = 0;
      for (const std::int64_t value :
           {std::int64_t{fact.question}, std::int64_t{fact.day},
            std::int64_t{fact.duration}, std::int64_t{fact.forecast},
            std::int64_t{fact.hour}, std::int64_t{fact.bits & 3},
            std::int64_t{(fact.bits >> 2) & 3}, std::int64_t{fact.first_of_day()}})
        sqlite3_bind_int64(row, ++at, value);
      sqlite3_step(row);
      sqlite3_reset(row);
    }
    sqlite3_finalize(row);
    sqlite3_exec(opened, "COMMIT", nullptr, nullptr, nullptr);
    return opened;
  }();
  return file;
}

void run_query(benchmark::State& state, const char* sql) {
  sqlite3* file = table();
  for (auto _ : state) {
    sqlite3_stmt* query = nullptr;
    sqlite3_prepare_v2(file, sql, -1, &query, nullptr);
    std::int64_t rows = 0;
    while (sqlite3_step(query) == SQLITE_ROW)
      ++rows;
    sqlite3_finalize(query);
    benchmark::DoNotOptimize(rows);
  }
}

void sql_reviews(benchmark::State& state) {
  run_query(state,
            "SELECT day, stage, count(*), sum(duration) FROM fact GROUP BY day, stage");
}
BENCHMARK(sql_reviews)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void sql_retention(benchmark::State& state) {
  run_query(
      state,
      "SELECT stage, count(*), sum(rating > 0) FROM fact WHERE first AND stage >= 2 "
      "GROUP BY stage");
}
BENCHMARK(sql_retention)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void sql_hours(benchmark::State& state) {
  run_query(state, "SELECT hour, count(*), sum(rating > 0) FROM fact GROUP BY hour");
}
BENCHMARK(sql_hours)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void sql_buttons(benchmark::State& state) {
  run_query(state, "SELECT stage, rating, count(*) FROM fact GROUP BY stage, rating");
}
BENCHMARK(sql_buttons)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void sql_calibration(benchmark::State& state) {
  run_query(state,
            "SELECT forecast / 500, count(*), sum(rating > 0), avg(forecast) FROM fact "
            "WHERE first AND stage >= 2 AND forecast <= 10000 GROUP BY forecast / 500");
}
BENCHMARK(sql_calibration)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

}  // namespace
