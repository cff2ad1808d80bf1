#include "window/decks.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "cards/plain.h"
#include "window/browser_parts.h"
#include "window/summary.h"

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 3> kViews{"Read", "Map", "Changes"};

/// "137 questions · 26 passages".
std::string deck_figures(const DeckBook& book) {
  std::string words;
  const auto add = [&](std::size_t number, std::string_view one, std::string_view many) {
    if (number == 0) return;
    words +=
        (words.empty() ? "" : "  ·  ") + counted(static_cast<int>(number), one, many);
  };
  add(book.questions().size(), "question", "questions");
  add(book.deck().passages.size(), "passage", "passages");
  return words;
}

/// The first paragraph of what the author says of a deck.
std::string first_paragraph(const std::string& description) {
  const std::string plain = attache::plain_text(description);
  return one_line(plain.substr(0, plain.find("\n\n")));
}

}  // namespace

void DecksScreen::open(const Trainer& trainer, std::string_view deck, DeckView view) {
  book_ = nullptr;
  deck_ = deck;
  from_.reset();
  for (const DeckBook& book : trainer.decks())
    if (book.deck().id == deck) book_ = &book;
  if (book_ == nullptr) return;
  passages_.open(*book_, trainer.calendar().day_of(trainer.now()));
  show(trainer, view);
}

void DecksScreen::follow_decks(const Trainer& trainer) {
  if (deck_.empty()) return;
  const std::string passage = passages_.at_top();
  const auto from = from_;
  open(trainer, std::string(deck_), view_);
  from_ = from;
  if (book_ != nullptr) passages_.show(passage);
}

void DecksScreen::read(const Trainer& trainer, const ReadWish& wish) {
  open(trainer, wish.deck, DeckView::kRead);
  passages_.go_to(wish);
  from_ = wish.from;
}

/// Back to the list of decks, or to the screen that led here.
void DecksScreen::close(Shell& shell) {
  if (from_) shell.go = *from_;
  from_.reset();
  book_ = nullptr;
  deck_.clear();
}

/// Needs a deck to be open.
void DecksScreen::show(const Trainer& trainer, DeckView view) {
  assert(book_ != nullptr);
  view_ = view;
  const DeckChanges* changes = trainer.deck_changes(book_->deck().id);
  if (view == DeckView::kMap) map_.open(*book_, trainer);
  if (view == DeckView::kChanges && changes != nullptr) changes_.open(*changes);
  if (view == DeckView::kChanges && changes == nullptr) changes_.open_empty();
}

void DecksScreen::show_changes(DeckChanges changes) {
  view_ = DeckView::kChanges;
  changes_.open(std::move(changes));
}

// --- the list of decks

void DecksScreen::no_deck(Shell& shell, const Rect& area) const {
  Ui& ui = shell.ui;
  const float end = empty_state(ui, area.x, area.y + ui.gap(56), area.w,
                                {.sign = icon::kBook,
                                 .colour = ui.colours().accent,
                                 .title = "No decks yet",
                                 .words = "Bring one in, or put one where Home says."});
  const float width = std::min(area.w, ui.em(15) * 24);
  shelf_tools(shell, {std::round(area.x + (area.w - width) / 2),
                      std::round(end + ui.gap(24)), width});
}

float DecksScreen::deck_row(Shell& shell,
                            const Column& at,
                            std::size_t index,
                            bool draw) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const DeckBook& book = shell.trainer.decks()[index];
  const DeckChanges* changes = shell.trainer.deck_changes(book.deck().id);
  const float pad = ui.gap(24);
  const float inner = at.width - 2 * pad;
  const TextStyle title{
      .face = Face::kDisplay, .size = 20, .colour = c.text, .line_height = 1.3F};
  const TextStyle words{.size = 15, .colour = c.text, .max_lines = 3};
  const TextStyle small{.size = 13, .colour = c.muted};
  const std::string about = first_paragraph(book.deck().description);
  float y = at.y + pad;
  const auto put = [&](const std::string& text, const TextStyle& style, float gap) {
    if (text.empty()) return;
    if (draw) ui.text(text, style, at.x + pad, y, inner);
    y += ui.lay_out(text, style, inner).size.y + gap;
  };
  put(book.deck().title, title, ui.gap(2));
  put(deck_figures(book), small, ui.gap(8));
  put(about, words, 0);
  y = std::round(y + ui.gap(16));
  if (draw) {
    float x = at.x + pad;
    for (std::size_t i = 0; i < kViews.size(); ++i) {
      const std::string name = fmt::format("deck.{}.{}", book.deck().id, i);
      const auto view = static_cast<DeckView>(i);
      const bool news = view == DeckView::kChanges;
      if (news && changes == nullptr) continue;
      if (button_at(ui, x, y, {.name = name, .label = kViews.at(i)}))
        open(shell.trainer, book.deck().id, view);
    }
    const std::string edit = fmt::format("deck.{}.edit", book.deck().id);
    if (button_at(ui, x, y, {.name = edit, .label = "Edit", .icon = icon::kEdit}))
      shell.edit = EditWish{book.deck().id, ""};
    if (changes != nullptr) {
      const TextStyle news{.size = 13, .colour = c.hard.ink};
      ui.text_in({x + ui.gap(4), y, at.x + at.width - pad - x, button_height(ui)},
                 change_phrase(changes->counts), news);
    }
  }
  return std::round(y + button_height(ui) + pad - at.y);
}

