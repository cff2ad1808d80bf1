// What the browser works out before it draws: the choice of rows, the columns and their
// words.

#include <algorithm>
#include <numeric>
#include <rapidcheck.h>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "window/browser_bulk.h"
#include "window/browser_columns.h"
#include "window/browser_parts.h"
#include "window/browser_scene.h"
#include "window/browser_selection.h"

namespace {

using namespace attache;
using namespace attache::window;
using Rows = std::vector<std::uint32_t>;
using C = BrowserColumn;

RowSelection over(Rows rows) {
  RowSelection selection;
  selection.follow(std::move(rows));
  return selection;
}

constexpr StudyDay kToday{std::chrono::days(20000)};  // 2024-10-04

BrowserRow a_row() {
  BrowserRow row;
  row.wording = "Who commands?";
  row.state = "review";
  row.due = kToday;
  row.interval_days = 3;
  row.stability_days = 10;
  row.difficulty = 5.25;
  row.retrievability = 0.724;
  row.reviews = 4;
  return row;
}

}  // namespace

// --- choosing rows

TEST_CASE("a list begins with its first row chosen") {
  const RowSelection selection = over({7, 3, 9});
  CHECK(selection.current() == 7);
  CHECK(selection.all_chosen() == Rows{7});
}

TEST_CASE("in an empty list nothing is chosen and nothing moves") {
  RowSelection selection = over({});
  selection.go_to(3);
  selection.extend_to(2);
  selection.toggle(0);
  selection.choose_all();
  CHECK(selection.count() == 0);
  CHECK_FALSE(selection.place().has_value());
  CHECK_FALSE(selection.current().has_value());
  CHECK(selection.further(5) == 0);
}

TEST_CASE("going to a row chooses it alone, and no further than the end") {
  RowSelection selection = over({7, 3, 9});
  selection.choose_all();
  selection.go_to(100);
  CHECK(selection.all_chosen() == Rows{9});
}

TEST_CASE("extending chooses all between where it began and there, either way") {
  RowSelection selection = over({1, 2, 3, 4, 5});
  selection.go_to(2);
  selection.extend_to(4);
  CHECK(selection.all_chosen() == Rows{3, 4, 5});
  selection.extend_to(1);
  CHECK(selection.all_chosen() == Rows{2, 3});
}

TEST_CASE("a row is taken into the choice and out of it without changing the others") {
  RowSelection selection = over({1, 2, 3});
  selection.toggle(2);
  CHECK(selection.all_chosen() == Rows{1, 3});
  selection.toggle(0);
  CHECK(selection.all_chosen() == Rows{3});
}

TEST_CASE("walking does not choose") {
  RowSelection selection = over({1, 2, 3});
  selection.move_to(selection.further(1));
  CHECK(selection.current() == 2);
  CHECK(selection.all_chosen() == Rows{1});
}

TEST_CASE("what was chosen stays chosen in another order, and the keyboard on its row") {
  RowSelection selection = over({1, 2, 3, 4});
  selection.go_to(1);
  selection.extend_to(2);
  selection.follow({4, 3, 2, 1});
  CHECK(selection.all_chosen() == Rows{3, 2});
  CHECK(selection.current() == 3);
  CHECK(selection.place() == 1);
}

TEST_CASE("when nothing of the choice is left, the row at the keyboard is chosen") {
  RowSelection selection = over({1, 2, 3});
  selection.go_to(2);
  selection.follow({8, 9});
  CHECK(selection.all_chosen() == Rows{9});
}

TEST_CASE("property: the number of chosen rows is that of the rows listed as chosen") {
  CHECK(rc::check([](const std::vector<std::pair<std::uint8_t, std::uint8_t>>& steps) {
    RowSelection selection = over({5, 6, 7, 8, 9, 10});
    for (const auto& [what, where] : steps) {
      const std::size_t place = where % 7U;
      if (what % 6 == 0) selection.go_to(place);
      if (what % 6 == 1) selection.extend_to(place);
      if (what % 6 == 2) selection.toggle(place);
      if (what % 6 == 3) selection.choose_all();
      if (what % 6 == 4) selection.move_to(place);
      if (what % 6 == 5) selection.follow({10, 7, 5, 12});
      const Rows chosen = selection.all_chosen();
      const std::set<std::uint32_t> distinct(chosen.begin(), chosen.end());
      if (chosen.size() != selection.count() || distinct.size() != chosen.size())
        return false;
    }
    return true;
  }));
}

// --- columns

