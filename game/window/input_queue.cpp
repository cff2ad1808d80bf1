#include "window/input_queue.h"

#include "base/text.h"

namespace attache::window {

using Kind = InputEvent::Kind;

std::string typed_text(char32_t character) {
  const bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
  const bool surrogate = character >= 0xD800 && character < 0xE000;
  if (control || surrogate || character > 0x10FFFF) return {};
  return to_utf8(std::u32string_view(&character, 1));
}

FrameInput InputQueue::next_frame() {
  frame_.keyboard = {};
  frame_.keyboard.held = frame_.held;
  frame_.released.reset();
  frame_.wheel_x = frame_.wheel_y = 0;
  pressed_ = clicked_ = false;
  while (!events_.empty() && fits(events_.front())) {
    take(events_.front());
    events_.pop_front();
  }
  return frame_;
}

bool InputQueue::fits(const InputEvent& event) const {
  switch (event.kind) {
    case Kind::kKeyDown:
      return !pressed_ && !clicked_ && frame_.keyboard.text.empty();
    case Kind::kKeyUp:
      return !frame_.released.has_value() &&
             !(pressed_ && frame_.keyboard.key == event.key);
    case Kind::kButtonDown:
    case Kind::kButtonUp:
    case Kind::kFocus:
    case Kind::kBlur:
      return !pressed_ && !clicked_;
    case Kind::kMouseMove:
    case Kind::kWheel:
    case Kind::kMouseLeft:
      return !clicked_;
    case Kind::kText:
      break;
  }
  return true;
}

void InputQueue::take(const InputEvent& event) {
  const auto button = static_cast<std::size_t>(event.button);
  switch (event.kind) {
    case Kind::kKeyDown:
      take_key(event);
      break;
    case Kind::kKeyUp:
      down_.erase(event.key);
      frame_.released = event.key;
      frame_.held = event.held;
      break;
    case Kind::kText:
      take_text(event);
      break;
    case Kind::kButtonDown:
    case Kind::kButtonUp:
      if (button < FrameInput::kButtons)
        frame_.buttons[button] = event.kind == Kind::kButtonDown;
      clicked_ = true;
      [[fallthrough]];
    case Kind::kMouseMove:
      frame_.mouse_inside = true;
      frame_.mouse_x = event.x;
      frame_.mouse_y = event.y;
      break;
    case Kind::kWheel:
      frame_.wheel_x += event.x;
      frame_.wheel_y += event.y;
      break;
    case Kind::kMouseLeft:
      frame_.mouse_inside = false;
      break;
    case Kind::kFocus:
      frame_.keyboard.focus_gained = true;
      break;
    case Kind::kBlur:
      let_go();
      break;
  }
}

void InputQueue::take_key(const InputEvent& event) {
  frame_.held = event.held;
  frame_.keyboard.held = event.held;
  frame_.keyboard.key = event.key;
  frame_.keyboard.repeat = event.key != Key::kNone && !down_.insert(event.key).second;
  pressed_ = true;
}

void InputQueue::take_text(const InputEvent& event) {
  if (frame_.keyboard.held.ctrl || frame_.keyboard.held.alt) return;
  frame_.keyboard.text += typed_text(event.character);
}

/// Another window has the keyboard now: we shall not hear of the keys that come up.
void InputQueue::let_go() {
  down_.clear();
  frame_.held = {};
  frame_.keyboard.held = {};
  frame_.buttons = {};
  frame_.keyboard.focus_lost = true;
  clicked_ = true;
}

}  // namespace attache::window
