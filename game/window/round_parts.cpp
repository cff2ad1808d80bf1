#include "window/round_parts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "study/round_report.h"

namespace attache::window {

namespace {

/// How much a bar is cut down to fit.
enum class BarCut { kNothing, kKeys, kIcons, kWords };

Button cut_down(Button look, BarCut cut) {
  if (cut != BarCut::kNothing) look.key = {};
  if (cut == BarCut::kIcons && !look.label.empty()) look.icon = {};
  return look;
}

bool is_icon_alone(const Button& look, BarCut cut) {
  return cut == BarCut::kWords && !look.icon.empty();
}

float width_of(const Ui& ui, const Button& look, BarCut cut) {
  return is_icon_alone(look, cut) ? button_height(ui)
                                  : button_width(ui, cut_down(look, cut));
}

float bar_width(const Ui& ui, std::span<const BarButton> buttons, BarCut cut) {
  float width = 0;
  for (const BarButton& one : buttons)
    width += width_of(ui, one.look, cut) + ui.gap(10);
  return width;
}

BarCut cut_for(const Ui& ui,
               float room,
               std::span<const BarButton> left,
               std::span<const BarButton> right) {
  for (const BarCut cut : {BarCut::kNothing, BarCut::kKeys, BarCut::kIcons})
    if (bar_width(ui, left, cut) + bar_width(ui, right, cut) <= room) return cut;
  return BarCut::kWords;
}

bool bar_button(Ui& ui, const Rect& area, const Button& look, BarCut cut) {
  if (is_icon_alone(look, cut) && look.enabled)
    return icon_button(ui, area, {look.name, look.icon, look.label});
  if (is_icon_alone(look, cut) && look.kind == ButtonKind::kPlain) {
    ui.icon_in(area, look.icon, 21, ui.colours().line_strong);
    return false;
  }
  return button(ui, area, cut_down(look, cut));
}

}  // namespace

Column round_column(const Ui& ui, const Rect& area) {
  const float side = ui.gap(area.w < 900 * ui.em(15) / 15 ? 20 : 32);
  const float width = std::round(std::min(area.w - 2 * side, 860 * ui.em(15) / 15));
  return {std::round(area.x + (area.w - width) / 2), area.y, width};
}

float steady_figures(const Ui& ui,
                     float right,
                     float middle_y,
                     std::string_view text,
                     const TextStyle& style) {
  TextRun run{std::string(text), style.face, ui.em(style.size), style.colour, 0, false};
  run.tabular = true;
  const TextLayout& layout =
      ui.typesetter().lay_out(run, {0, Align::kLeft, style.line_height, 1, false});
  ui.typesetter().draw(
      ui.list(),
      {std::round(right - layout.size.x), std::round(middle_y - layout.size.y / 2)},
      layout);
  return layout.size.x;
}

std::string left_text(Millis left) {
  return clock_span(std::chrono::ceil<std::chrono::seconds>(std::max(left, Millis(0))));
}

std::string tenths_text(Millis span) {
  const auto tenths = span.count() / 100;
  return fmt::format("{}.{}", clock_span(span), tenths % 10);
}

float round_head(const Ui& ui, const Column& at, const RoundHead& head) {
  const Palette& c = ui.colours();
  const float line = std::round(ui.em(18) * 1.5F);
  const float middle = at.y + line / 2;
  float right = at.x + at.width;
  const ImU32 ink = head.urgent ? c.hard.ink : c.text;
  if (!head.clock.empty()) {
    const TextStyle after{.size = 14, .colour = head.urgent ? ink : c.muted};
    const float pad = head.urgent ? ui.gap(12) : 0;
    const float words =
        head.after.empty() ? 0 : ui.width_of(head.after, after) + ui.gap(6);
    const TextStyle figures{.face = Face::kSansStrong, .size = 17, .colour = ink};
    const float from = right - pad - words;
    if (head.urgent)
      ui.fill({from - ui.em(17) * 4.4F, at.y - ui.gap(3), right - from + ui.em(17) * 4.4F,
               line + 2 * ui.gap(3)},
              c.hard.soft, (line + 2 * ui.gap(3)) / 2);
    ui.text_in({from + ui.gap(6), at.y, words + 1, line}, head.after, after);
    right = from - steady_figures(ui, from, middle, head.clock, figures);
    ui.icon_in({right - ui.em(26), at.y, ui.em(24), line}, icon::kClock, 18,
               head.urgent ? ink : c.muted);
    right -= ui.em(26) + ui.gap(16);
  }
  const TextStyle title{.face = Face::kSansStrong, .size = 18, .colour = c.text};
  const float wide = std::min(ui.width_of(head.title, title) + 1, right - at.x);
  ui.text_in({at.x, at.y, wide, line}, head.title, title);
  const float x = at.x + wide + ui.gap(14);
  ui.text_in({x, at.y, right - x, line}, head.detail, {.size = 14, .colour = c.muted});
  return line;
}

float bar_height_of(const Ui& ui) {
  return std::round(button_height(ui) + ui.gap(4));
}

std::optional<Command> button_bar(Ui& ui,
                                  const Rect& area,
                                  std::span<const BarButton> left,
                                  std::span<const BarButton> right) {
  const BarCut cut = cut_for(ui, area.w, left, right);
  const float height = button_height(ui);
  const float y = std::round(area.middle().y - height / 2);
  std::optional<Command> command;
  float x = area.x;
  const auto put = [&](const BarButton& one) {
    const float width = width_of(ui, one.look, cut);
    if (bar_button(ui, {std::round(x), y, width, height}, one.look, cut))
      command = one.command;
    x += width + ui.gap(10);
  };
  for (const BarButton& one : left)
    put(one);
  x = area.right() - bar_width(ui, right, cut) + ui.gap(10);
  for (const BarButton& one : right)
    put(one);
  return command;
}

std::optional<bool> confirm(Ui& ui, const Confirmation& asked) {
  const float width = std::min(ui.em(15) * 32, ui.screen().w - ui.gap(32));
  const float inner = width - 2 * ui.gap(24);
  const TextStyle words{.size = 15, .colour = ui.colours().text};
  const float text = ui.lay_out(asked.text, words, inner).size.y;
  const float chrome = 2 * ui.gap(24) + std::round(ui.em(20) * 1.4F) + ui.gap(16);
  const Sheet sheet = begin_sheet(ui, asked.name, asked.title, width,
                                  chrome + text + ui.gap(22) + button_height(ui));
  ui.text(asked.text, words, sheet.inner.x, sheet.inner.y, sheet.inner.w);
  const std::string name(asked.name);
  const std::string yes_name = name + ".yes";
  const std::string no_name = name + ".no";
  const BarButton no{{.name = no_name, .label = asked.no, .key = "Esc"}, Command::kBack};
  const BarButton yes{{.name = yes_name,
                       .label = asked.yes,
                       .kind = ButtonKind::kPrimary,
                       .key = "Enter"},
                      Command::kDone};
  const std::vector<BarButton> both{no, yes};
  const Rect bar{sheet.inner.x, sheet.inner.bottom() - button_height(ui), sheet.inner.w,
                 button_height(ui)};
  const auto pressed = button_bar(ui, bar, {}, both);
  std::optional<bool> said;
  if (sheet.closed || pressed == Command::kBack || ui.take(Key::kEscape)) said = false;
  if (pressed == Command::kDone || ui.take(Key::kEnter)) said = true;
  end_sheet(ui);
  return said;
}

void RoundTicker::tick(Shell& shell) {
  constexpr double kSeldom = 0.2;
  if (shell.ui.still()) return;
  const double now = shell.ui.seconds();
  if (last_ >= 0 && now - last_ < kSeldom && now >= last_) return;
  last_ = now;
  shell.trainer.refresh();
}

}  // namespace attache::window
