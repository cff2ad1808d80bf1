// Exams by lines: what is said, and what is printed for scripts.

#include "cli/exam.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include <doctest/doctest.h>

#include "cli/run.h"
#include "for_tests.h"

using namespace attache;
using namespace attache::cli;
using namespace std::chrono_literals;

namespace {

ExamCommand an(const std::string& action) {
  ExamCommand command;
  command.action = action;
  return command;
}

/// On Saturday 20 July 2024, 19 days ahead, over deck a.
ExamCommand adding(const std::string& title = "Midterm") {
  ExamCommand command = an("add");
  command.title = title;
  command.at = "2024-07-20";
  command.decks = {"a"};
  command.minutes = "10 sun=0";
  return command;
}

/// Deck a with two topics of four cards.
class ExamRoom : public Room {
 public:
  ExamRoom() {
    DeckText deck("a", "Deck A");
    for (const char* topic : {"one", "two"}) {
      deck.add(fmt::format("<topic id=\"{0}\">Topic {0}</topic>", topic));
      for (int i = 0; i < 4; ++i)
        deck.recall(topic + std::to_string(i), fmt::format("topic=\"{}\"", topic));
    }
    write(deck);
  }

  /// The id of the only exam.
  [[nodiscard]] std::string id() const {
    const auto exams = open()->exams();
    REQUIRE(exams);
    REQUIRE(exams->size() == 1);
    return exams->front().exam.id;
  }
};

std::string id_in(const Outcome& outcome) {
  const std::string line = "  id: ";
  const std::size_t at = outcome.out.rfind(line);
  REQUIRE(at != std::string::npos);
  return outcome.out.substr(at + line.size(), 36);
}

}  // namespace

TEST_CASE(
    "The command line of an exam is understood, and its help fits into 80 columns") {
  const std::vector<const char*> words{"attache",
                                       "exam",
                                       "add",
                                       "--title",
                                       "Midterm",
                                       "--at",
                                       "2024-08-20T09:00",
                                       "--deck",
                                       "a",
                                       "--deck",
                                       "b",
                                       "--topic",
                                       "c/d",
                                       "--minutes",
                                       "20 sun=0",
                                       "--off",
                                       "2024-08-10",
                                       "--off",
                                       "2024-08-12",
                                       "--target",
                                       "82.5",
                                       "--weight",
                                       "c/d=40"};
  const auto parsed = parse(static_cast<int>(words.size()), words.data());
  REQUIRE(std::holds_alternative<Invocation>(parsed));
  const auto& command = std::get<ExamCommand>(std::get<Invocation>(parsed).command);
  CHECK(command.action == "add");
  CHECK_FALSE(command.exam);
  CHECK(command.title == "Midterm");
  CHECK(command.at == "2024-08-20T09:00");
  CHECK(command.decks == std::vector<std::string>{"a", "b"});
  CHECK(command.topics == std::vector<std::string>{"c/d"});
  CHECK(command.minutes == "20 sun=0");
  CHECK(command.off == std::vector<std::string>{"2024-08-10", "2024-08-12"});
  CHECK(command.target == 82.5);
  CHECK(command.weights == std::vector<std::string>{"c/d=40"});
  CHECK_FALSE(command.end);
  CHECK_FALSE(command.json);

  const std::vector<const char*> alone{"attache", "exam"};
  const auto listing = parse(2, alone.data());
  REQUIRE(std::holds_alternative<Invocation>(listing));
  CHECK(std::get<ExamCommand>(std::get<Invocation>(listing).command).action == "list");

  const std::vector<const char*> wrong{"attache", "exam", "cram"};
  const auto refused = parse(3, wrong.data());
  REQUIRE(std::holds_alternative<Parting>(refused));
  CHECK(std::get<Parting>(refused).exit_code == 2);

  const std::vector<const char*> help{"attache", "exam", "--help"};
  const auto page = parse(3, help.data());
  REQUIRE(std::holds_alternative<Parting>(page));
  std::istringstream lines(std::get<Parting>(page).text);
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(line.size() <= 80);
  }
}

