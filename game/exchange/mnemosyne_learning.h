#pragma once
// What Mnemosyne knows of a learner, in our terms. Mnemosyne grades 0 to 5; below 2 a
// card is not learned yet, -1 means never seen.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exchange/imported.h"

namespace attache::exchange {

/// Our rating for a grade: 0 and 1 again, 2 hard, 3 and 4 good, 5 easy.
[[nodiscard]] Rating rating_of_grade(int grade);

/// Where a card stands. Times are seconds since 1970; below 1: never.
struct MnemosyneState {
  int grade = -1;
  std::int64_t last = 0;
  std::int64_t next = 0;
  int repetitions = 0;
  int lapses = 0;
};
/// The change that brings a question there; nothing for a card that was never seen.
[[nodiscard]] std::optional<ManualChange> change_of(const MnemosyneState& state,
                                                    const StudyCalendar& calendar);

/// Gathers answers and states by question, and sorts them.
class LearnerNotes {
 public:
  void state(const QuestionId& question, const ManualChange& change);
  void answer(const QuestionId& question, ImportedAnswer answer);
  void hand_over(Imported& imported) &&;

 private:
  struct OfQuestion {
    std::optional<ManualChange> state;
    std::vector<ImportedAnswer> answers;
  };
  std::map<QuestionId, OfQuestion> questions_;
};

}  // namespace attache::exchange
