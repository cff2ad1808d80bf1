#include "window/progress_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "study/chart.h"
#include "window/browser_parts.h"

namespace attache::window {

namespace {

TextStyle strong(const Ui& ui, float size, Align align = Align::kLeft) {
  return {.face = Face::kSansStrong,
          .size = size,
          .colour = ui.colours().text,
          .align = align};
}

TextStyle muted(const Ui& ui, float size, Align align = Align::kLeft) {
  return {.size = size, .colour = ui.colours().muted, .align = align};
}

float line_of_size(const Ui& ui, float size) {
  return std::round(ui.em(size) * 1.5F);
}

std::string share_text(double share) {
  return value_text(Unit::kShare, share);
}

template <class Rows>
std::vector<QuestionId> each_once(const Rows& rows) {
  std::vector<QuestionId> questions;
  std::set<QuestionId> seen;
  for (const auto& row : rows)
    if (seen.insert(row.question).second) questions.push_back(row.question);
  return questions;
}

// --- the top

struct Tile {
  std::string_view label;
  std::string figure;
  std::string words;
  std::optional<double> ring = {};
  Hue hue = Hue::kPlain;
};

std::vector<Tile> tiles_of(const ProgressShown& shown, std::string_view range) {
  std::vector<Tile> tiles;
  tiles.push_back(
      {"Known now", share_text(shown.known),
       fmt::format(
           "{} of {} begun", thousands(static_cast<std::size_t>(shown.started)),
           many(static_cast<std::size_t>(shown.questions), "question", "questions")),
       shown.known, Hue::kPlain});
  if (shown.known_on_exam)
    tiles.push_back(
        {"Known on the exam day", share_text(*shown.known_on_exam),
         fmt::format("Of the questions of {}, {}, if you study nothing more",
                     shown.exam_title, days_ahead_text(shown.today, shown.exam_day)),
         shown.known_on_exam, Hue::kExam});
  const TrueRetention all = shown.retention.all();
  tiles.push_back({"Remembered", retention_text(all),
                   all.asked == 0 ? fmt::format("Nothing came up for review in {}", range)
                                  : fmt::format("of {} in {}",
                                                many(static_cast<std::size_t>(all.asked),
                                                     "review", "reviews"),
                                                range),
                   all.share(), Hue::kMature});
  const DaySummary& today = shown.done_today;
  std::string words = "Nothing yet today, and that is fine";
  if (today.answers > 0) {
    words = spent_text(today.time);
    if (const std::string kinds = kinds_text(shown); !kinds.empty())
      words += "  ·  " + kinds;
    if (shown.again_today > 0) words += fmt::format("  ·  {} again", shown.again_today);
  }
  tiles.push_back({"Today",
                   many(static_cast<std::size_t>(today.answers), "answer", "answers"),
                   std::move(words)});
  return tiles;
}

constexpr float kFigure = 28;

float tile_height(const Ui& ui, const Tile& tile, float width) {
  const float inner =
      width - 2 * ui.gap(20) - (tile.ring ? ui.em(15) * 4 + ui.gap(16) : 0);
  return std::round(2 * ui.gap(18) + line_of_size(ui, 13) + ui.em(kFigure) * 1.3F +
                    ui.gap(2) + ui.lay_out(tile.words, muted(ui, 13), inner).size.y);
}

void draw_tile(const Ui& ui, const Tile& tile, const Rect& area) {
  const Palette& c = ui.colours();
  card(ui, area, 16);
  const float pad = ui.gap(20);
  float x = area.x + pad;
  if (tile.ring) {
    const float radius = ui.em(15) * 2;
    progress_ring(ui, {x + radius, area.middle().y}, radius,
                  static_cast<float>(*tile.ring), c.hue(tile.hue));
    x += 2 * radius + ui.gap(16);
  }
  const float inner = area.right() - pad - x;
  const float words = ui.lay_out(tile.words, muted(ui, 13), inner).size.y;
  const float figure = std::round(ui.em(kFigure) * 1.3F);
  const float label = line_of_size(ui, 13);
  float y = std::round(area.y + (area.h - label - figure - ui.gap(2) - words) / 2);
  ui.text_in({x, y, inner, label}, tile.label, muted(ui, 13));
  y += label;
  ui.text_in(
      {x, y, inner, figure}, tile.figure,
      {.face = Face::kDisplay, .size = kFigure, .colour = c.text, .line_height = 1.3F});
  ui.text(tile.words, muted(ui, 13), x, y + figure + ui.gap(2), inner);
}

float week_card(const Ui& ui, const WeekSummary& week, const Column& at, bool draw) {
  if (week.words.empty()) return 0;
  const float pad = ui.gap(24);
  const float inner = std::min(at.width - 2 * pad, ui.em(15) * 60);
  const TextStyle body{.size = 15, .colour = ui.colours().text};
  const std::string words = fmt::format("{}", fmt::join(week.words, " "));
  const float head = line_of_size(ui, 13);
  const float height = std::round(2 * ui.gap(16) + head + ui.gap(2) +
                                  ui.lay_out(words, body, inner).size.y);
  if (!draw) return height;
  card(ui, {at.x, at.y, at.width, height}, 16);
  const float y = at.y + ui.gap(16);
  ui.text_in({at.x + pad, y, inner, head}, "The last seven days", muted(ui, 13));
  ui.text(words, body, at.x + pad, y + head + ui.gap(2), inner);
  return height;
}

// --- lists

float list_head(
    Ui& ui, std::string_view title, std::string_view words, const Column& at, bool draw) {
  const float head = line_of_size(ui, 16);
  if (!draw) return head + ui.lay_out(words, muted(ui, 13), at.width).size.y + ui.gap(8);
  ui.text_in({at.x, at.y, at.width, head}, title, strong(ui, 16));
  return head + ui.text(words, muted(ui, 13), at.x, at.y + head, at.width) + ui.gap(8);
}

float part_row_height(const Ui& ui) {
  return std::round(line_of_size(ui, 14) + ui.gap(20));
}

bool part_row(Ui& ui,
              const KnownPart& part,
              std::string_view name,
              std::size_t number,
              const Rect& row) {
  const Palette& c = ui.colours();
  const Touch touch =
      ui.control(Ui::id(name, number), row.inset(-ui.gap(8), 0), {.group = Ui::id(name)});
  if (touch.hovered || touch.held) ui.fill(row.inset(-ui.gap(8), 0), c.hover, 10);
  if (touch.ring) ui.outline(row.inset(-ui.gap(8), 0), c.accent, 10, 2);
  const float line = line_of_size(ui, 14);
  const float top = row.y + ui.gap(4);
  const float now = ui.width_of("99.9 %", strong(ui, 14)) + 2;
  const bool any = part.started > 0;
  const std::string begun =
      any && part.started < part.questions
          ? fmt::format("{} of {} begun", part.started, part.questions)
          : many(static_cast<std::size_t>(part.questions), "question", "questions");
  const float note = ui.width_of(begun, muted(ui, 13)) + 2;
  // What was not begun is not a failure of 0 %.
  ui.text_in({row.right() - now, top, now, line}, any ? share_text(part.now) : "New",
             any ? strong(ui, 14, Align::kRight) : muted(ui, 14, Align::kRight));
  const float note_x = row.right() - now - ui.gap(14) - note;
  const float name_width = note_x - ui.gap(10) - row.x;
  const bool roomy = name_width > ui.em(14) * 8;
  if (roomy) ui.text_in({note_x, top, note, line}, begun, muted(ui, 13, Align::kRight));
  ui.text_in(
      {row.x, top, roomy ? name_width : row.right() - now - ui.gap(10) - row.x, line},
      part.title, {.size = 14, .colour = c.text});
  const Rect bar{row.x, std::round(top + line + ui.gap(3)), row.w, 6};
  ui.fill(bar, blend(c.card, c.line, 0.8F), 3);
  const auto width_of = [&](double share) {
    return bar.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  };
  if (width_of(part.now) > 1)
    ui.fill({bar.x, bar.y, width_of(part.now), bar.h}, c.hue(Hue::kPlain), 3);
  if (part.exam && any) {
    const float x = std::round(bar.x + width_of(*part.exam));
    ui.fill({x - 3, bar.y - 3, 6, bar.h + 6}, c.card, 2);
    ui.fill({x - 1.5F, bar.y - 2, 3, bar.h + 4}, c.hue(Hue::kExam), 1);
  }
  if (touch.hovered && part.exam && any)
    ui.tooltip(row, fmt::format("{} now, {} on the exam day", share_text(part.now),
                                share_text(*part.exam)));
  return touch.clicked;
}

/// A question, what is asked for, and figures at the right.
struct QuestionRow {
  std::string_view name;
  std::size_t number = 0;
  std::string first, second;
  std::string figure, note;
  ImU32 ink = 0;
};

float question_row_height(const Ui& ui) {
  return std::round(line_of_size(ui, 14) + line_of_size(ui, 13) + ui.gap(14));
}

bool question_row(Ui& ui, const QuestionRow& row, const Rect& area) {
  const Palette& c = ui.colours();
  const Rect wide = area.inset(-ui.gap(8), 0);
  const Touch touch =
      ui.control(Ui::id(row.name, row.number), wide, {.group = Ui::id(row.name)});
  if (touch.hovered || touch.held) ui.fill(wide, c.hover, 10);
  if (touch.ring) ui.outline(wide, c.accent, 10, 2);
  const float one = line_of_size(ui, 14);
  const float two = line_of_size(ui, 13);
  const float top = std::round(area.y + (area.h - one - two) / 2);
  const TextStyle figure{
      .face = Face::kSansStrong, .size = 14, .colour = row.ink, .align = Align::kRight};
  const float right =
      std::max(ui.width_of(row.figure, figure), ui.width_of(row.note, muted(ui, 12))) + 2;
  const float words = area.w - right - ui.gap(14);
  ui.text_in({area.x, top, words, one}, row.first, {.size = 14, .colour = c.text});
  ui.text_in({area.x, top + one, words, two}, row.second, muted(ui, 13));
  ui.text_in({area.right() - right, top, right, one}, row.figure, figure);
  ui.text_in({area.right() - right, top + one, right, two}, row.note,
             muted(ui, 12, Align::kRight));
  return touch.clicked;
}

struct QuestionList {
  std::string_view name;
  std::string_view title, words, none;
  Button practise;
  std::size_t rows = 0;
  std::function<QuestionRow(std::size_t)> row;
};

float question_list(
    Ui& ui, const QuestionList& list, const Column& at, bool draw, ListWish& wish) {
  constexpr std::size_t kMost = 8;
  const float pad = ui.gap(24);
  const Column inner{at.x + pad, at.y + ui.gap(18), at.width - 2 * pad};
  const std::size_t shown = std::min(list.rows, kMost);
  const float row = question_row_height(ui);
  const float foot = list.rows == 0 ? 0 : button_height(ui) + ui.gap(12);
  const std::string_view words = list.rows == 0 ? list.none : list.words;
  const float head = list_head(ui, list.title, words, inner, false);
  const float height =
      std::round(ui.gap(36) + head + static_cast<float>(shown) * row + foot);
  if (!draw) return height;
  card(ui, {at.x, at.y, at.width, height}, 16);
  float y = std::round(inner.y + list_head(ui, list.title, words, inner, true));
  for (std::size_t i = 0; i < shown; ++i) {
    if (question_row(ui, list.row(i), {inner.x, y, inner.width, row})) wish.row = i;
    y += row;
  }
  if (list.rows == 0) return height;
  const float wide = std::min(inner.width, button_width(ui, list.practise));
  if (button(ui, {inner.x, y + ui.gap(10), wide, button_height(ui)}, list.practise))
    wish.all = true;
  return height;
}

}  // namespace

std::string spent_text(Millis time) {
  const auto minutes = std::chrono::round<std::chrono::minutes>(time).count();
  if (time.count() <= 0) return "no time";
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return fmt::format("{} min", minutes);
  if (minutes % 60 == 0) return fmt::format("{} h", minutes / 60);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string days_ahead_text(StudyDay today, StudyDay day) {
  const auto days = (day - today).count();
  if (days <= 0) return "today";
  if (days == 1) return "tomorrow";
  return fmt::format("in {} days", days);
}

std::string retention_text(const TrueRetention& retention) {
  const auto share = retention.share();
  return share ? share_text(*share) : "–";
}

std::string kinds_text(const ProgressShown& shown) {
  std::string words;
  const auto add = [&](int count, std::string_view kind) {
    if (count == 0) return;
    if (!words.empty()) words += "  ·  ";
    words += fmt::format("{} {}", count, kind);
  };
  add(shown.learning_today, "learning");
  add(shown.review_today, "review");
  add(shown.relearning_today, "relearning");
  return words;
}

std::vector<QuestionId> weakest_questions(const ProgressShown& shown) {
  return each_once(shown.weakest);
}

std::vector<QuestionId> confused_questions(const ProgressShown& shown) {
  return each_once(shown.confusions);
}

float overview_band(const Ui& ui,
                    const ProgressShown& shown,
                    std::string_view range,
                    const Column& at,
                    bool draw) {
  const std::vector<Tile> tiles = tiles_of(shown, range);
  const float gap = ui.gap(16);
  const float least = ui.em(15) * 17;
  const auto fits =
      static_cast<std::size_t>(std::max(1.0F, (at.width + gap) / (least + gap)));
  std::size_t columns = std::min(fits, tiles.size());
  // Three and one look as if one were missing: two and two.
  if (columns == 3 && tiles.size() == 4) columns = 2;
  const float width = std::floor((at.width - gap * static_cast<float>(columns - 1)) /
                                 static_cast<float>(columns));
  float tallest = 0;
  for (const Tile& tile : tiles)
    tallest = std::max(tallest, tile_height(ui, tile, width));
  const std::size_t rows = (tiles.size() + columns - 1) / columns;
  if (draw)
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      const auto column = static_cast<float>(i % columns);
      const std::size_t line = i / columns;
      const auto row = static_cast<float>(line);
      // The last ones of an unfinished row share it.
      const bool last_alone = i + 1 == tiles.size() && i % columns == 0 && columns > 1;
      draw_tile(ui, tiles[i],
                {std::round(at.x + column * (width + gap)), at.y + row * (tallest + gap),
                 last_alone ? at.width : width, tallest});
    }
  float height = static_cast<float>(rows) * (tallest + gap);
  const float week = week_card(ui, shown.week, {at.x, at.y + height, at.width}, draw);
  height += week > 0 ? week + gap : 0;
  return height - gap;
}

float parts_card(Ui& ui,
                 const std::vector<KnownPart>& parts,
                 const PartsLook& look,
                 const Column& at,
                 bool draw,
                 ListWish& wish) {
  if (parts.empty()) return 0;
  const float pad = ui.gap(24);
  const Column inner{at.x + pad, at.y + ui.gap(18), at.width - 2 * pad};
  const std::size_t shown = std::min(parts.size(), look.most);
  const float row = part_row_height(ui);
  const bool more = parts.size() > shown;
  const float foot = more ? button_height(ui) + ui.gap(10) : 0;
  const float head = list_head(ui, look.title, look.words, inner, false);
  const float height =
      std::round(ui.gap(36) + head + static_cast<float>(shown) * row + foot);
  if (!draw) return height;
  card(ui, {at.x, at.y, at.width, height}, 16);
  float y = std::round(inner.y + list_head(ui, look.title, look.words, inner, true));
  for (std::size_t i = 0; i < shown; ++i) {
    if (part_row(ui, parts[i], look.name, i, {inner.x, y, inner.width, row}))
      wish.row = i;
    y += row;
  }
  if (!more) return height;
  const std::string label = fmt::format("All {}", parts.size());
  const std::string name = std::string(look.name) + ".all";
  const Button all{.name = name, .label = label, .kind = ButtonKind::kPlain};
  if (button(
          ui,
          {inner.x - ui.gap(10), y + ui.gap(8), button_width(ui, all), button_height(ui)},
          all))
    wish.all = true;
  return height;
}

float weakest_card(Ui& ui,
                   const std::vector<WeakQuestion>& weakest,
                   const Column& at,
                   bool draw,
                   ListWish& wish) {
  const QuestionList list{
      .name = "progress.weak",
      .title = "Weakest",
      .words = "Known worst for the time they took. Enter shows how one is remembered.",
      .none = "Nothing stands out as weak. What is often forgotten will be listed here.",
      .practise = {.name = "progress.practise.weak",
                   .label = "Practise these",
                   .key = "w",
                   .icon = icon::kBook},
      .rows = weakest.size(),
      .row = [&](std::size_t i) {
        const WeakQuestion& weak = weakest[i];
        std::string note = many(static_cast<std::size_t>(weak.lapses), "lapse", "lapses");
        if (weak.time.count() > 0) note += "  ·  " + spent_text(weak.time);
        return QuestionRow{
            "progress.weak",
            i,
            weak.stem,
            weak.answer,
            share_text(weak.recall),
            std::move(note),
            weak.recall < 0.5 ? ui.colours().again.ink : ui.colours().text};
      }};
  return question_list(ui, list, at, draw, wish);
}

float confusions_card(Ui& ui,
                      const std::vector<Confusion>& confusions,
                      const Column& at,
                      bool draw,
                      ListWish& wish) {
  const QuestionList list{
      .name = "progress.confused",
      .title = "Mixed up",
      .words = "Wrong answers that came more than once.",
      .none = "No wrong answer came twice. What you mix up will be listed here.",
      .practise = {.name = "progress.practise.confused",
                   .label = "Practise these",
                   .key = "c",
                   .icon = icon::kBook},
      .rows = confusions.size(),
      .row = [&](std::size_t i) {
        const Confusion& one = confusions[i];
        return QuestionRow{"progress.confused",
                           i,
                           fmt::format("“{}” when it is “{}”", one.given, one.answer),
                           one.stem,
                           fmt::format("{}×", one.times),
                           "last " + day_text(one.last),
                           ui.colours().text};
      }};
  return question_list(ui, list, at, draw, wish);
}

}  // namespace attache::window
