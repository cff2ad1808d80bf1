#include "window/browser_selection.h"

#include <algorithm>

namespace attache::window {

void RowSelection::follow(std::vector<std::uint32_t> rows) {
  const std::optional<std::uint32_t> stood = current();
  const std::vector<bool> before = std::move(chosen_);
  const std::uint32_t highest =
      rows.empty() ? 0 : *std::max_element(rows.begin(), rows.end());
  rows_ = std::move(rows);
  chosen_.assign(rows_.empty() ? 0 : highest + std::size_t{1}, false);
  count_ = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i] < before.size() && before[rows_[i]]) set(i, true);
  const auto found = stood ? std::find(rows_.begin(), rows_.end(), *stood) : rows_.end();
  if (found != rows_.end()) place_ = static_cast<std::size_t>(found - rows_.begin());
  place_ = rows_.empty() ? 0 : std::min(place_, rows_.size() - 1);
  anchor_ = place_;
  if (count_ == 0) choose_current();
}

std::optional<std::size_t> RowSelection::place() const {
  return rows_.empty() ? std::nullopt : std::optional(place_);
}

std::optional<std::uint32_t> RowSelection::current() const {
  return rows_.empty() ? std::nullopt : std::optional(rows_[place_]);
}

bool RowSelection::chosen(std::size_t place) const {
  return place < rows_.size() && chosen_[rows_[place]];
}

std::vector<std::uint32_t> RowSelection::all_chosen() const {
  std::vector<std::uint32_t> all;
  all.reserve(count_);
  for (const std::uint32_t row : rows_)
    if (chosen_[row]) all.push_back(row);
  return all;
}

void RowSelection::clear() {
  std::fill(chosen_.begin(), chosen_.end(), false);
  count_ = 0;
}

void RowSelection::set(std::size_t place, bool on) {
  if (chosen_[rows_[place]] == on) return;
  chosen_[rows_[place]] = on;
  if (on)
    ++count_;
  else
    --count_;
}

void RowSelection::move_to(std::size_t place) {
  if (rows_.empty()) return;
  place_ = std::min(place, rows_.size() - 1);
  anchor_ = place_;
}

void RowSelection::go_to(std::size_t place) {
  move_to(place);
  choose_current();
}

void RowSelection::choose_current() {
  clear();
  if (!rows_.empty()) set(place_, true);
}

void RowSelection::extend_to(std::size_t place) {
  if (rows_.empty()) return;
  place_ = std::min(place, rows_.size() - 1);
  clear();
  for (std::size_t i = std::min(anchor_, place_); i <= std::max(anchor_, place_); ++i)
    set(i, true);
}

void RowSelection::toggle(std::size_t place) {
  if (rows_.empty()) return;
  move_to(place);
  set(place_, !chosen(place_));
}

void RowSelection::choose_all() {
  for (std::size_t i = 0; i < rows_.size(); ++i)
    set(i, true);
}

std::size_t RowSelection::further(std::ptrdiff_t by) const {
  if (rows_.empty()) return 0;
  const auto last = static_cast<std::ptrdiff_t>(rows_.size()) - 1;
  const auto at = static_cast<std::ptrdiff_t>(place_) + by;
  return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, last));
}

}  // namespace attache::window
