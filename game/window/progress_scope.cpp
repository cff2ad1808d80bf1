#include "window/progress_scope.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <utility>

#include "base/text.h"
#include "window/browser_parts.h"
#include "window/quiz_topics.h"

namespace attache::window {

namespace {

constexpr std::string_view kField = "scope.field";

std::string query_of(const std::string& place) {
  const std::size_t slash = place.find('/');
  if (slash == std::string::npos) return fmt::format("deck:\"{}\"", place);
  return fmt::format("deck:\"{}\" topic:\"{}\"", place.substr(0, slash),
                     place.substr(slash + 1));
}

}  // namespace

std::vector<ScopeChoice> scope_choices(std::span<const DeckBook> decks) {
  std::size_t all = 0;
  std::set<std::string> tags;
  for (const DeckBook& book : decks) {
    all += book.questions().size();
    for (const Question& question : book.questions())
      tags.insert(question.tags.begin(), question.tags.end());
  }
  std::vector<ScopeChoice> choices{
      {"", "All decks", many(all, "question", "questions"), 0}};
  const TopicTree tree(decks);
  for (const TopicRow& row : tree.rows())
    choices.push_back(
        {query_of(row.place), row.name,
         many(static_cast<std::size_t>(row.questions), "question", "questions"),
         row.depth + 1});
  for (const std::string& tag : tags)
    choices.push_back({fmt::format("tag:\"{}\"", tag), tag, "tag", 1});
  return choices;
}

std::vector<ScopeChoice> fitting_choices(std::span<const ScopeChoice> choices,
                                         std::string_view words) {
  const std::string wanted = fold(words);
  std::vector<ScopeChoice> fitting;
  for (const ScopeChoice& choice : choices)
    if (fold(choice.title).find(wanted) != std::string::npos) {
      fitting.push_back(choice);
      // Without what stands above it, an indent says nothing.
      if (!wanted.empty()) fitting.back().depth = std::min(fitting.back().depth, 1);
    }
  return fitting;
}

void ScopeSheet::open(const Trainer& trainer, std::string_view now) {
  open_ = fresh_ = true;
  now_ = now;
  field_.edit.reset("");
  all_ = scope_choices(trainer.decks());
  look("");
  for (std::size_t i = 0; i < shown_.size(); ++i)
    if (shown_[i].query == now_) at_ = i;
}

void ScopeSheet::look(const std::string& words) {
  shown_ = fitting_choices(all_, words);
  at_ = 0;
  wrong_.clear();
  scroll_ = {};
}

void ScopeSheet::write(Shell& shell, std::string_view text) {
  field_.edit.reset(std::string(text));
  look(std::string(text));
  static_cast<void>(search(shell));
}

/// What is written as a search, if it is one.
std::optional<std::string> ScopeSheet::search(Shell& shell) {
  const std::string text = field_.edit.text();
  const auto found = shell.trainer.search(text);
  if (!found)
    wrong_ = error_line(found.error());
  else if (found->rows.empty())
    wrong_ = "No question fits this search.";
  else
    return text;
  return std::nullopt;
}

std::optional<std::string> ScopeSheet::rows(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  std::optional<std::string> chosen;
  const float row = tick_row_height(ui);
  const float begin = ui.begin_scroll(Ui::id("scope.rows"), area, scroll_);
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    const ScopeChoice& choice = shown_[i];
    const Rect line{area.x, begin + static_cast<float>(i) * row, area.w - ui.gap(14),
                    row};
    if (line.bottom() < area.y || line.y > area.bottom()) continue;
    const Touch touch = ui.control(Ui::id("scope.row", i), line, {.tab_stop = false});
    if (i == at_)
      ui.fill(line, c.accent_soft, 10);
    else if (touch.hovered)
      ui.fill(line, c.hover, 10);
    const float indent =
        ui.gap(12) + static_cast<float>(std::max(0, choice.depth - 1)) * ui.gap(22);
    const TextStyle note{.size = 13, .colour = c.muted, .align = Align::kRight};
    const float wide = ui.width_of(choice.note, note) + 2;
    const float right = line.right() - ui.gap(12);
    ui.text_in({right - wide, line.y, wide, line.h}, choice.note, note);
    TextStyle words{.size = 15, .colour = choice.query == now_ ? c.accent : c.text};
    if (choice.depth <= 1) words.face = Face::kSansStrong;
    const float x = line.x + indent;
    ui.text_in({x, line.y, right - wide - ui.gap(12) - x, line.h}, choice.title, words);
    if (touch.clicked) chosen = choice.query;
  }
  ui.end_scroll(static_cast<float>(shown_.size()) * row);
  ui.fade_edges(area, scroll_, c.card);
  return chosen;
}

