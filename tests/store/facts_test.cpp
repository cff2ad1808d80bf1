// Facts of answers in chunks: a log long enough to have some.

#include <algorithm>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "faulty_disk.h"
#include "for_tests.h"
#include "store/fact_chunks.h"
#include "study/manual.h"

using namespace attache;

namespace {

constexpr std::size_t kRows = 10'000;  // two chunks, and a part of the third
constexpr std::size_t kEach = 20;      ///< answers to a question, a minute apart

void fill(std::size_t at, Review& entry) {
  entry = an_answer(static_cast<int>(at), "deck/" + std::to_string(at / kEach),
                    kRatings[at * 7 / 3 % kRatings.size()]);
}

HistorySource long_history(std::size_t rows = kRows) {
  HistorySource source;
  source.size = rows;
  source.entry = fill;
  return source;
}

Review entry_at(std::size_t at) {
  Review entry;
  fill(at, entry);
  return entry;
}

/// A student with a long log, and someone who reads its facts now and then.
class Reading {
 public:
  explicit Reading(Store& store) : store_(store), student_(store) {}

  [[nodiscard]] bool fits() {
    const auto log = store_.log();
    return log && store_.read_facts(facts_, ends_) &&
           facts_are_those_of(store_, facts_, *log) && facts_fit(store_);
  }
  [[nodiscard]] Student& student() { return student_; }
  [[nodiscard]] const std::vector<AnswerFact>& facts() const { return facts_; }

 private:
  Store& store_;
  Student student_;
  std::vector<AnswerFact> facts_;
  std::vector<std::size_t> ends_;
};

std::string chunks_in(const StoreFolder& folder) {
  return PlainSqlite(folder.file())
      .ask("SELECT chunk, length(facts) / 16 FROM fact_chunk ORDER BY chunk");
}

}  // namespace

TEST_CASE("A chunk stands for 4096 rows of the log") {
  CHECK(chunk_of(1) == 0);
  CHECK(chunk_of(4096) == 0);
  CHECK(chunk_of(4097) == 1);
}

TEST_CASE("A history that is added brings its chunks with it") {
  const StoreFolder folder;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->add_history(long_history(), usual()));
  }
  CHECK(chunks_in(folder) == "0 4096\n1 4096\n");
  const auto store = opened(folder.path());
  CHECK(facts_fit(*store));
}

TEST_CASE("A chunk that answers have filled is written when facts are read") {
  const StoreFolder folder;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->add_history(long_history(4090), usual()));
    Student student(*store);
    for (int n = 4090; n < 4100; ++n)
      REQUIRE(student.append(an_answer(n, "deck/new")));
    Reading reading(*store);
    CHECK(reading.fits());
    CHECK(reading.facts().size() == 4100);
  }
  CHECK(chunks_in(folder) == "0 4096\n");
}

TEST_CASE("An answer taken back far in the past leaves its chunk, and counts again") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  REQUIRE(store->add_history(long_history(), usual()));
  Reading reading(*store);
  REQUIRE(reading.fits());
  const Review undo = a_voiding(20'000, entry_at(4090));
  REQUIRE(reading.student().append(undo));
  CHECK(reading.fits());
  CHECK(reading.facts().size() == kRows - 1);
  Review redo = a_voiding(20'001, undo);
  redo.question = undo.question;
  REQUIRE(reading.student().append(redo));
  CHECK(reading.fits());
  CHECK(reading.facts().size() == kRows);
}

TEST_CASE("Undoing the last answer leaves chunks of earlier ones as they are") {
  const StoreFolder folder;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->add_history(long_history(), usual()));
    Student student(*store);
    const Review answer = an_answer(20'000, "deck/0");
    REQUIRE(student.append(answer));
    REQUIRE(student.append(a_voiding(20'001, answer)));
  }
  CHECK(chunks_in(folder) == "0 4096\n1 4096\n");
}

TEST_CASE("property: facts stay those of a long log, whatever is taken back or set") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  REQUIRE(store->add_history(long_history(), usual()));
  Reading reading(*store);
  REQUIRE(reading.fits());
  int n = 30'000;
  std::vector<Review> voidings;
  Chance chance(7);
  for (int round = 0; round < 12; ++round) {
    for (int step = 0; step < 4; ++step) {
      ++n;
      const Review old = entry_at(chance.below(kRows));
      const auto what = chance.below(4);
      if (what == 0) {
        REQUIRE(reading.student().append(an_answer(n, old.question)));
      } else if (what == 1) {
        voidings.push_back(a_voiding(n, old));
        REQUIRE(reading.student().append(voidings.back()));
      } else if (what == 2 && !voidings.empty()) {
        REQUIRE(reading.student().append(a_voiding(n, voidings.back())));
        voidings.pop_back();
      } else {
        Review forgotten = an_answer(n, old.question);
        forgotten.kind = EntryKind::kManual;
        ManualChange change;
        change.forget = true;
        forgotten.response = manual_text(change);
        REQUIRE(reading.student().append(forgotten));
        REQUIRE(reading.student().append(an_answer(++n, old.question)));
      }
    }
    CAPTURE(round);
    REQUIRE(reading.fits());
  }
  CHECK(cache_is_replay(*store));
  REQUIRE(store->work_out_anew(usual()));
  CHECK(facts_fit(*store));
}

TEST_CASE("A chunk that is no whole number of facts is named, and worked out anew") {
  const StoreFolder folder;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->add_history(long_history(), usual()));
  }
  REQUIRE(PlainSqlite(folder.file())
              .run("UPDATE fact_chunk SET facts = x'00' WHERE chunk = 1"));
  const auto store = opened(folder.path());
  std::vector<AnswerFact> facts;
  std::vector<std::size_t> ends;
  const auto read = store->read_facts(facts, ends);
  REQUIRE_FALSE(read);
  CHECK(read.error().what == "The figures of your answers cannot be read");
  CHECK(facts.empty());
  CHECK(ends.empty());
  REQUIRE(store->work_out_anew(usual()));
  CHECK(facts_fit(*store));
}

