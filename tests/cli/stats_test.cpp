// attache stats, and practising what it finds.

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include <sqlite3.h>

#include "cli/for_tests.h"

namespace {

using namespace attache;
using namespace attache::cli;
using std::chrono::hours;
using std::chrono::seconds;

/// Two easy answers and one that was not known.
void study_a_little(Room& room) {
  room.write(DeckText("a").recalls(4));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  for (const Rating rating : {Rating::kEasy, Rating::kEasy, Rating::kAgain}) {
    room.clock.go(seconds(30));
    answer(*trainer, rating);
  }
}

StatsCommand chart(const std::string& id) {
  StatsCommand command;
  command.chart = id;
  return command;
}

StatsCommand as_json() {
  StatsCommand command;
  command.json = true;
  return command;
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("stats says how it is going") {
  Room room;
  room.write(DeckText("a").recalls(4));
  CHECK(carry_out(room, StatsCommand{}).has("Today         nothing yet\n"));
  study_a_little(room);
  const Outcome outcome = carry_out(room, StatsCommand{});
  CHECK(outcome.code == 0);
  CHECK(
      outcome.out ==
      "Today         3 answers, 2 min, 67 % right\n"
      "Last 7 days   3 answers, 2 min, 67 % right\n"
      "Last 30 days  3 answers, 2 min, 67 % right\n"
      "\n"
      "Questions     1 new, 1 learning, 2 young, 0 mature, 0 suspended\n"
      // The one that was not known counts with its chance tomorrow: 2.77 of 3, and of 4.
      "Known today   92 % of the 3 questions that you have started, 69 % of all 4 "
      "(expected)\n"
      "\n"
      "Recalled when it was asked again (true retention, last 30 days)\n"
      "  nothing has been asked again yet\n"
      "\n"
      "Due in the next days\n"
      "  today              1\n"
      "  2 July 2024        0\n"
      "  3 July 2024        0\n"
      "  4 July 2024        0\n"
      "  5 July 2024        0\n"
      "  6 July 2024        0\n"
      "  7 July 2024        1\n");
}

TEST_CASE("stats lists topics once something was answered") {
  Room room;
  room.write(DeckText("d")
                 .add("<topic id=\"one\">Command</topic>")
                 .add("<topic id=\"two\">Bases</topic>")
                 .recall("a", "topic=\"one\"")
                 .recall("b", "topic=\"two\""));
  CHECK_FALSE(carry_out(room, StatsCommand{}).has("Known by topic"));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer(*trainer, Rating::kEasy);
  }
  CHECK(carry_out(room, StatsCommand{})
            .has("\nKnown by topic\n"
                 "        100 %  Command\n"
                 "  not started  Bases\n"));
}

TEST_CASE("stats names the deck of a topic where there are several") {
  Room room;
  const auto deck = [&](const std::string& id, const std::string& title) {
    room.write(DeckText(id, title)
                   .add("<topic id=\"one\">Command</topic>")
                   .recall("a", "topic=\"one\"")
                   .recall("b", "topic=\"one\""));
  };
  deck("d", "Japan");
  deck("e", "Korea");
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting("e"));
  answer(*trainer, Rating::kEasy);
  trainer->end_sitting();
  const Outcome outcome = [&] {
    std::ostringstream out;
    std::istringstream in;
    std::ostringstream err;
    Console console{in, out, err, false, false, 0};
    const int code = stats({}, *trainer, console);
    return Outcome{code, out.str(), err.str()};
  }();
  CHECK(
      outcome.has("\nKnown by topic\n"
                  "  Japan\n"
                  "  not started  Command\n"
                  "  Korea\n"
                  "         50 %  Command (1 of 2 started)\n"));
}

TEST_CASE("stats tells a new student how to begin, not that nothing is known") {
  Room room;
  const Outcome no_deck = carry_out(room, StatsCommand{});
  CHECK(no_deck.code == 0);
  CHECK(no_deck.has("There is no deck to study."));
  CHECK_FALSE(no_deck.has("%"));
  room.write(DeckText("a").recalls(4));
  const Outcome fresh = carry_out(room, StatsCommand{});
  CHECK(fresh.out ==
        "Today         nothing yet\n"
        "Last 7 days   nothing yet\n"
        "Last 30 days  nothing yet\n"
        "\n"
        "Questions     4 new, 0 learning, 0 young, 0 mature, 0 suspended\n"
        "Nothing is started yet: 'attache study' begins.\n");
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer(*trainer, Rating::kEasy);
  }
  CHECK(carry_out(room, StatsCommand{})
            .has("Known today   100 % of the one question that you have started, 25 % of "
                 "all 4 (expected)\n"));
}

TEST_CASE("stats tells the same time on its page and in the words of the week") {
  Room room;
  room.write(DeckText("a").recalls(4));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    for (int i = 0; i < 4; ++i) {
      room.clock.go(seconds(34));
      answer(*trainer, Rating::kEasy);
    }
  }
  CHECK(carry_out(room, StatsCommand{})
            .has("Last 7 days   4 answers, 2 min, 100 % right\n"));
  StatsCommand week;
  week.week = true;
  CHECK(carry_out(room, week).has("4 answers on 1 day, in 2 min.\n"));
}

