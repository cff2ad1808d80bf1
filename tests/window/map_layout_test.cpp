// Boxes of a map: none over another, each below the one it belongs to.

#include "window/map_layout.h"

#include <cmath>
#include <rapidcheck.h>

#include <doctest/doctest.h>

namespace {

using namespace attache::window;

MapInput random_forest() {
  MapInput input;
  const int count = *rc::gen::inRange(0, 60);
  for (int i = 0; i < count; ++i) {
    input.boxes.push_back({static_cast<float>(*rc::gen::inRange(20, 300)),
                           static_cast<float>(*rc::gen::inRange(20, 60))});
    // Mostly below one of the few first, so that there are wide and deep trees.
    const int above = *rc::gen::inRange(-1, std::max(1, i));
    input.above.emplace_back();
    if (above >= 0 && i > 0)
      input.above.back() = static_cast<std::size_t>(*rc::gen::inRange(0, above + 1));
  }
  return input;
}

bool apart(const MapInput& input, const MapLayout& layout) {
  for (std::size_t a = 0; a < input.boxes.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      const MapPlace& one = layout.places[a];
      const MapPlace& other = layout.places[b];
      const float slack = 0.01F;  // sums of floats
      const bool beside = one.x + input.boxes[a].width <= other.x + slack ||
                          other.x + input.boxes[b].width <= one.x + slack;
      const bool over = one.y + input.boxes[a].height <= other.y + slack ||
                        other.y + input.boxes[b].height <= one.y + slack;
      if (!beside && !over) return false;
    }
  return true;
}

MapInput boxes(std::vector<std::optional<std::size_t>> above) {
  MapInput input;
  input.boxes.assign(above.size(), {100, 40});
  input.above = std::move(above);
  input.row_gap = 20;
  input.column_gap = 10;
  return input;
}

}  // namespace

TEST_CASE("one box stands in the corner") {
  const MapLayout layout = lay_out_map(boxes({std::nullopt}));
  CHECK(layout.places == std::vector<MapPlace>{{0, 0, false}});
  CHECK(layout.width == 100);
  CHECK(layout.height == 40);
}

TEST_CASE("a box stands over the middle of those below it") {
  const MapLayout layout = lay_out_map(boxes({std::nullopt, 0, 0}));
  CHECK(layout.places[0] == MapPlace{55, 0, false});
  CHECK(layout.places[1] == MapPlace{0, 60, false});
  CHECK(layout.places[2] == MapPlace{110, 60, false});
}

TEST_CASE("a small tree moves in beside the deep part of its neighbour") {
  // 0 has 1 and 2 below it; 1 has a wide row of three, 2 has nothing.
  const MapLayout layout = lay_out_map(boxes({std::nullopt, 0, 0, 1, 1, 1}));
  CHECK(layout.places[1].x == 110);
  CHECK(layout.places[2].x == 220);  // not behind all that is below its neighbour
  CHECK(layout.width == 320);
}

TEST_CASE("many boxes without any below stand in columns") {
  const MapLayout layout = lay_out_map(boxes({std::nullopt, 0, 0, 0, 0, 0, 0, 0, 0}));
  CHECK(layout.places[1].stacked);
  CHECK(layout.places[1].x == layout.places[4].x);
  CHECK(layout.places[5].x > layout.places[4].x);
  CHECK(layout.places[5].y == layout.places[1].y);
  CHECK(layout.height == 40 + 4 * 60);
}

TEST_CASE("no boxes need no room") {
  CHECK(lay_out_map({}) == MapLayout{});
}

TEST_CASE("loose boxes are hung below what they are linked with") {
  using Above = std::vector<std::optional<std::size_t>>;
  // 0 above 1 by a hierarchy; 2 linked with 1, 3 with 2.
  CHECK(hang_loose_boxes({std::nullopt, 0, std::nullopt, std::nullopt},
                         {{2, 1}, {2, 3}}) == Above{std::nullopt, 0, 1, 2});
  // Of loose ones alone, the one with the most links is the top.
  CHECK(hang_loose_boxes({std::nullopt, std::nullopt, std::nullopt}, {{0, 1}, {2, 1}}) ==
        Above{1, std::nullopt, 1});
  // Two hierarchies that are linked stay two trees, and a link with itself is nothing.
  CHECK(hang_loose_boxes({std::nullopt, 0, std::nullopt, 2}, {{1, 3}, {0, 0}}) ==
        Above{std::nullopt, 0, std::nullopt, 2});
}

TEST_CASE("property: no two boxes overlap, and all lie within the whole") {
  CHECK(rc::check([] {
    const MapInput input = random_forest();
    const MapLayout layout = lay_out_map(input);
    for (std::size_t i = 0; i < input.boxes.size(); ++i) {
      const MapPlace& place = layout.places[i];
      if (place.x < -0.01F || place.y < 0) return false;
      if (place.x + input.boxes[i].width > layout.width + 0.01F) return false;
      if (place.y + input.boxes[i].height > layout.height + 0.01F) return false;
    }
    return apart(input, layout);
  }));
}

TEST_CASE("property: what stands below a box begins under its lower edge") {
  CHECK(rc::check([] {
    const MapInput input = random_forest();
    const MapLayout layout = lay_out_map(input);
    for (std::size_t i = 0; i < input.boxes.size(); ++i) {
      if (!input.above[i]) continue;
      const std::size_t above = *input.above[i];
      if (layout.places[i].y <
          layout.places[above].y + input.boxes[above].height + input.row_gap - 0.01F)
        return false;
    }
    return true;
  }));
}

TEST_CASE("property: the same input gives the same places") {
  CHECK(rc::check([] {
    const MapInput input = random_forest();
    return lay_out_map(input) == lay_out_map(input);
  }));
}

TEST_CASE(
    "property: hanging loose boxes makes no circle and leaves the placed ones alone") {
  CHECK(rc::check([] {
    const MapInput input = random_forest();
    const auto count = static_cast<int>(input.boxes.size());
    std::vector<MapLink> links;
    const int number = count == 0 ? 0 : *rc::gen::inRange(0, 40);
    links.reserve(static_cast<std::size_t>(number));
    for (int i = 0; i < number; ++i)
      links.push_back({static_cast<std::size_t>(*rc::gen::inRange(0, count)),
                       static_cast<std::size_t>(*rc::gen::inRange(0, count))});
    const auto above = hang_loose_boxes(input.above, links);
    for (std::size_t i = 0; i < above.size(); ++i) {
      if (input.above[i] && above[i] != input.above[i]) return false;
      std::size_t steps = 0;
      for (auto at = above[i]; at; at = above[*at])
        if (++steps > above.size()) return false;
    }
    return true;
  }));
}

TEST_CASE("what is wide for the page is stacked, what is not stays in a row") {
  MapInput input = boxes({std::nullopt, 0, 0, 1, 1, 2, 2});
  input.aspect = 4;
  CHECK_FALSE(lay_out_map(input).places[3].stacked);
  input.aspect = 0.5F;
  CHECK(lay_out_map(input).places[3].stacked);
}
