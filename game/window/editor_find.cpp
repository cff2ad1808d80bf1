#include "window/editor_find.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace attache::window {

namespace {
constexpr FieldLook kFind{.name = "find.text", .placeholder = "Find", .size = 15};
constexpr FieldLook kReplace{
    .name = "find.with", .placeholder = "Put in its place", .size = 15};
}  // namespace

void FindBar::begin() {
  open_ = new_focus_ = true;
  find_.edit.select_all();
}

FindWish FindBar::wish() const {
  return {find_.edit.text(), match_case_, whole_words_};
}

void FindBar::look(const Authoring& deck) {
  const std::string asked =
      fmt::format("{}{}{}", match_case_ ? 1 : 0, whole_words_ ? 1 : 0, find_.edit.text());
  if (revision_ == deck.revision() && asked == looked_for_) return;
  if (asked != looked_for_) at_ = 0;
  if (asked != looked_for_) shown_ = false;
  revision_ = deck.revision();
  looked_for_ = asked;
  found_ = find_.edit.text().empty() ? std::vector<FoundText>{} : deck.find(wish());
  at_ = std::min(at_, found_.empty() ? 0 : found_.size() - 1);
}

std::string FindBar::count_text() const {
  if (find_.edit.text().empty()) return "";
  if (found_.empty()) return "Not found";
  if (!shown_) return fmt::format("{} found", found_.size());
  return fmt::format("{} of {}", at_ + 1, found_.size());
}

float FindBar::height(const Ui& ui, float width) const {
  if (!open_) return 0;
  const float rows = width < ui.em(15) * 56 ? 2 : 1;
  return std::round(rows * (field_height(ui, kFind) + ui.gap(8)) + ui.gap(8));
}

/// To the next place that was found, or the one before.
void FindBar::walk(Ui& ui, bool here, bool on, FindBarWish& out) {
  const bool back = here && ui.take(Key::kF3, kShift);
  if (here && ui.take(Key::kF3)) on = true;
  if (found_.empty() || !(on || back)) return;
  if (shown_) at_ = (at_ + (back ? found_.size() - 1 : 1)) % found_.size();
  shown_ = true;
  out.show = found_[at_];
}

/// A button that is on or off.
void FindBar::toggle(
    Ui& ui, float& x, float y, std::string_view name, std::string_view words, bool& on) {
  const Button chip{.name = name,
                    .label = words,
                    .kind = on ? ButtonKind::kPrimary : ButtonKind::kPlain};
  if (button_at(ui, x, y, chip)) on = !on;
}

FindBarWish FindBar::frame(Ui& ui, const Rect& area, Authoring& deck) {
  FindBarWish out;
  const Palette& c = ui.colours();
  if (std::exchange(new_focus_, false) && !ui.still())
    ui.focus().give(Ui::id(kFind.name), false);
  ui.fill(area, c.card);
  ui.hairline(area.x, area.bottom() - 1, area.w);
  const bool two = area.w < ui.em(15) * 56;
  const float field = field_height(ui, kFind);
  const float side = ui.gap(16);
  const float wide = std::round(two ? (area.w - 2 * side) * 0.5F : ui.em(15) * 15);
  float x = area.x + side;
  float y = area.y + ui.gap(8);
  const FieldOutcome found = text_field(ui, {x, y, wide, field}, find_, kFind);
  x += wide + ui.gap(8);
  look(deck);
  const float chips = std::round(y + (field - button_height(ui)) / 2);
  toggle(ui, x, chips, "find.case", "Aa", match_case_);
  toggle(ui, x, chips, "find.words", "Words", whole_words_);
  const TextStyle small{.size = 13, .colour = c.muted};
  const std::string count = count_text();
  ui.text_in({x + ui.gap(6), y, ui.em(13) * 7, field}, count, small);
  x += ui.gap(6) + std::round(ui.em(13) * 7);
  if (two) {
    x = area.x + side;
    y += field + ui.gap(8);
  }
  const FieldOutcome replacing = text_field(ui, {x, y, wide, field}, replace_, kReplace);
  x += wide + ui.gap(8);
  const bool all = button_at(ui, x, std::round(y + (field - button_height(ui)) / 2),
                             {.name = "find.all",
                              .label = "Replace all",
                              .key = two ? "" : "Enter",
                              .enabled = !found_.empty()}) ||
                   replacing.submitted;
  const float cross = std::round(ui.em(28));
  if (icon_button(ui, {area.right() - side - cross, area.y + ui.gap(8), cross, field},
                  {"find.close", icon::kClose, "Close (Esc)"}))
    out.close = true;
  const bool here = found.focused || replacing.focused;
  walk(ui, here, found.submitted, out);
  if (all && !found_.empty())
    out.replaced = deck.replace_all(wish(), replace_.edit.text());
  if (here && ui.take(Key::kEscape)) out.close = true;
  if (out.close) open_ = false;
  if (out.close) ui.focus().clear();
  return out;
}

}  // namespace attache::window
