#include "window/hand_in.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <sstream>
#include <system_error>
#include <utility>

#include "window/browser_parts.h"
#include "window/import_files.h"
#include "window/round_file.h"
#include "window/topic_list.h"

namespace attache::window {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCourseKey = "hand_in.course";
constexpr std::string_view kNameKey = "hand_in.name";
constexpr std::string_view kScopeKey = "hand_in.scope";

/// The form and, where there is room, what will be told beside it.
struct PageLayout {
  Column left, right;
  bool beside = false;
};

PageLayout page_layout(const Ui& ui, const Rect& area) {
  const float side = ui.gap(28);
  const float room = area.w - 2 * side;
  const float gap = ui.gap(28);
  PageLayout out;
  out.beside = room >= ui.em(15) * 62;
  const float width =
      std::round(std::min(room, ui.em(15) * (out.beside ? 92.0F : 60.0F)));
  const float x = std::round(area.x + (area.w - width) / 2);
  if (!out.beside) {
    out.left = out.right = {x, area.y, width};
    return out;
  }
  const float half = std::round((width - gap) / 2);
  out.left = {x, area.y, half};
  out.right = {x + half + gap, area.y, width - half - gap};
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::vector<std::string> parted(const std::string& text) {
  std::istringstream words(text);
  std::vector<std::string> parts;
  std::string one;
  while (words >> one)
    parts.push_back(one);
  return parts;
}

}  // namespace

HandInWish wish_of(const TopicTree& tree) {
  HandInWish wish;
  const auto& rows = tree.rows();
  const bool all_whole = std::all_of(rows.begin(), rows.end(), [&](const TopicRow& row) {
    const auto at = static_cast<std::size_t>(&row - rows.data());
    return !row.is_deck() || tree.ticked(at) != Ticked::kPartly;
  });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Ticked ticked = tree.ticked(i);
    if (ticked == Ticked::kNo) continue;
    if (rows[i].is_deck()) {
      wish.decks.push_back(rows[i].place);
      continue;
    }
    // The topics below a ticked one are told with it.
    const bool above =
        rows[rows[i].parent].is_deck() || tree.ticked(rows[i].parent) != Ticked::kYes;
    if (!all_whole && ticked == Ticked::kYes && above)
      wish.topics.push_back(rows[i].place);
  }
  return wish;
}

void HandInScreen::refresh() {
  begun_ = false;
  saved_.reset();
  scroll_ = {};
}

void HandInScreen::tick(const std::vector<std::string>& scope) {
  tree_.take(scope, {});
  stale_ = true;
}

void HandInScreen::write(std::string_view course, std::string_view name, bool history) {
  course_.edit.reset(std::string(course));
  name_.edit.reset(std::string(name));
  history_ = history;
  stale_ = true;
}

void HandInScreen::show_done(fs::path file) {
  saved_ = std::move(file);
}

/// Begins with what was handed in last time.
void HandInScreen::begin(Shell& shell) {
  if (std::exchange(begun_, true)) return;
  target_.begin();
  tree_ = TopicTree(shell.trainer.decks());
  if (shell.trainer.decks().size() > 1) tree_.tick_all(false);
  if (!shell.ui.still()) {
    if (const auto scope = shell.trainer.remembered(kScopeKey); scope && !scope->empty())
      tree_.take(parted(*scope), {});
    course_.edit.reset(shell.trainer.remembered(kCourseKey).value_or(""));
    name_.edit.reset(shell.trainer.remembered(kNameKey).value_or(""));
  }
  stale_ = true;
}

HandInWish HandInScreen::wish() const {
  HandInWish wish = wish_of(tree_);
  wish.course = course_.edit.text();
  wish.name = name_.edit.text();
  wish.history = history_;
  wish.exams = exams_;
  return wish;
}

void HandInScreen::look(Shell& shell) {
  if (!std::exchange(stale_, false)) return;
  wrong_.clear();
  preview_.reset();
  if (tree_.none()) return;
  auto preview = shell.trainer.preview_hand_in(wish());
  if (preview)
    preview_ = std::move(*preview);
  else
    wrong_ = error_line(preview.error());
  follow_name();
}

