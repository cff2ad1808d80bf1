#pragma once
// Turns of phrase that the commands share.

#include <string>
#include <string_view>

#include "base/time.h"
#include "study/queue.h"

namespace attache::cli {

/// "1 deck", "3 decks".
[[nodiscard]] std::string counted(long amount,
                                  std::string_view one,
                                  std::string_view many);

/// Whole minutes, rounded up.
[[nodiscard]] long minutes_up(Millis time);

/// "less than a minute", "1 minute", "12 minutes" (rounded up).
[[nodiscard]] std::string minutes_phrase(Millis time);
/// An estimate: "less than a minute", "about 12 minutes".
[[nodiscard]] std::string about_minutes(Millis time);

/// "1 learning step, 5 reviews, 20 new" without what is nought; "nothing".
[[nodiscard]] std::string due_phrase(const DueCounts& due);

/// Of what does not fit into today's minutes: "120 more wait for other days"; empty if no
/// review does, for new questions always wait.
[[nodiscard]] std::string waiting_phrase(const DueCounts& waiting);

/// "at 14:05", "tomorrow", "on 3 August 2024".
[[nodiscard]] std::string when_phrase(Instant at,
                                      const StudyCalendar& calendar,
                                      StudyDay today);

}  // namespace attache::cli
