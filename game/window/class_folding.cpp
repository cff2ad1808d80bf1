#include "window/class_folding.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "window/browser_parts.h"

namespace attache::window {

namespace {

constexpr float kUsualHeight = 110;  // of a folded row
constexpr float kUsualLead = 200;

float line_of(const Ui& ui, float size) {
  return std::round(ui.em(size) * 1.5F);
}

}  // namespace

struct FoldingList::Frame {
  Ui& ui;
  const FoldingLook& look;
  const FigureColumns& columns;
  Column at;
  Rect view;
  float pad = 0;
  float numbers = 0;  ///< room for the number of a row
};

void FoldingList::reset(std::size_t rows) {
  rows_ = rows;
  open_.clear();
  at_.reset();
  std::vector<float> heights(rows + 1, kUsualHeight);
  heights.front() = kUsualLead;
  list_.reset(std::move(heights));
}

void FoldingList::keep() {
  for (std::size_t row = 0; row <= rows_; ++row)
    list_.forget(row);
}

void FoldingList::step(int by) {
  if (rows_ == 0) return;
  if (!at_)
    at_ = by > 0 ? 0 : rows_ - 1;
  else if (by > 0)
    at_ = std::min(*at_ + 1, rows_ - 1);
  else if (*at_ > 0)
    at_ = *at_ - 1;
  list_.reveal(*at_ + 1);
}

void FoldingList::toggle() {
  if (at_) toggle(*at_);
}

void FoldingList::toggle(std::size_t row) {
  if (row >= rows_) return;
  at_ = row;
  if (open_.erase(row) == 0) open_.insert(row);
  list_.forget(row + 1);
  reveal_ = row;
  reveal_frames_ = 2;
}

/// What stands above the rows, with their heads at its end.
float FoldingList::lead(const Frame& frame, float y, bool draw) {
  const Column& at = frame.at;
  const float above = frame.look.lead ? frame.look.lead({at.x, y, at.width}, draw) : 0.0F;
  const float heads = frame.columns.head(frame.ui, frame.look.name,
                                         {at.x, y + above, at.width - frame.pad}, false);
  // Once they leave the view they stand at its edge.
  if (draw && y + above >= frame.view.y)
    frame.columns.head(frame.ui, frame.look.name, {at.x, y + above, at.width - frame.pad},
                       true);
  return std::round(above + (heads > 0 ? heads : frame.ui.gap(8)));
}

float FoldingList::words(const Frame& frame,
                         const FoldedRow& row,
                         std::size_t number,
                         const Column& at,
                         bool draw) {
  Ui& ui = frame.ui;
  const Palette& c = ui.colours();
  const float narrow = frame.columns.words() - frame.pad - frame.numbers;
  const Column inner{at.x + frame.numbers, at.y, narrow};
  const float wide = at.width - frame.numbers;  // below the figures
  float y = at.y;
  if (draw) {
    ui.text_in({at.x, y, frame.numbers, line_of(ui, 16)}, fmt::format("{}", number + 1),
               {.face = Face::kSansStrong, .size = 14, .colour = c.muted});
    frame.columns.row(ui, row.figures, {at.x, y, at.width});
  }
  y += paragraph(
           ui, row.stem,
           {.face = Face::kSerif, .size = 16, .colour = c.text, .line_height = 1.45F},
           {inner.x, y, inner.width}, draw) +
       ui.gap(2);
  const float sign = std::round(ui.em(15) + ui.gap(8));
  if (!row.answer.empty()) {
    if (draw)
      ui.icon_in({inner.x, y, ui.em(15), line_of(ui, 14)}, icon::kCheck, 15, c.good.ink);
    y += paragraph(ui, row.answer, {.size = 14, .colour = c.good.ink},
                   {inner.x + sign, y, wide - sign}, draw) +
         ui.gap(2);
  }
  const TextStyle small{.size = 14, .colour = c.muted};
  if (!frame.columns.stand_beside())
    y +=
        paragraph(ui, FigureColumns::line(row.figures), small, {inner.x, y, wide}, draw) +
        ui.gap(2);
  y += paragraph(ui, row.note, small, {inner.x, y, wide}, draw);
  y += ui.gap(3);
  y += advice_lines(ui, row.advice, {inner.x, y, wide}, draw);
  return y - at.y;
}

float FoldingList::row(const Frame& frame, std::size_t number, float y, bool draw) {
  Ui& ui = frame.ui;
  const float top = ui.gap(13);
  const Column inner{frame.at.x + frame.pad, y + top, frame.at.width - 2 * frame.pad};
  const FoldedRow row = frame.look.row(number);
  const bool open = open_.count(number) > 0;
  const float words_high = words(frame, row, number, inner, false);
  const Column below{inner.x + frame.numbers,
                     std::round(y + top + words_high + ui.gap(8)),
                     inner.width - frame.numbers};
  const float body = open ? frame.look.body(number, below, false) : 0;
  const float height =
      std::round(top + words_high + (open ? ui.gap(8) + body : 0) + ui.gap(10));
  if (!draw) return height + ui.gap(8);
  const Rect area{frame.at.x, y, frame.at.width, height};
  card(ui, area, 14);
  const Rect head{area.x + 1, area.y + 1, area.w - 2,
                  open ? top + words_high + ui.gap(4) : area.h - 2};
  if (folding_row(ui, head,
                  {.name = frame.look.name,
                   .number = number + 100,
                   .open = open,
                   .here = at_ == number}))
    toggle(number);
  if (at_ == number) ui.outline(area, ui.colours().accent, 14, 1.5F);
  words(frame, row, number, inner, true);
  if (open) frame.look.body(number, below, true);
  return height + ui.gap(8);
}

void FoldingList::frame(Ui& ui, const Rect& area, const FoldingLook& look) {
  const Column at = class_column(ui, area);
  const FigureColumns columns(ui, at.width - 2 * ui.gap(16), look.heads);
  const Frame frame{
      ui, look, columns, at, area, ui.gap(16), std::round(ui.em(14) * 2.2F)};
  list_.follow(at.width, ui.theme().scale());
  const auto revealed = reveal_;
  if (revealed && --reveal_frames_ <= 0) reveal_.reset();
  if (revealed) list_.reveal(*revealed + 1);
  list_.frame(ui, Ui::id(look.name), area, [&](std::size_t place, float y, bool draw) {
    return place == 0 ? lead(frame, y, draw) : row(frame, place - 1, y, draw);
  });
  // By now its height is known.
  if (revealed) list_.reveal(*revealed + 1);
  ui.fade_edges(area, list_.scroll(), ui.colours().ground);
  const float heads =
      columns.head(ui, look.name, {at.x, area.y, at.width - frame.pad}, false);
  if (heads == 0 || list_.first_visible() == 0) return;
  ui.fill({area.x, area.y, area.w - ui.gap(14), heads}, ui.colours().ground);
  columns.head(ui, look.name, {at.x, area.y, at.width - frame.pad}, true);
}

}  // namespace attache::window
