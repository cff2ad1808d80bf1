// Bringing in and handing out from the command line.

#include "cli/exchange.h"

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;
using namespace attache::cli;

namespace {

ImportCommand from_pipe(bool yes) {
  ImportCommand command;
  command.files = {"-"};
  command.id = "capitals";
  command.yes = yes;
  return command;
}

const std::string kTable = "Japan\tTokyo\nFrance\tParis\n";

/// Decks are read from the learner's own folder.
Outcome carry_out_own(const Room& room,
                      Command command,
                      const std::string& lines = "",
                      bool interactive = false) {
  TrainerSetup setup = room.setup();
  setup.deck_paths = {setup.data_folder / "decks"};
  return carry_out(setup, std::move(command), lines, interactive);
}

}  // namespace

TEST_CASE("an import says first what it would do, and does it only when told") {
  const Room room;
  const Outcome shown = carry_out_own(room, from_pipe(false), kTable);
  CHECK(shown.code == 1);
  CHECK(shown.has("2 items new, 0 changed, 0 the same"));
  CHECK(shown.has("+ Japan"));
  CHECK(shown.has("Nothing was imported. Add --yes to import it."));
  CHECK_FALSE(std::filesystem::exists(room.data() / "decks" / "capitals.xml"));
  const Outcome done = carry_out_own(room, from_pipe(true), kTable);
  CHECK(done.has("Imported: 2 new, 0 changed"));
  CHECK(std::filesystem::exists(room.data() / "decks" / "capitals.xml"));
}

TEST_CASE("a person is asked, and no is no") {
  const Room room;
  const auto file = room.decks() / "capitals.tsv";
  write_file(file, kTable);
  ImportCommand command;
  command.files = {file};
  CHECK(carry_out_own(room, command, "n\n", true).has("Nothing was imported."));
  CHECK(carry_out_own(room, command, "y\n", true).has("Imported: 2 new"));
}

TEST_CASE("an import in JSON has all that it would do") {
  const Room room;
  ImportCommand command = from_pipe(false);
  command.json = true;
  const auto json = nlohmann::json::parse(carry_out_own(room, command, kTable).out);
  CHECK(json.at(0).at("decks").at(0).at("added") == 2);
  CHECK(json.at(0).at("decks").at(0).at("lines").at(0).at("what") == "added");
  CHECK_FALSE(json.at(0).contains("imported"));
}

TEST_CASE("the columns of a table can be named") {
  const Room room;
  ImportCommand command = from_pipe(true);
  command.separator = ";";
  command.columns = {"answer", "question"};
  command.no_header = true;
  CHECK(carry_out_own(room, command, "Tokyo;Japan\n").has("+ Japan"));
}

TEST_CASE("of several files a broken one is told, and the others come in") {
  const Room room;
  write_file(room.decks() / "a.gift", "::q::Who? {=A ~B ~C}\n");
  write_file(room.decks() / "b.apkg", "no package");
  ImportCommand command;
  command.files = {room.decks() / "b.apkg", room.decks() / "a.gift"};
  command.yes = true;
  const Outcome outcome = carry_out_own(room, command);
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("b.apkg") != std::string::npos);
  CHECK(outcome.has("Imported: 1 new"));
}

TEST_CASE("a deck is handed out into a file or a pipe, and comes back as it was") {
  const Room room;
  carry_out_own(room, from_pipe(true), kTable);
  ExportCommand command;
  command.deck = "capitals";
  command.file = room.data() / "capitals.apkg";
  CHECK(carry_out_own(room, command).code == 0);
  const Outcome again = carry_out_own(room, command);
  CHECK(again.code == 1);
  CHECK(again.err.find("--force") != std::string::npos);
  command.file = "-";
  command.format = "gift";
  CHECK(carry_out_own(room, command).has("Japan{####Tokyo"));
  const Room other;
  ImportCommand back;
  back.files = {room.data() / "capitals.apkg"};
  back.yes = true;
  CHECK(carry_out_own(other, back).has("Imported: 2 new"));
}

TEST_CASE("a format that is not there, and a deck that is not, are told with what is") {
  const Room room;
  carry_out_own(room, from_pipe(true), kTable);
  ExportCommand command;
  command.deck = "capitals";
  command.format = "word";
  CHECK(carry_out_own(room, command).err.find("choose one of anki") != std::string::npos);
  command.format = "gift";
  command.deck = "capital";
  CHECK(carry_out_own(room, command).code == 1);
  command.deck = "capitals";
  command.format.reset();
  command.file = room.data() / "page.html";
  CHECK(carry_out_own(room, command).err.find("--format") != std::string::npos);
}
