#pragma once
// One frame of the window: where the mouse and the keyboard are, which control they meet,
// and a pen.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "window/focus_order.h"
#include "window/keys.h"
#include "window/theme.h"
#include "window/typesetter.h"

namespace attache::window {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] ImVec2 middle() const { return {x + w / 2, y + h / 2}; }
  [[nodiscard]] Rect inset(float dx, float dy) const {
    return {x + dx, y + dy, w - 2 * dx, h - 2 * dy};
  }
  [[nodiscard]] bool contains(ImVec2 point) const {
    return point.x >= x && point.x < right() && point.y >= y && point.y < bottom();
  }
};
/// A place to draw downwards from.
struct Column {
  float x = 0, y = 0, width = 0;
};
[[nodiscard]] Rect overlap(const Rect& one, const Rect& other);

/// How a text looks: `size` is that at 100 %.
struct TextStyle {
  Face face = Face::kSans;
  float size = 15;
  ImU32 colour = 0;
  Align align = Align::kLeft;
  float line_height = 1.5F;
  int max_lines = 0;
  bool balance = false;
};

/// What a person did with a control in this frame.
struct Touch {
  bool hovered = false;
  bool held = false;      ///< the mouse went down on it and is still down
  bool pressed = false;   ///< the first frame of being held
  bool released = false;  ///< let go in this frame, wherever the mouse is
  bool clicked = false;   ///< released over it, or Enter or Space with the focus
  bool focused = false;
  bool ring = false;  ///< draw the focus ring
};

struct ControlTraits {
  ControlId group = kNoControl;  ///< arrows walk within a group
  bool enabled = true;
  bool field = false;  ///< keeps the focus after a click; Enter and Space are its own
  bool enter = true;   ///< Enter activates it, not only Space
  bool tab_stop = true;
  ImGuiMouseCursor cursor = ImGuiMouseCursor_Hand;
};

/// How far a scroll area is scrolled. Lives as long as its screen.
struct ScrollState {
  float offset = 0;
  float content = 0;  ///< height at the last frame
  float view = 0;
  float grip = 0;  ///< where the bar's thumb was taken hold of

  [[nodiscard]] float furthest() const { return content > view ? content - view : 0; }
  void by(float pixels);
  void show(float top,
            float bottom);  ///< scrolls as little as needed; content coordinates
};

/// Shows the pictures of texts.
class TextPictures {
 public:
  TextPictures() = default;
  virtual ~TextPictures() = default;
  TextPictures(const TextPictures&) = delete;
  TextPictures& operator=(const TextPictures&) = delete;
  TextPictures(TextPictures&&) = delete;
  TextPictures& operator=(TextPictures&&) = delete;
  /// Draws (or only measures) a picture by the name that the text has for it, or words in
  /// its place, and gives the height.
  virtual float picture(const std::string& file,
                        const std::string& alt,
                        const Column& at,
                        bool draw) = 0;
};

class Ui {
 public:
  explicit Ui(Typesetter& typesetter) : typesetter_(typesetter) {}

  /// `still`: for a picture, nothing blinks and no mouse. `caret`: a blinking caret is to
  /// be seen now.
  void begin_frame(const InputFrame& input, const Theme& theme, bool still, bool caret);
  void end_frame();

  // What there is.
  [[nodiscard]] const Theme& theme() const { return theme_; }
  [[nodiscard]] const Palette& colours() const { return theme_.colours(); }
  /// Draws what follows in another theme, such as a preview in the dark.
  void use_theme(const Theme& theme) { theme_ = theme; }
  [[nodiscard]] float em(float size) const { return theme_.em(size); }
  [[nodiscard]] float gap(float pixels) const { return theme_.gap(pixels); }
  [[nodiscard]] Rect screen() const { return screen_; }
  [[nodiscard]] bool still() const { return still_; }  ///< for a picture: nothing blinks

  // The keyboard. A key is gone once somebody took it; nothing arrives below a sheet.
  bool take(Key key, Chord chord = {}, bool also_repeat = false);
  bool take_sign(std::string_view sign);
  /// All of this frame's input, for the text field that has the focus.
  [[nodiscard]] const InputFrame& input() const { return input_; }
  void take_all() { input_ = {}; }

