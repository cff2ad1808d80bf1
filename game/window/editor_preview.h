#pragma once
// A part of the deck under the pen as a student will see it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "window/card_view.h"
#include "window/editor_form.h"

namespace attache::window {

class EditorPreview {
 public:
  /// Works the part's questions out anew. Takes its time in a large deck: wait until
  /// nothing was typed for a moment.
  void renew(Authoring& deck, std::optional<std::size_t> item);
  /// What was put lies in a deck that is no more; its texts still show.
  void outdate() { asked_.book = nullptr; }
  void frame(Shell& shell, const Rect& area, const Authoring& deck);
  [[nodiscard]] const std::vector<ShownQuestion>& questions() const { return questions_; }
  void show_answer(bool revealed) { asked_.revealed = revealed; }

 private:
  void put(const DeckBook& book);
  float tabs(Ui& ui, const Rect& area);
  void question(Shell& shell, const Rect& area);
  [[nodiscard]] float answer(const Ui& ui, const Column& at) const;
  void reading(Ui& ui, const Rect& area, const Authoring& deck);

  std::optional<std::size_t> item_;
  std::vector<ShownQuestion> questions_;
  std::string error_;  ///< why there is nothing to see
  std::size_t at_ = 0, form_ = 0;
  bool put_again_ = false;
  bool other_theme_ = false;
  Question question_;
  Asked asked_;
  CardState card_;
};

/// "Choice", "True or false": a form for a tab.
[[nodiscard]] std::string_view short_name(Form form);

}  // namespace attache::window
