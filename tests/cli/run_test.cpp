// The commands that say or change something and return.

#include "cli/run.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;
using namespace attache::cli;
using namespace std::chrono_literals;

TEST_CASE("due says what waits, deck by deck, without what is nought") {
  Room room;
  room.write(DeckText("a", "Deck A").recalls(3));
  room.write(DeckText("b", "Deck B").recalls(1));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting("b"));
    room.clock.go(3s);
    answer(*trainer, Rating::kEasy);
  }
  const Outcome outcome = carry_out(room, DueCommand{});
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
  // Three new ones at two and a half times 3 s.
  CHECK(outcome.out ==
        "Due today: 3 new; less than 1 min.\n"
        "\n"
        "Deck A\n"
        "  due: 3 new\n"
        "  0 of 3 questions started, 0 % known\n"
        "  id: a\n"
        "\n"
        "Deck B\n"
        "  due: nothing\n"
        "  1 of 1 questions started, 100 % known\n"
        "  id: b\n");
}

TEST_CASE("due says when the next question is, and how to get a deck") {
  Room room;
  Outcome outcome = carry_out(room, DueCommand{});
  CHECK(outcome.out.starts_with("There is no deck to study."));
  room.write(DeckText("a").recalls(25));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    for (int i = 0; i < 20; ++i)
      answer(*trainer, Rating::kEasy);
  }
  outcome = carry_out(room, DueCommand{});
  CHECK(outcome.out.starts_with(
      "All done for today. The next question is due tomorrow.\n"));
}

TEST_CASE("due with minutes a day says what fits and what waits") {
  Room room;
  room.write(DeckText("a").recalls(20));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer_all(*trainer, Rating::kEasy);
    Settings settings = trainer->settings();
    settings.minutes_a_day = 1;
    REQUIRE(trainer->change_settings(settings));
  }
  room.clock.set("2024-08-01T10:00:00Z");
  const auto json = nlohmann::json::parse(carry_out(room, DueCommand{true}).out);
  const int fits = json.at("review");
  const int waits = json.at("waiting");
  const int days = json.at("days_to_recover");
  CHECK(fits > 1);
  CHECK(fits < 8);
  CHECK(fits + waits == 20);
  CHECK(days > 1);
  CHECK(json.at("minutes_a_day") == 1);
  CHECK(json.at("minutes_left") == 1);
  CHECK(json.at("decks").at(0).at("waiting") == waits);
  const Outcome outcome = carry_out(room, DueCommand{});
  CHECK(outcome.out.starts_with(fmt::format("Due today: {} reviews; ", fits)));
  CHECK(
      outcome.out.find(fmt::format("\n{} more wait for other days; in about {} days none "
                                   "has to wait any more.\n",
                                   waits, days)) != std::string::npos);
}

TEST_CASE("due says so when the minutes are used, and on a day off") {
  Room room;
  room.write(DeckText("a").recalls(20));
  {
    const auto trainer = room.open();
    Settings settings = trainer->settings();
    settings.minutes_a_day = 1;
    REQUIRE(trainer->change_settings(settings));
    REQUIRE(trainer->begin_sitting());
    while (trainer->asked() != nullptr) {
      room.clock.go(20s);
      answer(*trainer, Rating::kEasy);
    }
  }
  CHECK(carry_out(room, DueCommand{})
            .out.starts_with("Today's minutes are used; well done. The next question is "
                             "due tomorrow.\n"));
  REQUIRE(carry_out(room, SetCommand{"easy-days", "mon=0"}).code == 0);
  CHECK(carry_out(room, DueCommand{}).out.starts_with("Today is a day off."));
}

TEST_CASE("due tells of decks that were not loaded") {
  Room room;
  room.write(DeckText("bad").add("<cart/>"));
  const Outcome outcome = carry_out(room, DueCommand{});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("This deck was not loaded: " +
                         (room.decks() / "bad.xml").string()) != std::string::npos);
}

TEST_CASE("due --json is one object with every key that the help names") {
  Room room;
  room.write(DeckText("a", "Deck A").recalls(3));
  room.write(DeckText("bad").add("<cart/>"));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer(*trainer, Rating::kAgain);
    REQUIRE(trainer->suspend());
  }
  const Outcome outcome = carry_out(room, DueCommand{true});
  const auto json = nlohmann::json::parse(outcome.out);
  CHECK(json.at("day") == "2024-07-01");
  CHECK(json.at("learning") == 1);
  CHECK(json.at("review") == 0);
  CHECK(json.at("new") == 1);
  // One step and one new question, at the pace of the one answer, which took no time.
  CHECK(json.at("minutes") == 0);
  CHECK(json.at("answered_today") == 1);
  CHECK(json.at("next_due") == "2024-07-01T10:01:00.000Z");
  CHECK(json.at("notices").empty());
  REQUIRE(json.at("decks").size() == 1);
  const auto& deck = json.at("decks").at(0);
  CHECK(deck.at("id") == "a");
  CHECK(deck.at("title") == "Deck A");
  CHECK(deck.at("learning") == 1);
  CHECK(deck.at("review") == 0);
  CHECK(deck.at("new") == 1);
  CHECK(deck.at("questions") == 3);
  CHECK(deck.at("started") == 1);
  CHECK(deck.at("suspended") == 1);
  // One of three, a wrong answer: 77 % of it are recalled tomorrow.
  CHECK(deck.at("known").get<double>() == doctest::Approx(0.7662 / 3).epsilon(0.001));
  REQUIRE(json.at("failures").size() == 1);
  CHECK(json.at("failures").at(0).at("problems").size() >= 1);
}