  // Controls.
  [[nodiscard]] static ControlId id(std::string_view name, std::size_t number = 0);
  Touch control(ControlId id, const Rect& area, const ControlTraits& traits = {});
  FocusOrder& focus() { return focus_; }
  [[nodiscard]] ImVec2 mouse() const { return mouse_; }
  [[nodiscard]] bool double_click() const { return double_click_; }
  void ask_cursor(ImGuiMouseCursor cursor) { cursor_ = cursor; }
  /// Everything between belongs to a sheet that lies above; below it nothing can be
  /// touched.
  void enter_sheet() { ++layer_; }
  void leave_sheet() { --layer_; }
  [[nodiscard]] bool reachable() const { return layer_ >= top_layer_; }

  // Scrolling. Content is drawn at `begin_scroll`'s y; its height is told to
  // `end_scroll`.
  float begin_scroll(ControlId id, const Rect& view, ScrollState& state);
  void end_scroll(float content_height);
  /// Lets cut off content fade into the surface, where more of it lies beyond an edge.
  void fade_edges(const Rect& view, const ScrollState& state, ImU32 surface) const;

  // The pen.
  [[nodiscard]] ImDrawList& list() const { return *list_; }
  void fill(const Rect& area, ImU32 colour, float corner = 0) const;
  void outline(const Rect& area,
               ImU32 colour,
               float corner = 0,
               float thickness = 1) const;
  void hairline(float x, float y, float width) const;
  void focus_ring(const Rect& area, float corner) const;
  [[nodiscard]] const TextLayout& lay_out(std::string_view text,
                                          const TextStyle& style,
                                          float width = 0) const;
  /// Draws a paragraph and gives its height.
  // NOLINTNEXTLINE(modernize-use-nodiscard): often it is only drawn
  float text(std::string_view text,
             const TextStyle& style,
             float x,
             float y,
             float width = 0) const;
  /// Draws one line in the vertical middle of an area, cut with "…" where it is too long.
  void text_in(const Rect& area, std::string_view text, TextStyle style) const;
  void icon_in(const Rect& area, std::string_view icon, float size, ImU32 colour) const;
  [[nodiscard]] float width_of(std::string_view text, const TextStyle& style) const;
  [[nodiscard]] Typesetter& typesetter() const { return typesetter_; }
  /// Draws after everything else in this frame.
  void later(std::function<void()> draw) { later_.push_back(std::move(draw)); }
  void tooltip(const Rect& anchor, std::string text);

  /// Who shows the pictures of texts that are drawn from now on; null: their words stand
  /// in their place. Borrowed.
  void show_pictures_by(TextPictures* pictures) { pictures_ = pictures; }
  [[nodiscard]] TextPictures* pictures() const { return pictures_; }

  // For the frame's outcome.
  void note_caret() { caret_ = true; }
  [[nodiscard]] bool caret() const { return caret_; }
  [[nodiscard]] double seconds() const { return seconds_; }
  [[nodiscard]] bool caret_visible() const { return caret_visible_ && !still_; }

 private:
  struct OpenScroll {
    ControlId id = kNoControl;
    Rect view;
    ScrollState* state = nullptr;
    Rect outer_clip;
  };
  void move_focus();
  Touch mouse_at(ControlId id, const Rect& area);
  bool activated(const ControlTraits& traits);
  void reveal_focused(const Rect& area) const;
  void draw_scrollbar(const OpenScroll& open);

  Typesetter& typesetter_;
  Theme theme_{false, 100};
  InputFrame input_;
  FocusOrder focus_;
  ImDrawList* list_ = nullptr;
  Rect screen_, clip_;
  std::vector<OpenScroll> scrolls_;
  std::vector<std::function<void()>> later_;
  TextPictures* pictures_ = nullptr;
  ImVec2 mouse_{-1, -1};
  ControlId under_ = kNoControl,
            under_next_ = kNoControl;  ///< the uppermost control at the mouse
  ControlId active_ = kNoControl, press_candidate_ = kNoControl;
  bool active_is_new_ = false;
  int layer_ = 0, top_layer_ = 0, highest_layer_ = 0;
  ImGuiMouseCursor cursor_ = ImGuiMouseCursor_Arrow;
  bool mouse_down_ = false, mouse_pressed_ = false, mouse_released_ = false,
       double_click_ = false;
  float wheel_ = 0;
  bool still_ = false, caret_ = false, caret_visible_ = true;
  double seconds_ = 0;
};

}  // namespace attache::window
