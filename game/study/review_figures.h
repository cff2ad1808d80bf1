#pragma once
// Figures about answers: what was done on which day, how well, and what the time went
// into. One look at all answers gives everything.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/time.h"
#include "study/answer_facts.h"
#include "study/progress.h"

namespace attache {

/// Which answers are looked at, and which part of the decks each question belongs to.
struct AnswerScope {
  static constexpr std::uint32_t kOutside = 0xFFFFFFFF;
  /// By number of a question: its part, or `kOutside`. Those beyond the end are outside.
  /// Empty: all are inside, and of part 0.
  std::span<const std::uint32_t> part;
  std::uint32_t parts = 1;  ///< every part is below
  /// By number of a question: not 0 for a leech. Those beyond the end are none.
  std::span<const std::uint8_t> leech;
};

/// What was done on one study day.
struct AnswerDay {
  std::array<std::uint32_t, kAnswerStages> answers{};
  std::array<std::uint64_t, kAnswerStages> millis{};
  std::uint32_t again = 0;
  std::uint32_t fresh = 0;  ///< questions answered for the first time
  RetentionByAge retention;
  [[nodiscard]] std::uint32_t all_answers() const;
  [[nodiscard]] std::uint64_t all_millis() const;
};

struct HourFigures {
  std::uint32_t asked = 0;
  std::uint32_t recalled = 0;
  bool operator==(const HourFigures&) const = default;
};

/// What the time went into, ms. What a leech took is of the leeches alone.
struct TimeUse {
  std::uint64_t fresh = 0;       ///< learning what is new, its steps too
  std::uint64_t kept = 0;        ///< reviews that were recalled
  std::uint64_t relearning = 0;  ///< reviews that were not, and the steps after them
  std::uint64_t leeches = 0;
  [[nodiscard]] std::uint64_t all() const { return fresh + kept + relearning + leeches; }
  bool operator==(const TimeUse&) const = default;
};

inline constexpr std::size_t kForecastBins = 20;
/// Of the answers that were foretold with a chance in [n/20, (n+1)/20).
struct ForecastBin {
  std::uint64_t asked = 0;
  std::uint64_t recalled = 0;
  double foretold = 0;  ///< mean chance; 0 where nothing was asked
};
/// How good the forecasts were: of reviews in their first answer of a day.
struct Calibration {
  std::array<ForecastBin, kForecastBins> bins;
  std::uint64_t asked = 0;
  double log_loss = 0;  ///< mean; chances are limited to 1/10,000 .. 1 - 1/10,000
  double rmse = 0;      ///< root mean square of the error over the bins
};

struct ReviewFigures {
  StudyDay first{}, last{};     ///< of the span
  std::vector<AnswerDay> days;  ///< of the span, in order; none of them is left out
  // Of the span.
  std::array<HourFigures, 24> hours{};
  std::array<std::array<std::uint32_t, 4>, kAnswerStages>
      buttons{};  ///< by stage, rating
  RetentionByAge retention;
  Calibration calibration;
  std::vector<TimeUse> time;  ///< by part
  // Whatever the span.
  RetentionByAge retention_today, retention_yesterday, retention_week, retention_month,
      retention_year, retention_all;
  std::optional<StudyDay> first_answer;  ///< the day of the first of all in scope
  std::uint64_t answers = 0;             ///< all in scope
};

/// Over answers on the study days in [first, last]; the days of true retention are
/// counted back from today, as Anki does: the week is seven days, the month 30, the year
/// 365, today included. Uses up to `threads` threads; linear time.
[[nodiscard]] ReviewFigures review_figures(std::span<const AnswerFact> facts,
                                           const AnswerScope& scope,
                                           StudyDay first,
                                           StudyDay last,
                                           StudyDay today,
                                           int threads = 1);

/// The day of the earliest answer in scope; answers need not be in the order of days.
[[nodiscard]] std::optional<StudyDay> first_answer_day(std::span<const AnswerFact> facts,
                                                       const AnswerScope& scope);

/// Time spent on each of some questions, by the slots that their numbers have
/// (`AnswerScope::kOutside`: none), ms.
[[nodiscard]] std::vector<std::uint64_t> time_by_slot(
    std::span<const AnswerFact> facts,
    std::span<const std::uint32_t> slot_of_number,
    std::size_t slots);

}  // namespace attache
