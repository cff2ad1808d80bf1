// Pairs to be found: an item on the left, then its counterpart on the right.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "window/answer_form.h"

namespace attache::window {

namespace {

struct Sides {
  float left_x, right_x, width, gutter;
};

Sides sides_of(const Ui& ui, const Column& at) {
  const float gutter = std::round(std::max(ui.gap(56), at.width * 0.1F));
  const float width = std::round((at.width - gutter) / 2);
  return {at.x, at.x + width + gutter, width, gutter};
}

std::optional<std::size_t> partner(const Asked& asked,
                                   const AnswerDraft& draft,
                                   std::size_t item) {
  if (!asked.revealed) return draft.pairs[item];
  if (asked.response && item < asked.response->chosen.size())
    return asked.response->chosen[item];
  return asked.prompt.key[item];
}

OptionState left_state(const Asked& asked, const AnswerDraft& draft, std::size_t item) {
  if (!asked.revealed) {
    if (draft.left == item) return OptionState::kChosen;
    return OptionState::kIdle;
  }
  if (!asked.response || asked.response->chosen.empty()) return OptionState::kMissed;
  return partner(asked, draft, item) == asked.prompt.key[item] ? OptionState::kRight
                                                               : OptionState::kWrong;
}

void join(const Ui& ui, const Rect& from, const Rect& to, ImU32 colour) {
  const ImVec2 a{from.right() + 4, from.middle().y};
  const ImVec2 b{to.x - 4, to.middle().y};
  const float bend = (b.x - a.x) * 0.5F;
  ui.list().AddBezierCubic(a, {a.x + bend, a.y}, {b.x - bend, b.y}, b, colour, 2.5F, 32);
  ui.list().AddCircleFilled(a, 4, colour, 16);
  ui.list().AddCircleFilled(b, 4, colour, 16);
}

ImU32 join_colour(const Ui& ui,
                  const Asked& asked,
                  const AnswerDraft& draft,
                  std::size_t item) {
  const Palette& c = ui.colours();
  switch (left_state(asked, draft, item)) {
    case OptionState::kRight:
    case OptionState::kMissed:
      return c.good.ink;
    case OptionState::kWrong:
      return c.again.ink;
    default:
      return c.accent;
  }
}

}  // namespace

float match_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at) {
  const Prompt& prompt = asked.prompt;
  const Sides sides = sides_of(ui, at);
  std::vector<Rect> left, right;
  float y = at.y;
  for (std::size_t i = 0; i < prompt.items.size(); ++i) {
    const std::string cap = std::to_string(i + 1);
    const std::string letter(1, static_cast<char>('A' + static_cast<char>(i)));
    OptionRow item{
        .name = "match.left", .number = i, .cap = letter, .text = prompt.items[i]};
    item.state = left_state(asked, draft, i);
    item.enabled = !asked.revealed;
    item.enter = false;
    item.group = Ui::id("match");
    std::string note;
    if (item.state == OptionState::kWrong)
      note = "Goes with " + prompt.counterparts[prompt.key[i]];
    item.note = note;
    OptionRow other{
        .name = "match.right", .number = i, .cap = cap, .text = prompt.counterparts[i]};
    other.enabled = !asked.revealed && draft.left.has_value();
    other.enter = false;
    other.group = Ui::id("match");
    const float height = std::max(option_height(ui, sides.width, item),
                                  option_height(ui, sides.width, other));
    if (i > 0) y += ui.gap(8);
    left.push_back({sides.left_x, std::round(y), sides.width, height});
    right.push_back({sides.right_x, std::round(y), sides.width, height});
    if (option_row(ui, left.back(), item).clicked) {
      draft.left = i;
      draft.pairs[i].reset();
    }
    if (option_row(ui, right.back(), other).clicked) draft.pair_with(i);
    y += height;
  }
  for (std::size_t i = 0; i < left.size(); ++i)
    if (const auto with = partner(asked, draft, i); with && *with < right.size())
      join(ui, left[i], right[*with], join_colour(ui, asked, draft, i));
  if (asked.revealed) return y - at.y;
  if (ui.take(Key::kBackspace)) draft.unpair_last();
  y += ui.gap(6);
  y += ui.text(
      "Press the number that goes with the blue one. Backspace parts the last pair.",
      {.size = 13,
       .colour = ui.colours().muted,
       .align = Align::kCentre,
       .balance = true},
      at.x, y, at.width);
  return y - at.y;
}

}  // namespace attache::window
