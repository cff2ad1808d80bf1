#include "cli/optimize.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "cli/log_files.h"
#include "cli/phrases.h"
#include "cli/run.h"
#include "memory/fitting.h"
#include "memory/review_histories.h"
#include "study/own_fit.h"

namespace attache::cli {
namespace {

using Json = nlohmann::ordered_json;

/// A fit, how long it took and how well it describes the log it was made from.
struct Outcome {
  Fitted fitted;
  double milliseconds = 0;
  double loss_before = 0;  ///< mean log loss with the default weights
  double loss = 0;
};

void show_progress(Console& console, double share) {
  fmt::print(console.err, "\rFitting {:3.0f} %", share * 100);
  console.err.flush();
}

Result<Outcome> fit_to(const ReviewHistories& histories,
                       FitOptions options,
                       Console& console) {
  if (console.interactive)
    options.progress = [&console](double share) {
      show_progress(console, share);
      return true;
    };
  const auto begin = std::chrono::steady_clock::now();
  auto fitted = fit(histories, options);
  const std::chrono::duration<double, std::milli> took =
      std::chrono::steady_clock::now() - begin;
  if (console.interactive) fmt::print(console.err, "\r             \r");
  if (!fitted) return fitted.unexpected();
  Outcome outcome{std::move(*fitted), took.count(), 0, 0};
  outcome.loss_before = mean_log_loss(histories, default_weights(options.model));
  outcome.loss = mean_log_loss(histories, outcome.fitted.weights);
  return outcome;
}

void print_outcome(const Outcome& outcome, std::ostream& out) {
  fmt::print(out,
             "{} in {:.1f} ms. Log loss {:.4f}, with the usual weights {:.4f}.\n\n{}\n",
             counted(static_cast<long>(outcome.fitted.reviews), "review fitted",
                     "reviews fitted"),
             outcome.milliseconds, outcome.loss, outcome.loss_before,
             weights_text(outcome.fitted.weights));
}

Unexpected no_such_model(const std::string& name) {
  return fail(fmt::format("\"{}\" is not a memory model that can be fitted", name),
              "--model", "write fsrs-6 or fsrs-7");
}

/// What came of fitting to the learner's own answers, in words.
std::string own_words(const FitOutcome& outcome, bool look_only) {
  if (outcome.held_out < kLeastHeldOut)
    return "There are too few answers yet to tell whether other weights are better. "
           "Nothing was changed.";
  const std::string losses = fmt::format(
      "Over your last {} that count, log loss {:.4f} with the best weights found, {:.4f} "
      "with those in use until now.",
      counted(static_cast<long>(outcome.held_out), "answer", "answers"),
      outcome.loss_fitted, outcome.loss_in_use);
  if (!outcome.better)
    return "No weights predict your answers better than those in use. Nothing was "
           "changed. " +
           losses;
  return fmt::format("{} {} {}",
                     look_only ? "Better weights were found."
                               : "Fitted to your answers. All due days were set anew.",
                     losses, weights_text(outcome.weights));
}

Result<void> reset_own(Trainer& trainer, Console& console) {
  auto taken = trainer.take_weights(default_weights(ModelKind::kFsrs6));
  if (taken) fmt::print(console.out, "Back to the usual weights.\n");
  return taken;
}

Result<void> fit_own(const OptimizeCommand& command, Trainer& trainer, Console& console) {
  if (command.reset) return reset_own(trainer, console);
  auto task = trainer.fit_task();
  if (!task) return task.unexpected();
  if (command.model) {
    const auto model = model_named(*command.model);
    if (!model) return no_such_model(*command.model);
    task->models = {*model};
  }
  std::function<bool(double)> progress;
  if (console.interactive)
    progress = [&console](double share) {
      show_progress(console, share);
      return true;
    };
  const auto outcome = fit_own_log(*task, progress);
  if (console.interactive) fmt::print(console.err, "\r             \r");
  if (!outcome) return outcome.unexpected();
  if (outcome->better && !command.look_only)
    if (auto taken = trainer.take_fit(*outcome); !taken) return taken;
  if (!command.json) {
    fmt::print(console.out, "{}\n", own_words(*outcome, command.look_only));
    return {};
  }
  const Json json{{"better", outcome->better},
                  {"taken", outcome->better && !command.look_only},
                  {"model", name_of(outcome->weights.model)},
                  {"weights", outcome->weights.values},
                  {"answers", outcome->answers},
                  {"held_out", outcome->held_out},
                  {"log_loss_in_use", outcome->loss_in_use},
                  {"log_loss_fitted", outcome->loss_fitted}};
  fmt::print(console.out, "{}\n", json.dump(2));
  return {};
}

Result<void> carry_out(const OptimizeCommand& command,
                       const StudyCalendar& calendar,
                       Console& console) {
  const auto model = model_named(command.model.value_or("fsrs-6"));
  if (!model) return no_such_model(*command.model);
  auto log = read_log(*command.log);
  if (!log) return log.unexpected();
  if (command.first) *log = first_rows(*log, *command.first);
  FitOptions options;
  options.model = *model;
  options.threads = std::max(command.threads, 1);
  const auto outcome = fit_to(review_histories(*log, calendar), options, console);
  if (!outcome) return outcome.unexpected();
  if (outcome->fitted.reviews == 0)
    return fail("There is no review in the log that counts", command.log->string(),
                "a card must be asked on two days at least");
  if (!command.json) {
    print_outcome(*outcome, console.out);
    return {};
  }
  const Json json{
      {"model", name_of(*model)},           {"weights", outcome->fitted.weights.values},
      {"reviews", outcome->fitted.reviews}, {"fit_ms", outcome->milliseconds},
      {"log_loss", outcome->loss},          {"log_loss_before", outcome->loss_before}};
  fmt::print(console.out, "{}\n", json.dump(2));
  return {};
}

int exit_code(const Result<void>& done, Console& console) {
  return done ? 0 : failed(console, done.error());
}

}  // namespace

int optimize(const OptimizeCommand& command,
             const StudyCalendar& calendar,
             Console& console) {
  return exit_code(carry_out(command, calendar, console), console);
}

int optimize_own(const OptimizeCommand& command, Trainer& trainer, Console& console) {
  return exit_code(fit_own(command, trainer, console), console);
}

}  // namespace attache::cli
