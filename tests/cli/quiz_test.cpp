// Quiz rounds by lines: what is typed and what is printed.

#include "cli/quiz.h"

#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include <doctest/doctest.h>

#include "cli/quiz_round.h"
#include "trainer/for_tests.h"

using namespace attache;
using namespace attache::cli;
using namespace std::chrono_literals;

namespace {

struct Session {
  int code = 0;
  std::string out;
  std::string err;

  [[nodiscard]] bool has(const std::string& text) const {
    return out.find(text) != std::string::npos;
  }
};

enum class At { kPipe, kTerminal };

Session quiz_on(Trainer& trainer,
                const QuizCommand& command,
                const std::string& lines,
                At at = At::kPipe) {
  std::istringstream in(lines);
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err, at == At::kTerminal, false};
  Session session;
  session.code = quiz(trainer, command, console);
  session.out = out.str();
  session.err = err.str();
  return session;
}

Session quiz_with(const Room& room,
                  const QuizCommand& command,
                  const std::string& lines,
                  At at = At::kPipe) {
  return quiz_on(*room.open(), command, lines, at);
}

QuizCommand a_quiz(const std::string& kind) {
  QuizCommand command;
  command.kind = kind;
  return command;
}

QuizCommand the_list(bool json = false) {
  QuizCommand command;
  command.list = true;
  command.json = json;
  return command;
}

DeckText three_typed() {
  DeckText deck("d", "A deck");
  deck.add("<topic id=\"t\">Towns</topic>");
  for (const char* id : {"a", "b", "c"})
    deck.add(
        fmt::format("<card id=\"{0}\" kind=\"typed\" topic=\"t\"><ask>Where is {0}?"
                    "</ask><answer>in {0}</answer></card>",
                    id));
  return deck;
}

std::string first_id(const Room& room) {
  const auto trainer = room.open();
  const auto rounds = trainer->finished_rounds();
  REQUIRE(!rounds->empty());
  return rounds->front().id;
}

}  // namespace

TEST_CASE("An exam by lines: answers, a flag, the list, and handing in") {
  Room room;
  room.write(three_typed());
  const Session session = quiz_with(
      room, a_quiz("exam"), ":f\nwrong\n\n:l\n:1\n:x\n:2\nin b\n:h\n:d\nno\n:d\ny\n");
  CHECK(session.code == 0);
  CHECK(session.err.empty());
  CHECK(session.out.starts_with(
      "Mock exam: 3 of 3 questions, 30:00, counts as evidence "
      "for memory.\nThere are no more to choose from than these "
      "3.\n\nQuestion 1 of 3, 0 answered, 30:00 left\n\nWhere is "));
  CHECK(session.has("Flagged.\n"));
  CHECK(session.has("? — wrong (flagged)\n"));
  CHECK(session.has("\nQuestion 1 of 3, 1 answered, 30:00 left, flagged\n"));
  CHECK(session.has("Your answer so far: wrong\n"));
  CHECK(session.has("hands in, :q leaves"));
  CHECK(session.has("2 questions are not answered. Hand in all the same? y hands in\n"));
  CHECK(session.has("\nMock exam: "));
  CHECK(session.has("  Towns: "));
  CHECK(session.has("     You: nothing\n     Right: in "));
  CHECK(room.log().size() == 1);  // what was left empty is no evidence
}

TEST_CASE("After the last question an exam goes to what has no answer") {
  Room room;
  room.write(three_typed());
  const Session session = quiz_with(room, a_quiz("exam"), "x\n\nx\nx\n\n\n:f\n:f\n:d\n");
  CHECK(
      session.has("That was the last question. 1 question is left without an answer; "
                  "this is the first."));
  CHECK(session.has("That was the last question. All are answered; :d hands in."));
  CHECK(session.has("Flag removed."));
  CHECK(session.has("(0 %)"));
}

