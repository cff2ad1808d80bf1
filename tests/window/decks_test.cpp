// What the pages of the Decks screen work out before they draw.

#include <doctest/doctest.h>

#include "window/deck_scene.h"

namespace {

using namespace attache;
using namespace attache::window;

EditionQuestion question(const std::string& wording, const std::string& answer) {
  return {"d/q", 1, wording, answer, "It is said."};
}

}  // namespace

TEST_CASE("a change shows its question and answer, as they were and as they are") {
  const auto texts =
      compared_texts({ChangeKind::kReworded, "d/q", question("What?", "this"),
                      question("What is it?", "this")});
  REQUIRE(texts.size() == 2);
  CHECK(texts[0].label == "Question");
  CHECK(texts[0].before == "What?");
  CHECK(texts[0].now == "What is it?");
  CHECK(texts[1].before == texts[1].now);
}

TEST_CASE("what is new has no before, and what is removed no now") {
  const auto added =
      compared_texts({ChangeKind::kAdded, "d/q", {}, question("What?", "this")});
  REQUIRE(added.size() == 2);
  CHECK(added[0].before.empty());
  CHECK(added[0].now == "What?");
  const auto removed =
      compared_texts({ChangeKind::kRemoved, "d/q", question("What?", "this"), {}});
  CHECK(removed[1].before == "this");
  CHECK(removed[1].now.empty());
}

TEST_CASE("a sentence is compared where nothing else is other") {
  EditionQuestion now = question("What?", "this");
  now.statement = "It has been said.";
  const auto texts =
      compared_texts({ChangeKind::kReworded, "d/q", question("What?", "this"), now});
  REQUIRE(texts.size() == 3);
  CHECK(texts[2].label == "Sentence");
  CHECK(texts[2].before == "It is said.");
  CHECK(texts[2].now == "It has been said.");
}

TEST_CASE("the pages of a deck are screens by name") {
  for (const std::string_view name : deck_scenes()) {
    const auto scene = scene_named(name);
    REQUIRE(scene.has_value());
    CHECK(looks_into_decks(*scene));
    CHECK_FALSE(scene->studies());
  }
  CHECK_FALSE(looks_into_decks(*scene_named("home")));
}

TEST_CASE("on the map the keys of a deck's pages hold too") {
  InputFrame two;
  two.key = Key::k2;
  const auto order = order_of(two, Place::kMap);
  REQUIRE(order.has_value());
  CHECK(order->command == Command::kDeckView);
  CHECK(order->number == 2);
  InputFrame nought;
  nought.key = Key::k0;
  nought.text = "0";
  CHECK(order_of(nought, Place::kMap)->command == Command::kZoomFit);
  CHECK_FALSE(order_of(nought, Place::kDeckPage));
}
