// Studying for an exam: what is kept and shown, and whole exams played with a clock set
// by hand.

#include <cmath>
#include <rapidcheck.h>
#include <set>

#include <doctest/doctest.h>

#include "base/chance.h"
#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

/// Two decks: "a" with topics one (8 cards) and two (8 cards), "b" with 6 cards.
class ExamRoom : public Room {
 public:
  ExamRoom() {
    DeckText deck("a", "Deck A");
    deck.add("<topic id=\"one\">Topic one</topic>");
    deck.add("<topic id=\"two\">Topic two</topic>");
    for (int i = 0; i < 8; ++i)
      deck.recall("one" + std::to_string(i), "topic=\"one\"");
    for (int i = 0; i < 8; ++i)
      deck.recall("two" + std::to_string(i), "topic=\"two\"");
    write(deck);
    write(DeckText("b", "Deck B").recalls(6));
  }
};

/// Over deck a, on Monday 22 July 2024: three weeks of five minutes a day.
Exam an_exam(const std::string& title = "Midterm",
             const std::string& at = "2024-07-22T09:00:00Z") {
  Exam exam;
  exam.title = title;
  exam.at = instant(at);
  exam.scope = {"a"};
  exam.minutes.fill(5);
  return exam;
}

std::string put(Trainer& trainer, const Exam& exam) {
  const auto id = trainer.put_exam(exam);
  if (!id) FAIL(id.error().text());
  return *id;
}

ShownExam shown(const Trainer& trainer, const std::string& id) {
  const auto exams = trainer.exams();
  REQUIRE(exams);
  for (const ShownExam& each : *exams)
    if (each.exam.id == id) return each;
  FAIL("there is no exam " << id);
  return {};
}

std::string refusal(Trainer& trainer, const Exam& exam) {
  const auto id = trainer.put_exam(exam);
  return id ? "" : id.error().text();
}

void begin(Trainer& trainer, const std::string& id) {
  const auto begun = trainer.begin_exam_sitting(id);
  if (!begun) FAIL(begun.error().text());
}

/// Waits for learning steps until nothing is left today.
bool wait_for_step(Trainer& trainer, TestClock& clock) {
  if (trainer.asked() != nullptr) return true;
  const auto step = trainer.next_step_at();
  if (!step) return false;
  if (*step > clock.now()) clock.go(*step - clock.now());
  trainer.refresh();
  return trainer.asked() != nullptr;
}

/// A student who remembers as FSRS-6 predicts and takes the assumed seconds: 20 for a
/// first look, 8 for what was known, 16 for what was forgotten, 10 for a repeat.
class Student {
 public:
  explicit Student(std::uint64_t seed) : chance_(seed) {}

  void answer(Trainer& trainer, TestClock& clock) {
    const Asked& asked = *trainer.asked();
    Rating rating = Rating::kGood;
    Millis takes = 10s;
    if (asked.phase == Phase::kNew) {
      takes = 20s;
      if (chance_.unit() < .25) rating = Rating::kAgain;
    } else if (asked.phase == Phase::kReview) {
      const double recall = recall_of(trainer, *asked.question);
      const bool knows = chance_.unit() < recall;
      takes = knows ? 8s : 16s;
      if (!knows) rating = Rating::kAgain;
    }
    clock.go(takes);
    used += takes;
    ::answer(trainer, rating);
  }

  /// Studies all that is asked today; gives the questions in the order of their asking.
  std::vector<QuestionId> study(Trainer& trainer, TestClock& clock) {
    std::vector<QuestionId> asked;
    used = {};
    while (wait_for_step(trainer, clock)) {
      REQUIRE(asked.size() < 10'000);
      asked.push_back(trainer.asked()->question->id);
      answer(trainer, clock);
    }
    return asked;
  }

  Millis used{};  ///< today

 private:
  static double recall_of(const Trainer& trainer, const Question& question) {
    for (const QuestionKnowledge& known : trainer.knowledge_of(question.deck))
      if (known.question == &question) return known.recall.value_or(0);
    return 0;
  }
  Chance chance_;
};

}  // namespace

// --- keeping and showing

