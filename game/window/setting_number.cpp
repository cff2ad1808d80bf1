#include "window/setting_number.h"

#include <fmt/format.h>
#include <utility>

namespace attache::window {

SettingNumber SettingNumber::with_empty_zero() {
  SettingNumber number;
  number.empty_zero_ = true;
  number.field_.mean_when_empty(0);
  return number;
}

void SettingNumber::put(int value) {
  shown_ = value;
  if (empty_zero_ && value == 0)
    field_.clear();
  else
    field_.set(value);
}

std::string SettingNumber::error(const NumberLook& look) const {
  if (!focused_ || field_.value(look)) return "";
  return fmt::format("Give a whole number from {} to {}.", look.least, look.most);
}

std::optional<int> SettingNumber::unfinished(const NumberLook& look) const {
  const auto number = field_.value(look);
  return focused_ && number != shown_ ? number : std::nullopt;
}

void SettingNumber::write(std::string text) {
  field_.text().edit.reset(std::move(text));
  focused_ = true;
}

/// The keys that end the writing of a number.
bool SettingNumber::finished_by_key(const Ui& ui) {
  const InputFrame& input = ui.input();
  return input.pressed(Key::kEnter) || input.pressed(Key::kUp, {}, true) ||
         input.pressed(Key::kDown, {}, true);
}

std::optional<int> SettingNumber::frame(
    Ui& ui, const Rect& area, const NumberLook& look, Stepping step, int value) {
  if (ui.still()) {
    if (!focused_) put(value);
    number_field(ui, area, field_, look, step);
    return std::nullopt;
  }
  if (shown_ != value) put(value);  // something else has changed it
  const ControlId id = Ui::id(look.name, look.number);
  const bool focused = ui.reachable() && ui.focus().has_focus(id);
  if (focused && !focused_ && ui.focus().ring()) field_.text().edit.select_all();
  bool taken = focused ? finished_by_key(ui) : focused_;
  if (focused && field_.value(look) != value && ui.take(Key::kEscape)) put(value);
  const bool changed = number_field(ui, area, field_, look, step);
  taken = taken || (changed && !focused);  // − and +
  focused_ = ui.reachable() && ui.focus().has_focus(id);
  if (!taken) return std::nullopt;
  const auto number = field_.value(look);
  if (!number && focused) return std::nullopt;
  put(number.value_or(value));
  return number == value ? std::nullopt : number;
}

}  // namespace attache::window
