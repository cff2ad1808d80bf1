#include "cli/evaluate.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/log_files.h"
#include "cli/phrases.h"
#include "cli/run.h"
#include "memory/evaluation.h"
#include "memory/fitting.h"
#include "memory/review_histories.h"

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 4> kModels{"fsrs-6", "fsrs-7", "sm-2", "constant"};

/// How one model did.
struct Verdict {
  std::string model;
  std::optional<ModelWeights> weights;
  Scores scores;
  std::vector<CalibrationRow> table;
};

/// Foretells a log by the models that are asked for.
class Evaluation {
 public:
  Evaluation(const EvaluateCommand& command,
             ReviewLog log,
             const StudyCalendar& calendar,
             std::optional<ModelWeights> weights)
      : command_(command),
        log_(std::move(log)),
        histories_(review_histories(log_, calendar)),
        weights_(std::move(weights)) {
    if (!command_.last) return;
    // What the last share is, is counted in rows of the log, as 'optimize --first' does.
    const ReviewLog before = first_rows(log_, 1 - *command_.last);
    if (!before.empty()) tail_after_ = before.back().at;
    std::uint32_t end = 0;
    for (std::size_t i = 0; i < histories_.review_count(); ++i)
      if (!is_in_tail(histories_.log_row[i]))
        end = std::max(end, histories_.order[i] + 1);
    training_ = earlier_part(histories_, end);
  }

  [[nodiscard]] std::size_t rows() const { return log_.size(); }

  Result<Verdict> judge(std::string_view model) {
    Verdict verdict{std::string(model), {}, {}, {}};
    std::vector<Prediction> foretold;
    if (command_.splits) {
      foretold = split_by_time(
          histories_, [&](const ReviewHistories& past) { return fitted(model, past); },
          *command_.splits);
      if (foretold.empty())
        return fail("There are too few reviews for so many parts", command_.log.string(),
                    "leave --splits out");
    } else {
      if (const auto kind = model_named(model)) verdict.weights = weights_of(*kind);
      foretold = foretell(model, verdict.weights);
      keep_tail(foretold);
    }
    if (command_.recency) weigh_by_recency(foretold);
    verdict.scores = scores_of(foretold);
    verdict.table = calibration(foretold);
    return verdict;
  }

 private:
  [[nodiscard]] bool is_in_tail(std::uint32_t row) const {
    return !tail_after_ || log_[row].at > *tail_after_;
  }

  [[nodiscard]] ModelWeights weights_of(ModelKind kind) const {
    return weights_ && weights_->model == kind ? *weights_ : default_weights(kind);
  }

  [[nodiscard]] std::vector<Prediction> foretell(
      std::string_view model, const std::optional<ModelWeights>& weights) const {
    if (weights) return predictions(*model_with(*weights), histories_);
    if (model == "sm-2") return sm2_predictions(histories_);
    return constant_predictions(histories_, command_.last ? training_ : histories_);
  }

  [[nodiscard]] std::vector<Prediction> fitted(std::string_view model,
                                               const ReviewHistories& past) const {
    const auto kind = model_named(model);
    if (!kind)
      return model == "sm-2" ? sm2_predictions(histories_)
                             : constant_predictions(histories_, past);
    FitOptions options;
    options.model = *kind;
    const auto fit_to_past = fit(past, options);  // never stopped
    return predictions(
        *model_with(fit_to_past ? fit_to_past->weights : default_weights(*kind)),
        histories_);
  }

  void keep_tail(std::vector<Prediction>& foretold) const {
    std::erase_if(foretold, [&](const Prediction& prediction) {
      return !is_in_tail(prediction.log_row);
    });
  }

  const EvaluateCommand& command_;
  ReviewLog log_;
  ReviewHistories histories_;
  ReviewHistories training_;  ///< what was before the tail
  std::optional<Instant> tail_after_;
  std::optional<ModelWeights> weights_;
};

std::string percent(double share) {
  return fmt::format("{:.1f} %", share * 100);
}

void print_table(const Verdict& verdict, std::ostream& out) {
  fmt::print(out, "\nCalibration of {}\n  predicted  recalled   reviews\n",
             verdict.model);
  for (const CalibrationRow& row : verdict.table)
    fmt::print(out, "  {:>9}{:>10}{:>10}\n", percent(row.predicted),
               percent(row.recalled), row.reviews);
}

