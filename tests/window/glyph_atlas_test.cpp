#include "window/glyph_atlas.h"

#include <rapidcheck.h>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace attache::window;

namespace {

/// A solid square as large as the key's size says, filled with its glyph number.
GlyphPixels square(const GlyphKey& key) {
  const auto side = static_cast<int>(key.size);
  GlyphPixels glyph{side, side, 1, side, {}};
  glyph.coverage.assign(static_cast<std::size_t>(side) * static_cast<std::size_t>(side),
                        static_cast<std::uint8_t>(key.glyph));
  return glyph;
}

std::uint8_t pixel(const GlyphAtlas& atlas,
                   const GlyphAtlas::Placed& placed,
                   int x,
                   int y) {
  return atlas.pixels(placed.page)[(placed.y + y) * GlyphAtlas::kPageSize + placed.x + x];
}

}  // namespace

TEST_CASE("a glyph keeps its slot") {
  GlyphAtlas atlas(square);
  const auto slot = atlas.slot({0, 7, 10, 0});
  CHECK(atlas.slot({0, 7, 10, 1}) != slot);
  CHECK(atlas.slot({0, 7, 10, 0}) == slot);
  CHECK(atlas.pages() == 0);
}

TEST_CASE("a glyph is drawn once, when it is first asked for") {
  int drawn = 0;
  GlyphAtlas atlas([&](const GlyphKey& key) {
    ++drawn;
    return square(key);
  });
  const auto slot = atlas.slot({0, 7, 10, 0});
  CHECK(drawn == 0);
  const auto placed = atlas.placed(slot);
  CHECK(atlas.placed(slot).x == placed.x);
  CHECK(drawn == 1);
  CHECK(placed.width == 10);
  CHECK(placed.top == 10);
  CHECK(pixel(atlas, placed, 9, 9) == 7);
}

TEST_CASE("only rows that changed are sent, and once") {
  GlyphAtlas atlas(square);
  const auto placed = atlas.placed(atlas.slot({0, 7, 10, 0}));
  const auto rows = atlas.take_changes(0);
  CHECK(rows.begin == placed.y);
  CHECK(rows.end == placed.y + 10);
  const auto none = atlas.take_changes(0);
  CHECK(none.begin == none.end);
}

TEST_CASE("a glyph without ink and one larger than a page take no place") {
  GlyphAtlas atlas(square);
  CHECK(atlas.placed(atlas.slot({0, 7, 0, 0})).width == 0);
  CHECK(atlas.placed(atlas.slot({0, 7, 2000, 0})).width == 0);
  CHECK(atlas.pages() == 0);
}

TEST_CASE("full pages are followed by new ones, and emptied when there are too many") {
  GlyphAtlas atlas(square, 1);
  for (std::uint32_t glyph = 0; glyph < 5; ++glyph)
    atlas.placed(atlas.slot({0, glyph, 600, 0}));
  CHECK(atlas.pages() == 5);
  atlas.make_room();
  CHECK(atlas.pages() == 1);
  const auto rows = atlas.take_changes(0);
  CHECK(rows.end == GlyphAtlas::kPageSize);
  const auto placed = atlas.placed(atlas.slot({0, 3, 600, 0}));
  CHECK(placed.page == 0);
  CHECK(pixel(atlas, placed, 300, 300) == 3);
}

TEST_CASE("with room left nothing is thrown out") {
  GlyphAtlas atlas(square, 2);
  const auto placed = atlas.placed(atlas.slot({0, 3, 20, 0}));
  atlas.make_room();
  CHECK(pixel(atlas, placed, 5, 5) == 3);
}

TEST_CASE("property: glyphs lie inside their page and never on each other") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& sizes) {
    GlyphAtlas atlas(square);
    std::vector<GlyphAtlas::Placed> all;
    all.reserve(sizes.size());
    std::uint32_t glyph = 0;
    for (const std::uint8_t size : sizes)
      all.push_back(atlas.placed(atlas.slot({0, ++glyph, size, 0})));
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].width == 0) continue;
      RC_ASSERT(all[i].x > 0);
      RC_ASSERT(all[i].y > 0);
      RC_ASSERT(all[i].x + all[i].width < GlyphAtlas::kPageSize);
      RC_ASSERT(all[i].y + all[i].height < GlyphAtlas::kPageSize);
      for (std::size_t k = 0; k < i; ++k) {
        const bool apart =
            all[i].page != all[k].page || all[i].x > all[k].x + all[k].width ||
            all[k].x > all[i].x + all[i].width || all[i].y >= all[k].y + all[k].height ||
            all[k].y >= all[i].y + all[i].height || all[k].width == 0;
        RC_ASSERT(apart);
      }
    }
  }));
}
