#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <string>

#include "base/text.h"
#include "cards/plain.h"
#include "exchange/html_text.h"
#include "exchange/moodle_question.h"

namespace attache::exchange {

namespace {

constexpr std::string_view kMarkBegin = "\xEE\x80\x80";  // U+E000, for private use
constexpr std::string_view kMarkEnd = "\xEE\x80\x81";

bool begins_tag(char c) {
  return c == '/' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether somebody who wrote this meant HTML. "a < b" and "R&D" are none.
bool looks_like_html(std::string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at != std::string_view::npos;
       at = text.find_first_of("<&", at + 1)) {
    const std::string_view rest = text.substr(at + 1, 40);
    const std::size_t end = rest.find_first_of(text[at] == '<' ? "<>" : "; <&");
    if (rest.empty() || end == std::string_view::npos || end == 0) continue;
    if (text[at] == '<' && begins_tag(rest.front()) && rest[end] == '>') return true;
    if (text[at] == '&' && rest[end] == ';') return true;
  }
  // A long tag has no end nearby, but an attribute.
  return text.find("=\"") != std::string_view::npos &&
         text.find('<') != std::string_view::npos;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  return text;
}

std::optional<double> number_of(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, failure] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() ||
      !std::isfinite(number))
    return {};
  return number;
}

std::string number_text(double number) {
  std::array<char, 512> digits{};  // the longest double needs 327 characters
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                     std::chars_format::fixed);
  return {digits.data(), written.ptr};
}

// ---- categories and comments

std::string category_path(const std::vector<std::string>& names) {
  std::string path = "$course$/top";
  for (const std::string& name : names) {
    path += '/';
    for (const char c : name)
      path += c == '/' ? std::string("//") : std::string(1, c);
  }
  return path;
}

std::vector<std::string> category_names(std::string_view path) {
  std::vector<std::string> names{""};
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != '/') {
      names.back() += path[i];
    } else if (path.substr(i, 2) == "//") {
      names.back() += '/';
      ++i;
    } else {
      names.emplace_back();
    }
  }
  for (std::string& name : names)
    name = one_line(name);
  // "$course$", "$system$" and "top" are places in Moodle, not names.
  if (!names.empty() && names.front().starts_with('$') && names.front().ends_with('$'))
    names.erase(names.begin());
  if (!names.empty() && names.front() == "top") names.erase(names.begin());
  std::erase(names, "");
  return names;
}

std::string bracketed(std::string_view key, std::string_view value) {
  std::string text = fmt::format("[{}:", key);
  for (const char c : value) {
    // Two hyphens in a row would end a comment of XML.
    if (c == ']' || c == '\\' || (c == '-' && text.back() == '-')) text += '\\';
    text += c;
  }
  return text + ']';
}

std::vector<std::pair<std::string, std::string>> read_brackets(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> found;
  for (std::size_t at = text.find('['); at != std::string_view::npos;
       at = text.find('[', at)) {
    const std::size_t colon = text.find_first_of(":[]", ++at);
    if (colon == std::string_view::npos) return found;
    if (text[colon] != ':') {
      at = colon;
      continue;
    }
    std::string value;
    std::size_t end = colon + 1;
    for (; end < text.size() && text[end] != ']'; ++end) {
      if (text[end] == '\\' && end + 1 < text.size()) ++end;
      value += text[end];
    }
    if (end >= text.size()) return found;
    found.emplace_back(trimmed(text.substr(at, colon - at)), one_line(value));
    at = end;
  }
  return found;
}

// ---- texts

std::string text_to_markdown(std::string_view text,
                             TextFormat format,
                             const std::string& where,
                             NoteBook& notes) {
  if (format == TextFormat::kMarkdown) return std::string(text);
  if (format == TextFormat::kPlain ||
      (format == TextFormat::kMoodle && !looks_like_html(text)))
    return markdown_of(text);
  FromHtml read = from_html(text);
  for (const std::string& lost : read.left_out)
    notes.note(where, lost + " is left out");
  for (const std::string& picture : read.pictures)
    if (!picture.starts_with("media/"))
      notes.note(where, fmt::format("the picture {} is not in the file",
                                    one_line(std::string_view(picture).substr(0, 100))));
  return std::move(read.markdown);
}

std::string text_to_plain(std::string_view text, TextFormat format) {
  if (format == TextFormat::kMarkdown) return one_line(plain_text(text));
  if (format == TextFormat::kHtml ||
      (format == TextFormat::kMoodle && looks_like_html(text)))
    return one_line(plain_from_html(text));
  return one_line(text);
}

// ---- gaps

std::string gap_mark(std::size_t gap) {
  return fmt::format("{}{}{}", kMarkBegin, gap, kMarkEnd);
}

std::string without_gap_marks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view ahead = text.substr(i, kMarkBegin.size());
    if (ahead == kMarkBegin || ahead == kMarkEnd) {
      i += kMarkBegin.size() - 1;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string with_blanks(std::string_view markdown,
                        const std::vector<std::string>& blanks) {
  std::string out;
  while (true) {
    const std::size_t begin = markdown.find(kMarkBegin);
    out += around_blanks(markdown.substr(0, begin));
    if (begin == std::string_view::npos) return out;
    markdown.remove_prefix(begin + kMarkBegin.size());
    const std::size_t end = markdown.find(kMarkEnd);
    std::size_t gap = blanks.size();
    if (end != std::string_view::npos) {
      std::from_chars(markdown.data(), markdown.data() + end, gap);
      markdown.remove_prefix(end + kMarkEnd.size());
    }
    if (gap < blanks.size()) out += blanks[gap];
  }
}

// ---- stars

std::string with_escaped_stars(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '*') out += '\\';
    out += c;
  }
  return out;
}

std::optional<std::string> without_stars(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '*') {
      if (!out.ends_with('\\')) return {};
      out.pop_back();
    }
    out += c;
  }
  return out;
}

}  // namespace attache::exchange
