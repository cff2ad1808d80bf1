#include "store/migrations.h"

#include <array>

#include <doctest/doctest.h>

#include "faulty_disk.h"
#include "for_tests.h"
#include "store/exam_table.h"
#include "store/review_table.h"
#include "store/schedule_table.h"

using namespace attache;

namespace {

constexpr Migration kFirst{
    1, "CREATE TABLE letter (text TEXT) STRICT; INSERT INTO letter VALUES ('a')"};
constexpr Migration kSecond{
    2,
    "ALTER TABLE letter ADD COLUMN size INTEGER; "
    "UPDATE letter SET size = 7; CREATE INDEX by_size ON letter (size)"};
constexpr Migration kBroken{
    2, "ALTER TABLE letter ADD COLUMN size INTEGER; SELECT * FROM nowhere"};

Database database_at(const std::filesystem::path& file) {
  auto database = Database::open(file, Database::Mode::kWrite);
  REQUIRE(database);
  // As strict as it gets: without it a journal that was removed may come back after a
  // power cut.
  static_cast<void>(database->script("PRAGMA synchronous = EXTRA"));
  return *std::move(database);
}

/// The answers of a file of version 3: two to one question and one to another, the last
/// with the place of its due day.
std::vector<Review> answers_of_version_3() {
  std::vector<Review> rows{an_answer(1, "d/a"), an_answer(2, "d/b"),
                           an_answer(4000, "d/a")};
  rows.back().place = 0.25;
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].sequence = static_cast<std::int64_t>(i) + 1;
  return rows;
}

const KeptExam kExam{"exam-1", R"({"title":"Midterm"})"};

/// Schedules as files up to version 4 have them, by the question's own name.
void put_old_schedules(Database& database, const std::vector<Review>& log) {
  const auto millis = [](Instant at) {
    return std::int64_t{at.time_since_epoch().count()};
  };
  for (const auto& [question, schedule] : replay(log, usual())) {
    if (schedule.phase == Phase::kNew) continue;
    REQUIRE(database.run(
        "INSERT INTO schedule (question, phase, step, stability, difficulty, due_at, "
        "due_day, last_at, last_day, interval_days, reviews, lapses) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        std::string_view(question), std::string_view(name_of(schedule.phase)),
        schedule.step, schedule.memory->stability, schedule.memory->difficulty,
        millis(schedule.due_at), day_number(schedule.due_day), millis(schedule.last_at),
        day_number(schedule.last_day), schedule.interval_days, schedule.reviews,
        schedule.lapses));
  }
}

/// A file as version 3 of the program left it.
void make_version_3(const std::filesystem::path& file) {
  auto database = Database::open(file, Database::Mode::kWrite);
  REQUIRE(database);
  REQUIRE(migrate(*database, migrations().first(3)));
  for (const Review& row : answers_of_version_3()) {
    REQUIRE(database->run(
        "INSERT INTO review (sequence, uuid, kind, at, zone_offset, day, question, "
        "meaning, form, response, rating, duration, checksum, place) "
        "VALUES (?, ?, 'answer', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.sequence, std::string_view(row.uuid),
        std::int64_t{row.at.time_since_epoch().count()},
        std::int64_t{row.zone_offset.count()}, day_number(row.day),
        std::string_view(row.question), row.meaning, std::string_view(name_of(row.form)),
        std::string_view(row.response), static_cast<int>(row.rating),
        std::int64_t{row.duration.count()}, static_cast<std::int64_t>(checksum_of(row)),
        row.place));
    REQUIRE(database->run("INSERT INTO counted VALUES (?, ?, 0, ?, ?)",
                          day_number(row.day), row.sequence, row.sequence < 3 ? 1 : 0,
                          std::int64_t{row.duration.count()}));
  }
  put_old_schedules(*database, answers_of_version_3());
  Flags flags;
  flags.marked = true;
  REQUIRE(put_flags(*database, "d/b", flags));
  REQUIRE(put_exam(*database, kExam));
}

