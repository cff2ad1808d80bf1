#pragma once
// Pictures as bytes: made opaque, made smaller, and in the sizes that drawing needs.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace attache::window {

/// A picture in RGBA, four bytes a pixel, rows from the top.
struct PicturePixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
  bool operator==(const PicturePixels&) const = default;
};

/// A size in pixels.
struct PixelSize {
  int width = 0;
  int height = 0;
  [[nodiscard]] std::size_t bytes() const {
    return std::size_t{4} * static_cast<std::size_t>(width) *
           static_cast<std::size_t>(height);
  }
  bool operator==(const PixelSize&) const = default;
};

/// Lays the picture on white paper, so that none of it shines through.
void make_opaque(PicturePixels& pixels);
/// A whole fraction of the size, each pixel the mean of those it stands for. Needs an
/// opaque picture and `divisor` >= 1.
[[nodiscard]] PicturePixels shrunk(const PicturePixels& pixels, int divisor);

/// No side of a decoded picture is longer: no card is wider, and every graphics card
/// takes it.
inline constexpr int kLongestSide = 2048;
/// As large as it is to be kept.
[[nodiscard]] PicturePixels kept(PicturePixels pixels);
/// The sizes in which a picture is kept, each half of the one before, so that drawing
/// never has to leave out pixels. The first is the picture's own.
[[nodiscard]] std::vector<PixelSize> sizes_of(PixelSize picture);

}  // namespace attache::window
