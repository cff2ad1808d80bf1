#include "store/store.h"

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;

TEST_CASE("A new folder gets an empty log") {
  const StoreFolder folder;
  const auto store = opened(folder.path() / "not" / "there" / "yet");
  REQUIRE(store != nullptr);
  CHECK(store->log_size().value_or(-1) == 0);
  CHECK(store->log()->empty());
  CHECK(store->schedules()->empty());
  CHECK(store->flags()->empty());
  CHECK(store->settings()->empty());
  CHECK(store->mean_duration()->has_value() == false);
  CHECK(store->notices().empty());
}

TEST_CASE("An answer is read back as it was given, with the next sequence number") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Review given = an_answer(1);
  given.response = std::string("{\"texts\":[\"\xE3\x81\x8C\"]}");
  given.meaning = 3;
  given.zone_offset = std::chrono::minutes(-570);
  REQUIRE(store->append(given, given.question, Schedule{}, usual()).value_or(0) == 1);
  const Review second = an_answer(2);
  REQUIRE(store->append(second, second.question, Schedule{}, usual()).value_or(0) == 2);
  given.sequence = 1;
  CHECK(store->log()->front() == given);
  CHECK(store->log()->back().sequence == 2);
}

TEST_CASE("What was appended is there after closing and opening again") {
  const StoreFolder folder;
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.step = 1;
  schedule.memory = MemoryState{1.0 / 3.0, 7.123456789012345};
  schedule.due_at = at_minute(77);
  schedule.due_day = day_of(at_minute(77));
  schedule.last_at = at_minute(5);
  schedule.last_day = day_of(at_minute(5));
  schedule.interval_days = 12;
  schedule.reviews = 5;
  schedule.lapses = 2;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->append(an_answer(1), "deck/fact/object", schedule, usual()));
  }
  CHECK_FALSE(std::filesystem::exists(folder.log_file()));
  const auto store = opened(folder.path());
  CHECK(store->log_size().value_or(0) == 1);
  REQUIRE(store->schedules()->contains("deck/fact/object"));
  CHECK(store->schedules()->at("deck/fact/object") == schedule);
}

TEST_CASE("An empty schedule removes the cached one") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Student student(*store);
  const Review answer = an_answer(1);
  REQUIRE(student.append(answer));
  CHECK(store->schedules()->size() == 1);
  REQUIRE(student.append(a_voiding(2, answer)));
  CHECK(store->schedules()->empty());
}

TEST_CASE("The same uuid again adds nothing and gives the same sequence number") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Student student(*store);
  REQUIRE(student.append(an_answer(1)));
  REQUIRE(student.append(an_answer(2)));
  const auto before = store->schedules();
  CHECK(
      store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()).value_or(0) ==
      1);
  CHECK(store->log_size().value_or(0) == 2);
  CHECK(*store->schedules() == *before);
}

TEST_CASE("A uuid cannot stand for two different answers") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Review answer = an_answer(1);
  REQUIRE(store->append(answer, answer.question, Schedule{}, usual()));
  answer.rating = Rating::kEasy;
  CHECK_FALSE(store->append(answer, answer.question, Schedule{}, usual()));
  CHECK(store->log()->size() == 1);
  CHECK(store->log()->front().rating == Rating::kGood);
}

TEST_CASE("An entry that voids nothing known is refused and leaves nothing behind") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  const auto done =
      store->append(a_voiding(2, an_answer(1)), "deck/fact/object", Schedule{}, usual());
  REQUIRE_FALSE(done);
  CHECK(done.error().what == "There is no such answer to take back");
  CHECK(store->log_size().value_or(-1) == 0);
}

TEST_CASE("A voided answer is not in the day's figures, a restored one is") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  const Review first = an_answer(1);
  const Review second = an_answer(2, "deck/fact/object", Rating::kAgain);
  const Review undo = a_voiding(3, first);
  const Review redo = a_voiding(4, undo);
  const StudyDay day = first.day;
  for (const Review& entry : {first, second})
    REQUIRE(store->append(entry, entry.question, Schedule{}, usual()));
  CHECK(store->days(day, day)->at(day).answers == 2);
  CHECK(store->days(day, day)->at(day).again == 1);
  CHECK(store->days(day, day)->at(day).fresh == 1);
  CHECK(store->days(day, day)->at(day).time == first.duration + second.duration);

  REQUIRE(store->append(undo, undo.question, Schedule{}, usual()));
  CHECK(store->days(day, day)->at(day).answers == 1);
  CHECK(store->days(day, day)->at(day).fresh == 1);
  CHECK(store->days(day, day)->at(day).time == second.duration);
  CHECK(store->answers_on(day)->size() == 1);
  CHECK(store->answers_on(day)->front().uuid == second.uuid);
  CHECK(store->mean_duration()->value() == second.duration);

  REQUIRE(store->append(redo, redo.question, Schedule{}, usual()));
  CHECK(store->days(day, day)->at(day).answers == 2);
  CHECK(store->answers_on(day)->size() == 2);
}