TEST_CASE("At the end of the input an exam is left, and --resume takes it up again") {
  Room room;
  room.write(three_typed());
  Session session = quiz_with(room, a_quiz("exam"), "x\n");
  CHECK(session.code == 0);
  CHECK(session.has("Left for now; everything is kept. 'attache quiz --resume'"));
  session = quiz_with(room, the_list(), "");
  CHECK(
      session.has("2024-07-01 10:00  Mock exam, not finished: 1 of 3 answered, 30:00 "
                  "left\n  id: "));
  session = quiz_with(room, a_quiz("quick"), ":q\n");
  CHECK(session.has("(An older round is not finished"));
  QuizCommand resume;
  resume.resume = true;
  session = quiz_with(room, resume, "y\ny\n:d\n");
  CHECK(session.has("Question 2 of 3, 1 answered"));
  CHECK(session.has("Mock exam: 0 of 3 marks"));
  session = quiz_with(room, resume, "x\n");
  CHECK(session.code == 1);
  CHECK(session.err.find("there is no round to take up again") != std::string::npos);
}

TEST_CASE("A choice in an exam is answered by its number, a cloze blank by blank") {
  Room room;
  room.write(
      DeckText("d")
          .add("<card id=\"c\" kind=\"choice\"><ask>Which?</ask><answer>this</answer>"
               "<wrong>that</wrong><wrong>those</wrong></card>")
          .add("<card id=\"z\" kind=\"cloze\"><ask>{{One}} and {{two}}.</ask></card>"));
  const auto trainer = room.open();
  // Whichever comes first: answer both by going to them.
  std::string lines = "9\n";
  Session session = quiz_on(*trainer, a_quiz("exam"), lines);
  const bool choice_first = session.has("  3. ");
  REQUIRE((choice_first || session.has("[1…]")));
  QuizCommand resume;
  resume.resume = true;
  const std::string choice = choice_first ? ":1\n9\n1\n" : ":2\n9\n1\n";
  const std::string cloze = choice_first ? ":2\none\ntwo\n" : ":1\none\ntwo\n";
  session = quiz_on(*trainer, resume, choice + cloze + ":d\n");
  CHECK(session.has("Please answer with the numbers that are listed."));
  CHECK(session.has("Mock exam: "));
  const auto report = trainer->report(trainer->finished_rounds()->front().id);
  for (const ReportedQuestion& question : report->questions)
    if (question.form == Form::kCloze) CHECK(question.verdict == Verdict::kRight);
  session = quiz_on(*trainer, a_quiz("exam"), choice_first ? ":2\none\n" : ":1\none\n");
  CHECK(session.has("Left for now"));
}

TEST_CASE("In an exam every order works at every blank, and what was typed stays") {
  Room room;
  room.write(
      DeckText("d").add("<card id=\"z\" kind=\"cloze\"><ask>{{One}}, {{two}} and "
                        "{{three}}.</ask></card>"));
  const auto trainer = room.open();
  Session session = quiz_on(*trainer, a_quiz("exam"), "one\n:f\n:l\n:h\n:q\n");
  CHECK(session.has("Flagged.\n"));
  CHECK(session.has(" — one"));
  CHECK(session.has(":7 goes to question 7"));
  CHECK(session.has("Left for now"));
  QuizCommand resume;
  resume.resume = true;
  session = quiz_on(*trainer, resume, "two\n:1\nthree\n:d\n", At::kTerminal);
  CHECK(session.has("Blank 2> "));
  CHECK_FALSE(session.has("Blank 1> "));
  CHECK(session.has("Mock exam: 1 of 1 mark"));
}