TEST_CASE("next_due is null when nothing ever comes due") {
  const Room room;
  const auto json = nlohmann::json::parse(carry_out(room, DueCommand{true}).out);
  CHECK(json.at("next_due").is_null());
  CHECK(json.at("decks").is_array());
}

TEST_CASE("A setting that cannot be kept ends with status 1") {
  Room room;
  room.open().reset();
  const auto setup = room.setup();
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err};
  Invocation invocation;
  invocation.command = SetCommand{"new-per-day", "7"};
  const FullDisk full;
  CHECK(run(invocation, setup, console) == 1);
  CHECK(err.str().starts_with("attache: "));
}

TEST_CASE("check ends well only without errors") {
  const Room room;
  const auto good = room.decks() / "good.xml";
  const auto bad = room.decks() / "bad.xml";
  write_file(good, DeckText("good").recalls(2).xml());
  write_file(bad, DeckText("bad").add("<cart/>").xml());
  const Outcome well = carry_out(room, CheckCommand{{good}});
  CHECK(well.code == 0);
  CHECK(well.out == "1 deck, no errors, 2 questions.\n");
  const Outcome ill = carry_out(room, CheckCommand{{good, bad}});
  CHECK(ill.code == 1);
  CHECK(ill.out.find(bad.string() + ":4") != std::string::npos);
  CHECK(ill.out.find("did you mean") != std::string::npos);
  CHECK(ill.out.find("\n2 decks, 1 error, 2 questions.\n") != std::string::npos);
  const Outcome json = carry_out(room, CheckCommand{{bad}, true});
  CHECK(json.code == 1);
  CHECK(nlohmann::json::parse(json.out).at(0).at("severity") == "error");
  // It needs no progress and makes none.
  CHECK_FALSE(std::filesystem::exists(room.data()));
}

TEST_CASE("check marks warnings as such") {
  const Room room;
  const auto file = room.decks() / "d.xml";
  write_file(file, DeckText("d")
                       .add("<topic id=\"unused\">Never used</topic>")
                       .add("<passage id=\"p\">Read by nobody.</passage>")
                       .recalls(1)
                       .xml());
  const Outcome outcome = carry_out(room, CheckCommand{{file}});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find(": warning: ") != std::string::npos);
  CHECK(outcome.out.find("(warning)") == std::string::npos);
  CHECK(outcome.out.find("no errors, ") != std::string::npos);
}

TEST_CASE("questions prints each question in each form, and needs no progress") {
  const Room room;
  const auto file = room.decks() / "d.xml";
  write_file(file, DeckText("d").facts(1).recall("r").xml());
  const Outcome outcome = carry_out(room, QuestionsCommand{file});
  CHECK(outcome.code == 0);
  CHECK(outcome.out ==
        "d/f0/object\n"
        "  cloze: The Knesset is the parliament of [Israel::country].\n"
        "  typed: Whose parliament is the Knesset? — Israel\n"
        "d/f0/subject\n"
        "  cloze: The [Knesset::parliament] is the parliament of Israel.\n"
        "  typed: What is the parliament of Israel called? — Knesset\n"
        "d/r\n"
        "  recall: What is r? — It is r.\n");
  const Outcome gone = carry_out(room, QuestionsCommand{room.decks() / "gone.xml"});
  CHECK(gone.code == 1);
  CHECK(gone.err.starts_with("attache: "));
  CHECK_FALSE(std::filesystem::exists(room.data()));
}

TEST_CASE("set lists, shows and changes settings") {
  const Room room;
  const Outcome all = carry_out(room, SetCommand{});
  CHECK(all.code == 0);
  CHECK(std::count(all.out.begin(), all.out.end(), '\n') == 11);
  const Outcome changed = carry_out(room, SetCommand{"new-per-day", "7"});
  CHECK(changed.code == 0);
  CHECK(changed.out == "new-per-day is now 7.\n");
  const Outcome shown = carry_out(room, SetCommand{"new-per-day", {}});
  CHECK(shown.out ==
        "new-per-day            7       how many new questions a day, 0 to 9999\n");
  const Outcome wrong = carry_out(room, SetCommand{"new-per-day", "many"});
  CHECK(wrong.code == 1);
  CHECK(wrong.err ==
        "attache: new-per-day cannot be many — give a whole number from 0 to 9999\n");
  const Outcome unknown = carry_out(room, SetCommand{"new-per-dya", {}});
  CHECK(unknown.code == 1);
  CHECK(unknown.err.find("did you mean new-per-day?") != std::string::npos);
}

TEST_CASE("A store that is held by another is told of, with status 1") {
  Room room;
  const auto trainer = room.open();
  const Outcome outcome = carry_out(room, DueCommand{});
  CHECK(outcome.code == 1);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.starts_with("attache: "));
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err};
  CHECK(say_due_and_how(room.setup(), console) == 1);
}

TEST_CASE("Without display and terminal it says what is due and how to study") {
  Room room;
  room.write(DeckText("a").recalls(3));
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err};
  CHECK(say_due_and_how(room.setup(), console) == 0);
  CHECK(out.str().starts_with("Due today: 3 new; about 1 min.\n"));
  CHECK(out.str().find("attache study") != std::string::npos);
}
