#include "window/passage_page.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "window/components.h"
#include "window/markdown.h"
#include "window/summary.h"

namespace attache::window {

namespace {

constexpr float kTextSize = 17;
constexpr float kMeasure = 36;  ///< width of the text in ems: about 75 letters a line

RichStyle reading_style(const Ui& ui) {
  return {.serif = true,
          .size = kTextSize,
          .colour = ui.colours().text,
          .line_height = 1.65F};
}

TextStyle small(const Ui& ui) {
  return {.size = 13, .colour = ui.colours().muted};
}

/// What may be out of date in a passage, on a ground of its own.
float stale_card(const Ui& ui,
                 const std::vector<StalePart>& parts,
                 const Column& at,
                 bool draw) {
  const Tint& tint = ui.colours().hard;
  const float pad = ui.gap(12);
  const float sign = ui.em(16) + ui.gap(6);
  const float inner = at.width - 2 * pad;
  const TextStyle title{.face = Face::kSansStrong, .size = 13, .colour = tint.ink};
  const TextStyle words{.size = 13, .colour = tint.ink};
  float height = 2 * pad + ui.em(13) * 1.5F;
  std::vector<std::string> lines;
  lines.reserve(parts.size());
  for (const StalePart& part : parts)
    lines.push_back(
        fmt::format("{} Check after {}.", part.text, part.check_after.text()));
  for (const std::string& line : lines)
    height += ui.gap(4) + ui.lay_out(line, words, inner).size.y;
  if (!draw) return std::round(height);
  ui.fill({at.x, at.y, at.width, std::round(height)}, tint.soft, 12);
  float y = at.y + pad;
  ui.icon_in({at.x + pad, y, ui.em(16), ui.em(13) * 1.5F}, icon::kClock, 16, tint.ink);
  ui.text_in({at.x + pad + sign, y, inner - sign, ui.em(13) * 1.5F}, "May be out of date",
             title);
  y += ui.em(13) * 1.5F;
  for (const std::string& line : lines) {
    y += ui.gap(4);
    y += ui.text(line, words, at.x + pad, y, inner);
  }
  return std::round(height);
}

std::string topic_name(const ReadingSection& section) {
  return section.topic == nullptr ? "Without a topic" : section.topic->name;
}

/// What was looked for stands so far below the edge.
constexpr float kAboveFound = 72;

}  // namespace

void PassagePage::open(const DeckBook& book, StudyDay today) {
  book_ = &book;
  sections_ = reading_of(book, today);
  rows_.clear();
  headings_.clear();
  matches_.clear();
  support_.reset();
  field_.edit.reset("");
  const bool titled = sections_.size() > 1 || !book.deck().topics.empty();
  any_stale_ = false;
  for (const ReadingSection& section : sections_) {
    for (const ReadingPassage& each : section.passages)
      any_stale_ = any_stale_ || !each.stale.empty();
    if (titled) {
      headings_.push_back(rows_.size());
      rows_.push_back({&section, nullptr});
    }
    for (const ReadingPassage& each : section.passages)
      rows_.push_back({&section, &each});
  }
  std::vector<float> estimates;
  for (const Row& each : rows_)
    estimates.push_back(estimate(each));
  list_.reset(std::move(estimates));
}

/// About how high a row will be; a wrong guess only lets the scrollbar's thumb creep.
float PassagePage::estimate(const Row& row) const {
  constexpr float kLetters = 75;
  constexpr float kLine = kTextSize * 1.65F;
  constexpr float kAround = 96;
  if (row.passage == nullptr) return kAround;
  const auto letters = static_cast<float>(row.passage->passage->text.size());
  return kAround + kLine * std::ceil(letters / kLetters);
}

// --- seeking

void PassagePage::search(std::string words) {
  field_.edit.reset(std::move(words));
  look_for();
  go_to_match(0);
}

void PassagePage::look_for() {
  matches_.clear();
  match_ = 0;
  const auto words = search_words(field_.edit.text());
  if (words.empty()) return;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].passage == nullptr) continue;
    auto places = places_of(rows_[i].passage->passage->text, words);
    if (!places.empty()) matches_.push_back({i, std::move(places)});
  }
  const std::size_t first = list_.first_visible();
  while (match_ < matches_.size() && matches_[match_].row < first)
    ++match_;
  if (match_ == matches_.size()) match_ = 0;
}

