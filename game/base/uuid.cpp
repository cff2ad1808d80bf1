#include "base/uuid.h"

#include <cstdint>
#include <fmt/format.h>

namespace attache {

std::string uuid_v7(Instant at, Chance& chance) {
  const auto millis =
      static_cast<std::uint64_t>(at.time_since_epoch().count()) & 0xFFFF'FFFF'FFFFU;
  const std::uint64_t high = millis << 16 | 0x7000U | (chance.bits() & 0x0FFFU);
  const std::uint64_t low =
      (chance.bits() & 0x3FFF'FFFF'FFFF'FFFFU) | 0x8000'0000'0000'0000U;
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32,
                     high >> 16 & 0xFFFFU, high & 0xFFFFU, low >> 48,
                     low & 0xFFFF'FFFF'FFFFU);
}

}  // namespace attache
