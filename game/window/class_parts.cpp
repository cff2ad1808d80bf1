#include "window/class_parts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "window/browser_parts.h"

namespace attache::window {

namespace {

TextStyle strong(ImU32 colour, float size, Align align = Align::kLeft) {
  return {.face = Face::kSansStrong, .size = size, .colour = colour, .align = align};
}

float line_of(const Ui& ui, float size) {
  return std::round(ui.em(size) * 1.5F);
}

/// Room for the sign that a row can be unfolded.
float fold_sign(const Ui& ui) {
  return std::round(ui.em(18) + ui.gap(10));
}

}  // namespace

Column class_column(const Ui& ui, const Rect& area) {
  const float side = ui.gap(area.w < 900 * ui.em(15) / 15 ? 20 : 28);
  const float width = std::round(std::min(area.w - 2 * side, ui.em(15) * 78));
  return {std::round(area.x + (area.w - width) / 2), area.y, width};
}

float paragraph(const Ui& ui,
                std::string_view text,
                const TextStyle& style,
                const Column& at,
                bool draw) {
  if (text.empty()) return 0;
  return draw ? ui.text(text, style, at.x, at.y, at.width)
              : ui.lay_out(text, style, at.width).size.y;
}

void explain(Ui& ui, const Rect& anchor, std::string_view words) {
  if (words.empty()) return;
  ui.later([&ui, anchor, text = std::string(words)] {
    const Palette& c = ui.colours();
    const TextStyle style{.size = 13, .colour = c.text, .line_height = 1.45F};
    const Rect screen = ui.screen();
    const float most = std::min(ui.em(13) * 26, screen.w - ui.gap(56));
    const float wide = std::min(most, ui.width_of(text, style) + 2);
    const float high = ui.lay_out(text, style, wide).size.y;
    const float width = std::round(wide + 2 * ui.gap(14));
    const float height = std::round(high + 2 * ui.gap(10));
    const float x = std::clamp(anchor.middle().x - width / 2, 8.0F,
                               std::max(8.0F, screen.w - width - 8));
    const bool below = anchor.bottom() + height + 14 < screen.h;
    const Rect box{std::round(x),
                   std::round(below ? anchor.bottom() + 6 : anchor.y - height - 6), width,
                   height};
    ui.fill(box, c.card, 10);
    ui.outline(box, c.line_strong, 10);
    ui.text(text, style, box.x + ui.gap(14), box.y + ui.gap(10), wide);
  });
}

// --- figures

float figure_tiles(Ui& ui,
                   std::string_view name,
                   std::span<const NamedFigure> figures,
                   const Column& at,
                   bool draw) {
  if (figures.empty()) return 0;
  const Palette& c = ui.colours();
  const float pad = ui.gap(10);
  const float sign = ui.em(13) + ui.gap(4);
  float least = 0;
  for (const NamedFigure& figure : figures)
    least = std::max({least, ui.width_of(figure.label, {.size = 13}) + sign,
                      ui.width_of(figure.value, {.face = Face::kDisplay, .size = 20})});
  least += 2 * pad;
  const float side = ui.gap(10);
  const float inner = at.width - 2 * side;
  const auto fit = static_cast<std::size_t>(std::max(1.0F, std::floor(inner / least)));
  const std::size_t lines = (figures.size() + fit - 1) / fit;
  // Even rows: ten figures in two lines are five and five.
  const std::size_t in_line = (figures.size() + lines - 1) / lines;
  const float step = inner / static_cast<float>(in_line);
  const float cell = std::round(ui.em(20) * 1.35F + line_of(ui, 13) + ui.gap(20));
  const float height = static_cast<float>(lines) * cell + 2 * ui.gap(8);
  if (!draw) return height;
  card(ui, {at.x, at.y, at.width, height}, 16);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const NamedFigure& figure = figures[i];
    const std::size_t line = i / in_line;
    const Rect area{std::round(at.x + side + static_cast<float>(i % in_line) * step),
                    at.y + ui.gap(8) + static_cast<float>(line) * cell, step, cell};
    const float y = std::round(area.y + ui.gap(10));
    const Rect words{area.x + pad, y, step - 2 * pad, ui.em(20) * 1.35F};
    ui.text_in(
        words, figure.value,
        {.face = Face::kDisplay, .size = 20, .colour = c.text, .line_height = 1.2F});
    const float below = words.bottom();
    const TextStyle label{.size = 13, .colour = c.muted};
    const float wide = std::min(ui.width_of(figure.label, label) + 1, words.w - sign);
    ui.text_in({words.x, below, wide, line_of(ui, 13)}, figure.label, label);
    if (figure.meaning.empty()) continue;
    const Touch touch = ui.control(
        Ui::id(name, i), area,
        {.group = Ui::id(name), .enter = false, .cursor = ImGuiMouseCursor_Arrow});
    ui.icon_in({words.x + wide + ui.gap(3), below, ui.em(13), line_of(ui, 13)},
               icon::kInfo, 13, touch.hovered || touch.ring ? c.accent : c.line_strong);
    if (touch.ring) ui.outline(area.inset(2, 2), c.accent, 10, 2);
    if (touch.hovered || touch.ring) explain(ui, area, figure.meaning);
  }
  return height;
}

