// A large Anki package: 100,000 notes and 1,000,000 answers.

#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exchange/archive.h"
#include "exchange/formats.h"
#include "store/sqlite.h"
#include "support/temporary_folder.h"
#include "trainer/trainer.h"

namespace {

using attache::Database;
using attache::Instant;
using attache::StudyCalendar;
using attache::exchange::InFormat;

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

/// On the disk that is measured, not in memory.
class Folder : public attache::TemporaryFolder {
 public:
  Folder() : TemporaryFolder(std::filesystem::temp_directory_path()) {}
  [[nodiscard]] std::filesystem::path collection() const { return path() / "collection"; }
  [[nodiscard]] std::filesystem::path package() const { return path() / "large.apkg"; }
};

void make_package(const Folder& folder) {
  {
    auto database = Database::open(folder.collection(), Database::Mode::kWrite);
    if (!database || !database->script(kSchema)) std::abort();
    fill(*database);
    if (!database->script("COMMIT")) std::abort();
  }
  std::ifstream in(folder.collection(), std::ios::binary);
  const auto zip = attache::exchange::zip_of(
      {{"collection.anki2", {std::istreambuf_iterator<char>(in), {}}}, {"media", "{}"}});
  if (!zip) std::abort();
  std::ofstream(folder.package(), std::ios::binary) << *zip;
}

/// The package, made once, in a process of its own so that its memory does not count.
const Folder& large_package() {
  static const Folder kept;
  static const bool made = [] {
    const pid_t child = ::fork();
    if (child == 0) {
      make_package(kept);
      ::_exit(0);
    }
    int status = 1;
    return ::waitpid(child, &status, 0) == child && status == 0;
  }();
  if (!made) std::abort();
  return kept;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}
double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Forgets the most memory that the process has had so far (Linux).
void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << 5;
}
double peak_megabytes() {
  std::ifstream in("/proc/self/status");
  for (std::string word; in >> word;)
    if (word == "VmHWM:") {
      double kilobytes = 0;
      in >> kilobytes;
      return kilobytes / 1024;
    }
  return 0;
}

class FixedClock : public attache::Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return Instant(std::chrono::seconds(1'900'000'000));
  }
};

/// What SQLite alone takes to copy the rows of the same package into a file, committed.
void copying_its_rows_with_sqlite(benchmark::State& state) {
  const Folder& source = large_package();
  for (auto run : state) {
    const Folder target;
    auto database = Database::open(target.collection(), Database::Mode::kWrite);
    if (!database || !database->script(fmt::format(R"sql(
ATTACH '{}' AS package;
BEGIN;
CREATE TABLE notes AS SELECT * FROM package.notes;
CREATE TABLE cards AS SELECT * FROM package.cards;
CREATE TABLE answers (sequence INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  question TEXT NOT NULL, at INTEGER NOT NULL, rating INTEGER NOT NULL);
CREATE INDEX by_question ON answers (question);
INSERT INTO answers
  SELECT NULL, lower(hex(randomblob(16))), 'deck/card-' || cid, id, ease
    FROM package.revlog ORDER BY cid, id;
COMMIT;)sql",
                                                   source.collection().string())))
      state.SkipWithError("the rows were not copied");
  }
}