TEST_CASE("A round can be abandoned; a person is asked once") {
  Room room;
  room.write(three_typed());
  QuizCommand abandon;
  abandon.abandon = true;
  CHECK(quiz_with(room, abandon, "").err == "attache: there is no round to abandon\n");
  quiz_with(room, a_quiz("exam"), "x\n");
  Session session = quiz_with(room, abandon, "no\n", At::kTerminal);
  CHECK(
      session.has("Mock exam, 1 of 3 answered, 30:00 left: its answers are thrown away. "
                  "y abandons it> "));
  CHECK(room.open()->unfinished_rounds()->size() == 1);
  session = quiz_with(room, a_quiz("exam"), "");
  CHECK(session.has("A round is not finished: Mock exam, 1 of 3 answered, 30:00 left"));
  session = quiz_with(room, abandon, "");
  CHECK(session.out == "Abandoned: Mock exam, 1 of 3 answered, 30:00 left.\n");
  CHECK(room.open()->unfinished_rounds()->empty());
}

TEST_CASE("Leaving a quick quiz asks once and says what is kept") {
  Room room;
  room.write(three_typed());
  QuizCommand command = a_quiz("quick");
  Session session = quiz_with(room, command, ":q\nno\nx\n\n:q\ny\n", At::kTerminal);
  CHECK(
      session.has("A quick quiz that is left cannot be taken up again, and nothing of "
                  "it is kept. y leaves> "));
  CHECK(session.has("1 answered"));
  // Nothing is scheduled, so no times are told.
  CHECK(session.has("1 again, 2 hard, 3 good, 4 easy; Enter: again\n"));
  CHECK(room.log().empty());
  command.counts = true;
  session = quiz_with(room, command, "x\n\n:q\n");
  CHECK(session.has("the answers given so far count. y leaves\n"));
  CHECK(session.has("1 again ("));
  CHECK(room.log().size() == 1);
}

TEST_CASE("A report by lines has marks, partly right answers, lists and passages") {
  Room room;
  room.write(DeckText("d")
                 .add("<passage id=\"p\">They meet often.</passage>")
                 .add("<card id=\"s\" kind=\"select\" passage=\"p\"><ask>Which?</ask>"
                      "<answer>China</answer><answer>France</answer><wrong>Japan</wrong>"
                      "<wrong>Spain</wrong></card>"));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_round(default_plan(RoundKind::kExam)));
  const auto& options = trainer->round()->places.front().prompt.options;
  const auto china =
      std::find_if(options.begin(), options.end(),
                   [](const Option& option) { return option.text == "China"; });
  REQUIRE(trainer->answer({{static_cast<std::size_t>(china - options.begin())}, {}}));
  REQUIRE(trainer->hand_in());
  QuizCommand command;
  command.report = "last";
  const Session session = quiz_on(*trainer, command, "");
  CHECK(
      session.has("  1. ~ Which?\n     Partly right, 0.5 marks\n     You: China\n"
                  "     Right:\n       - China\n       - France\n"
                  "     Passage: They meet often.\n"));
}

TEST_CASE("When the time runs out an exam by lines is handed in") {
  Room room;
  room.write(three_typed());
  const auto trainer = room.open();
  QuizCommand command = a_quiz("exam");
  command.minutes = 1;
  quiz_on(*trainer, command, "in a\n");
  REQUIRE(trainer->resume_round(trainer->unfinished_rounds()->front().id));
  room.clock.go(2min);
  std::istringstream in("x\n");
  std::ostringstream out;
  Console console{in, out, out, false, false};
  CHECK(play_round(*trainer, console) == RoundEnd::kFinished);
  CHECK(out.str().find("The time has run out.") != std::string::npos);
}