TEST_CASE("a column appears in its place, and the last one stays") {
  BrowserView view;
  view.columns = {C::kQuestion, C::kDue};
  view.toggle(C::kAnswer);
  CHECK(view.columns == std::vector<C>{C::kQuestion, C::kAnswer, C::kDue});
  view.toggle(C::kAnswer);
  view.toggle(C::kQuestion);
  view.toggle(C::kDue);
  CHECK(view.columns == std::vector<C>{C::kDue});
}

TEST_CASE("a column's head sorts, then the other way round, then not any more") {
  BrowserView view;
  view.press(C::kDue);
  CHECK(view.sort == C::kDue);
  CHECK_FALSE(view.descending);
  view.press(C::kDue);
  CHECK(view.descending);
  view.press(C::kAnswer);
  CHECK(view.sort == C::kAnswer);
  CHECK_FALSE(view.descending);
  view.press(C::kAnswer);
  view.press(C::kAnswer);
  CHECK_FALSE(view.sort.has_value());
}

TEST_CASE("a view is read back as it was kept") {
  BrowserView view;
  view.columns = {C::kAnswer, C::kDue, C::kId};
  view.press(C::kDue);
  view.press(C::kDue);
  CHECK(view_from(text_of(view)) == view);
  CHECK(view_from(text_of(BrowserView{})) == BrowserView{});
}

TEST_CASE("of a kept view what is not known is left out") {
  CHECK(view_from("") == BrowserView{});
  CHECK(view_from("colour;-colour") == BrowserView{});
  CHECK(view_from("colour,due,due").columns == std::vector<C>{C::kDue});
}

TEST_CASE("every column has a title, and all are listed once") {
  std::set<std::string_view> titles;
  for (const C column : kAllColumns)
    titles.insert(title_of(column));
  CHECK(titles.size() == kAllColumns.size());
  CHECK_FALSE(titles.contains(""));
}

TEST_CASE("due days are told as a person says them") {
  using std::chrono::days;
  CHECK(due_text(kToday, kToday) == "today");
  CHECK(due_text(kToday + days(1), kToday) == "tomorrow");
  CHECK(due_text(kToday - days(1), kToday) == "yesterday");
  CHECK(due_text(kToday + days(12), kToday) == "in 12 days");
  CHECK(due_text(kToday - days(3), kToday) == "3 days ago");
  CHECK(due_text(kToday + days(100), kToday) == "2025-01-12");
}

TEST_CASE("cells hold figures with their units, and nothing where there is nothing") {
  const BrowserRow row = a_row();
  CHECK(cell_text(row, C::kDue, kToday) == "today");
  CHECK(cell_text(row, C::kInterval, kToday) == "3 days");
  CHECK(cell_text(row, C::kRetrievability, kToday) == "72 %");
  CHECK(cell_text(row, C::kReviews, kToday) == "4");
  CHECK(cell_text(row, C::kLapses, kToday).empty());
  for (const C column : {C::kDue, C::kInterval, C::kStability, C::kDifficulty,
                         C::kRetrievability, C::kReviews, C::kId})
    CHECK(cell_text(BrowserRow{}, column, kToday).empty());
}

// --- doing something to many

TEST_CASE("tags are apart by blanks or commas, each once") {
  CHECK(tags_from(" treaty, bases  treaty\tlaw ") ==
        std::vector<std::string>{"treaty", "bases", "law"});
  CHECK(tags_from("  ,").empty());
}

TEST_CASE("what was done is told with how many") {
  CHECK(done_text(BulkAction::What::kSuspend, 1) == "1 question suspended");
  CHECK(done_text(BulkAction::What::kMark, 1200) == "1,200 questions marked");
}

TEST_CASE("long numbers are told in thousands") {
  CHECK(thousands(0) == "0");
  CHECK(thousands(999) == "999");
  CHECK(thousands(1000) == "1,000");
  CHECK(thousands(1234567) == "1,234,567");
}

TEST_CASE("an error in one line says where, what, and what to do") {
  CHECK(error_line({"it is broken", "here", "mend it"}) ==
        "here: It is broken. Mend it.");
  CHECK(error_line({"it is broken", "", ""}) == "It is broken.");
}

TEST_CASE("things flow on to the next line where they do not fit") {
  Flow flow({10, 20, 100}, 30, 8);
  CHECK(flow.place(60).y == 20);
  const Rect second = flow.place(60);
  CHECK(second.x == 10);
  CHECK(second.y == 58);
  CHECK(flow.place(500).w == 100);
  CHECK(flow.height() == 106);
}

TEST_CASE("the scenes of browsing, importing and exporting are found by name") {
  CHECK(scene_named("browse")->part.empty());
  CHECK(scene_named("browse.saved")->part == "saved");
  CHECK(scene_named("import.table").has_value());
  CHECK(scene_named("export.done").has_value());
  CHECK_FALSE(scene_named("browse.nothing").has_value());
}
