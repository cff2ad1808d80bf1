#pragma once
// What the store keeps beside the log: quiz rounds, exams, and the decks as they were
// seen.

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"
#include "study/review.h"

namespace attache {

/// A quiz round, under way or finished.
struct KeptRound {
  std::string uuid;
  std::string kind;  ///< `name_of(RoundKind)`
  Instant started_at{};
  std::optional<Instant> ended_at;  ///< none while it is under way
  std::string state;                ///< JSON; the trainer gives it meaning
  bool operator==(const KeptRound&) const = default;
};

/// An exam that the student studies for.
struct KeptExam {
  std::string uuid;
  std::string content;  ///< JSON; `study/exam.h` gives it meaning
  bool operator==(const KeptExam&) const = default;
};

/// An edition of a deck, as it was when it was seen last.
struct KeptEdition {
  int edition = 1;
  Instant seen_at{};
  std::string content;  ///< the trainer gives it meaning
  bool operator==(const KeptEdition&) const = default;
};

/// Where a question of the log stands, with its number; a new one may have been made so.
struct KeptSchedule {
  QuestionId question;
  std::uint32_t number = 0;
  Schedule schedule;
};

/// An answer, or an entry by hand or one that voids it, with the schedule of its question
/// after it.
struct GivenAnswer {
  Review review;
  Schedule after;
};

}  // namespace attache
