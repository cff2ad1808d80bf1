#pragma once
// Plain text as CommonMark that shows it just so.

#include <string>
#include <string_view>

namespace attache::exchange {

/// Plain text of one line with its marks escaped. `at_start` where it begins a line,
/// since some marks count only there.
[[nodiscard]] std::string escaped_commonmark(std::string_view line, bool at_start = true);

/// Plain text as CommonMark. Each line is a paragraph, since a deck keeps no other line
/// breaks.
[[nodiscard]] std::string markdown_of(std::string_view plain);

}  // namespace attache::exchange
