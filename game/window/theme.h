#pragma once
// The one look: colours for light and dark as values, and sizes that grow with the text
// size.

#include <array>
#include <cstddef>

#include <imgui.h>

namespace attache {
enum class Hue;  // study/chart.h
}

namespace attache::window {

inline constexpr std::size_t kHues = 14;

/// A meaning in three tones: its text, the surface behind it, the line around that.
struct Tint {
  ImU32 ink;
  ImU32 soft;
  ImU32 line;
};

/// Every colour of the window. Nothing else names one.
struct Palette {
  ImU32 ground, card, sunken, hover, line, line_strong;
  ImU32 text, muted, accent, accent_hover, accent_soft, on_accent;
  ImU32 scrim, highlight, bubble, on_bubble;
  Tint again, hard, good, easy;
  /// Of charts, by `Hue`: apart from each other for people who are blind to some colours
  /// too, as far as they appear together, and apart from the card.
  std::array<ImU32, kHues> hues;
  [[nodiscard]] ImU32 hue(Hue of) const { return hues[static_cast<std::size_t>(of)]; }
};
[[nodiscard]] const Palette& light_palette();
[[nodiscard]] const Palette& dark_palette();

/// Contrast of two opaque colours, 1 to 21, as WCAG 2.2 defines it.
[[nodiscard]] double contrast(ImU32 one, ImU32 other);
/// A colour between two; `share` 0 gives `from`, 1 gives `to`.
[[nodiscard]] ImU32 blend(ImU32 from, ImU32 to, float share);

/// A palette at a text size.
class Theme {
 public:
  Theme(bool dark, int text_percent);

  [[nodiscard]] bool dark() const { return dark_; }
  [[nodiscard]] const Palette& colours() const {
    return dark_ ? dark_palette() : light_palette();
  }
  /// The em size in pixels of text that is `size` pixels at 100 %. Headings grow a little
  /// less than running text, so that a screen at 200 % still holds a question.
  [[nodiscard]] float em(float size) const;
  /// A distance in pixels; grows half as fast as the text.
  [[nodiscard]] float gap(float pixels) const;
  [[nodiscard]] float scale() const { return scale_; }

 private:
  bool dark_;
  float scale_;
};

}  // namespace attache::window
