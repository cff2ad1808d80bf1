// The Class screen's orders, names of files and sentences.

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <limits>
#include <rapidcheck.h>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

#include <doctest/doctest.h>

#include "window/class_words.h"
#include "window/import_files.h"

namespace {

namespace fs = std::filesystem;
using namespace attache;
using namespace attache::window;

StudyDay day(int year, unsigned month, unsigned number) {
  return StudyDay(std::chrono::local_days(
      std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number)));
}

ClassStudent a_student(std::string name) {
  ClassStudent student;
  student.id = name;
  student.name = std::move(name);
  student.history = true;
  return student;
}

std::vector<std::string> names(const std::vector<ClassStudent>& students,
                               StudentOrder order,
                               bool descending) {
  std::vector<std::string> sorted;
  for (const std::size_t place : sorted_students(students, order, descending))
    sorted.push_back(students[place].name);
  return sorted;
}

using Names = std::vector<std::string>;

std::string value_of(const std::vector<NamedFigure>& figures, std::string_view label) {
  for (const NamedFigure& figure : figures)
    if (figure.label == label) return figure.value;
  return "not there";
}

}  // namespace

TEST_CASE("students are sorted by name without regard to case and accents") {
  const std::vector<ClassStudent> students{a_student("oliver"), a_student("Élodie"),
                                           a_student("Zoë"), a_student("Abe")};
  CHECK(names(students, StudentOrder::kName, false) ==
        Names{"Abe", "Élodie", "oliver", "Zoë"});
  CHECK(names(students, StudentOrder::kName, true) ==
        Names{"Zoë", "oliver", "Élodie", "Abe"});
}

TEST_CASE("students with the same figure stay by name, whichever way they are sorted") {
  std::vector<ClassStudent> students{a_student("Cem"), a_student("Ana"), a_student("Bo")};
  students[0].answers = 7;
  students[1].answers = 7;
  students[2].answers = 9;
  CHECK(names(students, StudentOrder::kAnswers, true) == Names{"Bo", "Ana", "Cem"});
  CHECK(names(students, StudentOrder::kAnswers, false) == Names{"Ana", "Cem", "Bo"});
}

TEST_CASE("those who never studied come last by their last day, both ways") {
  std::vector<ClassStudent> students{a_student("Ana"), a_student("Bo"), a_student("Cem")};
  students[1].last_day = day(2024, 7, 20);
  students[2].last_day = day(2024, 7, 28);
  CHECK(names(students, StudentOrder::kLastDay, true) == Names{"Cem", "Bo", "Ana"});
  CHECK(names(students, StudentOrder::kLastDay, false) == Names{"Bo", "Cem", "Ana"});
}

TEST_CASE("each order looks at its own figure") {
  std::vector<ClassStudent> students{a_student("Ana"), a_student("Bo")};
  students[0].known = 0.4;
  students[1].known = 0.9;
  students[0].days = 12;
  students[1].days = 3;
  students[0].time = Millis(1000);
  students[1].time = Millis(5000);
  CHECK(names(students, StudentOrder::kKnown, false) == Names{"Ana", "Bo"});
  CHECK(names(students, StudentOrder::kDays, false) == Names{"Bo", "Ana"});
  CHECK(names(students, StudentOrder::kTime, true) == Names{"Bo", "Ana"});
}

TEST_CASE("property: sorting shows each student once") {
  CHECK(rc::check([](const std::vector<std::string>& written, bool descending) {
    std::vector<ClassStudent> students;
    for (const std::string& name : written) {
      // Names come from read files: they are valid text.
      students.push_back(a_student(std::string(name.size() % 5, 'n')));
      students.back().known = static_cast<double>(name.size() % 3);
    }
    const auto order = *rc::gen::element(StudentOrder::kName, StudentOrder::kKnown,
                                         StudentOrder::kLastDay);
    const auto places = sorted_students(students, order, descending);
    const std::set<std::size_t> different(places.begin(), places.end());
    RC_ASSERT(places.size() == students.size());
    RC_ASSERT(different.size() == students.size());
    const bool within = different.empty() || *different.rbegin() < students.size();
    RC_ASSERT(within);
  }));
}

TEST_CASE("a file is called after its class in any script, its page and its day") {
  const StudyDay when = day(2024, 8, 1);
  CHECK(class_file_stem("Policy 101, summer", "students", when) ==
        "attache-Policy-101-summer-students-2024-08-01");
  CHECK(class_file_stem("日米安全保障論（夏学期）", "topics", when) ==
        "attache-日米安全保障論-夏学期-topics-2024-08-01");
}

TEST_CASE(
    "a file's name has no sign that leads elsewhere or that a file system refuses") {
  const StudyDay when = day(2024, 8, 1);
  CHECK(class_file_stem("../../etc/passwd", "days", when) ==
        "attache-etc-passwd-days-2024-08-01");
  CHECK(class_file_stem("a:b*c?\"<>|\\", "days", when) ==
        "attache-a-b-c-days-2024-08-01");
  CHECK(class_file_stem("…", "days", when) == "attache-class-days-2024-08-01");
}

