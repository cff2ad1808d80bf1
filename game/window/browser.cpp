#include "window/browser.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "window/browser_parts.h"

namespace attache::window {

namespace {

using What = BulkAction::What;

constexpr std::string_view kViewKey = "browser.view";
constexpr std::string_view kFieldName = "browse.search";

/// Topics by their path, in the order of the deck.
std::vector<TopicChoice> topics_of(const DeckBook& book) {
  std::vector<TopicChoice> topics;
  for (const Topic& topic : book.deck().topics) {
    std::string name = topic.name;
    const Topic* parent = topic.parent.empty() ? nullptr : book.topic(topic.parent);
    if (parent != nullptr) name = fmt::format("{}  ›  {}", parent->name, name);
    topics.push_back({topic.id, std::move(name)});
  }
  return topics;
}

}  // namespace

void BrowserScreen::refresh() {
  begun_ = false;
  look_again();
}

void BrowserScreen::search(std::string query) {
  query_.edit.reset(std::move(query));
  from_top_ = stale_ = true;
}

void BrowserScreen::came_from(ScreenName screen) {
  from_ = screen;
  led_to_ = query_.edit.text();
}

/// Reads what is kept, and looks again where the decks are others than they were.
void BrowserScreen::keep_up(Shell& shell) {
  if (!std::exchange(begun_, true)) {
    if (!shell.ui.still()) {
      saved_.refresh(shell.trainer);
      // What is typed now is a search.
      shell.ui.focus().give(Ui::id(kFieldName), false);
    }
    if (const auto kept = shell.trainer.remembered(kViewKey); kept && !shell.ui.still())
      view_ = view_from(*kept);
  }
  const auto& decks = shell.trainer.decks();
  const void* now = decks.empty() || decks.front().questions().empty()
                        ? static_cast<const void*>(decks.data())
                        : decks.front().questions().data();
  if (std::exchange(decks_, now) != now) {
    look_again();
  }
  if (stale_) look_for(shell);
}

void BrowserScreen::look_for(Shell& shell) {
  stale_ = false;
  auto found = shell.trainer.search(query_.edit.text(), view_.sort, view_.descending);
  if (!found) {
    // What was found last stays.
    wrong_ = error_line(found.error());
    return;
  }
  wrong_.reset();
  searched_ = found->searched;
  selection_.follow(std::move(found->rows));
  if (std::exchange(from_top_, false)) {
    selection_.go_to(0);
    table_.to_top();
  } else if (const auto place = selection_.place()) {
    table_.show(*place);
  }
}

void BrowserScreen::view_changed(Shell& shell) {
  stale_ = true;
  if (!shell.ui.still()) shell.report(shell.trainer.remember(kViewKey, text_of(view_)));
}

// --- drawing

bool BrowserScreen::wide(const Ui& ui) {
  return ui.screen().w >= ui.em(15) * 58;
}

void BrowserScreen::field(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const float side = area.h;
  float x = area.right() - side;
  const auto tool = [&](const IconButton& look, Command command) {
    if (icon_button(ui, {x, area.y, side, side}, look)) carry_out(shell, {command});
    x -= side + 2;
  };
  tool({"browse.info", icon::kInfo, "Show or hide the question (i)",
        wide(ui) ? beside_ : instead_},
       Command::kInfo);
  tool({"browse.columns", icon::kColumns, "Columns (c)"}, Command::kColumns);
  const bool kept = saved_.holds(query_.edit.text());
  tool({"browse.save", kept ? icon::kBookmark : icon::kBookmarkAdd,
        "Save this search (Ctrl+S)", kept},
       Command::kSaveSearch);
  tool({"browse.help", icon::kHelp, "How to search (F1)"}, Command::kSearchHelp);
  const FieldLook look{
      .name = kFieldName, .placeholder = "Search all questions  ( / )", .size = 15};
  const FieldOutcome outcome = text_field(
      ui, {area.x, area.y, x + side - ui.gap(6) - area.x, area.h}, query_, look);
  if (outcome.changed) {
    from_top_ = stale_ = true;
  }
  if (outcome.submitted) ui.focus().give(Ui::id("browse.rows"), false);
  if (outcome.focused && ui.take(Key::kEscape)) ui.focus().clear();
}

/// What is wrong with the query, or how many it found; and the searches that are kept.
float BrowserScreen::below_field(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  float y = at.y;
  const std::size_t found = selection_.rows().size();
  const std::string figures = found == searched_
                                  ? many(found, "question", "questions")
                                  : fmt::format("{} of {}", thousands(found),
                                                many(searched_, "question", "questions"));
  y += ui.text(wrong_ ? *wrong_ : figures,
               {.size = 13, .colour = wrong_ ? c.again.ink : c.muted}, at.x + ui.gap(4),
               y, at.width - ui.gap(8)) +
       ui.gap(8);
  float chips = 0;
  if (const auto query =
          saved_.chips(shell, {at.x, y, at.width}, query_.edit.text(), chips))
    search(*query);
  return y + chips - at.y;
}

float BrowserScreen::top(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const float height = field_height(ui, {.name = kFieldName, .size = 15});
  field(shell, {at.x, at.y, at.width, height});
  const float y = at.y + height + ui.gap(8);
  return y + below_field(shell, {at.x, y, at.width}) - at.y;
}

void BrowserScreen::nothing_found(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const float y = area.y + std::max(ui.gap(24), area.h * 0.2F);
  const float end = ui.text("Nothing found",
                            {.face = Face::kDisplay,
                             .size = 22,
                             .colour = ui.colours().text,
                             .align = Align::kCentre},
                            area.x + ui.gap(20), y, area.w - ui.gap(40));
  ui.text(
      "No question fits these words. Try fewer of them, or press F1 to see how to "
      "search.",
      {.size = 15,
       .colour = ui.colours().muted,
       .align = Align::kCentre,
       .balance = true},
      area.x + ui.gap(20), y + end + ui.gap(6), area.w - ui.gap(40));
}

void BrowserScreen::table(Shell& shell, const Rect& area) {
  card(shell.ui, area, 16);
  if (selection_.rows().empty()) {
    nothing_found(shell, area);
    return;
  }
  const Rect inner = area.inset(shell.ui.gap(8), shell.ui.gap(6));
  const TableOutcome outcome = table_.frame(shell, inner, selection_, view_, rows_);
  if (outcome.pressed) {
    view_.press(*outcome.pressed);
    view_changed(shell);
  }
  if (outcome.opened) open_editor(shell);
}

void BrowserScreen::preview(Shell& shell, const Rect& area) {
  const auto row = selection_.current();
  if (!row) {
    card(shell.ui, area, 16);
    return;
  }
  preview_.frame(shell, area, question_at(shell.trainer, *row),
                 rows_.row(shell.trainer, *row));
}

void BrowserScreen::body(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  if (!wide(ui)) {
    if (instead_)
      preview(shell, area);
    else
      table(shell, area);
    return;
  }
  const float side = beside_ ? std::round(std::min(area.w * 0.36F, ui.em(15) * 34)) : 0;
  const float gap = beside_ ? ui.gap(14) : 0;
  table(shell, {area.x, area.y, area.w - side - gap, area.h});
  if (beside_) preview(shell, {area.right() - side, area.y, side, area.h});
}

void BrowserScreen::columns_sheet(Shell& shell) {
  if (!choosing_columns_) return;
  Ui& ui = shell.ui;
  const float row = tick_row_height(ui);
  const bool two = ui.screen().w > ui.em(15) * 44;
  const std::size_t lines = two ? (kAllColumns.size() + 1) / 2 : kAllColumns.size();
  const Sheet sheet = begin_sheet(ui, "browse.columns.sheet", "Columns",
                                  ui.em(15) * (two ? 36.0F : 24.0F),
                                  static_cast<float>(lines) * row + 2 * ui.gap(24) +
                                      std::round(ui.em(20) * 1.4F) + ui.gap(16));
  const float width = two ? sheet.inner.w / 2 : sheet.inner.w;
  const float margin = ui.gap(8);
  const Rect view{sheet.inner.x - margin, sheet.inner.y, sheet.inner.w + 2 * margin,
                  sheet.inner.h};
  const float begin =
      ui.begin_scroll(Ui::id("browse.columns.scroll"), view, columns_scroll_);
  for (std::size_t i = 0; i < kAllColumns.size(); ++i) {
    const auto line = static_cast<float>(i % lines);
    const float side = i < lines ? 0.0F : 1.0F;
    const Rect area{view.x + side * width, begin + line * row, width, row};
    if (!tick_row(ui, area,
                  {.name = "column",
                   .number = i,
                   .label = title_of(kAllColumns.at(i)),
                   .on = view_.shows(kAllColumns.at(i)),
                   .group = Ui::id("columns")}))
      continue;
    view_.toggle(kAllColumns.at(i));
    view_changed(shell);
  }
  ui.end_scroll(static_cast<float>(lines) * row);
  if (sheet.closed || ui.take(Key::kEscape) || ui.take(Key::kEnter))
    choosing_columns_ = false;
  end_sheet(ui);
}

// --- keys

void BrowserScreen::escape(Shell& shell) {
  shell.ui.focus().clear();
  if (std::exchange(instead_, false)) return;
  if (selection_.count() > 1)
    selection_.choose_current();
  else if (const std::string& text = query_.edit.text();
           !text.empty() && (from_ == ScreenName::kDecks || text != led_to_))
    search("");
  else
    shell.go = from_;
}

/// Walks over the rows; true where it was about that.
bool BrowserScreen::move(const Order& order) {
  switch (order.command) {
    case Command::kNextOption:
      selection_.go_to(selection_.further(1));
      break;
    case Command::kLastOption:
      selection_.go_to(selection_.further(-1));
      break;
    case Command::kExtendDown:
      selection_.extend_to(selection_.further(1));
      break;
    case Command::kExtendUp:
      selection_.extend_to(selection_.further(-1));
      break;
    case Command::kWalkDown:
      selection_.move_to(selection_.further(1));
      break;
    case Command::kWalkUp:
      selection_.move_to(selection_.further(-1));
      break;
    case Command::kToggleRow:
      selection_.toggle(selection_.further(0));
      break;
    default:
      return false;
  }
  table_.show(selection_.further(0));
  return true;
}

void BrowserScreen::open_editor(Shell& shell) {
  const auto row = selection_.current();
  if (!row) return;
  const BookQuestion at = question_at(shell.trainer, *row);
  if (at.question == nullptr) return;
  const Deck& deck = at.book->deck();
  shell.edit =
      EditWish{deck.id, at.question->direction ? deck.facts[at.question->item].id
                                               : deck.cards[at.question->item].id};
}

void BrowserScreen::carry_out(Shell& shell, const Order& order) {
  if (move(order)) return;
  switch (order.command) {
    case Command::kBack:
      escape(shell);
      break;
    case Command::kSearch:
      query_.edit.select_all();
      shell.ui.focus().give(Ui::id(kFieldName), true);
      break;
    case Command::kSelectAll:
      selection_.choose_all();
      break;
    case Command::kColumns:
      choosing_columns_ = true;
      break;
    case Command::kSortBy:
      if (const auto number = static_cast<std::size_t>(order.number - 1);
          number < view_.columns.size()) {
        view_.press(view_.columns[number]);
        view_changed(shell);
      }
      break;
    case Command::kSaveSearch:
      if (!query_.edit.text().empty() && !wrong_) saved_.ask_name(query_.edit.text());
      break;
    case Command::kSearchHelp:
      help_.open();
      break;
    case Command::kInfo:
      (wide(shell.ui) ? beside_ : instead_) ^= true;
      break;
    case Command::kOpenInEditor:
      open_editor(shell);
      break;
    case Command::kUndo:
      take_back(shell);
      break;
    default:
      ask_or_act(shell, order);
  }
}

void BrowserScreen::keys(Shell& shell) {
  Ui& ui = shell.ui;
  const auto walk = [&](std::ptrdiff_t by) {
    selection_.go_to(selection_.further(by));
    table_.show(selection_.further(0));
  };
  constexpr std::ptrdiff_t kFar = 1000000000;
  if (ui.take(Key::kPageDown, {}, true)) walk(table_.page());
  if (ui.take(Key::kPageUp, {}, true)) walk(-table_.page());
  if (ui.take(Key::kHome)) walk(-kFar);
  if (ui.take(Key::kEnd)) walk(kFar);
  if (const auto order = shell.order(Place::kBrowser)) carry_out(shell, *order);
}

// --- doing something

/// The chosen rows that a query finds (`holds`), or does not find.
std::vector<std::uint32_t> BrowserScreen::chosen_where(const Shell& shell,
                                                       std::string_view query,
                                                       bool holds) const {
  std::vector<std::uint32_t> rows = selection_.all_chosen();
  const auto found = shell.trainer.search(query);
  if (!found) return rows;
  std::vector<std::uint32_t> those = found->rows;
  std::sort(those.begin(), those.end());
  std::erase_if(rows, [&](std::uint32_t row) {
    return std::binary_search(those.begin(), those.end(), row) != holds;
  });
  return rows;
}

BulkSubject BrowserScreen::subject(const Shell& shell) const {
  BulkSubject subject;
  subject.count = selection_.count();
  const DeckBook* deck = nullptr;
  for (const std::uint32_t row : selection_.all_chosen()) {
    const DeckBook* book = question_at(shell.trainer, row).book;
    if (deck == nullptr) deck = book;
    subject.one_deck = subject.one_deck && book == deck;
  }
  if (deck == nullptr) return subject;
  subject.topics = topics_of(*deck);
  subject.deck_title = deck->deck().title;
  return subject;
}

void BrowserScreen::ask_or_act(Shell& shell, const Order& order) {
  const auto act_where = [&](What what, std::string_view query, bool holds) {
    act(shell, BulkAction{what, {}, {}, {}}, chosen_where(shell, query, holds));
  };
  const bool any = selection_.count() > 0;
  switch (order.command) {
    case Command::kSuspend:
      if (any) act_where(What::kSuspend, "is:suspended", false);
      break;
    case Command::kResume:
      if (any) act_where(What::kResume, "is:suspended", true);
      break;
    case Command::kMark:
      // All of them have it: then it is taken off.
      if (any && chosen_where(shell, "is:marked", false).empty())
        act_where(What::kUnmark, "is:marked", true);
      else if (any)
        act_where(What::kMark, "is:marked", false);
      break;
    case Command::kBury:
      if (any) act(shell, BulkAction{What::kBury, {}, {}, {}}, selection_.all_chosen());
      break;
    case Command::kForget:
    case Command::kSetDue:
    case Command::kSetTags:
    case Command::kSetTopic:
      if (any) bulk_.open(order.command, subject(shell));
      shell.ui.focus().clear();
      break;
    default:
      shell.pass_on(order);
  }
}

void BrowserScreen::act(Shell& shell,
                        const BulkAction& action,
                        const std::vector<std::uint32_t>& rows) {
  if (rows.empty()) {
    shell.tell("There is nothing to change.");
    return;
  }
  std::vector<QuestionId> questions;
  questions.reserve(rows.size());
  for (const std::uint32_t row : rows)
    if (const Question* question = question_at(shell.trainer, row).question)
      questions.push_back(question->id);
  if (!shell.report(shell.trainer.carry_out(action, questions))) return;
  // What went into deck files is not taken back.
  const bool in_decks = action.what == What::kAddTags ||
                        action.what == What::kRemoveTags ||
                        action.what == What::kSetTopic;
  const bool can_undo = !in_decks && shell.trainer.undo_many_name().has_value();
  shell.tell(done_text(action.what, questions.size()),
             can_undo ? "Ctrl+Z takes it back" : "");
  look_again();
}

/// What was shown may be otherwise now.
void BrowserScreen::look_again() {
  rows_.clear();
  preview_.forget();
  stale_ = true;
}

void BrowserScreen::take_back(Shell& shell) {
  const auto name = shell.trainer.undo_many_name();
  if (!name || !shell.report(shell.trainer.undo_many())) return;
  shell.tell(fmt::format("“{}” is taken back.", *name));
  look_again();
}

// --- the screen

void BrowserScreen::sheets(Shell& shell) {
  columns_sheet(shell);
  if (const auto example = help_.frame(shell.ui)) search(*example);
  saved_.sheet(shell);
  if (!bulk_.is_open()) return;
  if (const auto action = bulk_.frame(shell))
    act(shell, *action, selection_.all_chosen());
  if (!bulk_.is_open()) shell.ui.focus().clear();
}

void BrowserScreen::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  keep_up(shell);
  if (shell.trainer.decks().empty()) {
    empty_state(ui, area.x, area.y + ui.gap(56), area.w,
                {.sign = icon::kSearch,
                 .colour = ui.colours().accent,
                 .title = "Nothing to browse yet",
                 .words = "Bring in a deck with Ctrl+Shift+I, or put one into the folder "
                          "that Home names."});
    keys(shell);
    return;
  }
  const float side = ui.gap(24);
  const Column at{area.x + side, area.y + ui.gap(14), area.w - 2 * side};
  const float head = std::round(top(shell, at));
  // Where there is little room the bar comes with a choice of several; the keys do it
  // too.
  const bool low = ui.screen().h < ui.em(15) * 30;
  const bool has_bar = !low || selection_.count() > 1;
  const float bar = has_bar ? bulk_bar_height(ui, at.width) : 0;
  const float y = at.y + head;
  const float foot = area.bottom() - ui.gap(14) - bar;
  body(shell, {at.x, y, at.width, std::max(0.0F, foot - (has_bar ? ui.gap(12) : 0) - y)});
  if (has_bar)
    if (const auto pressed =
            bulk_bar(ui, {at.x, foot, at.width, bar}, selection_.count()))
      carry_out(shell, {*pressed});
  sheets(shell);
  keys(shell);
}

}  // namespace attache::window
