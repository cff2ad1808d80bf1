#pragma once
// Where the boxes of a map stand: trees, tidy and one beside the other. Pure arithmetic.

#include <cstddef>
#include <optional>
#include <vector>

namespace attache::window {

/// What is to be laid out: boxes, and which stands above which. `above` has one entry a
/// box, and no circle.
struct MapInput {
  struct Size {
    float width = 0;
    float height = 0;
  };
  std::vector<Size> boxes;
  std::vector<std::optional<std::size_t>> above;
  float row_gap = 30;     ///< between a box and those below it
  float column_gap = 18;  ///< between boxes side by side
  float tree_gap = 48;    ///< between trees
  float aspect = 1.5F;    ///< wished width by height of the whole
};

struct MapPlace {
  float x = 0;  ///< left
  float y = 0;  ///< top
  /// Stands in a column with others of the same box above, joined by a line at its left.
  bool stacked = false;
  bool operator==(const MapPlace&) const = default;
};

struct MapLayout {
  std::vector<MapPlace> places;  ///< of each box
  float width = 0;
  float height = 0;
  bool operator==(const MapLayout&) const = default;
};

/// Trees in the order of their tops; those below a box in the order of the boxes. No two
/// boxes overlap, and what stands below another box begins under its lower edge. Of many
/// boxes without any below, those of one box are put into columns. The same input gives
/// the same places.
[[nodiscard]] MapLayout lay_out_map(const MapInput& input);

/// A pair of boxes that have to do with each other.
struct MapLink {
  std::size_t from = 0;
  std::size_t to = 0;
  bool operator==(const MapLink&) const = default;
};

/// Hangs boxes that no hierarchy has placed below one that they are linked with, nearest
/// first, so that what belongs together stands together: `above` filled up. A box that
/// has others below it in `above` is never hung. Of boxes that are only linked with each
/// other, the one with the most links comes to stand at the top.
[[nodiscard]] std::vector<std::optional<std::size_t>> hang_loose_boxes(
    std::vector<std::optional<std::size_t>> above, const std::vector<MapLink>& links);

}  // namespace attache::window
