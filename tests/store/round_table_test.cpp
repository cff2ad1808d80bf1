// Quiz rounds and editions of decks, beside the log.

#include "store/round_table.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "for_tests.h"
#include "store/backup.h"
#include "store/migrations.h"
#include "store/review_table.h"

using namespace attache;

namespace {

KeptRound a_round(const std::string& uuid, std::int64_t minute = 0) {
  return {uuid, "exam", at_minute(minute), {}, R"({"at":1})"};
}

GivenAnswer given(int n, const QuestionId& question) {
  const Review review = an_answer(n, question);
  return {review,
          Scheduler(SchedulerSettings{})
              .after({}, review.rating, review.at, review.day, stable_hash(question))};
}

/// A file as version 1 of the program left it, with one answer.
void make_version_1(const StoreFolder& folder) {
  auto database = Database::open(folder.file(), Database::Mode::kWrite);
  REQUIRE(database);
  REQUIRE(migrate(*database, migrations().first(1)));
  CHECK(database->run("INSERT INTO setting (key, value) VALUES ('new-per-day', '7')"));
}

}  // namespace

TEST_CASE("A round is kept, changed and removed") {
  const StoreFolder folder;
  auto store = opened(folder.path());
  CHECK(store->rounds()->empty());
  KeptRound round = a_round("a");
  REQUIRE(store->save_round(round));
  round.state = "山";
  round.ended_at = at_minute(9);
  REQUIRE(store->save_round(round));
  CHECK(*store->round("a") == round);
  CHECK_FALSE(store->round("b")->has_value());
  store.reset();
  store = opened(folder.path());
  CHECK(*store->rounds() == std::vector<KeptRound>{round});
  REQUIRE(store->remove_round("a"));
  REQUIRE(store->remove_round("a"));
  CHECK(store->rounds()->empty());
}

TEST_CASE("Rounds come with the newest first") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  for (const int minute : {5, 9, 1})
    REQUIRE(store->save_round(a_round(std::to_string(minute), minute)));
  std::string order;
  const auto rounds = store->rounds();
  for (const KeptRound& round : *rounds)
    order += round.uuid;
  CHECK(order == "951");
}

TEST_CASE("Answers of a round are written together with it, once") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  const std::vector<GivenAnswer> answers{given(1, "d/a"), given(2, "d/b")};
  KeptRound round = a_round("r");
  round.ended_at = at_minute(3);
  CHECK(*store->append_all(answers, round, usual()) == std::vector<std::int64_t>{1, 2});
  CHECK(*store->append_all(answers, round, usual()) == std::vector<std::int64_t>{1, 2});
  CHECK(*store->log_size() == 2);
  CHECK(*store->round("r") == round);
  CHECK(cache_is_replay(*store));
}

TEST_CASE("Of answers of which one cannot be written none is, nor the round") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  REQUIRE(store->append(an_answer(2, "d/x"), "d/x", Schedule{}, usual()));
  const std::vector<GivenAnswer> answers{given(1, "d/a"), given(2, "d/b")};
  CHECK_FALSE(store->append_all(answers, a_round("r"), usual()));
  CHECK(*store->log_size() == 1);
  CHECK(store->rounds()->empty());
  CHECK(store->schedules()->empty());
}

TEST_CASE("A round without answers may be written too") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  CHECK(store->append_all({}, a_round("r"), usual())->empty());
  CHECK(store->rounds()->size() == 1);
}

TEST_CASE("Editions are kept by deck, the highest first; the last of one counts") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  REQUIRE(store->save_edition("d", 1, at_minute(1), "one"));
  REQUIRE(store->save_edition("d", 2, at_minute(2), "two"));
  REQUIRE(store->save_edition("d", 1, at_minute(3), "one mended"));
  REQUIRE(store->save_edition("e", 5, at_minute(4), "other"));
  CHECK(*store->editions_of("d") ==
        std::vector<KeptEdition>{{2, at_minute(2), "two"},
                                 {1, at_minute(3), "one mended"}});
  CHECK(store->editions_of("f")->empty());
}

TEST_CASE("Checksums of rounds and editions are those of the definition") {
  // Bytes put together by the definition in README.md and hashed with libxxhash, outside
  // this program.
  KeptRound round{"a", "exam", instant(5), {}, "{}"};
  CHECK(checksum_of(round) == 0xb353ebd2ad364dbeU);
  round.ended_at = instant(-1);
  CHECK(checksum_of(round) == 0xaecf6e063aebf24cU);
  CHECK(checksum_of("d", KeptEdition{2, instant(7), "x"}) == 0x65d64ba397749a0aU);
}

TEST_CASE("A row that was changed behind the program's back is noticed") {
  for (const std::string change :
       {"UPDATE round SET state = '{}'", "UPDATE round SET ended_at = 1",
        "UPDATE edition SET content = 'y'", "UPDATE edition SET seen_at = 1"}) {
    CAPTURE(change);
    const StoreFolder folder;
    {
      const auto store = opened(folder.path());
      REQUIRE(store->save_round(a_round("r")));
      REQUIRE(store->save_edition("d", 1, at_minute(0), "x"));
    }
    { CHECK(PlainSqlite(folder.file()).run(change)); }
    const auto store = opened(folder.path());
    const bool in_round = change.find("round") != std::string::npos;
    CHECK(store->rounds().has_value() != in_round);
    CHECK(store->round("r").has_value() != in_round);
    CHECK(store->editions_of("d").has_value() == in_round);
    // No backup is made of what is damaged.
    CHECK_FALSE(store->back_up(at_minute(1)));
  }
}

TEST_CASE("A backup holds rounds and editions") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  REQUIRE(store->save_round(a_round("r")));
  REQUIRE(store->save_edition("d", 1, at_minute(0), "x"));
  const auto backup = store->back_up(at_minute(1));
  REQUIRE(backup);
  const StoreFolder other;
  std::filesystem::copy_file(*backup, other.file());
  const auto copy = opened(other.path());
  CHECK(*copy->rounds() == *store->rounds());
  CHECK(*copy->editions_of("d") == *store->editions_of("d"));
}

TEST_CASE("A file of version 1 is backed up as it was, then gains the new tables") {
  const StoreFolder folder;
  make_version_1(folder);
  {
    const auto store = opened(folder.path());
    REQUIRE(store);
    CHECK(store->settings()->at("new-per-day") == "7");
    CHECK(store->rounds()->empty());
    CHECK(store->editions_of("d")->empty());
    REQUIRE(store->save_round(a_round("r")));
  }
  CHECK(PlainSqlite(folder.file()).ask("PRAGMA user_version") == "7\n");
  const auto before = folder.path() / "backups" / "before-version-0007.db";
  REQUIRE(std::filesystem::exists(before));
  PlainSqlite old(before);
  CHECK(old.ask("PRAGMA user_version") == "1\n");
  CHECK(old.ask("SELECT value FROM setting") == "7\n");
  CHECK(old.ask("SELECT count(*) FROM sqlite_schema WHERE name = 'round'") == "0\n");
}
