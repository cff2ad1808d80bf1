#pragma once
// What all kinds of rounds show: a head with a clock, a bar of buttons, a question before
// something is given up.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "window/components.h"
#include "window/shell.h"

namespace attache::window {

namespace icon {
inline constexpr std::string_view kBolt = "\uE3E7";
inline constexpr std::string_view kExam = "\uE85D";
inline constexpr std::string_view kFlag = "\uE153";
inline constexpr std::string_view kList = "\uE8EF";
inline constexpr std::string_view kPairs = "\uE915";
inline constexpr std::string_view kTimeline = "\uE922";
inline constexpr std::string_view kDelete = "\uE872";
inline constexpr std::string_view kSave = "\uE2C4";
inline constexpr std::string_view kFolded = "\uE5CC";
inline constexpr std::string_view kUnfolded = "\uE5CF";
}  // namespace icon

/// What was asked for during a round.
enum class RoundWish { kNothing, kLeave, kHandIn };

/// The column of a round on the screen: as wide as a card.
[[nodiscard]] Column round_column(const Ui& ui, const Rect& area);

/// Figures that do not jump while they change. They end at `right`; gives their width.
float steady_figures(const Ui& ui,
                     float right,
                     float middle_y,
                     std::string_view text,
                     const TextStyle& style);
/// "12:04" for a clock that counts down; a begun second counts.
[[nodiscard]] std::string left_text(Millis left);
/// "0:12.4".
[[nodiscard]] std::string tenths_text(Millis span);

struct RoundHead {
  std::string title;
  std::string detail;   ///< behind the title, muted
  std::string clock;    ///< may be empty
  std::string after;    ///< behind the clock: "left"
  bool urgent = false;  ///< the clock stands in the warning tint
};
/// Gives its height.
float round_head(const Ui& ui, const Column& at, const RoundHead& head);

/// A button of a bar, with what it does.
struct BarButton {
  Button look;
  Command command{};
};
/// Buttons from the left and from the right. Where there is too little room, key caps go
/// first, then icons; at last icons stand alone.
[[nodiscard]] std::optional<Command> button_bar(Ui& ui,
                                                const Rect& area,
                                                std::span<const BarButton> left,
                                                std::span<const BarButton> right);
[[nodiscard]] float bar_height_of(const Ui& ui);

struct Confirmation {
  std::string_view name;
  std::string_view title;
  std::string text;
  std::string_view yes;
  std::string_view no;
};
/// Asks on a sheet: Enter is yes, Esc is no. Nothing as long as nothing is said.
[[nodiscard]] std::optional<bool> confirm(Ui& ui, const Confirmation& asked);

/// Tells the trainer that time goes by, a few times a second at most.
class RoundTicker {
 public:
  void tick(Shell& shell);

 private:
  double last_ = -1;
};

}  // namespace attache::window
