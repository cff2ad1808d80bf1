#pragma once
// Keeps what came from keyboard and mouse in order, and hands it out one transition a
// frame, so that nothing is lost when several things happen between two frames.

#include <array>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "window/keys.h"

namespace attache::window {

struct InputEvent {
  enum class Kind {
    kKeyDown,
    kKeyUp,
    kText,
    kMouseMove,
    kButtonDown,
    kButtonUp,
    kWheel,
    kMouseLeft,
    kFocus,
    kBlur
  };
  Kind kind = Kind::kMouseMove;
  Key key = Key::kNone;
  Chord held;
  char32_t character = 0;
  int button = 0;  ///< 0 left, 1 right, 2 middle
  float x = 0;     ///< pixels; for the wheel: notches to the right
  float y = 0;     ///< pixels; for the wheel: notches up
};

/// Keyboard and mouse as one frame sees them.
struct FrameInput {
  static constexpr std::size_t kButtons = 3;
  InputFrame keyboard;
  std::optional<Key> released;
  Chord held;  ///< Ctrl, Shift, Alt now
  bool mouse_inside = false;
  float mouse_x = 0, mouse_y = 0;
  std::array<bool, kButtons> buttons{};
  float wheel_x = 0, wheel_y = 0;
};

class InputQueue {
 public:
  void push(const InputEvent& event) { events_.push_back(event); }
  [[nodiscard]] bool empty() const { return events_.empty(); }
  /// Takes from the queue what fits into one frame: at most one key that goes down with
  /// its text, at most one mouse button that changes, and no movement after that change.
  FrameInput next_frame();

 private:
  /// Whether the event can still be seen in a frame that already took others.
  [[nodiscard]] bool fits(const InputEvent& event) const;
  void take(const InputEvent& event);
  void take_key(const InputEvent& event);
  void take_text(const InputEvent& event);
  void let_go();

  std::deque<InputEvent> events_;
  std::set<Key> down_;
  FrameInput frame_;      ///< the frame in the making; keeps what lasts
  bool pressed_ = false;  ///< a key went down in it
  bool clicked_ = false;  ///< a button changed in it
};

/// A character in UTF-8; empty for controls and what is no character.
[[nodiscard]] std::string typed_text(char32_t character);

}  // namespace attache::window
