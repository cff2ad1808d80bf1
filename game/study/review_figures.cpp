#include "study/review_figures.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "memory/crew.h"

namespace attache {

namespace {

constexpr std::size_t kForecasts = 10001;
/// Fewer answers are not worth a second thread.
constexpr std::size_t kFewAnswers = 200'000;

std::int32_t number_of(StudyDay day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

/// By forecast, how often it was recalled and how often not. All that calibration needs.
struct Forecasts {
  std::vector<std::uint32_t> recalled = std::vector<std::uint32_t>(kForecasts, 0);
  std::vector<std::uint32_t> forgotten = std::vector<std::uint32_t>(kForecasts, 0);
};

constexpr std::size_t kYearDays = 365;

/// What one thread counts.
struct Counted {
  ReviewFigures figures;
  std::vector<RetentionByAge> recent =
      std::vector<RetentionByAge>(kYearDays);  ///< by days ago
  Forecasts forecasts;
  std::int32_t first_answer = std::numeric_limits<std::int32_t>::max();
};

void add(TrueRetention& sum, const TrueRetention& more) {
  sum.asked += more.asked;
  sum.recalled += more.recalled;
}
void add(RetentionByAge& sum, const RetentionByAge& more) {
  add(sum.young, more.young);
  add(sum.mature, more.mature);
}

/// Periods that end today, by their days; the second is yesterday alone.
struct Period {
  RetentionByAge ReviewFigures::*figures;
  std::size_t to, from;  ///< days ago
};
constexpr std::array kPeriods{Period{&ReviewFigures::retention_today, 0, 0},
                              Period{&ReviewFigures::retention_yesterday, 1, 1},
                              Period{&ReviewFigures::retention_week, 0, 6},
                              Period{&ReviewFigures::retention_month, 0, 29},
                              Period{&ReviewFigures::retention_year, 0, 364}};

class Counter {
 public:
  Counter(const AnswerScope& scope, StudyDay first, StudyDay last, StudyDay today)
      : scope_(scope), first_(number_of(first)), today_(number_of(today)) {
    const auto days = std::max<std::int64_t>((last - first).count() + 1, 0);
    counted_.figures.days.resize(static_cast<std::size_t>(days));
    counted_.figures.time.resize(scope.parts);
  }

  void look(std::span<const AnswerFact> facts) {
    for (const AnswerFact& fact : facts)
      count(fact);
  }
  [[nodiscard]] Counted& counted() { return counted_; }

 private:
  [[nodiscard]] std::uint32_t part_of(std::uint32_t question) const {
    if (scope_.part.empty()) return 0;
    return question < scope_.part.size() ? scope_.part[question] : AnswerScope::kOutside;
  }

  void count(const AnswerFact& fact) {
    const std::uint32_t part = part_of(fact.question);
    if (part == AnswerScope::kOutside) return;
    ReviewFigures& figures = counted_.figures;
    ++figures.answers;
    counted_.first_answer = std::min(counted_.first_answer, fact.day);
    const bool tests_memory = fact.tests_memory();
    if (tests_memory) count_retention(fact);
    const auto at =
        static_cast<std::size_t>(static_cast<std::int64_t>(fact.day) - first_);
    if (at >= figures.days.size()) return;
    const auto stage = static_cast<std::size_t>(fact.stage());
    AnswerDay& day = figures.days[at];
    ++day.answers[stage];
    day.millis[stage] += fact.duration;
    const bool recalled = fact.recalled();
    day.again += recalled ? 0u : 1u;
    day.fresh += fact.fresh() ? 1u : 0u;
    HourFigures& hour = figures.hours[fact.hour % 24u];
    ++hour.asked;
    hour.recalled += recalled ? 1u : 0u;
    ++figures.buttons[stage][fact.bits & 3u];
    count_time(fact, part);
    if (!tests_memory) return;
    add_answer(day.retention, fact);
    if (fact.forecast < kForecasts)
      ++(recalled ? counted_.forecasts.recalled
                  : counted_.forecasts.forgotten)[fact.forecast];
  }

  static void add_answer(RetentionByAge& sum, const AnswerFact& fact) {
    TrueRetention& one = fact.stage() == AnswerStage::kMature ? sum.mature : sum.young;
    ++one.asked;
    one.recalled += fact.recalled() ? 1 : 0;
  }

  void count_retention(const AnswerFact& fact) {
    add_answer(counted_.figures.retention_all, fact);
    const auto ago = static_cast<std::size_t>(std::int64_t{today_} - fact.day);
    if (ago < kYearDays) add_answer(counted_.recent[ago], fact);
  }

  void count_time(const AnswerFact& fact, std::uint32_t part) {
    TimeUse& use = counted_.figures.time[part];
    const bool is_leech =
        fact.question < scope_.leech.size() && scope_.leech[fact.question] != 0;
    if (is_leech) {
      use.leeches += fact.duration;
    } else if (fact.stage() == AnswerStage::kLearning) {
      use.fresh += fact.duration;
    } else if (fact.stage() == AnswerStage::kRelearning || !fact.recalled()) {
      use.relearning += fact.duration;
    } else {
      use.kept += fact.duration;
    }
  }

  const AnswerScope& scope_;
  std::int32_t first_, today_;
  Counted counted_;
};

void add(AnswerDay& sum, const AnswerDay& more) {
  for (std::size_t stage = 0; stage < kAnswerStages; ++stage) {
    sum.answers[stage] += more.answers[stage];
    sum.millis[stage] += more.millis[stage];
  }
  sum.again += more.again;
  sum.fresh += more.fresh;
  add(sum.retention, more.retention);
}

void add(Counted& sum, const Counted& more) {
  ReviewFigures& all = sum.figures;
  const ReviewFigures& part = more.figures;
  for (std::size_t i = 0; i < all.days.size(); ++i)
    add(all.days[i], part.days[i]);
  for (std::size_t i = 0; i < all.hours.size(); ++i) {
    all.hours[i].asked += part.hours[i].asked;
    all.hours[i].recalled += part.hours[i].recalled;
  }
  for (std::size_t stage = 0; stage < kAnswerStages; ++stage)
    for (std::size_t rating = 0; rating < 4; ++rating)
      all.buttons[stage][rating] += part.buttons[stage][rating];
  for (std::size_t i = 0; i < all.time.size(); ++i) {
    all.time[i].fresh += part.time[i].fresh;
    all.time[i].kept += part.time[i].kept;
    all.time[i].relearning += part.time[i].relearning;
    all.time[i].leeches += part.time[i].leeches;
  }
  for (std::size_t i = 0; i < kYearDays; ++i)
    add(sum.recent[i], more.recent[i]);
  add(all.retention_all, part.retention_all);
  all.answers += part.answers;
  sum.first_answer = std::min(sum.first_answer, more.first_answer);
  for (std::size_t i = 0; i < kForecasts; ++i) {
    sum.forecasts.recalled[i] += more.forecasts.recalled[i];
    sum.forecasts.forgotten[i] += more.forecasts.forgotten[i];
  }
}

Calibration calibration_of(const Forecasts& forecasts) {
  Calibration calibration;
  double surprise = 0;
  for (std::size_t i = 0; i < kForecasts; ++i) {
    const std::uint32_t recalled = forecasts.recalled[i];
    const std::uint32_t asked = recalled + forecasts.forgotten[i];
    if (asked == 0) continue;
    const double chance = static_cast<double>(i) / 10000;
    ForecastBin& bin =
        calibration.bins[std::min(i / (10000 / kForecastBins), kForecastBins - 1)];
    bin.asked += asked;
    bin.recalled += recalled;
    bin.foretold += chance * asked;
    calibration.asked += asked;
    const double limited = std::clamp(chance, 1e-4, 1 - 1e-4);
    surprise -= recalled * std::log(limited);
    surprise -= forecasts.forgotten[i] * std::log1p(-limited);
  }
  if (calibration.asked == 0) return calibration;
  const auto all = static_cast<double>(calibration.asked);
  double squares = 0;
  for (ForecastBin& bin : calibration.bins) {
    if (bin.asked == 0) continue;
    const auto asked = static_cast<double>(bin.asked);
    bin.foretold /= asked;
    const double error = bin.foretold - static_cast<double>(bin.recalled) / asked;
    squares += asked * error * error;
  }
  calibration.log_loss = surprise / all;
  calibration.rmse = std::sqrt(squares / all);
  return calibration;
}

}  // namespace

std::uint32_t AnswerDay::all_answers() const {
  std::uint32_t sum = 0;
  for (const std::uint32_t each : answers)
    sum += each;
  return sum;
}

std::uint64_t AnswerDay::all_millis() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t each : millis)
    sum += each;
  return sum;
}

