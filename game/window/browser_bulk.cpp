#include "window/browser_bulk.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "window/browser_parts.h"

namespace attache::window {

namespace {

using What = BulkAction::What;

struct Deed {
  Command command;
  std::string_view name, label;
};
constexpr std::array kDeeds{Deed{Command::kSuspend, "bulk.suspend", "Suspend"},
                            Deed{Command::kResume, "bulk.resume", "Resume"},
                            Deed{Command::kMark, "bulk.mark", "Mark"},
                            Deed{Command::kBury, "bulk.bury", "Bury"},
                            Deed{Command::kForget, "bulk.forget", "Forget…"},
                            Deed{Command::kSetDue, "bulk.due", "Set due…"},
                            Deed{Command::kSetTags, "bulk.tags", "Tags…"},
                            Deed{Command::kSetTopic, "bulk.topic", "Topic…"}};

float compact(const Ui& ui) {
  return std::round(ui.em(15) * 1.5F + ui.gap(10));
}

float deed_width(const Ui& ui, const Deed& deed) {
  return button_width(ui, {.name = deed.name, .label = deed.label}) - ui.gap(10);
}

/// The words on how many are chosen need this much.
float count_width(const Ui& ui) {
  return std::round(
      ui.width_of("100,000 chosen", {.face = Face::kSansStrong, .size = 14}));
}

int step_days(std::optional<int> now, int by) {
  return std::clamp(now.value_or(0) + by, 0, 36500);
}

/// The buttons at the foot of a sheet: true or false once one was pressed.
std::optional<bool> sheet_buttons(Ui& ui,
                                  const Sheet& sheet,
                                  std::string_view label,
                                  bool enabled) {
  const float bh = button_height(ui);
  const float y = sheet.inner.bottom() - bh;
  const Button yes{.name = "bulk.yes",
                   .label = label,
                   .kind = ButtonKind::kPrimary,
                   .key = "Enter",
                   .enabled = enabled};
  const Button no{.name = "bulk.no", .label = "Cancel"};
  const float wide = button_width(ui, yes);
  const float other = button_width(ui, no);
  std::optional<bool> said;
  if (button(ui, {sheet.inner.right() - wide - ui.gap(12) - other, y, other, bh}, no))
    said = false;
  if (button(ui, {sheet.inner.right() - wide, y, wide, bh}, yes)) said = true;
  if (sheet.closed || ui.take(Key::kEscape)) said = false;
  if (enabled && (ui.take(Key::kEnter) || ui.take(Key::kEnter, kCtrl))) said = true;
  return said;
}

float sheet_chrome(const Ui& ui) {
  return 2 * ui.gap(24) + std::round(ui.em(20) * 1.4F) + ui.gap(16);
}

float sheet_text(const Ui& ui, const Sheet& sheet, float y, std::string_view text) {
  return ui.text(text, {.size = 14, .colour = ui.colours().muted}, sheet.inner.x, y,
                 sheet.inner.w);
}

}  // namespace

float bulk_bar_height(Ui& ui, float width) {
  Flow flow({0, 0, width}, compact(ui), ui.gap(8));
  flow.place(count_width(ui));
  for (const Deed& deed : kDeeds)
    flow.place(deed_width(ui, deed));
  return flow.height();
}

std::optional<Command> bulk_bar(Ui& ui, const Rect& area, std::size_t count) {
  std::optional<Command> pressed;
  Flow flow({area.x, area.y, area.w}, compact(ui), ui.gap(8));
  ui.text_in(flow.place(count_width(ui)), fmt::format("{} chosen", thousands(count)),
             {.face = Face::kSansStrong,
              .size = 14,
              .colour = count > 0 ? ui.colours().text : ui.colours().muted});
  for (const Deed& deed : kDeeds)
    if (button(ui, flow.place(deed_width(ui, deed)),
               {.name = deed.name, .label = deed.label, .enabled = count > 0}))
      pressed = deed.command;
  return pressed;
}

std::vector<std::string> tags_from(std::string_view text) {
  std::vector<std::string> tags;
  std::string tag;
  const auto take = [&] {
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end())
      tags.push_back(tag);
    tag.clear();
  };
  for (const char c : text) {
    if (c == ' ' || c == ',' || c == '\t' || c == '\n')
      take();
    else
      tag += c;
  }
  take();
  return tags;
}

