// 'attache simulate', and how it and 'attache evaluate' are asked for.

#include "cli/simulate.h"

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/command_line.h"
#include "cli/log_files.h"
#include "cli/run.h"
#include "study/review_csv.h"
#include "support/temporary_folder.h"

using namespace attache;
using namespace attache::cli;
using nlohmann::json;

namespace {

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

Outcome carry_out(const SimulateCommand& command, std::uint64_t seed = 3) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err};
  Outcome outcome;
  outcome.code = simulate(command, seed, console);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

ReviewLog log_of(const SimulateCommand& command, std::uint64_t seed = 3) {
  const Outcome outcome = carry_out(command, seed);
  REQUIRE(outcome.code == 0);
  const auto log = read_review_csv(outcome.out);
  REQUIRE(log);
  return *log;
}

std::variant<Invocation, Parting> parsed(std::vector<const char*> words) {
  words.insert(words.begin(), "attache");
  return parse(static_cast<int>(words.size()), words.data());
}

template <class Command>
Command understood(const std::vector<const char*>& words) {
  const auto result = parsed(words);
  if (const auto* parting = std::get_if<Parting>(&result)) FAIL(parting->text);
  return std::get<Command>(std::get<Invocation>(result).command);
}

Parting parting_of(const std::vector<const char*>& words) {
  const auto result = parsed(words);
  REQUIRE(std::holds_alternative<Parting>(result));
  return std::get<Parting>(result);
}

}  // namespace

TEST_CASE("simulate prints a log that can be read again") {
  SimulateCommand command;
  command.reviews = 500;
  const ReviewLog log = log_of(command);
  CHECK(log.size() == 500);
  CHECK(log == log_of(command));
  CHECK(log != log_of(command, 4));
}

TEST_CASE("simulate plays the days and the cards that are asked for") {
  SimulateCommand command;
  command.days = 30;
  command.cards = 20;
  command.new_a_day = 4;
  command.faithful = true;
  const ReviewLog log = log_of(command);
  std::set<std::int64_t> cards;
  int first_day = 0;
  for (const LoggedReview& review : log) {
    cards.insert(review.card);
    const bool fresh = review.phase == Phase::kNew;
    if (fresh && review.at - log.front().at < std::chrono::hours(12)) ++first_day;
  }
  CHECK(cards.size() == 20);
  CHECK(first_day == 4);
  CHECK(log.back().at - log.front().at < std::chrono::days(30));
  CHECK(log.back().at - log.front().at > std::chrono::days(20));
}

TEST_CASE("simulate knows three kinds of truth") {
  SimulateCommand command;
  command.reviews = 300;
  std::set<std::string> logs;
  for (const char* truth : {"fsrs-6", "fsrs-7", "misspecified"}) {
    CHECK(can_be_simulated(truth));
    command.truth = truth;
    logs.insert(carry_out(command).out);
  }
  CHECK(logs.size() == 3);
  CHECK_FALSE(can_be_simulated("sm-2"));
}

TEST_CASE("simulate writes a file and says what is true of it") {
  const TemporaryFolder folder;
  SimulateCommand command;
  command.reviews = 400;
  command.out = folder.path() / "log.csv";
  command.json = true;
  command.weights = weights_text(default_weights(ModelKind::kFsrs6));
  const Outcome outcome = carry_out(command, 9);
  CHECK(outcome.code == 0);
  const json said = json::parse(outcome.out);
  CHECK(said["reviews"] == 400);
  CHECK(said["model"] == "fsrs-6");
  CHECK(said["weights"] == default_weights(ModelKind::kFsrs6).values);
  CHECK(said["seed"] == 9);
  CHECK(said["cards"] == 44);
  CHECK(said["log_loss"].get<double>() > 0.1);
  CHECK(said["scored"].get<int>() < 400);
  const auto log = read_log(*command.out);
  REQUIRE(log);
  CHECK(log->size() == 400);

  command.json = false;
  const std::string text = carry_out(command, 9).out;
  CHECK(text.starts_with("400 answers to 44 cards on "));
  CHECK(text.find("\nThe truth: fsrs-6: 0.212, 1.2931, ") != std::string::npos);
  CHECK(text.ends_with("\nTo repeat it: --seed 9\n"));
  command.truth = "misspecified";
  CHECK(carry_out(command, 9).out.find(", distorted\n") != std::string::npos);
}

