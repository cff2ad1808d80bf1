#pragma once
// Text as a book sets it: shaped by HarfBuzz, rasterised by FreeType, with fallback
// faces, wrapped by ICU's line breaks, and drawn into an ImGui draw list. All text in the
// window goes through here.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

namespace attache::window {

/// The faces of the interface. Each has fallbacks (Japanese, symbols, emoji); a face that
/// is not installed gives way to the nearest that is.
enum class Face {
  kSans,
  kSansStrong,
  kDisplay,
  kSerif,
  kSerifStrong,
  kSerifItalic,
  kSerifStrongItalic,
  kMono,
  kIcon
};

/// A stretch of text in one look. `size` is the em size in pixels (already scaled by the
/// text size).
struct TextRun {
  std::string text;
  Face face = Face::kSans;
  float size = 15;
  ImU32 colour = 0;
  ImU32 background = 0;  ///< highlight behind the run; 0 for none
  bool underline = false;
  bool tabular = false;  ///< figures of one width, for columns and clocks
};

enum class Align { kLeft, kCentre, kRight };

struct ParagraphStyle {
  float width = 0;  ///< wrap at this width in pixels; 0: one line, never wrapped
  Align align = Align::kLeft;
  float line_height = 1.5F;  ///< times the largest em size of the paragraph
  int max_lines = 0;         ///< cut with "…" after so many lines; 0: no limit
  bool balance = false;  ///< avoid a last line of one word by evening out the lines (for
                         ///< headings, questions)
};

/// A paragraph that was laid out: pixels relative to its top left corner.
class TextLayout {
 public:
  struct Glyph {
    std::uint32_t slot;  ///< into the typesetter's glyph cache
    float x, y;          ///< pen position of the glyph's origin
    ImU32 colour;
  };
  struct Mark {  ///< highlight or underline
    ImVec2 min, max;
    ImU32 colour = 0;
  };
  struct Line {
    std::size_t begin, end;  ///< bytes of the concatenated runs
    float top, baseline, left, width;
  };
  /// Where a caret can stand: byte offset (grapheme boundary), line, and x.
  struct CaretStop {
    std::size_t byte;
    std::size_t line;
    float x;
  };

  ImVec2 size{0, 0};  ///< widest line, total height
  std::vector<Line> lines;
  std::vector<Glyph> glyphs;
  std::vector<Mark> marks;
  std::vector<CaretStop> stops;  ///< ascending by byte
  bool shortened = false;        ///< `max_lines` cut something off

  /// Top of the caret at a byte offset, and the line's height.
  [[nodiscard]] ImVec2 caret_at(std::size_t byte) const;
  [[nodiscard]] float line_height() const;
  /// The byte offset whose caret stop is nearest to a point.
  [[nodiscard]] std::size_t byte_at(ImVec2 point) const;
};

class Typesetter {
 public:
  /// Finds the faces through fontconfig. Works with whatever is installed, down to no
  /// font at all (then every glyph is an empty box).
  Typesetter();
  ~Typesetter();
  Typesetter(const Typesetter&) = delete;
  Typesetter& operator=(const Typesetter&) = delete;
  Typesetter(Typesetter&&) = delete;
  Typesetter& operator=(Typesetter&&) = delete;

  /// Lays out runs as one paragraph (line feeds break lines). Cached by content: the same
  /// call in the next frame costs a lookup. The reference is valid until the end of the
  /// next frame.
  const TextLayout& lay_out(std::span<const TextRun> runs, const ParagraphStyle& style);
  const TextLayout& lay_out(const TextRun& run, const ParagraphStyle& style);
  /// Draws at a position (rounded to whole pixels).
  void draw(ImDrawList& list, ImVec2 position, const TextLayout& layout);
  /// Width of one line of text.
  float width_of(const TextRun& run);

  /// Call once a frame: forgets layouts not used lately and sends new glyphs to the
  /// texture.
  void end_frame();
  /// Names of faces that were wished for and not found, for a notice.
  [[nodiscard]] const std::vector<std::string>& missing_faces() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attache::window
