#include "window/lazy_list.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace attache::window {

namespace {
/// So far beyond the edges of the view rows are drawn.
constexpr float kBeyond = 320;
}  // namespace

void LazyList::reset(std::size_t rows, float estimate) {
  reset(std::vector<float>(rows, estimate));
}

void LazyList::reset(std::vector<float> estimates) {
  heights_ = std::move(estimates);
  known_.assign(heights_.size(), false);
  scroll_ = {};
}

void LazyList::follow(float width, float scale) {
  if (width == width_ && scale == scale_) return;
  const std::size_t top = first_visible();
  known_.assign(heights_.size(), false);
  const bool scrolled = scroll_.offset > 0;
  width_ = width;
  scale_ = scale;
  if (scrolled) show(top, 0);
}

LazyList::Place LazyList::at(float offset) const {
  Place place;
  while (place.row + 1 < heights_.size() &&
         place.top + heights_[place.row] <= std::max(offset, 0.0F)) {
    place.top += heights_[place.row];
    ++place.row;
  }
  return place;
}

float LazyList::top_of(std::size_t row) const {
  return std::accumulate(heights_.begin(),
                         heights_.begin() + static_cast<std::ptrdiff_t>(row), 0.0F);
}

float LazyList::content() const {
  return top_of(heights_.size());
}

std::size_t LazyList::first_visible(float below) const {
  return at(scroll_.offset + below).row;
}

void LazyList::show(std::size_t row, float above) {
  scroll_.offset = std::max(0.0F, top_of(std::min(row, heights_.size())) - above);
}

void LazyList::reveal(std::size_t row) {
  if (row >= heights_.size()) return;
  const float top = top_of(row);
  scroll_.show(top, top + heights_[row]);
}

void LazyList::forget(std::size_t row) {
  if (row < known_.size()) known_[row] = false;
}

/// Measures the rows that will be drawn. What stands above the view may turn out higher
/// or lower than it was taken for: the view moves with it, so that nothing jumps.
void LazyList::measure(const Rect& view, const Row& row) {
  Place place = at(scroll_.offset - kBeyond);
  while (place.row < heights_.size() && place.top < scroll_.offset + view.h + kBeyond) {
    const std::size_t index = place.row;
    if (!known_[index]) {
      const float height = row(index, 0, false);
      if (place.top < scroll_.offset) scroll_.offset += height - heights_[index];
      heights_[index] = height;
      known_[index] = true;
    }
    place.top += heights_[index];
    ++place.row;
  }
  scroll_.offset = std::max(0.0F, scroll_.offset);
}

void LazyList::frame(Ui& ui, ControlId id, const Rect& view, const Row& row) {
  measure(view, row);
  scroll_.content = content();
  const float begin = ui.begin_scroll(id, view, scroll_);
  const float offset = view.y - begin;
  for (Place place = at(offset - kBeyond);
       place.row < heights_.size() && place.top < offset + view.h + kBeyond;
       ++place.row) {
    const bool known = known_[place.row];
    if (known) row(place.row, begin + place.top, true);
    place.top += heights_[place.row];
  }
  ui.end_scroll(scroll_.content);
}

}  // namespace attache::window
