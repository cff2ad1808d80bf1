#include "trainer/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "base/text.h"
#include "study/exam.h"

namespace attache {

namespace {

constexpr std::array<std::string_view, 3> kThemes{"system", "light", "dark"};

/// A whole number with its range, by key.
struct WholeSetting {
  std::string_view key;
  int Settings::*member;
  int least;
  int most;
};
constexpr std::array kWholeSettings{
    WholeSetting{"text-percent", &Settings::text_percent, 100, 200},
    WholeSetting{"new-per-day", &Settings::new_per_day, 0, 9999},
    WholeSetting{"minutes-a-day", &Settings::minutes_a_day, 0, 600},
    WholeSetting{"day-start-hour", &Settings::day_start_hour, 0, 23},
    WholeSetting{"maximum-interval-days", &Settings::maximum_interval_days, 1, 36500},
};
constexpr double kLeastRetention = 0.70;
constexpr double kMostRetention = 0.97;

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto [end, failure] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

Result<void> set_whole(Settings& settings,
                       const WholeSetting& setting,
                       std::string_view value) {
  const auto number = number_in<int>(value);
  if (!number || *number < setting.least || *number > setting.most)
    return fail(
        fmt::format("{} cannot be {}", setting.key, value), "",
        fmt::format("give a whole number from {} to {}", setting.least, setting.most));
  settings.*setting.member = *number;
  return {};
}

Result<void> set_retention(Settings& settings, std::string_view value) {
  const auto number = number_in<double>(value);
  if (!number || !(*number >= kLeastRetention && *number <= kMostRetention))
    return fail(fmt::format("desired-retention cannot be {}", value), "",
                fmt::format("give a number from {:.2f} to {:.2f}", kLeastRetention,
                            kMostRetention));
  settings.desired_retention = *number;
  return {};
}

/// With two decimals as people write it, or with all that it takes to be read back as the
/// same number.
std::string retention_text(double retention) {
  std::string text = fmt::format("{:.2f}", retention);
  return number_in<double>(text) == retention ? text : fmt::format("{}", retention);
}

constexpr int kUsual = 100;  ///< percent of a usual day's work
constexpr std::array<std::string_view, 7> kWeekdays{"mon", "tue", "wed", "thu",
                                                    "fri", "sat", "sun"};

Result<void> set_easy_days(Settings& settings, std::string_view value) {
  WeekMinutes shares;
  shares.fill(kUsual);
  if (value != "none") {
    const auto read = parse_minutes(value, shares);
    if (!read ||
        std::any_of(read->begin(), read->end(), [](int share) { return share > kUsual; }))
      return fail(fmt::format("easy-days cannot be {}", value), "",
                  "write it as sat=50 sun=0 (percent of the usual work, 0 to 100), or "
                  "none");
    shares = *read;
  }
  settings.easy_days = shares;
  return {};
}

/// Only the days that are not as usual: "sat=50 sun=0", or "none".
std::string easy_days_text(const Settings& settings) {
  std::string text;
  for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
    const int share = settings.easy_days.at(i);
    if (share == kUsual) continue;
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", kWeekdays.at(i), share);
  }
  return text.empty() ? "none" : text;
}

Result<void> set_balance_days(Settings& settings, std::string_view value) {
  if (value != "yes" && value != "no")
    return fail(fmt::format("balance-days cannot be {}", value), "", "give yes or no");
  settings.balance_days = value == "yes";
  return {};
}

Result<void> set_theme(Settings& settings, std::string_view value) {
  for (std::size_t i = 0; i < kThemes.size(); ++i) {
    if (kThemes[i] != value) continue;
    settings.theme = static_cast<ThemeChoice>(i);
    return {};
  }
  return fail(fmt::format("theme cannot be {}", value), "", "give system, light or dark");
}

Result<void> set_forms(Settings& settings, std::string_view value) {
  const auto forms = form_preference_named(value);
  if (!forms)
    return fail(fmt::format("forms cannot be {}", value), "",
                "give by-strength, recognition, completion or recall");
  settings.forms = *forms;
  return {};
}

constexpr std::string_view kDefault = "default";

/// The usual weights by their name alone.
std::string short_weights_text(const ModelWeights& weights) {
  if (weights == default_weights(ModelKind::kFsrs6)) return std::string(kDefault);
  if (weights == default_weights(weights.model))
    return std::string(name_of(weights.model));
  return weights_text(weights);
}

Result<void> set_weights(Settings& settings, std::string_view value) {
  if (const auto model = model_named(value == kDefault ? "fsrs-6" : value)) {
    settings.weights = default_weights(*model);
    return {};
  }
  auto read = parse_weights(value);
  if (!read) return read.unexpected();
  settings.weights = *std::move(read);
  return {};
}

}  // namespace

