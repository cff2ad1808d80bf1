#include "window/browser_help.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "window/browser_parts.h"

namespace attache::window {

namespace {

struct Example {
  std::string_view query, meaning;
};
constexpr std::array kExamples{
    Example{"alliance command", "both words, in question, answer or tags"},
    Example{"\"command and control\"", "exactly these words"},
    Example{"okin*wa", "* stands for any letters, _ for one"},
    Example{"treaty or pact", "one of them"},
    Example{"treaty -security", "the first, but not the second"},
    Example{"(treaty or pact) is:due", "brackets keep things together"},
    Example{"deck:japan*", "of a deck, by its title or id"},
    Example{"topic:command", "of a topic, and of those below it"},
    Example{"tag:hard", "with a tag"},
    Example{"is:due",
            "also is:new, is:learn, is:review, is:suspended, is:buried, "
            "is:leech, is:marked"},
    Example{"prop:stability>30",
            "also difficulty, interval, due, reviews, lapses, "
            "retrievability; with = != < > <= >="},
    Example{"rated:7:1", "answered in the last 7 days, and forgotten; rated:7 for any"},
    Example{"added:7", "came into the decks in the last 7 days"},
    Example{"kind:cloze", "by how it is asked: choice, typed, date and others"}};

}  // namespace

std::optional<std::string> SearchHelp::frame(Ui& ui) {
  if (!open_) return std::nullopt;
  const Palette& c = ui.colours();
  const float pad = ui.gap(10);
  float left = 0;
  for (const Example& example : kExamples)
    left = std::max(left,
                    ui.width_of(example.query, {.face = Face::kSansStrong, .size = 14}));
  left += ui.gap(28);
  const float width = std::min(ui.em(15) * 48, ui.screen().w - ui.gap(32));
  const float inner = width - 2 * ui.gap(24);
  const float meaning = inner - left - pad;
  const TextStyle words{.size = 14, .colour = c.text};
  float content = 0;
  for (const Example& example : kExamples)
    content +=
        std::round(ui.lay_out(example.meaning, words, meaning).size.y + ui.gap(12));
  const Sheet sheet =
      begin_sheet(ui, "search.help", "How to search", width,
                  content + 2 * ui.gap(24) + std::round(ui.em(20) * 1.4F) + ui.gap(16));
  const Rect view{sheet.inner.x - pad, sheet.inner.y, sheet.inner.w + 2 * pad,
                  sheet.inner.h};
  std::optional<std::string> chosen;
  const float begin = ui.begin_scroll(Ui::id("search.help.scroll"), view, scroll_);
  float y = begin;
  for (std::size_t i = 0; i < kExamples.size(); ++i) {
    const Example& example = kExamples.at(i);
    const float height =
        std::round(ui.lay_out(example.meaning, words, meaning).size.y + ui.gap(12));
    const Rect row{view.x, y, view.w - ui.gap(6), height};
    const Touch touch = ui.control(Ui::id("search.example", i), row,
                                   {.group = Ui::id("search.examples")});
    if (touch.hovered) ui.fill(row, c.hover, 8);
    if (touch.ring) ui.outline(row, c.accent, 8, 2);
    if (touch.clicked) chosen = std::string(example.query);
    ui.text(example.query, {.face = Face::kSansStrong, .size = 14, .colour = c.accent},
            row.x + pad, y + ui.gap(6));
    ui.text(example.meaning, words, row.x + pad + left, y + ui.gap(6), meaning);
    y += height;
  }
  ui.end_scroll(y - begin);
  scroll_by_keys(ui, scroll_);
  const bool closed =
      sheet.closed || ui.take(Key::kEscape) || ui.take(Key::kF1) || ui.take(Key::kEnter);
  end_sheet(ui);
  if (closed || chosen) open_ = false;
  return chosen;
}

}  // namespace attache::window
