#include "deckfile/folding.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"

namespace attache {

namespace {

bool all_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) >= 0x20U &&
            static_cast<unsigned char>(c) < 0x7FU) ||
           c == '\n' || c == '\t' || c == '\r';
  });
}

std::string without_hidden(std::string_view text) {
  if (all_ascii(text)) return std::string(text);
  std::u32string letters = code_points(text);
  std::erase_if(letters, is_hidden);
  return to_utf8(letters);
}

bool begins_item(std::string_view line) {
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 3) return false;
  const std::string_view mark = line.substr(digits, 2);
  if (digits > 0) return mark == ". " || mark == ") ";
  return mark == "- " || mark == "* " || mark == "+ ";
}

}  // namespace

bool is_hidden(char32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n' && c != '\r';
  // U+0085 is a line end of old and counts as white space.
  return (c >= 0x7F && c <= 0x9F && c != 0x85) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

std::string folded_line(std::string_view text) {
  return one_line(without_hidden(text));
}

std::string folded_markdown(std::string_view text) {
  std::string folded;
  bool new_paragraph = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string line = folded_line(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.empty()) {
      new_paragraph = true;
      continue;
    }
    if (!folded.empty())
      folded += new_paragraph ? "\n\n" : begins_item(line) ? "\n" : " ";
    new_paragraph = false;
    folded += line;
  }
  return folded;
}

}  // namespace attache