/// The path follows the proposed name until the person writes another.
void HandInScreen::follow_name() {
  if (preview_) target_.propose(preview_->file_name);
}

// --- the form

float HandInScreen::choices(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const auto before = tree_.scope();
  const bool none = tree_.none();
  float y = at.y;
  y += topic_list_title(ui, tree_, {at.x, y, at.width});
  y += topic_list(ui, tree_, false, {at.x, y, at.width});
  if (tree_.scope() != before || tree_.none() != none) stale_ = true;
  return y - at.y + ui.gap(20);
}

float HandInScreen::labelled(Shell& shell,
                             const Column& at,
                             std::string_view label,
                             TextField& field,
                             std::string_view name,
                             std::string_view placeholder) {
  Ui& ui = shell.ui;
  const float title = part_title(ui, at, label);
  const FieldLook look{.name = name, .placeholder = placeholder};
  const float height = field_height(ui, look);
  if (text_field(ui, {at.x, at.y + title, at.width, height}, field, look).changed)
    stale_ = true;
  return title + height;
}

float HandInScreen::person(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  float y = at.y;
  y += labelled(shell, {at.x, y, at.width}, "Class", course_, "hand_in.course",
                "As your instructor calls it; may stay empty") +
       ui.gap(16);
  const bool unnamed = name_.edit.text().empty() && preview_ && preview_->pseudonym;
  const std::string placeholder =
      unnamed ? fmt::format("You are called {}", preview_->student_name)
              : std::string("Empty: you are given a name");
  y += labelled(shell, {at.x, y, at.width}, "Your name, if you want to tell it", name_,
                "hand_in.name", placeholder) +
       ui.gap(20);
  return y - at.y;
}

float HandInScreen::how_much(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  float y = at.y;
  y += part_title(ui, {at.x, y, at.width}, "How much");
  const float row = tick_row_height(ui);
  const float pad = ui.gap(10);
  card(ui, {at.x, y, at.width, 3 * row + 2 * pad}, 16);
  float top = y + pad;
  const auto line = [&](TickRow spec) {
    const bool pressed = tick_row(ui, {at.x + pad, top, at.width - 2 * pad, row}, spec);
    top += row;
    if (pressed) stale_ = true;
    return pressed;
  };
  if (line({.name = "hand_in.totals",
            .label = "Totals: what you know, and how often you answered",
            .on = !history_,
            .one_of = true,
            .group = Ui::id("hand_in.much")}))
    history_ = false;
  if (line({.name = "hand_in.history",
            .label = "Every answer too",
            .on = history_,
            .one_of = true,
            .group = Ui::id("hand_in.much")}))
    history_ = true;
  if (line({.name = "hand_in.exams", .label = "Mock exams too", .on = exams_}))
    exams_ = !exams_;
  return y + 3 * row + 2 * pad - at.y + ui.gap(20);
}

float HandInScreen::target(Shell& shell, const Column& at) {
  const auto outcome = target_.field(shell.ui, at, "Where to put the file");
  if (outcome.emptied) follow_name();
  if (outcome.submitted) save(shell);
  return outcome.height;
}

// --- what will be told

float HandInScreen::sentences(const Ui& ui, const Column& at, bool draw) const {
  const Palette& c = ui.colours();
  const float line = std::round(ui.em(14) * 1.5F);
  const float indent = ui.em(17) + ui.gap(10);
  float y = at.y;
  const auto each = [&](const std::vector<std::string>& words, std::string_view sign,
                        ImU32 ink) {
    for (const std::string& sentence : words) {
      const TextStyle style{.size = 14, .colour = c.text};
      if (draw) {
        ui.icon_in({at.x, y, ui.em(17), line}, sign, 17, ink);
        ui.text(sentence, style, at.x + indent, y, at.width - indent);
      }
      y += ui.lay_out(sentence, style, at.width - indent).size.y + ui.gap(5);
    }
  };
  const auto heading = [&](std::string_view words) {
    const TextStyle style{.face = Face::kSansStrong, .size = 14, .colour = c.muted};
    y += (draw ? ui.text(words, style, at.x, y, at.width)
               : ui.lay_out(words, style, at.width).size.y) +
         ui.gap(4);
  };
  heading("Your instructor will see");
  each(preview_->told, icon::kCheck, c.good.ink);
  y += ui.gap(12);
  heading("and will not see");
  each(preview_->not_told, icon::kClose, c.muted);
  return y - at.y;
}

