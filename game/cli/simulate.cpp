#include "cli/simulate.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "base/chance.h"
#include "cli/log_files.h"
#include "cli/phrases.h"
#include "cli/run.h"
#include "memory/evaluation.h"
#include "memory/simulation.h"
#include "study/review_csv.h"

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kMisspecified = "misspecified";
constexpr int kHundredYears = 36500;

/// What the log itself does not tell.
struct Told {
  std::size_t cards = 0;
  long days = 0;
  std::size_t scored = 0;  ///< reviews that count
  double log_loss = 0;     ///< of the true chances
  double minutes = 0;      ///< all answers together
};

Result<SimulatedStudent> student_of(const SimulateCommand& command, Chance& chance) {
  SimulatedStudent student;
  const bool misspecified = command.truth == kMisspecified;
  // What fits no model best is made from the richer one.
  const ModelKind kind = model_named(command.truth).value_or(ModelKind::kFsrs7);
  student.truth = drawn_weights(kind, chance);
  if (misspecified) {
    student.distortion = {0.5, 0.3, 0.02, 0.03};
    student.hard_when_forgotten = 0.05;
  }
  if (!command.weights) return student;
  auto weights = read_weights(*command.weights);
  if (!weights) return weights.unexpected();
  if (!misspecified && weights->model != kind)
    return fail(fmt::format("The weights are for {} and not for {}",
                            name_of(weights->model), command.truth),
                "--weights", fmt::format("add --truth {}", name_of(weights->model)));
  student.truth = std::move(*weights);
  return student;
}

Result<SimulationPlan> plan_of(const SimulateCommand& command) {
  SimulationPlan plan;
  if (command.believed) {
    auto weights = read_weights(*command.believed);
    if (!weights) return weights.unexpected();
    plan.settings.weights = std::move(*weights);
  }
  plan.settings.desired_retention = command.retention;
  plan.minutes_a_day = command.minutes;
  plan.reviews = command.reviews.value_or(0);
  plan.days = command.days.value_or(command.reviews ? kHundredYears : 365);
  // Nine answers a card or so in the first year.
  const std::int64_t enough = std::clamp<std::int64_t>(plan.reviews / 9, 1, 100'000'000);
  plan.cards = command.cards.value_or(command.reviews ? static_cast<int>(enough) : 1000);
  plan.new_a_day = command.new_a_day.value_or(std::max(10, plan.cards / 365));
  if (!command.faithful) plan.attendance = {0.05, 0.1, 0.05, 0.1, 0.02};
  return plan;
}

Told told_by(const Simulation& simulation, const StudyCalendar& calendar) {
  const ReviewHistories histories = review_histories(simulation.log, calendar);
  auto foretold = constant_predictions(histories, {});
  for (Prediction& prediction : foretold)
    prediction.chance = simulation.chances[prediction.log_row];
  Told told;
  told.cards = histories.card_count();
  told.scored = foretold.size();
  told.log_loss = scores_of(foretold).log_loss;
  if (!simulation.log.empty())
    told.days = (calendar.day_of(simulation.log.back().at) -
                 calendar.day_of(simulation.log.front().at))
                    .count() +
                1;
  for (const LoggedReview& review : simulation.log)
    told.minutes += static_cast<double>(review.duration.count()) / 60'000;
  return told;
}

void print_told(const SimulateCommand& command,
                const ModelWeights& truth,
                const Told& told,
                std::size_t answers,
                std::uint64_t seed,
                std::ostream& out) {
  if (command.json) {
    const Json json{{"reviews", answers},
                    {"cards", told.cards},
                    {"days", told.days},
                    {"minutes", told.minutes},
                    {"truth", command.truth},
                    {"model", name_of(truth.model)},
                    {"weights", truth.values},
                    {"scored", told.scored},
                    {"log_loss", told.log_loss},
                    {"seed", seed},
                    {"file", command.out->string()}};
    fmt::print(out, "{}\n", json.dump(2));
    return;
  }
  fmt::print(out, "{} to {} on {}, {:.1f} minutes a day: {}\n",
             counted(static_cast<long>(answers), "answer", "answers"),
             counted(static_cast<long>(told.cards), "card", "cards"),
             counted(told.days, "day", "days"),
             told.minutes / static_cast<double>(std::max(told.days, 1L)),
             command.out->string());
  fmt::print(out, "The truth: {}{}\n", weights_text(truth),
             command.truth == kMisspecified ? ", distorted" : "");
  fmt::print(out, "Log loss of the true chances: {:.4f} ({})\n", told.log_loss,
             counted(static_cast<long>(told.scored), "review counts", "reviews count"));
  fmt::print(out, "To repeat it: --seed {}\n", seed);
}

Result<void> carry_out(const SimulateCommand& command,
                       std::uint64_t seed,
                       Console& console) {
  const Chance chance(seed);
  Chance drawing = chance.derive("weights");
  const auto student = student_of(command, drawing);
  if (!student) return student.unexpected();
  const auto plan = plan_of(command);
  if (!plan) return plan.unexpected();
  const Simulation simulation = attache::simulate(*student, *plan, chance.derive("days"));
  if (!command.out) {
    fmt::print(console.out, "{}", review_csv(simulation.log));
    return {};
  }
  if (auto written = write_log(*command.out, simulation.log); !written) return written;
  const auto calendar = calendar_of_log({});
  if (!calendar) return calendar.unexpected();
  print_told(command, student->truth, told_by(simulation, *calendar),
             simulation.log.size(), seed, console.out);
  return {};
}

}  // namespace

int simulate(const SimulateCommand& command, std::uint64_t seed, Console& console) {
  const auto done = carry_out(command, seed, console);
  return done ? 0 : failed(console, done.error());
}

bool can_be_simulated(const std::string& truth) {
  return truth == kMisspecified || model_named(truth).has_value();
}

}  // namespace attache::cli
