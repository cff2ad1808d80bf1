#include "cli/search.h"

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

#include "cli/command_line.h"
#include "for_tests.h"

using namespace attache;
using namespace attache::cli;

namespace {

void write_decks(const Room& room) {
  room.write(DeckText("d", "The alliance").recall("usfj", "tags=\"hq\"").recall("sofa"));
}

SearchCommand a_search(std::vector<std::string> words) {
  SearchCommand command;
  command.words = std::move(words);
  return command;
}

}  // namespace

TEST_CASE("search prints a line a question, its columns separated by tabs") {
  const Room room;
  write_decks(room);
  const Outcome outcome = carry_out(room, a_search({"tag:hq", "is:new"}));
  CHECK(outcome.code == 0);
  CHECK(outcome.out == "d/usfj\tWhat is usfj?\tIt is usfj.\tnew\t\n");
  SearchCommand chosen = a_search({});
  chosen.columns = {"id", "reviews"};
  chosen.sort = "question";
  chosen.descending = true;
  CHECK(carry_out(room, chosen).out == "d/usfj\t0\nd/sofa\t0\n");
}

TEST_CASE("search that finds nothing says so beside the pipe") {
  const Room room;
  write_decks(room);
  const Outcome outcome = carry_out(room, a_search({"nowhere"}));
  CHECK(outcome.code == 0);
  CHECK(outcome.out.empty());
  CHECK(outcome.err == "No question fits this search (2 were looked at).\n");
}

TEST_CASE("search that is not understood is wrong usage") {
  const Room room;
  write_decks(room);
  CHECK(carry_out(room, a_search({"is:lech"})).code == 2);
  SearchCommand command = a_search({});
  command.columns = {"colour"};
  CHECK(carry_out(room, command).code == 2);
  command = a_search({});
  command.sort = "colour";
  CHECK(carry_out(room, command).code == 2);
  command = a_search({});
  command.due = "soon";
  CHECK(carry_out(room, command).code == 2);
  command = a_search({});
  command.mark = command.suspend = true;
  CHECK(carry_out(room, command).code == 2);
  command = a_search({});
  command.use = "nothing";
  CHECK(carry_out(room, command).code == 2);
}

TEST_CASE("search --json has all columns, or those that were chosen") {
  const Room room;
  write_decks(room);
  SearchCommand command = a_search({"usfj"});
  command.json = true;
  const auto rows = nlohmann::json::parse(carry_out(room, command).out);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].size() == 15);
  CHECK(rows[0]["id"] == "d/usfj");
  CHECK(rows[0]["deck"] == "The alliance");
  CHECK(rows[0]["due"].is_null());
  CHECK(rows[0]["reviews"] == 0);
  command.columns = {"tags"};
  CHECK(nlohmann::json::parse(carry_out(room, command).out)[0].size() == 1);
}

TEST_CASE("search does one thing to all that it finds") {
  const Room room;
  write_decks(room);
  const auto done = [&](auto SearchCommand::*what, auto value,
                        const std::string& query = "") {
    SearchCommand command = a_search({query});
    command.*what = value;
    return carry_out(room, command).out;
  };
  const auto found = [&](const std::string& query) {
    SearchCommand command = a_search({query});
    command.columns = {"id"};
    return carry_out(room, command).out;
  };
  const std::string both = "d/usfj\nd/sofa\n";
  CHECK(done(&SearchCommand::suspend, true) == "2 questions: suspended.\n");
  CHECK(found("is:suspended") == both);
  CHECK(done(&SearchCommand::resume, true) == "2 questions: resumed.\n");
  CHECK(done(&SearchCommand::mark, true, "sofa") == "1 question: marked.\n");
  CHECK(found("is:marked") == "d/sofa\n");
  done(&SearchCommand::unmark, true);
  CHECK(found("is:marked").empty());
  done(&SearchCommand::bury, true);
  CHECK(found("is:buried") == both);
  CHECK(done(&SearchCommand::due, "2024-07-09") == "2 questions: due on 9 July 2024.\n");
  CHECK(found("prop:due=8") == both);
  done(&SearchCommand::due, "3", "sofa");
  CHECK(found("prop:due=3") == "d/sofa\n");
  done(&SearchCommand::forget, true);
  CHECK(found("is:new") == both);
  done(&SearchCommand::tags, std::vector<std::string>{"week-2"}, "sofa");
  CHECK(found("tag:week-2") == "d/sofa\n");
  done(&SearchCommand::untags, std::vector<std::string>{"week-2"});
  CHECK(found("tag:week-2").empty());
  SearchCommand topic = a_search({"sofa"});
  topic.topic = "nowhere";
  CHECK(carry_out(room, topic).code == 1);
}

TEST_CASE("search keeps searches by name") {
  const Room room;
  write_decks(room);
  SearchCommand saved;
  saved.saved = true;
  CHECK(carry_out(room, saved).out.empty());
  SearchCommand command = a_search({"usfj", "or", "sofa"});
  command.save = "both";
  CHECK(carry_out(room, command).code == 0);
  command = a_search({"sofa"});
  command.save = "one";
  carry_out(room, command);
  carry_out(room, command);
  CHECK(carry_out(room, saved).out == "both\tusfj or sofa\none\tsofa\n");
  saved.json = true;
  CHECK(nlohmann::json::parse(carry_out(room, saved).out)[1]["query"] == "sofa");
  command = a_search({"-sofa"});
  command.use = "both";
  command.columns = {"id"};
  CHECK(carry_out(room, command).out == "d/usfj\n");
  command.words.clear();
  CHECK(carry_out(room, command).out == "d/usfj\nd/sofa\n");
}

TEST_CASE("search is read from the command line") {
  const std::array arguments{"attache", "search",    "tag:hq", "is:new",      "--sort",
                             "due",     "--columns", "id,due", "--due",       "3",
                             "--save",  "name",      "--json", "--descending"};
  const auto read = parse(static_cast<int>(arguments.size()), arguments.data());
  REQUIRE(std::holds_alternative<Invocation>(read));
  const auto& command = std::get<SearchCommand>(std::get<Invocation>(read).command);
  CHECK(command.words == std::vector<std::string>{"tag:hq", "is:new"});
  CHECK(command.sort == "due");
  CHECK(command.columns == std::vector<std::string>{"id", "due"});
  CHECK(command.due == "3");
  CHECK(command.save == "name");
  CHECK(command.json);
  CHECK(command.descending);
  const std::array minus{"attache", "search", "--tag", "x", "--", "-is:new"};
  const auto negated = parse(static_cast<int>(minus.size()), minus.data());
  REQUIRE(std::holds_alternative<Invocation>(negated));
  const auto& other = std::get<SearchCommand>(std::get<Invocation>(negated).command);
  CHECK(other.words == std::vector<std::string>{"-is:new"});
  CHECK(other.tags == std::vector<std::string>{"x"});
}

TEST_CASE("questions --json has an object a question") {
  const Room room;
  write_decks(room);
  QuestionsCommand command;
  command.deck = "d";
  command.json = true;
  const auto all = nlohmann::json::parse(carry_out(room, command).out);
  REQUIRE(all.size() == 2);
  CHECK(all[0]["id"] == "d/usfj");
  CHECK_FALSE(all[0]["lines"].empty());
}
