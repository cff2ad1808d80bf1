// Questions out of a deck of 50,000 facts, against copying the deck; dealing one of them,
// and marking an answer among 50,000 names, against one pass over the names.

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <functional>

#include "cards/deck_book.h"
#include "study/marking.h"

namespace {

using namespace attache;

constexpr int kFacts = 50'000;

/// Facts of 20 relations about as many entities of 10 types, in both directions; every
/// tenth fact is a year.
Deck large_deck() {
  Deck deck;
  deck.id = "large";
  for (int i = 0; i < 20; ++i)
    deck.relations.push_back({fmt::format("r{}", i),
                              Shape::kPlain,
                              {"{subject} leads {object}.", "Whom does {subject} lead?",
                               "Who leads {object}?"}});
  for (int i = 0; i <= kFacts; ++i) {
    Entity entity;
    entity.id = fmt::format("e{}", i);
    entity.type = fmt::format("t{}", i % 10);
    entity.name = fmt::format("{} Command of the {} Fleet", i * 7919 % 100'003, i);
    entity.aliases = {{fmt::format("C{}F", i), ""}};
    deck.entities.push_back(entity);
  }
  for (int i = 0; i < kFacts; ++i) {
    Fact fact;
    fact.id = fmt::format("f{}", i);
    fact.relation = fmt::format("r{}", i % 20);
    fact.subject = fmt::format("e{}", i);
    fact.objects = {EntityRef{fmt::format("e{}", i + 1)}};
    if (i % 10 == 0) {
      fact.objects = {Value{fmt::format("{}", 1900 + i % 120)}};
      fact.value_type = ValueType::kYear;
    }
    deck.facts.push_back(fact);
  }
  return deck;
}

void copying_a_deck_of_50000_facts(benchmark::State& state) {
  const Deck deck = large_deck();
  for (auto _ : state)
    benchmark::DoNotOptimize(Deck(deck));
}

void questions_of_50000_facts(benchmark::State& state) {
  const Deck deck = large_deck();
  for (auto _ : state)
    benchmark::DoNotOptimize(questions_of(deck));
  state.counters["questions"] = static_cast<double>(questions_of(deck).size());
}

void indexing_a_deck_of_50000_facts(benchmark::State& state) {
  const Deck deck = large_deck();
  for (auto _ : state)
    benchmark::DoNotOptimize(DeckBook{Deck(deck)});
}

void putting_all_questions_of_50000_facts(benchmark::State& state) {
  const DeckBook book(large_deck());
  for (auto _ : state)
    for (const Question& question : book.questions()) {
      Chance chance(1);
      benchmark::DoNotOptimize(book.put(question, question.forms.back(), chance));
    }
}

/// The questions that can be put in a form.
std::vector<const Question*> able(const DeckBook& book, Form form) {
  std::vector<const Question*> able;
  for (const Question& question : book.questions())
    for (const Form each : question.forms)
      if (each == form) able.push_back(&question);
  return able;
}

void dealing(benchmark::State& state, Form form) {
  const DeckBook book(large_deck());
  const std::vector<const Question*> questions = able(book, form);
  std::size_t at = 0;
  Chance chance(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(book.put(*questions[at], form, chance));
    at = (at + 7919) % questions.size();
  }
}
void dealing_a_choice(benchmark::State& state) {
  dealing(state, Form::kChoice);
}
void dealing_an_order(benchmark::State& state) {
  dealing(state, Form::kOrder);
}

void one_pass_over_50000_names(benchmark::State& state) {
  const DeckBook book(large_deck());
  const std::string sought = "no such name";
  for (auto _ : state) {
    int found = 0;
    for (const Entity& entity : book.deck().entities)
      found += entity.name == sought ? 1 : 0;
    benchmark::DoNotOptimize(found);
  }
}

void marking(benchmark::State& state,
             const std::function<std::string(const Prompt&)>& given) {
  const DeckBook book(large_deck());
  Chance chance(1);
  std::vector<Prompt> prompts;
  for (const Question* question : able(book, Form::kTyped))
    if (prompts.size() < 200)
      prompts.push_back(book.put(*question, Form::kTyped, chance));
  std::size_t at = 0;
  for (auto _ : state) {
    const Prompt& prompt = prompts[at];
    Response response;
    response.texts = {given(prompt)};
    benchmark::DoNotOptimize(mark(prompt, response));
    at = (at + 1) % prompts.size();
  }
}
void marking_a_right_answer(benchmark::State& state) {
  marking(state, [](const Prompt& prompt) { return prompt.answer; });
}
void marking_a_slip(benchmark::State& state) {
  marking(state, [](const Prompt& prompt) {
    std::string text = prompt.answer;
    text.replace(text.find("Command"), 7, "Comand");
    return text;
  });
}
void marking_another_name(benchmark::State& state) {
  marking(state, [](const Prompt&) { return std::string("C777F"); });
}

BENCHMARK(copying_a_deck_of_50000_facts)->Unit(benchmark::kMillisecond);
BENCHMARK(questions_of_50000_facts)->Unit(benchmark::kMillisecond);
BENCHMARK(indexing_a_deck_of_50000_facts)->Unit(benchmark::kMillisecond);
BENCHMARK(putting_all_questions_of_50000_facts)->Unit(benchmark::kMillisecond);
BENCHMARK(dealing_a_choice)->Unit(benchmark::kMicrosecond);
BENCHMARK(dealing_an_order)->Unit(benchmark::kMicrosecond);
BENCHMARK(one_pass_over_50000_names)->Unit(benchmark::kMicrosecond);
BENCHMARK(marking_a_right_answer)->Unit(benchmark::kMicrosecond);
BENCHMARK(marking_a_slip)->Unit(benchmark::kMicrosecond);
BENCHMARK(marking_another_name)->Unit(benchmark::kMicrosecond);

}  // namespace
