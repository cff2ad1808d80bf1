#include "window/browser_columns.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace attache::window {

namespace {

/// Calls `use` with the parts of a text between separators.
template <class Use>
void each_part(std::string_view text, char separator, const Use& use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    use(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string days_text(double days) {
  if (days <= 0) return {};
  return span_text(std::chrono::duration_cast<Millis>(
      std::chrono::duration<double, std::ratio<86400>>(days)));
}

std::string figure(int number) {
  return number == 0 ? std::string{} : fmt::format("{}", number);
}

}  // namespace

bool BrowserView::shows(BrowserColumn column) const {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

void BrowserView::toggle(BrowserColumn column) {
  if (shows(column)) {
    if (columns.size() > 1) std::erase(columns, column);
    return;
  }
  columns.push_back(column);
  std::vector<BrowserColumn> ordered;
  for (const BrowserColumn each : kAllColumns)
    if (shows(each)) ordered.push_back(each);
  columns = std::move(ordered);
}

void BrowserView::press(BrowserColumn column) {
  if (sort != column) {
    sort = column;
    descending = false;
  } else if (!descending) {
    descending = true;
  } else {
    sort.reset();
    descending = false;
  }
}

std::string text_of(const BrowserView& view) {
  std::vector<std::string_view> names;
  for (const BrowserColumn column : view.columns)
    names.emplace_back(name_of(column));
  std::string text = fmt::format("{}", fmt::join(names, ","));
  if (view.sort)
    text += fmt::format(";{}{}", view.descending ? "-" : "", name_of(*view.sort));
  return text;
}

BrowserView view_from(std::string_view text) {
  BrowserView view;
  const std::size_t end = std::min(text.find(';'), text.size());
  std::vector<BrowserColumn> columns;
  each_part(text.substr(0, end), ',', [&](std::string_view name) {
    const auto column = browser_column_named(name);
    const bool twice =
        column && std::find(columns.begin(), columns.end(), *column) != columns.end();
    if (column && !twice) columns.push_back(*column);
  });
  if (!columns.empty()) view.columns = std::move(columns);
  std::string_view sort = text.substr(std::min(end + 1, text.size()));
  view.descending = sort.starts_with('-');
  if (view.descending) sort.remove_prefix(1);
  view.sort = browser_column_named(sort);
  view.descending = view.descending && view.sort.has_value();
  return view;
}

std::string_view title_of(BrowserColumn column) {
  switch (column) {
    case BrowserColumn::kQuestion:
      return "Question";
    case BrowserColumn::kAnswer:
      return "Answer";
    case BrowserColumn::kDeck:
      return "Deck";
    case BrowserColumn::kTopic:
      return "Topic";
    case BrowserColumn::kTags:
      return "Tags";
    case BrowserColumn::kKind:
      return "Kind";
    case BrowserColumn::kDue:
      return "Due";
    case BrowserColumn::kInterval:
      return "Interval";
    case BrowserColumn::kStability:
      return "Stability";
    case BrowserColumn::kDifficulty:
      return "Difficulty";
    case BrowserColumn::kRetrievability:
      return "Recall";
    case BrowserColumn::kReviews:
      return "Reviews";
    case BrowserColumn::kLapses:
      return "Lapses";
    case BrowserColumn::kState:
      return "State";
    case BrowserColumn::kId:
      return "Id";
  }
  return "";
}

bool is_narrow(BrowserColumn column) {
  switch (column) {
    case BrowserColumn::kQuestion:
    case BrowserColumn::kAnswer:
    case BrowserColumn::kDeck:
    case BrowserColumn::kTopic:
    case BrowserColumn::kTags:
    case BrowserColumn::kId:
      return false;
    default:
      return true;
  }
}

std::string due_text(StudyDay due, StudyDay today) {
  constexpr int kNear = 30;
  const auto days = (due - today).count();
  if (days == 0) return "today";
  if (days == 1) return "tomorrow";
  if (days == -1) return "yesterday";
  if (days > kNear || days < -kNear) return iso_day(due);
  return days > 0 ? fmt::format("in {} days", days) : fmt::format("{} days ago", -days);
}

std::string cell_text(const BrowserRow& row, BrowserColumn column, StudyDay today) {
  if (const std::string* words = words_in(row, column)) return *words;
  switch (column) {
    case BrowserColumn::kDue:
      return row.due ? due_text(*row.due, today) : std::string{};
    case BrowserColumn::kInterval:
      return days_text(row.interval_days);
    case BrowserColumn::kStability:
      return days_text(row.stability_days);
    case BrowserColumn::kDifficulty:
      return row.difficulty > 0 ? fmt::format("{:.1f}", row.difficulty) : std::string{};
    case BrowserColumn::kRetrievability:
      return row.retrievability ? fmt::format("{:.0f} %", *row.retrievability * 100)
                                : std::string{};
    case BrowserColumn::kReviews:
      return figure(row.reviews);
    case BrowserColumn::kLapses:
      return figure(row.lapses);
    default:
      return {};
  }
}

}  // namespace attache::window
