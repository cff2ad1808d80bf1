// Decks that change while the program runs.

#include "for_tests.h"

using namespace attache;

namespace {

DeckText changed_deck() {
  return DeckText("d").add(
      "<card id=\"a\" kind=\"recall\"><ask>What is A?</ask><answer>It is "
      "A.</answer></card>");
}

}  // namespace

TEST_CASE("A deck that was written again is noticed, and nothing else is") {
  Room room;
  room.write(DeckText("d").recall("a"));
  const auto trainer = room.open();
  CHECK_FALSE(trainer->decks_changed_on_disk());
  room.write(DeckText("d").recall("a").recall("b"));
  CHECK(trainer->decks_changed_on_disk());
  REQUIRE(trainer->reload_decks());
  CHECK_FALSE(trainer->decks_changed_on_disk());
  CHECK(trainer->decks().front().questions().size() == 2);
  std::filesystem::remove(room.decks() / "d.xml");
  CHECK(trainer->decks_changed_on_disk());
}

TEST_CASE("A reloaded deck keeps what was learned, and the question on the table") {
  Room room;
  room.write(DeckText("d").recall("a").recall("b").recall("c"));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  REQUIRE(trainer->asked()->question->id == "d/a");
  trainer->reveal();
  REQUIRE(trainer->rate(Rating::kGood));
  REQUIRE(trainer->asked()->question->id == "d/b");

  // "b" is reworded and stands elsewhere now, "c" is gone, "n" is new.
  room.write(DeckText("d")
                 .recall("n")
                 .add("<card id=\"b\" kind=\"recall\"><ask>Which is b?</ask>"
                      "<answer>It is b.</answer></card>")
                 .recall("a"));
  REQUIRE(trainer->reload_decks());
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->asked()->question->id == "d/b");
  CHECK(trainer->asked()->prompt.stem == "Which is b?");
  CHECK(trainer->undo_name() == "Good");
  REQUIRE(trainer->undo());
  CHECK(trainer->asked()->question->id == "d/a");
  CHECK(room.log().size() == 2);
}

TEST_CASE("An answer that shows stays as it lies when the deck is read again") {
  Room room;
  room.write(DeckText("d").recall("a"));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  trainer->reveal();
  room.write(changed_deck());
  REQUIRE(trainer->reload_decks());
  CHECK(trainer->asked()->revealed);
  CHECK(trainer->asked()->prompt.stem == "What is a?");
  REQUIRE(trainer->rate(Rating::kGood));
  CHECK(room.log().size() == 1);
}

TEST_CASE("A question that left its deck leaves the table") {
  Room room;
  room.write(DeckText("d").recall("a").recall("b"));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  room.write(DeckText("d").recall("b"));
  REQUIRE(trainer->reload_decks());
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->asked()->question->id == "d/b");
}

TEST_CASE("A practice goes on over what the decks still have") {
  Room room;
  room.write(DeckText("d").recalls(3));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_practice({"d/c0", "d/c1", "d/c2"}));
  const QuestionId first = trainer->asked()->question->id;
  trainer->reveal();
  REQUIRE(trainer->rate(Rating::kAgain));
  const QuestionId second = trainer->asked()->question->id;
  room.write(DeckText("d").recall("x").recalls(3));
  REQUIRE(trainer->reload_decks());
  CHECK(trainer->asked()->question->id == second);
  trainer->reveal();
  REQUIRE(trainer->rate(Rating::kGood));
  trainer->reveal();
  REQUIRE(trainer->rate(Rating::kGood));
  // What was missed comes back at the end.
  CHECK(trainer->asked()->question->id == first);
}

TEST_CASE("A deck that is broken now stays as it was, and why is told") {
  Room room;
  room.write(DeckText("d").recall("a"));
  const auto trainer = room.open();
  write_file(room.decks() / "d.xml", "<deck><oops></deck>");
  REQUIRE(trainer->reload_decks());
  REQUIRE(trainer->decks().size() == 1);
  CHECK(trainer->decks().front().questions().size() == 1);
  CHECK(trainer->home().failures.size() == 1);
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->asked()->question->id == "d/a");
  room.write(changed_deck());
  REQUIRE(trainer->reload_decks());
  CHECK(trainer->home().failures.empty());
  CHECK(trainer->asked()->prompt.stem == "What is A?");
}

TEST_CASE("What changed in a reloaded deck is told once") {
  Room room;
  room.write(DeckText("d").recall("a"));
  const auto trainer = room.open();
  room.write(changed_deck());
  REQUIRE(trainer->reload_decks());
  REQUIRE(trainer->home().changed_decks.size() == 1);
  REQUIRE(trainer->acknowledge_changes("d"));
  REQUIRE(trainer->reload_decks());
  CHECK(trainer->home().changed_decks.empty());
}

TEST_CASE("A mock exam is taken up again after the decks were read again") {
  Room room;
  room.write(DeckText("d").recalls(6).facts(5));
  const auto trainer = room.open();
  RoundPlan plan;
  plan.kind = RoundKind::kExam;
  plan.questions = 4;
  REQUIRE(trainer->begin_round(plan));
  const std::string id = trainer->round()->id;
  room.write(DeckText("d").recall("x").recalls(6).facts(5));
  REQUIRE(trainer->reload_decks());
  REQUIRE(trainer->round() != nullptr);
  CHECK(trainer->round()->id == id);
  CHECK(trainer->round()->places.size() == 4);
}
