#pragma once
// The part of CommonMark that decks use, as blocks of spans, and how it is set on the
// screen.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "window/ui.h"

namespace attache::window {

struct MarkdownSpan {
  std::string text;
  bool strong = false;
  bool emphasis = false;
  bool code = false;
  bool link = false;
  /// Where the text stands in what was read; npos for a line break and other things made
  /// up.
  std::size_t source = std::string_view::npos;
  bool operator==(const MarkdownSpan&) const = default;
};

enum class BlockKind { kParagraph, kHeading, kItem, kCode, kQuote, kPicture };

struct MarkdownBlock {
  BlockKind kind = BlockKind::kParagraph;
  int depth = 0;                    ///< how many lists it stands in
  std::string marker;               ///< "•" or "1." for the first block of an item
  std::vector<MarkdownSpan> spans;  ///< kPicture: what it shows
  std::string file;                 ///< kPicture: as the text names it
};

/// Reads it. HTML stays plain text; nothing fails.
[[nodiscard]] std::vector<MarkdownBlock> read_markdown(std::string_view markdown);
/// The words alone, blocks apart by a blank.
[[nodiscard]] std::string plain_text(std::string_view markdown);

struct RichStyle {
  bool serif = true;
  float size = 20;
  ImU32 colour = 0;
  Align align = Align::kLeft;
  float line_height = 1.5F;
  bool balance = false;
  int max_lines = 0;                           ///< of each block
  std::span<const TextRange> highlights = {};  ///< bytes of the markdown
};
/// The runs of a block's spans in a style.
[[nodiscard]] std::vector<TextRun> runs_of(const Ui& ui,
                                           std::span<const MarkdownSpan> spans,
                                           const RichStyle& style);
/// A picture of a text, or the words in its place; gives the height.
float picture_block(const Ui& ui,
                    const MarkdownBlock& block,
                    const Column& at,
                    bool draw);
/// Draws (or only measures) and gives the height.
float rich_text(const Ui& ui,
                std::string_view markdown,
                const RichStyle& style,
                float x,
                float y,
                float width,
                bool draw = true);
[[nodiscard]] inline float rich_height(const Ui& ui,
                                       std::string_view markdown,
                                       const RichStyle& style,
                                       float width) {
  return rich_text(ui, markdown, style, 0, 0, width, false);
}

}  // namespace attache::window
