// A class of made-up students put into a folder and into PostgreSQL, file by file, and
// how long it takes; then how long each figure takes. A table on the console:
//   tests/classroom/postgres.sh class_stores STUDENTS ANSWERS QUESTIONS [database-only]
// ATTACHE_POSTGRES_URL names the database.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include "base/chance.h"
#include "classroom/collection.h"
#include "classroom/hand_in.h"

namespace {

using namespace attache;
using namespace attache::classroom;

namespace fs = std::filesystem;

struct Size {
  std::size_t students = 0, answers = 0, questions = 0;
};

/// Seconds since it was made or last asked.
class Watch {
 public:
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> passed = now - start_;
    start_ = now;
    return passed.count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

template <class T>
T must(Result<T> result) {
  if (!result) {
    fmt::print(stderr, "{}\n", result.error().text());
    std::exit(1);  // NOLINT(concurrency-mt-unsafe)
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// A third of all answers is a choice of four, a third is typed, a third is recalled.
HandInAnswer an_answer(Chance& chance, const Size& size, std::size_t at) {
  HandInAnswer answer;
  answer.question = static_cast<std::uint32_t>(chance.below(size.questions));
  answer.at = Instant(Millis(1'720'000'000'000 + static_cast<std::int64_t>(at) * 20'000));
  answer.day = StudyDay(std::chrono::days(19'900 + static_cast<int>(at / 100)));
  const bool right = chance.below(5) != 0;
  answer.rating = right ? Rating::kGood : Rating::kAgain;
  answer.duration = Millis(1000 + chance.below(20'000));
  const auto text = [&](std::size_t which) {
    return fmt::format("answer {} to question {}", which, answer.question);
  };
  switch (chance.below(3)) {
    case 0:
      answer.form = Form::kChoice;
      answer.options = {text(0), text(1), text(2), text(3)};
      answer.given = {text(right ? 0 : 1 + chance.below(3))};
      break;
    case 1:
      answer.form = Form::kTyped;
      answer.given = {text(right ? 0 : 4 + chance.below(20))};
      break;
    default:
      return answer;
  }
  answer.credit = right ? 1 : 0;
  return answer;
}

void write_file(const fs::path& path,
                Chance chance,
                const Size& size,
                std::size_t student) {
  std::ofstream out(path, std::ios::binary);
  HandInHead head;
  head.student = fmt::format("student-{}", student);
  head.name = fmt::format("Student {}", student);
  head.made_at = Instant(Millis(1'730'000'000'000));
  head.made_on = StudyDay(std::chrono::days(20'023));
  head.detail = Detail::kHistory;
  head.decks = {{"deck", "A deck", 1, static_cast<int>(size.questions)}};
  HandInWriter writer(out, head);
  for (std::size_t i = 0; i < size.questions; ++i)
    writer.question({fmt::format("deck/fact-{}/object", i),
                     fmt::format("topic-{}", i % 10),
                     static_cast<int>(size.answers / size.questions), 1, 4,
                     Millis(90'000), chance.unit(), 30 * chance.unit(), 1.0, "choice",
                     StudyDay(std::chrono::days(19'900))});
  for (std::size_t i = 0; i < 1 + (size.answers - 1) / 100; ++i)
    writer.day({StudyDay(std::chrono::days(19'900 + static_cast<int>(i))), 100, 20,
                Millis(1'000'000)});
  for (std::size_t i = 0; i < size.answers; ++i)
    writer.answer(an_answer(chance, size, i));
  writer.finish();
}

struct Store {
  const char* name;
  std::unique_ptr<Collection> collection;
  double seconds = 0;
};

void put_all(std::vector<Store>& stores, const fs::path& folder, const Size& size) {
  constexpr std::size_t kTogether = 64;
  const fs::path path = folder / "one.progress";
  Watch watch;
  double reading = 0;
  for (std::size_t i = 0; i < size.students; ++i) {
    write_file(path, Chance(i), size, i);
    watch.lap();
    const StudentFile file = must(boil_down(path));
    reading += watch.lap();
    for (Store& store : stores) {
      if (i % kTogether == 0) {
        must(store.collection->commit());
        must(store.collection->begin());
      }
      must(store.collection->put(file));
      store.seconds += watch.lap();
    }
  }
  for (Store& store : stores) {
    watch.lap();
    must(store.collection->commit());
    store.seconds += watch.lap();
  }
  const auto answers = static_cast<double>(size.students * size.answers);
  fmt::print("reading: {:.1f} s\n", reading);
  for (const Store& store : stores)
    fmt::print("{}: {:.1f} s, {:.0f} answers a second\n", store.name, store.seconds,
               answers / store.seconds);
}

void ask_all(const std::vector<Store>& stores) {
  const std::vector<std::pair<Figure, const char*>> figures{
      {Figure::kStudents, "students"},
      {Figure::kStudentDays, "days of students"},
      {Figure::kStudentTopics, "topics of students"},
      {Figure::kQuestions, "questions"},
      {Figure::kDays, "days"},
      {Figure::kWrongAnswers, "wrong answers"},
      {Figure::kOptions, "options"},
      {Figure::kTopics, "topics"},
      {Figure::kTopicsOfStudent, "topics of one student"}};
  for (const auto& [figure, name] : figures)
    for (const Store& store : stores) {
      double best = 1e9;
      std::size_t rows = 0;
      for (int i = 0; i < 3; ++i) {
        Watch watch;
        rows = 0;
        const std::string of = sql_of(figure).takes == Takes::kStudentNumber ? "1" : "";
        must(store.collection->each(figure, of, [&](const ClassRow&) { ++rows; }));
        best = std::min(best, watch.lap());
      }
      fmt::print("{:22} {:10} {:8} rows {:9.1f} ms\n", name, store.name, rows,
                 best * 1000);
    }
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> given(arguments + 1, arguments + count);
  const char* url = std::getenv("ATTACHE_POSTGRES_URL");  // NOLINT(concurrency-mt-unsafe)
  if (given.size() < 3 || url == nullptr) {
    fmt::print(stderr,
               "postgres.sh class_stores STUDENTS ANSWERS QUESTIONS [database-only]\n");
    return 2;
  }
  const Size size{std::stoul(given[0]), std::stoul(given[1]), std::stoul(given[2])};
  const fs::path folder =
      fs::temp_directory_path() / fmt::format("attache-class-stores-{}", ::getpid());
  fs::create_directories(folder);
  std::vector<Store> stores;
  if (given.size() == 3)
    stores.push_back({"folder", must(open_collection({folder, ""}, "Class")), 0});
  stores.push_back({"PostgreSQL", must(open_collection({{}, url}, "Class")), 0});
  put_all(stores, folder, size);
  ask_all(stores);
  stores.clear();
  fs::remove_all(folder);
  return 0;
}
