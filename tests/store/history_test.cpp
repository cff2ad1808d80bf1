#include "store/history.h"

#include <doctest/doctest.h>

#include "base/uuid.h"
#include "faulty_disk.h"
#include "for_tests.h"
#include "store/review_table.h"
#include "study/manual.h"

using namespace attache;

namespace {

const Scheduler kScheduler{SchedulerSettings{}};

std::string question_of(std::size_t number) {
  return "deck/card-" + std::to_string(number);
}

/// What another program has: so many answers to each question, then where it stands.
HistorySource a_history(std::size_t questions, std::size_t each, bool standing = false) {
  HistorySource source;
  const std::size_t rows = each + (standing ? 1 : 0);
  source.size = questions * rows;
  source.entry = [=](std::size_t at, Review& entry) {
    const std::size_t turn = at % rows;
    entry = Review{};
    entry.question = question_of(at / rows);
    entry.at = at_minute(static_cast<std::int64_t>(turn) * 4000);
    entry.day = day_of(entry.at);
    entry.duration = Millis(1500);
    entry.rating = turn % 5 == 3 ? Rating::kAgain : Rating::kGood;
    if (turn == each) {
      ManualChange change;
      change.due = entry.day + std::chrono::days(30);
      entry.kind = EntryKind::kManual;
      entry.rating = Rating::kGood;
      entry.response = manual_text(change);
    }
    entry.uuid = imported_uuid(entry.question, entry.at.time_since_epoch().count());
  };
  return source;
}

Review by_hand(int n, const ManualChange& change) {
  Review review = an_answer(n);
  review.uuid = "hand-" + std::to_string(n);
  review.kind = EntryKind::kManual;
  review.form = Form::kRecall;
  review.response = manual_text(change);
  return review;
}

ManualChange forgetting() {
  ManualChange change;
  change.forget = true;
  return change;
}

std::size_t log_size(const Store& store) {
  return static_cast<std::size_t>(store.log_size().value_or(-1));
}

DayFigures figures_on(const Store& store, StudyDay day) {
  return store.days(day, day).value_or(std::map<StudyDay, DayFigures>{})[day];
}

}  // namespace

TEST_CASE("An entry by hand is read back as it was given") {
  const StoreFolder folder;
  ManualChange change;
  change.due = day_of(at_minute(0)) + std::chrono::days(9);
  Review given = by_hand(2, change);
  {
    const auto store = opened(folder.path());
    Student student(*store);
    REQUIRE(student.append(an_answer(1)));
    REQUIRE(student.append(given));
  }
  const auto store = opened(folder.path());
  const auto log = store->log();
  REQUIRE(log);
  given.sequence = 2;
  CHECK(log->back() == given);
  CHECK(cache_is_replay(*store));
  CHECK(store->schedules()->at("deck/fact/object").due_day == *change.due);
}

TEST_CASE("An entry by hand is no answer of its day") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Student student(*store);
  REQUIRE(student.append(an_answer(1)));
  REQUIRE(student.append(by_hand(2, forgetting())));
  const StudyDay day = day_of(at_minute(1));
  CHECK(figures_on(*store, day).answers == 1);
  CHECK(store->answers_on(day)->size() == 1);
  CHECK(store->mean_duration().value_or(Millis(0)) == Millis(2501));
  CHECK(store->schedules()->empty());
}

TEST_CASE("The first answer after a question was made new counts as new") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Student student(*store);
  const StudyDay day = day_of(at_minute(1));
  REQUIRE(student.append(an_answer(1)));
  REQUIRE(student.append(an_answer(2)));
  CHECK(figures_on(*store, day).fresh == 1);
  REQUIRE(student.append(by_hand(3, forgetting())));
  REQUIRE(student.append(an_answer(4)));
  CHECK(figures_on(*store, day).fresh == 2);
  REQUIRE(student.append(an_answer(5)));
  CHECK(figures_on(*store, day).fresh == 2);
  // Taking the entry by hand back makes it what it was.
  REQUIRE(student.append(a_voiding(6, by_hand(3, forgetting()))));
  CHECK(figures_on(*store, day).fresh == 1);
  CHECK(cache_is_replay(*store));
  CHECK(facts_fit(*store));
  REQUIRE(store->work_out_anew(kScheduler));
  CHECK(facts_fit(*store));
  CHECK(figures_on(*store, day).fresh == 1);
}

