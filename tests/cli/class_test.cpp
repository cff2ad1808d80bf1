#include "cli/class.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/text_columns.h"
#include "cli/for_tests.h"

namespace attache::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct School {
  Room room;
  School() {
    room.write(DeckText("d").facts(3));
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting("d"));
    answer(*trainer, Rating::kAgain);
    answer(*trainer, Rating::kGood);
  }
  [[nodiscard]] Outcome hand_in(const std::string& file,
                                const std::string& course = "P") const {
    ProgressCommand command;
    command.action = "export";
    command.file = file;
    command.decks = {"d"};
    command.course = course;
    command.history = true;
    return carry_out(room, command);
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return (room.data() / name).string();
  }
  [[nodiscard]] Outcome run(const std::string& action,
                            const std::string& name = "",
                            const std::vector<fs::path>& files = {}) const {
    ClassCommand command;
    command.action = action;
    command.name = name;
    command.files = files;
    return carry_out(room, command);
  }
  [[nodiscard]] Outcome show(const std::string& part, bool json, bool csv = false) const {
    ClassCommand command;
    command.action = "show";
    command.name = "P";
    command.part = part;
    command.json = json;
    command.csv = csv;
    return carry_out(room, command);
  }
};

bool is_refused(const std::vector<const char*>& arguments) {
  std::vector<const char*> all{"attache"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return std::holds_alternative<Parting>(parse(static_cast<int>(all.size()), all.data()));
}

}  // namespace

TEST_CASE("the command line of classes and of progress is understood") {
  const std::vector<const char*> all{"attache",    "class", "show",   "Policy 101",
                                     "--students", "--csv", "--deck", "d"};
  const auto parsed = parse(static_cast<int>(all.size()), all.data());
  REQUIRE(std::holds_alternative<Invocation>(parsed));
  const auto& command = std::get<ClassCommand>(std::get<Invocation>(parsed).command);
  CHECK(command.action == "show");
  CHECK(command.name == "Policy 101");
  CHECK(command.part == "students");
  CHECK(command.csv);
  CHECK(command.deck == "d");
  CHECK_FALSE(is_refused({"class", "add", "P", "a", "b"}));
  CHECK_FALSE(is_refused({"progress", "export", "-", "--deck", "d", "--deck", "e"}));
  CHECK_FALSE(is_refused({"quiz", "--kind", "exam", "--paper", "week-3"}));
  CHECK(is_refused({"class", "burn"}));
  CHECK(is_refused({"class", "show", "P", "--students", "--days"}));
  CHECK(is_refused({"class", "show", "P", "--students", "--exams"}));
  CHECK(is_refused({"class", "show", "P", "--json", "--csv"}));
  CHECK(is_refused({"class", "practice", "P", "x", "--most", "0"}));
  CHECK(is_refused({"progress", "export", "-"}));
  CHECK(is_refused({"progress", "import", "-", "--deck", "d"}));
}

TEST_CASE("progress is previewed, written to a file, into a folder, and to the output") {
  const School school;
  ProgressCommand command;
  command.action = "export";
  command.decks = {"d"};
  command.preview = true;
  const Outcome preview = carry_out(school.room, command);
  CHECK(preview.code == 0);
  CHECK(preview.has("Told:"));
  CHECK(preview.has("Not told:"));
  CHECK(preview.has("{\"format\":\"attache-progress\""));
  command.preview = false;
  CHECK(carry_out(school.room, command).code == 1);  // no file
  command.file = "-";
  const Outcome out = carry_out(school.room, command);
  CHECK(out.code == 0);
  CHECK(out.out.starts_with("{\"format\":\"attache-progress\""));
  CHECK(out.has("{\"checksum\":\"xxh128:"));
  const Outcome file = school.hand_in(school.file("a.progress"));
  CHECK(file.code == 0);
  CHECK(file.has("Nothing is sent"));
  CHECK(fs::exists(school.file("a.progress")));
  const fs::path folder = school.room.data() / "out";
  fs::create_directories(folder);
  CHECK(school.hand_in(folder.string()).code == 0);
  CHECK(fs::directory_iterator(folder)->path().extension() == ".progress");
  CHECK(school.hand_in("/nowhere/at/all").code == 1);
  command.decks = {"x"};
  CHECK(carry_out(school.room, command).err.find("no deck with the id x") !=
        std::string::npos);
}

