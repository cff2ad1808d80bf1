// Decks change under the student: progress belongs to ids.

#include <doctest/doctest.h>

#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

std::string card(const std::string& id, const std::string& ask, int meaning = 1) {
  return "<card id=\"" + id + "\" kind=\"recall\" meaning=\"" + std::to_string(meaning) +
         "\"><ask>" + ask + "</ask><answer>yes</answer></card>";
}

}  // namespace

TEST_CASE("Editing wording, moving and adding cards keeps progress") {
  Room room;
  room.write(DeckText("d").recall("a").recall("b"));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer_all(*trainer, Rating::kEasy);
  }
  room.write(DeckText("d", "Another title")
                 .recall("c")
                 .add(card("b", "Quite another wording?"))
                 .recall("a"));
  const auto trainer = room.open();
  const DeckSummary deck = trainer->home().decks.front();
  CHECK(deck.title == "Another title");
  CHECK(deck.questions == 3);
  CHECK(deck.learned == 2);
  CHECK(deck.due == DueCounts{0, 0, 1});
  room.clock.go(24h * 20);
  CHECK(trainer->home().due == DueCounts{0, 2, 1});
}

TEST_CASE("A removed question keeps its history and comes back with it") {
  Room room;
  room.write(DeckText("d").recall("a").recall("b"));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer_all(*trainer, Rating::kEasy);
  }
  room.write(DeckText("d").recall("b"));
  {
    const auto trainer = room.open();
    CHECK(trainer->home().decks.front().questions == 1);
    CHECK(trainer->home().done_today.answers == 2);
    // Its answers still count for the day's new questions.
    Settings settings = trainer->settings();
    settings.new_per_day = 2;
    REQUIRE(trainer->change_settings(settings));
    // A change of the settings works its schedule out anew with all the others.
    settings.desired_retention = 0.85;
    REQUIRE(trainer->change_settings(settings));
    CHECK(trainer->begin_sitting());
  }
  CHECK(room.log().size() == 2);
  room.write(DeckText("d").recall("a").recall("b").recall("c"));
  const auto trainer = room.open();
  CHECK(trainer->home().decks.front().learned == 2);
  CHECK(trainer->home().due.fresh == 0);
}

TEST_CASE("A question of which the answer means something else is learned anew") {
  Room room;
  room.write(DeckText("d").add(card("a", "How many members?")));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer_all(*trainer, Rating::kEasy);
  }
  room.write(DeckText("d").add(card("a", "How many members?", 2)));
  room.clock.go(24h);
  {
    const auto trainer = room.open();
    CHECK(trainer->home().decks.front().started == 0);
    CHECK(trainer->home().due == DueCounts{0, 0, 1});
    REQUIRE(trainer->begin_sitting());
    REQUIRE(trainer->asked() != nullptr);
    CHECK(trainer->asked()->changed);
    CHECK(trainer->asked()->phase == Phase::kNew);
    answer(*trainer, Rating::kGood);
    CHECK_FALSE(trainer->asked()->changed);
    CHECK(trainer->asked()->phase == Phase::kLearning);
    // Taken back, it is as before: learned once, in its old meaning.
    REQUIRE(trainer->undo());
    CHECK(trainer->asked()->changed);
    CHECK(trainer->home().due == DueCounts{0, 0, 1});
    answer_all(*trainer, Rating::kGood);
  }
  {
    // Learned anew, it counts as a new one of the day, after reopening too.
    const auto trainer = room.open();
    Settings settings = trainer->settings();
    settings.new_per_day = 1;
    REQUIRE(trainer->change_settings(settings));
    room.write(DeckText("d").add(card("a", "How many members?", 2)).recall("b"));
  }
  CHECK(room.open()->home().due.fresh == 0);
  CHECK(room.cache_is_replay());
  const std::vector<Review> answers = counting(room.log());
  REQUIRE(answers.size() == 3);
  CHECK(answers[0].meaning == 1);
  CHECK(answers[1].meaning == 2);
  CHECK(answers[2].meaning == 2);
  const auto trainer = room.open();
  CHECK(trainer->home().decks.front().learned == 1);
}

TEST_CASE("An undo back into the old meaning leaves the old schedule in the store") {
  Room room;
  room.write(DeckText("d").add(card("a", "How many members?")));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer_all(*trainer, Rating::kEasy);
  }
  room.clock.go(24h);
  room.write(DeckText("d").add(card("a", "How many members?", 2)));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer(*trainer, Rating::kGood);
    REQUIRE(trainer->undo());
  }
  CHECK(room.cache_is_replay());
}