TEST_CASE("An exam that is put is shown with its days, its minutes and its questions") {
  ExamRoom room;
  auto trainer = room.open();
  Exam exam = an_exam();
  exam.target = .8;
  const std::string id = put(*trainer, exam);
  exam.id = id;
  const ShownExam now = shown(*trainer, id);
  CHECK(now.exam == exam);
  CHECK(now.stage == ExamStage::kAhead);
  CHECK(now.day == day("2024-07-22"));
  CHECK(now.days_left == 21);
  CHECK(now.minutes_today == 5);
  CHECK(now.left_today == 5min);
  CHECK(now.questions == 16);
  CHECK(now.seen == 0);
  CHECK(now.known == 0);
  CHECK(now.missing.empty());
  trainer.reset();
  trainer = room.open();  // as after a crash: all is on the disk
  CHECK(shown(*trainer, id).exam == exam);
}

TEST_CASE("An exam is changed in its place and removed, and its answers stay") {
  ExamRoom room;
  const auto trainer = room.open();
  Exam exam = an_exam();
  exam.id = put(*trainer, exam);
  exam.title = "Final";
  exam.minutes.fill(10);
  CHECK(put(*trainer, exam) == exam.id);
  CHECK(trainer->exams()->size() == 1);
  CHECK(shown(*trainer, exam.id).exam == exam);
  begin(*trainer, exam.id);
  answer(*trainer, Rating::kEasy);
  REQUIRE(trainer->remove_exam(exam.id));
  CHECK(trainer->exams()->empty());
  CHECK(room.log().size() == 1);
  CHECK(trainer->home().exams.empty());
  CHECK_FALSE(trainer->remove_exam(exam.id));
  CHECK_FALSE(trainer->put_exam(exam));  // what was removed cannot be changed
}

TEST_CASE("What cannot be an exam is refused in words, and nothing is kept") {
  ExamRoom room;
  const auto trainer = room.open();
  Exam exam = an_exam();
  exam.scope = {"aa"};
  CHECK(refusal(*trainer, exam) == "there is no deck or topic aa — did you mean a?");
  exam.scope = {"a/one", "nowhere/at/all"};
  CHECK(refusal(*trainer, exam) ==
        "there is no deck or topic nowhere/at/all — name it as deck or deck/topic");
  exam = an_exam();
  exam.weights = {{"b", 100}};
  CHECK(refusal(*trainer, exam) ==
        "there is nothing to ask in this exam — choose other decks or topics");
  exam = an_exam("");
  CHECK_FALSE(refusal(*trainer, exam).empty());
  CHECK(trainer->exams()->empty());
  CHECK(trainer->exam_snapshot("none").error().text() ==
        "there is no exam none — attache exam list shows them");
  CHECK_FALSE(trainer->begin_exam_sitting("none"));
  CHECK_FALSE(trainer->keep_outlook({}));
}

TEST_CASE("Exams are listed the soonest first, then past ones, the latest first") {
  ExamRoom room;
  const auto trainer = room.open();
  put(*trainer, an_exam("Third", "2024-07-20T09:00:00Z"));
  put(*trainer, an_exam("First", "2024-07-03T09:00:00Z"));
  put(*trainer, an_exam("Second", "2024-07-05T09:00:00Z"));
  room.clock.set("2024-07-06T10:00:00Z");
  std::vector<std::string> titles;
  const auto listed = trainer->exams();
  REQUIRE(listed);
  for (const ShownExam& each : *listed)
    titles.push_back(each.exam.title);
  CHECK(titles == std::vector<std::string>{"Third", "Second", "First"});
  REQUIRE(trainer->home().exams.size() == 1);
  CHECK(trainer->home().exams.front().exam.title == "Third");
}

TEST_CASE("A damaged exam is left out with a notice and does not stop the program") {
  ExamRoom room;
  {
    const auto trainer = room.open();
    put(*trainer, an_exam());
  }
  {
    const auto store = Store::open(room.data());
    REQUIRE(store);
    REQUIRE((*store)->save_exam({"from-the-future", "{\"version\":2}"}));
  }
  const auto trainer = room.open();
  CHECK(trainer->exams()->size() == 1);
  REQUIRE(trainer->home().notices.size() == 1);
  CHECK(trainer->home().notices.front() ==
        "An exam is left out. from-the-future: an exam could not be read — it may come "
        "from a newer version of the program");
}

// --- ordinary study beside it

