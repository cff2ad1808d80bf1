#include "base/text_columns.h"

#include <algorithm>
#include <unicode/uchar.h>

#include "base/text.h"

namespace attache {

namespace {

std::size_t columns_of_character(char32_t c) {
  const auto character = static_cast<UChar32>(c);
  const auto type = U_MASK(u_charType(character));
  if ((type & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) return 0;
  const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char32_t c : code_points(text))
    columns += columns_of_character(c);
  return columns;
}

std::string cut_to_columns(std::string_view text, std::size_t most) {
  const std::u32string characters = code_points(text);
  // Room for the sign of cutting.
  const std::size_t room = std::max<std::size_t>(most, 1) - 1;
  std::size_t columns = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    columns += columns_of_character(characters[i]);
    if (columns <= room) kept = i + 1;
  }
  if (columns <= room + 1) return std::string(text);
  while (kept > 0 && characters[kept - 1] == U' ')
    --kept;
  return to_utf8(std::u32string_view(characters).substr(0, kept)) + "…";
}

}  // namespace attache
