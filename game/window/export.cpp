#include "window/export.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "window/browser_parts.h"
#include "window/import_files.h"
#include "window/round_file.h"

namespace attache::window {

namespace {

namespace fs = std::filesystem;

constexpr NumberLook kQuestions{.name = "export.questions",
                                .unit = "questions",
                                .placeholder = "All",
                                .least = 1,
                                .most = 500};

int step_questions(std::optional<int> now, int by) {
  constexpr int kStep = 5;
  return std::clamp(now.value_or(0) + by * kStep, kStep, 500);
}

/// Of an exam on paper: how many questions.
bool is_quiz(const FormatName& format) {
  return format.name.find("quiz") != std::string::npos;
}

/// The only ones that have room for what was learned.
bool carries_progress(const FormatName& format) {
  return format.name == "anki";
}

Column page_column(const Ui& ui, const Rect& area) {
  const float side = ui.gap(28);
  const float width = std::round(std::min(area.w - 2 * side, 860 * ui.em(15) / 15));
  return {std::round(area.x + (area.w - width) / 2), area.y, width};
}

std::size_t sharing(const std::string& ending) {
  const auto formats = export_formats();
  return static_cast<std::size_t>(
      std::count_if(formats.begin(), formats.end(),
                    [&](const FormatName& each) { return each.ending == ending; }));
}

}  // namespace

std::string export_file_name(std::string_view deck, const FormatName& format) {
  if (sharing(format.ending) < 2) return fmt::format("{}{}", deck, format.ending);
  std::string kind = format.name;
  constexpr std::string_view kEnd = "-html";
  if (kind.ends_with(kEnd)) kind.resize(kind.size() - kEnd.size());
  return fmt::format("{}-{}{}", deck, kind, format.ending);
}

Result<void> write_export(const fs::path& path, std::string_view bytes) {
  const auto failed = [&] {
    return fail("The file could not be written", path.string(),
                "check that its folder is there, that there is space and that you may "
                "write there, then save it again");
  };
  const fs::path beside = path.string() + ".part";
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  std::error_code failure;
  if (file) fs::rename(beside, path, failure);
  if (file && !failure) return {};
  fs::remove(beside, failure);
  return failed();
}

void ExportScreen::open(std::string deck) {
  deck_ = std::move(deck);
  stage_ = Stage::kChoose;
  begun_ = false;
  unfolded_ = 0;
  scroll_ = deck_scroll_ = {};
}

void ExportScreen::show_done(fs::path file, std::vector<ImportLoss> losses) {
  saved_ = std::move(file);
  losses_ = std::move(losses);
  stage_ = Stage::kDone;
}

FormatName ExportScreen::format() const {
  const auto formats = export_formats();
  return format_ < formats.size() ? formats[format_] : FormatName{};
}

/// The path follows deck and format until the person writes another.
void ExportScreen::follow_name() {
  target_.propose(export_file_name(deck_, format()));
}

float ExportScreen::decks(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const auto& books = shell.trainer.decks();
  const float title = part_title(ui, at, "Deck");
  const float row = tick_row_height(ui);
  const float pad = ui.gap(10);
  const float rows = static_cast<float>(books.size()) * row;
  const float height = std::min(rows, row * 5.5F) + 2 * pad;
  const Rect box{at.x, at.y + title, at.width, height};
  card(ui, box, 16);
  const Rect view{box.x + pad, box.y + pad, box.w - 2 * pad, box.h - 2 * pad};
  const float begin = ui.begin_scroll(Ui::id("export.decks"), view, deck_scroll_);
  for (std::size_t i = 0; i < books.size(); ++i) {
    const Deck& deck = books[i].deck();
    const std::string note = many(books[i].questions().size(), "question", "questions");
    if (!tick_row(ui,
                  {view.x, begin + static_cast<float>(i) * row, view.w - ui.gap(8), row},
                  {.name = "export.deck",
                   .number = i,
                   .label = deck.title,
                   .note = note,
                   .on = deck.id == deck_,
                   .one_of = true,
                   .group = Ui::id("export.decks.rows")}))
      continue;
    deck_ = deck.id;
    follow_name();
  }
  ui.end_scroll(rows);
  return title + height + ui.gap(18);
}

float ExportScreen::format_list(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const float title = part_title(ui, at, "Format");
  const auto all = export_formats();
  const float row = tick_row_height(ui);
  const float pad = ui.gap(10);
  const float height = static_cast<float>(all.size()) * row + 2 * pad;
  card(ui, {at.x, at.y + title, at.width, height}, 16);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string name = with_capital(all[i].title);
    const Rect line{at.x + pad, at.y + title + pad + static_cast<float>(i) * row,
                    at.width - 2 * pad, row};
    if (!tick_row(ui, line,
                  {.name = "export.format",
                   .number = i,
                   .label = name,
                   .note = all[i].ending,
                   .on = i == format_,
                   .one_of = true,
                   .group = Ui::id("export.formats")}))
      continue;
    format_ = i;
    follow_name();
  }
  return title + height + ui.gap(18);
}

float ExportScreen::options(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const FormatName now = format();
  if (is_quiz(now)) {
    const float title = part_title(ui, at, "How many questions");
    const float height = field_height(ui, {});
    const float wide =
        std::min(at.width, number_field_width(ui, kQuestions.unit) + ui.em(16) * 2);
    number_field(ui, {at.x, at.y + title, wide, height}, questions_, kQuestions,
                 step_questions);
    return title + height + ui.gap(18);
  }
  if (!carries_progress(now)) return 0;
  const float row = tick_row_height(ui);
  if (tick_row(ui, {at.x - ui.gap(8), at.y, at.width + ui.gap(16), row},
               {.name = "export.progress",
                .label = "With where you stand in each question",
                .on = with_progress_}))
    with_progress_ = !with_progress_;
  return row + ui.gap(14);
}