TEST_CASE("a class is begun, shown in all its parts, reported and removed") {
  const School school;
  CHECK(school.run("list").has("There is no class yet"));
  CHECK(school.run("show", "P").code == 1);
  CHECK(school.run("show").code == 1);
  CHECK(school.run("add", "P").code == 1);
  REQUIRE(school.hand_in(school.file("a.progress")).code == 0);
  std::ofstream(school.file("b.progress")) << "broken";
  const Outcome added =
      school.run("add", "P", {school.file("a.progress"), school.file("b.progress")});
  CHECK(added.code == 1);
  CHECK(added.has("1 student new, 0 renewed, 0 there already."));
  CHECK(added.has("b.progress\n  this is no progress file"));
  CHECK(school.run("add", "P", {school.file("a.progress")}).code == 0);
  CHECK(school.run("list").has("P: 1 student\n"));
  CHECK(school.run("show", "P").has("1 student has handed in"));
  CHECK(school.show("students", false).has("2 of 6 questions started"));
  CHECK(school.show("topics", false).has("Other questions"));
  CHECK(school.show("days", false).has("1 July 2024"));
  CHECK(school.show("hardest", false).has("first answer"));
  CHECK(school.show("hardest", false).has("of all answers rated Again"));
  CHECK_FALSE(school.show("hardest", false, true).has("\xEF\xBB\xBF"));
  CHECK(school.show("answers", false).code == 0);
  CHECK(school.show("exams", false).has("No mock exam"));
  for (const char* part : {"students", "topics", "hardest", "answers", "days", "exams"})
    CHECK(school.show(part, false, true).has("\r\n"));
  const Json all = Json::parse(school.show("", true).out);
  CHECK(all["students"].size() == 1);
  CHECK(all["students"][0]["answers"] == 2);
  CHECK(all["questions"].size() == 6);
  CHECK(all["days"][0]["day"] == "2024-07-01");
  CHECK(all["exams"].empty());
  CHECK(all["topics"][0]["questions"] == 6);
  CHECK_FALSE(Json::parse(school.show("days", true).out).contains("students"));
  CHECK(school.run("report", "P", {school.file("r.html")}).code == 0);
  CHECK(fs::file_size(school.file("r.html")) > 1000);
  CHECK(school.run("report", "P").code == 1);
  CHECK(school.run("report", "P", {"/nowhere/at/all"}).code == 1);
  const Outcome practice = school.run("practice", "P", {school.file("p.xml")});
  CAPTURE(practice.err);
  CHECK(practice.has("A deck of 2 questions is in"));
  CHECK(school.run("practice", "P", {"-"}).out.starts_with("<?xml"));
  const std::string student = all["students"][0]["id"];
  ClassCommand remove;
  remove.action = "remove";
  remove.name = "P";
  remove.student = "nobody";
  CHECK(carry_out(school.room, remove).code == 1);
  remove.student = student;
  CHECK(carry_out(school.room, remove).code == 0);
  CHECK(school.run("show", "P").has("Nothing has been handed in yet"));
  CHECK(school.run("remove", "P").code == 0);
  CHECK(school.run("list").has("There is no class yet"));
}

TEST_CASE("classes can be kept in another folder") {
  const School school;
  REQUIRE(school.hand_in(school.file("a.progress")).code == 0);
  ClassCommand command;
  command.action = "add";
  command.name = "P";
  command.files = {school.file("a.progress")};
  command.store = school.file("elsewhere");
  command.json = true;
  const Outcome added = carry_out(school.room, command);
  CHECK(Json::parse(added.out)["new"] == 1);
  CHECK(school.run("list").has("There is no class yet"));
  command.action = "list";
  command.files.clear();
  CHECK(Json::parse(carry_out(school.room, command).out)[0]["students"] == 1);
}