TEST_CASE("Days are taken from the first to the last, both included") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  constexpr int kMinutesADay = 24 * 60;
  for (int day = 0; day < 4; ++day)
    REQUIRE(store->append(an_answer(day * kMinutesADay), "deck/fact/object", Schedule{},
                          usual()));
  const StudyDay first = an_answer(0).day;
  const auto days =
      store->days(first + std::chrono::days(1), first + std::chrono::days(2));
  REQUIRE(days->size() == 2);
  CHECK(days->begin()->first == first + std::chrono::days(1));
  CHECK(days->begin()->second.fresh == 0);
  CHECK(store->days(first, first)->at(first).fresh == 1);
}

TEST_CASE("The log of a question holds its answers and whatever voids them") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  const Review mine = an_answer(1, "deck/a");
  const Review other = an_answer(2, "deck/b");
  Review undo = a_voiding(3, mine);
  Review redo = a_voiding(4, undo);
  undo.question.clear();  // a voiding entry is found by what it voids
  redo.question.clear();
  for (const Review& entry : {mine, other, undo, redo})
    REQUIRE(store->append(entry, "deck/a", Schedule{}, usual()));
  const auto log = store->log_of("deck/a");
  REQUIRE(log->size() == 3);
  CHECK(log->at(0).uuid == mine.uuid);
  CHECK(log->at(1).uuid == undo.uuid);
  CHECK(log->at(2).uuid == redo.uuid);
  CHECK(store->log_of("deck/c")->empty());
}

TEST_CASE("The mean time is that of the last 500 answers that count") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Review slow = an_answer(0);
  slow.duration = Millis(1000000);
  REQUIRE(store->append(slow, slow.question, Schedule{}, usual()));
  for (int n = 1; n <= 500; ++n) {
    Review answer = an_answer(n);
    answer.duration = Millis(n % 2 == 0 ? 3000 : 5000);
    REQUIRE(store->append(answer, answer.question, Schedule{}, usual()));
  }
  CHECK(store->mean_duration()->value() == Millis(4000));
}

TEST_CASE("Flags and settings are kept, and default flags take no room") {
  const StoreFolder folder;
  Flags flags;
  flags.suspended = true;
  flags.buried_until = day_of(at_minute(1));
  flags.note = "see *p. 4*";
  {
    const auto store = opened(folder.path());
    REQUIRE(store->set_flags("deck/a", flags));
    REQUIRE(store->set_flags("deck/b", flags));
    REQUIRE(store->set_flags("deck/b", Flags{}));
    REQUIRE(store->set_setting("new-per-day", "10"));
    REQUIRE(store->set_setting("new-per-day", "30"));
    REQUIRE(store->set_setting("empty", ""));
  }
  const auto store = opened(folder.path());
  CHECK(store->flags()->size() == 1);
  CHECK(store->flags()->at("deck/a") == flags);
  CHECK(*store->settings() ==
        std::map<std::string, std::string>{{"empty", ""}, {"new-per-day", "30"}});
}

TEST_CASE("Schedules worked out anew take the place of the cache") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Schedule wrong;
  wrong.phase = Phase::kReview;
  wrong.interval_days = 400;
  REQUIRE(store->append(an_answer(1, "deck/a"), "deck/a", wrong, usual()));
  REQUIRE(store->append(an_answer(2, "deck/b"), "deck/b", Schedule{}, usual()));
  CHECK(store->schedules()->at("deck/a") == wrong);
  REQUIRE(store->work_out_anew(usual()));
  CHECK(cache_is_replay(*store));
  CHECK(facts_fit(*store));
  CHECK(store->days(day_of(at_minute(1)), day_of(at_minute(1)))->begin()->second.fresh ==
        2);
}

TEST_CASE("The log cannot be changed, only added to") {
  const StoreFolder folder;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
  }
  PlainSqlite file(folder.file());
  CHECK_FALSE(file.run("UPDATE review SET rating = 4"));
  CHECK_FALSE(file.run("DELETE FROM review"));
  CHECK(file.ask("SELECT count(*), sum(rating) FROM review") == "1 3\n");
}

