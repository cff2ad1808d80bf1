#pragma once
// What the Settings screen says, and the steps by which its numbers go up and down.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "memory/retention_advice.h"
#include "study/own_fit.h"

namespace attache::window {

// --- numbers and their steps

/// What a desired retention means, in one sentence.
[[nodiscard]] std::string retention_sentence(double retention);
/// The neighbouring value on the steps that a stepper walks.
[[nodiscard]] int next_interval_limit(int days, int by);
[[nodiscard]] int next_new_per_day(int number, int by);
[[nodiscard]] int next_minutes_a_day(int minutes, int by);
[[nodiscard]] std::string counted_years(int days);  ///< "5 years"
/// How long the longest wait is, where it is more than a year: "about 5 years"; else
/// nothing.
[[nodiscard]] std::string long_wait_text(int days);

/// Full, half, none, and full again; any other share goes to the next lower one of these.
[[nodiscard]] int next_easy_share(int percent);
[[nodiscard]] std::string easy_share_text(
    int percent);  ///< "full", "half", "none", "75 %"

// --- what knowing more costs

/// "1,234".
[[nodiscard]] std::string grouped(long long number);
/// "12 min", "1.6 min", "less than 0.1 min".
[[nodiscard]] std::string cost_minutes_text(double minutes);
/// "90 %: 12 min a day, 870 of 1,000 known after a year".
[[nodiscard]] std::string cost_words(const RetentionPoint& point,
                                     const RetentionSituation& situation);
/// What the figures are for, and where they come from.
[[nodiscard]] std::string cost_basis_words(const RetentionSituation& situation,
                                           std::size_t answers);
/// With fewer answers the usual figures decide.
inline constexpr std::size_t kFewAnswers = 100;

// --- fitting

/// What is remembered of the fit whose weights are in use.
struct KeptFit {
  std::size_t answers = 0;
  StudyDay day{};
  bool operator==(const KeptFit&) const = default;
};
/// As text for `Trainer::remember`, and back.
[[nodiscard]] std::string kept_fit_text(const KeptFit& fit);
[[nodiscard]] std::optional<KeptFit> kept_fit_from(
    const std::optional<std::string>& text);

/// They are those that a model has without any fitting.
[[nodiscard]] bool are_usual(const ModelWeights& weights);
/// "In use: the usual memory." "In use: fitted to 3,214 answers on 3 August."
[[nodiscard]] std::string in_use_words(const ModelWeights& weights,
                                       const std::optional<KeptFit>& fit,
                                       StudyDay today);
/// What came of fitting.
[[nodiscard]] std::string fit_words(const FitOutcome& outcome);

}  // namespace attache::window
