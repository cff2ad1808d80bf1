#pragma once
// A text as numbered lines, which notes can name.

#include <cstddef>
#include <string_view>
#include <vector>

namespace attache::exchange {

struct TextLine {
  std::size_t number = 1;
  std::string_view text;  ///< without its line end
};
/// The lines of a text, a view into it.
[[nodiscard]] std::vector<TextLine> lines_of(std::string_view text);
[[nodiscard]] bool is_blank_line(std::string_view line);

}  // namespace attache::exchange
