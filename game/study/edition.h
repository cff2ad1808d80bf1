#pragma once
// What changed in a deck since it was looked at last: its questions as they were, and as
// they are.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cards/deck_book.h"

namespace attache {

/// A question as one edition of its deck has it. All texts are plain.
struct EditionQuestion {
  QuestionId id;
  int meaning = 1;
  std::string wording;    ///< what is asked, without options
  std::string answer;     ///< what is right
  std::string statement;  ///< of a fact: the sentence that says it; of a card: empty
  bool operator==(const EditionQuestion&) const = default;
};

/// All questions of an edition, in the order of their ids.
struct Edition {
  int number = 1;
  std::vector<EditionQuestion> questions;
  bool operator==(const Edition&) const = default;
};

/// The edition that lies on the shelf. Follows from the deck alone.
[[nodiscard]] Edition edition_of(const DeckBook& book);

/// A number that is the same for two decks of which `edition_of` gives the same
/// questions. The reverse does not hold: it looks at everything that goes into questions,
/// without putting any, and so takes little time.
[[nodiscard]] std::uint64_t edition_fingerprint(const Deck& deck);

/// An edition as JSON, and back. Fails for a text that is not one.
[[nodiscard]] std::string edition_text(const Edition& edition);
[[nodiscard]] Result<Edition> read_edition(std::string_view text);

enum class ChangeKind {
  kAdded,
  kReworded,   ///< put or answered in other words that mean the same
  kNewAnswer,  ///< the right answer means something else: it has to be learned anew
  kRemoved
};
[[nodiscard]] const char* name_of(ChangeKind kind);  ///< "added", "reworded",
                                                     ///< "new-answer", "removed"

struct QuestionChange {
  ChangeKind kind = ChangeKind::kAdded;
  QuestionId question;
  std::optional<EditionQuestion> before;  ///< none of an added one
  std::optional<EditionQuestion> after;   ///< none of a removed one
  bool operator==(const QuestionChange&) const = default;
};

/// What is other in `now` than in `before`, by kind in the order of `ChangeKind`, then by
/// question. Two facts that trade their ids are two changes: progress belongs to ids.
[[nodiscard]] std::vector<QuestionChange> changes_between(const Edition& before,
                                                          const Edition& now);

/// How many of each kind.
struct ChangeCounts {
  int added = 0;
  int reworded = 0;
  int new_answer = 0;
  int removed = 0;
  [[nodiscard]] int total() const { return added + reworded + new_answer + removed; }
  bool operator==(const ChangeCounts&) const = default;
};
[[nodiscard]] ChangeCounts counts_of(const std::vector<QuestionChange>& changes);
/// "3 new, 1 reworded, 1 with a new answer, 2 removed"; leaves out what is nought.
[[nodiscard]] std::string change_phrase(const ChangeCounts& counts);

}  // namespace attache