TEST_CASE("An exam is added and listed with its days, minutes and questions") {
  const ExamRoom room;
  CHECK(carry_out(room, an("list")).out ==
        "There is no exam yet. 'attache exam add --help' tells how to add one.\n");
  ExamCommand command = adding();
  command.target = 80;
  const Outcome added = carry_out(room, command);
  CHECK(added.code == 0);
  const std::string expected =
      "Midterm: 20 July 2024, 09:00; 19 days left\n"
      "  minutes a day: mon=10 tue=10 wed=10 thu=10 fri=10 sat=10 sun=0; 10 of 10 "
      "minutes left today\n"
      "  8 questions, 0 seen, 0 % known today\n"
      "  asks: a\n"
      "  target: 80 %\n"
      "  id: " +
      room.id() + "\n";
  CHECK(added.out == expected);
  CHECK(carry_out(room, an("list")).out == expected);
}

TEST_CASE("For scripts the list is an array") {
  const ExamRoom room;
  ExamCommand command = adding();
  command.off = {"2024-07-05..2024-07-06", "2024-07-02"};
  command.weights = {"a/one=60"};
  REQUIRE(carry_out(room, command).code == 0);
  ExamCommand listing = an("list");
  listing.json = true;
  const auto all = nlohmann::json::parse(carry_out(room, listing).out);
  REQUIRE(all.size() == 1);
  const auto& exam = all[0];
  CHECK(exam["id"] == room.id());
  CHECK(exam["title"] == "Midterm");
  CHECK(exam["at"] == "2024-07-20T09:00:00.000Z");
  CHECK(exam["stage"] == "ahead");
  CHECK(exam["day"] == "2024-07-20");
  CHECK(exam["days_left"] == 19);
  CHECK(exam["minutes"] == std::vector<int>{10, 10, 10, 10, 10, 10, 0});
  CHECK(exam["days_off"] ==
        std::vector<std::string>{"2024-07-02", "2024-07-05", "2024-07-06"});
  CHECK(exam["minutes_today"] == 10);
  CHECK(exam["seconds_used_today"] == 0);
  CHECK(exam["scope"] == std::vector<std::string>{"a"});
  CHECK(exam["weights"][0]["topic"] == "a/one");
  CHECK(exam["weights"][0]["percent"] == 60);
  CHECK(exam["target"].is_null());
  CHECK(exam["questions"] == 8);
  CHECK(exam["forecast"].is_null());
}

TEST_CASE("A change touches only what is given, and none empties a list") {
  const ExamRoom room;
  ExamCommand command = adding();
  command.off = {"2024-07-05"};
  command.weights = {"a/one=60"};
  command.target = 80;
  REQUIRE(carry_out(room, command).code == 0);
  command = an("change");
  command.minutes = "sun=5";
  const Outcome changed = carry_out(room, command);
  CHECK(changed.has("fri=10 sat=10 sun=5; "));
  CHECK(changed.has("  target: 80 %\n"));
  command = an("change");
  command.off = {"none"};
  command.weights = {"none"};
  command.topics = {"a/one"};
  command.target = 0;
  command.at = "2024-07-21T14:30";
  CHECK(carry_out(room, command).has("Midterm: 21 July 2024, 14:30; 20 days left\n"));
  const auto exams = room.open()->exams();
  REQUIRE(exams);
  const Exam& exam = exams->front().exam;
  CHECK(exam.days_off.empty());
  CHECK(exam.weights.empty());
  CHECK(exam.scope == std::vector<std::string>{"a/one"});
  CHECK_FALSE(exam.target);
  CHECK(exam.minutes == WeekMinutes{10, 10, 10, 10, 10, 10, 5});
}

TEST_CASE("An exam that is ended early is past, and its questions are due again") {
  const ExamRoom room;
  REQUIRE(carry_out(room, adding()).code == 0);
  CHECK(carry_out(room, DueCommand{}).has("Beside your exams nothing is due today."));
  ExamCommand command = an("change");
  command.end = true;
  CHECK(carry_out(room, command).has("Midterm: 20 July 2024, 09:00; ended\n"));
  CHECK(carry_out(room, DueCommand{}).has("Due today: 8 new"));
}