/// The log of a file of version 4, with all that can be in one: wrong answers, one that
/// was overruled, one taken back, one that counts again, a question made new again, and
/// one whose only answer was taken back.
std::vector<Review> log_of_version_4() {
  const auto typed = [](int n, const char* question, const char* response) {
    Review answer = an_answer(n, question, Rating::kAgain);
    answer.form = Form::kTyped;
    answer.response = response;
    return answer;
  };
  constexpr int kDay = 24 * 60;
  const Review undone = an_answer(3 * kDay, "d/b", Rating::kEasy);
  const Review undoing = a_voiding(3 * kDay + 1, undone);
  Review forgotten = an_answer(20 * kDay, "d/a");
  forgotten.kind = EntryKind::kManual;
  forgotten.response = R"({"forget":true})";
  const Review only = an_answer(30 * kDay, "d/c");
  std::vector<Review> rows{
      an_answer(1, "d/a", Rating::kEasy),
      typed(2, "d/b", R"({"texts":["Kadena"],"verdict":"wrong"})"),
      typed(3, "d/b", R"({"texts":["Atsugi"],"verdict":"wrong"})"),
      typed(4, "d/b", R"({"texts":["Atsugi"],"verdict":"right","overruled":true})"),
      undone,
      undoing,
      a_voiding(3 * kDay + 2, undoing),
      an_answer(12 * kDay, "d/a"),
      typed(13 * kDay, "d/b", R"({"texts":["Kadena"],"verdict":"wrong"})"),
      forgotten,
      an_answer(21 * kDay, "d/a"),
      only,
      a_voiding(30 * kDay + 1, only),
  };
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].sequence = static_cast<std::int64_t>(i) + 1;
  return rows;
}

/// A file as version 4 of the program left it.
void make_version_4(const std::filesystem::path& file) {
  using MaybeText = std::optional<std::string_view>;
  const auto log = log_of_version_4();
  auto database = Database::open(file, Database::Mode::kWrite);
  REQUIRE(database);
  REQUIRE(migrate(*database, migrations().first(4)));
  for (const Review& row : log) {
    const bool voids = row.kind == EntryKind::kVoid;
    const bool by_hand = row.kind == EntryKind::kManual;
    REQUIRE(database->run(
        "INSERT INTO review (sequence, uuid, kind, voids, at, zone_offset, day, "
        "question, "
        "meaning, form, response, rating, duration, checksum, given) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.sequence, std::string_view(row.uuid),
        std::string_view(voids ? "void" : "answer"),
        voids ? MaybeText(row.voids) : std::nullopt,
        std::int64_t{row.at.time_since_epoch().count()},
        std::int64_t{row.zone_offset.count()}, day_number(row.day),
        std::string_view(row.question), row.meaning, std::string_view(name_of(row.form)),
        by_hand ? std::string_view() : std::string_view(row.response),
        static_cast<int>(row.rating), std::int64_t{row.duration.count()},
        static_cast<std::int64_t>(checksum_of(row)),
        by_hand ? MaybeText(row.response) : std::nullopt));
  }
  // What counts: 1 to 5, 8, 9 and 11; new are the first answers to d/a and d/b, and that
  // after d/a was made new.
  for (const std::size_t at : {0U, 1U, 2U, 3U, 4U, 7U, 8U, 10U}) {
    const Review& row = log[at];
    const bool fresh = at == 0 || at == 1 || at == 10;
    REQUIRE(database->run("INSERT INTO counted VALUES (?, ?, ?, ?, ?)",
                          day_number(row.day), row.sequence,
                          row.rating == Rating::kAgain ? 1 : 0, fresh ? 1 : 0,
                          std::int64_t{row.duration.count()}));
  }
  put_old_schedules(*database, log);
}

/// Days and times of the learner as version 4 had them.
bool figures_are_those_of_version_4(const Store& store) {
  const auto days = store.days(day_of(at_minute(0)), day_of(at_minute(100 * 24 * 60)));
  if (!days || days->size() != 5) return false;
  const DayFigures& first = days->at(day_of(at_minute(1)));
  const DayFigures& last = days->at(day_of(at_minute(21 * 24 * 60)));
  return first.answers == 4 && first.again == 3 && first.fresh == 2 &&
         first.time == Millis(4 * 2500 + 10) && last.answers == 1 && last.fresh == 1;
}

}  // namespace

