#include "cli/optimize.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include <doctest/doctest.h>

#include "cli/run.h"
#include "support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using attache::StudyCalendar;
using attache::cli::Console;
using attache::cli::optimize;
using attache::cli::OptimizeCommand;

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

Outcome run(const OptimizeCommand& command, bool interactive = false) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err, interactive, false};
  Outcome outcome;
  outcome.code = optimize(command, *StudyCalendar::in_zone("UTC"), console);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

/// Forty cards, each good, then asked after three days and after nine more.
fs::path write_log(const fs::path& folder) {
  const fs::path file = folder / "log.csv";
  std::ofstream out(file);
  out << "card_id,review_time,review_rating,review_state\n";
  constexpr long kDay = 86'400'000;
  for (const auto& [day, state] : {std::pair{0L, 0}, {3L, 2}, {12L, 2}})
    for (int card = 0; card < 40; ++card)
      out << card << ',' << 1'700'000'000'000 + day * kDay + card << ','
          << (day > 0 && card % 5 == 0 ? 1 : 3) << ',' << state << '\n';
  return file;
}

TEST_CASE("optimize prints weights that belong to the model") {
  const attache::TemporaryFolder folder;
  OptimizeCommand command;
  command.log = write_log(folder.path());
  command.json = true;
  const Outcome outcome = run(command);
  REQUIRE(outcome.code == 0);
  const auto json = nlohmann::json::parse(outcome.out);
  CHECK(json["model"] == "fsrs-6");
  CHECK(json["weights"].size() == 21);
  CHECK(json["reviews"] == 80);
  CHECK(json["fit_ms"] >= 0);
  CHECK(json["log_loss"] < json["log_loss_before"]);
}

TEST_CASE("optimize --first fits to the oldest share of the log") {
  const attache::TemporaryFolder folder;
  OptimizeCommand command;
  command.log = write_log(folder.path());
  command.json = true;
  command.first = 2.0 / 3;
  const Outcome outcome = run(command);
  REQUIRE(outcome.code == 0);
  CHECK(nlohmann::json::parse(outcome.out)["reviews"] == 40);
}

TEST_CASE("optimize tells a person how far it is and what came out") {
  const attache::TemporaryFolder folder;
  OptimizeCommand command;
  command.log = write_log(folder.path());
  const Outcome outcome = run(command, true);
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("80 reviews fitted") != std::string::npos);
  CHECK(outcome.out.find("fsrs-6: ") != std::string::npos);
  CHECK(outcome.err.find("Fitting") != std::string::npos);
}

TEST_CASE("optimize refuses a model that it cannot fit, and a log that is not there") {
  OptimizeCommand command;
  command.log = "no-such-log.csv";
  CHECK(run(command).code == 1);
  command.model = "sm-2";
  const Outcome outcome = run(command);
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("sm-2") != std::string::npos);
}

}  // namespace
