#include "window/exams_form.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "window/exams_words.h"
#include "window/round_parts.h"
#include "window/rule_rows.h"
#include "window/topic_list.h"

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 2> kSameOrNot{"Same each day", "By weekday"};
constexpr std::array<std::string_view, 2> kDayModes{"Exam day", "Days off"};
constexpr std::array<std::string_view, 7> kShortDays{"Mon", "Tue", "Wed", "Thu",
                                                     "Fri", "Sat", "Sun"};
constexpr NumberLook kEveryDay{
    .name = "exam.minutes", .unit = "min", .least = 0, .most = kMostExamMinutes};
constexpr NumberLook kTarget{
    .name = "exam.target", .unit = "%", .placeholder = "None", .least = 0, .most = 100};

NumberLook weekday_look(std::size_t day) {
  NumberLook look = kEveryDay;
  look.name = "exam.weekday";
  look.number = day;
  return look;
}

int step_minutes(std::optional<int> now, int by) {
  constexpr int kStep = 5;
  if (!now) return kStep;
  return by > 0 ? (*now / kStep + 1) * kStep : (*now - 1) / kStep * kStep;
}

/// None, then 50 to 100 % by fives.
int step_target(std::optional<int> now, int by) {
  constexpr int kStep = 5;
  constexpr int kLeast = 50;
  constexpr int kUsual = 80;
  if (!now || *now == 0) return by > 0 ? kUsual : 0;
  const int next = by > 0 ? (*now / kStep + 1) * kStep : (*now - 1) / kStep * kStep;
  return next < kLeast ? 0 : next;
}

TextStyle strong(const Ui& ui, float size) {
  return {.face = Face::kSansStrong, .size = size, .colour = ui.colours().text};
}

float line_of(const Ui& ui, float size) {
  return std::round(ui.em(size) * 1.5F);
}

FieldLook title_look() {
  return {.name = "exam.title", .placeholder = "Midterm in international relations"};
}

float date_width(const Ui& ui) {
  return ui.width_of("2024-00-00", {.size = 16}) + ui.gap(34);
}

float clock_width(const Ui& ui) {
  return ui.width_of("00:00", {.size = 16}) + ui.gap(40);
}

/// The columns of the seven steppers.
struct WeekGrid {
  int columns = 4;
  float width = 0;
  float row = 0;
  float gap = 0;
  [[nodiscard]] int rows() const { return (7 + columns - 1) / columns; }
  [[nodiscard]] float height() const {
    return static_cast<float>(rows()) * row + static_cast<float>(rows() - 1) * gap;
  }
};

WeekGrid week_grid(const Ui& ui, float width) {
  WeekGrid grid;
  grid.gap = ui.gap(10);
  const float least = number_field_width(ui, "min");
  while (grid.columns > 1 && least * static_cast<float>(grid.columns) +
                                     grid.gap * static_cast<float>(grid.columns - 1) >
                                 width)
    --grid.columns;
  const auto columns = static_cast<float>(grid.columns);
  grid.width =
      std::floor(std::min(least * 1.1F, (width - (columns - 1) * grid.gap) / columns));
  grid.row = line_of(ui, 13) + ui.gap(4) + button_height(ui);
  return grid;
}

float error_line(const Ui& ui, std::string_view words, const Column& at, bool draw) {
  if (words.empty()) return 0;
  const TextStyle style{.size = 13, .colour = ui.colours().again.ink};
  return draw ? ui.text(words, style, at.x, at.y, at.width)
              : ui.lay_out(words, style, at.width).size.y;
}

bool is_wide(const Ui& ui, float width) {
  return width >= month_width(ui) + ui.em(15) * 20;
}

}  // namespace

