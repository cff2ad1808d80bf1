// Minutes a day, easy days and balanced due days: where other trackers drown a student.

#include <map>
#include <set>

#include <doctest/doctest.h>

#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

constexpr Instant kNever{};

/// Changes the settings of a trainer as `change` says.
template <class Change>
void change_settings(Trainer& trainer, const Change& change) {
  Settings settings = trainer.settings();
  change(settings);
  REQUIRE(trainer.change_settings(settings));
}

void set_minutes(Trainer& trainer, int minutes) {
  change_settings(trainer, [&](Settings& settings) { settings.minutes_a_day = minutes; });
}

/// Takes so long for the answer, then gives it.
void answer_in(Room& room, Trainer& trainer, Millis time, Rating rating) {
  REQUIRE(trainer.asked() != nullptr);
  room.clock.go(time);
  answer(trainer, rating);
}

/// Studies until nothing is on the table, at 8 s an answer, 20 s a new one.
void study(Room& room, Trainer& trainer, Rating rating = Rating::kGood) {
  for (int answers = 0; trainer.asked() != nullptr; ++answers) {
    REQUIRE(answers < 5'000);
    const bool is_new = trainer.asked()->phase == Phase::kNew;
    answer_in(room, trainer, is_new ? 20s : 8s, rating);
  }
}

/// Writes answers of 20 May 2024 behind the trainer's back: each question once, easy, so
/// that it comes due in the last days of May.
void learn_in_may(const Room& room, int count) {
  const auto store = Store::open(room.data());
  REQUIRE(store);
  const Scheduler scheduler{SchedulerSettings{}};
  std::vector<GivenAnswer> answers;
  for (int i = 0; i < count; ++i) {
    Review review;
    review.uuid = fmt::format("00000000-0000-7000-8000-{:012}", i);
    review.question = fmt::format("d/c{}", i);
    review.at = instant("2024-05-20T10:00:00Z");
    review.day = day("2024-05-20");
    review.rating = Rating::kEasy;
    const Schedule after = scheduler.after({}, review.rating, review.at, review.day,
                                           stable_hash(review.question));
    answers.push_back({std::move(review), after});
  }
  KeptRound round;
  round.uuid = "00000000-0000-7000-8000-ffffffffffff";
  round.kind = "exam";
  round.ended_at = kNever;
  round.state = "{}";
  REQUIRE((*store)->append_all(answers, round, scheduler));
}

std::map<StudyDay, int> due_days(const Room& room) {
  const auto store = Store::open(room.data());
  REQUIRE(store);
  const auto schedules = (*store)->schedules();
  REQUIRE(schedules);
  std::map<StudyDay, int> due;
  for (const auto& [id, schedule] : *schedules)
    if (schedule.phase == Phase::kReview) ++due[schedule.due_day];
  return due;
}

}  // namespace

TEST_CASE(
    "Back after a month with 1,000 due, the first day takes no more than its minutes") {
  Room room;
  room.write(DeckText("d").recalls(1000));
  learn_in_may(room, 1000);
  auto trainer = room.open();
  CHECK(trainer->home().due.review == 1000);
  CHECK_FALSE(trainer->home().time);
  set_minutes(*trainer, 20);
  const Home before = trainer->home();
  REQUIRE(before.time);
  CHECK(before.time->limit == 20min);
  CHECK(before.time_needed <= 20min);
  CHECK(before.due.review > 60);
  CHECK(before.due.review < 150);
  CHECK(before.due.review + before.time->waiting.review == 1000);
  // At about eleven seconds each 1,000 take nine to ten days, and some come back.
  REQUIRE(before.time->days_to_recover);
  CHECK(*before.time->days_to_recover >= 8);
  CHECK(*before.time->days_to_recover <= 16);
  CHECK(before.decks.front().due == before.due);
  CHECK(before.decks.front().waiting == before.time->waiting);

  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->progress().minutes_left == 20min);
  CHECK(trainer->progress().waiting == before.time->waiting);
  study(room, *trainer);
  const Home after = trainer->home();
  CHECK(after.due == DueCounts{});
  CHECK(after.done_today.time <= 20min);
  CHECK(after.done_today.time > 19min);
  CHECK(after.time->used == after.done_today.time);
  CHECK(trainer->summary().waiting.review == after.time->waiting.review);
  CHECK(after.time->waiting.review > 800);
  // What waits comes up again tomorrow, and the next day begins with its own minutes.
  CHECK(after.next_due == instant("2024-07-02T04:00:00Z"));
  room.clock.set("2024-07-02T10:00:00Z");
  CHECK(trainer->home().time->left() == 20min);
  CHECK(trainer->home().due.review > 60);
}

