#include "window/top_bar.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace attache::window {

namespace {

struct Tab {
  ScreenName screen;
  Command command;
  std::string_view name;
  std::string_view label;
};
constexpr std::array kTabs{
    Tab{ScreenName::kHome, Command::kHome, "tab.home", "Home"},
    Tab{ScreenName::kStudy, Command::kStudy, "tab.study", "Study"},
    Tab{ScreenName::kQuiz, Command::kQuiz, "tab.quiz", "Quiz"},
    Tab{ScreenName::kExams, Command::kExams, "tab.exams", "Exams"},
    Tab{ScreenName::kDecks, Command::kDecks, "tab.decks", "Decks"},
    Tab{ScreenName::kProgress, Command::kProgress, "tab.progress", "Progress"}};

/// Screens that the Decks screen leads to show its tab.
ScreenName tab_of(ScreenName screen) {
  if (screen == ScreenName::kHandIn || screen == ScreenName::kClass)
    return ScreenName::kProgress;
  const bool below = screen == ScreenName::kBrowse || screen == ScreenName::kImport ||
                     screen == ScreenName::kExport || screen == ScreenName::kEditor;
  return below ? ScreenName::kDecks : screen;
}

}  // namespace

void logo(const Ui& ui, const Rect& area) {
  const Palette& c = ui.colours();
  ui.fill(area, c.accent, area.w * 0.26F);
  const float em = area.h * 0.72F / ui.theme().scale();
  const TextStyle letter{.face = Face::kSerifStrong,
                         .size = em,
                         .colour = c.on_accent,
                         .align = Align::kCentre,
                         .line_height = 1};
  const TextLayout& layout = ui.lay_out("é", letter);
  ui.typesetter().draw(
      ui.list(),
      {area.x + (area.w - layout.size.x) / 2, area.y + (area.h - layout.size.y) / 2},
      layout);
}

float top_bar_height(const Ui& ui) {
  const bool low = ui.screen().h < ui.em(15) * 40;
  return std::round(ui.em(15) * 1.5F + ui.gap(low ? 26 : 42));
}

std::optional<Command> top_bar(Ui& ui, const Rect& area, ScreenName current) {
  const Palette& c = ui.colours();
  std::optional<Command> command;
  ui.fill(area, c.card);
  ui.hairline(area.x, area.bottom() - 1, area.w);
  const float middle = area.middle().y;
  const float mark = std::round(ui.em(15) * 1.9F);
  float x = area.x + ui.gap(24);
  logo(ui, {x, std::round(middle - mark / 2), mark, mark});
  x += mark + ui.gap(12);
  const TextStyle word{.face = Face::kSansStrong, .size = 16, .colour = c.text};
  const float wide = ui.width_of("Attaché", word);
  const float side = std::round(ui.em(15) * 2.5F);
  float tabs = 0;
  for (const Tab& one : kTabs)
    tabs += tab_width(ui, one.label) + ui.gap(8);
  const float needed = x + wide + ui.gap(40) + tabs + 3 * (side + 4) + ui.gap(24);
  if (needed <= area.w) {
    ui.text_in({x, area.y, wide + 2, area.h}, "Attaché", word);
    x += wide + ui.gap(40);
  }
  const float height = std::round(ui.em(15) * 1.5F + ui.gap(12));
  // Large text on a small screen: the tabs give up some of their padding.
  const float room = area.right() - ui.gap(20) - 3 * side - 8 - x;
  const float squeeze = std::max(0.0F, tabs - room) / static_cast<float>(kTabs.size());
  for (const Tab& one : kTabs) {
    const float width = std::round(tab_width(ui, one.label) - squeeze);
    if (tab(ui, {std::round(x), std::round(middle - height / 2), width, height}, one.name,
            one.label, one.screen == tab_of(current)))
      command = one.command;
    x += width + ui.gap(8);
  }
  x = area.right() - ui.gap(20) - 3 * side - 8;
  const auto tool = [&](Command what, const IconButton& look) {
    if (icon_button(ui, {x, std::round(middle - side / 2), side, side}, look))
      command = what;
    x += side + 4;
  };
  const bool dark = ui.theme().dark();
  tool(Command::kTheme, {"bar.theme", dark ? icon::kSun : icon::kMoon,
                         dark ? "Light (Ctrl+D)" : "Dark (Ctrl+D)"});
  tool(Command::kShowKeys, {"bar.keys", icon::kKeyboard, "Keys (?)"});
  tool(Command::kSettings, {"bar.settings", icon::kSettings, "Settings (Ctrl+,)",
                            current == ScreenName::kSettings});
  return command;
}

}  // namespace attache::window