void PassagePage::go_to(const ReadWish& wish) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].passage == nullptr || rows_[i].passage->passage->id != wish.passage)
      continue;
    support_ = Match{i, wish.support};
    list_.show(i, kAboveFound);
  }
}

std::string PassagePage::at_top() const {
  for (std::size_t i = list_.first_visible(); i < rows_.size(); ++i)
    if (rows_[i].passage != nullptr) return rows_[i].passage->passage->id;
  return {};
}

void PassagePage::show(std::string_view passage) {
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].passage != nullptr && rows_[i].passage->passage->id == passage)
      list_.show(i, 0);
}

void PassagePage::go_to_match(int by) {
  if (matches_.empty()) return;
  const auto count = static_cast<int>(matches_.size());
  match_ = static_cast<std::size_t>((static_cast<int>(match_) + by + count) % count);
  list_.show(matches_[match_].row, kAboveFound);
}

const PassagePage::Match* PassagePage::match_at(std::size_t row) const {
  const auto found = std::lower_bound(
      matches_.begin(), matches_.end(), row,
      [](const Match& match, std::size_t wanted) { return match.row < wanted; });
  return found == matches_.end() || found->row != row ? nullptr : &*found;
}

void PassagePage::bar(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const std::string words = field_.edit.text();
  const float side = area.h;
  float x = area.right();
  std::string found;
  if (!words.empty())
    found = matches_.empty() ? "Nothing found"
                             : fmt::format("{} of {}", match_ + 1, matches_.size());
  const float figures =
      words.empty() ? 0 : ui.width_of("Nothing found", small(ui)) + ui.gap(16);
  if (!words.empty()) {
    x -= side;
    if (icon_button(ui, {x, area.y, side, side},
                    {"passages.next", icon::kDown, "Next (Enter)"}))
      go_to_match(1);
    x -= side;
    if (icon_button(ui, {x, area.y, side, side},
                    {"passages.last", icon::kUp, "Previous (Shift+Enter)"}))
      go_to_match(-1);
  }
  x -= figures;
  ui.text_in({x + ui.gap(12), area.y, figures - ui.gap(12), area.h}, found, small(ui));
  const FieldLook look{.name = "passages.search",
                       .placeholder = "Search these passages  ( / )",
                       .size = 15};
  const FieldOutcome outcome =
      text_field(ui, {area.x, area.y, x - area.x, area.h}, field_, look);
  if (outcome.changed) {
    look_for();
    go_to_match(0);
  }
  if (outcome.submitted) go_to_match(1);
  keys(ui, outcome.focused);
}

void PassagePage::keys(Ui& ui, bool writing) {
  if (writing && ui.take(Key::kEnter, kShift)) go_to_match(-1);
  // The words stay, so that n and Shift+n walk over what was found; Esc again empties it.
  if (writing && ui.take(Key::kEscape)) ui.focus().clear();
}

bool PassagePage::let_go() {
  if (field_.edit.text().empty()) return false;
  field_.edit.reset("");
  look_for();
  return true;
}

void PassagePage::carry_out(Ui& ui, Command command) {
  if (command == Command::kNextMatch) go_to_match(1);
  if (command == Command::kLastMatch) go_to_match(-1);
  if (command != Command::kSearch) return;
  field_.edit.select_all();
  ui.focus().give(Ui::id("passages.search"), true);
}

// --- drawing