/// As a student does it: what would happen, then the whole of it. Wall time; `CPU_s` is
/// processor time of all threads, `MB_at_most` what the process held at most.
void importing_a_package(benchmark::State& state) {
  const Folder& source = large_package();
  for (auto run : state) {
    state.PauseTiming();
    const Folder home;
    const FixedClock clock;
    auto trainer = attache::Trainer::open({.data_folder = home.path(),
                                           .deck_paths = {home.path() / "decks"},
                                           .clock = &clock,
                                           .calendar = *StudyCalendar::in_zone("UTC")});
    if (!trainer) std::abort();
    forget_peak();
    const double before = cpu_seconds();
    state.ResumeTiming();
    attache::ImportRequest request;
    request.file = source.package();
    const auto start = std::chrono::steady_clock::now();
    const auto plan = attache::plan_import(request, (*trainer)->import_ground());
    if (!plan) std::abort();
    const auto planned = std::chrono::steady_clock::now();
    const auto done = (*trainer)->carry_out_import(*plan, request);
    state.counters["plan_s"] = std::chrono::duration<double>(planned - start).count();
    state.counters["CPU_s"] = cpu_seconds() - before;
    state.counters["MB_at_most"] = peak_megabytes();
    if (done) state.counters["entries"] = static_cast<double>(done->answers);
    if (!done || done->added != kNotes ||
        done->answers < std::size_t{kNotes} * kAnswersOfNote)
      state.SkipWithError("the package was not imported as it should be");
  }
}

/// So many small cards in another program's text: {0} is their number.
struct SmallCards {
  InFormat format;
  const char* head;
  const char* card;
  const char* end;
};
constexpr SmallCards kTable{InFormat::kTable, "", "Town {0}\tCountry {0}\n", ""};
constexpr SmallCards kGift{
    InFormat::kGift, "", "Whose is town {0}?{{=Country {0} ~Peru ~Chile ~Oman}}\n\n", ""};
constexpr SmallCards kMoodleXml{
    InFormat::kMoodleXml, "<quiz>",
    "<question type=\"shortanswer\"><questiontext><text>Whose is town {0}?</text>"
    "</questiontext><answer fraction=\"100\"><text>Country {0}</text></answer>"
    "</question>",
    "</quiz>"};
constexpr SmallCards kHashcards{InFormat::kHashcards, "",
                                "Q: Whose is town {0}?\nA: Country {0}\n\n", ""};
constexpr SmallCards kAiken{
    InFormat::kAiken, "",
    "Whose is town {0}?\nA. Country {0}\nB. Peru\nC. Chile\nANSWER: A\n\n", ""};
constexpr SmallCards kMnemosyneText{InFormat::kMnemosyneText, "",
                                    "Town {0}\tCountry {0}\n", ""};
constexpr SmallCards kMnemosyneXml{
    InFormat::kMnemosyneXml, R"(<mnemosyne core_version="1" time_of_start="1000000000">)",
    R"(<item id="{0}" gr="4" e="2.5" ac_rp="1" rt_rp="2" lps="0" l_rp="9" n_rp="20">)"
    "<cat>A</cat><Q>Town {0}</Q><A>Country {0}</A></item>",
    "</mnemosyne>"};

void reading_100000_cards(benchmark::State& state, const SmallCards& small) {
  std::string text = small.head;
  for (int i = 0; i < kNotes; ++i)
    text += fmt::format(fmt::runtime(small.card), i);
  text += small.end;
  for (auto run : state) {
    const auto imported = attache::exchange::import_text(
        text, small.format,
        {"small", "", "en", *StudyCalendar::in_zone("UTC"), Instant{}, {}});
    std::size_t cards = 0;
    if (imported)
      for (const auto& deck : imported->decks)
        cards += deck.deck.cards.size();
    state.counters["decks"] = imported ? static_cast<double>(imported->decks.size()) : 0;
    if (cards != kNotes) state.SkipWithError("cards are missing");
  }
}

BENCHMARK_CAPTURE(reading_100000_cards, table, kTable)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(reading_100000_cards, gift, kGift)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(reading_100000_cards, moodle_xml, kMoodleXml)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(reading_100000_cards, hashcards, kHashcards)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(reading_100000_cards, aiken, kAiken)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(reading_100000_cards, mnemosyne_text, kMnemosyneText)
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(reading_100000_cards, mnemosyne_xml, kMnemosyneXml)
    ->Unit(benchmark::kSecond);
BENCHMARK(copying_its_rows_with_sqlite)
    ->Unit(benchmark::kSecond)
    ->Iterations(1)
    ->UseRealTime();
BENCHMARK(importing_a_package)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

}  // namespace
