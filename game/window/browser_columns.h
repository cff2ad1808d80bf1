#pragma once
// The columns of the browser's table: which are shown, by which it is sorted, and what
// stands in them.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trainer/browsing.h"

namespace attache::window {

/// All there are, in the order in which they stand in the table.
inline constexpr std::array kAllColumns{
    BrowserColumn::kQuestion,  BrowserColumn::kAnswer,     BrowserColumn::kDeck,
    BrowserColumn::kTopic,     BrowserColumn::kTags,       BrowserColumn::kKind,
    BrowserColumn::kState,     BrowserColumn::kDue,        BrowserColumn::kInterval,
    BrowserColumn::kStability, BrowserColumn::kDifficulty, BrowserColumn::kRetrievability,
    BrowserColumn::kReviews,   BrowserColumn::kLapses,     BrowserColumn::kId};

/// How the list is looked at; kept from one time to the next.
struct BrowserView {
  std::vector<BrowserColumn> columns{BrowserColumn::kQuestion, BrowserColumn::kAnswer,
                                     BrowserColumn::kState, BrowserColumn::kDue};
  std::optional<BrowserColumn> sort;  ///< without one: as the decks have them
  bool descending = false;

  [[nodiscard]] bool shows(BrowserColumn column) const;
  /// Shows it in its place, or hides it; the last one stays.
  void toggle(BrowserColumn column);
  /// The head of a column was pressed: sorts by it, then the other way round, then not
  /// any more.
  void press(BrowserColumn column);
  bool operator==(const BrowserView&) const = default;
};

/// "question,answer,due;-due", to be kept.
[[nodiscard]] std::string text_of(const BrowserView& view);
/// Reads it back; what it does not know is left out, the usual view where nothing is
/// left.
[[nodiscard]] BrowserView view_from(std::string_view text);

[[nodiscard]] std::string_view title_of(BrowserColumn column);
/// A figure or a day, which needs little room and stands at the right.
[[nodiscard]] bool is_narrow(BrowserColumn column);
/// What stands in a cell: "tomorrow", "3 months", "72 %"; empty where there is nothing.
[[nodiscard]] std::string cell_text(const BrowserRow& row,
                                    BrowserColumn column,
                                    StudyDay today);
/// "today", "tomorrow", "in 5 days", "3 days ago"; an ISO day where it is far away.
[[nodiscard]] std::string due_text(StudyDay due, StudyDay today);

}  // namespace attache::window