TEST_CASE("Questions of an exam ahead are not due on ordinary days, the others are") {
  ExamRoom room;
  const auto trainer = room.open();
  CHECK(trainer->home().due == DueCounts{0, 0, 20});
  const std::string id = put(*trainer, an_exam());
  Home home = trainer->home();
  CHECK(home.due == DueCounts{0, 0, 6});
  CHECK(home.never_asked == 6);
  CHECK(home.in_exams == 16);
  REQUIRE(home.decks.size() == 2);
  CHECK(home.decks[0].due == DueCounts{});
  CHECK(home.decks[0].in_exams == 16);
  CHECK(home.decks[1].due == DueCounts{0, 0, 6});
  REQUIRE(home.exams.size() == 1);
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->progress().left == DueCounts{0, 0, 6});
  // A sitting over the deck that is started by hand asks them all the same.
  REQUIRE(trainer->begin_sitting("a"));
  CHECK(trainer->progress().left == DueCounts{0, 0, 16});
  REQUIRE(trainer->remove_exam(id));
  CHECK(trainer->home().due == DueCounts{0, 0, 20});
}

TEST_CASE("New questions of an exam do not use up the new ones of the day") {
  ExamRoom room;
  const auto trainer = room.open();
  Settings settings;
  settings.new_per_day = 4;
  REQUIRE(trainer->change_settings(settings));
  const std::string id = put(*trainer, an_exam());
  begin(*trainer, id);
  for (int i = 0; i < 3; ++i)
    answer(*trainer, Rating::kEasy);
  CHECK(trainer->home().due == DueCounts{0, 0, 4});
  REQUIRE(trainer->begin_sitting());
  CHECK(answer_all(*trainer, Rating::kEasy) == 4);
}

TEST_CASE("Time for an exam's questions is its own, not that of the day's minutes") {
  ExamRoom room;
  const auto trainer = room.open();
  Settings settings;
  settings.minutes_a_day = 10;
  REQUIRE(trainer->change_settings(settings));
  const std::string id = put(*trainer, an_exam());
  begin(*trainer, id);
  room.clock.go(30s);
  answer(*trainer, Rating::kEasy);
  CHECK(shown(*trainer, id).used_today == 30s);
  CHECK(shown(*trainer, id).left_today == 4min + 30s);
  CHECK(trainer->home().time->used == 0s);
  REQUIRE(trainer->begin_sitting());
  room.clock.go(20s);
  answer(*trainer, Rating::kEasy);
  CHECK(shown(*trainer, id).used_today == 30s);
  CHECK(trainer->home().time->used == 20s);
}

TEST_CASE("A question of two exams belongs to the one that comes first until its day") {
  ExamRoom room;
  const auto trainer = room.open();
  Exam whole = an_exam("Final", "2024-07-22T09:00:00Z");
  whole.scope = {"a", "b"};
  const std::string final_id = put(*trainer, whole);
  Exam part = an_exam("Midterm", "2024-07-04T09:00:00Z");
  part.scope = {"a/one"};
  const std::string part_id = put(*trainer, part);
  CHECK(shown(*trainer, final_id).shared == 8);
  CHECK(shown(*trainer, part_id).shared == 0);
  CHECK(trainer->home().in_exams == 22);
  begin(*trainer, final_id);
  std::set<std::string> topics;
  for (; trainer->asked() != nullptr; answer(*trainer, Rating::kEasy))
    topics.insert(trainer->asked()->question->topic);
  CHECK(topics == std::set<std::string>{"", "two"});
  CHECK(shown(*trainer, part_id).used_today == 0s);
  begin(*trainer, part_id);
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->asked()->question->topic == "one");
  room.clock.go(10s);
  answer(*trainer, Rating::kEasy);
  CHECK(shown(*trainer, part_id).used_today == 10s);

  room.clock.set("2024-07-04T08:00:00Z");  // the day of the first
  CHECK(shown(*trainer, part_id).stage == ExamStage::kToday);
  CHECK(shown(*trainer, final_id).shared == 0);
  CHECK_FALSE(trainer->begin_exam_sitting(part_id));
  begin(*trainer, final_id);
  topics.clear();
  for (; trainer->asked() != nullptr; answer(*trainer, Rating::kEasy))
    topics.insert(trainer->asked()->question->topic);
  CHECK(topics.contains("one"));
}