TEST_CASE("A match by lines takes a number and a letter") {
  Room room;
  room.write(DeckText("d").facts(3));
  const auto trainer = room.open();
  Session session = quiz_on(*trainer, a_quiz("match"), ":h\nwhat\n9 z\n\n:q\n");
  CHECK(session.out.starts_with(
      "Match: 3 pairs, does not count as evidence for memory.\nThere are no more"));
  CHECK(session.has("Please give a number and a letter, as in 2 c."));
  CHECK(session.has("Left for now"));
  REQUIRE(trainer->resume_round(trainer->unfinished_rounds()->front().id));
  const MatchShown match = *trainer->round()->match;
  const std::map<std::string, std::string> countries{
      {"Knesset", "Israel"}, {"Storting", "Norway"}, {"Folketing", "Denmark"}};
  std::string lines;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto right = static_cast<std::size_t>(
        std::find(match.right.begin(), match.right.end(), countries.at(match.left[i])) -
        match.right.begin());
    if (i == 0) lines += fmt::format("1 {}\n", static_cast<char>('a' + (right + 1) % 3));
    lines += fmt::format("{}{}\n", i + 1, static_cast<char>('A' + right));
    if (i == 0) lines += fmt::format("1 {}\n:l\n", static_cast<char>('a' + right));
  }
  QuizCommand resume;
  resume.resume = true;
  session = quiz_on(*trainer, resume, lines);
  CHECK(session.has("They do not go together.\n"));
  CHECK(session.has("Right. 2 pairs are left.\n"));
  CHECK(session.has("That is matched already.\n"));
  CHECK(session.has("Right. That was the last pair.\n"));
  CHECK(session.has("Match: 0:05 in 4 tries (0:05 of it for wrong ones).\n"));
  session = quiz_on(*trainer, the_list(), "");
  CHECK(session.has("Match: 3 pairs in 0:05\n"));
}

TEST_CASE("A timeline by lines takes all numbers and is handed in by an empty line") {
  Room room;
  DeckText deck("d");
  deck.add(
      "<relation id=\"in\"><says>{subject} began in {object}.</says><asks "
      "for=\"object\">When did {subject} begin?</asks></relation>");
  for (int i = 0; i < 3; ++i)
    deck.add(fmt::format("<entity id=\"e{}\" type=\"event\"><name>{}</name></entity>", i,
                         static_cast<char>('A' + i)))
        .add(fmt::format("<fact id=\"f{0}\" relation=\"in\" subject=\"e{0}\" "
                         "value=\"199{0}\" type=\"year\"/>",
                         i));
  room.write(deck);
  const Session session =
      quiz_with(room, a_quiz("timeline"), "1 2\n1 1 2\n:h\n:l\n3 2 1\n\n");
  CHECK(session.code == 0);
  CHECK(session.has("Please answer with the numbers that are listed, each once.\n"));
  CHECK(session.has(" began in …\n"));
  CHECK(session.has("So it is now. Enter hands it in.\n"));
  CHECK(session.has("Timeline: "));
}

TEST_CASE("A quick quiz by lines is like studying") {
  Room room;
  room.write(three_typed());
  QuizCommand command = a_quiz("quick");
  command.questions = 2;
  command.counts = true;
  const Session session = quiz_with(room, command, "x\n\nx\n\n");
  CHECK(session.out.starts_with(
      "Quick quiz: 2 of 3 questions, counts as evidence for memory.\n"));
  CHECK(session.has("2 answered, 0 right"));
  CHECK(room.log().size() == 2);
}

TEST_CASE("The plan is what the options say") {
  Room room;
  room.write(three_typed());
  QuizCommand command = a_quiz("exam");
  command.topics = {"d/t"};
  command.questions = 2;
  command.minutes = 0;
  command.weights = {"d/t=80"};
  command.negative = true;
  command.does_not_count = true;
  const auto trainer = room.open();
  quiz_on(*trainer, command, "x\n");
  const RoundPlan plan = trainer->unfinished_rounds()->front().plan;
  CHECK(plan.scope == std::vector<std::string>{"d/t"});
  CHECK(plan.questions == 2);
  CHECK_FALSE(plan.limit);
  CHECK(plan.weights == std::vector<TopicWeight>{{"d/t", 80}});
  CHECK(plan.negative);
  CHECK_FALSE(plan.counts);
}

