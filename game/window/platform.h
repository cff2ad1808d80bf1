#pragma once
// The SFML window under Dear ImGui: events in, frames out, and sleep while nothing
// happens.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <imgui.h>

#include "base/result.h"
#include "window/keys.h"

namespace attache::window {

struct WindowPlace {
  int x = -1, y = -1;  ///< -1: let the desktop choose
  int width = 1280, height = 800;
};

struct PlatformSetup {
  std::string title = "Attaché";
  WindowPlace place;
  bool fixed_time =
      false;  ///< frames advance by exactly 1/60 s and carets do not blink (for pictures)
};

/// What the frame function says at its end.
struct FrameOutcome {
  bool quit = false;
  bool stay_open =
      false;  ///< in answer to `close_requested`: not yet, something is being asked first
  bool animating = false;  ///< draw again at once
  bool caret =
      false;  ///< a caret blinks: wake twice a second (stops 10 s after the last input)
  std::optional<int> wake_in_ms;  ///< wake up after so long (a learning step comes due)
  /// Called once the frame is on the screen, and only once.
  std::function<void()> afterwards = {};
};

class Platform {
 public:
  /// Opens the window (at least 800x600). Fails with words for a person when there is no
  /// display or no OpenGL.
  static Result<std::unique_ptr<Platform>> open(const PlatformSetup& setup);
  ~Platform();
  Platform(const Platform&) = delete;
  Platform& operator=(const Platform&) = delete;
  Platform(Platform&&) = delete;
  Platform& operator=(Platform&&) = delete;

  /// Runs until `frame` asks to quit or the window is closed; then `frame` is called once
  /// more with `close_requested()` true, and may ask to stay open (not when the system
  /// ends the program). Draws two or three frames after each input, then blocks on the
  /// display connection. `frame` is called between ImGui::NewFrame and ImGui::Render.
  void run(const std::function<FrameOutcome()>& frame);
  /// Draws `frames` frames and writes the last as PNG. For pictures of screens.
  Result<void> picture(const std::function<FrameOutcome()>& frame,
                       int frames,
                       const std::filesystem::path& png);
  /// Draws something beside the screen into a PNG; `draw` is called between
  /// ImGui::NewFrame and ImGui::Render. Not while a frame is being drawn: see
  /// `FrameOutcome::afterwards`.
  struct Drawing {
    int width = 0, height = 0;
    ImU32 ground = 0;
    std::function<void()> draw;
  };
  Result<void> draw_beside(const Drawing& drawing, const std::filesystem::path& png);
  /// What the keyboard did since the last frame. Screens and text fields read this, never
  /// ImGui's keys.
  [[nodiscard]] const InputFrame& input() const;
  /// True in the frame in which somebody closes the window or ends the program.
  [[nodiscard]] bool close_requested() const;
  /// Whether a blinking caret is to be seen now: half a second on, half a second off
  /// since the last input, and on for good after ten seconds.
  [[nodiscard]] bool caret_visible() const;
  /// Wakes a sleeping `run` from any thread.
  void wake();
  /// Draws a frame whenever this can be read; the frame has to read all there is. -1 ends
  /// it.
  void watch(int descriptor);

  [[nodiscard]] WindowPlace place() const;  ///< where the window is now
  void set_clear_colour(ImU32 colour);
  void set_title(const std::string& title);

 private:
  struct State;
  explicit Platform(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// True where the desktop says that it is dark (GTK_THEME, or the settings portal's
/// file-less hints); best effort.
[[nodiscard]] bool desktop_is_dark();

}  // namespace attache::window
