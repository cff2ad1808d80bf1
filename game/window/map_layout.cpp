#include "window/map_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <utility>

namespace attache::window {

namespace {

/// Of more boxes without any below they stand in columns and not in a row. What fits the
/// page best is taken.
constexpr std::array<std::size_t, 3> kMostInRow{3, 2, 1};
constexpr std::size_t kMostInColumn = 6;
/// How far a column stands to the right of the line that joins it.
constexpr float kIndent = 14;

struct Extent {
  float left = 0;
  float right = 0;
};

/// A part of a tree with its outline: how far it reaches to each side, row by row from
/// its own first row on, seen from its own origin.
struct Block {
  std::vector<Extent> outline;
};

/// One tree (or a part of it) being laid out. Rows all have one height, so that outlines
/// are simple lists; a column takes one row for each of its boxes.
class TreeLayout {
 public:
  TreeLayout(const MapInput& input,
             const std::vector<std::vector<std::size_t>>& below,
             float row_height,
             std::size_t most_in_row,
             std::vector<MapPlace>& places)
      : input_(input),
        below_(below),
        row_(row_height + input.row_gap),
        most_in_row_(most_in_row),
        places_(places) {}

  /// Lays out a box and all below it around x = 0; row 0 is its own.
  Block lay(std::size_t box, std::size_t row) {
    std::vector<std::vector<std::size_t>> groups = groups_below(box);
    Block all;
    std::vector<float> middles;
    for (const std::vector<std::size_t>& group : groups) {
      const std::size_t first = order_.size();
      Block part = group.size() == 1 && !in_column(box, group.front())
                       ? lay(group.front(), row + 1)
                       : lay_column(group, row + 1);
      const float shift = beside(all, part);
      move(first, shift);
      for (Extent& extent : part.outline)
        extent = {extent.left + shift, extent.right + shift};
      middles.push_back(middle_of(part));
      join(all, part);
    }
    const float middle = middles.empty() ? 0 : (middles.front() + middles.back()) / 2;
    const float half = input_.boxes[box].width / 2;
    put(box, middle - half, row, false);
    all.outline.insert(all.outline.begin(), Extent{middle - half, middle + half});
    return all;
  }

 private:
  [[nodiscard]] bool is_leaf(std::size_t box) const { return below_[box].empty(); }

  [[nodiscard]] bool has_columns(std::size_t box) const {
    const auto leaves = std::count_if(below_[box].begin(), below_[box].end(),
                                      [&](std::size_t each) { return is_leaf(each); });
    return static_cast<std::size_t>(leaves) > most_in_row_;
  }
  [[nodiscard]] bool in_column(std::size_t parent, std::size_t box) const {
    return is_leaf(box) && has_columns(parent);
  }

  /// What is below a box, as parts that stand side by side: parts with boxes below them,
  /// single boxes, or columns of boxes.
  [[nodiscard]] std::vector<std::vector<std::size_t>> groups_below(
      std::size_t box) const {
    std::vector<std::vector<std::size_t>> groups;
    std::vector<std::size_t> leaves;
    for (const std::size_t each : below_[box])
      if (in_column(box, each))
        leaves.push_back(each);
      else
        groups.push_back({each});
    const std::size_t columns = (leaves.size() + kMostInColumn - 1) / kMostInColumn;
    for (std::size_t i = 0; i < columns; ++i) {  // columns of about the same length
      const std::size_t begin = leaves.size() * i / columns;
      const std::size_t end = leaves.size() * (i + 1) / columns;
      groups.emplace_back(leaves.begin() + static_cast<std::ptrdiff_t>(begin),
                          leaves.begin() + static_cast<std::ptrdiff_t>(end));
    }
    return groups;
  }

  Block lay_column(const std::vector<std::size_t>& column, std::size_t row) {
    Block block;
    for (std::size_t i = 0; i < column.size(); ++i) {
      put(column[i], 0, row + i, true);
      block.outline.push_back({-kIndent, input_.boxes[column[i]].width});
    }
    return block;
  }

  void put(std::size_t box, float x, std::size_t row, bool stacked) {
    places_[box] = {x, static_cast<float>(row) * row_, stacked};
    order_.push_back(box);
  }

  void move(std::size_t first, float by) {
    for (std::size_t i = first; i < order_.size(); ++i)
      places_[order_[i]].x += by;
  }

  /// How far to the right a part has to go to stand beside what is there.
  [[nodiscard]] float beside(const Block& all, const Block& part) const {
    float shift = all.outline.empty() ? 0 : -1e9F;
    for (std::size_t i = 0; i < std::min(all.outline.size(), part.outline.size()); ++i)
      shift = std::max(shift,
                       all.outline[i].right + input_.column_gap - part.outline[i].left);
    return shift;
  }

  static void join(Block& all, const Block& part) {
    for (std::size_t i = 0; i < part.outline.size(); ++i) {
      if (i == all.outline.size())
        all.outline.push_back(part.outline[i]);
      else
        all.outline[i] = {std::min(all.outline[i].left, part.outline[i].left),
                          std::max(all.outline[i].right, part.outline[i].right)};
    }
  }

  static float middle_of(const Block& part) {
    return (part.outline.front().left + part.outline.front().right) / 2;
  }

