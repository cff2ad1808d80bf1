#include "window/sfml_events.h"

#include <array>
#include <utility>

#include <SFML/Window/Keyboard.hpp>

namespace attache::window {
namespace {

using Kind = InputEvent::Kind;
using Sf = sf::Keyboard;

constexpr std::array kNamedKeys{
    std::pair{Sf::Up, Key::kUp},
    std::pair{Sf::Down, Key::kDown},
    std::pair{Sf::Left, Key::kLeft},
    std::pair{Sf::Right, Key::kRight},
    std::pair{Sf::Home, Key::kHome},
    std::pair{Sf::End, Key::kEnd},
    std::pair{Sf::PageUp, Key::kPageUp},
    std::pair{Sf::PageDown, Key::kPageDown},
    std::pair{Sf::Enter, Key::kEnter},
    std::pair{Sf::Escape, Key::kEscape},
    std::pair{Sf::Tab, Key::kTab},
    std::pair{Sf::Space, Key::kSpace},
    std::pair{Sf::Backspace, Key::kBackspace},
    std::pair{Sf::Delete, Key::kDelete},
    std::pair{Sf::Insert, Key::kInsert},
    std::pair{Sf::Menu, Key::kMenu},
    std::pair{Sf::Comma, Key::kComma},
    std::pair{Sf::Period, Key::kPeriod},
    std::pair{Sf::Slash, Key::kSlash},
    std::pair{Sf::Divide, Key::kSlash},
    std::pair{Sf::Hyphen, Key::kMinus},
    std::pair{Sf::Subtract, Key::kMinus},
    std::pair{Sf::Equal, Key::kEqual},
    std::pair{Sf::Add, Key::kEqual},
    std::pair{Sf::LBracket, Key::kLeftBracket},
    std::pair{Sf::RBracket, Key::kRightBracket},
};

/// A key as far beyond `first` as `code` is beyond `from`.
Key in_row(Sf::Key code, Sf::Key from, Key first) {
  return static_cast<Key>(static_cast<int>(first) + static_cast<int>(code) -
                          static_cast<int>(from));
}

Key key_of(Sf::Key code) {
  if (code >= Sf::A && code <= Sf::Z) return in_row(code, Sf::A, Key::kA);
  if (code >= Sf::Num0 && code <= Sf::Num9) return in_row(code, Sf::Num0, Key::k0);
  if (code >= Sf::Numpad0 && code <= Sf::Numpad9)
    return in_row(code, Sf::Numpad0, Key::k0);
  if (code >= Sf::F1 && code <= Sf::F12) return in_row(code, Sf::F1, Key::kF1);
  for (const auto& [theirs, ours] : kNamedKeys)
    if (theirs == code) return ours;
  return Key::kNone;
}

bool is_modifier(Sf::Key code) {
  return code >= Sf::LControl && code <= Sf::RSystem;
}

/// The state of Ctrl, Shift and Alt after the event, also where the event is about one of
/// them.
Chord held_after(const sf::Event::KeyEvent& key, bool down) {
  Chord held{key.control, key.shift, key.alt};
  if (key.code == Sf::LControl || key.code == Sf::RControl) held.ctrl = down;
  if (key.code == Sf::LShift || key.code == Sf::RShift) held.shift = down;
  if (key.code == Sf::LAlt || key.code == Sf::RAlt) held.alt = down;
  return held;
}

InputEvent key_event(const sf::Event::KeyEvent& key, bool down) {
  InputEvent made;
  made.key = key_of(key.code);
  made.held = held_after(key, down);
  // A modifier is no key press of its own; like a key that comes up it only changes what
  // is held.
  made.kind = down && !is_modifier(key.code) ? Kind::kKeyDown : Kind::kKeyUp;
  return made;
}

InputEvent mouse_event(Kind kind, int x, int y, int button = 0) {
  InputEvent made;
  made.kind = kind;
  made.button = button;
  made.x = static_cast<float>(x);
  made.y = static_cast<float>(y);
  return made;
}

InputEvent wheel_event(const sf::Event::MouseWheelScrollEvent& wheel) {
  InputEvent made;
  made.kind = Kind::kWheel;
  (wheel.wheel == sf::Mouse::VerticalWheel ? made.y : made.x) = wheel.delta;
  return made;
}

InputEvent plain(Kind kind) {
  InputEvent made;
  made.kind = kind;
  return made;
}

InputEvent text_event(char32_t character) {
  InputEvent made = plain(Kind::kText);
  made.character = character;
  return made;
}

}  // namespace

std::optional<InputEvent> input_event(const sf::Event& event) {
  switch (event.type) {
    case sf::Event::KeyPressed:
      return key_event(event.key, true);
    case sf::Event::KeyReleased:
      return key_event(event.key, false);
    case sf::Event::TextEntered:
      return text_event(static_cast<char32_t>(event.text.unicode));
    case sf::Event::MouseMoved:
      return mouse_event(Kind::kMouseMove, event.mouseMove.x, event.mouseMove.y);
    case sf::Event::MouseButtonPressed:
      return mouse_event(Kind::kButtonDown, event.mouseButton.x, event.mouseButton.y,
                         static_cast<int>(event.mouseButton.button));
    case sf::Event::MouseButtonReleased:
      return mouse_event(Kind::kButtonUp, event.mouseButton.x, event.mouseButton.y,
                         static_cast<int>(event.mouseButton.button));
    case sf::Event::MouseWheelScrolled:
      return wheel_event(event.mouseWheelScroll);
    case sf::Event::MouseLeft:
      return plain(Kind::kMouseLeft);
    case sf::Event::GainedFocus:
      return plain(Kind::kFocus);
    case sf::Event::LostFocus:
      return plain(Kind::kBlur);
    default:
      return std::nullopt;
  }
}

}  // namespace attache::window