TEST_CASE("Without minutes a day all that is due is due") {
  Room room;
  room.write(DeckText("d").recalls(50));
  learn_in_may(room, 50);
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->progress().left == DueCounts{0, 50, 0});
  CHECK_FALSE(trainer->progress().minutes_left);
  CHECK(trainer->progress().waiting == DueCounts{});
  trainer->add_time(10min);  // nothing to add to
  CHECK(trainer->progress().left == DueCounts{0, 50, 0});
}

TEST_CASE("A sitting that has used its minutes goes on when some are added") {
  Room room;
  room.write(DeckText("d").recalls(200));
  learn_in_may(room, 200);
  const auto trainer = room.open();
  set_minutes(*trainer, 2);
  REQUIRE(trainer->begin_sitting());
  study(room, *trainer, Rating::kEasy);
  const Millis used = trainer->home().time->used;
  CHECK(used <= 2min);
  trainer->add_time(10min);
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->home().time->limit == 12min);
  study(room, *trainer, Rating::kEasy);
  CHECK(trainer->home().time->used <= 12min);
  CHECK(trainer->home().time->used > 11min);
  // Tomorrow has the usual ones.
  room.clock.set("2024-07-02T10:00:00Z");
  CHECK(trainer->home().time->limit == 2min);
}

TEST_CASE("Ten more minutes are ten minutes even where too many were used") {
  Room room;
  room.write(DeckText("d").recalls(200));
  learn_in_may(room, 200);
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  for (int i = 0; i < 20; ++i)
    answer_in(room, *trainer, 60s, Rating::kEasy);
  set_minutes(*trainer, 5);
  CHECK(trainer->home().time->used == 20min);
  CHECK(trainer->home().time->left() == 0ms);
  CHECK(trainer->home().due == DueCounts{});
  trainer->add_time(10min);
  CHECK(trainer->home().time->left() == 10min);
}

TEST_CASE("Minutes can be changed in the middle of a day") {
  Room room;
  room.write(DeckText("d").recalls(200));
  learn_in_may(room, 200);
  const auto trainer = room.open();
  set_minutes(*trainer, 10);
  REQUIRE(trainer->begin_sitting());
  for (int i = 0; i < 15; ++i)
    answer_in(room, *trainer, 8s, Rating::kEasy);
  CHECK(trainer->progress().minutes_left == 8min);
  set_minutes(*trainer, 3);
  CHECK(trainer->progress().minutes_left == 1min);
  REQUIRE(trainer->asked() != nullptr);  // the question on the table stays
  study(room, *trainer, Rating::kEasy);
  CHECK(trainer->home().time->used <= 3min + 8s);
  set_minutes(*trainer, 0);
  CHECK_FALSE(trainer->progress().minutes_left);
  CHECK(trainer->progress().left.review > 100);
}

TEST_CASE("Undo gives the minutes back, and redo takes them again") {
  Room room;
  room.write(DeckText("d").recalls(30));
  learn_in_may(room, 30);
  auto trainer = room.open();
  set_minutes(*trainer, 5);
  REQUIRE(trainer->begin_sitting());
  answer_in(room, *trainer, 8s, Rating::kGood);
  const SittingProgress before = trainer->progress();
  const QuestionId asked = trainer->asked()->question->id;
  answer_in(room, *trainer, 12s, Rating::kAgain);
  const SittingProgress after = trainer->progress();
  CHECK(*after.minutes_left == *before.minutes_left - 12s);
  REQUIRE(trainer->undo());
  CHECK(trainer->asked()->question->id == asked);
  CHECK(trainer->progress().minutes_left == before.minutes_left);
  CHECK(trainer->progress().left == before.left);
  CHECK(trainer->progress().waiting == before.waiting);
  REQUIRE(trainer->redo());
  CHECK(trainer->progress().minutes_left == after.minutes_left);
  CHECK(trainer->progress().left == after.left);
  trainer.reset();
  CHECK(room.cache_is_replay());
}

