// 'attache evaluate', and the files that it and its kin read.

#include "cli/evaluate.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "cli/log_files.h"
#include "cli/run.h"
#include "memory/fsrs6.h"
#include "memory/simulation.h"
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

Outcome carry_out(const EvaluateCommand& command, const std::string& zone = "UTC") {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err};
  Outcome outcome;
  outcome.code = evaluate(command, *StudyCalendar::in_zone(zone), console);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

/// A folder with a log in it.
struct Room {
  TemporaryFolder folder;
  EvaluateCommand command;

  explicit Room(const std::string& text) {
    write("log.csv", text);
    command.log = folder.path() / "log.csv";
    command.json = true;
  }
  explicit Room(const ReviewLog& log) : Room(review_csv(log)) {}

  std::string write(const std::string& name, const std::string& text) const {
    const auto file = folder.path() / name;
    std::ofstream(file) << text;
    return file.string();
  }
  [[nodiscard]] json said() const { return json::parse(carry_out(command).out); }
};

constexpr const char* kHeader =
    "card_id,review_time,review_rating,review_state,review_duration\n";

/// Two cards, three reviews that count. 1700000000000 is 2023-11-14 22:13 UTC.
const std::string& three_that_count() {
  static const std::string kText = std::string(kHeader) +
                                   "1,1700000000000,3,0,5000\n"
                                   "2,1700000100000,1,0,5000\n"
                                   "1,1700200000000,3,2,5000\n"   // 3 study days later
                                   "2,1700200100000,1,2,5000\n"   // 3 study days later
                                   "1,1700900000000,3,2,5000\n";  // 8 study days later
  return kText;
}

ReviewLog played(int cards) {
  SimulationPlan plan;
  plan.cards = cards;
  plan.days = 120;
  return simulate({}, plan, Chance(5)).log;
}

}  // namespace

TEST_CASE("evaluate scores the reviews that count by the weights") {
  Room room(three_that_count());
  const json said = room.said();
  const Fsrs6 model;
  const MemoryState good = model.first(Rating::kGood);
  const double first = model.recall_chance(good, 3);
  const double second = model.recall_chance(model.first(Rating::kAgain), 3);
  const double third = model.recall_chance(model.next(good, 3, Rating::kGood), 8);
  CHECK(said["model"] == "fsrs-6");
  CHECK(said["weights"].size() == 21);
  CHECK(said["reviews"] == 5);
  CHECK(said["scored"] == 3);
  CHECK(said["log_loss"].get<double>() ==
        doctest::Approx(-(std::log(first) + std::log(1 - second) + std::log(third)) / 3));
  CHECK(said["recalled"].get<double>() == doctest::Approx(2.0 / 3));
  CHECK(said["predicted"].get<double>() == doctest::Approx((first + second + third) / 3));
  CHECK(said["auc"] == 1);
  CHECK(said["calibration"].size() == 3);
}

TEST_CASE("evaluate prints tables for people") {
  Room room(three_that_count());
  room.command.json = false;
  room.command.model = "constant";
  const Outcome outcome = carry_out(room.command);
  CHECK(outcome.code == 0);
  // -(2 ln 2/3 + ln 1/3) / 3 = 0.6365; the error over bins: interval, number of answers.
  CHECK(
      outcome.out.starts_with("3 reviews count of 5 answers; 66.7 % recalled.\n\n"
                              "  model      log loss   RMSE(bins)      AUC   predicted\n"
                              "  constant     0.6365"));
  CHECK(outcome.out.find("\nCalibration of constant\n"
                         "  predicted  recalled   reviews\n") != std::string::npos);
}

TEST_CASE("evaluate takes other weights, written out or from a file") {
  Room room(three_that_count());
  ModelWeights weights = default_weights(ModelKind::kFsrs6);
  weights.values[2] = 5;
  room.command.weights = weights_text(weights);
  const json said = room.said();
  CHECK(said["weights"][2] == 5);
  CHECK(said["log_loss"] != Room(three_that_count()).said()["log_loss"]);

  room.command.weights = room.write("weights.txt", weights_text(weights));
  CHECK(room.said() == said);
  const json fitted{{"model", "fsrs-6"}, {"weights", weights.values}, {"reviews", 5}};
  room.command.weights = room.write("weights.json", fitted.dump());
  CHECK(room.said() == said);
}

TEST_CASE("evaluate compares all models") {
  Room room(played(60));
  room.command.model = "all";
  const json said = room.said();
  REQUIRE(said.size() == 4);
  CHECK(said[0]["model"] == "fsrs-6");
  CHECK(said[1]["model"] == "fsrs-7");
  CHECK(said[1]["weights"].size() == 34);
  CHECK(said[2]["model"] == "sm-2");
  CHECK(said[2]["weights"].is_null());
  CHECK(said[3]["model"] == "constant");
  for (const json& each : said)
    CHECK(each["scored"] == said[0]["scored"]);
  CHECK(said[0]["log_loss"] < said[2]["log_loss"]);
}