FigureColumns::FigureColumns(const Ui& ui,
                             float width,
                             std::span<const NamedFigure> figures)
    : heads_(figures.begin(), figures.end()) {
  float all = fold_sign(ui);
  for (const NamedFigure& head : heads_) {
    const float words = std::max(ui.width_of(head.label, strong(0, 12)),
                                 ui.width_of(head.value, strong(0, 15)));
    widths_.push_back(std::round(words + ui.gap(22)));
    all += widths_.back();
  }
  beside_ = width - all >= ui.em(15) * 24;
  words_ = width - (beside_ ? all : fold_sign(ui)) - ui.gap(8);
}

float FigureColumns::head(Ui& ui,
                          std::string_view name,
                          const Column& at,
                          bool draw) const {
  if (!beside_) return 0;
  const float height = std::round(line_of(ui, 12) + ui.gap(14));
  if (!draw) return height;
  const Palette& c = ui.colours();
  float right = at.x + at.width - fold_sign(ui);
  for (std::size_t i = heads_.size(); i-- > 0;) {
    const Rect cell{right - widths_[i], at.y, widths_[i], height};
    const Touch touch = ui.control(
        Ui::id(name, i), cell,
        {.group = Ui::id(name), .enter = false, .cursor = ImGuiMouseCursor_Arrow});
    const bool told = touch.hovered || touch.ring;
    if (touch.ring) ui.outline(cell.inset(1, 4), c.accent, 8, 2);
    ui.text_in(cell, heads_[i].label,
               strong(told ? c.accent : c.muted, 12, Align::kRight));
    if (told) explain(ui, cell, heads_[i].meaning);
    right -= widths_[i];
  }
  return height;
}

void FigureColumns::row(const Ui& ui,
                        std::span<const NamedFigure> values,
                        const Column& at) const {
  if (!beside_) return;
  const Palette& c = ui.colours();
  float right = at.x + at.width - fold_sign(ui);
  for (std::size_t i = std::min(values.size(), widths_.size()); i-- > 0;) {
    const bool none = values[i].value == "–";
    ui.text_in({right - widths_[i], at.y, widths_[i], line_of(ui, 15)}, values[i].value,
               strong(none ? c.muted : c.text, 15, Align::kRight));
    right -= widths_[i];
  }
}

std::string FigureColumns::line(std::span<const NamedFigure> values) {
  std::string words;
  for (const NamedFigure& value : values)
    words +=
        fmt::format("{}{} {}", words.empty() ? "" : "  ·  ", value.label, value.value);
  return words;
}

// --- what was answered

namespace {

void response_bar(const Ui& ui, const Rect& bar, const ResponseLine& line) {
  const Palette& c = ui.colours();
  const auto share = static_cast<float>(std::clamp(line.share, 0.0, 1.0));
  ui.fill(bar, c.line, bar.h / 2);
  if (share > 0)
    ui.fill({bar.x, bar.y, std::max(bar.h, bar.w * share), bar.h},
            line.right ? c.good.ink : c.hard.ink, bar.h / 2);
}

}  // namespace

