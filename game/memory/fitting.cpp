#include "memory/fitting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "memory/bounded_step.h"
#include "memory/crew.h"
#include "memory/fitting_choices.h"
#include "memory/fitting_evidence.h"
#include "memory/fitting_prior.h"
#include "memory/fitting_sums.h"
#include "memory/outliers.h"

namespace attache {
namespace {

using Parameters = std::vector<double>;
/// In a smaller log every first interval is rare.
constexpr std::uint32_t kLogWithOutliers = 5'000;
/// Steps of one stage at most; some five are usual.
constexpr int kGreatestSteps = 20;
/// Of a stage that starts from weights fitted before.
constexpr int kRefiningSteps = 8;

/// So small a gain is nothing next to what chance does to a log, which is worth half a
/// unit for each weight; and so small a gain for each prediction is nothing to a student.
constexpr double kNegligible = 0.2;
constexpr double kNegligibleEach = 1.5e-5;
/// The first step goes as if the usual spread of weights counted so much more.
constexpr double kFirstDamping = 10;

/// A part of the log that stands for the whole: every `stride`-th piece.
struct Sample {
  std::size_t stride = 1;
  double scale = 1;  ///< by which its sums are multiplied
  Recency recency;
};

/// What is being minimised: the loss of the log and the distance from the usual weights.
class Objective {
 public:
  Objective(const Evidence& log, WeightPrior prior, Crew& crew)
      : log_(log), prior_(std::move(prior)), crew_(crew) {}

  /// Sums with those of the prior added; their `loss` is what is minimised.
  [[nodiscard]] FitSums at(const Parameters& parameters, const Sample& sample) const {
    FitSums sums = evidence(parameters, sample);
    add_prior(parameters, sums);
    return sums;
  }

  /// The log's sums alone.
  [[nodiscard]] FitSums evidence(const Parameters& parameters,
                                 const Sample& sample) const {
    const std::size_t n = parameters.size();
    const std::size_t pieces = (log_.pieces() + sample.stride - 1) / sample.stride;
    std::vector<FitSums> parts(pieces, FitSums(n));
    crew_.run(pieces, [&](std::size_t piece) {
      log_.add(piece * sample.stride, parameters, sample.recency, parts[piece]);
    });
    FitSums sums(n);
    // In the order of the pieces, whoever worked on them.
    for (const FitSums& part : parts)
      sums += part;
    sums *= sample.scale;
    return sums;
  }

  [[nodiscard]] const WeightPrior& prior() const { return prior_; }
  void set_prior(WeightPrior prior) { prior_ = std::move(prior); }
  [[nodiscard]] const Evidence& log() const { return log_; }

 private:
  void add_prior(const Parameters& parameters, FitSums& sums) const {
    const std::size_t n = parameters.size();
    for (std::size_t i = 0; i < n; ++i) {
      double pull = 0;
      for (std::size_t j = 0; j < n; ++j)
        pull += prior_.precision[i * n + j] * (parameters[j] - prior_.mean[j]);
      sums.slope[i] += pull;
      sums.loss += pull * (parameters[i] - prior_.mean[i]) / 2;
    }
    for (std::size_t i = 0; i < n * n; ++i)
      sums.curvature[i] += prior_.precision[i];
  }

  const Evidence& log_;
  WeightPrior prior_;
  Crew& crew_;
};

/// Lets no parameter of a run fall below the one before: neighbours in the wrong order
/// become their mean, weighted by what is known of each (section 10.5).
void put_in_order(const ParameterRun& run, const FitSums& sums, Parameters& parameters) {
  struct Pool {
    double mean;
    double weight;
    std::size_t count;
  };
  std::vector<Pool> pools;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    pools.push_back({parameters[i], sums.curvature[i * parameters.size() + i], 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean > pools.back().mean) {
      const Pool last = pools.back();
      pools.pop_back();
      Pool& pool = pools.back();
      const double weight = pool.weight + last.weight;
      pool.mean = (pool.mean * pool.weight + last.mean * last.weight) / weight;
      pool.weight = weight;
      pool.count += last.count;
    }
  }
  std::size_t i = run.begin;
  for (const Pool& pool : pools)
    for (std::size_t k = 0; k < pool.count; ++k)
      parameters[i++] = pool.mean;
}

/// Walks down to the lowest point (section 10.3).
class Descent {
 public:
  Descent(const Objective& objective, const std::function<bool(double)>& progress)
      : objective_(objective), progress_(progress) {}

