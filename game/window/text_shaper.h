#pragma once
// From styled text to measured glyphs: fallback fonts, scripts, directions, shaping, and
// where a line may break.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "window/font_stacks.h"
#include "window/line_fitting.h"
#include "window/typesetter.h"

namespace attache::window {

/// One code point of the paragraph. What belongs together (font, script, direction) is
/// the same for all code points of a grapheme.
struct ShapedCharacter {
  char32_t code = 0;
  std::size_t byte = 0;  ///< in the concatenated runs
  std::uint32_t run = 0;
  int font = kBoxFont;
  int script = 0;          ///< ICU's UScriptCode
  std::uint8_t level = 0;  ///< bidirectional level: odd runs from right to left
  bool grapheme = false;   ///< a caret can stand before it
  bool cluster = false;    ///< glyphs begin here
  bool blank = false;
  BreakChance before = BreakChance::kNever;
  float advance = 0;  ///< of the whole cluster, at its first character
};

struct ShapedGlyph {
  std::uint32_t glyph = 0;          ///< in the item's font; `kBoxGlyph` draws a box
  std::size_t character = 0;        ///< first character of its cluster
  float advance = 0, x = 0, y = 0;  ///< pixels; `y` downwards
  bool ink = true;
};
inline constexpr std::uint32_t kBoxGlyph = 0xFFFFFFFFU;

/// A stretch of one font, run, script and direction. Its glyphs stand in the order of
/// their clusters' characters (reading order), whatever the direction.
struct ShapedItem {
  std::size_t begin = 0, end = 0;               ///< characters
  std::size_t first_glyph = 0, last_glyph = 0;  ///< half open
  std::uint32_t run = 0;
  int font = kBoxFont;
  std::uint8_t level = 0;
};

struct ShapedText {
  std::vector<ShapedCharacter> characters;
  std::vector<ShapedItem> items;
  std::vector<ShapedGlyph> glyphs;
  std::size_t bytes = 0;
  bool ends_with_feed = false;  ///< an empty line follows the last character
  bool right_to_left = false;   ///< some of it is
};

class TextShaper {
 public:
  explicit TextShaper(FontStacks& fonts);
  ~TextShaper();
  TextShaper(const TextShaper&) = delete;
  TextShaper& operator=(const TextShaper&) = delete;
  TextShaper(TextShaper&&) = delete;
  TextShaper& operator=(TextShaper&&) = delete;

  [[nodiscard]] ShapedText shape(std::span<const TextRun> runs);

 private:
  struct Tools;  ///< ICU's break iterators and HarfBuzz's buffer
  void find_graphemes(ShapedText& text) const;
  void find_breaks(ShapedText& text) const;
  void choose_fonts(ShapedText& text, std::span<const TextRun> runs);
  void make_items(ShapedText& text, std::span<const TextRun> runs);
  void shape_item(ShapedText& text, ShapedItem& item, const TextRun& run);
  void box_item(ShapedText& text, ShapedItem& item, const TextRun& run) const;

  FontStacks& fonts_;
  std::unique_ptr<Tools> tools_;
};

}  // namespace attache::window
