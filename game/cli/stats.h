#pragma once
// How it is going, on the terminal: the page in words, every chart as a table, and pages
// to print.

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"

namespace attache {
class Trainer;
}

namespace attache::cli {

struct Console;

struct StatsCommand {
  bool json = false;
  std::string scope;                 ///< a search; empty: all decks
  std::string range = "month";       ///< see `name_of(ProgressRange)`
  std::optional<std::string> chart;  ///< id
  bool csv = false;
  bool time = false;                    ///< reviews: time instead of answers
  bool no_backlog = false;              ///< due: without what is overdue
  bool list = false;                    ///< of the charts
  std::optional<std::string> question;  ///< id: its forgetting curve
  bool week = false;
  std::optional<std::filesystem::path> html;  ///< write a page
};
/// Exit code: 1 where something could not be done, 2 for options that cannot be
/// understood.
int stats(const StatsCommand& command, Trainer& trainer, Console& console);

/// What a practice in the terminal is over.
enum class PracticeOf { kWeakest, kConfusions };
/// Begins a practice over the weakest questions, or over those that are taken for one
/// another, within a search. False where there are none, which it says.
Result<bool> begin_weak_practice(Trainer& trainer,
                                 PracticeOf what,
                                 const std::string& scope,
                                 Console& console);

}  // namespace attache::cli
