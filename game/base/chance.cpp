#include "base/chance.h"

#include <cassert>
#include <cstdint>
#include <xxhash.h>

namespace attache {

std::uint64_t stable_hash(std::string_view text, std::uint64_t seed) {
  return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

std::size_t Chance::below(std::size_t n) {
  assert(n > 0);
  // Refuse the short last stretch of the 64-bit range, so that every number is equally
  // likely.
  const std::uint64_t range = n;
  const std::uint64_t limit = UINT64_MAX - UINT64_MAX % range;
  std::uint64_t drawn = engine_();
  while (drawn >= limit)
    drawn = engine_();
  return static_cast<std::size_t>(drawn % range);
}

double Chance::unit() {
  return static_cast<double>(engine_() >> 11) * 0x1.0p-53;
}

}  // namespace attache
