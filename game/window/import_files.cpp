#include "window/import_files.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "window/browser_parts.h"

namespace attache::window {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUp = "..";
constexpr std::size_t kMostEntries = 5000;

}  // namespace

bool looks_importable(std::string_view name) {
  constexpr std::array<std::string_view, 13> kEndings{
      ".apkg", ".colpkg", ".csv", ".tsv",      ".tab",  ".txt",  ".cards",
      ".xml",  ".md",     ".mem", ".markdown", ".gift", ".aiken"};
  const std::string folded = fold(name);
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return folded.ends_with(ending); });
}

std::vector<FolderEntry> entries_of(const fs::path& folder, const WantedFiles& wanted) {
  std::vector<FolderEntry> entries;
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure), end; !failure && at != end;
       at.increment(failure)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with('.') || entries.size() >= kMostEntries) continue;
    std::error_code of_entry;
    const bool is_folder = at->is_directory(of_entry);
    if (!is_folder && (!at->is_regular_file(of_entry) || !wanted.fits(name))) continue;
    const std::uintmax_t bytes = is_folder ? 0 : at->file_size(of_entry);
    entries.push_back({name, is_folder, of_entry ? 0 : bytes});
  }
  std::sort(entries.begin(), entries.end(), [](const auto& one, const auto& other) {
    if (one.folder != other.folder) return one.folder;
    return std::pair(fold(one.name), one.name) < std::pair(fold(other.name), other.name);
  });
  return entries;
}

TypedPath typed_path(std::string_view text, const fs::path& home) {
  std::string whole(text);
  if (whole == "~" || whole.starts_with("~/"))
    whole = home.string() + (whole.size() == 1 ? "/" : whole.substr(1));
  const std::size_t slash = whole.rfind('/');
  if (slash == std::string::npos) return {home, whole};
  return {fs::path(whole.substr(0, slash + 1)).lexically_normal(),
          whole.substr(slash + 1)};
}

fs::path folder_meant(const TypedPath& typed) {
  fs::path whole = typed.folder / typed.begun;
  std::error_code failure;
  const bool itself = !typed.begun.empty() && fs::is_directory(whole, failure);
  return itself ? whole : typed.folder;
}

std::string shown_path(const fs::path& path, const fs::path& home, bool folder) {
  std::string text = path.lexically_normal().string();
  std::string begin = home.lexically_normal().string();
  if (begin.ends_with('/')) begin.pop_back();
  if (begin.size() > 1 && (text == begin || text.starts_with(begin + "/")))
    text = "~" + text.substr(begin.size());
  if (folder && !text.ends_with('/')) text += '/';
  return text;
}

std::vector<FolderEntry> fitting_entries(const std::vector<FolderEntry>& entries,
                                         std::string_view begun) {
  const std::string wanted = fold(begun);
  std::vector<FolderEntry> fitting, others;
  for (const FolderEntry& entry : entries) {
    const std::size_t at = fold(entry.name).find(wanted);
    if (at == 0) fitting.push_back(entry);
    if (at != 0 && at != std::string::npos) others.push_back(entry);
  }
  fitting.insert(fitting.end(), others.begin(), others.end());
  return fitting;
}

fs::path arrivals_folder(const fs::path& home) {
  std::error_code failure;
  fs::path usual = home / "Downloads";
  return fs::is_directory(usual, failure) ? usual : home;
}

std::string bytes_text(std::uintmax_t bytes) {
  constexpr double kThousand = 1000;
  const auto size = static_cast<double>(bytes);
  if (size < kThousand) return fmt::format("{} bytes", bytes);
  if (size < kThousand * kThousand) return fmt::format("{:.0f} KB", size / kThousand);
  if (size < kThousand * kThousand * 10)
    return fmt::format("{:.1f} MB", size / kThousand / kThousand);
  return fmt::format("{:.0f} MB", size / kThousand / kThousand);
}

// --- the chooser

namespace {

std::size_t count_files(const std::vector<FolderEntry>& entries) {
  return static_cast<std::size_t>(
      std::count_if(entries.begin(), entries.end(),
                    [](const FolderEntry& each) { return !each.folder; }));
}

}  // namespace

void FileChooser::begin(fs::path home,
                        const fs::path& folder,
                        const WantedFiles& wanted) {
  begun_ = true;
  wanted_ = wanted;
  home_ = std::move(home);
  path_.edit.reset(shown_path(folder, home_, true));
  looked_.clear();
  look();
}

void FileChooser::look() {
  const TypedPath typed = typed_path(path_.edit.text(), home_);
  if (typed.folder != looked_) {
    looked_ = typed.folder;
    all_ = entries_of(looked_, wanted_);
    scroll_ = {};
  }
  meant_ = folder_meant(typed);
  files_ = count_files(meant_ == looked_ ? all_ : entries_of(meant_, wanted_));
  shown_ = fitting_entries(all_, typed.begun);
  const bool has_parent = looked_.has_relative_path();
  if (typed.begun.empty() && has_parent)
    shown_.insert(shown_.begin(), {std::string(kUp), true, 0});
  at_ = shown_.size() > 1 && shown_.front().name == kUp ? 1 : 0;
}

