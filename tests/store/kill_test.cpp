// A program that is killed while it writes has lost nothing that it acknowledged.

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <set>
#include <sys/wait.h>

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;

namespace {

/// The program that will be killed: answers without end, and says so of each after it is
/// kept.
[[noreturn]] void write_until_killed(const std::filesystem::path& folder,
                                     int to,
                                     int first) {
  const auto store = Store::open(folder);
  if (!store) ::_exit(1);
  Student student(**store);
  Review last;
  for (int n = first;; ++n) {
    const bool undo = n % 7 == 6 && last.kind == EntryKind::kAnswer && !last.uuid.empty();
    Review entry =
        undo ? a_voiding(n, last) : an_answer(n, "deck/" + std::to_string(n % 5));
    if (n % 50 == 49) static_cast<void>((*store)->tidy());
    if (!student.append(entry)) ::_exit(2);
    last = entry;
    const std::string line = entry.uuid + "\n";
    if (::write(to, line.data(), line.size()) < 0) ::_exit(3);
  }
}

/// Lets a writer work until it has acknowledged `wanted` entries, and a little longer,
/// then kills it.
void run_writer(const std::filesystem::path& folder,
                int first,
                std::size_t wanted,
                std::size_t spins,
                std::set<std::string>& acknowledged) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  if (child == 0) write_until_killed(folder, ends[1], first);
  ::close(ends[1]);
  std::string said;
  std::array<char, 4096> bytes{};
  std::size_t lines = 0;
  while (lines < wanted) {
    const ssize_t count = ::read(ends[0], bytes.data(), bytes.size());
    if (count <= 0) break;
    said.append(bytes.data(), static_cast<std::size_t>(count));
    lines = static_cast<std::size_t>(std::count(said.begin(), said.end(), '\n'));
  }
  // Lets it come to some other point of its work, without a clock.
  for (std::atomic<std::size_t> spun = 0; spun < spins;)
    ++spun;
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  for (ssize_t count = 1; count > 0;) {
    count = ::read(ends[0], bytes.data(), bytes.size());
    if (count > 0) said.append(bytes.data(), static_cast<std::size_t>(count));
  }
  ::close(ends[0]);
  for (std::size_t begin = 0, end = 0;
       (end = said.find('\n', begin)) != std::string::npos; begin = end + 1)
    acknowledged.insert(said.substr(begin, end - begin));
}

}  // namespace

TEST_CASE("A hundred kills lose no acknowledged entry") {
  const StoreFolder folder;
  Chance chance(20240728);
  std::set<std::string> acknowledged;
  for (int kill = 0; kill < 100; ++kill) {
    CAPTURE(kill);
    run_writer(folder.path(), kill * 1000, chance.below(12), chance.below(400'000),
               acknowledged);
    const auto store = opened(folder.path());
    REQUIRE(store != nullptr);
    const auto log = store->log();  // reads every checksum
    REQUIRE(log);
    std::set<std::string> found;
    for (const Review& entry : *log)
      found.insert(entry.uuid);
    CHECK(found.size() == log->size());
    CHECK(std::includes(found.begin(), found.end(), acknowledged.begin(),
                        acknowledged.end()));
    CHECK(cache_is_replay(*store));
  }
  CHECK(acknowledged.size() > 100);
}
