#pragma once
// Parts that the pages of a class share: figures that say what they mean, rows with
// figures beside them, bars of responses.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "window/class_words.h"
#include "window/components.h"
#include "window/shell.h"

namespace attache::window {

namespace icon {
inline constexpr std::string_view kGroup = "\uE7EF";
inline constexpr std::string_view kTable = "\uE265";
inline constexpr std::string_view kFilter = "\uE152";
}  // namespace icon

/// The column of a class on the screen: wider than a card, as tables want it.
[[nodiscard]] Column class_column(const Ui& ui, const Rect& area);

/// A sentence or two on a bubble beside what they are about.
void explain(Ui& ui, const Rect& anchor, std::string_view words);

/// Figures side by side on a card, as many as fit in a line. What they mean is told where
/// the mouse or the focus is. Gives the height; `draw` false only measures.
float figure_tiles(Ui& ui,
                   std::string_view name,
                   std::span<const NamedFigure> figures,
                   const Column& at,
                   bool draw);

/// Rows of words with figures at their right, and the heads of these.
class FigureColumns {
 public:
  /// `figures` gives the heads, with the widest value that is to be expected.
  FigureColumns(const Ui& ui, float width, std::span<const NamedFigure> figures);
  /// Whether the figures stand in columns; else they belong in a line below the words.
  [[nodiscard]] bool stand_beside() const { return beside_; }
  /// The width that is left for words.
  [[nodiscard]] float words() const { return words_; }
  /// Draws the heads; nothing where there are none. Gives the height.
  float head(Ui& ui, std::string_view name, const Column& at, bool draw) const;
  /// Draws the figures of a row, in the line that begins at `at`.
  void row(const Ui& ui, std::span<const NamedFigure> values, const Column& at) const;
  /// "Facility 62 %  ·  Discrimination 41 %", for where they do not stand beside.
  [[nodiscard]] static std::string line(std::span<const NamedFigure> values);

 private:
  std::vector<NamedFigure> heads_;
  std::vector<float> widths_;
  float words_ = 0;
  bool beside_ = false;
};

/// One of several things that were picked or typed.
struct ResponseLine {
  std::string text;
  std::string figure;  ///< at the right
  double share = 0;    ///< of the bar; below 0: no bar
  bool right = false;
};
/// Gives the height.
float response_lines(const Ui& ui,
                     std::string_view title,
                     std::span<const ResponseLine> lines,
                     const Column& at,
                     bool draw);
/// Advice, each with a sign before it. Gives the height.
float advice_lines(const Ui& ui,
                   std::span<const std::string> advice,
                   const Column& at,
                   bool draw);
/// Sentences on a card, each with a dot. Gives the height.
float sentences_card(const Ui& ui,
                     std::string_view title,
                     std::span<const std::string> sentences,
                     const Column& at);

/// Draws a paragraph, or only measures it.
float paragraph(const Ui& ui,
                std::string_view text,
                const TextStyle& style,
                const Column& at,
                bool draw);

/// A row that unfolds: number, words, figures.
struct FoldingRow {
  std::string_view name;
  std::size_t number = 0;
  bool open = false;
  bool here = false;  ///< the keyboard stands on it
};
/// Its ground and its sign; true when it was pressed. `area` is its head.
bool folding_row(Ui& ui, const Rect& area, const FoldingRow& row);

}  // namespace attache::window
