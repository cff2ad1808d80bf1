#include "window/sfml_events.h"

#include <utility>

#include <SFML/Window/Keyboard.hpp>
#include <doctest/doctest.h>

using namespace attache::window;
using Kind = InputEvent::Kind;

namespace {

sf::Event key(sf::Event::EventType type, sf::Keyboard::Key code, bool control = false) {
  sf::Event event{};
  event.type = type;
  event.key.code = code;
  event.key.control = control;
  return event;
}

InputEvent made(const sf::Event& event) {
  const auto result = input_event(event);
  REQUIRE(result.has_value());
  return *result;
}

}  // namespace

TEST_CASE("keys keep their meaning") {
  using Sf = sf::Keyboard;
  for (const auto& [theirs, ours] :
       {std::pair{Sf::A, Key::kA}, std::pair{Sf::Z, Key::kZ},
        std::pair{Sf::Num0, Key::k0}, std::pair{Sf::Numpad9, Key::k9},
        std::pair{Sf::F12, Key::kF12}, std::pair{Sf::Enter, Key::kEnter},
        std::pair{Sf::Backspace, Key::kBackspace}, std::pair{Sf::Comma, Key::kComma},
        std::pair{Sf::Unknown, Key::kNone}, std::pair{Sf::F15, Key::kNone}})
    CHECK(made(key(sf::Event::KeyPressed, theirs)).key == ours);
}

TEST_CASE("a key that goes down carries what is held") {
  const auto event = made(key(sf::Event::KeyPressed, sf::Keyboard::S, true));
  CHECK(event.kind == Kind::kKeyDown);
  CHECK(event.held == kCtrl);
  CHECK(made(key(sf::Event::KeyReleased, sf::Keyboard::S)).kind == Kind::kKeyUp);
}

TEST_CASE("Ctrl, Shift and Alt are held, not pressed") {
  const auto down = made(key(sf::Event::KeyPressed, sf::Keyboard::LControl));
  CHECK(down.kind == Kind::kKeyUp);
  CHECK(down.held.ctrl);
  const auto up = made(key(sf::Event::KeyReleased, sf::Keyboard::LControl, true));
  CHECK_FALSE(up.held.ctrl);
  CHECK(made(key(sf::Event::KeyPressed, sf::Keyboard::RShift)).held.shift);
  CHECK(made(key(sf::Event::KeyPressed, sf::Keyboard::LAlt)).held.alt);
}

TEST_CASE("typed characters beyond 16 bits survive") {
  sf::Event event{};
  event.type = sf::Event::TextEntered;
  event.text.unicode = 0x20BB7;
  CHECK(made(event).character == 0x20BB7);
}

TEST_CASE("the mouse says where and with which button") {
  sf::Event event{};
  event.type = sf::Event::MouseButtonPressed;
  event.mouseButton = {sf::Mouse::Right, 12, 34};
  auto input = made(event);
  CHECK(input.kind == Kind::kButtonDown);
  CHECK(input.button == 1);
  CHECK(input.x == 12);
  event.type = sf::Event::MouseButtonReleased;
  CHECK(made(event).kind == Kind::kButtonUp);
  event.type = sf::Event::MouseMoved;
  event.mouseMove = {5, 6};
  input = made(event);
  CHECK(input.kind == Kind::kMouseMove);
  CHECK(input.y == 6);
}

TEST_CASE("the wheel turns both ways") {
  sf::Event event{};
  event.type = sf::Event::MouseWheelScrolled;
  event.mouseWheelScroll.wheel = sf::Mouse::VerticalWheel;
  event.mouseWheelScroll.delta = -1;
  CHECK(made(event).y == -1);
  event.mouseWheelScroll.wheel = sf::Mouse::HorizontalWheel;
  CHECK(made(event).x == -1);
}

TEST_CASE("focus and the edge of the window are noticed, other events are not input") {
  sf::Event event{};
  event.type = sf::Event::GainedFocus;
  CHECK(made(event).kind == Kind::kFocus);
  event.type = sf::Event::LostFocus;
  CHECK(made(event).kind == Kind::kBlur);
  event.type = sf::Event::MouseLeft;
  CHECK(made(event).kind == Kind::kMouseLeft);
  event.type = sf::Event::Resized;
  CHECK_FALSE(input_event(event).has_value());
}
