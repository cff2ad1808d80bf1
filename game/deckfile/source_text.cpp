#include "deckfile/source_text.h"

#include <algorithm>
#include <iterator>

namespace attache {

namespace {

constexpr std::size_t kBlock = 4096;
/// Tags longer than this come from machines; there the tag's own place has to do.
constexpr std::size_t kLongestTag = 65536;

void step(TextPlace& place, char c) {
  if (c == '\n') {
    ++place.line;
    place.column = 1;
  } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
    ++place.column;
  }
}

std::size_t after_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at]))
    ++at;
  return at;
}

std::size_t after_name(std::string_view text, std::size_t at) {
  while (at < text.size() && continues_name(text[at]))
    ++at;
  return at;
}

}  // namespace

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80U;
}

bool continues_name(char c) {
  return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

std::size_t behind_start_tag(std::string_view text, std::size_t tag) {
  char quote = '\0';
  for (std::size_t at = tag; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return text.size();
}

SourceText::SourceText(std::string_view text) : text_(text) {
  marks_.reserve(text.size() / kBlock + 1);
  TextPlace place{1, 1};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kBlock == 0) marks_.push_back(place);
    step(place, text[i]);
  }
  if (marks_.empty()) marks_.push_back(place);
}

TextPlace SourceText::place_of(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const std::size_t block = std::min(offset / kBlock, marks_.size() - 1);
  TextPlace place = marks_[block];
  for (std::size_t i = block * kBlock; i < offset; ++i)
    step(place, text_[i]);
  return place;
}

std::size_t SourceText::line_start(int line) const {
  const auto after =
      std::partition_point(marks_.begin(), marks_.end(),
                           [&](const TextPlace& mark) { return mark.line < line; });
  if (after == marks_.begin()) return 0;
  auto offset =
      static_cast<std::size_t>(std::distance(marks_.begin(), after) - 1) * kBlock;
  for (int now = std::prev(after)->line; offset < text_.size() && now < line; ++offset)
    if (text_[offset] == '\n') ++now;
  return offset;
}

std::size_t SourceText::offset_in_line(int line, std::string_view word) const {
  const std::size_t begin = line_start(line);
  const std::size_t end = std::min(text_.find('\n', begin), text_.size());
  const std::size_t found = text_.substr(begin, end - begin).find(word);
  return found == std::string_view::npos ? begin : begin + found;
}

std::size_t SourceText::attribute_offset(std::size_t tag, std::string_view name) const {
  if (tag >= text_.size()) return tag;
  const std::string_view text = text_.substr(tag, kLongestTag);
  std::size_t at = after_name(text, 1);
  while (true) {
    const std::size_t begin = after_blanks(text, at);
    const std::size_t end = after_name(text, begin);
    if (begin == end) return tag;
    if (text.substr(begin, end - begin) == name) return tag + begin;
    const std::size_t quote = after_blanks(text, after_blanks(text, end) + 1);
    if (quote >= text.size()) return tag;
    at = text.find(text[quote], quote + 1);
    if (at == std::string_view::npos) return tag;
    ++at;
  }
}

}  // namespace attache
