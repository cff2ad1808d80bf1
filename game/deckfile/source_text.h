#pragma once
// The text of a deck with the way from a byte back to the line and column that a person
// looks for.

#include <cstddef>
#include <string_view>
#include <vector>

namespace attache {

/// A spot in a text: line and column count from 1, the column in characters.
struct TextPlace {
  int line = 0;
  int column = 0;
  bool operator==(const TextPlace&) const = default;
};

/// Borrows the text, which has to outlive it.
class SourceText {
 public:
  explicit SourceText(std::string_view text);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] TextPlace place_of(std::size_t offset) const;
  /// Where `word` stands in the given line, else where the line begins.
  [[nodiscard]] std::size_t offset_in_line(int line, std::string_view word) const;
  /// Where the attribute stands in the start tag that begins at `tag`, else the tag
  /// itself.
  [[nodiscard]] std::size_t attribute_offset(std::size_t tag,
                                             std::string_view name) const;

 private:
  [[nodiscard]] std::size_t line_start(int line) const;

  std::string_view text_;
  std::vector<TextPlace>
      marks_;  ///< the place of every 4096th byte, so that a search is short
};

/// The ASCII white space of XML.
[[nodiscard]] bool is_blank(char c);
/// Whether a byte can begin, or go on with, the name of an element or attribute.
[[nodiscard]] bool begins_name(char c);
[[nodiscard]] bool continues_name(char c);
/// The byte behind the > of the start tag that begins at `tag`.
[[nodiscard]] std::size_t behind_start_tag(std::string_view text, std::size_t tag);
/// What a file may begin with to say that it is UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace attache
