// Wires it all: the real clock, chance, folders; then one of the two faces.

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <iostream>
#include <optional>
#include <random>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/command_line.h"
#include "cli/run.h"
#include "trainer/places.h"
#include "trainer/trainer.h"
#include "window/app.h"

namespace {

using namespace attache;

class SystemClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
  }
};

/// A clock that stands still, for pictures and tests (--now).
class FrozenClock : public Clock {
 public:
  explicit FrozenClock(Instant at) : at_(at) {}
  [[nodiscard]] Instant now() const override { return at_; }

 private:
  Instant at_;
};

std::optional<std::string> environment(const char* name) {
  // Read once, before any thread is started.
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

bool has_display() {
  return !environment("DISPLAY").value_or("").empty() ||
         !environment("WAYLAND_DISPLAY").value_or("").empty();
}

int wrong(const Error& error) {
  fmt::print(std::cerr, "attache: {}\n", error.text());
  return 1;
}

Result<std::unique_ptr<Clock>> clock_for(const cli::Invocation& invocation) {
  if (!invocation.now) return std::unique_ptr<Clock>(std::make_unique<SystemClock>());
  const auto at = parse_instant(*invocation.now);
  if (!at)
    return fail(fmt::format("--now cannot be {}", *invocation.now), "",
                "write it as 2024-07-28T09:00:00Z");
  return std::unique_ptr<Clock>(std::make_unique<FrozenClock>(*at));
}

Result<TrainerSetup> setup_for(const cli::Invocation& invocation, const Clock& clock) {
  std::error_code failure;
  const auto executable = std::filesystem::read_symlink("/proc/self/exe", failure);
  Environment from = environment;
  if (invocation.data) {  // a folder is given: none is needed from the environment
    from = [&](const char* name) {
      return std::string_view(name) == "XDG_DATA_HOME" ? std::optional<std::string>("/")
                                                       : environment(name);
    };
  }
  auto places = find_places(from, executable, ATTACHE_SOURCE_TREE);
  if (!places) return places.unexpected();
  if (invocation.data) places->data = *invocation.data;
  auto calendar = invocation.zone ? StudyCalendar::in_zone(*invocation.zone)
                                  : Result<StudyCalendar>(StudyCalendar::local());
  if (!calendar) return calendar.unexpected();
  return TrainerSetup{
      places->data,
      invocation.decks.empty() ? places->deck_folders() : invocation.decks,
      &clock,
      *calendar,
      invocation.seed
          ? *invocation.seed
          : (std::uint64_t{std::random_device{}()} << 32 | std::random_device{}()),
      std::holds_alternative<cli::WindowCommand>(invocation.command),
      invocation.decks.empty() ? std::vector{places->bundled_decks}
                               : std::vector<std::filesystem::path>{}};
}

int open_window(const cli::Invocation& invocation, const TrainerSetup& setup) {
  const auto& command = std::get<cli::WindowCommand>(invocation.command);
  const auto trainer = Trainer::open(setup);
  if (!trainer) return wrong(trainer.error());
  window::WindowOptions options;
  options.picture = command.picture;
  options.screen = command.screen;
  options.width = command.width;
  options.height = command.height;
  options.deck_folder = setup.deck_paths.back();
  const auto closed = window::run_window(**trainer, options);
  return closed ? 0 : wrong(closed.error());
}

/// Columns of the terminal; 0 for a file or a pipe, which takes lines of any length.
std::size_t terminal_width() {
  if (isatty(STDOUT_FILENO) == 0) return 0;
  constexpr std::size_t kUsual = 80;
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kUsual;
}

int start(int argc, const char* const* argv) {
  const auto parsed = cli::parse(argc, argv);
  if (const auto* parting = std::get_if<cli::Parting>(&parsed)) {
    (parting->exit_code == 0 ? std::cout : std::cerr) << parting->text;
    return parting->exit_code;
  }
  const auto& invocation = std::get<cli::Invocation>(parsed);
  const auto clock = clock_for(invocation);
  if (!clock) return wrong(clock.error());
  const auto setup = setup_for(invocation, **clock);
  if (!setup) return wrong(setup.error());

  const bool at_terminal = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
  const bool colour = isatty(STDOUT_FILENO) != 0 && !environment("NO_COLOR") &&
                      environment("TERM").value_or("dumb") != "dumb";
  cli::Console console{std::cin,    std::cout, std::cerr,
                       at_terminal, colour,    terminal_width()};
  const bool wants_window =
      std::holds_alternative<cli::WindowCommand>(invocation.command);
  if (!wants_window) return cli::run(invocation, *setup, console);
  if (has_display() || invocation.command_named) return open_window(invocation, *setup);
  TrainerSetup without_pictures = *setup;
  without_pictures.pictures = false;
  if (!at_terminal) return cli::say_due_and_how(without_pictures, console);
  cli::Invocation in_terminal = invocation;
  in_terminal.command = cli::StudyCommand{};
  return cli::run(in_terminal, without_pictures, console);
}

}  // namespace

int main(int argc, char** argv) {
  // Who reads the output may leave early ("| head"): the stream fails then, and the
  // learner's file is still closed in good order.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return start(argc, argv);
  } catch (const std::exception&
               unexpected) {  // a last resort: memory, a library's own exception
    // Nothing here may throw again.
    std::fputs("attache: it stopped unexpectedly, but every answer given is kept: ",
               stderr);
    std::fputs(unexpected.what(), stderr);
    std::fputs("\n", stderr);
    return 1;
  }
}
