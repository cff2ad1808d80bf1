#include "study/search_pattern.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/text.h"

namespace attache {

namespace {

constexpr std::string_view kWildcards = "\x01\x02";

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The place behind the character at `at`.
std::size_t behind(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
    ++at;
  return at;
}

/// Whether a text is a pattern from its beginning to its end. Where the part behind an
/// "any" does not fit, only the last "any" has to take one character more.
bool matches(std::string_view text, std::string_view pattern) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t any = kNone;
  std::size_t retry = 0;
  while (at < text.size()) {
    const bool more = in_pattern < pattern.size();
    if (more && pattern[in_pattern] == SearchPattern::kAny) {
      any = in_pattern++;
      retry = at;
    } else if (more && pattern[in_pattern] == SearchPattern::kOne) {
      at = behind(text, at);
      ++in_pattern;
    } else if (more && pattern[in_pattern] == text[at]) {
      ++at;
      ++in_pattern;
    } else if (any != kNone) {
      in_pattern = any + 1;
      retry = behind(text, retry);
      at = retry;
    } else {
      return false;
    }
  }
  const std::size_t rest = pattern.find_first_not_of(SearchPattern::kAny, in_pattern);
  return rest == kNone;
}

/// Letters and digits; of other scripts every character. In a pattern the wildcards too.
bool is_in_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         kWildcards.find(c) != std::string_view::npos;
}

std::string_view next_word(std::string_view text, std::size_t& at) {
  while (at < text.size() && !is_in_word(text[at]))
    ++at;
  const std::size_t begin = at;
  while (at < text.size() && is_in_word(text[at]))
    ++at;
  return text.substr(begin, at - begin);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> found;
  std::size_t at = 0;
  for (std::string_view word = next_word(text, at); !word.empty();
       word = next_word(text, at))
    found.push_back(word);
  return found;
}

}  // namespace

std::string folded_for_search(std::string_view text) {
  if (!is_ascii(text)) return fold(text);
  std::string folded;
  folded.reserve(text.size());
  bool blank = false;
  for (const char c : text) {
    if (is_blank(c)) {
      blank = !folded.empty();
      continue;
    }
    if (blank) folded += ' ';
    blank = false;
    folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return folded;
}

SearchPattern::SearchPattern(std::string_view text) : text_(folded_for_search(text)) {
  // Several "any" in a row are as one.
  const auto doubled = [](char a, char b) { return a == kAny && b == kAny; };
  text_.erase(std::unique(text_.begin(), text_.end(), doubled), text_.end());
  wild_ = text_.find_first_of(kWildcards) != std::string::npos;
  std::size_t begin = 0;
  while (begin < text_.size()) {
    const std::size_t end =
        std::min(text_.find_first_of(kWildcards, begin), text_.size());
    if (end - begin > literal_size_) {
      literal_at_ = begin;
      literal_size_ = end - begin;
    }
    begin = end + 1;
  }
}

bool SearchPattern::is(std::string_view text) const {
  return wild_ ? matches(text, text_) : text == text_;
}

bool SearchPattern::is_in(std::string_view text) const {
  if (!wild_) return text.find(text_) != std::string_view::npos;
  if (text.find(literal()) == std::string_view::npos) return false;
  return matches(text, kAny + text_ + kAny);
}

bool SearchPattern::is_words_in(std::string_view text) const {
  if (text.find(literal()) == std::string_view::npos) return false;
  const auto wanted = words_of(text_);
  const auto there = words_of(text);
  if (wanted.empty()) return false;
  return std::search(there.begin(), there.end(), wanted.begin(), wanted.end(),
                     [](std::string_view word, std::string_view pattern) {
                       return matches(word, pattern);
                     }) != there.end();
}

}  // namespace attache
