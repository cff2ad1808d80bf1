#include "cli/command_line.h"

#include <cstdint>
#include <sstream>

#include <doctest/doctest.h>

using namespace attache;
using namespace attache::cli;

namespace {

std::variant<Invocation, Parting> parsed(std::vector<const char*> words) {
  words.insert(words.begin(), "attache");
  return parse(static_cast<int>(words.size()), words.data());
}

Invocation understood(const std::vector<const char*>& words) {
  auto result = parsed(words);
  if (const auto* parting = std::get_if<Parting>(&result)) FAIL(parting->text);
  return std::get<Invocation>(std::move(result));
}

Parting parting_of(const std::vector<const char*>& words) {
  auto result = parsed(words);
  REQUIRE(std::holds_alternative<Parting>(result));
  return std::get<Parting>(std::move(result));
}

const std::vector<const char*> kCommands{"window", "study",     "due", "stats",
                                         "check",  "questions", "set"};

/// Characters of a line of UTF-8.
std::size_t width(const std::string& line) {
  std::size_t count = 0;
  for (const char c : line)
    count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("Without arguments the window is wanted, though not by name") {
  const Invocation invocation = understood({});
  CHECK_FALSE(invocation.command_named);
  REQUIRE(std::holds_alternative<WindowCommand>(invocation.command));
  const auto& window = std::get<WindowCommand>(invocation.command);
  CHECK_FALSE(window.picture);
  CHECK(window.screen == "home");
  CHECK(window.width == 1280);
  CHECK(window.height == 800);
}

TEST_CASE("General options stand before a command or after it") {
  for (const auto& words :
       {std::vector<const char*>{"--data", "/d", "--decks", "a.xml", "--decks", "b",
                                 "--seed", "18446744073709551615", "--zone", "Asia/Tokyo",
                                 "--now", "2024-07-28T09:00:00Z", "due"},
        std::vector<const char*>{"due", "--data", "/d", "--decks", "a.xml", "--decks",
                                 "b", "--seed", "18446744073709551615", "--zone",
                                 "Asia/Tokyo", "--now", "2024-07-28T09:00:00Z"}}) {
    const Invocation invocation = understood(words);
    CHECK(invocation.command_named);
    CHECK(std::holds_alternative<DueCommand>(invocation.command));
    CHECK(invocation.data == "/d");
    CHECK(invocation.decks == std::vector<std::filesystem::path>{"a.xml", "b"});
    CHECK(invocation.seed == UINT64_MAX);
    CHECK(invocation.zone == "Asia/Tokyo");
    CHECK(invocation.now == "2024-07-28T09:00:00Z");
  }
}

TEST_CASE("Each command takes its own arguments") {
  const auto window = understood({"window", "--picture", "p.png", "--screen", "keys",
                                  "--width", "800", "--height", "600"});
  CHECK(std::get<WindowCommand>(window.command).picture == "p.png");
  CHECK(std::get<WindowCommand>(window.command).screen == "keys");
  CHECK(std::get<WindowCommand>(window.command).width == 800);
  CHECK_FALSE(std::get<StudyCommand>(understood({"study"}).command).deck);
  CHECK(std::get<StudyCommand>(understood({"study", "--deck", "d"}).command).deck == "d");
  CHECK(std::get<DueCommand>(understood({"due", "--json"}).command).json);
  CHECK_FALSE(std::get<StatsCommand>(understood({"stats"}).command).json);
  CHECK(std::get<StatsCommand>(understood({"stats", "--json"}).command).json);
  const auto stats = understood({"stats", "--scope", "topic:x", "--range", "year",
                                 "--chart", "reviews", "--time", "--csv"});
  CHECK(std::get<StatsCommand>(stats.command).scope == "topic:x");
  CHECK(std::get<StatsCommand>(stats.command).range == "year");
  CHECK(std::get<StatsCommand>(stats.command).chart == "reviews");
  CHECK(std::get<StatsCommand>(stats.command).time);
  CHECK(std::get<StatsCommand>(stats.command).csv);
  const auto weakest = understood({"study", "--weakest", "--scope", "deck:d"});
  CHECK(std::get<StudyCommand>(weakest.command).weakest);
  CHECK(std::get<StudyCommand>(weakest.command).scope == "deck:d");
  CHECK(parting_of({"study", "--weakest", "--deck", "d"}).exit_code == 2);
  CHECK(parting_of({"study", "--weakest", "--confusions"}).exit_code == 2);
  const auto check = understood({"check", "a.xml", "b.xml", "--json"});
  CHECK(std::get<CheckCommand>(check.command).decks.size() == 2);
  CHECK(std::get<CheckCommand>(check.command).json);
  CHECK(std::get<QuestionsCommand>(understood({"questions", "a.xml"}).command).deck ==
        "a.xml");
  const auto set = understood({"set", "new-per-day", "5"});
  CHECK(std::get<SetCommand>(set.command).key == "new-per-day");
  CHECK(std::get<SetCommand>(set.command).value == "5");
  CHECK_FALSE(std::get<SetCommand>(understood({"set"}).command).key);
}

TEST_CASE("Help is a manual page of lines that fit a terminal") {
  std::vector<std::vector<const char*>> pages{{"--help"}, {"-h"}};
  for (const char* command : kCommands)
    pages.push_back({command, "--help"});
  for (const auto& words : pages) {
    CAPTURE(std::string(words.front()));
    const Parting help = parting_of(words);
    CHECK(help.exit_code == 0);
    for (const char* section :
         {"NAME\n", "\nSYNOPSIS\n", "\nDESCRIPTION\n", "\nOPTIONS\n"})
      CHECK(help.text.find(section) != std::string::npos);
    CHECK(help.text.back() == '\n');
    std::istringstream lines(help.text);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(width(line) <= 80);
      CHECK((line.empty() || line.back() != ' '));
    }
  }
}

TEST_CASE("The first page of help names every command and option") {
  const std::string help = parting_of({"--help"}).text;
  for (const char* command : kCommands)
    CHECK(help.find(std::string("\n  ") + command + " ") != std::string::npos);
  for (const char* option : {"-V, --version", "-h, --help", "--data DIR", "--decks PATH",
                             "--seed N", "--zone ZONE", "--now INSTANT"})
    CHECK(help.find(option) != std::string::npos);
}

TEST_CASE("Help of a command shows how it is called") {
  const auto has = [](const char* command, const std::string& synopsis) {
    return parting_of({command, "--help"}).text.find("SYNOPSIS\n  " + synopsis + "\n") !=
           std::string::npos;
  };
  CHECK(has("due", "attache due [--json]"));
  CHECK(has("check", "attache check DECK... [--json] [--watch]"));
  CHECK(has("set", "attache set [SETTING] [VALUE]"));
  CHECK(
      has("window",
          "attache window [--picture FILE] [--screen SCREEN] [--width N] [--height N]"));
  CHECK(parting_of({"window", "--help"}).text.find("(otherwise 1280)") !=
        std::string::npos);
}

TEST_CASE("The version is one line") {
  for (const char* word : {"--version", "-V"}) {
    const Parting version = parting_of({word});
    CHECK(version.exit_code == 0);
    CHECK(version.text.starts_with("attache "));
    CHECK(version.text.find('\n') == version.text.size() - 1);
  }
}

TEST_CASE("study takes more minutes than today's") {
  CHECK_FALSE(std::get<StudyCommand>(understood({"study"}).command).more);
  CHECK(std::get<StudyCommand>(understood({"study", "--more", "10"}).command).more == 10);
}

TEST_CASE("Wrong usage is answered in one line with status 2") {
  for (const auto& words : {std::vector<const char*>{"stduy"},
                            {"--dta", "x"},
                            {"due", "--jso"},
                            {"due", "now"},
                            {"check"},
                            {"questions"},
                            {"questions", "a.xml", "b.xml"},
                            {"set", "a", "b", "c"},
                            {"study", "--deck"},
                            {"--seed", "x"},
                            {"--seed", "-1"},
                            {"window", "--width", "10"},
                            {"window", "--width", "wide"},
                            {"due", "stats"}}) {
    CAPTURE(std::string(words.front()));
    const Parting parting = parting_of(words);
    CHECK(parting.exit_code == 2);
    CHECK(parting.text.starts_with("attache: "));
    CHECK(parting.text.find('\n') == parting.text.size() - 1);
  }
  CHECK(parting_of({"stduy"}).text ==
        "attache: there is no command stduy — did you mean study?\n");
  CHECK(parting_of({"due", "--jso"}).text ==
        "attache: there is no option --jso — did you mean --json?\n");
  CHECK(parting_of({"due", "now"}).text ==
        "attache: there is no argument now — 'attache due --help' tells more\n");
  CHECK(parting_of({"xyzzy"}).text ==
        "attache: there is no command xyzzy — 'attache --help' tells more\n");
}
