#include "window/text_field.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace attache::window {

namespace {

bool edit_by_chord(TextEdit& edit, const InputFrame& input) {
  switch (input.key) {
    case Key::kA:
      edit.select_all();
      return true;
    case Key::kC:
    case Key::kInsert:
      if (edit.has_selection()) ImGui::SetClipboardText(edit.selected().c_str());
      return true;
    case Key::kX:
      if (edit.has_selection()) ImGui::SetClipboardText(edit.cut().c_str());
      return true;
    case Key::kV:
      if (const char* text = ImGui::GetClipboardText()) edit.paste(text);
      return true;
    // With nothing left to take back here, the key is free for the card.
    case Key::kZ:
      return input.held.shift ? edit.redo() : edit.undo();
    case Key::kY:
      edit.redo();
      return true;
    case Key::kLeft:
      edit.move_word_left(input.held.shift);
      return true;
    case Key::kRight:
      edit.move_word_right(input.held.shift);
      return true;
    case Key::kHome:
      edit.move_to(0, input.held.shift);
      return true;
    case Key::kEnd:
      edit.move_to(edit.text().size(), input.held.shift);
      return true;
    case Key::kBackspace:
      edit.erase_word_back();
      return true;
    case Key::kDelete:
      edit.erase_word_forward();
      return true;
    default:
      return false;
  }
}

TextStyle field_text(const Ui& ui, const FieldLook& look) {
  return {.face = look.serif ? Face::kSerif : Face::kSans,
          .size = look.size,
          .colour = look.enabled ? ui.colours().text : ui.colours().muted,
          .line_height = 1.5F};
}

/// Up, Down, Home and End, which follow the lines on the screen.
bool move_by_line(TextField& field, const InputFrame& input, const TextLayout& layout) {
  TextEdit& edit = field.edit;
  const bool select = input.held.shift;
  const ImVec2 caret = layout.caret_at(edit.caret());
  const float middle = caret.y + layout.line_height() / 2;
  if (input.key == Key::kHome || input.key == Key::kEnd) {
    const float x = input.key == Key::kHome ? -1.0F : 1e6F;
    edit.move_to(layout.byte_at({x, middle}), select);
    return true;
  }
  const bool vertical = input.key == Key::kUp || input.key == Key::kDown;
  if (!vertical || !edit.several_lines()) return false;
  const float x = field.wanted_x < 0 ? caret.x : field.wanted_x;
  const float y = middle + (input.key == Key::kUp ? -1.0F : 1.0F) * layout.line_height();
  if (y < 0)
    edit.move_to(0, select);
  else if (y > layout.size.y)
    edit.move_to(edit.text().size(), select);
  else
    edit.move_to(layout.byte_at({x, y}), select);
  field.wanted_x = x;
  return true;
}

FieldOutcome take_keys(Ui& ui, TextField& field, const TextLayout& layout) {
  FieldOutcome outcome;
  const InputFrame input = ui.input();
  TextEdit& edit = field.edit;
  const bool several = edit.several_lines();
  if (input.pressed(Key::kEnter, several ? kCtrl : Chord{})) {
    outcome.submitted = true;
    ui.take_all();
    return outcome;
  }
  const std::uint64_t before = edit.revision();
  const std::size_t caret = edit.caret();
  bool taken = false;
  if (!input.held.ctrl && !input.held.alt && move_by_line(field, input, layout)) {
    taken = true;
  } else {
    taken = edit_by_key(edit, input);
    if (taken) field.wanted_x = -1;
  }
  outcome.changed = edit.revision() != before;
  if (outcome.changed || edit.caret() != caret) field.caret_moved = true;
  if (taken) ui.take_all();
  return outcome;
}

void take_mouse(const Ui& ui,
                TextField& field,
                const Touch& touch,
                const TextLayout& layout,
                ImVec2 origin) {
  if (!touch.held) return;
  const ImVec2 point{ui.mouse().x - origin.x, ui.mouse().y - origin.y};
  const std::size_t byte = layout.byte_at(point);
  const int clicks =
      touch.pressed ? field.clicks.press(ui.seconds(), ui.mouse()) : field.clicks.count;
  if (touch.pressed && clicks == 2)
    field.edit.select_word(byte);
  else if (touch.pressed && clicks == 3)
    field.edit.select_paragraph(byte);
  else if (clicks == 1 && (touch.pressed || byte != field.edit.caret()))
    field.edit.move_to(byte, !touch.pressed || ImGui::GetIO().KeyShift);
  field.wanted_x = -1;
}

void draw_selection(const Ui& ui,
                    const TextEdit& edit,
                    const TextLayout& layout,
                    ImVec2 origin) {
  if (!edit.has_selection()) return;
  const ImU32 colour = blend(ui.colours().accent_soft, ui.colours().accent, 0.25F);
  const ImVec2 from = layout.caret_at(edit.begin());
  const ImVec2 to = layout.caret_at(edit.end());
  for (const TextLayout::Line& line : layout.lines) {
    const float height = layout.line_height();
    if (line.top + height / 2 < from.y || line.top > to.y + height / 2) continue;
    const bool first = from.y >= line.top - 1 && from.y < line.top + height - 1;
    const bool last = to.y >= line.top - 1 && to.y < line.top + height - 1;
    const float left = first ? from.x : line.left;
    const float right = last ? to.x : line.left + line.width + 6;
    ui.fill({origin.x + left, origin.y + line.top, std::max(0.0F, right - left), height},
            colour, 3);
  }
}

void draw_caret(Ui& ui, const TextEdit& edit, const TextLayout& layout, ImVec2 origin) {
  ui.note_caret();
  if (!ui.caret_visible()) return;
  const ImVec2 at = layout.caret_at(edit.caret());
  const float height = layout.line_height();
  ui.fill({std::round(origin.x + at.x) - 1, std::round(origin.y + at.y + height * 0.12F),
           2, std::round(height * 0.76F)},
          ui.colours().accent);
}

void draw_frame(const Ui& ui, const Rect& area, const Touch& touch, bool enabled) {
  const Palette& c = ui.colours();
  ui.fill(area, enabled ? c.card : c.sunken, 12);
  if (touch.focused)
    ui.outline(area, c.accent, 12, 2);
  else
    ui.outline(area, touch.hovered ? c.muted : c.line_strong, 12);
}

/// Keeps the caret of a single line between the edges.
void follow_caret(TextField& field, float caret_x, float width, float text_width) {
  if (caret_x - field.sideways > width - 2) field.sideways = caret_x - width + 2;
  if (caret_x < field.sideways) field.sideways = caret_x;
  field.sideways =
      std::clamp(field.sideways, 0.0F, std::max(0.0F, text_width - width + 2));
}

}  // namespace

