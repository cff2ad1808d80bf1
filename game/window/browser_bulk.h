#pragma once
// What can be done to the chosen questions at once: a bar of buttons, and the sheets that
// ask for more.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "window/number_field.h"
#include "window/shell.h"

namespace attache::window {

/// A topic that can be chosen.
struct TopicChoice {
  std::string id, name;
};
/// What the questions are about that something is to be done to.
struct BulkSubject {
  std::size_t count = 0;
  bool one_deck = true;  ///< topics belong to a deck
  std::vector<TopicChoice> topics;
  std::string deck_title;
};

/// Height of the bar, which may take two lines.
[[nodiscard]] float bulk_bar_height(Ui& ui, float width);
/// Gives what was pressed.
std::optional<Command> bulk_bar(Ui& ui, const Rect& area, std::size_t count);

/// A sheet that asks before, or for more.
class BulkSheet {
 public:
  /// Opens the sheet for what cannot be done at once.
  void open(Command command, BulkSubject subject);
  [[nodiscard]] bool is_open() const { return command_.has_value(); }
  /// Draws it; gives what to do once that is said.
  std::optional<BulkAction> frame(Shell& shell);
  /// For pictures: as if this was being written.
  void write(std::string text) { tags_.edit.reset(std::move(text)); }

 private:
  std::optional<BulkAction> forget(Shell& shell);
  std::optional<BulkAction> due(Shell& shell);
  std::optional<BulkAction> tags(Shell& shell);
  std::optional<BulkAction> topic(Shell& shell);

  std::optional<Command> command_;
  BulkSubject subject_;
  NumberField days_;
  TextField tags_;
  bool remove_ = false;
  std::size_t topic_ = 0;
  ScrollState scroll_;
};

/// Tags as they are written in one line, apart by blanks or commas.
[[nodiscard]] std::vector<std::string> tags_from(std::string_view text);
/// What was done, for a toast: "12 questions suspended".
[[nodiscard]] std::string done_text(BulkAction::What what, std::size_t count);

}  // namespace attache::window
