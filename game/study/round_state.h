#pragma once
// A round that is under way, as it is kept on the disk: enough to lay it again after a
// crash.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "study/round.h"

namespace attache {

/// What there was to choose from, or to put in order, when an answer was given: the
/// answer means nothing without it.
struct Listing {
  Form form = Form::kChoice;
  std::string stem;
  std::vector<Option> options;
  std::vector<std::size_t> depths;  ///< form place
  std::vector<std::string> items;
  std::vector<std::string> counterparts;
  std::vector<std::size_t> key;
  std::string answer;
  bool operator==(const Listing&) const = default;
};
/// What a prompt lists; nothing where the answer is typed.
[[nodiscard]] std::optional<Listing> listing_of(const Prompt& prompt);
/// Makes a prompt list again what was listed. Where the same is to be chosen from now,
/// what is right stays what the prompt says: the deck may have been mended.
void put_back(const Listing& listing, Prompt& prompt);

/// One question of a round under way; in a match or a timeline, the one that stands for a
/// pair or an event.
struct RoundQuestion {
  QuestionId id;
  Form form = Form::kRecall;  ///< that it was put in
  std::string shown;  ///< fingerprint of what was shown, to notice a deck that changed
  /// Match: `chosen` are the questions whose right sides were tried with its left side,
  /// in order; the last is its own once it is found.
  Response response;
  /// Mock exam: what was listed when it was answered, in case the deck changes.
  std::optional<Listing> listing;
  int meaning = 0;    ///< that it had when it was shown; 0 is not known
  bool seen = false;  ///< it was on the table
  bool flagged = false;
  Millis spent{};
  bool operator==(const RoundQuestion&) const = default;
};

struct RoundState {
  RoundPlan plan;
  std::uint64_t seed = 0;  ///< what the questions are put with
  std::vector<RoundQuestion> questions;
  /// Indexes of questions. Match: whose right side stands in each place. Timeline: as the
  /// student has arranged them.
  std::vector<std::size_t> order;
  std::size_t at = 0;                ///< the question on the table
  Millis used{};                     ///< time that the round was open
  std::vector<std::string> notices;  ///< what the student was told about it
  bool operator==(const RoundState&) const = default;
};

[[nodiscard]] std::string round_state_json(const RoundState& state);
/// Fails for anything that `round_state_json` did not write.
[[nodiscard]] Result<RoundState> read_round_state(std::string_view json);

/// Match: whether the pair of a question is found; how many pairs were tried, and how
/// many of those were wrong.
[[nodiscard]] bool is_found(const RoundState& state, std::size_t question);
[[nodiscard]] int tries(const RoundState& state);
[[nodiscard]] int wrong_tries(const RoundState& state);

/// What stands for all that a student sees of a prompt before it is answered.
[[nodiscard]] std::string fingerprint(const Prompt& prompt);

}  // namespace attache
