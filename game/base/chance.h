#pragma once
// Reproducible chance: seeded once in main, passed down, the same on every machine.

#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

namespace attache {

/// 64-bit hash of a text that never changes between versions (XXH3), for seeds and fuzz.
[[nodiscard]] std::uint64_t stable_hash(std::string_view text, std::uint64_t seed = 0);

/// A stream of random numbers. The standard's distributions differ between libraries, so
/// only its engine is used and the ranges are cut here.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed), seed_(seed) {}

  /// Any 64 bits.
  std::uint64_t bits() { return engine_(); }
  /// A whole number in [0, n), each equally likely. Needs n > 0.
  std::size_t below(std::size_t n);
  /// A real number in [0, 1).
  double unit();
  /// Puts a sequence into an order of which every one is equally likely.
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i)
      std::swap(items[i - 1], items[below(i)]);
  }
  /// A stream of its own for a named purpose; does not depend on what was drawn before.
  [[nodiscard]] Chance derive(std::string_view purpose) const {
    return Chance(stable_hash(purpose, seed_));
  }

 private:
  std::mt19937_64 engine_;
  std::uint64_t seed_;
};

}  // namespace attache
