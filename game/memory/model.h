#pragma once
// What every memory model can tell: a small interface, and its weights as they are kept.
// The sections named below are those of game/memory/README.md.

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace attache {

/// How well an answer went. The numbers are FSRS's and Anki's.
enum class Rating { kAgain = 1, kHard = 2, kGood = 3, kEasy = 4 };
inline constexpr std::array kRatings{Rating::kAgain, Rating::kHard, Rating::kGood,
                                     Rating::kEasy};
[[nodiscard]] const char* name_of(Rating rating);  ///< "again", "hard", "good", "easy"

/// What a model knows of one question. FSRS-6 leaves the fast trace at 0.
struct MemoryState {
  double stability = 0;       ///< FSRS-6: days until recall falls to 90 %; FSRS-7: the
                              ///< slow trace
  double difficulty = 0;      ///< 1..10
  double fast_stability = 0;  ///< FSRS-7: the fast trace
  bool operator==(const MemoryState&) const = default;
};

enum class ModelKind { kFsrs6, kFsrs7 };
inline constexpr std::array kModelKinds{ModelKind::kFsrs6, ModelKind::kFsrs7};
[[nodiscard]] std::string_view name_of(ModelKind model);  ///< "fsrs-6", "fsrs-7"
[[nodiscard]] std::optional<ModelKind> model_named(std::string_view name);

/// Weights with the tag of the model that they belong to: numbers alone would not tell.
struct ModelWeights {
  ModelKind model = ModelKind::kFsrs6;
  std::vector<double> values;
  bool operator==(const ModelWeights&) const = default;
};

/// Smallest and greatest value that a weight may have.
struct Bounds {
  double least = 0;
  double greatest = 0;
};

[[nodiscard]] const ModelWeights& default_weights(ModelKind model);
/// By weight, in order (sections 6 and 9).
[[nodiscard]] std::span<const Bounds> weight_bounds(ModelKind model);
/// Weights of a known length, brought up to date: 17 (FSRS-4.5) and 19 (FSRS-5) become
/// the 21 of FSRS-6 (section 6), those outside today's bounds moved to the edge. Fails
/// for another length, a value that is no number or one outside its bounds, and weights
/// of FSRS-7 that are out of order (section 9.5).
Result<ModelWeights> checked_weights(ModelKind model, std::vector<double> values);
/// "fsrs-6: 0.212, 1.2931, …", and back; numbers alone, separated by blanks or commas,
/// are of FSRS-6 or of an older one. Writing and reading gives the same weights.
[[nodiscard]] std::string weights_text(const ModelWeights& weights);
Result<ModelWeights> parse_weights(std::string_view text);

/// A memory model with its weights. Ratings and states go in, states and chances come
/// out; it never changes.
class MemoryModel {
 public:
  MemoryModel() = default;
  MemoryModel(const MemoryModel&) = default;
  MemoryModel& operator=(const MemoryModel&) = default;
  virtual ~MemoryModel() = default;

  /// Whether elapsed time goes in as whole study days (0: the same day) or as fractions
  /// of a day.
  [[nodiscard]] virtual bool counts_whole_days() const = 0;
  /// State after the first review.
  [[nodiscard]] virtual MemoryState first(Rating rating) const = 0;
  /// State after a later review, `elapsed_days` (>= 0) after the last one.
  [[nodiscard]] virtual MemoryState next(const MemoryState& state,
                                         double elapsed_days,
                                         Rating rating) const = 0;
  /// Chance of recall, 0..1, `elapsed_days` (>= 0; taken as 0 below) after the last
  /// review.
  [[nodiscard]] virtual double recall_chance(const MemoryState& state,
                                             double elapsed_days) const = 0;
  /// Days until recall falls to `desired_retention` (0 < r < 1); neither rounded nor
  /// limited.
  [[nodiscard]] virtual double interval_days(const MemoryState& state,
                                             double desired_retention) const = 0;
};

/// The model that the weights are for. They must be such as `checked_weights` gives.
[[nodiscard]] std::shared_ptr<const MemoryModel> model_with(const ModelWeights& weights);

}  // namespace attache
