#pragma once
// The deck editor: the parts of a deck on the left, a form for one of them, and how a
// student will see it.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "window/editor_find.h"
#include "window/editor_form.h"
#include "window/editor_line.h"
#include "window/editor_preview.h"
#include "window/editor_sheets.h"
#include "window/editor_tree.h"
#include "window/shell.h"

namespace attache::window {

class EditorScreen {
 public:
  void frame(Shell& shell, const Rect& area);
  /// Opens a deck at one of its parts. One that is under the pen already stays as it is.
  void open(Shell& shell, const EditWish& wish);
  /// Asks what a new deck is called.
  void begin_new(Shell& shell);
  /// Back leads to another screen than Decks, until something else is opened.
  void came_from(ScreenName screen) { from_ = screen; }
  /// Another screen is shown: what was written is kept as a draft.
  void leave(Shell& shell);
  /// The deck under the pen, to be shown in a picture.
  void take(std::unique_ptr<Authoring> deck);

  // For pictures of screens.
  enum class Shown {
    kForm,
    kPreview,
    kBulk,
    kFind,
    kPublish,
    kNew,
    kLine,
    kAsk,
    kProblems,
    kMenu,
    kConflict
  };
  void show(Shell& shell, Shown what, std::string_view id);
  [[nodiscard]] const Authoring* deck() const { return deck_.get(); }

 private:
  enum class Pane { kTree, kForm, kPreview };
  struct Plan;

  // What it stands on.
  /// Puts the deck of a file under the pen, with its draft; false if that fails, which is
  /// told, and then there is none.
  bool take_file(Shell& shell, const std::filesystem::path& file);
  void follow(Shell& shell);
  void renew(Shell& shell);
  void look_over();
  void keep_draft(Shell& shell);
  void look_at_disk(Shell& shell);
  void settle();
  void go_to(std::optional<std::size_t> item);
  void select(Shell& shell);

  // What it draws.
  void nothing_open(Shell& shell, const Rect& area);
  float toolbar(Shell& shell, const Rect& area);
  [[nodiscard]] bool sheet_open() const;
  float banners(Shell& shell, const Rect& area);
  void panes(Shell& shell, const Rect& area);
  void tree(Shell& shell, const Rect& area);
  void middle(Shell& shell, const Rect& area);
  void bulk(Shell& shell, const Rect& area);
  float foot(Shell& shell, const Rect& area);
  void sheets(Shell& shell);
  struct ProblemRow {
    float height = 0;
    bool clicked = false;
  };
  ProblemRow problem_row(Ui& ui, std::size_t index, const Column& at, bool first) const;
  void problems_sheet(Shell& shell);
  void new_part_sheet(Shell& shell);
  void conflict_sheet(Shell& shell);

  // What it does.
  void early_keys(Shell& shell);
  void late_keys(Shell& shell);
  void carry_out(Shell& shell, const Order& order);
  void add(Shell& shell, ItemKind kind);
  void duplicate(Shell& shell);
  void remove(Shell& shell);
  void move(Shell& shell, int by);
  void done_and_next(Shell& shell);
  void undo(Shell& shell, bool again);
  void save(Shell& shell, bool anyway = false);
  void publish(Shell& shell);
  void make(Shell& shell, const DeckHead& head);
  void reload(Shell& shell);
  void next_pane(Shell& shell);
  void next_problem(Shell& shell);
  void tree_wish(Shell& shell, const TreeWish& wish);
  void begin_copy();
  [[nodiscard]] std::vector<std::size_t> chosen_of_kind() const;

  std::unique_ptr<Authoring> deck_;
  ScreenName from_ = ScreenName::kDecks;  ///< where Back leads
  std::string deck_id_;
  bool writable_ = true;
  EditorTree tree_;
  EditorForm form_;
  EditorPreview preview_;
  FactLineBar line_;
  FindBar find_;
  NewDeckSheet new_deck_;
  PublishSheet publish_;
  Pane pane_ = Pane::kForm;
  int columns_ = 3;
  std::optional<std::size_t> shown_item_;
  bool form_shown_ = false;

  std::vector<Remark> remarks_;
  Marks marks_;
  std::optional<std::uint64_t> seen_;     ///< revision at the last frame
  std::optional<std::uint64_t> renewed_;  ///< revision of remarks and preview
  std::optional<std::uint64_t> drafted_;
  double changed_at_ = -10;
  bool renew_now_ = false;
  bool advice_ = true;
  bool settings_read_ = false;
  bool banner_closed_ = false;
  bool problems_open_ = false, new_part_open_ = false, conflict_open_ = false;
  ScrollState problems_scroll_, bulk_scroll_;
  std::string begun_;            ///< id of a part that was added and not left yet
  std::set<std::string> fresh_;  ///< ids of new parts, to be named after what they say
  TextField tags_, topic_;
  std::optional<Spelling> spelling_;
  std::string spelling_lang_;
  std::set<std::string> own_words_;
};

}  // namespace attache::window
