#include "exchange/commonmark_text.h"

#include <algorithm>
#include <optional>

#include "deckfile/folding.h"

namespace attache::exchange {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_letter_or_number(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

/// Whether the character at `i` would be read as a mark wherever in the line it stands.
bool is_mark(std::string_view line, std::size_t i) {
  const char next = i + 1 < line.size() ? line[i + 1] : '\0';
  switch (line[i]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
      return true;
    case '_':  // inside a word it means nothing
      return i == 0 || !is_letter_or_number(line[i - 1]) || !is_letter_or_number(next);
    case '<':
      return next != ' ' && next != '=' && next != '\0' && !(next >= '0' && next <= '9');
    case '&':
      return is_letter(next) || next == '#';
    case '~':
      return true;
    case '{':
      return next == '{';  // would be a blank where the card is a cloze
    default:
      return false;
  }
}

/// The mark that counts only at the beginning of a line, if there is one.
std::optional<std::size_t> mark_at_start(std::string_view line) {
  constexpr std::size_t kMostDigits = 9;
  if (line.empty()) return {};
  const char first = line.front();
  const char next = line.size() > 1 ? line[1] : ' ';
  if (first == '>') return 0;
  if (first == '#' || first == '+' || first == '-' || first == '=')
    return next == ' ' || next == first ? std::optional<std::size_t>(0) : std::nullopt;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits == 0 || digits > kMostDigits || digits == line.size()) return {};
  if (line[digits] != '.' && line[digits] != ')') return {};
  if (digits + 1 < line.size() && line[digits + 1] != ' ') return {};
  return digits;
}

}  // namespace

std::string escaped_commonmark(std::string_view line, bool at_start) {
  const auto start = at_start ? mark_at_start(line) : std::nullopt;
  std::string out;
  out.reserve(line.size() + 8);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (start == i || is_mark(line, i)) out += '\\';
    out += line[i];
  }
  return out;
}

std::string markdown_of(std::string_view plain) {
  std::string out;
  while (!plain.empty()) {
    const std::size_t end = std::min(plain.find('\n'), plain.size());
    const std::string line = folded_line(plain.substr(0, end));
    plain.remove_prefix(std::min(end + 1, plain.size()));
    if (line.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += escaped_commonmark(line);
  }
  return out;
}

}  // namespace attache::exchange