/// A topic in the list at the left; true when it was clicked.
bool PassagePage::topic(Ui& ui, const Rect& row, std::size_t index, bool current) const {
  const Palette& c = ui.colours();
  const ReadingSection& section = *rows_[headings_[index]].section;
  const Touch touch = ui.control(Ui::id("passages.topic", index), row,
                                 {.group = Ui::id("passages.topic")});
  if (current)
    ui.fill(row, c.accent_soft, 8);
  else if (touch.hovered)
    ui.fill(row, c.hover, 8);
  const float indent = ui.gap(12) + ui.gap(14) * static_cast<float>(section.depth);
  ui.text_in({row.x + indent, row.y, row.w - indent - ui.gap(8), row.h},
             topic_name(section),
             {.face = current ? Face::kSansStrong : Face::kSans,
              .size = 14,
              .colour = current              ? c.accent
                        : section.depth == 0 ? c.text
                                             : c.muted});
  if (touch.ring) ui.outline(row, c.accent, 8, 2);
  return touch.clicked;
}

void PassagePage::topics(Ui& ui, const Rect& area) {
  constexpr float kRead = 120;  // what stands higher has been read
  const std::size_t top =
      list_.scroll().offset > 0 ? list_.first_visible(kRead) : list_.first_visible();
  const float height = std::round(ui.em(14) * 1.5F + ui.gap(10));
  const float begin = ui.begin_scroll(Ui::id("passages.topics"), area, topics_scroll_);
  float y = begin;
  for (std::size_t i = 0; i < headings_.size(); ++i) {
    const bool last = i + 1 == headings_.size() || headings_[i + 1] > top;
    const bool current = headings_[i] <= top && last;
    const Rect row{area.x, y, area.w - ui.gap(14), height};
    if (topic(ui, row, i, current)) list_.show(headings_[i], 0);
    if (current && std::exchange(topic_, i) != i)
      topics_scroll_.show(y - begin - height, y - begin + 2 * height);
    y += height + 2;
  }
  ui.end_scroll(y - begin);
}

float PassagePage::heading(const Ui& ui,
                           const Column& at,
                           const ReadingSection& section,
                           bool draw) const {
  const float size = section.depth == 0 ? 24 : 20;
  const TextStyle style{.face = Face::kDisplay,
                        .size = size,
                        .colour = ui.colours().text,
                        .line_height = 1.3F};
  const float above = ui.gap(section.depth == 0 ? 36 : 24);
  const float height = ui.lay_out(topic_name(section), style, at.width).size.y;
  if (draw) ui.text(topic_name(section), style, at.x, at.y + above, at.width);
  return std::round(above + height + ui.gap(8));
}

/// The source line, and the button that practises what leans on the passage.
float PassagePage::foot(Ui& ui, const Column& at, std::size_t index, bool draw) {
  const ReadingPassage& reading = *rows_[index].passage;
  const std::string source = source_line(reading.source, *reading.passage);
  const std::string name = fmt::format("passages.practise.{}", index);
  const std::string label = fmt::format(
      "Practise {}",
      counted(static_cast<int>(reading.questions.size()), "question", "questions"));
  const Button practise{.name = name, .label = label, .kind = ButtonKind::kPlain};
  const bool asks = !reading.questions.empty();
  const float wide = asks ? button_width(ui, practise) : 0;
  const float words = at.width - wide - ui.gap(16);
  const float height = source.empty() ? 0 : ui.lay_out(source, small(ui), words).size.y;
  const float bh = asks ? std::round(ui.em(15) * 1.5F + ui.gap(10)) : 0;
  if (draw) {
    ui.text(source, small(ui), at.x, at.y + std::max(0.0F, (bh - height) / 2), words);
    // Its words, not its edge, end where the text ends.
    const Rect place{at.x + at.width - wide + ui.gap(18), at.y, wide, bh};
    if (asks && button(ui, place, practise)) practise_ = reading.questions;
  }
  return std::max(height, bh);
}

