#pragma once
// Where a student answers: one small form for each way of asking, before and after it is
// marked.

#include <optional>
#include <string>
#include <vector>

#include "trainer/trainer.h"
#include "window/components.h"
#include "window/markdown.h"
#include "window/text_field.h"

namespace attache::window {

/// What was given so far to the question on the table.
class AnswerDraft {
 public:
  /// Starts anew when another question lies on the table.
  void follow(const Asked& asked);
  /// As `Trainer::reveal` wants it; empty as long as nothing was given.
  [[nodiscard]] Response response(const Prompt& prompt) const;
  [[nodiscard]] bool complete(const Prompt& prompt) const;

  std::vector<std::size_t> chosen;                ///< choice, true-false, select
  std::vector<TextField> fields;                  ///< typed, number, date, cloze
  std::vector<std::size_t> order;                 ///< order: indexes of items as they lie
  std::vector<std::optional<std::size_t>> pairs;  ///< match: counterpart of each item
  std::optional<std::size_t> left;     ///< match: the item that waits for its counterpart
  std::optional<std::size_t> dragged;  ///< order: the item under the mouse
  bool wants_focus = true;             ///< the first field takes the keyboard
  bool submitted = false;              ///< check it now

  void choose(const Prompt& prompt, std::size_t option);
  void move(std::size_t place, int by);
  void pair_with(std::size_t counterpart);
  void unpair_last();

 private:
  QuestionId question_;
  Instant shown_at_{};
  std::string stem_;
};

/// The form of the question on the table. Draws from `at` and gives its height.
float answer_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at);
/// The stem; a cloze shows its blanks with what is written in them. Gives its height.
float stem_text(Ui& ui, const Asked& asked, const AnswerDraft& draft, const Column& at);
/// The digits 1 to 9 and the arrows, for the forms that have them.
void answer_by_number(Ui& ui, const Asked& asked, AnswerDraft& draft, int number);
/// False where the form has nothing to walk over.
bool answer_by_arrow(Ui& ui, const Asked& asked, int by);
void answer_by_moving(Ui& ui, const Asked& asked, AnswerDraft& draft, int by);

[[nodiscard]] std::string_view form_label(Form form);    ///< "CHOOSE ONE"
[[nodiscard]] std::string_view reveal_label(Form form);  ///< "Check", "Show answer"
/// A number as it was written, with the unit only if none was: "193" → "193 km", "193 km"
/// and "two hundred" stay.
[[nodiscard]] std::string with_unit(const std::string& written, std::string_view unit);
/// What was given, in words, for the line "You wrote".
[[nodiscard]] std::string given_text(const Prompt& prompt, const Response& response);

/// A large text on a small screen: there is room for little more than two options, so
/// that what an answer came to stands first.
[[nodiscard]] bool is_cramped(const Ui& ui);
/// Typed, set, number, date and cloze: what is written.
[[nodiscard]] bool is_written(Form form);

// The forms, each in a file of its own.
float choice_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at);
float text_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at);
float order_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at);
float match_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at);

}  // namespace attache::window