void ExamForm::begin(const Trainer& trainer, const std::optional<Exam>& exam) {
  *this = ExamForm();
  if (exam) before_ = *exam;
  tree_ = TopicTree(trainer.decks());
  fill(exam ? draft_of(*exam, trainer.calendar())
            : new_draft(trainer.calendar(), trainer.now()));
  if (exam) tree_.take(exam->scope, exam->weights);
  weighted_ = exam && !exam->weights.empty();
  const StudyDay today = trainer.calendar().day_of(trainer.now());
  month_.move_to(day_in_draft(draft()).value_or(today), today);
  begun_ = draft();
  new_focus_ = true;
}

void ExamForm::fill(const ExamDraft& draft) {
  title_.edit.reset(draft.title);
  date_.edit.reset(draft.date);
  clock_.edit.reset(draft.clock);
  by_weekday_ = draft.by_weekday;
  every_day_.set(draft.every_day.value_or(0));
  for (std::size_t i = 0; i < weekdays_.size(); ++i)
    weekdays_.at(i).set(draft.weekdays.at(i).value_or(0));
  days_off_ = draft.days_off;
  target_.mean_when_empty(0);
  if (draft.target.value_or(0) > 0) target_.set(*draft.target);
}

ExamDraft ExamForm::draft() const {
  ExamDraft draft;
  draft.title = title_.edit.text();
  draft.date = date_.edit.text();
  draft.clock = clock_.edit.text();
  draft.by_weekday = by_weekday_;
  draft.every_day = every_day_.value(kEveryDay);
  for (std::size_t i = 0; i < weekdays_.size(); ++i)
    draft.weekdays.at(i) = weekdays_.at(i).value(weekday_look(i));
  draft.days_off = days_off_;
  draft.target = target_.value(kTarget);
  draft.any_topic = !tree_.none();
  draft.scope = tree_.scope();
  if (weighted_) draft.weights = tree_.weights();
  return draft;
}

bool ExamForm::changed() const {
  const ExamDraft now = draft();
  return !(now.title == begun_.title && now.date == begun_.date &&
           now.clock == begun_.clock && now.by_weekday == begun_.by_weekday &&
           now.every_day == begun_.every_day && now.weekdays == begun_.weekdays &&
           now.days_off == begun_.days_off && now.target == begun_.target &&
           now.scope == begun_.scope && now.any_topic == begun_.any_topic &&
           now.weights == begun_.weights);
}

void ExamForm::show_errors() {
  tried_ = true;
  title_.edit.reset("");
  date_.edit.reset("2024-13-01");
  target_.set(800);
  tree_.tick_all(false);
}

bool ExamForm::asks_before(const Order& order) {
  if (!changed()) return false;
  asking_ = true;
  afterwards_ = order;
  return true;
}

float ExamForm::when_fields_height(const Ui& ui,
                                   float width,
                                   const ReadExamDraft& read) const {
  const float field = field_height(ui, {});
  float height = line_of(ui, 15) + ui.gap(8) + field;
  if (date_width(ui) + clock_width(ui) + ui.gap(12) > width) height += ui.gap(8) + field;
  height += ui.gap(6) + (read.errors.when.empty()
                             ? line_of(ui, 14)
                             : error_line(ui, read.errors.when, {0, 0, width}, false));
  return height;
}

void ExamForm::when_fields(Ui& ui, const Column& at, const ReadExamDraft& read) {
  float y = at.y;
  ui.text_in({at.x, y, at.width, line_of(ui, 15)}, "Day and time of the exam",
             strong(ui, 15));
  y += line_of(ui, 15) + ui.gap(8);
  const float field = field_height(ui, {});
  const bool one_line = date_width(ui) + clock_width(ui) + ui.gap(12) <= at.width;
  const float date = std::min(date_width(ui), at.width);
  const FieldOutcome written =
      text_field(ui, {at.x, y, date, field}, date_,
                 {.name = "exam.date", .placeholder = "2024-08-20"});
  if (const auto day = day_in_draft(draft()); day && written.changed)
    month_.move_to(*day, StudyDay::min());
  if (!one_line) y += field + ui.gap(8);
  const float x = one_line ? at.x + date + ui.gap(12) : at.x;
  text_field(ui, {x, y, clock_width(ui), field}, clock_,
             {.name = "exam.clock", .placeholder = "09:00"});
  y += field + ui.gap(6);
  if (!read.errors.when.empty()) {
    error_line(ui, read.errors.when, {at.x, y, at.width}, true);
    return;
  }
  const auto day = day_in_draft(draft());
  ui.text_in({at.x, y, at.width, line_of(ui, 14)},
             day ? fmt::format("{} {}", weekday_name(*day), day_text(*day)) : "",
             {.size = 14, .colour = ui.colours().muted});
}

