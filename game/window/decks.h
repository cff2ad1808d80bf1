#pragma once
// The Decks screen: the passages of a deck, its map, and what changed in it.

#include <optional>
#include <string>
#include <vector>

#include "window/changes_page.h"
#include "window/components.h"
#include "window/map.h"
#include "window/passage_page.h"
#include "window/shell.h"

namespace attache::window {

/// What was asked for on the Decks screen that another screen has to do.
struct DecksWish {
  bool study = false;  ///< a practice was begun: show it
};

/// What is shown of a deck.
enum class DeckView { kRead, kMap, kChanges };

class DecksScreen {
 public:
  DecksWish frame(Shell& shell, const Rect& area);
  /// Shows a deck, by its id; the list of decks where there is none such.
  void open(const Trainer& trainer, std::string_view deck, DeckView view);
  /// Back leads to another screen.
  void came_from(ScreenName screen) { from_ = screen; }
  /// The decks were read again: shows what it showed, at its place, as far as it is
  /// there.
  void follow_decks(const Trainer& trainer);
  /// Shows a passage in its page; Back leads to where it was asked for.
  void read(const Trainer& trainer, const ReadWish& wish);

  // For pictures of screens.
  void show_changes(DeckChanges changes);
  void point_at(std::size_t node) { map_.point_at(node); }
  void search(std::string words) { passages_.search(std::move(words)); }

 private:
  void shelf(Shell& shell, const Rect& area);
  void no_deck(Shell& shell, const Rect& area) const;
  float shelf_tools(Shell& shell, const Column& at) const;
  float deck_row(Shell& shell, const Column& at, std::size_t index, bool draw);
  float head(Shell& shell, const Rect& area);
  void page(Shell& shell, const Rect& area, DecksWish& wish);
  void practise(Shell& shell, const std::vector<QuestionId>& questions, DecksWish& wish);
  void keys(Shell& shell);
  void carry_out(Shell& shell, const Order& order);
  void show(const Trainer& trainer, DeckView view);
  void close(Shell& shell);

  const DeckBook* book_ = nullptr;  ///< null: the list of decks
  std::string deck_;                ///< its id
  DeckView view_ = DeckView::kRead;
  std::optional<ScreenName> from_;  ///< where Back leads, if another screen led here
  PassagePage passages_;
  MapPage map_;
  ChangesPage changes_;
  ScrollState scroll_;
};

}  // namespace attache::window