TEST_CASE("The checksum of an entry by hand covers what it says") {
  // Bytes put together by the definition in README.md and hashed with libxxhash, outside
  // this program.
  Review entry;
  entry.sequence = 7;
  entry.uuid = "0190f5fe-7c00-7a00-8000-000000000001";
  entry.kind = EntryKind::kManual;
  entry.at = Instant(Millis(1722161700000));
  entry.zone_offset = std::chrono::minutes(540);
  entry.day = StudyDay(std::chrono::days(19932));
  entry.question = "japan/usfj/object";
  entry.response = R"({"due":19990})";
  CHECK(checksum_of(entry) == 0x5a2ce2fa6e90b228U);
}

TEST_CASE("A bit that flips in an entry by hand is noticed") {
  const StoreFolder folder;
  {
    const auto store = opened(folder.path());
    Student student(*store);
    REQUIRE(student.append(by_hand(1, forgetting())));
  }
  std::string content = content_of(folder.file());
  const std::size_t at = content.find(R"({"forget")");
  REQUIRE(at != std::string::npos);
  content[at + 3] = static_cast<char>(content[at + 3] ^ 4);
  std::ofstream(folder.file(), std::ios::binary) << content;
  const auto store = Store::open(folder.path());
  CHECK((!store || !(*store)->log()));
}

TEST_CASE("A history is added once, with the schedules that follow from it") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  const HistorySource source = a_history(20, 7, true);
  CHECK(store->count_unknown(source).value_or(0) == 160);
  CHECK(store->add_history(source, kScheduler).value_or(0) == 160);
  CHECK(log_size(*store) == 160);
  CHECK(cache_is_replay(*store));
  CHECK(store->schedules()->size() == 20);
  CHECK(figures_on(*store, day_of(at_minute(0))).fresh == 20);
  CHECK(figures_on(*store, day_of(at_minute(0))).answers == 20);

  CHECK(store->count_unknown(source).value_or(1) == 0);
  CHECK(store->add_history(source, kScheduler).value_or(1) == 0);
  CHECK(log_size(*store) == 160);
}

