#include "trainer/course.h"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "classroom/hand_in.h"
#include "deckfile/read.h"
#include "trainer/for_tests.h"
#include "trainer/library.h"

namespace attache {

namespace {

namespace fs = std::filesystem;
using classroom::HandInAnswer;
using classroom::HandInDay;
using classroom::HandInExam;
using classroom::HandInHead;
using classroom::HandInQuestion;

struct File {
  HandInHead head;
  std::vector<HandInQuestion> questions;
  std::vector<HandInDay> days;
  std::vector<HandInAnswer> answers;
  std::vector<HandInExam> exams;
};

HandInQuestion asked(const std::string& id,
                     const std::string& topic,
                     double recall,
                     int reviews,
                     int again,
                     std::optional<double> first) {
  HandInQuestion question;
  question.id = id;
  question.topic = topic;
  question.recall = recall;
  question.reviews = reviews;
  question.again = again;
  question.time = std::chrono::seconds(10) * reviews;
  question.first_credit = first;
  question.first_day = day("2024-07-01");
  if (reviews > 0) question.first_form = "choice";
  return question;
}

HandInAnswer picked(std::uint32_t question, const std::string& text, double credit) {
  HandInAnswer answer;
  answer.question = question;
  answer.at = instant("2024-07-01T10:00:00Z");
  answer.day = day("2024-07-01");
  answer.form = Form::kChoice;
  answer.credit = credit;
  answer.options = {"It is b.", "2026", "2027"};
  answer.given = {text};
  return answer;
}

HandInExam sat(const std::string& id, const std::string& at, double a, double b) {
  HandInExam exam;
  exam.id = id;
  exam.paper = "p-1";
  exam.title = "Mock exam";
  exam.ended_at = instant(at);
  exam.items = {{"d/a", a, 0.5, {"yes", "no", "never"}, {"yes"}, {a > 0 ? "yes" : "no"}},
                {"d/b", b, {}, {}, {"It is b."}, {}}};
  if (b > 0) exam.items[1].given = {"It is b."};
  return exam;
}

File a_file(const std::string& student, const std::string& name, int edition = 1) {
  File file;
  file.head.student = student;
  file.head.name = name;
  file.head.made_at = instant("2024-07-05T10:00:00Z");
  file.head.made_on = day("2024-07-05");
  file.head.detail = classroom::Detail::kHistory;
  file.head.exams = true;
  file.head.decks = {{"d", "As the students have it", edition, 3}};
  return file;
}

/// Three students whose figures are worked out by hand in the tests.
std::vector<File> three_students() {
  File ann = a_file("s-1", "Ann");
  ann.questions = {asked("d/a", "law", 0.9, 4, 1, 1), asked("d/b", "law", 0.5, 2, 1, 0),
                   asked("d/c", "", 0, 0, 0, {})};
  ann.days = {{day("2024-07-01"), 4, 1, std::chrono::seconds(40)},
              {day("2024-07-03"), 2, 1, std::chrono::seconds(20)}};
  ann.answers = {picked(1, "2026", 0), picked(1, "2026", 0)};
  ann.exams = {sat("r-1", "2024-07-04T10:00:00Z", 1, 1),
               sat("r-2", "2024-07-04T12:00:00Z", 0, 1)};
  File ben = a_file("s-2", "Ben", 2);
  ben.questions = {asked("d/a", "law", 0.8, 1, 0, 1), asked("d/b", "law", 0.1, 3, 3, 0),
                   asked("d/c", "", 0.4, 1, 0, 0.5), asked("d/old", "", 0, 0, 0, {})};
  ben.days = {{day("2024-07-01"), 5, 3, std::chrono::seconds(50)}};
  ben.answers = {picked(1, "It is b.", 1)};
  ben.exams = {sat("r-3", "2024-07-04T11:00:00Z", 1, 0)};
  File cyd = a_file("s-3", "Cyd");
  cyd.head.pseudonym = true;
  cyd.head.topics = {"d/law"};
  cyd.questions = {asked("d/a", "law", 0.7, 2, 1, 0), asked("d/b", "law", 0, 0, 0, {})};
  cyd.days = {{day("2024-07-02"), 2, 1, std::chrono::seconds(20)}};
  cyd.exams = {sat("r-4", "2024-07-04T11:00:00Z", 0, 0)};
  return {ann, ben, cyd};
}

struct ClassRoom {
  Room room;