// --- its sittings

TEST_CASE("A sitting for an exam asks what is worth it, and can be taken back") {
  ExamRoom room;
  const auto trainer = room.open();
  const std::string id = put(*trainer, an_exam());
  begin(*trainer, id);
  CHECK(trainer->progress().exam == id);
  CHECK_FALSE(trainer->progress().practice);
  CHECK(trainer->progress().minutes_left == 5min);
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->asked()->question->deck == "a");
  const QuestionId first = trainer->asked()->question->id;
  room.clock.go(20s);
  answer(*trainer, Rating::kGood);
  CHECK(trainer->progress().minutes_left == 4min + 40s);
  CHECK(shown(*trainer, id).seen == 1);
  REQUIRE(trainer->undo());
  CHECK(trainer->asked()->question->id == first);
  CHECK(trainer->progress().minutes_left == 5min);
  CHECK(shown(*trainer, id).seen == 0);
  REQUIRE(trainer->redo());
  CHECK(trainer->progress().minutes_left == 4min + 40s);
  CHECK(shown(*trainer, id).seen == 1);
}

TEST_CASE("Nothing is begun that might not fit, and ten more minutes go on") {
  ExamRoom room;
  const auto trainer = room.open();
  Exam exam = an_exam();
  exam.minutes.fill(1);
  const std::string id = put(*trainer, exam);
  begin(*trainer, id);
  // At worst a new question takes 20 seconds and two repeats of 10.
  room.clock.go(20s);
  answer(*trainer, Rating::kEasy);
  REQUIRE(trainer->asked() != nullptr);
  room.clock.go(20s);
  answer(*trainer, Rating::kEasy);
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->progress().left == DueCounts{});
  CHECK(trainer->progress().waiting.fresh == 14);
  trainer->add_time(10min);
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->progress().minutes_left == 10min + 20s);
  begin(*trainer, id);  // a new sitting holds to the minutes
  CHECK(trainer->asked() == nullptr);
}

TEST_CASE(
    "Learning steps of an exam are asked to their end though the minutes are used") {
  ExamRoom room;
  const auto trainer = room.open();
  Exam exam = an_exam();
  exam.minutes.fill(1);
  const std::string id = put(*trainer, exam);
  begin(*trainer, id);
  room.clock.go(58s);
  answer(*trainer, Rating::kGood);
  REQUIRE(trainer->asked() != nullptr);  // within the time that steps may come early
  CHECK(trainer->asked()->phase == Phase::kLearning);
  room.clock.go(10s);
  answer(*trainer, Rating::kGood);
  CHECK(trainer->asked() == nullptr);
  CHECK_FALSE(trainer->next_step_at());
  CHECK(shown(*trainer, id).left_today == 0s);
}

TEST_CASE("On a day off and on the day of the exam nothing is asked for it") {
  ExamRoom room;
  const auto trainer = room.open();
  Exam exam = an_exam();
  exam.days_off = {day("2024-07-02")};
  const std::string id = put(*trainer, exam);
  room.clock.set("2024-07-02T10:00:00Z");
  CHECK(shown(*trainer, id).minutes_today == 0);
  begin(*trainer, id);
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->home().next_due == instant("2024-07-03T04:00:00Z"));
  room.clock.set("2024-07-22T08:00:00Z");
  CHECK(trainer->home().due == DueCounts{0, 0, 6});  // still out of the ordinary
  CHECK(trainer->begin_exam_sitting(id).error().what ==
        "there is nothing more to plan for Midterm");
}

TEST_CASE("Suspended questions are left out and buried ones wait, for an exam too") {
  ExamRoom room;
  const auto trainer = room.open();
  Exam exam = an_exam();
  exam.scope = {"a/one"};
  const std::string id = put(*trainer, exam);
  begin(*trainer, id);
  const QuestionId suspended = trainer->asked()->question->id;
  REQUIRE(trainer->suspend());
  const QuestionId buried = trainer->asked()->question->id;
  REQUIRE(trainer->bury());
  CHECK(shown(*trainer, id).questions == 7);
  CHECK(shown(*trainer, id).suspended == 1);
  const auto snapshot = trainer->exam_snapshot(id);
  REQUIRE(snapshot);
  CHECK(snapshot->questions.size() == 7);
  CHECK(snapshot->suspended == 1);
  std::set<QuestionId> asked;
  for (; trainer->asked() != nullptr; answer(*trainer, Rating::kEasy))
    asked.insert(trainer->asked()->question->id);
  CHECK(asked.size() == 6);
  CHECK_FALSE(asked.contains(suspended));
  CHECK_FALSE(asked.contains(buried));
  // Neither comes up on ordinary days meanwhile.
  CHECK(trainer->home().due == DueCounts{0, 0, 14});
}

