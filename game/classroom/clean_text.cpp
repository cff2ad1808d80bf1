#include "classroom/clean_text.h"

#include <algorithm>

#include "base/text.h"

namespace attache::classroom {

namespace {

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

bool is_hidden(char32_t c) {
  constexpr char32_t kNonJoiner = 0x200C;
  constexpr char32_t kJoiner = 0x200D;
  if (c == kNonJoiner || c == kJoiner) return false;
  return c == 0x061C || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

/// Whether a text may hold any of them: their UTF-8 begins with one of these bytes.
bool may_hold_any(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2 ||
           byte == 0xEF;
  });
}

}  // namespace

std::string clean_text(std::string_view text) {
  if (!may_hold_any(text)) return std::string(text);
  std::u32string kept;
  for (const char32_t c : code_points(text))
    if (!is_hidden(c)) kept += is_control(c) ? U' ' : c;
  return to_utf8(kept);
}

}  // namespace attache::classroom
