#include "window/x11_window.h"

#include <X11/Xlib.h>
#include <X11/Xproto.h>
#include <X11/Xutil.h>
#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <netinet/in.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <utility>

namespace attache::window {
namespace {

Display* as_display(void* display) {
  return static_cast<Display*>(display);
}

/// "…/.X11-unix/X0", as a path or (with a leading zero byte) as an abstract name.
bool leads_to_socket_of_x(const sockaddr_un& address, std::size_t length) {
  constexpr std::size_t kHeader = offsetof(sockaddr_un, sun_path);
  if (length <= kHeader) return false;
  const std::string_view path(address.sun_path,
                              std::min(length - kHeader, sizeof address.sun_path));
  return path.find(".X11-unix/X") != std::string_view::npos;
}

/// X servers listen on ports 6000 and up; ssh forwards displays 10 and up.
bool is_port_of_x(in_port_t port) {
  constexpr int kFirst = 6000;
  constexpr int kLast = 6063;
  const int number = ntohs(port);
  return number >= kFirst && number <= kLast;
}

bool leads_to_x(int descriptor) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&address), &length) != 0)
    return false;
  if (address.ss_family == AF_UNIX) {
    sockaddr_un name{};
    std::memcpy(&name, &address, sizeof name);
    return leads_to_socket_of_x(name, length);
  }
  if (address.ss_family == AF_INET) {
    sockaddr_in name{};
    std::memcpy(&name, &address, sizeof name);
    return is_port_of_x(name.sin_port);
  }
  if (address.ss_family == AF_INET6) {
    sockaddr_in6 name{};
    std::memcpy(&name, &address, sizeof name);
    return is_port_of_x(name.sin6_port);
  }
  return false;
}

// Xlib has one handler for the whole program, and gives it nothing of ours.
XErrorHandler handler_before = nullptr;

int pass_over_others(Display* display, XErrorEvent* error) {
  if (concerns_others(error->error_code, error->request_code)) return 0;
  return handler_before != nullptr ? handler_before(display, error) : 0;
}

}  // namespace

DisplayLink::DisplayLink() : display_(XOpenDisplay(nullptr)) {}

DisplayLink::~DisplayLink() {
  if (display_ != nullptr) XCloseDisplay(as_display(display_));
}

bool DisplayLink::has_opengl() const {
  int opcode = 0;
  int event = 0;
  int error = 0;
  return XQueryExtension(as_display(display_), "GLX", &opcode, &event, &error) != 0;
}

int DisplayLink::width() const {
  Display* display = as_display(display_);
  return XDisplayWidth(display, XDefaultScreen(display));
}

int DisplayLink::height() const {
  Display* display = as_display(display_);
  return XDisplayHeight(display, XDefaultScreen(display));
}

void DisplayLink::tell_window_manager(unsigned long window,
                                      int min_width,
                                      int min_height,
                                      const std::string& name) {
  Display* display = as_display(display_);
  XSizeHints hints{};
  long supplied = 0;
  XGetWMNormalHints(display, window, &hints, &supplied);
  hints.flags |= PMinSize;
  hints.min_width = min_width;
  hints.min_height = min_height;
  XSetWMNormalHints(display, window, &hints);
  std::string instance = name;
  std::string group = name;
  XClassHint class_hint{instance.data(), group.data()};
  XSetClassHint(display, window, &class_hint);
  XFlush(display);
}

std::vector<int> display_connections() {
  std::vector<int> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
    const std::string name = entry.path().filename().string();
    int descriptor = -1;
    const auto [end, problem] =
        std::from_chars(name.data(), name.data() + name.size(), descriptor);
    if (problem == std::errc{} && leads_to_x(descriptor)) found.push_back(descriptor);
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool concerns_others(int error_code, int request) {
  // Nothing else is written to a window that is not ours than what answers a request for
  // the clipboard, and such a request may name anything.
  return error_code == BadWindow || request == X_ChangeProperty || request == X_SendEvent;
}

ErrorsOfOthers::ErrorsOfOthers() {
  handler_before = XSetErrorHandler(pass_over_others);
}

ErrorsOfOthers::~ErrorsOfOthers() {
  XSetErrorHandler(std::exchange(handler_before, nullptr));
}

}  // namespace attache::window