  ClassRoom() {
    room.write(DeckText("d", "The deck here")
                   .add("<topic id=\"law\">Law and rules</topic>")
                   .recall("a", "topic=\"law\"")
                   .recall("b", "topic=\"law\"")
                   .recall("c")
                   .recall("extra"));
  }
  [[nodiscard]] CourseStore store() const { return {room.data() / "classes", ""}; }
  [[nodiscard]] fs::path write(const File& file) const {
    fs::create_directories(room.data());
    const fs::path path = room.data() / (file.head.student + ".progress");
    std::ofstream out(path, std::ios::binary);
    classroom::HandInWriter writer(out, file.head);
    for (const auto& each : file.questions)
      writer.question(each);
    for (const auto& each : file.days)
      writer.day(each);
    for (const auto& each : file.answers)
      writer.answer(each);
    for (const auto& each : file.exams)
      writer.exam(each);
    writer.finish();
    return path;
  }
  [[nodiscard]] std::unique_ptr<Course> with(const std::vector<File>& files) const {
    auto course = Course::open(store(), "Policy 101");
    if (!course) FAIL(course.error().text());
    std::vector<fs::path> paths;
    for (const File& file : files)
      paths.push_back(write(file));
    const auto taken = (*course)->add(paths, instant("2024-07-06T00:00:00Z"));
    REQUIRE(taken);
    REQUIRE(taken->refused.empty());
    return *std::move(course);
  }
  [[nodiscard]] Library library() const { return load_library({room.decks()}); }
  [[nodiscard]] ClassShown shown(const std::vector<File>& files,
                                 const std::string& deck = "") const {
    const Library books = library();
    auto shown = with(files)->shown(books.books, deck);
    if (!shown) FAIL(shown.error().text());
    return *std::move(shown);
  }
};

bool is_about(const std::optional<double>& value, double wanted) {
  CAPTURE(value.value_or(-999));
  CAPTURE(wanted);
  const bool near = value && std::abs(*value - wanted) < 5e-5;
  CHECK(near);
  return near;
}

bool has(const std::vector<std::string>& lines, const std::string& part) {
  return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    return line.find(part) != std::string::npos;
  });
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("students, and what they know by topic, are as worked out by hand") {
  const ClassShown shown = ClassRoom().shown(three_students());
  CHECK(shown.name == "Policy 101");
  REQUIRE(shown.topics.size() == 2);
  CHECK(shown.topics[0].title == "Law and rules");
  CHECK(shown.topics[0].questions == 2);
  CHECK(shown.topics[1].title == "Other questions");
  CHECK(shown.topics[1].questions == 2);
  REQUIRE(shown.students.size() == 3);
  const ClassStudent& ann = shown.students[0];
  CHECK(ann.name == "Ann");
  CHECK(ann.history);
  CHECK(ann.handed_in == instant("2024-07-05T10:00:00Z"));
  CHECK(ann.as_of == day("2024-07-05"));
  CHECK(ann.first_day == day("2024-07-01"));
  CHECK(ann.last_day == day("2024-07-03"));
  CHECK(ann.days == 2);
  CHECK(ann.answers == 6);
  CHECK(ann.time == std::chrono::seconds(60));
  CHECK(ann.questions == 3);
  CHECK(ann.started == 2);
  is_about(ann.known, 1.4 / 3);
  is_about(ann.topics[0], 0.7);
  is_about(ann.topics[1], 0);
  const ClassStudent& ben = shown.students[1];
  is_about(ben.known, 1.3 / 4);
  is_about(ben.topics[0], 0.45);
  is_about(ben.topics[1], 0.2);
  const ClassStudent& cyd = shown.students[2];
  CHECK(cyd.pseudonym);
  is_about(cyd.known, 0.35);
  CHECK_FALSE(cyd.topics[1]);  // not handed in
}

TEST_CASE("questions, the hardest first, are as worked out by hand") {
  const ClassShown shown = ClassRoom().shown(three_students());
  REQUIRE(shown.questions.size() == 4);
  const ClassQuestion& b = shown.questions[0];
  CHECK(b.id == "d/b");
  CHECK(b.on_shelf);
  CHECK(b.item == "b");
  CHECK(b.stem == "What is b?");
  CHECK(b.answer == "It is b.");
  CHECK(b.deck_title == "The deck here");
  is_about(b.facility, 0);
  CHECK(b.first_answers == 2);
  CHECK(b.students == 2);
  is_about(b.known, 0.2);
  is_about(b.again, 0.8);
  REQUIRE(b.wrong.size() == 1);
  CHECK(b.wrong[0].text == "2026");
  CHECK(b.wrong[0].students == 1);
  CHECK(b.wrong[0].times == 2);
  REQUIRE(b.options.size() == 3);
  CHECK(b.options[0].text == "2026");
  CHECK(b.options[0].picked == 2);
  CHECK(b.options[0].shown == 3);
  CHECK_FALSE(b.options[0].right);
  CHECK(b.options[1].text == "It is b.");
  CHECK(b.options[1].right);
  CHECK(b.options[2].picked == 0);
  const ClassQuestion& c = shown.questions[1];
  CHECK(c.id == "d/c");
  is_about(c.facility, 0.5);
  CHECK(c.first_answers == 1);
  const ClassQuestion& a = shown.questions[2];
  is_about(a.facility, 2.0 / 3);
  is_about(a.known, 0.8);
  is_about(a.again, 2.0 / 7);
  const ClassQuestion& old = shown.questions[3];
  CHECK(old.id == "d/old");
  CHECK(old.stem == "d/old");
  CHECK_FALSE(old.on_shelf);
  CHECK_FALSE(old.facility);
}

TEST_CASE("days count students and answers") {
  const ClassShown shown = ClassRoom().shown(three_students());
  REQUIRE(shown.days.size() == 3);
  CHECK(shown.days[0].day == day("2024-07-01"));
  CHECK(shown.days[0].students == 2);
  CHECK(shown.days[0].answers == 9);
  CHECK(shown.days[0].time == std::chrono::seconds(90));
  CHECK(shown.days[1].students == 1);
  CHECK(shown.days[2].answers == 2);
}

TEST_CASE("editions of a deck go together by the ids of their questions") {
  const ClassShown shown = ClassRoom().shown(three_students());
  REQUIRE(shown.decks.size() == 1);
  const ClassDeck& deck = shown.decks[0];
  CHECK(deck.title == "The deck here");
  CHECK(deck.editions == std::vector<int>{1, 2});
  CHECK(deck.on_shelf);
  CHECK(deck.edition_here == 1);
  CHECK(deck.questions == 4);
  CHECK(deck.questions_gone == 1);
  CHECK(has(shown.words, "1 question of the students is not in your edition"));
}

TEST_CASE("a mock exam is analysed over first attempts, as worked out by hand") {
  const ClassShown shown = ClassRoom().shown(three_students());
  REQUIRE(shown.exams.size() == 1);
  const ClassExam& exam = shown.exams[0];
  CHECK(exam.students == 3);
  CHECK(exam.attempts == 4);
  is_about(exam.first, 0.5);     // 1, 1/2, 0
  is_about(exam.last, 1.0 / 3);  // 1/2, 1/2, 0
  is_about(exam.best, 0.5);
  is_about(exam.all, 0.5);  // 1, 1/2, 1/2, 0
  CHECK(exam.same_questions);
  // Totals 2, 1, 0; both questions have a variance of 1/3.
  is_about(exam.analysis.mean_percent, 50);
  is_about(exam.analysis.standard_deviation_percent, 50);
  is_about(exam.analysis.alpha_percent, 66.6667);
  REQUIRE(exam.items.size() == 2);
  const ExamItem& a = exam.items[0];
  CHECK(a.stem == "What is a?");
  CHECK(a.deck == "d");
  CHECK(a.item == "a");
  is_about(a.analysis.facility_percent, 66.6667);
  is_about(a.analysis.discrimination_percent, 50);
  is_about(a.analysis.efficiency_percent, 100);
  is_about(a.analysis.guess_percent, 50);
  REQUIRE(a.responses.size() == 3);
  CHECK(a.responses[0].text == "yes");
  CHECK(a.responses[0].count == 2);
  is_about(a.responses[0].credit, 1);
  is_about(a.responses[0].share, 2.0 / 3);
  CHECK(a.responses[2].text == "never");
  CHECK(a.responses[2].count == 0);
  const ExamItem& b = exam.items[1];
  is_about(b.analysis.facility_percent, 33.3333);
  CHECK_FALSE(b.analysis.guess_percent);
  CHECK(b.responses[0].text == "no answer");
  CHECK(b.responses[0].count == 2);
}

TEST_CASE("where students had other questions there is no alpha") {
  auto files = three_students();
  files[1].exams[0].items.pop_back();
  const ClassShown shown = ClassRoom().shown(files);
  CHECK_FALSE(shown.exams[0].same_questions);
  CHECK_FALSE(shown.exams[0].analysis.alpha_percent);
  CHECK(has(class_file(shown, ClassExport::kHtml), "Not everybody had the same"));
}

TEST_CASE("one deck alone can be shown, and one student alone") {
  const ClassRoom room;
  auto files = three_students();
  files[0].questions.push_back(asked("e/x", "t", 1, 1, 0, 1));
  files[0].head.decks.push_back({"e", "Another", 1, 1});
  const ClassShown all = room.shown(files);
  CHECK(all.topics.size() == 3);
  CHECK(all.decks.size() == 2);
  CHECK_FALSE(all.decks[1].on_shelf);
  CHECK(has(all.words, "The deck Another is not here"));
  const ClassShown one = room.shown(files, "e");
  CHECK(one.questions.size() == 1);
  REQUIRE(one.students.size() == 1);
  CHECK(one.students[0].answers == 1);
  CHECK(one.students[0].time == std::chrono::seconds(10));
  CHECK(one.exams.empty());
  const Library books = room.library();
  const auto course = room.with({});
  const auto ann = course->student(books.books, "s-1");
  REQUIRE(ann);
  CHECK(ann->topics == all.students[0].topics);
  CHECK(ann->answers == all.students[0].answers);
  is_about(ann->known, all.students[0].known);
  CHECK_FALSE(course->student(books.books, "s-9"));
}

TEST_CASE("advice is given where enough students have answered") {
  std::vector<File> files;
  for (int i = 0; i < 24; ++i) {
    File file = a_file(fmt::format("s-{}", i), fmt::format("N{}", i));
    file.questions = {asked("d/a", "law", 1, 1, 0, 1), asked("d/b", "law", 0, 1, 1, 0),
                      asked("d/c", "", 0, 1, 1, 0)};
    HandInAnswer typed = picked(2, "Kihara", 0);
    typed.form = Form::kTyped;
    typed.options.clear();
    file.days = {{day("2024-07-01"), 3, 2, Millis(1)}};
    file.answers = {picked(1, i < 4 ? "It is b." : "2026", i < 4 ? 1 : 0), typed};
    file.exams = {sat("r", "2024-07-04T11:00:00Z", i < 12 ? 1 : 0, i < 12 ? 0 : 1)};
    files.push_back(file);
  }
  const ClassShown shown = ClassRoom().shown(files);
  const auto advice = [&](const std::string& id) {
    return std::find_if(shown.questions.begin(), shown.questions.end(),
                        [&](const ClassQuestion& each) { return each.id == id; })
        ->advice;
  };
  CHECK(has(advice("d/b"), "Most choose 2026: is the passage misleading?"));
  CHECK(has(advice("d/b"), "Nobody picks 2027 (24 showings)"));
  CHECK(has(advice("d/b"), "0 % know it when they are first asked"));
  CHECK(
      has(advice("d/a"), "100 % know it when they are first asked: it may be too easy"));
  CHECK(has(advice("d/c"), "Most have answered Kihara"));
  REQUIRE(shown.exams.size() == 1);
  CHECK(has(shown.exams[0].items[0].advice, "Those who do well elsewhere miss it"));
  CHECK(has(shown.exams[0].items[0].advice, "Nobody picks never."));
  CHECK(has(shown.words, "24 students have handed in; 24 of them studied"));
  CHECK(has(shown.words, "The hardest question at first sight"));
}

TEST_CASE("of right answers in several spellings there is one response, and no key") {
  std::vector<File> files;
  const std::vector<std::string> given{"First reading; second reading", "The readings",
                                       "First reading; second reading", "Committee", ""};
  for (std::size_t i = 0; i < given.size(); ++i) {
    File file = a_file(fmt::format("s-{}", i), fmt::format("N{}", i));
    HandInExam exam = sat("r", "2024-07-04T11:00:00Z", 1, i < 3 ? 1 : 0);
    exam.items[1].right = {"1. First reading 2. Second reading"};
    exam.items[1].given.clear();
    if (!given[i].empty()) exam.items[1].given = {given[i]};
    // Several are right of what is to be picked.
    exam.items[0].right = {"yes", "never"};
    exam.items[0].given = {"yes", "never"};
    file.exams = {exam};
    files.push_back(file);
  }
  const ClassShown shown = ClassRoom().shown(files);
  REQUIRE(shown.exams.size() == 1);
  const auto& ordered = shown.exams[0].items[1].responses;
  REQUIRE(ordered.size() == 3);
  CHECK(ordered[0].text == "First reading; second reading");
  CHECK(ordered[0].count == 3);
  is_about(ordered[0].share, 0.6);
  is_about(ordered[0].credit, 1);
  CHECK(ordered[1].count == 1);
  const auto& picked_two = shown.exams[0].items[0].responses;
  REQUIRE(picked_two.size() == 2);
  CHECK(picked_two[0].text == "yes; never");
  CHECK(picked_two[0].count == 5);
  CHECK(picked_two[1].text == "no");
  CHECK(picked_two[1].count == 0);

  // One of two that are right earns half, whether anybody picked it or not.
  for (File& file : files)
    file.exams[0].items[0].given = {"yes"};
  const auto half = ClassRoom().shown(files).exams[0].items[0].responses;
  const auto never = std::find_if(half.begin(), half.end(), [](const auto& response) {
    return response.text == "never";
  });
  REQUIRE(never != half.end());
  CHECK(never->count == 0);
  is_about(never->credit, 0.5);

  // A key that nobody gave stands once.
  for (File& file : files)
    file.exams[0].items[1].marks = 0;
  const auto missed = ClassRoom().shown(files).exams[0].items[1].responses;
  CHECK(std::count_if(missed.begin(), missed.end(), [](const auto& response) {
          return response.text == "1. First reading 2. Second reading" &&
                 response.count == 0;
        }) == 1);
}

TEST_CASE("a question that many have failed is harder than one that one has failed") {
  std::vector<File> files;
  for (int i = 0; i < 5; ++i) {
    File file = a_file(fmt::format("s-{}", i), fmt::format("N{}", i));
    file.questions = {asked("d/b", "law", 0, 1, 1, 0)};
    if (i == 0) file.questions.push_back(asked("d/a", "law", 0, 1, 1, 0));
    files.push_back(file);
  }
  const ClassShown shown = ClassRoom().shown(files);
  REQUIRE(shown.questions.size() == 2);
  CHECK(shown.questions[0].id == "d/b");
}

TEST_CASE("a slight turn, or one of a few students, is no reason for doubt") {
  // Six students: the question turns against the other one wholly, but they are few.
  std::vector<File> files;
  for (int i = 0; i < 6; ++i) {
    File file = a_file(fmt::format("s-{}", i), fmt::format("N{}", i));
    file.exams = {sat("r", "2024-07-04T11:00:00Z", i < 3 ? 1 : 0, i < 3 ? 0 : 1)};
    files.push_back(file);
  }
  CHECK_FALSE(has(ClassRoom().shown(files).exams[0].items[0].advice, "miss it"));
  // 41 students, two by two: 10 10, 11 01, 10 00 … a correlation of -0.025.
  files.clear();
  for (int i = 0; i < 41; ++i) {
    File file = a_file(fmt::format("s-{}", i), fmt::format("N{}", i));
    file.exams = {sat("r", "2024-07-04T11:00:00Z", i < 20 ? 1 : 0, i % 2)};
    files.push_back(file);
  }
  files[39].exams = {sat("r", "2024-07-04T11:00:00Z", 0, 1)};
  files[40].exams = {sat("r", "2024-07-04T11:00:00Z", 0, 1)};
  const ClassShown shown = ClassRoom().shown(files);
  const ExamItem& item = shown.exams[0].items[0];
  REQUIRE(item.analysis.discrimination_percent);
  CHECK(*item.analysis.discrimination_percent < 0);
  CHECK(*item.analysis.discrimination_percent > -10);
  CHECK_FALSE(has(item.advice, "miss it"));
}

TEST_CASE("a class in which nobody has begun says so") {
  File ann = a_file("s-1", "Ann");
  ann.questions = {asked("d/a", "law", 0, 0, 0, {}), asked("d/c", "", 0, 0, 0, {})};
  const ClassShown shown = ClassRoom().shown({ann});
  REQUIRE(shown.words.size() == 1);
  CHECK(shown.words[0] == "1 student has handed in; nobody has begun to study yet.");
  CHECK_FALSE(has(class_file(shown, ClassExport::kHtml), "The hardest questions"));
  CHECK(has(class_file(shown, ClassExport::kQuestionsCsv), ",0,0,,0,,\r\n"));
}

TEST_CASE("many topics are cut into tables that fit on paper") {
  const ClassRoom room;
  File ann = a_file("s-1", "Ann");
  for (int i = 0; i < 9; ++i)
    ann.questions.push_back(
        asked(fmt::format("x/{}", i), fmt::format("topic-{}", i), 0.5, 1, 0, 1));
  const std::string page = class_file(room.shown({ann}), ClassExport::kHtml);
  const auto count = [&](const std::string& part) {
    std::size_t found = 0;
    for (auto at = page.find(part); at != page.npos; at = page.find(part, at + 1))
      ++found;
    return found;
  };
  CHECK(count("<th>Student</th>") == 3);  // of students, and two of topics
  CHECK(count("<th class=\"number\">topic-") == 9);
  CHECK(count("<td class=\"name\">Ann</td>") == 3);
}

TEST_CASE("a file may begin with the mark by which spreadsheets know UTF-8") {
  const ClassShown shown = ClassRoom().shown(three_students());
  const std::string file = class_file(shown, ClassExport::kDaysCsv);
  CHECK(file == "\xEF\xBB\xBF" + class_text(shown, ClassExport::kDaysCsv));
  CHECK(class_file(shown, ClassExport::kHtml).starts_with("<!DOCTYPE html>"));
}

TEST_CASE("a file from days to come is refused by its name") {
  const ClassRoom room;
  File ann = a_file("s-1", "Ann");
  const std::vector<fs::path> files{room.write(ann)};
  const auto course = room.with({});
  const auto taken = course->add(files, instant("2024-07-03T09:59:59Z"));
  REQUIRE(taken);
  CHECK(taken->students_new == 0);
  REQUIRE(taken->refused.size() == 1);
  CHECK(taken->refused[0].file == files[0]);
  CHECK(has(taken->refused[0].why, "5 July 2024, a day that is still to come"));
  CHECK(course->add(files, instant("2024-07-03T10:00:00Z"))->students_new == 1);
  // Neither may the study day lie there.
  ann.head.made_at += std::chrono::hours(1);
  ann.head.made_on = day("2024-08-05");
  const std::vector<fs::path> later{room.write(ann)};
  CHECK(course->add(later, instant("2024-07-06T00:00:00Z"))->refused.size() == 1);
}

TEST_CASE("a file that tells less, or is for another class, is remarked on") {
  const ClassRoom room;
  File ann = a_file("s-1", "Ann");
  ann.head.course = "policy 101";
  ann.head.decks.push_back({"e", "From bill to Act", 1, 3});
  const auto course = room.with({});
  const auto taken = [&](const std::vector<File>& files) {
    std::vector<fs::path> paths;
    for (const File& file : files)
      paths.push_back(room.write(file));
    const auto done = course->add(paths, instant("2024-07-06T00:00:00Z"));
    REQUIRE(done);
    return done->remarks;
  };
  CHECK(taken({ann}).empty());
  ann.head.decks.pop_back();
  CHECK(taken({ann}).empty());  // made at the same time: it does not count
  ann.head.made_at += std::chrono::hours(1);
  CHECK(taken({ann}) == std::vector<std::string>{"Ann’s later file tells less: From bill "
                                                 "to Act is no longer in it."});
  File ben = a_file("s-2", "Ben");
  File cyd = a_file("s-3", "Cyd");
  ben.head.course = cyd.head.course = "Law 7";
  CHECK(taken({ben}) == std::vector<std::string>{"Ben’s file was made for Law 7, not for "
                                                 "Policy 101."});
  ben.head.made_at += std::chrono::hours(1);
  CHECK(taken({ben, cyd}) ==
        std::vector<std::string>{"2 files were made for Law 7, not for Policy 101; Ben’s "
                                 "is the first."});
}

TEST_CASE("a few students are too few for advice") {
  for (const ClassQuestion& question : ClassRoom().shown(three_students()).questions)
    CHECK(question.advice.empty());
}

TEST_CASE("an empty class is shown as one") {
  const ClassShown shown = ClassRoom().shown({});
  CHECK(shown.students.empty());
  CHECK(shown.words.empty());
  CHECK(has(class_file(shown, ClassExport::kHtml), "Nothing has been handed in yet"));
  for (const Chart& chart : charts_of(shown))
    CHECK(chart.empty());
}

TEST_CASE("charts show days without study too, and no figure where none was told") {
  const auto charts = charts_of(ClassRoom().shown(three_students()));
  REQUIRE(charts.size() == 3);
  CHECK(charts[0].id == "days");
  CHECK(charts[0].series[0].values == std::vector<double>{9, 2, 2});
  CHECK(charts[0].series[1].values == std::vector<double>{2, 1, 1});
  CHECK(charts[1].id == "topics");
  CHECK(charts[1].names == std::vector<std::string>{"Ann", "Ben", "Cyd"});
  REQUIRE(charts[1].series.size() == 2);
  CHECK(std::isnan(charts[1].series[1].values[2]));
  CHECK(charts[2].id == "hardest");
  CHECK(charts[2].names.size() == 3);
  auto files = three_students();
  files[2].days = {{day("2024-07-06"), 1, 0, Millis(1)}};
  const Chart gaps = charts_of(ClassRoom().shown(files))[0];
  CHECK(gaps.series[0].values == std::vector<double>{9, 0, 2, 0, 0, 1});
}

TEST_CASE("tables for spreadsheets have plain numbers and harmless cells") {
  auto files = three_students();
  files[0].head.name = "=HYPERLINK(\"x\")";
  const ClassShown shown = ClassRoom().shown(files);
  const std::string students = class_file(shown, ClassExport::kStudentsCsv);
  CHECK(has(students,
            "s-1,\"'=HYPERLINK(\"\"x\"\")\",no,yes,2024-07-05T10:00:00.000Z,"
            "2024-07-05,2024-07-01,2024-07-03,2,6,1.0,3,2,0.466667\r\n"));
  CHECK(has(class_file(shown, ClassExport::kTopicsCsv),
            "s-2,Ben,d,law,Law and rules,0.45\r\n"));
  CHECK(has(class_file(shown, ClassExport::kQuestionsCsv),
            "d/b,d,law,What is b?,It is b.,2,2,0,0.2,0.8,\r\n"));
  const std::string answers = class_file(shown, ClassExport::kAnswersCsv);
  CHECK(has(answers, "d/b,What is b?,wrong answer,2026,1,2,,,no\r\n"));
  CHECK(has(answers, "d/b,What is b?,option,It is b.,,,3,1,yes\r\n"));
  CHECK(has(class_file(shown, ClassExport::kDaysCsv), "2024-07-01,2,9,1.5\r\n"));
  const std::string exams = class_file(shown, ClassExport::kExamsCsv);
  CHECK(has(exams, "p-1,Mock exam,response,d/a,What is a?,yes,1,2,0.666667,"));
  // Every line has as many cells as the head.
  const auto commas = [](const std::string& text, std::size_t from) {
    return std::count(text.begin() + static_cast<std::ptrdiff_t>(from),
                      text.begin() + static_cast<std::ptrdiff_t>(text.find('\r', from)),
                      ',');
  };
  for (std::size_t at = 0; at < exams.size(); at = exams.find('\n', at) + 1)
    CHECK(commas(exams, at) == commas(exams, 0));
}

TEST_CASE("the page escapes what strangers wrote, and holds no script") {
  auto files = three_students();
  files[0].head.name = "<script>alert(1)</script>";
  const std::string page = class_file(ClassRoom().shown(files), ClassExport::kHtml);
  CHECK(has(page, "&lt;script&gt;alert(1)"));
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "src="));
  CHECK_FALSE(has(page, "href="));
  CHECK(has(page, "What is b?"));
  CHECK(has(page, "Law and rules"));
  CHECK(has(page, "66.67 %"));
}