TEST_CASE("An exam is named by the beginning of its id or title, or not at all") {
  ExamRoom room;
  ExamCommand command = an("remove");
  CHECK(carry_out(room, command).err ==
        "attache: there is no exam yet — add one: 'attache exam add --help' tells\n");
  const std::string id = id_in(carry_out(room, adding()));
  command.exam = "final";
  CHECK(carry_out(room, command).err ==
        "attache: there is no exam final — 'attache exam list' shows them\n");
  room.clock.go(1s);
  const std::string second = id_in(carry_out(room, adding("Midterm two")));
  command.exam = "mid";
  CHECK(carry_out(room, command).err ==
        fmt::format("attache: there are several exams: Midterm on 20 July 2024 ({}) and "
                    "Midterm two on 20 July 2024 ({}) — name one by its id or its title, "
                    "as 'attache exam list' shows them\n",
                    id, second));
  command.exam.reset();
  CHECK(carry_out(room, command).code == 1);
  command.exam = "MIDTERM";  // the whole title of one
  CHECK(carry_out(room, command).out ==
        "Midterm is removed. All answers given for it stay.\n");
  CHECK(room.id() != id);
  command.exam = room.id();
  CHECK(carry_out(room, command).out ==
        "Midterm two is removed. All answers given for it stay.\n");
}

TEST_CASE("A past exam gives way to the one ahead where none is named") {
  ExamRoom room;
  ExamCommand command = adding("Quiz");
  command.at = "2024-07-03";
  REQUIRE(carry_out(room, command).code == 0);
  room.clock.set("2024-07-04T10:00:00Z");
  CHECK(carry_out(room, an("list")).has("Quiz: 3 July 2024, 09:00; past\n"));
  CHECK(carry_out(room, an("plan")).err ==
        "attache: there is nothing more to plan for Quiz — its day has come, or it has "
        "ended; its questions can be studied like all others\n");
  REQUIRE(carry_out(room, adding()).code == 0);
  CHECK(carry_out(room, an("plan")).has("Midterm: 20 July 2024, 09:00; 16 days left"));
}

