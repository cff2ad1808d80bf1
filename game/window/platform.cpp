#include "window/platform.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <clocale>
#include <csignal>
#include <map>
#include <poll.h>
#include <sstream>
#include <string_view>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/RenderTexture.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <SFML/System/Err.hpp>
#include <SFML/Window/Clipboard.hpp>
#include <SFML/Window/Context.hpp>
#include <SFML/Window/Cursor.hpp>
#include <SFML/Window/Event.hpp>
#include <SFML/Window/Window.hpp>

#include "base/text.h"
#include "window/imgui_glue.h"
#include "window/input_queue.h"
#include "window/sfml_events.h"
#include "window/x11_window.h"

namespace attache::window {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Millis = std::chrono::milliseconds;

constexpr int kMinWidth = 800;
constexpr int kMinHeight = 600;
constexpr float kFixedFrame = 1.0F / 60;
/// Dear ImGui needs a second frame to settle, and a third for what opens in the second.
constexpr int kFramesAfterInput = 3;
constexpr Millis kCaretPhase{500};
constexpr Millis kCaretRests{10'000};
/// How often to look for events where the display connection was not found.
constexpr Millis kBlindSleep{15};
/// A connection that is readable so many times in a row without an event is not the one
/// we wait for.
constexpr int kIdleReadsAllowed = 50;
constexpr Millis kIdleReadsApart{50};
constexpr Millis kFrameTime{16};
constexpr std::array kEndSignals{SIGTERM, SIGINT, SIGHUP};

// Set by the signal handler, which can reach nothing else.
std::atomic<bool> end_signalled{false};
std::atomic<int> signal_wakes{-1};

extern "C" void attache_on_end_signal(int /*number*/) {
  end_signalled.store(true);
  const int wakes = signal_wakes.load();
  const std::uint64_t one = 1;
  if (wakes >= 0 && ::write(wakes, &one, sizeof one) < 0) return;
}

sf::String sfml_text(const std::string& utf8) {
  return sf::String::fromUtf8(utf8.begin(), utf8.end());
}

std::string read_clipboard() {
  const auto utf8 = sf::Clipboard::getString().toUtf8();
  return {utf8.begin(), utf8.end()};
}

void write_clipboard(const std::string& utf8) {
  sf::Clipboard::setString(sfml_text(utf8));
}

/// Keeps what SFML says while a window opens, to tell it if that fails, and silences it
/// afterwards: it speaks to programmers, and about trifles.
class SfmlWords {
 public:
  SfmlWords() { sf::err().rdbuf(words_.rdbuf()); }
  ~SfmlWords() { sf::err().rdbuf(nullptr); }
  SfmlWords(const SfmlWords&) = delete;
  SfmlWords& operator=(const SfmlWords&) = delete;
  SfmlWords(SfmlWords&&) = delete;
  SfmlWords& operator=(SfmlWords&&) = delete;
  [[nodiscard]] std::string text() const { return one_line(words_.str()); }

 private:
  std::ostringstream words_;
};

/// Input methods give nothing but ASCII in the "C" locale, which the program starts in.
void use_utf8_locale() {
  // NOLINTBEGIN(concurrency-mt-unsafe): before any other thread
  const char* name = std::setlocale(LC_CTYPE, "");
  if (name == nullptr || std::string_view(name) == "C" ||
      std::string_view(name) == "POSIX")
    std::setlocale(LC_CTYPE, "C.UTF-8");
  // NOLINTEND(concurrency-mt-unsafe)
}

/// The image as it looks on the screen: blending leaves traces in the alpha channel.
sf::Image opaque(const sf::Image& image) {
  const auto [width, height] = image.getSize();
  std::vector<sf::Uint8> pixels(image.getPixelsPtr(),
                                image.getPixelsPtr() + std::size_t{4} * width * height);
  for (std::size_t alpha = 3; alpha < pixels.size(); alpha += 4)
    pixels[alpha] = 255;
  sf::Image made;
  made.create(width, height, pixels.data());
  return made;
}

sf::Cursor::Type sfml_cursor(ImGuiMouseCursor cursor) {
  switch (cursor) {
    case ImGuiMouseCursor_TextInput:
      return sf::Cursor::Text;
    case ImGuiMouseCursor_ResizeAll:
      return sf::Cursor::SizeAll;
    case ImGuiMouseCursor_ResizeNS:
      return sf::Cursor::SizeVertical;
    case ImGuiMouseCursor_ResizeEW:
      return sf::Cursor::SizeHorizontal;
    case ImGuiMouseCursor_Hand:
      return sf::Cursor::Hand;
    case ImGuiMouseCursor_NotAllowed:
      return sf::Cursor::NotAllowed;
    default:
      return sf::Cursor::Arrow;
  }
}

/// A remembered place, moved onto the desktop as it is today.
WindowPlace placed_on(const DisplayLink& desktop, WindowPlace place) {
  place.width = std::max(kMinWidth, std::min(place.width, desktop.width()));
  place.height = std::max(kMinHeight, std::min(place.height, desktop.height()));
  if (place.x < 0 || place.y < 0) {
    place.x = (desktop.width() - place.width) / 2;
    place.y = (desktop.height() - place.height) / 2;
  }
  place.x = std::max(0, std::min(place.x, desktop.width() - place.width));
  place.y = std::max(0, std::min(place.y, desktop.height() - place.height));
  return place;
}

/// Follows the signals that ask a program to end, and gives them back afterwards.
class EndSignals {
 public:
  explicit EndSignals(int wakes) {
    end_signalled.store(false);
    signal_wakes.store(wakes);
    struct sigaction action {};
    action.sa_handler = attache_on_end_signal;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < kEndSignals.size(); ++i)
      ::sigaction(kEndSignals[i], &action, &before_[i]);
  }
  ~EndSignals() {
    for (std::size_t i = 0; i < kEndSignals.size(); ++i)
      ::sigaction(kEndSignals[i], &before_[i], nullptr);
    signal_wakes.store(-1);
  }
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;
  EndSignals(EndSignals&&) = delete;
  EndSignals& operator=(EndSignals&&) = delete;

 private:
  std::array<struct sigaction, kEndSignals.size()> before_{};
};

/// A counter that wakes a `poll` from any thread.
class WakeUp {
 public:
  WakeUp() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~WakeUp() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  WakeUp(const WakeUp&) = delete;
  WakeUp& operator=(const WakeUp&) = delete;
  WakeUp(WakeUp&&) = delete;
  WakeUp& operator=(WakeUp&&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  void ring() const {
    const std::uint64_t one = 1;
    if (descriptor_ >= 0 && ::write(descriptor_, &one, sizeof one) < 0) return;
  }
  void silence() const {
    std::uint64_t count = 0;
    if (descriptor_ >= 0 && ::read(descriptor_, &count, sizeof count) < 0) return;
  }

 private:
  int descriptor_;
};

}  // namespace

struct Platform::State {
  explicit State(const PlatformSetup& setup) : fixed_time(setup.fixed_time) {}

