#include "base/picture_header.h"

#include <cstddef>

namespace attache {

namespace {

constexpr std::string_view kPngStart("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
constexpr std::uint32_t kPngMost = 0x7FFFFFFF;
constexpr std::string_view kJpegStart = "\xFF\xD8\xFF";

// Markers of JPEG.
constexpr unsigned kFill = 0xFF;
constexpr unsigned kTemporary = 0x01;
constexpr unsigned kFirstRestart = 0xD0;
constexpr unsigned kLastRestart = 0xD7;
constexpr unsigned kEnd = 0xD9;
constexpr unsigned kScan = 0xDA;
constexpr unsigned kFirstFrame = 0xC0;  // baseline, extended and progressive
constexpr unsigned kLastFrame = 0xC2;

/// A big-endian number; the bytes have to be there.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < length; ++i)
    number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

std::optional<PictureSize> sized(std::uint32_t width, std::uint32_t height) {
  if (width == 0 || height == 0) return {};
  return PictureSize{width, height};
}

std::optional<PictureSize> png_size(std::string_view bytes) {
  constexpr std::size_t kEndOfSize = 24;
  if (bytes.size() < kEndOfSize) return {};
  const std::uint32_t width = number_at(bytes, 16, 4);
  const std::uint32_t height = number_at(bytes, 20, 4);
  if (width > kPngMost || height > kPngMost) return {};
  return sized(width, height);
}

bool stands_alone(unsigned marker) {
  return marker == kTemporary || (marker >= kFirstRestart && marker <= kLastRestart);
}

/// Walks from segment to segment to the one that begins a frame.
std::optional<PictureSize> jpeg_size(std::string_view bytes) {
  constexpr std::size_t kFrame = 7;  // length, precision, height, width
  std::size_t at = 2;
  while (at + 1 < bytes.size() && number_at(bytes, at, 1) == kFill) {
    const unsigned marker = number_at(bytes, at + 1, 1);
    if (marker == kFill) {
      ++at;
      continue;
    }
    at += 2;
    if (stands_alone(marker)) continue;
    if (marker == kEnd || marker == kScan || at + 2 > bytes.size()) return {};
    if (marker >= kFirstFrame && marker <= kLastFrame) {
      if (at + kFrame > bytes.size()) return {};
      return sized(number_at(bytes, at + 5, 2), number_at(bytes, at + 3, 2));
    }
    at += number_at(bytes, at, 2);
  }
  return {};
}

}  // namespace

std::optional<PictureSize> picture_size(std::string_view bytes) {
  if (bytes.starts_with(kPngStart)) return png_size(bytes);
  if (bytes.starts_with(kJpegStart)) return jpeg_size(bytes);
  return {};
}

bool ends_as_picture(std::string_view last) {
  using namespace std::string_view_literals;
  // The end chunk of a PNG holds nothing, so that its checksum is always the same. After
  // a JPEG's end marker some programs write zeros or line ends.
  const std::size_t end = last.find_last_not_of("\0\r\n"sv);
  const std::string_view jpeg =
      last.substr(0, end == std::string_view::npos ? 0 : end + 1);
  return last.ends_with("\0\0\0\0IEND\xAE\x42\x60\x82"sv) || jpeg.ends_with("\xFF\xD9"sv);
}

}  // namespace attache