TEST_CASE("a very long name of a class still makes a name that a file can have") {
  std::string name;
  for (int i = 0; i < 300; ++i)
    name += "論";
  constexpr std::size_t kMostBytes = 255;
  CHECK(class_file_stem(name, "questions", day(2024, 8, 1)).size() + 8 < kMostBytes);
}

TEST_CASE("files that students hand in are known by their ending") {
  CHECK(looks_handed_in("kestrel-12-2024-07-29.progress"));
  CHECK(looks_handed_in("A.PROGRESS"));
  CHECK_FALSE(looks_handed_in("progress"));
  CHECK_FALSE(looks_handed_in("a.progress.xml"));
}

TEST_CASE("the chooser of files that were handed in lists nothing else but folders") {
  const fs::path folder =
      fs::temp_directory_path() / ("attache-class-" + std::to_string(getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder / "week 2");
  for (const char* name : {"a.progress", "b.csv", "c.xml"})
    std::ofstream(folder / name) << "x";
  const auto entries = entries_of(folder, {looks_handed_in, ""});
  fs::remove_all(folder);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].name == "week 2");
  CHECK(entries[1].name == "a.progress");
}

TEST_CASE("the folder that was typed is meant, with a slash behind it or without") {
  const fs::path home =
      fs::temp_directory_path() / ("attache-class-" + std::to_string(getpid()));
  fs::remove_all(home);
  fs::create_directories(home / "in");
  CHECK(folder_meant(typed_path("~/in", home)) == home / "in");
  CHECK(folder_meant(typed_path("~/in/", home)) == home / "in" / "");
  CHECK(folder_meant(typed_path("~/i", home)) == home / "");
  fs::remove_all(home);
}

TEST_CASE("what is added names its folder and how many files") {
  CHECK(adding_words("/home/x/in", 3) == "Add all 3 files of in");
  CHECK(adding_words("/home/x/in/", 1200) == "Add all 1,200 files of in");
  CHECK(adding_words("/home/x/in/", 1) == "Add the file of in");
  CHECK(adding_words("/home/x/in", 0) == "Add the files");
  CHECK(adding_words("/", 2) == "Add all 2 files of /");
}

TEST_CASE("figures that there are not are a dash, and negative ones have a minus") {
  CHECK(percent_text(std::nullopt) == "–");
  CHECK(percent_text(std::numeric_limits<double>::quiet_NaN()) == "–");
  CHECK(percent_text(61.6) == "62 %");
  CHECK(percent_text(-12.4) == "−12 %");
  CHECK(percent_text(-0.3) == "0 %");
  CHECK(class_share_text(0.84) == "84 %");
  CHECK(class_share_text(std::nullopt) == "–");
  CHECK(plain_figure_text(-0.316) == "−0.32");
  CHECK(plain_figure_text(-0.001) == "0.00");
  CHECK(plain_figure_text(std::nullopt) == "–");
}

TEST_CASE("the mean of a topic leaves out who did not hand it in") {
  ClassShown shown;
  shown.topics.resize(2);
  shown.students = {a_student("Ana"), a_student("Bo")};
  shown.students[0].topics = {0.4, std::nullopt};
  shown.students[1].topics = {0.8, std::nullopt};
  const auto means = topic_means(shown);
  REQUIRE(means.size() == 2);
  REQUIRE(means[0]);
  CHECK(*means[0] == doctest::Approx(0.6));
  CHECK_FALSE(means[1]);
}

TEST_CASE("what is missing because of totals is said, and by how many") {
  ClassShown shown;
  CHECK(missing_words(shown).empty());
  shown.students = {a_student("Ana"), a_student("Bo"), a_student("Cem")};
  CHECK(missing_words(shown).empty());
  shown.students[1].history = false;
  REQUIRE(missing_words(shown).size() == 1);
  CHECK(missing_words(shown)[0].starts_with("1 student handed in totals only"));
  shown.students[0].history = shown.students[2].history = false;
  REQUIRE(missing_words(shown).size() == 1);
  CHECK(missing_words(shown)[0].starts_with("Everybody"));
}

TEST_CASE(
    "what became of files is told with its numbers, and nothing that did not happen") {
  FilesTaken taken;
  taken.students_new = 21;
  taken.students_renewed = 1;
  CHECK(taken_title(taken) == "Handed in");
  CHECK(taken_words(taken) ==
        Names{"21 students are new.", "1 student handed in a later file."});
}