TEST_CASE("What is wrong with the options is said") {
  Room room;
  room.write(three_typed());
  QuizCommand command = a_quiz("exam");
  for (const char* weight : {"d/t", "d/t=", "d/t=much", "=5", "d/t=5x"}) {
    command.weights = {weight};
    const Session session = quiz_with(room, command, "x\n");
    CHECK(session.code == 1);
    CHECK(session.err == fmt::format("attache: --weight cannot be {} — write it as "
                                     "deck/topic=40, in percent\n",
                                     weight));
  }
  command = a_quiz("exam");
  command.topics = {"nowhere"};
  CHECK(quiz_with(room, command, "x\n").code == 1);
  command = a_quiz("quick");
  command.html = "page.html";
  CHECK(quiz_with(room, command, "x\n").err.find("has no report to write") !=
        std::string::npos);
}

TEST_CASE("A report is told, printed as JSON, and written as a page") {
  Room room;
  room.write(three_typed());
  CHECK(quiz_with(room, the_list(), "").out == "There are no rounds yet.\n");
  QuizCommand command;
  command.report = "last";
  CHECK(quiz_with(room, command, "").err.find("no finished round") != std::string::npos);
  const TemporaryFolder folder;
  QuizCommand exam = a_quiz("exam");
  exam.html = folder.path() / "page.html";
  const Session played = quiz_with(room, exam, "in a\nin b\nin c\n:d\n");
  CHECK(played.has("The report is in " + exam.html->string()));
  std::ifstream page(*exam.html);
  const std::string html{std::istreambuf_iterator<char>(page), {}};
  CHECK(html.starts_with("<!DOCTYPE html>"));
  CHECK(quiz_with(room, command, "").has("Mock exam: "));
  command.json = true;
  command.report = first_id(room);
  const auto json = nlohmann::json::parse(quiz_with(room, command, "").out);
  CHECK(json.at("plan").at("kind") == "exam");
  CHECK(json.at("questions").size() == 3);
  CHECK(json.at("questions").at(0).at("logged").at("form") == "typed");
  command.report = "nonsense";
  CHECK(quiz_with(room, command, "").code == 1);
  command.report = "last";
  command.html = folder.path() / "nowhere" / "page.html";
  const Session failed = quiz_with(room, command, "");
  CHECK(failed.code == 1);
  CHECK(failed.err.find("the report could not be written") != std::string::npos);
}

TEST_CASE("The list as JSON has every key that the help names") {
  Room room;
  room.write(three_typed());
  QuizCommand exam = a_quiz("exam");
  quiz_with(room, exam, "x\n:d\ny\n");
  quiz_with(room, exam, "x\n");
  exam.minutes = 0;
  quiz_with(room, exam, "x\n");
  const auto json = nlohmann::json::parse(quiz_with(room, the_list(true), "").out);
  REQUIRE(json.at("unfinished").size() == 2);
  int without_limit = 0;
  for (const auto& open : json.at("unfinished")) {
    CHECK(open.at("kind") == "exam");
    CHECK(open.at("questions") == 3);
    CHECK(open.at("answered") == 1);
    without_limit += open.at("seconds_left").is_null() ? 1 : 0;
    CHECK((open.at("seconds_left").is_null() || open.at("seconds_left") == 1800));
  }
  CHECK(without_limit == 1);
  const auto& done = json.at("finished").at(0);
  CHECK(done.at("marks") == 0);
  CHECK(done.at("possible") == 3);
  CHECK(done.at("seconds") == 0);
  CHECK(done.at("counts") == true);
  CHECK(done.contains("ended"));
  CHECK(done.contains("id"));
}

TEST_CASE("Without a terminal and without input it says what is possible") {
  Room room;
  room.write(three_typed());
  const Session session = quiz_with(room, a_quiz("exam"), "");
  CHECK(session.code == 0);
  CHECK(session.has("  d  (3 questions)\n  d/t  (3 questions)\n"));
  CHECK(room.open()->unfinished_rounds()->empty());
}