SchedulerSettings Settings::scheduler() const {
  SchedulerSettings scheduler;
  scheduler.weights = weights;
  scheduler.desired_retention = desired_retention;
  scheduler.maximum_interval_days = maximum_interval_days;
  return scheduler;
}

QueueSettings Settings::queue(StudyDay day) const {
  QueueSettings queue;
  queue.new_per_day = static_cast<int>(std::lround(new_per_day * share_on(day)));
  queue.time_left = time_on(day);
  return queue;
}

double Settings::share_on(StudyDay day) const {
  const unsigned monday_first = std::chrono::weekday(day).iso_encoding() - 1;
  return easy_days.at(monday_first) / static_cast<double>(kUsual);
}

std::optional<Millis> Settings::time_on(StudyDay day) const {
  if (minutes_a_day == 0) return std::nullopt;
  const double minutes = minutes_a_day * share_on(day);
  return Millis(std::llround(minutes * Millis(std::chrono::minutes(1)).count()));
}

const std::vector<SettingInfo>& setting_infos() {
  static const std::vector<SettingInfo> kInfos{
      {"new-per-day", "how many new questions a day, 0 to 9999"},
      {"minutes-a-day",
       "for how long you want to study on a day, 0 to 600; 0 for no limit. What does not "
       "fit waits for other days"},
      {"easy-days",
       "days of the week with less work, in percent of the usual: sat=50 sun=0, or none"},
      {"balance-days",
       "yes to choose due days so that all days get about the same work, or no"},
      {"desired-retention",
       "how likely you want to know an answer when it comes due, 0.70 to 0.97"},
      {"day-start-hour", "the hour at which a study day begins, 0 to 23"},
      {"maximum-interval-days", "the longest wait between two reviews, 1 to 36500 days"},
      {"forms",
       "how questions are put: by-strength (recognition first, recall once it is well "
       "known), or always for recognition, completion or recall"},
      {"weights",
       "of the memory model: default, the name of a model (fsrs-6, fsrs-7) or its "
       "weights; "
       "attache optimize fits them to your answers"},
      {"text-percent", "size of the text in the window, 100 to 200"},
      {"theme", "colours of the window: system, light or dark"},
  };
  return kInfos;
}

std::string setting_text(const Settings& settings, std::string_view key) {
  for (const WholeSetting& setting : kWholeSettings)
    if (setting.key == key) return fmt::format("{}", settings.*setting.member);
  if (key == "desired-retention") return retention_text(settings.desired_retention);
  if (key == "forms") return name_of(settings.forms);
  if (key == "easy-days") return easy_days_text(settings);
  if (key == "balance-days") return settings.balance_days ? "yes" : "no";
  if (key == "weights") return short_weights_text(settings.weights);
  if (key == "theme")
    return std::string(kThemes.at(static_cast<std::size_t>(settings.theme)));
  return {};
}

Result<void> set_from_text(Settings& settings,
                           std::string_view key,
                           std::string_view value) {
  for (const WholeSetting& setting : kWholeSettings)
    if (setting.key == key) return set_whole(settings, setting, value);
  if (key == "desired-retention") return set_retention(settings, value);
  if (key == "theme") return set_theme(settings, value);
  if (key == "forms") return set_forms(settings, value);
  if (key == "easy-days") return set_easy_days(settings, value);
  if (key == "balance-days") return set_balance_days(settings, value);
  if (key == "weights") return set_weights(settings, value);
  std::vector<std::string_view> keys;
  for (const SettingInfo& info : setting_infos())
    keys.push_back(info.key);
  const auto meant = closest(key, keys);
  return fail(
      fmt::format("there is no setting {}", key), "",
      meant ? fmt::format("did you mean {}?", *meant) : "attache set lists them all");
}

Settings settings_from(const std::map<std::string, std::string>& stored) {
  Settings settings;
  for (const SettingInfo& info : setting_infos()) {
    const auto found = stored.find(std::string(info.key));
    // A value from another version that is not understood here keeps the default, and
    // stays in the store.
    if (found != stored.end())
      static_cast<void>(set_from_text(settings, info.key, found->second).has_value());
  }
  return settings;
}

}  // namespace attache