ReviewFigures review_figures(std::span<const AnswerFact> facts,
                             const AnswerScope& scope,
                             StudyDay first,
                             StudyDay last,
                             StudyDay today,
                             int threads) {
  const std::size_t pieces =
      facts.size() < kFewAnswers ? 1 : static_cast<std::size_t>(std::max(threads, 1));
  std::vector<Counter> counters(pieces, Counter(scope, first, last, today));
  const auto look = [&](std::size_t i) {
    const std::size_t begin = facts.size() * i / pieces;
    const std::size_t end = facts.size() * (i + 1) / pieces;
    counters[i].look(facts.subspan(begin, end - begin));
  };
  if (pieces == 1) {
    look(0);
  } else {
    Crew(static_cast<int>(pieces)).run(pieces, look);
  }
  Counted& counted = counters.front().counted();
  for (std::size_t i = 1; i < pieces; ++i)
    add(counted, counters[i].counted());
  ReviewFigures figures = std::move(counted.figures);
  figures.first = first;
  figures.last = last;
  if (figures.answers > 0)
    figures.first_answer = StudyDay{std::chrono::days(counted.first_answer)};
  for (const AnswerDay& day : figures.days)
    add(figures.retention, day.retention);
  for (const Period& period : kPeriods)
    for (std::size_t ago = period.to; ago <= period.from; ++ago)
      add(figures.*period.figures, counted.recent[ago]);
  figures.calibration = calibration_of(counted.forecasts);
  return figures;
}

std::optional<StudyDay> first_answer_day(std::span<const AnswerFact> facts,
                                         const AnswerScope& scope) {
  std::optional<std::int32_t> first;
  for (const AnswerFact& fact : facts) {
    const bool inside =
        scope.part.empty() || (fact.question < scope.part.size() &&
                               scope.part[fact.question] != AnswerScope::kOutside);
    if (inside && (!first || fact.day < *first)) first = fact.day;
  }
  if (!first) return std::nullopt;
  return StudyDay{std::chrono::days(*first)};
}

std::vector<std::uint64_t> time_by_slot(std::span<const AnswerFact> facts,
                                        std::span<const std::uint32_t> slot_of_number,
                                        std::size_t slots) {
  std::vector<std::uint64_t> millis(slots, 0);
  for (const AnswerFact& fact : facts) {
    if (fact.question >= slot_of_number.size()) continue;
    const std::uint32_t slot = slot_of_number[fact.question];
    if (slot < slots) millis[slot] += fact.duration;
  }
  return millis;
}

}  // namespace attache