void ExamForm::month(Shell& shell, const Column& at, const ReadExamDraft& read) {
  const StudyCalendar& calendar = shell.trainer.calendar();
  const StudyDay today = calendar.day_of(shell.trainer.now());
  const auto exam_day = day_in_draft(draft());
  const bool off_mode = marks_days_off_;
  MonthLook look;
  look.today = today;
  look.least = today;
  look.look = [&](StudyDay day) {
    DayLook each;
    const bool before = !exam_day || day < *exam_day;
    each.chosen = exam_day && day == *exam_day;
    each.off = days_off_.contains(day) && day >= today && before;
    each.studied = exam_day && day >= today && before && minutes_on(read.exam, day) > 0;
    each.enabled = off_mode ? day >= today && before : day > today;
    return each;
  };
  const auto chosen = month_grid(shell.ui, at, month_, look);
  if (!chosen) return;
  if (!off_mode)
    date_.edit.reset(iso_day(*chosen));
  else if (!days_off_.erase(*chosen))
    days_off_.insert(*chosen);
}

float ExamForm::when_card(Shell& shell, const Column& at, const ReadExamDraft& read) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const float pad = ui.gap(24);
  const Column inner{at.x + pad, at.y + ui.gap(20), at.width - 2 * pad};
  const bool wide = is_wide(ui, inner.width);
  const float calendar = wide ? month_width(ui) : std::min(month_width(ui), inner.width);
  const float left = wide ? inner.width - calendar - ui.gap(36) : inner.width;
  const StudyDay today = shell.trainer.calendar().day_of(shell.trainer.now());
  const std::string total =
      read.errors.when.empty() && read.errors.minutes.empty()
          ? draft_total_text(read.exam, shell.trainer.calendar(), today)
          : std::string{};
  const TextStyle small{.size = 13, .colour = c.muted};
  const std::string_view hint =
      marks_days_off_
          ? "Click days on which you cannot study, or go there with the arrows and press "
            "Enter."
          : "Choose the day of the exam. A dot marks the days of study before it.";
  const float modes = std::min(segmented_width(ui, kDayModes), left);
  const float hint_height = ui.lay_out(hint, small, left).size.y;
  const float total_height = ui.lay_out(total, {.size = 14}, left).size.y;
  const float fields = when_fields_height(ui, left, read);
  const float words = fields + ui.gap(20) + button_height(ui) + ui.gap(8) + hint_height +
                      ui.gap(12) + total_height;
  const float grid = month_height(ui, calendar);
  const float height = std::round(
      (wide ? std::max(words, grid) : words + ui.gap(18) + grid) + 2 * ui.gap(20));
  card(ui, {at.x, at.y, at.width, height});
  when_fields(ui, {inner.x, inner.y, left}, read);
  float y = std::round(inner.y + fields + ui.gap(20));
  const int mode = segmented(ui, {inner.x, y, modes, button_height(ui)}, "exam.mode",
                             kDayModes, marks_days_off_ ? 1 : 0);
  if (mode >= 0) marks_days_off_ = mode == 1;
  y += button_height(ui) + ui.gap(8);
  y += ui.text(hint, small, inner.x, y, left) + ui.gap(12);
  y += ui.text(total, {.size = 14, .colour = c.text}, inner.x, y, left);
  const Column month_at =
      wide ? Column{inner.x + inner.width - calendar, inner.y, calendar}
           : Column{inner.x, std::round(y + ui.gap(18)), calendar};
  month(shell, month_at, read);
  return height;
}