  /// False if it was told to stop.
  bool down(Parameters& parameters, const Sample& sample, double from, double to) {
    FitSums here = objective_.at(parameters, sample);
    passes_ += 1.0 / static_cast<double>(sample.stride);
    const double negligible = kNegligible + kNegligibleEach * here.weight;
    const int greatest =
        sample.stride == 1 && passes_ > 1 ? kRefiningSteps : kGreatestSteps;
    for (int i = 0; i < greatest; ++i) {
      const double share = from + (to - from) * (1 - std::pow(0.7, i));
      if (progress_ && !progress_(share)) return false;
      Parameters next = parameters;
      const double promised = step_from(parameters, here, next);
      if (promised < negligible) {
        if (promised > 0) parameters = next;
        return true;
      }
      FitSums there = objective_.at(next, sample);
      passes_ += 1.0 / static_cast<double>(sample.stride);
      const double gained = here.loss - there.loss;
      adapt(gained / promised);
      if (gained > 0) {
        parameters = std::move(next);
        here = std::move(there);
        if (gained < negligible) return true;
      }
    }
    return true;
  }

  [[nodiscard]] int passes() const { return static_cast<int>(std::lround(passes_)); }

 private:
  /// Trusts the bowl more, the better it foretold the gain; not beyond the usual spread
  /// of weights while it did not.
  void adapt(double kept) {
    const bool refused = std::exchange(refused_, kept <= 0);
    if (kept <= 0) {
      damping_ *= 10;
    } else if (kept < 0.25) {
      damping_ *= 2;
    } else if (!refused) {  // else what was refused a moment ago would be tried again
      damping_ = std::max(damping_ / (kept > 0.75 ? 10 : 2), kLeastDamping);
    }
  }

  /// Sets `next`; returns the gain that the bowl at `here` promises.
  double step_from(const Parameters& parameters, const FitSums& here, Parameters& next) {
    const std::size_t n = parameters.size();
    std::vector<double> curvature = here.curvature;
    for (std::size_t i = 0; i < n * n; ++i)
      curvature[i] += damping_ * objective_.prior().precision[i];
    const std::vector<double> step =
        bounded_step(here.slope, curvature, parameters, objective_.prior().bounds);
    for (std::size_t i = 0; i < n; ++i)
      next[i] += step[i];
    for (const ParameterRun& run : objective_.prior().rising)
      put_in_order(run, here, next);
    double promised = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double bend = 0;
      for (std::size_t j = 0; j < n; ++j)
        bend += here.curvature[i * n + j] * (next[j] - parameters[j]);
      promised -= (here.slope[i] + bend / 2) * (next[i] - parameters[i]);
    }
    return promised;
  }

  const Objective& objective_;
  const std::function<bool(double)>& progress_;
  static constexpr double kLeastDamping = 0.01;
  double damping_ = kFirstDamping;
  bool refused_ = false;
  double passes_ = 0;
};

/// A sample of about `fewest` pieces.
Sample sample_of(const Evidence& log, std::size_t fewest) {
  const std::size_t stride = std::max<std::size_t>(log.pieces() / fewest, 1);
  return {stride, static_cast<double>(stride), {}};
}

/// One fit, from the layout of the log to the weights.
class Fit {
 public:
  Fit(const Evidence& log, const FitOptions& options, Crew& crew)
      : options_(options),
        objective_(log,
                   weight_prior(options.model,
                                options.recipe.prior_strength.value_or(kUsualStrength)),
                   crew),
        descent_(objective_, options.progress),
        parameters_(parameters_of(default_weights(options.model))) {}

  /// False if it was told to stop.
  bool run() {
    Recency recency;
    recency.least = options_.recipe.oldest_weight.value_or(1);
    if (!down_in_parts(recency)) return false;
    if (!descent_.down(parameters_, {1, 1, recency}, 0.4, 0.6)) return false;
    return choose_prior(recency) && choose_recency(recency);
  }

  [[nodiscard]] ModelWeights weights() const {
    return weights_of(options_.model, parameters_);
  }
  [[nodiscard]] int passes() const { return descent_.passes(); }

 private:
  /// Fewer predictions say nothing on how much the past should count.
  static constexpr std::size_t kEnough = 2'000;
  /// More predictions outweigh any prior.
  static constexpr std::size_t kPlenty = 5'000;
  static constexpr double kUsualStrength = 2;
  static constexpr std::size_t kParts = 8;

  /// A large log is first looked at in parts. False if it was told to stop.
  bool down_in_parts(const Recency& recency) {
    constexpr std::array<std::size_t, 2> kPieces{24, 96};
    double from = 0;
    for (const std::size_t pieces : kPieces) {
      if (objective_.log().pieces() < 3 * pieces) break;
      Sample sample = sample_of(objective_.log(), pieces);
      sample.recency = recency;
      if (!descent_.down(parameters_, sample, from, from + 0.2)) return false;
      from += 0.2;
    }
    return true;
  }

  /// A small log says how much the usual weights should count; in a large one they hardly
  /// do. False if it was told to stop.
  bool choose_prior(const Recency& recency) {
    if (options_.recipe.prior_strength || objective_.log().scored() > kPlenty)
      return true;
    const double strength =
        chosen_prior_strength(objective_.evidence(parameters_, {1, 1, recency}),
                              weight_prior(options_.model, 1), parameters_);
    if (strength == kUsualStrength) return true;
    objective_.set_prior(weight_prior(options_.model, strength));
    return descent_.down(parameters_, {1, 1, recency}, 0.6, 0.8);
  }

