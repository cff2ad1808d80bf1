#include "window/text_area.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "window/markdown_keys.h"
#include "window/text_area_drawing.h"
#include "window/text_area_find.h"
#include "window/text_area_menu.h"

namespace attache::window {

namespace {

/// Room at the right for the scroll bar.
constexpr float kBarRoom = 10;
constexpr float kNarrowest = 24;

AreaLayout::Measure measure_of(const Ui& ui, const AreaLook& look, float width) {
  const float em = ui.em(look.size);
  return {std::max(kNarrowest, width - ui.gap(28) - kBarRoom), em,
          std::max(1.0F, std::round(em * 1.5F))};
}

/// What the functions of one frame share.
struct Frame {
  Ui& ui;
  TextArea& area;
  const AreaLook& look;
  AreaLayout::Setter set;
  Rect view;  ///< where the text is seen
  AreaOutcome outcome = {};

  void follow() const {
    area.layout.follow(area.text(), measure_of(ui, look, view.w + ui.gap(28)));
  }
  [[nodiscard]] float line() const { return std::round(ui.em(look.size) * 1.5F); }
};

std::optional<TextRange> wrong_word_at(const Frame& f, std::size_t byte) {
  if (f.look.spelling == nullptr) return std::nullopt;
  const AreaPiece& piece = f.area.layout.pieces()[f.area.layout.piece_of(byte)];
  for (const TextRange& word : f.look.spelling->wrong_in(f.area.layout.stretch(piece)))
    if (piece.begin + word.begin <= byte && byte <= piece.begin + word.end)
      return TextRange{piece.begin + word.begin, piece.begin + word.end};
  return std::nullopt;
}

bool open_menu(const Frame& f, std::size_t byte) {
  const std::optional<TextRange> word = wrong_word_at(f, byte);
  if (!word) return false;
  auto menu = std::make_shared<WordMenu>();
  menu->word = *word;
  menu->written = f.area.text().substr(word->begin, word->end - word->begin);
  menu->meant = f.look.spelling->suggestions(menu->written);
  f.area.menu = std::move(menu);
  f.area.caret_moved = true;
  return true;
}

/// Does what was chosen in the list of suggestions.
void take_choice(Frame& f) {
  const std::shared_ptr<WordMenu> menu = f.area.menu;
  if (menu == nullptr || !menu->chosen) return;
  f.area.menu.reset();
  f.ui.focus().give(area_id(f.look), false);
  const TextRange& word = menu->word;
  if (f.area.text().compare(word.begin, word.end - word.begin, menu->written) != 0)
    return;
  if (menu->adds(*menu->chosen)) {
    f.outcome.added_word = menu->written;
    return;
  }
  f.area.edit.put(word.begin, word.end, menu->meant[*menu->chosen]);
  f.area.caret_moved = true;
}

void close_stale_menu(Frame& f, const Touch& touch) {
  if (f.area.menu == nullptr) return;
  const ImGuiIO& io = ImGui::GetIO();
  const bool pressed = io.MouseClicked[0] || io.MouseClicked[1];
  const ControlId focused = f.ui.focus().focused();
  const bool elsewhere = focused != kNoControl && !touch.focused;
  if (elsewhere || (pressed && !f.area.menu->box.contains(f.ui.mouse())))
    f.area.menu.reset();
}

// ---- keys

bool take_menu_key(Frame& f, const InputFrame& input) {
  if (f.area.menu == nullptr) {
    const bool asked = input.pressed(Key::kPeriod, kCtrl) || input.pressed(Key::kMenu);
    return asked && open_menu(f, f.area.edit.caret());
  }
  if (word_menu_key(*f.area.menu, input)) {
    take_choice(f);
    return true;
  }
  if (input.key == Key::kNone && input.text.empty()) return false;
  f.area.menu.reset();  // any other key means the text again
  return input.key == Key::kEscape;
}

bool take_find_key(const Frame& f, const InputFrame& input) {
  if (!f.look.find) return false;
  if (input.pressed(Key::kF, kCtrl)) {
    open_find(f.area);
    f.ui.focus().give(find_id(f.look), false);
    return true;
  }
  if (!f.area.find.open) return false;
  if (input.pressed(Key::kEscape)) {
    f.area.find.open = false;
    return true;
  }
  const bool back = input.pressed(Key::kF3, kShift, true);
  if (!back && !input.pressed(Key::kF3, {}, true)) return false;
  find_step(f.area, back ? -1 : 1);
  return true;
}

bool move_to_line(const Frame& f, float y, float x, bool select) {
  AreaLayout& layout = f.area.layout;
  TextEdit& edit = f.area.edit;
  if (y < 0)
    edit.move_to(0, select);
  else if (y >= layout.height())
    edit.move_to(edit.text().size(), select);
  else
    edit.move_to(layout.byte_at({x, y}, f.set), select);
  return true;
}

/// The keys that follow the lines on the screen.
bool take_line_key(const Frame& f, const InputFrame& input) {
  const ImVec2 caret = f.area.layout.caret_at(f.area.edit.caret(), f.set);
  const float middle = caret.y + f.line() / 2;
  const bool select = input.held.shift;
  float down = 0;
  switch (input.key) {
    case Key::kHome:
      f.area.wanted_x = -1;
      return move_to_line(f, middle, -1, select);
    case Key::kEnd:
      f.area.wanted_x = -1;
      return move_to_line(f, middle, 1e6F, select);
    case Key::kUp:
      down = -f.line();
      break;
    case Key::kDown:
      down = f.line();
      break;
    case Key::kPageUp:
      down = -std::max(f.line(), f.view.h - f.line());
      break;
    case Key::kPageDown:
      down = std::max(f.line(), f.view.h - f.line());
      break;
    default:
      return false;
  }
  const float x = f.area.wanted_x < 0 ? caret.x : f.area.wanted_x;
  f.area.wanted_x = x;
  return move_to_line(f, middle + down, x, select);
}

bool submits(const Frame& f, const InputFrame& input) {
  return input.pressed(Key::kEnter, kCtrl) ||
         (f.look.single_line && input.pressed(Key::kEnter));
}

bool take_edit_key(const Frame& f, const InputFrame& input) {
  TextEdit& edit = f.area.edit;
  const bool undo = input.held.ctrl && (input.key == Key::kZ || input.key == Key::kY);
  if (input.held.alt || (undo && !f.look.own_undo)) return false;
  if (!input.held.ctrl && take_line_key(f, input)) return true;
  const bool taken = (f.look.blanks && edit_by_blank_key(edit, input)) ||
                     (f.look.markdown && edit_by_markdown_key(edit, input)) ||
                     edit_by_key(edit, input);
  if (taken) f.area.wanted_x = -1;
  return taken;
}

void take_keys(Frame& f) {
  const InputFrame input = f.ui.input();
  TextArea& area = f.area;
  if (take_menu_key(f, input)) {
    f.ui.take_all();
    return;
  }
  if (submits(f, input)) {
    f.outcome.submitted = true;
    f.ui.take_all();
    return;
  }
  const std::uint64_t revision = area.edit.revision();
  const std::size_t caret = area.edit.caret();
  if (take_find_key(f, input) || take_edit_key(f, input)) f.ui.take_all();
  const bool changed = area.edit.revision() != revision;
  const bool moved = area.edit.caret() != caret;
  if (changed || moved) {
    area.caret_moved = true;
    area.typing = changed;
  }
}

// ---- the mouse

TextRange taken_by(TextEdit& edit, std::size_t byte, int clicks) {
  if (clicks == 2) edit.select_word(byte);
  if (clicks == 3) edit.select_paragraph(byte);
  return clicks == 1 ? TextRange{byte, byte} : TextRange{edit.begin(), edit.end()};
}

void drag(Frame& f, std::size_t byte) {
  TextArea& area = f.area;
  const TextRange& first = area.grabbed;
  if (area.clicks.count == 1) {
    if (byte != area.edit.caret()) area.edit.move_to(byte, true);
    return;
  }
  // Words and paragraphs are taken whole, in both directions.
  const std::size_t caret = area.edit.caret();
  if (byte >= first.begin && byte <= first.end) {
    area.edit.select(first.begin, first.end);
  } else {
    const TextRange here = taken_by(area.edit, byte, area.clicks.count);
    if (here.begin < first.begin)
      area.edit.select(first.end, here.begin);
    else
      area.edit.select(first.begin, here.end);
  }
  if (area.edit.caret() != caret) area.caret_moved = true;
}

void take_mouse(Frame& f, const Touch& touch, float top) {
  TextArea& area = f.area;
  const ImVec2 point{f.ui.mouse().x - f.view.x, f.ui.mouse().y - top};
  if (touch.hovered && ImGui::GetIO().MouseClicked[1]) {
    const std::size_t byte = area.layout.byte_at(point, f.set);
    f.ui.focus().give(area_id(f.look), false);
    if (!area.edit.has_selection() || byte < area.edit.begin() || byte > area.edit.end())
      area.edit.move_to(byte, false);
    area.typing = false;
    open_menu(f, byte);
    return;
  }
  if (!touch.held) return;
  const std::size_t byte = area.layout.byte_at(point, f.set);
  area.wanted_x = -1;
  area.typing = false;
  if (!touch.pressed) {
    drag(f, byte);
    if (!f.view.contains(f.ui.mouse())) area.caret_moved = true;
    return;
  }
  const int clicks = area.clicks.press(f.ui.seconds(), f.ui.mouse());
  if (clicks == 1) area.edit.move_to(byte, ImGui::GetIO().KeyShift);
  area.grabbed = taken_by(area.edit, byte, clicks);
}

// ---- one frame

/// Lays out what is in view, and brings the caret there when it moved.
void settle(Frame& f) {
  TextArea& area = f.area;
  f.follow();
  ScrollState& scroll = area.scroll;
  scroll.view = f.view.h;
  scroll.offset += area.layout.settle(scroll.offset, scroll.offset + f.view.h, f.set);
  if (std::exchange(area.caret_moved, false)) {
    const ImVec2 caret = area.layout.caret_at(area.edit.caret(), f.set);
    scroll.content = area.layout.height();
    scroll.show(caret.y, caret.y + f.line());
    scroll.offset += area.layout.settle(scroll.offset, scroll.offset + f.view.h, f.set);
  }
  scroll.content = area.layout.height();
}

void draw_frame(const Ui& ui,
                const Rect& place,
                const Touch& touch,
                const AreaLook& look) {
  const Palette& c = ui.colours();
  ui.fill(place, look.enabled ? c.card : c.sunken, 12);
  if (touch.focused)
    ui.outline(place, look.warning ? c.again.ink : c.accent, 12, 2);
  else if (look.warning)
    ui.outline(place, c.again.ink, 12);
  else
    ui.outline(place, touch.hovered ? c.muted : c.line_strong, 12);
}

void anchor_menu(const Frame& f, float top) {
  WordMenu& menu = *f.area.menu;
  const ImVec2 at = f.area.layout.caret_at(menu.word.begin, f.set);
  menu.anchor = {f.view.x + at.x, top + at.y, 1, f.line()};
  draw_word_menu(f.ui, f.area.menu);
}

void draw_text(Frame& f, const Touch& touch, float top) {
  Ui& ui = f.ui;
  TextArea& area = f.area;
  const AreaDrawing drawing{ui, area.layout, f.set, {f.view.x, top}, f.line()};
  if (area.text().empty() && !f.look.placeholder.empty()) {
    TextStyle faint = area_text(ui, f.look);
    faint.colour = ui.colours().muted;
    faint.max_lines = static_cast<int>(std::max(1.0F, f.view.h / f.line()));
    ui.text(f.look.placeholder, faint, f.view.x, top, f.view.w - kBarRoom);
  }
  if (area.find.open) drawing.mark(area.find.matches, ui.colours().highlight);
  if (f.look.marked) drawing.mark({*f.look.marked}, ui.colours().highlight);
  const bool selected = area.edit.has_selection();
  if (selected && (touch.focused || area.find.open))
    drawing.mark({{area.edit.begin(), area.edit.end()}},
                 blend(ui.colours().accent_soft, ui.colours().accent, 0.25F));
  drawing.text();
  if (f.look.spelling != nullptr && f.look.enabled) {
    const bool writing = touch.focused && area.typing;
    drawing.wrong_words(*f.look.spelling,
                        writing ? std::optional(area.edit.caret()) : std::nullopt);
  }
  if (!touch.focused) return;
  ui.note_caret();
  if (ui.caret_visible()) drawing.caret(area.edit.caret());
}

void be_single_line(TextArea& area, bool single_line) {
  if (area.edit.several_lines() != single_line) return;
  TextEdit edit(!single_line);
  edit.reset(area.text());
  area.edit = std::move(edit);
}

}  // namespace

TextArea::TextArea(std::string text) {
  edit.reset(std::move(text));
}

void TextArea::follow(std::string_view text) {
  const std::string& now = edit.text();
  if (text == now) return;
  const std::size_t shorter = std::min(text.size(), now.size());
  const auto same = std::mismatch(
      text.rbegin(), text.rbegin() + static_cast<std::ptrdiff_t>(shorter), now.rbegin());
  const auto behind = static_cast<std::size_t>(same.first - text.rbegin());
  // A change that ends inside of a character moves to its end.
  std::size_t caret = text.size() - behind;
  while (caret < text.size() &&
         (static_cast<unsigned char>(text[caret]) & 0xC0U) == 0x80U)
    ++caret;
  edit.reset(std::string(text));
  edit.move_to(caret, false);
  menu.reset();
  wanted_x = -1;
  typing = false;
  caret_moved = true;
}

ControlId area_id(const AreaLook& look) {
  return Ui::id(look.name, look.number);
}

float area_height(const Ui& ui, TextArea& area, const AreaLook& look, float width) {
  const AreaLayout::Measure measure = measure_of(ui, look, width);
  area.layout.follow(area.text(), measure);
  const AreaLayout::Setter set = area_setter(ui, look, measure.width);
  const auto most = static_cast<std::size_t>(std::max(0, look.max_lines));
  const std::size_t least = static_cast<std::size_t>(std::max(1, look.min_lines));
  const std::size_t lines = std::max(least, area.layout.settle_lines(most, set));
  return std::round(static_cast<float>(lines) * measure.line_height + ui.gap(20) +
                    find_bar_height(ui, area));
}

AreaOutcome text_area(Ui& ui, const Rect& place, TextArea& area, const AreaLook& look) {
  be_single_line(area, look.single_line);
  const ControlId id = area_id(look);
  const float bar = find_bar_height(ui, area);
  const Rect body{place.x, place.y + bar, place.w, std::max(0.0F, place.h - bar)};
  const Rect view{body.x + ui.gap(14), body.y + ui.gap(10), body.w - ui.gap(28),
                  std::max(0.0F, body.h - ui.gap(20))};
  const float wrap = measure_of(ui, look, place.w).width;
  const std::uint64_t revision = area.edit.revision();
  Frame f{ui, area, look, area_setter(ui, look, wrap), view};
  const Touch touch = ui.control(
      id, body,
      {.enabled = look.enabled, .field = true, .cursor = ImGuiMouseCursor_TextInput});
  f.outcome.focused = touch.focused;
  draw_frame(ui, place, touch, look);
  f.follow();
  take_choice(f);
  close_stale_menu(f, touch);
  if (touch.focused && look.enabled)
    take_keys(f);
  else
    area.typing = false;
  // A bar that was opened just now comes with the next frame.
  if (bar > 0)
    find_bar(ui,
             {place.x + ui.gap(8), place.y + ui.gap(8), place.w - ui.gap(16),
              bar - ui.gap(12)},
             area, look);
  settle(f);
  const float top =
      ui.begin_scroll(id ^ 2U, {view.x - 2, view.y, view.w + 4, view.h}, area.scroll);
  take_mouse(f, touch, top);
  draw_text(f, touch, top);
  ui.end_scroll(area.layout.height());
  if (area.menu != nullptr) anchor_menu(f, top);
  f.outcome.changed = area.edit.revision() != revision;
  return f.outcome;
}

}  // namespace attache::window
