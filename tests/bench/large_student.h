#pragma once
// A student with many answers, for benchmarks: 100,000 questions and 1,000,000 answers;
// with ATTACHE_BENCH_FULL=1, 1,000,000 and 10,000,000 (made in some minutes and 8 GB).
// ATTACHE_BENCH_STUDENT=folder keeps the student there for the next run.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <string>

#include "base/uuid.h"
#include "store/store.h"
#include "support/temporary_folder.h"

namespace attache {

inline constexpr std::size_t kAnswersEach = 10;  ///< to a question
inline constexpr std::size_t kDecks = 20;
inline constexpr std::size_t kTopicsOfDeck = 20;
inline constexpr std::size_t kPassagesOfDeck = 500;

inline std::size_t large_questions() {
  return std::getenv("ATTACHE_BENCH_FULL") != nullptr ? 1'000'000 : 100'000;
}

/// Answers of three years, until the summer of 2023: growing distances, one in seven
/// forgotten, some wrong texts.
inline void fill_answer(std::size_t at, Review& entry) {
  constexpr std::int64_t kDay = 86'400'000;
  const std::size_t number = at / kAnswersEach;
  const auto turn = static_cast<std::int64_t>(at % kAnswersEach);
  if (turn == 0) entry.question = fmt::format("deck-{}/c{}", number % kDecks, number);
  const auto begun = static_cast<std::int64_t>(number % 730);
  const std::int64_t at_ms = 1'600'000'000'000 + (begun + turn * turn * 4) * kDay +
                             static_cast<std::int64_t>(at * 7919 % 50'000'000);
  entry.at = Instant(Millis(at_ms));
  entry.day = StudyDay(std::chrono::days(static_cast<int>(at_ms / kDay)));
  entry.duration = Millis(2000 + at * 31 % 15'000);
  const bool again = at % 7 == 3;
  entry.rating = again ? Rating::kAgain : kRatings.at(1 + at % 3);
  entry.form = Form::kTyped;
  entry.response =
      again && at % 5 == 0
          ? fmt::format(R"({{"texts":["Text {}"],"verdict":"wrong"}})", at % 97)
          : R"({"texts":["USFJ"],"verdict":"right"})";
  entry.uuid = imported_uuid(entry.question, at_ms);
}

/// Every deck has its share of the questions, in topics and passages.
inline void write_large_deck(const std::filesystem::path& file, std::size_t deck) {
  std::ofstream out(file, std::ios::binary);
  out << fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<deck format=\"1\" id=\"deck-{0}\" "
      "edition=\"1\" lang=\"en\" as-of=\"2020-07\">\n<title>Deck {0}</title>\n"
      "<source id=\"s\" title=\"A reader\" date=\"2020-07\"/>\n",
      deck);
  for (std::size_t i = 0; i < kTopicsOfDeck; ++i)
    out << fmt::format("<topic id=\"t{0}\"{1}>Topic {0}</topic>\n", i,
                       i < 5 ? "" : " parent=\"t1\"");
  for (std::size_t i = 0; i < kPassagesOfDeck; ++i)
    out << fmt::format(
        "<passage id=\"p{0}\" source=\"s\" at=\"paragraph {0}\">What paragraph {0} says."
        "</passage>\n",
        i);
  const std::size_t each = large_questions() / kDecks;
  for (std::size_t i = 0; i < each; ++i) {
    const std::size_t number = i * kDecks + deck;
    out << fmt::format(
        "<card id=\"c{0}\" kind=\"typed\" topic=\"t{1}\" passage=\"p{2}\" "
        "tags=\"week-{3}\"><ask>Which headquarters of the {0} Fleet reports to the {4} "
        "Command?</ask><answer>The Command at Naval Base {5}</answer></card>\n",
        number, i * kTopicsOfDeck / each, i * kPassagesOfDeck / each, number % 12,
        number * 7919 % 100'003, number % 997);
  }
  out << "</deck>\n";
}

/// Writes decks and answers.
inline bool make_student(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder / "decks");
  for (std::size_t i = 0; i < kDecks; ++i)
    write_large_deck(folder / "decks" / fmt::format("deck-{}.xml", i), i);
  auto store = Store::open(folder);
  HistorySource source;
  source.size = large_questions() * kAnswersEach;
  source.entry = fill_answer;
  return store && (*store)->add_history(source, Scheduler{SchedulerSettings{}});
}

/// The student's folder, made once.
inline const std::filesystem::path& folder_of_student() {
  static std::unique_ptr<TemporaryFolder> temporary;
  static const std::filesystem::path folder = [] {
    const char* const kept = std::getenv("ATTACHE_BENCH_STUDENT");
    if (kept == nullptr)
      temporary =
          std::make_unique<TemporaryFolder>(std::filesystem::temp_directory_path());
    std::filesystem::path path = kept == nullptr ? temporary->path() : kept;
    const bool is_there = std::filesystem::exists(path / "made");
    if (!is_there && !make_student(path)) std::abort();
    std::ofstream(path / "made").put('\n');
    return path;
  }();
  return folder;
}

}  // namespace attache
