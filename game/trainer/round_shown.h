#pragma once
// What the trainer shows of a round to a face, as plain values.

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "study/round.h"
#include "study/round_games.h"
#include "study/round_report.h"

namespace attache {

/// What came of beginning a round.
struct RoundBegun {
  int questions = 0;  ///< pairs, events
  int available = 0;  ///< how many there were to choose from
};

/// A question of a mock exam.
struct RoundPlace {
  const Question* question = nullptr;
  const DeckBook* book = nullptr;
  Prompt prompt;
  Response response;  ///< as given so far
  bool flagged = false;
  [[nodiscard]] bool answered() const { return !is_empty(response); }
};

/// The table of a match: two columns.
struct MatchShown {
  std::vector<std::string> left;   ///< plain
  std::vector<std::string> right;  ///< plain
  std::vector<std::optional<std::size_t>>
      partner;       ///< of each on the left: its place on the right, once found
  int tries = 0;     ///< pairs tried, right and wrong
  int misses = 0;    ///< wrong ones
  Millis penalty{};  ///< for wrong ones; not part of `RoundShown::used`
  std::optional<std::pair<std::size_t, std::size_t>>
      last_miss;               ///< the last try, if it was wrong: left and right
  std::optional<Millis> best;  ///< the best result before, of the same scope and size
};

/// The events of a timeline, as the student has arranged them.
struct TimelineShown {
  std::vector<TimelineEvent> events;  ///< earliest first, as the student has it
  // Only when it is finished:
  std::vector<std::size_t> right_place;  ///< of each event: where it belongs
  double credit = 0;                     ///< Kendall's tau, at least 0
};

/// The round on the table (mock exam, match, timeline).
struct RoundShown {
  std::string id;
  RoundPlan plan;
  std::vector<RoundPlace> places;  ///< mock exam: the questions, in their order
  std::size_t at = 0;              ///< the one on the table
  std::optional<MatchShown> match;
  std::optional<TimelineShown> timeline;
  Millis used{};               ///< as of the last action or `refresh`
  std::optional<Millis> left;  ///< until it is handed in by itself
  bool finished = false;       ///< handed in; `Trainer::report(id)` has the outcome
  bool time_ran_out = false;
  std::vector<std::string> notices;  ///< what changed in the decks meanwhile

  [[nodiscard]] int answered() const;
};

/// A round that was left and can be taken up again.
struct UnfinishedRound {
  std::string id;
  RoundPlan plan;
  Instant began{};
  int questions = 0;
  int answered = 0;  ///< match: found
  Millis used{};
  std::optional<Millis> left;
};

/// A line in the list of finished rounds.
struct FinishedRound {
  std::string id;
  RoundPlan plan;
  Instant ended{};
  int questions = 0;
  double marks = 0;
  double possible = 0;
  Millis time{};  ///< match: with its penalty
};

}  // namespace attache
