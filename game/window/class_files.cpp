#include "window/class_files.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "window/browser_parts.h"
#include "window/class_parts.h"
#include "window/class_words.h"
#include "window/round_file.h"

namespace attache::window {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolderKey = "class.folder";
constexpr WantedFiles kHandedIn{
    looks_handed_in,
    "No file here ends in .progress, as those do that students hand in. Folders open "
    "with Enter."};

float line_of(const Ui& ui, float size) {
  return std::round(ui.em(size) * 1.5F);
}

}  // namespace

void ClassFiles::begin() {
  if (reading()) return;
  stage_ = Stage::kChoose;
  chooser_ = {};
}

void ClassFiles::close() {
  if (!reading()) stage_ = Stage::kNone;
}

void ClassFiles::show_choosing(const fs::path& folder) {
  stage_ = Stage::kChoose;
  chooser_.begin("/home/instructor", folder, kHandedIn);
}

void ClassFiles::show_reading(std::size_t done, std::size_t all) {
  counts_->done = done;
  counts_->all = all;
  stage_ = Stage::kRead;
}

void ClassFiles::show_taken(FilesTaken taken) {
  taken_ = std::move(taken);
  constexpr float kUsualLead = 400;
  constexpr float kUsualRow = 70;
  notes_.clear();
  for (const std::string& remark : taken_.remarks)
    notes_.push_back({notes_.empty() ? "Worth a look" : "", "", as_sentence(remark)});
  bool first = true;
  for (const FilesTaken::Refused& refused : taken_.refused) {
    notes_.push_back({first ? "Left out" : "", refused.file.filename().string(),
                      as_sentence(refused.why)});
    first = false;
  }
  std::vector<float> heights(notes_.size() + 1, kUsualRow);
  heights.front() = kUsualLead;
  list_.reset(std::move(heights));
  stage_ = Stage::kTaken;
}

void ClassFiles::read(Shell& shell,
                      const fs::path& from,
                      const std::shared_ptr<Course>& course) {
  if (shell.ui.still()) return;
  if (course == nullptr) {
    shell.tell("The class is still being read. Try again in a moment.");
    return;
  }
  stage_ = Stage::kRead;
  stopped_ = false;
  counts_ = std::make_shared<Counts>();
  // The class belongs to that thread until it is over: the window asks `reading`.
  reading_.start([from, course, now = shell.trainer.now(), counts = counts_](
                     const Background<Result<FilesTaken>>::Progress& told) {
    const std::array<fs::path, 1> files{from};
    return course->add(files, now, [&](std::size_t done, std::size_t all) {
      counts->done = done;
      counts->all = all;
      return told(all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 0);
    });
  });
}

void ClassFiles::collect(Shell& shell) {
  auto outcome = reading_.take();
  if (!outcome) return;
  if (*outcome) {
    show_taken(std::move(**outcome));
    return;
  }
  shell.error = outcome->error();
  stage_ = Stage::kChoose;
}

void ClassFiles::stop() {
  stopped_ = true;
  reading_.ask_to_stop();
}

// --- choosing