int Clicks::press(double seconds, ImVec2 mouse) {
  constexpr double kQuickly = 0.4;
  constexpr float kNear = 6;
  const bool again = seconds - at < kQuickly && std::abs(mouse.x - where.x) < kNear &&
                     std::abs(mouse.y - where.y) < kNear;
  count = again ? count % 3 + 1 : 1;
  at = seconds;
  where = mouse;
  return count;
}

bool edit_by_key(TextEdit& edit, const InputFrame& input) {
  if (input.held.ctrl && !input.held.alt) return edit_by_chord(edit, input);
  switch (input.key) {
    case Key::kLeft:
      edit.move_left(input.held.shift);
      return true;
    case Key::kRight:
      edit.move_right(input.held.shift);
      return true;
    case Key::kHome:
      edit.move_to(0, input.held.shift);
      return true;
    case Key::kEnd:
      edit.move_to(edit.text().size(), input.held.shift);
      return true;
    case Key::kBackspace:
      edit.erase_back();
      return true;
    case Key::kDelete:
      edit.erase_forward();
      return true;
    case Key::kInsert:
      if (!input.held.shift) return false;
      if (const char* text = ImGui::GetClipboardText()) edit.paste(text);
      return true;
    case Key::kEnter:
      if (!edit.several_lines()) return false;
      edit.type("\n");
      return true;
    default:
      break;
  }
  if (input.text.empty()) return false;
  edit.type(input.text);
  return true;
}

float field_height(const Ui& ui, const FieldLook& look, int lines) {
  return std::round(ui.em(look.size) * 1.5F * static_cast<float>(lines) + ui.gap(20));
}

FieldOutcome text_field(Ui& ui,
                        const Rect& area,
                        TextField& field,
                        const FieldLook& look) {
  const ControlId id = Ui::id(look.name, look.number);
  const bool several = field.edit.several_lines();
  const Touch touch = ui.control(
      id, area,
      {.enabled = look.enabled, .field = true, .cursor = ImGuiMouseCursor_TextInput});
  draw_frame(ui, area, touch, look.enabled);
  const TextStyle style = field_text(ui, look);
  const float suffix =
      look.suffix.empty() ? 0 : ui.width_of(look.suffix, style) + ui.gap(10);
  const Rect inner{area.x + ui.gap(14), area.y + ui.gap(10), area.w - ui.gap(28) - suffix,
                   area.h - ui.gap(20)};
  const float wrap = several ? inner.w - 10 : 0;

  FieldOutcome outcome;
  if (touch.focused && look.enabled)
    outcome = take_keys(ui, field, ui.lay_out(field.edit.text(), style, wrap));
  outcome.focused = touch.focused;
  const TextLayout& layout = ui.lay_out(field.edit.text(), style, wrap);
  const float line = ui.em(look.size) * 1.5F;
  const ImVec2 caret = layout.caret_at(field.edit.caret());
  if (several && std::exchange(field.caret_moved, false)) {
    field.scroll.content = std::max(layout.size.y, line);
    field.scroll.view = inner.h;
    field.scroll.show(caret.y, caret.y + line);
  }
  if (!several) follow_caret(field, caret.x, inner.w, layout.size.x);
  const float top = ui.begin_scroll(id ^ 2U, {inner.x - 2, inner.y, inner.w + 4, inner.h},
                                    field.scroll);
  const ImVec2 origin{inner.x - (several ? 0 : std::round(field.sideways)), top};
  take_mouse(ui, field, touch, layout, origin);
  if (touch.focused) draw_selection(ui, field.edit, layout, origin);
  if (field.edit.text().empty() && !look.placeholder.empty()) {
    TextStyle faint = style;
    faint.colour = ui.colours().muted;
    faint.max_lines = 1;
    ui.text(look.placeholder, faint, inner.x, top, inner.w);
  } else {
    ui.typesetter().draw(ui.list(), origin, layout);
  }
  if (touch.focused) draw_caret(ui, field.edit, layout, origin);
  ui.end_scroll(several ? std::max(layout.size.y, line) : inner.h);
  if (suffix > 0) {
    TextStyle unit = style;
    unit.colour = ui.colours().muted;
    ui.text(look.suffix, unit, area.right() - ui.gap(14) - suffix + ui.gap(10), inner.y);
  }
  return outcome;
}

}  // namespace attache::window
