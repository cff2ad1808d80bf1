#pragma once
// What stands between two parts of a deck, and which of them its comments belong to.

#include <string>
#include <string_view>

namespace attache {

/// A gap in two: what belongs to the part before or to nobody, and what goes with the
/// part behind it: comments right above it, and the line end and blanks before them.
struct SplitGap {
  std::string_view stays;
  std::string_view goes;
};
[[nodiscard]] SplitGap split_gap(std::string_view gap);

/// How much of a gap's beginning belongs to the part before it: comments on the same
/// line.
[[nodiscard]] std::size_t same_line_part(std::string_view gap);

/// The gap that is left when a part between two gaps is taken out: nothing that a person
/// wrote is lost.
[[nodiscard]] std::string joined_gap(std::string_view before, std::string_view after);

/// Whether there is nothing but blanks and line ends.
[[nodiscard]] bool is_empty_gap(std::string_view gap);
/// Line feeds among the blanks that a gap ends with.
[[nodiscard]] std::size_t line_ends(std::string_view blanks);

}  // namespace attache
