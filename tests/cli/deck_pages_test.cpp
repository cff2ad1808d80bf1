// Looking into decks from the command line.

#include "cli/deck_pages.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include <doctest/doctest.h>

#include "cli/terminal_sitting.h"
#include "for_tests.h"

using namespace attache;
using namespace attache::cli;

namespace {

std::string card(const std::string& id, const std::string& ask, int meaning = 1) {
  return fmt::format(
      "<card id=\"{}\" kind=\"recall\" "
      "meaning=\"{}\"><ask>{}</ask><answer>yes</answer></card>",
      id, meaning, ask);
}

/// A deck that was seen and then changed in all four ways.
void write_changed_deck(const Room& room) {
  room.write(DeckText("d", "The alliance")
                 .add(card("a", "Is A?"))
                 .add(card("b", "Is B?"))
                 .add(card("c", "Is C?")));
  CHECK(room.open() != nullptr);
  room.write(DeckText("d", "The alliance")
                 .add(card("a", "Really A?"))
                 .add(card("b", "Is B?", 2))
                 .add(card("e", "Is E?")));
}

DeckText with_passages() {
  return DeckText("d", "The alliance")
      .add(
          "<source id=\"s\" title=\"An article\" publisher=\"Press\" "
          "date=\"2024-07-28\"/>")
      .add("<topic id=\"t\">Command</topic>")
      .add(
          "<passage id=\"p1\" source=\"s\" at=\"paragraph 8\" topic=\"t\">USFJ sits at "
          "*Yokota*.</passage>")
      .add("<passage id=\"p2\" source=\"s\">Nobody leans on this one.</passage>")
      .recall("a", "passage=\"p1\" check-after=\"2024-06\"")
      .recall("b", "passage=\"p1\" check-after=\"2025\"");
}

}  // namespace

TEST_CASE("changes says question by question what is other") {
  const Room room;
  write_changed_deck(room);
  const Outcome outcome = carry_out(room, ChangesCommand{});
  CHECK(outcome.code == 0);
  CHECK(outcome.out ==
        "The alliance\n"
        "  1 new, 1 reworded, 1 with a new answer, 1 removed, from edition 1 to 1\n"
        "  id: d\n"
        "\n"
        "New\n"
        "  d/e\n"
        "    question: Is E?\n"
        "    answer: yes\n"
        "\n"
        "Reworded; your progress stays\n"
        "  d/a\n"
        "    question before: Is A?\n"
        "    question now: Really A?\n"
        "    answer: yes\n"
        "\n"
        "With a new answer, to be learned anew\n"
        "  d/b\n"
        "    question: Is B?\n"
        "    answer: yes\n"
        "\n"
        "Removed; your history and notes are kept\n"
        "  d/c\n"
        "    question: Is C?\n"
        "    answer: yes\n"
        "\n"
        "With --seen this is not told again.\n");
  CHECK(carry_out(room, ChangesCommand{}).out == outcome.out);
}

TEST_CASE("changes --seen tells them once more and then never again") {
  const Room room;
  write_changed_deck(room);
  const Outcome outcome = carry_out(room, ChangesCommand{{}, false, true});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("Really A?") != std::string::npos);
  CHECK(outcome.out.find("--seen") == std::string::npos);
  CHECK(carry_out(room, ChangesCommand{}).out ==
        "No deck has changed since you looked last.\n");
}

TEST_CASE("changes takes one deck, and knows what was meant by a slip") {
  const Room room;
  write_changed_deck(room);
  room.write(DeckText("other").recall("x"));
  CHECK(room.open() != nullptr);
  CHECK(carry_out(room, ChangesCommand{"other", false, false}).out ==
        "No deck has changed since you looked last.\n");
  const Outcome slip = carry_out(room, ChangesCommand{"othr", false, false});
  CHECK(slip.code == 1);
  CHECK(slip.err == "attache: there is no deck with the id othr — did you mean other?\n");
}

TEST_CASE("changes --json has both wordings of each question") {
  const Room room;
  write_changed_deck(room);
  const auto json =
      nlohmann::json::parse(carry_out(room, ChangesCommand{{}, true, false}).out);
  REQUIRE(json.size() == 1);
  CHECK(json[0]["id"] == "d");
  CHECK(json[0]["added"] == 1);
  CHECK(json[0]["new_answer"] == 1);
  REQUIRE(json[0]["changes"].size() == 4);
  CHECK(json[0]["changes"][0]["kind"] == "added");
  CHECK(json[0]["changes"][0]["before"].is_null());
  CHECK(json[0]["changes"][1]["before"]["question"] == "Is A?");
  CHECK(json[0]["changes"][1]["now"]["question"] == "Really A?");
  CHECK(json[0]["changes"][2]["now"]["meaning"] == 2);
}