TEST_CASE("Versions are numbered from 1 without a gap") {
  int expected = 1;
  for (const Migration& step : migrations())
    CHECK(step.version == expected++);
  CHECK(newest_version() == expected - 1);
}

TEST_CASE("An empty file gets every step, an older one those it lacks") {
  const StoreFolder folder;
  {
    auto database = database_at(folder.file());
    REQUIRE(migrate(database, std::array{kFirst}));
    CHECK(database.number("PRAGMA user_version").value_or(0) == 1);
    CHECK(database.number("PRAGMA application_id").value_or(0) == kApplicationId);
  }
  auto database = database_at(folder.file());
  REQUIRE(migrate(database, std::array{kFirst, kSecond}));
  CHECK(database.number("PRAGMA user_version").value_or(0) == 2);
  CHECK(database.number("SELECT size FROM letter").value_or(0) == 7);
  CHECK(database.number("SELECT count(*) FROM letter").value_or(0) == 1);
}

TEST_CASE("A step that fails leaves the file as it was") {
  const StoreFolder folder;
  auto database = database_at(folder.file());
  REQUIRE(migrate(database, std::array{kFirst}));
  CHECK_FALSE(migrate(database, std::array{kFirst, kBroken}));
  CHECK(database.number("PRAGMA user_version").value_or(0) == 1);
  CHECK(database.number("SELECT count(*) FROM pragma_table_info('letter')").value_or(0) ==
        1);
}

TEST_CASE("A migration cut at any write leaves the old version or the new one") {
  for (int cut = 1; cut <= 30; ++cut) {
    CAPTURE(cut);
    FaultyDisk disk;
    disk.remember_what_is_certain();
    Chance chance(static_cast<std::uint64_t>(cut));
    const StoreFolder folder;
    {
      auto database = database_at(folder.file());
      REQUIRE(migrate(database, std::array{kFirst}));
    }
    disk.cut_power_at(cut);
    {
      auto database = database_at(folder.file());
      static_cast<void>(migrate(database, std::array{kFirst, kSecond}));
    }
    disk.restart(chance);
    auto database = database_at(folder.file());
    CHECK(database.word("PRAGMA integrity_check").value_or("") == "ok");
    const auto version = database.number("PRAGMA user_version").value_or(0);
    const auto columns =
        database.number("SELECT count(*) FROM pragma_table_info('letter')").value_or(0);
    CHECK((version == 1 || version == 2));
    CHECK(columns == version);
    REQUIRE(migrate(database, std::array{kFirst, kSecond}));
    CHECK(database.number("SELECT size FROM letter").value_or(0) == 7);
  }
}

TEST_CASE("A file of version 3 is upgraded with everything in it, after a backup") {
  const StoreFolder folder;
  make_version_3(folder.file());
  {
    const auto store = opened(folder.path());
    REQUIRE(store != nullptr);
    CHECK(*store->log() == answers_of_version_3());
    CHECK(cache_is_replay(*store));
    CHECK(store->flags()->at("d/b").marked);
    CHECK(*store->exams() == std::vector<KeptExam>{kExam});
    const auto figures = store->days(day_of(at_minute(1)), day_of(at_minute(4000)));
    REQUIRE(figures);
    CHECK(figures->at(day_of(at_minute(1))).fresh == 2);
    CHECK(figures->at(day_of(at_minute(4000))).answers == 1);
    // The day of a question that was there before is that of its first answer.
    CHECK(store->added_days()->empty());
    REQUIRE(store->note_added(std::vector<QuestionId>{"d/a"}, day_of(at_minute(9000))));
    CHECK(store->added_days()->at("d/a") == day_of(at_minute(1)));
  }
  PlainSqlite now(folder.file());
  CHECK(now.ask("PRAGMA user_version") == "7\n");
  CHECK(now.ask("SELECT count(*) FROM review WHERE given IS NULL") == "3\n");
  int of_version_3 = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "backups"))
    if (PlainSqlite(entry.path()).ask("PRAGMA user_version") == "3\n") ++of_version_3;
  CHECK(of_version_3 == 1);
}

