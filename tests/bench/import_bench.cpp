// A large Anki package: 100,000 notes and 1,000,000 answers.

#include <benchmark/benchmark.h>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <sys/resource.h>

#include "exchange/archive.h"
#include "exchange/readers.h"
#include "store/sqlite.h"

namespace {

using attache::Database;
using attache::Instant;
using attache::StudyCalendar;

constexpr int kNotes = 100'000;
constexpr int kAnswersOfNote = 10;
constexpr std::int64_t kFirstAnswer = 1'600'000'000'000;

constexpr const char* kSchema = R"sql(
CREATE TABLE col (id integer PRIMARY KEY, crt, mod, scm, ver, dty, usn, ls, conf, models,
  decks, dconf, tags);
CREATE TABLE notes (id integer PRIMARY KEY, guid, mid, mod, usn, tags, flds, sfld, csum,
  flags, data);
CREATE TABLE cards (id integer PRIMARY KEY, nid, did, ord, mod, usn, type, queue, due, ivl,
  factor, reps, lapses, left, odue, odid, flags, data);
CREATE TABLE revlog (id integer PRIMARY KEY, cid, usn, ease, ivl, lastIvl, factor, time,
  type);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_revlog_cid ON revlog (cid);
INSERT INTO col VALUES (1, 1600000000, 0, 0, 11, 0, 0, 0, '{}',
  '{"1": {"id": 1, "name": "Basic", "type": 0,
    "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
    "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}",
               "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}]}}',
  '{"1": {"id": 1, "name": "Large::Deck"}}', '{}', '{}');
BEGIN;
)sql";

void fill(Database& database) {
  for (int i = 1; i <= kNotes; ++i) {
    const auto put = database.run(
        "INSERT INTO notes VALUES (?, ?, 1, 0, -1, ' one two ', ?, '', 0, 0, '')", i,
        fmt::format("guid{:06}", i),
        fmt::format("<b>Question {0}</b>: which treaty of the year {1} was signed in the "
                    "town of number {0}?<br>Think of its parties.\x1f<div>The treaty of "
                    "town {0}, with <i>{2}</i> parties</div>",
                    i, 1500 + i % 500, i % 17));
    const auto card = database.run(
        "INSERT INTO cards VALUES (?, ?, 1, 0, 0, -1, 2, 2, ?, 30, 2500, 10, 0, 0, 0, 0, "
        "0, '{\"s\":31.5,\"d\":5.5}')",
        i, i, i % 1000);
    if (!put || !card) std::abort();
  }
  for (int i = 0; i < kNotes * kAnswersOfNote; ++i)
    if (!database.run("INSERT INTO revlog VALUES (?, ?, -1, ?, 1, 1, 2500, 6000, 1)",
                      kFirstAnswer + std::int64_t{i} * 60'000, i % kNotes + 1, 1 + i % 4))
      std::abort();
}

/// The package, made once; it goes at the end.
class Package {
 public:
  Package() {
    std::string name =
        (std::filesystem::temp_directory_path() / "attache-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = name;
    const auto collection = folder_ / "collection";
    {
      auto database = Database::open(collection, Database::Mode::kWrite);
      if (!database || !database->script(kSchema)) std::abort();
      fill(*database);
      if (!database->script("COMMIT")) std::abort();
    }
    std::ifstream in(collection, std::ios::binary);
    const auto zip = attache::exchange::zip_of(
        {{"collection.anki2", {std::istreambuf_iterator<char>(in), {}}},
         {"media", "{}"}});
    if (!zip) std::abort();
    std::ofstream(file(), std::ios::binary) << *zip;
  }
  ~Package() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Package(const Package&) = delete;
  Package& operator=(const Package&) = delete;
  Package(Package&&) = delete;
  Package& operator=(Package&&) = delete;
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "large.apkg"; }

 private:
  std::filesystem::path folder_;
};

/// Seconds, and the megabytes that the process took at most; name a package that lies
/// ready in ATTACHE_LARGE_PACKAGE, so that its making does not count.
void import_large_package(benchmark::State& state) {
  const char* ready = std::getenv("ATTACHE_LARGE_PACKAGE");
  const std::unique_ptr<Package> made =
      ready == nullptr ? std::make_unique<Package>() : nullptr;
  const std::filesystem::path file = made ? made->file() : std::filesystem::path(ready);
  for (auto run : state) {
    const auto imported =
        attache::exchange::read_anki(file, {"large.apkg",
                                            "",
                                            "en",
                                            *StudyCalendar::in_zone("UTC"),
                                            Instant(std::chrono::seconds(1'900'000'000)),
                                            {}});
    if (!imported || imported->questions.size() != kNotes ||
        imported->answers.size() != std::size_t{kNotes} * kAnswersOfNote)
      state.SkipWithError("the package was not read as it should be");
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  state.counters["MB_at_most"] = static_cast<double>(usage.ru_maxrss) / 1024;
}
BENCHMARK(import_large_package)->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace
