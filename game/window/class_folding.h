#pragma once
// A long list of questions with figures beside them; each unfolds to what was answered.

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "window/class_parts.h"
#include "window/lazy_list.h"

namespace attache::window {

/// What a row says before it is unfolded.
struct FoldedRow {
  std::string stem;
  std::string answer;  ///< may be empty
  std::string note;    ///< muted; may be empty
  std::vector<NamedFigure> figures;
  std::vector<std::string> advice;
};

/// What a list is made of. Whatever it is asked for, it is asked only for what is seen.
struct FoldingLook {
  std::string_view name;
  std::vector<NamedFigure> heads;  ///< with the widest value that is to be expected
  std::function<FoldedRow(std::size_t row)> row;
  /// What unfolds; gives its height.
  std::function<float(std::size_t row, const Column& at, bool draw)> body;
  /// What stands above the rows and scrolls with them; gives its height. May be empty.
  std::function<float(const Column& at, bool draw)> lead;
};

class FoldingList {
 public:
  /// Other rows: all are folded.
  void reset(std::size_t rows);
  /// The same rows with other figures or words: all stays where it is.
  void keep();
  void frame(Ui& ui, const Rect& area, const FoldingLook& look);

  /// The keyboard goes to the next or previous row.
  void step(int by);
  /// Unfolds the row where the keyboard stands, or folds it.
  void toggle();
  void toggle(std::size_t row);
  [[nodiscard]] std::optional<std::size_t> at() const { return at_; }
  ScrollState& scroll() { return list_.scroll(); }

 private:
  struct Frame;
  float lead(const Frame& frame, float y, bool draw);
  float row(const Frame& frame, std::size_t number, float y, bool draw);
  static float words(const Frame& frame,
                     const FoldedRow& row,
                     std::size_t number,
                     const Column& at,
                     bool draw);

  LazyList list_;  ///< what stands above the rows is its first
  std::size_t rows_ = 0;
  std::set<std::size_t> open_;
  std::optional<std::size_t> at_;
  std::optional<std::size_t> reveal_;  ///< a row that was unfolded
  int reveal_frames_ = 0;              ///< until its height is known for certain
};

}  // namespace attache::window
