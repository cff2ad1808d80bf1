#include "window/text_area_menu.h"

#include <algorithm>
#include <cmath>

#include "window/components.h"

namespace attache::window {

namespace {

constexpr std::string_view kAdd = "Add to my words";

float row_height(const Ui& ui) {
  return std::round(ui.em(15) * 1.5F + ui.gap(8));
}

Rect box_of(const Ui& ui, const WordMenu& menu) {
  const TextStyle style{.size = 15};
  float width = ui.width_of(kAdd, style) + ui.em(15) * 1.6F;
  for (const std::string& word : menu.meant)
    width = std::max(width, ui.width_of(word, style));
  width += ui.gap(32);
  const float nothing = menu.meant.empty() ? row_height(ui) : 0;
  const float height =
      row_height(ui) * static_cast<float>(menu.rows()) + nothing + ui.gap(12) + ui.gap(9);
  const Rect screen = ui.screen();
  const bool below = menu.anchor.bottom() + height + 6 < screen.bottom();
  const float x =
      std::clamp(menu.anchor.x - ui.gap(16), 6.0F, std::max(6.0F, screen.w - width - 6));
  const float y = below ? menu.anchor.bottom() + 4 : menu.anchor.y - height - 4;
  return {std::round(x), std::round(std::max(6.0F, y)), width, height};
}

void draw_row(Ui& ui, WordMenu& menu, std::size_t row, const Rect& place) {
  const Palette& c = ui.colours();
  const Touch touch = ui.control(Ui::id("word-menu", row), place, {.tab_stop = false});
  if (touch.hovered) menu.current = row;
  if (touch.clicked) menu.chosen = row;
  const bool current = menu.current == row;
  if (current) ui.fill(place, c.accent_soft, 8);
  Rect words = place.inset(ui.gap(10), 0);
  if (menu.adds(row)) {
    const float side = ui.em(15) * 1.2F;
    ui.icon_in({words.x, place.y, side, place.h}, icon::kAdd, 16, c.muted);
    words.x += side + ui.gap(4);
  }
  const ImU32 ink = current ? c.text : menu.adds(row) ? c.muted : c.text;
  ui.text_in(words, menu.adds(row) ? kAdd : std::string_view(menu.meant[row]),
             {.size = 15, .colour = ink});
}

void draw(Ui& ui, WordMenu& menu) {
  const Palette& c = ui.colours();
  menu.box = box_of(ui, menu);
  ui.fill(menu.box, c.card, 12);
  ui.outline(menu.box, c.line_strong, 12);
  const float height = row_height(ui);
  Rect row{menu.box.x + ui.gap(6), menu.box.y + ui.gap(6), menu.box.w - ui.gap(12),
           height};
  if (menu.meant.empty()) {
    ui.text_in(row.inset(ui.gap(10), 0), "No suggestion",
               {.size = 15, .colour = c.muted});
    row.y += height;
  }
  for (std::size_t i = 0; i < menu.rows(); ++i) {
    if (menu.adds(i)) {
      ui.hairline(row.x, row.y + ui.gap(4), row.w);
      row.y += ui.gap(9);
    }
    draw_row(ui, menu, i, row);
    row.y += height;
  }
}

}  // namespace

bool word_menu_key(WordMenu& menu, const InputFrame& input) {
  if (input.held != Chord{}) return false;
  switch (input.key) {
    case Key::kDown:
      menu.current = (menu.current + 1) % menu.rows();
      return true;
    case Key::kUp:
      menu.current = (menu.current + menu.rows() - 1) % menu.rows();
      return true;
    case Key::kEnter:
      menu.chosen = menu.current;
      return true;
    default:
      return false;
  }
}

void draw_word_menu(Ui& ui, const std::shared_ptr<WordMenu>& menu) {
  ui.later([&ui, menu] {
    // It is drawn behind the end of a sheet, but lies above it.
    int sheets = 0;
    for (; !ui.reachable(); ++sheets)
      ui.enter_sheet();
    draw(ui, *menu);
    for (; sheets > 0; --sheets)
      ui.leave_sheet();
  });
}

}  // namespace attache::window