TEST_CASE("a sentence that is other is shown where nothing else is") {
  const Room room;
  room.write(DeckText("d").facts(1));
  CHECK(room.open() != nullptr);
  std::string xml = DeckText("d").facts(1).xml();
  const std::string said = "is the parliament of";
  xml.replace(xml.find(said), said.size(), "is parliament in");
  write_file(room.decks() / "d.xml", xml);
  const Outcome outcome = carry_out(room, ChangesCommand{});
  CHECK(outcome.out.find("    sentence before: The Knesset is the parliament of Israel.\n"
                         "    sentence now: The Knesset is parliament in Israel.\n") !=
        std::string::npos);
}

TEST_CASE("passages prints the reading with its sources, by topic") {
  const Room room;
  room.write(with_passages());
  const Outcome outcome = carry_out(room, PassagesCommand{"d", {}});
  CHECK(outcome.code == 0);
  CHECK(outcome.out ==
        "The alliance\n"
        "\n"
        "Command\n"
        "\n"
        "USFJ sits at Yokota.\n"
        "  An article · Press · 28 July 2024 · paragraph 8\n"
        "  2 questions; id: p1\n"
        "  May be out of date, to be checked after June 2024: What is a?\n"
        "\n"
        "Without a topic\n"
        "\n"
        "Nobody leans on this one.\n"
        "  An article · Press · 28 July 2024\n"
        "  id: p2\n");
}

TEST_CASE("passages --search prints only what has all the words") {
  const Room room;
  room.write(with_passages());
  const Outcome found = carry_out(room, PassagesCommand{"d", "yokota usfj"});
  CHECK(found.out.find("p1") != std::string::npos);
  CHECK(found.out.find("p2") == std::string::npos);
  CHECK(carry_out(room, PassagesCommand{"d", "kadena"}).out ==
        "The alliance\n\nNo passage has these words.\n");
}

TEST_CASE("passages of a deck without any, and of no deck") {
  const Room room;
  room.write(DeckText("d", "Bare").recall("a"));
  CHECK(carry_out(room, PassagesCommand{"d", {}}).out ==
        "Bare\n\nThis deck has no passages.\n");
  const Outcome none = carry_out(room, PassagesCommand{"nowhere", {}});
  CHECK(none.code == 1);
  CHECK(none.err ==
        "attache: there is no deck with the id nowhere — attache due lists the decks\n");
}

TEST_CASE("studying in the terminal begins with a line on each deck that has changed") {
  const Room room;
  write_changed_deck(room);
  const Outcome outcome = carry_out(room, StudyCommand{});
  CHECK(outcome.out.starts_with(
      "The deck “The alliance” has changed: 1 new, 1 reworded, 1 with a new answer, 1 "
      "removed. 'attache changes' shows how.\n"));
}

TEST_CASE("the command line knows changes and passages") {
  const char* changes[] = {"attache", "changes", "d", "--json", "--seen"};
  const auto parsed = parse(5, changes);
  const auto& command = std::get<ChangesCommand>(std::get<Invocation>(parsed).command);
  CHECK(command.deck == "d");
  CHECK(command.json);
  CHECK(command.seen);
  const char* passages[] = {"attache", "passages", "d", "--search", "air base"};
  const auto other = parse(5, passages);
  const auto& reading = std::get<PassagesCommand>(std::get<Invocation>(other).command);
  CHECK(reading.deck == "d");
  CHECK(reading.search == "air base");
  const char* nothing[] = {"attache", "passages"};
  CHECK(std::get<Parting>(parse(2, nothing)).exit_code == 2);
}

TEST_CASE("overrulings are listed for the author, as text and as JSON") {
  Room room;
  room.write(
      DeckText("d").add("<card id=\"c\" kind=\"typed\"><ask>Who leads?</ask><answer>Ann "
                        "Arbor</answer></card>"));
  CHECK(carry_out(room, OverrulingsCommand{}).out == "No mark was overruled.\n");
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    trainer->reveal({{}, {"the  boss"}});
    trainer->overrule();
    REQUIRE(trainer->rate(Rating::kGood));
  }
  CHECK(carry_out(room, OverrulingsCommand{}).out ==
        "d/c\n  Who leads? — Ann Arbor\n  counted as right: the boss\n");
  const auto json =
      nlohmann::json::parse(carry_out(room, OverrulingsCommand{"d", true}).out);
  REQUIRE(json.size() == 1);
  CHECK(json[0].at("counted_as") == "right");
  CHECK(json[0].at("times") == 1);
  const Outcome unknown = carry_out(room, OverrulingsCommand{"dd"});
  CHECK(unknown.code == 1);
  CHECK(unknown.err.find("did you mean d?") != std::string::npos);
}
