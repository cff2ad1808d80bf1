#include "window/settings_screen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "window/easy_days.h"
#include "window/rule_rows.h"

namespace attache::window {

namespace {

constexpr NumberLook kNew{.name = "set.new", .least = 0, .most = 9999};
constexpr NumberLook kMinutes{.name = "set.minutes",
                              .unit = "min",
                              .placeholder = "No limit",
                              .least = 0,
                              .most = 600};
constexpr NumberLook kHour{.name = "set.hour", .unit = "o'clock", .least = 0, .most = 23};
constexpr NumberLook kSure{.name = "set.sure", .unit = "%", .least = 70, .most = 97};
constexpr NumberLook kLongest{
    .name = "set.longest", .unit = "days", .least = 1, .most = 36500};
constexpr NumberLook kText{.name = "set.text", .unit = "%", .least = 100, .most = 200};

int step_new(std::optional<int> now, int by) {
  return next_new_per_day(now.value_or(0), by);
}
int step_minutes(std::optional<int> now, int by) {
  return next_minutes_a_day(now.value_or(0), by);
}
/// Round the clock.
int step_hour(std::optional<int> now, int by) {
  return (now.value_or(0) + by + 24) % 24;
}
int step_one(std::optional<int> now, int by) {
  return now.value_or(0) + by;
}
int step_longest(std::optional<int> now, int by) {
  return next_interval_limit(now.value_or(1), by);
}
int step_text(std::optional<int> now, int by) {
  return now.value_or(100) + by * 10;
}

float number_width(const Ui& ui) {
  return std::round(number_field_width(ui, kHour.unit));
}

std::string longest_meaning(int days) {
  const std::string years = long_wait_text(days);
  return years.empty()
             ? "No question stays away longer than this."
             : fmt::format("No question stays away longer than this: {}.", years);
}

/// Title and meaning one below the other, with room around them.
float words_above(const Ui& ui,
                  std::string_view title,
                  std::string_view meaning,
                  const Column& at) {
  const Palette& c = ui.colours();
  float y = at.y + ui.gap(14);
  y += ui.text(title, {.face = Face::kSansStrong, .size = 15, .colour = c.text}, at.x, y,
               at.width);
  y += ui.text(meaning, {.size = 13, .colour = c.muted}, at.x, y, at.width);
  return y + ui.gap(10) - at.y;
}

float words_above_height(const Ui& ui, std::string_view meaning, float width) {
  return ui.gap(14) + ui.em(15) * 1.5F + ui.lay_out(meaning, {.size = 13}, width).size.y +
         ui.gap(10);
}

}  // namespace

SettingsScreen::SettingsScreen(const std::function<void()>& wake)
    : costs_(wake), fit_(wake) {}

float SettingsScreen::section(const Ui& ui,
                              std::string_view title,
                              const std::vector<Item>& items,
                              const Column& at) {
  const float pad = ui.gap(24);
  const float inner = at.width - 2 * pad;
  float y =
      at.y +
      ui.text(title, {.face = Face::kSansStrong, .size = 16, .colour = ui.colours().text},
              at.x, at.y) +
      ui.gap(10);
  y = std::round(y);
  float height = 0;
  for (const Item& item : items)
    height += item.height;
  card(ui, {at.x, y, at.width, height});
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    if (i > 0 && item.line) ui.hairline(at.x + pad, y, inner);
    if (!scroll_to_.empty() && item.name == scroll_to_)
      scroll_.offset = std::max(0.0F, y - content_top_ - ui.gap(40));
    item.draw({at.x + pad, y, inner});
    y += item.height;
  }
  return y - at.y;
}

SettingsScreen::Item SettingsScreen::number_item(Ui& ui,
                                                 std::string_view title,
                                                 std::string meaning,
                                                 float width,
                                                 SettingNumber& number,
                                                 const NumberLook& look,
                                                 Stepping step,
                                                 int& value) const {
  Rule rule{std::string(title), std::move(meaning), number_width(ui), {}, 0,
            number.error(look)};
  rule.control = [&ui, &number, &look, step, &value](const Rect& area) {
    if (const auto next = number.frame(ui, area, look, step, value)) value = *next;
  };
  const float height = rule_height(ui, rule, width);
  return {height,
          [&ui, rule = std::move(rule)](const Column& at) { draw_rule(ui, rule, at); }};
}

SettingsScreen::Item SettingsScreen::easy_days(Ui& ui,
                                               float width,
                                               Settings& changed) const {
  static constexpr std::string_view kMeaning =
      "On these days of the week there is less to do, or nothing. Press a day to change "
      "it.";
  Item item;
  item.name = "days";
  item.height = std::round(words_above_height(ui, kMeaning, width) +
                           easy_days_height(ui, width) + ui.gap(18));
  item.draw = [&ui, &changed](const Column& at) {
    const float words = words_above(ui, "Easy days", kMeaning, at);
    easy_days_row(ui, {at.x, std::round(at.y + words), at.width}, changed.easy_days);
  };
  return item;
}