TEST_CASE("evaluate scores the newest share alone") {
  Room room(three_that_count());
  room.command.last = 0.4;  // two of five rows, one of which the other card's lapse
  json said = room.said();
  CHECK(said["scored"] == 2);
  CHECK(said["recalled"] == 0.5);
  room.command.model = "constant";  // learned from the one review before
  said = room.said();
  CHECK(said["predicted"] == 1);
  room.command.last = 1;
  CHECK(room.said()["scored"] == 3);
}

TEST_CASE("evaluate cuts days where the zone has them") {
  // 03:00 and 05:00 UTC: the study day begins in between, but not so in Tokyo.
  Room room(std::string(kHeader) +
            "1,1700017200000,3,0,0\n1,1700024400000,3,2,0\n1,1700190000000,3,2,0\n");
  CHECK(json::parse(carry_out(room.command).out)["scored"] == 2);
  CHECK(json::parse(carry_out(room.command, "Asia/Tokyo").out)["scored"] == 1);
}

TEST_CASE("evaluate fits to what is before and foretells what is next") {
  Room room(played(60));
  room.command.splits = 5;
  room.command.model = "all";
  const json said = room.said();
  REQUIRE(said.size() == 4);
  // Five of six parts are foretold, of the same size each.
  CHECK(said[0]["scored"].get<int>() % 5 == 0);
  CHECK(said[0]["weights"].is_null());
  for (const json& each : said)
    CHECK(each["log_loss"] < 1);
}

TEST_CASE("evaluate can weigh newer reviews more") {
  Room room(three_that_count());
  room.command.recency = true;
  // The weights are 0.25, 0.25 + 0.75 / 8 and 1; the second was forgotten.
  CHECK(room.said()["recalled"].get<double>() ==
        doctest::Approx(1.25 / (1.25 + 0.34375)));
}

TEST_CASE("evaluate says what is wrong") {
  const auto complaint = [](const Room& room) {
    const Outcome outcome = carry_out(room.command);
    CHECK(outcome.code == 1);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  Room room(three_that_count());
  const std::string log = room.command.log.string();

  room.command.weights = "fsrs-7: 1, 2";
  CHECK(complaint(room) ==
        "attache: weights of fsrs-7: There are 2 numbers where 34 belong — copy all of "
        "them\n");
  room.command.weights = "nowhere.txt";
  CHECK(complaint(room) ==
        "attache: nowhere.txt: This is neither weights nor a file — look at its name, or "
        "write the weights with commas between\n");
  room.command.weights = weights_text(default_weights(ModelKind::kFsrs7));
  room.command.model = "fsrs-6";
  CHECK(complaint(room) ==
        "attache: --weights: The weights are for fsrs-7 and not for fsrs-6 — leave "
        "--model fsrs-6 out\n");
  room.command.weights.reset();
  room.command.splits = 5;
  CHECK(complaint(room) == "attache: " + log +
                               ": There are too few reviews for so many parts — leave "
                               "--splits out\n");

  CHECK(complaint(Room(std::string(kHeader) + "1,1700000000000,3,0,5000\n"))
            .find("No review counts — a card must be asked on two days at least") !=
        std::string::npos);
  CHECK(complaint(Room(kHeader)).find("There are no answers in it") != std::string::npos);
  Room gone{three_that_count()};
  gone.command.log = gone.folder.path() / "gone.csv";
  CHECK(complaint(gone).find("gone.csv: The file cannot be read — look at its name") !=
        std::string::npos);
  gone.command.log = gone.folder.path();
  CHECK(complaint(gone).find("This is a folder — name a file") != std::string::npos);
  // What is wrong in a log is said with the file and the line.
  const Room bad(std::string(kHeader) + "1,1700000000000,9,0,5000\n");
  CHECK(complaint(bad).starts_with("attache: " + bad.command.log.string() + ", "));
}

TEST_CASE("a file of weights that has none is refused, and why is said") {
  const Room room(three_that_count());
  const auto complaint = [&](const std::string& text) {
    const std::string file = room.write("weights", text);
    const auto weights = read_weights(file);
    REQUIRE_FALSE(weights);
    CHECK(weights.error().where.starts_with(file));
    return weights.error().what;
  };
  CHECK(complaint("{") == "There are no weights in it");
  CHECK(complaint("{}") == "There are no weights in it");
  CHECK(complaint("{\"weights\": 3}") == "There are no weights in it");
  CHECK(complaint("{\"weights\": [\"a\"]}") == "One of the weights is not a number");
  CHECK(complaint("{\"model\": \"x\", \"weights\": []}") ==
        "\"x\" is not a memory model");
  CHECK(complaint("{\"model\": \"fsrs-7\", \"weights\": [1]}") ==
        "There are 1 numbers where 34 belong");
  CHECK(complaint("0.2, x") == "\"x\" is not a number");
  CHECK_FALSE(read_weights(room.folder.path().string()));
}

TEST_CASE("the models that can be evaluated have their names") {
  for (const char* name : {"fsrs-6", "fsrs-7", "sm-2", "constant", "all"})
    CHECK(can_be_evaluated(name));
  CHECK_FALSE(can_be_evaluated("fsrs-8"));
  CHECK_FALSE(can_be_evaluated(""));
}