TEST_CASE("Tidying empties the write-ahead log and loses nothing") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
  CHECK(std::filesystem::file_size(folder.log_file()) > 0);
  REQUIRE(store->tidy());
  // Only the note of what the log goes with: a header of 32 bytes, and one page of 4096
  // with a header of 24 (SQLite's description of the format).
  CHECK(std::filesystem::file_size(folder.log_file()) == 32 + 24 + 4096);
  REQUIRE(store->tidy());
  CHECK(store->log_size().value_or(0) == 1);
}

TEST_CASE("The write-ahead log does not grow without end") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  for (int n = 0; n < 1500; ++n)
    REQUIRE(store->append(an_answer(n, "deck/" + std::to_string(n % 300)),
                          "deck/" + std::to_string(n % 300), Schedule{}, usual()));
  CHECK(std::filesystem::file_size(folder.log_file()) < 6'000'000);
}

TEST_CASE("No question is answered by reading the whole log") {
  const StoreFolder folder;
  { CHECK(opened(folder.path()) != nullptr); }
  PlainSqlite file(folder.file());
  const auto plan = [&](const std::string& sql) {
    return file.ask("EXPLAIN QUERY PLAN " + sql);
  };
  // The queries of review_table.cpp, counted.cpp and store.cpp, with their columns left
  // out.
  for (const char* sql : {
           "SELECT review.rating FROM review WHERE uuid = 'a'",
           "WITH RECURSIVE about (id, name) AS (SELECT sequence, uuid FROM review WHERE "
           "question = 'a' UNION SELECT review.sequence, review.uuid FROM about CROSS "
           "JOIN "
           "review ON review.voids = about.name WHERE review.voids IS NOT NULL) SELECT "
           "rating "
           "FROM about CROSS JOIN review ON review.sequence = about.id ORDER BY sequence",
           "SELECT review.rating FROM counted CROSS JOIN review ON review.sequence = "
           "counted.sequence "
           "WHERE counted.day = 1 ORDER BY counted.sequence",
           "SELECT counted.day, review.meaning FROM review CROSS JOIN counted ON "
           "counted.day = review.day AND counted.sequence = review.sequence WHERE "
           "review.question = 'a' ORDER BY review.sequence DESC LIMIT 1",
           "SELECT EXISTS (SELECT 1 FROM review WHERE question = 'a' AND given IS NOT "
           "NULL)",
           "SELECT counted.hour FROM review CROSS JOIN counted ON counted.day = "
           "review.day AND counted.sequence = review.sequence WHERE review.question = "
           "'a' ORDER BY review.sequence",
           "SELECT counted.hour, question_number.question FROM review CROSS JOIN counted "
           "ON counted.day = review.day AND counted.sequence = review.sequence LEFT JOIN "
           "question_number USING (number) WHERE review.sequence BETWEEN 1 AND 2 ORDER "
           "BY review.sequence",
           "SELECT rating FROM review WHERE sequence BETWEEN 1 AND 2 ORDER BY sequence",
           "SELECT EXISTS (SELECT 1 FROM review WHERE voids = 'a')",
           "DELETE FROM counted WHERE day = 1 AND sequence = 1",
           "SELECT number FROM question_number WHERE question = 'a'",
           "SELECT coalesce(max(number) + 1, 0) FROM question_number",
           "SELECT number, question FROM question_number WHERE number >= 7 ORDER BY "
           "number",
           "SELECT phase FROM schedule WHERE number = 1",
           "SELECT number, text, times, last FROM wrong_answer WHERE times >= 2 ORDER BY "
           "times DESC, number, text",
           "SELECT number, text, times, last FROM wrong_answer WHERE number = 1 ORDER BY "
           "text",
           "SELECT chunk FROM fact_chunk INDEXED BY fact_chunk_there WHERE chunk < 5 "
           "ORDER BY chunk",
           "SELECT day, count(*), sum(again), sum(fresh), sum(duration) FROM counted "
           "WHERE day "
           "BETWEEN 1 AND 2 GROUP BY day",
       }) {
    CAPTURE(sql);
    const std::string steps = plan(sql);
    CAPTURE(steps);
    CHECK(steps.find("SEARCH") != std::string::npos);
    CHECK(steps.find("SCAN review") == std::string::npos);
    CHECK(steps.find("SCAN counted") == std::string::npos);
    CHECK((steps.find("TEMP B-TREE") == std::string::npos ||
           steps.find("RECURSIVE") != std::string::npos));  // of a few rows
  }
}