  const MapInput& input_;
  const std::vector<std::vector<std::size_t>>& below_;
  float row_;
  std::size_t most_in_row_;
  std::vector<MapPlace>& places_;
  std::vector<std::size_t> order_;  ///< boxes in the order in which they were placed
};

/// A tree that is laid out, with what it takes up.
struct Tree {
  std::vector<std::size_t> boxes;
  float width = 0;
  float height = 0;
};

std::vector<std::size_t> boxes_of(const std::vector<std::vector<std::size_t>>& below,
                                  std::size_t top) {
  std::vector<std::size_t> boxes{top};
  for (std::size_t i = 0; i < boxes.size(); ++i)
    boxes.insert(boxes.end(), below[boxes[i]].begin(), below[boxes[i]].end());
  return boxes;
}

/// Moves a tree's boxes so that they begin at 0, 0, and measures it.
Tree measured(const MapInput& input,
              std::vector<std::size_t> boxes,
              std::vector<MapPlace>& places) {
  float left = 1e9F;
  float right = -1e9F;
  float bottom = 0;
  for (const std::size_t box : boxes) {
    const float begin = places[box].x - (places[box].stacked ? kIndent : 0);
    left = std::min(left, begin);
    right = std::max(right, places[box].x + input.boxes[box].width);
    bottom = std::max(bottom, places[box].y + input.boxes[box].height);
  }
  for (const std::size_t box : boxes)
    places[box].x -= left;
  return {std::move(boxes), right - left, bottom};
}

/// Puts trees into rows, like words on a page.
MapLayout packed(const MapInput& input,
                 const std::vector<Tree>& trees,
                 std::vector<MapPlace> places) {
  float area = 0;
  float widest = 0;
  for (const Tree& tree : trees) {
    area += (tree.width + input.tree_gap) * (tree.height + input.tree_gap);
    widest = std::max(widest, tree.width);
  }
  const float page = std::max(widest, std::sqrt(area * input.aspect));
  MapLayout layout;
  float x = 0;
  float y = 0;
  float row = 0;
  for (const Tree& tree : trees) {
    if (x > 0 && x + tree.width > page) {
      y += row + input.tree_gap;
      x = row = 0;
    }
    for (const std::size_t box : tree.boxes) {
      places[box].x += x;
      places[box].y += y;
    }
    layout.width = std::max(layout.width, x + tree.width);
    layout.height = std::max(layout.height, y + tree.height);
    x += tree.width + input.tree_gap;
    row = std::max(row, tree.height);
  }
  layout.places = std::move(places);
  return layout;
}

MapLayout lay_out_with(const MapInput& input,
                       const std::vector<std::vector<std::size_t>>& below,
                       std::size_t most_in_row) {
  float row_height = 0;
  for (const MapInput::Size& size : input.boxes)
    row_height = std::max(row_height, size.height);
  std::vector<MapPlace> places(input.boxes.size());
  std::vector<Tree> trees;
  for (std::size_t box = 0; box < input.boxes.size(); ++box) {
    if (input.above[box]) continue;
    static_cast<void>(
        TreeLayout(input, below, row_height, most_in_row, places).lay(box, 0));
    trees.push_back(measured(input, boxes_of(below, box), places));
  }
  // Large trees first; single boxes fill the last rows.
  std::stable_sort(trees.begin(), trees.end(), [](const Tree& a, const Tree& b) {
    return a.boxes.size() > b.boxes.size();
  });
  return packed(input, trees, std::move(places));
}

/// How high a page of the wished shape has to be to hold it.
float page_height(const MapInput& input, const MapLayout& layout) {
  return std::max(layout.height, layout.width / input.aspect);
}

/// Walks along links from boxes that have a place, and hangs what it comes to.
class Hanging {
 public:
  Hanging(std::vector<std::optional<std::size_t>> above,
          const std::vector<MapLink>& links)
      : above_(std::move(above)),
        neighbours_(above_.size()),
        placed_(above_.size(), false) {
    for (const MapLink& link : links) {
      if (link.from == link.to) continue;
      neighbours_[link.from].push_back(link.to);
      neighbours_[link.to].push_back(link.from);
    }
    for (std::size_t box = 0; box < above_.size(); ++box)
      if (above_[box]) placed_[box] = placed_[*above_[box]] = true;
  }

  std::vector<std::optional<std::size_t>> hang() {
    std::deque<std::size_t> front;
    for (std::size_t box = 0; box < above_.size(); ++box)
      if (placed_[box]) front.push_back(box);
    spread(std::move(front));
    for (const std::size_t box : by_links()) {
      if (placed_[box]) continue;
      placed_[box] = true;
      spread({box});
    }
    return std::move(above_);
  }

 private:
  void spread(std::deque<std::size_t> front) {
    while (!front.empty()) {
      const std::size_t at = front.front();
      front.pop_front();
      for (const std::size_t next : neighbours_[at]) {
        if (placed_[next]) continue;
        placed_[next] = true;
        above_[next] = at;
        front.push_back(next);
      }
    }
  }

  [[nodiscard]] std::vector<std::size_t> by_links() const {
    std::vector<std::size_t> order(above_.size());
    for (std::size_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return neighbours_[a].size() > neighbours_[b].size();
    });
    return order;
  }

  std::vector<std::optional<std::size_t>> above_;
  std::vector<std::vector<std::size_t>> neighbours_;
  std::vector<bool> placed_;
};

}  // namespace

MapLayout lay_out_map(const MapInput& input) {
  std::vector<std::vector<std::size_t>> below(input.boxes.size());
  for (std::size_t box = 0; box < input.boxes.size(); ++box)
    if (input.above[box]) below[*input.above[box]].push_back(box);
  MapLayout best = lay_out_with(input, below, kMostInRow.front());
  for (const std::size_t most_in_row : kMostInRow) {
    MapLayout other = lay_out_with(input, below, most_in_row);
    if (page_height(input, other) < page_height(input, best)) best = std::move(other);
  }
  return best;
}

std::vector<std::optional<std::size_t>> hang_loose_boxes(
    std::vector<std::optional<std::size_t>> above, const std::vector<MapLink>& links) {
  return Hanging(std::move(above), links).hang();
}

}  // namespace attache::window
