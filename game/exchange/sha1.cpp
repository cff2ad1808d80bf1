#include "exchange/sha1.h"

#include <bit>
#include <string>

namespace attache::exchange {

namespace {

constexpr std::size_t kBlock = 64;
using Words = std::array<std::uint32_t, 5>;

/// The function and constant of a round.
struct Round {
  std::uint32_t mixed;
  std::uint32_t constant;
};
Round round_at(std::size_t at, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  switch (at / 20) {
    case 0:
      return {(b & c) | (~b & d), 0x5a827999};
    case 1:
      return {b ^ c ^ d, 0x6ed9eba1};
    case 2:
      return {(b & c) | (b & d) | (c & d), 0x8f1bbcdc};
    default:
      return {b ^ c ^ d, 0xca62c1d6};
  }
}

void add_block(Words& hash, std::string_view block) {
  std::array<std::uint32_t, 80> schedule{};
  for (std::size_t i = 0; i < 16; ++i)
    for (std::size_t j = 0; j < 4; ++j)
      schedule[i] = (schedule[i] << 8U) | static_cast<unsigned char>(block[4 * i + j]);
  for (std::size_t i = 16; i < schedule.size(); ++i)
    schedule[i] = std::rotl(
        schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16], 1);
  auto [a, b, c, d, e] = hash;
  for (std::size_t i = 0; i < schedule.size(); ++i) {
    const Round round = round_at(i, b, c, d);
    const std::uint32_t next =
        std::rotl(a, 5) + round.mixed + e + round.constant + schedule[i];
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = next;
  }
  hash[0] += a;
  hash[1] += b;
  hash[2] += c;
  hash[3] += d;
  hash[4] += e;
}

}  // namespace

std::array<std::uint32_t, 5> sha1(std::string_view bytes) {
  Words hash{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  std::string padded(bytes);
  padded += '\x80';
  while (padded.size() % kBlock != kBlock - 8)
    padded += '\0';
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (unsigned shift = 64; shift > 0;) {
    shift -= 8;
    padded += static_cast<char>((bits >> shift) & 0xffU);
  }
  for (std::size_t at = 0; at < padded.size(); at += kBlock)
    add_block(hash, std::string_view(padded).substr(at, kBlock));
  return hash;
}

}  // namespace attache::exchange
