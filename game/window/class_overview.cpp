#include "window/class_overview.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "trainer/course.h"
#include "window/browser_parts.h"

namespace attache::window {

namespace {

std::optional<Chart> chart_named(const ClassShown& shown, std::string_view id) {
  for (Chart& chart : charts_of(shown))
    if (chart.id == id) return std::move(chart);
  return std::nullopt;
}

/// A heading as long as a column can bear; the student's page has all of it.
std::string cut_title(const std::string& title, std::size_t most) {
  std::u32string letters = code_points(title);
  if (letters.size() <= most) return title;
  letters.resize(most - 1);
  while (!is_letter_or_digit(letters.back()) && letters.size() > 1)
    letters.pop_back();
  return to_utf8(letters) + "…";
}

/// A deck of the class, and how it goes with the one on the shelf. Gives the height.
float deck_line(const Ui& ui, const ClassDeck& deck, const Column& at) {
  const Palette& c = ui.colours();
  const float line = std::round(ui.em(15) * 1.5F);
  float room = at.width;
  if (!deck.on_shelf) {
    const float wide = pill_width(ui, "Not here");
    pill(ui, at.x + at.width - wide, at.y + line / 2, "Not here", c.hard.ink,
         c.hard.soft);
    room -= wide + ui.gap(12);
  }
  ui.text_in({at.x, at.y, room, line}, deck.title.empty() ? deck.id : deck.title,
             {.size = 15, .colour = c.text});
  return line + ui.text(deck_words(deck), {.size = 13, .colour = c.muted}, at.x,
                        at.y + line, at.width);
}

float decks_card(const Ui& ui, const ClassShown& shown, const Column& at) {
  if (shown.decks.empty()) return 0;
  float y = at.y + part_title(ui, at, "Decks");
  const float pad = ui.gap(24);
  const float inner = at.width - 2 * pad;
  const float line = std::round(ui.em(15) * 1.5F);
  float height = 2 * ui.gap(16) - ui.gap(12);
  for (const ClassDeck& deck : shown.decks)
    height += line + ui.gap(12) +
              ui.lay_out(deck_words(deck), {.size = 13, .colour = 0}, inner).size.y;
  height = std::round(height);
  card(ui, {at.x, y, at.width, height}, 16);
  float inside = y + ui.gap(16);
  for (const ClassDeck& deck : shown.decks)
    inside += deck_line(ui, deck, {at.x + pad, inside, inner}) + ui.gap(12);
  return y + height + ui.gap(20) - at.y;
}

}  // namespace

void OverviewPage::renew(const ClassShown& shown) {
  days_ = chart_named(shown, "days");
  state_ = {};
}

/// When the class studied, on a card. Gives the height.
float OverviewPage::days(Ui& ui, const Column& at) {
  if (!days_ || days_->empty()) return 0;
  const Palette& c = ui.colours();
  const float pad = ui.gap(24);
  const float inner = at.width - 2 * pad;
  const float line = std::round(ui.em(16) * 1.5F);
  const TextStyle words{.size = 13, .colour = c.muted};
  const float said = days_->sentence.empty()
                         ? 0
                         : ui.lay_out(days_->sentence, words, inner).size.y + ui.gap(2);
  const float plot = chart_height(ui, *days_, inner, ui.em(15) * 18);
  const float height =
      std::round(ui.gap(18) + line + said + ui.gap(12) + plot + ui.gap(20));
  card(ui, {at.x, at.y, at.width, height}, 16);
  float y = at.y + ui.gap(18);
  ui.text_in({at.x + pad, y, inner, line}, days_->title,
             {.face = Face::kSansStrong, .size = 16, .colour = c.text});
  y += line;
  ui.text(days_->sentence, words, at.x + pad, y, inner);
  y += said + ui.gap(12);
  chart_view(ui, {at.x + pad, std::round(y), inner, plot}, *days_, state_,
             {.name = "class.days"});
  return height + ui.gap(20);
}

void OverviewPage::frame(Shell& shell, const Rect& area, const ClassShown& shown) {
  Ui& ui = shell.ui;
  const Column at = class_column(ui, area);
  const float begin = ui.begin_scroll(Ui::id("class.overview"), area, scroll_);
  float y = begin + ui.gap(4);
  // Where all of them stand in a line they come first.
  const bool wide = at.width >= ui.em(15) * 46;
  const auto figures = class_figures_of(shown);
  if (wide)
    y += figure_tiles(ui, "class.figures", figures, {at.x, y, at.width}, true) +
         ui.gap(16);
  std::vector<std::string> words = shown.words;
  for (std::string& missing : missing_words(shown))
    words.push_back(std::move(missing));
  const float said = sentences_card(ui, "What stands out", words, {at.x, y, at.width});
  if (said > 0) y += said + ui.gap(20);
  if (!wide)
    y += figure_tiles(ui, "class.figures", figures, {at.x, y, at.width}, true) +
         ui.gap(20);
  y += days(ui, {at.x, std::round(y), at.width});
  y += decks_card(ui, shown, {at.x, std::round(y), at.width});
  ui.end_scroll(y + ui.gap(8) - begin);
  ui.fade_edges(area, scroll_, ui.colours().ground);
}

// --- topics

void TopicsPage::renew(const ClassShown& shown, std::span<const std::size_t> places) {
  // Only what the table shows, with the class itself as its first row.
  ClassShown rows;
  rows.name = shown.name;
  rows.topics = shown.topics;
  if (!shown.students.empty()) {
    ClassStudent all;
    all.name = "The class";
    all.topics = topic_means(shown);
    rows.students.push_back(std::move(all));
  }
  for (const std::size_t place : places)
    rows.students.push_back(shown.students[place]);
  topics_ = chart_named(rows, "topics");
  titles_.clear();
  if (topics_)
    for (const Series& series : topics_->series)
      titles_.push_back(series.name);
  fitted_ = 0;
  state_ = {};
}

/// So that several columns stand side by side.
void TopicsPage::fit_titles(std::size_t most) {
  if (most == fitted_) return;
  fitted_ = most;
  for (std::size_t i = 0; i < titles_.size(); ++i)
    topics_->series[i].name = cut_title(titles_[i], most);
  state_.table.clear();
}

void TopicsPage::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  if (!topics_ || topics_->empty()) {
    empty_state(ui, area.x, area.y + ui.gap(40), area.w,
                {.sign = icon::kGroup,
                 .colour = ui.colours().accent,
                 .title = "No topics yet",
                 .words = "Once students have handed in, this table says who knows how "
                          "much of which topic."});
    return;
  }
  Column at = class_column(ui, area);
  constexpr std::size_t kMany = 6;
  // Many topics take all the room that there is, from below the title on.
  if (titles_.size() > kMany) at.width = area.right() - ui.gap(28) - at.x;
  const Palette& c = ui.colours();
  const TextStyle words{.size = 13, .colour = c.muted};
  const float said = ui.text("Share known now, in the order of the Students page", words,
                             at.x, area.y + ui.gap(2), at.width);
  const float top = std::round(area.y + ui.gap(2) + said + ui.gap(10));
  const Rect box{at.x, top, at.width, area.bottom() - ui.gap(14) - top};
  card(ui, box, 16);
  const float letters = box.w / (ui.em(12) * 0.58F);
  fit_titles(static_cast<std::size_t>(std::clamp(letters / 6, 12.0F, 28.0F)));
  // The arrows are the table's, as long as nothing else was chosen.
  if (ui.focus().focused() == kNoControl && !ui.still())
    ui.focus().give(Ui::id("class.topics", 0), true);
  chart_view(ui, box.inset(ui.gap(16), ui.gap(10)), *topics_, state_,
             {.name = "class.topics", .large = true});
}

}  // namespace attache::window