std::string done_text(What what, std::size_t count) {
  std::string questions = many(count, "question", "questions");
  switch (what) {
    case What::kSuspend:
      return questions + " suspended";
    case What::kResume:
      return questions + " resumed";
    case What::kMark:
      return questions + " marked";
    case What::kUnmark:
      return count == 1 ? "1 question has no mark any more"
                        : questions + " have no mark any more";
    case What::kBury:
      return questions + " put off until tomorrow";
    case What::kForget:
      return count == 1 ? "1 question is new again" : questions + " are new again";
    case What::kSetDue:
      return questions + " have a new day";
    case What::kAddTags:
      return "Tags added to " + questions;
    case What::kRemoveTags:
      return "Tags removed from " + questions;
    case What::kSetTopic:
      return questions + " moved";
  }
  return questions;
}

void BulkSheet::open(Command command, BulkSubject subject) {
  command_ = command;
  subject_ = std::move(subject);
  topic_ = 0;
  remove_ = false;
  scroll_ = {};
  days_.set(0);
  days_.text().edit.select_all();
  tags_.edit.reset("");
}

std::optional<BulkAction> BulkSheet::forget(Shell& shell) {
  const auto said = confirm(
      shell.ui,
      {.name = "bulk.ask",
       .title = "Forget what was learned?",
       .text = fmt::format("{} will be asked as if new. The answers given stay in your "
                           "log, and Ctrl+Z takes it back.",
                           many(subject_.count, "question", "questions")),
       .yes = "Forget",
       .no = "Cancel"});
  if (!said) return std::nullopt;
  command_.reset();
  if (!*said) return std::nullopt;
  return BulkAction{What::kForget, {}, {}, {}};
}

std::optional<BulkAction> BulkSheet::due(Shell& shell) {
  Ui& ui = shell.ui;
  const float field = field_height(ui, {});
  const float height =
      sheet_chrome(ui) + field + ui.em(14) * 3 + ui.gap(60) + button_height(ui);
  const Sheet sheet = begin_sheet(
      ui, "bulk.due",
      fmt::format("When to ask {}", many(subject_.count, "question", "questions")),
      ui.em(15) * 30, height);
  const NumberLook look{
      .name = "bulk.days", .unit = "days from today", .least = 0, .most = 36500};
  const ControlId written = Ui::id(look.name, look.number);
  if (ui.focus().focused() == kNoControl) ui.focus().give(written, false);
  const bool entered = ui.focus().has_focus(written) && ui.input().pressed(Key::kEnter);
  const float wide =
      std::min(sheet.inner.w, number_field_width(ui, look.unit) + ui.em(16) * 3);
  number_field(ui, {sheet.inner.x, sheet.inner.y, wide, field}, days_, look, step_days);
  const auto days = days_.value(look);
  const StudyDay today = shell.trainer.calendar().day_of(shell.trainer.now());
  const std::string words =
      days ? fmt::format("Due on {}.", day_text(today + std::chrono::days(*days)))
           : "Give a number of days, 0 for today.";
  sheet_text(ui, sheet, sheet.inner.y + field + ui.gap(12), words);
  auto said = sheet_buttons(ui, sheet, "Set", days.has_value());
  if (entered && days) said = true;
  end_sheet(ui);
  if (!said) return std::nullopt;
  command_.reset();
  if (!*said) return std::nullopt;
  return BulkAction{What::kSetDue, today + std::chrono::days(*days), {}, {}};
}

