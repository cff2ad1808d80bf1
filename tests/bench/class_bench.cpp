// A class that hands in: how long taking all files takes, and showing the class. Usually
// 40 files of 20,000 answers; ATTACHE_CLASS_FILES=2000 makes it the whole of a course.
// Prints the largest memory that the program had.

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sys/resource.h>

#include "base/chance.h"
#include "classroom/hand_in.h"
#include "trainer/course.h"

namespace attache {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kQuestions = 1000;
constexpr std::size_t kAnswers = 20'000;
constexpr std::size_t kDays = 180;

std::size_t files_wanted() {
  const char* wanted = std::getenv("ATTACHE_CLASS_FILES");
  return wanted == nullptr ? 40 : static_cast<std::size_t>(std::atoll(wanted));
}

/// One student's file: every question is a choice of four, or typed every third time.
void write_student(const fs::path& file, std::size_t student) {
  using namespace classroom;
  Chance chance(student + 1);
  std::ofstream out(file, std::ios::binary);
  HandInHead head;
  head.student = fmt::format("student-{}", student);
  head.name = fmt::format("Student {}", student);
  head.made_at = Instant(std::chrono::milliseconds(1'722'000'000'000));
  const StudyDay first(std::chrono::days(19'700));
  head.made_on = first + std::chrono::days(kDays);
  head.detail = Detail::kHistory;
  head.decks = {{"deck", "A deck", 1, kQuestions}};
  HandInWriter writer(out, head);
  for (std::size_t i = 0; i < kQuestions; ++i) {
    HandInQuestion question;
    question.id = fmt::format("deck/fact-{}/object", i);
    question.topic = fmt::format("topic-{}", i % 12);
    question.reviews = static_cast<int>(kAnswers / kQuestions);
    question.again = static_cast<int>(chance.below(6));
    question.time = Millis(5000) * question.reviews;
    question.recall = static_cast<double>(chance.below(10'000)) / 10'000;
    question.strength_days = static_cast<double>(chance.below(3000)) / 10;
    question.first_day = first;
    question.first_form = "choice";
    question.first_credit = static_cast<double>(chance.below(2));
    writer.question(question);
  }
  for (std::size_t i = 0; i < kDays; ++i)
    writer.day({first + std::chrono::days(i), static_cast<int>(kAnswers / kDays), 10,
                Millis(600'000)});
  for (std::size_t i = 0; i < kAnswers; ++i) {
    const std::size_t asked = chance.below(kQuestions);
    HandInAnswer answer;
    answer.question = static_cast<std::uint32_t>(asked);
    answer.day = first + std::chrono::days(i * kDays / kAnswers);
    answer.at = Instant(std::chrono::milliseconds(
        1'702'000'000'000 + static_cast<std::int64_t>(i) * 700'123));
    answer.duration = Millis(1000 + static_cast<std::int64_t>(chance.below(9000)));
    const bool right = chance.below(10) < 8;
    answer.rating = right ? Rating::kGood : Rating::kAgain;
    answer.credit = right ? 1 : 0;
    const auto entity = [&](std::size_t at) {
      return fmt::format("The entity number {}", (asked + at * 7) % kQuestions);
    };
    answer.given = {entity(right ? 0 : 1 + chance.below(3))};
    answer.form = i % 3 == 0 ? Form::kTyped : Form::kChoice;
    if (answer.form == Form::kChoice)
      answer.options = {entity(0), entity(1), entity(2), entity(3)};
    writer.answer(answer);
  }
  writer.finish();
}

/// The files, made once for all benchmarks.
const fs::path& folder() {
  static const fs::path made = [] {
    const fs::path path =
        fs::temp_directory_path() / fmt::format("attache-class-bench-{}", files_wanted());
    fs::create_directories(path / "in");
    for (std::size_t i = 0; i < files_wanted(); ++i) {
      const fs::path file = path / "in" / fmt::format("{}.progress", i);
      if (!fs::exists(file)) write_student(file, i);
    }
    return path;
  }();
  return made;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void take_all_files(benchmark::State& state) {
  const std::vector<fs::path> files{folder() / "in"};
  for (auto _ : state) {
    fs::remove_all(folder() / "classes");
    const auto course = Course::open({folder() / "classes", ""}, "Bench");
    const auto taken = (*course)->add(files, Instant(std::chrono::hours(24 * 365 * 60)));
    if (!taken || taken->students_new != files_wanted()) state.SkipWithError("failed");
  }
  state.counters["files"] = static_cast<double>(files_wanted());
  state.counters["peak_MB"] = peak_megabytes();
}
BENCHMARK(take_all_files)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void show_the_class(benchmark::State& state) {
  const auto course = Course::open({folder() / "classes", ""}, "Bench");
  for (auto _ : state)
    if (!(*course)->shown({})) state.SkipWithError("failed");
  state.counters["peak_MB"] = peak_megabytes();
}
BENCHMARK(show_the_class)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

}  // namespace

}  // namespace attache
