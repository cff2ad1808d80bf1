#include "window/keys_overlay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace attache::window {

namespace {

constexpr std::array kOrder{
    Place::kAsking,   Place::kAnswered, Place::kCard,     Place::kSummary,
    Place::kHome,     Place::kWriting,  Place::kQuiz,     Place::kExam,
    Place::kMatch,    Place::kTimeline, Place::kReport,   Place::kExams,
    Place::kExamPage, Place::kExamForm, Place::kDeckPage, Place::kMap,
    Place::kBrowser,  Place::kEditor,   Place::kProgress, Place::kChart,
    Place::kCurve,    Place::kClasses,  Place::kClass,    Place::kAnywhere};

std::vector<std::string_view> caps_of(std::string_view written) {
  std::vector<std::string_view> caps;
  constexpr std::string_view kOr = " or ";
  for (std::size_t at = written.find(kOr); at != std::string_view::npos;
       at = written.find(kOr)) {
    caps.push_back(written.substr(0, at));
    written.remove_prefix(at + kOr.size());
  }
  caps.push_back(written);
  return caps;
}

float caps_width(const Ui& ui, std::string_view written) {
  float width = 0;
  for (const std::string_view cap : caps_of(written))
    width += key_cap_width(ui, cap) + ui.gap(6);
  return width;
}

float line_height(const Ui& ui) {
  return std::round(ui.em(14) * 1.5F + ui.gap(7));
}

float group_height(const Ui& ui, Place place) {
  float height = ui.em(12) * 1.5F + ui.gap(8);
  for (const Binding& binding : bindings())
    if (binding.place == place && !binding.meaning.empty()) height += line_height(ui);
  return height + ui.gap(20);
}

float group(const Ui& ui, Place place, const Column& at, float keys) {
  const Palette& c = ui.colours();
  float y = at.y;
  y += ui.text(title_of(place),
               {.face = Face::kSansStrong, .size = 12, .colour = c.accent}, at.x, y,
               at.width) +
       ui.gap(8);
  const float line = line_height(ui);
  for (const Binding& binding : bindings()) {
    if (binding.place != place || binding.meaning.empty()) continue;
    float x = at.x;
    for (const std::string_view cap : caps_of(binding.caps)) {
      x += key_cap_width(ui, cap);
      key_cap(ui, x, y + line / 2, cap, c.text, c.line_strong);
      x += ui.gap(6);
    }
    ui.text_in({at.x + keys, y, at.width - keys, line}, binding.meaning,
               {.size = 14, .colour = c.text});
    y += line;
  }
  return group_height(ui, place);
}

}  // namespace

void keys_overlay(Shell& shell, KeysOverlay& overlay) {
  Ui& ui = shell.ui;
  float keys = 0;
  for (const Binding& binding : bindings())
    keys = std::max(keys, caps_width(ui, binding.caps) + ui.gap(12));
  float widest = 0;
  for (const Binding& binding : bindings())
    widest = std::max(widest, ui.width_of(binding.meaning, {.size = 14}));
  const float column = std::round(keys + widest + 4);
  const float gap = ui.gap(40);
  const bool two = 2 * column + gap + ui.gap(80) <= ui.screen().w;
  float all = 0;
  for (const Place place : kOrder)
    all += group_height(ui, place);
  // Fill the first column up to half of the height, then go on in the second.
  std::vector<float> tops;
  float left = 0;
  float right = 0;
  bool second = false;
  for (const Place place : kOrder) {
    const float height = group_height(ui, place);
    if (two && !second && left + height / 2 > all / 2) second = true;
    (second ? right : left) += height;
  }
  const float content = two ? std::max(left, right) : all;
  const float chrome = 2 * ui.gap(24) + ui.em(20) * 1.4F + ui.gap(16);
  const float width = (two ? 2 * column + gap : column) + 2 * ui.gap(24) + ui.gap(12);
  const Sheet sheet =
      begin_sheet(ui, "keys", "Keys", width, content + chrome - ui.gap(20));
  const float begin = ui.begin_scroll(
      Ui::id("keys.scroll"),
      {sheet.inner.x, sheet.inner.y, sheet.inner.w + ui.gap(14), sheet.inner.h},
      overlay.scroll);
  float x = sheet.inner.x;
  float y = begin;
  float filled = 0;
  for (const Place place : kOrder) {
    const float height = group_height(ui, place);
    if (two && x == sheet.inner.x && filled + height / 2 > all / 2) {
      x += column + gap;
      y = begin;
    }
    filled += height;
    y += group(ui, place, {x, y, sheet.inner.right() - x}, keys);
  }
  ui.end_scroll(content - ui.gap(20));
  scroll_by_keys(ui, overlay.scroll);
  const bool closed = sheet.closed || ui.take(Key::kEscape) || ui.take_sign("?") ||
                      ui.take(Key::kF1) || ui.take(Key::kEnter);
  end_sheet(ui);
  if (closed) overlay.open = false;
}

}  // namespace attache::window