TEST_CASE("An upgrade from version 3 cut at any write loses nothing") {
  for (int cut = 1; cut <= 60; cut += 2) {
    CAPTURE(cut);
    FaultyDisk disk;
    Chance chance(static_cast<std::uint64_t>(cut));
    const StoreFolder folder;
    make_version_3(folder.file());
    disk.remember_what_is_certain();
    disk.cut_power_at(cut);
    { const auto store = Store::open(folder.path()); }
    disk.restart(chance);
    const auto store = Store::open(folder.path());
    CAPTURE((store ? std::string() : store.error().text()));
    REQUIRE(store);
    CHECK(*(*store)->log() == answers_of_version_3());
    CHECK(cache_is_replay(**store));
  }
}

TEST_CASE("A file of version 4 is upgraded, and its statistics are worked out once") {
  const StoreFolder folder;
  make_version_4(folder.file());
  {
    const auto store = opened(folder.path());
    REQUIRE(store != nullptr);
    CHECK(*store->log() == log_of_version_4());
    CHECK(cache_is_replay(*store));
    CHECK(figures_are_those_of_version_4(*store));
    // Until then there are none, rather than wrong ones.
    CHECK_FALSE(*store->is_worked_out());
    std::vector<AnswerFact> facts;
    std::vector<std::size_t> ends;
    CHECK_FALSE(store->read_facts(facts, ends));
    REQUIRE(store->work_out_anew(usual()));
    CHECK(*store->is_worked_out());
    CHECK(facts_fit(*store));
    CHECK(cache_is_replay(*store));
    CHECK(figures_are_those_of_version_4(*store));
  }
  const auto again = opened(folder.path());
  CHECK(*again->is_worked_out());
  CHECK(facts_fit(*again));
}

TEST_CASE("Numbers follow the order in which questions came to the log") {
  const StoreFolder folder;
  make_version_4(folder.file());
  const auto store = opened(folder.path());
  std::vector<std::string> questions;
  REQUIRE(store->each_number(0, [&](std::string_view question, std::uint32_t number) {
    CHECK(number == questions.size());
    questions.emplace_back(question);
  }));
  CHECK(questions == std::vector<std::string>{"d/a", "d/b", "d/c"});
}

TEST_CASE("An upgraded file may be studied before its statistics are worked out") {
  const StoreFolder folder;
  make_version_4(folder.file());
  const auto store = opened(folder.path());
  Student student(*store);
  REQUIRE(student.append(an_answer(60'000, "d/a", Rating::kHard)));
  REQUIRE(student.append(a_voiding(60'001, log_of_version_4()[8])));
  CHECK(cache_is_replay(*store));
  REQUIRE(store->work_out_anew(usual()));
  CHECK(cache_is_replay(*store));
  CHECK(facts_fit(*store));
}

TEST_CASE(
    "Working out statistics for an upgraded file, cut at any write, is begun again") {
  for (int cut = 1; cut <= 80; cut += 3) {
    CAPTURE(cut);
    FaultyDisk disk;
    Chance chance(static_cast<std::uint64_t>(cut));
    const StoreFolder folder;
    make_version_4(folder.file());
    disk.remember_what_is_certain();
    disk.cut_power_at(cut);
    {
      const auto store = Store::open(folder.path());
      if (store) static_cast<void>((*store)->work_out_anew(usual()));
    }
    disk.restart(chance);
    const auto store = Store::open(folder.path());
    CAPTURE((store ? std::string() : store.error().text()));
    REQUIRE(store);
    CHECK(*(*store)->log() == log_of_version_4());
    if (!*(*store)->is_worked_out()) REQUIRE((*store)->work_out_anew(usual()));
    CHECK(facts_fit(**store));
    CHECK(cache_is_replay(**store));
  }
}
