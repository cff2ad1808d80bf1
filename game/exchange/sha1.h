#pragma once
// SHA-1, with which Anki's notes are told apart. Not for secrets.

#include <array>
#include <cstdint>
#include <string_view>

namespace attache::exchange {

/// The five words of the digest. Source: FIPS 180-4, sections 5.1.1 and 6.1.
[[nodiscard]] std::array<std::uint32_t, 5> sha1(std::string_view bytes);

}  // namespace attache::exchange
