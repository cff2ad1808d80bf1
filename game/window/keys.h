#pragma once
// What the keyboard did since the last frame, in our own words: Dear ImGui's key API
// differs between versions.

#include <string>
#include <string_view>

namespace attache::window {

// clang-format off
/// Keys that are commands. Signs ("?", "/", "+") are asked for as typed text, so that they work on
/// every keyboard layout.
enum class Key {
  kNone,
  kA, kB, kC, kD, kE, kF, kG, kH, kI, kJ, kK, kL, kM,
  kN, kO, kP, kQ, kR, kS, kT, kU, kV, kW, kX, kY, kZ,
  k0, k1, k2, k3, k4, k5, k6, k7, k8, k9,  ///< on the main block or the number pad
  kUp, kDown, kLeft, kRight, kHome, kEnd, kPageUp, kPageDown,
  kEnter, kEscape, kTab, kSpace, kBackspace, kDelete, kInsert, kMenu,
  kF1, kF2, kF3, kF4, kF5, kF6, kF7, kF8, kF9, kF10, kF11, kF12,
  kComma, kPeriod, kSlash, kMinus, kEqual, kLeftBracket, kRightBracket,  ///< for chords: Ctrl+Comma
};
// clang-format on

/// Which of Ctrl, Shift and Alt a chord wants.
struct Chord {
  bool ctrl = false;
  bool shift = false;
  bool alt = false;
  bool operator==(const Chord&) const = default;
};
inline constexpr Chord kCtrl{true, false, false};
inline constexpr Chord kShift{false, true, false};
inline constexpr Chord kAlt{false, false, true};
inline constexpr Chord kCtrlShift{true, true, false};

/// The keyboard in one frame. The platform hands out at most one key press a frame, with
/// the text it typed, so that a fast "Space, 3" is seen as two steps and in the right
/// order.
struct InputFrame {
  Key key = Key::kNone;  ///< the key that went down (or repeats) in this frame
  Chord held;            ///< Ctrl, Shift, Alt at that moment
  bool repeat = false;   ///< the key was held until it repeated
  std::string
      text;  ///< UTF-8 typed in this frame; no control characters, empty with Ctrl or Alt
  bool focus_gained = false;  ///< the window just got the keyboard
  bool focus_lost = false;    ///< the window just lost the keyboard

  /// True when exactly this chord went down. A key that repeats counts only where that is
  /// wanted (moving a caret: yes; answering a card: no).
  [[nodiscard]] bool pressed(Key wanted,
                             Chord chord = {},
                             bool also_repeat = false) const {
    return wanted != Key::kNone && key == wanted && held == chord &&
           (also_repeat || !repeat);
  }
  /// True when the key went down, whatever Ctrl, Shift or Alt say; for the text field.
  [[nodiscard]] bool pressed_any(Key wanted) const {
    return wanted != Key::kNone && key == wanted;
  }
  /// True when exactly this sign was typed, and not by a key that repeats.
  [[nodiscard]] bool typed(std::string_view sign) const {
    return !repeat && text == sign;
  }
};

}  // namespace attache::window
