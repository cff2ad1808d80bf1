#pragma once
// Quiz rounds: what a student asks for, which questions are drawn, and what an answer
// earns.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/chance.h"
#include "base/result.h"
#include "base/time.h"
#include "cards/deck_book.h"
#include "study/marking.h"
#include "study/queue.h"

namespace attache {

enum class RoundKind { kQuick, kExam, kMatch, kTimeline };
/// "quick", "exam", "match", "timeline"; written to the store.
[[nodiscard]] const char* name_of(RoundKind kind);
[[nodiscard]] std::optional<RoundKind> round_kind_named(std::string_view name);
/// "Quick quiz", "Mock exam", "Match", "Timeline".
[[nodiscard]] const char* title_of(RoundKind kind);

/// The share of the questions that a topic is to have, in percent (more than 0, at most
/// 100).
struct TopicWeight {
  std::string topic;  ///< "deck/topic", the topics below it included
  double percent = 0;
  bool operator==(const TopicWeight&) const = default;
};

/// What a student asks for.
struct RoundPlan {
  RoundKind kind = RoundKind::kQuick;
  /// "deck" or "deck/topic", the topics below it included; empty: everything.
  std::vector<std::string> scope;
  int questions = 10;           ///< match: pairs; timeline: events
  std::optional<Millis> limit;  ///< mock exam: then it is handed in by itself
  /// What they leave of 100 % goes to all other topics, each as much as it has questions;
  /// without any, so do all. Weights of 100 % leave out what is not named.
  std::vector<TopicWeight> weights;
  bool negative = false;  ///< mock exam: a wrong guess costs marks, see `marks_for`
  bool counts = false;    ///< as evidence for memory: answers go into the review log
  /// Mock exam: a code that a teacher gives out. The same code, plan and edition of the
  /// decks deal the same paper to everybody, whatever they have studied; empty: by
  /// chance.
  std::string paper = {};
  bool operator==(const RoundPlan&) const = default;
};

/// How many questions (pairs, events) a kind may have.
struct QuestionRange {
  int least = 1;
  int most = 200;
};
[[nodiscard]] QuestionRange question_range(RoundKind kind);
/// A round of fewer pairs or events is not worth playing.
inline constexpr int kFewestPairs = 3;
inline constexpr Millis kShortestExam = std::chrono::minutes(1);
inline constexpr Millis kLongestExam = std::chrono::hours(10);

/// Quick quiz: 10 questions. Mock exam: 20 in 30 minutes, counting. Match: 6 pairs.
/// Timeline: 6 events.
[[nodiscard]] RoundPlan default_plan(RoundKind kind);
/// Fails, in words for the student, where a plan is out of its ranges.
[[nodiscard]] Result<void> check(const RoundPlan& plan);

/// A question that a round may draw. What is pointed to outlives it.
struct Candidate {
  const Question* question = nullptr;
  const DeckBook* book = nullptr;
  /// "deck/topic" of its own topic, then those above it, then "deck".
  std::vector<std::string> within;
};

/// "deck/topic" of a question's topic, then of those above it, then "deck".
[[nodiscard]] std::vector<std::string> places_of(const DeckBook& book,
                                                 const Question& question);

/// Where a candidate is asked in a mock exam it must be marked by the program.
[[nodiscard]] bool can_be_marked(const Question& question);

/// Those of some questions that a plan may draw from: within its scope and not
/// suspended; for a mock exam only what the program can mark. For a paper that everybody
/// gets, suspended ones too, but none that needs a picture, in the order of their ids.
[[nodiscard]] std::vector<Candidate> candidates_for(const RoundPlan& plan,
                                                    std::span<const StudyItem> items,
                                                    std::span<const DeckBook> books);

/// Questions that were drawn.
struct Draw {
  std::vector<const Question*> questions;  ///< in the order in which they are asked
  int available = 0;  ///< how many there were to choose from, siblings counted once
};

/// Draws the questions of a quick quiz or a mock exam: mixed over topics by weight
/// (largest remainder; what a topic has too few of, the others get), one of siblings.
/// Fewer than wished where there are fewer.
[[nodiscard]] Draw draw_questions(const RoundPlan& plan,
                                  std::span<const Candidate> candidates,
                                  Chance& chance);

/// Whole parts of `total` in proportion to `weights` (>= 0), none above its `most`, by
/// the largest remainder; what is over goes to the others in proportion. Of equal
/// remainders the first comes first. The parts sum up to `total`, or to all of `most`;
/// a weight of 0 gets something only when the others are full.
[[nodiscard]] std::vector<std::size_t> shared_out(std::size_t total,
                                                  std::span<const double> weights,
                                                  std::span<const std::size_t> most);

/// Whether nothing was answered.
[[nodiscard]] bool is_empty(const Response& response);

/// What an answer earns of the one mark that a question is worth: its credit. With
/// negative marking a wrong pick of one of n options costs 1 / (n − 1), so that guessing
/// gains nothing; an empty answer costs nothing.
[[nodiscard]] double marks_for(const Prompt& prompt,
                               const Response& response,
                               const Marked& marked,
                               bool negative);

}  // namespace attache