float response_lines(const Ui& ui,
                     std::string_view title,
                     std::span<const ResponseLine> lines,
                     const Column& at,
                     bool draw) {
  if (lines.empty()) return 0;
  const Palette& c = ui.colours();
  float y = at.y;
  y += paragraph(ui, title, strong(c.muted, 12), {at.x, y, at.width}, draw) + ui.gap(4);
  const float sign = std::round(ui.em(15) + ui.gap(8));
  for (const ResponseLine& line : lines) {
    const TextStyle figure{.size = 13, .colour = c.muted, .align = Align::kRight};
    const float wide = std::min(ui.width_of(line.figure, figure) + 2, at.width * 0.5F);
    const Column words{at.x + sign, y, at.width - sign - wide - ui.gap(14)};
    const TextStyle style{.size = 14, .colour = line.right ? c.good.ink : c.text};
    const float high =
        std::max(paragraph(ui, line.text, style, words, draw), line_of(ui, 14));
    if (draw) {
      if (line.right)
        ui.icon_in({at.x, y, ui.em(15), line_of(ui, 14)}, icon::kCheck, 15, c.good.ink);
      ui.text_in({at.x + at.width - wide, y, wide, line_of(ui, 14)}, line.figure, figure);
    }
    y = std::round(y + high + ui.gap(2));
    if (line.share >= 0) {
      const Rect bar{at.x + sign, y, at.width - sign, std::round(ui.gap(5))};
      if (draw) response_bar(ui, bar, line);
      y += bar.h;
    }
    y = std::round(y + ui.gap(8));
  }
  return y - at.y;
}

float advice_lines(const Ui& ui,
                   std::span<const std::string> advice,
                   const Column& at,
                   bool draw) {
  const Palette& c = ui.colours();
  const float sign = std::round(ui.em(15) + ui.gap(8));
  float y = at.y;
  for (const std::string& words : advice) {
    if (draw)
      ui.icon_in({at.x, y, ui.em(15), line_of(ui, 14)}, icon::kNotice, 15, c.hard.ink);
    y += paragraph(ui, words, {.size = 14, .colour = c.hard.ink},
                   {at.x + sign, y, at.width - sign}, draw) +
         ui.gap(3);
  }
  return std::round(y - at.y);
}

float sentences_card(const Ui& ui,
                     std::string_view title,
                     std::span<const std::string> sentences,
                     const Column& at) {
  if (sentences.empty()) return 0;
  const Palette& c = ui.colours();
  const float pad = ui.gap(24);
  const float dot = std::round(ui.em(15));
  const TextStyle style{.size = 15, .colour = c.text};
  const Column inner{at.x + pad, at.y + ui.gap(18), at.width - 2 * pad};
  const auto lines = [&](bool draw) {
    float y = inner.y;
    y += paragraph(ui, title, strong(c.text, 16), {inner.x, y, inner.width}, draw) +
         ui.gap(6);
    for (const std::string& sentence : sentences) {
      if (draw)
        ui.list().AddCircleFilled({inner.x + ui.gap(4), y + line_of(ui, 15) / 2},
                                  ui.gap(3), c.accent, 20);
      y += paragraph(ui, sentence, style, {inner.x + dot, y, inner.width - dot}, draw) +
           ui.gap(4);
    }
    return std::round(y + ui.gap(14) - at.y);
  };
  const float height = lines(false);
  card(ui, {at.x, at.y, at.width, height}, 16);
  lines(true);
  return height;
}

bool folding_row(Ui& ui, const Rect& area, const FoldingRow& row) {
  const Palette& c = ui.colours();
  const Touch touch = ui.control(Ui::id(row.name, row.number), area, {.tab_stop = false});
  if (row.here) ui.fill(area, c.accent_soft, 12);
  if (touch.hovered && !row.here) ui.fill(area, c.hover, 12);
  const float side = ui.em(18);
  ui.icon_in(
      {area.right() - ui.gap(14) - side, area.y + ui.gap(13), side, line_of(ui, 15)},
      row.open ? icon::kUnfolded : icon::kFolded, 18,
      touch.hovered || row.here ? c.accent : c.muted);
  return touch.clicked;
}

}  // namespace attache::window
