#include "study/manual.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace attache {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t kFarthestDay = 3'000'000;  // about the year 10,000
constexpr double kLongestStability = 1e6;         // days

std::int64_t number_of(StudyDay day) {
  return day.time_since_epoch().count();
}

Unexpected unreadable() {
  return fail("a change by hand in the review log cannot be read");
}

/// A number that lies in a range; nothing if it is none.
std::optional<double> real_in(const Json& value, double least, double greatest) {
  if (!value.is_number()) return std::nullopt;
  const auto number = value.get<double>();
  if (!(number >= least && number <= greatest)) return std::nullopt;
  return number;
}

std::optional<std::int64_t> whole_in(const Json& value,
                                     std::int64_t least,
                                     std::int64_t greatest) {
  if (!value.is_number_integer()) return std::nullopt;
  const auto number = value.get<std::int64_t>();
  if (number < least || number > greatest) return std::nullopt;
  return number;
}

std::optional<MemoryState> memory_in(const Json& value) {
  if (!value.is_array() || value.size() != 3) return std::nullopt;
  constexpr double kLeast = std::numeric_limits<double>::min();
  const auto stability = real_in(value[0], kLeast, kLongestStability);
  const auto difficulty = real_in(value[1], 1, 10);
  const auto fast = real_in(value[2], 0, kLongestStability);
  if (!stability || !difficulty || !fast) return std::nullopt;
  return MemoryState{*stability, *difficulty, *fast};
}

/// Reads one member into its place; false for one that is not known or out of range.
bool read_member(const std::string& key, const Json& value, ManualChange& change) {
  if (key == "forget") {
    change.forget = value.is_boolean() && value.get<bool>();
    return change.forget;
  }
  if (key == "memory") {
    change.memory = memory_in(value);
    return change.memory.has_value();
  }
  if (key == "due" || key == "last_day") {
    const auto day = whole_in(value, -kFarthestDay, kFarthestDay);
    if (!day) return false;
    (key == "due" ? change.due : change.last_day) =
        StudyDay(std::chrono::days(static_cast<std::chrono::days::rep>(*day)));
    return true;
  }
  if (key == "reviews" || key == "lapses") {
    const auto count = whole_in(value, 0, std::numeric_limits<int>::max());
    if (!count) return false;
    (key == "reviews" ? change.reviews : change.lapses) = static_cast<int>(*count);
    return true;
  }
  return false;
}

/// A state in the terms of the scheduler's model: other programs know one trace only.
MemoryState fitting(MemoryState memory, const Scheduler& scheduler) {
  const bool two_traces = scheduler.settings().weights.model == ModelKind::kFsrs7;
  if (two_traces && memory.fast_stability <= 0) memory.fast_stability = memory.stability;
  if (!two_traces) memory.fast_stability = 0;
  return memory;
}

/// When a question that is put into review without a day would come up again.
StudyDay due_by_memory(const Schedule& schedule, const Scheduler& scheduler) {
  const SchedulerSettings& settings = scheduler.settings();
  const double days =
      scheduler.model().interval_days(*schedule.memory, settings.desired_retention);
  const double limited = std::clamp(
      days, 1.0, static_cast<double>(std::max(settings.maximum_interval_days, 1)));
  return schedule.last_day + std::chrono::days(std::lround(limited));
}

}  // namespace

std::string manual_text(const ManualChange& change) {
  Json json = Json::object();
  if (change.forget) json["forget"] = true;
  if (change.memory)
    json["memory"] = {change.memory->stability, change.memory->difficulty,
                      change.memory->fast_stability};
  if (change.due) json["due"] = number_of(*change.due);
  if (change.last_day) json["last_day"] = number_of(*change.last_day);
  if (change.reviews) json["reviews"] = *change.reviews;
  if (change.lapses) json["lapses"] = *change.lapses;
  return json.dump();
}

Result<ManualChange> read_manual(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return unreadable();
  ManualChange change;
  for (const auto& [key, value] : json.items())
    if (!read_member(key, value, change)) return unreadable();
  return change;
}

Schedule after_manual(const Schedule& schedule,
                      const ManualChange& change,
                      const Scheduler& scheduler,
                      Instant at,
                      StudyDay day) {
  Schedule after = change.forget ? Schedule{} : schedule;
  const bool was_new = after.phase == Phase::kNew;
  // A new question has nothing to keep: it stays new unless it is said where it stands.
  if (was_new && !change.due && !change.memory) return {};
  if (was_new) {
    after.last_at = at;
    after.last_day = day;
  }
  if (change.last_day) {
    after.last_day = std::min(*change.last_day, day);
    after.last_at = at - (day - after.last_day);
  }
  if (change.memory) after.memory = fitting(*change.memory, scheduler);
  if (change.reviews) after.reviews = *change.reviews;
  if (change.lapses) after.lapses = *change.lapses;
  const bool in_steps = !was_new && after.phase != Phase::kReview;
  if (in_steps && !change.due) return after;
  after.phase = Phase::kReview;
  after.step = 0;
  after.due_at = {};
  if (!after.memory) after.memory = scheduler.model().first(Rating::kGood);
  if (change.due || was_new)
    after.due_day = change.due ? *change.due : due_by_memory(after, scheduler);
  after.interval_days =
      std::max(0, static_cast<int>((after.due_day - after.last_day).count()));
  return after;
}

}  // namespace attache