TEST_CASE("A sitting goes on over the start of a new study day") {
  ExamRoom room;
  const auto trainer = room.open();
  Exam exam = an_exam();
  exam.minutes.fill(1);
  room.clock.set("2024-07-02T03:58:00Z");
  const std::string id = put(*trainer, exam);
  begin(*trainer, id);
  room.clock.go(50s);
  answer(*trainer, Rating::kEasy);
  CHECK(trainer->asked() == nullptr);  // ten seconds are too few
  room.clock.go(5min);
  CHECK(trainer->refresh());  // a new day with minutes of its own
  CHECK(trainer->progress().minutes_left == 1min);
  REQUIRE(trainer->undo());
  CHECK(shown(*trainer, id).seen == 0);
}

TEST_CASE("A sitting whose exam is taken away or put off asks accordingly") {
  ExamRoom room;
  const auto trainer = room.open();
  Exam exam = an_exam();
  exam.minutes.fill(1);
  exam.id = put(*trainer, exam);
  begin(*trainer, exam.id);
  room.clock.go(50s);
  answer(*trainer, Rating::kEasy);
  CHECK(trainer->asked() == nullptr);
  exam.minutes.fill(10);  // changed in the middle of the day
  exam.at += 72h;
  put(*trainer, exam);
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->progress().minutes_left == 9min + 10s);
  answer(*trainer, Rating::kEasy);
  REQUIRE(trainer->remove_exam(exam.id));
  answer(*trainer, Rating::kEasy);  // what lies on the table can be answered
  CHECK(trainer->asked() == nullptr);
  CHECK(room.log().size() == 3);
}

TEST_CASE("A deck that vanished is told, and comes back with its progress") {
  ExamRoom room;
  std::string id;
  {
    const auto trainer = room.open();
    Exam exam = an_exam();
    exam.scope = {"a/one", "b"};
    id = put(*trainer, exam);
    begin(*trainer, id);
    while (trainer->asked() != nullptr)
      answer(*trainer, Rating::kEasy);
  }
  const auto file = room.decks() / "a.xml";
  const auto hidden = room.decks() / "a.hidden";
  std::filesystem::rename(file, hidden);
  {
    room.clock.go(24h);
    const auto trainer = room.open();
    const ShownExam now = shown(*trainer, id);
    CHECK(now.missing == std::vector<std::string>{"a/one"});
    CHECK(now.questions == 6);
    CHECK(trainer->exam_snapshot(id)->missing == now.missing);
    // It can be changed meanwhile: what is missing was there once.
    Exam exam = now.exam;
    exam.minutes.fill(7);
    CHECK(put(*trainer, exam) == id);
    begin(*trainer, id);
  }
  std::filesystem::rename(hidden, file);
  const auto trainer = room.open();
  CHECK(shown(*trainer, id).missing.empty());
  CHECK(shown(*trainer, id).questions == 14);
  CHECK(shown(*trainer, id).seen == 14);
}

TEST_CASE("With FSRS-7 in use an exam is planned with the same reviews by FSRS-6") {
  ExamRoom room;
  const auto trainer = room.open();
  const std::string id = put(*trainer, an_exam());
  begin(*trainer, id);
  for (int i = 0; i < 4; ++i)
    answer(*trainer, i % 2 == 0 ? Rating::kEasy : Rating::kHard);
  room.clock.go(24h);
  const auto before = trainer->exam_snapshot(id);
  REQUIRE(before);
  Settings settings = trainer->settings();
  settings.weights = default_weights(ModelKind::kFsrs7);
  REQUIRE(trainer->change_settings(settings));
  const auto after = trainer->exam_snapshot(id);
  REQUIRE(after);
  CHECK(after->situation.weights == before->situation.weights);
  CHECK_FALSE(after->fitted);
  REQUIRE(after->situation.questions.size() == before->situation.questions.size());
  for (std::size_t i = 0; i < after->situation.questions.size(); ++i) {
    CHECK(after->situation.questions[i].memory == before->situation.questions[i].memory);
    CHECK(after->situation.questions[i].days_since ==
          before->situation.questions[i].days_since);
  }
  begin(*trainer, id);
  REQUIRE(trainer->asked() != nullptr);
  for (int i = 0; i < 5; ++i)
    answer(*trainer, Rating::kEasy);
}

