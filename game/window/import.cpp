#include "window/import.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <memory>
#include <utility>

#include "base/text.h"
#include "window/browser_parts.h"
#include "window/round_file.h"

namespace attache::window {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolderKey = "import.folder";
constexpr std::string_view kTable = "table";

/// Reads and compares; runs on a thread of its own.
LookedAt look_at(const ImportRequest& request,
                 const ImportGround& ground,
                 const ImportProgress& progress) {
  LookedAt looked{std::nullopt, plan_import(request, ground, progress)};
  if (request.format && *request.format != kTable) return looked;
  if (auto table = look_at_table(request)) looked.table = std::move(*table);
  return looked;
}

Column page_column(const Ui& ui, const Rect& area) {
  const float side = ui.gap(28);
  const float width = std::round(std::min(area.w - 2 * side, 860 * ui.em(15) / 15));
  return {std::round(area.x + (area.w - width) / 2), area.y, width};
}

/// A request without what was guessed or chosen for another file.
ImportRequest request_for(fs::path file, std::string text, std::string name) {
  ImportRequest request;
  request.file = std::move(file);
  request.text = std::move(text);
  request.name = std::move(name);
  return request;
}

/// "What was learned" of an import that is over.
std::vector<std::string> outcome_lines(const ImportOutcome& outcome) {
  std::vector<std::string> lines;
  const auto add = [&](std::size_t number, std::string_view one, std::string_view more) {
    if (number > 0) lines.push_back(many(number, one, more));
  };
  add(outcome.added, "question is new", "questions are new");
  add(outcome.changed, "question was brought up to date",
      "questions were brought up to date");
  add(outcome.answers, "answer came into your log", "answers came into your log");
  add(outcome.skipped, "answer is left out, because its question was studied here since",
      "answers are left out, because their questions were studied here since");
  if (lines.empty()) lines.emplace_back("Everything was there already");
  return lines;
}

/// A title for a text without a name, that no deck has yet.
std::string free_title(const Trainer& trainer) {
  std::string title = "Pasted text";
  const auto is_taken = [&] {
    return std::any_of(trainer.decks().begin(), trainer.decks().end(),
                       [&](const DeckBook& book) { return book.deck().title == title; });
  };
  for (int number = 2; is_taken(); ++number)
    title = fmt::format("Pasted text {}", number);
  return title;
}

}  // namespace

void ImportScreen::refresh() {
  if (stage_ == Stage::kLook) return;
  stage_ = Stage::kChoose;
  chooser_ = {};
}

void ImportScreen::leave() {
  looking_.cancel();
  if (stage_ == Stage::kLook && !looked_) stage_ = Stage::kChoose;
}

void ImportScreen::show_request(ImportRequest request) {
  request_ = std::move(request);
  stage_ = Stage::kLook;
}

void ImportScreen::show(LookedAt looked) {
  if (looked.table) reading_ = looked.table->guess;
  looked_ = std::move(looked);
  stage_ = Stage::kLook;
}

void ImportScreen::show_done(ImportOutcome outcome) {
  outcome_ = outcome;
  stage_ = Stage::kDone;
}

std::string ImportScreen::title() const {
  return request_.file.empty() ? request_.name : request_.file.filename().string();
}

/// The name of the format that is read: chosen, or guessed.
std::optional<std::string> ImportScreen::format_in_use() const {
  if (request_.format) return request_.format;
  if (!looked_ || !looked_->plan) return std::nullopt;
  for (const FormatName& format : import_formats())
    if (format.title == looked_->plan->format) return format.name;
  return std::nullopt;
}

// --- choosing a file

void ImportScreen::begin_file(Shell& shell, fs::path file) {
  if (!shell.ui.still())
    shell.report(shell.trainer.remember(kFolderKey, file.parent_path().string()));
  request_ = request_for(std::move(file), {}, {});
  begin_look(shell);
}

void ImportScreen::begin_text(Shell& shell) {
  const char* text = ImGui::GetClipboardText();
  if (text == nullptr || one_line(text).empty()) {
    shell.tell("There is no text to paste.");
    return;
  }
  request_ = request_for({}, text, free_title(shell.trainer));
  begin_look(shell);
}

void ImportScreen::begin_look(Shell& shell) {
  stage_ = Stage::kLook;
  // The rows of a table that is read otherwise stay in view.
  if (!request_.table) table_.reset();
  if (request_.table && looked_) table_ = std::move(looked_->table);
  looked_.reset();
  unfolded_ = {};
  if (shell.ui.still()) return;
  looking_.start([request = request_, ground = shell.trainer.import_ground()](
                     const Background<LookedAt>::Progress& progress) {
    return look_at(request, ground, progress);
  });
}

