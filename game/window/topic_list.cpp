#include "window/topic_list.h"

#include <cmath>
#include <fmt/format.h>

#include "window/round_parts.h"

namespace attache::window {

namespace {

/// A box with a tick, a dash or nothing.
void tick_box(const Ui& ui, const Rect& box, Ticked state) {
  const Palette& c = ui.colours();
  const float corner = box.w * 0.28F;
  if (state == Ticked::kNo) {
    ui.fill(box, c.card, corner);
    ui.outline(box, c.line_strong, corner, 1.5F);
    return;
  }
  ui.fill(box, c.accent, corner);
  ui.icon_in(box, state == Ticked::kYes ? icon::kCheck : icon::kRemove, 16, c.on_accent);
}

float row_height(const Ui& ui) {
  return std::round(ui.em(15) * 1.5F + ui.gap(16));
}

float topic_row(
    Ui& ui, TopicTree& tree, std::size_t row, bool weighted, const Column& at) {
  const Palette& c = ui.colours();
  const TopicRow& topic = tree.rows()[row];
  const float height = row_height(ui);
  const bool weighs = weighted && !topic.is_deck();
  const float stepped = weighs ? ui.em(15) * 9 : 0;
  const float fold = std::round(ui.em(15) * 1.8F);
  const bool folds = topic.is_deck() && topic.last != row;
  const float reserved = (weighs ? stepped + ui.gap(14) : 0) + (folds ? fold : 0);
  const Rect line{at.x - ui.gap(10), at.y, at.width + 2 * ui.gap(10) - reserved, height};
  const Touch touch = ui.control(Ui::id("topic", row), line, {.group = Ui::id("topics")});
  if (touch.hovered) ui.fill(line, c.hover, 10);
  if (touch.ring) ui.outline(line, c.accent, 10, 2);
  if (touch.clicked) tree.toggle(row);
  const float side = std::round(ui.em(15) * 1.35F);
  const float x = at.x + static_cast<float>(topic.depth) * ui.gap(26);
  const Ticked ticked = tree.ticked(row);
  tick_box(ui, {x, std::round(line.middle().y - side / 2), side, side}, ticked);
  const std::string number = fmt::format("{}", topic.questions);
  const TextStyle small{.size = 13, .colour = c.muted, .align = Align::kRight};
  const float figure = ui.width_of("0000", small);
  const float right = line.right() - ui.gap(10);
  ui.text_in({right - figure, at.y, figure, height}, number, small);
  const float name = x + side + ui.gap(12);
  TextStyle words{.size = 15, .colour = ticked == Ticked::kNo ? c.muted : c.text};
  if (topic.is_deck()) words.face = Face::kSansStrong;
  ui.text_in({name, at.y, right - figure - ui.gap(12) - name, height}, topic.name, words);
  if (folds &&
      icon_button(
          ui, {at.x + at.width + ui.gap(10) - fold, at.y + 2, fold, height - 4},
          {"fold." + topic.place, tree.folded(row) ? icon::kFolded : icon::kUnfolded,
           tree.folded(row) ? "Show its topics" : "Hide its topics"}))
    tree.fold(row);
  if (weighs && ticked != Ticked::kNo) {
    const std::string share =
        topic.percent > 0 ? fmt::format("{:.0f} %", topic.percent) : "Any";
    const Rect place{at.x + at.width - stepped, at.y + 3, stepped, height - 6};
    tree.weigh(row, stepper(ui, place, "share." + topic.place, share));
  }
  return height;
}

}  // namespace

float topic_list_title(Ui& ui, TopicTree& tree, const Column& at) {
  const float bh = button_height(ui);
  bool whole = true;
  for (std::size_t i = 0; i < tree.rows().size(); ++i)
    whole = whole && tree.ticked(i) == Ticked::kYes;
  const Button all{.name = "topics.all",
                   .label = whole ? "Choose none" : "Choose all",
                   .kind = ButtonKind::kPlain};
  const float wide = button_width(ui, all);
  ui.text_in({at.x, at.y, at.width - wide, bh}, "Topics",
             {.face = Face::kSansStrong, .size = 16, .colour = ui.colours().text});
  if (button(ui, {at.x + at.width - wide, at.y, wide, bh}, all)) tree.tick_all(!whole);
  return bh + ui.gap(4);
}

float topic_list(Ui& ui, TopicTree& tree, bool weighted, const Column& at) {
  const float pad = ui.gap(24);
  float height = 2 * ui.gap(10);
  for (std::size_t i = 0; i < tree.rows().size(); ++i)
    if (tree.visible(i)) height += row_height(ui);
  card(ui, {at.x, at.y, at.width, height});
  float y = at.y + ui.gap(10);
  for (std::size_t i = 0; i < tree.rows().size(); ++i)
    if (tree.visible(i))
      y += topic_row(ui, tree, i, weighted, {at.x + pad, y, at.width - 2 * pad});
  return height;
}

}  // namespace attache::window
