#include "window/commands.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace attache::window;

InputFrame key(Key which, Chord held = {}) {
  InputFrame input;
  input.key = which;
  input.held = held;
  return input;
}

InputFrame sign(std::string text) {
  InputFrame input;
  input.text = std::move(text);
  return input;
}

std::optional<Command> at(Place place, const InputFrame& input) {
  const auto order = order_of(input, place);
  return order ? std::optional<Command>(order->command) : std::nullopt;
}

InputFrame input_of(const Binding& binding) {
  if (!binding.sign.empty()) return sign(std::string(binding.sign));
  return key(binding.key, binding.chord);
}

constexpr std::array kPlaces{
    Place::kAnywhere, Place::kHome,     Place::kAsking,   Place::kAnswered, Place::kCard,
    Place::kSummary,  Place::kWriting,  Place::kQuiz,     Place::kExam,     Place::kMatch,
    Place::kTimeline, Place::kReport,   Place::kDeckPage, Place::kMap,      Place::kExams,
    Place::kExamPage, Place::kExamForm, Place::kBrowser,  Place::kProgress, Place::kChart,
    Place::kCurve,    Place::kClasses,  Place::kClass};

}  // namespace

TEST_CASE("every key of the table does what its row says") {
  for (const Binding& binding : bindings()) {
    CAPTURE(binding.caps);
    CHECK(at(binding.place, input_of(binding)) == binding.command);
  }
}

TEST_CASE(
    "every row that is shown has keys and a meaning, and its alternatives stand right "
    "below it") {
  const auto rows = bindings();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i].caps.empty() == rows[i].meaning.empty());
    if (rows[i].meaning.empty()) {
      REQUIRE(i > 0);
      CHECK(rows[i].place == rows[i - 1].place);
    }
  }
}

TEST_CASE("every command can be reached by a key") {
  for (int i = 0; i <= static_cast<int>(Command::kEditorSave); ++i) {
    const auto command = static_cast<Command>(i);
    bool found = false;
    for (const Binding& binding : bindings())
      found = found || binding.command == command;
    CAPTURE(i);
    CHECK(found);
  }
}

TEST_CASE("the review keys are those that Anki's users know") {
  CHECK(at(Place::kAsking, key(Key::kSpace)) == Command::kReveal);
  CHECK(at(Place::kAsking, key(Key::kEnter)) == Command::kReveal);
  CHECK(at(Place::kAnswered, key(Key::kSpace)) == Command::kTakeSuggested);
  CHECK(at(Place::kAnswered, key(Key::kEnter)) == Command::kTakeSuggested);
  CHECK(at(Place::kAnswered, key(Key::kU)) == Command::kUndo);
  CHECK(at(Place::kAsking, key(Key::kZ, kCtrl)) == Command::kUndo);
  CHECK(at(Place::kAsking, key(Key::kZ, kCtrlShift)) == Command::kRedo);
  CHECK(at(Place::kAsking, key(Key::kE)) == Command::kNote);
  CHECK(at(Place::kAsking, key(Key::kI)) == Command::kInfo);
  CHECK(at(Place::kAsking, key(Key::kP)) == Command::kPassage);
  CHECK(at(Place::kAnswered, sign("-")) == Command::kBury);
  CHECK(at(Place::kAnswered, sign("@")) == Command::kSuspend);
  CHECK(at(Place::kAnswered, sign("*")) == Command::kMark);
  CHECK(at(Place::kHome, sign("?")) == Command::kShowKeys);
  CHECK(at(Place::kHome, key(Key::kS)) == Command::kStudy);
  CHECK(at(Place::kAsking, key(Key::kD)) == Command::kHome);
  CHECK(at(Place::kWriting, key(Key::kEnter, kCtrl)) == Command::kEditorSave);
  CHECK(at(Place::kHome, key(Key::kB)) == Command::kBrowse);
  CHECK(at(Place::kHome, key(Key::kI, kCtrlShift)) == Command::kImport);
  CHECK(at(Place::kHome, key(Key::kE, kCtrl)) == Command::kExport);
  CHECK(at(Place::kBrowser, sign("@")) == Command::kSuspend);
  CHECK(at(Place::kBrowser, key(Key::kA, kCtrl)) == Command::kSelectAll);
}

TEST_CASE("digits choose before the answer shows and rate after") {
  const auto chosen = order_of(key(Key::k7), Place::kAsking);
  REQUIRE(chosen);
  CHECK(chosen->command == Command::kChoose);
  CHECK(chosen->number == 7);
  const auto rated = order_of(key(Key::k3), Place::kAnswered);
  REQUIRE(rated);
  CHECK(rated->command == Command::kRate);
  CHECK(rated->number == 3);
  CHECK_FALSE(order_of(key(Key::k5), Place::kAnswered));
  CHECK_FALSE(order_of(key(Key::k0), Place::kAsking));
}

TEST_CASE("a key that repeats rates nothing and shows nothing") {
  InputFrame held = key(Key::kSpace);
  held.repeat = true;
  CHECK_FALSE(order_of(held, Place::kAsking));
  CHECK_FALSE(order_of(held, Place::kAnswered));
  held = key(Key::k1);
  held.repeat = true;
  CHECK_FALSE(order_of(held, Place::kAnswered));
}

TEST_CASE("no two keys at one place mean different things") {
  for (const Binding& one : bindings())
    for (const Binding& other : bindings()) {
      if (&one == &other || one.place != other.place) continue;
      const bool same_key = one.sign.empty() && other.sign.empty() &&
                            one.key == other.key && one.chord == other.chord;
      const bool same_sign = !one.sign.empty() && one.sign == other.sign;
      CAPTURE(one.meaning);
      CHECK_FALSE((same_key || same_sign));
    }
}

TEST_CASE("nothing is asked for by no key") {
  for (const Place place : kPlaces)
    CHECK_FALSE(order_of(InputFrame{}, place));
}

TEST_CASE("every place has a title") {
  for (const Place place : kPlaces)
    CHECK_FALSE(title_of(place).empty());
}
