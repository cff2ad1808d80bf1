#pragma once
// Exams by lines: what they are, what to expect of them, and studying for one.

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace attache {
class Trainer;
struct Home;
}  // namespace attache

namespace attache::cli {

struct Console;

/// `attache exam`.
struct ExamCommand {
  std::string action = "list";      ///< list, add, change, remove, plan, study
  std::optional<std::string> exam;  ///< id, title, or the beginning of either
  std::optional<std::string> title;
  std::optional<std::string> at;  ///< local: "2024-08-20" or "2024-08-20T09:00"
  std::vector<std::string> decks;
  std::vector<std::string> topics;     ///< "deck/topic"
  std::optional<std::string> minutes;  ///< "20" or "mon=20 sun=0"
  std::vector<std::string> off;        ///< "2024-08-10" or "2024-08-10..2024-08-12"
  std::optional<double> target;        ///< percent; 0 for none
  std::vector<std::string> weights;    ///< "deck/topic=40"
  bool end = false;                    ///< before its day
  bool json = false;
};

/// Carries out `attache exam`; returns the exit code.
int exam(Trainer& trainer, const ExamCommand& command, Console& console);

/// A line for each exam ahead, for `attache due`.
void print_exams_ahead(const Home& home, std::ostream& out);

}  // namespace attache::cli