void print_verdicts(const std::vector<Verdict>& verdicts,
                    std::size_t rows,
                    std::ostream& out) {
  const Scores& any = verdicts.front().scores;
  fmt::print(out, "{} of {}; {} recalled.\n\n",
             counted(static_cast<long>(any.reviews), "review counts", "reviews count"),
             counted(static_cast<long>(rows), "answer", "answers"),
             percent(any.recalled));
  fmt::print(out, "  model      log loss   RMSE(bins)      AUC   predicted\n");
  for (const Verdict& verdict : verdicts) {
    const Scores& scores = verdict.scores;
    fmt::print(out, "  {:<9}{:>10.4f}{:>13.4f}{:>9}{:>12}\n", verdict.model,
               scores.log_loss, scores.rmse_bins,
               scores.auc ? fmt::format("{:.4f}", *scores.auc) : "none",
               percent(scores.predicted));
  }
  for (const Verdict& verdict : verdicts)
    print_table(verdict, out);
}

Json json_of(const Verdict& verdict, std::size_t rows) {
  const Scores& scores = verdict.scores;
  Json table = Json::array();
  for (const CalibrationRow& row : verdict.table)
    table.push_back({{"predicted", row.predicted},
                     {"recalled", row.recalled},
                     {"reviews", row.reviews}});
  return {{"model", verdict.model},
          {"weights", verdict.weights ? Json(verdict.weights->values) : Json()},
          {"reviews", rows},
          {"scored", scores.reviews},
          {"log_loss", scores.log_loss},
          {"rmse_bins", scores.rmse_bins},
          {"auc", scores.auc ? Json(*scores.auc) : Json()},
          {"predicted", scores.predicted},
          {"recalled", scores.recalled},
          {"calibration", table}};
}

/// The models to judge; fails where the weights belong to none of them.
Result<std::vector<std::string_view>> models_of(
    const EvaluateCommand& command, const std::optional<ModelWeights>& weights) {
  if (command.model == "all")
    return std::vector<std::string_view>(kModels.begin(), kModels.end());
  const std::string_view of_weights =
      name_of(weights ? weights->model : ModelKind::kFsrs6);
  if (command.model.empty()) return std::vector{of_weights};
  if (weights && command.model != of_weights)
    return fail(
        fmt::format("The weights are for {} and not for {}", of_weights, command.model),
        "--weights", fmt::format("leave --model {} out", command.model));
  return std::vector<std::string_view>{command.model};
}

Result<void> carry_out(const EvaluateCommand& command,
                       const StudyCalendar& calendar,
                       Console& console) {
  std::optional<ModelWeights> weights;
  if (command.weights) {
    auto read = read_weights(*command.weights);
    if (!read) return read.unexpected();
    weights = std::move(*read);
  }
  const auto models = models_of(command, weights);
  if (!models) return models.unexpected();
  auto log = read_log(command.log);
  if (!log) return log.unexpected();
  Evaluation evaluation(command, std::move(*log), calendar, std::move(weights));
  std::vector<Verdict> verdicts;
  for (const std::string_view model : *models) {
    auto verdict = evaluation.judge(model);
    if (!verdict) return verdict.unexpected();
    if (verdict->scores.reviews == 0)
      return fail("No review counts", command.log.string(),
                  "a card must be asked on two days at least");
    verdicts.push_back(std::move(*verdict));
  }
  if (!command.json) {
    print_verdicts(verdicts, evaluation.rows(), console.out);
    return {};
  }
  Json json = Json::array();
  for (const Verdict& verdict : verdicts)
    json.push_back(json_of(verdict, evaluation.rows()));
  fmt::print(console.out, "{}\n", (command.model == "all" ? json : json.front()).dump(2));
  return {};
}

}  // namespace

int evaluate(const EvaluateCommand& command,
             const StudyCalendar& calendar,
             Console& console) {
  const auto done = carry_out(command, calendar, console);
  return done ? 0 : failed(console, done.error());
}

bool can_be_evaluated(const std::string& model) {
  return model == "all" ||
         std::find(kModels.begin(), kModels.end(), model) != kModels.end();
}

}  // namespace attache::cli
