#include "base/chance.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <numeric>
#include <rapidcheck.h>
#include <string>

#include <doctest/doctest.h>

using namespace attache;

namespace {

/// The bytes over which the vectors of xxHash's own sanity check are taken.
std::string sanity_bytes(std::size_t length) {
  std::string bytes;
  std::uint64_t state = 2654435761U;
  for (std::size_t i = 0; i < length; ++i) {
    bytes += static_cast<char>(state >> 56);
    state *= 11400714785074694797U;
  }
  return bytes;
}

/// Pearson's chi-square of counts that should all be the same.
double chi_square(const std::vector<double>& counts) {
  const double expected = std::accumulate(counts.begin(), counts.end(), 0.0) /
                          static_cast<double>(counts.size());
  double sum = 0;
  for (const double count : counts)
    sum += (count - expected) * (count - expected) / expected;
  return sum;
}

}  // namespace

TEST_CASE("stable_hash gives the vectors that XXH3 publishes") {
  constexpr std::uint64_t kSeed = 11400714785074694797U;
  struct Vector {
    std::size_t length;
    std::uint64_t seed;
    std::uint64_t hash;
  };
  constexpr std::array<Vector, 16> kVectors{{{0, 0, 0x2D06800538D394C2},
                                             {0, kSeed, 0xA8A6B918B2F0364A},
                                             {1, 0, 0xC44BDFF4074EECDB},
                                             {1, kSeed, 0x032BE332DD766EF8},
                                             {6, 0, 0x27B56A84CD2D7325},
                                             {6, kSeed, 0x84589C116AB59AB9},
                                             {12, 0, 0xA713DAF0DFBB77E7},
                                             {12, kSeed, 0xE7303E1B2336DE0E},
                                             {24, 0, 0xA3FE70BF9D3510EB},
                                             {24, kSeed, 0x850E80FC35BDD690},
                                             {48, 0, 0x397DA259ECBA1F11},
                                             {48, kSeed, 0xADC2CBAA44ACC616},
                                             {80, 0, 0xBCDEFBBB2C47C90A},
                                             {80, kSeed, 0xC6DD0CB699532E73},
                                             {195, 0, 0xCD94217EE362EC3A},
                                             {195, kSeed, 0xBA68003D370CB3D9}}};
  for (const Vector& vector : kVectors) {
    CAPTURE(vector.length);
    CHECK(stable_hash(sanity_bytes(vector.length), vector.seed) == vector.hash);
  }
  CHECK(stable_hash("") == 0x2D06800538D394C2);
}

TEST_CASE("the stream of a seed is the one that the standard prescribes") {
  // 64-bit Mersenne Twister, default seed 5489: the 10000th number is fixed by the C++
  // standard.
  Chance chance(5489);
  for (int i = 1; i < 10000; ++i)
    chance.bits();
  CHECK(chance.bits() == 9981545732273789042U);
}

TEST_CASE("below one is always zero, and every number below n turns up") {
  Chance chance(7);
  CHECK(chance.below(1) == 0);
  std::map<std::size_t, int> seen;
  for (int i = 0; i < 1000; ++i)
    ++seen[chance.below(6)];
  CHECK(seen.size() == 6);
  CHECK(seen.rbegin()->first == 5);
}

TEST_CASE("numbers below n are equally likely") {
  Chance chance(20240728);
  std::vector<double> counts(10);
  for (int i = 0; i < 100'000; ++i)
    ++counts[chance.below(counts.size())];
  // 99.9 % of chi-square with 9 degrees of freedom.
  CHECK(chi_square(counts) < 27.88);
}

TEST_CASE("numbers below a large n are equally likely in both halves") {
  // Two thirds of the 64-bit range: without refusing the rest, the lower half would come
  // twice as often.
  Chance chance(3);
  const std::size_t n = UINT64_MAX / 3 * 2;
  std::vector<double> halves(2);
  for (int i = 0; i < 20'000; ++i)
    ++halves[chance.below(n) < n / 2 ? 0 : 1];
  CHECK(chi_square(halves) < 10.83);
}

TEST_CASE("unit numbers are at least 0, less than 1, and evenly spread") {
  Chance chance(11);
  std::vector<double> counts(20);
  for (int i = 0; i < 100'000; ++i) {
    const double number = chance.unit();
    REQUIRE(number >= 0);
    REQUIRE(number < 1);
    ++counts[static_cast<std::size_t>(number * 20)];
  }
  CHECK(chi_square(counts) < 43.82);  // 99.9 %, 19 degrees of freedom
}

TEST_CASE("every order of a shuffle is equally likely") {
  Chance chance(99);
  std::map<std::string, double> seen;
  for (int i = 0; i < 48'000; ++i) {
    std::vector<char> letters{'a', 'b', 'c', 'd'};
    chance.shuffle(letters);
    ++seen[std::string(letters.begin(), letters.end())];
  }
  REQUIRE(seen.size() == 24);
  std::vector<double> counts;
  counts.reserve(seen.size());
  for (const auto& [order, count] : seen)
    counts.push_back(count);
  CHECK(chi_square(counts) < 49.73);  // 99.9 %, 23 degrees of freedom
}

TEST_CASE(
    "a derived stream does not depend on what was drawn, but on the seed and the "
    "purpose") {
  Chance fresh(5);
  Chance used(5);
  used.bits();
  CHECK(fresh.derive("options").bits() == used.derive("options").bits());
  CHECK(fresh.derive("options").bits() != fresh.derive("form").bits());
  CHECK(fresh.derive("options").bits() != Chance(6).derive("options").bits());
}

TEST_CASE("property: a shuffle keeps the same things") {
  CHECK(rc::check("kept", [](std::vector<int> things, std::uint64_t seed) {
    std::vector<int> shuffled = things;
    Chance(seed).shuffle(shuffled);
    std::sort(things.begin(), things.end());
    std::sort(shuffled.begin(), shuffled.end());
    return things == shuffled;
  }));
}

TEST_CASE("property: the same seed gives the same stream") {
  CHECK(rc::check("same", [](std::uint64_t seed) {
    Chance a(seed);
    Chance b(seed);
    for (int i = 0; i < 20; ++i)
      if (a.below(1000) != b.below(1000)) return false;
    return true;
  }));
}
