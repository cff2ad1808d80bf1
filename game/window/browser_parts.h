#pragma once
// Small parts that the browser, importing and exporting share.

#include <optional>
#include <string>
#include <string_view>

#include "window/components.h"
#include "window/round_parts.h"
#include "window/shell.h"

namespace attache::window {

namespace icon {
inline constexpr std::string_view kSearch = "\uE8B6";
inline constexpr std::string_view kHelp = "\uE887";
inline constexpr std::string_view kColumns = "\uE8EC";
inline constexpr std::string_view kFolder = "\uE2C7";
inline constexpr std::string_view kFile = "\uE873";
inline constexpr std::string_view kBookmark = "\uE866";
inline constexpr std::string_view kBookmarkAdd = "\uE867";
inline constexpr std::string_view kDownload = "\uE2C4";
inline constexpr std::string_view kUpload = "\uE2C6";
inline constexpr std::string_view kPaste = "\uE14F";
}  // namespace icon

/// Something that is on or off, or one of several of which one is on.
struct TickRow {
  std::string_view name;
  std::size_t number = 0;
  std::string_view label;
  std::string_view note = {};  ///< at the right, muted
  bool on = false;
  bool one_of = false;  ///< a round mark
  ControlId group = kNoControl;
};
[[nodiscard]] float tick_row_height(const Ui& ui);
/// True when it was pressed.
bool tick_row(Ui& ui, const Rect& area, const TickRow& row);

/// A small rounded button for one of many short things.
struct Chip {
  std::string_view name;
  std::size_t number = 0;
  std::string_view label;
  bool on = false;
  std::string_view icon = {};
  std::string tip = {};
};
[[nodiscard]] float chip_height(const Ui& ui);
[[nodiscard]] float chip_width(const Ui& ui, const Chip& chip);
bool chip(Ui& ui, const Rect& area, const Chip& look);

/// Places things from left to right, and on the next line where they do not fit.
class Flow {
 public:
  Flow(const Column& at, float line, float gap)
      : at_(at), x_(at.x), y_(at.y), line_(line), gap_(gap) {}
  Rect place(float width);
  /// How high it has become.
  [[nodiscard]] float height() const { return y_ + line_ - at_.y; }

 private:
  Column at_;
  float x_, y_, line_, gap_;
};

/// A heading over a part of a page; gives its height with the gap below.
float part_title(const Ui& ui, const Column& at, std::string_view title);
/// The title of a screen with a way back; true when that was pressed.
struct PageHead {
  std::string_view back;  ///< name of the control
  std::string_view tip;
  std::string title;
};
bool page_head(Ui& ui, const Column& at, const PageHead& head);

/// Two buttons side by side in the middle of a column: which was pressed, 1 or 2; else 0.
int two_buttons(Ui& ui, const Column& at, const Button& first, const Button& second);

/// "1,234 questions".
[[nodiscard]] std::string thousands(std::size_t number);
[[nodiscard]] std::string many(std::size_t number,
                               std::string_view one,
                               std::string_view more);
/// What and remedy of an error in one line.
[[nodiscard]] std::string error_line(const Error& error);

}  // namespace attache::window