TEST_CASE("what the program believes moves the days") {
  SimulateCommand command;
  command.days = 60;
  command.cards = 30;
  const ReviewLog log = log_of(command);
  command.believed = weights_text(default_weights(ModelKind::kFsrs7));
  CHECK(log_of(command) != log);
  command.believed.reset();
  command.retention = 0.97;
  CHECK(log_of(command).size() > log.size());
  command.minutes = 0.5;
  CHECK(log_of(command).size() < log.size());
}

TEST_CASE("simulate says what is wrong") {
  SimulateCommand command;
  command.reviews = 10;
  const auto complaint = [&] {
    const Outcome outcome = carry_out(command);
    CHECK(outcome.code == 1);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  command.weights = "1, 2";
  CHECK(complaint().starts_with("attache: weights of fsrs-6: There are 2 numbers"));
  command.weights = weights_text(default_weights(ModelKind::kFsrs7));
  CHECK(complaint() ==
        "attache: --weights: The weights are for fsrs-7 and not for fsrs-6 — add --truth "
        "fsrs-7\n");
  command.weights.reset();
  command.believed = "none";
  CHECK(complaint().starts_with("attache: none: This is neither weights nor a file"));
  command.believed.reset();
  const TemporaryFolder folder;
  command.out = folder.path() / "no" / "log.csv";
  CHECK(complaint().find("log.csv: The file could not be written") != std::string::npos);
}

TEST_CASE("the command line of simulate") {
  const auto plain = understood<SimulateCommand>({"simulate"});
  CHECK_FALSE(plain.reviews);
  CHECK(plain.truth == "fsrs-6");
  CHECK(plain.retention == 0.9);
  const auto full = understood<SimulateCommand>(
      {"simulate", "--reviews",  "1000000", "--days",      "400",          "--cards",
       "5000",     "--new",      "40",      "--truth",     "misspecified", "--weights",
       "w.txt",    "--believed", "b.txt",   "--retention", "0.85",         "--minutes",
       "30",       "--faithful", "--out",   "x.csv",       "--json"});
  CHECK(full.reviews == 1000000);
  CHECK(full.days == 400);
  CHECK(full.cards == 5000);
  CHECK(full.new_a_day == 40);
  CHECK(full.truth == "misspecified");
  CHECK(full.weights == "w.txt");
  CHECK(full.believed == "b.txt");
  CHECK(full.retention == 0.85);
  CHECK(full.minutes == 30);
  CHECK(full.faithful);
  CHECK(full.out == "x.csv");
  CHECK(full.json);
  CHECK(parting_of({"simulate", "--truth", "sm-2"}).exit_code == 2);
  CHECK(parting_of({"simulate", "--retention", "0.5"}).exit_code == 2);
  CHECK(parting_of({"simulate", "--reviews", "0"}).exit_code == 2);
}

TEST_CASE("the command line of evaluate") {
  const auto plain = understood<EvaluateCommand>({"evaluate", "--log", "a.csv"});
  CHECK(plain.log == "a.csv");
  CHECK(plain.model.empty());
  CHECK_FALSE(plain.last);
  const auto full = understood<EvaluateCommand>({"evaluate", "--log", "a.csv",
                                                 "--weights", "1, 2", "--model", "all",
                                                 "--last", "0.2", "--recency", "--json"});
  CHECK(full.weights == "1, 2");
  CHECK(full.model == "all");
  CHECK(full.last == 0.2);
  CHECK(full.recency);
  CHECK(full.json);
  CHECK(understood<EvaluateCommand>({"evaluate", "--log", "a", "--splits", "5"}).splits ==
        5);
  CHECK(parting_of({"evaluate"}).exit_code == 2);
  CHECK(parting_of({"evaluate", "--log", "a", "--model", "x"}).exit_code == 2);
  CHECK(parting_of({"evaluate", "--log", "a", "--last", "2"}).exit_code == 2);
  CHECK(parting_of({"evaluate", "--log", "a", "--splits", "5", "--last", "0.2"})
            .exit_code == 2);
}

TEST_CASE("the help of evaluate and simulate fits a terminal") {
  for (const char* command : {"evaluate", "simulate"}) {
    const Parting help = parting_of({command, "--help"});
    CHECK(help.exit_code == 0);
    std::istringstream lines(help.text);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(line.size() <= 80);
    }
  }
}