TEST_CASE("an address of another kind of database is refused, and its password kept") {
  const School school;
  ClassCommand command;
  for (const char* store : {"mysql://me:secret@x/y", "postgresql:nohost"}) {
    command.store = store;
    const Outcome listed = carry_out(school.room, command);
    CHECK(listed.code == 1);
    CHECK(listed.err.find("classes cannot be kept in") != std::string::npos);
    CHECK(listed.err.find("secret") == std::string::npos);
  }
  command.store = school.file("a:b");
  CHECK(carry_out(school.room, command).code == 0);
}

TEST_CASE("students of one name are told apart by their ids") {
  const School school;
  const School other;
  std::uint64_t seed = 1;  // of the secret that the id is made of
  const auto hand_in = [&](const School& from, const std::string& file) {
    ProgressCommand command;
    command.action = "export";
    command.file = file;
    command.decks = {"d"};
    command.course = "P";
    command.name = "Ann Lee";
    TrainerSetup setup = from.room.setup();
    setup.seed = seed++;
    REQUIRE(carry_out(setup, command).code == 0);
  };
  hand_in(school, school.file("a.progress"));
  hand_in(other, school.file("b.progress"));
  REQUIRE(school.run("add", "P", {school.file("a.progress"), school.file("b.progress")})
              .code == 0);
  const Json all = Json::parse(school.show("students", true).out);
  CAPTURE(all.dump());
  REQUIRE(all["students"].size() == 2);
  REQUIRE(school.run("report", "P", {school.file("r.html")}).code == 0);
  std::ifstream file(school.file("r.html"));
  const std::string page(std::istreambuf_iterator<char>(file), {});
  std::vector<std::string> heads;
  for (const auto& student : all["students"]) {
    const std::string id = student["id"];
    const std::string head = "Ann Lee (" + id.substr(0, 4);
    CAPTURE(head);
    CHECK(school.show("students", false).has(head));
    CHECK(school.show("topics", false).has(head));
    CHECK(page.find(head) != std::string::npos);
    heads.push_back(id);
  }
  // Each is removed by the beginning of the id; the name fits both.
  ClassCommand remove;
  remove.action = "remove";
  remove.name = "P";
  remove.student = "Ann Lee";
  const Outcome both = carry_out(school.room, remove);
  CHECK(both.code == 1);
  CHECK(both.err.find("2 students could be Ann Lee") != std::string::npos);
  CHECK(both.err.find(heads[0]) != std::string::npos);
  remove.student = heads[0].substr(0, heads[0].size() - 1);
  CHECK(carry_out(school.room, remove).has("Removed from P: " + heads[0] + ".\n"));
  // One is left, who needs no id.
  CHECK(school.show("students", false).out.starts_with("Ann Lee\n"));
  remove.student = "Ann Lee";
  CHECK(carry_out(school.room, remove).has("Removed from P: " + heads[1] + ".\n"));
  CHECK(school.show("topics", false).has("Nothing has been handed in yet"));
}

TEST_CASE("the table of topics fits the terminal that it is printed on") {
  Room room;
  DeckText deck("d");
  for (int i = 0; i < 30; ++i) {
    const std::string id = "t" + std::to_string(i);
    deck.add("<topic id=\"" + id + "\">Command and control, part " + std::to_string(i) +
             "</topic>");
    deck.recall("c" + std::to_string(i), "topic=\"" + id + "\"");
  }
  room.write(deck);
  const std::string file = (room.data() / "a.progress").string();
  ProgressCommand hand_in;
  hand_in.action = "export";
  hand_in.file = file;
  hand_in.decks = {"d"};
  REQUIRE(carry_out(room, hand_in).code == 0);
  ClassCommand command;
  command.action = "add";
  command.name = "P";
  command.files = {file};
  REQUIRE(carry_out(room, command).code == 0);
  command.action = "show";
  command.files.clear();
  command.part = "topics";
  const auto longest = [&](std::size_t width) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Console console{in, out, err, false, false, width};
    REQUIRE(class_of_students(command, room.setup(), console) == 0);
    std::size_t most = 0;
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);)
      most = std::max(most, columns_of(line));
    return most;
  };
  CHECK(longest(80) <= 80);
  CHECK(longest(60) <= 60);
  CHECK(longest(0) > 80);  // a file gets one table
}