TEST_CASE("A longer history adds what is missing to what was studied since") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  REQUIRE(store->add_history(a_history(3, 4), kScheduler));
  Student student(*store);
  REQUIRE(student.append(an_answer(50'000, question_of(1))));
  CHECK(store->count_unknown(a_history(5, 6)).value_or(0) == 18);
  CHECK(store->add_history(a_history(5, 6), kScheduler).value_or(0) == 18);
  CHECK(log_size(*store) == 31);
  CHECK(cache_is_replay(*store));
  const auto counted = store->days(StudyDay{}, StudyDay(std::chrono::days(40'000)));
  REQUIRE(counted);
  int answers = 0;
  int fresh = 0;
  for (const auto& [day, figures] : *counted) {
    answers += figures.answers;
    fresh += figures.fresh;
  }
  CHECK(answers == 31);
  CHECK(fresh == 5);
}

TEST_CASE("A history brings flags with it") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  HistorySource source = a_history(2, 1);
  Flags flags;
  flags.suspended = true;
  source.flags.emplace_back(question_of(1), flags);
  REQUIRE(store->add_history(source, kScheduler));
  CHECK(store->flags()->at(question_of(1)) == flags);
  CHECK(store->flags()->size() == 1);
  HistorySource only_flags;
  only_flags.flags.emplace_back(question_of(1), Flags{});
  CHECK(store->add_history(only_flags, kScheduler).value_or(1) == 0);
  CHECK(store->flags()->empty());
}

TEST_CASE("A history that is cancelled leaves everything as it was") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  double told = 0;
  const auto done = store->add_history(a_history(1000, 5), kScheduler, [&](double share) {
    told = share;
    return share < 0.5;
  });
  REQUIRE_FALSE(done);
  CHECK(done.error().what == "The import was stopped");
  CHECK(told >= 0.5);
  CHECK(told < 1);
  CHECK(log_size(*store) == 0);
  CHECK(store->schedules()->empty());
  CHECK(store->add_history(a_history(1000, 5), kScheduler).value_or(0) == 5000);
}

TEST_CASE("A power cut while a history is added leaves all of it or nothing") {
  for (int cut = 1; cut <= 60; cut += 3) {
    CAPTURE(cut);
    FaultyDisk disk;
    Chance chance(static_cast<std::uint64_t>(cut));
    const StoreFolder folder;
    {
      const auto store = opened(folder.path());
      Student student(*store);
      REQUIRE(student.append(an_answer(1)));
    }
    disk.remember_what_is_certain();
    disk.cut_power_at(cut);
    bool acknowledged = false;
    if (const auto store = Store::open(folder.path()))
      acknowledged = (*store)->add_history(a_history(40, 8), kScheduler).has_value();
    disk.restart(chance);
    const auto store = opened(folder.path());
    REQUIRE(store);
    const std::size_t rows = log_size(*store);
    CHECK((rows == 1 || rows == 321));
    if (acknowledged) CHECK(rows == 321);
    CHECK(cache_is_replay(*store));
    REQUIRE(store->add_history(a_history(40, 8), kScheduler));
    CHECK(log_size(*store) == 321);
  }
}

TEST_CASE("Many questions are changed together or not at all") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Student student(*store);
  REQUIRE(student.append(an_answer(1, "deck/a")));
  Review first = by_hand(2, forgetting());
  first.question = "deck/a";
  Review second = first;  // the same uuid: refused
  second.question = "deck/b";
  Flags marked;
  marked.marked = true;
  const std::vector<NewFlags> flags{{"deck/c", marked}};
  CHECK_FALSE(store->change_many(std::vector<GivenAnswer>{{first, {}}, {second, {}}},
                                 flags, usual()));
  CHECK(log_size(*store) == 1);
  CHECK(store->flags()->empty());
  second.uuid = "hand-3";
  REQUIRE(store->change_many(std::vector<GivenAnswer>{{first, {}}, {second, {}}}, flags,
                             usual()));
  CHECK(log_size(*store) == 3);
  CHECK(store->schedules()->empty());
  CHECK(store->flags()->at("deck/c") == marked);
  // Tried again after an error that was none, it is there already.
  CHECK(store->change_many(std::vector<GivenAnswer>{{first, {}}, {second, {}}}, flags,
                           usual()));
  CHECK(log_size(*store) == 3);
}

TEST_CASE("The day of a question is that on which it was seen first") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Student student(*store);
  REQUIRE(student.append(an_answer(1, "deck/a")));
  const StudyDay first = day_of(at_minute(1));
  const StudyDay later = first + std::chrono::days(20);
  REQUIRE(store->note_added(std::vector<QuestionId>{"deck/a", "deck/b"}, later));
  REQUIRE(store->note_added(std::vector<QuestionId>{"deck/a", "deck/b", "deck/c"},
                            later + std::chrono::days(1)));
  const auto days = store->added_days();
  REQUIRE(days);
  CHECK(days->size() == 3);
  CHECK(days->at("deck/a") == first);
  CHECK(days->at("deck/b") == later);
  CHECK(days->at("deck/c") == later + std::chrono::days(1));
}

TEST_CASE("Ratings are told by question from a day on") {
  const StoreFolder folder;
  const auto store = opened(folder.path());
  Student student(*store);
  REQUIRE(student.append(an_answer(1, "deck/a", Rating::kAgain)));
  REQUIRE(student.append(an_answer(3000, "deck/a", Rating::kEasy)));
  REQUIRE(student.append(an_answer(3001, "deck/b")));
  REQUIRE(student.append(a_voiding(3002, an_answer(3001, "deck/b"))));
  const StudyDay late = day_of(at_minute(3000));
  const auto since = store->ratings_since(late);
  REQUIRE(since);
  CHECK(since->size() == 1);
  CHECK(since->at("deck/a") ==
        std::vector<std::pair<StudyDay, Rating>>{{late, Rating::kEasy}});
  CHECK(store->ratings_since(day_of(at_minute(0)))->at("deck/a").size() == 2);
}
