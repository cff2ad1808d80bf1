#pragma once
// The parts that screens are made of. Each is drawn from the theme alone and works by
// mouse and key.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "memory/fsrs6.h"
#include "window/ui.h"

namespace attache::window {

/// Signs of the icon face (Material Icons).
namespace icon {
inline constexpr std::string_view kAdd = "\uE145";
inline constexpr std::string_view kBack = "\uE5C4";
inline constexpr std::string_view kBook = "\uEA19";
inline constexpr std::string_view kCheck = "\uE5CA";
inline constexpr std::string_view kChecked = "\uE86C";
inline constexpr std::string_view kClose = "\uE5CD";
inline constexpr std::string_view kClock = "\uE8B5";
inline constexpr std::string_view kDown = "\uE5DB";
inline constexpr std::string_view kEdit = "\uE3C9";
inline constexpr std::string_view kForth = "\uE5C8";
inline constexpr std::string_view kGrip = "\uE945";
inline constexpr std::string_view kInfo = "\uE88F";
inline constexpr std::string_view kKeyboard = "\uE312";
inline constexpr std::string_view kLater = "\uE8B5";
inline constexpr std::string_view kMoon = "\uE51C";
inline constexpr std::string_view kNotice = "\uE001";
inline constexpr std::string_view kPause = "\uE034";
inline constexpr std::string_view kRemove = "\uE15B";
inline constexpr std::string_view kSettings = "\uE8B8";
inline constexpr std::string_view kSnooze = "\uE046";
inline constexpr std::string_view kStar = "\uE838";
inline constexpr std::string_view kStarOutline = "\uE83A";
inline constexpr std::string_view kSun = "\uE518";
inline constexpr std::string_view kUndo = "\uE166";
inline constexpr std::string_view kUp = "\uE5D8";
}  // namespace icon

// Surfaces.

/// A card: its surface and a ring, no shadow.
void card(const Ui& ui, const Rect& area, float corner = 20);
/// Width of a key cap with this text.
float key_cap_width(const Ui& ui, std::string_view key);
void key_cap(const Ui& ui,
             float right,
             float middle_y,
             std::string_view key,
             ImU32 ink,
             ImU32 line);
/// A small label on a tinted ground; gives its width.
float pill(const Ui& ui,
           float x,
           float middle_y,
           std::string_view text,
           ImU32 ink,
           ImU32 ground);
float pill_width(const Ui& ui, std::string_view text);
/// A bar of progress, `share` 0..1.
void progress_bar(const Ui& ui, const Rect& area, float share);
/// A ring of which `share` is filled, with words in its middle.
void progress_ring(const Ui& ui, ImVec2 middle, float radius, float share, ImU32 colour);

// Buttons.

enum class ButtonKind { kPrimary, kQuiet, kPlain };

struct Button {
  std::string_view name;  ///< unique on its screen
  std::string_view label;
  ButtonKind kind = ButtonKind::kQuiet;
  std::string_view key = {};   ///< shown as a key cap
  std::string_view icon = {};  ///< before the label
  bool enabled = true;
  ControlId group = kNoControl;
};
float button_height(const Ui& ui);
float button_width(const Ui& ui, const Button& spec);
/// True when it was pressed.
bool button(Ui& ui, const Rect& area, const Button& spec);
/// As wide as it needs to be, from `x`; moves `x` behind it.
bool button_at(Ui& ui, float& x, float y, const Button& spec);

struct IconButton {
  std::string_view name;
  std::string_view icon;
  std::string_view tip;
  bool on = false;
  bool tab_stop = true;
};
bool icon_button(Ui& ui, const Rect& area, const IconButton& spec);

/// One of the four ratings with the time until the question comes back.
bool rating_button(
    Ui& ui, const Rect& area, Rating rating, std::string_view interval, bool suggested);
const Tint& tint_of(const Ui& ui, Rating rating);
std::string_view label_of(Rating rating);  ///< "Again", "Hard", "Good", "Easy"

/// A tab of the top bar.
bool tab(Ui& ui,
         const Rect& area,
         std::string_view name,
         std::string_view label,
         bool current);
float tab_width(const Ui& ui, std::string_view label);

// Choosing.

enum class OptionState { kIdle, kChosen, kRight, kWrong, kMissed, kFaded };

struct OptionRow {
  std::string_view name;
  std::size_t number = 0;      ///< tells rows of one name apart
  std::string_view cap;        ///< "1"
  std::string_view text;       ///< CommonMark
  std::string_view note = {};  ///< smaller, behind or below
  float room = 0;              ///< kept free at the right
  OptionState state = OptionState::kIdle;
  bool enabled = true;
  bool several = false;  ///< a square cap that is ticked, not a round one
  bool enter = true;     ///< Enter chooses it; else Enter is left to the card
  ControlId group = kNoControl;
};
float option_height(const Ui& ui, float width, const OptionRow& row);
Touch option_row(Ui& ui, const Rect& area, const OptionRow& row);

/// Several words of which one holds. Gives the index that was chosen now, or -1.
int segmented(Ui& ui,
              const Rect& area,
              std::string_view name,
              std::span<const std::string_view> labels,
              int current);
float segmented_width(const Ui& ui, std::span<const std::string_view> labels);

/// A value on a line. `share` 0..1; true while it changes. Arrows move it by `step`.
bool slider(Ui& ui, const Rect& area, std::string_view name, float& share, float step);
/// "− value +"; gives -1, 0 or +1.
int stepper(Ui& ui, const Rect& area, std::string_view name, std::string_view value);

// Words.

enum class BannerKind { kError, kNotice };
struct Banner {
  std::string_view name;
  BannerKind kind = BannerKind::kNotice;
  std::string title = {};
  std::vector<std::string> lines = {};
  std::string remedy = {};
  bool closable = false;
};
/// Draws it (or only measures) and gives its height; `closed` is set when its cross was
/// pressed.
float banner(Ui& ui,
             float x,
             float y,
             float width,
             const Banner& spec,
             bool& closed,
             bool draw = true);

/// Little words that vanish by themselves.
void toast(Ui& ui, float top, std::string_view text, std::string_view hint);

/// Arrows, Page Up and Down, Home and End, as far as nobody else took them.
void scroll_by_keys(Ui& ui, ScrollState& state);

/// A drawing for a screen with nothing on it: a pile of cards with a sign on top.
void pile_of_cards(
    const Ui& ui, ImVec2 middle, float width, std::string_view sign, ImU32 colour);

/// What a screen says that has nothing on it.
struct EmptyState {
  std::string_view sign;  ///< on the pile of cards
  ImU32 colour = 0;       ///< of the sign
  std::string_view title;
  std::string_view words;  ///< a sentence or two
};
/// Draws it in the middle of a column; gives where it ends.
float empty_state(const Ui& ui, float x, float y, float width, const EmptyState& empty);

/// A sheet over everything: dims the rest and gives the area inside its padding.
/// `leave_sheet` must follow.
struct Sheet {
  Rect area;            ///< the whole sheet
  Rect inner;           ///< inside its padding, below its title
  bool closed = false;  ///< Esc, its cross, or a click beside it
};
Sheet begin_sheet(
    Ui& ui, std::string_view name, std::string_view title, float width, float height);
void end_sheet(Ui& ui);

}  // namespace attache::window
