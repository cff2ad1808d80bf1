#pragma once
// What a question of the browser asks, its answer, and where it stands.

#include <cstdint>
#include <optional>
#include <string>

#include "window/picture.h"
#include "window/shell.h"

namespace attache::window {

/// A question with the deck that it is from; null where there is none.
struct BookQuestion {
  const DeckBook* book = nullptr;
  const Question* question = nullptr;
};
/// The question at a place among all, deck after deck.
[[nodiscard]] BookQuestion question_at(const Trainer& trainer, std::uint32_t row);

class BrowserPreview {
 public:
  /// Draws it on a card. `row` is of the question.
  void frame(Shell& shell,
             const Rect& area,
             const BookQuestion& at,
             const BrowserRow& row);
  /// The decks are others now.
  void forget() { shown_.clear(); }

 private:
  float prompt(Ui& ui, const Column& at) const;
  void read(Shell& shell, const BookQuestion& at, const Rect& area) const;

  std::string shown_;  ///< id of the question whose prompt this is
  Prompt prompt_;
  ScrollState scroll_;
  PictureCache pictures_;
};

}  // namespace attache::window
