#include "window/input_queue.h"

#include <rapidcheck.h>
#include <vector>

#include <doctest/doctest.h>

using namespace attache::window;
using Kind = InputEvent::Kind;

namespace {

InputEvent key(Kind kind, Key which, Chord held = {}) {
  InputEvent event;
  event.kind = kind;
  event.key = which;
  event.held = held;
  return event;
}

InputEvent text(char32_t character) {
  InputEvent event;
  event.kind = Kind::kText;
  event.character = character;
  return event;
}

InputEvent mouse(Kind kind, float x, float y, int button = 0) {
  InputEvent event;
  event.kind = kind;
  event.x = x;
  event.y = y;
  event.button = button;
  return event;
}

InputEvent plain(Kind kind) {
  InputEvent event;
  event.kind = kind;
  return event;
}

}  // namespace

TEST_CASE("a key comes with the text it typed") {
  InputQueue queue;
  queue.push(key(Kind::kKeyDown, Key::kA, kShift));
  queue.push(text(U'A'));
  const auto frame = queue.next_frame();
  CHECK(frame.keyboard.pressed(Key::kA, kShift));
  CHECK(frame.keyboard.pressed_any(Key::kA));
  CHECK_FALSE(frame.keyboard.pressed(Key::kA));
  CHECK(frame.keyboard.typed("A"));
  CHECK(queue.empty());
}

TEST_CASE("two keys between two frames are seen one after the other") {
  InputQueue queue;
  queue.push(key(Kind::kKeyDown, Key::kSpace));
  queue.push(text(U' '));
  queue.push(key(Kind::kKeyUp, Key::kSpace));
  queue.push(key(Kind::kKeyDown, Key::k3));
  queue.push(text(U'3'));
  CHECK(queue.next_frame().keyboard.pressed(Key::kSpace));
  CHECK(queue.next_frame().keyboard.typed("3"));
  CHECK(queue.next_frame().keyboard.key == Key::kNone);
}

TEST_CASE("a click between two frames is seen going down and coming up") {
  InputQueue queue;
  queue.push(mouse(Kind::kButtonDown, 4, 5));
  queue.push(mouse(Kind::kButtonUp, 4, 5));
  CHECK(queue.next_frame().buttons[0]);
  CHECK_FALSE(queue.next_frame().buttons[0]);
}

TEST_CASE("the mouse is where it was when its button went down") {
  InputQueue queue;
  queue.push(mouse(Kind::kMouseMove, 1, 1));
  queue.push(mouse(Kind::kButtonDown, 2, 2));
  queue.push(mouse(Kind::kMouseMove, 30, 30));
  auto frame = queue.next_frame();
  CHECK(frame.buttons[0]);
  CHECK(frame.mouse_x == 2);
  frame = queue.next_frame();
  CHECK(frame.buttons[0]);
  CHECK(frame.mouse_x == 30);
}

TEST_CASE("movements without a click are taken together") {
  InputQueue queue;
  for (int i = 0; i < 50; ++i)
    queue.push(mouse(Kind::kMouseMove, static_cast<float>(i), 7));
  const auto frame = queue.next_frame();
  CHECK(queue.empty());
  CHECK(frame.mouse_inside);
  CHECK(frame.mouse_x == 49);
}

TEST_CASE("turns of the wheel add up") {
  InputQueue queue;
  queue.push(mouse(Kind::kWheel, 0, 1));
  queue.push(mouse(Kind::kWheel, 0, 1));
  CHECK(queue.next_frame().wheel_y == 2);
  CHECK(queue.next_frame().wheel_y == 0);
}

TEST_CASE("a key that goes down again without coming up repeats") {
  InputQueue queue;
  queue.push(key(Kind::kKeyDown, Key::kLeft));
  queue.push(key(Kind::kKeyDown, Key::kLeft));
  CHECK(queue.next_frame().keyboard.pressed(Key::kLeft));
  const auto frame = queue.next_frame();
  CHECK_FALSE(frame.keyboard.pressed(Key::kLeft));
  CHECK(frame.keyboard.pressed(Key::kLeft, {}, true));
}

