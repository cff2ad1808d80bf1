#pragma once
// How the text of an editor is laid out: in pieces, of which only those in view are set,
// so that a keystroke costs the same in a long text as in a short one. No drawing.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "window/typesetter.h"

namespace attache::window {

/// A paragraph, or some lines of a long one. Until it is `known`, its lines are a guess.
struct AreaPiece {
  std::size_t begin = 0, end = 0;  ///< bytes of the text, without the line feed
  bool ends_paragraph = true;
  bool known = false;
  std::size_t lines = 1;
  std::uint64_t checked = 0;     ///< revision of the spelling that `wrong` belongs to
  std::vector<TextRange> wrong;  ///< bytes of the text from `begin`
};

class AreaLayout {
 public:
  /// Sets a stretch without line feeds, at the width that was told to `follow`.
  using Setter = std::function<const TextLayout&(std::string_view stretch)>;
  struct Measure {
    float width = 0;        ///< pixels
    float em = 0;           ///< pixels
    float line_height = 1;  ///< pixels
    bool operator==(const Measure&) const = default;
  };

  /// Must be called before the others, whenever the text or the measure may have changed.
  /// Forgets only what changed.
  void follow(std::string_view text, const Measure& measure);
  [[nodiscard]] std::string_view text() const { return text_; }

  /// Makes known what lies between two heights. Gives how much the height above `from`
  /// grew by it: what is in view stays where it is when the scroll offset grows as much.
  float settle(float from, float to, const Setter& set);
  /// Makes the beginning known, until it has so many lines (0: everything), and gives how
  /// many there are, at most `most`.
  std::size_t settle_lines(std::size_t most, const Setter& set);

  [[nodiscard]] float height() const;
  [[nodiscard]] std::vector<AreaPiece>& pieces() { return pieces_; }
  [[nodiscard]] std::size_t piece_of(std::size_t byte) const;
  [[nodiscard]] std::size_t piece_at(float y) const;
  [[nodiscard]] float top_of(std::size_t piece) const;
  [[nodiscard]] std::string_view stretch(const AreaPiece& piece) const;

  /// Top of the caret at a byte.
  [[nodiscard]] ImVec2 caret_at(std::size_t byte, const Setter& set);
  /// The byte whose caret is nearest to a point.
  [[nodiscard]] std::size_t byte_at(ImVec2 point, const Setter& set);

 private:
  void change(std::string_view text);
  void split(std::vector<AreaPiece>& into,
             std::size_t begin,
             std::size_t end,
             bool ends_paragraph) const;
  [[nodiscard]] std::size_t guessed_lines(std::size_t bytes) const;
  [[nodiscard]] std::size_t paragraph_end(std::size_t piece) const;
  [[nodiscard]] std::size_t window_end(std::size_t begin,
                                       std::size_t end,
                                       std::size_t bytes) const;
  [[nodiscard]] std::size_t last_meeting(std::size_t piece,
                                         const TextLayout& layout,
                                         std::size_t& line) const;
  void make_known(std::size_t piece, const Setter& set);
  void end_piece(std::size_t piece, std::size_t end, std::size_t lines);
  void sum_up() const;

  std::string text_;
  Measure measure_;
  std::vector<AreaPiece> pieces_;
  mutable std::vector<std::size_t> lines_above_;  ///< one more than pieces
  mutable bool summed_ = false;
};

}  // namespace attache::window
