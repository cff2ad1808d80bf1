// Disks that refuse: what was acknowledged is kept, what was not leaves nothing behind.

#include <functional>
#include <optional>
#include <set>

#include <doctest/doctest.h>

#include "faulty_disk.h"
#include "for_tests.h"
#include "store/sqlite.h"

using namespace attache;

namespace {

std::set<std::string> uuids_of(const std::vector<Review>& log) {
  std::set<std::string> uuids;
  for (const Review& review : log)
    uuids.insert(review.uuid);
  return uuids;
}

/// What a student experiences: answers until the disk fails, then goes on after it works
/// again.
struct Sitting {
  std::set<std::string> acknowledged;
  int errors = 0;
};

Sitting sit(Store& store, int answers) {
  Sitting sitting;
  Student student(store);
  for (int n = 0; n < answers; ++n) {
    const Review answer = an_answer(n, "deck/" + std::to_string(n % 3));
    const auto done = student.append(answer);
    if (done) {
      sitting.acknowledged.insert(answer.uuid);
    } else {
      ++sitting.errors;
    }
  }
  return sitting;
}

void check_one_fault(int at, int code, bool lasting, bool careful) {
  CAPTURE(at);
  CAPTURE(code);
  FaultyDisk disk;
  const StoreFolder folder;
  if (careful) std::filesystem::create_directory(folder.path() / ".stfolder");
  auto store = opened(folder.path());
  REQUIRE(store != nullptr);
  disk.fail_at(at, code, lasting);
  const Sitting sitting = sit(*store, 6);
  disk.work_again();
  // In the store that goes on, exactly what was acknowledged is there.
  CHECK(uuids_of(*store->log()) == sitting.acknowledged);
  CHECK(cache_is_replay(*store));
  Student student(*store);
  const Review later = an_answer(100);
  REQUIRE(student.append(later));
  store.reset();
  store = opened(folder.path());
  REQUIRE(store != nullptr);
  auto expected = sitting.acknowledged;
  expected.insert(later.uuid);
  CHECK(uuids_of(*store->log()) == expected);
  CHECK(store->log()->size() == expected.size());
  CHECK(cache_is_replay(*store));
}

}  // namespace

TEST_CASE("A single failing write loses nothing and doubles nothing") {
  for (int at = 1; at <= 60; ++at)
    check_one_fault(at, SQLITE_IOERR, false, false);
}

TEST_CASE("A disk that fails for a while loses nothing and doubles nothing") {
  for (int at = 1; at <= 60; ++at)
    check_one_fault(at, SQLITE_IOERR, true, false);
}

TEST_CASE("A full disk loses nothing and doubles nothing") {
  for (int at = 1; at <= 60; ++at)
    check_one_fault(at, SQLITE_FULL, true, false);
}

TEST_CASE("The careful journal survives the same faults") {
  for (int at = 1; at <= 60; ++at) {
    check_one_fault(at, SQLITE_IOERR, false, true);
    check_one_fault(at, SQLITE_FULL, true, true);
  }
}

TEST_CASE("A full disk is named, with what to do") {
  FaultyDisk disk;
  const StoreFolder folder;
  const auto store = opened(folder.path());
  disk.fail_at(1, SQLITE_FULL, true);
  const auto done = store->append(an_answer(1), "deck/fact/object", Schedule{}, usual());
  REQUIRE_FALSE(done);
  CHECK(done.error().what == "The disk is full");
  CHECK(done.error().where == folder.file().string());
  CHECK_FALSE(done.error().remedy.empty());
}

TEST_CASE("A disk error is named") {
  FaultyDisk disk;
  const StoreFolder folder;
  const auto store = opened(folder.path());
  disk.fail_at(1, SQLITE_IOERR, true);
  CHECK(
      store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()).error().what ==
      "The disk could not be read or written");
  CHECK_FALSE(store->set_flags("deck/a", Flags{true, false, {}, {}}));
  CHECK_FALSE(store->set_setting("a", "b"));
  CHECK_FALSE(store->work_out_anew(usual()));
  disk.work_again();
  CHECK(store->flags()->empty());
  CHECK(store->settings()->empty());
  CHECK(store->set_setting("a", "b"));
}