TEST_CASE("an option of another action is refused, not passed over") {
  const School school;
  REQUIRE(school.hand_in(school.file("a.progress")).code == 0);
  REQUIRE(school.run("add", "P", {school.file("a.progress")}).code == 0);
  const auto refused = [&](ClassCommand command, const std::string& words) {
    if (command.name.empty() && command.action != "list") command.name = "P";
    const Outcome outcome = carry_out(school.room, command);
    CAPTURE(words);
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find(words) != std::string::npos);
  };
  ClassCommand command;
  command.action = "list";
  command.part = "students";
  refused(command, "--students is for show");
  command = {};
  command.action = "report";
  command.csv = true;
  refused(command, "--csv is for show");
  command.csv = false;
  command.json = true;
  refused(command, "--json is for list, add and show");
  command = {};
  command.action = "add";
  command.deck = "d";
  refused(command, "--deck is for show, report and practice");
  command = {};
  command.action = "show";
  command.student = "x";
  refused(command, "--student is for remove");
  command = {};
  command.action = "show";
  command.yes = true;
  refused(command, "--yes is for remove");
  command = {};
  command.action = "show";
  command.files = {"a.progress"};
  refused(command, "show takes no file");
}

TEST_CASE("a deck that nobody handed in is named") {
  const School school;
  REQUIRE(school.hand_in(school.file("a.progress")).code == 0);
  REQUIRE(school.run("add", "P", {school.file("a.progress")}).code == 0);
  ClassCommand command;
  command.action = "show";
  command.name = "P";
  command.deck = "nope";
  const Outcome shown = carry_out(school.room, command);
  CHECK(shown.code == 1);
  CHECK(shown.err.find("there is no deck nope in this class") != std::string::npos);
  command.deck = "d";
  CHECK(carry_out(school.room, command).code == 0);
}

TEST_CASE("a person is asked before a class is removed") {
  const School school;
  REQUIRE(school.hand_in(school.file("a.progress"), "Q").code == 0);
  const Outcome added = school.run("add", "P", {school.file("a.progress")});
  CHECK(added.code == 0);
  CHECK(added.has("file was made for Q, not for P."));
  ClassCommand command;
  command.action = "remove";
  command.name = "P";
  CHECK(carry_out(school.room, command, "\n", true).has("Nothing was removed."));
  CHECK(school.run("list").has("P: 1 student\n"));
  CHECK(carry_out(school.room, command, "y\n", true).has("is removed"));
  CHECK(school.run("add", "P", {school.file("a.progress")}).code == 0);
  command.yes = true;
  CHECK(carry_out(school.room, command, "", true).has("is removed"));
  CHECK(school.run("list").has("There is no class yet"));
}

TEST_CASE("nothing is said of the hardest questions where none was answered") {
  const Room room;
  room.write(DeckText("d").facts(3));
  const std::string file = (room.data() / "a.progress").string();
  ProgressCommand hand_in;
  hand_in.action = "export";
  hand_in.file = file;
  hand_in.decks = {"d"};
  REQUIRE(carry_out(room, hand_in).code == 0);
  ClassCommand command;
  command.action = "add";
  command.name = "P";
  command.files = {file};
  REQUIRE(carry_out(room, command).code == 0);
  command.action = "show";
  command.files.clear();
  const Outcome shown = carry_out(room, command);
  CHECK(shown.has("nobody has begun to study yet"));
  CHECK_FALSE(shown.has("The hardest questions"));
  command.part = "hardest";
  CHECK(carry_out(room, command).has("No question has been answered yet."));
}

TEST_CASE("a database that nothing answers at is an error with a remedy") {
  const School school;
  ClassCommand command;
  command.store = "postgresql://localhost:1/none";
  const Outcome listed = carry_out(school.room, command);
  CHECK(listed.code == 1);
  CHECK(listed.err.find("PostgreSQL") != std::string::npos);
}

TEST_CASE("a person sees how far the adding is") {
  const School school;
  REQUIRE(school.hand_in(school.file("a.progress")).code == 0);
  ClassCommand command;
  command.action = "add";
  command.name = "P";
  command.files = {school.file("a.progress")};
  const Outcome added = carry_out(school.room, command, "", true);
  CHECK(added.err.find("1 of 1 files\n") != std::string::npos);
}

}  // namespace attache::cli
