// `attache class --store postgresql://…` does and says the same as with a folder.

#include <regex>

#include <doctest/doctest.h>

#include "classroom/postgres/for_tests.h"
#include "cli/class.h"
#include "cli/for_tests.h"

namespace attache::cli {

namespace {

namespace fs = std::filesystem;
using classroom::FreshDatabase;

std::string text_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A text with its real numbers cut to nine decimals: sums of them may differ in the last
/// digits.
std::string without_last_digits(const std::string& text) {
  static const std::regex digits("(\\.[0-9]{9})[0-9]+");
  return std::regex_replace(text, digits, "$1");
}

/// What a command ends with and says in a folder and in a database, where it is not the
/// same; and what it wrote.
std::string difference(const Room& room, ClassCommand command, const std::string& url) {
  std::vector<std::string> said;
  for (const std::string& store : {std::string(), url}) {
    command.store = store;
    const Outcome outcome = carry_out(room, command);
    std::string& all = said.emplace_back(std::to_string(outcome.code) + outcome.out);
    all += outcome.err;
    const bool writes = command.action == "report" || command.action == "practice";
    if (writes && outcome.code == 0) {
      all += text_in(command.files.front());
      fs::remove(command.files.front());
    }
  }
  CHECK_MESSAGE(said[0].front() == '0', said[0]);
  return without_last_digits(said[0]) == without_last_digits(said[1])
             ? ""
             : said[0] + "\n--- and ---\n" + said[1];
}

TEST_CASE("every subcommand says the same of a folder and of a database") {
  const FreshDatabase database("commands");
  Room room;
  room.clock.set("2024-08-01T09:00:00Z");  // after the files were made
  room.write(DeckText("d").facts(3));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting("d"));
    answer(*trainer, Rating::kAgain);
  }
  Chance chance(19);
  const fs::path first =
      classroom::written(room.data(), "a", classroom::made_up(chance, "s-1", 1, 10, {}));
  const fs::path second =
      classroom::written(room.data(), "b", classroom::made_up(chance, "s-2", 1, 11, {}));
  ProgressCommand hand_in;
  hand_in.action = "export";
  hand_in.file = (room.data() / "c.progress").string();
  hand_in.decks = {"d"};
  hand_in.history = true;
  REQUIRE(carry_out(room, hand_in).code == 0);
  const std::string url = database.url();
  const auto differs = [&](const std::string& action, const auto& change) {
    ClassCommand command;
    command.action = action;
    command.name = action == "list" ? "" : "P";
    change(command);
    return difference(room, command, url);
  };
  CHECK(differs("add", [&](ClassCommand& command) {
          command.files = {first, second, room.data() / "c.progress"};
        }) == "");
  CHECK(differs("list", [](const ClassCommand&) {}) == "");
  CHECK(differs("list", [](ClassCommand& command) { command.json = true; }) == "");
  for (const std::string part :
       {"", "students", "topics", "hardest", "answers", "exams", "days"}) {
    CHECK(differs("show", [&](ClassCommand& command) { command.part = part; }) == "");
    CHECK(differs("show", [&](ClassCommand& command) {
            command.part = part;
            command.json = true;
          }) == "");
  }
  CHECK(differs("show", [](ClassCommand& command) {
          command.part = "students";
          command.csv = true;
        }) == "");
  CHECK(differs("report", [&](ClassCommand& command) {
          command.files = {room.data() / "report.html"};
        }) == "");
  CHECK(differs("practice", [&](ClassCommand& command) {
          command.files = {room.data() / "practice.xml"};
        }) == "");
  CHECK(differs("remove", [](ClassCommand& command) { command.student = "s-1"; }) == "");
  CHECK(differs("remove", [](const ClassCommand&) {}) == "");
}

TEST_CASE("a password in the address is never printed") {
  const Room room;
  ClassCommand command;
  command.action = "list";
  const std::string url = classroom::server_url();
  command.store =
      "postgresql://nobody_here:top-secret@/postgres" + url.substr(url.find('?'));
  const Outcome outcome = carry_out(room, command);
  CHECK(outcome.code != 0);
  CHECK(outcome.err.find("nobody_here") != std::string::npos);
  CHECK((outcome.out + outcome.err).find("top-secret") == std::string::npos);
}

}  // namespace

}  // namespace attache::cli
