// Start to first frame: the whole program as a process, against an empty SFML window.
// Needs a display.

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

namespace fs = std::filesystem;

bool run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (posix_spawn(&child, arguments.front(), nullptr, nullptr, arguments.data(),
                  environ) != 0)
    return false;
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void time_program(benchmark::State& state, const std::vector<std::string>& words) {
  if (std::getenv("DISPLAY") == nullptr) {  // NOLINT(concurrency-mt-unsafe)
    state.SkipWithError("needs a display; use xvfb-run");
    return;
  }
  for (auto _ : state)
    if (!run(words)) state.SkipWithError("the program failed");
}

fs::path scratch() {
  return fs::temp_directory_path() / ("attache_start_bench_" + std::to_string(getpid()));
}

void attache_to_first_frame(benchmark::State& state) {
  fs::create_directories(scratch());
  time_program(state, {ATTACHE_PROGRAM, "--data", scratch().string(), "window",
                       "--picture", (scratch() / "frame.png").string()});
  fs::remove_all(scratch());
}

void bare_sfml_window_to_first_frame(benchmark::State& state) {
  fs::create_directories(scratch());
  time_program(state, {BARE_WINDOW, (scratch() / "frame.png").string()});
  fs::remove_all(scratch());
}

BENCHMARK(bare_sfml_window_to_first_frame)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(attache_to_first_frame)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