TEST_CASE("Steps are finished when the minutes run out, and nothing else is begun") {
  Room room;
  room.write(DeckText("d").recalls(10));
  const auto trainer = room.open();
  set_minutes(*trainer, 1);
  REQUIRE(trainer->begin_sitting());
  // 40 s at worst for the first; then 20 of 40 s are kept for its steps.
  answer_in(room, *trainer, 20s, Rating::kAgain);
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->asked()->phase == Phase::kLearning);
  CHECK(trainer->progress().left == DueCounts{1, 0, 0});
  CHECK(trainer->progress().waiting == DueCounts{0, 0, 9});
  for (int i = 0; i < 6; ++i)
    answer_in(room, *trainer, 20s, Rating::kAgain);
  CHECK(trainer->progress().minutes_left == 0ms);
  REQUIRE(trainer->asked() != nullptr);  // begun, so it is brought to its end
  study(room, *trainer);
  CHECK(trainer->summary().questions == 1);
  CHECK(trainer->summary().waiting == DueCounts{0, 0, 9});
}

TEST_CASE("A question that is set aside makes room for another one") {
  Room room;
  room.write(DeckText("d").recalls(20));
  learn_in_may(room, 20);
  const auto trainer = room.open();
  set_minutes(*trainer, 1);
  REQUIRE(trainer->begin_sitting());
  const DueCounts before = trainer->progress().left;
  REQUIRE(before.review > 0);
  const int all = before.review + trainer->progress().waiting.review;
  REQUIRE(trainer->bury());
  CHECK(trainer->progress().left == before);
  CHECK(trainer->progress().left.review + trainer->progress().waiting.review == all - 1);
  REQUIRE(trainer->suspend());
  CHECK(trainer->progress().left == before);
  CHECK(trainer->progress().minutes_left == 1min);
  REQUIRE(trainer->undo());
  REQUIRE(trainer->undo());
  CHECK(trainer->progress().left == before);
  CHECK(trainer->progress().left.review + trainer->progress().waiting.review == all);
}

TEST_CASE("A clock that is set back neither gives nor takes minutes") {
  Room room;
  room.write(DeckText("d").recalls(30));
  learn_in_may(room, 30);
  const auto trainer = room.open();
  set_minutes(*trainer, 3);
  REQUIRE(trainer->begin_sitting());
  answer_in(room, *trainer, 8s, Rating::kGood);
  const auto left = trainer->progress().minutes_left;
  room.clock.go(-2h);
  answer(*trainer, Rating::kGood);
  CHECK(trainer->progress().minutes_left == left);
  // To the day before: that day has minutes of its own, and what is due stays due.
  room.clock.go(-24h);
  CHECK(trainer->home().time->left() == 3min);
  CHECK(trainer->home().due.review > 0);
  room.clock.go(26h);
  CHECK(trainer->home().time->left() == *left);
}

TEST_CASE("Time for a pause counts as a minute and a half at most") {
  Room room;
  room.write(DeckText("d").recalls(30));
  learn_in_may(room, 30);
  const auto trainer = room.open();
  set_minutes(*trainer, 5);
  REQUIRE(trainer->begin_sitting());
  answer_in(room, *trainer, 45min, Rating::kGood);
  CHECK(*trainer->progress().minutes_left >= 5min - 90s);
}

TEST_CASE("A day off gives nothing new, and with minutes nothing at all") {
  Room room;
  room.write(DeckText("d").recalls(60));
  learn_in_may(room, 30);
  const auto trainer = room.open();
  change_settings(*trainer, [](Settings& settings) {
    settings.easy_days.front() = 0;  // Monday 1 July 2024
  });
  CHECK(trainer->home().due == DueCounts{0, 30, 0});
  set_minutes(*trainer, 10);
  CHECK(trainer->home().due == DueCounts{});
  CHECK(trainer->home().time->waiting.review == 30);
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->summary().next_due == instant("2024-07-02T04:00:00Z"));
  trainer->add_time(10min);  // whoever wants to can
  CHECK(trainer->asked() != nullptr);
  room.clock.set("2024-07-02T10:00:00Z");
  CHECK(trainer->home().due.fresh > 0);
}

