#include "window/browser_preview.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "window/browser_columns.h"
#include "window/browser_parts.h"
#include "window/card_view.h"
#include "window/markdown.h"
#include "window/picture_view.h"

namespace attache::window {

namespace {

RichStyle answer_style(float size, ImU32 colour) {
  return {.serif = true, .size = size, .colour = colour, .line_height = 1.45F};
}

float option_line(const Ui& ui, const Option& option, const Column& at) {
  const Palette& c = ui.colours();
  const float sign = ui.em(16) + ui.gap(8);
  const RichStyle style = answer_style(15, option.right ? c.good.ink : c.text);
  const float height =
      rich_text(ui, option.text, style, at.x + sign, at.y, at.width - sign);
  ui.icon_in({at.x, at.y, ui.em(16), ui.em(15) * 1.5F},
             option.right ? icon::kChecked : icon::kRemove, 16,
             option.right ? c.good.ink : c.muted);
  return height + ui.gap(6);
}

using Lines = std::vector<std::pair<std::string_view, std::string>>;

/// Where the question stands, as far as there is something to say.
Lines standing_of(const BrowserRow& row, StudyDay today) {
  using C = BrowserColumn;
  Lines lines;
  for (const C column :
       {C::kState, C::kDue, C::kInterval, C::kRetrievability, C::kStability,
        C::kDifficulty, C::kReviews, C::kLapses, C::kTags, C::kId}) {
    std::string text = cell_text(row, column, today);
    if (!text.empty()) lines.emplace_back(title_of(column), std::move(text));
  }
  return lines;
}

float standing(const Ui& ui, const Lines& lines, const Column& at) {
  const Palette& c = ui.colours();
  float label = 0;
  for (const auto& [title, text] : lines)
    label = std::max(label, ui.width_of(title, {.size = 13}));
  label += ui.gap(16);
  float y = at.y;
  for (const auto& [title, text] : lines) {
    ui.text(title, {.size = 13, .colour = c.muted}, at.x, y);
    y +=
        ui.text(text, {.size = 13, .colour = c.text}, at.x + label, y, at.width - label) +
        ui.gap(3);
  }
  return y - at.y;
}

}  // namespace

BookQuestion question_at(const Trainer& trainer, std::uint32_t row) {
  std::size_t left = row;
  for (const DeckBook& book : trainer.decks()) {
    if (left < book.questions().size()) return {&book, &book.questions()[left]};
    left -= book.questions().size();
  }
  return {};
}

float BrowserPreview::prompt(Ui& ui, const Column& at) const {
  const Palette& c = ui.colours();
  float y = at.y;
  const std::string stem = prompt_.cloze ? prompt_.cloze->filled() : prompt_.stem;
  y += rich_text(ui, stem, answer_style(19, c.text), at.x, y, at.width) + ui.gap(12);
  if (prompt_.picture)
    y += ui.pictures()->picture(prompt_.picture->file, prompt_.picture->alt,
                                {at.x, y, at.width}, true) +
         ui.gap(12);
  for (const Option& option : prompt_.options)
    y += option_line(ui, option, {at.x, y, at.width});
  if (prompt_.options.empty() && !prompt_.cloze)
    y += rich_text(ui, prompt_.answer, answer_style(16, c.good.ink), at.x, y, at.width) +
         ui.gap(8);
  for (const std::string& note : prompt_.notes)
    y += rich_text(ui, note, {.serif = false, .size = 14, .colour = c.muted}, at.x, y,
                   at.width) +
         ui.gap(4);
  if (!prompt_.explain.empty())
    y += ui.gap(6) + rich_text(ui, prompt_.explain,
                               {.serif = false, .size = 14, .colour = c.text}, at.x,
                               y + ui.gap(6), at.width);
  return y - at.y + ui.gap(14);
}

void BrowserPreview::read(Shell& shell, const BookQuestion& at, const Rect& area) const {
  if (!button(shell.ui, area,
              {.name = "browse.read", .label = "Read its passage", .icon = icon::kBook}))
    return;
  shell.read = ReadWish{at.book->deck().id, at.question->passage,
                        at.book->support_in_passage(*at.question)};
}

void BrowserPreview::frame(Shell& shell,
                           const Rect& area,
                           const BookQuestion& at,
                           const BrowserRow& row) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  card(ui, area, 16);
  if (at.question == nullptr) return;
  if (shown_ != at.question->id) {
    shown_ = at.question->id;
    scroll_ = {};
    Chance chance(stable_hash(shown_));
    prompt_ = at.book->put(*at.question, at.question->forms.front(), chance);
  }
  const float pad = ui.gap(20);
  const Column inner{area.x + pad, 0, area.w - 2 * pad};
  const Rect view{area.x, area.y + ui.gap(6), area.w - 4, area.h - ui.gap(12)};
  const DeckPictures pictures(shell, pictures_, at.book->folder(),
                              std::round(area.h * 0.4F));
  const float begin = ui.begin_scroll(Ui::id("browse.preview"), view, scroll_);
  float y = begin + ui.gap(14);
  const std::string path = topic_path(*at.book, *at.question);
  y += ui.text(
           path.empty() ? row.deck_title : fmt::format("{}  ›  {}", row.deck_title, path),
           {.size = 13, .colour = c.muted}, inner.x, y, inner.width) +
       ui.gap(10);
  y += prompt(ui, {inner.x, y, inner.width});
  ui.hairline(inner.x, y, inner.width);
  y += ui.gap(14);
  const StudyDay today = shell.trainer.calendar().day_of(shell.trainer.now());
  y += standing(ui, standing_of(row, today), {inner.x, y, inner.width}) + ui.gap(10);
  if (!at.question->passage.empty()) {
    read(shell, at, {inner.x, std::round(y), inner.width, button_height(ui)});
    y += button_height(ui) + ui.gap(10);
  }
  ui.end_scroll(y - begin);
  ui.fade_edges(view, scroll_, c.card);
}

}  // namespace attache::window