/// The first lines of the file, cut at the right.
float HandInScreen::sample(const Ui& ui, const Column& at) const {
  const Palette& c = ui.colours();
  const float line = std::round(ui.em(12) * 1.6F);
  const float pad = ui.gap(14);
  std::istringstream lines(preview_->sample);
  std::vector<std::string> shown;
  std::string one;
  constexpr std::size_t kMost = 12;
  while (shown.size() < kMost && std::getline(lines, one))
    shown.push_back(one);
  const float height = line * static_cast<float>(shown.size()) + 2 * pad;
  ui.fill({at.x, at.y, at.width, height}, c.sunken, 12);
  ui.outline({at.x, at.y, at.width, height}, c.line, 12);
  float y = at.y + pad;
  for (const std::string& words : shown) {
    ui.text_in({at.x + pad, y, at.width - 2 * pad, line}, words,
               {.face = Face::kMono, .size = 12, .colour = c.text});
    y += line;
  }
  return height;
}

float HandInScreen::preview(Shell& shell, const Column& at) const {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  float y = at.y;
  if (!preview_) {
    const bool none = tree_.none();
    return ui.text(none ? "Choose a deck or some topics. Before anything is written, it "
                          "stands here what your instructor will see."
                        : std::string_view(wrong_),
                   {.size = 15, .colour = none ? c.muted : c.again.ink}, at.x, y,
                   at.width);
  }
  const float pad = ui.gap(24);
  const Column inner{at.x + pad, y + ui.gap(20), at.width - 2 * pad};
  const float height = std::round(sentences(ui, inner, false) + ui.gap(36));
  card(ui, {at.x, y, at.width, height}, 16);
  static_cast<void>(sentences(ui, inner, true));
  y += height + ui.gap(18);
  y += part_title(ui, {at.x, y, at.width}, "How the file begins");
  y += sample(ui, {at.x, y, at.width});
  return y - at.y + ui.gap(16);
}

void HandInScreen::form(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  begin(shell);
  look(shell);
  const float bh = button_height(ui);
  const PageLayout page = page_layout(ui, area);
  const float width =
      page.beside ? page.right.x + page.right.width - page.left.x : page.left.width;
  if (page_head(ui, {page.left.x, area.y + ui.gap(14), width},
                {"hand_in.back", "Progress (Esc)", "Hand in your progress"}))
    shell.go = ScreenName::kProgress;
  const float head = bh + ui.gap(28);
  const float foot_height = bh + ui.gap(28);
  const Rect view{area.x, area.y + head, area.w, area.h - head - foot_height};
  const float begin = ui.begin_scroll(Ui::id("hand_in.page"), view, scroll_);
  float y = begin + ui.gap(4);
  y += choices(shell, {page.left.x, y, page.left.width});
  y += person(shell, {page.left.x, std::round(y), page.left.width});
  y += how_much(shell, {page.left.x, std::round(y), page.left.width});
  const float beside = begin + ui.gap(4);
  float right = std::round(page.beside ? beside : y);
  if (page.beside) {
    // As high as the heading of the topics, which has a button.
    ui.text_in({page.right.x, right, page.right.width, bh}, "What is told",
               {.face = Face::kSansStrong, .size = 16, .colour = ui.colours().text});
    right += bh + ui.gap(4);
  }
  right += preview(shell, {page.right.x, right, page.right.width});
  if (!page.beside) y = right;
  y += target(shell, {page.left.x, std::round(y), page.left.width});
  ui.end_scroll(std::max(y, right) + ui.gap(8) - begin);
  ui.fade_edges(view, scroll_, ui.colours().ground);
  foot(shell, {page.left.x, area.bottom() - foot_height, width, foot_height});
  if (target_.agrees_to_write_over(ui)) write_file(shell);
}