  /// A large log says how much the past should count. False if it was told to stop.
  bool choose_recency(Recency recency) {
    if (options_.recipe.oldest_weight || objective_.log().scored() < kEnough) return true;
    recency.least = chosen_least_weight(parts(), objective_.prior(), parameters_);
    return recency.least == 1 || descent_.down(parameters_, {1, 1, recency}, 0.8, 1);
  }

  /// The sums of equally long parts of the log.
  [[nodiscard]] std::vector<FitSums> parts() const {
    constexpr std::size_t kSomePieces = 48;
    Sample sample = sample_of(objective_.log(), kSomePieces);
    std::vector<FitSums> parts;
    for (std::size_t i = 0; i < kParts; ++i) {
      sample.recency.from = static_cast<double>(i) / kParts;
      sample.recency.to = i + 1 == kParts ? 2 : static_cast<double>(i + 1) / kParts;
      parts.push_back(objective_.evidence(parameters_, sample));
    }
    return parts;
  }

  const FitOptions& options_;
  Objective objective_;
  Descent descent_;
  Parameters parameters_;
};

Unexpected stopped() {
  return fail("Fitting was stopped", "", "the weights in use stay as they are");
}

}  // namespace

Result<Fitted> fit(const ReviewHistories& histories, const FitOptions& options) {
  const auto count = static_cast<std::uint32_t>(histories.review_count());
  Fitted fitted;
  fitted.weights = default_weights(options.model);
  std::vector<std::uint8_t> left_out(histories.card_count(), 0);
  if (options.recipe.leave_out_outliers && count >= kLogWithOutliers) {
    FirstIntervals intervals = first_intervals(histories, count);
    leave_out_rare(intervals);
    left_out = cards_left_out(histories, intervals);
  }
  // A thread more costs as much as it saves on a small log.
  constexpr std::uint32_t kSmallLog = 4'000;
  Crew crew(count < kSmallLog ? 1 : options.threads);
  const Evidence log(histories, options.model, left_out, crew);
  fitted.reviews = log.scored();
  if (fitted.reviews == 0) return fitted;
  Fit run(log, options, crew);
  if (!run.run()) return stopped();
  fitted.weights = run.weights();
  fitted.passes = run.passes();
  return fitted;
}

double mean_log_loss(const ReviewHistories& histories,
                     const ModelWeights& weights,
                     std::uint32_t begin) {
  constexpr double kLeast = 1e-7;
  const auto model = model_with(weights);
  double sum = 0;
  std::size_t scored = 0;
  for (std::size_t card = 0; card < histories.card_count(); ++card) {
    std::size_t i = histories.starts[card];
    MemoryState state = model->first(histories.rating(i));
    for (++i; i < histories.starts[card + 1]; ++i) {
      const double elapsed = model->counts_whole_days()
                                 ? static_cast<double>(histories.days[i])
                                 : static_cast<double>(histories.exact_days[i]);
      if (histories.days[i] > 0 && histories.order[i] >= begin) {
        const double recall =
            std::clamp(model->recall_chance(state, elapsed), kLeast, 1 - kLeast);
        sum -= std::log(histories.ratings[i] > 1 ? recall : 1 - recall);
        ++scored;
      }
      state = model->next(state, elapsed, histories.rating(i));
    }
  }
  return scored == 0 ? 0 : sum / static_cast<double>(scored);
}

Result<Comparison> fit_if_better(const ReviewHistories& histories,
                                 const ModelWeights& in_use,
                                 const FitOptions& options) {
  constexpr double kShare = 0.8;
  const auto begin =
      static_cast<std::uint32_t>(kShare * static_cast<double>(histories.review_count()));
  const auto half = [&](double from) {
    FitOptions part = options;
    if (options.progress)
      part.progress = [&options, from](double share) {
        return options.progress(from + share / 2);
      };
    return part;
  };
  const auto earlier = fit(earlier_part(histories, begin), half(0));
  if (!earlier) return earlier.unexpected();
  Comparison comparison;
  for (std::size_t i = 0; i < histories.review_count(); ++i)
    if (histories.order[i] >= begin && histories.days[i] > 0) ++comparison.held_out;
  comparison.loss_in_use = mean_log_loss(histories, in_use, begin);
  comparison.loss_fitted = mean_log_loss(histories, earlier->weights, begin);
  comparison.better =
      comparison.held_out > 0 && comparison.loss_fitted < comparison.loss_in_use;
  comparison.fitted.weights = in_use;
  if (!comparison.better) return comparison;
  auto whole = fit(histories, half(0.5));
  if (!whole) return whole.unexpected();
  comparison.fitted = *std::move(whole);
  return comparison;
}

}  // namespace attache