void ImportScreen::collect(Shell& shell) {
  auto looked = looking_.take();
  if (!looked) return;
  if (looked->plan) {
    // A log that cannot be read is told when the import is carried out.
    if (const auto fresh = shell.trainer.new_answers(*looked->plan))
      looked->plan->new_answers = *fresh;
  }
  if (looked->table && !request_.table) reading_ = looked->table->guess;
  if (table_) looked->table = std::exchange(table_, std::nullopt);
  looked_ = std::move(looked);
}

void ImportScreen::choose(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  if (!chooser_.begun()) {
    const fs::path home = environment_value("HOME").value_or("/");
    const fs::path last = shell.trainer.remembered(kFolderKey).value_or("");
    std::error_code failure;
    const bool there = !last.empty() && fs::is_directory(last, failure);
    chooser_.begin(home, there ? last : arrivals_folder(home));
  }
  const Column at = page_column(ui, area);
  float y = at.y + ui.gap(14);
  if (page_head(ui, {at.x, y, at.width},
                {"import.back", "All decks (Esc)", "Bring in a file"}))
    back(shell);
  const float bh = button_height(ui);
  const Button paste{.name = "import.paste", .label = "Paste text", .icon = icon::kPaste};
  const float wide = button_width(ui, paste);
  if (button(ui, {at.x + at.width - wide, y, wide, bh}, paste)) begin_text(shell);
  y += bh + ui.gap(10);
  y += ui.text(
           "Anki packages, tables (CSV, TSV), Mnemosyne, Markdown cards, GIFT, Moodle "
           "XML, Aiken, and decks of this program. Copy a set from Quizlet, then "
           "choose Paste text.",
           {.size = 14, .colour = ui.colours().muted}, at.x, y, at.width) +
       ui.gap(12);
  y = std::round(y);
  const auto file = chooser_.frame(
      shell, {at.x, y, at.width, std::max(0.0F, area.bottom() - ui.gap(18) - y)});
  if (file) {
    ui.focus().clear();
    begin_file(shell, *file);
  }
}

// --- what would happen

float ImportScreen::formats(Ui& ui, const Column& at, bool& changed) {
  const auto in_use = format_in_use();
  const auto all = import_formats();
  Flow flow(at, chip_height(ui), ui.gap(8));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string title = with_capital(all[i].title);
    const Chip look_of{.name = "import.format",
                       .number = i,
                       .label = title,
                       .on = in_use == all[i].name};
    if (!chip(ui, flow.place(chip_width(ui, look_of)), look_of)) continue;
    if (request_.format == all[i].name) continue;
    request_.format = all[i].name;
    request_.table.reset();
    changed = true;
  }
  return flow.height() + ui.gap(14);
}

/// While the file is being read.
float ImportScreen::looking_at_it(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const float top = at.y + ui.gap(40);
  const float text =
      ui.text("Reading it; nothing is written yet",
              {.size = 15, .colour = ui.colours().muted, .align = Align::kCentre}, at.x,
              top, at.width);
  const float share = static_cast<float>(shown_progress_.value_or(looking_.progress()));
  const float bar = std::min(at.width, ui.em(15) * 24);
  progress_bar(ui, {at.x + (at.width - bar) / 2, top + text + ui.gap(14), bar, ui.gap(6)},
               share);
  const Button stop{.name = "import.stop", .label = "Cancel", .key = "Esc"};
  const float wide = button_width(ui, stop);
  if (button(ui,
             {std::round(at.x + (at.width - wide) / 2),
              std::round(top + text + ui.gap(36)), wide, button_height(ui)},
             stop))
    back(shell);
  return text + ui.gap(90) + button_height(ui);
}

/// How a table is read, also while it is being read anew.
float ImportScreen::table(Shell& shell, const Column& at, bool& again) {
  TableLook* look = nullptr;
  if (looked_ && looked_->table) look = &*looked_->table;
  if (!looked_ && table_) look = &*table_;
  if (look == nullptr) return 0;
  const char separator = reading_.separator;
  bool changed = false;
  const float height = mapping_.frame(shell, at, *look, reading_, changed, true);
  if (reading_.separator != separator) {
    look->rows = split_anew(look->rows, separator, reading_.separator);
    reading_.columns = {"question", "answer"};
  }
  if (changed) {
    request_.format = kTable;
    request_.table = reading_;
    again = true;
  }
  return height + shell.ui.gap(14);
}

