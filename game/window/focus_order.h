#pragma once
// Which control has the keyboard, and where Tab and the arrows take it. No drawing.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace attache::window {

using ControlId = std::uint64_t;
inline constexpr ControlId kNoControl = 0;

/// The order is built anew in each frame, in the order in which controls are drawn;
/// moving goes over the order of the last frame.
class FocusOrder {
 public:
  void begin_frame();
  /// Adds a control; those of one `group` can be walked with the arrows.
  void add(ControlId id, ControlId group = kNoControl);
  /// Ends the frame: a focused control that was not added any more loses the focus.
  void end_frame();

  /// Tab (+1) and Shift+Tab (-1), round in a circle. Without a focus: the first, or the
  /// last.
  void step(int by);
  /// An arrow: the neighbour in the focused control's group, round in a circle. False
  /// without a group.
  bool step_in_group(int by);
  /// Gives a control the focus; `ring` says whether to show it.
  void give(ControlId id, bool ring);
  void clear();

  [[nodiscard]] ControlId focused() const { return focused_; }
  [[nodiscard]] bool has_focus(ControlId id) const {
    return id != kNoControl && id == focused_;
  }
  /// The focus came by the keyboard, so show where it is.
  [[nodiscard]] bool ring() const { return ring_; }
  /// The focus moved since the last frame: scroll there.
  [[nodiscard]] bool moved() const { return moved_; }

 private:
  struct Stop {
    ControlId id;
    ControlId group;
  };
  void step_over(const std::vector<Stop>& stops, int by);

  std::vector<Stop> last_, current_;
  ControlId focused_ = kNoControl;
  bool ring_ = false;
  bool moved_ = false;
};

}  // namespace attache::window
