#pragma once
// What a student can set, as values with their ranges; the store keeps them as text.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "memory/scheduler.h"
#include "study/form_choice.h"
#include "study/queue.h"

namespace attache {

enum class ThemeChoice { kSystem, kLight, kDark };

struct Settings {
  int text_percent = 100;  ///< 100..200
  ThemeChoice theme = ThemeChoice::kSystem;
  int new_per_day = 20;   ///< 0..9999
  int minutes_a_day = 0;  ///< 0..600; 0: no limit
  /// Work on each day of the week in percent of the usual, 0..100, Monday first.
  std::array<int, 7> easy_days{100, 100, 100, 100, 100, 100, 100};
  bool balance_days = true;        ///< due days are chosen so that no day gets too much
  double desired_retention = 0.9;  ///< 0.70..0.97
  int day_start_hour = 4;          ///< 0..23
  int maximum_interval_days = 36500;  ///< 1..36500
  FormPreference forms = FormPreference::kByStrength;
  /// Of the memory model: the defaults, or fitted to the student's own answers.
  ModelWeights weights = default_weights(ModelKind::kFsrs6);
  bool operator==(const Settings&) const = default;

  [[nodiscard]] SchedulerSettings scheduler() const;
  /// A day's limits, easy days allowed for; `time_left` is the whole of its minutes.
  [[nodiscard]] QueueSettings queue(StudyDay day) const;
  /// Work on a day as a share of the usual, 0..1.
  [[nodiscard]] double share_on(StudyDay day) const;
  /// A day's minutes; nothing where there is no limit.
  [[nodiscard]] std::optional<Millis> time_on(StudyDay day) const;
};

/// One setting as a face lists it.
struct SettingInfo {
  std::string_view key;      ///< "new-per-day"
  std::string_view meaning;  ///< one sentence with the range
};
[[nodiscard]] const std::vector<SettingInfo>& setting_infos();

/// The value of one setting as text. `key` must be known.
[[nodiscard]] std::string setting_text(const Settings& settings, std::string_view key);
/// Sets one from text. Fails for an unknown key ("did you mean") or a value out of range.
Result<void> set_from_text(Settings& settings,
                           std::string_view key,
                           std::string_view value);
/// Settings from the store's text; unknown keys are left alone, unreadable values keep
/// the default.
[[nodiscard]] Settings settings_from(const std::map<std::string, std::string>& stored);

}  // namespace attache