TEST_CASE("Half a day's work has half the minutes and half the new questions") {
  Room room;
  room.write(DeckText("d").recalls(60));
  const auto trainer = room.open();
  change_settings(*trainer, [](Settings& settings) {
    settings.easy_days.front() = 50;
    settings.new_per_day = 8;
  });
  CHECK(trainer->home().due == DueCounts{0, 0, 4});
  set_minutes(*trainer, 30);
  CHECK(trainer->home().time->limit == 15min);
}

TEST_CASE("The next question is due on the next day that has time for it") {
  Room room;
  room.write(DeckText("d").recalls(5));
  const auto trainer = room.open();
  change_settings(*trainer, [](Settings& settings) {
    settings.easy_days = {0, 0, 0, 100, 100, 100, 100};
  });
  // Only new questions: none today, tomorrow and on Wednesday.
  CHECK(trainer->home().next_due == instant("2024-07-04T04:00:00Z"));
  change_settings(*trainer, [](Settings& settings) { settings.new_per_day = 0; });
  CHECK_FALSE(trainer->home().next_due);
  // Days off all the week would be no study at all.
  Settings settings = trainer->settings();
  settings.easy_days = {};
  CHECK_FALSE(trainer->change_settings(settings));
}

TEST_CASE("Due days are spread evenly, and a day off is avoided") {
  Room room;
  room.write(DeckText("d").recalls(60));
  auto trainer = room.open();
  change_settings(*trainer, [](Settings& settings) {
    settings.new_per_day = 60;
    settings.easy_days.back() = 0;  // Sundays
  });
  REQUIRE(trainer->begin_sitting());
  std::map<int, int> shown;
  while (trainer->asked() != nullptr) {
    ++shown[static_cast<int>(trainer->asked()->next_in.back() / 24h)];
    answer(*trainer, Rating::kEasy);
  }
  trainer.reset();
  // Easy: 6 to 10 days, 7 to 11 July; Sunday is the 7th.
  const auto due = due_days(room);
  CHECK(due.size() == 4);
  CHECK_FALSE(due.contains(day("2024-07-07")));
  for (const auto& [when, count] : due) {
    CAPTURE(iso_day(when));
    CHECK(count >= 12);
    CHECK(count <= 18);
    // What the button said is what came.
    CHECK(shown[static_cast<int>((when - day("2024-07-01")).count())] == count);
  }
  Settings settings;
  settings.new_per_day = 60;
  CHECK(room.cache_is_replay(settings));
}

TEST_CASE("The four buttons show the days that will really come") {
  for (const Rating rating : kRatings) {
    CAPTURE(name_of(rating));
    Room room;
    room.write(DeckText("d").recalls(40));
    learn_in_may(room, 40);
    auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    for (int i = 0; i < 25; ++i)
      answer_in(room, *trainer, 5s, i % 2 == 0 ? Rating::kGood : Rating::kEasy);
    const QuestionId id = trainer->asked()->question->id;
    const Millis shown =
        trainer->asked()->next_in.at(static_cast<std::size_t>(rating) - 1);
    answer_in(room, *trainer, 5s, rating);
    trainer.reset();
    const auto store = Store::open(room.data());
    REQUIRE(store);
    const Schedule schedule = (*store)->schedules()->at(id);
    if (rating == Rating::kAgain) {
      CHECK(shown == 10min);
    } else {
      CHECK(schedule.interval_days * 24h == shown);
    }
  }
}

TEST_CASE("Undo and redo leave the day that was chosen, whatever was answered since") {
  Room room;
  room.write(DeckText("d").recalls(40));
  learn_in_may(room, 40);
  auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  for (int i = 0; i < 10; ++i)
    answer(*trainer, Rating::kGood);
  const QuestionId id = trainer->asked()->question->id;
  const auto wait = trainer->asked()->next_in;
  answer(*trainer, Rating::kEasy);
  REQUIRE(trainer->undo());
  CHECK(trainer->asked()->next_in == wait);
  REQUIRE(trainer->redo());
  trainer.reset();
  CHECK(room.cache_is_replay());
  const auto store = Store::open(room.data());
  REQUIRE(store);
  CHECK((*store)->schedules()->at(id).interval_days * 24h == wait.back());
}