  WakeUp wake_up;
  EndSignals signals{wake_up.descriptor()};
  ErrorsOfOthers errors;
  // Before the window: SFML sets the last cursor once more when the window closes.
  std::map<ImGuiMouseCursor, std::unique_ptr<sf::Cursor>> cursors;
  sf::Window window;
  std::unique_ptr<ImGuiSession> session;
  InputQueue queue;
  FrameInput input;
  ImGuiMouseCursor cursor = ImGuiMouseCursor_Arrow;
  std::vector<int> connections;
  int outside = -1;  ///< what somebody else wants to be woken by
  int idle_reads = 0;
  SteadyClock::time_point last_idle_read;
  int owed_frames = 0;
  FrameOutcome outcome;  ///< of the last frame
  bool fixed_time;
  bool closing = false;
  ImU32 clear_colour = IM_COL32(246, 245, 241, 255);
  SteadyClock::time_point last_frame = SteadyClock::now();
  SteadyClock::time_point last_input = last_frame;

  void open_window(const PlatformSetup& setup, DisplayLink& desktop);
  bool drain();
  FrameOutcome draw(const std::function<FrameOutcome()>& frame);
  void show_cursor();
  [[nodiscard]] float passed();
  [[nodiscard]] Millis since_input() const;
  [[nodiscard]] std::optional<Millis> caret_turns_in() const;
  [[nodiscard]] std::optional<Millis> sleep_limit() const;
  bool sleep();
  [[nodiscard]] std::vector<pollfd> watch_list() const;
  void doubt(const std::vector<pollfd>& watched);
  bool step(const std::function<FrameOutcome()>& frame);
  void pace() const;
};

void Platform::State::open_window(const PlatformSetup& setup, DisplayLink& desktop) {
  const WindowPlace place = placed_on(desktop, setup.place);
  const sf::VideoMode mode(static_cast<unsigned>(place.width),
                           static_cast<unsigned>(place.height));
  window.create(mode, sfml_text(setup.title), sf::Style::Default,
                sf::ContextSettings(0, 0, 0));
  window.setPosition({place.x, place.y});
  window.setKeyRepeatEnabled(true);
  window.setVerticalSyncEnabled(!setup.fixed_time);
  desktop.tell_window_manager(window.getSystemHandle(), kMinWidth, kMinHeight, "attache");
}

/// Moves what came from the display into the queue; true when anything came.
bool Platform::State::drain() {
  bool came = false;
  sf::Event event{};
  // Looking for events SFML also answers those who ask for the clipboard, but its answers
  // wait in Xlib's buffer until the next look: so it looks once more.
  for (int looks = 0; looks < 2; ++looks)
    while (window.pollEvent(event)) {
      came = true;
      if (event.type == sf::Event::Closed) closing = true;
      if (const auto input_came = input_event(event)) queue.push(*input_came);
    }
  if (end_signalled.load()) closing = true;
  if (came) {
    last_input = SteadyClock::now();
    idle_reads = 0;
  }
  return came;
}

float Platform::State::passed() {
  const auto now = SteadyClock::now();
  const float seconds = std::chrono::duration<float>(now - last_frame).count();
  last_frame = now;
  constexpr float kShortest = 0.001F;
  constexpr float kLongest = 10;  // of a longer sleep this much counts
  return fixed_time ? kFixedFrame : std::clamp(seconds, kShortest, kLongest);
}

FrameOutcome Platform::State::draw(const std::function<FrameOutcome()>& frame) {
  const auto size = window.getSize();
  session->begin_frame(input, {static_cast<float>(size.x), static_cast<float>(size.y)},
                       passed());
  FrameOutcome said = frame();
  session->end_frame(clear_colour);
  show_cursor();
  return said;
}

void Platform::State::show_cursor() {
  const ImGuiMouseCursor wanted = ImGui::GetMouseCursor();
  if (wanted == cursor) return;
  cursor = wanted;
  auto& shape = cursors[wanted];
  if (!shape) {
    shape = std::make_unique<sf::Cursor>();
    // A theme without this shape keeps the one before.
    if (!shape->loadFromSystem(sfml_cursor(wanted))) return;
  }
  window.setMouseCursor(*shape);
}

Millis Platform::State::since_input() const {
  return std::chrono::duration_cast<Millis>(SteadyClock::now() - last_input);
}

/// Time until a blinking caret changes; nothing when it rests.
std::optional<Millis> Platform::State::caret_turns_in() const {
  const Millis since = since_input();
  if (fixed_time || since >= kCaretRests) return std::nullopt;
  return kCaretPhase - since % kCaretPhase;
}

std::optional<Millis> Platform::State::sleep_limit() const {
  std::optional<Millis> limit;
  if (outcome.wake_in_ms) {
    const auto spent =
        std::chrono::duration_cast<Millis>(SteadyClock::now() - last_frame);
    limit = std::max(Millis(0), Millis(*outcome.wake_in_ms) - spent);
  }
  if (!outcome.caret) return limit;
  const auto caret = caret_turns_in();
  if (caret && (!limit || *caret < *limit)) limit = caret;
  return limit;
}

/// Blocks until the display has something to say, somebody wakes us or the time is over.
/// True when it is time to draw for another reason than an event.
bool Platform::State::sleep() {
  const auto limit = sleep_limit();
  auto wait = limit;
  if (connections.empty() && (!wait || *wait > kBlindSleep)) wait = kBlindSleep;
  auto watched = watch_list();
  const auto until = SteadyClock::now() + limit.value_or(Millis(0));
  const int timeout = wait ? static_cast<int>(wait->count()) + 1 : -1;
  const int ready = ::poll(watched.data(), watched.size(), timeout);
  if (ready <= 0) return limit.has_value() && SteadyClock::now() >= until;
  if ((watched.front().revents & POLLIN) != 0) {
    wake_up.silence();
    return true;
  }
  if (outside >= 0 && (watched.back().revents & POLLIN) != 0) return true;
  doubt(watched);
  return false;
}

std::vector<pollfd> Platform::State::watch_list() const {
  std::vector<pollfd> watched{{wake_up.descriptor(), POLLIN, 0}};
  watched.reserve(connections.size() + 2);
  for (const int connection : connections)
    watched.push_back({connection, POLLIN, 0});
  if (outside >= 0) watched.push_back({outside, POLLIN, 0});
  return watched;
}

/// Some drivers open connections of their own, which SFML never reads: one that wakes us
/// again and again for nothing is no longer watched.
void Platform::State::doubt(const std::vector<pollfd>& watched) {
  const auto now = SteadyClock::now();
  if (now - last_idle_read > kIdleReadsApart) idle_reads = 0;
  last_idle_read = now;
  if (++idle_reads <= kIdleReadsAllowed) return;
  idle_reads = 0;
  for (const pollfd& one : watched)
    if (one.revents != 0) std::erase(connections, one.fd);
}

/// Where the display does not hold back fast frames, we do; input ends the wait.
void Platform::State::pace() const {
  const auto spent = std::chrono::duration_cast<Millis>(SteadyClock::now() - last_frame);
  if (spent >= kFrameTime) return;
  auto watched = watch_list();
  ::poll(watched.data(), watched.size(), static_cast<int>((kFrameTime - spent).count()));
}

Platform::Platform(std::unique_ptr<State> state) : state_(std::move(state)) {}
Platform::~Platform() = default;

Result<std::unique_ptr<Platform>> Platform::open(const PlatformSetup& setup) {
  DisplayLink desktop;
  if (!desktop.reachable())
    return fail("There is no display to open a window on", "",
                "log in to a desktop, or use the command line");
  if (!desktop.has_opengl())
    return fail("This display cannot draw with OpenGL", "",
                "install the system's graphics driver (Mesa)");
  use_utf8_locale();
  const SfmlWords words;
  auto state = std::make_unique<State>(setup);
  state->open_window(setup, desktop);
  if (!state->window.isOpen() || !state->window.setActive(true))
    return fail("The window could not be opened", words.text(),
                "check that OpenGL works on this desktop");
  state->session =
      std::make_unique<ImGuiSession>(ClipboardAccess{read_clipboard, write_clipboard});
  return std::unique_ptr<Platform>(new Platform(std::move(state)));
}

/// Takes one step of the input queue and draws it; true when that was the last frame.
bool Platform::State::step(const std::function<FrameOutcome()>& frame) {
  if (!queue.empty()) owed_frames = kFramesAfterInput;
  input = queue.next_frame();
  const bool asked_to_close = closing;
  outcome = draw(frame);
  window.display();
  if (owed_frames > 0) --owed_frames;
  if (const auto afterwards = std::exchange(outcome.afterwards, {})) {
    afterwards();
    owed_frames = kFramesAfterInput;
  }
  if (outcome.quit) return true;
  if (!asked_to_close) return false;
  closing = false;
  return end_signalled.load() || !outcome.stay_open;
}

void Platform::run(const std::function<FrameOutcome()>& frame) {
  State& state = *state_;
  state.connections = display_connections();
  state.owed_frames = kFramesAfterInput;
  state.outcome = {};
  while (true) {
    if (state.drain()) state.owed_frames = kFramesAfterInput;
    const bool due = state.owed_frames > 0 || state.closing || !state.queue.empty();
    if (due || state.outcome.animating) {
      if (state.step(frame)) return;
      if (!due) state.pace();
    } else if (state.sleep()) {
      state.owed_frames = 1;
    }
  }
}

Result<void> Platform::picture(const std::function<FrameOutcome()>& frame,
                               int frames,
                               const std::filesystem::path& png) {
  State& state = *state_;
  for (int i = 0; i < frames; ++i) {
    // What the mouse and keyboard do by chance must not be in the picture.
    state.drain();
    while (!state.queue.empty())
      state.queue.next_frame();
    state.input = {};
    state.draw(frame);
    if (i + 1 < frames) state.window.display();
  }
  sf::Texture texture;
  const auto size = state.window.getSize();
  if (!texture.create(size.x, size.y))
    return fail("The picture could not be taken", png.string(),
                "make the window smaller");
  texture.update(state.window);
  state.window.display();
  if (!opaque(texture.copyToImage()).saveToFile(png.string()))
    return fail("The picture could not be written", png.string(),
                "check that the folder exists and is yours");
  return {};
}

Result<void> Platform::draw_beside(const Drawing& drawing,
                                   const std::filesystem::path& png) {
  State& state = *state_;
  const auto width = static_cast<unsigned>(drawing.width);
  const auto height = static_cast<unsigned>(drawing.height);
  sf::RenderTexture paper;
  const bool made = paper.create(width, height);
  // What is made while it is drawn belongs to the window.
  const bool back = state.window.setActive(true);
  if (!made || !back)
    return fail("The picture could not be drawn", png.string(), "make it smaller");
  state.session->begin_frame(
      {}, {static_cast<float>(drawing.width), static_cast<float>(drawing.height)},
      kFixedFrame);
  drawing.draw();
  const bool on_paper = paper.setActive(true);
  state.session->end_frame(drawing.ground);
  paper.display();
  const bool written =
      on_paper && opaque(paper.getTexture().copyToImage()).saveToFile(png.string());
  if (!state.window.setActive(true) || !written)
    return fail("The picture could not be written", png.string(),
                "check that its folder is there, that there is space and that you may "
                "write there, then save it again");
  return {};
}

const InputFrame& Platform::input() const {
  return state_->input.keyboard;
}

bool Platform::close_requested() const {
  return state_->closing;
}

bool Platform::caret_visible() const {
  const Millis since = state_->since_input();
  return state_->fixed_time || since >= kCaretRests || (since / kCaretPhase) % 2 == 0;
}

void Platform::wake() {
  state_->wake_up.ring();
}

void Platform::watch(int descriptor) {
  state_->outside = descriptor;
}

WindowPlace Platform::place() const {
  const auto position = state_->window.getPosition();
  const auto size = state_->window.getSize();
  return {position.x, position.y, static_cast<int>(size.x), static_cast<int>(size.y)};
}

void Platform::set_clear_colour(ImU32 colour) {
  state_->clear_colour = colour;
}

void Platform::set_title(const std::string& title) {
  state_->window.setTitle(sfml_text(title));
}

}  // namespace attache::window