TEST_CASE("stats --json is one object") {
  Room room;
  room.write(DeckText("a").recalls(4));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    room.clock.go(seconds(30));
    answer(*trainer, Rating::kAgain);
  }
  const auto json = nlohmann::json::parse(carry_out(room, as_json()).out);
  CHECK(json.at("day") == "2024-07-01");
  CHECK(json.at("today").at("answers") == 1);
  CHECK(json.at("today").at("again") == 1);
  CHECK(json.at("last_7_days").at("seconds") == 30);
  CHECK(json.at("last_30_days").at("answers") == 1);
  CHECK(json.at("questions").at("new") == 3);
  CHECK(json.at("questions").at("learning") == 1);
  // One answer, a wrong one: 77 % of it are recalled tomorrow.
  CHECK(json.at("known").get<double>() == doctest::Approx(0.7662 / 4).epsilon(0.001));
  CHECK(json.at("true_retention_30_days").at("young").at("asked") == 0);
  CHECK(json.at("forecast").size() == 7);
  CHECK(json.at("scope") == "All decks");
  CHECK(json.at("range") == "month");
  CHECK(json.at("exam").is_null());
  CHECK(json.at("week").at("days") == 1);
  CHECK(json.at("topics").size() == 1);
  CHECK(json.at("confusions").empty());
}

TEST_CASE(
    "stats shows true retention once there were reviews, and what is overdue today") {
  Room room;
  room.write(DeckText("a").recalls(2));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer_all(*trainer, Rating::kEasy);
    room.clock.go(15 * hours(24));
  }
  // Both were due on days before this one.
  const auto json = nlohmann::json::parse(carry_out(room, as_json()).out);
  CHECK(json.at("forecast").at(0) == 2);
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer(*trainer, Rating::kAgain);
    answer_all(*trainer, Rating::kEasy);
  }
  const Outcome outcome = carry_out(room, StatsCommand{});
  CHECK(outcome.has("  young   50 % of 2 answers\n"));
}

TEST_CASE("stats keeps to a scope and looks back over a range") {
  Room room;
  study_a_little(room);
  room.write(DeckText("b", "Other").recalls(2));
  StatsCommand command;
  command.json = true;
  command.scope = "deck:b";
  command.range = "year";
  auto json = nlohmann::json::parse(carry_out(room, command).out);
  CHECK(json.at("scope") == "Other");
  CHECK(json.at("range") == "year");
  CHECK(json.at("questions").at("new") == 2);
  CHECK(json.at("in_range").at("answers") == 0);
  room.clock.go(40 * hours(24));
  command.scope.clear();
  json = nlohmann::json::parse(carry_out(room, command).out);
  CHECK(json.at("last_30_days").at("answers") == 0);
  CHECK(json.at("in_range").at("answers") == 3);
  command.json = false;
  CHECK(carry_out(room, command).has("Last year     3 answers"));
}

TEST_CASE("stats lists charts and prints each as a table, as CSV and as JSON") {
  Room room;
  study_a_little(room);
  StatsCommand list;
  list.list = true;
  const Outcome listed = carry_out(room, list);
  CHECK(listed.has("retention       True retention\n"));
  list.json = true;
  const auto all = nlohmann::json::parse(carry_out(room, list).out);
  CHECK(all.size() == progress_charts().size());
  for (const auto& each : all) {
    const Outcome table = carry_out(room, chart(each.at("id")));
    CAPTURE(each.at("id").get<std::string>());
    CHECK(table.code == 0);
    CHECK(table.out.starts_with(each.at("title").get<std::string>() + "\n"));
    StatsCommand command = chart(each.at("id"));
    command.csv = true;
    CHECK(carry_out(room, command).has("\r\n"));
    command.csv = false;
    command.json = true;
    const auto json = nlohmann::json::parse(carry_out(room, command).out);
    CHECK(json.at("id") == each.at("id"));
    for (const auto& series : json.at("series"))
      CHECK(series.at("values").size() == json.at("at").size());
  }
}

TEST_CASE("stats --chart --csv has a row a day") {
  Room room;
  study_a_little(room);
  StatsCommand command = chart("reviews");
  command.csv = true;
  CHECK(carry_out(room, command).has("2024-07-01,0,0,0,3,3\r\n"));
  command.time = true;
  CHECK(carry_out(room, command).has("2024-07-01,0,0,0,90,90\r\n"));
}