void FileChooser::enter(const FolderEntry& entry, std::optional<fs::path>& chosen) {
  if (!entry.folder) {
    chosen = looked_ / entry.name;
    return;
  }
  fs::path below = looked_;
  if (entry.name != kUp) {
    below /= entry.name;
  } else {
    if (!below.has_filename()) below = below.parent_path();  // "/a/b/" is "/a/b"
    below = below.parent_path();
  }
  path_.edit.reset(shown_path(below, home_, true));
  path_.caret_moved = true;
  look();
}

void FileChooser::keys(Ui& ui, std::optional<fs::path>& chosen) {
  const std::size_t before = at_;
  if (!shown_.empty() && ui.take(Key::kDown, {}, true))
    at_ = std::min(at_ + 1, shown_.size() - 1);
  if (ui.take(Key::kUp, {}, true) && at_ > 0) --at_;
  if (at_ != before) {
    const float row = tick_row_height(ui);
    const float top = static_cast<float>(at_) * row;
    scroll_.show(top, top + row);
  }
  if (ui.take(Key::kEnter) && at_ < shown_.size())
    enter(FolderEntry(shown_[at_]), chosen);
}

void FileChooser::list(Ui& ui, const Rect& area, std::optional<fs::path>& chosen) {
  const Palette& c = ui.colours();
  card(ui, area, 14);
  const Rect view = area.inset(ui.gap(6), ui.gap(6));
  const float row = tick_row_height(ui);
  std::optional<std::size_t> pressed;
  const float begin = ui.begin_scroll(Ui::id("import.files"), view, scroll_);
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    const float y = begin + static_cast<float>(i) * row;
    if (y > view.bottom() || y + row < view.y) continue;
    const FolderEntry& entry = shown_[i];
    const Rect line{view.x, y, view.w - ui.gap(8), row};
    const Touch touch = ui.control(Ui::id("import.file", i), line, {.tab_stop = false});
    if (i == at_)
      ui.fill(line, c.accent_soft, 8);
    else if (touch.hovered)
      ui.fill(line, c.hover, 8);
    if (touch.clicked) pressed = i;
    const float sign = ui.em(18);
    const float x = line.x + ui.gap(10) + sign + ui.gap(10);
    ui.icon_in({line.x + ui.gap(10), y, sign, row},
               entry.folder ? icon::kFolder : icon::kFile, 18,
               entry.folder ? c.accent : c.muted);
    const std::string size = entry.folder ? std::string{} : bytes_text(entry.bytes);
    const float wide = ui.width_of("1,023 bytes", {.size = 13});
    ui.text_in({x, y, line.right() - ui.gap(10) - wide - x, row},
               entry.name == kUp ? "The folder above" : entry.name,
               {.size = 15, .colour = c.text});
    ui.text_in({line.right() - ui.gap(10) - wide, y, wide, row}, size,
               {.size = 13, .colour = c.muted, .align = Align::kRight});
  }
  ui.end_scroll(static_cast<float>(shown_.size()) * row);
  const bool nothing = std::none_of(shown_.begin(), shown_.end(),
                                    [](const auto& e) { return e.name != kUp; });
  if (nothing)
    ui.text(wanted_.nothing,
            {.size = 14, .colour = c.muted, .align = Align::kCentre, .balance = true},
            area.x + ui.gap(20), area.y + std::max(row * 2, area.h * 0.35F),
            area.w - ui.gap(40));
  if (pressed) enter(FolderEntry(shown_[*pressed]), chosen);
}

std::optional<fs::path> FileChooser::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  std::optional<fs::path> chosen;
  const FieldLook look_of_field{.name = "import.path", .placeholder = "Path of a file"};
  const float height = field_height(ui, look_of_field);
  if (ui.focus().focused() == kNoControl && !ui.still())
    ui.focus().give(Ui::id("import.path"), false);
  const FieldOutcome outcome =
      text_field(ui, {area.x, area.y, area.w, height}, path_, look_of_field);
  if (outcome.changed) look();
  if (outcome.submitted) {
    const TypedPath typed = typed_path(path_.edit.text(), home_);
    const fs::path whole = typed.folder / typed.begun;
    std::error_code failure;
    if (!typed.begun.empty() && fs::is_regular_file(whole, failure))
      chosen = whole;
    else if (at_ < shown_.size())
      enter(FolderEntry(shown_[at_]), chosen);
  }
  const float top = area.y + height + ui.gap(10);
  list(ui, {area.x, top, area.w, std::max(0.0F, area.bottom() - top)}, chosen);
  keys(ui, chosen);
  return chosen;
}

}  // namespace attache::window
