#pragma once
// A long page of which only the rows in view are laid out.

#include <cstddef>
#include <functional>
#include <vector>

#include "window/ui.h"

namespace attache::window {

class LazyList {
 public:
  /// Draws a row with its top at `y`, or only measures it, and gives its height.
  using Row = std::function<float(std::size_t row, float y, bool draw)>;

  /// Begins anew with so many rows, about `estimate` high each until they are measured.
  void reset(std::size_t rows, float estimate);
  void reset(std::vector<float> estimates);
  [[nodiscard]] std::size_t rows() const { return heights_.size(); }
  /// Heights depend on this (the width and the text size): all are forgotten when it
  /// changes, and what is in view stays in view.
  void follow(float width, float scale);

  /// Draws what is in view, and a little beyond it, so that Tab finds its way on.
  void frame(Ui& ui, ControlId id, const Rect& view, const Row& row);
  /// Scrolls a row to the top of the view, `above` pixels below its edge.
  void show(std::size_t row, float above);
  /// Scrolls as little as needed, so that a row is seen.
  void reveal(std::size_t row);
  /// A row has become higher or lower.
  void forget(std::size_t row);
  /// The row at the top of the view, or so many pixels below it.
  [[nodiscard]] std::size_t first_visible(float below = 0) const;
  ScrollState& scroll() { return scroll_; }

 private:
  struct Place {
    std::size_t row = 0;
    float top = 0;  ///< from the beginning of the content
  };
  [[nodiscard]] Place at(float offset) const;
  [[nodiscard]] float top_of(std::size_t row) const;
  [[nodiscard]] float content() const;
  void measure(const Rect& view, const Row& row);

  std::vector<float> heights_;
  std::vector<bool> known_;
  ScrollState scroll_;
  float width_ = 0, scale_ = 0;
};

}  // namespace attache::window