std::vector<SettingsScreen::Item> SettingsScreen::study_day(Ui& ui,
                                                            float width,
                                                            Settings& changed) {
  Rule even{"Even out the days",
            "A question comes a little earlier or later where a day would get too much.",
            yes_no_width(ui), [&ui, &changed](const Rect& area) {
              yes_no(ui, area, "set.even", changed.balance_days);
            }};
  const float even_height = rule_height(ui, even, width);
  return {number_item(ui, "New questions a day",
                      "Each brings reviews on later days; 10 to 20 suit most people.",
                      width, new_, kNew, step_new, changed.new_per_day),
          number_item(ui, "Minutes a day",
                      changed.minutes_a_day == 0
                          ? "How long you want to study on a day. Without a limit, all "
                            "that is due is asked."
                          : "What is worth most comes first; what does not fit waits for "
                            "other days. 0 for no limit.",
                      width, minutes_, kMinutes, step_minutes, changed.minutes_a_day),
          easy_days(ui, width, changed),
          {even_height,
           [&ui, even = std::move(even)](const Column& at) { draw_rule(ui, even, at); }},
          number_item(ui, "The day begins at",
                      "Answers before this hour count for the day before.", width, hour_,
                      kHour, step_hour, changed.day_start_hour)};
}

SettingsScreen::Item SettingsScreen::sureness(Ui& ui, float width, Settings& changed) {
  Rule rule{"How sure do you want to be?",
            retention_sentence(changed.desired_retention),
            number_width(ui),
            {},
            0,
            sure_.error(kSure)};
  rule.control = [this, &ui, &changed](const Rect& area) {
    const int now = static_cast<int>(std::lround(changed.desired_retention * 100));
    if (const auto next = sure_.frame(ui, area, kSure, step_one, now))
      changed.desired_retention = *next / 100.0;
  };
  const float height = rule_height(ui, rule, width);
  Item item{height,
            [&ui, rule = std::move(rule)](const Column& at) { draw_rule(ui, rule, at); }};
  item.name = "cost";
  return item;
}

SettingsScreen::Item SettingsScreen::cost(Ui& ui, float width, Settings& changed) {
  Item item;
  item.line = false;
  item.height = std::round(cost_height(ui, costs_, width) + ui.gap(18));
  item.draw = [this, &ui, &changed, height = item.height](const Column& at) {
    const auto chosen = cost_view(ui, at, costs_, changed.desired_retention, cost_);
    if (chosen) changed.desired_retention = std::round(*chosen * 100) / 100;
    // What is said about a point stands below the curve.
    if (ui.focus().moved() && ui.focus().has_focus(cost_control()))
      bring_into_view(at, height);
  };
  return item;
}

void SettingsScreen::bring_into_view(const Column& at, float height) {
  const float top = at.y - content_top_;
  scroll_.show(top, top + height);
}

FitShown SettingsScreen::fit_shown(const Shell& shell) const {
  if (shown_fit_) return *shown_fit_;
  const Trainer& trainer = shell.trainer;
  const ModelWeights& weights = trainer.settings().weights;
  const StudyDay today = trainer.calendar().day_of(trainer.now());
  return {in_use_words(weights, kept_fit(trainer), today), are_usual(weights),
          fit_.running(), fit_.progress(), fit_.said()};
}

SettingsScreen::Item SettingsScreen::fitting(Shell& shell, float width) {
  Ui& ui = shell.ui;
  FitShown shown = fit_shown(shell);
  Item item;
  item.name = "fit";
  item.height = fit_height(ui, shown, width);
  item.draw = [this, &ui, shown = std::move(shown),
               height = item.height](const Column& at) {
    fit_wish_ = fit_view(ui, at, shown);
    if (std::exchange(reveal_fit_, false)) bring_into_view(at, height);
  };
  return item;
}

