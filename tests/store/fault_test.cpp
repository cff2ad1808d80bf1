// Disks that refuse: what was acknowledged is kept, what was not leaves nothing behind.

#include <set>

#include <doctest/doctest.h>

#include "faulty_disk.h"
#include "for_tests.h"

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
  const TemporaryFolder folder;
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
  const TemporaryFolder folder;
  const auto store = opened(folder.path());
  disk.fail_at(1, SQLITE_FULL, true);
  const auto done = store->append(an_answer(1), "deck/fact/object", Schedule{});
  REQUIRE_FALSE(done);
  CHECK(done.error().what == "The disk is full");
  CHECK(done.error().where == folder.file().string());
  CHECK_FALSE(done.error().remedy.empty());
}

TEST_CASE("A disk error is named") {
  FaultyDisk disk;
  const TemporaryFolder folder;
  const auto store = opened(folder.path());
  disk.fail_at(1, SQLITE_IOERR, true);
  CHECK(store->append(an_answer(1), "deck/fact/object", Schedule{}).error().what ==
        "The disk could not be read or written");
  CHECK_FALSE(store->set_flags("deck/a", Flags{true, false, {}, {}}));
  CHECK_FALSE(store->set_setting("a", "b"));
  CHECK_FALSE(store->replace_schedules({}));
  disk.work_again();
  CHECK(store->flags()->empty());
  CHECK(store->settings()->empty());
  CHECK(store->set_setting("a", "b"));
}

TEST_CASE("A full disk while closing costs nothing") {
  for (int at = 1; at <= 12; ++at) {
    CAPTURE(at);
    FaultyDisk disk;
    const TemporaryFolder folder;
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
  const TemporaryFolder folder;
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
    const TemporaryFolder folder;
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
  const TemporaryFolder folder;
  const auto store = opened(folder.path());
  sit(*store, 3);
  disk.fail_at(1, SQLITE_FULL, true);
  CHECK_FALSE(store->back_up(at_minute(10)));
  disk.work_again();
  CHECK(std::filesystem::is_empty(folder.path() / "backups"));
  CHECK(store->back_up(at_minute(11)));
  CHECK(store->log()->size() == 3);
}
