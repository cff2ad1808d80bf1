// Commands for authors with an editor of their own.

#include "cli/authoring.h"

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;
using namespace attache::cli;

namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::filesystem::path written(const Room& room,
                              const std::string& name,
                              const DeckText& deck) {
  const auto file = room.decks() / name;
  write_file(file, deck.xml());
  return file;
}

}  // namespace

TEST_CASE("a new deck has no error, is laid out, and is never written over another") {
  const Room room;
  std::filesystem::create_directories(room.decks());
  const auto file = room.decks() / "my_first-deck.xml";
  NewCommand make;
  make.file = file;
  CHECK(carry_out(room, make).code == 0);
  CheckCommand look;
  look.decks = {file};
  const Outcome checked = carry_out(room, look);
  CHECK(checked.out == "1 deck, no errors, 3 questions.\n");
  FormatCommand format;
  format.decks = {file};
  format.check = true;
  CHECK(carry_out(room, format).code == 0);
  CHECK(content_of(file).find("<title>My first deck</title>") != std::string::npos);
  const std::string before = content_of(file);
  const Outcome again = carry_out(room, make);
  CHECK(again.code == 1);
  CHECK(again.err.find("there is a file already") != std::string::npos);
  CHECK(content_of(file) == before);
}

TEST_CASE("a new deck takes a title, an id and a language, and refuses what is none") {
  const Room room;
  std::filesystem::create_directories(room.decks());
  NewCommand make;
  make.file = room.decks() / "a.xml";
  make.id = "elections";
  make.title = "選挙";
  make.lang = "ja";
  make.bare = true;
  CHECK(carry_out(room, make).code == 0);
  const std::string text = content_of(make.file);
  CHECK(text.find("id=\"elections\"") != std::string::npos);
  CHECK(text.find("lang=\"ja\"") != std::string::npos);
  CHECK(text.find("<title>選挙</title>") != std::string::npos);
  make.file = room.decks() / "b.xml";
  make.id = "No Id";
  CHECK(carry_out(room, make).code == 1);
  CHECK_FALSE(std::filesystem::exists(make.file));
}

TEST_CASE("watching checks again at each change, and ends with the last verdict") {
  const Room room;
  const auto file = written(room, "d.xml", DeckText("d").recall("a"));
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err, false, false};
  CheckCommand command;
  command.decks = {file};
  int round = 0;
  const int code = check_and_watch(command, console, [&] {
    if (++round == 1) write_file(file, "<deck>");
    return round < 2;
  });
  CHECK(code == 1);
  CHECK(out.str().find("1 deck, no errors, 1 question.") != std::string::npos);
  CHECK(out.str().find("error") != std::string::npos);
}

TEST_CASE("formatting changes the layout alone, and --check only tells") {
  const Room room;
  const auto file =
      written(room, "d.xml", DeckText("d").add("<!-- mine -->").recall("b").recall("a"));
  FormatCommand format;
  format.decks = {file};
  format.check = true;
  CHECK(carry_out(room, format).code == 1);
  format.check = false;
  CHECK(carry_out(room, format).code == 0);
  const std::string once = content_of(file);
  CHECK(once.find("<!-- mine -->") != std::string::npos);
  CHECK(once.find("id=\"b\"") < once.find("id=\"a\""));
  CHECK(carry_out(room, format).out.empty());
  CHECK(content_of(file) == once);
}

TEST_CASE("formatting goes from standard input to standard output") {
  const Room room;
  FormatCommand format;
  format.decks = {"-"};
  const Outcome outcome = carry_out(room, format, DeckText("d").recall("a").xml());
  CHECK(outcome.code == 0);
  CHECK(outcome.has("<card id=\"a\" kind=\"recall\">"));
  const Outcome broken = carry_out(room, format, "<deck");
  CHECK(broken.code == 1);
  CHECK(broken.out.empty());
}

TEST_CASE("a difference is told question by question, with exit codes as those of diff") {
  const Room room;
  const auto before =
      written(room, "old.xml", DeckText("d", "The alliance").recall("a").recall("b"));
  const auto now =
      written(room, "new.xml", DeckText("d", "The alliance").recall("a").recall("c"));
  DiffCommand diff{before, before, false};
  CHECK(carry_out(room, diff).code == 0);
  diff.now = now;
  const Outcome outcome = carry_out(room, diff);
  CHECK(outcome.code == 1);
  CHECK(outcome.has("1 new, 1 removed"));
  CHECK(outcome.has("d/c"));
  diff.json = true;
  const auto json = nlohmann::json::parse(carry_out(room, diff).out);
  CHECK(json.at(0).at("added") == 1);
  CHECK(json.at(0).at("removed") == 1);
  diff.now = room.decks() / "none.xml";
  CHECK(carry_out(room, diff).code == 2);
}

TEST_CASE("a deck is checked as it comes from a pipe") {
  const Room room;
  CheckCommand command;
  command.decks = {"-"};
  CHECK(carry_out(room, command, DeckText("d").recall("a").xml()).out ==
        "1 deck, no errors, 1 question.\n");
  CHECK(carry_out(room, command, "<deck>").code == 1);
}
