#include "window/text_area_drawing.h"

#include <algorithm>
#include <cmath>

#include "window/text_area_markup.h"

namespace attache::window {

namespace {

/// How far the mark of a selected line end reaches.
constexpr float kFeedWidth = 6;

/// The x of a caret on a line; its end where the caret would stand on the next line.
float x_on_line(const TextLayout& layout, std::size_t line, std::size_t byte) {
  const auto behind = std::upper_bound(
      layout.stops.begin(), layout.stops.end(), byte,
      [](std::size_t at, const TextLayout::CaretStop& stop) { return at < stop.byte; });
  if (behind == layout.stops.begin()) return 0;
  const TextLayout::CaretStop& stop = *(behind - 1);
  if (stop.line == line) return stop.x;
  const TextLayout::Line& there = layout.lines[line];
  return stop.line > line ? there.left + there.width : there.left;
}

}  // namespace

TextStyle area_text(const Ui& ui, const AreaLook& look) {
  return {.face = look.serif ? Face::kSerif : Face::kSans,
          .size = look.size,
          .colour = look.enabled ? ui.colours().text : ui.colours().muted,
          .line_height = 1.5F};
}

AreaLayout::Setter area_setter(const Ui& ui, const AreaLook& look, float width) {
  const TextStyle style = area_text(ui, look);
  TextRun plain;
  plain.face = style.face;
  plain.size = ui.em(style.size);
  plain.colour = style.colour;
  ParagraphStyle paragraph;
  paragraph.width = width;
  paragraph.line_height = style.line_height;
  const MarkupInks inks{ui.colours().muted,
                        look.enabled ? ui.colours().accent : ui.colours().muted};
  const MarkupWish wish{look.markdown, look.blanks};
  return [&ui, plain, paragraph, inks, wish ](std::string_view stretch) -> const auto& {
    return ui.typesetter().lay_out(markup_runs(stretch, plain, inks, wish), paragraph);
  };
}

std::vector<Rect> boxes_of(const TextLayout& layout,
                           std::size_t begin,
                           std::size_t end,
                           float feed) {
  std::vector<Rect> boxes;
  const float height = layout.line_height();
  const std::size_t lines = layout.lines.size();
  for (std::size_t i = 0; i < lines; ++i) {
    const TextLayout::Line& line = layout.lines[i];
    const bool last = i + 1 == lines;
    if (line.begin > end || (!last && layout.lines[i + 1].begin <= begin)) continue;
    const float from = x_on_line(layout, i, std::max(begin, line.begin));
    const float to = x_on_line(layout, i, end);
    const float left = std::min(from, to);
    const float width = std::abs(to - from) + (last ? feed : 0);
    if (width > 0) boxes.push_back({left, line.top, width, height});
  }
  return boxes;
}

AreaDrawing::AreaDrawing(
    Ui& ui, AreaLayout& layout, const AreaLayout::Setter& set, ImVec2 origin, float line)
    : ui_(ui), layout_(layout), set_(set), origin_(origin), line_(line) {
  const float from = ui.list().GetClipRectMin().y - origin.y;
  const float to = ui.list().GetClipRectMax().y - origin.y;
  if (to <= from) return;
  first_ = layout.piece_at(from);
  last_ = std::min(layout.piece_at(to) + 1, layout.pieces().size());
}

ImVec2 AreaDrawing::corner(std::size_t piece) const {
  return {origin_.x, origin_.y + layout_.top_of(piece)};
}

void AreaDrawing::text() const {
  for (std::size_t i = first_; i < last_; ++i)
    ui_.typesetter().draw(ui_.list(), corner(i),
                          set_(layout_.stretch(layout_.pieces()[i])));
}

void AreaDrawing::mark(const std::vector<TextRange>& stretches, ImU32 colour) const {
  for (std::size_t i = first_; i < last_; ++i) {
    const AreaPiece& piece = layout_.pieces()[i];
    auto stretch = std::lower_bound(
        stretches.begin(), stretches.end(), piece.begin,
        [](const TextRange& range, std::size_t begin) { return range.end <= begin; });
    for (; stretch != stretches.end() && stretch->begin <= piece.end; ++stretch) {
      const std::size_t begin = std::max(stretch->begin, piece.begin) - piece.begin;
      const std::size_t end = std::min(stretch->end, piece.end) - piece.begin;
      const bool beyond = piece.ends_paragraph && stretch->end > piece.end;
      const ImVec2 at = corner(i);
      for (const Rect& box :
           boxes_of(set_(layout_.stretch(piece)), begin, end, beyond ? kFeedWidth : 0))
        ui_.fill({at.x + box.x, at.y + box.y, box.w, box.h}, colour, 3);
    }
  }
}

/// A row of dots: seen at once, and calm enough for a text in the making.
void AreaDrawing::underline(const Rect& box) const {
  const float em = line_ / 1.5F;
  const float radius = std::max(1.0F, std::round(em / 16));
  const float y = std::round(box.y + box.h * 0.5F + em * 0.56F);
  const float step = radius * 3.5F;
  const auto dots = static_cast<int>((box.w - radius / 2) / step);
  for (int i = 0; i <= dots; ++i)
    ui_.fill({std::round(box.x + static_cast<float>(i) * step), y - radius, radius * 2,
              radius * 2},
             ui_.colours().again.ink, radius);
}

void AreaDrawing::wrong_words(const Spelling& spelling,
                              std::optional<std::size_t> writing) const {
  for (std::size_t i = first_; i < last_; ++i) {
    AreaPiece& piece = layout_.pieces()[i];
    if (piece.checked != spelling.revision()) {
      piece.wrong = spelling.wrong_in(layout_.stretch(piece));
      piece.checked = spelling.revision();
    }
    const ImVec2 at = corner(i);
    for (const TextRange& word : piece.wrong) {
      if (writing && piece.begin + word.end == *writing) continue;
      for (const Rect& box :
           boxes_of(set_(layout_.stretch(piece)), word.begin, word.end, 0))
        underline({at.x + box.x, at.y + box.y, box.w, box.h});
    }
  }
}

void AreaDrawing::caret(std::size_t byte) const {
  const ImVec2 at = layout_.caret_at(byte, set_);
  ui_.fill({std::round(origin_.x + at.x) - 1,
            std::round(origin_.y + at.y + line_ * 0.12F), 2, std::round(line_ * 0.76F)},
           ui_.colours().accent);
}

}  // namespace attache::window
