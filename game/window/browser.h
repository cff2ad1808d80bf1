#pragma once
// The browser: all questions, found as one types, and what can be done to many at once.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "window/browser_bulk.h"
#include "window/browser_columns.h"
#include "window/browser_help.h"
#include "window/browser_preview.h"
#include "window/browser_saved.h"
#include "window/browser_selection.h"
#include "window/browser_table.h"
#include "window/shell.h"

namespace attache::window {

class BrowserScreen {
 public:
  void frame(Shell& shell, const Rect& area);
  /// The screen is about to be shown again.
  void refresh();
  /// Shows what a query finds.
  void search(std::string query);
  /// Back leads to another screen than Decks.
  void came_from(ScreenName screen);

  // For pictures of screens.
  RowSelection& selection() { return selection_; }
  SavedSearches& saved() { return saved_; }
  SearchHelp& help() { return help_; }
  BrowserView& view() { return view_; }
  void show_columns() { choosing_columns_ = true; }
  void look_for(Shell& shell);
  void carry_out(Shell& shell, const Order& order);

 private:
  void keep_up(Shell& shell);
  float top(Shell& shell, const Column& at);
  float below_field(Shell& shell, const Column& at);
  void field(Shell& shell, const Rect& area);
  void body(Shell& shell, const Rect& area);
  void table(Shell& shell, const Rect& area);
  void preview(Shell& shell, const Rect& area);
  void nothing_found(Shell& shell, const Rect& area);
  void columns_sheet(Shell& shell);
  void sheets(Shell& shell);
  void keys(Shell& shell);
  bool move(const Order& order);
  void view_changed(Shell& shell);
  void escape(Shell& shell);
  void open_editor(Shell& shell);
  /// There is room for the preview beside the table.
  [[nodiscard]] static bool wide(const Ui& ui);

  [[nodiscard]] std::vector<std::uint32_t> chosen_where(const Shell& shell,
                                                        std::string_view query,
                                                        bool holds) const;
  [[nodiscard]] BulkSubject subject(const Shell& shell) const;
  void ask_or_act(Shell& shell, const Order& order);
  void act(Shell& shell,
           const BulkAction& action,
           const std::vector<std::uint32_t>& rows);
  void take_back(Shell& shell);
  void look_again();

  TextField query_;
  ScreenName from_ = ScreenName::kDecks;  ///< where Back leads
  std::string led_to_;                    ///< the query by which another screen led here
  bool stale_ = true;                     ///< the list is not what the query finds
  bool begun_ = false;                    ///< what is kept was read
  bool from_top_ = false;  ///< another query: its list is shown from the top
  std::optional<std::string> wrong_;
  std::size_t searched_ = 0;
  const void* decks_ = nullptr;  ///< the decks that the list is of
  RowSelection selection_;
  RowCache rows_;
  BrowserView view_;
  BrowserTable table_;
  BrowserPreview preview_;
  BulkSheet bulk_;
  SavedSearches saved_;
  SearchHelp help_;
  bool choosing_columns_ = false;
  ScrollState columns_scroll_;
  bool beside_ = true;    ///< the preview stands beside the table, where there is room
  bool instead_ = false;  ///< and in its place where there is none
};

}  // namespace attache::window
