#pragma once
// Which questions the figures are of: a deck, a topic, a tag, or what a search finds.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cards/deck_book.h"
#include "window/shell.h"
#include "window/text_field.h"

namespace attache::window {

/// One of the things to choose from.
struct ScopeChoice {
  std::string query;  ///< as the browser has it; empty: all
  std::string title;
  std::string note;  ///< "120 questions", "tag"
  int depth = 0;
  bool operator==(const ScopeChoice&) const = default;
};
/// All decks, each deck with its topics below it, then the tags.
[[nodiscard]] std::vector<ScopeChoice> scope_choices(std::span<const DeckBook> decks);
/// Those whose titles hold the words, whatever their case and accents.
[[nodiscard]] std::vector<ScopeChoice> fitting_choices(
    std::span<const ScopeChoice> choices, std::string_view words);

/// The sheet on which a scope is chosen.
class ScopeSheet {
 public:
  void open(const Trainer& trainer, std::string_view now);
  [[nodiscard]] bool is_open() const { return open_; }
  void close() { open_ = false; }
  /// The query that was chosen in this frame.
  std::optional<std::string> frame(Shell& shell);

  // For pictures of screens.
  void write(Shell& shell, std::string_view text);

 private:
  void look(const std::string& words);
  std::optional<std::string> rows(Shell& shell, const Rect& area);
  std::optional<std::string> search(Shell& shell);
  void keys(Shell& shell, std::optional<std::string>& chosen);

  bool open_ = false;
  bool fresh_ = true;
  std::string now_;
  TextField field_;
  std::vector<ScopeChoice> all_, shown_;
  std::size_t at_ = 0;
  std::string wrong_;  ///< why what is written is no search
  ScrollState scroll_;
};

}  // namespace attache::window
