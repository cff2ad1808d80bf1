#pragma once
// What SFML does not do for a window on X11: look before it leaps, minimum size, class,
// and the connection to wait on. Knows neither SFML nor Dear ImGui.

#include <string>
#include <vector>

namespace attache::window {

/// A connection of our own to the display that $DISPLAY names. SFML ends the program when
/// there is none, so ask first, and hold on to it: some servers start anew when their
/// last client leaves.
class DisplayLink {
 public:
  DisplayLink();
  ~DisplayLink();
  DisplayLink(const DisplayLink&) = delete;
  DisplayLink& operator=(const DisplayLink&) = delete;
  DisplayLink(DisplayLink&&) = delete;
  DisplayLink& operator=(DisplayLink&&) = delete;

  [[nodiscard]] bool reachable() const { return display_ != nullptr; }
  /// The rest needs a reachable display.
  [[nodiscard]] bool has_opengl() const;
  [[nodiscard]] int width() const;  ///< of the whole desktop, in pixels
  [[nodiscard]] int height() const;
  /// Sets a window's smallest size and the class by which desktops tell programs apart.
  void tell_window_manager(unsigned long window,
                           int min_width,
                           int min_height,
                           const std::string& name);

 private:
  void* display_;  ///< Xlib's Display, ours; its header's macros would spoil others
};

/// Descriptors of this process that lead to an X server.
[[nodiscard]] std::vector<int> display_connections();

/// Whether an error of the display is about a window of somebody else: one that asked
/// for the clipboard and was gone before it had its answer.
[[nodiscard]] bool concerns_others(int error_code, int request);

/// While it lives such errors are passed over, which Xlib would end the program for. All
/// others go where they went before.
class ErrorsOfOthers {
 public:
  ErrorsOfOthers();
  ~ErrorsOfOthers();
  ErrorsOfOthers(const ErrorsOfOthers&) = delete;
  ErrorsOfOthers& operator=(const ErrorsOfOthers&) = delete;
  ErrorsOfOthers(ErrorsOfOthers&&) = delete;
  ErrorsOfOthers& operator=(ErrorsOfOthers&&) = delete;
};

}  // namespace attache::window
