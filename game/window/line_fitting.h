#pragma once
// Where the lines of a paragraph end. Pure arithmetic on widths: knows no fonts.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace attache::window {

/// How welcome a line break before a character is.
enum class BreakChance : std::uint8_t {
  kNever,      ///< inside a grapheme or ligature
  kDesperate,  ///< inside a word that is wider than the line
  kTight,  ///< allowed by the script, but it tears a short word apart (統合作戦司令部)
  kGood,  ///< between words
  kMust,  ///< after a line feed
};

/// One character of the paragraph, as far as lines are concerned.
struct FitCharacter {
  float width = 0;
  BreakChance before = BreakChance::kNever;
  bool blank = false;  ///< white space: hangs over the edge at the end of a line
};

/// Characters `begin` to `end`, of which those from `ink_end` on are hanging blanks.
struct FitLine {
  std::size_t begin = 0;
  std::size_t ink_end = 0;
  std::size_t end = 0;
  float width = 0;  ///< without the hanging blanks
};

/// Breaks a paragraph into lines at most `width` wide (0: only at line feeds). A line
/// holds more only when a single character does. With `balance` the lines become about
/// equally long, as many as are needed, and the last one does not hold a single word
/// where that can be avoided. There is always at least one line.
std::vector<FitLine> fit_lines(std::span<const FitCharacter> text,
                               float width,
                               bool balance);

}  // namespace attache::window
