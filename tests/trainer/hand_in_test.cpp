#include "classroom/hand_in.h"

#include <map>
#include <sstream>

#include "trainer/course.h"
#include "trainer/for_tests.h"
#include "trainer/hand_in_content.h"

namespace attache {

namespace {

namespace fs = std::filesystem;

struct Student {
  Room room;
  std::unique_ptr<Trainer> trainer;

  Student() {
    room.write(DeckText("d")
                   .add("<topic id=\"law\">Law</topic>")
                   .add("<topic id=\"courts\" parent=\"law\">Courts</topic>")
                   .facts(5)
                   .recall("a", "topic=\"law\"")
                   .recall("b", "topic=\"courts\""));
    room.write(DeckText("e").recall("secret"));
    trainer = room.open();
  }
  void study(const std::string& deck, int answers) const {
    REQUIRE(trainer->begin_sitting(deck));
    for (int i = 0; i < answers; ++i) {
      if (i % 2 == 0) REQUIRE(trainer->set_note("a private note"));
      answer(*trainer, i % 3 == 0 ? Rating::kAgain : Rating::kGood);
    }
    trainer->end_sitting();
  }
  [[nodiscard]] std::string text(const HandInWish& wish) const {
    const fs::path file = room.data() / "out.progress";
    const auto written = trainer->write_hand_in(wish, file);
    if (!written) FAIL(written.error().text());
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

HandInWish of_deck(const std::string& deck) {
  HandInWish wish;
  wish.decks = {deck};
  wish.course = "Policy 101";
  return wish;
}

struct Read {
  classroom::HandInHead head;
  std::map<QuestionId, classroom::HandInQuestion> questions;
  std::vector<classroom::HandInAnswer> answers;
  std::vector<classroom::HandInExam> exams;
  int day_answers = 0;
};

Read read(const std::string& text) {
  Read all;
  classroom::HandInReader reader;
  reader.head = [&](const auto& head) {
    all.head = head;
    return Result<void>();
  };
  reader.question = [&](const auto& question) {
    all.questions[question.id] = question;
    return Result<void>();
  };
  reader.answer = [&](const auto& each) {
    all.answers.push_back(each);
    return Result<void>();
  };
  reader.exam = [&](const auto& exam) {
    all.exams.push_back(exam);
    return Result<void>();
  };
  reader.day = [&](const auto& each) {
    all.day_answers += each.answers;
    return Result<void>();
  };
  std::istringstream in(text);
  const auto done = classroom::read_hand_in(in, "x", reader);
  if (!done) FAIL(done.error().text());
  return all;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

bool has(const std::vector<std::string>& lines, const std::string& part) {
  for (const std::string& line : lines)
    if (has(line, part)) return true;
  return false;
}

/// Sits a mock exam and answers nothing, or picks the first option of all.
void sit(Trainer& trainer, RoundPlan plan, bool pick) {
  const auto begun = trainer.begin_round(plan);
  if (!begun) FAIL(begun.error().text());
  const std::size_t count = trainer.round()->places.size();
  for (std::size_t i = 0; pick && i < count; ++i) {
    REQUIRE(trainer.go_to(i));
    REQUIRE(trainer.answer(Response{{0}, {}}));
  }
  REQUIRE(trainer.hand_in());
  REQUIRE(trainer.leave_round());
}

RoundPlan exam_of(const std::string& deck, const std::string& paper = "") {
  RoundPlan plan = default_plan(RoundKind::kExam);
  plan.scope = {deck};
  plan.questions = 4;
  plan.counts = false;
  plan.paper = paper;
  return plan;
}

}  // namespace

TEST_CASE("a file tells of the chosen deck, and of nothing else") {
  const Student student;
  student.study("d", 6);
  student.study("e", 1);
  HandInWish wish = of_deck("d");
  wish.history = true;
  const std::string text = student.text(wish);
  CHECK_FALSE(has(text, "e/secret"));
  CHECK_FALSE(has(text, "private note"));
  const Read all = read(text);
  CHECK(all.questions.size() == 12);
  CHECK(all.answers.size() == 6);
  CHECK(all.day_answers == 6);
  REQUIRE(all.head.decks.size() == 1);
  CHECK(all.head.decks[0].id == "d");
  CHECK(all.head.decks[0].questions == 12);
  CHECK(all.head.made_on == day("2024-07-01"));
  int reviews = 0;
  int again = 0;
  for (const auto& [id, question] : all.questions) {
    reviews += question.reviews;
    again += question.again;
    if (question.reviews > 0) CHECK(question.first_credit);
  }
  CHECK(reviews == 6);
  CHECK(again == 2);
  CHECK_FALSE(fs::exists(student.room.data() / "out.progress.part"));
}

TEST_CASE("names are told without control characters and marks of direction") {
  const Student student;
  HandInWish wish = of_deck("d");
  wish.course = "Law\x1b[31m \u202e101\u200b";
  wish.name = "Ann\x07 \u202eLee\u2069\x7f";
  const Read all = read(student.text(wish));
  const auto preview = student.trainer->preview_hand_in(wish);
  REQUIRE(preview);
  CHECK(preview->student_name == "Ann Lee");
  CHECK(has(preview->told, "You are called Ann Lee."));
  CHECK(has(preview->sample, "\"Ann Lee\""));
  CHECK(has(preview->sample, "\"Law [31m 101\""));
  CHECK(preview->file_name.find("ann-lee-") == 0);
  wish.name = "\u202e\u200f";  // nothing is left of it
  CHECK(student.trainer->preview_hand_in(wish)->pseudonym);
}

TEST_CASE("totals hold no answers and no texts") {
  const Student student;
  student.study("d", 4);
  const std::string text = student.text(of_deck("d"));
  CHECK_FALSE(has(text, "\n[\"a\""));
  CHECK_FALSE(has(text, "\n[\"t\""));
  CHECK(has(text, "\"detail\":\"totals\""));
  CHECK(read(text).day_answers == 4);
}

TEST_CASE("with topics, those and the ones below are told") {
  const Student student;
  HandInWish wish = of_deck("d");
  wish.topics = {"d/law"};
  Read all = read(student.text(wish));
  CHECK(all.questions.size() == 2);
  CHECK(all.questions.contains("d/b"));
  CHECK(all.head.topics == wish.topics);
  wish.topics = {"d/courts"};
  all = read(student.text(wish));
  CHECK(all.questions.size() == 1);
  CHECK(all.questions.at("d/b").topic == "courts");
}

TEST_CASE("a pseudonym stays, and another course gets another one") {
  Student student;
  const Read first = read(student.text(of_deck("d")));
  CHECK(first.head.pseudonym);
  student.trainer.reset();
  student.room.seed = 99;
  student.trainer = student.room.open();
  HandInWish wish = of_deck("d");
  wish.course = " policy  101";  // the same course, written another way
  const Read again = read(student.text(wish));
  CHECK(again.head.name == first.head.name);
  CHECK(again.head.student == first.head.student);
  wish.course = "Law";
  const Read other = read(student.text(wish));
  CHECK(other.head.student != first.head.student);
  CHECK(other.head.name != first.head.name);
  wish.name = " Ann\n Lee ";
  const Read named = read(student.text(wish));
  CHECK(named.head.name == "Ann Lee");
  CHECK_FALSE(named.head.pseudonym);
  CHECK(named.head.student == other.head.student);
}

TEST_CASE("what stands for a student is a UUID, and differs from student to student") {
  const HandInIdentity one = identity_in("secret", "P");
  REQUIRE(one.id.size() == 36);
  CHECK(one.id[14] == '8');
  CHECK(std::string("89ab").find(one.id[19]) != std::string::npos);
  CHECK(identity_in("secret", "P").id == one.id);
  CHECK(identity_in("another", "P").id != one.id);
  CHECK(identity_in("secret", "Q").id != one.id);
}

TEST_CASE("the preview tells what the file will hold") {
  const Student student;
  student.study("d", 5);
  HandInWish wish = of_deck("d");
  const auto preview = student.trainer->preview_hand_in(wish);
  REQUIRE(preview);
  CHECK(preview->pseudonym);
  CHECK(preview->questions == 12);
  CHECK(preview->answers == 5);
  CHECK(preview->answered == 5);
  CHECK(preview->days == 1);
  CHECK(has(preview->told, "12 questions in A deck"));
  CHECK(has(preview->not_told, "Your name"));
  CHECK(has(preview->not_told, "Single answers"));
  CHECK(preview->file_name.ends_with("-2024-07-01.progress"));
  const std::string text = student.text(wish);
  CHECK(read(text).head.name == preview->student_name);
  CHECK(text.starts_with(preview->sample));
  CHECK(std::count(preview->sample.begin(), preview->sample.end(), '\n') == 12);
  wish.history = true;
  wish.topics = {"d/law"};
  wish.name = "Ann";
  wish.exams = false;
  const auto other = student.trainer->preview_hand_in(wish);
  REQUIRE(other);
  CHECK(other->student_name == "Ann");
  CHECK(has(other->told, "Each of your answers"));
  CHECK(has(other->not_told, "other decks and topics"));
  CHECK(has(other->not_told, "Mock exams."));
  CHECK(other->file_name == "ann-2024-07-01.progress");
}

TEST_CASE("a wish that cannot be is told so") {
  const Student student;
  CHECK_FALSE(student.trainer->preview_hand_in({}));
  CHECK_FALSE(student.trainer->preview_hand_in(of_deck("x")));
  HandInWish wish = of_deck("d");
  for (const char* topic : {"d/x", "e/law", "law"}) {
    wish.topics = {topic};
    CHECK_FALSE(student.trainer->preview_hand_in(wish));
  }
  wish.topics.clear();
  wish.name = std::string(300, 'x');
  CHECK_FALSE(student.trainer->preview_hand_in(wish));
  CHECK_FALSE(student.trainer->write_hand_in(of_deck("d"), "/nowhere/at/all"));
}

TEST_CASE("a file is written whole or not at all") {
  const Student student;
  student.study("d", 3);
  const std::string before = student.text(of_deck("d"));
  const fs::path file = student.room.data() / "out.progress";
  {
    const FullDisk full;
    CHECK_FALSE(student.trainer->write_hand_in(of_deck("d"), file));
  }
  std::ifstream in(file, std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == before);
  CHECK_FALSE(fs::exists(file.string() + ".part"));
}

TEST_CASE("mock exams are told with options, marks and what guessing gives") {
  const Student student;
  sit(*student.trainer, exam_of("d", "week-3"), true);
  HandInWish wish = of_deck("d");
  Read all = read(student.text(wish));
  REQUIRE(all.exams.size() == 1);
  const auto& exam = all.exams[0];
  CHECK(exam.title == "Mock exam, 4 questions, paper week-3");
  REQUIRE(exam.items.size() == 4);
  for (const auto& item : exam.items) {
    CHECK(item.right.size() == 1);
    CHECK(item.given.size() == 1);
    const bool right = item.given == item.right;
    CHECK(item.marks == (right ? 1 : 0));
    REQUIRE(item.guess);
    CHECK(*item.guess ==
          doctest::Approx(1.0 / static_cast<double>(item.options.size())).epsilon(0.001));
  }
  // Another course sees another id of it, but the same paper.
  wish.course = "Law";
  const Read other = read(student.text(wish));
  CHECK(other.exams[0].id != exam.id);
  CHECK(other.exams[0].paper == exam.paper);
  wish.exams = false;
  CHECK(read(student.text(wish)).exams.empty());
  // About another deck, or with questions outside the topics: not told.
  CHECK(read(student.text(of_deck("e"))).exams.empty());
  wish = of_deck("d");
  wish.topics = {"d/law"};
  CHECK(read(student.text(wish)).exams.empty());
}

TEST_CASE("a paper is the same for all who give its code, whatever they know") {
  Student one;
  Student two;
  two.trainer.reset();
  two.room.seed = 1234;
  two.trainer = two.room.open();
  two.study("d", 9);
  const auto paper_of = [](const Student& student, const std::string& code) {
    sit(*student.trainer, exam_of("d", code), false);
    const auto rounds = student.trainer->finished_rounds();
    REQUIRE(rounds);
    return student.trainer->report(rounds->front().id)->questions;
  };
  const auto here = paper_of(one, "week-3");
  const auto there = paper_of(two, "week-3");
  REQUIRE(here.size() == 4);
  REQUIRE(there.size() == 4);
  for (std::size_t i = 0; i < here.size(); ++i) {
    CHECK(here[i].question == there[i].question);
    CHECK(here[i].form == there[i].form);
    CHECK(here[i].options == there[i].options);
  }
  one.room.clock.go(std::chrono::hours(1));
  bool differs = false;
  const auto other = paper_of(one, "week-4");
  for (std::size_t i = 0; i < here.size(); ++i)
    differs = differs || here[i].question != other[i].question ||
              here[i].options != other[i].options;
  CHECK(differs);
}

TEST_CASE("a paper needs a plain code, a mock exam and a scope") {
  RoundPlan plan = exam_of("d", "week 3");
  CHECK_FALSE(check(plan));
  plan.paper = std::string(41, 'x');
  CHECK_FALSE(check(plan));
  plan.paper = "week-3";
  CHECK(check(plan));
  plan.scope.clear();
  CHECK_FALSE(check(plan));
  plan.scope = {"d"};
  plan.kind = RoundKind::kQuick;
  CHECK_FALSE(check(plan));
}

TEST_CASE("from the student's file to the class's figures nothing is lost") {
  const Student student;
  student.study("d", 6);
  HandInWish wish = of_deck("d");
  wish.history = true;
  const std::string text = student.text(wish);
  const auto course = Course::open({student.trainer->classes_folder(), ""}, "Policy 101");
  REQUIRE(course);
  const std::vector<fs::path> files{student.room.data() / "out.progress"};
  REQUIRE((*course)->add(files, instant("2025-01-01T00:00:00Z")));
  const auto shown = (*course)->shown(student.trainer->decks());
  REQUIRE(shown);
  REQUIRE(shown->students.size() == 1);
  CHECK(shown->students[0].answers == 6);
  CHECK(shown->students[0].questions == 12);
  CHECK(shown->students[0].started == 6);
  CHECK(shown->questions.size() == 12);
}

}  // namespace attache
