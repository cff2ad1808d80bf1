#pragma once
// The table of one round: a mock exam, a match or a timeline, kept on the disk at every
// step.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/store.h"
#include "study/round_marks.h"
#include "study/round_state.h"
#include "trainer/learner.h"
#include "trainer/round_shown.h"

namespace attache {

/// Every action takes the instant at which it happens; `Learner::renew_day` comes before.
/// On an error nothing has changed but the clock. Once it is finished, actions do
/// nothing.
class Round {
 public:
  /// Deals a new one and writes it. The learner is borrowed. Fails if there is nothing to
  /// ask.
  static Result<Round> begin(Learner& learner, const RoundPlan& plan, Instant at);
  /// Lays one again that was left; fails if nothing of it is left in the decks.
  static Result<Round> resume(Learner& learner, const KeptRound& kept, Instant at);

  [[nodiscard]] const RoundShown& shown() const { return shown_; }
  /// How many questions there were to choose from.
  [[nodiscard]] int available() const { return available_; }

  Result<void> answer(const Response& response, Instant at);
  Result<void> toggle_flag(Instant at);
  Result<void> go_to(std::size_t place, Instant at);
  Result<void> try_pair(std::size_t left, std::size_t right, Instant at);
  Result<void> hand_in(Instant at);
  /// Lets the clock run up to `at`, and hands in when the time has run out.
  Result<void> refresh(Instant at);
  /// Writes the clock, for a round that is left.
  Result<void> pause(Instant at);
  /// Takes it from the disk, unless it is finished.
  Result<void> abandon();

 private:
  Round(Learner& learner, KeptRound row, RoundState state, Instant at);

  [[nodiscard]] double days_for(const Question& question) const;
  void deal_exam(const std::vector<Candidate>& candidates, Chance& chance);
  void deal_match(const std::vector<Candidate>& candidates, Chance& chance);
  void deal_timeline(const std::vector<Candidate>& candidates, Chance& chance);
  void lay();
  [[nodiscard]] bool lay_question(std::size_t question);
  [[nodiscard]] std::string print_of(std::size_t question) const;
  void mend();
  void leave_out(std::size_t question);
  Result<void> look_up_best();

  void run_clock(Instant at);
  [[nodiscard]] bool time_is_up() const;
  template <class Change>
  Result<void> change(Instant at, const Change& change);
  Result<void> keep(const RoundState& state);
  Result<void> finish(RoundState state, Instant at);

  void show();
  void show_match();
  void show_timeline();

  Learner* learner_;
  KeptRound row_;
  RoundState state_;
  RoundTable table_;
  RoundShown shown_;
  int available_ = 0;
  Instant looked_at_{};  ///< up to then the clock has run
  Millis kept_used_{};   ///< the clock as it is on the disk
};

}  // namespace attache