TEST_CASE("A full disk while closing costs nothing") {
  for (int at = 1; at <= 12; ++at) {
    CAPTURE(at);
    FaultyDisk disk;
    const StoreFolder folder;
    auto store = opened(folder.path());
    const Sitting sitting = sit(*store, 5);
    disk.fail_at(at, SQLITE_FULL, true);
    store.reset();
    disk.work_again();
    store = opened(folder.path());
    REQUIRE(store != nullptr);
    CHECK(uuids_of(*store->log()) == sitting.acknowledged);
    CHECK(cache_is_replay(*store));
  }
}

TEST_CASE("A disk that fails while the file is opened gives an error and harms nothing") {
  const StoreFolder folder;
  std::set<std::string> acknowledged;
  {
    FaultyDisk disk;
    const auto store = opened(folder.path());
    acknowledged = sit(*store, 5).acknowledged;
  }
  for (int at = 1; at <= 12; ++at) {
    FaultyDisk disk;
    disk.fail_at(at, SQLITE_IOERR, true);
    const auto store = Store::open(folder.path());
    if (!store) CHECK(store.error().what == "The disk could not be read or written");
  }
  const auto store = opened(folder.path());
  REQUIRE(store != nullptr);
  CHECK(uuids_of(*store->log()) == acknowledged);
}

TEST_CASE("A file that was only half made is made again") {
  for (int at = 1; at <= 40; ++at) {
    CAPTURE(at);
    FaultyDisk disk;
    const StoreFolder folder;
    disk.fail_at(at, SQLITE_IOERR, true);
    { const auto store = Store::open(folder.path()); }
    disk.work_again();
    const auto store = Store::open(folder.path());
    CAPTURE((store ? std::string() : store.error().text()));
    REQUIRE(store);
    CHECK((*store)->log_size().value_or(-1) == 0);
  }
}

TEST_CASE("A backup that cannot be written leaves no file and no harm") {
  FaultyDisk disk;
  const StoreFolder folder;
  const auto store = opened(folder.path());
  sit(*store, 3);
  disk.fail_at(1, SQLITE_FULL, true);
  CHECK_FALSE(store->back_up(at_minute(10)));
  disk.work_again();
  CHECK(std::filesystem::is_empty(folder.path() / "backups"));
  CHECK(store->back_up(at_minute(11)));
  CHECK(store->log()->size() == 3);
}

