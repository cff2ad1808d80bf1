#pragma once
// The beginnings of pictures, written byte by byte.

#include <cstdint>
#include <string>

namespace attache {

inline std::string big_endian(std::uint32_t number, int bytes) {
  std::string out;
  for (int i = bytes; i-- > 0;)
    out += static_cast<char>(number >> (8U * static_cast<unsigned>(i)) & 0xFFU);
  return out;
}

/// A PNG up to the end of its first chunk, whose checksum is left zero.
inline std::string png_start(std::uint32_t width, std::uint32_t height) {
  return std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) + big_endian(width, 4) +
         big_endian(height, 4) + std::string("\x08\x02\0\0\0\0\0\0\0", 9);
}

/// A segment of a JPEG with its marker and length.
inline std::string jpeg_segment(int marker, const std::string& content) {
  return std::string("\xFF") + static_cast<char>(marker) +
         big_endian(static_cast<std::uint32_t>(content.size()) + 2, 2) + content;
}

inline std::string jpeg_frame(int marker, std::uint32_t width, std::uint32_t height) {
  return jpeg_segment(marker, std::string("\x08") + big_endian(height, 2) +
                                  big_endian(width, 2) +
                                  std::string("\x01\x01\x11\0", 4));
}

/// The end of a PNG, and of a JPEG.
inline std::string png_end() {
  return {"\0\0\0\0IEND\xAE\x42\x60\x82", 12};
}
inline std::string jpeg_end() {
  return "\xFF\xD9";
}

}  // namespace attache
