#pragma once
// Turns of phrase that the commands share.

#include <string>
#include <string_view>

#include "base/time.h"
#include "study/queue.h"

namespace attache::cli {

inline constexpr const char* kNoDeck =
    "There is no deck to study. Put a deck (an .xml file) into your decks folder, or "
    "name "
    "one with --decks.";

/// "1 deck", "3 decks".
[[nodiscard]] std::string counted(long amount,
                                  std::string_view one,
                                  std::string_view many);

/// Whole minutes of what is left of a limit, rounded up.
[[nodiscard]] long minutes_up(Millis time);

/// A time that was or will be spent, everywhere in one way: "45 s", "12 min", "1.5 h".
[[nodiscard]] std::string time_phrase(Millis time);
/// An estimate: "less than 1 min", "about 12 min".
[[nodiscard]] std::string about_time(Millis time);

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
