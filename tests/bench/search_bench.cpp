// Searching 100,000 questions, a key at a time, against memmem over the same bytes.

#include <benchmark/benchmark.h>
#include <cstring>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "study/search.h"

namespace {

using namespace attache;

constexpr int kQuestions = 100'000;
constexpr StudyDay kToday{std::chrono::days(20'000)};

/// Ten decks of cards by hand with a question, an answer and two tags.
std::vector<DeckBook> large_library() {
  std::vector<DeckBook> books;
  for (int d = 0; d < 10; ++d) {
    Deck deck;
    deck.id = fmt::format("deck-{}", d);
    deck.title = fmt::format("Deck number {}", d);
    for (int t = 0; t < 20; ++t)
      deck.topics.push_back({fmt::format("t{}", t),
                             fmt::format("Topic {}", t),
                             t < 5 ? "" : fmt::format("t{}", t % 5),
                             {}});
    for (int i = 0; i < kQuestions / 10; ++i) {
      Card card;
      card.id = fmt::format("c{}", i);
      card.topic = fmt::format("t{}", i % 20);
      card.tags = {fmt::format("tag-{}", i % 100), fmt::format("week::{}", i % 12)};
      card.ask = fmt::format(
          "Which headquarters of the {} Fleet reports to the {} Command since {}?", i,
          i * 7919 % 100'003, 1900 + i % 120);
      card.body = RecallCard{
          fmt::format("The {} Command at Naval Base {}", i * 31 % 1009, i % 997)};
      deck.cards.push_back(std::move(card));
    }
    books.emplace_back(std::move(deck));
  }
  return books;
}

struct Library {
  std::vector<DeckBook> books = large_library();
  SearchIndex index{books};
  std::vector<SearchItem> items;
  std::string bytes;  ///< the same texts, for the reference

  Library() {
    for (const DeckBook& book : books)
      for (const Question& question : book.questions()) {
        SearchItem item;
        item.question = &question;
        const auto number = items.size();
        if (number % 3 != 0) {
          item.schedule.phase = Phase::kReview;
          item.schedule.memory = MemoryState{static_cast<double>(number % 200), 5, 0};
          item.schedule.due_day =
              kToday + std::chrono::days(number % 60) - std::chrono::days(20);
          item.stability_days = static_cast<double>(number % 200);
        }
        item.added = kToday - std::chrono::days(number % 365);
        items.push_back(item);
        bytes += std::string(index.wording(question)) + '\n' +
                 std::string(index.answer(question)) + '\n';
        for (const std::string& tag : question.tags)
          bytes += tag + '\n';
      }
  }
};

const Library& library() {
  static const Library kept;
  return kept;
}

void memmem_over_the_same_bytes(benchmark::State& state, const char* words) {
  const std::string& bytes = library().bytes;
  const std::size_t size = std::strlen(words);
  for (auto _ : state) {
    std::size_t hits = 0;
    const char* at = bytes.data();
    const char* end = at + bytes.size();
    while (true) {
      const void* hit = ::memmem(at, static_cast<std::size_t>(end - at), words, size);
      if (hit == nullptr) break;
      ++hits;
      at = static_cast<const char*>(hit) + 1;
    }
    benchmark::DoNotOptimize(hits);
  }
  state.counters["bytes"] = static_cast<double>(bytes.size());
}

void search(benchmark::State& state, const char* text) {
  const Library& all = library();
  std::size_t found = 0;
  for (auto _ : state) {
    const auto query = SearchQuery::parse(text);
    found = all.index.find(*query, all.items, kToday).size();
    benchmark::DoNotOptimize(found);
  }
  state.counters["found"] = static_cast<double>(found);
}

void indexing_100000_questions(benchmark::State& state) {
  const Library& all = library();
  for (auto _ : state)
    benchmark::DoNotOptimize(SearchIndex(all.books));
}

void order_by_question(benchmark::State& state) {
  const Library& all = library();
  for (auto _ : state)
    benchmark::DoNotOptimize(all.index.order_by(BrowserColumn::kQuestion));
}

BENCHMARK_CAPTURE(memmem_over_the_same_bytes, one_letter, "n")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(memmem_over_the_same_bytes, word, "naval base 99")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(memmem_over_the_same_bytes, nothing, "xyzzy")
    ->Unit(benchmark::kMillisecond);
// As a person types it, key by key.
BENCHMARK_CAPTURE(search, n, "n")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, na, "na")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, naval, "naval")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, naval_base, "\"naval base 99\"")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, nothing, "xyzzy")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, wildcards, "fl_et*10*command")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, whole_word, "w:99")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, field, "answer:*base_99")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, due, "is:due")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search,
                  several,
                  "deck:deck-3 (tag:week or topic:t1) is:review prop:stability>30 "
                  "-is:suspended naval")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search,
                  many_words,
                  "which headquarters fleet command since base or 1999")
    ->Unit(benchmark::kMillisecond);
BENCHMARK(indexing_100000_questions)->Unit(benchmark::kMillisecond);
BENCHMARK(order_by_question)->Unit(benchmark::kMillisecond);

}  // namespace
