#include "window/summary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "window/markdown.h"
#include "window/round_parts.h"

namespace attache::window {

namespace {

struct Figure {
  std::string value;
  std::string label;
};

float figure(const Ui& ui, const Figure& spec, float x, float y, float width) {
  const Palette& c = ui.colours();
  const float top =
      ui.text(spec.value,
              {.face = Face::kDisplay, .size = 26, .colour = c.text, .line_height = 1.2F},
              x, y, width);
  return top + ui.text(spec.label, {.size = 13, .colour = c.muted}, x, y + top, width);
}

/// Ring with the share, and the figures beside it.
float figures_card(const Ui& ui, const SittingSummary& summary, const Column& at) {
  const Palette& c = ui.colours();
  const float pad = ui.gap(28);
  const float radius = std::round(ui.em(15) * 3.6F);
  const float height = std::round(2 * radius + 2 * pad);
  card(ui, {at.x, at.y, at.width, height});
  const float share = summary.answers > 0 ? static_cast<float>(summary.right) /
                                                static_cast<float>(summary.answers)
                                          : 0;
  const ImVec2 middle{std::round(at.x + pad + radius), std::round(at.y + height / 2)};
  progress_ring(ui, middle, radius, share, c.good.ink);
  const TextStyle percent{.face = Face::kDisplay,
                          .size = 24,
                          .colour = c.text,
                          .align = Align::kCentre,
                          .line_height = 1.15F};
  const float line = ui.em(24) * 1.15F;
  const float small = ui.em(12) * 1.3F;
  const float top = middle.y - (line + small) / 2;
  ui.text_in({middle.x - radius, top, 2 * radius, line},
             fmt::format("{:.0f} %", share * 100), percent);
  ui.text_in({middle.x - radius, top + line, 2 * radius, small}, "right",
             {.size = 12, .colour = c.muted, .align = Align::kCentre});

  const std::array figures{
      Figure{fmt::format("{}", summary.answers),
             summary.answers == 1 ? "answer" : "answers"},
      Figure{fmt::format("{}", summary.questions),
             summary.questions == 1 ? "question" : "different questions"},
      Figure{fmt::format("{}", summary.fresh), "new"},
      Figure{span_text(summary.time), "spent answering"}};
  const float left = middle.x + radius + ui.gap(36);
  const float room = at.x + at.width - pad - left;
  const bool grid = room < ui.em(13) * 34;
  const std::size_t columns = grid ? 2 : 4;
  const float step = room / static_cast<float>(columns);
  const float one = ui.em(26) * 1.2F + ui.em(13) * 1.5F;
  const float rows = grid ? 2 : 1;
  const float first = at.y + (height - rows * one - (rows - 1) * ui.gap(12)) / 2;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const std::size_t down = i / columns;
    const auto column = static_cast<float>(i - down * columns);
    const auto row = static_cast<float>(down);
    figure(ui, figures[i], std::round(left + column * step),
           std::round(first + row * (one + ui.gap(12))), step - ui.gap(8));
  }
  return height;
}

float missed_item(const Ui& ui, const Missed& missed, const Column& at) {
  const Palette& c = ui.colours();
  float y = at.y;
  y += rich_text(ui, missed.stem,
                 {.serif = true, .size = 17, .colour = c.text, .line_height = 1.45F},
                 at.x, y, at.width);
  y += ui.gap(6);
  const float sign = ui.em(18);
  const float indent = sign + ui.gap(8);
  ui.icon_in({at.x, y, sign, ui.em(15) * 1.5F}, icon::kCheck, 17, c.good.ink);
  y += rich_text(ui, missed.answer, {.serif = false, .size = 15, .colour = c.good.ink},
                 at.x + indent, y, at.width - indent);
  if (!missed.response.empty()) {
    y += ui.gap(2);
    ui.icon_in({at.x, y, sign, ui.em(15) * 1.5F}, icon::kClose, 17, c.again.ink);
    y += ui.text(missed.response, {.size = 15, .colour = c.again.ink}, at.x + indent, y,
                 at.width - indent);
  }
  return y - at.y;
}

float missed_height(const Ui& ui, const Missed& missed, float width) {
  const float indent = ui.em(18) + ui.gap(8);
  float height = rich_height(ui, missed.stem,
                             {.serif = true, .size = 17, .line_height = 1.45F}, width);
  height += ui.gap(6) +
            rich_height(ui, missed.answer, {.serif = false, .size = 15}, width - indent);
  if (!missed.response.empty())
    height +=
        ui.gap(2) + ui.lay_out(missed.response, {.size = 15}, width - indent).size.y;
  return height;
}

float missed_card(const Ui& ui, const std::vector<Missed>& missed, const Column& at) {
  const float pad = ui.gap(24);
  const float inner = at.width - 2 * pad;
  float height = 0;
  for (const Missed& one : missed)
    height += missed_height(ui, one, inner) + 2 * ui.gap(18);
  card(ui, {at.x, at.y, at.width, std::round(height)});
  float y = at.y;
  for (std::size_t i = 0; i < missed.size(); ++i) {
    if (i > 0) ui.hairline(at.x + pad, y, inner);
    y += ui.gap(18);
    y += missed_item(ui, missed[i], {at.x + pad, y, inner}) + ui.gap(18);
  }
  return height;
}

std::string headline(const SittingSummary& summary, bool practice) {
  if (summary.answers == 0) return "Nothing was asked";
  if (practice) return "Practice done";
  return summary.missed.empty() ? "Done, and nothing missed" : "Done for now";
}

/// The usual words.
SummaryWords usual_words(const Shell& shell,
                         const SittingSummary& summary,
                         bool practice) {
  SummaryWords words;
  words.headline = headline(summary, practice);
  std::string below = practice ? "Nothing of this was scheduled."
                               : next_text(shell.trainer.calendar(), shell.trainer.now(),
                                           summary.next_due);
  if (!practice && !below.empty()) below += ".";
  words.lines.push_back(std::move(below));
  return words;
}

SummaryWish foot(Ui& ui,
                 const Rect& area,
                 const SittingSummary& summary,
                 const SummaryWords& words) {
  ui.fill({area.x, area.y, area.w, 1}, ui.colours().line);
  const float width = std::round(std::min(area.w - 2 * ui.gap(24), 860 * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  std::vector<BarButton> right;
  if (!summary.missed.empty())
    right.push_back({{.name = "summary.again",
                      .label = "Practise these again",
                      .key = "r",
                      .icon = icon::kBook},
                     Command::kPracticeAgain});
  if (!words.more.empty())
    right.push_back(
        {{.name = "summary.more", .label = words.more, .key = "m", .icon = icon::kClock},
         Command::kAddMinutes});
  right.push_back({{.name = "summary.done",
                    .label = words.done,
                    .kind = ButtonKind::kPrimary,
                    .key = "Enter"},
                   Command::kDone});
  const auto pressed = button_bar(ui, {x, area.y, width, area.h}, {}, right);
  if (pressed == Command::kDone) return SummaryWish::kDone;
  if (pressed == Command::kAddMinutes) return SummaryWish::kMore;
  return pressed ? SummaryWish::kPractice : SummaryWish::kNothing;
}

/// The two usual buttons; the one that practises says all that it does.
SummaryWish usual_foot(Ui& ui, const Rect& area, const SittingSummary& summary) {
  ui.fill({area.x, area.y, area.w, 1}, ui.colours().line);
  const float width = std::round(std::min(area.w - 2 * ui.gap(24), 860 * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  SummaryWish wish = SummaryWish::kNothing;
  const Button done{.name = "summary.done",
                    .label = "Done",
                    .kind = ButtonKind::kPrimary,
                    .key = "Enter"};
  const Button again{.name = "summary.again",
                     .label = "Practise these again, without scheduling",
                     .key = "r"};
  const float by = std::round(area.y + ui.gap(16));
  float right = x + width;
  right -= button_width(ui, done);
  if (button(ui, {right, by, button_width(ui, done), button_height(ui)}, done))
    wish = SummaryWish::kDone;
  if (!summary.missed.empty()) {
    const float most = right - ui.gap(12) - x;
    const float wide = std::min(button_width(ui, again), most);
    if (button(ui, {right - ui.gap(12) - wide, by, wide, button_height(ui)}, again))
      wish = SummaryWish::kPractice;
  }
  return wish;
}

}  // namespace

std::string counted(int number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string about_text(Millis span) {
  return span < std::chrono::minutes(1) ? "less than 1 min"
                                        : fmt::format("about {}", span_text(span));
}

std::string next_text(const StudyCalendar& calendar,
                      Instant now,
                      const std::optional<Instant>& next) {
  if (!next) return "";
  const StudyDay today = calendar.day_of(now);
  const StudyDay day = calendar.day_of(*next);
  if (day <= today) return fmt::format("Next at {}", calendar.clock_text(*next));
  if (day - today == std::chrono::days(1)) return "Next tomorrow";
  return fmt::format("Next on {}", day_text(day));
}

SummaryWish summary_view(Shell& shell,
                         const Rect& area,
                         const SittingSummary& summary,
                         bool practice,
                         SummaryState& state,
                         const std::optional<SummaryWords>& words) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const float width = std::round(std::min(area.w - 2 * ui.gap(24), 860 * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  const float bar = button_height(ui) + 2 * ui.gap(16);
  const SummaryWords shown = words ? *words : usual_words(shell, summary, practice);
  const Rect view{area.x, area.y, area.w, area.h - bar};
  const float begin = ui.begin_scroll(Ui::id("summary"), view, state.scroll);
  float y = begin + ui.gap(28);
  y +=
      ui.text(shown.headline,
              {.face = Face::kDisplay, .size = 26, .colour = c.text, .line_height = 1.3F},
              x, y, width);
  for (const std::string& line : shown.lines)
    y += ui.text(line, {.size = 15, .colour = c.muted}, x, y + ui.gap(2), width);
  y += ui.gap(20);
  if (summary.answers > 0) y += figures_card(ui, summary, {x, y, width}) + ui.gap(24);
  if (!summary.missed.empty()) {
    y += ui.text(fmt::format("Missed ({})", summary.missed.size()),
                 {.face = Face::kSansStrong, .size = 16, .colour = c.text}, x, y, width) +
         ui.gap(10);
    y += missed_card(ui, summary.missed, {x, y, width}) + ui.gap(20);
  }
  ui.end_scroll(y - begin);
  scroll_by_keys(ui, state.scroll);

  const Rect below{area.x, view.bottom(), area.w, bar};
  return words ? foot(ui, below, summary, *words) : usual_foot(ui, below, summary);
}

}  // namespace attache::window
