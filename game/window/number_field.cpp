#include "window/number_field.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"

namespace attache::window {

std::optional<int> NumberField::value(const NumberLook& look) const {
  const std::string text = fold(text_.edit.text());  // full-width digits too
  if (text.empty()) return empty_means_;
  int number = 0;
  const char* const last = text.data() + text.size();
  const auto [end, failure] = std::from_chars(text.data(), last, number);
  if (failure != std::errc{} || end != last) return std::nullopt;
  if (number < look.least || number > look.most) return std::nullopt;
  return number;
}

void NumberField::set(int number) {
  text_.edit.reset(fmt::format("{}", number));
}

void NumberField::clear() {
  text_.edit.reset("");
}

float number_field_width(const Ui& ui, std::string_view unit) {
  const TextStyle style{.size = 16};
  return std::round(2 * (button_height(ui) + ui.gap(4)) + ui.gap(28) +
                    ui.width_of("000", style) + ui.gap(4) + ui.width_of(unit, style) +
                    ui.gap(10));
}

bool number_field(
    Ui& ui, const Rect& area, NumberField& field, const NumberLook& look, Stepping step) {
  const float side = area.h;
  const Rect middle{area.x + side + ui.gap(4), area.y, area.w - 2 * (side + ui.gap(4)),
                    area.h};
  const FieldOutcome outcome = text_field(
      ui, middle, field.text(),
      {.name = look.name,
       .number = look.number,
       .placeholder = look.placeholder,
       .suffix = field.text().edit.text().empty() ? std::string_view{} : look.unit});
  int by = 0;
  const Palette& c = ui.colours();
  const auto end = [&](const Rect& part, std::size_t number, std::string_view sign,
                       int direction) {
    const Touch touch = ui.control(Ui::id(look.name, 1000 + look.number * 2 + number),
                                   part, {.tab_stop = false});
    if (touch.hovered || touch.held) ui.fill(part.inset(3, 3), c.hover, 10);
    ui.icon_in(part, sign, 18, touch.hovered ? c.text : c.muted);
    if (touch.clicked) by = direction;
  };
  end({area.x, area.y, side, side}, 0, icon::kRemove, -1);
  end({area.right() - side, area.y, side, side}, 1, icon::kAdd, 1);
  if (outcome.focused && ui.take(Key::kUp, {}, true)) by = 1;
  if (outcome.focused && ui.take(Key::kDown, {}, true)) by = -1;
  if (by == 0) return outcome.changed;
  const int next = std::clamp(step(field.value(look), by), look.least, look.most);
  field.set(next);
  return true;
}

}  // namespace attache::window