/// Buttons for all decks; gives their height with the gap below.
float DecksScreen::shelf_tools(Shell& shell, const Column& at) const {
  static_cast<void>(this);
  Ui& ui = shell.ui;
  Flow flow(at, button_height(ui), ui.gap(12));
  const auto pressed = [&](const Button& look) {
    return button(ui, flow.place(button_width(ui, look)), look);
  };
  if (pressed(
          {.name = "decks.browse", .label = "Browse", .key = "b", .icon = icon::kSearch}))
    shell.browse = "";
  if (pressed({.name = "decks.new",
               .label = "New deck",
               .key = "Ctrl+N",
               .icon = icon::kAdd}))
    shell.pass_on({Command::kNewDeck});
  if (pressed({.name = "decks.import", .label = "Import", .icon = icon::kDownload}))
    shell.go = ScreenName::kImport;
  if (!shell.trainer.decks().empty() &&
      pressed({.name = "decks.export", .label = "Export", .icon = icon::kUpload}))
    shell.hand_out = "";
  return flow.height() + ui.gap(18);
}

void DecksScreen::shelf(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  if (shell.trainer.decks().empty()) {
    no_deck(shell, area);
    return;
  }
  const float side = ui.gap(28);
  const float width = std::round(std::min(area.w - 2 * side, 860 * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  const float begin = ui.begin_scroll(Ui::id("decks"), area, scroll_);
  float y = begin + ui.gap(28);
  y += ui.text("Decks",
               {.face = Face::kDisplay,
                .size = 26,
                .colour = ui.colours().text,
                .line_height = 1.3F},
               x, y) +
       ui.gap(16);
  y = std::round(y);
  y += shelf_tools(shell, {x, y, width});
  for (std::size_t i = 0; i < shell.trainer.decks().size(); ++i) {
    const float height = deck_row(shell, {x, y, width}, i, false);
    const bool visible = y < area.bottom() + height && y + 2 * height > area.y;
    if (visible) {
      card(ui, {x, y, width, height});
      deck_row(shell, {x, y, width}, i, true);
    }
    y += height + ui.gap(14);
  }
  ui.end_scroll(y + ui.gap(14) - begin);
  scroll_by_keys(ui, scroll_);
}

// --- one deck

float DecksScreen::head(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const float height = button_height(ui);
  const float pad = ui.gap(24);
  const float y = area.y + ui.gap(14);
  if (icon_button(ui, {area.x + pad - ui.gap(6), y, height, height},
                  {"decks.back", icon::kBack, "All decks (Esc)"})) {
    close(shell);
    return height;
  }
  const float views = std::round(segmented_width(ui, kViews));
  const Rect choice{area.right() - pad - views, y, views, height};
  const int chosen = segmented(ui, choice, "decks.view", kViews, static_cast<int>(view_));
  if (chosen >= 0) show(shell.trainer, static_cast<DeckView>(chosen));
  const float x = area.x + pad + height;
  ui.text_in({x, y, choice.x - x - ui.gap(16), height}, book_->deck().title,
             {.face = Face::kDisplay, .size = 20, .colour = ui.colours().text});
  return height + ui.gap(28);
}

void DecksScreen::practise(Shell& shell,
                           const std::vector<QuestionId>& questions,
                           DecksWish& wish) {
  if (questions.empty()) return;
  wish.study = shell.report(shell.trainer.begin_practice(questions));
  // The question from which a passage was opened is no longer on the table.
  if (wish.study) from_.reset();
}

void DecksScreen::page(Shell& shell, const Rect& area, DecksWish& wish) {
  const float top = head(shell, area);
  if (book_ == nullptr) return;
  const Rect below{area.x, area.y + top, area.w, area.h - top};
  if (view_ == DeckView::kRead) {
    if (const auto wanted = passages_.frame(shell, below)) practise(shell, *wanted, wish);
  } else if (view_ == DeckView::kMap) {
    if (const auto wanted = map_.frame(shell, below)) practise(shell, *wanted, wish);
  } else if (changes_.frame(shell, below)) {
    if (!shell.report(shell.trainer.acknowledge_changes(book_->deck().id))) return;
    shell.tell("Noted");
    show(shell.trainer, DeckView::kChanges);
  }
}

void DecksScreen::carry_out(Shell& shell, const Order& order) {
  if (order.command == Command::kBack && book_ != nullptr) {
    shell.ui.focus().clear();
    const bool goes_on = (view_ == DeckView::kRead && passages_.let_go()) ||
                         (view_ == DeckView::kMap && map_.let_go());
    if (!goes_on) close(shell);
  } else if (order.command == Command::kBack) {
    shell.go = ScreenName::kHome;
  } else if (order.command == Command::kOpenInEditor && book_ != nullptr) {
    shell.edit = EditWish{book_->deck().id, ""};
  } else if (order.command == Command::kDeckView && book_ != nullptr) {
    show(shell.trainer, static_cast<DeckView>(order.number - 1));
  } else {
    if (book_ != nullptr && view_ == DeckView::kRead)
      passages_.carry_out(shell.ui, order.command);
    if (book_ != nullptr && view_ == DeckView::kMap)
      map_.carry_out(shell.ui, order.command);
    shell.pass_on(order);
  }
}

void DecksScreen::keys(Shell& shell) {
  Place place = Place::kAnywhere;
  if (book_ != nullptr) place = view_ == DeckView::kMap ? Place::kMap : Place::kDeckPage;
  if (book_ == nullptr && !shell.trainer.decks().empty() && shell.ui.take(Key::kEnter))
    open(shell.trainer, shell.trainer.decks().front().deck().id, DeckView::kRead);
  if (const auto order = shell.order(place)) carry_out(shell, *order);
}

DecksWish DecksScreen::frame(Shell& shell, const Rect& area) {
  DecksWish wish;
  if (book_ == nullptr)
    shelf(shell, area);
  else
    page(shell, area, wish);
  keys(shell);
  return wish;
}

}  // namespace attache::window