std::optional<BulkAction> BulkSheet::tags(Shell& shell) {
  Ui& ui = shell.ui;
  constexpr std::array<std::string_view, 2> kWays{"Add", "Remove"};
  const float field = field_height(ui, {});
  const float bh = button_height(ui);
  const float height = sheet_chrome(ui) + 2 * bh + field + ui.em(14) * 3 + ui.gap(70);
  const Sheet sheet = begin_sheet(
      ui, "bulk.tags",
      fmt::format("Tags of {}", many(subject_.count, "question", "questions")),
      ui.em(15) * 32, height);
  float y = sheet.inner.y;
  const float wide = std::min(sheet.inner.w, segmented_width(ui, kWays));
  const int way =
      segmented(ui, {sheet.inner.x, y, wide, bh}, "bulk.way", kWays, remove_ ? 1 : 0);
  if (way >= 0) remove_ = way == 1;
  y += bh + ui.gap(12);
  if (ui.focus().focused() == kNoControl)
    ui.focus().give(Ui::id("bulk.tags.field"), false);
  const FieldOutcome written =
      text_field(ui, {sheet.inner.x, y, sheet.inner.w, field}, tags_,
                 {.name = "bulk.tags.field", .placeholder = "Tags, apart by blanks"});
  y += field + ui.gap(12);
  sheet_text(ui, sheet, y,
             "This writes the deck files, and is not taken back by Ctrl+Z. "
             "Progress stays as it is.");
  const std::vector<std::string> tags = tags_from(tags_.edit.text());
  auto said = sheet_buttons(ui, sheet, kWays.at(remove_ ? 1 : 0), !tags.empty());
  if (written.submitted && !tags.empty()) said = true;
  end_sheet(ui);
  if (!said) return std::nullopt;
  command_.reset();
  if (!*said) return std::nullopt;
  return BulkAction{remove_ ? What::kRemoveTags : What::kAddTags, {}, tags, {}};
}

std::optional<BulkAction> BulkSheet::topic(Shell& shell) {
  Ui& ui = shell.ui;
  const float row = tick_row_height(ui);
  const float bh = button_height(ui);
  const auto rows = static_cast<float>(subject_.topics.size() + 1);
  const float words = ui.em(14) * 1.5F * 3;
  const float list = subject_.one_deck ? std::min(rows, 9.0F) * row : 0;
  const Sheet sheet = begin_sheet(
      ui, "bulk.topic",
      fmt::format("Topic of {}", many(subject_.count, "question", "questions")),
      ui.em(15) * 32, sheet_chrome(ui) + list + words + bh + ui.gap(40));
  const float text = sheet_text(
      ui, sheet, sheet.inner.y,
      subject_.one_deck
          ? fmt::format("“{}”. This writes the deck file, and is not taken back by "
                        "Ctrl+Z. Progress stays as it is.",
                        subject_.deck_title)
          : "Topics belong to a deck. Choose questions of one deck, then try again.");
  const float top = sheet.inner.y + text + ui.gap(10);
  const Rect view{sheet.inner.x - ui.gap(8), top, sheet.inner.w + ui.gap(16),
                  sheet.inner.bottom() - bh - ui.gap(14) - top};
  if (subject_.one_deck) {
    const float begin = ui.begin_scroll(Ui::id("bulk.topics"), view, scroll_);
    for (std::size_t i = 0; i <= subject_.topics.size(); ++i)
      if (tick_row(ui,
                   {view.x, begin + static_cast<float>(i) * row, view.w - ui.gap(8), row},
                   {.name = "bulk.topic.row",
                    .number = i,
                    .label = i == 0 ? std::string_view("No topic")
                                    : std::string_view(subject_.topics[i - 1].name),
                    .on = i == topic_,
                    .one_of = true,
                    .group = Ui::id("bulk.topic.rows")}))
        topic_ = i;
    ui.end_scroll(rows * row);
  }
  const auto said = sheet_buttons(ui, sheet, "Move", subject_.one_deck);
  end_sheet(ui);
  if (!said) return std::nullopt;
  command_.reset();
  if (!*said) return std::nullopt;
  return BulkAction{What::kSetTopic,
                    {},
                    {},
                    topic_ == 0 ? std::string{} : subject_.topics[topic_ - 1].id};
}

std::optional<BulkAction> BulkSheet::frame(Shell& shell) {
  if (!command_) return std::nullopt;
  switch (*command_) {
    case Command::kForget:
      return forget(shell);
    case Command::kSetDue:
      return due(shell);
    case Command::kSetTags:
      return tags(shell);
    case Command::kSetTopic:
      return topic(shell);
    default:
      command_.reset();
      return std::nullopt;
  }
}

}  // namespace attache::window