void ExamForm::weekday_fields(Ui& ui, const Rect& area) {
  const WeekGrid grid = week_grid(ui, area.w);
  for (std::size_t i = 0; i < weekdays_.size(); ++i) {
    const int rows_above = static_cast<int>(i) / grid.columns;
    const auto column = static_cast<float>(static_cast<int>(i) % grid.columns);
    const auto row = static_cast<float>(rows_above);
    const float x = area.x + column * (grid.width + grid.gap);
    const float y = area.y + row * (grid.row + grid.gap);
    ui.text_in({x, y, grid.width, line_of(ui, 13)}, kShortDays.at(i),
               {.size = 13, .colour = ui.colours().muted});
    number_field(ui,
                 {std::round(x), std::round(y + line_of(ui, 13) + ui.gap(4)), grid.width,
                  button_height(ui)},
                 weekdays_.at(i), weekday_look(i), step_minutes);
  }
}

float ExamForm::title_card(Ui& ui, const Column& at, const ReadExamDraft& read) {
  const float inner = at.width - 2 * ui.gap(24);
  return rules_card(
      ui,
      {{"Title", "", std::min(inner, std::round(ui.em(15) * 36)),
        [this, &ui](const Rect& area) { text_field(ui, area, title_, title_look()); },
        field_height(ui, title_look()), tried_ ? read.errors.title : ""}},
      at);
}

float ExamForm::rules(Ui& ui, const Column& at, const ReadExamDraft& read) {
  const float pad = ui.gap(24);
  const float inner = at.width - 2 * pad;
  const float number = number_field_width(ui, "min") * 1.1F;
  std::vector<Rule> all;
  all.push_back({"Minutes", "How long you can study for it; today counts too.",
                 segmented_width(ui, kSameOrNot),
                 [this, &ui](const Rect& area) {
                   const int chosen =
                       segmented(ui, area, "exam.same", kSameOrNot, by_weekday_ ? 1 : 0);
                   if (chosen >= 0) by_weekday_ = chosen == 1;
                 },
                 0, by_weekday_ ? "" : read.errors.minutes});
  if (by_weekday_)
    all.push_back({"Minutes on each weekday", "0 is a day off.", inner,
                   [this, &ui](const Rect& area) { weekday_fields(ui, area); },
                   week_grid(ui, inner).height(), read.errors.minutes});
  else
    all.push_back({"Minutes a day", "", number, [this, &ui](const Rect& area) {
                     number_field(ui, area, every_day_, kEveryDay, step_minutes);
                   }});
  all.push_back({"Target", "The score that you wish for, if you have one in mind.",
                 number,
                 [this, &ui](const Rect& area) {
                   if (number_field(ui, area, target_, kTarget, step_target) &&
                       target_.value(kTarget) == 0)
                     target_.clear();
                 },
                 0, read.errors.target});
  all.push_back({"Shares by topic", "Say how large a part of the exam a topic has.",
                 yes_no_width(ui), [this, &ui](const Rect& area) {
                   yes_no(ui, area, "exam.weights", weighted_);
                 }});
  return rules_card(ui, all, at);
}

float ExamForm::topics(Ui& ui, const Column& at, const ReadExamDraft& read) {
  float y = at.y;
  y += topic_list_title(ui, tree_, {at.x, y, at.width});
  y += error_line(ui, read.errors.topics, {at.x, y, at.width}, true);
  if (!read.errors.topics.empty()) y += ui.gap(8);
  y += topic_list(ui, tree_, weighted_, {at.x, std::round(y), at.width});
  return y - at.y;
}

