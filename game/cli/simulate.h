#pragma once
// The command that plays a student who does not exist, and writes the log.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace attache::cli {

struct Console;

struct SimulateCommand {
  std::optional<std::int64_t> reviews;  ///< ends after so many answers
  std::optional<int> days;              ///< or after so many days; a year if neither
  std::optional<int> cards;
  std::optional<int> new_a_day;
  std::string truth = "fsrs-6";         ///< or fsrs-7 or misspecified
  std::optional<std::string> weights;   ///< of the truth; drawn by chance if empty
  std::optional<std::string> believed;  ///< by the program; FSRS-6's defaults if empty
  double retention = 0.9;
  double minutes = 0;                        ///< a day; 0: no limit
  bool faithful = false;                     ///< comes every day and does all
  std::optional<std::filesystem::path> out;  ///< standard output if empty
  bool json = false;
};

/// Plays, writes the log and says what is true of it; returns the exit code.
int simulate(const SimulateCommand& command, std::uint64_t seed, Console& console);

/// Whether a name is one of fsrs-6, fsrs-7 and misspecified.
[[nodiscard]] bool can_be_simulated(const std::string& truth);

}  // namespace attache::cli