TEST_CASE("a practice deck has what is missed most, first of all") {
  const ClassRoom room;
  const Library books = room.library();
  const ClassShown shown = room.shown(three_students());
  const auto practice = practice_deck(shown, books.books, 2);
  REQUIRE(practice);
  CHECK(practice->file_name == "practice-policy-101.xml");
  CHECK(practice->questions == 2);
  const ReadDeck read = read_deck_text(practice->text, "p");
  REQUIRE(read.deck);
  CHECK(read.deck->title == "Practice: Policy 101");
  // Needs: b (0.8 + 1) / 2, c (0.8 + 0.5) / 2, a (0.2 + 1/3) / 2.
  REQUIRE(read.deck->cards.size() == 2);
  CHECK(read.deck->cards[0].id == "b");
  CHECK(read.deck->cards[1].id == "c");
  CHECK(read.deck->topics.size() == 1);
  CHECK(practice_deck(shown, books.books, 99)->questions == 3);
  CHECK_FALSE(practice_deck(shown, {}, 5));
}

TEST_CASE("a practice deck brings along what its facts need, from several decks") {
  const ClassRoom room;
  for (const char* id : {"one", "two"})
    room.room.write(DeckText(id)
                        .add("<source id=\"s\" title=\"A source\"/>")
                        .add("<topic id=\"up\">Up</topic>")
                        .add("<topic id=\"law\" parent=\"up\">Law</topic>")
                        .add("<passage id=\"p\" source=\"s\">It says so.</passage>")
                        .facts(3)
                        .recall("why", "topic=\"law\" passage=\"p\" fact=\"f2\""));
  room.room.write(
      DeckText("ja").add("<card id=\"k\" kind=\"recall\"><ask>A ![m](m.png)"
                         "</ask><answer>B</answer></card>"));
  File file = a_file("s-1", "Ann");
  file.questions = {
      asked("one/f0/object", "", 0, 1, 1, 0),   asked("two/f0/subject", "", 0.1, 1, 1, 0),
      asked("two/f0/object", "", 0.1, 1, 1, 0), asked("one/why", "law", 0.2, 1, 1, 0),
      asked("two/why", "law", 0.2, 1, 1, 0),    asked("ja/k", "", 0, 1, 1, 0),
      asked("gone/x", "", 0, 1, 1, 0)};
  const Library books = room.library();
  const auto practice = practice_deck(room.shown({file}), books.books, 10);
  if (!practice) FAIL(practice.error().text());
  CHECK(practice->questions == 5);
  const ReadDeck read = read_deck_text(practice->text, "p");
  REQUIRE(read.deck);
  const Deck& deck = *read.deck;
  REQUIRE(deck.facts.size() == 2);
  CHECK(deck.facts[0].id == "f0");
  CHECK(deck.facts[0].omits_subject);
  CHECK(deck.facts[1].id == "two-f0");
  CHECK_FALSE(deck.facts[1].omits_subject);
  CHECK_FALSE(deck.facts[1].omits_object);
  CHECK(deck.entities.size() == 4);
  CHECK(deck.relations.size() == 2);
  CHECK(deck.sources.size() == 2);
  CHECK(deck.passages.size() == 2);
  CHECK(deck.topics.size() == 4);
  CHECK(deck.cards.size() == 2);
  CHECK(DeckBook(deck).questions().size() == 5);
}