FilesWish ClassFiles::choose(Shell& shell,
                             const Rect& area,
                             const std::string& name,
                             const std::shared_ptr<Course>& course) {
  Ui& ui = shell.ui;
  if (!chooser_.begun()) {
    const fs::path home = environment_value("HOME").value_or("/");
    const fs::path last = shell.trainer.remembered(kFolderKey).value_or("");
    std::error_code failure;
    const bool there = !last.empty() && fs::is_directory(last, failure);
    chooser_.begin(home, there ? last : arrivals_folder(home), kHandedIn);
  }
  const Column at = round_column(ui, area);
  const float bh = button_height(ui);
  float y = at.y + ui.gap(14);
  FilesWish wish = FilesWish::kNothing;
  if (page_head(ui, {at.x, y, at.width},
                {"class.files.back", "Back to the class (Esc)",
                 fmt::format("Add files to {}", name)}))
    wish = FilesWish::kLeave;
  y += bh + ui.gap(8);
  y += ui.text(
           "Students hand in a file that ends in .progress. Choose one, or add a whole "
           "folder: of each student the latest file counts, and what is broken is "
           "named and left out.",
           {.size = 14, .colour = ui.colours().muted}, at.x, y, at.width) +
       ui.gap(12);
  y = std::round(y);
  const float foot = bh + ui.gap(28);
  const auto file = chooser_.frame(
      shell, {at.x, y, at.width, std::max(0.0F, area.bottom() - foot - y)});
  const std::size_t files = chooser_.files();
  const std::string label = adding_words(chooser_.folder(), files);
  const Button go{.name = "class.files.go",
                  .label = label,
                  .kind = ButtonKind::kPrimary,
                  .key = "Ctrl+Enter",
                  .enabled = files > 0};
  const float wide = std::min(button_width(ui, go), at.width);
  const bool by_key = files > 0 && ui.take(Key::kEnter, kCtrl);
  const bool all = button(ui,
                          {at.x + at.width - wide,
                           std::round(area.bottom() - foot + ui.gap(14)), wide, bh},
                          go) ||
                   by_key;
  if (!file && !all) return wish;
  ui.focus().clear();
  if (!ui.still())
    shell.report(shell.trainer.remember(kFolderKey, chooser_.folder().string()));
  read(shell, file ? *file : chooser_.folder(), course);
  return FilesWish::kNothing;
}

// --- reading

void ClassFiles::read_frame(Shell& shell, const Rect& area, const std::string& name) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Column at = round_column(ui, area);
  const float wide = std::min(at.width, ui.em(15) * 30);
  const float pad = ui.gap(28);
  const float bh = button_height(ui);
  const float height =
      std::round(2 * pad + line_of(ui, 20) + line_of(ui, 14) + ui.gap(56) + bh);
  const Rect box{std::round(at.x + (at.width - wide) / 2),
                 std::round(area.y + std::max(ui.gap(20), (area.h - height) * 0.36F)),
                 wide, height};
  card(ui, box);
  const std::size_t done = counts_->done;
  const std::size_t all = counts_->all;
  const Rect in = box.inset(pad, pad);
  ui.text_in({in.x, in.y, in.w, line_of(ui, 20)},
             stopped_ ? "Stopping" : fmt::format("Reading into {}", name),
             {.face = Face::kDisplay, .size = 20, .colour = c.text});
  float y = in.y + line_of(ui, 20) + ui.gap(4);
  ui.text_in({in.x, y, in.w, line_of(ui, 14)}, reading_words(done, all),
             {.size = 14, .colour = c.muted});
  y += line_of(ui, 14) + ui.gap(14);
  progress_bar(ui, {in.x, std::round(y), in.w, ui.gap(6)},
               all > 0 ? static_cast<float>(done) / static_cast<float>(all) : 0);
  const Button cancel{
      .name = "class.files.stop", .label = "Cancel", .key = "Esc", .enabled = !stopped_};
  const float own = button_width(ui, cancel);
  const bool pressed = button(ui, {in.right() - own, in.bottom() - bh, own, bh}, cancel);
  if (pressed || (!stopped_ && ui.take(Key::kEscape))) stop();
}

// --- what became of them

float ClassFiles::outcome(Shell& shell, const Column& at, bool draw) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const bool any = taken_.students_new + taken_.students_renewed > 0;
  const float picture = std::round(ui.em(15) * 9) * 0.84F;
  std::string words;
  for (const std::string& line : taken_words(taken_))
    words += (words.empty() ? "" : "\n") + line;
  if (stopped_) words += "\nIt was stopped; what was read until then is there.";
  const Button show{.name = "class.taken.show",
                    .label = "Show the class",
                    .kind = ButtonKind::kPrimary,
                    .key = "Enter"};
  const Button more{.name = "class.taken.more", .label = "More files", .key = "a"};
  const float bh = button_height(ui);
  float y = at.y + ui.gap(36);
  if (draw) {
    y = empty_state(ui, at.x, y, at.width,
                    {.sign = any ? icon::kCheck : icon::kInfo,
                     .colour = any ? c.good.ink : c.accent,
                     .title = taken_title(taken_),
                     .words = words});
  } else {
    // As `empty_state` lays it out.
    const float wide = std::min(at.width, ui.em(15) * 38);
    const TextStyle title{.face = Face::kDisplay,
                          .size = 28,
                          .colour = c.text,
                          .align = Align::kCentre,
                          .line_height = 1.25F};
    y += picture + ui.gap(28) + ui.lay_out(taken_title(taken_), title, at.width).size.y +
         ui.gap(8) + ui.lay_out(words, {.size = 15, .colour = c.muted}, wide).size.y;
  }
  y = std::round(y + ui.gap(22));
  if (draw) {
    const int pressed = two_buttons(ui, {at.x, y, at.width}, show, more);
    if (pressed == 1) wish_ = FilesWish::kShow;
    if (pressed == 2) begin();
  }
  y += bh + ui.gap(26);
  return std::round(y - at.y);
}

