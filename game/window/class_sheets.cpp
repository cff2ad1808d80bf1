#include "window/class_sheets.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "window/browser_parts.h"
#include "window/class_words.h"
#include "window/export.h"
#include "window/progress_files.h"
#include "window/round_file.h"

namespace attache::window {

namespace {

namespace fs = std::filesystem;

constexpr int kUsualQuestions = 20;
constexpr NumberLook kQuestions{.name = "class.practice.most",
                                .unit = "questions",
                                .placeholder = "20",
                                .least = 1,
                                .most = 500};

int step_questions(std::optional<int> now, int by) {
  constexpr int kStep = 5;
  return std::clamp(now.value_or(kUsualQuestions) + by * kStep, kStep, kQuestions.most);
}

/// What a sheet needs around its content.
float chrome(const Ui& ui) {
  return 2 * ui.gap(24) + std::round(ui.em(20) * 1.4F) + ui.gap(16);
}

TextStyle words_style(const Ui& ui) {
  return {.size = 15, .colour = ui.colours().text};
}

TextStyle wrong_style(const Ui& ui) {
  return {.size = 14, .colour = ui.colours().again.ink};
}

/// Two buttons at the foot of a sheet: true for the first, the one that goes on.
std::optional<bool> foot(Ui& ui,
                         const Sheet& sheet,
                         const Button& yes,
                         const Button& no) {
  const Rect bar{sheet.inner.x, sheet.inner.bottom() - button_height(ui), sheet.inner.w,
                 button_height(ui)};
  const std::vector<BarButton> both{{no, Command::kBack}, {yes, Command::kDone}};
  const auto pressed = button_bar(ui, bar, {}, both);
  if (sheet.closed || pressed == Command::kBack || ui.take(Key::kEscape)) return false;
  if (pressed == Command::kDone) return true;
  return std::nullopt;
}

}  // namespace

// --- a new class

void NewClassSheet::open() {
  open_ = fresh_ = true;
  wrong_.clear();
  name_.edit.reset("");
}

std::optional<std::string> NewClassSheet::frame(Ui& ui) {
  if (!open_) return std::nullopt;
  const float width = std::min(ui.em(15) * 32, ui.screen().w - ui.gap(32));
  const float inner = width - 2 * ui.gap(24);
  const FieldLook look{.name = "class.name", .placeholder = "Policy 101, autumn 2024"};
  constexpr std::string_view kWords =
      "As your students may write it when they hand in. It stays on this computer.";
  const TextStyle small{.size = 14, .colour = ui.colours().muted};
  const float words = ui.lay_out(kWords, small, inner).size.y + ui.gap(10);
  const float field = field_height(ui, look);
  const float wrong =
      wrong_.empty() ? 0 : ui.lay_out(wrong_, wrong_style(ui), inner).size.y + ui.gap(8);
  const Sheet sheet =
      begin_sheet(ui, "class.new", "What is the class called?", width,
                  chrome(ui) + words + field + wrong + ui.gap(22) + button_height(ui));
  if (std::exchange(fresh_, false) && !ui.still())
    ui.focus().give(Ui::id("class.name"), false);
  const Rect& in = sheet.inner;
  ui.text(kWords, small, in.x, in.y, in.w);
  const float y = std::round(in.y + words);
  const FieldOutcome outcome = text_field(ui, {in.x, y, in.w, field}, name_, look);
  if (outcome.changed) wrong_.clear();
  ui.text(wrong_, wrong_style(ui), in.x, y + field + ui.gap(8), in.w);
  const std::string name = one_line(name_.edit.text());
  const auto said = foot(ui, sheet,
                         {.name = "class.new.yes",
                          .label = "Make it",
                          .kind = ButtonKind::kPrimary,
                          .key = "Enter",
                          .enabled = !name.empty()},
                         {.name = "class.new.no", .label = "Cancel", .key = "Esc"});
  end_sheet(ui);
  if (said == false) close();
  if ((said == true || outcome.submitted) && !name.empty()) return name;
  return std::nullopt;
}

// --- which deck

std::optional<std::string> ClassDeckSheet::frame(Ui& ui,
                                                 const std::vector<ClassDeck>& decks,
                                                 const std::string& chosen) {
  if (!open_) return std::nullopt;
  const float row = tick_row_height(ui);
  const float content = static_cast<float>(decks.size() + 1) * row;
  const Sheet sheet =
      begin_sheet(ui, "class.deck", "Which deck?", ui.em(15) * 34, chrome(ui) + content);
  std::optional<std::string> now;
  const Rect view{sheet.inner.x - ui.gap(8), sheet.inner.y, sheet.inner.w + ui.gap(16),
                  sheet.inner.h};
  const float begin = ui.begin_scroll(Ui::id("class.deck.scroll"), view, scroll_);
  for (std::size_t i = 0; i <= decks.size(); ++i) {
    const bool all = i == 0;
    const std::string label = all                          ? "All decks"
                              : decks[i - 1].title.empty() ? decks[i - 1].id
                                                           : decks[i - 1].title;
    const std::string note =
        all ? "" : many(decks[i - 1].questions, "question", "questions");
    const std::string id = all ? "" : decks[i - 1].id;
    if (tick_row(ui,
                 {view.x, begin + static_cast<float>(i) * row, view.w - ui.gap(6), row},
                 {.name = "class.deck.row",
                  .number = i,
                  .label = label,
                  .note = note,
                  .on = id == chosen,
                  .one_of = true,
                  .group = Ui::id("class.deck.rows")}))
      now = id;
  }
  ui.end_scroll(content);
  const bool closed = sheet.closed || ui.take(Key::kEscape);
  if (ui.focus().focused() == kNoControl && ui.take(Key::kDown))
    ui.focus().give(Ui::id("class.deck.row", 0), true);
  end_sheet(ui);
  if (closed || now) close();
  return now;
}

// --- a practice deck

void PracticeSheet::open() {
  stage_ = Stage::kAsk;
  wrong_.clear();
  if (most_.text().edit.text().empty()) most_.set(kUsualQuestions);
}

void PracticeSheet::show_saved(PracticeDeck deck, fs::path file) {
  deck_ = std::move(deck);
  file_ = std::move(file);
  stage_ = Stage::kSaved;
}

void PracticeSheet::make(Shell& shell, const ClassShown& shown, int most) {
  if (shell.ui.still()) return;
  auto made = practice_deck(shown, shell.trainer.decks(), static_cast<std::size_t>(most));
  if (!made) {
    wrong_ = error_line(made.error());
    return;
  }
  const fs::path name = made->file_name;
  const auto saved = save_text(environment_value, name.stem().string(),
                               name.extension().string(), made->text);
  if (!saved) {
    wrong_ = error_line(saved.error());
    return;
  }
  show_saved(std::move(*made), *saved);
}

void PracticeSheet::ask(Shell& shell, const ClassShown& shown) {
  Ui& ui = shell.ui;
  const float width = std::min(ui.em(15) * 36, ui.screen().w - ui.gap(32));
  const float inner = width - 2 * ui.gap(24);
  constexpr std::string_view kWords =
      "The questions that the class knows least, with the passages and sources that they "
      "need, as a deck to hand out. At most so many:";
  const float words = ui.lay_out(kWords, words_style(ui), inner).size.y + ui.gap(14);
  const float field = field_height(ui, {});
  const float wrong =
      wrong_.empty() ? 0 : ui.lay_out(wrong_, wrong_style(ui), inner).size.y + ui.gap(8);
  const Sheet sheet =
      begin_sheet(ui, "class.practice", "A practice deck", width,
                  chrome(ui) + words + field + wrong + ui.gap(24) + button_height(ui));
  const Rect& in = sheet.inner;
  ui.text(kWords, words_style(ui), in.x, in.y, in.w);
  const float y = std::round(in.y + words);
  const float wide =
      std::min(in.w, number_field_width(ui, kQuestions.unit) + ui.em(16) * 2);
  if (number_field(ui, {in.x, y, wide, field}, most_, kQuestions, step_questions))
    wrong_.clear();
  ui.text(wrong_, wrong_style(ui), in.x, y + field + ui.gap(8), in.w);
  const auto most = most_.value(kQuestions);
  auto said = foot(ui, sheet,
                   {.name = "class.practice.yes",
                    .label = "Save it",
                    .kind = ButtonKind::kPrimary,
                    .key = "Enter",
                    .enabled = most.has_value()},
                   {.name = "class.practice.no", .label = "Cancel", .key = "Esc"});
  if (!said && most && ui.take(Key::kEnter)) said = true;
  end_sheet(ui);
  if (said == false) close();
  if (said == true && most) make(shell, shown, *most);
}

void PracticeSheet::saved(Shell& shell) {
  Ui& ui = shell.ui;
  const float width = std::min(ui.em(15) * 36, ui.screen().w - ui.gap(32));
  const float inner = width - 2 * ui.gap(24);
  const std::string words = fmt::format(
      "{} in {}. Hand it out, or open it in the editor: then it stands among your own "
      "decks too.",
      many(deck_.questions, "question", "questions"),
      told_path(environment_value, file_));
  const float high = ui.lay_out(words, words_style(ui), inner).size.y;
  const Sheet sheet = begin_sheet(ui, "class.practice.saved", "Saved", width,
                                  chrome(ui) + high + ui.gap(24) + button_height(ui));
  ui.text(words, words_style(ui), sheet.inner.x, sheet.inner.y, sheet.inner.w);
  const BarButton edit{{.name = "class.saved.edit",
                        .label = "Open in the editor",
                        .key = "e",
                        .icon = icon::kEdit},
                       Command::kOpenInEditor};
  const BarButton done{{.name = "class.saved.done",
                        .label = "Done",
                        .kind = ButtonKind::kPrimary,
                        .key = "Enter"},
                       Command::kDone};
  const std::vector<BarButton> both{edit, done};
  const Rect bar{sheet.inner.x, sheet.inner.bottom() - button_height(ui), sheet.inner.w,
                 button_height(ui)};
  const auto pressed = button_bar(ui, bar, {}, both);
  const bool edits = pressed == Command::kOpenInEditor || ui.take(Key::kE);
  const bool ends = pressed == Command::kDone || sheet.closed || ui.take(Key::kEnter) ||
                    ui.take(Key::kEscape);
  end_sheet(ui);
  if (edits)
    open_in_editor(shell, false);
  else if (ends)
    close();
}

void PracticeSheet::over(Shell& shell) {
  const auto said = confirm(
      shell.ui,
      {.name = "class.practice.over",
       .title = "Put this one in its place?",
       .text = fmt::format("There is a deck {} among yours already.", deck_.file_name),
       .yes = "Put it in its place",
       .no = "Keep the old one"});
  if (!said) return;
  stage_ = Stage::kSaved;
  if (*said) open_in_editor(shell, true);
}

void PracticeSheet::open_in_editor(Shell& shell, bool write_over) {
  if (shell.ui.still()) return;
  const auto folder = shell.trainer.own_decks_folder();
  if (!folder) {
    close();
    shell.error = folder.error();
    return;
  }
  const fs::path file = *folder / deck_.file_name;
  std::error_code failure;
  if (!write_over && fs::exists(file, failure)) {
    stage_ = Stage::kOver;
    return;
  }
  close();
  if (!shell.report(write_export(file, deck_.text))) return;
  if (!shell.report(shell.trainer.reload_decks())) return;
  // Its file is called as its id.
  shell.edit = EditWish{fs::path(deck_.file_name).stem().string(), ""};
}

void PracticeSheet::frame(Shell& shell, const ClassShown& shown) {
  switch (stage_) {
    case Stage::kNone:
      break;
    case Stage::kAsk:
      ask(shell, shown);
      break;
    case Stage::kSaved:
      saved(shell);
      break;
    case Stage::kOver:
      over(shell);
      break;
  }
}

}  // namespace attache::window