std::vector<SettingsScreen::Item> SettingsScreen::memory(Shell& shell,
                                                         float width,
                                                         Settings& changed) {
  static constexpr std::array<std::string_view, 4> kForms{"By strength", "Choose",
                                                          "Fill in", "Type"};
  Ui& ui = shell.ui;
  Rule forms{"Ways of asking",
             "By strength: choosing first, then filling in, then typing from memory.",
             segmented_width(ui, kForms), [&ui, &changed](const Rect& area) {
               const int chosen = segmented(ui, area, "set.forms", kForms,
                                            static_cast<int>(changed.forms));
               if (chosen >= 0) changed.forms = static_cast<FormPreference>(chosen);
             }};
  const float forms_height = rule_height(ui, forms, width);
  return {sureness(ui, width, changed),
          cost(ui, width, changed),
          fitting(shell, width),
          {forms_height, [&ui, forms = std::move(forms)](
                             const Column& at) { draw_rule(ui, forms, at); }},
          number_item(ui, "Longest wait", longest_meaning(changed.maximum_interval_days),
                      width, longest_, kLongest, step_longest,
                      changed.maximum_interval_days)};
}

std::vector<SettingsScreen::Item> SettingsScreen::window(Ui& ui,
                                                         float width,
                                                         Settings& changed) {
  static constexpr std::array<std::string_view, 3> kThemes{"System", "Light", "Dark"};
  Rule theme{"Theme", "System follows the desktop.",
             std::max(number_width(ui), segmented_width(ui, kThemes)),
             [&ui, &changed](const Rect& area) {
               const int chosen = segmented(ui, area, "set.theme", kThemes,
                                            static_cast<int>(changed.theme));
               if (chosen >= 0) changed.theme = static_cast<ThemeChoice>(chosen);
             }};
  const float theme_height = rule_height(ui, theme, width);
  return {number_item(ui, "Text size", "Ctrl and + or − change it anywhere.", width,
                      text_, kText, step_text, changed.text_percent),
          {theme_height, [&ui, theme = std::move(theme)](const Column& at) {
             draw_rule(ui, theme, at);
           }}};
}

/// A number that is being written is meant, whatever leads away from here.
void SettingsScreen::take_unfinished(Settings& changed) const {
  const auto take = [](const SettingNumber& number, const NumberLook& look, int& value) {
    if (const auto written = number.unfinished(look)) value = *written;
  };
  take(new_, kNew, changed.new_per_day);
  take(minutes_, kMinutes, changed.minutes_a_day);
  take(hour_, kHour, changed.day_start_hour);
  take(longest_, kLongest, changed.maximum_interval_days);
  take(text_, kText, changed.text_percent);
  if (const auto written = sure_.unfinished(kSure))
    changed.desired_retention = *written / 100.0;
}

void SettingsScreen::keys(Shell& shell, Settings& changed) {
  const auto order = shell.order(Place::kAnywhere);
  if (!order) return;
  if (order->command == Command::kBack) {
    shell.go = ScreenName::kHome;
    return;
  }
  // The window itself changes the size of the text.
  if (order->command == Command::kQuit) take_unfinished(changed);
  shell.pass_on(*order);
}

void SettingsScreen::collect(Shell& shell, bool here) {
  if (!fit_.collect(shell)) return;
  if (here)
    reveal_fit_ = true;
  else
    shell.tell(fit_.said());
}

void SettingsScreen::leave() {
  costs_.cancel();
  cost_ = {};
  if (!fit_.running()) fit_.forget_said();
}

void SettingsScreen::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  costs_.collect();
  costs_.want(shell);
  const Settings before = shown_.value_or(shell.trainer.settings());
  Settings changed = before;
  const float side = ui.gap(area.w < 900 * ui.em(15) / 15 ? 24 : 32);
  const float width = std::round(std::min(area.w - 2 * side, 760 * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  const float inner = width - 2 * ui.gap(24);
  const float begin = ui.begin_scroll(Ui::id("settings"), area, scroll_);
  content_top_ = begin;
  float y = begin + ui.gap(28);
  y += ui.text("Settings",
               {.face = Face::kDisplay,
                .size = 26,
                .colour = ui.colours().text,
                .line_height = 1.3F},
               x, y) +
       ui.gap(20);
  y +=
      section(ui, "Study day", study_day(ui, inner, changed), {x, y, width}) + ui.gap(28);
  y += section(ui, "Memory", memory(shell, inner, changed), {x, y, width}) + ui.gap(28);
  y += section(ui, "Window", window(ui, inner, changed), {x, y, width}) + ui.gap(28);
  ui.end_scroll(y - begin);
  scroll_by_keys(ui, scroll_);
  keys(shell, changed);
  if (shown_) return;
  if (changed != before) shell.report(shell.trainer.change_settings(changed));
  switch (std::exchange(fit_wish_, FitWish::kNothing)) {
    case FitWish::kStart:
      fit_.start(shell);
      reveal_fit_ = true;
      break;
    case FitWish::kCancel:
      fit_.cancel();
      break;
    case FitWish::kBackToUsual:
      fit_.back_to_usual(shell);
      break;
    case FitWish::kNothing:
      break;
  }
}

}  // namespace attache::window
