#pragma once
// Handing in progress to a class: what is told, shown before it is written.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "window/file_target.h"
#include "window/quiz_topics.h"
#include "window/shell.h"
#include "window/text_field.h"

namespace attache::window {

/// Decks and topics of a wish from what is ticked. A deck that is ticked whole is told
/// whole; of one that is ticked in part only its topics are.
[[nodiscard]] HandInWish wish_of(const TopicTree& tree);

class HandInScreen {
 public:
  void frame(Shell& shell, const Rect& area);
  /// The screen is about to be shown, or the decks are others.
  void refresh();

  // For pictures of screens.
  void prepare(Shell& shell) { begin(shell); }
  void tick(const std::vector<std::string>& scope);
  void write(std::string_view course, std::string_view name, bool history);
  void show_done(std::filesystem::path file);

 private:
  void begin(Shell& shell);
  [[nodiscard]] HandInWish wish() const;
  void look(Shell& shell);
  void follow_name();

  void form(Shell& shell, const Rect& area);
  float choices(Shell& shell, const Column& at);
  float person(Shell& shell, const Column& at);
  float labelled(Shell& shell,
                 const Column& at,
                 std::string_view label,
                 TextField& field,
                 std::string_view name,
                 std::string_view placeholder);
  float how_much(Shell& shell, const Column& at);
  float preview(Shell& shell, const Column& at) const;
  [[nodiscard]] float sentences(const Ui& ui, const Column& at, bool draw) const;
  [[nodiscard]] float sample(const Ui& ui, const Column& at) const;
  float target(Shell& shell, const Column& at);
  void foot(Shell& shell, const Rect& area);
  void done(Shell& shell, const Rect& area);
  void save(Shell& shell);
  void write_file(Shell& shell);
  void keep_choices(Shell& shell) const;

  bool begun_ = false;
  TopicTree tree_;
  TextField course_, name_;
  FileTarget target_{"hand_in.path"};
  bool history_ = false;
  bool exams_ = true;
  bool stale_ = true;  ///< the preview is not of these choices
  std::optional<HandInPreview> preview_;
  std::string wrong_;
  std::optional<std::filesystem::path> saved_;
  ScrollState scroll_;
};

}  // namespace attache::window
