#include "window/ui.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/chance.h"

namespace attache::window {

namespace {
constexpr float kBarWidth = 6;
constexpr float kWheelStep = 64;
}  // namespace

Rect overlap(const Rect& one, const Rect& other) {
  const float left = std::max(one.x, other.x);
  const float top = std::max(one.y, other.y);
  return {left, top, std::max(0.0F, std::min(one.right(), other.right()) - left),
          std::max(0.0F, std::min(one.bottom(), other.bottom()) - top)};
}

void ScrollState::by(float pixels) {
  offset = std::clamp(offset + pixels, 0.0F, furthest());
}

void ScrollState::show(float top, float bottom) {
  if (bottom > offset + view) offset = bottom - view;
  offset = std::clamp(std::min(offset, top), 0.0F, furthest());
}

ControlId Ui::id(std::string_view name, std::size_t number) {
  return stable_hash(name, number + 1) | 1U;
}

void Ui::begin_frame(const InputFrame& input,
                     const Theme& theme,
                     bool still,
                     bool caret) {
  const ImGuiIO& io = ImGui::GetIO();
  input_ = input;
  theme_ = theme;
  still_ = still;
  list_ = ImGui::GetBackgroundDrawList();
  screen_ = {0, 0, io.DisplaySize.x, io.DisplaySize.y};
  clip_ = screen_;
  mouse_ = still ? ImVec2{-1, -1} : io.MousePos;
  mouse_down_ = io.MouseDown[0];
  mouse_pressed_ = io.MouseClicked[0];
  mouse_released_ = io.MouseReleased[0];
  double_click_ = io.MouseDoubleClicked[0];
  wheel_ = io.MouseWheel;
  seconds_ = ImGui::GetTime();
  caret_visible_ = caret;
  cursor_ = ImGuiMouseCursor_Arrow;
  press_candidate_ = kNoControl;
  caret_ = false;
  under_ = under_next_;
  under_next_ = kNoControl;
  top_layer_ = highest_layer_;
  highest_layer_ = layer_ = 0;
  focus_.begin_frame();
  move_focus();
}

void Ui::move_focus() {
  if (input_.pressed(Key::kTab, {}, true) || input_.pressed(Key::kTab, kShift, true)) {
    focus_.step(input_.held.shift ? -1 : 1);
    input_ = {};
  }
  const bool back =
      input_.pressed(Key::kUp, {}, true) || input_.pressed(Key::kLeft, {}, true);
  const bool on =
      input_.pressed(Key::kDown, {}, true) || input_.pressed(Key::kRight, {}, true);
  if ((back || on) && focus_.ring() && focus_.step_in_group(on ? 1 : -1)) input_ = {};
  if (mouse_pressed_ && focus_.ring()) focus_.give(focus_.focused(), false);
}

void Ui::end_frame() {
  for (std::size_t i = 0; i < later_.size(); ++i)
    later_[i]();
  later_.clear();
  active_is_new_ = false;
  if (mouse_pressed_) {
    active_ = press_candidate_;
    active_is_new_ = true;
    if (press_candidate_ != focus_.focused()) focus_.clear();
  }
  if (mouse_released_ || !mouse_down_) active_ = kNoControl;
  ImGui::SetMouseCursor(cursor_);
  focus_.end_frame();
  typesetter_.end_frame();
}

bool Ui::take(Key key, Chord chord, bool also_repeat) {
  if (!reachable() || !input_.pressed(key, chord, also_repeat)) return false;
  input_ = {};
  return true;
}

bool Ui::take_sign(std::string_view sign) {
  if (!reachable() || !input_.typed(sign)) return false;
  input_ = {};
  return true;
}

void Ui::reveal_focused(const Rect& area) const {
  if (scrolls_.empty()) return;
  const OpenScroll& open = scrolls_.back();
  const float top = area.y - open.view.y + open.state->offset;
  open.state->show(top - gap(12), top + area.h + gap(12));
}

Touch Ui::mouse_at(ControlId id, const Rect& area) {
  Touch touch;
  const bool over = overlap(area, clip_).contains(mouse_);
  if (over) under_next_ = id;
  if (over && mouse_pressed_) press_candidate_ = id;
  const bool active = active_ == id;
  touch.held = active && mouse_down_;
  touch.pressed = touch.held && active_is_new_;
  touch.hovered = over && under_ == id && (active || active_ == kNoControl);
  touch.released = active && mouse_released_;
  touch.clicked = over && touch.released;
  return touch;
}

bool Ui::activated(const ControlTraits& traits) {
  return (traits.enter && take(Key::kEnter)) || take(Key::kSpace);
}

Touch Ui::control(ControlId id, const Rect& area, const ControlTraits& traits) {
  highest_layer_ = std::max(highest_layer_, layer_);
  if (!traits.enabled || !reachable()) return {};
  if (traits.tab_stop) focus_.add(id, traits.group);
  Touch touch = mouse_at(id, area);
  if (touch.hovered || touch.held) cursor_ = traits.cursor;
  if (touch.pressed && traits.field) focus_.give(id, false);
  touch.focused = focus_.has_focus(id);
  touch.ring = touch.focused && focus_.ring();
  if (touch.focused && focus_.moved()) reveal_focused(area);
  if (touch.ring && !traits.field && activated(traits)) touch.clicked = true;
  return touch;
}

float Ui::begin_scroll(ControlId id, const Rect& view, ScrollState& state) {
  state.view = view.h;
  state.offset = std::clamp(state.offset, 0.0F, state.furthest());
  scrolls_.push_back({id, view, &state, clip_});
  clip_ = overlap(clip_, view);
  list_->PushClipRect({clip_.x, clip_.y}, {clip_.right(), clip_.bottom()}, true);
  return view.y - std::round(state.offset);
}

void Ui::end_scroll(float content_height) {
  const OpenScroll open = scrolls_.back();
  scrolls_.pop_back();
  open.state->content = content_height;
  list_->PopClipRect();
  clip_ = open.outer_clip;
  const bool over = overlap(open.view, clip_).contains(mouse_);
  if (reachable() && over && wheel_ != 0 && open.state->furthest() > 0) {
    open.state->by(-wheel_ * kWheelStep * theme_.scale());
    wheel_ = 0;
  }
  open.state->offset = std::clamp(open.state->offset, 0.0F, open.state->furthest());
  if (open.state->furthest() > 0) draw_scrollbar(open);
}

void Ui::fade_edges(const Rect& view, const ScrollState& state, ImU32 surface) const {
  const ImU32 clear = surface & ~IM_COL32_A_MASK;
  const float height = gap(20);
  const float right = view.right() - kBarWidth - 6;
  if (state.offset > 0)
    list_->AddRectFilledMultiColor({view.x, view.y}, {right, view.y + height}, surface,
                                   surface, clear, clear);
  if (state.offset < state.furthest())
    list_->AddRectFilledMultiColor({view.x, view.bottom() - height},
                                   {right, view.bottom()}, clear, clear, surface,
                                   surface);
}

void Ui::draw_scrollbar(const OpenScroll& open) {
  ScrollState& state = *open.state;
  const float track = open.view.h - 8;
  const float thumb = std::max(32.0F, track * state.view / state.content);
  const float travel = track - thumb;
  const float share = state.offset / state.furthest();
  const Rect bar{open.view.right() - kBarWidth - 3, open.view.y + 4 + travel * share,
                 kBarWidth, thumb};
  const Touch touch = control(open.id, bar.inset(-4, 0),
                              {.tab_stop = false, .cursor = ImGuiMouseCursor_Arrow});
  if (touch.pressed) state.grip = mouse_.y - bar.y;
  if (touch.held && travel > 0)
    state.offset =
        std::clamp((mouse_.y - state.grip - open.view.y - 4) / travel, 0.0F, 1.0F) *
        state.furthest();
  const bool strong = touch.hovered || touch.held;
  fill(bar, strong ? colours().muted : colours().line_strong, kBarWidth / 2);
}

void Ui::fill(const Rect& area, ImU32 colour, float corner) const {
  list_->AddRectFilled({area.x, area.y}, {area.right(), area.bottom()}, colour, corner);
}

void Ui::outline(const Rect& area, ImU32 colour, float corner, float thickness) const {
  const float half = thickness / 2;  // the stroke lies inside the area
  list_->AddRect({area.x + half - 0.5F, area.y + half - 0.5F},
                 {area.right() - half + 0.5F, area.bottom() - half + 0.5F}, colour,
                 corner, 0, thickness);
}

void Ui::hairline(float x, float y, float width) const {
  fill({x, std::round(y), width, 1}, colours().line);
}

void Ui::focus_ring(const Rect& area, float corner) const {
  outline(area.inset(-5, -5), colours().accent, corner + 5, 2);
}

const TextLayout& Ui::lay_out(std::string_view text,
                              const TextStyle& style,
                              float width) const {
  const TextRun run{std::string(text),
                    style.face,
                    em(style.size),
                    style.colour != 0 ? style.colour : colours().text,
                    0,
                    false};
  const ParagraphStyle paragraph{width, style.align, style.line_height, style.max_lines,
                                 style.balance};
  return typesetter_.lay_out(run, paragraph);
}

float Ui::text(
    std::string_view text, const TextStyle& style, float x, float y, float width) const {
  if (text.empty()) return 0;
  const TextLayout& layout = lay_out(text, style, width);
  typesetter_.draw(*list_, {x, y}, layout);
  return layout.size.y;
}

void Ui::text_in(const Rect& area, std::string_view text, TextStyle style) const {
  if (text.empty() || area.w <= 0) return;
  style.max_lines = 1;
  const TextLayout& layout = lay_out(text, style, area.w);
  typesetter_.draw(*list_, {area.x, area.y + (area.h - layout.size.y) / 2}, layout);
}

void Ui::icon_in(const Rect& area,
                 std::string_view icon,
                 float size,
                 ImU32 colour) const {
  const TextStyle style{
      .face = Face::kIcon, .size = size, .colour = colour, .line_height = 1};
  const TextLayout& layout = lay_out(icon, style);
  typesetter_.draw(
      *list_,
      {area.x + (area.w - layout.size.x) / 2, area.y + (area.h - layout.size.y) / 2},
      layout);
}

float Ui::width_of(std::string_view text, const TextStyle& style) const {
  return std::ceil(
      typesetter_.width_of({std::string(text), style.face, em(style.size), 0, 0, false}));
}

void Ui::tooltip(const Rect& anchor, std::string text) {
  later([this, anchor, words = std::move(text)] {
    const TextStyle style{.size = 13, .colour = colours().on_bubble};
    const float width = width_of(words, style) + gap(20);
    const float height = em(13) * 1.5F + gap(10);
    const float x = std::clamp(anchor.middle().x - width / 2, 8.0F,
                               std::max(8.0F, screen_.w - width - 8));
    const bool below = anchor.bottom() + height + 8 < screen_.h;
    const Rect bubble{std::round(x), below ? anchor.bottom() + 6 : anchor.y - height - 6,
                      width, height};
    fill(bubble, colours().bubble, 8);
    text_in(bubble.inset(gap(10), 0), words, style);
  });
}

}  // namespace attache::window