float PassagePage::passage(
    Ui& ui, const Columns& columns, std::size_t index, float y, bool draw) {
  const ReadingPassage& reading = *rows_[index].passage;
  const Column& at = columns.text;
  const Match* match = match_at(index);
  // While nothing is looked for, what supports the answer is marked.
  const bool supports = support_ && support_->row == index && matches_.empty();
  if (supports) match = &*support_;
  RichStyle style = reading_style(ui);
  if (match != nullptr) style.highlights = match->places;
  const float top = y + ui.gap(16);
  if (draw && match != nullptr && (supports || match == &matches_[match_]))
    ui.fill({at.x - ui.gap(18), top, 3,
             rich_height(ui, reading.passage->text, style, at.width)},
            ui.colours().accent, 1.5F);
  float bottom = top +
                 rich_text(ui, reading.passage->text, style, at.x, top, at.width, draw) +
                 ui.gap(8);
  const bool beside = columns.margin.width > 0;
  float margin = top;
  if (!reading.stale.empty() && beside)
    margin += stale_card(ui, reading.stale, {columns.margin.x, top, columns.margin.width},
                         draw);
  if (!reading.stale.empty() && !beside)
    bottom += stale_card(ui, reading.stale, {at.x, bottom, at.width}, draw) + ui.gap(8);
  bottom += foot(ui, {at.x, std::round(bottom), at.width}, index, draw);
  return std::round(std::max(bottom, margin) + ui.gap(16) - y);
}

float PassagePage::row(
    Ui& ui, const Columns& columns, std::size_t index, float y, bool draw) {
  const Row& row = rows_[index];
  if (row.passage != nullptr) return passage(ui, columns, index, y, draw);
  return heading(ui, {columns.text.x, y, columns.text.width}, *row.section, draw);
}

void PassagePage::nothing_to_read(const Ui& ui, const Rect& area) const {
  static_cast<void>(this);
  empty_state(
      ui, area.x, area.y + ui.gap(56), area.w,
      {.sign = icon::kBook,
       .colour = ui.colours().accent,
       .title = "Nothing to read in this deck",
       .words = "Its author has given no passages. The questions can be studied all the "
                "same."});
}

std::optional<std::vector<QuestionId>> PassagePage::frame(Shell& shell,
                                                          const Rect& area) {
  Ui& ui = shell.ui;
  practise_.reset();
  if (rows_.empty()) {
    nothing_to_read(ui, area);
    return {};
  }
  const float side = ui.gap(28);
  const float text = std::round(std::min(area.w - 2 * side, ui.em(kTextSize) * kMeasure));
  const float note = std::round(ui.em(13) * 17);
  const float topic_width = std::round(std::min(ui.em(14) * 20, area.w * 0.22F));
  const bool has_topics =
      headings_.size() > 1 && area.w >= text + topic_width + 3 * side + ui.gap(40);
  const float left = has_topics ? area.x + topic_width + 2 * side : area.x + side;
  const float room = area.right() - left - side;
  const bool has_margin = any_stale_ && room >= text + note + ui.gap(32);
  const float used = has_margin ? text + note + ui.gap(32) : text;
  const float x = std::round(left + std::max(0.0F, (room - used) / 2));
  const float bar_height = field_height(ui, {.name = "", .size = 15});
  bar(shell, {x, area.y, text, bar_height});
  const float top = area.y + bar_height + ui.gap(8);
  const Rect page{left - ui.gap(20), top, area.right() - left + ui.gap(20),
                  area.bottom() - top};
  if (has_topics)
    topics(ui, {area.x + side, top + ui.gap(24), topic_width,
                area.bottom() - top - ui.gap(36)});
  const Columns columns{{x, 0, text}, {x + text + ui.gap(32), 0, has_margin ? note : 0}};
  list_.follow(text + columns.margin.width, ui.theme().scale());
  list_.frame(ui, Ui::id("passages"), page, [&](std::size_t index, float y, bool draw) {
    return row(ui, columns, index, y, draw);
  });
  ui.fade_edges(page, list_.scroll(), ui.colours().ground);
  scroll_by_keys(ui, list_.scroll());
  return std::move(practise_);
}

}  // namespace attache::window