float ClassFiles::note(Ui& ui, const Note& note, const Column& at, bool draw) {
  const Palette& c = ui.colours();
  const float pad = ui.gap(18);
  const TextStyle name{.face = Face::kSansStrong, .size = 14, .colour = c.text};
  const TextStyle words{.size = 14, .colour = c.muted};
  const TextStyle title{.face = Face::kSansStrong, .size = 16, .colour = c.text};
  float y = at.y;
  if (!note.title.empty()) {
    y += ui.gap(6);
    if (draw) part_title(ui, {at.x, y, at.width}, note.title);
    y += std::round(ui.lay_out(note.title, title, at.width).size.y + ui.gap(8));
  }
  const Column in{at.x + pad, y + ui.gap(12), at.width - 2 * pad};
  const float named = note.name.empty() ? 0 : line_of(ui, 14);
  const float said = ui.lay_out(note.words, words, in.width).size.y;
  const float height = std::round(2 * ui.gap(12) + named + said);
  if (draw) {
    card(ui, {at.x, y, at.width, height}, 12);
    if (named > 0) ui.text_in({in.x, in.y, in.width, named}, note.name, name);
    ui.text(note.words, words, in.x, in.y + named, in.width);
  }
  return y + height + ui.gap(8) - at.y;
}

FilesWish ClassFiles::taken(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Column at = round_column(ui, area);
  wish_ = FilesWish::kNothing;
  list_.follow(at.width, ui.theme().scale());
  list_.frame(ui, Ui::id("class.taken"), area, [&](std::size_t row, float y, bool draw) {
    if (row == 0) return outcome(shell, {at.x, y, at.width}, draw);
    return note(ui, notes_[row - 1], {at.x, y, at.width}, draw);
  });
  ui.fade_edges(area, list_.scroll(), c.ground);
  scroll_by_keys(ui, list_.scroll());
  if (stage_ == Stage::kTaken && ui.take(Key::kEnter)) wish_ = FilesWish::kShow;
  return wish_;
}

FilesWish ClassFiles::frame(Shell& shell,
                            const Rect& area,
                            const std::string& name,
                            const std::shared_ptr<Course>& course) {
  switch (stage_) {
    case Stage::kChoose:
      if (const FilesWish wish = choose(shell, area, name, course);
          wish != FilesWish::kNothing)
        return wish;
      break;
    case Stage::kRead:
      read_frame(shell, area, name);
      break;
    case Stage::kTaken: {
      const FilesWish wish = taken(shell, area);
      if (wish != FilesWish::kNothing || !shell.ui.reachable()) return wish;
      const auto order = shell.order(Place::kClass);
      if (!order) return wish;
      if (order->command == Command::kAddFiles)
        begin();
      else if (order->command == Command::kBack)
        return FilesWish::kShow;
      else if (order->command != Command::kOpenRow)
        shell.pass_on(*order);
      return wish;
    }
    case Stage::kNone:
      break;
  }
  const FilesWish wish = FilesWish::kNothing;
  const auto order = shell.order(Place::kAnywhere);
  if (!order) return wish;
  if (order->command == Command::kBack) return FilesWish::kLeave;
  shell.pass_on(*order);
  return wish;
}

}  // namespace attache::window
