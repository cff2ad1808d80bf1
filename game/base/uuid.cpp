#include "base/uuid.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace attache {

namespace {

/// The 36 characters, by hand: imports make a million of them.
std::string text_of(std::uint64_t high, std::uint64_t low) {
  constexpr std::array<int, 5> kGroups{8, 4, 4, 4, 12};
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  int digit = 0;
  for (const int group : kGroups) {
    if (!text.empty()) text += '-';
    for (int i = 0; i < group; ++i, ++digit) {
      const std::uint64_t half = digit < 16 ? high : low;
      text += kDigits[half >> (60 - 4 * (digit % 16)) & 0xFU];
    }
  }
  return text;
}

}  // namespace

std::string imported_uuid(std::string_view question,
                          std::int64_t at_ms,
                          std::string_view what) {
  constexpr std::uint64_t kPurpose = 0x696D706F72746564;  // "imported"
  const std::uint64_t family = stable_hash(question, kPurpose);
  const std::uint64_t low =
      stable_hash(what, family ^ static_cast<std::uint64_t>(at_ms) * 0x9E3779B97F4A7C15U);
  // 48 bits of the question, 12 and 62 bits of the entry.
  const std::uint64_t middle = stable_hash(question, low) & 0xFFFU;
  return text_of((family & 0xFFFF'FFFF'FFFF'0000U) | 0x8000U | middle,
                 (low & 0x3FFF'FFFF'FFFF'FFFFU) | 0x8000'0000'0000'0000U);
}

std::string uuid_v7(Instant at, Chance& chance) {
  const auto millis =
      static_cast<std::uint64_t>(at.time_since_epoch().count()) & 0xFFFF'FFFF'FFFFU;
  const std::uint64_t high = millis << 16 | 0x7000U | (chance.bits() & 0x0FFFU);
  const std::uint64_t low =
      (chance.bits() & 0x3FFF'FFFF'FFFF'FFFFU) | 0x8000'0000'0000'0000U;
  return text_of(high, low);
}

}  // namespace attache