void ExamForm::save(Shell& shell, const ReadExamDraft& read, ExamFormWish& wish) {
  tried_ = true;
  if (read.errors.any()) {
    const bool below = read.errors.title.empty() && read.errors.when.empty();
    if (!below) scroll_.offset = 0;
    shell.tell("Something is still missing.", "It is marked in red");
    return;
  }
  Exam exam = read.exam;
  exam.retired = false;
  auto kept = shell.trainer.put_exam(std::move(exam));
  if (!kept) {
    shell.error = kept.error();
    return;
  }
  shell.error.reset();
  wish.saved = std::move(*kept);
}

void ExamForm::foot(Shell& shell,
                    const Rect& area,
                    const ReadExamDraft& read,
                    ExamFormWish& wish) {
  Ui& ui = shell.ui;
  ui.fill({area.x, area.y, area.w, 1}, ui.colours().line);
  const Column at = round_column(ui, area);
  const std::vector<BarButton> right{{{.name = "exam.cancel",
                                       .label = "Cancel",
                                       .kind = ButtonKind::kPlain,
                                       .key = "Esc"},
                                      Command::kBack},
                                     {{.name = "exam.save",
                                       .label = "Save",
                                       .kind = ButtonKind::kPrimary,
                                       .key = "Ctrl+Enter"},
                                      Command::kEditorSave}};
  const auto pressed = button_bar(ui, {at.x, area.y, at.width, area.h}, {}, right);
  if (pressed == Command::kEditorSave) save(shell, read, wish);
  if (pressed == Command::kBack && !asks_before({Command::kBack})) wish.cancelled = true;
}

void ExamForm::keys(Shell& shell, const ReadExamDraft& read, ExamFormWish& wish) {
  const auto order = shell.order(Place::kExamForm);
  if (!order) {
    scroll_by_keys(shell.ui, scroll_);
    return;
  }
  switch (order->command) {
    case Command::kEditorSave:
      save(shell, read, wish);
      break;
    case Command::kBack:
    case Command::kExams:
      if (!asks_before({Command::kBack})) wish.cancelled = true;
      break;
    default:
      shell.pass_on(*order);
      break;
  }
}

void ExamForm::ask(Shell& shell, ExamFormWish& wish) {
  if (!asking_) return;
  const auto said = confirm(
      shell.ui, {"unsaved", "Leave without saving?",
                 "What you have written here is not kept.", "Leave", "Go on writing"});
  if (!said) return;
  asking_ = false;
  const auto order = std::exchange(afterwards_, std::nullopt);
  if (!*said) return;
  wish.cancelled = true;
  if (order && order->command != Command::kBack) shell.pass_on(*order);
}

ExamFormWish ExamForm::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  ExamFormWish wish;
  if (std::exchange(new_focus_, false) && !ui.still())
    ui.focus().give(Ui::id("exam.title"), false);
  const ReadExamDraft read =
      read_draft(draft(), before_, shell.trainer.calendar(), shell.trainer.now());
  const Column at = round_column(ui, area);
  const float foot_height = bar_height_of(ui) + 2 * ui.gap(12);
  const Rect view{area.x, area.y, area.w, area.h - foot_height};
  const float begin = ui.begin_scroll(Ui::id("exam.form"), view, scroll_);
  float y = begin + ui.gap(26);
  y += ui.text(before_.id.empty() ? "New exam" : "Change this exam",
               {.face = Face::kDisplay,
                .size = 26,
                .colour = ui.colours().text,
                .line_height = 1.3F},
               at.x, y, at.width) +
       ui.gap(18);
  y = std::round(y);
  y += title_card(ui, {at.x, y, at.width}, read) + ui.gap(14);
  y += when_card(shell, {at.x, std::round(y), at.width}, read) + ui.gap(14);
  y += rules(ui, {at.x, std::round(y), at.width}, read) + ui.gap(20);
  y += topics(ui, {at.x, std::round(y), at.width}, read) + ui.gap(28);
  ui.end_scroll(y - begin);
  foot(shell, {area.x, view.bottom(), area.w, foot_height}, read, wish);
  ask(shell, wish);
  keys(shell, read, wish);
  return wish;
}

}  // namespace attache::window
