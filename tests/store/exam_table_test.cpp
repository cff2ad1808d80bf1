// Exams beside the log, and what else version 3 of the file added.

#include "store/exam_table.h"

#include <doctest/doctest.h>

#include "for_tests.h"
#include "store/backup.h"
#include "store/migrations.h"
#include "store/review_table.h"

using namespace attache;

namespace {

/// A file as version 2 of the program left it, with one answer.
Review make_version_2(const StoreFolder& folder) {
  Review row = an_answer(1, "d/a");
  row.sequence = 1;
  auto database = Database::open(folder.file(), Database::Mode::kWrite);
  REQUIRE(database);
  REQUIRE(migrate(*database, migrations().first(2)));
  REQUIRE(database->run(
      "INSERT INTO review (sequence, uuid, kind, at, zone_offset, day, question, "
      "meaning, "
      "form, response, rating, duration, checksum) "
      "VALUES (?, ?, 'answer', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.sequence, std::string_view(row.uuid),
      std::int64_t{row.at.time_since_epoch().count()},
      std::int64_t{row.zone_offset.count()}, day_number(row.day),
      std::string_view(row.question), row.meaning, std::string_view(name_of(row.form)),
      std::string_view(row.response), static_cast<int>(row.rating),
      std::int64_t{row.duration.count()}, static_cast<std::int64_t>(checksum_of(row))));
  return row;
}

}  // namespace

TEST_CASE("An exam is kept, changed and removed") {
  const StoreFolder folder;
  auto store = opened(folder.path());
  CHECK(store->exams()->empty());
  KeptExam exam{"a", R"({"title":"Midterm"})"};
  REQUIRE(store->save_exam(exam));
  exam.content = R"({"title":"期末"})";
  REQUIRE(store->save_exam(exam));
  REQUIRE(store->save_exam({"b", "{}"}));
  store.reset();
  store = opened(folder.path());
  CHECK(*store->exams() == std::vector<KeptExam>{exam, {"b", "{}"}});
  REQUIRE(store->remove_exam("a"));
  REQUIRE(store->remove_exam("a"));
  CHECK(store->exams()->size() == 1);
}

TEST_CASE("A changed letter of an exam is noticed") {
  const StoreFolder folder;
  const KeptExam exam{"a", "{}"};
  REQUIRE(opened(folder.path())->save_exam(exam));
  {
    auto database = Database::open(folder.file(), Database::Mode::kWrite);
    REQUIRE(database->run("UPDATE exam SET content = '[]'"));
    CHECK_FALSE(check_exams(*database));
    CHECK_FALSE(verify(*database));
  }
  CHECK_FALSE(opened(folder.path())->exams());
}

TEST_CASE("An answer of version 2 stays readable, and its checksum what it was") {
  const StoreFolder folder;
  const Review row = make_version_2(folder);
  const auto store = opened(folder.path());
  REQUIRE(store->log());
  CHECK(*store->log() == std::vector<Review>{row});
  CHECK_FALSE(store->log()->front().place);
  CHECK(std::filesystem::exists(folder.path() / "backups" / "before-version-0007.db"));
}

TEST_CASE("The place of a due day is kept and guarded by the checksum") {
  const StoreFolder folder;
  Review row = an_answer(1, "d/a");
  row.place = 0.25;
  Review other = row;
  other.place.reset();
  CHECK(checksum_of(row) != checksum_of(other));
  const auto store = opened(folder.path());
  REQUIRE(store->append(row, row.question, {}, usual()));
  CHECK(store->log()->front().place == 0.25);
}

TEST_CASE("A schedule keeps the fast trace of its memory") {
  const StoreFolder folder;
  auto store = opened(folder.path());
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.memory = MemoryState{12.5, 4, 3.25};
  schedule.reviews = 1;
  REQUIRE(store->append(an_answer(1, "d/a"), "d/a", schedule, usual()));
  store.reset();
  store = opened(folder.path());
  CHECK(store->schedules()->at("d/a") == schedule);
}