void HandInScreen::foot(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  ui.hairline(area.x, area.y, area.w);
  const bool well = preview_ && target_.names_file();
  const Button go{.name = "hand_in.go",
                  .label = "Write the file",
                  .kind = ButtonKind::kPrimary,
                  .key = "Ctrl+Enter",
                  .enabled = well};
  const float wide = button_width(ui, go);
  const float bh = button_height(ui);
  const float y = std::round(area.y + (area.h - bh) / 2);
  ui.text_in({area.x, y, area.w - wide - ui.gap(16), bh}, "Nothing is sent by itself.",
             {.size = 14, .colour = ui.colours().muted});
  const bool by_key = well && ui.take(Key::kEnter, kCtrl);
  if (button(ui, {area.right() - wide, y, wide, bh}, go) || by_key) save(shell);
}

// --- writing

void HandInScreen::keep_choices(Shell& shell) const {
  const std::vector<std::string> scope = tree_.scope();
  std::vector<std::string> decks;
  for (const TopicRow& row : tree_.rows())
    if (row.is_deck()) decks.push_back(row.place);
  for (const auto& [key, value] :
       std::array{std::pair{kCourseKey, course_.edit.text()},
                  std::pair{kNameKey, name_.edit.text()},
                  std::pair{kScopeKey, joined(scope.empty() ? decks : scope)}})
    if (!shell.report(shell.trainer.remember(key, value))) return;
}

void HandInScreen::save(Shell& shell) {
  if (shell.ui.still() || !preview_) return;
  if (target_.may_write()) write_file(shell);
}

void HandInScreen::write_file(Shell& shell) {
  if (!shell.report(shell.trainer.write_hand_in(wish(), target_.path()))) return;
  keep_choices(shell);
  shell.ui.focus().clear();
  scroll_ = {};
  show_done(target_.path());
}

void HandInScreen::done(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const float width = std::min(area.w - 2 * ui.gap(28), ui.em(15) * 58);
  const float x = std::round(area.x + (area.w - width) / 2);
  float y = area.y + ui.gap(48);
  y = empty_state(ui, x, y, width,
                  {.sign = icon::kCheck,
                   .colour = ui.colours().good.ink,
                   .title = "The file is written",
                   .words = target_.shown(*saved_)});
  y += ui.text(
           "Send it to your instructor as you send other work. You can hand in again "
           "whenever you like: the later file takes the place of this one.",
           {.size = 15,
            .colour = ui.colours().muted,
            .align = Align::kCentre,
            .balance = true},
           x, y + ui.gap(14), width) +
       ui.gap(38);
  const Button ready{.name = "hand_in.done",
                     .label = "Done",
                     .kind = ButtonKind::kPrimary,
                     .key = "Enter"};
  const Button more{.name = "hand_in.more", .label = "For another class"};
  const int pressed = two_buttons(ui, {x, y, width}, ready, more);
  if (pressed == 2) refresh();
  if (pressed == 1 || ui.take(Key::kEnter)) {
    refresh();
    shell.go = ScreenName::kProgress;
  }
}

void HandInScreen::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  if (shell.trainer.decks().empty())
    empty_state(ui, area.x, area.y + ui.gap(56), area.w,
                {.sign = icon::kUpload,
                 .colour = ui.colours().accent,
                 .title = "Nothing to hand in yet",
                 .words = "Bring in a deck with Ctrl+Shift+I, and study it a little."});
  else if (saved_)
    done(shell, area);
  else
    form(shell, area);
  shell.keys_but_back([&] { shell.go = ScreenName::kProgress; });
}

}  // namespace attache::window
