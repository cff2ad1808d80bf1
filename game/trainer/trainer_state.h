#pragma once
// What a trainer holds: the learner, and what lies on the table.

#include <memory>
#include <optional>

#include "trainer/browser.h"
#include "trainer/learner.h"
#include "trainer/progress.h"
#include "trainer/round.h"
#include "trainer/sitting.h"
#include "trainer/trainer.h"

namespace attache {

struct Trainer::State {
  std::unique_ptr<Learner> learner;
  std::optional<Sitting> sitting;
  std::optional<Round> round;  ///< only one of the two lies on the table
  /// Decks that have left the shelf at the last reading: a face may show them for one
  /// more frame.
  std::vector<DeckBook> retired;

  Browser browser;
  Progress progress;
  /// The last thing that was done to many questions.
  struct CarriedOut {
    std::string name;
    ManyChanged changed;
  };
  std::optional<CarriedOut> carried_out;

  /// The one look at the clock that an action takes: the study day may be another one.
  Result<Instant> look_at_clock() {
    const Instant at = learner->now();
    const auto renewed = learner->renew_day(at);
    if (!renewed) return renewed.unexpected();
    if (*renewed && sitting) sitting->renew_queue(at);
    return at;
  }

  /// Carries out an action of the sitting at the present instant.
  template <class Act>
  Result<void> act(const Act& action) {
    const auto at = look_at_clock();
    if (!at) return at.unexpected();
    return action(*sitting, *at);
  }

  /// Carries out an action of the round, if there is one, at the present instant.
  template <class Act>
  Result<void> act_in_round(const Act& action) {
    if (!round) return {};
    const auto at = look_at_clock();
    if (!at) return at.unexpected();
    return action(*round, *at);
  }

  /// Writes the clock of a round, if there is one, so that it can be left.
  Result<void> pause_round(Instant at) {
    return round ? round->pause(at) : Result<void>();
  }
  /// Takes a round from the table, its clock written.
  Result<void> leave_round(Instant at) {
    auto paused = pause_round(at);
    if (paused) round.reset();
    return paused;
  }

  [[nodiscard]] DeckSummary summary_of(const DeckBook& book) const;
  [[nodiscard]] std::vector<ShownExam> shown_exams() const;
  /// The exams are others now: what is asked in a running sitting may be too.
  void look_again(Instant at) {
    if (!sitting) return;
    sitting->renew_queue(at);
    sitting->refresh(at);
  }
};

}  // namespace attache
