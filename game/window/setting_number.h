#pragma once
// A number that is in force at once: stepped, or typed and then taken with Enter or when
// its field is left.

#include <optional>
#include <string>

#include "window/number_field.h"

namespace attache::window {

class SettingNumber {
 public:
  SettingNumber() = default;
  /// Its 0 is an empty field, which shows the placeholder.
  static SettingNumber with_empty_zero();

  /// Draws it. Gives the number to take from now on, where it is another than `value`,
  /// the one in force.
  std::optional<int> frame(
      Ui& ui, const Rect& area, const NumberLook& look, Stepping step, int value);
  /// What is wrong with what is being written; empty if nothing is.
  [[nodiscard]] std::string error(const NumberLook& look) const;
  /// What was written but not taken yet, where it can be read.
  [[nodiscard]] std::optional<int> unfinished(const NumberLook& look) const;
  /// For pictures: as if this was being written.
  void write(std::string text);

 private:
  void put(int value);
  [[nodiscard]] static bool finished_by_key(const Ui& ui);

  NumberField field_;
  bool empty_zero_ = false;
  std::optional<int> shown_;  ///< the number in force that the field follows
  bool focused_ = false;
};

}  // namespace attache::window
