#pragma once
// A whole number that is typed or stepped: "− [20 min] +".

#include <optional>
#include <string>
#include <string_view>

#include "window/components.h"
#include "window/text_field.h"

namespace attache::window {

struct NumberLook {
  std::string_view name;
  std::size_t number = 0;
  std::string_view unit = {};         ///< behind the figure
  std::string_view placeholder = {};  ///< where nothing is written
  int least = 0;
  int most = 100;
};

class NumberField {
 public:
  /// The figure, or nothing for one that is no number or out of the range. An empty field
  /// is `empty_means`, if it has that.
  [[nodiscard]] std::optional<int> value(const NumberLook& look) const;
  void set(int number);
  void clear();
  void mean_when_empty(std::optional<int> number) { empty_means_ = number; }
  TextField& text() { return text_; }

 private:
  TextField text_;
  std::optional<int> empty_means_;
};

/// What one press of − or + makes of a number; `now` is nothing where it cannot be read.
using Stepping = int (*)(std::optional<int> now, int by);

/// Draws it; true when the number was changed. Up and Down step it while it is written
/// in.
bool number_field(
    Ui& ui, const Rect& area, NumberField& field, const NumberLook& look, Stepping step);
[[nodiscard]] float number_field_width(const Ui& ui, std::string_view unit);

}  // namespace attache::window
