#include "window/browser_saved.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "window/browser_parts.h"

namespace attache::window {

bool SavedSearches::holds(std::string_view query) const {
  return std::any_of(searches_.begin(), searches_.end(),
                     [&](const SavedSearch& each) { return each.query == query; });
}

void SavedSearches::remove(Shell& shell, std::string_view query) {
  std::vector<SavedSearch> left = searches_;
  std::erase_if(left, [&](const SavedSearch& each) { return each.query == query; });
  if (!shell.report(shell.trainer.save_searches(left))) return;
  searches_ = std::move(left);
  shell.tell("The saved search is removed.");
}

std::optional<std::string> SavedSearches::chips(Shell& shell,
                                                const Column& at,
                                                std::string_view query,
                                                float& height) {
  Ui& ui = shell.ui;
  height = 0;
  if (searches_.empty()) return std::nullopt;
  std::optional<std::string> pressed;
  bool removes = false;
  Flow flow(at, chip_height(ui), ui.gap(8));
  for (std::size_t i = 0; i < searches_.size(); ++i) {
    const SavedSearch& search = searches_[i];
    const bool on = search.query == query;
    const Chip look{.name = "saved",
                    .number = i,
                    .label = search.name,
                    .on = on,
                    .icon = icon::kBookmark,
                    .tip = search.query};
    if (chip(ui, flow.place(chip_width(ui, look)), look)) pressed = search.query;
    if (!on) continue;
    const float side = chip_height(ui);
    if (icon_button(ui, flow.place(side),
                    {"saved.remove", icon::kClose, "Remove this saved search"}))
      removes = true;
  }
  height = flow.height() + ui.gap(10);
  if (removes) remove(shell, query);
  return pressed;
}

void SavedSearches::ask_name(std::string query) {
  naming_ = true;
  name_.edit.reset(query);
  for (const SavedSearch& each : searches_)
    if (each.query == query) name_.edit.reset(each.name);
  name_.edit.select_all();
  query_ = std::move(query);
}

/// A search of the same name or with the same words is replaced.
void SavedSearches::keep(Shell& shell, std::string name) {
  std::vector<SavedSearch> searches = searches_;
  std::erase_if(searches, [&](const SavedSearch& each) {
    return each.name == name || each.query == query_;
  });
  searches.push_back({std::move(name), query_});
  if (!shell.report(shell.trainer.save_searches(searches))) return;
  searches_ = std::move(searches);
  shell.tell("The search is saved.");
}

void SavedSearches::sheet(Shell& shell) {
  if (!naming_) return;
  Ui& ui = shell.ui;
  const float field = field_height(ui, {});
  const float bh = button_height(ui);
  const Sheet sheet =
      begin_sheet(ui, "save.search", "Save this search", ui.em(15) * 30,
                  2 * ui.gap(24) + std::round(ui.em(20) * 1.4F) + ui.gap(16) + field +
                      bh + ui.em(13) * 1.5F + ui.gap(40));
  if (ui.focus().focused() == kNoControl) ui.focus().give(Ui::id("save.name"), false);
  const FieldOutcome written =
      text_field(ui, {sheet.inner.x, sheet.inner.y, sheet.inner.w, field}, name_,
                 {.name = "save.name", .placeholder = "A name for it"});
  ui.text_in({sheet.inner.x, sheet.inner.y + field + ui.gap(10), sheet.inner.w,
              ui.em(13) * 1.5F},
             query_, {.size = 13, .colour = ui.colours().muted});
  const std::string name = one_line(name_.edit.text());
  const Button save{.name = "save.yes",
                    .label = "Save",
                    .kind = ButtonKind::kPrimary,
                    .key = "Enter",
                    .enabled = !name.empty()};
  const float wide = button_width(ui, save);
  const bool pressed =
      button(ui, {sheet.inner.right() - wide, sheet.inner.bottom() - bh, wide, bh}, save);
  if (sheet.closed || ui.take(Key::kEscape)) naming_ = false;
  if (naming_ && !name.empty() && (pressed || written.submitted)) {
    naming_ = false;
    keep(shell, name);
  }
  end_sheet(ui);
  if (!naming_) ui.focus().clear();
}

}  // namespace attache::window