TEST_CASE("stats --question tells of one question") {
  Room room;
  study_a_little(room);
  StatsCommand command;
  command.question = "a/c0";
  const Outcome outcome = carry_out(room, command);
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with("What is c0?\nIt is c0.\n\n"));
  CHECK(outcome.has("Never forgotten after it was learned.\n"));
  CHECK(outcome.has("Chance of recall"));
  command.json = true;
  const auto json = nlohmann::json::parse(carry_out(room, command).out);
  CHECK(json.at("chart").at("at").at(0) == "2024-07-01");
  command.json = false;
  command.csv = true;
  CHECK(carry_out(room, command).out.starts_with("Day,"));
  command.question = "a/none";
  CHECK(carry_out(room, command).code == 1);
  StatsCommand unseen;
  unseen.question = "a/c3";
  CHECK(carry_out(room, unseen).has("Not asked yet.\n"));
}

TEST_CASE("stats --week is words, and pages are written for both") {
  Room room;
  study_a_little(room);
  StatsCommand command;
  command.week = true;
  const Outcome words = carry_out(room, command);
  CHECK(words.has("25 June 2024 to 1 July 2024\n\n3 answers on 1 day, in 2 min.\n"));
  const auto file = room.data() / "page.html";
  command.html = file;
  CHECK(carry_out(room, command).out == "Written to " + file.string() + ".\n");
  CHECK(text_of(file).find("Your week") != std::string::npos);
  command.week = false;
  CHECK(carry_out(room, command).code == 0);
  CHECK(text_of(file).find("Progress: All decks") != std::string::npos);
  command.html = room.data() / "nowhere" / "page.html";
  const Outcome failed = carry_out(room, command);
  CHECK(failed.code == 1);
  CHECK(failed.err.find("cannot be written") != std::string::npos);
  StatsCommand json;
  json.week = json.json = true;
  CHECK(nlohmann::json::parse(carry_out(room, json).out).at("new") == 3);
}

TEST_CASE("stats does not tell figures of a log that is damaged") {
  Room room;
  study_a_little(room);
  const auto file = room.data() / "progress.db";
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  CHECK(sqlite3_exec(database,
                     "DROP TRIGGER review_is_never_changed;"
                     "UPDATE review SET duration = duration + 1 WHERE sequence = 2",
                     nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  for (const StatsCommand& command : {StatsCommand{}, as_json(), chart("reviews")}) {
    const Outcome outcome = carry_out(room, command);
    CHECK(outcome.code == 1);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find("Entry 2 of the review log is damaged") != std::string::npos);
    CHECK(outcome.err.find("backup") != std::string::npos);
  }
}

TEST_CASE("stats refuses what cannot be understood, and says how to go on") {
  Room room;
  room.write(DeckText("a").recalls(1));
  const auto refused = [&](const StatsCommand& command, const std::string& words) {
    const Outcome outcome = carry_out(room, command);
    CHECK(outcome.code != 0);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find(words) != std::string::npos);
  };
  refused(chart("retenton"), "did you mean retention");
  refused(chart("zzzzzzzz"), "attache stats --list");
  StatsCommand command;
  command.range = "decade";
  refused(command, "month, 3-months, year and all");
  command = {};
  command.csv = true;
  refused(command, "--csv needs a table");
  command = chart("due");
  command.csv = command.json = true;
  refused(command, "cannot go together");
  command = chart("due");
  command.time = true;
  refused(command, "--chart reviews");
  command = chart("reviews");
  command.no_backlog = true;
  refused(command, "--chart due");
  command = chart("due");
  command.week = true;
  refused(command, "only one thing");
  command = chart("due");
  command.html = room.data() / "x.html";
  refused(command, "a page of its own");
  command = {};
  command.scope = "prop:nonsense";
  refused(command, "prop:");
  command.week = true;
  refused(command, "prop:");
  command.html = room.data() / "x.html";
  refused(command, "prop:");
  command = chart("due");
  command.scope = "prop:nonsense";
  refused(command, "prop:");
}

TEST_CASE("study --weakest practises what is weak, and schedules nothing") {
  Room room;
  room.write(DeckText("a").recalls(1));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    for (int i = 0; i < 4; ++i) {
      answer(*trainer, Rating::kAgain);
      room.clock.go(std::chrono::minutes(2));
      trainer->refresh();
    }
    while (trainer->asked() != nullptr)
      answer(*trainer, Rating::kEasy);
  }
  room.clock.go(60 * hours(24));
  const std::size_t rows = room.log().size();
  StudyCommand command;
  command.weakest = true;
  const Outcome outcome = carry_out(room, command, "\n3\n");
  CHECK(outcome.code == 0);
  CHECK(outcome.has("What is c0?"));
  CHECK(room.log().size() == rows);
  CHECK(carry_out(room, StatsCommand{}).has("Weakest ('attache study --weakest'"));
  command.scope = "deck:none";
  CHECK(carry_out(room, command).has("Nothing is weak here"));
  command.scope = "prop:nonsense";
  CHECK(carry_out(room, command).code == 1);
  StudyCommand confusions;
  confusions.confusions = true;
  CHECK(carry_out(room, confusions).has("No wrong answer came twice here"));
  StudyCommand alone;
  alone.scope = "deck:a";
  CHECK(carry_out(room, alone).code == 2);
}