TEST_CASE("Chosen days survive another retention, and come back with the old one") {
  Room room;
  room.write(DeckText("d").recalls(40));
  auto trainer = room.open();
  change_settings(*trainer, [](Settings& settings) { settings.new_per_day = 40; });
  REQUIRE(trainer->begin_sitting());
  answer_all(*trainer, Rating::kEasy);
  trainer.reset();
  const auto due = due_days(room);
  trainer = room.open();
  change_settings(*trainer, [](Settings& settings) { settings.desired_retention = 0.8; });
  trainer.reset();
  Settings settings;
  settings.desired_retention = 0.8;
  CHECK(room.cache_is_replay(settings));
  CHECK(due_days(room) != due);
  trainer = room.open();
  change_settings(*trainer, [](Settings& changed) { changed.desired_retention = 0.9; });
  trainer.reset();
  CHECK(due_days(room) == due);
}

TEST_CASE("Days are left to chance where balancing is switched off") {
  Room room;
  room.write(DeckText("d").recalls(30));
  auto trainer = room.open();
  change_settings(*trainer, [](Settings& settings) {
    settings.balance_days = false;
    settings.new_per_day = 30;
  });
  REQUIRE(trainer->begin_sitting());
  answer_all(*trainer, Rating::kEasy);
  trainer.reset();
  for (const Review& review : room.log())
    CHECK_FALSE(review.place);
  CHECK(room.cache_is_replay());
}

TEST_CASE("Minutes work with FSRS-7 as well") {
  Room room;
  room.write(DeckText("d").recalls(100));
  learn_in_may(room, 100);
  auto trainer = room.open();
  change_settings(*trainer, [](Settings& settings) {
    settings.weights = default_weights(ModelKind::kFsrs7);
    settings.minutes_a_day = 5;
  });
  room.clock.set("2025-07-01T10:00:00Z");
  CHECK(trainer->home().due.review > 10);
  CHECK(trainer->home().due.review < 40);
  REQUIRE(trainer->begin_sitting());
  study(room, *trainer);
  CHECK(trainer->home().time->used <= 5min);
  trainer.reset();
  Settings settings;
  settings.weights = default_weights(ModelKind::kFsrs7);
  CHECK(room.cache_is_replay(settings));
}

TEST_CASE("A counted round uses the day's minutes, and its days are balanced too") {
  Room room;
  room.write(DeckText("d").facts(5));
  auto trainer = room.open();
  set_minutes(*trainer, 30);
  RoundPlan plan;
  plan.kind = RoundKind::kExam;
  plan.questions = 5;
  plan.counts = true;
  REQUIRE(trainer->begin_round(plan));
  while (!trainer->round()->finished) {
    room.clock.go(30s);
    REQUIRE(trainer->hand_in());
  }
  trainer.reset();
  CHECK(room.cache_is_replay());
}

TEST_CASE("A month of ten minutes a day never takes longer, and the backlog melts") {
  Room room;
  room.write(DeckText("d").recalls(300));
  learn_in_may(room, 300);
  auto trainer = room.open();
  set_minutes(*trainer, 10);
  int waiting = trainer->home().time->waiting.review;
  CHECK(waiting > 200);
  for (int date = 0; date < 14; ++date) {
    CAPTURE(date);
    room.clock.set("2024-07-01T10:00:00Z");
    room.clock.go(date * 24h);
    REQUIRE(trainer->begin_sitting());
    while (trainer->asked() != nullptr) {
      const Phase phase = trainer->asked()->phase;
      const bool forgotten = phase == Phase::kReview &&
                             stable_hash(trainer->asked()->question->id, 5) % 4 == 0 &&
                             trainer->asked()->reviews == 1;
      answer_in(room, *trainer, phase == Phase::kReview && !forgotten ? 8s : 10s,
                forgotten ? Rating::kAgain : Rating::kGood);
    }
    CHECK(trainer->home().done_today.time <= 10min);
    waiting = trainer->home().time->waiting.review;
  }
  CHECK(waiting == 0);
  trainer.reset();
  CHECK(room.cache_is_replay());
}
