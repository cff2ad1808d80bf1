#pragma once
// What each answer of the log was, in a few bytes: all that statistics look at. It
// follows from the log by replay, and is kept so that ten million answers are looked
// through in a moment.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "memory/scheduler.h"
#include "study/review.h"

namespace attache {

/// Where a question stood when it was answered, as Anki's statistics tell it apart:
/// learning (new ones too), relearning, and in review with an interval under or from
/// `kMatureDays` on.
enum class AnswerStage : std::uint8_t { kLearning, kRelearning, kYoung, kMature };
inline constexpr std::size_t kAnswerStages = 4;
[[nodiscard]] const char* name_of(AnswerStage stage);  ///< "learning", "relearning", …
[[nodiscard]] AnswerStage stage_of(const Schedule& before);

/// One counting answer. Sixteen bytes; the store keeps them as they are.
struct AnswerFact {
  std::uint32_t question = 0;  ///< its number in the store
  std::int32_t day = 0;        ///< study day, whole days since 1970
  std::uint32_t duration = 0;  ///< ms, at most 2^32 - 1
  /// Chance of recall foretold for it, in 1/10,000; `kNoForecast` where there was no
  /// memory to foretell from, or on the day of the answer before.
  std::uint16_t forecast = 0;
  std::uint8_t hour = 0;  ///< local, 0..23
  std::uint8_t bits = 0;  ///< see below

  static constexpr std::uint16_t kNoForecast = 0xFFFF;
  [[nodiscard]] Rating rating() const { return static_cast<Rating>((bits & 3u) + 1); }
  [[nodiscard]] bool recalled() const { return (bits & 3u) != 0; }
  [[nodiscard]] AnswerStage stage() const {
    return static_cast<AnswerStage>((bits >> 2) & 3u);
  }
  /// Of its question's answers on that study day.
  [[nodiscard]] bool first_of_day() const { return (bits & 16u) != 0; }
  /// The question's first ever, or the first since it was made new again.
  [[nodiscard]] bool fresh() const { return (bits & 32u) != 0; }
  /// Counts for true retention: in review, and the first of its day.
  [[nodiscard]] bool tests_memory() const {
    return first_of_day() && stage() >= AnswerStage::kYoung;
  }
  [[nodiscard]] static constexpr std::uint8_t bits_of(Rating rating,
                                                      AnswerStage stage,
                                                      bool first_of_day,
                                                      bool fresh) {
    return static_cast<std::uint8_t>((static_cast<unsigned>(rating) - 1) |
                                     (static_cast<unsigned>(stage) << 2) |
                                     (first_of_day ? 16u : 0u) | (fresh ? 32u : 0u));
  }
  bool operator==(const AnswerFact&) const = default;
};
static_assert(sizeof(AnswerFact) == 16);

/// The fact of an answer that was given when its question stood at `before`. `fresh` and
/// `first_of_day` are the caller's to know.
[[nodiscard]] AnswerFact fact_of(const Review& answer,
                                 const Schedule& before,
                                 std::uint32_t question,
                                 bool fresh,
                                 bool first_of_day,
                                 const Scheduler& scheduler);

/// Tells `visit` of each counting answer among entries, in their order, with its fact,
/// and `moved`, if it is given, of each counting entry by hand. `number` gives the number
/// of each question. Takes linear time.
using FactVisit = std::function<void(const Replayed&, const AnswerFact&)>;
void each_answer_fact(std::span<const Review> entries,
                      const Scheduler& scheduler,
                      const std::function<std::uint32_t(const QuestionId&)>& number,
                      const FactVisit& visit,
                      const std::function<void(const Replayed&)>& moved = {});
/// The facts alone: the definition that what is kept is held to.
[[nodiscard]] std::vector<AnswerFact> answer_facts(
    std::span<const Review> entries,
    const Scheduler& scheduler,
    const std::function<std::uint32_t(const QuestionId&)>& number);

/// A wrong answer of one text (an option that was picked, a text that was typed), and how
/// often it was given since it was last taken as right. What the student overruled to
/// right is none.
struct WrongAnswer {
  std::uint32_t question = 0;  ///< its number in the store
  std::string text;            ///< as it was given, in one line
  int times = 0;
  StudyDay last{};
  bool operator==(const WrongAnswer&) const = default;
};
/// What one answer says of its text: that it is wrong, or that it is to be taken as right
/// from now on. Neither, mostly.
struct WrongOrRight {
  std::optional<std::string> wrong, right;
};
[[nodiscard]] WrongOrRight wrong_or_right_in(const Review& answer);
/// The wrong answer in one row of the log, if it is one: as `AnswerHistory::wrong` has
/// it.
[[nodiscard]] std::optional<std::string> wrong_answer_in(const Review& answer);
/// Gathers wrong answers; counting answers are to be taken in the order of the log.
class WrongAnswers {
 public:
  void take(const Review& answer, std::uint32_t question);
  /// In the order of question and text.
  [[nodiscard]] std::vector<WrongAnswer> all() const;

 private:
  std::map<std::pair<std::uint32_t, std::string>, WrongAnswer> found_;
};
/// Those of all counting answers among entries, in the order of question and text.
[[nodiscard]] std::vector<WrongAnswer> wrong_answers(
    std::span<const Review> entries,
    const std::function<std::uint32_t(const QuestionId&)>& number);

/// All counting answers of a learner, and how their numbers go with the questions on the
/// shelf.
struct AnswerTable {
  static constexpr std::uint32_t kNoNumber = 0xFFFFFFFF;
  std::vector<AnswerFact> facts;  ///< in the order of the log
  /// By the place of an item among all items of the learner; `kNoNumber` where it was
  /// never answered.
  std::vector<std::uint32_t> number_of_item;
  std::uint32_t numbers = 0;  ///< one more than the highest
};

}  // namespace attache
