#include "window/settings_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "window/summary.h"

namespace attache::window {

namespace {

constexpr int kYear = 365;

/// "3 August", with the year where it is another than today's.
std::string short_day_text(StudyDay day, StudyDay today) {
  const auto year_of = [](StudyDay of) { return std::chrono::year_month_day(of).year(); };
  std::string text = day_text(day);
  if (year_of(day) == year_of(today)) text.resize(text.rfind(' '));
  return text;
}

std::string span_of(int days) {
  if (days == kYear) return "a year";
  return counted(days, "day", "days");
}

}  // namespace

std::string retention_sentence(double retention) {
  const int of_twenty = static_cast<int>(std::lround(retention * 20));
  const std::string share = of_twenty % 2 == 0 ? fmt::format("{} of 10", of_twenty / 2)
                                               : fmt::format("{} of 20", of_twenty);
  return fmt::format(
      "You will know about {} questions when they come back. More is asked more often.",
      share);
}

int next_interval_limit(int days, int by) {
  constexpr std::array kSteps{7,   14,   30,   60,   90,    180,  365,
                              730, 1825, 3650, 7300, 18250, 36500};
  if (by > 0) {
    const auto* const above = std::upper_bound(kSteps.begin(), kSteps.end(), days);
    return above == kSteps.end() ? kSteps.back() : *above;
  }
  if (by == 0) return days;
  const auto* const here = std::lower_bound(kSteps.begin(), kSteps.end(), days);
  return here == kSteps.begin() ? kSteps.front() : *(here - 1);
}

int next_new_per_day(int number, int by) {
  const int from =
      by < 0 ? number - 1 : number;  // the step below a border is the smaller one
  const int step = from < 10 ? 1 : from < 50 ? 5 : from < 200 ? 10 : 100;
  const int next = by > 0   ? (number / step + 1) * step
                   : by < 0 ? (number - 1) / step * step
                            : number;
  return std::clamp(number == 0 && by < 0 ? 0 : next, 0, 9999);
}

int next_minutes_a_day(int minutes, int by) {
  constexpr int kMost = 600;
  if (by == 0) return minutes;
  const int from = by < 0 ? minutes - 1 : minutes;
  const int step = from < 60 ? 5 : from < 120 ? 10 : 30;
  const int next = by > 0 ? (minutes / step + 1) * step : from / step * step;
  return std::clamp(minutes == 0 && by < 0 ? 0 : next, 0, kMost);
}

std::string counted_years(int days) {
  const int years = days / kYear;
  return fmt::format("{} {}", years, years == 1 ? "year" : "years");
}

std::string long_wait_text(int days) {
  if (days <= kYear) return "";
  const int years = static_cast<int>(std::lround(days / static_cast<double>(kYear)));
  return fmt::format("about {}", counted_years(years * kYear));
}

int next_easy_share(int percent) {
  if (percent > 50) return 50;
  return percent > 0 ? 0 : 100;
}

std::string easy_share_text(int percent) {
  if (percent == 100) return "full";
  if (percent == 50) return "half";
  return percent == 0 ? "none" : fmt::format("{} %", percent);
}

std::string grouped(long long number) {
  std::string text = fmt::format("{}", number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = text.size(); at > first + 3;)
    text.insert(at -= 3, ",");
  return text;
}

std::string cost_minutes_text(double minutes) {
  constexpr double kLeast = 0.1;
  constexpr double kWhole = 9.95;  // from here on tenths do not matter
  if (minutes < kLeast) return "less than 0.1 min";
  if (minutes < kWhole) return fmt::format("{:.1f} min", minutes);
  return fmt::format("{} min", grouped(std::lround(minutes)));
}

std::string cost_words(const RetentionPoint& point, const RetentionSituation& situation) {
  return fmt::format("{:.0f} %: {} a day, {} of {} known after {}", point.retention * 100,
                     cost_minutes_text(point.minutes_a_day),
                     grouped(std::lround(point.known_at_end)),
                     grouped(situation.questions), span_of(situation.days));
}

std::string cost_basis_words(const RetentionSituation& situation, std::size_t answers) {
  const std::string what =
      situation.questions == 1
          ? "As if you began your one question now"
          : fmt::format("As if you began your {} questions now, {:.0f} new ones a day",
                        grouped(situation.questions), situation.new_a_day);
  constexpr std::string_view kUsual =
      ". Worked out from usual figures until there are more answers of yours.";
  if (answers < kFewAnswers) return what + std::string(kUsual);
  return what + ", at your own pace.";
}

std::string kept_fit_text(const KeptFit& fit) {
  return fmt::format("{} {}", fit.answers, iso_day(fit.day));
}

std::optional<KeptFit> kept_fit_from(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  KeptFit fit;
  const char* const last = text->data() + text->size();
  const auto [end, failure] = std::from_chars(text->data(), last, fit.answers);
  if (failure != std::errc{} || end == last || *end != ' ') return std::nullopt;
  const auto date = PartialDate::parse(std::string_view(end + 1, last));
  if (!date || date->day == 0) return std::nullopt;
  fit.day = date->first_day();
  return fit;
}

bool are_usual(const ModelWeights& weights) {
  return weights == default_weights(weights.model);
}

std::string in_use_words(const ModelWeights& weights,
                         const std::optional<KeptFit>& fit,
                         StudyDay today) {
  if (are_usual(weights)) return "In use: the usual memory.";
  if (!fit) return "In use: figures that were set by hand.";
  return fmt::format(
      "In use: fitted to {} {} on {}.", grouped(static_cast<long long>(fit->answers)),
      fit->answers == 1 ? "answer" : "answers", short_day_text(fit->day, today));
}

std::string fit_words(const FitOutcome& outcome) {
  if (outcome.held_out < kLeastHeldOut)
    return "Too few answers yet: about 100 are needed, over more than a few days.";
  if (!outcome.better) return "No better than what is in use, so nothing was changed.";
  return fmt::format(
      "Fitted. It predicts your last {} answers better than before. All due days were "
      "set "
      "anew.",
      grouped(static_cast<long long>(outcome.held_out)));
}

}  // namespace attache::window
