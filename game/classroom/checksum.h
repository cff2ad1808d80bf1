#pragma once
// The checksum of a progress file: XXH3 of 128 bits, written as `xxhsum -H2` prints it.

#include <memory>
#include <string>
#include <string_view>

namespace attache::classroom {

/// Bytes that come piece by piece.
class Checksum {
 public:
  Checksum();
  ~Checksum();
  Checksum(const Checksum&) = delete;
  Checksum& operator=(const Checksum&) = delete;
  Checksum(Checksum&&) = delete;
  Checksum& operator=(Checksum&&) = delete;

  void add(std::string_view bytes);
  /// Of all bytes so far: 32 hexadecimal digits, the greatest first.
  [[nodiscard]] std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Of bytes that are at hand.
[[nodiscard]] std::string checksum_of(std::string_view bytes);

/// How the last line of a file begins, and how it is for the bytes before it.
inline constexpr std::string_view kChecksumKey = "{\"checksum\":";
[[nodiscard]] std::string checksum_line(const Checksum& checksum);

}  // namespace attache::classroom
