#pragma once
// The sheets of the Class screen: a name for a new class, which deck, a practice deck.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "trainer/course.h"
#include "window/number_field.h"
#include "window/shell.h"

namespace attache::window {

/// Asks what a new class is called.
class NewClassSheet {
 public:
  void open();
  void close() { open_ = false; }
  /// The name stays to be mended; `why` says what is wrong with it.
  void refuse(std::string why) { wrong_ = std::move(why); }
  /// Gives the name that was written.
  std::optional<std::string> frame(Ui& ui);
  void write(std::string_view name) { name_.edit.reset(std::string(name)); }

 private:
  bool open_ = false, fresh_ = false;
  TextField name_;
  std::string wrong_;
};

/// Which deck is looked at.
class ClassDeckSheet {
 public:
  void open() { open_ = true; }
  void close() { open_ = false; }
  /// Gives the id that was chosen; empty: all.
  std::optional<std::string> frame(Ui& ui,
                                   const std::vector<ClassDeck>& decks,
                                   const std::string& chosen);

 private:
  bool open_ = false;
  ScrollState scroll_;
};

/// A practice deck of what is hardest: how many questions, and what then.
class PracticeSheet {
 public:
  void open();
  void close() { stage_ = Stage::kNone; }
  void frame(Shell& shell, const ClassShown& shown);
  void show_saved(PracticeDeck deck, std::filesystem::path file);

 private:
  enum class Stage { kNone, kAsk, kSaved, kOver };
  void ask(Shell& shell, const ClassShown& shown);
  void saved(Shell& shell);
  void over(Shell& shell);
  void make(Shell& shell, const ClassShown& shown, int most);
  /// Puts it among the instructor's own decks, and opens it.
  void open_in_editor(Shell& shell, bool write_over);

  Stage stage_ = Stage::kNone;
  NumberField most_;
  PracticeDeck deck_;
  std::filesystem::path file_;
  std::string wrong_;
};

}  // namespace attache::window
