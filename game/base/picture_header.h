#pragma once
// What a picture's first bytes say, read without decoding it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace attache {

// What is larger is not shown: decks come from strangers.
inline constexpr std::size_t kMostPictureBytes = 10U << 20U;
inline constexpr std::uint64_t kMostPicturePixels = 16'000'000;

/// In pixels, each at least 1.
struct PictureSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  [[nodiscard]] std::uint64_t pixels() const { return std::uint64_t{width} * height; }
  bool operator==(const PictureSize&) const = default;
};

/// The size of a PNG or JPEG picture, whatever its name; nothing for anything else, for
/// a JPEG of a rare kind (lossless, arithmetic coding) that the program cannot show, and
/// where `bytes` end before the size. Never looks beyond them.
/// Sources: PNG (W3C, third edition) sections 5.2 and 11.2.1; JPEG (ITU-T T.81) annex B.
[[nodiscard]] std::optional<PictureSize> picture_size(std::string_view bytes);

/// Whether the last bytes of a PNG or JPEG are those that end one; a picture of which a
/// part is missing ends otherwise. `last` holds at least the last 12 bytes, or all there
/// are.
[[nodiscard]] bool ends_as_picture(std::string_view last);

}  // namespace attache
