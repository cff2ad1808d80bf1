#include "window/components.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "window/markdown.h"

namespace attache::window {

namespace {

constexpr float kCorner = 12;

TextStyle strong(ImU32 colour, float size = 15, Align align = Align::kLeft) {
  return {.face = Face::kSansStrong, .size = size, .colour = colour, .align = align};
}

struct ButtonLook {
  ImU32 ground, ink, line;
};

ButtonLook look_of(const Ui& ui, const Button& spec, const Touch& touch) {
  const Palette& c = ui.colours();
  const bool warm = touch.hovered || touch.held;
  if (spec.kind == ButtonKind::kPrimary) {
    const ImU32 ground = warm ? c.accent_hover : c.accent;
    return {ground, c.on_accent, ground};
  }
  if (spec.kind == ButtonKind::kPlain)
    return {warm ? c.hover : IM_COL32_BLACK_TRANS, warm ? c.text : c.muted,
            IM_COL32_BLACK_TRANS};
  return {warm ? c.hover : c.card, c.text, warm ? c.line_strong : c.line};
}

/// Number, letter or tick in front of an option.
void option_cap(const Ui& ui, const Rect& cap, const OptionRow& row, const Tint& tint) {
  const float corner = row.several ? cap.w * 0.28F : cap.w / 2;
  const bool marked =
      row.state == OptionState::kRight || row.state == OptionState::kWrong;
  const bool filled = marked || row.state == OptionState::kChosen;
  if (filled) ui.fill(cap, tint.ink, corner);
  if (!filled) ui.outline(cap, tint.line, corner, 1.5F);
  std::string_view sign;
  if (row.state == OptionState::kRight || row.state == OptionState::kMissed)
    sign = icon::kCheck;
  if (row.state == OptionState::kWrong) sign = icon::kClose;
  if (row.state == OptionState::kChosen && row.several) sign = icon::kCheck;
  const ImU32 ink = filled ? ui.colours().card : tint.ink;
  if (!sign.empty())
    ui.icon_in(cap, sign, 16, ink);
  else
    ui.text_in(cap, row.cap, strong(ink, 13, Align::kCentre));
}

Tint option_tint(const Ui& ui, OptionState state) {
  const Palette& c = ui.colours();
  switch (state) {
    case OptionState::kRight:
    case OptionState::kMissed:
      return c.good;
    case OptionState::kWrong:
      return c.again;
    case OptionState::kChosen:
      return {c.accent, c.accent_soft, c.accent};
    default:
      return {c.muted, c.card, c.line};
  }
}

ImU32 option_ground(const Ui& ui,
                    const OptionRow& row,
                    const Touch& touch,
                    const Tint& tint) {
  if (row.state == OptionState::kMissed || row.state == OptionState::kFaded)
    return ui.colours().card;
  if (row.state != OptionState::kIdle) return tint.soft;
  return touch.hovered || touch.held ? ui.colours().hover : ui.colours().card;
}

RichStyle option_text(const Ui& ui, const OptionRow& row) {
  const bool faded = row.state == OptionState::kFaded;
  return {.serif = true,
          .size = 18,
          .colour = faded ? ui.colours().muted : ui.colours().text,
          .line_height = 1.4F};
}

RichStyle option_note(const Ui& ui) {
  return {.serif = false, .size = 13, .colour = ui.colours().muted, .line_height = 1.45F};
}

float option_indent(const Ui& ui) {
  return ui.gap(16) + ui.em(18) * 1.5F + ui.gap(14);
}

}  // namespace

void card(const Ui& ui, const Rect& area, float corner) {
  ui.fill(area, ui.colours().card, corner);
  ui.outline(area, ui.colours().line, corner);
}

float key_cap_width(const Ui& ui, std::string_view key) {
  const float height = ui.em(12) * 1.5F;
  return std::max(height, ui.width_of(key, {.size = 12}) + ui.em(12) * 0.7F);
}

void key_cap(const Ui& ui,
             float right,
             float middle_y,
             std::string_view key,
             ImU32 ink,
             ImU32 line) {
  const float height = std::round(ui.em(12) * 1.5F);
  const float width = std::round(key_cap_width(ui, key));
  const Rect cap{std::round(right - width), std::round(middle_y - height / 2), width,
                 height};
  ui.outline(cap, line, 5);
  ui.text_in(cap, key, {.size = 12, .colour = ink, .align = Align::kCentre});
}

float pill_width(const Ui& ui, std::string_view text) {
  return ui.width_of(text, strong(0, 12)) + ui.gap(16);
}

float pill(const Ui& ui,
           float x,
           float middle_y,
           std::string_view text,
           ImU32 ink,
           ImU32 ground) {
  const float height = std::round(ui.em(12) * 1.5F + ui.gap(4));
  const Rect area{std::round(x), std::round(middle_y - height / 2), pill_width(ui, text),
                  height};
  ui.fill(area, ground, height / 2);
  ui.text_in(area, text, strong(ink, 12, Align::kCentre));
  return area.w;
}

void progress_bar(const Ui& ui, const Rect& area, float share) {
  const float part = std::clamp(share, 0.0F, 1.0F);
  ui.fill(area, ui.colours().line, area.h / 2);
  if (part > 0)
    ui.fill({area.x, area.y, std::max(area.h, area.w * part), area.h},
            ui.colours().accent, area.h / 2);
}

void progress_ring(const Ui& ui, ImVec2 middle, float radius, float share, ImU32 colour) {
  const float thickness = std::round(radius * 0.2F);
  const float middle_radius = radius - thickness / 2;
  ui.list().AddCircle(middle, middle_radius, ui.colours().line, 96, thickness);
  const float part = std::clamp(share, 0.0F, 1.0F);
  if (part <= 0) return;
  constexpr float kTurn = 2 * std::numbers::pi_v<float>;
  const float top = -kTurn / 4;
  ui.list().PathArcTo(middle, middle_radius, top, top + kTurn * part, 96);
  ui.list().PathStroke(colour, 0, thickness);
  if (part >= 1) return;
  const auto cap = [&](float angle) {
    ui.list().AddCircleFilled({middle.x + middle_radius * std::cos(angle),
                               middle.y + middle_radius * std::sin(angle)},
                              thickness / 2, colour, 32);
  };
  cap(top);
  cap(top + kTurn * part);
}

float button_height(const Ui& ui) {
  return std::round(ui.em(15) * 1.5F + ui.gap(20));
}

float button_width(const Ui& ui, const Button& spec) {
  float width = ui.width_of(spec.label, strong(0)) + ui.gap(36);
  if (!spec.icon.empty()) width += ui.em(18) + ui.gap(8);
  if (!spec.key.empty()) width += key_cap_width(ui, spec.key) + ui.gap(10);
  return std::round(width);
}

bool button(Ui& ui, const Rect& area, const Button& spec) {
  const Touch touch =
      ui.control(Ui::id(spec.name), area, {.group = spec.group, .enabled = spec.enabled});
  ButtonLook look = look_of(ui, spec, touch);
  if (!spec.enabled && spec.kind == ButtonKind::kPlain) {
    look.ink = ui.colours().line_strong;
  } else if (!spec.enabled) {
    look.ground = ui.colours().sunken;
    look.ink = ui.colours().muted;
    look.line = ui.colours().line;
  }
  const Rect box = touch.held ? Rect{area.x, area.y + 1, area.w, area.h} : area;
  if (look.ground != IM_COL32_BLACK_TRANS) ui.fill(box, look.ground, kCorner);
  if (look.line != look.ground) ui.outline(box, look.line, kCorner);
  if (touch.ring) ui.focus_ring(area, kCorner);

  const float cap = spec.key.empty() ? 0 : key_cap_width(ui, spec.key) + ui.gap(10);
  const float sign = spec.icon.empty() ? 0 : ui.em(18) + ui.gap(8);
  const float words =
      std::min(ui.width_of(spec.label, strong(0)), area.w - cap - sign - ui.gap(12));
  float x = std::round(box.x + (box.w - words - cap - sign) / 2);
  if (sign > 0) ui.icon_in({x, box.y, ui.em(18), box.h}, spec.icon, 18, look.ink);
  x += sign;
  ui.text_in({x, box.y, words + 1, box.h}, spec.label, strong(look.ink));
  if (cap > 0)
    key_cap(ui, x + words + cap, box.middle().y, spec.key, look.ink,
            blend(look.ground == IM_COL32_BLACK_TRANS ? ui.colours().ground : look.ground,
                  look.ink, 0.45F));
  return touch.clicked;
}

bool button_at(Ui& ui, float& x, float y, const Button& spec) {
  const float width = button_width(ui, spec);
  const Rect area{x, y, width, button_height(ui)};
  x += width + ui.gap(12);
  return button(ui, area, spec);
}

bool icon_button(Ui& ui, const Rect& area, const IconButton& spec) {
  const Touch touch = ui.control(Ui::id(spec.name), area, {.tab_stop = spec.tab_stop});
  const Palette& c = ui.colours();
  if (touch.hovered || touch.held) ui.fill(area, c.hover, 10);
  const ImU32 ink = spec.on ? c.accent : touch.hovered ? c.text : c.muted;
  if (spec.on && !touch.hovered) ui.fill(area, c.accent_soft, 10);
  ui.icon_in(area, spec.icon, 21, ink);
  if (touch.ring) ui.outline(area, c.accent, 10, 2);
  if ((touch.hovered || touch.ring) && !spec.tip.empty())
    ui.tooltip(area, std::string(spec.tip));
  return touch.clicked;
}

const Tint& tint_of(const Ui& ui, Rating rating) {
  const Palette& c = ui.colours();
  switch (rating) {
    case Rating::kAgain:
      return c.again;
    case Rating::kHard:
      return c.hard;
    case Rating::kGood:
      return c.good;
    case Rating::kEasy:
      break;
  }
  return c.easy;
}

std::string_view label_of(Rating rating) {
  switch (rating) {
    case Rating::kAgain:
      return "Again";
    case Rating::kHard:
      return "Hard";
    case Rating::kGood:
      return "Good";
    case Rating::kEasy:
      break;
  }
  return "Easy";
}

bool rating_button(
    Ui& ui, const Rect& area, Rating rating, std::string_view interval, bool suggested) {
  const auto number = static_cast<std::size_t>(rating);
  static const ControlId kGroup = Ui::id("rating");
  const Touch touch = ui.control(Ui::id("rating", number), area, {.group = kGroup});
  const Tint& tint = tint_of(ui, rating);
  const bool warm = touch.hovered || touch.held;
  const Rect box = touch.held ? Rect{area.x, area.y + 1, area.w, area.h} : area;
  ui.fill(box, warm ? blend(tint.soft, tint.line, 0.4F) : tint.soft, 14);
  ui.outline(box, suggested ? tint.ink : tint.line, 14, suggested ? 2.0F : 1.0F);
  if (touch.ring) ui.focus_ring(area, 14);

  const float label = ui.em(15) * 1.4F;
  const float below = interval.empty() ? 0 : ui.em(13) * 1.4F;
  const float top = box.y + (box.h - label - below) / 2;
  const std::string key = std::to_string(number);
  const ImU32 cap_line = blend(tint.soft, tint.ink, 0.4F);
  ui.text_in({box.x + 4, top, box.w - 8, label}, label_of(rating),
             strong(tint.ink, 15, Align::kCentre));
  ui.text_in({box.x + 4, top + label, box.w - 8, below}, interval,
             {.size = 13, .colour = ui.colours().muted, .align = Align::kCentre});
  const float cap_y = box.y + ui.gap(10) + ui.em(12) * 0.75F;
  key_cap(ui, box.right() - ui.gap(10), cap_y, key, tint.ink, cap_line);
  return touch.clicked;
}

float tab_width(const Ui& ui, std::string_view label) {
  return ui.width_of(label, strong(0)) + ui.gap(28);
}

bool tab(Ui& ui,
         const Rect& area,
         std::string_view name,
         std::string_view label,
         bool current) {
  const Touch touch = ui.control(Ui::id(name), area);
  const Palette& c = ui.colours();
  if (current)
    ui.fill(area, c.accent_soft, 10);
  else if (touch.hovered)
    ui.fill(area, c.hover, 10);
  TextStyle style = strong(c.accent, 15, Align::kCentre);
  if (!current) {
    style.face = Face::kSans;
    style.colour = touch.hovered ? c.text : c.muted;
  }
  ui.text_in(area, label, style);
  if (touch.ring) ui.outline(area, c.accent, 10, 2);
  return touch.clicked;
}

namespace {

/// How the words of an option lie: a short note fits behind a short text, a longer one
/// goes below.
struct OptionLayout {
  float inner = 0;  ///< width for words
  float text = 0;   ///< height of the text
  float note = 0;   ///< height of the note, with its distance; 0 when beside or none
  bool beside = false;
  float height = 0;  ///< of the row
};

OptionLayout option_layout(const Ui& ui, float width, const OptionRow& row) {
  OptionLayout out;
  out.inner = width - option_indent(ui) - ui.gap(18) - row.room;
  const RichStyle text = option_text(ui, row);
  out.text = rich_height(ui, row.text, text, out.inner);
  if (!row.note.empty()) {
    const float one_line = ui.em(18) * 1.4F * 1.2F;
    const float words =
        ui.width_of(plain_text(row.text), {.face = Face::kSerif, .size = 18});
    const float more = ui.width_of(row.note, {.size = 13});
    out.beside = out.text < one_line && words + ui.gap(24) + more < out.inner;
    if (!out.beside)
      out.note = ui.gap(4) + rich_height(ui, row.note, option_note(ui), out.inner);
  }
  out.height = std::round(std::max(out.text + out.note, ui.em(18) * 1.5F) + ui.gap(24));
  return out;
}

void option_words(
    const Ui& ui, const OptionRow& row, const OptionLayout& layout, float x, float y) {
  rich_text(ui, row.text, option_text(ui, row), x, y, layout.inner);
  if (row.note.empty()) return;
  if (layout.beside)
    ui.text_in({x, y, layout.inner, layout.text}, row.note,
               {.size = 13, .colour = ui.colours().muted, .align = Align::kRight});
  else
    rich_text(ui, row.note, option_note(ui), x, y + layout.text + ui.gap(4),
              layout.inner);
}

}  // namespace

float option_height(const Ui& ui, float width, const OptionRow& row) {
  return option_layout(ui, width, row).height;
}

Touch option_row(Ui& ui, const Rect& area, const OptionRow& row) {
  const Touch touch =
      ui.control(Ui::id(row.name, row.number), area,
                 {.group = row.group, .enabled = row.enabled, .enter = row.enter});
  const Tint tint = option_tint(ui, row.state);
  const bool emphasised =
      row.state != OptionState::kIdle && row.state != OptionState::kFaded;
  const bool warm = touch.hovered || touch.held;
  ui.fill(area, option_ground(ui, row, touch, tint), 14);
  const ImU32 line = emphasised ? tint.ink
                     : warm     ? ui.colours().line_strong
                                : ui.colours().line;
  ui.outline(area, line, 14, emphasised ? 1.5F : 1.0F);
  if (touch.ring) ui.focus_ring(area, 14);

  const OptionLayout layout = option_layout(ui, area.w, row);
  const float top = std::round(area.y + (area.h - layout.text - layout.note) / 2);
  const float side = std::round(ui.em(18) * 1.5F);
  const float first_line = ui.em(18) * 1.4F;
  option_cap(ui,
             {area.x + ui.gap(16), std::round(top + (first_line - side) / 2), side, side},
             row, tint);
  option_words(ui, row, layout, area.x + option_indent(ui), top);
  return touch;
}

float segmented_width(const Ui& ui, std::span<const std::string_view> labels) {
  float width = 8;
  for (const std::string_view label : labels)
    width += ui.width_of(label, strong(0)) + ui.gap(28);
  return width;
}

int segmented(Ui& ui,
              const Rect& area,
              std::string_view name,
              std::span<const std::string_view> labels,
              int current) {
  const Palette& c = ui.colours();
  int chosen = -1;
  ui.fill(area, c.sunken, kCorner);
  ui.outline(area, c.line, kCorner);
  float x = area.x + 4;
  const float room =
      (area.w - segmented_width(ui, labels)) / static_cast<float>(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const float width = ui.width_of(labels[i], strong(0)) + ui.gap(28) + room;
    const Rect part{x, area.y + 4, width, area.h - 8};
    const Touch touch = ui.control(Ui::id(name, i), part, {.group = Ui::id(name)});
    const bool on = static_cast<int>(i) == current;
    if (on) card(ui, part, 9);
    TextStyle style = strong(c.accent, 15, Align::kCentre);
    if (!on)
      style = {.size = 15,
               .colour = touch.hovered ? c.text : c.muted,
               .align = Align::kCentre};
    ui.text_in(part, labels[i], style);
    if (touch.ring) ui.outline(part, c.accent, 9, 2);
    if (touch.clicked) chosen = static_cast<int>(i);
    x += width;
  }
  return chosen;
}

bool slider(Ui& ui, const Rect& area, std::string_view name, float& share, float step) {
  const Touch touch = ui.control(Ui::id(name), area);
  const Palette& c = ui.colours();
  const float radius = std::round(ui.em(15) * 0.62F);
  const float left = area.x + radius;
  const float length = area.w - 2 * radius;
  const float before = share;
  if (touch.held) {
    const float raw = std::clamp((ui.mouse().x - left) / length, 0.0F, 1.0F);
    share = std::round(raw / step) * step;
  }
  if (touch.ring && ui.take(Key::kLeft, {}, true)) share -= step;
  if (touch.ring && ui.take(Key::kRight, {}, true)) share += step;
  share = std::clamp(share, 0.0F, 1.0F);
  const float y = std::round(area.middle().y);
  const Rect track{left, y - 3, length, 6};
  ui.fill(track, c.line, 3);
  ui.fill({track.x, track.y, length * share, 6}, c.accent, 3);
  const ImVec2 knob{left + length * share, y};
  ui.list().AddCircleFilled(knob, radius, c.card, 48);
  ui.list().AddCircle(knob, radius,
                      touch.hovered || touch.held ? c.accent_hover : c.accent, 48, 2.5F);
  if (touch.ring) ui.list().AddCircle(knob, radius + 5, c.accent, 48, 2);
  return share != before;
}

int stepper(Ui& ui, const Rect& area, std::string_view name, std::string_view value) {
  const Palette& c = ui.colours();
  const Touch whole = ui.control(Ui::id(name), area, {.cursor = ImGuiMouseCursor_Arrow});
  ui.fill(area, c.card, kCorner);
  ui.outline(area, c.line_strong, kCorner);
  if (whole.ring) ui.focus_ring(area, kCorner);
  int by = 0;
  const auto end = [&](const Rect& part, std::size_t number, std::string_view sign,
                       int step) {
    const Touch touch = ui.control(Ui::id(name, number), part, {.tab_stop = false});
    if (touch.hovered) ui.fill(part.inset(4, 4), c.hover, 8);
    ui.icon_in(part, sign, 18, touch.hovered ? c.text : c.muted);
    if (touch.clicked) by = step;
  };
  end({area.x, area.y, area.h, area.h}, 1, icon::kRemove, -1);
  end({area.right() - area.h, area.y, area.h, area.h}, 2, icon::kAdd, 1);
  if (whole.ring && (ui.take(Key::kLeft, {}, true) || ui.take(Key::kDown, {}, true)))
    by = -1;
  if (whole.ring && (ui.take(Key::kRight, {}, true) || ui.take(Key::kUp, {}, true)))
    by = 1;
  ui.text_in(area.inset(area.h, 0), value, strong(c.text, 15, Align::kCentre));
  return by;
}

float banner(
    Ui& ui, float x, float y, float width, const Banner& spec, bool& closed, bool draw) {
  const Palette& c = ui.colours();
  const bool error = spec.kind == BannerKind::kError;
  const Tint tint =
      error ? c.again
            : Tint{c.accent, c.accent_soft, blend(c.accent_soft, c.accent, 0.3F)};
  const float pad = ui.gap(16);
  const float sign = ui.em(20);
  const float left = x + pad + sign + ui.gap(12);
  const float inner = x + width - pad - (spec.closable ? ui.em(32) : 0) - left;
  const TextStyle title = strong(tint.ink);
  const TextStyle line{.size = 14, .colour = c.text};
  float height = pad + ui.lay_out(spec.title, title, inner).size.y;
  for (const std::string& words : spec.lines)
    height += ui.gap(4) + ui.lay_out(words, line, inner).size.y;
  if (!spec.remedy.empty())
    height += ui.gap(6) + ui.lay_out(spec.remedy, line, inner).size.y;
  height = std::round(height + pad);
  if (!draw) return height;

  ui.fill({x, y, width, height}, tint.soft, 14);
  ui.outline({x, y, width, height}, tint.line, 14);
  ui.icon_in({x + pad, y + pad, sign, ui.em(15) * 1.5F},
             error ? icon::kNotice : icon::kInfo, 20, tint.ink);
  float at = y + pad;
  at += ui.text(spec.title, title, left, at, inner);
  for (const std::string& words : spec.lines)
    at += ui.gap(4) + ui.text(words, line, left, at + ui.gap(4), inner);
  if (!spec.remedy.empty()) ui.text(spec.remedy, line, left, at + ui.gap(6), inner);
  const float side = ui.em(30);
  if (spec.closable &&
      icon_button(ui, {x + width - pad - side + 6, y + pad - ui.gap(5), side, side},
                  {spec.name, icon::kClose, "Close"}))
    closed = true;
  return height;
}

void toast(Ui& ui, float top, std::string_view text, std::string_view hint) {
  const std::string words(text);
  const std::string more(hint);
  ui.later([&ui, top, words, more] {
    const Palette& c = ui.colours();
    const TextStyle first = strong(c.on_bubble, 14);
    const TextStyle second{.size = 14, .colour = blend(c.bubble, c.on_bubble, 0.8F)};
    const float room = ui.screen().w - ui.gap(80);
    const float one = std::min(ui.width_of(words, first), room);
    const float two = more.empty() ? 0 : ui.width_of(more, second);
    const bool both = two > 0 && one + two + ui.gap(14) <= room;
    const float inner = both ? one + ui.gap(14) + two : one;
    const float height = std::round(ui.em(14) * 1.5F + ui.gap(20));
    const Rect box{std::round((ui.screen().w - inner) / 2 - ui.gap(18)), std::round(top),
                   inner + ui.gap(36), height};
    ui.fill(box, c.bubble, height / 2);
    ui.text_in({box.x + ui.gap(18), box.y, one + 1, height}, words, first);
    if (both)
      ui.text_in({box.x + ui.gap(32) + one, box.y, two + 1, height}, more, second);
  });
}

void scroll_by_keys(Ui& ui, ScrollState& state) {
  const float line = ui.em(15) * 4;
  const float page = state.view * 0.9F;
  if (ui.take(Key::kDown, {}, true)) state.by(line);
  if (ui.take(Key::kUp, {}, true)) state.by(-line);
  if (ui.take(Key::kPageDown, {}, true)) state.by(page);
  if (ui.take(Key::kPageUp, {}, true)) state.by(-page);
  if (ui.take(Key::kHome)) state.by(-state.content);
  if (ui.take(Key::kEnd)) state.by(state.content);
}

void pile_of_cards(
    const Ui& ui, ImVec2 middle, float width, std::string_view sign, ImU32 colour) {
  const Palette& c = ui.colours();
  const float height = width * 0.66F;
  for (int i = 2; i >= 0; --i) {
    const auto back = static_cast<float>(i);
    const float narrower = back * width * 0.07F;
    const Rect area{middle.x - width / 2 + narrower,
                    middle.y - height / 2 - back * height * 0.13F, width - 2 * narrower,
                    height};
    ui.fill(area, i == 0 ? c.card : blend(c.card, c.line, 0.35F * back), 12);
    ui.outline(area, c.line_strong, 12);
  }
  const float line = width * 0.52F;
  const float top = middle.y - height * 0.2F;
  ui.fill({middle.x - line / 2, top, line, 5}, c.line, 3);
  ui.fill({middle.x - line * 0.36F, top + 14, line * 0.72F, 5}, c.line, 3);
  const ImVec2 badge{middle.x + width / 2 - width * 0.06F,
                     middle.y + height / 2 - width * 0.06F};
  const float radius = width * 0.17F;
  ui.list().AddCircleFilled(badge, radius + 4, c.ground, 64);
  ui.list().AddCircleFilled(badge, radius, colour, 64);
  const float em = radius * 1.15F / ui.theme().scale();
  ui.icon_in({badge.x - radius, badge.y - radius, 2 * radius, 2 * radius}, sign, em,
             c.card);
}

float empty_state(const Ui& ui, float x, float y, float width, const EmptyState& empty) {
  const Palette& c = ui.colours();
  const float picture = std::round(ui.em(15) * 9);
  const float middle = x + width / 2;
  pile_of_cards(ui, {middle, y + picture * 0.42F}, picture, empty.sign, empty.colour);
  y += picture * 0.84F + ui.gap(28);
  y += ui.text(empty.title,
               {.face = Face::kDisplay,
                .size = 28,
                .colour = c.text,
                .align = Align::kCentre,
                .line_height = 1.25F},
               x, y, width) +
       ui.gap(8);
  const float wide = std::min(width, ui.em(15) * 38);
  return y +
         ui.text(
             empty.words,
             {.size = 15, .colour = c.muted, .align = Align::kCentre, .balance = true},
             std::round(middle - wide / 2), y, wide);
}

Sheet begin_sheet(
    Ui& ui, std::string_view name, std::string_view title, float width, float height) {
  const Palette& c = ui.colours();
  const Rect screen = ui.screen();
  ui.enter_sheet();
  Sheet sheet;
  const float w = std::round(std::min(width, screen.w - ui.gap(32)));
  const float h = std::round(std::min(height, screen.h - ui.gap(32)));
  sheet.area = {std::round((screen.w - w) / 2), std::round((screen.h - h) / 2), w, h};
  ui.fill(screen, c.scrim);
  const Touch beside = ui.control(Ui::id(name, 1), screen,
                                  {.tab_stop = false, .cursor = ImGuiMouseCursor_Arrow});
  ui.control(Ui::id(name, 2), sheet.area,
             {.tab_stop = false, .cursor = ImGuiMouseCursor_Arrow});
  card(ui, sheet.area);
  const float pad = ui.gap(24);
  const float head = std::round(ui.em(20) * 1.4F);
  const float side = std::round(ui.em(32));
  ui.text_in({sheet.area.x + pad, sheet.area.y + pad, w - 2 * pad - side, head}, title,
             {.face = Face::kDisplay, .size = 20, .colour = c.text});
  const std::string cross = std::string(name) + ".close";
  const bool crossed = icon_button(ui,
                                   {sheet.area.right() - pad - side + 8,
                                    sheet.area.y + pad + (head - side) / 2, side, side},
                                   {cross, icon::kClose, "Close (Esc)"});
  const float top = sheet.area.y + pad + head + ui.gap(16);
  sheet.inner = {sheet.area.x + pad, top, w - 2 * pad, sheet.area.bottom() - pad - top};
  sheet.closed = beside.clicked || crossed;
  return sheet;
}

void end_sheet(Ui& ui) {
  ui.leave_sheet();
}

}  // namespace attache::window