void ScopeSheet::keys(Shell& shell, std::optional<std::string>& chosen) {
  Ui& ui = shell.ui;
  const float row = tick_row_height(ui);
  const auto go = [&](std::ptrdiff_t by) {
    if (shown_.empty()) return;
    const auto last = static_cast<std::ptrdiff_t>(shown_.size()) - 1;
    at_ = static_cast<std::size_t>(
        std::clamp(static_cast<std::ptrdiff_t>(at_) + by, std::ptrdiff_t{0}, last));
    const float top = static_cast<float>(at_) * row;
    scroll_.show(top - row, top + 2 * row);
  };
  constexpr std::ptrdiff_t kPage = 8;
  if (ui.take(Key::kDown, {}, true)) go(1);
  if (ui.take(Key::kUp, {}, true)) go(-1);
  if (ui.take(Key::kPageDown, {}, true)) go(kPage);
  if (ui.take(Key::kPageUp, {}, true)) go(-kPage);
  if (ui.take(Key::kEnter)) {
    if (at_ < shown_.size())
      chosen = shown_[at_].query;
    else
      chosen = search(shell);
  }
  if (ui.take(Key::kEnter, kCtrl)) chosen = search(shell);
  if (ui.take(Key::kEscape)) open_ = false;
}

std::optional<std::string> ScopeSheet::frame(Shell& shell) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  std::optional<std::string> chosen;
  const Sheet sheet = begin_sheet(ui, "scope", "Which questions", ui.em(15) * 40,
                                  std::min(ui.screen().h - ui.gap(60), ui.em(15) * 44));
  const Rect& in = sheet.inner;
  if (std::exchange(fresh_, false) && !ui.still()) ui.focus().give(Ui::id(kField), false);
  // Before the field: these keys are the list's.
  keys(shell, chosen);
  const FieldLook field_look{
      .name = kField,
      .placeholder = "Find a deck, a topic or a tag, or write a search",
      .size = 15};
  const float field = field_height(ui, field_look);
  const FieldOutcome outcome =
      text_field(ui, {in.x, in.y, in.w, field}, field_, field_look);
  if (outcome.changed) this->look(field_.edit.text());
  float y = in.y + field + ui.gap(8);
  if (!wrong_.empty())
    y += ui.text(wrong_, {.size = 13, .colour = c.again.ink}, in.x + ui.gap(4), y,
                 in.w - ui.gap(8)) +
         ui.gap(6);
  const std::string text = field_.edit.text();
  if (!text.empty()) {
    const std::string label = fmt::format("Search for “{}”", text);
    const Button find{.name = "scope.search", .label = label, .key = "Ctrl+Enter"};
    const float wide = std::min(in.w, button_width(ui, find));
    if (button(ui, {in.x, y, wide, button_height(ui)}, find)) chosen = search(shell);
    y += button_height(ui) + ui.gap(8);
  }
  const Rect list{in.x - ui.gap(8), std::round(y), in.w + ui.gap(16),
                  std::round(in.bottom() + ui.gap(8) - y)};
  if (auto picked = rows(shell, list)) chosen = std::move(picked);
  if (shown_.empty() && wrong_.empty())
    ui.text("No deck, topic or tag is called so. Enter looks for it as a search.",
            {.size = 14, .colour = c.muted}, in.x + ui.gap(4), y, in.w);
  end_sheet(ui);
  if (chosen || sheet.closed) open_ = false;
  return chosen;
}

}  // namespace attache::window
