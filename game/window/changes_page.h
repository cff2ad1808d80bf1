#pragma once
// What is other in a deck than when the student looked last: old and new, one above the
// other.

#include <string>
#include <vector>

#include "window/lazy_list.h"
#include "window/shell.h"

namespace attache::window {

class ChangesPage {
 public:
  /// Takes a copy: the trainer's goes away when they are acknowledged.
  void open(DeckChanges changes);
  /// Nothing has changed.
  void open_empty();
  /// True when "Seen" was pressed.
  bool frame(Shell& shell, const Rect& area);

 private:
  /// The title of a group, or a change.
  struct Row {
    ChangeKind kind = ChangeKind::kAdded;
    const QuestionChange* change = nullptr;  ///< null: the title
  };
  float head(Ui& ui, const Column& at, bool& seen) const;
  void nothing_new(const Ui& ui, const Rect& area) const;

  DeckChanges changes_;
  std::vector<Row> rows_;
  LazyList list_;
};

/// What of a question is shown as it was and as it is; `before` and `now` are the same,
/// or one is empty, where there is nothing to compare.
struct ComparedText {
  std::string label;  ///< "Question", "Answer", "Sentence"
  std::string before;
  std::string now;
};
[[nodiscard]] std::vector<ComparedText> compared_texts(const QuestionChange& change);

}  // namespace attache::window