TEST_CASE("What does not fit is refused with its reason") {
  const ExamRoom room;
  const auto refusal = [&](const ExamCommand& command) {
    const Outcome outcome = carry_out(room, command);
    CHECK(outcome.code == 1);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  ExamCommand command = an("add");
  CHECK(refusal(command) ==
        "attache: the exam has no title — give it one with --title\n");
  command.title = "Midterm";
  CHECK(refusal(command) ==
        "attache: the exam has no day — give it one with --at, as in 2024-08-20\n");
  command.at = "soon";
  CHECK(refusal(command) ==
        "attache: the time of the exam cannot be soon — write it as 2024-08-20 or "
        "2024-08-20T09:00\n");
  command = adding();
  command.minutes = "lots";
  CHECK(refusal(command) ==
        "attache: the minutes cannot be lots — write them as 20, or as mon=30 sat=0 "
        "sun=0\n");
  for (const char* off : {"friday", "2024-07", "2024-07-06..2024-07-05", "2024-07-05..",
                          "2024-07-05..2034-07-05"}) {
    command = adding();
    command.off = {off};
    CHECK(refusal(command) ==
          fmt::format("attache: --off cannot be {} — write a day as 2024-08-10, or "
                      "several as 2024-08-10..2024-08-12\n",
                      off));
  }
  for (const char* weight : {"a/one", "a/one=", "=40", "a/one=4x"}) {
    command = adding();
    command.weights = {weight};
    CHECK(refusal(command) ==
          fmt::format("attache: --weight cannot be {} — write it as deck/topic=40, in "
                      "percent\n",
                      weight));
  }
  command = adding();
  command.topics = {"a/tow"};
  CHECK(refusal(command) ==
        "attache: there is no deck or topic a/tow — did you mean a/two?\n");
}

TEST_CASE("An option that says nothing to an action is not passed over") {
  const ExamRoom room;
  REQUIRE(carry_out(room, adding()).code == 0);
  ExamCommand command = adding();
  command.action = "plan";
  CHECK(carry_out(room, command).err ==
        "attache: what describes an exam says nothing to 'attache exam plan' — leave it "
        "out; 'attache exam --help' tells more\n");
  command = adding();
  command.end = true;
  CHECK(carry_out(room, command).code == 1);
  command = an("study");
  command.json = true;
  CHECK(carry_out(room, command).code == 1);
  command = an("list");
  command.exam = "mid";
  CHECK(carry_out(room, command).code == 1);
}

TEST_CASE("A plan tells the forecast, the curve and where the time goes") {
  const ExamRoom room;
  ExamCommand command = adding();
  command.target = 10;
  REQUIRE(carry_out(room, command).code == 0);
  const Outcome outcome = carry_out(room, an("plan"));
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
  CHECK(outcome.out.starts_with(
      "Midterm: 20 July 2024, 09:00; 19 days left, 10 of 10 minutes left today\n"
      "Expected score "));
  CHECK(outcome.has("\nNo schedule can do better than "));
  CHECK(outcome.has("reach your target of 10 %.\n"));
  CHECK(outcome.has("\nScore by minutes a day (> is what is set)\n"));
  CHECK(outcome.has("\n>  10.0  ####"));
  CHECK(outcome.has("\n   30.0  ####"));
  CHECK(outcome.has("\nWhere the time goes (all days together)\n"));
  CHECK(outcome.has("  Topic two: "));
  // What was said is kept.
  const Outcome listed = carry_out(room, an("list"));
  CHECK(listed.has("  expected on 1 July 2024: "));
}

TEST_CASE("For scripts a plan is one object with all its figures") {
  const ExamRoom room;
  REQUIRE(carry_out(room, adding()).code == 0);
  ExamCommand command = an("plan");
  command.json = true;
  const auto plan = nlohmann::json::parse(carry_out(room, command).out);
  CHECK(plan["exam"]["title"] == "Midterm");
  CHECK_FALSE(plan["exam"]["forecast"].is_null());
  CHECK(plan["fitted"] == false);
  CHECK(plan["low"] <= plan["score"]);
  CHECK(plan["score"] <= plan["high"]);
  CHECK(plan["score"] <= plan["bound"]);
  CHECK(plan["without_study"] == 0);
  CHECK(plan["verdict"] == "none");
  CHECK(plan["minutes_needed"].is_null());
  // Nineteen days from Monday, two of them Sundays.
  CHECK(plan["minutes_left"] == 170);
  CHECK(plan["curve"].size() == 7);
  CHECK(plan["topics"].size() == 2);
  CHECK(plan["words"].size() >= 2);
}

TEST_CASE("Somebody at a terminal sees how far the planning is") {
  const ExamRoom room;
  REQUIRE(carry_out(room, adding()).code == 0);
  const Outcome outcome = carry_out(room, an("plan"), "", true);
  CHECK(outcome.err.find("\rPlanning: ") != std::string::npos);
  CHECK(outcome.err.find(" %") != std::string::npos);
}

TEST_CASE("Studying for an exam asks its questions within its minutes") {
  ExamRoom room;
  REQUIRE(carry_out(room, adding()).code == 0);
  const Outcome outcome = carry_out(room, an("study"), "\n4\n\n4\n:q\n");
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with(
      "Midterm: 19 days left, 10 of 10 minutes left today.\n\nDeck A — Topic "));
  CHECK(outcome.has("2 answered, 2 right"));
  CHECK(carry_out(room, an("list")).has("  8 questions, 2 seen, 25 % known today\n"));
  CHECK(carry_out(room, DueCommand{})
            .has("Exam Midterm: 19 days left; 10 of 10 minutes left today.\n"));
  room.clock.set("2024-07-07T10:00:00Z");  // a Sunday
  CHECK(carry_out(room, an("study")).out == "Today is a day off for Midterm.\n");
  CHECK(carry_out(room, DueCommand{})
            .has("Exam Midterm: 13 days left; today is a day off.\n"));
  room.clock.set("2024-07-20T07:00:00Z");
  CHECK(carry_out(room, DueCommand{}).has("The exam Midterm is today.\n"));
  CHECK(carry_out(room, an("study")).code == 1);
}

TEST_CASE("due tells of exams for scripts too") {
  const ExamRoom room;
  REQUIRE(carry_out(room, adding()).code == 0);
  DueCommand command;
  command.json = true;
  const auto due = nlohmann::json::parse(carry_out(room, command).out);
  REQUIRE(due["exams"].size() == 1);
  CHECK(due["exams"][0]["title"] == "Midterm");
  CHECK(due["exams"][0]["days_left"] == 19);
  CHECK(due["exams"][0]["minutes_today"] == 10);
  CHECK(due["exams"][0]["minutes_left"] == 10);
  CHECK(due["new"] == 0);
}
