#pragma once
// Which rows of a list are chosen, and where the keyboard stands. No drawing.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace attache::window {

/// Rows are numbers that stay what they are; places are where they stand in the list.
class RowSelection {
 public:
  /// Another list of rows. What was chosen and is still there stays chosen; the keyboard
  /// stays at its row, or near to where it was.
  void follow(std::vector<std::uint32_t> rows);
  [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return rows_; }
  /// Where the keyboard stands; nothing in an empty list.
  [[nodiscard]] std::optional<std::size_t> place() const;
  [[nodiscard]] std::optional<std::uint32_t> current() const;

  [[nodiscard]] bool chosen(std::size_t place) const;
  [[nodiscard]] std::size_t count() const { return count_; }
  /// The chosen rows, in the order of the list.
  [[nodiscard]] std::vector<std::uint32_t> all_chosen() const;

  // Places beyond the ends are taken as the ends; in an empty list nothing happens.

  /// Chooses one row alone.
  void go_to(std::size_t place);
  /// Chooses all from where the choice began to there, and nothing else.
  void extend_to(std::size_t place);
  /// Takes a row into the choice or out of it, and goes there.
  void toggle(std::size_t place);
  /// Moves the keyboard without choosing.
  void move_to(std::size_t place);
  void choose_all();
  /// Only the row where the keyboard stands.
  void choose_current();
  /// The place so many rows further on.
  [[nodiscard]] std::size_t further(std::ptrdiff_t by) const;

 private:
  void clear();
  void set(std::size_t place, bool on);

  std::vector<std::uint32_t> rows_;
  std::vector<bool> chosen_;  ///< by row
  std::size_t count_ = 0;
  std::size_t place_ = 0, anchor_ = 0;
};

}  // namespace attache::window