TEST_CASE("FSRS-6 weights that were fitted beside FSRS-7 plan for exams") {
  ExamRoom room;
  FitOutcome outcome;
  outcome.weights = default_weights(ModelKind::kFsrs7);
  outcome.fsrs6 = default_weights(ModelKind::kFsrs6);
  outcome.fsrs6->values[0] = 0.5;
  std::string id;
  {
    const auto trainer = room.open();
    id = put(*trainer, an_exam());
    REQUIRE(trainer->take_fit(outcome));
  }
  const auto trainer = room.open();
  const auto snapshot = trainer->exam_snapshot(id);
  REQUIRE(snapshot);
  CHECK(snapshot->fitted);
  CHECK(snapshot->situation.weights[0] == 0.5);
  outcome.fsrs6.reset();
  REQUIRE(trainer->take_fit(outcome));
  CHECK_FALSE(trainer->exam_snapshot(id)->fitted);
}

TEST_CASE("What was worked out is kept: the forecast on the disk, the plan in memory") {
  ExamRoom room;
  std::string id;
  {
    const auto trainer = room.open();
    id = put(*trainer, an_exam());
    const auto snapshot = trainer->exam_snapshot(id);
    REQUIRE(snapshot);
    CHECK_FALSE(snapshot->last_plan);
    CHECK(snapshot->topic_names == std::vector<std::string>{"Topic one", "Topic two"});
    const ExamOutlook outlook = outlook_of(*snapshot);
    REQUIRE(outlook.has_forecast);
    REQUIRE(trainer->keep_outlook(outlook));
    CHECK(trainer->exam_snapshot(id)->last_plan);
    const auto kept = shown(*trainer, id).exam.last_forecast;
    REQUIRE(kept);
    CHECK(kept->day == day("2024-07-01"));
    CHECK(kept->mean == outlook.score);
    REQUIRE(trainer->begin_exam_sitting(id, outlook.plan));
    CHECK(trainer->asked() != nullptr);
  }
  const auto trainer = room.open();
  CHECK(shown(*trainer, id).exam.last_forecast);
  CHECK_FALSE(trainer->exam_snapshot(id)->last_plan);
}

TEST_CASE(
    "The day before the exam both directions of a fact are asked, before that one") {
  Room room;
  room.write(DeckText("f").facts(5));
  const auto trainer = room.open();
  Exam exam = an_exam("Midterm", "2024-07-03T09:00:00Z");
  exam.scope = {"f"};
  exam.minutes.fill(60);
  const std::string id = put(*trainer, exam);
  const auto asked_today = [&] {
    std::set<std::string> facts;
    int questions = 0;
    begin(*trainer, id);
    for (; trainer->asked() != nullptr; answer(*trainer, Rating::kEasy), ++questions)
      facts.insert(trainer->asked()->question->siblings);
    CHECK(facts.size() == 5);
    return questions;
  };
  CHECK(asked_today() == 5);
  room.clock.go(24h);
  CHECK(asked_today() == 10);
}

TEST_CASE("What was begun for an exam is finished, and said to be") {
  ExamRoom room;
  const auto trainer = room.open();
  const std::string id = put(*trainer, an_exam());
  begin(*trainer, id);
  answer(*trainer, Rating::kGood);
  CHECK(shown(*trainer, id).steps_today == 1);
  trainer->end_sitting();
  // The steps are the exam's, as the question is.
  CHECK(trainer->home().next_due == instant("2024-07-02T04:00:00Z"));
  room.clock.go(11min);
  begin(*trainer, id);
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->asked()->phase == Phase::kLearning);
  answer(*trainer, Rating::kGood);
  CHECK(shown(*trainer, id).steps_today == 0);
}

// --- whatever happens