namespace {

/// What is said where facts are read after a change by somebody else.
std::string said_after(const std::string& change, std::size_t rows) {
  const StoreFolder folder;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->add_history(long_history(rows), usual()));
    // One that was taken back is not missed.
    Student student(*store);
    REQUIRE(student.append(a_voiding(static_cast<int>(rows), entry_at(rows - 2))));
  }
  REQUIRE(PlainSqlite(folder.file())
              .run("DROP TRIGGER review_is_never_changed;"
                   "DROP TRIGGER review_is_never_deleted; PRAGMA foreign_keys = OFF;" +
                   change));
  const auto store = opened(folder.path());
  std::vector<AnswerFact> facts;
  std::vector<std::size_t> ends;
  const auto read = store->read_facts(facts, ends);
  return read ? std::string() : read.error().what;
}

}  // namespace

TEST_CASE("A changed bit in a chunk is noticed") {
  CHECK(said_after("", kRows).empty());
  const std::string damaged = "The figures of your answers cannot be read";
  // A byte of the duration in the last fact.
  CHECK(said_after("UPDATE fact_chunk SET facts = CAST(substr(facts, 1, 65528) || "
                   "x'77' || substr(facts, 65530) AS BLOB) WHERE chunk = 1",
                   kRows) == damaged);
  CHECK(said_after("UPDATE fact_chunk SET facts = CAST(substr(facts, 1, 65528) || "
                   "substr(facts, 65529, 1) || substr(facts, 65530) AS BLOB)",
                   kRows)
            .empty());  // put together again as it was
  // One in the place of the other, both whole.
  CHECK(said_after("UPDATE fact_chunk SET (facts, checksum) = (SELECT facts, checksum "
                   "FROM fact_chunk AS other WHERE other.chunk = 0) WHERE chunk = 1",
                   kRows) == damaged);
}

TEST_CASE("Behind the last chunk, the log itself is read, and what was noted of it") {
  constexpr std::size_t kFew = 100;
  CHECK(said_after("", kFew).empty());
  CHECK(said_after("UPDATE review SET duration = duration + 1 WHERE sequence = 7",
                   kFew) == "Entry 7 of the review log is damaged");
  CHECK(said_after("DELETE FROM counted WHERE sequence = 7;"
                   "DELETE FROM review WHERE sequence = 7",
                   kFew) == "Entry 7 of the review log is missing");
  const std::string misfit = "The figures of entry 7 do not fit the review log";
  for (const char* change :
       {"UPDATE counted SET duration = duration + 1 WHERE sequence = 7",
        "UPDATE counted SET rating = 5 - rating WHERE sequence = 7",
        "UPDATE counted SET number = number + 1 WHERE sequence = 7",
        "UPDATE counted SET day = day + 1 WHERE sequence = 7",
        "DELETE FROM counted WHERE sequence = 7"}) {
    CAPTURE(change);
    CHECK(said_after(change, kFew) == misfit);
  }
  CHECK(said_after("DELETE FROM counted WHERE sequence = 100", kFew) ==
        "The figures of entry 100 do not fit the review log");
}

TEST_CASE("A chunk is not made again of rows that are damaged") {
  CHECK(said_after("DELETE FROM fact_chunk WHERE chunk = 0;"
                   "UPDATE review SET rating = 5 - rating WHERE sequence = 4096",
                   kRows) == "Entry 4096 of the review log is damaged");
}

TEST_CASE("Facts are read where chunks cannot be written, and written later") {
  const StoreFolder folder;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->add_history(long_history(), usual()));
  }
  REQUIRE(PlainSqlite(folder.file()).run("DELETE FROM fact_chunk WHERE chunk = 1"));
  {
    FaultyDisk disk;
    const auto store = opened(folder.path());
    disk.fail_at(1, SQLITE_FULL, true);
    Reading reading(*store);
    CHECK(reading.fits());
    disk.work_again();
    CHECK(reading.fits());
  }
  CHECK(chunks_in(folder) == "0 4096\n1 4096\n");
}