float ImportScreen::page(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  float y = at.y;
  bool again = false;
  y += part_title(ui, {at.x, y, at.width}, "Format");
  y += formats(ui, {at.x, y, at.width}, again);
  y += table(shell, {at.x, y, at.width}, again);
  if (!looked_) {
    y += looking_at_it(shell, {at.x, y, at.width});
  } else if (!looked_->plan) {
    bool closed = false;
    Banner wrong{.name = "import.wrong",
                 .kind = BannerKind::kError,
                 .title = with_capital(looked_->plan.error().what) + "."};
    if (!looked_->plan.error().where.empty())
      wrong.lines.push_back(looked_->plan.error().where);
    wrong.remedy = with_capital(looked_->plan.error().remedy);
    if (!wrong.remedy.empty()) wrong.remedy += ".";
    y += banner(ui, at.x, std::round(y), at.width, wrong, closed) + ui.gap(14);
  } else {
    const float options = import_options(ui, {at.x, std::round(y), at.width},
                                         *looked_->plan, request_, true);
    if (options > 0) y += options + ui.gap(14);
    y += import_plan_view(ui, {at.x, std::round(y), at.width}, *looked_->plan, unfolded_,
                          true);
  }
  if (again) begin_look(shell);
  return y - at.y;
}

void ImportScreen::foot(Shell& shell, const Rect& area) {
  if (!looked_ || !looked_->plan) return;
  Ui& ui = shell.ui;
  const bool nothing = nothing_to_do(*looked_->plan, request_.with_history);
  const std::string label = import_label(*looked_->plan, request_.with_history);
  const Button go{.name = "import.go",
                  .label = label,
                  .kind = ButtonKind::kPrimary,
                  .key = "Ctrl+Enter",
                  .enabled = !nothing};
  const float wide = button_width(ui, go);
  const float bh = button_height(ui);
  const float y = std::round(area.y + (area.h - bh) / 2);
  const Column at = page_column(ui, area);
  const TextStyle small{.size = 13, .colour = ui.colours().muted};
  const float room = at.width - wide - ui.gap(16);
  std::string_view words = "A backup is made first. It happens whole, or not at all.";
  if (ui.width_of(words, small) > room) words = "A backup is made first.";
  if (nothing) words = "Everything in it is here already.";
  ui.text_in({at.x, y, room, bh}, words, small);
  const bool by_key = !nothing && ui.take(Key::kEnter, kCtrl);
  if (button(ui, {at.x + at.width - wide, y, wide, bh}, go) || by_key)
    wanted_ = !ui.still();
}

void ImportScreen::look(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Column at = page_column(ui, area);
  const float bh = button_height(ui);
  const float head = bh + ui.gap(28);
  if (page_head(ui, {at.x, at.y + ui.gap(14), at.width},
                {"import.back", "Another file (Esc)", title()}))
    back(shell);
  const bool ready = looked_ && looked_->plan;
  const float foot_height = ready ? bh + ui.gap(28) : 0;
  const Rect view{area.x, area.y + head, area.w, area.h - head - foot_height};
  const float begin = ui.begin_scroll(Ui::id("import.page"), view, scroll_);
  const float height = page(shell, {at.x, begin + ui.gap(4), at.width});
  ui.end_scroll(height + ui.gap(8));
  ui.fade_edges(view, scroll_, ui.colours().ground);
  if (foot_height > 0)
    foot(shell, {area.x, area.bottom() - foot_height, area.w, foot_height});
  if (mapping_.sheet(ui, reading_)) {
    request_.format = kTable;
    request_.table = reading_;
    begin_look(shell);
  }
  scroll_by_keys(ui, scroll_);
}

// --- letting it happen

void ImportScreen::begin_carrying(Trainer& trainer) {
  if (!std::exchange(wanted_, false) || !looked_ || !looked_->plan) return;
  stopped_ = false;
  // The trainer belongs to that thread until it is over: the window asks `carrying`.
  carrying_.start([&trainer, plan = *looked_->plan, request = request_](
                      const Background<Result<ImportOutcome>>::Progress& progress) {
    return trainer.carry_out_import(plan, request, progress);
  });
}

void ImportScreen::carried(Shell& shell, const Result<ImportOutcome>& outcome) {
  if (outcome) {
    outcome_ = *outcome;
    stage_ = Stage::kDone;
    scroll_ = {};
    shell.error.reset();
  } else if (stopped_) {
    shell.tell("Stopped. Nothing was changed.");
  } else {
    shell.error = outcome.error();
  }
}

