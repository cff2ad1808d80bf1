#include "window/picture_pixels.h"

#include <algorithm>

namespace attache::window {

namespace {

constexpr int kWhite = 255;
constexpr int kSmallestSide = 160;  ///< nobody looks at a picture smaller than that

int part(int length, int divisor) {
  return (length + divisor - 1) / divisor;
}

/// The mean of a block of pixels, cut off at the right and lower edges.
void mean(const PicturePixels& from, int x, int y, int divisor, std::uint8_t* to) {
  const int right = std::min(x + divisor, from.width);
  const int below = std::min(y + divisor, from.height);
  unsigned sums[3] = {0, 0, 0};
  for (int row = y; row < below; ++row) {
    const std::uint8_t* at =
        from.rgba.data() + 4 * (static_cast<std::ptrdiff_t>(row) * from.width + x);
    for (int column = x; column < right; ++column, at += 4)
      for (int channel = 0; channel < 3; ++channel)
        sums[channel] += at[channel];
  }
  const auto count = static_cast<unsigned>((right - x) * (below - y));
  for (int channel = 0; channel < 3; ++channel)
    to[channel] = static_cast<std::uint8_t>((sums[channel] + count / 2) / count);
  to[3] = kWhite;
}

}  // namespace

void make_opaque(PicturePixels& pixels) {
  for (std::size_t at = 0; at + 3 < pixels.rgba.size(); at += 4) {
    const int alpha = pixels.rgba[at + 3];
    if (alpha == kWhite) continue;
    for (std::size_t channel = at; channel < at + 3; ++channel)
      pixels.rgba[channel] = static_cast<std::uint8_t>(
          (pixels.rgba[channel] * alpha + kWhite * (kWhite - alpha) + kWhite / 2) /
          kWhite);
    pixels.rgba[at + 3] = kWhite;
  }
}

PicturePixels shrunk(const PicturePixels& pixels, int divisor) {
  PicturePixels small{part(pixels.width, divisor), part(pixels.height, divisor), {}};
  small.rgba.resize(PixelSize{small.width, small.height}.bytes());
  std::uint8_t* to = small.rgba.data();
  for (int y = 0; y < small.height; ++y)
    for (int x = 0; x < small.width; ++x, to += 4)
      mean(pixels, x * divisor, y * divisor, divisor, to);
  return small;
}

PicturePixels kept(PicturePixels pixels) {
  const int divisor = part(std::max(pixels.width, pixels.height), kLongestSide);
  if (divisor <= 1) return pixels;
  return shrunk(pixels, divisor);
}

std::vector<PixelSize> sizes_of(PixelSize picture) {
  std::vector<PixelSize> sizes{picture};
  while (std::max(sizes.back().width, sizes.back().height) >= 2 * kSmallestSide)
    sizes.push_back({part(sizes.back().width, 2), part(sizes.back().height, 2)});
  return sizes;
}

}  // namespace attache::window
