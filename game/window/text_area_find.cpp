#include "window/text_area_find.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "window/components.h"

namespace attache::window {

namespace {

/// A text without case, and where each of its characters begins.
struct Caseless {
  std::u32string letters;
  std::vector<std::size_t> bytes;  ///< one more than letters
};

Caseless caseless(std::string_view text) {
  Caseless made;
  made.letters.reserve(text.size());
  made.bytes.reserve(text.size() + 1);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t at = 0;
  while (at < size) {
    made.bytes.push_back(static_cast<std::size_t>(at));
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    made.letters += static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT));
  }
  made.bytes.push_back(text.size());
  return made;
}

/// The match that is selected; as many as there are when none is.
std::size_t selected_match(const TextArea& area) {
  const TextRange selection{area.edit.begin(), area.edit.end()};
  const auto& matches = area.find.matches;
  return static_cast<std::size_t>(std::find(matches.begin(), matches.end(), selection) -
                                  matches.begin());
}

void select_match(TextArea& area, std::size_t match) {
  const TextRange& range = area.find.matches[match];
  area.edit.select(range.begin, range.end);
  area.caret_moved = true;
  area.typing = false;
}

/// The first match behind the place where one was, for a new needle.
void find_first(TextArea& area) {
  find_again(area);
  const auto& matches = area.find.matches;
  if (matches.empty()) return;
  const auto next = std::find_if(
      matches.begin(), matches.end(),
      [&](const TextRange& range) { return range.begin >= area.edit.begin(); });
  select_match(
      area, next == matches.end() ? 0 : static_cast<std::size_t>(next - matches.begin()));
}

std::string part_name(const AreaLook& look, std::string_view part) {
  return fmt::format("{}.{}.find.{}", look.name, look.number, part);
}

void close_find(Ui& ui, TextArea& area, const AreaLook& look) {
  area.find.open = false;
  ui.focus().give(area_id(look), false);
}

void take_find_keys(Ui& ui, TextArea& area, const AreaLook& look) {
  if (ui.take(Key::kEscape)) {
    close_find(ui, area, look);
  } else if (ui.take(Key::kEnter, {}, true) || ui.take(Key::kF3, {}, true)) {
    find_step(area, 1);
  } else if (ui.take(Key::kEnter, kShift, true) || ui.take(Key::kF3, kShift, true)) {
    find_step(area, -1);
  }
}

}  // namespace

std::vector<TextRange> find_all(std::string_view text, std::string_view needle) {
  std::vector<TextRange> found;
  if (needle.empty()) return found;
  const Caseless where = caseless(text);
  const std::u32string what = caseless(needle).letters;
  std::size_t at = where.letters.find(what);
  while (at != std::u32string::npos) {
    found.push_back({where.bytes[at], where.bytes[at + what.size()]});
    at = where.letters.find(what, at + what.size());
  }
  return found;
}

void find_again(TextArea& area) {
  TextArea::Find& find = area.find;
  const std::string& needle = find.field.edit.text();
  if (find.needle == needle && find.revision == area.edit.revision()) return;
  find.needle = needle;
  find.revision = area.edit.revision();
  find.matches = find_all(area.text(), needle);
}

void find_step(TextArea& area, int by) {
  find_again(area);
  const auto& matches = area.find.matches;
  if (matches.empty()) return;
  const std::size_t count = matches.size();
  const std::size_t current = selected_match(area);
  if (current < count) {
    select_match(area, (current + (by > 0 ? 1 : count - 1)) % count);
    return;
  }
  const auto behind = std::find_if(
      matches.begin(), matches.end(),
      [&](const TextRange& range) { return range.begin >= area.edit.begin(); });
  const auto next = static_cast<std::size_t>(behind - matches.begin());
  select_match(area, (by > 0 ? next : next + count - 1) % count);
}

void open_find(TextArea& area) {
  TextArea::Find& find = area.find;
  find.open = true;
  const std::string selected = area.edit.selected();
  if (!selected.empty() && selected.find('\n') == std::string::npos)
    find.field.edit.reset(selected);
  find.field.edit.select_all();
}

std::string find_count(const TextArea& area) {
  const std::size_t count = area.find.matches.size();
  if (area.find.needle.empty()) return {};
  if (count == 0) return "not found";
  const std::size_t current = selected_match(area);
  if (current == count) return fmt::format("{} found", count);
  return fmt::format("{} of {}", current + 1, count);
}

ControlId find_id(const AreaLook& look) {
  return Ui::id(part_name(look, "needle"));
}

float find_bar_height(const Ui& ui, const TextArea& area) {
  return area.find.open ? field_height(ui, {.name = {}, .size = 14}) + ui.gap(12) : 0;
}

void find_bar(Ui& ui, const Rect& place, TextArea& area, const AreaLook& look) {
  const std::string name = part_name(look, "needle");
  const bool focused = ui.focus().has_focus(find_id(look));
  if (focused) take_find_keys(ui, area, look);
  if (!area.find.open) return;
  const float side = place.h;
  float right = place.right();
  const auto next_button = [&](std::string_view part, std::string_view sign,
                               std::string_view tip) {
    right -= side;
    return icon_button(ui, {right, place.y, side, side},
                       {.name = part_name(look, part), .icon = sign, .tip = tip});
  };
  const bool close = next_button("close", icon::kClose, "Close (Esc)");
  const bool forth = next_button("next", icon::kDown, "Next (F3)");
  const bool back = next_button("back", icon::kUp, "Previous (Shift+F3)");
  find_again(area);
  const TextStyle small{.size = 13, .colour = ui.colours().muted, .align = Align::kRight};
  const float count_width = ui.width_of("1000 of 1000", small);
  const bool roomy = right - place.x > count_width + ui.em(14) * 8;
  if (roomy) {
    right -= count_width + ui.gap(8);
    ui.text_in({right, place.y, count_width, place.h}, find_count(area), small);
  }
  const FieldOutcome typed = text_field(
      ui, {place.x, place.y, right - place.x - ui.gap(8), place.h}, area.find.field,
      {.name = name, .placeholder = "Find in this text", .size = 14});
  if (typed.changed) find_first(area);
  if (forth || back) find_step(area, forth ? 1 : -1);
  if (close) close_find(ui, area, look);
}

}  // namespace attache::window