bool ImportScreen::carry_frame(Shell& shell) {
  Ui& ui = shell.ui;
  if (auto outcome = carrying_.take()) {
    carried(shell, *outcome);
    return true;
  }
  const float bh = button_height(ui);
  const Sheet sheet = begin_sheet(ui, "import.carry", "Bringing it in", ui.em(15) * 30,
                                  2 * ui.gap(24) + std::round(ui.em(20) * 1.4F) +
                                      ui.gap(16) + ui.em(14) * 1.5F + bh + ui.gap(50));
  ui.text_in({sheet.inner.x, sheet.inner.y, sheet.inner.w, ui.em(14) * 1.5F},
             "Nothing is changed until all of it is there.",
             {.size = 14, .colour = ui.colours().muted});
  const float share = static_cast<float>(shown_progress_.value_or(carrying_.progress()));
  progress_bar(ui,
               {sheet.inner.x, sheet.inner.y + ui.em(14) * 1.5F + ui.gap(14),
                sheet.inner.w, ui.gap(6)},
               share);
  const Button stop{.name = "import.stop.carrying", .label = "Cancel", .key = "Esc"};
  const float wide = button_width(ui, stop);
  const bool pressed =
      button(ui, {sheet.inner.right() - wide, sheet.inner.bottom() - bh, wide, bh}, stop);
  if (pressed || ui.take(Key::kEscape)) stop_carrying();
  end_sheet(ui);
  return false;
}

void ImportScreen::stop_carrying() {
  stopped_ = true;
  carrying_.ask_to_stop();
}

void ImportScreen::done(Shell& shell, const Rect& area, ImportWish& wish) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Column at = page_column(ui, area);
  std::string words;
  for (const std::string& line : outcome_lines(outcome_))
    words += (words.empty() ? "" : "\n") + line + ".";
  const float top = ui.begin_scroll(Ui::id("import.done"), area, scroll_);
  const float end = empty_state(
      ui, at.x, top + ui.gap(40), at.width,
      {.sign = icon::kCheck,
       .colour = c.good.ink,
       .title = outcome_.decks > 1 ? many(outcome_.decks, "deck", "decks") + " brought in"
                                   : "Brought in",
       .words = words});
  const std::vector<ImportDeckPlan> none;
  const auto& decks = looked_ && looked_->plan ? looked_->plan->decks : none;
  const std::string deck = decks.size() == 1 ? decks.front().id : std::string{};
  const Button study{.name = "import.study",
                     .label = "Study it",
                     .kind = ButtonKind::kPrimary,
                     .key = "Enter"};
  const Button edit{.name = "import.edit", .label = "Open in the editor", .key = "e"};
  const Button browse{.name = "import.browse", .label = "Browse"};
  const Button more{.name = "import.another", .label = "Another file"};
  const std::array all{&study, &edit, &browse, &more};
  float wide = -ui.gap(12);
  for (const Button* each : all)
    wide += button_width(ui, *each) + ui.gap(12);
  const float begin = wide <= at.width ? std::round(at.x + (at.width - wide) / 2) : at.x;
  Flow flow({begin, std::round(end + ui.gap(24)), at.x + at.width - begin},
            button_height(ui), ui.gap(12));
  const auto pressed = [&](const Button& look_of) {
    return button(ui, flow.place(button_width(ui, look_of)), look_of);
  };
  bool studies = pressed(study);
  bool edits = pressed(edit);
  if (pressed(browse)) shell.browse = deck.empty() ? "" : "deck:" + deck;
  if (pressed(more)) {
    stage_ = Stage::kChoose;
    chooser_ = {};
  }
  ui.end_scroll(end + ui.gap(48) + flow.height() - top);
  scroll_by_keys(ui, scroll_);
  studies = studies || ui.take(Key::kEnter);
  edits = edits || ui.take(Key::kE);
  if (studies) wish.study = deck;
  if (edits && !decks.empty()) shell.edit = EditWish{decks.front().id, ""};
}

// --- the screen

void ImportScreen::back(Shell& shell) {
  shell.ui.focus().clear();
  if (stage_ == Stage::kLook) {
    looking_.cancel();
    looked_.reset();
    stage_ = Stage::kChoose;
    scroll_ = {};
    return;
  }
  stage_ = Stage::kChoose;
  shell.go = ScreenName::kDecks;
}

ImportWish ImportScreen::frame(Shell& shell, const Rect& area) {
  ImportWish wish;
  collect(shell);
  switch (stage_) {
    case Stage::kChoose:
      choose(shell, area);
      break;
    case Stage::kLook:
      look(shell, area);
      break;
    case Stage::kDone:
      done(shell, area, wish);
      break;
  }
  shell.keys_but_back([&] { back(shell); });
  return wish;
}

}  // namespace attache::window