TEST_CASE("files of which none counts have a title that says so") {
  FilesTaken same;
  same.same = 3;
  CHECK(taken_title(same) == "Nothing new");
  FilesTaken broken;
  broken.refused = {{"a.progress", "it was cut off"}};
  CHECK(taken_title(broken) == "None could be read");
  CHECK(taken_words(broken) == Names{"1 file was left out."});
  const FilesTaken none;
  CHECK(taken_title(none) == "No files there");
  CHECK(taken_words(none).size() == 1);
}

TEST_CASE("reading tells how many files of how many") {
  CHECK(reading_words(0, 0) == "Looking for files");
  CHECK(reading_words(1214, 2000) == "1,214 of 2,000 files");
  CHECK(reading_words(0, 1) == "0 of 1 file");
}

TEST_CASE("a deck says which editions students have, and yours where that differs") {
  ClassDeck deck{"a", "A", {2}, true, 2, 120, 0};
  CHECK(deck_words(deck) == "120 questions  ·  edition 2");
  deck.editions = {1, 2};
  deck.questions_gone = 4;
  CHECK(deck_words(deck) ==
        "120 questions  ·  edition 1 and 2, yours is 2  ·  4 not in yours");
  deck.on_shelf = false;
  CHECK(deck_words(deck) == "120 questions  ·  edition 1 and 2");
}

TEST_CASE(
    "the commonest wrong answers stand in a line, three at most, without a right one") {
  ClassQuestion question;
  CHECK(wrong_words(question).empty());
  question.wrong = {{"2026", 7, 9, false},
                    {"2025", 5, 5, true},
                    {"Seoul", 3, 3, false},
                    {"Guam", 1, 1, false},
                    {"Tokyo", 1, 1, false}};
  CHECK(wrong_words(question) == "2026 (7 students),  Seoul (3),  Guam (1)");
}

TEST_CASE("a class says how many students it has and of when its newest file is") {
  CHECK(course_words({"A", 0, std::nullopt}, std::nullopt) == "Nothing handed in yet");
  CHECK(course_words({"A", 1, std::nullopt}, day(2024, 7, 31)) ==
        "1 student  ·  newest file of 31 July 2024");
}

TEST_CASE("a refusal reads as a sentence") {
  CHECK(as_sentence("its checksum does not fit") == "Its checksum does not fit.");
  CHECK(as_sentence("Is it a file?") == "Is it a file?");
  CHECK(as_sentence("").empty());
}

TEST_CASE(
    "a paper of different questions has no alpha and nothing that follows from it") {
  ClassExam exam;
  exam.analysis.alpha_percent = 78.4;
  exam.analysis.standard_error_percent = 8.1;
  CHECK(value_of(paper_figures(exam), "Cronbach's alpha") == "78 %");
  CHECK(value_of(paper_figures(exam), "Standard error") == "8 %");
  exam.same_questions = false;
  CHECK(value_of(paper_figures(exam), "Cronbach's alpha") == "not there");
  CHECK(value_of(paper_figures(exam), "Standard error") == "not there");
}

TEST_CASE("means of later attempts show only where somebody tried again") {
  ClassExam exam;
  exam.attempts = exam.students = 12;
  exam.first = exam.last = 0.61;
  CHECK(value_of(paper_figures(exam), "Mean, first attempts") == "61 %");
  CHECK(value_of(paper_figures(exam), "Mean, last attempts") == "not there");
  exam.attempts = 14;
  CHECK(value_of(paper_figures(exam), "Mean, last attempts") == "61 %");
}

TEST_CASE("the figures that stand beside an exam question are the first three of all") {
  ItemAnalysis item;
  item.facility_percent = 62;
  item.discrimination_percent = -8;
  item.efficiency_percent = 12;
  const auto figures = item_figures(item);
  REQUIRE(figures.size() > kListedItemFigures);
  CHECK(figures[0].value == "62 %");
  CHECK(figures[1].value == "−8 %");
  CHECK(figures[2].value == "12 %");
}

TEST_CASE("every page that is saved as CSV has its own file") {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < kClassPages; ++i)
    for (const ClassFileKind& kind : files_of(static_cast<ClassPage>(i))) {
      CHECK(kind.what != ClassExport::kHtml);
      CHECK(seen.insert(std::string(kind.name)).second);
    }
  CHECK(seen.count("answers") == 1);
}

TEST_CASE("the class as a whole adds up its students") {
  ClassShown shown;
  shown.students = {a_student("Ana"), a_student("Bo")};
  shown.students[0].answers = 1200;
  shown.students[1].answers = 34;
  shown.students[0].known = 0.5;
  shown.students[1].known = 0.8;
  shown.students[0].time = std::chrono::minutes(61);
  const auto figures = class_figures_of(shown);
  CHECK(value_of(figures, "Students") == "2");
  CHECK(value_of(figures, "Answers") == "1,234");
  CHECK(value_of(figures, "Known on average") == "65 %");
  CHECK(value_of(figures, "Time") == "1 h 1 min");
  CHECK(value_of(class_figures_of({}), "Known on average") == "–");
}