namespace {

/// What a student and the calendar may do, in any order.
class Walk {
 public:
  Walk() { trainer_ = room_.open(); }

  void go(int move, int number) {
    switch (move) {
      case 0:
        sit(number);
        break;
      case 1:
        put_or_change(number);
        break;
      case 2:
        if (!ids_.empty() && number % 3 == 0) {
          RC_ASSERT(trainer_->remove_exam(ids_.back()).has_value());
          ids_.pop_back();
        }
        break;
      case 3:
        RC_ASSERT(trainer_->undo().has_value());
        break;
      case 4:
        RC_ASSERT(trainer_->redo().has_value());
        break;
      case 5:
        room_.clock.go(number % 5 * 17h);
        trainer_->refresh();
        break;
      case 6:
        if (trainer_->asked() != nullptr && number % 2 == 0)
          RC_ASSERT(trainer_->suspend().has_value());
        break;
      case 7:
        trainer_.reset();
        trainer_ = room_.open();
        break;
      case 8:
        trainer_->add_time(5min);
        break;
      default:
        rate(number);
    }
    look();
  }

  void finish() {
    trainer_.reset();
    RC_ASSERT(room_.cache_is_replay());
  }

 private:
  void sit(int number) {
    if (number % 3 == 0 || ids_.empty()) {
      RC_ASSERT(trainer_->begin_sitting().has_value());
    } else if (number % 3 == 1) {
      RC_ASSERT(trainer_->begin_sitting("a").has_value());
    } else {
      // Refused for one that is past; then the sitting before goes on.
      static_cast<void>(trainer_->begin_exam_sitting(ids_.front()).has_value());
    }
  }
  void put_or_change(int number) {
    Exam exam;
    exam.title = "Exam";
    exam.at = room_.clock.now() + 24h * (1 + number % 9);
    exam.scope = {number % 2 == 0 ? "a" : "a/one"};
    exam.minutes.fill(1 + number % 4);
    if (!ids_.empty() && number % 4 == 0) exam.id = ids_.back();
    const auto id = trainer_->put_exam(exam);
    RC_ASSERT(id.has_value());
    if (exam.id.empty()) ids_.push_back(*id);
  }
  void rate(int number) {
    if (trainer_->asked() == nullptr) return;
    room_.clock.go(number * 1s);
    trainer_->reveal();
    RC_ASSERT(trainer_->rate(kRatings.at(static_cast<std::size_t>(number) % 4)));
  }
  void look() {
    const SittingProgress progress = trainer_->progress();
    RC_ASSERT(progress.done == trainer_->summary().answers);
    RC_ASSERT(progress.left.total() >= 0);
    const Home home = trainer_->home();
    int ordinary = 0;
    for (const DeckSummary& deck : home.decks)
      ordinary += deck.questions - deck.in_exams;
    RC_ASSERT(ordinary + home.in_exams == 22);
    RC_ASSERT(home.due.total() <= ordinary);
    const auto exams = trainer_->exams();
    RC_ASSERT(exams.has_value());
    RC_ASSERT(exams->size() == ids_.size());
    for (const ShownExam& each : *exams) {
      RC_ASSERT(each.used_today >= 0ms);
      RC_ASSERT(each.seen <= each.questions);
      RC_ASSERT(each.shared <= each.questions);
    }
  }

  ExamRoom room_;
  std::unique_ptr<Trainer> trainer_;
  std::vector<std::string> ids_;
};

}  // namespace

TEST_CASE("property: Whatever is done with exams, the cache is what the log gives") {
  CHECK(rc::check([] {
    Walk walk;
    walk.go(1, 7);
    for (const auto& [move, number] : *rc::gen::resize(
             40, rc::gen::container<std::vector<std::pair<int, int>>>(
                     rc::gen::pair(rc::gen::inRange(0, 20), rc::gen::inRange(0, 100)))))
      walk.go(move, number);
    walk.finish();
  }));
}

// --- whole exams