TEST_CASE("At a terminal it helps, and lets one practise what was missed") {
  Room room;
  room.write(three_typed());
  Session session =
      quiz_with(room, a_quiz("exam"), "x\nx\nx\n:d\np\n:q\n", At::kTerminal);
  CHECK(session.has(":7 goes to question 7"));
  CHECK(session.has("Answer> "));
  CHECK(session.has("p practises what was missed"));
  CHECK(session.has("Practice: 0 done, 3 to go"));
  session = quiz_with(room, a_quiz("exam"), "x\nx\nx\n:d\n\n", At::kTerminal);
  CHECK_FALSE(session.has("Practice: "));
  session = quiz_with(room, a_quiz("exam"), ":d\ny\n", At::kTerminal);
  CHECK(session.has("3 questions are not answered. Hand in all the same? y hands in> "));
}

TEST_CASE("When the disk is full a script is told and stops, a person may try again") {
  Room room;
  room.write(three_typed());
  const auto trainer = room.open();
  quiz_on(*trainer, a_quiz("exam"), "x\n");
  const std::string id = trainer->unfinished_rounds()->front().id;
  for (const At at : {At::kPipe, At::kTerminal}) {
    REQUIRE(trainer->resume_round(id));
    const FullDisk full;
    std::istringstream in(":f\nx\n:q\n");
    std::ostringstream out;
    std::ostringstream err;
    Console console{in, out, err, at == At::kTerminal, false};
    CHECK(play_round(*trainer, console) ==
          (at == At::kPipe ? RoundEnd::kFailed : RoundEnd::kLeft));
    CHECK(err.str().starts_with("attache: "));
  }
}

TEST_CASE("A damaged round is told by every way that meets it") {
  Room room;
  room.write(three_typed());
  quiz_with(room, a_quiz("exam"), "x\n");
  tamper(room, "UPDATE round SET checksum = 0");
  QuizCommand resume;
  resume.resume = true;
  QuizCommand report;
  report.report = "last";
  for (const QuizCommand& command : {the_list(), report, resume, a_quiz("exam")}) {
    const Session session = quiz_with(room, command, "x\n");
    CHECK(session.code == 1);
    CHECK(session.err.find("is damaged") != std::string::npos);
  }
}

TEST_CASE("A round of which nothing is left is not taken up again") {
  Room room;
  room.write(three_typed());
  quiz_with(room, a_quiz("exam"), "x\n");
  room.write(DeckText("d").recall("other"));
  QuizCommand resume;
  resume.resume = true;
  const Session session = quiz_with(room, resume, "x\n");
  CHECK(session.code == 1);
  CHECK(session.err.find("nothing of this round is left") != std::string::npos);
}

TEST_CASE(
    "The command line of a quiz is read in full, and what does not fit is refused") {
  const auto parsed_from = [](std::vector<const char*> words) {
    words.insert(words.begin(), {"attache", "quiz"});
    return parse(static_cast<int>(words.size()), words.data());
  };
  const auto parsed =
      parsed_from({"--kind", "exam", "--topic", "d/a", "--topic", "e", "--questions", "5",
                   "--minutes", "7", "--weight", "d/a=40", "--negative",
                   "--does-not-count", "--html", "page.html"});
  const auto& command = std::get<QuizCommand>(std::get<Invocation>(parsed).command);
  CHECK(command.kind == "exam");
  CHECK(command.topics == std::vector<std::string>{"d/a", "e"});
  CHECK(command.questions == 5);
  CHECK(command.minutes == 7);
  CHECK(command.weights == std::vector<std::string>{"d/a=40"});
  CHECK(command.negative);
  CHECK(command.does_not_count);
  CHECK_FALSE(command.counts);
  CHECK(command.html == "page.html");
  for (const auto& words : std::vector<std::vector<const char*>>{
           {"--kind", "blitz"}, {"--minutes", "601"}, {"--counts", "--does-not-count"}}) {
    const auto refused = parsed_from(words);
    REQUIRE(std::holds_alternative<Parting>(refused));
    CHECK(std::get<Parting>(refused).exit_code == 2);
  }
}