TEST_CASE("signs typed by a repeating key do not count as typed") {
  InputQueue queue;
  for (int i = 0; i < 2; ++i) {
    queue.push(key(Kind::kKeyDown, Key::k1));
    queue.push(text(U'1'));
  }
  CHECK(queue.next_frame().keyboard.typed("1"));
  const auto frame = queue.next_frame();
  CHECK_FALSE(frame.keyboard.typed("1"));
  CHECK(frame.keyboard.text == "1");
}

TEST_CASE("a key that comes up and goes down again does not repeat") {
  InputQueue queue;
  queue.push(key(Kind::kKeyDown, Key::kLeft));
  queue.push(key(Kind::kKeyUp, Key::kLeft));
  queue.push(key(Kind::kKeyDown, Key::kLeft));
  CHECK(queue.next_frame().keyboard.pressed(Key::kLeft));
  CHECK(queue.next_frame().keyboard.pressed(Key::kLeft));
}

TEST_CASE("chords type nothing") {
  InputQueue queue;
  queue.push(key(Kind::kKeyDown, Key::kC, kCtrl));
  queue.push(text(U'c'));
  const auto frame = queue.next_frame();
  CHECK(frame.keyboard.text.empty());
  CHECK(frame.keyboard.pressed(Key::kC, kCtrl));
}

TEST_CASE("what is held lasts over frames and ends when it comes up") {
  InputQueue queue;
  queue.push(key(Kind::kKeyUp, Key::kNone, kShift));  // Shift goes down
  CHECK(queue.next_frame().held.shift);
  CHECK(queue.next_frame().keyboard.held.shift);
  queue.push(key(Kind::kKeyUp, Key::kNone));
  CHECK_FALSE(queue.next_frame().held.shift);
}

TEST_CASE("losing the keyboard lets go of everything") {
  InputQueue queue;
  queue.push(key(Kind::kKeyDown, Key::kLeft, kCtrl));
  queue.push(mouse(Kind::kButtonDown, 1, 1, 1));
  queue.push(plain(Kind::kBlur));
  queue.push(plain(Kind::kFocus));
  queue.push(key(Kind::kKeyDown, Key::kLeft));
  CHECK(queue.next_frame().held.ctrl);
  CHECK(queue.next_frame().buttons[1]);
  const auto frame = queue.next_frame();
  CHECK(frame.keyboard.focus_lost);
  CHECK_FALSE(frame.buttons[1]);
  CHECK_FALSE(frame.held.ctrl);
  const auto after = queue.next_frame();
  CHECK(after.keyboard.focus_gained);
  CHECK(after.keyboard.pressed(Key::kLeft));
}

TEST_CASE("the mouse can leave the window") {
  InputQueue queue;
  queue.push(mouse(Kind::kMouseMove, 3, 3));
  CHECK(queue.next_frame().mouse_inside);
  queue.push(plain(Kind::kMouseLeft));
  CHECK_FALSE(queue.next_frame().mouse_inside);
}

TEST_CASE("controls and broken characters are no typed text") {
  CHECK(typed_text(U'\b').empty());
  CHECK(typed_text(0x7F).empty());
  CHECK(typed_text(0xD801).empty());
  CHECK(typed_text(0x110000).empty());
  CHECK(typed_text(0x20BB7) == "𠮷");
}

TEST_CASE("property: every queue runs empty, and no typed sign is lost") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& bytes) {
    InputQueue queue;
    std::size_t signs = 0;
    for (const std::uint8_t byte : bytes) {
      const auto kind = static_cast<Kind>(byte % 10);
      InputEvent event = plain(kind);
      event.key = static_cast<Key>(byte / 10 % 4);
      event.button = byte % 5;
      event.character = U'x';
      if (kind == Kind::kText) ++signs;
      queue.push(event);
    }
    std::size_t seen = 0;
    for (std::size_t frame = 0; frame <= bytes.size() && !queue.empty(); ++frame)
      seen += queue.next_frame().keyboard.text.size();
    RC_ASSERT(queue.empty());
    RC_ASSERT(seen == signs);
  }));
}