TEST_CASE(
    "Three weeks towards an exam never exceed a day's minutes, and end by themselves") {
  ExamRoom room;
  std::string id;
  Student student(2024);
  int studied_days = 0;
  for (int date = 0; date < 21; ++date) {
    CAPTURE(date);
    room.clock.set("2024-07-01T10:00:00Z");
    room.clock.go(date * 24h);
    const auto trainer = room.open();  // every day starts from the disk
    if (date == 0) {
      Exam exam = an_exam();
      exam.minutes = {3, 2, 3, 2, 3, 4, 0};
      id = put(*trainer, exam);
    }
    if (date == 12) {  // fewer minutes from now on
      Exam exam = shown(*trainer, id).exam;
      exam.minutes.fill(1);
      put(*trainer, exam);
    }
    const bool skipped = date >= 7 && date < 10;
    if (skipped) continue;
    const ShownExam before = shown(*trainer, id);
    CHECK(before.days_left == 21 - date);
    begin(*trainer, id);
    const auto asked = student.study(*trainer, room.clock);
    const ShownExam after = shown(*trainer, id);
    CHECK(after.used_today == student.used);
    CHECK(after.used_today <= std::chrono::minutes(after.minutes_today));
    CHECK(trainer->home().due == DueCounts{0, 0, 6});  // the others are not touched
    studied_days += asked.empty() ? 0 : 1;
  }
  CHECK(studied_days >= 12);
  {
    // The evening before: everything was seen, and most is known.
    const auto trainer = room.open();
    const ShownExam last = shown(*trainer, id);
    CHECK(last.seen == 16);
    CHECK(last.known > .8);
  }
  // The day of the exam, and the one after.
  room.clock.set("2024-07-22T08:00:00Z");
  CHECK(shown(*room.open(), id).stage == ExamStage::kToday);
  room.clock.set("2024-07-23T10:00:00Z");
  {
    const auto trainer = room.open();
    const ShownExam past = shown(*trainer, id);
    CHECK(past.stage == ExamStage::kPast);
    CHECK(past.minutes_today == 0);
    const Home home = trainer->home();
    CHECK(home.exams.empty());
    CHECK(home.in_exams == 0);
    CHECK(home.due.fresh == 6);
    REQUIRE(trainer->begin_sitting());
    CHECK(trainer->progress().left == home.due);
    student.study(*trainer, room.clock);
    CHECK(trainer->home().due.total() == 0);
  }
  CHECK(room.cache_is_replay());
}

TEST_CASE("After an exam what is overdue keeps to the day's minutes") {
  Room room;
  room.write(DeckText("a").recalls(60));
  auto trainer = room.open();
  Exam exam = an_exam("Midterm", "2024-07-08T09:00:00Z");
  exam.minutes.fill(30);
  const std::string id = put(*trainer, exam);
  Student student(5);
  for (int date = 0; date < 7; ++date) {
    room.clock.set("2024-07-01T10:00:00Z");
    room.clock.go(date * 24h);
    begin(*trainer, id);
    student.study(*trainer, room.clock);
  }
  Settings settings;
  settings.minutes_a_day = 3;
  REQUIRE(trainer->change_settings(settings));
  room.clock.set("2024-08-20T10:00:00Z");  // six weeks later nearly all is overdue
  const Home home = trainer->home();
  REQUIRE(home.time);
  CHECK(home.due.total() < 40);
  CHECK(home.due.total() + home.time->waiting.total() > 40);
  REQUIRE(trainer->begin_sitting());
  student.study(*trainer, room.clock);
  CHECK(student.used <= 3min);
  trainer.reset();
  CHECK(room.cache_is_replay(settings));
}

TEST_CASE(
    "A plan that is solved anew after skipped days fits the minutes that are left") {
  ExamRoom room;
  const auto trainer = room.open();
  Exam exam = an_exam();
  exam.minutes.fill(2);
  const std::string id = put(*trainer, exam);
  begin(*trainer, id);
  Student student(11);
  student.study(*trainer, room.clock);
  room.clock.set("2024-07-19T10:00:00Z");  // three days before
  const auto snapshot = trainer->exam_snapshot(id);
  REQUIRE(snapshot);
  CHECK(snapshot->situation.seconds == std::vector<double>{120, 120, 120});
  REQUIRE(snapshot->last_plan);
  CHECK(snapshot->last_plan->horizon() == 21);
  const ExamPlan plan = plan_for(*snapshot);
  CHECK(plan.horizon() == 3);
  REQUIRE(trainer->begin_exam_sitting(id, plan));
  student.study(*trainer, room.clock);
  CHECK(student.used <= 2min);
  CHECK(student.used > 0s);
}
