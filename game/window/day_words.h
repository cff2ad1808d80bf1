#pragma once
// Words about today's minutes and about easy days, for Home and the end of a sitting.

#include <optional>
#include <string>

#include "trainer/shown.h"

namespace attache::window {

/// What one press of "10 more minutes" adds.
inline constexpr Millis kMoreTime = std::chrono::minutes(10);
inline constexpr const char* kMoreTimeLabel = "10 more minutes";

/// Whole minutes that are used: a begun one does not count.
[[nodiscard]] long long minutes_used(const TodaysTime& time);
/// Whole minutes of the day: a begun one counts.
[[nodiscard]] long long minutes_in_all(const TodaysTime& time);

/// "25 min of 40 today".
[[nodiscard]] std::string time_today_text(const TodaysTime& time);
/// "120 more wait for other days"; new questions are told only where nothing else waits,
/// "7 new wait for other days". Empty if nothing waits.
[[nodiscard]] std::string waiting_text(const DueCounts& waiting);
/// "120 more wait for other days. In about 12 days nothing has to wait any more."; empty
/// if nothing waits.
[[nodiscard]] std::string waiting_sentences(const DueCounts& waiting,
                                            std::optional<int> days_to_recover);
/// "Easy day: half as much"; empty for a usual day. `share` of the usual work, 0..1.
[[nodiscard]] std::string easy_day_text(double share);

/// There are minutes, they are used, and something waits for more of them.
[[nodiscard]] bool minutes_are_used(const std::optional<TodaysTime>& time);

}  // namespace attache::window
