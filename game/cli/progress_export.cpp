#include "cli/progress_export.h"

#include <filesystem>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fstream>
#include <ostream>
#include <system_error>

#include "cli/run.h"
#include "trainer/trainer.h"

namespace attache::cli {

namespace {

namespace fs = std::filesystem;

constexpr int kWell = 0;

HandInWish wish_of(const ProgressCommand& command) {
  HandInWish wish;
  wish.decks = command.decks;
  wish.topics = command.topics;
  wish.course = command.course;
  wish.name = command.name;
  wish.history = command.history;
  wish.exams = !command.no_exams;
  return wish;
}

void say(const HandInPreview& preview, std::ostream& out) {
  fmt::print(out, "Told:\n");
  for (const std::string& line : preview.told)
    fmt::print(out, "  {}\n", line);
  fmt::print(out, "Not told:\n");
  for (const std::string& line : preview.not_told)
    fmt::print(out, "  {}\n", line);
}

/// Standard output gets the same bytes as a file would.
int write_out(Trainer& trainer, const HandInWish& wish, Console& console) {
  std::error_code problem;
  const fs::path folder = fs::temp_directory_path(problem);
  if (problem)
    return failed(console, Error{"there is no folder for temporary files", "",
                                 "name a file instead of -"});
  const fs::path file = folder / fmt::format("attache-{}.progress",
                                             trainer.now().time_since_epoch().count());
  const auto written = trainer.write_hand_in(wish, file);
  if (!written) return failed(console, written.error());
  std::ifstream in(file, std::ios::binary);
  console.out << in.rdbuf();
  in.close();
  fs::remove(file, problem);
  return kWell;
}

}  // namespace

int progress_export(Trainer& trainer, const ProgressCommand& command, Console& console) {
  const HandInWish wish = wish_of(command);
  const auto preview = trainer.preview_hand_in(wish);
  if (!preview) return failed(console, preview.error());
  if (command.preview) {
    say(*preview, console.out);
    fmt::print(console.out, "The file begins:\n{}", preview->sample);
    return kWell;
  }
  if (command.file.empty())
    return failed(console, Error{"there is no file to write to", "",
                                 "name one, or - for standard output; --preview tells "
                                 "what it would hold"});
  if (command.file == "-") return write_out(trainer, wish, console);
  fs::path file = command.file;
  std::error_code problem;
  if (fs::is_directory(file, problem)) file /= preview->file_name;
  if (const auto written = trainer.write_hand_in(wish, file); !written)
    return failed(console, written.error());
  say(*preview, console.out);
  fmt::print(console.out,
             "Your progress is in {}. Nothing is sent: hand it in yourself.\n",
             file.string());
  return kWell;
}

}  // namespace attache::cli
