// Throws bytes at the look at a picture's first bytes. A part of a picture must never
// tell another size than the whole.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/picture_header.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view whole(reinterpret_cast<const char*>(bytes), size);
  const auto found = attache::picture_size(whole);
  if (found && (found->width == 0 || found->height == 0)) std::abort();
  const auto of_half = attache::picture_size(whole.substr(0, size / 2));
  if (of_half && of_half != found) std::abort();
  return 0;
}