float ExportScreen::target(Shell& shell, const Column& at) {
  const auto outcome = target_.field(shell.ui, at, "Where to put it");
  if (outcome.submitted) save(shell);
  return outcome.height;
}

// --- saving

void ExportScreen::save(Shell& shell) {
  if (target_.may_write()) write(shell);
}

void ExportScreen::write(Shell& shell) {
  if (shell.ui.still()) return;
  ExportRequest request;
  request.deck = deck_;
  request.format = format().name;
  if (is_quiz(format())) request.questions = questions_.value(kQuestions).value_or(0);
  request.with_progress = with_progress_ && carries_progress(format());
  auto exported = shell.trainer.export_deck(request);
  if (!exported) {
    shell.error = exported.error();
    return;
  }
  if (!shell.report(write_export(target_.path(), exported->bytes))) return;
  shell.ui.focus().clear();
  unfolded_ = 0;
  show_done(target_.path(), std::move(exported->losses));
}

void ExportScreen::foot(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Column at = page_column(ui, area);
  questions_.mean_when_empty(0);
  const bool well = !deck_.empty() && target_.names_file() &&
                    (!is_quiz(format()) || questions_.value(kQuestions).has_value());
  const Button go{.name = "export.go",
                  .label = "Save",
                  .kind = ButtonKind::kPrimary,
                  .key = "Ctrl+Enter",
                  .enabled = well};
  const float wide = button_width(ui, go);
  const float bh = button_height(ui);
  const float y = std::round(area.y + (area.h - bh) / 2);
  const bool by_key = well && ui.take(Key::kEnter, kCtrl);
  if (button(ui, {at.x + at.width - wide, y, wide, bh}, go) || by_key) save(shell);
}

void ExportScreen::form(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  if (!std::exchange(begun_, true)) {
    target_.begin();
    const auto& books = shell.trainer.decks();
    const bool known = std::any_of(books.begin(), books.end(), [&](const DeckBook& book) {
      return book.deck().id == deck_;
    });
    if (!known) deck_ = books.front().deck().id;
    follow_name();
  }
  const Column at = page_column(ui, area);
  const float bh = button_height(ui);
  if (page_head(ui, {at.x, at.y + ui.gap(14), at.width},
                {"export.back", "All decks (Esc)", "Hand out a deck"}))
    back(shell);
  const float head = bh + ui.gap(28);
  const float foot_height = bh + ui.gap(28);
  const Rect view{area.x, area.y + head, area.w, area.h - head - foot_height};
  const float begin = ui.begin_scroll(Ui::id("export.page"), view, scroll_);
  float y = begin + ui.gap(4);
  y += decks(shell, {at.x, y, at.width});
  y += format_list(shell, {at.x, std::round(y), at.width});
  y += options(shell, {at.x, std::round(y), at.width});
  y += target(shell, {at.x, std::round(y), at.width});
  ui.end_scroll(y + ui.gap(8) - begin);
  ui.fade_edges(view, scroll_, ui.colours().ground);
  foot(shell, {area.x, area.bottom() - foot_height, area.w, foot_height});
  if (target_.agrees_to_write_over(ui)) write(shell);
}

void ExportScreen::done(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Column at = page_column(ui, area);
  const float begin = ui.begin_scroll(Ui::id("export.page"), area, scroll_);
  float y = begin + ui.gap(40);
  y = empty_state(ui, at.x, y, at.width,
                  {.sign = icon::kCheck,
                   .colour = ui.colours().good.ink,
                   .title = "Saved",
                   .words = target_.shown(saved_)});
  y = std::round(y + ui.gap(24));
  const Button ready{.name = "export.done",
                     .label = "Done",
                     .kind = ButtonKind::kPrimary,
                     .key = "Enter"};
  const Button more{.name = "export.more", .label = "Another"};
  const int pressed = two_buttons(ui, {at.x, y, at.width}, ready, more);
  y += button_height(ui) + ui.gap(28);
  const Column rest{at.x, y, at.width};
  constexpr std::string_view kTitle = "What this format cannot hold";
  const float height = losses_view(ui, rest, kTitle, losses_, unfolded_, false);
  if (height > 0) {
    card(ui, {rest.x, rest.y, rest.width, height}, 16);
    losses_view(ui, rest, kTitle, losses_, unfolded_, true);
  }
  ui.end_scroll(y + height + ui.gap(20) - begin);
  scroll_by_keys(ui, scroll_);
  if (pressed == 2) open(deck_);
  if (pressed == 1 || ui.take(Key::kEnter)) back(shell);
}

void ExportScreen::back(Shell& shell) {
  shell.ui.focus().clear();
  stage_ = Stage::kChoose;
  shell.go = ScreenName::kDecks;
}

void ExportScreen::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  if (shell.trainer.decks().empty())
    empty_state(ui, area.x, area.y + ui.gap(56), area.w,
                {.sign = icon::kUpload,
                 .colour = ui.colours().accent,
                 .title = "Nothing to hand out yet",
                 .words = "Bring in a deck with Ctrl+Shift+I, or write one."});
  else if (stage_ == Stage::kDone)
    done(shell, area);
  else
    form(shell, area);
  shell.keys_but_back([&] { back(shell); });
}

}  // namespace attache::window
