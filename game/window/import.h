#pragma once
// Bringing in other programs' files: choose one, see what would happen, then let it
// happen.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "window/background.h"
#include "window/import_files.h"
#include "window/import_plan.h"
#include "window/import_table.h"
#include "window/shell.h"

namespace attache::window {

/// What was asked for on the Import screen that another screen has to do.
struct ImportWish {
  std::optional<std::string> study;  ///< a deck's id, or empty for all of them
};

/// What is found out about a file before anything is written.
struct LookedAt {
  std::optional<TableLook> table;
  Result<ImportPlan> plan;
};

class ImportScreen {
 public:
  explicit ImportScreen(const std::function<void()>& wake)
      : looking_(wake), carrying_(wake) {}

  ImportWish frame(Shell& shell, const Rect& area);
  /// The screen is about to be shown: begins anew unless something is under way.
  void refresh();
  /// Nobody waits for the preview any more.
  void leave();

  /// Lets happen what was asked for in the last frame, at the beginning of this one.
  void begin_carrying(Trainer& trainer);
  /// It is being carried out, on a thread of its own: until `carry_frame` says that it
  /// is over, nothing else may touch the trainer.
  [[nodiscard]] bool carrying() const { return carrying_.busy(); }
  /// A frame while it is carried out; true once it is over and the decks are others.
  bool carry_frame(Shell& shell);
  /// Asks it to stop: then all is as it was.
  void stop_carrying();

  // For pictures of screens.
  void show_request(ImportRequest request);
  void show(LookedAt looked);
  void show_progress(double share) { shown_progress_ = share; }
  void show_done(ImportOutcome outcome);
  FileChooser& chooser() { return chooser_; }
  void choose_column(std::size_t column) { mapping_.choose(column); }

 private:
  enum class Stage { kChoose, kLook, kDone };

  void choose(Shell& shell, const Rect& area);
  void look(Shell& shell, const Rect& area);
  void done(Shell& shell, const Rect& area, ImportWish& wish);
  void foot(Shell& shell, const Rect& area);
  float page(Shell& shell, const Column& at);
  float table(Shell& shell, const Column& at, bool& again);
  float formats(Ui& ui, const Column& at, bool& changed);
  float looking_at_it(Shell& shell, const Column& at);
  void begin_file(Shell& shell, std::filesystem::path file);
  void begin_text(Shell& shell);
  void begin_look(Shell& shell);
  void collect(Shell& shell);
  void carried(Shell& shell, const Result<ImportOutcome>& outcome);
  void back(Shell& shell);
  [[nodiscard]] std::string title() const;
  [[nodiscard]] std::optional<std::string> format_in_use() const;

  Stage stage_ = Stage::kChoose;
  FileChooser chooser_;
  ImportRequest request_;
  std::optional<LookedAt> looked_;
  std::optional<TableLook> table_;  ///< while it is read anew
  TableReading reading_;
  TableMappingView mapping_;
  PlanUnfolded unfolded_;
  ScrollState scroll_;
  ImportOutcome outcome_;
  std::optional<double> shown_progress_;
  bool stopped_ = false;
  bool wanted_ = false;  ///< the button was pressed
  Background<LookedAt> looking_;
  Background<Result<ImportOutcome>> carrying_;
};

}  // namespace attache::window
