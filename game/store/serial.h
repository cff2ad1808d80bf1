#pragma once
// The bytes that a row's checksum is taken of, in an order that never changes.

#include <cstdint>
#include <string>
#include <string_view>

namespace attache {

/// Numbers as 8 bytes, least significant first, two's complement; texts as their length
/// in bytes (a number as above) and then their UTF-8 bytes. README.md has the definition.
class Serial {
 public:
  Serial& operator<<(std::int64_t number) {
    auto bits = static_cast<std::uint64_t>(number);
    for (int i = 0; i < 8; ++i, bits >>= 8)
      bytes_ += static_cast<char>(bits & 0xff);
    return *this;
  }
  Serial& operator<<(std::string_view text) {
    *this << static_cast<std::int64_t>(text.size());
    bytes_ += text;
    return *this;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace attache