namespace {

using Request = std::function<std::optional<Error>(Store&)>;

template <class T>
std::optional<Error> error_of(const Result<T>& result) {
  return result ? std::nullopt : std::optional(result.error());
}

/// What another program has of ten questions, two of which are known.
HistorySource a_history() {
  constexpr std::size_t kEach = 5;
  HistorySource source;
  source.size = 10 * kEach;
  source.entry = [](std::size_t at, Review& entry) {
    const int turn = static_cast<int>(at % kEach);
    entry = an_answer(20'000 + turn * 3000, "deck/" + std::to_string(at / kEach + 1));
    entry.uuid = "other-" + std::to_string(at);
  };
  Flags flags;
  flags.suspended = true;
  source.flags.emplace_back("deck/7", flags);
  return source;
}

/// The first twelve writes one by one, and one of every 23 of those behind them.
int after(int at) {
  return at < 12 ? at + 1 : at + 23;
}

/// A history that comes in while the disk fails: all of it or nothing.
void check_history_fault(int at, int code, bool lasting, bool careful) {
  CAPTURE(at);
  CAPTURE(code);
  FaultyDisk disk;
  const StoreFolder folder;
  if (careful) std::filesystem::create_directory(folder.path() / ".stfolder");
  auto store = opened(folder.path());
  REQUIRE(store != nullptr);
  const auto before = sit(*store, 6).acknowledged;
  const Scheduler scheduler{SchedulerSettings{}};
  disk.fail_at(at, code, lasting);
  const auto added = store->add_history(a_history(), scheduler);
  disk.work_again();
  if (added) {
    CHECK(*added == 50);
  } else {
    CHECK_FALSE(added.error().what.empty());
    CHECK(uuids_of(*store->log()) == before);
    CHECK(store->flags()->empty());
  }
  CHECK(cache_is_replay(*store));
  // Tried again, whatever was there is not doubled.
  const auto again = store->add_history(a_history(), scheduler);
  REQUIRE(again);
  CHECK(*again == (added ? 0U : 50U));
  store.reset();
  store = opened(folder.path());
  REQUIRE(store != nullptr);
  CHECK(store->log()->size() == before.size() + 50);
  CHECK(store->flags()->size() == 1);
  CHECK(cache_is_replay(*store));
}

/// Everything that a store can be asked or told.
std::vector<Request> everything() {
  const StudyDay day = an_answer(0).day;
  return {
      [](Store& store) { return error_of(store.log()); },
      [](Store& store) { return error_of(store.log_of("deck/1")); },
      [=](Store& store) { return error_of(store.answers_on(day)); },
      [](Store& store) { return error_of(store.log_size()); },
      [](Store& store) { return error_of(store.schedules()); },
      [](Store& store) { return error_of(store.flags()); },
      [](Store& store) { return error_of(store.settings()); },
      [=](Store& store) { return error_of(store.days(day, day)); },
      [](Store& store) { return error_of(store.mean_duration()); },
      [](Store& store) {
        return error_of(store.set_flags("a", Flags{true, true, {}, "b"}));
      },
      [](Store& store) { return error_of(store.set_flags("a", Flags{})); },
      [](Store& store) { return error_of(store.set_setting("a", "b")); },
      [](Store& store) { return error_of(store.work_out_anew(usual())); },
      [](Store& store) { return error_of(store.kept_schedules()); },
      [](Store& store) {
        std::vector<AnswerFact> facts;
        std::vector<std::size_t> ends;
        return error_of(store.read_facts(facts, ends));
      },
      [](Store& store) {
        return error_of(store.each_number(0, [](std::string_view, std::uint32_t) {}));
      },
      [](Store& store) {
        return error_of(
            store.each_wrong_answer(1, [](const WrongAnswer&) { return true; }));
      },
      [](Store& store) { return error_of(store.back_up(at_minute(1))); },
      [](Store& store) {
        return error_of(
            store.append(an_answer(9000), "deck/fact/object", Schedule{}, usual()));
      },
      [](Store& store) {
        return error_of(store.append(a_voiding(9001, an_answer(1, "deck/1")), "deck/1",
                                     Schedule{}, usual()));
      },
      [](Store& store) {
        return error_of(store.add_history(a_history(), Scheduler(SchedulerSettings{})));
      },
      [](Store& store) { return error_of(store.count_unknown(a_history())); },
  };
}

/// So much that opening does not read all of it.
void fill_many_pages(Store& store) {
  for (int n = 0; n < 300; ++n) {
    const std::string question = "deck/" + std::to_string(n % 100);
    Schedule schedule;
    schedule.phase = Phase::kReview;
    REQUIRE(store.append(an_answer(n, question), question, schedule, usual()));
    REQUIRE(store.set_flags(question, Flags{true, false, {}, std::string(400, 'n')}));
    REQUIRE(store.set_setting(question, std::string(400, 's')));
  }
}

}  // namespace

TEST_CASE("A disk that cannot be read gives an error for everything, and harms nothing") {
  FaultyDisk disk;
  const StoreFolder folder;
  fill_many_pages(*opened(folder.path()));
  for (const Request& ask : everything()) {
    for (const int reads : {3, 2, 1, 0}) {
      const auto store = opened(folder.path());
      REQUIRE(store != nullptr);
      const auto size = store->log_size().value_or(-1);
      disk.refuse_reads_after(reads);
      const auto error = ask(*store);
      disk.read_again();
      if (error) CHECK(error->what == "The disk could not be read or written");
      if (error) CHECK(store->log_size().value_or(-1) == size);
    }
  }
}

TEST_CASE("A store that was just opened reports a disk that cannot be read") {
  FaultyDisk disk;
  const StoreFolder folder;
  fill_many_pages(*opened(folder.path()));
  for (const Request& ask : everything()) {
    const auto store = opened(folder.path());
    disk.refuse_reads_after(0);
    const auto error = ask(*store);
    disk.read_again();
    REQUIRE(error.has_value());
    CHECK(error->what == "The disk could not be read or written");
    CHECK_FALSE(ask(*store).has_value());
  }
}

TEST_CASE("A disk that cannot be read while opening gives an error and harms nothing") {
  FaultyDisk disk;
  const StoreFolder folder;
  fill_many_pages(*opened(folder.path()));
  for (int reads = 0; reads < 30; ++reads) {
    CAPTURE(reads);
    disk.refuse_reads_after(reads);
    const auto store = Store::open(folder.path());
    disk.read_again();
    if (!store) CHECK(store.error().what == "The disk could not be read or written");
  }
  CHECK(opened(folder.path())->log()->size() == 300);
}

TEST_CASE("A disk that fails while a history is added leaves all of it or nothing") {
  for (int at = 1; at <= 150; at = after(at)) {
    check_history_fault(at, SQLITE_IOERR, false, false);
    check_history_fault(at, SQLITE_IOERR, true, false);
    check_history_fault(at, SQLITE_FULL, true, false);
    check_history_fault(at, SQLITE_IOERR, true, true);
  }
}

TEST_CASE("A history beyond the memory set aside for a transaction fails as cleanly") {
  // So much that pages go to the disk before the end.
  HistorySource source;
  source.size = 6000;
  source.entry = [](std::size_t at, Review& entry) {
    entry = an_answer(static_cast<int>(at % 3) * 3000, "deck/" + std::to_string(at / 3));
    entry.uuid = "other-" + std::to_string(at);
    entry.response = std::string(2000, 'x');
  };
  const Scheduler scheduler{SchedulerSettings{}};
  for (const int at : {1, 40, 400, 1500}) {
    CAPTURE(at);
    FaultyDisk disk;
    const StoreFolder folder;
    const auto store = opened(folder.path());
    const auto before = sit(*store, 3).acknowledged;
    disk.fail_at(at, SQLITE_IOERR, false);
    const auto added = store->add_history(source, scheduler);
    disk.work_again();
    if (!added) CHECK(uuids_of(*store->log()) == before);
    CHECK(store->log_size().value_or(-1) == (added ? 6003 : 3));
    CHECK(cache_is_replay(*store));
  }
}

TEST_CASE("A disk that is gone gives an error for everything until it is back") {
  FaultyDisk disk;
  const StoreFolder folder;
  const auto store = opened(folder.path());
  REQUIRE(store->append(an_answer(1, "deck/1"), "deck/1", Schedule{}, usual()));
  disk.cut_power_at(1);
  CHECK_FALSE(store->append(an_answer(2), "deck/fact/object", Schedule{}, usual()));
  for (const Request& ask : everything())
    CHECK(ask(*store).has_value());
  CHECK_FALSE(store->tidy());
  disk.work_again();
  CHECK(store->log()->size() == 1);
  for (const Request& ask : everything())
    CHECK_FALSE(ask(*store).has_value());
}

TEST_CASE("Every kind of trouble has words of its own") {
  CHECK(sqlite_error(SQLITE_FULL, "f", "").what == "The disk is full");
  CHECK(sqlite_error(SQLITE_IOERR_FSYNC, "f", "").what ==
        "The disk could not be read or written");
  CHECK(sqlite_error(SQLITE_READONLY, "f", "").what ==
        "This file cannot be opened for writing");
  CHECK(sqlite_error(SQLITE_BUSY, "f", "").what == "Another program is using this file");
  CHECK(sqlite_error(SQLITE_CORRUPT, "f", "").what == "This file is damaged");
  CHECK(sqlite_error(SQLITE_NOMEM, "f", "").what == "There is not enough memory");
  CHECK(sqlite_error(SQLITE_MISUSE, "f", "odd").what ==
        "This file could not be used (odd)");
}

TEST_CASE("Every write of a backup may fail without harm") {
  for (int at = 1; at <= 40; ++at) {
    CAPTURE(at);
    FaultyDisk disk;
    const StoreFolder folder;
    const auto store = opened(folder.path());
    sit(*store, 3);
    disk.fail_at(at, SQLITE_IOERR, at % 2 == 0);
    const auto saved = store->back_up(at_minute(10));
    disk.work_again();
    if (saved) CHECK(PlainSqlite(*saved).ask("SELECT count(*) FROM review") == "3\n");
    CHECK(store->back_up(at_minute(11)));
    CHECK(store->log()->size() == 3);
  }
}
