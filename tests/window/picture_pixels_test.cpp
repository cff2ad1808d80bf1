#include "window/picture_pixels.h"

#include <algorithm>
#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace attache::window;

TEST_CASE("what shines through becomes white paper") {
  PicturePixels pixels{3, 1, {200, 100, 0, 255, 200, 100, 0, 0, 0, 0, 0, 51}};
  make_opaque(pixels);
  CHECK(pixels.rgba == std::vector<std::uint8_t>{200, 100, 0, 255, 255, 255, 255, 255,
                                                 204, 204, 204, 255});
}

TEST_CASE("a smaller picture has the means of the pixels, at its edges too") {
  // Three by two: the right column is a block of its own.
  const PicturePixels pixels{3, 2, {0,  0, 0, 255, 10, 0, 0, 255, 7, 7, 7, 255,  //
                                    20, 4, 0, 255, 30, 0, 0, 255, 9, 9, 9, 255}};
  CHECK(shrunk(pixels, 2) == PicturePixels{2, 1, {15, 1, 0, 255, 8, 8, 8, 255}});
  CHECK(shrunk(pixels, 1) == pixels);
}

TEST_CASE("a picture is kept as it is up to the longest side, and divided beyond") {
  const auto width_of_kept = [](int width) {
    PicturePixels pixels{width, 1, {}};
    pixels.rgba.resize(static_cast<std::size_t>(width) * 4);
    return kept(std::move(pixels)).width;
  };
  CHECK(width_of_kept(2048) == 2048);
  CHECK(width_of_kept(2049) == 1025);
  CHECK(width_of_kept(16'000) == 2000);
}

TEST_CASE("each size is half of the one before, down to the smallest of use") {
  CHECK(sizes_of({1200, 480}) ==
        std::vector<PixelSize>{{1200, 480}, {600, 240}, {300, 120}});
  CHECK(sizes_of({100, 1}) == std::vector<PixelSize>{{100, 1}});
  CHECK(sizes_of({641, 3}) == std::vector<PixelSize>{{641, 3}, {321, 2}, {161, 1}});
}

TEST_CASE("property: a smaller picture is neither darker nor lighter than the whole") {
  CHECK(rc::check([] {
    PicturePixels pixels{*rc::gen::inRange(1, 9), *rc::gen::inRange(1, 9), {}};
    for (int i = 0; i < 4 * pixels.width * pixels.height; ++i)
      pixels.rgba.push_back(*rc::gen::arbitrary<std::uint8_t>());
    const auto [low, high] = std::minmax_element(pixels.rgba.begin(), pixels.rgba.end());
    const PicturePixels small = shrunk(pixels, *rc::gen::inRange(1, 12));
    for (std::size_t i = 0; i < small.rgba.size(); ++i) {
      const bool good = i % 4 == 3 ? small.rgba[i] == 255
                                   : small.rgba[i] >= *low && small.rgba[i] <= *high;
      RC_ASSERT(good);
    }
  }));
}
