#include "classroom/collection.h"

#include <map>

#include "classroom/collecting.h"
#include "classroom/for_tests.h"

namespace attache::classroom {

namespace {

namespace fs = std::filesystem;

/// A folder for files that are handed in, and one for classes.
struct Desk {
  TemporaryFolder folder;
  [[nodiscard]] fs::path in() const { return folder.path() / "in"; }
  [[nodiscard]] CollectionPlace place() const { return {folder.path() / "classes", ""}; }

  fs::path write(const std::string& name, const std::string& text) const {
    fs::create_directories(in());
    std::ofstream(in() / name, std::ios::binary) << text;
    return in() / name;
  }
  [[nodiscard]] fs::path write(const std::string& name, const HandIn& file) const {
    return write(name, text_of(file));
  }
  [[nodiscard]] std::unique_ptr<Collection> open(const std::string& course = "P") const {
    auto opened = open_collection(place(), course);
    if (!opened) FAIL(opened.error().text());
    return *std::move(opened);
  }
};

HandIn file_of(const std::string& student,
               const std::string& name,
               const std::string& made_at = "2024-07-29T10:00:00Z") {
  HandIn file = a_hand_in();
  file.head.student = student;
  file.head.name = name;
  file.head.made_at = instant(made_at);
  return file;
}

constexpr Instant kNow = std::chrono::sys_days(std::chrono::year(2024) / 8 / 1);

using Rows = std::vector<std::vector<std::string>>;

Rows rows(const Collection& collection,
          Figure figure,
          int columns,
          const std::string& of = "") {
  Rows all;
  const auto read = collection.each(figure, of, [&](const ClassRow& row) {
    auto& cells = all.emplace_back();
    for (int i = 0; i < columns; ++i)
      cells.push_back(row.is_null(i) ? "null" : row.text(i));
  });
  if (!read) FAIL(read.error().text());
  return all;
}

std::vector<std::string> students(const Collection& collection) {
  std::vector<std::string> names;
  for (const auto& row : rows(collection, Figure::kStudents, 3))
    names.push_back(row[1] + " " + row[2]);
  return names;
}

Collected collected(Collection& collection, const std::vector<fs::path>& files) {
  auto done = collect(collection, files, kNow);
  if (!done) FAIL(done.error().text());
  return *std::move(done);
}

}  // namespace

TEST_CASE("a file is boiled down to counts, wrong answers and options") {
  const Desk desk;
  HandIn file = a_hand_in();
  const HandInAnswer asked = file.answers.front();  // 2026 picked of three, wrong
  HandInAnswer right = asked;
  right.given = {"2025"};
  right.credit = 1;
  HandInAnswer typed = asked;
  typed.form = Form::kTyped;
  typed.options.clear();
  HandInAnswer statement = asked;
  statement.form = Form::kTrueFalse;
  statement.options = statement.given = {"True"};
  HandInAnswer unmarked = typed;
  unmarked.credit.reset();
  file.answers = {asked, right, typed, statement, unmarked};
  const auto boiled = boil_down(desk.write("a.progress", file));
  REQUIRE(boiled);
  CHECK(boiled->head == file.head);
  CHECK(boiled->questions == file.questions);
  CHECK(boiled->days == file.days);
  CHECK(boiled->exams == file.exams);
  CHECK(boiled->answers == 5);
  REQUIRE(boiled->wrong.size() == 1);  // once picked, once typed
  CHECK(boiled->texts[boiled->wrong[0].text] == "2026");
  CHECK(boiled->wrong[0].times == 2);
  std::map<std::string, StudentFile::Option> options;
  for (const auto& option : boiled->options)
    options[boiled->texts[option.text]] = option;
  REQUIRE(options.size() == 3);
  CHECK(options["2025"].shown == 2);
  CHECK(options["2025"].picked == 1);
  CHECK(options["2025"].correct);
  CHECK(options["2026"].picked == 1);
  CHECK_FALSE(options["2026"].correct);
  CHECK(options["“2027” – 令和"].picked == 0);
}

TEST_CASE("a text that is defined twice is counted as one") {
  const Desk desk;
  const std::string answer =
      R"(["a",1719828000000,"2024-07-01",0,"choice",1,0,5,[0,1],[)";
  HandIn head_only;
  head_only.head = a_head();
  const std::string text = text_of(head_only);
  const std::string head = text.substr(0, text.find('\n'));
  const auto file = desk.write(
      "a.progress",
      sealed({head, R"(["q","d/a","",2,0,0,5,0.5,2,"2024-07-01","choice",1])",
              R"(["t","x"])", R"(["t","x"])", answer + "0]]", answer + "1]]"}));
  const auto boiled = boil_down(file);
  REQUIRE(boiled);
  REQUIRE(boiled->wrong.size() == 1);
  CHECK(boiled->wrong[0].times == 2);
  REQUIRE(boiled->options.size() == 1);
  CHECK(boiled->options[0].shown == 4);
  CHECK(boiled->options[0].picked == 2);
}

TEST_CASE("the file itself is kept, and comes back byte for byte") {
  const Desk desk;
  const HandIn file = a_hand_in();
  const auto collection = desk.open();
  collected(*collection, {desk.write("a.progress", file)});
  const auto back = collection->file_of("s-1");
  REQUIRE(back);
  CHECK(*back == text_of(file));
  CHECK_FALSE(collection->file_of("s-2"));
  CHECK_FALSE(original_of("no zstd"));
  CHECK_FALSE(original_of(""));
}

TEST_CASE("figures are there when the class is opened again") {
  const Desk desk;
  collected(*desk.open(), {desk.write("a.progress", file_of("s-1", "Ann"))});
  const auto collection = desk.open();
  CHECK(students(*collection) == std::vector<std::string>{"s-1 Ann"});
  // Number, id, deck, topic, started, credit, first answers, recall, students, again,
  // reviews.
  const Rows questions = rows(*collection, Figure::kQuestions, 11);
  REQUIRE(questions.size() == 2);
  CHECK(std::vector(questions[0].begin() + 1, questions[0].end()) ==
        std::vector<std::string>{"d/a/object", "d", "law", "1", "0.5", "1", "0.875", "1",
                                 "1", "3"});
  CHECK(std::vector(questions[1].begin() + 1, questions[1].end()) ==
        std::vector<std::string>{"d/b", "d", "", "0", "null", "0", "0.0", "1", "0", "0"});
  CHECK(rows(*collection, Figure::kQuestions, 1, "other").empty());
  CHECK(rows(*collection, Figure::kDays, 4) ==
        Rows{{"19905", "1", "2", "7000"}, {"19907", "1", "1", "2000"}});
  CHECK(rows(*collection, Figure::kStudentDays, 6) ==
        Rows{{"1", "19905", "19907", "2", "3", "9000"}});
  CHECK(rows(*collection, Figure::kDaysOfStudent, 6, "1") ==
        rows(*collection, Figure::kStudentDays, 6));
  CHECK(rows(*collection, Figure::kTopicsOfStudent, 8, "1") ==
        rows(*collection, Figure::kStudentTopics, 8));
  CHECK(rows(*collection, Figure::kStudent, 3, "s-1") == Rows{{"1", "s-1", "Ann"}});
  CHECK(rows(*collection, Figure::kStudent, 3, "s-2").empty());
  CHECK(rows(*collection, Figure::kDecks, 4) == Rows{{"d", "2", "A deck", "1"}});
  CHECK(rows(*collection, Figure::kTopics, 3) == Rows{{"d", "", "1"}, {"d", "law", "1"}});
  const Rows exams = rows(*collection, Figure::kExamItems, 8);
  REQUIRE(exams.size() == 2);
  CHECK(exams[0] == std::vector<std::string>{"p-1", "1", "r-1", "0", "d/a/object", "-0.5",
                                             "0.25", "2026"});
  CHECK(exams[1][6] == "null");
  CHECK(rows(*collection, Figure::kExamOptions, 4) ==
        Rows{{"p-1", "d/a/object", "2025", "1"},
             {"p-1", "d/a/object", "2026", "0"},
             {"p-1", "d/b", "yes", "1"}});
}

TEST_CASE("of a student the latest file counts, in whatever order they come") {
  const Desk desk;
  const auto early = desk.write("1", file_of("s-1", "Early", "2024-07-01T10:00:00Z"));
  const auto late = desk.write("2", file_of("s-1", "Late", "2024-07-02T10:00:00Z"));
  const auto collection = desk.open();
  Collected done = collected(*collection, {early, late});
  CHECK(done.fresh == 1);
  CHECK(done.renewed == 1);
  CHECK(students(*collection) == std::vector<std::string>{"s-1 Late"});
  done = collected(*collection, {early, late, late});
  CHECK(done.fresh + done.renewed == 0);
  CHECK(done.same == 3);
  CHECK(students(*collection) == std::vector<std::string>{"s-1 Late"});
  CHECK(rows(*collection, Figure::kStudentDays, 5).size() == 1);
}

TEST_CASE("what a later file does not tell any more is gone") {
  const Desk desk;
  HandIn later = file_of("s-1", "Ann", "2024-08-01T10:00:00Z");
  later.questions.erase(later.questions.begin());
  later.answers.clear();
  later.exams.clear();
  later.head.exams = false;
  const auto collection = desk.open();
  collected(*collection, {desk.write("1", file_of("s-1", "Ann"))});
  CHECK(rows(*collection, Figure::kOptions, 5).size() == 3);
  collected(*collection, {desk.write("2", later)});
  CHECK(rows(*collection, Figure::kOptions, 5).empty());
  CHECK(rows(*collection, Figure::kWrongAnswers, 4).empty());
  CHECK(rows(*collection, Figure::kExams, 2).empty());
  CHECK(rows(*collection, Figure::kTopics, 3) == Rows{{"d", "", "1"}});
}

TEST_CASE("a broken file is named and left out, all others are taken") {
  const Desk desk;
  std::string changed = text_of(file_of("s-3", "Cyd"));
  changed.replace(changed.find("Cyd"), 3, "Dee");
  const auto good = desk.write("1.progress", file_of("s-1", "Ann"));
  const auto broken = desk.write("2.progress", changed);
  const auto other = desk.write("3.progress", "not one of ours\n");
  static_cast<void>(desk.write("4.progress", file_of("s-2", "Ben")));
  desk.write("readme.txt", "is passed over");
  const auto collection = desk.open();
  const Collected done = collected(*collection, {desk.in(), desk.in() / "missing"});
  CHECK(done.fresh == 2);
  REQUIRE(done.refused.size() == 3);
  CHECK(done.refused[0].file == broken);
  CHECK(done.refused[0].why.what.find("changed") != std::string::npos);
  CHECK(done.refused[1].file == other);
  CHECK(done.refused[2].why.what == "there is no such file");
  CHECK(students(*collection) == std::vector<std::string>{"s-1 Ann", "s-2 Ben"});
}

TEST_CASE("progress is told, and a cancel keeps what was taken") {
  const Desk desk;
  for (int i = 0; i < 5; ++i)
    static_cast<void>(desk.write(std::to_string(i) + ".progress",
                                 file_of("s-" + std::to_string(i), "N")));
  std::vector<std::size_t> told;
  const auto collection = desk.open();
  auto done =
      collect(*collection, {desk.in()}, kNow, [&](std::size_t at, std::size_t all) {
        told.push_back(at);
        CHECK(all == 5);
        return at < 3;
      });
  REQUIRE(done);
  CHECK(done->cancelled);
  CHECK(done->fresh == 3);
  CHECK(told == std::vector<std::size_t>{0, 1, 2, 3});
  CHECK(students(*desk.open()).size() == 3);
  done = collect(*collection, {desk.in()}, kNow, [&](std::size_t at, std::size_t) {
    told.push_back(at);
    return true;
  });
  REQUIRE(done);
  CHECK(told.back() == 5);
  CHECK(done->same == 3);
  CHECK(done->fresh == 2);
}

TEST_CASE("a removed student leaves nothing behind") {
  const Desk desk;
  HandIn second = file_of("s-2", "Ben");
  second.answers.clear();
  second.exams.clear();
  const auto collection = desk.open();
  collected(*collection,
            {desk.write("1", file_of("s-1", "Ann")), desk.write("2", second)});
  CHECK_FALSE(collection->remove_student("s-9"));
  REQUIRE(collection->remove_student("s-1"));
  CHECK(students(*collection) == std::vector<std::string>{"s-2 Ben"});
  CHECK(rows(*collection, Figure::kWrongAnswers, 4).empty());
  std::ifstream in(fs::directory_iterator(desk.place().folder)->path(), std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  CHECK(bytes.find("令和") == std::string::npos);
  CHECK(bytes.find("Ann") == std::string::npos);
}

TEST_CASE("classes are listed by name, and removed one by one") {
  const Desk desk;
  CHECK(list_collections(desk.place())->empty());
  collected(*desk.open("Policy 101"), {desk.write("1", file_of("s-1", "Ann"))});
  CHECK(desk.open("国際政治") != nullptr);
  CHECK(desk.open("Law?/../x") != nullptr);
  std::ofstream(desk.place().folder / "other.class") << "no class";
  std::ofstream(desk.place().folder / "notes.txt") << "no class";
  const auto entries = list_collections(desk.place());
  REQUIRE(entries);
  REQUIRE(entries->size() == 3);
  CHECK((*entries)[0].course == "Law?/../x");
  CHECK((*entries)[1].course == "Policy 101");
  CHECK((*entries)[1].students == 1);
  CHECK((*entries)[1].newest == instant("2024-07-29T10:00:00Z"));
  CHECK_FALSE((*entries)[0].newest);
  CHECK(remove_collection(desk.place(), "Policy 101"));
  CHECK_FALSE(remove_collection(desk.place(), "Policy 101"));
  CHECK(list_collections(desk.place())->size() == 2);
}

TEST_CASE("a class needs a name, and a place that can be used") {
  const Desk desk;
  CHECK_FALSE(open_collection(desk.place(), ""));
  CHECK_FALSE(open_collection(desk.place(), " \u202e "));
  CHECK_FALSE(open_collection(desk.place(), "\xff"));
  CHECK_FALSE(open_collection(desk.place(), std::string(201, 'x')));
  CHECK(*checked_course("  Policy\n101 ") == "Policy 101");
  const CollectionPlace database{{}, "postgresql:///x?host=/nowhere"};
  CHECK_FALSE(open_collection(database, "P"));
  CHECK_FALSE(list_collections(database));
  CHECK_FALSE(remove_collection(database, "P"));
  std::ofstream(desk.folder.path() / "file") << "x";
  CHECK_FALSE(open_collection({desk.folder.path() / "file", ""}, "P"));
}

TEST_CASE("a file that is no class, or of a newer version, is not touched") {
  const Desk desk;
  CHECK(desk.open() != nullptr);
  const fs::path file = fs::directory_iterator(desk.place().folder)->path();
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
  sqlite3_exec(handle, "PRAGMA user_version = 9", nullptr, nullptr, nullptr);
  auto opened = open_collection(desk.place(), "P");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().what.find("newer version") != std::string::npos);
  sqlite3_exec(handle, "PRAGMA application_id = 9", nullptr, nullptr, nullptr);
  opened = open_collection(desk.place(), "P");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().what.find("no class") != std::string::npos);
  sqlite3_close(handle);
}

TEST_CASE("a disk that cannot be written fails, and leaves the class as it was") {
  const Desk desk;
  const auto collection = desk.open();
  collected(*collection, {desk.write("1", file_of("s-1", "Ann"))});
  const fs::path file = fs::directory_iterator(desk.place().folder)->path();
  // Another program holds the file.
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
  REQUIRE(sqlite3_exec(other,
                       "CREATE TRIGGER stop BEFORE INSERT ON study_day BEGIN "
                       "SELECT RAISE(ABORT, 'no'); END",
                       nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK_FALSE(collect(*collection, {desk.write("2", file_of("s-2", "Ben"))}, kNow));
  CHECK(students(*collection) == std::vector<std::string>{"s-1 Ann"});
  REQUIRE(sqlite3_exec(other, "DROP TRIGGER stop", nullptr, nullptr, nullptr) ==
          SQLITE_OK);
  sqlite3_close(other);
  CHECK(collected(*collection, {desk.in()}).fresh == 0);  // no *.progress in there
  CHECK(collected(*collection, {desk.in() / "2"}).fresh == 1);
}

}  // namespace attache::classroom
