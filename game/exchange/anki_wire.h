#pragma once
// Protocol buffers as they lie in Anki's newer files: fields one after another, nothing
// more.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace attache::exchange {

/// One field. Which of the values counts depends on how the field is meant.
struct WireField {
  std::uint32_t number = 0;
  std::uint64_t whole = 0;  ///< of a whole number, or the bits of a fixed one
  std::string_view bytes;   ///< of a text, a message or a packed list
};

/// Walks over a message. Ends at its end, or where it cannot be understood.
class WireReader {
 public:
  explicit WireReader(std::string_view message) : rest_(message) {}
  [[nodiscard]] std::optional<WireField> next();

 private:
  std::optional<std::uint64_t> varint();
  std::optional<std::string_view> take(std::uint64_t count);
  std::string_view rest_;
};

/// The last field of that number, or nothing.
[[nodiscard]] std::optional<WireField> wire_field(std::string_view message,
                                                  std::uint32_t number);
/// A packed list of 32-bit floating-point numbers.
[[nodiscard]] std::vector<double> wire_floats(std::string_view packed);
/// A 32-bit floating-point number of its bits.
[[nodiscard]] double wire_float(std::uint64_t bits);

}  // namespace attache::exchange
