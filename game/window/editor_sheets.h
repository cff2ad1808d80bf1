#pragma once
// Sheets of the deck editor: a new deck, and publishing.

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "trainer/authoring.h"
#include "window/components.h"
#include "window/editor_fields.h"
#include "window/shell.h"
#include "window/text_field.h"

namespace attache::window {

/// Asks what a new deck is called; or under which id a copy is kept.
class NewDeckSheet {
 public:
  /// `copy_of`: the deck that cannot be written, of which a copy is made.
  void begin(std::optional<DeckHead> copy_of = {});
  [[nodiscard]] bool open() const { return open_; }
  /// Gives the new deck's head when it is to be made. `folder` is told to the person.
  std::optional<DeckHead> frame(Shell& shell, const std::filesystem::path& folder);
  void close() { open_ = false; }
  [[nodiscard]] bool copying() const { return copy_of_.has_value(); }
  /// What went wrong with it, shown at its foot.
  void fail_with(const Error& error);
  // For pictures.
  void write(std::string title);

 private:
  [[nodiscard]] DeckHead head() const;
  Sheet put_up(Ui& ui, std::string_view where) const;
  bool lines(Ui& ui, Column& at);
  FieldOutcome line(
      Ui& ui, Column& at, std::string_view name, TextField& text, const FieldLook& look);
  std::optional<DeckHead> checked_head();

  bool open_ = false;
  bool new_focus_ = false;
  bool own_id_ = false;  ///< the id was written by hand
  std::optional<DeckHead> copy_of_;
  TextField title_, id_, lang_;
  std::string error_;
};

/// An id out of a title: "japan-and-the-alliance". Empty where nothing fits into one.
[[nodiscard]] std::string id_from_title(std::string_view title);

/// What publishing would do, and the question about each answer that reads otherwise.
class PublishSheet {
 public:
  struct Wish {
    bool closed = false;
    std::optional<std::vector<QuestionId>> publish;  ///< the new meanings
  };
  void begin(Publication publication);
  /// It cannot be published: why.
  void begin_refused(std::string why);
  [[nodiscard]] bool open() const { return open_; }
  void close() { open_ = false; }
  Wish frame(Ui& ui);

 private:
  [[nodiscard]] float changes(Ui& ui, const Column& at) const;
  float judged(Ui& ui, const Column& at);
  float body(Ui& ui, const Column& at);
  bool foot(Ui& ui, const Rect& inner) const;
  [[nodiscard]] std::string title() const;
  [[nodiscard]] std::vector<QuestionId> new_meanings() const;

  bool open_ = false;
  std::string refused_;
  Publication publication_;
  std::vector<int> verdicts_;  ///< of `answers_to_judge`: -1 not said, 0 typo, 1 new
  ScrollState scroll_;
};

/// "Added", "Reworded", …
[[nodiscard]] std::string_view change_word(ChangeKind kind);

}  // namespace attache::window
