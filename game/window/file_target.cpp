#include "window/file_target.h"

#include <fmt/format.h>
#include <system_error>

#include "window/browser_parts.h"
#include "window/import_files.h"
#include "window/round_file.h"
#include "window/round_parts.h"

namespace attache::window {

void FileTarget::begin() {
  home_ = environment_value("HOME").value_or("/");
  folder_ = documents_folder(environment_value);
  if (folder_.empty()) folder_ = home_;
  own_ = asks_ = false;
}

void FileTarget::propose(const std::string& file_name) {
  if (!own_) field_.edit.reset(shown(folder_ / file_name));
}

std::filesystem::path FileTarget::path() const {
  const TypedPath typed = typed_path(field_.edit.text(), home_);
  return typed.folder / typed.begun;
}

bool FileTarget::names_file() const {
  return !typed_path(field_.edit.text(), home_).begun.empty();
}

std::string FileTarget::shown(const std::filesystem::path& path) const {
  return shown_path(path, home_, false);
}

FileTarget::Outcome FileTarget::field(Ui& ui, const Column& at, std::string_view title) {
  const float head = part_title(ui, at, title);
  const FieldLook look{.name = name_, .placeholder = "Path of the file"};
  const float height = field_height(ui, look);
  const FieldOutcome outcome =
      text_field(ui, {at.x, at.y + head, at.width, height}, field_, look);
  if (outcome.changed) own_ = !field_.edit.text().empty();
  return {head + height + ui.gap(8), outcome.submitted, outcome.changed && !own_};
}

bool FileTarget::may_write() {
  std::error_code failure;
  asks_ = std::filesystem::exists(path(), failure);
  return !asks_;
}

bool FileTarget::agrees_to_write_over(Ui& ui) {
  if (!asks_) return false;
  const auto said =
      confirm(ui, {.name = name_ + ".over",
                   .title = "Write over it?",
                   .text = fmt::format("{} is there already.", shown(path())),
                   .yes = "Write over it",
                   .no = "Cancel"});
  if (!said) return false;
  asks_ = false;
  return *said;
}

}  // namespace attache::window