TEST_CASE("files are counted, and a refused one says why and where") {
  const ClassRoom room;
  const auto course = room.with(three_students());
  const fs::path broken = room.room.data() / "broken.progress";
  std::ofstream(broken) << "{}\n";
  fs::copy_file(room.room.data() / "s-1.progress", room.room.data() / "copy.progress");
  std::vector<fs::path> all{room.room.data()};
  const auto taken = course->add(all, instant("2024-07-06T00:00:00Z"));
  REQUIRE(taken);
  CHECK(taken->same == 4);
  REQUIRE(taken->refused.size() == 1);
  CHECK(taken->refused[0].file == broken);
  CHECK(has(taken->refused[0].why, "this is no progress file"));
  CHECK(course->remove_student("s-1"));
  CHECK_FALSE(course->remove_student("s-1"));
  const auto courses = Course::list(room.store());
  REQUIRE(courses);
  REQUIRE(courses->size() == 1);
  CHECK((*courses)[0].name == "Policy 101");
  CHECK((*courses)[0].students == 2);
  CHECK(Course::remove(room.store(), "Policy 101"));
  CHECK(Course::list(room.store())->empty());
  CHECK_FALSE(Course::open(room.store(), " "));
  CHECK_FALSE(Course::open({"", "postgresql:///x?host=/nowhere"}, "P"));
  CHECK_FALSE(Course::list({"", "postgresql:///x?host=/nowhere"}));
}

}  // namespace attache
