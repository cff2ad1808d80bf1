#pragma once
// Handing out a deck in another program's format, or to be printed.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "window/file_target.h"
#include "window/import_plan.h"
#include "window/number_field.h"
#include "window/shell.h"

namespace attache::window {

/// Where a deck is put: its id with the format's ending, "-cards" and the like before it
/// where several formats share an ending.
[[nodiscard]] std::string export_file_name(std::string_view deck,
                                           const FormatName& format);
/// Writes the whole file beside the old one, then puts it in its place.
[[nodiscard]] Result<void> write_export(const std::filesystem::path& path,
                                        std::string_view bytes);

class ExportScreen {
 public:
  void frame(Shell& shell, const Rect& area);
  /// The screen is about to be shown, for a deck (by id) or the first.
  void open(std::string deck);

  // For pictures of screens.
  void choose_format(std::size_t format) { format_ = format; }
  void show_done(std::filesystem::path file, std::vector<ImportLoss> losses);

 private:
  enum class Stage { kChoose, kDone };

  void form(Shell& shell, const Rect& area);
  float decks(Shell& shell, const Column& at);
  float format_list(Shell& shell, const Column& at);
  float options(Shell& shell, const Column& at);
  float target(Shell& shell, const Column& at);
  void done(Shell& shell, const Rect& area);
  void foot(Shell& shell, const Rect& area);
  void save(Shell& shell);
  void write(Shell& shell);
  void follow_name();
  void back(Shell& shell);
  [[nodiscard]] FormatName format() const;

  Stage stage_ = Stage::kChoose;
  std::string deck_;
  std::size_t format_ = 0;
  NumberField questions_;
  bool with_progress_ = false;
  FileTarget target_{"export.path"};
  bool begun_ = false;
  std::filesystem::path saved_;
  std::vector<ImportLoss> losses_;
  std::size_t unfolded_ = 0;
  ScrollState scroll_, deck_scroll_;
};

}  // namespace attache::window
